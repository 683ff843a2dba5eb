"""The workbook: what goes in comes out, nothing is a formula, totals add up, bytes repeat."""

import io
import zipfile
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
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
ROWS = [row(), row(biaya=2_000, volume=Decimal("2.5"), kode="99.01.01.2001-2011-002")]


def skpd_row(skpd: str, pagu: int | None, number: int = 1) -> tuple[Any, ...]:
    return (number, "", "", "", "Jalan", "Warga", "Sukamaju", "620 meter", pagu, skpd)


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def cells(sheet: Any) -> list[tuple[Any, ...]]:
    return [tuple(c.value for c in r) for r in sheet.iter_rows()]


def test_the_workbook_has_the_flat_list_the_skpd_list_the_recap_and_its_description():
    book = opened(workbook(POTRET, ROWS, [], REKAP))
    assert book.sheetnames == ["Usulan", "Per SKPD", "Rekap", "Keterangan"]
    flat = cells(book["Usulan"])
    assert flat[0] == tuple(k.judul for k in KOLOM_USULAN)
    assert flat[2][NAMES.index("volume")] == 2.5
    assert len(flat) == 3


@pytest.mark.parametrize("value", [*HOSTILE, *MANGLED])
def test_text_stays_the_text_it_was(value: str):
    book = opened(workbook(POTRET, [row(kegiatan=value, kode=value)], [], Rekap(1, 1_000)))
    for name in ("kegiatan", "kode"):
        cell = book["Usulan"].cell(2, NAMES.index(name) + 1)
        assert cell.data_type == "s"
        # Excel decodes _x000D_ everywhere, openpyxl only where asked
        assert unescape(cell.value) == value


def test_no_part_of_a_hostile_workbook_holds_a_formula_or_a_link():
    rows = [row(**dict.fromkeys(("kegiatan", "desa", "skpd"), value)) for value in HOSTILE]
    skpd = [skpd_row(value, 1) for value in HOSTILE]
    rekap = Rekap(len(rows), 1_000 * len(rows), kecamatan=[Kelompok(v, 1, 1) for v in HOSTILE])
    hostile = Potret("=1+1", 2011, {"teks": '=HYPERLINK("x")'}, POTRET.pada)
    with zipfile.ZipFile(io.BytesIO(workbook(hostile, rows, skpd, rekap))) as parts:
        for name in parts.namelist():
            content = parts.read(name)
            assert b"<f>" not in content
            assert b"<f " not in content
            assert b"<hyperlink" not in content
            assert b"externalLink" not in content


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(TEXT, st.none() | st.integers(0, 10**15), st.none() | st.integers(0, 10**6)),
        max_size=6,
    )
)
def test_reading_the_workbook_back_gives_the_same_cells(given_rows: list[tuple[Any, ...]]):
    rows = [row(kegiatan=text, biaya=cost, pemanfaat_l=men) for text, cost, men in given_rows]
    read = cells(opened(workbook(POTRET, rows, [], total(rows)))["Usulan"])[1:]
    assert [tuple(unescape(v) if isinstance(v, str) else v for v in r) for r in read] == [
        tuple(None if v == "" else v for v in r) for r in rows
    ]


@settings(max_examples=10)
@given(st.lists(st.integers(0, 10**12), max_size=5))
def test_equal_rows_give_equal_bytes(costs: list[int]):
    rows = [row(biaya=c) for c in costs]
    assert workbook(POTRET, rows, [], total(rows)) == workbook(POTRET, iter(rows), [], total(rows))


def test_other_rows_give_another_hash():
    def told(rows: list[tuple[Any, ...]]) -> dict[str, str]:
        return dict(cells(opened(workbook(POTRET, rows, [], total(rows)))["Keterangan"])[1:])

    one, other = told([row()]), told([row(kegiatan="Talud")])
    assert one["SHA-256 baris"] != other["SHA-256 baris"]
    assert one["Jumlah usulan"] == "1"
    assert one["Jumlah biaya (Rp)"] == "1000"
    assert one["Saringan: sumber"] == "apbd"
    assert one["Saat dibuat"].startswith("01-02-2011 03:04:00")


def test_the_control_totals_are_those_of_the_database_and_differ_by_nothing():
    lines = {
        line[0]: line[1:] for line in cells(opened(workbook(POTRET, ROWS, [], REKAP))["Rekap"])
    }
    assert lines["Menurut basis data"] == lines["Menurut lembar Usulan"] == (2, 3_000)
    assert lines["Selisih"] == (0, 0)
    assert lines["Sukadana"] == (1, 2_000)


@pytest.mark.parametrize("rekap", [Rekap(3, 3_000), Rekap(2, 2_999)])
def test_a_workbook_that_differs_from_the_database_is_not_handed_out(rekap: Rekap):
    with pytest.raises(RowsDiffer):
        workbook(POTRET, ROWS, [], rekap)


def test_the_skpd_list_is_grouped_with_sums_that_add_up():
    rows = [skpd_row("", 5), skpd_row("Dinas PU", 10), skpd_row("Dinas PU", None, 2)]
    lines = cells(opened(workbook(POTRET, ROWS, rows, REKAP))["Per SKPD"])
    assert lines[0] == tuple(k.judul for k in KOLOM_SKPD)
    assert lines[1] == tuple(f"({n})" for n in range(1, 11))
    first = [line[0] for line in lines[2:]]
    assert first == [
        "SKPD belum ditentukan", 1, "Jumlah", "Dinas PU", 1, 2, "Jumlah", "Jumlah seluruhnya",
    ]  # fmt: skip
    assert [line[8] for line in lines if line[0] in {"Jumlah", "Jumlah seluruhnya"}] == [5, 10, 15]


def test_the_sheets_are_ready_to_print_on_f4():
    book = opened(workbook(POTRET, ROWS, [], REKAP))
    flat = book["Usulan"]
    assert flat.page_setup.orientation == "landscape"
    assert int(flat.page_setup.paperSize) == 14
    assert (flat.page_setup.fitToWidth or 1, flat.page_setup.fitToHeight) == (3, 0)
    assert flat.print_title_rows == "$1:$1"
    assert flat.print_title_cols == "$A:$A"
    assert flat.freeze_panes == "B2"
    assert flat.auto_filter.ref == "A1:AB3"
    assert "&P" in flat.oddFooter.right.text or "Page" in flat.oddFooter.right.text
    assert flat.column_dimensions["E"].width > 40
    assert flat["H2"].number_format == "#,##0"


def test_a_text_no_cell_can_hold_is_refused_not_cut():
    with pytest.raises(CellRefused):
        workbook(POTRET, [row(kegiatan="x" * 40_000)], [], Rekap(1, 1_000))


def test_an_empty_list_is_a_workbook_too():
    book = opened(workbook(POTRET, [], [], Rekap(0, 0)))
    assert len(cells(book["Usulan"])) == 1
