"""Rows of charts, from facts or from a page, into what can be drawn; never an error."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from musren.domain import rupiah
from musren.papers.gambar.lettering import clean
from musren.papers.gambar.scene import Item, Scene, Text, at_least

_MOST_LETTERS = 200
_MOST = 10**18
_UNITS = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"))
_WIDER = (1.0, 1.15, 1.3, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
LETTER, LINE = 3.3, 4.2
"""The size of the letters of charts and the distance of their lines, in millimetres."""

NARROWEST = 88.0
"""A chart made this narrow can still be read on a page 360 pixels wide."""

MARGIN = 0.8


@dataclass(frozen=True, kw_only=True)
class Row:
    """What one bar, or pair of bars, tells; whole rupiah and counts, None where not known.

    `of_count` and `of_amount` are the wholes the two are parts of; `women` is the part of `count`
    that came from the women's meeting (MKP).
    """

    row: int
    key: str
    name: str
    count: int | None
    amount: int | None
    women: int | None
    of_count: int | None
    of_amount: int | None
    href: str


def rows_from(rows: object) -> list[Row]:
    """The rows that have a name; what cannot be read counts as not known.

    Keys: kunci, nama, usulan, biaya, mkp, dari_usulan, dari_biaya, tautan.
    """
    return [
        Row(
            row=number,
            key=words(one.get("kunci")),
            name=name,
            count=whole(one.get("usulan")),
            amount=whole(one.get("biaya")),
            women=whole(one.get("mkp")),
            of_count=whole(one.get("dari_usulan")),
            of_amount=whole(one.get("dari_biaya")),
            href=address(one.get("tautan")),
        )
        for number, one in enumerate(mappings(rows))
        if (name := words(one.get("nama")))
    ]


def mappings(rows: object) -> list[Mapping[str, Any]]:
    given = rows if isinstance(rows, (list, tuple)) else []
    return [one if isinstance(one, Mapping) else {} for one in given]


def words(value: object) -> str:
    return clean(value[: 2 * _MOST_LETTERS])[:_MOST_LETTERS] if isinstance(value, str) else ""


def whole(value: object) -> int | None:
    """A count or an amount; anything else, and what is below zero, is not known."""
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 <= value <= _MOST else None


def address(value: object) -> str:
    """An address on our own server, or nothing."""
    text = clean(value) if isinstance(value, str) else ""
    own = text.startswith(("/", "?", "#")) and not text.startswith(("//", "/\\"))
    return text if own else ""


def number(value: int | None) -> str:
    return "–" if value is None else rupiah.format_angka(value)


def full(value: int | None) -> str:
    return "–" if value is None else rupiah.format_rupiah(value)


def short(value: int | None) -> str:
    """An amount as it is said: ``Rp2,98 miliar``; rounded, the table beside it is exact."""
    if value is None:
        return "–"
    for size, unit in _UNITS if value >= _UNITS[-1][0] else ():
        units, hundredths = divmod((value * 100 + size // 2) // size, 100)
        if units:
            tail = f",{hundredths:02}".rstrip("0").rstrip(",")
            return f"Rp{rupiah.format_angka(units)}{tail} {unit}"
    return rupiah.format_rupiah(value)


def share(part: int | None, total: int | None) -> str:
    """Per cent with one decimal, halves up; nothing of nothing is no share."""
    if part is None or not total:
        return "–"
    tenths = (part * 2000 + total) // (2 * total)
    return f"{rupiah.format_angka(tenths // 10)},{tenths % 10}%"


def text(words_: str, x: float, y: float, *, bold: bool = False, end: bool = False) -> Text:
    return Text(
        x=x, y=y, text=words_, size=LETTER, bold=bold, anchor="end" if end else "start"
    )  # fmt: skip


def nothing(words_: str, y: float) -> Item:
    return Text(x=MARGIN, y=y, text=words_, size=LETTER, ink=70)


def fitted(draw: Callable[[float], Scene], width: float, max_height: float) -> Scene:
    """The scene drawn as wide as asked, or wider (printed smaller) until its height fits."""
    width, max_height = at_least(NARROWEST, width, max_height)
    for wider in _WIDER:
        scene = draw(width * wider)
        if scene.height / scene.width <= max_height / width:
            break
    return scene


def largest(values: Iterable[int | None]) -> int:
    return max((value or 0 for value in values), default=0)
