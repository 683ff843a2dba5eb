"""Matrices: heads that repeat, a row of column numbers, groups, totals."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tools.draft_templates.blocks import GREY, sign_row
from tools.draft_templates.wml import Cell, Page, Row, table, tag_row

_KINDS = {"": "Isi", "c": "Tengah", "r": "Angka"}
GRAND_TOTAL = "JUMLAH SELURUHNYA"
RUPIAH = "{{ %s|angka|default('–') }}"


@dataclass(frozen=True)
class Column:
    """A column: heading, width in millimetres, what a row prints, where it stands.

    `group` is a common heading above neighbouring columns.
    """

    head: str
    width: float
    text: str
    align: str = ""
    group: str = ""


def text(name: str) -> str:
    return f"{{{{ {name}|default('–') }}}}"


def remark(name: str) -> str:
    """A cell that stays empty when there is nothing to say."""
    return f"{{{{ {name}|default('') }}}}"


def money(name: str) -> str:
    return RUPIAH % name


def head(columns: Sequence[Column]) -> list[Row]:
    """The heading rows and the numbers below them, all repeating on every page."""
    rows = [_upper(columns)]
    if any(column.group for column in columns):
        rows.append(_lower(columns))
    numbers = [Cell(str(n), "Musren Matriks Nomor Kolom") for n, _ in enumerate(columns, 1)]
    return [*rows, Row(numbers, head=True)]


def _heading(words: str, span: int = 1, down: str = "") -> Cell:
    return Cell(words, "Musren Matriks Kepala", span=span, down=down, shade=GREY)


def _upper(columns: Sequence[Column]) -> Row:
    grouped = any(column.group for column in columns)
    cells: list[Cell] = []
    for n, column in enumerate(columns):
        if not column.group:
            cells.append(_heading(column.head, down="restart" if grouped else ""))
        elif n == 0 or columns[n - 1].group != column.group:
            span = sum(other.group == column.group for other in columns)
            cells.append(_heading(column.group, span=span))
    return Row(cells, head=True)


def _lower(columns: Sequence[Column]) -> Row:
    cells = [
        _heading(column.head) if column.group else _heading("", down="continue")
        for column in columns
    ]
    return Row(cells, head=True)


def body(columns: Sequence[Column], loop: str) -> list[Row]:
    """One row per fact; when there is none, a line that says so."""
    n = len(columns)
    cells = [Cell(c.text, f"Musren Matriks {_KINDS[c.align]}") for c in columns]
    return [
        tag_row(f"for {loop}", n),
        Row(cells),
        tag_row("else", n),
        Row([Cell("NIHIL", "Musren Matriks Tengah", span=n)]),
        tag_row("endfor", n),
    ]


def group(columns: Sequence[Column], words: str) -> Row:
    return Row([Cell(words, "Musren Matriks Kelompok", span=len(columns), shade=GREY)])


def total(columns: Sequence[Column], label: str, sums: dict[str, str]) -> Row:
    """A line of sums under the columns named by their heads."""
    first = next(n for n, column in enumerate(columns) if column.head in sums)
    cells = [Cell(label, "Musren Matriks Label Jumlah", span=first)]
    cells += [Cell(sums.get(c.head, ""), "Musren Matriks Jumlah") for c in columns[first:]]
    return Row(cells)


def spelled(columns: Sequence[Column], amount: str) -> Row:
    words = f"Terbilang: {{{{ {amount}|terbilang_rupiah }}}}"
    return Row([Cell(words, "Musren Matriks Label Jumlah", span=len(columns))])


def note(columns: Sequence[Column], words: str) -> Row:
    return Row([Cell(words, "Musren Matriks Catatan", span=len(columns))])


def no_cost(columns: Sequence[Column], sums: str) -> list[Row]:
    """Say openly how many rows are missing in the total."""
    words = (
        f"Catatan: {{{{ {sums}.tanpa_biaya|angka }}}} usulan belum mempunyai perkiraan biaya dan "
        "belum dihitung dalam jumlah."
    )
    n = len(columns)
    return [tag_row(f"if {sums}.tanpa_biaya", n), note(columns, words), tag_row("endif", n)]


def matrix(page: Page, columns: Sequence[Column], rows: Sequence[Row], signer: str = "") -> str:
    """The whole table, as wide as the page; `signer` signs in its last row."""
    widths = [column.width for column in columns]
    if round(sum(widths), 3) != page.width:
        raise ValueError(f"{sum(widths)} mm for a page of {page.width}: {columns[1].head}")
    signed = [*_tied(rows), sign_row(widths, signer)] if signer else rows
    return table(widths, "Musren Tabel Garis", [*head(columns), *signed])


def _tied(rows: Sequence[Row]) -> list[Row]:
    """Keep the grand total and what follows on the page of the signature."""
    last = max(n for n, row in enumerate(rows) if row.cells[0].text == GRAND_TOTAL)
    return [*rows[:last], *(_keep(row) for row in rows[last:])]


def _keep(row: Row) -> Row:
    first, *rest = row.cells
    if first.style in {"Musren Matriks Label Jumlah", "Musren Matriks Catatan"}:
        first = replace(first, style=f"{first.style} Akhir")
    return replace(row, cells=[first, *rest])
