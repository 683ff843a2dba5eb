"""Sheets of a workbook: looks, print setup, safe cells, safe names, sums that compute."""

import io
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from musren.exports.kolom import Baris, Kolom, Nilai
from musren.exports.potret import Potret

FOLIO = 14
"""The paper number of spreadsheets for 8.5 x 13 inch, which is F4 (215 x 330 mm)."""

LONGEST_NAME = 31
_FIGURES = {"bulat": "#,##0", "desimal": "#,##0.###", "rupiah": "#,##0", "teks": "@"}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\ufffe\uffff]")


class CellRefused(ValueError):
    """The workbook would not take a cell as it is."""


@dataclass(frozen=True, slots=True)
class Styles:
    """The looks a sheet uses."""

    head: Any
    title: Any
    total: Any
    total_rupiah: Any
    group: Any
    cell: dict[str, Any]


@contextmanager
def book(out: io.BytesIO) -> Iterator[Any]:
    """A workbook whose rows wait in a folder of its own, gone afterwards whatever happens."""
    with tempfile.TemporaryDirectory() as folder:
        made = xlsxwriter.Workbook(out, {"constant_memory": True, "tmpdir": folder})
        try:
            yield made
            made.close()
        finally:
            for sheet in made.worksheets():
                sheet.row_data_fh.close()


def styles_of(made: Any) -> Styles:
    edge = {"border": 1, "border_color": "#9aa5b1", "valign": "top"}
    return Styles(
        head=made.add_format(
            {**edge, "bold": True, "text_wrap": True, "align": "center", "bg_color": "#e4e9ef"}
        ),
        title=made.add_format({"bold": True, "font_size": 13}),
        total=made.add_format({**edge, "bold": True}),
        total_rupiah=made.add_format({**edge, "bold": True, "num_format": "#,##0"}),
        group=made.add_format({**edge, "bold": True, "bg_color": "#f3f5f8"}),
        cell={
            kind: made.add_format({**edge, "num_format": shape, "text_wrap": kind == "teks"})
            for kind, shape in _FIGURES.items()
        },
    )


class Names:
    """Names of sheets: no sign a spreadsheet forbids, at most 31 letters, none twice."""

    def __init__(self) -> None:
        self._used: set[str] = set()

    def give(self, wanted: str) -> str:
        plain = " ".join(_FORBIDDEN.sub(" ", wanted).split()).strip("'") or "Lembar"
        number, name = 1, _cut(plain, LONGEST_NAME).strip("'")
        while name.casefold() in self._used:
            number += 1
            end = f" ({number})"
            name = _cut(plain, LONGEST_NAME - len(end)) + end
        self._used.add(name.casefold())
        return name


def _cut(text: str, most: int) -> str:
    """As many letters as a spreadsheet counts: one beyond the basic plane counts twice."""
    kept, long = [], 0
    for letter in text:
        long += 2 if ord(letter) > 0xFFFF else 1  # noqa: PLR2004  the basic plane
        if long > most:
            break
        kept.append(letter)
    return "".join(kept).rstrip()


def page(sheet: Any, potret: Potret, head: int, *, landscape: bool = True, wide: int = 1) -> None:
    """F4, so many pages wide, headings repeated, page numbers and the picture's code below."""
    sheet.set_paper(FOLIO)
    if landscape:
        sheet.set_landscape()
    sheet.set_margins(left=0.5, right=0.4, top=0.7, bottom=0.6)
    sheet.fit_to_pages(wide, 0)
    sheet.repeat_rows(0, head)
    sheet.freeze_panes(head + 1, 0)
    name = potret.kabupaten.replace("&", "&&")
    sheet.set_header(f"&L{name}&RTahun {potret.tahun}")
    middle = f"&C{potret.kode}" if potret.kode else ""
    sheet.set_footer(f"&L&A{middle}&RHalaman &P dari &N")


def put(sheet: Any, row: int, col: int, value: Nilai, style: Any) -> None:
    """One cell by its type: text is always text, whatever it begins with."""
    if value is None or value == "":
        sheet.write_blank(row, col, None, style)
    elif isinstance(value, str):
        if sheet.write_string(row, col, value, style) != 0:
            raise CellRefused(f"cell {row},{col} holds {len(value)} letters")
    else:
        sheet.write_number(row, col, value, style)


def head(sheet: Any, styles: Styles, at: int, columns: Sequence[Kolom]) -> None:
    for col, one in enumerate(columns):
        sheet.set_column(col, col, one.lebar)
        sheet.write_string(at, col, one.judul, styles.head)


def put_row(sheet: Any, styles: Styles, at: int, columns: Sequence[Kolom], row: Baris) -> None:
    for col, (one, value) in enumerate(zip(columns, row, strict=True)):
        put(sheet, at, col, value, styles.cell[one.jenis])


def put_rows(
    sheet: Any, styles: Styles, first: int, columns: Sequence[Kolom], rows: Iterable[Baris]
) -> int:
    """All rows below each other; gives the line after the last one."""
    at = first
    for row in rows:
        put_row(sheet, styles, at, columns, row)
        at += 1
    return at


@dataclass(frozen=True, slots=True)
class Rentang:
    """The cells of one column of a sheet: `first` to `last`, counted from 0."""

    lembar: str
    kolom: int
    first: int
    last: int

    @property
    def alamat(self) -> str:
        column, name = xl_col_to_name(self.kolom), self.lembar.replace("'", "''")
        return f"'{name}'!${column}${self.first + 1}:${column}${max(self.first, self.last) + 1}"


def put_sum(sheet: Any, where: tuple[int, int], formula: str, value: int, style: Any) -> None:
    """A formula of our own with the value it has, so that it shows without being computed."""
    sheet.write_formula(*where, f"={formula}", style, value)
