"""Matrices: heads that repeat, a row of column numbers, groups, totals."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tools.draft_templates.blocks import GREY, Signer, sign_pair, sign_row
from tools.draft_templates.wml import Cell, Page, Row, table, tag_row

_KINDS = {"": "Isi", "c": "Tengah", "r": "Angka"}
GRAND_TOTAL = "JUMLAH SELURUHNYA"
RUPIAH = "{{ %s|angka|default('–') }}"


@dataclass(frozen=True)
class Spread:
    """Makes one column into as many as a list has: the loops of the head, a row and the total.

    `times` is how many columns are drawn; the loops name their item `b`.
    """

    head: str
    row: str
    total: str
    times: int


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
    spread: Spread | None = None

    @property
    def times(self) -> int:
        return self.spread.times if self.spread else 1


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
    return [*rows, Row(_numbers(columns), head=True)]


def breadth(columns: Sequence[Column]) -> int:
    return sum(column.times for column in columns)


def _numbers(columns: Sequence[Column]) -> list[Cell]:
    cells = []
    for n, column in enumerate(columns):
        before = breadth(columns[:n])
        words = f"{{{{ loop.index + {before} }}}}" if column.spread else str(before + 1)
        cells.append(_spread(Cell(words, "Musren Matriks Nomor Kolom"), column, "head"))
    return cells


def _spread(cell: Cell, column: Column, place: str) -> Cell:
    if column.spread is None:
        return cell
    return replace(cell, loop=getattr(column.spread, place), times=column.times)


def _heading(words: str, span: int = 1, down: str = "") -> Cell:
    return Cell(words, "Musren Matriks Kepala", span=span, down=down, shade=GREY)


def _upper(columns: Sequence[Column]) -> Row:
    grouped = any(column.group for column in columns)
    cells: list[Cell] = []
    for n, column in enumerate(columns):
        if not column.group:
            cells.append(_heading(column.head, down="restart" if grouped else ""))
        elif n == 0 or columns[n - 1].group != column.group:
            span = breadth([other for other in columns if other.group == column.group])
            cells.append(_heading(column.group, span=span))
    return Row(cells, head=True)


def _lower(columns: Sequence[Column]) -> Row:
    cells = [
        _spread(_heading(column.head), column, "head")
        if column.group
        else _heading("", down="continue")
        for column in columns
    ]
    return Row(cells, head=True)


def body(columns: Sequence[Column], loop: str, *, tied: bool = False) -> list[Row]:
    """One row per fact; when there is none, a line that says so.

    The last row of a `tied` list stays on the page of what follows.
    """
    n = breadth(columns)
    return [
        tag_row(f"for {loop}", n),
        *(_last_tied(columns) if tied else [line(columns)]),
        tag_row("else", n),
        none(columns),
        tag_row("endfor", n),
    ]


def _last_tied(columns: Sequence[Column]) -> list[Row]:
    n, plain = breadth(columns), line(columns)
    first, *rest = plain.cells
    kept = replace(plain, cells=[replace(first, style=f"{first.style} Akhir"), *rest])
    return [tag_row("if loop.last", n), kept, tag_row("else", n), plain, tag_row("endif", n)]


def none(columns: Sequence[Column]) -> Row:
    """Says openly that there is nothing to list."""
    return Row([Cell("NIHIL", "Musren Matriks Tengah", span=breadth(columns))])


def line(columns: Sequence[Column]) -> Row:
    """What one fact prints."""
    return Row(
        [_spread(Cell(c.text, f"Musren Matriks {_KINDS[c.align]}"), c, "row") for c in columns]
    )


def group(columns: Sequence[Column], words: str) -> Row:
    return Row([Cell(words, "Musren Matriks Kelompok", span=breadth(columns), shade=GREY)])


def total(columns: Sequence[Column], label: str, sums: dict[str, str]) -> Row:
    """A line of sums under the columns named by their heads."""
    first = next(n for n, column in enumerate(columns) if column.head in sums)
    cells = [Cell(label, "Musren Matriks Label Jumlah", span=breadth(columns[:first]))]
    return Row(
        cells
        + [
            _spread(Cell(sums.get(c.head, ""), "Musren Matriks Jumlah"), c, "total")
            for c in columns[first:]
        ]
    )


def spelled(columns: Sequence[Column], amount: str) -> Row:
    words = f"Terbilang: {{{{ {amount}|terbilang_rupiah }}}}"
    return Row([Cell(words, "Musren Matriks Label Jumlah", span=breadth(columns))])


def note(columns: Sequence[Column], words: str) -> Row:
    return Row([Cell(words, "Musren Matriks Catatan", span=breadth(columns))])


def no_cost(columns: Sequence[Column], sums: str) -> list[Row]:
    """Say openly how many rows are missing in the total."""
    words = (
        f"Catatan: {{{{ {sums}.tanpa_biaya|angka }}}} usulan belum mempunyai perkiraan biaya dan "
        "belum dihitung dalam jumlah."
    )
    n = breadth(columns)
    return [tag_row(f"if {sums}.tanpa_biaya", n), note(columns, words), tag_row("endif", n)]


def matrix(
    page: Page,
    columns: Sequence[Column],
    rows: Sequence[Row],
    signer: str = "",
    pair: tuple[Signer | None, Signer] | None = None,
    lead: str = "",
) -> str:
    """The whole table, as wide as the page; `signer`, or a `pair`, signs in its last row.

    `lead` stands above the title of the one signer, such as place and date.
    """
    widths = [column.width for column in columns for _ in range(column.times)]
    if round(sum(widths), 1) != page.width:
        raise ValueError(f"{sum(widths)} mm for a page of {page.width}: {columns[1].head}")
    signing = [sign_row(widths, signer, lead)] if signer else []
    signing += sign_pair(widths, *pair) if pair else []
    signed = [*_tied(rows), *signing] if signing else _with_words(rows)
    return table(widths, "Musren Tabel Garis", [*head(columns), *signed])


def small(drawn: str) -> str:
    """The same table in smaller letters."""
    return drawn.replace('w:val="MusrenMatriks', 'w:val="MusrenMatriksKecil')


def _tied(rows: Sequence[Row]) -> list[Row]:
    """Keep the grand total and what follows on the page of the signature."""
    totals = [n for n, row in enumerate(rows) if row.cells[0].text == GRAND_TOTAL]
    last = max(totals, default=len(rows) - 1)
    return [*rows[:last], *(_keep(row) for row in rows[last:])]


def _with_words(rows: Sequence[Row]) -> list[Row]:
    """Keep a sum on the page of its words."""
    words = [row.cells[0].text.startswith("Terbilang: ") for row in (*rows[1:], rows[-1])]
    return [_keep(row) if told else row for row, told in zip(rows, words, strict=True)]


def _keep(row: Row) -> Row:
    first, *rest = row.cells
    if first.style in {"Musren Matriks Label Jumlah", "Musren Matriks Catatan"}:
        first = replace(first, style=f"{first.style} Akhir")
    return replace(row, cells=[first, *rest])
