"""The Musrenbang Kecamatan: what comes in, what it ranks and agrees, what its papers say."""

import pytest
from sqlalchemy import select

from musren.domain.errors import Conflict, Invalid, NotReady
from musren.domain.peran import Peran
from musren.domain.wilayah import RegionCode
from musren.models.musyawarah import Musyawarah
from musren.models.usulan import Keputusan, RiwayatStatus, UsulanKecamatan
from musren.services import desa_kecamatan, naskah, terbit
from musren.services.fakta.kecamatan import ba_musrenbang_kecamatan
from musren.services.kecamatan import incoming
from musren.services.prioritas import dana
from tests import dunia
from tests.dunia import KECAMATAN, SUKAMAJU, SUKAMULYA, hold_kecamatan, kinds, rank


@pytest.fixture
def signed(kantor, tahun):
    """Two villages with a signed Berita Acara; a third has issued one without signatures."""
    for place in (SUKAMAJU, SUKAMULYA):
        kantor.village_signed(tahun, place, kinds("add", "spp", "blm", "apbd", "apbd"))
    third = RegionCode.parse("99.01.01.2003")
    made = dunia.village(kantor.session, tahun, third, kinds("blm"))
    dunia.hold(kantor.session, tahun, dunia.agree(made), third)
    kantor.issue(tahun, "ba_musrenbangdes", third)
    return tahun


def refused(session, tahun, error=Invalid, **changed):
    with pytest.raises(error) as told, session.begin_nested():
        hold_kecamatan(session, tahun, **changed)
    return told.value


# --- what comes in ------------------------------------------------------------------------------


def test_only_villages_with_a_signed_berita_acara_come_in(session, signed):
    came = {one.salinan["desa_kode"] for one in incoming(session, signed, KECAMATAN)}
    assert came == {str(SUKAMAJU), str(SUKAMULYA)}


def test_only_what_is_meant_for_blm_and_apbd_comes_in(session, signed):
    assert [one.daftar for one in incoming(session, signed, KECAMATAN)] == [
        "blm", "blm", "apbd", "apbd",
    ] * 2  # fmt: skip


def test_the_villages_that_are_held_back_are_told_with_the_reason(session, signed):
    told = {one.nama: one for one in desa_kecamatan.states(session, signed, KECAMATAN)}
    reasons = [one.alasan for one in told.values() if not one.masuk]
    assert sum(one.masuk for one in told.values()) == 2
    assert "kurang 5 tanda tangan" in reasons[0]
    assert set(reasons[1:]) == {"Berita Acara Musrenbangdes belum diterbitkan."}
    assert (told["Sukamaju"].blm, told["Sukamaju"].apbd) == (2, 2)


def test_a_kecamatan_to_which_nothing_came_does_not_meet(session, tahun):
    who = dunia.act(session, Peran.CAMAT)
    dunia.fill(session, who, "profil-kecamatan", tahun, KECAMATAN, dunia.CAMAT)
    present = dunia.hadir()
    for row in present:
        row.pop("rtm")
        row["desa_kode"] = str(SUKAMAJU)
    answers = dunia.musrenbangdes([], hadir=present, tanggal="14/2/2011")
    for name in ("keputusan", "wakil_masyarakat", "wakil_desa", "evaluasi_ada"):
        del answers[name]
    keys = [dunia.attendee(r) for r in present[:3]]
    with pytest.raises(NotReady, match="Belum ada usulan desa"):
        dunia.fill(session, who, "musrenbang-kecamatan", tahun, KECAMATAN,
                   answers | {"wakil_utusan": keys, "delegasi": keys})  # fmt: skip


# --- people -------------------------------------------------------------------------------------


def test_the_wakil_desa_of_all_villages_are_on_the_list_from_the_start(session, signed):
    present = dunia.musrenbang_kecamatan(session, signed)["hadir"]
    # the third village chose its wakil too, though its proposals are still held back
    assert [r["desa_kode"] for r in present] == sorted(r["desa_kode"] for r in present)
    assert len(present) == 18


@pytest.mark.parametrize("count", [2, 4])
def test_exactly_three_wakil_utusan_sign(session, signed, count):
    present = dunia.musrenbang_kecamatan(session, signed)["hadir"]
    keys = [dunia.attendee(r) for r in present[:count]]
    assert "wakil_utusan" in refused(session, signed, wakil_utusan=keys).errors


