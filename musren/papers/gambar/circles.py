"""Bagan kelembagaan: the community in the middle, institutions as circles around it."""

from collections.abc import Iterable

from musren.papers.gambar import ring_layout as layout
from musren.papers.gambar.lettering import wrap
from musren.papers.gambar.ring_layout import LETTER, LINE, Label, Ring
from musren.papers.gambar.scene import (
    DARK,
    LIGHT,
    PALE,
    WHITE,
    Circle,
    Group,
    Item,
    Line,
    Look,
    Rect,
    Scene,
    Text,
    at_least,
)
from musren.papers.gambar.typed import LARGEST, institutions_from_typed

CENTRE = "Masyarakat"
_LEGEND = 17.0
_SMALL = 2.8
_LISTED = 3.8
_COLUMN = 65
_NARROWEST = 105.0
_FAINT = Look(ink=LIGHT, stroke=0.2, dash=1.0)


def bagan(rows: object, width: float, max_height: float = 220) -> Scene:
    """The Venn-like diagram, `width` millimetres wide; smaller when it would be too high.

    `rows` are as in the facts, or raw as typed; an institution without `sudut` is laid out so
    that circles overlap as little as possible, always in the same way. In SVG each institution
    is a group with ``data-baris`` moved by ``translate``; the svg has ``data-pusat`` "x y",
    ``data-jarak`` (the five distances from there) and ``data-radius`` (the five radii), all in
    the millimetres of its viewBox. `sudut` counts clockwise from the top.
    """
    institutions = institutions_from_typed(rows)
    width, max_height = at_least(_NARROWEST, width, max_height)
    side = max(60.0, min(width, max_height - _LEGEND - 8))
    scale = side / layout.WANTED
    rings = layout.lay_out(institutions, scale)
    names = {ring.one.row: lines for ring in rings if (lines := layout.inside(ring))}
    outer = [ring for ring in rings if ring.one.row not in names]
    labels = layout.beside(rings, outer, (width / 2, side / 2), layout.COMMUNITY * scale)
    unnamed = [ring for ring in outer if ring.one.row not in labels]
    listed = _list(unnamed, width)
    total = side + _LEGEND + max((_bottom(group) for group in listed), default=0)
    largest_first = sorted(rings, key=lambda ring: (-ring.radius, ring.one.row))
    centre = Group(
        width / 2, side / 2,
        (
            *_rings(scale), *_community(scale),
            *(_circle(ring, names.get(ring.one.row, ())) for ring in largest_first),
            Circle(0, 0, layout.COMMUNITY * scale, Look(stroke=0.6)),
            Text(x=0, y=1.2 * scale, text=CENTRE, size=3.3 * scale, anchor="middle", bold=True),
            *(word for label in labels.values() for word in _words(label)),
        ),
    )  # fmt: skip
    return Scene(
        width=width,
        height=total,
        title="Bagan kelembagaan",
        description=_told(rings),
        items=(
            Rect(0, 0, width, total, Look(fill=WHITE, stroke=0)),
            centre, *_legend(side + 1, width), *(Group(0, side + _LEGEND, (g,)) for g in listed),
        ),
        data=_measures(width / 2, side / 2, scale),
    )  # fmt: skip


def _measures(x: float, y: float, scale: float) -> dict[str, str]:
    return {
        "jenis": "bagan",
        "pusat": f"{x:.2f} {y:.2f}",
        "jarak": " ".join(f"{ring * scale:.2f}" for ring in layout.RINGS),
        "radius": " ".join(f"{radius * scale:.2f}" for radius in layout.RADII),
    }


def _rings(scale: float) -> Iterable[Item]:
    for number, radius in enumerate(layout.RINGS, 1):
        yield Circle(0, 0, radius * scale, _FAINT)
        yield Text(
            x=0, y=-radius * scale + 0.9, text=str(number), size=2.5, anchor="middle",
            ink=DARK, halo=0.7,
        )  # fmt: skip


def _community(scale: float) -> tuple[Item, ...]:
    return (Circle(0, 0, layout.COMMUNITY * scale, Look(fill=PALE, stroke=0.6)),)


