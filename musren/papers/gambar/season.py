"""Kalender musim: factors by twelve months, the strength of each told by pattern and digit."""

from collections.abc import Iterable

from musren.papers.gambar.lettering import width as text_width
from musren.papers.gambar.lettering import wrap
from musren.papers.gambar.scene import (
    BLACK,
    PALE,
    WHITE,
    Fill,
    Group,
    Item,
    Line,
    Look,
    Pattern,
    Rect,
    Scene,
    Text,
    at_least,
)
from musren.papers.gambar.typed import MONTHS, Factor, factors_from_typed

STRENGTHS = ("tidak ada", "ringan", "sedang", "berat")
_FILLS: tuple[Fill, ...] = (WHITE, Pattern.LINES, Pattern.CROSSES, BLACK)
_MARGIN = 0.5
_HEAD = 7.0
_ROW = 7.5
_LETTER = 3.0
_LINE = 3.7
_DIGIT = 2.7
_NUMBER = 7.0
_NARROWEST = 110.0
_WIDER = (1.0, 1.15, 1.3, 1.5, 1.75, 2.0, 2.5, 3.0)


def kalender(rows: object, width: float, max_height: float = 220) -> Scene:
    """The season calendar, `width` millimetres wide.

    When that would be too high, the scene is wider than asked: printed at the asked width its
    letters are smaller, and its height keeps within `max_height`.
    `rows` are as in the facts, or raw as typed. In SVG each cell is a group with ``data-baris``
    (index of its row), ``data-bulan`` (1 to 12) and ``data-nilai`` (0 to 3).
    """
    factors = factors_from_typed(rows)
    width, max_height = at_least(_NARROWEST, width, max_height)
    for wider in _WIDER:
        scene = _drawn(factors, width * wider)
        if scene.height / scene.width <= max_height / width:
            break
    return scene


def _drawn(factors: list[Factor], width: float) -> Scene:
    label = min(62.0, width * 0.3)
    cell = (width - 2 * _MARGIN - _NUMBER - label) / len(MONTHS)
    months_left = _MARGIN + _NUMBER + label
    items: list[Item] = list(_head(label, cell, months_left))
    y = _MARGIN + _HEAD
    for factor in factors:
        lines = wrap(factor.name or "(tanpa nama)", _LETTER, label - 3, 4)
        high = max(_ROW, _LINE * len(lines) + 2.4)
        items.append(_label(factor, lines, Rect(_MARGIN, y, _NUMBER + label, high)))
        items += [
            _cell(factor, month, Rect(months_left + month * cell, y, cell, high))
            for month in range(len(MONTHS))
        ]
        y += high
    if not factors:
        items.append(_nothing(Rect(_MARGIN, y, width - 2 * _MARGIN, _ROW)))
        y += _ROW
    whole = Rect(_MARGIN, _MARGIN, width - 2 * _MARGIN, y - _MARGIN, Look(stroke=0.5))
    rule = Line(((months_left, _MARGIN), (months_left, y)), Look(stroke=0.5))
    total = y + 8.5
    return Scene(
        width=width,
        height=total,
        title="Kalender musim",
        description=_told(factors),
        items=(
            Rect(0, 0, width, total, Look(fill=WHITE, stroke=0)),
            *items, whole, *([rule] if factors else []), *_legend(y + 2.5, width),
        ),
        data={"jenis": "kalender"},
    )  # fmt: skip


def _head(label: float, cell: float, months_left: float) -> Iterable[Item]:
    grey = Look(fill=PALE, stroke=0.25)
    base = _MARGIN + _HEAD / 2 + 1.1
    yield Rect(_MARGIN, _MARGIN, _NUMBER, _HEAD, grey)
    yield _word("No", _MARGIN + _NUMBER / 2, base)
    yield Rect(_MARGIN + _NUMBER, _MARGIN, label, _HEAD, grey)
    yield _word("Faktor/Keadaan", _MARGIN + _NUMBER + label / 2, base)
    for month, name in enumerate(MONTHS):
        x = months_left + month * cell
        yield Rect(x, _MARGIN, cell, _HEAD, grey)
        yield _word(name, x + cell / 2, base)


def _word(text: str, x: float, y: float) -> Text:
    return Text(x=x, y=y, text=text, size=_LETTER, anchor="middle", bold=True)


def _label(factor: Factor, lines: list[str], box: Rect) -> Group:
    middle = box.height / 2 + _LETTER * 0.36
    first = middle - (len(lines) - 1) * _LINE / 2
    words = (
        Text(x=_NUMBER + 1.5, y=first + at * _LINE, text=line, size=_LETTER)
        for at, line in enumerate(lines)
    )
    number = Text(x=_NUMBER / 2, y=middle, text=str(factor.row + 1), size=_LETTER, anchor="middle")
    outline = (Rect(0, 0, _NUMBER, box.height), Rect(0, 0, box.width, box.height))
    return Group(box.x, box.y, (*outline, number, *words), {"baris": str(factor.row)}, factor.name)


def _cell(factor: Factor, month: int, box: Rect) -> Group:
    strength = factor.months[month]
    square = Rect(0, 0, box.width, box.height, Look(fill=_FILLS[strength]))
    data = {"baris": str(factor.row), "bulan": str(month + 1), "nilai": str(strength)}
    title = f"{factor.name}, {MONTHS[month]}: {STRENGTHS[strength]}"
    digit = _digit(strength, box.width / 2, box.height / 2)
    return Group(box.x, box.y, (square, *digit), data, title)


def _digit(strength: int, x: float, y: float) -> tuple[Item, ...]:
    """The digit; on a pattern it stands on a white spot so that it can be read."""
    black = strength == len(STRENGTHS) - 1
    text = Text(
        x=x, y=y + _DIGIT * 0.36, text=str(strength), size=_DIGIT, anchor="middle",
        bold=strength > 0, ink=WHITE if black else BLACK if strength else 150,
    )  # fmt: skip
    spot = Rect(x - 1.35, y - 1.6, 2.7, 3.2, Look(fill=WHITE, stroke=0))
    return (spot, text) if isinstance(_FILLS[strength], Pattern) else (text,)


def _nothing(box: Rect) -> Group:
    words = Text(
        x=box.width / 2, y=box.height / 2 + 1.1, text="Belum ada faktor yang diisi.",
        size=_LETTER, anchor="middle", ink=70,
    )  # fmt: skip
    return Group(box.x, box.y, (Rect(0, 0, box.width, box.height), words))


def _legend(y: float, width: float) -> Iterable[Item]:
    x = _MARGIN
    for strength, name in enumerate(STRENGTHS):
        box = Rect(0, 0, 8, 5, Look(fill=_FILLS[strength]))
        yield Group(x, y, (box, *_digit(strength, 4, 2.5)))
        yield Text(x=x + 9.5, y=y + 3.6, text=name, size=_LETTER)
        x += min(9.5 + text_width(name, _LETTER) + 6, width / 4)


def _told(factors: list[Factor]) -> str:
    if not factors:
        return "Belum ada faktor."
    told = []
    for factor in factors:
        strongest = max(factor.months)
        when = [MONTHS[at] for at, one in enumerate(factor.months) if one == strongest]
        peak = f"{STRENGTHS[strongest]} pada {', '.join(when)}" if strongest else STRENGTHS[0]
        told.append(f"{factor.name or 'tanpa nama'}: {peak}")
    return f"{len(factors)} faktor selama dua belas bulan. {'; '.join(told)}."
