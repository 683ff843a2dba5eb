"""Each guided field: what it takes from a page and from a program, what it refuses, its faces."""

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from musren.domain.teks import clean
from musren.forms.fields import (
    Choice,
    Clock,
    Day,
    Guided,
    LongText,
    Many,
    Quantity,
    Rupiah,
    Text,
    Whole,
    Year,
    YesNo,
)
from musren.forms.pilihan import From, Option, provided

WARNA = (Option("m", "Merah"), Option("h", "Hijau"), Option("b", "Biru"))
FIELDS: dict[str, Guided] = {
    "text": Text("Nama"),
    "long": LongText("Catatan"),
    "whole": Whole("Jumlah", maximum=5000),
    "year": Year("Tahun"),
    "quantity": Quantity("Volume"),
    "rupiah": Rupiah("Biaya"),
    "day": Day("Tanggal"),
    "clock": Clock("Pukul"),
    "yesno": YesNo("Layak"),
    "choice": Choice("Warna", pilihan=WARNA),
    "many": Many("Warna", pilihan=WARNA, paling_sedikit=1, paling_banyak=2),
}


@pytest.mark.parametrize(
    ("kind", "given", "value"),
    [
        ("text", "  Rabat\tbeton\n jalan ", "Rabat beton jalan"),
        ("text", "{{7*7}}", "{{7*7}}"),
        ("text", 12, "12"),
        ("text", "a\u200bb\u202ec", "abc"),
        ("long", "satu\r\ndua\u2028tiga", "satu\ndua\ntiga"),
        ("whole", "1.250", 1250),
        ("whole", " 12 ", 12),
        ("whole", 12, 12),
        ("whole", 12.0, 12),
        ("whole", "0", 0),
        ("year", "2011", 2011),
        ("quantity", "2,5", Decimal("2.5")),
        ("quantity", "1.800", Decimal(1800)),
        ("quantity", "1.800,125", Decimal("1800.125")),
        ("quantity", 0.5, Decimal("0.5")),
        ("quantity", 0.1 + 0.2, Decimal("0.3")),
        ("quantity", 3, Decimal(3)),
        ("rupiah", "Rp 132.720.000,-", 132_720_000),
        ("rupiah", "132720000", 132_720_000),
        ("rupiah", 132_720_000, 132_720_000),
        ("rupiah", 5000.0, 5000),
        ("day", "17/1/2011", date(2011, 1, 17)),
        ("day", "2011-01-17", date(2011, 1, 17)),
        ("day", "Senin, 17 Januari 2011", date(2011, 1, 17)),
        ("clock", "09.00", time(9)),
        ("clock", "9:30", time(9, 30)),
        ("clock", "13:30:00", time(13, 30)),
        ("clock", "9", time(9)),
        ("yesno", "ya", True),
        ("yesno", "Tidak", False),
        ("yesno", False, False),
        ("choice", "m", "m"),
        ("choice", " m ", "m"),
        ("many", "m", ["m"]),
        ("many", ["m", "m", "h", ""], ["m", "h"]),
    ],
)
def test_a_field_reads_what_a_page_or_a_program_sends(kind: str, given: Any, value: Any):
    found = FIELDS[kind].parse(given)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("kind", "given", "told"),
    [
        ("text", "", "Isi “Nama”."),
        ("text", "\u200b", "Isi “Nama”."),
        ("text", True, "harus berupa teks"),
        ("text", float("nan"), "harus berupa teks"),
        ("text", ["x"], "harus berupa teks"),
        ("text", "x" * 301, "paling banyak 300"),
        ("long", "x\n" * 600, "terlalu banyak barisnya"),
        ("whole", "2,5", "bilangan bulat"),
        ("whole", 2.5, "bilangan bulat"),
        ("whole", "dua", "bilangan bulat"),
        ("whole", True, "bilangan bulat"),
        ("whole", float("inf"), "bilangan bulat"),
        ("whole", [1], "bilangan bulat"),
        ("whole", "-1", "paling kecil 0"),
        ("whole", "5001", "paling besar 5.000"),
        ("year", "11", "paling kecil 1990"),
        ("quantity", "2,3456", "tiga angka di belakang koma"),
        ("quantity", Decimal("NaN"), "harus angka"),
        ("quantity", float("nan"), "harus angka"),
        ("quantity", "nan", "harus angka"),
        ("quantity", "-1", "paling kecil 0"),
        ("quantity", "1e5", "harus angka"),
        ("quantity", {"a": 1}, "harus angka"),
        ("rupiah", "-5", "tidak boleh kurang dari nol"),
        ("rupiah", "12,50", "sen"),
        ("rupiah", "1,500", "dua cara"),
        ("rupiah", "9" * 400, "terlalu besar"),
        ("rupiah", float("nan"), "bilangan bulat"),
        ("rupiah", [1], "bilangan bulat"),
        ("rupiah", {"a": 1}, "bilangan bulat"),
        ("day", "31/2/2011", "tidak ada pada kalender"),
        ("day", "Minggu, 17 Januari 2011", "jatuh pada hari Senin"),
        ("day", 17, "harus tanggal"),
        ("day", b"x", "harus tanggal"),
        ("clock", "25:00", "harus jam"),
        ("clock", "09.75", "harus jam"),
        ("clock", "9.5", "harus jam"),
        ("clock", "9" * 400, "harus jam"),
        ("clock", [9], "harus jam"),
        ("yesno", "mungkin", "Pilih Ya atau Tidak"),
        ("yesno", 2, "Pilih Ya atau Tidak"),
        ("choice", "x", "“x” tidak ada dalam daftar"),
        ("choice", "Merah", "tidak ada dalam daftar"),
        ("choice", "x" * 5000, "tidak ada dalam daftar"),
        ("choice", {"m": 1}, "harus berupa teks"),
        ("many", [], "paling sedikit 1"),
        ("many", ["m", "h", "b"], "paling banyak 2"),
        ("many", ["m", "x"], "tidak ada dalam daftar"),
        ("many", float("nan"), "harus berupa daftar"),
        ("many", {"m": 1}, "harus berupa daftar"),
    ],
)
def test_a_field_refuses_in_indonesian_and_names_itself(kind: str, given: Any, told: str):
    with pytest.raises(ValidationError) as refused:
        FIELDS[kind].parse(given)
    (sentence,) = refused.value.messages
    assert told in sentence
    assert FIELDS[kind].label in sentence


