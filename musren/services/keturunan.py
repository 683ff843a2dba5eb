"""The family of a proposal over the years: what it continues and what continues it (II.D.3.d)."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import CTE, Subquery, select, union_all
from sqlalchemy.orm import Session

from musren.models.usulan import Silsilah, Usulan

LANJUTAN, GABUNG, PECAH = "lanjutan", "gabung", "pecah"
LINEAGE = (GABUNG, PECAH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Garis:
    """One line of descent: `jenis` is lanjutan, gabung or pecah."""

    asal_id: int
    hasil_id: int
    jenis: str
    alasan: str = ""


@dataclass(frozen=True, kw_only=True)
class Keturunan:
    """Everything of one family: ids of origins and of what came after, and the lines between."""

    asal: frozenset[int]
    hasil: frozenset[int]
    garis: tuple[Garis, ...]

    def reached(self, usulan_id: int) -> bool:
        return usulan_id in self.asal or usulan_id in self.hasil


def _edges() -> Subquery:
    """Every line: carried over to a later year, merged, split; undone ones not."""
    carried = select(Usulan.asal_id.label("asal"), Usulan.id.label("hasil")).where(
        Usulan.asal_id.is_not(None)
    )
    lined = select(Silsilah.asal_id, Silsilah.hasil_id).where(
        Silsilah.dibatalkan.is_(None), Silsilah.jenis.in_(LINEAGE)
    )
    return union_all(carried, lined).subquery("garis")


def _walk(start: int, *, back: bool) -> CTE:
    """All ids in one direction, by one recursive statement; a circle ends by itself."""
    first = select(Usulan.id).where(Usulan.id == start).cte("jalan", recursive=True)
    edges = _edges()
    here, there = (edges.c.hasil, edges.c.asal) if back else (edges.c.asal, edges.c.hasil)
    return first.union(select(there).join(first, first.c.id == here))


def family(session: Session, usulan_id: int) -> Keturunan:
    """Origins and descendants of one proposal, through every step; four statements."""
    sides = []
    for back in (True, False):
        walked = _walk(usulan_id, back=back)
        sides.append(frozenset(session.scalars(select(walked.c.id))) - {usulan_id})
    members = {usulan_id, *sides[0], *sides[1]}
    return Keturunan(
        asal=sides[0], hasil=sides[1], garis=tuple(_lines(session, members))
    )  # fmt: skip


def _lines(session: Session, members: Iterable[int]) -> list[Garis]:
    inside = set(members)
    carried = session.execute(
        select(Usulan.asal_id, Usulan.id)
        .where(Usulan.id.in_(inside), Usulan.asal_id.in_(inside))
        .order_by(Usulan.id)
    )
    found = [Garis(asal_id=a, hasil_id=b, jenis=LANJUTAN) for a, b in carried if a is not None]
    lined = session.execute(
        select(Silsilah.asal_id, Silsilah.hasil_id, Silsilah.jenis, Silsilah.alasan)
        .where(
            Silsilah.dibatalkan.is_(None), Silsilah.jenis.in_(LINEAGE),
            Silsilah.asal_id.in_(inside), Silsilah.hasil_id.in_(inside),
        )
        .order_by(Silsilah.id)
    )  # fmt: skip
    found.extend(Garis(asal_id=a, hasil_id=b, jenis=j, alasan=w) for a, b, j, w in lined)
    return found
