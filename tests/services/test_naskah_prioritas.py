"""The papers of ranking and funding: Form.15, Form.27, BA, SPC with petikan, mandate, Form R3."""

import pytest
from sqlalchemy import select

from musren.domain.errors import NotFound, NotReady
from musren.models.usulan import Usulan
from musren.services import naskah
from musren.services.prioritas import dana
from tests import dunia
from tests.dunia import KECAMATAN, SUKAMAJU, SUKAMULYA, fund, hold_kecamatan, kinds, rank
from tests.services.test_pendanaan import hold, rupiah, vector, work
from tests.services.test_prioritas import groups, hold_session, ids, spp_done, votes

__all__ = ["vector"]


@pytest.fixture
def signed(kantor, tahun):
    for place in (SUKAMAJU, SUKAMULYA):
        kantor.village_signed(tahun, place, kinds("spp", "blm", "mkp", "apbd", "apbd"))
        kantor.signed(tahun, "sk_rkp_desa", place)
    return tahun


@pytest.fixture
def held(session, signed):
    """SPP in groups, the others by votes; a changed rank with its reason, one in reserve."""
    hold_session(session, signed, "spp", **groups(session, signed, "spp", (2, 1), (1, 2)))
    hold_session(
        session, signed, "bukan_spp", **votes(session, signed, "bukan_spp", 10, 10, 8, 7, 5)
    )
    blm, apbd = rank(session, signed, "blm"), rank(session, signed, "apbd")
    own = [row for row in blm if row["usulan_id"] in ids(session, signed, "bukan_spp")]
    own[0]["peringkat"], own[1]["peringkat"] = "2", "1"
    for row in own[:2]:
        row["alasan_urutan"] = "Posyandu roboh"
    apbd[3] |= {"putusan": "cadangan", "alasan": "Melebihi pagu SKPD"}
    apbd[0] |= {"volume": "100", "biaya": "700.000.000"}
    return hold_kecamatan(session, signed, prioritas_blm=blm, prioritas_apbd=apbd)


def facts(session, tahun, jenis):
    return naskah.facts_for(session, tahun, KECAMATAN, jenis)


def rows_of(part):
    return [row for group in part["kelompok"] for row in group["baris"]]


# --- Form.15 ------------------------------------------------------------------------------------


def test_the_list_tells_how_each_list_was_ranked_and_what_people_changed(
    session, signed, held, kantor
):
    kantor.issue(signed, "daftar_prioritas", KECAMATAN, tanggal=held.tanggal)
    spp, others, apbd = facts(session, signed, "daftar_prioritas")["daftar"]
    assert (spp["cara"], [p["nama"] for p in spp["penilai"]]) == (
        "kelompok", ["Kelompok 1", "Kelompok 2"],
    )  # fmt: skip
    assert [(row["rincian"], row["nilai"], row["seri"]) for row in spp["baris"]] == [
        ([2, 1], 3, True), ([1, 2], 3, True),
    ]  # fmt: skip
    assert "peringkat terbaik" in spp["aturan_seri"]
    assert (others["jumlah_pemilih"], others["pilihan"], others["jumlah_suara"]) == (10, 3, 30)
    assert [(r["peringkat"], r["peringkat_hitung"], r["nilai"]) for r in others["baris"]] == [
        (1, 2, 8), (2, 1, 10), (3, 3, 7), (4, 4, 5),
    ]  # fmt: skip
    assert {r["alasan"] for r in others["baris"][:2]} == {"Posyandu roboh"}
    assert (apbd["cara"], len(apbd["baris"])) == ("langsung", 3)


def test_those_who_vote_are_counted_village_by_village(session, signed, held):
    found = facts(session, signed, "daftar_prioritas")
    assert [(v["desa"], v["pemilih"]) for v in found["hak_suara"]] == [
        ("Sukamaju", 6), ("Sukamulya", 6),
    ]  # fmt: skip
    assert found["jumlah_hak_suara"]["pemilih"] == 12


# --- Form.27 and the money ------------------------------------------------------------------------