def test_somebody_who_came_for_no_village_is_no_wakil_utusan(session, signed):
    present = dunia.musrenbang_kecamatan(session, signed)["hadir"]
    present.append({"nama": "Tamu", "jk": "L", "unsur": "SKPD, UPTD, Bappeda", "desa_kode": "",
                    "alamat": "Kabupaten", "telepon": ""})  # fmt: skip
    keys = [dunia.attendee(r) for r in (*present[:2], present[-1])]
    wrong = refused(session, signed, hadir=present, wakil_utusan=keys)
    assert "Tamu" in wrong.errors["wakil_utusan"]


@pytest.mark.parametrize(
    ("nama", "told"),
    [("Drs. bambang haryadi", "sebagai Camat"), ("Utusan A", "sebagai Pimpinan Musyawarah")],
)
def test_nobody_signs_the_berita_acara_of_the_kecamatan_twice(session, signed, nama, told):
    present = dunia.musrenbang_kecamatan(session, signed)["hadir"]
    present[0] = present[0] | {"nama": nama}
    keys = [dunia.attendee(r) for r in present[:3]]
    leader = nama if "Utusan" in nama else present[3]["nama"]
    wrong = refused(session, signed, hadir=present, wakil_utusan=keys, pimpinan_nama=leader)
    assert told in wrong.errors["wakil_utusan"]


@pytest.mark.parametrize("field", ["pimpinan_nama", "notulis_nama"])
def test_whoever_leads_or_writes_is_present(session, signed, field):
    assert field in refused(session, signed, **{field: "Orang Luar"}).errors


def test_the_kecamatan_sends_three_delegates(session, signed):
    present = dunia.musrenbang_kecamatan(session, signed)["hadir"]
    wrong = refused(session, signed, delegasi=[dunia.attendee(r) for r in present[:2]])
    assert "Pilih 3 delegasi kecamatan" in wrong.errors["delegasi"]


# --- ranks, reasons, own values -----------------------------------------------------------------


@pytest.mark.parametrize("daftar", ["blm", "apbd"])
@pytest.mark.parametrize(
    ("changed", "field"),
    [({"peringkat": ""}, "peringkat"), ({"peringkat": "1"}, "peringkat"),
     ({"putusan": "ditunda"}, "alasan"), ({"putusan": "ditolak"}, "alasan"),
     ({"putusan": ""}, "putusan")],
)  # fmt: skip
def test_each_row_has_its_own_rank_or_its_reason(session, signed, daftar, changed, field):
    rows = rank(session, signed, daftar)
    rows[2] |= changed
    wrong = refused(session, signed, **{f"prioritas_{daftar}": rows})
    assert f"prioritas_{daftar}.2.{field}" in wrong.errors


def test_spp_and_other_blm_proposals_are_ranked_apart_whatever_group_was_typed(session, signed):
    rows = rank(session, signed, "blm")
    for row, place in zip(rows, "1122", strict=True):
        row |= {"peringkat": place, "kelompok": "spp"}
    held = hold_kecamatan(session, signed, prioritas_blm=rows)
    facts = ba_musrenbang_kecamatan(session, signed, KECAMATAN)
    printed = [[row["peringkat"] for row in one["baris"]] for one in facts["blm"]["kelompok"]]
    assert printed == [[1, 2], [1, 2]]
    assert sorted(k.peringkat for k in held.keputusan if k.sumber == "blm") == [1, 1, 2, 2]


def test_the_same_rank_may_stand_on_both_lists(session, signed):
    hold_kecamatan(session, signed)
    kept = session.scalars(select(Keputusan).where(Keputusan.tingkat == "kecamatan")).all()
    assert sorted((k.sumber, k.peringkat) for k in kept) == [
        *(("apbd", n) for n in (1, 2, 3, 4)), *(("blm", n) for n in (1, 1, 2, 2)),
    ]  # fmt: skip


