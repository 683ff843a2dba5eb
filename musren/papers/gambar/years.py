"""Garis tahun: up to four lines over the years, told apart by their marks and dashes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from musren.papers.gambar import figures
from musren.papers.gambar.figures import LETTER, LINE, MARGIN
from musren.papers.gambar.lettering import width as text_width
from musren.papers.gambar.lettering import wrap
from musren.papers.gambar.scene import (
    BLACK,
    LIGHT,
    WHITE,
    Circle,
    Group,
    Item,
    Line,
    Look,
    Point,
    Polygon,
    Rect,
    Scene,
    Text,
)

_MOST = 4
_STEPS = 4
_DASHES = (0.0, 1.6, 0.7, 3.0)
_SIGN = 1.3
_EMPTY = "Belum ada data."
_SAY = {"usulan": figures.number, "rupiah": figures.short}


@dataclass(frozen=True)
class Series:
    """A line: its name and one value per year, None where nothing is known."""

    name: str
    values: tuple[int | None, ...]


def garis_tahun(
    tahun: object, baris: object, width: float, max_height: float = float("inf"), *,
    judul: str = "", satuan: str = "usulan",
) -> Scene:  # fmt: skip
    """Lines over the years, `width` millimetres wide; a year without a value parts the line.

    `tahun` are whole years, `baris` rows {nama, nilai: [one value per year]}, of which the first
    four are drawn; `satuan` is "usulan" or "rupiah".
    """
    years = [one for one in _listed(tahun) if figures.whole(one) is not None]
    series = _series(baris, len(years))
    title = figures.words(judul) or "Perkembangan menurut tahun"

    def draw(wide: float) -> Scene:
        return _drawn(years, series, (wide, satuan), title)

    return figures.fitted(draw, width, max_height)


def _listed(given: object) -> list[int]:
    return list(given) if isinstance(given, (list, tuple)) else []


def _series(rows: object, length: int) -> list[Series]:
    found = []
    for one in figures.mappings(rows):
        values = [figures.whole(value) for value in _listed(one.get("nilai"))][:length]
        values += [None] * (length - len(values))
        if name := figures.words(one.get("nama")):
            found.append(Series(name, tuple(values)))
    return found[:_MOST]


def _drawn(
    years: Sequence[int], series: Sequence[Series], how: tuple[float, str], title: str
) -> Scene:
    width, unit = how
    say = _SAY.get(unit, figures.number)
    high = min(90.0, max(45.0, width * 0.45))
    top = _ceiling(figures.largest(value for one in series for value in one.values))
    ticks = [top * step // _STEPS for step in range(_STEPS + 1)]
    left = MARGIN + max(text_width(say(tick), LETTER) for tick in ticks) + 2
    field = Rect(left, MARGIN + 2, max(20.0, width - left - 6), high - LINE - 4)
    items: list[Item] = []
    if years and series:
        items += _axes(field, years, [(tick / top, say(tick)) for tick in ticks])
        for at, one in enumerate(series):
            points = _points(one, field, top)
            items.append(Group(0, 0, tuple(_line(points, at)), {"baris": str(at)}, one.name))
        legend, more = _legend(series, width, high + 2)
        items += legend
        high += more + 2
    else:
        items.append(figures.nothing(_EMPTY, MARGIN + LETTER))
        high = 2 * LINE
    return Scene(
        width=width,
        height=high + MARGIN,
        title=title,
        description=_told(years, series, unit) or _EMPTY,
        items=(Rect(0, 0, width, high + MARGIN, Look(fill=WHITE, stroke=0)), *items),
        data={"jenis": "garis"},
    )


def _ceiling(most: int) -> int:
    """The next round number whose quarters are whole."""
    size = 4
    while size * 10 <= most:
        size *= 10
    return next(size * step for step in (1, 2, 3, 4, 5, 6, 8, 10) if size * step >= most)


def _axes(field: Rect, years: Sequence[int], ticks: Sequence[tuple[float, str]]) -> Iterator[Item]:
    bottom = field.y + field.height
    for part, words in ticks:
        y = bottom - part * field.height
        yield Line(((field.x, y), (field.x + field.width, y)), Look(ink=LIGHT, stroke=0.2))
        yield figures.text(words, field.x - 1.5, y + LETTER * 0.36, end=True)
    yield Line(((field.x, field.y), (field.x, bottom)), Look(stroke=0.3))
    for at, year in enumerate(years):
        x = _across(field, at, len(years))
        yield Text(x=x, y=bottom + LINE + 0.4, text=str(year), size=LETTER, anchor="middle")


def _across(field: Rect, at: int, count: int) -> float:
    return field.x + field.width * (at + 0.5) / count


def _points(one: Series, field: Rect, top: int) -> list[Point | None]:
    bottom = field.y + field.height
    return [
        None
        if value is None
        else (_across(field, at, len(one.values)), bottom - value / top * field.height)
        for at, value in enumerate(one.values)
    ]


def _line(points: Sequence[Point | None], at: int) -> Iterator[Item]:
    look = Look(stroke=0.5, dash=_DASHES[at])
    for one, other in pairwise(points):
        if one and other:
            yield Line((one, other), look)
    for point in points:
        if point:
            yield _sign(point, at)


def _sign(point: Point, at: int) -> Item:
    """A filled circle, an open square, a filled triangle, an open circle."""
    x, y = point
    if at == 1:
        box = (x - _SIGN, y - _SIGN, 2 * _SIGN, 2 * _SIGN)
        return Rect(*box, Look(fill=WHITE, stroke=0.5))
    if at == 2:  # noqa: PLR2004 - the third line
        r = _SIGN * 1.25
        return Polygon(((x, y - r), (x + r, y + r), (x - r, y + r)), Look(fill=BLACK, stroke=0))
    return Circle(x, y, _SIGN, Look(fill=BLACK if at == 0 else WHITE, stroke=0.5))


def _legend(series: Sequence[Series], width: float, top: float) -> tuple[list[Item], float]:
    items: list[Item] = []
    y = top
    for at, one in enumerate(series):
        items += _line([(MARGIN + 2, y + 2), (MARGIN + 13, y + 2)], at)
        line = wrap(one.name, LETTER, width - 18 - MARGIN, 1)[0]
        items.append(figures.text(line, MARGIN + 17, y + 3.1))
        y += LINE + 0.8
    return items, y - top


def _told(years: Sequence[int], series: Sequence[Series], unit: str) -> str:
    say = figures.full if unit == "rupiah" else figures.number
    parts = []
    for one in series:
        known = [f"{y}: {say(v)}" for y, v in zip(years, one.values, strict=True) if v is not None]
        parts.append(f"{one.name} {', '.join(known) or 'belum ada data'}")
    return f"{'; '.join(parts)}." if parts else ""
