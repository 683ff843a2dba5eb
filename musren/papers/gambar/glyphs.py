"""The signs of the village map, each drawn of a few lines in a box from -1 to 1."""

import math
from collections.abc import Callable

from musren.papers.gambar.scene import Circle, Item, Line, Look, Point, Polygon

_THIN, _BOLD = 0.2, 0.3
Stroke = tuple[Point, ...]
NAMES = {
    "rumah": "Rumah",
    "jalan": "Jalan",
    "jembatan": "Jembatan",
    "air": "Air bersih",
    "irigasi": "Irigasi",
    "sawah": "Sawah",
    "kebun": "Kebun",
    "hutan": "Hutan",
    "sekolah": "Sekolah",
    "kesehatan": "Kesehatan",
    "ibadah": "Tempat ibadah",
    "kantor": "Kantor",
    "pasar": "Pasar",
    "lapangan": "Lapangan",
    "titik": "Titik",
}


class _Pen:
    """Draws in one ink at one scale."""

    def __init__(self, ink: int, scale: float) -> None:
        self.ink, self.scale = ink, scale

    def line(self, *points: Point, weight: float = _THIN) -> Item:
        return Line(self._at(points), Look(ink=self.ink, stroke=weight * self.scale))

    def solid(self, *points: Point) -> Item:
        return Polygon(self._at(points), Look(fill=self.ink, stroke=0))

    def shape(self, *points: Point) -> Item:
        return Polygon(self._at(points), Look(ink=self.ink, stroke=_THIN * self.scale))

    def dot(self, x: float, y: float, radius: float) -> Item:
        look = Look(fill=self.ink, stroke=0)
        return Circle(x * self.scale, y * self.scale, radius * self.scale, look)

    def wave(self, y: float, high: float = 0.2, turns: float = 1.5) -> Item:
        steps = range(25)
        points = ((-1 + s / 12, y - high * math.sin(s / 24 * turns * math.tau)) for s in steps)
        return self.line(*points, weight=_BOLD)

    def _at(self, points: tuple[Point, ...]) -> tuple[Point, ...]:
        return tuple((x * self.scale, y * self.scale) for x, y in points)


_WALLS = ((-0.7, -0.1), (-0.7, 0.85), (0.7, 0.85), (0.7, -0.1))


def _house(pen: _Pen) -> list[Item]:
    roof = pen.solid((-1, 0), (0, -0.9), (1, 0))
    return [roof, pen.shape(*_WALLS), pen.solid((-0.2, 0.85), (-0.2, 0.3), (0.2, 0.3), (0.2, 0.85))]


def _road(pen: _Pen) -> list[Item]:
    middle = [pen.line((0, y), (0, y + 0.3), weight=0.2) for y in (-0.9, -0.2, 0.5)]
    return [
        pen.line((-0.35, -0.9), (-0.8, 0.9), weight=_BOLD),
        pen.line((0.35, -0.9), (0.8, 0.9), weight=_BOLD),
        *middle,
    ]


def _bridge(pen: _Pen) -> list[Item]:
    arch = [(-0.65 + s / 12 * 1.3, 0.7 - 0.75 * math.sin(s / 12 * math.pi)) for s in range(13)]
    return [
        pen.line((-1, -0.3), (1, -0.3), weight=_BOLD),
        pen.line(*arch),
        pen.line((-0.9, -0.3), (-0.9, 0.8)),
        pen.line((0.9, -0.3), (0.9, 0.8)),
        pen.line((-1, -0.75), (1, -0.75)),
        *(pen.line((x, -0.75), (x, -0.3)) for x in (-0.5, 0, 0.5)),
    ]


def _water(pen: _Pen) -> list[Item]:
    turns = [math.radians(degree) for degree in range(-30, 211, 15)]
    belly = [(0.62 * math.cos(turn), 0.3 + 0.62 * math.sin(turn)) for turn in turns]
    return [pen.solid((0, -1), *belly)]


def _irrigation(pen: _Pen) -> list[Item]:
    return [pen.wave(-0.55), pen.wave(0), pen.wave(0.55)]


def _field(pen: _Pen) -> list[Item]:
    stalks: list[Item] = []
    for x in (-0.6, 0.0, 0.6):
        stalks.append(pen.line((x, 0.6), (x, -0.7)))
        stalks.append(pen.line((x - 0.28, -0.4), (x, 0), (x + 0.28, -0.4)))
    return [*stalks, pen.line((-1, 0.75), (1, 0.75), weight=_BOLD)]


