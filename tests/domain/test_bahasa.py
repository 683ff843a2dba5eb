"""Numbers, days, dates and names as Indonesian papers write them."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from num2words import num2words

from musren.domain import bahasa
from musren.domain.bahasa import BadAngka, BadDate

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


# --- numbers in words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (1_000, "seribu"),
        (1_001, "seribu satu"),
        (2_011, "dua ribu sebelas"),
        (2_013, "dua ribu tiga belas"),
        (11_000, "sebelas ribu"),
        (21_500, "dua puluh satu ribu lima ratus"),
        (100_000, "seratus ribu"),
        (101_000, "seratus satu ribu"),
        (1_000_000, "satu juta"),
        (1_001_001, "satu juta seribu satu"),
        (132_720_000, "seratus tiga puluh dua juta tujuh ratus dua puluh ribu"),
        (350_000_000, "tiga ratus lima puluh juta"),
        (1_000_000_000, "satu miliar"),
        (1_500_000_000, "satu miliar lima ratus juta"),
        (1_000_000_000_000, "satu triliun"),
        (10**15, "satu kuadriliun"),
        (-5, "minus lima"),
        (-1_001, "minus seribu satu"),
    ],
)
def test_numbers_are_said_as_papers_say_them(number, words):
    assert bahasa.terbilang(number) == words


def test_a_number_beyond_all_names_is_refused():
    assert bahasa.terbilang(10**18 - 1).startswith("sembilan ratus sembilan puluh sembilan kuadri")
    with pytest.raises(BadAngka, match="terlalu besar"):
        bahasa.terbilang(10**18)


DIGITS = {
    word: number
    for number, word in enumerate(
        ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
    )
}
SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12, "kuadriliun": 10**15}


def hear(words: str) -> int:
    """Read number words by themselves, knowing nothing of how they were made."""
    total = below = digit = 0
    for word in _spoken(words):
        if word in DIGITS:
            digit = DIGITS[word]
        elif word == "belas":
            below, digit = below + 10 + digit, 0
        elif word in {"puluh", "ratus"}:
            below, digit = below + digit * (10 if word == "puluh" else 100), 0
        else:
            total, below, digit = total + (below + digit) * SCALES[word], 0, 0
    return total + below + digit


def _spoken(words: str) -> list[str]:
    heard: list[str] = []
    for word in words.split():
        if word in {"sepuluh", "sebelas", "seratus", "seribu"}:
            heard += ["satu", word.removeprefix("se")]
        else:
            heard.append(word)
    return heard


@given(st.integers(0, 10**18 - 1) | st.integers(0, 10_000))
@example(1_001_001)
def test_the_words_say_the_number_again(number):
    assert hear(bahasa.terbilang(number)) == number


@given(st.integers(0, 10**15 - 1))
def test_the_words_have_no_hyphen_and_no_satu_before_ratus_or_ribu_alone(number):
    words = bahasa.terbilang(number)
    assert "-" not in words
    assert "satu ratus" not in words
    assert "satu puluh" not in words
    assert "satu belas" not in words
    if number % 10**6 // 1_000 == 1:
        assert "satu ribu" not in words


@given(st.integers(0, 999_999))
def test_below_a_million_a_public_library_agrees(number):
    assert bahasa.terbilang(number) == num2words(number, lang="id")


# --- Roman, letters, dictums


@pytest.mark.parametrize(
    ("number", "letters"),
    [
        (1, "I"),
        (4, "IV"),
        (9, "IX"),
        (12, "XII"),
        (40, "XL"),
        (1994, "MCMXCIV"),
        (3999, "MMMCMXCIX"),
    ],
)
def test_roman_numbers(number, letters):
    assert bahasa.romawi(number) == letters


@given(st.integers(1, 3999))
def test_roman_letters_add_up_to_the_number(number):
    worth = dict(zip("IVXLCDM", (1, 5, 10, 50, 100, 500, 1000), strict=True))
    values = [worth[sign] for sign in bahasa.romawi(number)]
    pairs = zip(values, [*values[1:], 0], strict=True)
    assert sum(-one if one < following else one for one, following in pairs) == number


@pytest.mark.parametrize(
    ("number", "letters"),
    [(1, "a"), (2, "b"), (26, "z"), (27, "aa"), (52, "az"), (53, "ba"), (702, "zz"), (703, "aaa")],
)
def test_list_items_are_lettered(number, letters):
    assert bahasa.huruf(number) == letters


@pytest.mark.parametrize(
    ("number", "name"),
    [
        (1, "KESATU"),
        (2, "KEDUA"),
        (3, "KETIGA"),
        (9, "KESEMBILAN"),
        (10, "KESEPULUH"),
        (11, "KESEBELAS"),
        (12, "KEDUA BELAS"),
        (20, "KEDUA PULUH"),
    ],
)
def test_dictums_are_named(number, name):
    assert bahasa.dictum(number) == name


@pytest.mark.parametrize(
    ("write", "number"),
    [
        (bahasa.romawi, 0),
        (bahasa.romawi, 4000),
        (bahasa.huruf, 0),
        (bahasa.dictum, 0),
        (bahasa.dictum, 21),
    ],
)
def test_counting_outside_its_range_is_refused(write, number):
    with pytest.raises(BadAngka):
        write(number)


# --- days and dates


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2010, 3, 31), "Rabu"),
        (date(2011, 1, 17), "Senin"),
        (date(2011, 2, 14), "Senin"),
        (date(2011, 3, 24), "Kamis"),
        (date(2012, 2, 29), "Rabu"),
        (date(2013, 2, 12), "Selasa"),
        (date(2011, 1, 21), "Jumat"),
        (date(2011, 1, 22), "Sabtu"),
        (date(2011, 1, 23), "Minggu"),
    ],
)
def test_days_have_their_indonesian_names(day, name):
    assert bahasa.nama_hari(day) == name


def test_months_are_named_by_number_or_day():
    assert [bahasa.nama_bulan(number) for number in (1, 2, 8, 11, 12)] == [
        "Januari",
        "Februari",
        "Agustus",
        "November",
        "Desember",
    ]
    assert bahasa.nama_bulan(date(2011, 5, 2)) == "Mei"


@pytest.mark.parametrize("number", [0, 13, -1])
def test_there_is_no_month_beyond_twelve(number):
    with pytest.raises(BadDate, match="Tidak ada bulan"):
        bahasa.nama_bulan(number)


def test_a_date_is_written_in_its_three_ways():
    day = date(2011, 1, 17)
    assert bahasa.tanggal(day) == "17 Januari 2011"
    assert bahasa.tanggal_pendek(day) == "17-01-2011"
    assert bahasa.tanggal_terbilang(day) == (
        "Senin tanggal tujuh belas bulan Januari tahun dua ribu sebelas (17-01-2011)"
    )


def test_an_hour_is_written_with_a_dot():
    assert bahasa.jam(time(9)) == "09.00"
    assert bahasa.jam(time(13, 5)) == "13.05"


@pytest.mark.parametrize(
    "typed",
    [
        "17/1/2011",
        "17/01/2011",
        "17-1-2011",
        "17.01.2011",
        "17. 1. 2011",
        "2011-01-17",
        "17 Januari 2011",
        "17 JANUARI 2011",
        " 17  januari  2011 ",
        "17 Jan 2011",
        "17-Jan-2011",
        "Senin, 17 Januari 2011",
        "senin 17 januari 2011",
        "hari Senin tanggal 17 Januari 2011",
        date(2011, 1, 17),
        datetime(2011, 1, 17, 8, 30, tzinfo=UTC),
    ],
)
def test_dates_are_read_however_people_write_them(typed):
    assert bahasa.parse_tanggal(typed) == date(2011, 1, 17)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("30 Nopember 2011", date(2011, 11, 30)),
        ("14 Pebruari 2011", date(2011, 2, 14)),
        ("17 Agt 2011", date(2011, 8, 17)),
        ("29-02-2012", date(2012, 2, 29)),
        ("Jum'at, 21 Januari 2011", date(2011, 1, 21)),
        ("Jumat, 21 Januari 2011", date(2011, 1, 21)),
        ("Ahad, 23 Januari 2011", date(2011, 1, 23)),
    ],
)
def test_older_spellings_of_dates_are_read(typed, day):
    assert bahasa.parse_tanggal(typed) == day


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "masih kosong"),
        ("besok", "bukan tanggal"),
        ("17-01/2011", "bukan tanggal"),
        ("17 01 2011", "bukan tanggal"),
        ("17-01-11", "empat angka"),
        ("17-01-0211", "empat angka"),
        ("17-01-20111", "empat angka"),
        ("12/31/2011", "Tidak ada bulan"),
        ("17 Janurai 2011", "Tidak ada bulan"),
        ("29-02-2011", "tidak mempunyai tanggal 29"),
        ("31-04-2011", "April 2011 tidak mempunyai tanggal 31"),
        ("0-01-2011", "tidak mempunyai tanggal 0"),
        ("Selasa, 17 Januari 2011", "jatuh pada hari Senin, bukan Selasa"),
        ("Seninn, 17 Januari 2011", "Tidak ada hari"),
        ("17-01-" + "9" * 5_000, "empat angka"),
        ("١٧-٠١-٢٠١١", "bukan tanggal"),
    ],
)
def test_a_wrong_date_is_refused_with_its_reason(typed, reason):
    with pytest.raises(BadDate, match=reason) as refused:
        bahasa.parse_tanggal(typed)
    assert isinstance(refused.value, ValueError)


@given(DAYS)
def test_every_written_date_is_read_back(day):
    worded = f"{bahasa.nama_hari(day)}, {bahasa.tanggal(day)}"
    for text in (bahasa.tanggal(day), bahasa.tanggal_pendek(day), day.isoformat(), worded):
        assert bahasa.parse_tanggal(text) == day


@given(st.text(st.sampled_from("0123456789-/. JanuariSeptember,'")))
def test_any_text_is_either_a_date_or_refused(text):
    try:
        day = bahasa.parse_tanggal(text)
    except BadDate:
        return
    assert 1900 <= day.year <= 2199


# --- figures


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (Decimal("2.5"), "2,5"),
        (Decimal("2.50"), "2,5"),
        (1800, "1.800"),
        (Decimal("1800.00"), "1.800"),
        (Decimal("1800.50"), "1.800,5"),
        (Decimal("0.25"), "0,25"),
        (Decimal("1E+3"), "1.000"),
        (0, "0"),
        (Decimal("-0.0"), "0"),
        (Decimal("-0.5"), "-0,5"),
        (-1800, "-1.800"),
        (999, "999"),
        (1_000_000, "1.000.000"),
    ],
)
def test_figures_are_written_with_a_decimal_comma(number, written):
    assert bahasa.angka(number) == written


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("2,5", "2.5"),
        ("2.5", "2.5"),
        ("1.800", "1800"),
        ("1.800,50", "1800.5"),
        ("1.234.567", "1234567"),
        ("1,800.50", "1800.5"),
        ("1,234,567", "1234567"),
        ("2,125", "2.125"),
        ("0.125", "0.125"),
        ("12.25", "12.25"),
        (" 1 800 ", "1800"),
        ("-2,5", "-2.5"),
        ("0", "0"),
        (3, "3"),
        (2.5, "2.5"),
        (Decimal("2.5"), "2.5"),
    ],
)
def test_figures_are_read_as_indonesians_write_them(typed, number):
    assert bahasa.parse_angka(typed) == Decimal(number)


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "dua", "2,5 m", "1.23.456", "1.234.56", "1,2,3", ",5", "5,", "1e5", "NaN", "٢"),
        *("--2", "9" * 61, "1" * 40, True, float("nan"), float("inf"), 1e300, Decimal("1E-99")),
    ],
)
def test_what_is_no_figure_is_refused(typed):
    with pytest.raises(BadAngka, match=r"misalnya 2,5 atau 1\.800"):
        bahasa.parse_angka(typed)


@pytest.mark.parametrize("number", [Decimal("NaN"), Decimal("Infinity"), Decimal("1E+99999")])
def test_what_cannot_be_printed_is_refused(number):
    with pytest.raises(BadAngka):
        bahasa.angka(number)


@given(st.decimals(-(10**12), 10**12, places=4) | st.integers(-(10**15), 10**15))
def test_every_written_figure_is_read_back(number):
    assert bahasa.parse_angka(bahasa.angka(number)) == number


# --- lists and names


@pytest.mark.parametrize(
    ("items", "sentence"),
    [([], ""), (["a"], "a"), (["a", "b"], "a dan b"), (["a", "b", "c"], "a, b dan c")],
)
def test_a_list_is_joined_as_a_sentence(items, sentence):
    assert bahasa.daftar(items) == sentence


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("KECAMATAN SUKARAYA", "Kecamatan Sukaraya"),
        ("desa air bening ii", "Desa Air Bening II"),
        ("SUMBER MAKMUR XIV", "Sumber Makmur XIV"),
        ("KEPULAUAN DAN PESISIR", "Kepulauan dan Pesisir"),
        ("dan seterusnya", "Dan Seterusnya"),
        ("DI YOGYAKARTA", "DI Yogyakarta"),
        ("PROVINSI DI YOGYAKARTA", "Provinsi DI Yogyakarta"),
        ("DKI JAKARTA", "DKI Jakarta"),
        ("BALAI DESA DI SUKAMAJU", "Balai Desa di Sukamaju"),
        ("UDEK DU’EN", "Udek Du’en"),
        ("rt 03 rw 01", "RT 03 RW 01"),
        ("SP 3B (TRANS)", "Sp 3B (Trans)"),
        ("", ""),
    ],
)
def test_names_are_capitalised(typed, name):
    assert bahasa.kapital(typed) == name


@given(st.text(st.sampled_from("abcivx DI'-/.3"), max_size=30))
def test_capitalising_twice_changes_nothing(text):
    once = bahasa.kapital(text)
    assert bahasa.kapital(once) == once