def test_own_values_of_the_kecamatan_stand_beside_those_of_the_village(session, signed):
    rows = rank(session, signed, "apbd")
    rows[0] |= {"volume": "100,5", "biaya": "700.000.000", "skpd": "Dinas PU Cipta Karya"}
    hold_kecamatan(session, signed, prioritas_apbd=rows)
    session.flush()
    session.expire_all()
    one = next(o for o in incoming(session, signed, KECAMATAN) if o.daftar == "apbd")
    village, district = sorted(one.usulan.keputusan, key=lambda k: k.id)
    assert (village.biaya, str(village.volume), village.skpd) == (720_000_000, "140", "Dinas PU")
    assert (district.biaya, str(district.volume)) == (700_000_000, "100.5")
    assert (district.skpd, one.usulan.biaya) == ("Dinas PU Cipta Karya", 720_000_000)
    assert one.salinan["biaya"] == 720_000_000


@pytest.mark.parametrize(
    ("biaya", "from_source", "swadaya"),
    [("37.800.000", 33_600_000, 4_200_000), ("5.000.000", 800_000, 4_200_000),
     ("3.000.000", 0, 3_000_000), ("0", 0, 0)],
)  # fmt: skip
def test_a_cost_cut_by_the_kecamatan_still_reconciles(
    session, tahun, kantor, biaya, from_source, swadaya
):
    shares = [{"sumber": "apbd", "rincian": "", "jumlah": "33.600.000"},
              {"sumber": "swadaya", "rincian": "", "jumlah": "4.200.000"}]  # fmt: skip
    kantor.village_signed(tahun, given=[{"dana": shares, "skpd": "Dinas PU"}])
    hold_kecamatan(session, tahun, prioritas_apbd=rank(session, tahun, "apbd", biaya=biaya))
    kept = session.scalars(select(Keputusan).where(Keputusan.tingkat == "kecamatan")).one()
    assert (kept.biaya_sumber, kept.swadaya) == (from_source, swadaya)


@pytest.mark.parametrize(
    ("ceiling", "fits"), [(608_000_000, True), (607_999_999, False), (304_000_000, False)]
)
def test_spp_beyond_its_share_is_ranked_but_not_funded(session, signed, ceiling, fits):
    dunia.fill(session, dunia.act(session, Peran.CAMAT), "profil-kecamatan", signed, KECAMATAN,
               dunia.CAMAT | {"blm": str(ceiling)})  # fmt: skip
    rows = rank(session, signed, "blm")
    rows[0]["peringkat"], rows[2]["peringkat"] = "2", "1"  # the second SPP comes first
    hold_kecamatan(session, signed, prioritas_blm=rows)
    found = dana.of(session, signed, KECAMATAN)
    assert [one.didanai for one in found.alokasi.spp] == [True, fits]
    left = dana.unfunded(session, signed, KECAMATAN)
    assert (int(rows[0]["usulan_id"]) in left) is not fits


def test_decisions_may_be_taken_again_until_the_berita_acara(session, signed, kantor):
    hold_kecamatan(session, signed)
    rows = rank(session, signed, "blm")
    rows[0] |= {"putusan": "ditunda", "alasan": "Belum layak"}
    rows[2]["peringkat"] = "1"  # the other SPP moves up
    hold_kecamatan(session, signed, prioritas_blm=rows)
    one = incoming(session, signed, KECAMATAN)[0].usulan
    moves = session.scalars(select(RiwayatStatus).where(RiwayatStatus.usulan_id == one.id))
    assert [m.ke for m in moves][-3:] == [
        "disepakati_kecamatan", "diteruskan", "ditunda_kecamatan",
    ]  # fmt: skip
    kantor.issue(signed, "ba_musrenbang_kecamatan", KECAMATAN)
    refused(session, signed, Conflict)


# --- late villages ------------------------------------------------------------------------------


LATE = RegionCode.parse("99.01.01.2004")


def test_a_village_that_comes_late_must_be_decided_before_the_berita_acara(session, signed, kantor):
    hold_kecamatan(session, signed)
    kantor.village_signed(signed, LATE, kinds("apbd"))
    with pytest.raises(NotReady, match="1 usulan belum diputuskan"):
        kantor.issue(signed, "ba_musrenbang_kecamatan", KECAMATAN)
    hold_kecamatan(session, signed)
    paper = kantor.issue(signed, "ba_musrenbang_kecamatan", KECAMATAN)
    assert len(paper.fakta["desa_masuk"]) == 3


