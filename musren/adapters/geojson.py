"""GeoJSON of village boundaries or points: read with limits, and simplified for a small map."""

import heapq
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from musren.domain.errors import Invalid
from musren.domain.wilayah import BadRegionCode, Level, RegionCode

Point = tuple[float, float]
Ring = list[Point]

MOST_BYTES = 10 * 1024 * 1024
MOST_FEATURES = 5_000
MOST_VERTICES = 300_000
MOST_POINTS = 60
"""Of one village, all its rings together: enough for a map on a page, small enough to send."""

MOST_RINGS = 8
_LEAST_RING = 3
_EAST, _POLE = 180.0, 90.0
_DIGITS = 6
CODE_NAMES = (
    "kode", "kode_desa", "desa_kode", "kode_wilayah", "kd_desa", "kode_kemendagri", "kdepum",
    "iddesa", "id_desa",
)  # fmt: skip
"""Properties that may hold the village code, tried in this order and whatever their case."""


class BadMap(Invalid):
    """A file that is not a usable map."""

    code = "peta_tidak_sah"


@dataclass(frozen=True, slots=True)
class Bidang:
    """Where one village lies: rings of lon and lat, or a point."""

    kode: RegionCode
    cincin: tuple[tuple[Point, ...], ...] = ()
    titik: Point | None = None

    def as_json(self) -> dict[str, Any]:
        """The shape as the table of shapes keeps it."""
        if self.cincin:
            return {"bidang": [[list(p) for p in ring] for ring in self.cincin]}
        return {"titik": list(self.titik or ())}


@dataclass(frozen=True, slots=True)
class Peta:
    """What a file holds: shapes in the order of codes, and a sentence for each that is none."""

    bidang: tuple[Bidang, ...]
    galat: tuple[str, ...]


def read_map(data: bytes) -> Peta:
    """Read a FeatureCollection. Raises BadMap with a sentence that says how to repair it."""
    features = _features(_json(data))
    _refuse_floods(features)
    shapes: dict[RegionCode, list[Bidang]] = {}
    wrong: list[str] = []
    for number, one in enumerate(features, 1):
        try:
            found = _shape(one)
        except Invalid as reason:
            wrong.append(f"Fitur {number}: {reason.message}")
            continue
        shapes.setdefault(found.kode, []).append(found)
    return Peta(tuple(_joined(kode, shapes[kode]) for kode in sorted(shapes)), tuple(wrong))


def _json(data: bytes) -> Any:
    if len(data) > MOST_BYTES:
        raise BadMap(
            f"Berkas peta lebih dari {MOST_BYTES // 1024 // 1024} MB. Sederhanakan batasnya, atau "
            "bagilah menjadi beberapa berkas."
        )
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as reason:
        raise BadMap(
            "Berkas ini bukan GeoJSON yang utuh. Ekspor ulang dari aplikasi peta sebagai GeoJSON "
            "(UTF-8)."
        ) from reason


def _no_number(name: str) -> float:
    raise ValueError(name)


def _features(told: Any) -> list[Any]:
    kind = told.get("type") if isinstance(told, dict) else None
    if kind == "Feature":
        return [told]
    found = told.get("features") if kind == "FeatureCollection" else None
    if not isinstance(found, list):
        raise BadMap("Berkas ini bukan FeatureCollection GeoJSON. Ekspor ulang sebagai GeoJSON.")
    if not found:
        raise BadMap("Peta ini tidak berisi satu wilayah pun.")
    return found


def _refuse_floods(features: Sequence[Any]) -> None:
    if len(features) > MOST_FEATURES:
        raise BadMap(
            f"Peta ini berisi {len(features)} fitur, lebih dari {MOST_FEATURES}. Serahkan peta "
            "desa satu kabupaten saja."
        )
    count = 0
    for one in features:
        count += sum(1 for _ in _positions(_geometry(one).get("coordinates")))
        if count > MOST_VERTICES:
            raise BadMap(
                f"Batas di peta ini lebih dari {MOST_VERTICES} titik. Sederhanakan dahulu di "
                "aplikasi peta, lalu serahkan lagi."
            )


def _geometry(feature: Any) -> Mapping[str, Any]:
    found = feature.get("geometry") if isinstance(feature, dict) else None
    return found if isinstance(found, dict) else {}


def _positions(given: Any) -> Iterator[Any]:
    """Every position of nested coordinates; a position is a list that begins with a number."""
    waiting = [given]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            if one and not isinstance(one[0], list):
                yield one
            else:
                waiting.extend(one)


def _shape(feature: Any) -> Bidang:
    kode = _code(feature)
    geometry = _geometry(feature)
    kind, given = geometry.get("type"), geometry.get("coordinates")
    if kind == "Point":
        return Bidang(kode, titik=_position(given))
    if kind == "Polygon":
        return Bidang(kode, cincin=tuple(_outer([given])))
    if kind == "MultiPolygon" and isinstance(given, list):
        return Bidang(kode, cincin=tuple(_outer(given)))
    raise BadMap(f"Bentuk desa {kode} bukan titik atau bidang (Point, Polygon, MultiPolygon).")


