"""Where the circles of the bagan kelembagaan stand: their rings, radii, angles and names."""

import math
from dataclasses import dataclass, replace
from itertools import combinations

from musren.papers.gambar.lettering import width as text_width
from musren.papers.gambar.lettering import wrap
from musren.papers.gambar.scene import Point
from musren.papers.gambar.typed import LARGEST, Institution

WANTED = 132.0  # millimetres across; everything below is for a drawing of this size
COMMUNITY = 12.5
RINGS = (20.0, 28.5, 37.0, 45.5, 54.0)  # from the middle to the middle of a circle, jarak 1 to 5
RADII = (4.2, 5.7, 7.3, 9.0, 11.0)  # ukuran 1 to 5
LETTER = 2.6
LINE = 3.1
_ANGLES = 60
_SHRUNK = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
_LEAST_RADIUS = 2.3
_DIP = 3.0  # how far a near circle may reach into the community
_GAP = 1.2
_BESIDE = 27.0
_AWAY = (3.0, 7.0, 12.0, 18.0)
_BENDS = (0, 20, -20, 40, -40)
_CROWD = 25  # beyond that many one pass must do


@dataclass(frozen=True)
class Ring:
    """A circle in its place, in millimetres from the middle of the drawing."""

    one: Institution
    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class Label:
    """The lines of a name around (`x`, `y`), `wide` at most; `leader` is a line to its circle."""

    lines: tuple[str, ...]
    x: float
    y: float
    wide: float
    leader: tuple[Point, ...] = ()

    @property
    def high(self) -> float:
        return LINE * len(self.lines)

    def meets(self, other: "Label") -> bool:
        near_x = abs(self.x - other.x) < (self.wide + other.wide) / 2 + 0.6
        return near_x and abs(self.y - other.y) < (self.high + other.high) / 2 + 0.4

    def meets_circle(self, x: float, y: float, radius: float) -> bool:
        if any(math.hypot(at[0] - x, at[1] - y) < radius for at in self.leader[1:]):
            return True
        away_x = max(0.0, abs(self.x - x) - self.wide / 2)
        away_y = max(0.0, abs(self.y - y) - self.high / 2)
        return math.hypot(away_x, away_y) < radius + 0.4


def lay_out(institutions: list[Institution], scale: float) -> list[Ring]:
    """Every circle with its angle; circles shrink together until they hardly overlap."""
    rings: list[Ring] = []
    for shrunk in _SHRUNK:
        rings = _laid(institutions, scale, shrunk)
        if _overlap(rings) <= _GAP * scale:
            break
    return sorted(rings, key=lambda ring: ring.one.row)


def distance(jarak: int, radius: float, scale: float) -> float:
    """From the middle to the middle: its ring, but never far into the community."""
    return max(RINGS[jarak - 1] * scale, COMMUNITY * scale + radius - _DIP * scale)


def _laid(institutions: list[Institution], scale: float, shrunk: float) -> list[Ring]:
    fixed = [one for one in institutions if one.angle is not None]
    free = [one for one in institutions if one.angle is None]
    free.sort(key=lambda one: (-one.size, one.distance, one.row))
    placed = [_at(one, one.angle or 0, scale, shrunk) for one in fixed]
    for one in free:
        placed.append(_best(one, placed, scale, shrunk))
    for _ in range(2 if len(institutions) <= _CROWD else 0):
        for one in free:
            others = [ring for ring in placed if ring.one.row != one.row]
            placed = [*others, _best(one, others, scale, shrunk)]
    return placed


def _at(one: Institution, degrees: float, scale: float, shrunk: float) -> Ring:
    radius = max(_LEAST_RADIUS, RADII[one.size - 1] * scale * shrunk)
    away = distance(one.distance, radius, scale)
    turn = math.radians(degrees)
    return Ring(one, away * math.sin(turn), -away * math.cos(turn), radius)


def _best(one: Institution, others: list[Ring], scale: float, shrunk: float) -> Ring:
    """The first of the least crowded places, clockwise from the right."""
    start = 90
    tries = (
        _at(one, (start + step * 360 / _ANGLES) % 360, scale, shrunk) for step in range(_ANGLES)
    )
    return min(tries, key=lambda ring: round(_crowding(ring, others), 6))