def test_a_village_that_comes_after_the_berita_acara_is_not_said_to_have_been_heard(
    session, signed, kantor
):
    hold_kecamatan(session, signed)
    ba = kantor.signed(signed, "ba_musrenbang_kecamatan", KECAMATAN)
    kantor.village_signed(signed, LATE, kinds("apbd"))
    spc = kantor.issue(signed, "spc", KECAMATAN)
    assert spc.fakta["desa_masuk"] == ba.fakta["desa_masuk"]
    assert [d["kode"] for d in spc.fakta["desa_masuk"]] == [str(SUKAMAJU), str(SUKAMULYA)]


def test_without_anything_agreed_there_is_no_spc(session, signed, kantor):
    nothing = {
        f"prioritas_{name}": rank(session, signed, name, putusan="ditunda", alasan="Belum siap")
        for name in ("blm", "apbd")
    }
    hold_kecamatan(session, signed, **nothing)
    kantor.signed(signed, "ba_musrenbang_kecamatan", KECAMATAN)
    with pytest.raises(NotReady, match="Belum ada usulan yang disepakati"):
        kantor.issue(signed, "spc", KECAMATAN)


# --- the Surat Penetapan Camat ------------------------------------------------------------------


@pytest.fixture
def spc(session, signed, kantor):
    hold_kecamatan(session, signed)
    kantor.signed(signed, "ba_musrenbang_kecamatan", KECAMATAN)
    return kantor.issue(signed, "spc", KECAMATAN)


def lines(facts, name):
    return [row for group in facts[name]["kelompok"] for row in group["baris"]]


def test_each_line_of_the_spc_cites_the_village_s_berita_acara_and_the_line_there(
    session, signed, spc
):
    papers = {
        paper.nomor: paper.fakta
        for place in (SUKAMAJU, SUKAMULYA)
        for paper in [naskah.in_force(session, signed, place, "ba_musrenbangdes")]
    }
    found = [(n, row) for n in ("blm", "apbd") for row in lines(spc.fakta, n)]
    assert len(found) == 8
    for name, row in found:
        facts = papers[row["nomor_ba"]]
        printed = next(one["baris"] for one in facts["daftar"] if one["kunci"] == name)
        assert printed[row["baris_ba"] - 1]["kode"] == row["kode"]
        assert facts["wilayah"]["desa"].endswith(row["desa"])


def test_the_running_sum_ends_at_the_whole_and_spp_comes_first(spc):
    rows = lines(spc.fakta, "blm")
    running = 0
    for row in rows:
        running += row["dari_sumber"]
        assert row["kumulatif"] == running
    assert running == spc.fakta["blm"]["jumlah"]["dari_sumber"] == 2 * (76_000_000 + 168_200_000)
    assert ["kelompok" in row["kegiatan"] for row in rows] == [True, True, False, False]


def test_the_spc_names_the_villages_that_came_in_and_those_held_back(spc):
    assert [d["kode"] for d in spc.fakta["desa_masuk"]] == [str(SUKAMAJU), str(SUKAMULYA)]
    assert {d["usulan_blm"] for d in spc.fakta["desa_masuk"]} == {2}
    assert "99.01.01.2003" in [d["kode"] for d in spc.fakta["desa_tertahan"]]


def test_the_spc_settles_what_was_agreed_and_nothing_else(session, signed, spc):
    states = [one.usulan.status for one in incoming(session, signed, KECAMATAN)]
    assert set(states) == {"ditetapkan_camat"}
    assert session.scalars(select(UsulanKecamatan)).all()


def test_a_signed_record_of_the_kecamatan_is_not_opened_again(session, signed, spc):
    held = session.scalars(select(Musyawarah).where(Musyawarah.jenis == "musrenbang_kecamatan"))
    ba = naskah.in_force(session, signed, KECAMATAN, "ba_musrenbang_kecamatan")
    with pytest.raises(Conflict, match="ditandatangani lengkap"):
        terbit.reopen_meeting(session, dunia.act(session, Peran.CAMAT), ba, "Salah")
    assert held.one().dibuka_alasan == ""
