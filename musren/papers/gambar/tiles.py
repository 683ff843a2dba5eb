"""Peta petak: one labelled tile per village, by kecamatan; a map where no boundaries are known."""

from collections.abc import Iterator, Sequence

from musren.papers.gambar import figures, stages
from musren.papers.gambar.figures import LINE, MARGIN
from musren.papers.gambar.lettering import wrap
from musren.papers.gambar.region_map import Place, places_from, told
from musren.papers.gambar.scene import WHITE, Group, Item, Look, Rect, Scene, Text
from musren.papers.gambar.stages import Stage

_TILE = 27.0  # the least width
_HIGH = 8.0
_SWATCH = 6.4
_SPACE = 1.2
_NAME = 2.7
_NAME_LINE = 3.2
_HEAD = 6.0
_EMPTY = "Belum ada desa."


def peta_petak(
    desa: object, tahap: object, width: float, max_height: float = float("inf"), *,
    judul: str = "",
) -> Scene:  # fmt: skip
    """The villages as tiles, each filled and numbered by its stage, `width` millimetres wide.

    `desa` are rows {kode, nama, kecamatan, tahap, tautan} in the order they are to stand,
    `tahap` the stages {kunci, nama}. In SVG a tile is a group with ``data-kode`` and
    ``data-tahap``, linked to its list.
    """
    known = stages.stages_from(tahap)
    places = places_from(desa, known)
    title = figures.words(judul) or "Peta petak desa menurut tahap usulan"
    return figures.fitted(lambda wide: _drawn(places, known, wide, title), width, max_height)


def _drawn(places: Sequence[Place], known: dict[str, Stage], width: float, title: str) -> Scene:
    items: list[Item] = []
    y = MARGIN
    for district, own in _grouped(places).items():
        drawn = list(_district(district, own, width, y))
        items += drawn
        y = drawn[-1].y + _HIGH + _SPACE + 2
    if not places:
        items.append(figures.nothing(_EMPTY, y + LINE))
        y += 2 * LINE
    legend, high = stages.legend(known, (place.stage for place in places), width, 0)
    items.append(Group(0, y + 1, legend))
    total = y + high + MARGIN + 1
    return Scene(
        width=width,
        height=total,
        title=title,
        description=told(places),
        items=(Rect(0, 0, width, total, Look(fill=WHITE, stroke=0)), *items),
        data={"jenis": "petak"},
    )


def _grouped(places: Sequence[Place]) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {}
    for place in places:
        found.setdefault(place.district, []).append(place)
    return found


def _district(name: str, places: Sequence[Place], width: float, top: float) -> Iterator[Group]:
    """The head of a kecamatan and its tiles below."""
    columns = max(1, int((width - 2 * MARGIN + _SPACE) // (_TILE + _SPACE)))
    wide = (width - 2 * MARGIN + _SPACE) / columns - _SPACE
    if name:
        head = wrap(name, figures.LETTER + 0.2, width - 2 * MARGIN, 1, bold=True)[0]
        yield Group(0, top, (figures.text(head, MARGIN, 4.0, bold=True),), title=name)
        top += _HEAD
    for at, place in enumerate(places):
        line, column = divmod(at, columns)
        x = MARGIN + column * (wide + _SPACE)
        data = {"kode": place.code, "tahap": place.stage.key if place.stage else ""}
        title = f"{place.name}{f', {name}' if name else ''}: {stages.told(place.stage)}"
        drawn = tuple(_tile(place, x, wide))
        yield Group(0, top + line * (_HIGH + _SPACE), drawn, data, title, place.href)


def _tile(place: Place, x: float, wide: float) -> Iterator[Item]:
    yield Rect(x, 0, wide, _HIGH, Look(fill=WHITE, stroke=0.3))
    yield stages.badge(place.stage, x, 0, (_SWATCH, _HIGH))
    lines = wrap(place.name, _NAME, wide - _SWATCH - 2, 2)
    first = _HIGH / 2 + _NAME * 0.36 - (len(lines) - 1) * _NAME_LINE / 2
    for at, line in enumerate(lines):
        yield Text(x=x + _SWATCH + 1.2, y=first + at * _NAME_LINE, text=line, size=_NAME)
