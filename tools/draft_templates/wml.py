"""The few pieces of WordprocessingML the papers are made of, as text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

TWIPS_PER_MM = 1440 / 25.4
_BOLD = re.compile(r"\*\*(.+?)\*\*")


def mm(length: float) -> int:
    """Millimetres as twips."""
    return round(length * TWIPS_PER_MM)


def style_id(name: str) -> str:
    return name.replace(" ", "")


def run(text: str, *, strong: bool = False) -> str:
    look = '<w:rPr><w:rStyle w:val="MusrenTegas"/></w:rPr>' if strong else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


def runs(text: str) -> str:
    """Text with ``**strong**`` words."""
    pieces = _BOLD.split(text)
    return "".join(run(piece, strong=bool(n % 2)) for n, piece in enumerate(pieces) if piece)


def p(text: str, style: str = "Musren Isi") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id(style)}"/></w:pPr>{runs(text)}</w:p>'


def tag(statement: str) -> str:
    """A paragraph that only steers: docxtpl takes it out."""
    return p(f"{{%p {statement} %}}", "Musren Tag")


def each(loop: str, *body: str) -> str:
    """Repeat paragraphs or tables: ``each("u in usulan", ...)``."""
    return tag(f"for {loop}") + "".join(body) + tag("endfor")


def when(condition: str, *body: str, otherwise: Sequence[str] = ()) -> str:
    middle = tag("else") + "".join(otherwise) if otherwise else ""
    return tag(f"if {condition}") + "".join(body) + middle + tag("endif")


@dataclass(frozen=True)
class Cell:
    """A table cell: `text` is one paragraph, or several parted by a line break.

    `more` is ready-made content below; `bare` sides have no line, `ruled` cells have all four.
    A cell with a `loop` stands for as many columns as it `times` says, one per turn.
    A `free` cell is as wide as the columns it spans: for spans that the facts decide.
    """

    text: str
    style: str
    span: int = 1
    down: str = ""
    shade: str = ""
    bare: Sequence[str] = ()
    ruled: bool = False
    more: str = ""
    free: bool = False
    loop: str = ""
    times: int = 1


@dataclass(frozen=True)
class Row:
    cells: Sequence[Cell]
    head: bool = False
    height: float = 0


def tag_row(statement: str, columns: int) -> Row:
    return Row([Cell(f"{{%tr {statement} %}}", "Musren Tag", span=columns)])


def table(widths: Sequence[float], style: str, rows: Iterable[Row], *, align: str = "left") -> str:
    """A table of fixed column widths in millimetres."""
    columns = [mm(width) for width in widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style_id(style)}"/>'
        f'<w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:jc w:val="{align}"/>'
        '<w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(_row(row, columns) for row in rows)}</w:tbl>"
    )


def _row(row: Row, columns: Sequence[int]) -> str:
    settings = "<w:cantSplit/>"
    if row.height:
        settings += f'<w:trHeight w:val="{mm(row.height)}" w:hRule="atLeast"/>'
    if row.head:
        settings += "<w:tblHeader/>"
    cells, at = "", 0
    for cell in row.cells:
        cells += (
            _repeated(cell, columns[at]) if cell.loop else _cell(cell, _room(columns, at, cell))
        )
        at += cell.times if cell.loop else cell.span
    if at != len(columns):
        raise ValueError(f"{at} cells for {len(columns)} columns: {row.cells[0].text}")
    return f"<w:tr><w:trPr>{settings}</w:trPr>{cells}</w:tr>"


def _room(columns: Sequence[int], at: int, cell: Cell) -> int:
    return sum(columns[at : at + cell.span])


def _repeated(cell: Cell, width: int) -> str:
    """One cell per turn of its loop; docxtpl takes the two steering cells out."""
    around = [
        _cell(Cell(f"{{%tc {statement} %}}", "Musren Tag"), width)
        for statement in (f"for {cell.loop}", "endfor")
    ]
    return _cell(cell, width).join(around)


def _cell(cell: Cell, width: int) -> str:
    settings = "" if cell.free else f'<w:tcW w:w="{width}" w:type="dxa"/>'
    if cell.span > 1:
        settings += f'<w:gridSpan w:val="{cell.span}"/>'
    if cell.down:
        settings += f'<w:vMerge w:val="{cell.down}"/>'
    settings += _borders(cell)
    if cell.shade:
        settings += f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.shade}"/>'
    if cell.shade:
        settings += '<w:vAlign w:val="center"/>'
    body = "".join(p(line, cell.style) for line in cell.text.split("\n"))
    return f"<w:tc><w:tcPr>{settings}</w:tcPr>{body}{cell.more}</w:tc>"


def _borders(cell: Cell) -> str:
    sides = ""
    for side in ("top", "left", "bottom", "right"):
        if side in cell.bare:
            sides += f'<w:{side} w:val="nil"/>'
        elif cell.ruled:
            sides += f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    return f"<w:tcBorders>{sides}</w:tcBorders>" if sides else ""


_STANDARD = (
    '<w:headerReference w:type="default" r:id="rIdKepala"/>'
    '<w:footerReference w:type="default" r:id="rIdKaki"/>'
)


@dataclass(frozen=True)
class Page:
    """F4 with margins in millimetres; landscape for matrices, `poster` to hang on a wall."""

    landscape: bool = False
    poster: bool = False

    @property
    def width(self) -> float:
        """Room between the margins, in millimetres."""
        if self.poster:
            return 191
        return 300 if self.landscape else 165

    def section(self, *, last: bool, parts: str = "", more: str = "") -> str:
        """End a section here; the last one stands bare at the end of the body.

        `parts` are references to other headers and footers, `more` further settings.
        """
        if self.landscape:
            size, turn, margins = (330, 215), ' w:orient="landscape"', (18, 15, 16, 15)
        else:
            size, turn, margins = (215, 330), "", (20, 20, 20, 30)
        if self.poster:
            margins = (12, 12, 16, 12)
        top, right, bottom, left = (mm(margin) for margin in margins)
        settings = (
            f'<w:sectPr>{parts or _STANDARD}<w:type w:val="nextPage"/>'
            f'<w:pgSz w:w="{mm(size[0])}" w:h="{mm(size[1])}"{turn}/>'
            f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}"'
            f' w:header="{mm(8)}" w:footer="{mm(8)}" w:gutter="0"/>{more}</w:sectPr>'
        )
        if last:
            return settings
        return f'<w:p><w:pPr><w:pStyle w:val="MusrenAkhirBagian"/>{settings}</w:pPr></w:p>'


PORTRAIT = Page()
LANDSCAPE = Page(landscape=True)
POSTER = Page(poster=True)