def _code(feature: Any) -> RegionCode:
    told = feature.get("properties") if isinstance(feature, dict) else None
    named = {
        str(name).casefold(): value
        for name, value in (told if isinstance(told, dict) else {}).items()
    }
    for name in CODE_NAMES:
        if name in named and not isinstance(named[name], bool | list | dict | float | None):
            return _village(str(named[name])[:40])
    raise BadMap(
        "tidak ada kode desa. Beri setiap desa properti “kode” berisi kode wilayahnya, misalnya "
        "35.07.21.2012."
    )


def _village(text: str) -> RegionCode:
    kode = RegionCode.parse(text)
    if kode.level is not Level.DESA:
        raise BadRegionCode(f"{kode} bukan kode desa. Contoh: 35.07.21.2012.")
    return kode


def _position(given: Any) -> Point:
    pair = given[:2] if isinstance(given, list) else []
    if len(pair) != 2 or any(isinstance(n, bool) or not isinstance(n, int | float) for n in pair):  # noqa: PLR2004  lon and lat
        raise BadMap("titiknya bukan pasangan bujur dan lintang.")
    x, y = pair
    if abs(x) > _EAST or abs(y) > _POLE:
        raise BadMap(
            "koordinatnya bukan bujur dan lintang dalam derajat. Ekspor ulang dengan sistem "
            "koordinat WGS 84 (EPSG:4326)."
        )
    return (round(float(x), _DIGITS), round(float(y), _DIGITS))


def _outer(polygons: Any) -> Iterator[tuple[Point, ...]]:
    """The outer ring of each polygon; holes do not show on so small a map."""
    for polygon in polygons:
        ring = polygon[0] if isinstance(polygon, list) and polygon else None
        if not isinstance(ring, list):
            raise BadMap("bidangnya tidak berisi garis batas.")
        points = [_position(one) for one in ring]
        if len(points) > 1 and points[0] == points[-1]:
            points.pop()
        if len(set(points)) < _LEAST_RING:
            raise BadMap("garis batasnya kurang dari tiga titik.")
        yield tuple(points)


def _joined(kode: RegionCode, parts: Sequence[Bidang]) -> Bidang:
    """One shape of a village from all its features; areas win over points."""
    rings = [list(ring) for one in parts for ring in one.cincin]
    if not rings:
        return Bidang(kode, titik=parts[0].titik)
    return Bidang(kode, cincin=tuple(tuple(ring) for ring in _within_budget(rings)))


def _within_budget(rings: Iterable[Ring]) -> list[Ring]:
    """The largest rings, `MOST_POINTS` in all, shared out by how long they are."""
    kept = sorted(rings, key=_area, reverse=True)[:MOST_RINGS]
    whole = sum(len(ring) for ring in kept)
    if whole <= MOST_POINTS:
        return kept
    spare = MOST_POINTS - _LEAST_RING * len(kept)
    return [simplified(ring, _LEAST_RING + spare * len(ring) // whole) for ring in kept]


def _area(ring: Ring) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2


def simplified(ring: Ring, most: int) -> Ring:
    """The ring with at most `most` points, by Douglas-Peucker: the farthest point comes next.

    Best first, so the work is bounded by `most` times the number of points.
    """
    if len(ring) <= most:
        return ring
    first = ring[0]
    far = max(range(len(ring)), key=lambda at: math.dist(first, ring[at]))
    closed = [*ring, first]
    kept = {0, far}
    heap = [one for one in (_farthest(closed, 0, far), _farthest(closed, far, len(ring))) if one]
    heapq.heapify(heap)
    while heap and len(kept) < most:
        _, at, start, end = heapq.heappop(heap)
        kept.add(at)
        for part in (_farthest(closed, start, at), _farthest(closed, at, end)):
            if part:
                heapq.heappush(heap, part)
    return [ring[at] for at in sorted(kept)]


def _farthest(ring: Ring, start: int, end: int) -> tuple[float, int, int, int] | None:
    """Of the points between two, the one farthest from their line: (-distance, at, start, end)."""
    if end - start < 2:  # noqa: PLR2004  nothing between
        return None
    (ax, ay), (bx, by) = ring[start], ring[end]
    dx, dy = bx - ax, by - ay
    long = math.hypot(dx, dy)
    best, where = -1.0, start + 1
    for at in range(start + 1, end):
        x, y = ring[at]
        away = abs(dx * (y - ay) - dy * (x - ax)) / long if long else math.hypot(x - ax, y - ay)
        if away > best:
            best, where = away, at
    return (-best, where, start, end)
