"""The table of contents of a finished paper, filled with its headings before anybody opens it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from docx.document import Document as WordFile
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from musren.domain import bahasa

_DEEPEST = 3
_UNKNOWN_PAGE = "…"  # Word and LibreOffice put the page here as soon as they update the field


@dataclass(frozen=True)
class _Level:
    """What a heading style says: outline level from 0, and its place in a numbered list."""

    outline: int
    list_id: str = ""
    depth: int = 0


@dataclass(frozen=True)
class Heading:
    """A heading as it is read: level from 1, its number ("BAB I", "1.2" or none) and text."""

    level: int
    number: str
    text: str
    paragraph: Any

    @property
    def line(self) -> str:
        return f"{self.number} {self.text}".strip()


def headings(word: WordFile) -> list[Heading]:
    """All headings of the body down to the third level, numbered as Word will number them."""
    levels, formats = _levels(word), _formats(word)
    counts: dict[str, list[int]] = defaultdict(lambda: [0] * 9)
    found = []
    for paragraph in word.element.body.iter(qn("w:p")):
        level = levels.get(_style(paragraph))
        text = _words(paragraph)
        if level and level.outline < _DEEPEST and text:
            number = _number(level, counts, formats)
            found.append(Heading(level.outline + 1, number, text, paragraph))
    return found


def _words(paragraph: Any) -> str:
    """The text in one line, whatever breaks it has."""
    pieces = []
    for run in paragraph.iter(qn("w:r")):
        pieces += [(node.text or "") if node.tag == qn("w:t") else " " for node in run]
    return " ".join("".join(pieces).split())


def fill_contents(word: WordFile) -> None:
    """Put the headings into the paper's TOC field, if it has one; real bookmarks, real links."""
    field = next((i for i in word.element.body.iter(qn("w:instrText")) if _is_toc(i)), None)
    if field is None:
        return
    place = next(a for a in field.iterancestors() if a.tag == qn("w:p"))
    listed = headings(word)
    if not listed:
        return
    entries = [_entry(heading, n, word) for n, heading in enumerate(listed, 1)]
    opening = [deepcopy(run) for run in _until_separator(place)]
    entries[0][1:1] = opening
    entries[-1].append(_field_char("end"))
    for entry in entries:
        place.addprevious(entry)
    place.getparent().remove(place)


def page_texts(word: WordFile) -> list[Any]:
    """The texts of the table of contents that stand for pages, one per heading, in order."""
    return [
        link.findall(qn("w:r"))[-2].find(qn("w:t"))
        for link in word.element.body.iter(qn("w:hyperlink"))
        if any((i.text or "").strip().startswith("PAGEREF") for i in link.iter(qn("w:instrText")))
    ]


def _is_toc(instruction: Any) -> bool:
    return (instruction.text or "").strip().startswith("TOC")


def _until_separator(place: Any) -> Iterator[Any]:
    for run in place.iterchildren(qn("w:r")):
        yield run
        mark = run.find(qn("w:fldChar"))
        if mark is not None and mark.get(qn("w:fldCharType")) == "separate":
            return


def _style(paragraph: Any) -> str:
    settings = paragraph.find(qn("w:pPr"))
    style = settings.find(qn("w:pStyle")) if settings is not None else None
    return style.get(qn("w:val")) if style is not None else ""


def _levels(word: WordFile) -> dict[str, _Level]:
    found = {}
    for style in word.styles.element.iter(qn("w:style")):
        outline = _value(style, "w:outlineLvl")
        if outline:
            number, depth = _value(style, "w:numId"), _value(style, "w:ilvl")
            found[style.get(qn("w:styleId"))] = _Level(int(outline), number, int(depth or 0))
    return found


def _value(element: Any, name: str) -> str:
    child = next(element.iter(qn(name)), None)
    return child.get(qn("w:val")) if child is not None else ""


def _formats(word: WordFile) -> dict[str, dict[int, Any]]:
    """The levels of every numbered list, by the id paragraphs know it by."""
    part = word.part.numbering_part.element
    lists = {
        one.get(qn("w:abstractNumId")): {
            int(level.get(qn("w:ilvl"))): level for level in one.iter(qn("w:lvl"))
        }
        for one in part.iter(qn("w:abstractNum"))
    }
    return {
        one.get(qn("w:numId")): lists[_value(one, "w:abstractNumId")]
        for one in part.iter(qn("w:num"))
    }


def _number(
    level: _Level, counts: dict[str, list[int]], formats: Mapping[str, Mapping[int, Any]]
) -> str:
    shapes = formats.get(level.list_id)
    if not shapes or level.depth not in shapes:
        return ""
    count = counts[level.list_id]
    count[level.depth] += 1
    count[level.depth + 1 :] = [0] * (9 - level.depth - 1)
    legal = shapes[level.depth].find(qn("w:isLgl")) is not None
    text = _value(shapes[level.depth], "w:lvlText")
    for depth in range(level.depth + 1):
        shape = "decimal" if legal else _value(shapes[depth], "w:numFmt")
        text = text.replace(f"%{depth + 1}", _counted(count[depth], shape))
    return text.strip()


def _counted(number: int, shape: str) -> str:
    if shape == "upperRoman":
        return bahasa.romawi(number)
    if shape == "upperLetter":
        return bahasa.huruf(number).upper()
    return str(number)


def _entry(heading: Heading, number: int, word: WordFile) -> Any:
    """One line: the heading, a tab, and the page as a field, all linked to the heading."""
    name = f"_Toc{number:08d}"
    _bookmark(heading.paragraph, number, name)
    paragraph = OxmlElement("w:p")
    settings, style = OxmlElement("w:pPr"), OxmlElement("w:pStyle")
    style.set(qn("w:val"), _toc_style(word, heading.level))
    settings.append(style)
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), name)
    link.set(qn("w:history"), "1")
    tab = OxmlElement("w:r")
    tab.append(OxmlElement("w:tab"))
    page = [_field_char("begin"), _instruction(name), _field_char("separate")]
    pieces = (_text(heading.line), tab, *page, _text(_UNKNOWN_PAGE), _field_char("end"))
    for piece in pieces:
        link.append(piece)
    paragraph.append(settings)
    paragraph.append(link)
    return paragraph


def _toc_style(word: WordFile, level: int) -> str:
    for style in word.styles.element.iter(qn("w:style")):
        if _value(style, "w:name").lower() == f"toc {level}":
            return str(style.get(qn("w:styleId")))
    return f"TOC{level}"


def _bookmark(paragraph: Any, number: int, name: str) -> None:
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    paragraph.insert(1 if paragraph.find(qn("w:pPr")) is not None else 0, start)
    paragraph.append(end)


def _text(words: str) -> Any:
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(text)
    return run


def _field_char(kind: str) -> Any:
    run, mark = OxmlElement("w:r"), OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    run.append(mark)
    return run


def _instruction(name: str) -> Any:
    run, text = OxmlElement("w:r"), OxmlElement("w:instrText")
    text.text = f" PAGEREF {name} \\h "
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(text)
    return run
