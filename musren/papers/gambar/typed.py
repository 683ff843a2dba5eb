"""Rows as they come, frozen facts or a half-typed draft, into what can be drawn; never an error."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from musren.papers.gambar.lettering import clean

MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
STRONGEST = 3
FULL = 1000  # the far edge of a map, in permille
LARGEST = 5
_WHOLE = re.compile(r"[+-]?[0-9]{1,6}")
_MOST_LETTERS = 300
_JENIS = ("potensi", "masalah", "lainnya")


@dataclass(frozen=True, kw_only=True)
class Sign:
    """A symbol on the map; `row` is its place in the list it came from, x and y in permille."""

    row: int
    kind: str
    name: str
    jenis: str
    x: int
    y: int

    @property
    def number(self) -> int:
        return self.row + 1


@dataclass(frozen=True, kw_only=True)
class Factor:
    """A row of the season calendar; `months` holds twelve strengths from 0 to 3."""

    row: int
    name: str
    months: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Institution:
    """A circle of the bagan; `angle` in degrees clockwise from the top, or None: laid out."""

    row: int
    name: str
    size: int
    distance: int
    angle: int | None

    @property
    def number(self) -> int:
        return self.row + 1


def signs_from_typed(rows: object) -> list[Sign]:
    """The symbols with a place; one without x or y is not drawn."""
    return [
        Sign(
            row=row,
            kind=_text(one.get("simbol")) or "titik",
            name=_text(one.get("nama")),
            jenis=_text(one.get("jenis")) if one.get("jenis") in _JENIS else "lainnya",
            x=min(FULL, max(0, x)),
            y=min(FULL, max(0, y)),
        )
        for row, one in _rows(rows)
        if (x := _whole(one.get("x"))) is not None and (y := _whole(one.get("y"))) is not None
    ]


def factors_from_typed(rows: object) -> list[Factor]:
    """The factors that have a name or a month; a month that is no number counts as 0."""
    factors = [
        Factor(row=row, name=_text(one.get("faktor")), months=_months(one.get("bulan")))
        for row, one in _rows(rows)
    ]
    return [one for one in factors if one.name or any(one.months)]


def institutions_from_typed(rows: object) -> list[Institution]:
    """The institutions with a name; a size or distance outside 1 to 5 is drawn as the middle."""
    return [
        Institution(
            row=row,
            name=name,
            size=_graded(one.get("ukuran")),
            distance=_graded(one.get("jarak")),
            angle=None if (angle := _whole(one.get("sudut"))) is None else angle % 360,
        )
        for row, one in _rows(rows)
        if (name := _text(one.get("nama")))
    ]


def _rows(rows: object) -> Iterable[tuple[int, Mapping[str, Any]]]:
    if not isinstance(rows, (list, tuple)):
        return []
    return [(row, one) for row, one in enumerate(rows) if isinstance(one, Mapping)]


def _text(value: object) -> str:
    return clean(str(value)[: 2 * _MOST_LETTERS])[:_MOST_LETTERS] if isinstance(value, str) else ""


def _whole(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    text = value.strip() if isinstance(value, str) else ""
    return int(text) if _WHOLE.fullmatch(text) else None


def _graded(value: object) -> int:
    number = _whole(value)
    return number if number is not None and 1 <= number <= LARGEST else (LARGEST + 1) // 2


def _months(values: object) -> tuple[int, ...]:
    given = list(values)[: len(MONTHS)] if isinstance(values, (list, tuple)) else []
    strengths = [min(STRONGEST, max(0, _whole(value) or 0)) for value in given]
    return (*strengths, *[0] * (len(MONTHS) - len(strengths)))