def _crowding(ring: Ring, others: list[Ring]) -> float:
    crowding = 0.0
    for other in others:
        away = math.hypot(ring.x - other.x, ring.y - other.y)
        free = away - ring.radius - other.radius - _GAP
        crowding += 1 / (away + 1) + (free * free + 1 if free < 0 else 0)
    return crowding


def _overlap(rings: list[Ring]) -> float:
    """The deepest overlap of two circles that were not both put there by hand."""
    depths = [
        a.radius + b.radius - math.hypot(a.x - b.x, a.y - b.y)
        for a, b in combinations(rings, 2)
        if a.one.angle is None or b.one.angle is None
    ]
    return max(depths, default=0.0)


def inside(ring: Ring) -> tuple[str, ...]:
    """The lines of the name when they fit into the circle below its number, else nothing."""
    room = 2 * ring.radius - 1.6
    for most in (1, 2, 3, 4):
        lines = wrap(ring.one.name, LETTER, room, most)
        whole = "".join(lines).replace(" ", "") == ring.one.name.replace(" ", "")
        unbroken = all(word in " ".join(lines).split() for word in ring.one.name.split())
        if whole and unbroken and _fits(lines, ring.radius - 0.6):
            return tuple(lines)
    return ()


def _fits(lines: list[str], radius: float) -> bool:
    """Tell whether every line stays within the circle, with the number as the first."""
    rows = len(lines) + 1
    for at, line in enumerate(lines, 1):
        edges = [abs((at + side - rows / 2) * LINE) for side in (0, 1)]
        if max(edges) >= radius:
            return False
        if text_width(line, LETTER) / 2 > math.sqrt(radius**2 - max(edges) ** 2):
            return False
    return True


def beside(
    rings: list[Ring], outer: list[Ring], half: tuple[float, float], community: float
) -> dict[int, Label]:
    """Names next to those circles that cannot hold them (`outer`), where nothing else stands.

    `half` is half the width and height of the drawing. A name without room is left out.
    """
    found: dict[int, Label] = {}
    circles = [(0.0, 0.0, community), *((ring.x, ring.y, ring.radius) for ring in rings)]
    for ring in outer:
        for label in _places(ring):
            room = abs(label.x) + label.wide / 2 < half[0]
            room = room and abs(label.y) + label.high / 2 < half[1]
            clear = not any(label.meets_circle(*circle) for circle in circles)
            if room and clear and not any(label.meets(other) for other in found.values()):
                found[ring.one.row] = label
                break
    return found


def _places(ring: Ring) -> list[Label]:
    """Where a name may stand, best first: to the side, above and below, then away on a line."""
    places, far = [], []
    for room in (_BESIDE, _BESIDE * 0.65):
        lines = tuple(wrap(ring.one.name, LETTER, room, LARGEST))
        wide = max(text_width(line, LETTER) for line in lines)
        label = Label(lines, 0, 0, wide)
        side = ring.radius + 0.9 + wide / 2
        rise = ring.radius + 0.7 + label.high / 2
        outward = 1 if ring.x >= 0 else -1
        spots = [(outward * side, 0.0), (0.0, rise), (0.0, -rise), (-outward * side, 0.0)]
        slant = 0.75
        spots += [(outward * side * slant, rise * slant), (outward * side * slant, -rise * slant)]
        spots += [(-outward * side * slant, rise * slant), (-outward * side * slant, -rise * slant)]
        places += [replace(label, x=ring.x + x, y=ring.y + y) for x, y in spots]
        far += [_led(label, ring, away, bend) for away in _AWAY for bend in _BENDS]
    return [*places, *far]


def _led(label: Label, ring: Ring, away: float, bend: float) -> Label:
    """The name `away` from its circle, outward from the middle and `bend` degrees beside that."""
    turn = math.atan2(ring.y, ring.x) + math.radians(bend)
    x, y = math.cos(turn), math.sin(turn)
    reach = abs(x) * label.wide / 2 + abs(y) * label.high / 2
    middle = ring.radius + away + reach
    edge = min(label.wide / 2 / max(abs(x), 1e-6), label.high / 2 / max(abs(y), 1e-6))
    steps = [ring.radius + (middle - edge - 0.4 - ring.radius) * part / 8 for part in range(9)]
    leader = tuple((ring.x + x * step, ring.y + y * step) for step in steps)
    return replace(label, x=ring.x + x * middle, y=ring.y + y * middle, leader=leader)