def _garden(pen: _Pen) -> list[Item]:
    leaf = [(0, 0.1), (-0.75, 0), (-0.85, -0.7), (-0.2, -0.55), (0, 0.1)]
    other = [(-x, y) for x, y in leaf]
    return [
        pen.solid(*leaf),
        pen.solid(*other),
        pen.line((0, 0.9), (0, 0), weight=_BOLD),
        pen.line((-0.7, 0.9), (0.7, 0.9), weight=_BOLD),
    ]


def _forest(pen: _Pen) -> list[Item]:
    return [
        pen.solid((0, -1), (-0.6, -0.2), (0.6, -0.2)),
        pen.solid((0, -0.6), (-0.8, 0.45), (0.8, 0.45)),
        pen.line((0, 0.4), (0, 0.95), weight=_BOLD),
    ]


def _school(pen: _Pen) -> list[Item]:
    return [
        pen.shape((-0.95, 0), (0.95, 0), (0.95, 0.85), (-0.95, 0.85)),
        pen.line((0, 0), (0, -1)),
        pen.solid((0, -1), (0.75, -0.75), (0, -0.5)),
        *(pen.line((x, 0.3), (x, 0.55), weight=_BOLD) for x in (-0.5, 0, 0.5)),
    ]


def _health(pen: _Pen) -> list[Item]:
    a, b = 0.3, 0.9
    cross = ((-a, -b), (a, -b), (a, -a), (b, -a), (b, a), (a, a))
    return [pen.solid(*cross, (a, b), (-a, b), (-a, a), (-b, a), (-b, -a), (-a, -a))]


def _worship(pen: _Pen) -> list[Item]:
    turns = [math.radians(degree) for degree in range(180, 361, 15)]
    dome = [(0.7 * math.cos(turn), 0.1 + 0.65 * math.sin(turn)) for turn in turns]
    return [
        pen.solid(*dome),
        pen.line((0, -0.5), (0, -1)),
        pen.shape((-0.85, 0.15), (0.85, 0.15), (0.85, 0.9), (-0.85, 0.9)),
        pen.solid((-0.2, 0.9), (-0.2, 0.45), (0.2, 0.45), (0.2, 0.9)),
    ]


def _office(pen: _Pen) -> list[Item]:
    pillars = [pen.line((x, -0.15), (x, 0.65), weight=_BOLD) for x in (-0.7, -0.23, 0.23, 0.7)]
    roof = pen.solid((-1, -0.25), (0, -0.9), (1, -0.25))
    return [roof, *pillars, pen.line((-0.95, 0.8), (0.95, 0.8), weight=_BOLD)]


def _market(pen: _Pen) -> list[Item]:
    awning = pen.solid((-0.65, -0.85), (0.65, -0.85), (1, -0.2), (-1, -0.2))
    posts = [pen.line((x, -0.2), (x, 0.9)) for x in (-0.85, 0.85)]
    return [awning, *posts, pen.line((-0.85, 0.35), (0.85, 0.35), weight=_BOLD)]


def _pitch(pen: _Pen) -> list[Item]:
    ring = Circle(0, 0, 0.3 * pen.scale, Look(ink=pen.ink, stroke=_THIN * pen.scale))
    frame = pen.shape((-0.95, -0.65), (0.95, -0.65), (0.95, 0.65), (-0.95, 0.65))
    return [frame, pen.line((0, -0.65), (0, 0.65)), ring]


def _point(pen: _Pen) -> list[Item]:
    return [pen.dot(0, 0, 0.5)]


_DRAWN: dict[str, Callable[[_Pen], list[Item]]] = {
    "rumah": _house,
    "jalan": _road,
    "jembatan": _bridge,
    "air": _water,
    "irigasi": _irrigation,
    "sawah": _field,
    "kebun": _garden,
    "hutan": _forest,
    "sekolah": _school,
    "kesehatan": _health,
    "ibadah": _worship,
    "kantor": _office,
    "pasar": _market,
    "lapangan": _pitch,
    "titik": _point,
}


def glyph(kind: str, size: float, ink: int) -> tuple[Item, ...]:
    """The sign around (0, 0), `size` wide; an unknown kind is drawn as a point."""
    return tuple(_DRAWN.get(kind, _point)(_Pen(ink, size / 2)))
