"""Figures that follow from what is typed in rows: totals, ranks, sums; never refusing anything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from marshmallow import ValidationError

from musren.forms.fields import Guided
from musren.forms.skala import whole_of
from musren.integration.penilaian import Dinilai, urutkan

Typed = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Hitung:
    """Score columns that are added up and ranked; `seri` names the column that breaks ties."""

    kolom: tuple[str, ...]
    jumlah: str = "Jumlah nilai"
    peringkat: str = "Peringkat"
    seri: str = ""


@dataclass(frozen=True, slots=True)
class Nilai:
    """What one row comes to; None while nothing (or for the rank: not everything) is scored."""

    jumlah: int | None
    peringkat: int | None


def nilai(rule: Hitung, rows: Sequence[Typed]) -> list[Nilai]:
    """Total and competition rank (1, 2, 2, 4) of each row, the highest total first.

    What cannot be read as a whole number is not counted, and a row that lacks a score has no
    rank yet. Equal totals share a rank until every one of them has its own `seri`, exactly as on
    the paper (integration.penilaian).
    """
    scored = [[_score(row.get(name)) for name in rule.kolom] for row in rows]
    given = [
        Dinilai(kode=str(number), skor=tuple(scores), seri=_score(row.get(rule.seri)))
        for number, (row, scores) in enumerate(zip(rows, scored, strict=True))
    ]
    ranks = {one.kode: one.peringkat for one in urutkan(rule.kolom, given)}
    return [Nilai(_total(scores), ranks[str(number)]) for number, scores in enumerate(scored)]


def jumlah(column: Guided, typed: Sequence[Any]) -> Any:
    """The sum of what can be read in a column of money or figures; 0 when nothing can."""
    return sum((_read(column, one) for one in typed), start=0)


def _score(value: Any) -> int | None:
    found = whole_of(value)
    return found if found is not None and abs(found) < 10**6 else None


def _total(scores: Sequence[int | None]) -> int | None:
    known = [one for one in scores if one is not None]
    return sum(known) if known else None


def _read(column: Guided, value: Any) -> int | Decimal:
    try:
        found = column.parse(value)
    except ValidationError:
        return 0
    return found if isinstance(found, int | Decimal) else 0
