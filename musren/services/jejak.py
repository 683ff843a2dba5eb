"""The trace: one row for each change, in the transaction of the change."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from musren.domain.peran import Act, Hak
from musren.domain.wilayah import RegionCode
from musren.models.jejak import Jejak


def record(  # noqa: PLR0913  a trace tells this much
    session: Session,
    act: Act,
    tindakan: str,
    objek: str,
    *,
    place: RegionCode | None = None,
    hak: Hak | None = None,
    rincian: Mapping[str, Any] | None = None,
) -> None:
    """Add a row; never passwords, never whole answers."""
    role = act.oleh.role_for(hak, place) if hak and place else None
    session.add(
        Jejak(
            pada=act.pada,
            pengguna_id=act.oleh.id or None,
            peran=role.value if role else "",
            tindakan=tindakan,
            objek=objek,
            wilayah_kode=str(place) if place else None,
            rincian=dict(rincian or {}),
        )
    )
