"""Rates of absorption, computed by hand."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musren.integration.profil import ProfileError, load
from musren.integration.serapan import (
    DIMENSI,
    PENYEBUT,
    BarisSerapan,
    alasan_tidak_terserap,
    nama_penyebut,
    persen,
    persen_teks,
    rates,
    reason_errors,
)

P = load("pnpm-2010")
JUTA = 1_000_000


def usulan(kode, desa, sumber, biaya, serapan, *, mkp=False, **lain):
    nilai = {"disepakati_desa": biaya + 10 * JUTA, "spc": biaya}
    return BarisSerapan(
        kode, desa, "Sukaraya", sumber, lain.get("skpd", "Dinas PU"), "fisik", mkp, nilai, serapan
    )


# Six proposals for the APBD in two villages: 720 + 210 + 285 | 195 + 27 + 135 = 1,572 million;
# absorbed: 720 whole, 100 of 210, none of 285 | 200 for 195, none of 27, 45 of 135 = 1,065.
CONTOH = [
    usulan("K01", "Sukamaju", "APBD", 720 * JUTA, 720 * JUTA),
    usulan("K02", "Sukamaju", "APBD", 210 * JUTA, 100 * JUTA),
    usulan("K03", "Sukamaju", "APBD", 285 * JUTA, 0),
    usulan("K04", "Sukamakmur", "APBD", 195 * JUTA, 200 * JUTA, skpd="Dinas Pendidikan"),
    usulan("K05", "Sukamakmur", "APBD", 27 * JUTA, 0, mkp=True, skpd="Dinas Pendidikan"),
    usulan("K06", "Sukamakmur", "APBD", 135 * JUTA, 45 * JUTA, mkp=True, skpd="Dinas Kesehatan"),
    usulan("P01", "Sukamaju", "BLM PNPM-MP", 58 * JUTA, 58 * JUTA, mkp=True),
    BarisSerapan("A01", "Sukamaju", "Sukaraya", "ADD", nilai={"disepakati_desa": 35 * JUTA}),
]


def test_the_hand_computed_case_is_exact():
    (apbd,) = rates(CONTOH, "spc", sumber="APBD")
    assert (apbd.terserap, apbd.penuh, apbd.usulan) == (4, 2, 6)
    assert (apbd.rupiah_terserap, apbd.rupiah) == (1_065_000_000, 1_572_000_000)
    assert (apbd.persen_usulan, apbd.persen_rupiah) == (Decimal("66.7"), Decimal("67.7"))
    assert apbd.penyebut == "usulan yang ditetapkan Camat untuk APBD"
    assert apbd.teks == (
        "4 dari 6 usulan yang ditetapkan Camat untuk APBD masuk anggaran (66,7%), "
        "senilai Rp1.065.000.000 dari Rp1.572.000.000 (67,7%)."
    )


@pytest.mark.parametrize(
    ("dimensi", "hasil"),
    [
        ("desa", [("Sukamaju", 2, 3, 820, 1215), ("Sukamakmur", 2, 3, 245, 357)]),
        ("kecamatan", [("Sukaraya", 4, 6, 1065, 1572)]),
        ("sumber", [("APBD", 4, 6, 1065, 1572)]),
        (
            "skpd",
            [
                ("Dinas Kesehatan", 1, 1, 45, 135),
                ("Dinas PU", 2, 3, 820, 1215),
                ("Dinas Pendidikan", 1, 2, 200, 222),
            ],
        ),
        ("bidang", [("fisik", 4, 6, 1065, 1572)]),
        ("asal", [("Bukan MKP", 3, 4, 1020, 1410), ("MKP", 1, 2, 45, 162)]),
    ],
)
def test_the_same_case_by_every_dimension(dimensi, hasil):
    assert [
        (r.kelompok, r.terserap, r.usulan, r.rupiah_terserap // JUTA, r.rupiah // JUTA)
        for r in rates(CONTOH, "spc", dimensi, "APBD")
    ] == hasil


def test_another_denominator_counts_with_its_own_cost():
    (desa,) = rates(CONTOH, "disepakati_desa")
    assert (desa.terserap, desa.usulan) == (5, 8)
    assert desa.rupiah == (1572 + 58 + 70 + 35) * JUTA
    assert "disepakati Musrenbangdes masuk anggaran (62,5%)" in desa.teks
    (kosong,) = rates(CONTOH, "diterima_kabupaten")
    assert (kosong.usulan, kosong.persen_usulan, kosong.persen_rupiah) == (0, None, None)
    assert kosong.teks == "Belum ada usulan yang diterima Musrenbang Kabupaten."


def test_more_money_than_the_cost_is_stated_as_it_is():
    (r,) = rates([usulan("A", "D", "APBD", 100, 250)], "spc")
    assert (r.rupiah_terserap, r.persen_rupiah, r.penuh) == (250, Decimal("250.0"), 1)


def test_an_unknown_cost_counts_in_number_and_is_told():
    (r,) = rates([BarisSerapan("A", nilai={"spc": None}, serapan=5)], "spc")
    assert (r.usulan, r.terserap, r.penuh, r.rupiah, r.tanpa_biaya) == (1, 1, 0, 0, 1)
    assert r.teks.endswith("senilai Rp5 dari Rp0.")
    (tanpa,) = rates([BarisSerapan("A", nilai={"spc": 1})], "spc", "skpd")
    assert tanpa.kelompok == "Belum diisi"


@pytest.mark.parametrize(
    ("bagian", "semua", "teks"),
    [
        (1, 3, "33,3%"), (2, 3, "66,7%"), (1, 8, "12,5%"), (1, 2000, "0,1%"), (1, 2001, "0,0%"),
        (0, 5, "0,0%"), (5, 5, "100,0%"), (1, 16, "6,3%"), (0, 0, "-"), (3, 0, "-"),
    ],
)  # fmt: skip
def test_percent_is_rounded_half_up_to_one_decimal_and_written_with_a_comma(bagian, semua, teks):
    assert persen_teks(persen(bagian, semua)) == teks


def test_the_denominator_is_named():
    assert nama_penyebut("spc") == "usulan yang ditetapkan Camat"
    assert all(nama_penyebut(k, "APBD").endswith(" untuk APBD") for k in PENYEBUT)


def test_the_reasons_are_a_closed_list_an_office_may_edit():
    assert alasan_tidak_terserap(P)["dana"] == "Dana tidak mencukupi"
    assert reason_errors(P, "dana") == {}
    assert list(reason_errors(P, "gaib")) == ["alasan"]
    assert list(reason_errors(P, "lain")) == ["keterangan"]
    assert reason_errors(P, "lain", "Ada penjelasan") == {}
    baru = P.dengan({"alasan_tidak_terserap": ["rasionalisasi: Rasionalisasi anggaran"]})
    assert reason_errors(baru, "rasionalisasi") == {}
    assert "Rasionalisasi" in reason_errors(baru, "dana")["alasan"]
    with pytest.raises(ProfileError, match="kunci yang berbeda"):
        P.dengan({"alasan_tidak_terserap": ["a: x", "a: y"]})


@given(st.integers(0, 10**16), st.integers(1, 10**16))
def test_a_percentage_is_never_further_off_than_half_a_tenth(bagian, semua):
    selisih = Fraction(persen(bagian, semua)) - Fraction(100 * bagian, semua)
    assert -Fraction(1, 20) < selisih <= Fraction(1, 20)


BARIS = st.builds(
    BarisSerapan,
    st.just("x"),
    st.sampled_from("AB"),
    sumber=st.sampled_from(["APBD", "BLM"]),
    skpd=st.sampled_from(["", "S"]),
    asal_mkp=st.booleans(),
    nilai=st.dictionaries(
        st.sampled_from(list(PENYEBUT)), st.one_of(st.none(), st.integers(0, 99))
    ),
    serapan=st.integers(0, 120),
)


@given(
    st.lists(BARIS, max_size=12), st.sampled_from(list(PENYEBUT)), st.sampled_from(list(DIMENSI))
)
def test_the_groups_add_up_to_the_whole(baris, penyebut, dimensi):
    (semua,) = rates(baris, penyebut)
    bagian = rates(baris, penyebut, dimensi)
    for nama in ("usulan", "terserap", "penuh", "rupiah", "rupiah_terserap", "tanpa_biaya"):
        assert sum(getattr(r, nama) for r in bagian) == getattr(semua, nama)
    assert semua.penuh <= semua.terserap <= semua.usulan
