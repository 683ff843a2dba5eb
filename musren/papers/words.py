"""The words of a Word file in reading order, for reviews and for previews in the browser."""

import io
from collections.abc import Iterable, Iterator
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_SIGNS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}


def texts(content: bytes) -> list[str]:
    """Every paragraph's text exactly as printed: headers, body, footers."""
    return [
        _text(paragraph)
        for part in _parts(content)
        for paragraph in part.iter(f"{_W}p")
        if _text(paragraph)
    ]


def as_lines(content: bytes) -> list[str]:
    """One line per paragraph and per table row (cells parted by ``|``); no empty lines.

    Line breaks inside a paragraph show as ``/``, pictures by their words as ``[gambar: ...]``;
    headers come first and footers last, marked.
    """
    return [f"{_place(part)}{line}" for part in _parts(content) for line in _lines(part)]


def _parts(content: bytes) -> Iterator[Any]:
    word = Document(io.BytesIO(content))

    def related(kind: str) -> Iterator[Any]:
        parts = [r.target_part for r in word.part.rels.values() if r.reltype == kind]
        return (part.element for part in sorted(parts, key=lambda part: str(part.partname)))

    yield from related(RELATIONSHIP_TYPE.HEADER)
    yield word.element.body
    yield from related(RELATIONSHIP_TYPE.FOOTER)


def _place(part: _Element) -> str:
    return {f"{_W}hdr": "[kepala] ", f"{_W}ftr": "[kaki] "}.get(str(part.tag), "")


def _lines(container: Iterable[_Element]) -> Iterator[str]:
    for block in container:
        if block.tag == f"{_W}p":
            yield from _shown([_told(block)])
        elif block.tag == f"{_W}tbl":
            for row in block.iterchildren(f"{_W}tr"):
                yield from _shown([_cell(cell) for cell in row.iterchildren(f"{_W}tc")])


def _shown(pieces: list[str]) -> Iterator[str]:
    line = " | ".join(" ".join(piece.replace("\n", " / ").split()) for piece in pieces)
    if line.strip(" |"):
        yield line


def _cell(cell: _Element) -> str:
    return "\n".join(text for p in cell.iter(f"{_W}p") if (text := _told(p)))


def _told(paragraph: _Element) -> str:
    """The text of a paragraph, and what its pictures show."""
    shown = (picture.get("descr") or "" for picture in paragraph.iter(_PICTURE))
    return " ".join([_text(paragraph), *(f"[gambar: {words}]" for words in shown)]).strip()


def _text(paragraph: _Element) -> str:
    pieces = []
    for node in paragraph.iter():
        if node.tag == f"{_W}t":
            pieces.append((node.text or "").replace("\N{NO-BREAK SPACE}", " "))
        elif node.tag in _SIGNS and _in_run(node):
            pieces.append(_SIGNS[node.tag])
    return "".join(pieces)


def _in_run(node: _Element) -> bool:
    """A tab inside paragraph settings is a tab stop, not a sign."""
    parent = node.getparent()
    return parent is not None and parent.tag == f"{_W}r"
