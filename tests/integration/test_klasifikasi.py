"""The worked example, its control sums and its refusals; rules hold for any proposal."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musren.integration.klasifikasi import (
    RULES,
    FaktaUsulan,
    Konteks,
    check,
    rekap_group,
    suggest,
    sums,
)
from musren.integration.profil import TANDA, load
from tests.integration.contoh import BARIS, SUKAMAJU, fakta, satu

P = load("pnpm-2010")
SUMBER = [s.kunci for s in P.sumber_dana]
DESA_BLM = tuple(satu(k) for k in ("P01", "P02", "P03"))
PENUH = Konteks(usulan_blm=DESA_BLM)


def keras(usulan, sumber, konteks=None, profil=P):
    return {a.aturan for a in check(profil, usulan, sumber, konteks) if a.keras}


def lunak(usulan, sumber, konteks=None, profil=P):
    return {a.aturan for a in check(profil, usulan, sumber, konteks) if not a.keras}


def test_the_example_has_36_rows_with_unique_codes():
    assert len(BARIS) == len({b["kode"] for b in BARIS}) == 36


@pytest.mark.parametrize("kategori", SUMBER)
def test_the_sums_of_each_category_agree_to_the_rupiah(kategori):
    hasil = sums(fakta(b) for b in BARIS if b["kategori"] == kategori)
    luar, swadaya = SUKAMAJU["jumlah"][kategori]
    assert sum(hasil.per_sumber.values()) == luar
    assert hasil.swadaya == swadaya
    assert hasil.total == luar + swadaya


def test_the_grand_totals_of_the_example_agree_to_the_rupiah():
    hasil = sums(fakta(b) for b in BARIS)
    assert dict(hasil.per_sumber) == {
        "blm": 302_700_000, "apbd": 2_074_250_000, "add": 125_000_000, "lain": 374_000_000,
    }  # fmt: skip
    assert sum(hasil.per_sumber.values()) == 2_875_950_000
    assert hasil.swadaya == 102_600_000
    assert hasil.total == 2_978_550_000 == sum(b["biaya"] for b in BARIS)


@pytest.mark.parametrize("baris", BARIS, ids=lambda b: b["kode"])
def test_the_suggestion_agrees_with_the_meeting_although_the_category_is_hidden(baris):
    usulan = fakta(baris, terinci=False)
    saran = suggest(P, usulan)
    assert saran.sumber == baris["kategori"]
    assert saran.alasan
    assert all(a.tanda in TANDA and a.asal and a.kalimat for a in saran.alasan)


@pytest.mark.parametrize("baris", BARIS, ids=lambda b: b["kode"])
def test_no_hard_rule_speaks_against_what_the_meeting_decided(baris):
    assert not keras(fakta(baris), baris["kategori"], PENUH)


def test_the_village_has_exactly_three_blm_proposals_of_the_right_origins():
    blm = [b for b in BARIS if b["kategori"] == "blm"]
    assert sorted((b["asal"], b["jenis"] == "spp") for b in blm) == [
        ("campuran", False), ("mkp", False), ("mkp", True),
    ]  # fmt: skip


MKP = FaktaUsulan("X1", "Talud jalan", "prasarana", "mkp", biaya=50_000_000,
                  dana={"blm": 45_000_000, "swadaya": 5_000_000})  # fmt: skip


@pytest.mark.parametrize(
    ("usulan", "konteks", "aturan"),
    [
        (replace(MKP, kegiatan="Rehab mushola Dusun II"), Konteks(), "blm_larangan"),
        (replace(MKP, kegiatan="Pengadaan pestisida"), Konteks(), "blm_larangan"),
        (satu("S02"), Konteks(), "blm_larangan"),
        (satu("A01"), Konteks(), "blm_larangan"),
        (MKP, PENUH, "blm_maksimal"),
        (MKP, Konteks(usulan_blm=(satu("P01"),)), "blm_satu_per_asal"),
        (replace(MKP, jenis="spp"), Konteks(usulan_blm=(satu("P02"),)), "blm_satu_per_asal"),
        (replace(MKP, biaya=351_000_000, dana={"blm": 351_000_000}), Konteks(), "blm_nilai"),
        (replace(MKP, jenis="spp", asal="campuran"), Konteks(), "blm_spp_asal"),
        (replace(MKP, asal="dusun"), Konteks(), "blm_asal"),
        (replace(MKP, asal="usulan_lama"), Konteks(), "blm_asal"),
        (replace(MKP, jenis="lainnya"), Konteks(), "blm_jenis"),
        (
            replace(MKP, jenis="spp"),
            Konteks(blm_kecamatan=1_500_000_000, spp_kecamatan=330_000_001),
            "blm_spp_pagu",
        ),
    ],
)
def test_blm_refuses_what_its_rules_forbid(usulan, konteks, aturan):
    assert aturan in keras(usulan, "blm", konteks)


@pytest.mark.parametrize(
    ("usulan", "konteks"),
    [
        (MKP, Konteks()),
        (MKP, Konteks(usulan_blm=(satu("P02"), satu("P03")))),
        (satu("P01"), PENUH),
        (replace(MKP, biaya=351_000_000, dana={"blm": 350_000_000, "swadaya": 1_000_000}), Konteks()),
        (
            replace(MKP, jenis="spp"),
            Konteks(blm_kecamatan=1_500_000_000, spp_kecamatan=330_000_000),
        ),
    ],
)  # fmt: skip
def test_blm_takes_what_stays_within_its_rules(usulan, konteks):
    assert not keras(usulan, "blm", konteks)


def test_a_kabupaten_that_allows_more_proposals_has_no_place_for_each_origin():
    penuh = Konteks(usulan_blm=(satu("P01"), satu("P02"), satu("P03")))
    lima = P.dengan({"max_usulan_blm_per_desa": 5})
    assert not keras(MKP, "blm", penuh, lima)
    assert not keras(replace(MKP, jenis="spp"), "blm", penuh, lima)
    enam = Konteks(usulan_blm=(*penuh.usulan_blm, replace(MKP, kode="X2"), replace(MKP, kode="X3")))
    assert keras(MKP, "blm", enam, lima) == {"blm_maksimal"}


def test_a_lower_number_of_proposals_still_refuses():
    dua = P.dengan({"max_usulan_blm_per_desa": 2})
    assert keras(MKP, "blm", Konteks(usulan_blm=(satu("P02"), satu("P03"))), dua) == {
        "blm_maksimal"
    }
    assert keras(MKP, "blm", Konteks(usulan_blm=(satu("P01"),)), dua) == {"blm_satu_per_asal"}


def test_the_value_limit_can_be_switched_off_and_moved():
    besar = replace(MKP, biaya=351_000_000, dana={"blm": 351_000_000})
    assert not keras(besar, "blm", profil=P.dengan({"max_nilai_usulan_blm_berlaku": False}))
    assert not keras(besar, "blm", profil=P.dengan({"max_nilai_usulan_blm": 400_000_000}))
    kecil = P.dengan({"max_nilai_usulan_blm": 40_000_000})
    assert keras(MKP, "blm", profil=kecil) == {"blm_nilai"}


def test_the_value_limit_counts_only_what_blm_pays():
    belum = FaktaUsulan("X", "Jalan", "prasarana", "mkp", biaya=360_000_000,
                        dana={"": 345_000_000, "swadaya": 15_000_000})  # fmt: skip
    assert not keras(belum, "blm")


@pytest.mark.parametrize("sumber", ["swadaya", "add", "apbd", "lain"])
@pytest.mark.parametrize("kode", ["S02", "A01"])
def test_what_blm_may_not_pay_stays_legal_elsewhere(kode, sumber):
    assert not keras(satu(kode), sumber)


def test_the_same_proposal_from_women_and_mixed_meeting_offers_a_replacement():
    sama = replace(satu("P03"), kode="X9", asal="mkp")
    konteks = Konteks(usulan_blm=(satu("P03"), satu("P02")))
    alasan = {a.aturan: a for a in check(P, sama, "blm", konteks)}
    assert not alasan["blm_pengganti_mkp"].keras
    assert "pengganti" in alasan["blm_pengganti_mkp"].kalimat
    assert "tetap 3" in alasan["blm_pengganti_mkp"].kalimat
    assert not keras(sama, "blm", konteks)


def test_different_proposals_offer_no_replacement():
    assert "blm_pengganti_mkp" not in lunak(satu("P01"), "blm", PENUH)


def test_spp_without_a_known_ceiling_warns_instead_of_refusing():
    assert "blm_spp_pagu_belum" in lunak(satu("P02"), "blm")
    assert "blm_spp_pagu_belum" not in lunak(satu("P02"), "blm", Konteks(blm_kecamatan=10**9))


@pytest.mark.parametrize(
    ("usulan", "sumber", "aturan"),
    [
        (replace(MKP, dana={"blm": 50_000_000}), "blm", "blm_tanpa_swadaya"),
        (replace(MKP, pemanfaat_rtm=0), "blm", "blm_tanpa_rtm"),
        (replace(MKP, kegiatan="Perbaikan dam desa"), "blm", "blm_larangan_periksa"),
        (MKP, "apbd", "apbd_tanpa_skpd"),
        (satu("P02"), "add", "spp_bukan_blm"),
        (MKP, "swadaya", "swadaya_berdana"),
        (MKP, "lain", "lain_tanpa_rincian"),
        (MKP, "apbd", "sumber_berbeda"),
        (replace(MKP, biaya=None), "blm", "tanpa_biaya"),
    ],
)
def test_soft_rules_warn_and_do_not_refuse(usulan, sumber, aturan):
    assert aturan in lunak(usulan, sumber)


@pytest.mark.parametrize("sumber", SUMBER)
def test_sums_that_do_not_reconcile_are_refused_with_the_difference(sumber):
    salah = replace(MKP, biaya=52_500_000)
    kalimat = [a.kalimat for a in check(P, salah, sumber) if a.aturan == "jumlah_dana"]
    assert len(kalimat) == 1
    assert "Rp2.500.000" in kalimat[0].replace("Rp ", "Rp")


def test_a_missing_amount_is_incomplete_and_not_a_wrong_sum():
    assert "jumlah_dana" not in keras(replace(MKP, biaya=1, dana_lengkap=False), "blm")


def test_a_source_the_profile_does_not_know_is_refused_in_words():
    assert "sumber_dikenal" in keras(MKP, "dana_desa")


@pytest.mark.parametrize(
    ("kegiatan", "dilarang"),
    [
        ("Rehab mushola Dusun II", True),
        ("Pembangunan Masjid Al-Ikhlas", True),
        ("PERBAIKAN GEREJA", True),
        ("Bantuan rumah ibadah", True),
        ("Rehabilitasi kantor desa", True),
        ("Pembangunan balai desa", True),
        ("Pengadaan chainsaw", True),
        ("Pengadaan senjata", True),
        ("Pemasangan atap asbes SD", True),
        ("Bantuan herbisida dan pupuk", True),
        ("Pembangunan gedung Posyandu 5 x 6 m", False),
        ("Pelatihan kader Posyandu", False),
        ("Rabat beton jalan menuju masjid", False),
        ("Drainase depan kantor desa", False),
        ("Perkerasan jalan Masjid", False),
        ("Jembatan dekat masjid dan rehab mushola", True),
        ("Penyuluhan bahaya narkoba bagi pemuda", False),
        ("Pelatihan pembuatan pestisida nabati", False),
        ("Puraseda", False),
        ("", False),
    ],
)
def test_the_negative_list_reads_words_and_not_places(kegiatan, dilarang):
    assert ("blm_larangan" in keras(replace(MKP, kegiatan=kegiatan), "blm")) is dilarang


def test_an_office_can_add_and_switch_off_forbidden_words():
    tambah = P.dengan({"larangan_tambahan": ["karaoke"]})
    assert "blm_larangan" in keras(replace(MKP, kegiatan="Alat karaoke"), "blm", profil=tambah)
    mati = P.dengan({"larangan.gedung_pemerintah.berlaku": False})
    assert "blm_larangan" not in keras(satu("A01"), "blm", profil=mati)


def test_a_closed_source_is_named_with_its_reasons_and_another_one_is_suggested():
    saran = suggest(P, replace(satu("P03", terinci=False), kegiatan="Rehab kantor desa",
                               pengusul="Pemdes"))  # fmt: skip
    assert saran.sumber == "add"
    assert {a.aturan for a in saran.tertutup["blm"]} == {"blm_larangan"}
    assert any("BLM PNPM-MP tertutup" in kalimat for kalimat in saran.pengubah)


def test_the_suggestion_says_what_would_change_it():
    saran = suggest(P, satu("A01", terinci=False))
    assert saran.sumber == "add"
    assert "Bila SKPD pelaksana diisi, saran menjadi APBD." in saran.pengubah
    assert suggest(P, replace(satu("A01", terinci=False), skpd="Dinas PU")).sumber == "apbd"


def test_without_any_fact_nothing_is_suggested():
    saran = suggest(P, FaktaUsulan("X", "Sesuatu"))
    assert saran.sumber is None
    assert saran.pengubah


@pytest.mark.parametrize("teks", ["DDS", "PBH", "PAD"])
def test_a_named_source_outside_the_five_is_suggested_as_another_source(teks):
    usulan = FaktaUsulan("X", "Jalan", biaya=5, dana={"": 5}, rincian={"": teks})
    assert suggest(P, usulan).sumber == "lain"


@pytest.mark.parametrize("teks", ["XYZ", "ADD, DDS", "ADD dan DDS"])
def test_a_source_text_the_profile_does_not_know_suggests_nothing(teks):
    usulan = FaktaUsulan("X", "Jalan", biaya=5, dana={"": 5}, rincian={"": teks})
    assert suggest(P, usulan).sumber is None


def test_a_known_source_text_is_followed():
    usulan = FaktaUsulan("X", "Jalan", biaya=5, dana={"": 5}, rincian={"": "ADD"})
    assert suggest(P, usulan).sumber == "add"


@pytest.mark.parametrize(
    ("sumber", "rincian", "kelompok"),
    [
        ("blm", "BLM PNPM-MP", "apbn"),
        ("apbd", "APBD Kab", "apbd_kabupaten"),
        ("apbd", "APBD Provinsi", "apbd_provinsi"),
        ("add", "ADD", "apb_desa"),
        ("swadaya", "", "apb_desa"),
        ("lain", "PPIP (Kementerian PU)", "apbn"),
        ("lain", "PAMSIMAS", "apbn"),
        ("lain", "Kementerian Pertanian (PUAP)", "apbn"),
        ("lain", "APBD Provinsi (bantuan keuangan)", "apbd_provinsi"),
        ("lain", "CSR PT kebun", "swasta"),
        ("lain", "Bantuan Kabupaten", "apbd_kabupaten"),
        ("lain", "hadiah", "swasta"),
    ],
)
def test_every_source_has_its_place_in_the_recap(sumber, rincian, kelompok):
    assert rekap_group(P, sumber, rincian) == kelompok


def test_rules_can_be_read_and_hard_ones_come_first():
    assert len({a.kunci for a in RULES}) == len(RULES)
    assert all(a.teks.endswith(".") and a.asal and a.tanda in TANDA for a in RULES)
    assert [a.keras for a in RULES] == sorted((a.keras for a in RULES), reverse=True)
    assert all(a.sumber <= set(SUMBER) for a in RULES)


USULAN = st.builds(
    FaktaUsulan,
    kode=st.sampled_from(["A", "B", "C"]),
    kegiatan=st.text(max_size=30) | st.sampled_from([b["kegiatan"] for b in BARIS]),
    jenis=st.sampled_from([*(j.kunci for j in P.jenis_blm), "lainnya", ""]),
    asal=st.sampled_from([*(a.kunci for a in P.asal), ""]),
    biaya=st.none() | st.integers(0, 10**12),
    dana=st.dictionaries(st.sampled_from([*SUMBER, "", "asing"]), st.integers(0, 10**11)),
    rincian=st.dictionaries(st.sampled_from([*SUMBER, ""]), st.text(max_size=12)),
    pengusul=st.sampled_from(["", "Pemdes", "Dusun I"]),
    skpd=st.sampled_from(["", "Dinas PU"]),
    pemanfaat_rtm=st.none() | st.integers(0, 9),
)
KONTEKS = st.builds(
    Konteks,
    usulan_blm=st.lists(USULAN, max_size=4).map(tuple),
    blm_kecamatan=st.none() | st.integers(0, 10**12),
    spp_kecamatan=st.integers(0, 10**10),
)


@given(USULAN, st.sampled_from([*SUMBER, "", "asing"]), KONTEKS)
def test_checking_any_proposal_answers_in_sentences(usulan, sumber, konteks):
    for alasan in check(P, usulan, sumber, konteks):
        assert alasan.kalimat[0].isupper()
        assert alasan.kalimat.endswith(".")


@given(USULAN, st.sampled_from(["swadaya", "add", "apbd", "lain"]), KONTEKS)
def test_rules_of_blm_never_touch_another_source(usulan, sumber, konteks):
    assert not {a for a in keras(usulan, sumber, konteks) if a.startswith("blm_")}


@given(USULAN, KONTEKS)
def test_a_suggested_source_is_never_a_closed_one(usulan, konteks):
    saran = suggest(P, usulan, konteks)
    assert saran.sumber is None or saran.sumber not in saran.tertutup
    assert bool(saran.alasan) == (saran.sumber is not None)


@given(st.lists(USULAN, max_size=8))
def test_totals_are_the_sum_of_all_money_wherever_it_is_noted(rows):
    hasil = sums(rows)
    assert hasil.total == sum(sum(u.dana.values()) for u in rows)
    assert hasil.total == hasil.swadaya + sum(hasil.per_sumber.values())
