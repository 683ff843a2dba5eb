"""Corong: how many proposals, and how much rupiah, came through each stage."""

from collections.abc import Iterator

from musren.papers.gambar import figures
from musren.papers.gambar.figures import LETTER, LINE, MARGIN, Row
from musren.papers.gambar.lettering import width as text_width
from musren.papers.gambar.lettering import wrap
from musren.papers.gambar.scene import (
    DARK,
    LIGHT,
    WHITE,
    Fill,
    Group,
    Item,
    Line,
    Look,
    Pattern,
    Rect,
    Scene,
)

_BAR = 4.4
_BETWEEN = 0.8
_GAP = 3.2
_BROAD = 130.0  # from here on the names stand beside the bars
_NAMES = 46.0
_COUNT: Fill = DARK
_WOMEN: Fill = Pattern.CROSSES
_AMOUNT: Fill = Pattern.LINES


def corong(tahap: object, width: float, max_height: float = float("inf")) -> Scene:
    """The stages as pairs of horizontal bars, `width` millimetres wide.

    `tahap` are rows {kunci, nama, usulan, biaya, mkp, tautan}: the number of proposals, their
    whole rupiah, how many of them came from MKP, and the address of their list. Solid is the
    number, cross-hatched in it the women's part, hatched the rupiah; each is told in figures
    too. In SVG a stage is a group with ``data-baris`` and ``data-tahap``, linked to its list.
    """
    rows = figures.rows_from(tahap)
    return figures.fitted(lambda wide: _drawn(rows, wide), width, max_height)


def _drawn(rows: list[Row], width: float) -> Scene:
    values = max((text_width(words, LETTER) for row in rows for words in _values(row)), default=0)
    left = MARGIN + (_NAMES if width >= _BROAD else 0)
    room = max(20.0, width - left - MARGIN - values - 2)
    counts = figures.largest(row.count for row in rows)
    amounts = figures.largest(row.amount for row in rows)
    items: list[Item] = []
    y = MARGIN
    for row in rows:
        drawn, high = _stage(row, (left, room, width), (counts, amounts))
        title, data = _told(row), {"baris": str(row.row), "tahap": row.key}
        items.append(Group(0, y, drawn, data, title, row.href))
        y += high
    if rows:
        items.append(Line(((left, MARGIN), (left, y - _GAP)), Look(ink=LIGHT, stroke=0.2)))
        legend = tuple(_legend(rows, width))
        items.append(Group(MARGIN, y, legend))
        y += _legend_height(legend)
    else:
        items.append(figures.nothing("Belum ada usulan.", y + LETTER))
        y += 2 * LINE
    return Scene(
        width=width,
        height=y + MARGIN,
        title="Corong usulan",
        description="; ".join(_told(row) for row in rows) + "." if rows else "Belum ada usulan.",
        items=(Rect(0, 0, width, y + MARGIN, Look(fill=WHITE, stroke=0)), *items),
        data={"jenis": "corong"},
    )


def _values(row: Row) -> tuple[str, str]:
    return f"{figures.number(row.count)} usulan", figures.short(row.amount)


def _told(row: Row) -> str:
    women = f", {figures.number(row.women)} di antaranya dari MKP" if row.women else ""
    return f"{row.name}: {figures.number(row.count)} usulan{women}, {figures.full(row.amount)}"


def _stage(
    row: Row, place: tuple[float, float, float], most: tuple[int, int]
) -> tuple[tuple[Item, ...], float]:
    """One stage around its top left corner, and how high it is."""
    left, room, width = place
    beside = width >= _BROAD
    lines = wrap(row.name, LETTER, _NAMES - 3 if beside else width - 2 * MARGIN, 2, bold=True)
    top = 0 if beside else LINE * len(lines) + 0.4
    high = max(top + 2 * _BAR + _BETWEEN, LINE * len(lines)) + _GAP
    below = top + _BAR + _BETWEEN
    count, amount = _values(row)
    behind = Rect(0, 0, width, high - _GAP, Look(fill=WHITE, stroke=0))
    names = (
        figures.text(line, MARGIN, LETTER + at * LINE, bold=True) for at, line in enumerate(lines)
    )
    return (
        behind,
        *names,
        *_bar(left, top, _long(row.count, most[0], room), _COUNT),
        *_women(row, left, top, most[0], room),
        *_bar(left, below, _long(row.amount, most[1], room), _AMOUNT),
        figures.text(count, width - MARGIN, top + _BAR * 0.77, end=True),
        figures.text(amount, width - MARGIN, below + _BAR * 0.77, end=True),
    ), high


def _long(value: int | None, most: int, room: float) -> float:
    """How long a bar is; what is more than nothing can be seen."""
    return max(0.5, room * value / most) if value and most else 0.0


def _bar(x: float, y: float, wide: float, fill: Fill) -> Iterator[Item]:
    if wide:
        yield Rect(x, y, wide, _BAR, Look(fill=fill, stroke=0.25))


def _women(row: Row, x: float, y: float, most: int, room: float) -> Iterator[Item]:
    part = min(row.women or 0, row.count or 0)
    yield from _bar(x, y, _long(part, most, room), _WOMEN)


def _legend(rows: list[Row], width: float) -> Iterator[Item]:
    """What the three fillings mean, in as many lines as they need."""
    entries: list[tuple[Fill, str]] = [(_COUNT, "banyaknya usulan")]
    if any(row.women for row in rows):
        entries.append((_WOMEN, "di antaranya dari MKP"))
    entries.append((_AMOUNT, "nilai rupiah"))
    x = y = 0.0
    for fill, words in entries:
        wide = 10 + text_width(words, LETTER)
        if x and x + wide > width - 2 * MARGIN:
            x, y = 0.0, y + LINE + 1.4
        yield Rect(x, y, 7, 3.8, Look(fill=fill))
        yield figures.text(words, x + 8.5, y + 3.1)
        x += wide + 4


def _legend_height(items: tuple[Item, ...]) -> float:
    return max(item.y + item.height for item in items if isinstance(item, Rect)) + 1
