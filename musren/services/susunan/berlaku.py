"""The papers that hold at a place now, and all it ever had."""

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from musren.domain.errors import NotReady
from musren.domain.wilayah import RegionCode
from musren.integration.profil.skema import Surat
from musren.models.naskah import Naskah
from musren.models.tahun import Tahun
from musren.services.susunan.jenis import kind_of
from musren.services.tahun import profile_of

IN_FORCE = ("disusun", "terbit", "ditandatangani")


def rules_of(year: Tahun, jenis: str) -> Surat:
    """What the profile says of the kind in this paper's key."""
    return profile_of(year).surat_jenis(kind_of(jenis))


def in_force(session: Session, year: Tahun, place: RegionCode, jenis: str) -> Naskah | None:
    """The paper with this key that holds now: not replaced, not void."""
    return session.scalar(
        select(Naskah)
        .where(
            Naskah.tahun_id == year.id,
            Naskah.wilayah_kode == str(place),
            Naskah.jenis == jenis,
            Naskah.status.in_(IN_FORCE),
        )
        .order_by(Naskah.id.desc())
        .options(selectinload(Naskah.tanda_tangan))
    )


def need_in_force(session: Session, year: Tahun, place: RegionCode, jenis: str) -> Naskah:
    """The paper that holds; raises NotReady."""
    found = in_force(session, year, place, jenis)
    if found is None:
        raise NotReady(f"{rules_of(year, jenis).nama} belum diterbitkan.")
    return found


def of_place(session: Session, year: Tahun, place: RegionCode) -> list[Naskah]:
    """All papers of a place in a year, replaced ones too, oldest first."""
    return list(
        session.scalars(
            select(Naskah)
            .where(Naskah.tahun_id == year.id, Naskah.wilayah_kode == str(place))
            .order_by(Naskah.id)
            .options(selectinload(Naskah.tanda_tangan))
        )
    )
