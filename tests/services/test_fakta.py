"""Facts of papers: sums that reconcile with the database, every proposal in exactly one list."""

import random
from decimal import Decimal

import pytest
from sqlalchemy import select

from musren.forms.usulan import USULAN
from musren.models.musyawarah import Musyawarah
from musren.models.usulan import Keputusan, Usulan
from musren.papers import contracts
from musren.services import usulan
from musren.services.fakta import bersama, desa, kecamatan
from musren.services.kecamatan import incoming
from musren.services.pilihan import Setting, options_for
from musren.services.tahun import profile_of
from tests import dunia
from tests.dunia import KECAMATAN, SUKAMAJU, SUKAMULYA, agree, hold, kinds, village

FREE = ("apbd", "add", "lain", "swadaya")
GROUP = {
    ("apbd", ""): "apbd_kabupaten", ("add", ""): "apb_desa", ("swadaya", ""): "apb_desa",
    ("lain", "PAMSIMAS"): "apbn", ("lain", "CSR PT Kebun"): "swasta",
    ("lain", "APBD Provinsi"): "apbd_provinsi", ("blm", ""): "apbn",
}  # fmt: skip
"""What the recap makes of a source and its words (pnpm.md 4.6 of the profile)."""


def share(chance, sumber):
    words = [r for s, r in GROUP if s == sumber]
    amount = str(chance.randint(1, 10 ** chance.randint(1, 12)))
    return {"sumber": sumber, "rincian": chance.choice(words), "jumlah": amount}


def a_proposal(chance, n):
    """One to three outside sources, often with the people's own share."""
    wanted = chance.sample(["apbd", "add", "lain"], chance.randint(1, 3))
    wanted += ["swadaya"] * chance.randint(0, 1)
    if chance.random() < 0.2:
        wanted = ["swadaya"]
    dana = [share(chance, s) for s in wanted]
    return dunia.usulan(
        kegiatan=f"Kegiatan {n}", dana=dana, biaya=str(sum(int(d["jumlah"]) for d in dana)),
        volume=f"{chance.randint(0, 999)},{chance.randint(0, 999):03}", skpd="Dinas PU",
    )  # fmt: skip


def stored(session, tahun, chance, place, count):
    here = Setting(session=session, year=tahun, place=place, answers={})
    lists, who = options_for(here, USULAN.lists()), dunia.act(session, dunia.Peran.KPMD, place)
    return [
        usulan.create(session, who, tahun, place, USULAN.read(a_proposal(chance, n), lists),
                      kunci=f"{place}-{n}")
        for n in range(count)
    ]  # fmt: skip


def decided(chance, made):
    rows = agree(made, alasan="Kesepakatan musyawarah")
    for row in rows:
        row["sumber"] = chance.choice(FREE)
        row["putusan"] = chance.choice(["disepakati", "disepakati", "ditunda", "ditolak"])
    chance.shuffle(rows)
    rows[0]["putusan"] = "disepakati"
    return rows


@pytest.fixture(params=range(4))
def random_village(request, session, tahun):
    chance = random.Random(request.param)
    village(session, tahun, given=[])
    made = stored(session, tahun, chance, SUKAMAJU, 12)
    hold(session, tahun, decided(chance, made))
    session.flush()
    session.expire_all()
    return made


def decisions(session, tingkat="desa"):
    return session.scalars(select(Keputusan).where(Keputusan.tingkat == tingkat)).all()


def test_every_proposal_stands_in_exactly_one_list_of_the_berita_acara(
    session, tahun, random_village
):
    facts = desa.ba_musrenbangdes(session, tahun, SUKAMAJU)
    codes = [r["kode"] for one in facts["daftar"] for r in one["baris"]]
    codes += [r["kode"] for r in facts["belum_disepakati"]]
    assert sorted(codes) == sorted(u.kode for u in random_village)


def test_the_sums_of_the_berita_acara_equal_the_database(session, tahun, random_village):
    facts = desa.ba_musrenbangdes(session, tahun, SUKAMAJU)
    agreed = [k for k in decisions(session) if k.putusan == "disepakati"]
    for one in facts["daftar"]:
        own = [k for k in agreed if k.sumber == one["kunci"]]
        assert one["jumlah"] == {
            "usulan": len(own), "dari_sumber": sum(k.biaya_sumber for k in own),
            "swadaya": sum(k.swadaya for k in own), "biaya": sum(k.usulan.biaya for k in own),
            "tanpa_biaya": 0,
        }  # fmt: skip
        for row in one["baris"]:
            assert row["dari_sumber"] + row["swadaya"] == row["biaya"]
    assert facts["jumlah"]["biaya"] == sum(k.usulan.biaya for k in agreed)
    assert facts["jumlah"]["usulan"] == len(agreed)


