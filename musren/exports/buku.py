"""The workbook for Bappeda: flat list, list per SKPD, recap and what the export is a picture of."""

import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import xlsxwriter

from musren.exports.kolom import (
    KOLOM_SKPD,
    KOLOM_USULAN,
    LETAK_PAGU,
    Baris,
    Kolom,
    Nilai,
)
from musren.exports.potret import Hitungan, Kelompok, Potret, Rekap, reconcile

FOLIO = 14
"""The paper number of spreadsheets for 8.5 x 13 inch, which is F4 (215 x 330 mm)."""

FLAT_PAGES = 3
"""So many sheets side by side carry the 28 columns at a size that can be read."""

_FIGURES = {"bulat": "#,##0", "desimal": "#,##0.###", "rupiah": "#,##0", "teks": "@"}
_SKPD_AT = next(at for at, k in enumerate(KOLOM_SKPD) if k.nama == "skpd")


class CellRefused(ValueError):
    """The workbook would not take a cell as it is."""


@dataclass(frozen=True, slots=True)
class _Styles:
    """The looks a sheet uses."""

    head: Any
    title: Any
    total: Any
    total_rupiah: Any
    group: Any
    cell: dict[str, Any]


def workbook(
    potret: Potret, rows: Iterable[Baris], skpd_rows: Iterable[Baris], rekap: Rekap
) -> bytes:
    """Bytes of the xlsx; the same arguments give the same bytes.

    `rows` follow KOLOM_USULAN and may be a stream; `skpd_rows` follow KOLOM_SKPD and come
    ordered by SKPD. Raises RowsDiffer when the rows do not add up to `rekap`.
    """
    out = io.BytesIO()
    with _book(out) as book:
        book.set_properties(
            {
                "title": f"Usulan {potret.kabupaten} {potret.tahun}",
                "created": potret.pada.replace(tzinfo=None),
            }
        )
        styles = _styles(book)
        sheets = {n: book.add_worksheet(n) for n in ("Usulan", "Per SKPD", "Rekap", "Keterangan")}
        counted = Hitungan()
        _flat(sheets["Usulan"], styles, counted.over(rows), potret)
        reconcile(counted, rekap)
        _per_skpd(sheets["Per SKPD"], styles, skpd_rows, potret)
        _recap(sheets["Rekap"], styles, rekap, counted, potret)
        _about(sheets["Keterangan"], styles, counted, potret)
    return out.getvalue()


@contextmanager
def _book(out: io.BytesIO) -> Iterator[Any]:
    """A workbook whose rows wait in a folder of its own, gone afterwards whatever happens."""
    with tempfile.TemporaryDirectory() as folder:
        book = xlsxwriter.Workbook(out, {"constant_memory": True, "tmpdir": folder})
        try:
            yield book
            book.close()
        finally:
            for sheet in book.worksheets():
                sheet.row_data_fh.close()


def _styles(book: Any) -> _Styles:
    edge = {"border": 1, "border_color": "#9aa5b1", "valign": "top"}
    return _Styles(
        head=book.add_format(
            {**edge, "bold": True, "text_wrap": True, "align": "center", "bg_color": "#e4e9ef"}
        ),
        title=book.add_format({"bold": True, "font_size": 13}),
        total=book.add_format({**edge, "bold": True}),
        total_rupiah=book.add_format({**edge, "bold": True, "num_format": "#,##0"}),
        group=book.add_format({**edge, "bold": True, "bg_color": "#f3f5f8"}),
        cell={
            kind: book.add_format({**edge, "num_format": shape, "text_wrap": kind == "teks"})
            for kind, shape in _FIGURES.items()
        },
    )


def _page(sheet: Any, potret: Potret, head: int, *, landscape: bool = True, wide: int = 1) -> None:
    """F4, so many pages wide, headings repeated, page numbers below."""
    sheet.set_paper(FOLIO)
    if landscape:
        sheet.set_landscape()
    sheet.set_margins(left=0.5, right=0.4, top=0.7, bottom=0.6)
    sheet.fit_to_pages(wide, 0)
    sheet.repeat_rows(head)
    sheet.freeze_panes(head + 1, 0)
    name = potret.kabupaten.replace("&", "&&")
    sheet.set_header(f"&L{name}&RTahun {potret.tahun}")
    sheet.set_footer("&L&A&RHalaman &P dari &N")


def _put(sheet: Any, row: int, col: int, value: Nilai, style: Any) -> None:
    """One cell by its type: text is always text, whatever it begins with."""
    if value is None or value == "":
        sheet.write_blank(row, col, None, style)
    elif isinstance(value, str):
        if sheet.write_string(row, col, value, style) != 0:
            raise CellRefused(f"cell {row},{col} holds {len(value)} letters")
    else:
        sheet.write_number(row, col, value, style)


def _head(sheet: Any, styles: _Styles, at: int, columns: Sequence[Kolom]) -> None:
    for col, one in enumerate(columns):
        sheet.set_column(col, col, one.lebar)
        sheet.write_string(at, col, one.judul, styles.head)


def _row(sheet: Any, styles: _Styles, at: int, columns: Sequence[Kolom], row: Baris) -> None:
    for col, (one, value) in enumerate(zip(columns, row, strict=True)):
        _put(sheet, at, col, value, styles.cell[one.jenis])


