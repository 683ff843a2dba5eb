"""Sketsa desa: symbols on the photo of the map that people drew, or on an empty sheet."""

import math
from collections import Counter
from collections.abc import Iterable

from musren.papers.gambar.glyphs import NAMES, glyph
from musren.papers.gambar.lettering import width as text_width
from musren.papers.gambar.lettering import wrap
from musren.papers.gambar.photos import Prepared, Unreadable, prepare
from musren.papers.gambar.scene import (
    BLACK,
    LIGHT,
    MIDDLE,
    WHITE,
    Circle,
    Group,
    Item,
    Line,
    Look,
    Photo,
    Polygon,
    Rect,
    Scene,
    Text,
    at_least,
)
from musren.papers.gambar.typed import FULL, Sign, signs_from_typed

LOST = "Foto tidak tersedia"
_EMPTY_ASPECT = 4 / 3
_MARGIN = 1.0
_SIGNS = ((20, 6.4), (40, 5.6))  # across the outline of a sign, while there are so many at most
_CROWDED = 5.0
_SMALL = 4.6  # in the legend
_NUMBER = 2.5
_LETTER = 2.9
_COLUMN = 52  # the least width of a column of the legend
_LINE = 3.6
_NARROWEST = 90.0
_LEAST_MAP = 40
_FADE = 0.25
_JENIS = {"potensi": "Potensi", "masalah": "Masalah", "lainnya": "Lainnya"}
_TOLD = 8  # signs named in the description
Row = tuple[float, tuple[Item, ...]]


def sketsa(
    simbol: object, photo: bytes | Prepared | None, width: float, max_height: float = 220, *,
    lost: bool = False,
) -> Scene:  # fmt: skip
    """The village map with its legend, `width` millimetres wide.

    `simbol` are rows as in the facts (or raw as typed); `photo` any picture people took, which
    lies under the signs. A photo that cannot be opened, or `lost`, leaves an empty sheet that
    says so. The map shrinks to keep within `max_height`. In SVG each sign is a group with
    ``data-baris`` (index of its row) moved by ``translate``; ``data-bidang`` of the svg is
    "x y width height" of the map, on which x and y count from 0 to 1000.
    """
    signs = signs_from_typed(simbol)
    width, max_height = at_least(_NARROWEST, width, max_height)
    rows = [*_kinds_row(), *_legend(signs, width - 2 * _MARGIN)]
    legend_height = sum(height for height, _ in rows) + 3
    aspect, sheet, lost = _sheet(photo, width, max_height, lost=lost)
    high = max(_LEAST_MAP, min(width / aspect, max_height - legend_height - _MARGIN))
    wide = min(width - 2 * _MARGIN, high * aspect)
    high = wide / aspect
    left = (width - wide) / 2
    field = Rect(left, _MARGIN, wide, high)
    total = _MARGIN + high + legend_height
    return Scene(
        width=width,
        height=total,
        title="Sketsa desa",
        description=_told(signs),
        items=(
            Rect(0, 0, width, total, Look(fill=WHITE, stroke=0)),
            *_background(sheet, field, lost=lost),
            *(_placed(sign, field, _across(len(signs))) for sign in signs),
            *_stacked(rows, _MARGIN + high + 2.5),
        ),
        data={"jenis": "sketsa", "bidang": f"{left:.2f} {_MARGIN:.2f} {wide:.2f} {high:.2f}"},
    )


def _sheet(
    photo: bytes | Prepared | None, width: float, max_height: float, *, lost: bool
) -> tuple[float, bytes | None, bool]:
    if not photo:
        return _EMPTY_ASPECT, None, lost
    try:
        ready = photo if isinstance(photo, Prepared) else prepare(photo, width, max_height)
    except Unreadable:
        return _EMPTY_ASPECT, None, True
    return min(6.0, max(0.2, ready.aspect)), ready.jpeg, False


def _background(jpeg: bytes | None, field: Rect, *, lost: bool) -> Iterable[Item]:
    x, y, wide, high = field.x, field.y, field.width, field.height
    frame = Rect(x, y, wide, high, Look(stroke=0.5))
    if jpeg is not None:
        yield Photo(x=x, y=y, width=wide, height=high, jpeg=jpeg, fade=_FADE)
        yield frame
        return
    faint = Look(ink=LIGHT, stroke=0.15, dash=0.8)
    for step in range(1, 10):
        across, down = x + wide * step / 10, y + high * step / 10
        yield Line(((across, y), (across, y + high)), faint)
        yield Line(((x, down), (x + wide, down)), faint)
    yield frame
    yield _north(x + wide - 7, y + 9)
    if lost:
        middle = (x + wide / 2, y + high / 2)
        yield Text(x=middle[0], y=middle[1], text=LOST, size=4, anchor="middle", ink=MIDDLE, halo=1)


def _north(x: float, y: float) -> Item:
    arrow = Polygon(((0, -4), (2.2, 3.5), (0, 2), (-2.2, 3.5)), Look(fill=WHITE, stroke=0.3))
    half = Polygon(((0, -4), (2.2, 3.5), (0, 2)), Look(fill=BLACK, stroke=0.3))
    letter = Text(x=0, y=7.2, text="U", size=3.6, anchor="middle", bold=True, halo=0.5)
    return Group(x, y, (arrow, half, letter), title="Utara")


