"""How far something came: the fillings and numbers that tell stages apart without colour."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from musren.papers.gambar import figures
from musren.papers.gambar.figures import LETTER, LINE, MARGIN
from musren.papers.gambar.lettering import width as text_width
from musren.papers.gambar.lettering import wrap
from musren.papers.gambar.scene import (
    BLACK,
    DARK,
    LIGHT,
    PALE,
    WHITE,
    Fill,
    Group,
    Item,
    Look,
    Pattern,
    Rect,
    Text,
)

FILLS: tuple[Fill, ...] = (
    WHITE, Pattern.DOTS, PALE, Pattern.LINES, LIGHT, Pattern.CROSSES, 150, DARK, BLACK,
)  # fmt: skip
_WHITE_ON = {DARK, BLACK}
NONE = "–"
_BADGE = (7.0, 4.4)
_LEAST = 40.0  # the least width of a column of the legend


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A stage in its order, counted from 1; `fill` repeats beyond the eighth."""

    key: str
    name: str
    number: int

    @property
    def fill(self) -> Fill:
        return FILLS[1 + (self.number - 1) % (len(FILLS) - 1)]


def stages_from(rows: object) -> dict[str, Stage]:
    """The stages by their key, in the order of their rows {kunci, nama}."""
    found = [
        (key, name)
        for one in figures.mappings(rows)
        if (key := figures.words(one.get("kunci"))) and (name := figures.words(one.get("nama")))
    ]
    listed = dict(found)
    return {
        key: Stage(key=key, name=name, number=at)
        for at, (key, name) in enumerate(listed.items(), 1)
    }


def fill_of(stage: Stage | None) -> Fill:
    return stage.fill if stage else WHITE


def sign_of(stage: Stage | None) -> str:
    return str(stage.number) if stage else NONE


def told(stage: Stage | None) -> str:
    return f"{stage.number}. {stage.name}" if stage else "belum ada usulan"


def figure(stage: Stage | None, x: float, y: float, size: float) -> tuple[Item, ...]:
    """The number of a stage around a point; on a pattern it stands on a white spot."""
    fill, sign = fill_of(stage), sign_of(stage)
    ink = WHITE if fill in _WHITE_ON else BLACK
    words = Text(x=x, y=y + size * 0.36, text=sign, size=size, anchor="middle", bold=True, ink=ink)
    if not isinstance(fill, Pattern):
        return (words,)
    half = text_width(sign, size, bold=True) / 2 + 0.3
    return (Rect(x - half, y - size * 0.5, 2 * half, size, Look(fill=WHITE, stroke=0)), words)


def badge(stage: Stage | None, x: float, y: float, box: tuple[float, float] = _BADGE) -> Group:
    """A box filled as the stage is, with its number."""
    wide, high = box
    frame = Rect(0, 0, wide, high, Look(fill=fill_of(stage), stroke=0.25))
    return Group(x, y, (frame, *figure(stage, wide / 2, high / 2, min(3.0, high * 0.68))))


def legend(
    stages: Mapping[str, Stage], reached: Iterable[Stage | None], width: float, top: float
) -> tuple[tuple[Item, ...], float]:
    """What the fillings mean and how many places each has, in columns; and how high it is."""
    counted = list(reached)
    entries: list[tuple[Stage | None, str]] = [
        (one, f"{one.name} ({sum(found == one for found in counted)})") for one in stages.values()
    ]
    if missing := sum(found is None for found in counted):
        entries.append((None, f"Belum ada usulan ({missing})"))
    columns = max(1, min(4, int((width - 2 * MARGIN) // _LEAST)))
    wide = (width - 2 * MARGIN) / columns
    items: list[Item] = []
    y = top
    for first in range(0, len(entries), columns):
        high = 0.0
        for at, (stage, name) in enumerate(entries[first : first + columns]):
            x = MARGIN + at * wide
            lines = wrap(name, LETTER, wide - _BADGE[0] - 3, 3)
            items.append(badge(stage, x, y))
            items += [
                figures.text(line, x + _BADGE[0] + 1.5, y + 3.4 + n * LINE)
                for n, line in enumerate(lines)
            ]
            high = max(high, _BADGE[1] + 1.4, LINE * len(lines) + 1.6)
        y += high
    return tuple(items), y - top