@pytest.mark.parametrize("choice", ["kembali", "tambah_swadaya", "tambah_volume"])
def test_the_list_of_the_funded_and_the_decree_agree_to_the_rupiah(session, vector, kantor, choice):
    hold(session, vector)
    found = {u.kegiatan: str(u.id) for u in session.scalars(select(Usulan))}
    fund(
        session, vector, pilihan_sisa=choice, alasan="Kesepakatan forum",
        sisa_usulan_id=found[work(5)], swadaya_tambahan="95.200.000",
        tambahan=[{"usulan_id": found[work(0)], "volume": "20", "biaya": "100.000.000"}],
    )  # fmt: skip
    kantor.issue(vector, "usulan_didanai", KECAMATAN, tanggal=dunia.DAYS["ba_musrenbang_kecamatan@"
                                                                         "kecamatan"])  # fmt: skip
    form = facts(session, vector, "usulan_didanai")
    assert [one["jumlah"]["dari_sumber"] for one in form["kelompok"]] == [
        rupiah(359), rupiah(873.7),
    ]  # fmt: skip
    assert [one["berhenti"]["peringkat"] for one in form["kelompok"]] == [6, 6]
    assert form["dana"]["sisa"] == rupiah(192.3)
    kantor.signed(vector, "ba_musrenbang_kecamatan", KECAMATAN)
    spc = kantor.issue(vector, "spc", KECAMATAN).fakta
    total = dana.of(session, vector, KECAMATAN).alokasi
    assert spc["blm"]["jumlah"]["dari_sumber"] == total.jumlah_spp + total.jumlah_bukan_spp
    left = form["dana"]["pilihan_sisa"]["sisa_akhir"]
    assert rupiah(1425) - spc["blm"]["jumlah"]["dari_sumber"] == left
    assert (
        len(form["tidak_didanai"]) == len(spc["belum_didanai"]) == 5 - (choice == "tambah_swadaya")
    )


def test_more_volume_stands_in_the_decree(session, vector, kantor):
    hold(session, vector)
    first = str(session.scalars(select(Usulan).where(Usulan.kegiatan == work(0))).one().id)
    fund(session, vector, pilihan_sisa="tambah_volume", alasan="Jalan lebih panjang",
         tambahan=[{"usulan_id": first, "volume": "20,5", "biaya": "100.000.000"}])  # fmt: skip
    kantor.signed(vector, "ba_musrenbang_kecamatan", KECAMATAN)
    rows = rows_of(kantor.issue(vector, "spc", KECAMATAN).fakta["blm"])
    one = next(row for row in rows if row["kegiatan"] == work(0))
    assert (one["volume"], one["dari_sumber"]) == ("160.5", rupiah(268.2))
    assert "tambahan Rp100.000.000" in one["keterangan"]


def test_the_list_of_the_funded_waits_for_the_funding(session, tahun, kantor):
    kantor.village_signed(tahun, given=kinds("apbd"))
    hold_kecamatan(session, tahun)
    with pytest.raises(NotReady, match="Pendanaan BLM belum diisi"):
        kantor.issue(tahun, "usulan_didanai", KECAMATAN)


# --- Berita Acara and decree ----------------------------------------------------------------------


def test_the_berita_acara_tells_the_ways_the_changes_the_reserve_and_the_money(
    session, signed, held, kantor
):
    found = kantor.issue(signed, "ba_musrenbang_kecamatan", KECAMATAN).fakta
    assert [one.partition(":")[2] for one in found["cara_prioritas"]] == [
        " urutan 2 kelompok digabung.",
        " pemungutan suara, 10 kartu suara dengan 3 pilihan usulan yang berbeda.",
        " urutan disepakati langsung oleh forum.",
    ]
    assert {(c["peringkat_hitung"], c["peringkat"]) for c in found["perubahan_urutan"]} == {
        (1, 2), (2, 1),
    }  # fmt: skip
    assert [c["alasan"] for c in found["cadangan"]] == ["Melebihi pagu SKPD"]
    assert found["belum_disepakati"] == []
    assert found["pendanaan"]["pagu"] == rupiah(1500)
    one = next(r for r in rows_of(found["apbd"]) if r["biaya"] == rupiah(700))
    assert (one["volume"], one["volume_semula"], one["biaya_semula"]) == ("100", "140", rupiah(720))


def test_the_decree_proves_village_rank_and_kecamatan_rank_of_every_line(
    session, signed, held, kantor
):
    kantor.signed(signed, "ba_musrenbang_kecamatan", KECAMATAN)
    found = kantor.issue(signed, "spc", KECAMATAN).fakta
    papers = {
        naskah.in_force(session, signed, place, "ba_musrenbangdes").nomor: place
        for place in (SUKAMAJU, SUKAMULYA)
    }
    rows = [*rows_of(found["blm"]), *rows_of(found["apbd"])]
    assert len(rows) == 9
    for row in rows:
        assert row["kode"].startswith(f"{papers[row['nomor_ba']]}-")
        assert row["peringkat_desa"] is not None
    assert {c["alasan"] for c in found["perubahan_urutan"]} == {"Posyandu roboh"}
    assert [c["baris_ba"] for c in found["cadangan"]] == [2]


