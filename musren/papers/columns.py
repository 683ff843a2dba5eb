"""Tables whose number of columns depends on the facts: every cell as wide as its column."""

from typing import Any

from docx.document import Document as WordFile
from docx.oxml.ns import qn

_ROUNDING = 20  # twips two programs may differ by
_PROPERTIES, _SPAN, _VALUE = qn("w:tcPr"), qn("w:gridSpan"), qn("w:val")
_CELL, _CELL_WIDTH, _WIDTH = qn("w:tc"), qn("w:tcW"), qn("w:w")


def fit_columns(word: WordFile) -> None:
    """Give the cells the widths of the grid where columns were added or taken away.

    Word believes the cells, LibreOffice the grid; after a repeated column they differ.
    """
    for table in word.element.body.iter(qn("w:tbl")):
        grid = [int(float(c.get(qn("w:w")))) for c in table.find(qn("w:tblGrid"))]
        rows = list(table.iterchildren(qn("w:tr")))
        if any(_misfits(row, grid) for row in rows):
            for row in rows:
                _fit(row, grid)


def _cells(row: Any) -> list[Any]:
    return list(row.iterchildren(_CELL))


def _setting(cell: Any, name: str, attribute: str) -> str | None:
    """A long table has tens of thousands of cells, so the plainest way to look is taken."""
    properties = cell.find(_PROPERTIES)
    found = properties.find(name) if properties is not None else None
    return found.get(attribute) if found is not None else None


def _span(cell: Any) -> int:
    return int(_setting(cell, _SPAN, _VALUE) or 1)


def _width(cell: Any) -> int:
    """In twips; -1 for a cell that leaves its width to the grid."""
    return int(_setting(cell, _CELL_WIDTH, _WIDTH) or -1)


def _misfits(row: Any, grid: list[int]) -> bool:
    """Whether a row that fills the grid has a cell of another width than its columns."""
    cells = _cells(row)
    spans = [_span(cell) for cell in cells]
    if sum(spans) != len(grid):
        return False
    at = 0
    for cell, span in zip(cells, spans, strict=True):
        if abs(_width(cell) - sum(grid[at : at + span])) > _ROUNDING:
            return True
        at += span
    return False


def _fit(row: Any, grid: list[int]) -> None:
    at = 0
    for cell in _cells(row):
        span = _span(cell)
        width = cell.get_or_add_tcPr().get_or_add_tcW()
        width.set(qn("w:w"), str(sum(grid[at : at + span])))
        width.set(qn("w:type"), "dxa")
        at += span