def test_rows_of_each_list_stand_by_priority(session, tahun, random_village):
    rank = {k.usulan.kode: k.peringkat for k in decisions(session)}
    for one in desa.ba_musrenbangdes(session, tahun, SUKAMAJU)["daftar"]:
        ranks = [rank[row["kode"]] for row in one["baris"]]
        assert ranks == sorted(ranks)


def test_split_funding_stands_in_each_group_and_the_groups_add_up(
    session, tahun, random_village, kantor
):
    ba = kantor.signed(tahun, "ba_musrenbangdes")
    facts = desa.sk_rkp_desa(session, tahun, SUKAMAJU, ba)
    agreed = [k for k in decisions(session) if k.putusan == "disepakati"]
    assert facts["jumlah"] == sum(k.usulan.biaya for k in agreed)
    for one in facts["kelompok"]:
        assert one["jumlah"] == sum(row["biaya"] for row in one["baris"])
    found = {(g["kunci"], r["kegiatan"]): r["biaya"] for g in facts["kelompok"] for r in g["baris"]}
    expected = {}
    for k in agreed:
        outside = {d.sumber for d in k.usulan.dana if d.sumber != "swadaya"}
        for d in k.usulan.dana:
            moved = d.sumber != "swadaya" and k.sumber not in outside
            group = recap(k.sumber if moved else d.sumber, d.rincian)
            key = (group, k.usulan.kegiatan)
            expected[key] = expected.get(key, 0) + d.jumlah
    assert found == expected


def recap(sumber, words):
    """By hand: words decide for "lain" and for provincial money, else the source itself."""
    told = {"PAMSIMAS": "apbn", "CSR PT Kebun": "swasta", "APBD Provinsi": "apbd_provinsi"}
    if sumber == "lain":
        return told.get(words, "swasta")
    if sumber == "apbd":
        return "apbd_provinsi" if words == "APBD Provinsi" else "apbd_kabupaten"
    return {"add": "apb_desa", "swadaya": "apb_desa", "blm": "apbn"}[sumber]


def test_the_record_issued_says_what_the_database_says(session, tahun, random_village, kantor):
    paper = kantor.issue(tahun, "ba_musrenbangdes")
    now = desa.ba_musrenbangdes(session, tahun, SUKAMAJU)
    dated = now | {"nomor": paper.nomor, "tanggal_surat": "2011-01-17", "draf": False}
    assert contracts.freeze("ba_musrenbangdes", dated) == paper.fakta


# --- single facts -------------------------------------------------------------------------------


def test_the_five_lists_of_the_panduan_are_always_there_in_order(session, tahun):
    hold(session, tahun, agree(village(session, tahun, given=kinds("add"))))
    facts = desa.ba_musrenbangdes(session, tahun, SUKAMAJU)
    assert [(one["kunci"], len(one["baris"])) for one in facts["daftar"]] == [
        ("blm", 0), ("apbd", 0), ("add", 1), ("swadaya", 0), ("lain", 0),
    ]  # fmt: skip


def test_a_swadaya_activity_counts_wholly_as_the_peoples_own(session, tahun):
    hold(session, tahun, agree(village(session, tahun, given=kinds("swadaya"))))
    facts = desa.ba_musrenbangdes(session, tahun, SUKAMAJU)
    row = next(one for one in facts["daftar"] if one["kunci"] == "swadaya")["baris"][0]
    assert (row["dari_sumber"], row["swadaya"], row["biaya"]) == (0, 9_000_000, 9_000_000)


def test_attendance_is_counted_by_sex_and_poverty(session, tahun):
    held = hold(session, tahun, agree(village(session, tahun)))
    assert bersama.attendance(held.hadir) == {
        "laki_laki": 6, "perempuan": 6, "rtm": 3, "jumlah": 12,
    }  # fmt: skip


def test_votes_that_were_not_written_count_as_nobody_but_only_in_a_vote(session, tahun):
    made = agree(village(session, tahun))
    held = hold(session, tahun, made, cara_putusan="voting", suara_setuju="9")
    told = bersama.meeting(held)
    assert (told["suara_setuju"], told["suara_tidak"], told["suara_abstain"]) == (9, 0, 0)
    told = bersama.meeting(hold(session, tahun, made))
    assert (told["suara_setuju"], told["suara_tidak"]) == (None, None)


