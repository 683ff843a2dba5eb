"""Who did what with a proposal or a paper, in words, for the pages that show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.domain.peran import NAMA_PERAN, Peran
from musren.integration.tahapan import LABEL_STATUS, StatusUsulan
from musren.models.orang import Pengguna
from musren.models.usulan import RiwayatStatus, Usulan


@dataclass(frozen=True, slots=True, kw_only=True)
class Gerak:
    """One move of a proposal: to which state, who, in which role, when, why."""

    ke: str
    nama: str
    peran: str
    alasan: str
    pada: datetime


def role_name(peran: str) -> str:
    """The role as people call it; empty for acts of the system itself."""
    return NAMA_PERAN[Peran(peran)] if peran else ""


def names(session: Session, ids: Iterable[int | None]) -> dict[int, str]:
    """Names of people by id."""
    wanted = {one for one in ids if one is not None}
    if not wanted:
        return {}
    rows = session.execute(select(Pengguna.id, Pengguna.nama).where(Pengguna.id.in_(wanted)))
    return {row.id: row.nama for row in rows}


def of_proposal(session: Session, usulan: Usulan) -> list[Gerak]:
    """Every move of one proposal, oldest first."""
    moves = list(
        session.scalars(
            select(RiwayatStatus)
            .where(RiwayatStatus.usulan_id == usulan.id)
            .order_by(RiwayatStatus.id)
        )
    )
    known = names(session, (m.pelaku_id for m in moves))
    return [
        Gerak(
            ke=LABEL_STATUS[StatusUsulan(m.ke)], nama=known.get(m.pelaku_id or 0, "musren"),
            peran=role_name(m.peran), alasan=m.alasan, pada=m.pada,
        )
        for m in moves
    ]  # fmt: skip
