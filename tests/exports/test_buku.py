"""The workbook: what goes in comes out, nothing is a formula, totals add up, bytes repeat."""

import html
import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape

from musren.exports.buku import CellRefused, workbook
from musren.exports.kolom import KOLOM_SKPD, KOLOM_USULAN
from musren.exports.potret import Kelompok, Potret, Rekap, RowsDiffer
from tests.exports.baris import NAMES, row, total
from tests.exports.hostile import HOSTILE, MANGLED

POTRET = Potret(
    "Kabupaten Bina & Makmur", 2011, {"sumber": "apbd"}, datetime(2011, 2, 1, 3, 4, tzinfo=UTC)
)
REKAP = Rekap(
    2, 3_000,
    kecamatan=[Kelompok("Sukaraya", 1, 1_000), Kelompok("Sukadana", 1, 2_000)],
    sumber=[Kelompok("ADD", 2, 3_000)],
    status=[Kelompok("Diajukan", 2, 3_000)],
)  # fmt: skip
ROWS = [
    row(),
    row(biaya=2_000, volume=Decimal("2.5"), kode="99.01.02.2001-2011-002", kecamatan="Sukadana"),
]


OURS = re.compile(
    r"(SUM|COUNTA)\('(?:[^']|'')*'!\$[A-Z]+\$\d+:\$[A-Z]+\$\d+\)"
    r"|SUM\([A-G]\d+:[A-G]\d+\)|[DE]\d+-[BC]\d+"
    r'|IF\(AND\(COUNTIF\(F\d+:G\d+,">0"\)=0,COUNTIF\(F\d+:G\d+,"<0"\)=0\),"[^"]*","[^"]*"\)'
)


def skpd_row(skpd: str, pagu: int | None, number: int = 1) -> tuple[Any, ...]:
    return (number, "", "", "", "Jalan", "Warga", "Sukamaju", "620 meter", pagu, skpd)


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def cells(sheet: Any) -> list[tuple[Any, ...]]:
    return [tuple(c.value for c in r) for r in sheet.iter_rows()]


def test_the_workbook_has_control_totals_all_rows_a_sheet_per_part_and_its_dictionary():
    agreed = [skpd_row("Dinas PU", 5)]
    rekap = replace(REKAP, skpd=[Kelompok("Dinas PU", 1, 5)])
    book = opened(workbook(POTRET, ROWS, agreed, rekap))
    assert book.sheetnames == [
        "Ringkasan", "Semua usulan", "SKPD Dinas PU", "Kec Sukaraya", "Kec Sukadana", "Kamus data",
    ]  # fmt: skip
    flat = cells(book["Semua usulan"])
    assert flat[0] == tuple(k.judul for k in KOLOM_USULAN)
    assert flat[2][NAMES.index("volume")] == 2.5
    assert len(flat) == 3


@pytest.mark.parametrize("value", [*HOSTILE, *MANGLED])
def test_text_stays_the_text_it_was(value: str):
    book = opened(workbook(POTRET, [row(kegiatan=value, kode=value)], [], Rekap(1, 1_000)))
    for name in ("kegiatan", "kode"):
        cell = book["Semua usulan"].cell(2, NAMES.index(name) + 1)
        assert cell.data_type == "s"
        # Excel decodes _x000D_ everywhere, openpyxl only where asked
        assert unescape(cell.value) == value


def test_no_part_of_a_hostile_workbook_holds_a_formula_or_a_link():
    rows = [row(**dict.fromkeys(("kegiatan", "desa", "skpd"), value)) for value in HOSTILE]
    skpd = [skpd_row(value, 1) for value in HOSTILE]
    rekap = Rekap(len(rows), 1_000 * len(rows), status=[Kelompok(v, 1, 1) for v in HOSTILE])
    hostile = Potret("=1+1", 2011, {"teks": '=HYPERLINK("x")'}, POTRET.pada)
    with zipfile.ZipFile(io.BytesIO(workbook(hostile, rows, skpd, rekap))) as parts:
        for name in parts.namelist():
            content = parts.read(name)
            for formula in re.findall(rb"<f[ >]([^<]*)", content):
                assert OURS.fullmatch(html.unescape(formula.decode())), formula
            assert b"<hyperlink" not in content
            assert b"externalLink" not in content


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(TEXT, st.none() | st.integers(0, 10**15), st.none() | st.integers(0, 10**6)),
        max_size=6,
    )
)
def test_reading_the_workbook_back_gives_the_same_cells(given_rows: list[tuple[Any, ...]]):
    rows = [row(kegiatan=text, biaya=cost, pemanfaat_l=men) for text, cost, men in given_rows]
    read = cells(opened(workbook(POTRET, rows, [], total(rows)))["Semua usulan"])[1:]
    assert [tuple(unescape(v) if isinstance(v, str) else v for v in r) for r in read] == [
        tuple(None if v == "" else v for v in r) for r in rows
    ]


@settings(max_examples=10, deadline=None)
@given(st.lists(st.integers(0, 10**12), max_size=5))
def test_equal_rows_give_equal_bytes(costs: list[int]):
    rows = [row(biaya=c) for c in costs]
    assert workbook(POTRET, rows, [], total(rows)) == workbook(POTRET, iter(rows), [], total(rows))


def told_of(rows: list[tuple[Any, ...]], potret: Potret = POTRET) -> dict[Any, Any]:
    book = opened(workbook(potret, rows, [], total(rows)))
    return {line[0]: line[1] for line in cells(book["Ringkasan"])}


