"""What a picture is made of, in millimetres from its top left corner, for any back end."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Literal

Point = tuple[float, float]
Anchor = Literal["start", "middle", "end"]

BLACK, DARK, MIDDLE, LIGHT, PALE, WHITE = 0, 70, 130, 190, 230, 255


class Pattern(Enum):
    """A filling that survives every copier."""

    LINES = "garis"
    CROSSES = "silang"
    DOTS = "titik"


Fill = int | Pattern | None
"""A grey from 0 (black) to 255 (white), a pattern on white, or nothing at all."""


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a shape is filled and outlined; `stroke` and `dash` are in millimetres."""

    fill: Fill = None
    ink: int = BLACK
    stroke: float = 0.25
    dash: float = 0


OUTLINE = Look()


@dataclass(frozen=True)
class Rect:
    x: float
    y: float
    width: float
    height: float
    look: Look = OUTLINE


@dataclass(frozen=True)
class Circle:
    x: float
    y: float
    radius: float
    look: Look = OUTLINE


@dataclass(frozen=True)
class Polygon:
    points: tuple[Point, ...]
    look: Look = OUTLINE


@dataclass(frozen=True)
class Line:
    """A line through all points, not closed."""

    points: tuple[Point, ...]
    look: Look = OUTLINE


@dataclass(frozen=True, kw_only=True)
class Text:
    """One line; `y` is its baseline, `size` its em, `halo` a white border around the letters."""

    x: float
    y: float
    text: str
    size: float
    anchor: Anchor = "start"
    bold: bool = False
    ink: int = BLACK
    halo: float = 0


@dataclass(frozen=True, kw_only=True)
class Photo:
    """An upright JPEG; `fade` from 0 (as it is) to 1 (white) lets signs stand out on it."""

    x: float
    y: float
    width: float
    height: float
    jpeg: bytes = field(repr=False)
    fade: float = 0


@dataclass(frozen=True)
class Group:
    """Things that move together: drawn around (x, y); `data` becomes ``data-*`` in SVG.

    `href` is an address on our own server; on a page the group is then a link called `title`.
    """

    x: float
    y: float
    items: tuple["Item", ...]
    data: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    href: str = ""


Item = Rect | Circle | Polygon | Line | Text | Photo | Group


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A whole picture: its size in millimetres, what it shows in words, and its things."""

    width: float
    height: float
    title: str
    description: str
    items: tuple[Item, ...]
    data: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """Title and description in one text, for those who cannot see the picture."""
        return f"{self.title}. {self.description}".strip()

    @property
    def has_photo(self) -> bool:
        return any(isinstance(item, Photo) for item in self.items)

    @property
    def has_links(self) -> bool:
        return any(isinstance(item, Group) and item.href for item in self.items)


def at_least(least: float, width: float, height: float) -> tuple[float, float]:
    """A box of the same shape in which letters have room; it is shrunk again when printed."""
    larger = max(1.0, least / max(1.0, width))
    return width * larger, height * larger