VALUES = {
    "text": st.text(min_size=1, max_size=60).map(clean).filter(bool),
    "long": st.text(min_size=1, max_size=60).map(lambda t: clean(t, multiline=True)).filter(bool),
    "whole": st.integers(0, 5000),
    "year": st.integers(1990, 2100),
    "quantity": st.decimals(0, 10**9, places=3),
    "rupiah": st.integers(0, 10**15),
    "day": st.dates(date(1900, 1, 1), date(2199, 12, 31)),
    "clock": st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    "yesno": st.booleans(),
    "choice": st.sampled_from("mhb"),
    "many": st.lists(st.sampled_from("mhb"), min_size=1, max_size=2, unique=True),
}


@pytest.mark.parametrize("kind", VALUES)
@given(data=st.data())
def test_what_the_input_shows_reads_back_as_the_same_value(kind: str, data: st.DataObject):
    value = data.draw(VALUES[kind])
    field = FIELDS[kind]
    assert field.parse(field.as_raw(value)) == value


@pytest.mark.parametrize("kind", VALUES)
@given(data=st.data())
def test_a_value_read_twice_is_the_same(kind: str, data: st.DataObject):
    field = FIELDS[kind]
    value = field.parse(data.draw(VALUES[kind]))
    assert field.parse(value) == value


@pytest.mark.parametrize(
    ("kind", "value", "text", "cell"),
    [
        ("whole", 1250, "1.250", 1250),
        ("year", 2011, "2011", 2011),
        ("quantity", Decimal("1800.5"), "1.800,5", Decimal("1800.5")),
        ("rupiah", 132_720_000, "Rp132.720.000", 132_720_000),
        ("day", date(2011, 1, 17), "17 Januari 2011", date(2011, 1, 17)),
        ("clock", time(9, 5), "09.05", time(9, 5)),
        ("yesno", True, "Ya", True),
        ("choice", "m", "Merah", "m"),
        ("many", ["m", "b"], "Merah; Biru", ["m", "b"]),
    ],
)
def test_a_paper_and_a_workbook_have_their_own_face(kind: str, value: Any, text: str, cell: Any):
    assert (FIELDS[kind].as_text(value), FIELDS[kind].as_cell(value)) == (text, cell)


@pytest.mark.parametrize("kind", FIELDS)
def test_nothing_has_an_empty_face(kind: str):
    assert not FIELDS[kind].as_raw(None)
    assert FIELDS[kind].as_text(None) == ""


def test_a_named_list_binds_only_where_somebody_provides_it():
    field = Choice("Dusun", pilihan=From("dusun"))
    assert field.parse("Dusun IX") == "Dusun IX"
    with provided({"dusun": [Option("Dusun I", "Dusun I")]}):
        assert field.parse("Dusun I") == "Dusun I"
        with pytest.raises(ValidationError, match="Dusun IX"):
            field.parse("Dusun IX")
    with provided({}), pytest.raises(ValidationError):
        field.parse("Dusun I")


def test_somebody_with_a_long_name_and_address_can_be_chosen():
    key = f"{'n' * 300} — {'a' * 300}"
    with provided({"hadir": [Option(key, key)]}):
        assert Many("Wakil", pilihan=From("hadir")).parse([key]) == [key]


def test_a_suggestion_binds_nobody():
    with provided({"satuan": [Option("meter", "meter")]}):
        assert Text("Satuan", saran=From("satuan")).parse("depa") == "depa"


def test_a_field_tells_its_label_clause_and_papers_to_the_api():
    field = Text("Nama", "Sesuai KTP", dasar="II.D.3", mengisi=("spc",))
    assert field.metadata == {
        "title": "Nama", "description": "Sesuai KTP", "x-dasar": "II.D.3", "x-mengisi": ["spc"],
        "x-widget": "text",
    }  # fmt: skip
    assert Choice("Warna", pilihan=WARNA).metadata["x-labels"] == {
        "m": "Merah", "h": "Hijau", "b": "Biru"
    }  # fmt: skip
