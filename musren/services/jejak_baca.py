"""Reading the trace: pages of acts at a place, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from musren.domain.wilayah import RegionCode
from musren.models.jejak import Jejak

PAGE = 100


@dataclass(frozen=True, slots=True)
class HalamanJejak:
    """Up to 100 acts, and the id after which the next page starts (None on the last page)."""

    baris: Sequence[Jejak]
    berikut: int | None


def _inside(place: RegionCode) -> ColumnElement[bool]:
    return or_(Jejak.wilayah_kode == str(place), Jejak.wilayah_kode.startswith(f"{place}."))


def page(
    session: Session, place: RegionCode, tindakan: str = "", sebelum: int | None = None
) -> HalamanJejak:
    """Acts at or below a place, newest first; of one kind when `tindakan` is given."""
    statement = select(Jejak).where(_inside(place)).order_by(Jejak.id.desc()).limit(PAGE + 1)
    if tindakan:
        statement = statement.where(Jejak.tindakan == tindakan)
    if sebelum is not None:
        statement = statement.where(Jejak.id < sebelum)
    rows = list(session.scalars(statement))
    shown = rows[:PAGE]
    return HalamanJejak(shown, shown[-1].id if len(rows) > PAGE else None)


def kinds(session: Session, place: RegionCode) -> list[str]:
    """The kinds of acts that happened there, in alphabetical order."""
    return list(
        session.scalars(
            select(Jejak.tindakan).where(_inside(place)).distinct().order_by(Jejak.tindakan)
        )
    )
