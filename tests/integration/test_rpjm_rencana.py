"""The RPJM-Desa as a table: years, yearly shares, forms F1 to F6, columns."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musren.integration.profil import load
from musren.integration.rpjm_rencana import (
    BarisRpjm,
    Dana,
    Formulir,
    Tahunan,
    forms_of,
    per_source,
    per_year,
    rows_of,
    share_of,
    source_columns,
    split_errors,
    totals,
    years,
)

P = load("pnpm-2010")
PERIODE = years(P, 2011)


def baris(*dana, **kw):
    return BarisRpjm("R", tuple(Dana(*d) for d in dana), **kw)


def terbagi(*tahunan, biaya=100, volume=None):
    return BarisRpjm("R", biaya=biaya, volume=volume, tahunan=tuple(Tahunan(*t) for t in tahunan))


def test_the_period_is_as_long_as_the_profile_says():
    assert PERIODE == (2011, 2012, 2013, 2014, 2015)


@pytest.mark.parametrize(
    ("row", "tempat", "kata"),
    [
        (terbagi((2011, None, 60), (2010, None, 40)), "tahunan.1.tahun", "Tahun 2010 di luar masa"),
        (terbagi((2016, None, 100)), "tahunan.0.tahun", "Pilih tahun 2011 sampai 2015"),
        (terbagi((None, None, 100)), "tahunan.0.tahun", "Pilih tahun"),
        (terbagi((2012, None, 60), (2012, None, 40)), "tahunan.1.tahun", "sudah ada"),
        (terbagi((2011, None, -10), (2012, None, 110)), "tahunan.0.biaya", "kurang dari nol"),
        (terbagi((2011, Decimal(-1), 100)), "tahunan.0.volume", "kurang dari nol"),
        (terbagi((2011, None, 60), (2012, None, 30)), "tahunan", "selisih Rp10"),
        (terbagi((2011, None, 101), (2012, None, None)), "tahunan", "selisih Rp1"),
        (
            terbagi((2011, Decimal(2), 50), (2012, Decimal("2.5"), 50), volume=Decimal(5)),
            "tahunan",
            "Jumlah volume tahunan 4,5 tidak sama dengan volume seluruhnya 5",
        ),
    ],
)
def test_a_split_that_does_not_fit_is_told_beside_its_field(row, tempat, kata):
    salah = split_errors(PERIODE, row)
    assert list(salah) == [tempat]
    assert kata in salah[tempat]


@pytest.mark.parametrize(
    "row",
    [
        BarisRpjm("R", biaya=100),
        terbagi((2011, None, 60), (2015, None, 40)),
        terbagi((2011, None, 60), (2012, None, None)),
        terbagi((2011, None, None), (2012, None, None)),
        terbagi((2011, None, 60), biaya=None),
        terbagi((2011, Decimal(2), 50), (2012, None, 50), volume=Decimal(5)),
        terbagi((2011, Decimal("2.0"), 50), (2012, Decimal(3), 50), volume=Decimal(5)),
    ],
)
def test_a_split_may_be_missing_or_still_growing(row):
    assert split_errors(PERIODE, row) == {}


def test_the_yearly_plan_picks_the_share_of_its_year():
    row = terbagi((2011, Decimal(2), 60), (2015, Decimal(1), 40))
    assert share_of(row, 2015) == Tahunan(2015, Decimal(1), 40)
    assert share_of(row, 2012) is None


@pytest.mark.parametrize(
    ("dana", "formulir"),
    [
        ([("swadaya", "", 5)], "f1 f3 f4"),
        ([("lain", "CSR PT Kebun", 5), ("swadaya", "", 1)], "f1 f3 f4"),
        ([("add", "ADD", 5)], "f2 f3 f4"),
        ([("add", "ADD", 5), ("swadaya", "", 1)], "f2 f3 f4"),
        ([("lain", "PADes", 5)], "f2 f3 f4"),
        ([("lain", "Tugas pembantuan pusat", 5)], "f2 f3 f4 f6"),
        ([("lain", "PPIP", None)], "f2 f3 f4 f6"),
        ([("blm", "", 5), ("swadaya", "", 1)], "f4 f6"),
        ([("apbd", "APBD Kab", 5)], "f4 f6"),
        ([("add", "", 5), ("apbd", "", 5)], "f4 f6"),
        ([(None, "ADD, DDS", 5)], "f4 f6"),
        ([("swadaya", "", 5), ("blm", "", 0)], "f1 f3 f4"),
        ([], "f4 f6"),
    ],
)
def test_who_pays_decides_the_forms_of_a_row(dana, formulir):
    assert forms_of(P, baris(*dana)) == set(formulir.split())


def test_only_scored_rows_are_ranked_in_the_fifth_form():
    semua = [BarisRpjm("A", dinilai=True), BarisRpjm("B")]
    assert rows_of(P, Formulir.F5, semua) == ("A",)
    assert rows_of(P, Formulir.F4, semua) == ("A", "B")


def test_the_source_columns_are_the_recap_groups_and_swadaya():
    assert source_columns(P) == (
        "apbn", "apbd_provinsi", "apbd_kabupaten", "apb_desa", "swasta", "swadaya",
    )  # fmt: skip


def test_each_share_stands_in_one_source_column():
    dana = [
        Dana("blm", "", 1), Dana("apbd", "APBD Kab", 2), Dana("lain", "APBD Provinsi", 4),
        Dana("add", "", 8), Dana("lain", "CSR PT Kebun", 16), Dana("swadaya", "", 32),
    ]  # fmt: skip
    assert list(per_source(P, dana).values()) == [1, 4, 2, 8, 16, 32]
    assert per_source(P, [*dana, Dana(None, "DDS", 64)])[""] == 64


def test_the_printed_example_of_the_yearly_variant_adds_up():
    juta = 1_000_000
    rencana = (
        (50, ((2011, 10), (2012, 10), (2013, 10), (2014, 10), (2015, 10)), [("apbd", "", 50)]),
        (100, ((2012, 100),), [("apbd", "", 35), ("lain", "CSR", 65)]),
    )
    semua = [
        BarisRpjm(
            str(biaya),
            tuple(Dana(s, r, n * juta) for s, r, n in dana),
            biaya * juta,
            tahunan=tuple(Tahunan(t, None, n * juta) for t, n in tahunan),
        )
        for biaya, tahunan, dana in rencana
    ]
    jumlah = totals(P, PERIODE, semua)
    assert jumlah.biaya == 150 * juta
    assert list(jumlah.per_tahun.values()) == [n * juta for n in (10, 110, 10, 10, 10)]
    assert sum(jumlah.per_sumber.values()) == jumlah.biaya
    assert not [b for b in semua if split_errors(PERIODE, b)]


SUMBER = st.sampled_from([None, "blm", "apbd", "add", "swadaya", "lain"])
DANA = st.builds(
    Dana,
    SUMBER,
    st.sampled_from(["", "PPIP", "CSR", "PADes", "APBD Provinsi"]),
    st.one_of(st.none(), st.integers(0, 9)),
)


@given(st.lists(DANA, max_size=5))
def test_every_row_stands_in_the_matrix_and_the_third_form_joins_the_first_two(dana):
    formulir = forms_of(P, BarisRpjm("R", tuple(dana)))
    assert Formulir.F4 in formulir
    assert (Formulir.F3 in formulir) == bool(formulir & {Formulir.F1, Formulir.F2})
    assert not {Formulir.F1, Formulir.F2} <= formulir
    assert formulir & {Formulir.F3, Formulir.F6}


@given(st.lists(DANA, max_size=6))
def test_the_source_columns_hold_all_the_known_money(dana):
    assert sum(per_source(P, dana).values()) == sum(d.jumlah or 0 for d in dana)


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=5))
def test_a_split_whose_sum_is_the_total_is_always_accepted(bagian):
    tahunan = tuple(Tahunan(t, None, n) for t, n in zip(PERIODE, bagian, strict=False))
    assert split_errors(PERIODE, BarisRpjm("R", biaya=sum(bagian), tahunan=tahunan)) == {}
    assert sum(per_year(PERIODE, tahunan).values()) == sum(bagian)