def test_other_rows_give_another_hash():
    one, other = told_of([row()]), told_of([row(kegiatan="Talud")])
    assert one["SHA-256 baris"] != other["SHA-256 baris"]
    assert one["Jumlah usulan"] == "1"
    assert one["Jumlah biaya (Rp)"] == "1000"
    assert one["Saringan: sumber"] == "apbd"
    assert one["Saat dibuat"].startswith("01-02-2011 03:04:00")


def test_the_workbook_names_the_picture_it_is_made_from():
    assert told_of([row()])["Kode potret"] == "tanpa potret"
    kept = replace(POTRET, kode="P-99.01-2011-0007")
    assert told_of([row()], kept)["Kode potret"] == "P-99.01-2011-0007"
    book = opened(workbook(kept, [row()], [], total([row()])))
    assert "P-99.01-2011-0007 SHA-256" in book.properties.description


def test_the_control_totals_are_those_of_the_database_and_differ_by_nothing():
    book = openpyxl.load_workbook(io.BytesIO(workbook(POTRET, ROWS, [], REKAP)), data_only=True)
    lines = {line[0]: line[1:] for line in cells(book["Ringkasan"])}
    assert lines["Semua usulan"] == (2, 3_000, 2, 3_000, 0, 0)
    assert lines["Sukadana"] == (1, 2_000, 1, 2_000, 0, 0)
    assert lines["Pemeriksaan"][0] == "Semua selisih nol"


def test_the_sums_of_the_summary_are_formulas_over_the_sheets():
    sheet = opened(workbook(POTRET, ROWS, [], REKAP))["Ringkasan"]
    lines = {line[0]: line[1:] for line in cells(sheet)}
    assert lines["Sukaraya"][2:4] == (
        "=COUNTA('Kec Sukaraya'!$A$2:$A$2)", "=SUM('Kec Sukaraya'!$H$2:$H$2)",
    )  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"kecamatan": [Kelompok("Sukaraya", 2, 3_000)]},
        {"kecamatan": [Kelompok("Sukaraya", 1, 1_000), Kelompok("Sukadana", 1, 2_001)]},
        {"skpd": [Kelompok("Dinas PU", 1, 1)]},
    ],
)
def test_a_sheet_that_differs_from_the_database_is_not_handed_out(wrong: dict[str, Any]):
    with pytest.raises(RowsDiffer):
        workbook(POTRET, ROWS, [], replace(REKAP, **wrong))


@pytest.mark.parametrize("rekap", [Rekap(3, 3_000), Rekap(2, 2_999)])
def test_a_workbook_that_differs_from_the_database_is_not_handed_out(rekap: Rekap):
    with pytest.raises(RowsDiffer):
        workbook(POTRET, ROWS, [], rekap)


def test_each_skpd_has_its_sheet_numbered_and_summed():
    rows = [skpd_row("", 5), skpd_row("Dinas PU", 10), skpd_row("Dinas PU", None, 2)]
    book = opened(workbook(POTRET, ROWS, rows, REKAP))
    lines = cells(book["SKPD Dinas PU"])
    assert lines[0] == tuple(k.judul for k in KOLOM_SKPD)
    assert lines[1] == tuple(f"({n})" for n in range(1, 11))
    assert [line[0] for line in lines[2:]] == [1, 2, "Jumlah"]
    assert lines[-1][8] == "=SUM('SKPD Dinas PU'!$I$3:$I$4)"
    assert [line[8] for line in cells(book["SKPD SKPD belum ditentukan"])[2:3]] == [5]
    sheet = book["SKPD Dinas PU"]
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$1:$2", "A3")


@pytest.mark.parametrize(
    "names",
    [
        ["Dinas " + "x" * 40 + str(n) for n in range(12)],
        ["a/b", "a\\b", "A:B", "[a]b", "a*b?", "'a b'", "😀" * 40, "\t"],
        HOSTILE,
    ],
)
def test_names_of_sheets_are_short_safe_and_never_the_same(names: list[str]):
    rows = [skpd_row(name, 1) for name in names]
    kept = list(dict.fromkeys(names))
    book = opened(workbook(POTRET, ROWS, rows, REKAP))
    assert len(book.sheetnames) == len({n.casefold() for n in book.sheetnames})
    assert sum(n.startswith("SKPD") for n in book.sheetnames) == len(kept)
    for name in book.sheetnames:
        assert len(name.encode("utf-16-le")) <= 62
        assert not set(name) & set("[]:*?/\\")


def test_the_sheets_are_ready_to_print_on_f4():
    book = opened(workbook(POTRET, ROWS, [], REKAP))
    flat = book["Semua usulan"]
    assert flat.page_setup.orientation == "landscape"
    assert int(flat.page_setup.paperSize) == 14
    assert (flat.page_setup.fitToWidth or 1, flat.page_setup.fitToHeight) == (3, 0)
    assert flat.print_title_rows == "$1:$1"
    assert flat.print_title_cols == "$A:$A"
    assert flat.freeze_panes == "B2"
    assert flat.auto_filter.ref == f"A1:{get_column_letter(len(NAMES))}3"
    assert "&P" in flat.oddFooter.right.text or "Page" in flat.oddFooter.right.text
    assert flat.column_dimensions["E"].width > 40
    assert flat["H2"].number_format == "#,##0"


def test_a_text_no_cell_can_hold_is_refused_not_cut():
    with pytest.raises(CellRefused):
        workbook(POTRET, [row(kegiatan="x" * 40_000)], [], Rekap(1, 1_000))


def test_an_empty_list_is_a_workbook_too():
    book = opened(workbook(POTRET, [], [], Rekap(0, 0)))
    assert len(cells(book["Semua usulan"])) == 1