@pytest.mark.parametrize(
    ("dusun", "lokasi", "told"),
    [("", "", None), ("Dusun I", "", "Dusun I"), ("", "RT 01", "RT 01"),
     ("Dusun I", "RT 01", "Dusun I, RT 01"), ("Dusun I", "Dusun I RT 01", "Dusun I RT 01")],
)  # fmt: skip
def test_a_place_is_told_once(dusun, lokasi, told):
    assert desa.place_text(Usulan(dusun=dusun, lokasi=lokasi)) == told


@pytest.mark.parametrize(
    ("volume", "told"),
    [(None, None), (Decimal(0), "0"), (Decimal("2.500"), "2.500"), (Decimal("1E+3"), "1000")],
)
def test_a_volume_is_written_plainly(volume, told):
    assert desa.size(volume) == told


def test_an_old_proposal_and_its_programme_are_noted_in_the_row(session, tahun):
    given = kinds("lain")[0] | {"asal": "usulan_lama", "asal_usulan_lama_tahun": "2010",
                                "keterangan": "Lahan siap"}  # fmt: skip
    hold(session, tahun, agree(village(session, tahun, given=[given])))
    facts = desa.ba_musrenbangdes(session, tahun, SUKAMAJU)
    row = next(one for one in facts["daftar"] if one["kunci"] == "lain")["baris"][0]
    assert row["keterangan"] == "PAMSIMAS; usulan lama tahun 2010; Lahan siap"


@pytest.mark.parametrize(
    ("sumber", "rincian", "told"),
    [("apbd", "APBD Kab", None), ("apbd", " apbd kabupaten", None), ("add", "ADD", None),
     ("add", "ADD, DDS", "ADD, DDS"), ("apbd", "DAK", "DAK"), ("lain", "PAMSIMAS", "PAMSIMAS"),
     ("lain", "Sumber dana lain", None), ("add", "APBD Kab", "APBD Kab")],
)  # fmt: skip
def test_the_remark_does_not_say_the_source_of_its_own_list_again(
    session, tahun, sumber, rincian, told
):
    given = dunia.usulan(
        dana=[{"sumber": sumber, "rincian": rincian, "jumlah": "1000"}], biaya="1000"
    )
    hold(session, tahun, agree(village(session, tahun, given=[given])))
    facts = desa.ba_musrenbangdes(session, tahun, SUKAMAJU)
    row = next(one for one in facts["daftar"] if one["kunci"] == sumber)["baris"][0]
    assert row["keterangan"] == told


@pytest.mark.parametrize(("volume", "told"), [("1800", "1.800 meter"), ("2350,5", "2.350,5 meter")])
def test_a_target_nobody_wrote_is_the_volume_as_indonesians_write_it(session, tahun, volume, told):
    given = kinds("add")[0] | {"volume": volume, "satuan": "meter", "target": ""}
    hold(session, tahun, agree(village(session, tahun, given=[given])))
    rows = [pair for k in decisions(session) for pair in desa.recap_rows(profile_of(tahun), k)]
    assert {row["target"] for _, row in rows} == {told}


def test_the_evaluation_of_last_year_is_told_with_its_sums(session, tahun):
    rows = [
        {"kegiatan": "Jalan", "biaya_rencana": "100", "biaya_realisasi": "90",
         "status_pelaksanaan": "selesai", "sebab": "", "tindak_lanjut": "tidak_perlu"},
        {"kegiatan": "Talud", "biaya_rencana": "50", "biaya_realisasi": "",
         "status_pelaksanaan": "belum", "sebab": "Dana terlambat",
         "tindak_lanjut": "diusulkan_kembali"},
    ]  # fmt: skip
    hold(session, tahun, agree(village(session, tahun)), evaluasi_ada="ya", evaluasi=rows)
    facts = desa.ba_musrenbangdes(session, tahun, SUKAMAJU)
    assert facts["jumlah_evaluasi"] == {"biaya_rencana": 150, "biaya_realisasi": 90}
    assert (facts["tahun_evaluasi"], facts["evaluasi"][1]["tindak_lanjut"]) == (
        2010, "Diusulkan kembali",
    )  # fmt: skip


# --- kecamatan ----------------------------------------------------------------------------------