def _circle(ring: Ring, lines: tuple[str, ...]) -> Group:
    """The number alone, or the number above the name."""
    one = ring.one
    top = -(len(lines) + 1) * LINE / 2 + LINE * 0.78
    size = min(LETTER + 0.2, ring.radius * 1.1)
    items: list[Item] = [
        Circle(0, 0, ring.radius, Look(fill=WHITE, stroke=0.4)),
        Text(x=0, y=top, text=str(one.number), size=size, anchor="middle", bold=True),
    ]
    items += [
        Text(x=0, y=top + at * LINE, text=line, size=LETTER, anchor="middle")
        for at, line in enumerate(lines, 1)
    ]
    data = {"baris": str(one.row), "ukuran": str(one.size), "jarak": str(one.distance)}
    title = f"{one.number}. {one.name}: ukuran {one.size}, jarak {one.distance}"
    return Group(ring.x, ring.y, tuple(items), data, title)


def _words(label: Label) -> Iterable[Item]:
    if label.leader:
        yield Line((label.leader[0], label.leader[-1]), Look(ink=DARK, stroke=0.2))
    top = label.y - label.high / 2 + LINE * 0.78
    for at, line in enumerate(label.lines):
        y = top + at * LINE
        yield Text(x=label.x, y=y, text=line, size=LETTER, anchor="middle", halo=0.4)


def _legend(top: float, width: float) -> Iterable[Item]:
    yield Line(((0, top), (width, top)), Look(ink=LIGHT, stroke=0.2))
    x, middle = 1.0, top + 5.4
    for size in range(1, LARGEST + 1):
        radius = layout.RADII[size - 1] * 0.36
        yield Circle(x + radius, middle, radius, Look(stroke=0.3))
        yield _digit(size, x + radius, middle + 0.8)
        x += 2 * radius + 1.2
    words = "besar lingkaran = besar manfaat (5 paling besar)"
    yield Text(x=x + 1, y=middle + 1, text=words, size=_SMALL)
    middle = top + 13
    yield Circle(3, middle, 2, Look(fill=PALE, stroke=0.5))
    for number in range(1, LARGEST + 1):
        at = 3 + number * 4.6
        yield Line(((at, middle - 2.4), (at, middle + 2.4)), Look(ink=DARK, stroke=0.2, dash=0.7))
        yield _digit(number, at + 1.2, middle + 0.8)
    words = "garis putus = jarak dari masyarakat (1 dekat, 5 jauh)"
    yield Text(x=x + 1, y=middle + 1, text=words, size=_SMALL)


def _digit(number: int, x: float, y: float) -> Text:
    return Text(x=x, y=y, text=str(number), size=2.2, anchor="middle")


def _list(unnamed: list[Ring], width: float) -> list[Group]:
    """Under the drawing: the names for which it had no room, by number."""
    columns = max(1, min(3, int(width // _COLUMN)))
    wide, y, groups = width / columns, 1.0, []
    for start in range(0, len(unnamed), columns):
        deepest = 1
        for column, ring in enumerate(unnamed[start : start + columns]):
            lines = wrap(f"{ring.one.number}. {ring.one.name}", _SMALL, wide - 3, 2)
            deepest = max(deepest, len(lines))
            words = tuple(
                Text(x=1, y=3 + at * 3.3, text=line, size=_SMALL) for at, line in enumerate(lines)
            )
            groups.append(Group(column * wide, y, words))
        y += deepest * 3.3 + 0.8
    return groups


def _bottom(group: Group) -> float:
    return group.y + 3.3 * len(group.items) + 2


def _told(rings: list[Ring]) -> str:
    if not rings:
        return "Belum ada lembaga."
    told = "; ".join(
        f"{ring.one.number}. {ring.one.name[:80]}: ukuran {ring.one.size}, "
        f"jarak {ring.one.distance}"
        for ring in rings
    )
    return f"{len(rings)} lembaga di sekeliling masyarakat. {told}."
