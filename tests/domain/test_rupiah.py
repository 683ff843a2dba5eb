"""Reading, writing and saying whole rupiah."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musren.domain.errors import Invalid
from musren.domain.rupiah import (
    MOST,
    BadRupiah,
    format_angka,
    format_rupiah,
    format_rupiah_surat,
    parse_rupiah,
    terbilang_rupiah,
)

AMOUNTS = st.integers(0, MOST)


def test_an_amount_is_written_in_its_three_ways():
    assert format_angka(132_720_000) == "132.720.000"
    assert format_rupiah(132_720_000) == "Rp132.720.000"
    assert format_rupiah_surat(132_720_000) == "Rp 132.720.000,-"


def test_small_and_negative_amounts_are_written():
    assert format_rupiah(0) == "Rp0"
    assert format_rupiah(999) == "Rp999"
    assert format_rupiah(-1_000) == "-Rp1.000"
    assert format_rupiah_surat(-1_000) == "-Rp 1.000,-"


def test_an_amount_is_said_in_words():
    assert terbilang_rupiah(132_720_000) == (
        "seratus tiga puluh dua juta tujuh ratus dua puluh ribu rupiah"
    )


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("Rp 132.720.000,-", 132_720_000),
        ("Rp132.720.000,00", 132_720_000),
        ("132.720.000,00", 132_720_000),
        ("132720000", 132_720_000),
        ("1.500", 1_500),
        ("Rp1.500.000.000", 1_500_000_000),
        ("rp. 5.000.-", 5_000),
        ("IDR 5000", 5_000),
        ("Rp5.000,--", 5_000),
        ("  132 720 000 ", 132_720_000),
        ("132\xa0720\xa0000", 132_720_000),
        ("132,720,000", 132_720_000),
        ("1,500.00", 1_500),
        ("1500,00", 1_500),
        ("1500.0", 1_500),
        ("0", 0),
        ("Rp0,-", 0),
        ("007", 7),
        (0, 0),
        (132_720_000, 132_720_000),
        (Decimal("132720000.00"), 132_720_000),
        (132_720_000.0, 132_720_000),
        (300_000.00000000006, 300_000),
        ("1.000.000.000.000.000", MOST),
        (MOST, MOST),
    ],
)
def test_amounts_are_read_however_offices_write_them(typed, amount):
    assert parse_rupiah(typed) == amount


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "kosong"),
        ("   ", "kosong"),
        ("Rp", "kosong"),
        ("lima juta", "bukan angka"),
        ("1.5 juta", "bukan angka"),
        ("±5.000", "bukan angka"),
        ("١٢٣", "bukan angka"),
        ("-5.000", "kurang dari nol"),
        ("-Rp5.000", "kurang dari nol"),
        ("Rp-5.000", "kurang dari nol"),
        ("(5.000)", "kurang dari nol"),
        (-1, "kurang dari nol"),
        (Decimal("-0.5"), "kurang dari nol"),
        ("1.500,50", "sen"),
        ("1500,5", "sen"),
        (1500.5, "sen"),
        (Decimal("0.01"), "sen"),
        ("1,500", "dua cara"),
        ("1.500,000", "tidak jelas"),
        ("1,500.000", "tidak jelas"),
        ("1.50.000", "tidak jelas"),
        ("1.5000", "tidak jelas"),
        ("12 34", "tidak jelas"),
        ("0.500", "tidak jelas"),
        ("1.500 2.000", "tidak jelas"),
        (",", "tidak jelas"),
        ("1000000000000001", "terlalu besar"),
        ("9" * 5_000, "terlalu besar"),
        (MOST + 1, "terlalu besar"),
        (Decimal("1E+999999"), "terlalu besar"),
        (1e300, "terlalu besar"),
        (float("nan"), "berupa angka"),
        (float("inf"), "berupa angka"),
        (Decimal("NaN"), "berupa angka"),
        (True, "berupa angka"),
    ],
)
def test_a_doubtful_amount_is_refused_with_its_reason(typed, reason):
    with pytest.raises(BadRupiah, match=reason) as refused:
        parse_rupiah(typed)
    assert isinstance(refused.value, ValueError)
    assert isinstance(refused.value, Invalid)


def test_the_refusal_of_a_lone_comma_shows_how_to_write_it():
    with pytest.raises(BadRupiah, match=r"misalnya 1\.500\."):
        parse_rupiah("1,500")


@given(AMOUNTS)
def test_every_written_amount_is_read_back(amount):
    written = (
        format_angka(amount),
        format_rupiah(amount),
        format_rupiah_surat(amount),
        str(amount),
    )
    assert {parse_rupiah(text) for text in written} == {amount}
    assert parse_rupiah(Decimal(amount)) == parse_rupiah(amount) == amount


@given(AMOUNTS)
def test_money_read_from_a_spreadsheet_number_is_exact(amount):
    assert parse_rupiah(float(amount)) == amount


@given(st.text())
def test_any_text_is_either_an_amount_or_refused(text):
    try:
        amount = parse_rupiah(text)
    except BadRupiah:
        return
    assert 0 <= amount <= MOST
