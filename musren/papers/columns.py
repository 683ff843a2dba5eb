"""Tables whose number of columns depends on the facts: every cell as wide as its column."""

from typing import Any

from docx.document import Document as WordFile
from docx.oxml.ns import qn

_ROUNDING = 20  # twips two programs may differ by


def fit_columns(word: WordFile) -> None:
    """Give the cells the widths of the grid where columns were added or taken away.

    Word believes the cells, LibreOffice the grid; after a repeated column they differ.
    """
    for table in word.element.body.iter(qn("w:tbl")):
        grid = [int(float(c.get(qn("w:w")))) for c in table.find(qn("w:tblGrid"))]
        rows = list(table.iterchildren(qn("w:tr")))
        if any(sum(_spans(row)) == len(grid) and not _fits(row, grid) for row in rows):
            for row in rows:
                _fit(row, grid)


def _cells(row: Any) -> list[Any]:
    return list(row.iterchildren(qn("w:tc")))


def _span(cell: Any) -> int:
    span = cell.tcPr.find(qn("w:gridSpan")) if cell.tcPr is not None else None
    return int(span.get(qn("w:val"))) if span is not None else 1


def _width(cell: Any) -> int:
    """In twips; -1 for a cell that leaves its width to the grid."""
    width = cell.tcPr.find(qn("w:tcW")) if cell.tcPr is not None else None
    return int(width.get(qn("w:w"))) if width is not None else -1


def _spans(row: Any) -> list[int]:
    return [_span(cell) for cell in _cells(row)]


def _fits(row: Any, grid: list[int]) -> bool:
    widths = [_width(cell) for cell in _cells(row)]
    at, wanted = 0, []
    for span in _spans(row):
        wanted.append(sum(grid[at : at + span]))
        at += span
    return all(abs(a - b) <= _ROUNDING for a, b in zip(widths, wanted, strict=True))


def _fit(row: Any, grid: list[int]) -> None:
    at = 0
    for cell in _cells(row):
        span = _span(cell)
        width = cell.get_or_add_tcPr().get_or_add_tcW()
        width.set(qn("w:w"), str(sum(grid[at : at + span])))
        width.set(qn("w:type"), "dxa")
        at += span