@pytest.fixture(params=range(3))
def random_kecamatan(request, session, tahun, kantor):
    """Two villages with random APBD proposals, decided at the kecamatan with own costs."""
    chance = random.Random(request.param)
    for place in (SUKAMAJU, SUKAMULYA):
        village(session, tahun, place, given=kinds("spp", "blm"))
        stored(session, tahun, chance, place, 6)
        made = usulan.of_village(session, tahun, place)
        rows = agree(made, alasan="Kesepakatan")
        for row in rows[2:]:
            row["sumber"] = chance.choice(["apbd", "add"])
        hold(session, tahun, rows, place)
        kantor.signed(tahun, "ba_musrenbangdes", place)
    rows = {name: dunia.rank(session, tahun, name) for name in ("blm", "apbd")}
    for row in [*rows["blm"], *rows["apbd"]]:
        if chance.random() < 0.3:
            row |= {"putusan": chance.choice(["ditunda", "ditolak"]), "alasan": "Belum siap"}
        if chance.random() < 0.3:
            row["biaya"] = str(chance.randint(0, 10**9))
    for name, given in rows.items():
        dunia.renumber(session, tahun, given, chance)
        assert given, name
    camat = dunia.CAMAT | {"blm": ""}
    dunia.fill(session, dunia.act(session, dunia.Peran.CAMAT), "profil-kecamatan", tahun,
               KECAMATAN, camat)  # fmt: skip
    dunia.hold_kecamatan(session, tahun, prioritas_blm=rows["blm"], prioritas_apbd=rows["apbd"])
    session.flush()
    session.expire_all()
    return tahun


def test_the_sums_of_the_kecamatan_equal_the_database(session, random_kecamatan):
    facts = kecamatan.ba_musrenbang_kecamatan(session, random_kecamatan, KECAMATAN)
    for name in ("blm", "apbd"):
        own = [k for k in decisions(session, "kecamatan")
               if k.sumber == name and k.putusan == "disepakati"]  # fmt: skip
        rows = [r for g in facts[name]["kelompok"] for r in g["baris"]]
        assert sorted(r["kode"] for r in rows) == sorted(k.usulan.kode for k in own)
        assert facts[name]["jumlah"]["biaya"] == sum(k.biaya for k in own)
        assert facts[name]["jumlah"]["dari_sumber"] == sum(k.biaya_sumber for k in own)
        for group in facts[name]["kelompok"]:
            assert group["jumlah"]["biaya"] == sum(r["biaya"] for r in group["baris"])
            ranks = [r["peringkat"] for r in group["baris"]]
            assert ranks == sorted(ranks)


def test_every_row_of_the_kecamatan_reconciles(session, random_kecamatan):
    facts = kecamatan.ba_musrenbang_kecamatan(session, random_kecamatan, KECAMATAN)
    for name in ("blm", "apbd"):
        for group in facts[name]["kelompok"]:
            for row in group["baris"]:
                assert row["dari_sumber"] + row["swadaya"] == row["biaya"], row["kode"]


def test_a_bidang_is_not_passed_off_as_a_programme(session, random_kecamatan):
    facts = kecamatan.ba_musrenbang_kecamatan(session, random_kecamatan, KECAMATAN)
    rows = [row for group in facts["apbd"]["kelompok"] for row in group["baris"]]
    assert {row["program"] for row in rows} == {None}


def test_everything_that_came_in_is_agreed_or_told_with_its_reason(session, random_kecamatan):
    facts = kecamatan.ba_musrenbang_kecamatan(session, random_kecamatan, KECAMATAN)
    agreed = [r["kode"] for n in ("blm", "apbd") for g in facts[n]["kelompok"] for r in g["baris"]]
    refused = [r["kode"] for r in facts["belum_disepakati"]]
    came = [one.usulan.kode for one in incoming(session, random_kecamatan, KECAMATAN)]
    assert sorted(agreed + refused) == sorted(came)
    assert all(r["alasan"] for r in facts["belum_disepakati"])


def test_those_present_are_counted_by_element_to_the_same_whole(session, random_kecamatan):
    facts = kecamatan.ba_musrenbang_kecamatan(session, random_kecamatan, KECAMATAN)
    held = session.scalars(
        select(Musyawarah).where(Musyawarah.jenis == "musrenbang_kecamatan")
    ).one()
    assert sum(e["jumlah"] for e in facts["unsur_hadir"]) == len(held.hadir)
    assert facts["kehadiran"]["jumlah"] == len(facts["hadir"]) == len(held.hadir)