def _across(count: int) -> float:
    """The more signs, the smaller."""
    return next((size for most, size in _SIGNS if count <= most), _CROWDED)


def _placed(sign: Sign, field: Rect, size: float) -> Group:
    """The sign where people put it; one on the very edge still stays on the paper."""
    before, after = size / 2 + 0.3, size / 2 + 1.8
    right, bottom = field.x + field.width - after, field.y + field.height - after
    x = min(right, max(field.x + before, field.x + sign.x / FULL * field.width))
    y = min(bottom, max(field.y + before, field.y + sign.y / FULL * field.height))
    data = {"baris": str(sign.row), "x": str(sign.x), "y": str(sign.y), "simbol": sign.kind}
    number = _tag(sign, size)
    return Group(x, y, (*_badge(sign.kind, sign.jenis, size), *number), data, _title(sign))


def _badge(kind: str, jenis: str, size: float) -> tuple[Item, ...]:
    """A white circle is a potential, a black square a problem, a dashed circle anything else."""
    r = size / 2
    if jenis == "masalah":
        side = size * 0.92
        edge = Look(fill=BLACK, ink=WHITE, stroke=0.5)
        square = Rect(-side / 2, -side / 2, side, side, edge)
        return (square, *glyph(kind, size * 0.6, WHITE))
    halo = Circle(0, 0, r + 0.3, Look(fill=WHITE, stroke=0))
    if jenis == "potensi":
        return (halo, Circle(0, 0, r, Look(fill=WHITE, stroke=0.45)), *glyph(kind, size * 0.6, 0))
    dashed = Look(fill=WHITE, ink=MIDDLE, stroke=0.35, dash=0.9)
    return (halo, Circle(0, 0, r, dashed), *glyph(kind, size * 0.6, 0))


def _tag(sign: Sign, size: float) -> tuple[Item, ...]:
    """The number at the lower right of a sign, on its own little label."""
    text, black = str(sign.number), sign.jenis == "masalah"
    wide = max(2.9, text_width(text, _NUMBER, bold=True) + 0.9)
    edge = Look(fill=BLACK if black else WHITE, ink=WHITE if black else BLACK, stroke=0.25)
    box = Rect(size / 2 - 1.5, size / 2 - 1.7, wide, 2.9, edge)
    letters = Text(
        x=box.x + wide / 2, y=box.y + 2.33, text=text, size=_NUMBER, anchor="middle",
        bold=True, ink=WHITE if black else BLACK,
    )  # fmt: skip
    return (box, letters)


def _title(sign: Sign) -> str:
    return f"{sign.number}. {sign.name or NAMES.get(sign.kind, sign.kind)} ({sign.jenis})"


def _kinds_row() -> list[Row]:
    """What the two outlines mean."""
    items: list[Item] = []
    x = _MARGIN + _SMALL / 2
    for jenis, name in _JENIS.items():
        items.append(Group(x, 0, _badge("titik", jenis, _SMALL)))
        items.append(Text(x=x + 3.6, y=1.1, text=name, size=_LETTER, bold=True))
        x += 3.6 + text_width(name, _LETTER, bold=True) + 7
    return [(_SMALL + 2.2, tuple(items))]


def _legend(signs: list[Sign], width: float) -> list[Row]:
    """Number, sign and name of all signs, in as many columns as there is room for."""
    if not signs:
        empty = Text(x=_MARGIN, y=1, text="Belum ada simbol yang ditaruh.", size=_LETTER, ink=70)
        return [(_LINE + 1, (empty,))]
    columns = max(1, min(3, int(width // _COLUMN), math.ceil(len(signs) / 4)))
    wide = width / columns
    deep = math.ceil(len(signs) / columns)
    rows: list[Row] = []
    for line in range(deep):
        cells = [
            _entry(signs[column * deep + line], _MARGIN + column * wide, wide)
            for column in range(columns)
            if column * deep + line < len(signs)
        ]
        rows.append((max(h for h, _ in cells), tuple(i for _, items in cells for i in items)))
    return rows


def _entry(sign: Sign, x: float, wide: float) -> Row:
    lines = wrap(sign.name or NAMES.get(sign.kind, sign.kind), _LETTER, wide - 14, 2)
    number = Text(x=x + 5, y=1, text=f"{sign.number}", size=_LETTER, anchor="end", bold=True)
    badge = Group(x + 8.6, 0, _badge(sign.kind, sign.jenis, _SMALL))
    words = [
        Text(x=x + 12.4, y=1 + at * _LINE, text=line, size=_LETTER) for at, line in enumerate(lines)
    ]
    return max(_SMALL + 0.9, _LINE * len(lines) + 1.5), (number, badge, *words)


def _stacked(rows: list[Row], top: float) -> Iterable[Item]:
    for height, items in rows:
        yield Group(0, top + _SMALL / 2, items)
        top += height


def _told(signs: list[Sign]) -> str:
    if not signs:
        return "Belum ada simbol."
    counts = Counter(sign.jenis for sign in signs)
    kinds = ", ".join(f"{counts[jenis]} {jenis}" for jenis in _JENIS if counts[jenis])
    named = "; ".join(_title(sign)[:80] for sign in signs[:_TOLD])
    more = f"; dan {len(signs) - _TOLD} lagi" if len(signs) > _TOLD else ""
    return f"{len(signs)} simbol: {kinds}. {named}{more}."
