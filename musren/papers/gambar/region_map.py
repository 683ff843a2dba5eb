"""Peta: villages as areas or points on a map, filled by the stage they have come to."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from musren.papers.gambar import figures, stages
from musren.papers.gambar.figures import LETTER, LINE, MARGIN, NARROWEST
from musren.papers.gambar.lettering import width as text_width
from musren.papers.gambar.scene import (
    DARK,
    WHITE,
    Circle,
    Group,
    Item,
    Look,
    Point,
    Polygon,
    Rect,
    Scene,
    Text,
    at_least,
)
from musren.papers.gambar.stages import Stage

_TALLEST = 1.3  # of the width, where no height is asked for
_LEAST_MAP = 40.0
_SIGN = 2.7
_NAME = 2.4
_DISTRICT = 3.1
_EDGE = 5.0
_CLEAR = 2.8
_EAST, _POLE = 180, 90  # degrees
_FEW = 40  # so many villages may be named on the map
_EMPTY = "Belum ada desa yang mempunyai batas atau titik peta."


@dataclass(frozen=True, kw_only=True)
class Place:
    """A village with its stage; `rings` and `point` are longitude and latitude in degrees."""

    row: int
    code: str
    name: str
    district: str
    stage: Stage | None
    rings: tuple[tuple[Point, ...], ...]
    point: Point | None
    href: str

    @property
    def drawn(self) -> bool:
        return bool(self.rings) or self.point is not None

    @property
    def points(self) -> tuple[Point, ...]:
        own = (self.point,) if self.point else ()
        return (*(one for ring in self.rings for one in ring), *own)


def places_from(rows: object, known: dict[str, Stage]) -> list[Place]:
    """The villages that have a name: keys kode, nama, kecamatan, tahap, bentuk, tautan.

    `bentuk` is {"bidang": [[[x, y], ...], ...]} or {"titik": [x, y]}; what is no place on
    earth is left out.
    """
    return [
        Place(
            row=row,
            code=figures.words(one.get("kode")),
            name=name,
            district=figures.words(one.get("kecamatan")),
            stage=known.get(figures.words(one.get("tahap"))),
            rings=_rings(one.get("bentuk")),
            point=_point(_part(one.get("bentuk"), "titik")),
            href=figures.address(one.get("tautan")),
        )
        for row, one in enumerate(figures.mappings(rows))
        if (name := figures.words(one.get("nama")))
    ]


def _part(shape: object, name: str) -> Any:
    return shape.get(name) if isinstance(shape, dict) else None


def _rings(shape: object) -> tuple[tuple[Point, ...], ...]:
    given = _part(shape, "bidang")
    found = [
        tuple(point for one in ring if (point := _point(one)) is not None)
        for ring in (given if isinstance(given, (list, tuple)) else [])
        if isinstance(ring, (list, tuple))
    ]
    return tuple(ring for ring in found if len(set(ring)) > 2)  # noqa: PLR2004 - an area


def _point(given: object) -> Point | None:
    if not isinstance(given, (list, tuple)) or len(given) != 2:  # noqa: PLR2004 - x and y
        return None
    if any(isinstance(one, bool) or not isinstance(one, (int, float)) for one in given):
        return None
    x, y = given
    return (float(x), float(y)) if abs(x) <= _EAST and abs(y) <= _POLE else None


@dataclass(frozen=True)
class _Frame:
    """Where on the sheet a longitude and latitude are (equirectangular, north on top)."""

    west: float
    north: float
    narrower: float
    scale: float
    left: float

    def at(self, point: Point) -> Point:
        x, y = point
        return (
            self.left + (x - self.west) * self.narrower * self.scale,
            MARGIN + _EDGE + (self.north - y) * self.scale,
        )


def peta(
    desa: object, tahap: object, width: float, max_height: float = float("inf"), *,
    judul: str = "",
) -> Scene:  # fmt: skip
    """The map of villages with its legend, `width` millimetres wide.

    `desa` are rows {kode, nama, kecamatan, tahap, bentuk, tautan} (see `places_from`), `tahap`
    the stages {kunci, nama} in their order. Each village is filled by its stage and holds the
    number of the stage; villages without a shape are counted below. In SVG a village is a group
    with ``data-kode`` and ``data-tahap``, linked to its list.
    """
    known = stages.stages_from(tahap)
    places = places_from(desa, known)
    width, max_height = at_least(NARROWEST, width, max_height)
    shown = [place for place in places if place.drawn]
    legend, legend_high = stages.legend(known, (place.stage for place in places), width, 0)
    note = _note(places)
    below = legend_high + (LINE + 1 if note else 0) + 3
    frame, high = _framed(shown, width, min(width * _TALLEST, max_height - below))
    field = Rect(MARGIN, MARGIN, width - 2 * MARGIN, high - MARGIN, Look(stroke=0.35))
    total = high + below + MARGIN
    items: list[Item] = [*_villages(shown, frame, width), field]
    if not shown:
        middle = Text(x=width / 2, y=high / 2, text=_EMPTY, size=LETTER, anchor="middle", ink=70)
        items.append(middle)
    items.append(Group(0, high + 2.5, legend))
    if note:
        items.append(figures.text(note, MARGIN, high + 2.5 + legend_high + LETTER))
    title = figures.words(judul) or "Peta desa menurut tahap usulan"
    return Scene(
        width=width,
        height=total,
        title=title,
        description=told(places),
        items=(Rect(0, 0, width, total, Look(fill=WHITE, stroke=0)), *items),
        data={"jenis": "peta"},
    )


def told(places: Sequence[Place]) -> str:
    """How many villages have come to each stage, in words."""
    if not places:
        return "Belum ada desa."
    counted: dict[Stage | None, int] = {}
    for place in places:
        counted[place.stage] = counted.get(place.stage, 0) + 1
    order = sorted(counted, key=lambda stage: stage.number if stage else 0)
    parts = (f"{stages.told(stage)}: {counted[stage]} desa" for stage in order)
    named = f" Antara lain {places[0].name}." if places else ""
    return f"{len(places)} desa. {'; '.join(parts)}.{named}"


def _note(places: Sequence[Place]) -> str:
    missing = sum(not place.drawn for place in places)
    north = "Utara di atas." if len(places) > missing else ""
    lost = f"{missing} desa belum mempunyai batas atau titik peta." if missing else ""
    return f"{lost} {north}".strip()


def _framed(shown: Sequence[Place], width: float, most: float) -> tuple[_Frame, float]:
    """How the map fits, and the height it takes."""
    most = max(_LEAST_MAP, most)
    points = [point for place in shown for point in place.points]
    if not points:
        return _Frame(0, 0, 1, 1, 0), _LEAST_MAP
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    narrower = max(0.05, math.cos(math.radians((south + north) / 2)))
    room = width - 2 * (MARGIN + _EDGE)
    wide, tall = (east - west) * narrower, north - south
    scales = [room / wide] if wide else []
    scales += [(most - 2 * (MARGIN + _EDGE)) / tall] if tall else []
    scale = min(scales, default=1.0)
    left = MARGIN + _EDGE + (room - wide * scale) / 2
    high = max(_LEAST_MAP, tall * scale + 2 * (MARGIN + _EDGE))
    return _Frame(west, north, narrower, scale, left), high


def _villages(shown: Sequence[Place], frame: _Frame, width: float) -> Iterator[Item]:
    named = len(shown) <= _FEW
    centres: list[Point] = []
    for place in shown:
        rings = [tuple(frame.at(point) for point in ring) for ring in place.rings]
        largest = max(rings, key=_size, default=())
        point = frame.at(place.point) if place.point else (0.0, 0.0)
        centre = _centre(largest) if largest else point
        centres.append(centre)
        drawn = (*_shape(place, rings, centre), *_words(place, largest, centre, named=named))
        data = {"kode": place.code, "tahap": place.stage.key if place.stage else ""}
        yield Group(0, 0, drawn, data, _title(place), place.href)
    if not named:
        yield from _districts(shown, centres, width)


def _title(place: Place) -> str:
    where = f", {place.district}" if place.district else ""
    return f"{place.name}{where}: {stages.told(place.stage)}"


def _shape(place: Place, rings: Sequence[tuple[Point, ...]], centre: Point) -> Iterator[Item]:
    look = Look(fill=stages.fill_of(place.stage), stroke=0.25)
    for ring in rings:
        yield Polygon(ring, look)
    if not rings:
        yield Circle(*centre, _SIGN * 0.85, look)


def _words(place: Place, ring: tuple[Point, ...], centre: Point, *, named: bool) -> Iterator[Item]:
    """The number of the stage where there is room, and the name below where there is more."""
    x, y = centre
    wide, tall = _extent(ring) if ring else (2 * _SIGN, 2 * _SIGN)
    size = min(_SIGN, wide * 0.55, tall * 0.55)
    if size >= 1:
        yield from stages.figure(place.stage, x, y, size)
    if named:
        halo = Text(
            x=x, y=y + _SIGN + 2.1, text=place.name, size=_NAME, anchor="middle", halo=0.6
        )  # fmt: skip
        room = wide if ring else 26.0
        if text_width(place.name, _NAME) <= room and (tall > 4 * _NAME or not ring):
            yield halo


def _districts(shown: Sequence[Place], centres: Sequence[Point], width: float) -> Iterator[Item]:
    """The name of each kecamatan near its villages, where it hides the fewest numbers."""
    names = dict.fromkeys(place.district for place in shown if place.district)
    taken = list(centres)
    for name in names if len(names) > 1 else ():
        own = [at for place, at in zip(shown, centres, strict=True) if place.district == name]
        middle = (sum(x for x, _ in own) / len(own), sum(y for _, y in own) / len(own))
        said = name.removeprefix("Kecamatan ")
        half = text_width(said, _DISTRICT, bold=True) / 2
        inside = (half + 2 * MARGIN, width - half - 2 * MARGIN)
        beside = [at for at in taken if abs(at[1] - middle[1]) < _CLEAR + _SHIFTS[-1]]
        x, y = min(
            (
                (min(inside[1], max(inside[0], middle[0] + dx)), middle[1] + dy)
                for dy in _SHIFTS
                for dx in _SHIFTS
            ),
            key=lambda at: (
                sum(abs(cx - at[0]) < half + 1.2 and abs(cy - at[1]) < _CLEAR for cx, cy in beside),
                math.dist(at, middle),
                at,
            ),
        )
        taken += [(x + half * part / 2, y) for part in (-2, -1, 0, 1, 2)]
        yield Text(
            x=x, y=y + 1.1, text=said, size=_DISTRICT, anchor="middle", bold=True, ink=DARK,
            halo=0.8,
        )  # fmt: skip


_SHIFTS = (-6.0, -4.5, -3.0, -1.5, 0.0, 1.5, 3.0, 4.5, 6.0)


def _extent(ring: Sequence[Point]) -> tuple[float, float]:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return max(xs) - min(xs), max(ys) - min(ys)


def _turned(ring: Sequence[Point]) -> float:
    """Twice the area, with its sign."""
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)


def _size(ring: Sequence[Point]) -> float:
    return abs(_turned(ring))


def _centre(ring: Sequence[Point]) -> Point:
    """The centre of gravity; of a ring without area the middle of its points."""
    area = _turned(ring)
    mean = (sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring))
    if abs(area) < 1e-6:  # noqa: PLR2004 - square millimetres
        return mean
    x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        part = x1 * y2 - x2 * y1
        x, y = x + (x1 + x2) * part, y + (y1 + y2) * part
    found = (x / (3 * area), y / (3 * area))
    wide, tall = _extent(ring)
    near = abs(found[0] - mean[0]) <= wide and abs(found[1] - mean[1]) <= tall
    return found if near else mean