def _flat(sheet: Any, styles: _Styles, rows: Iterable[Baris], potret: Potret) -> None:
    _page(sheet, potret, 0, wide=FLAT_PAGES)
    _head(sheet, styles, 0, KOLOM_USULAN)
    sheet.repeat_columns(0)
    sheet.freeze_panes(1, 1)
    last = 0
    for last, row in enumerate(rows, 1):
        _row(sheet, styles, last, KOLOM_USULAN, row)
    sheet.autofilter(0, 0, last, len(KOLOM_USULAN) - 1)


def _per_skpd(sheet: Any, styles: _Styles, rows: Iterable[Baris], potret: Potret) -> None:
    """Grouped by SKPD with a subtotal each; the line below the heads numbers the columns."""
    _page(sheet, potret, 1)
    _head(sheet, styles, 0, KOLOM_SKPD)
    for col in range(len(KOLOM_SKPD)):
        sheet.write_string(1, col, f"({col + 1})", styles.head)
    at, grand = 2, 0
    for skpd, group in groupby(rows, key=lambda r: r[_SKPD_AT]):
        _line(sheet, styles.group, at, str(skpd or "SKPD belum ditentukan"))
        at, amount = _group(sheet, styles, at + 1, group)
        grand += amount
        _total(sheet, styles, at, "Jumlah", amount)
        at += 1
    _total(sheet, styles, at, "Jumlah seluruhnya", grand)


def _group(sheet: Any, styles: _Styles, at: int, rows: Iterable[Baris]) -> tuple[int, int]:
    """Write the rows of one SKPD; gives the next free line and the sum."""
    amount = 0
    for row in rows:
        _row(sheet, styles, at, KOLOM_SKPD, row)
        pagu = row[LETAK_PAGU]
        amount += pagu if isinstance(pagu, int) else 0
        at += 1
    return at, amount


def _line(sheet: Any, style: Any, at: int, text: str) -> None:
    sheet.write_string(at, 0, text, style)
    for col in range(1, len(KOLOM_SKPD)):
        sheet.write_blank(at, col, None, style)


def _total(sheet: Any, styles: _Styles, at: int, text: str, amount: int) -> None:
    _line(sheet, styles.total, at, text)
    sheet.write_number(at, LETAK_PAGU, amount, styles.total_rupiah)


def _recap(sheet: Any, styles: _Styles, rekap: Rekap, counted: Hitungan, potret: Potret) -> None:
    """Control totals: the database's figures beside those of the rows in this very file."""
    _page(sheet, potret, 0, landscape=False)
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 12)
    sheet.set_column(2, 2, 22)
    for col, head in enumerate(("Rekap", "Usulan", "Biaya (Rp)")):
        sheet.write_string(0, col, head, styles.head)
    control = (
        Kelompok("Menurut basis data", rekap.usulan, rekap.biaya),
        Kelompok("Menurut lembar Usulan", counted.usulan, counted.biaya),
        Kelompok("Selisih", rekap.usulan - counted.usulan, rekap.biaya - counted.biaya),
    )
    parts = (
        ("Angka kendali", control, False),
        ("Per kecamatan", rekap.kecamatan, True),
        ("Per sumber dana (bagian biaya)", rekap.sumber, True),
        ("Per status", rekap.status, True),
    )
    at = 1
    for title, groups, summed in parts:
        at = _recap_part(sheet, styles, at, (title, groups, summed))


def _recap_part(
    sheet: Any, styles: _Styles, at: int, part: tuple[str, Sequence[Kelompok], bool]
) -> int:
    title, groups, summed = part
    for col in range(3):
        _put(sheet, at, col, title if col == 0 else None, styles.group)
    at += 1
    for group in groups:
        _put(sheet, at, 0, group.nama, styles.cell["teks"])
        _put(sheet, at, 1, group.usulan, styles.cell["bulat"])
        _put(sheet, at, 2, group.biaya, styles.cell["rupiah"])
        at += 1
    if summed:
        _put(sheet, at, 0, "Jumlah", styles.total)
        _put(sheet, at, 1, sum(g.usulan for g in groups), styles.total_rupiah)
        _put(sheet, at, 2, sum(g.biaya for g in groups), styles.total_rupiah)
        at += 1
    return at + 1


def _about(sheet: Any, styles: _Styles, counted: Hitungan, potret: Potret) -> None:
    """What this file is a picture of, and the dictionary of its columns."""
    _page(sheet, potret, 0, landscape=False)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 90)
    facts = (
        ("Kabupaten", potret.kabupaten),
        ("Tahun", str(potret.tahun)),
        ("Saat dibuat", f"{potret.pada:%d-%m-%Y %H:%M:%S %Z}"),
        *((f"Saringan: {name}", value) for name, value in potret.saring.items()),
        ("Jumlah usulan", str(counted.usulan)),
        ("Jumlah biaya (Rp)", str(counted.biaya)),
        ("SHA-256 baris", counted.sha256),
    )
    for col, head in enumerate(("Keterangan", "Isi")):
        sheet.write_string(0, col, head, styles.head)
    columns = ((f"Kolom {k.judul}", k.penjelasan) for k in KOLOM_USULAN)
    for at, (name, value) in enumerate((*facts, *columns), 1):
        _put(sheet, at, 0, name, styles.cell["teks"])
        _put(sheet, at, 1, value, styles.cell["teks"])