def test_the_decree_names_what_passed_a_proposal_its_own_village_put_first(session, signed, kantor):
    rows = rank(session, signed, "apbd")
    rows[0]["peringkat"], rows[1]["peringkat"] = "2", "1"
    hold_kecamatan(session, signed, prioritas_apbd=rows)
    kantor.signed(signed, "ba_musrenbang_kecamatan", KECAMATAN)
    (passed,) = [
        c for c in kantor.issue(signed, "spc", KECAMATAN).fakta["perubahan_urutan"]
        if c["daftar"].startswith("APBD")
    ]  # fmt: skip
    assert (passed["peringkat_desa"], passed["peringkat"], passed["baris_ba"]) == (5, 1, 2)
    assert passed["alasan"].startswith("Mendahului “")
    assert passed["alasan"].endswith("dari desa yang sama menurut keputusan Musrenbang Kecamatan.")


# --- what follows from the decree -----------------------------------------------------------------


@pytest.fixture
def decreed(signed, held, kantor):
    kantor.signed(signed, "ba_musrenbang_kecamatan", KECAMATAN)
    kantor.signed(signed, "spc", KECAMATAN)
    return signed


def test_each_village_gets_the_lines_that_are_its_own(session, decreed, kantor):
    spc = naskah.in_force(session, decreed, KECAMATAN, "spc").fakta
    total = 0
    for place in (SUKAMAJU, SUKAMULYA):
        own = kantor.issue(decreed, f"petikan_spc~{place}", KECAMATAN,
                           tanggal=dunia.DAYS["spc@kecamatan"]).fakta  # fmt: skip
        for name in ("blm", "apbd"):
            for row in own[name]["baris"]:
                group, _, line = row["baris_lampiran"].partition(".")
                there = spc[name]["kelompok"][("I", "II").index(group)]["baris"][int(line) - 1]
                assert (there["kode"], there["biaya"]) == (row["kode"], row["biaya"])
                total += row["biaya"]
    assert total == sum(spc[name]["jumlah"]["biaya"] for name in ("blm", "apbd"))
    assert [row["putusan"] for row in own["tidak_ditetapkan"]] == ["Cadangan"]
    assert own["tembusan"] == ["Ketua BPD Desa Sukamulya", "Ketua TPK Desa Sukamulya", "Arsip"]


def test_a_village_that_was_not_heard_has_no_petikan(session, decreed):
    with pytest.raises(NotFound):
        facts(session, decreed, "petikan_spc~99.01.01.2009")


def test_the_delegates_are_mandated_by_the_camat(session, decreed, kantor):
    paper = kantor.issue(decreed, "surat_mandat", KECAMATAN, tanggal=dunia.DAYS["spc@kecamatan"])
    assert len(paper.fakta["delegasi"]) == 3
    assert paper.nomor
    assert [t.kelompok for t in paper.tanda_tangan] == ["camat", "pimpinan_musyawarah"]


def test_form_r3_sums_the_decrees_of_the_villages(session, decreed, kantor):
    found = kantor.issue(decreed, "formulir_r3", KECAMATAN,
                         tanggal=dunia.DAYS["spc@kecamatan"]).fakta  # fmt: skip
    decrees = [naskah.in_force(session, decreed, place, "sk_rkp_desa").fakta
               for place in (SUKAMAJU, SUKAMULYA)]  # fmt: skip
    assert found["jumlah"] == sum(one["jumlah"] for one in decrees)
    assert found["lembar"] == 2
    assert len(found["kelompok"]) == 5


def test_without_a_decree_of_any_village_there_is_no_form_r3(session, tahun):
    found = naskah.missing_before(session, tahun, KECAMATAN, "formulir_r3")
    assert found == ["Belum ada SK RKP-Desa yang terbit di kecamatan ini."]


def test_spp_alone_is_a_list_of_its_own(session, signed):
    spp_done(session, signed)
    hold_kecamatan(session, signed)
    assert facts(session, signed, "daftar_prioritas")["daftar"][0]["cara"] == "langsung"
