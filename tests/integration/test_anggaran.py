"""Budget lines and the proposals they pay for."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musren.integration.anggaran import Bagian, Baris, Calon, check_shares, match, share_errors
from musren.integration.profil import load

P = load("pnpm-2010")
DESA, KEC = "99.01.01.2001", "99.01.01"
JALAN = Calon(
    "99.01.01.2001-2011-007", "Pengaspalan jalan poros desa", DESA, KEC, "Dusun I",
    volume=Decimal(1800), satuan="meter", biaya=720_000_000,
)  # fmt: skip
JEMBATAN = Calon("99.01.01.2001-2011-008", "Jembatan beton bentang 8 m", DESA, KEC, "Dusun IV")
JALAN_LAIN = replace(JALAN, kode="99.01.01.2002-2011-001", desa_kode="99.01.01.2002")
SEMUA = [JALAN, JEMBATAN, JALAN_LAIN]
LINE = Baris("1", "Pengaspalan Jalan Poros Desa", 500_000_000, desa_kode=DESA)


def satu(baris, calon=SEMUA):
    (hasil,) = match(P, [baris], calon)
    return hasil


def test_the_code_decides_even_when_the_words_say_otherwise():
    hasil = satu(replace(LINE, kode_usulan=" 99.01.01.2001-2011-008 "))
    assert (hasil.keadaan, hasil.usulan, hasil.cara) == ("cocok", (JEMBATAN.kode,), "kode")
    assert hasil.jumlah == 500_000_000


def test_without_a_code_the_village_and_the_likeness_decide():
    hasil = satu(LINE)
    assert (hasil.keadaan, hasil.usulan, hasil.cara) == ("cocok", (JALAN.kode,), "mirip")
    assert "Nama sama" in hasil.alasan


@pytest.mark.parametrize(
    ("baris", "calon", "kata"),
    [
        (replace(LINE, kegiatan="Pelatihan kader"), (), "Tidak cocok dengan usulan mana pun"),
        (replace(LINE, desa_kode="99.01.01.2009"), (), "Tidak cocok dengan usulan mana pun"),
        (replace(LINE, desa_kode=""), (), "tidak menyebut kode usulan, desa, atau kecamatan"),
        (replace(LINE, kode_usulan="X-1"), (), "“X-1” tidak dikenal"),
        (
            replace(LINE, desa_kode="", kecamatan_kode=KEC),
            (JALAN.kode, JALAN_LAIN.kode),
            "Cocok dengan 2 usulan",
        ),
        (
            replace(LINE, kode_usulan=f"{JALAN.kode}; {JEMBATAN.kode}"),
            (JALAN.kode, JEMBATAN.kode),
            "Baris menyebut 2 usulan",
        ),
        (replace(LINE, kode_usulan=f"{JALAN.kode},X"), (JALAN.kode,), "“X” tidak dikenal"),
    ],
)
def test_a_line_that_matches_nothing_or_two_is_parked_with_its_reason(baris, calon, kata):
    hasil = satu(baris)
    assert (hasil.keadaan, hasil.usulan, hasil.jumlah) == ("parkir", calon, None)
    assert kata in hasil.alasan
    assert all(k in hasil.alasan for k in calon) or "tidak dikenal" in hasil.alasan


def test_a_code_named_twice_is_one():
    assert satu(replace(LINE, kode_usulan=f"{JALAN.kode} {JALAN.kode.upper()}")).keadaan == "cocok"


def test_many_candidates_are_counted_and_the_best_named():
    calon = [replace(JALAN, kode=f"K{n}") for n in range(8)]
    hasil = satu(LINE, calon)
    assert len(hasil.usulan) == 8
    assert "dan 3 lagi" in hasil.alasan


def test_a_stricter_likeness_parks_what_a_looser_one_matches():
    kira = replace(LINE, kegiatan="Pengaspalan jalan desa poros tengah")
    ketat = P.dengan({"kemiripan_anggaran": 1.0})
    longgar = P.dengan({"kemiripan_anggaran": 0.6})
    assert match(longgar, [kira], SEMUA)[0].keadaan == "cocok"
    assert match(ketat, [kira], SEMUA)[0].keadaan == "parkir"


@pytest.mark.parametrize(
    ("bagian", "kolom"),
    [
        ([Bagian("A", 60), Bagian("B", 40)], []),
        ([], []),
        ([Bagian("A", 60), Bagian("B", 41)], [""]),
        ([Bagian("A", 0)], ["0.jumlah"]),
        ([Bagian("A", -5)], ["0.jumlah"]),
        ([Bagian("A", None)], ["0.jumlah"]),
        ([Bagian("A", 1), Bagian("A", 2)], ["0.usulan_id", "1.usulan_id"]),
    ],
)
def test_shares_are_positive_and_fit_in_the_line(bagian, kolom):
    assert list(share_errors(100, bagian)) == kolom


@pytest.mark.parametrize(
    ("bagian", "kena"),
    [
        (Bagian("A", 100, 100), False),
        (Bagian("A", 101, 100), True),
        (Bagian("A", 50, 100, terserap_lain=51), True),
        (Bagian("A", 50, None), False),
        (Bagian("A", None, 100), False),
    ],
)
def test_more_money_than_it_costs_only_warns(bagian, kena):
    assert [a.keras for a in check_shares([bagian])] == ([False] if kena else [])


LINES = st.lists(
    st.builds(
        Baris,
        st.text("abc", min_size=1, max_size=3),
        st.sampled_from(["Pengaspalan jalan poros desa", "Jembatan beton", "Lain sekali", ""]),
        st.integers(0, 10**9),
        st.sampled_from(["", JALAN.kode, "X", ";", f"{JALAN.kode};{JEMBATAN.kode}"]),
        desa_kode=st.sampled_from(["", DESA, "99.01.01.2002"]),
        kecamatan_kode=st.sampled_from(["", KEC]),
    ),
    max_size=8,
)


@given(LINES, st.permutations(SEMUA))
def test_no_line_is_lost_and_each_has_its_reason(lines, calon):
    hasil = match(P, lines, calon)
    assert [h.kunci for h in hasil] == [b.kunci for b in lines]
    assert hasil == match(P, lines, SEMUA)
    for h, b in zip(hasil, lines, strict=True):
        assert h.alasan.endswith(".")
        cocok = h.keadaan == "cocok"
        assert (len(h.usulan) == 1 and h.jumlah == b.pagu) if cocok else h.jumlah is None
