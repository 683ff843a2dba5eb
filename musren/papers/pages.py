"""A finished paper as PDF with the true page numbers in its table of contents."""

import io
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from docx import Document
from docx.document import Document as WordFile
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from musren.domain import bahasa
from musren.papers.archive import repack
from musren.papers.contents import Heading, headings, page_texts

ToPdf = Callable[[bytes], bytes]


def as_pdf(content: bytes, to_pdf: ToPdf) -> bytes:
    """The PDF of a Word file; `to_pdf` is the converter, used twice if pages must be told."""
    labels = page_labels(content, to_pdf)
    return to_pdf(_typed(with_pages(content, labels)) if labels else content)


def page_labels(content: bytes, to_pdf: ToPdf) -> list[str]:
    """What the page of each heading is called, in order; empty without a table of contents.

    Also empty when the first PDF does not tell the page of every heading.
    """
    word: WordFile = Document(io.BytesIO(content))
    if not page_texts(word):
        return []
    listed = headings(word)
    sections = [_section_of(heading, word) for heading in listed]
    pages = _outline_pages(to_pdf(_typed(content)))
    return list(_labels(word, sections, pages)) if len(pages) == len(listed) else []


def with_pages(content: bytes, labels: list[str]) -> bytes:
    """The Word file with these pages in its table of contents; its fields stay fields."""
    word: WordFile = Document(io.BytesIO(content))
    for text, label in zip(page_texts(word), labels, strict=True):
        text.text = label
    return _saved(word)


def _typed(content: bytes) -> bytes:
    """With the numbers of headings as typed text: LibreOffice counts "1.1" below "BAB I" as "I.1".

    Only for conversion; a person goes on editing the file that counts by itself.
    """
    word: WordFile = Document(io.BytesIO(content))
    for heading in headings(word):
        if heading.number:
            _write_number(heading)
    return _saved(word)


def _saved(word: WordFile) -> bytes:
    content = io.BytesIO()
    word.save(content)
    return repack(content.getvalue())


def _write_number(heading: Heading) -> None:
    settings = heading.paragraph.get_or_add_pPr()
    settings.get_or_add_numPr().get_or_add_numId().val = 0
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    named = " " in heading.number  # "BAB I", "Lampiran 10": a word, no column of its own
    text.text = f"{heading.number} " if named else heading.number
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(text)
    if not named:
        run.append(OxmlElement("w:tab"))
    settings.addnext(run)


def _section_of(heading: Heading, word: WordFile) -> int:
    """In which section of the body a heading stands, from 0."""
    ended = 0
    for block in word.element.body:
        if block is heading.paragraph or heading.paragraph in block.iterdescendants(qn("w:p")):
            return ended
        ended += len(list(block.iter(qn("w:sectPr"))))
    return ended


def _labels(word: WordFile, sections: list[int], pages: list[int]) -> Iterator[str]:
    """What the page of each heading is called, as its section counts."""
    settings = [s._sectPr.find(qn("w:pgNumType")) for s in word.sections]  # noqa: SLF001
    first_of = dict(reversed(list(zip(sections, pages, strict=True))))
    for section, page in zip(sections, pages, strict=True):
        origin, count = section, 0
        while origin >= 0:
            start = _attribute(settings[origin], "w:start")
            if start and origin in first_of:
                count = int(start) + page - first_of[origin]
                break
            origin -= 1
        roman = _attribute(settings[section], "w:fmt") == "lowerRoman"
        number = count if origin >= 0 else page + 1
        yield bahasa.romawi(number).lower() if roman else str(number)


def _attribute(element: Any, name: str) -> str:
    return (element.get(qn(name)) or "") if element is not None else ""


def _outline_pages(content: bytes) -> list[int]:
    """On which page, from 0, each entry of the outline points, in order."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        places = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        with pdf.open_outline() as outline:
            return list(_visit(outline.root, places))


def _visit(items: Any, places: dict[tuple[int, int], int]) -> Iterator[int]:
    for item in items:
        if isinstance(item.destination, pikepdf.Array):
            page = places.get(item.destination[0].objgen)
            if page is not None:
                yield page
        yield from _visit(item.children, places)
