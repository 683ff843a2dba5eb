"""The lines of a budget on the page: counts by state, filters, a hundred at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from musren.domain.wilayah import RegionCode
from musren.models.serapan import BarisAnggaran, Serapan
from musren.models.tahun import Tahun
from musren.services.anggaran.kaitan import KEADAAN

PER_PAGE = 100


@dataclass(frozen=True, kw_only=True)
class Ringkas:
    """How many lines of a state there are, and what they come to."""

    keadaan: str
    nama: str
    baris: int
    pagu: int


@dataclass(frozen=True, kw_only=True)
class HalamanAnggaran:
    """Up to a hundred lines with the proposals they pay, and how many there are."""

    baris: Sequence[BarisAnggaran]
    banyak: int
    halaman: int

    @property
    def semua(self) -> int:
        return max(1, -(-self.banyak // PER_PAGE))


def _of(year: Tahun, place: RegionCode) -> list[ColumnElement[bool]]:
    return [BarisAnggaran.tahun_id == year.id, BarisAnggaran.wilayah_kode == str(place)]


def counts(session: Session, year: Tahun, place: RegionCode) -> list[Ringkas]:
    """Of each state, also those with no line."""
    rows = session.execute(
        select(BarisAnggaran.keadaan, func.count(), func.sum(BarisAnggaran.pagu))
        .where(*_of(year, place))
        .group_by(BarisAnggaran.keadaan)
    )
    found: Mapping[str, tuple[int, int]] = {key: (n, int(rp)) for key, n, rp in rows}
    return [
        Ringkas(keadaan=key, nama=nama, baris=found.get(key, (0, 0))[0],
                pagu=found.get(key, (0, 0))[1])
        for key, nama in KEADAAN.items()
    ]  # fmt: skip


def agencies(session: Session, year: Tahun, place: RegionCode) -> list[str]:
    """The SKPD as the budget writes them."""
    found = session.scalars(
        select(BarisAnggaran.skpd)
        .where(*_of(year, place), BarisAnggaran.skpd != "")
        .distinct()
        .order_by(BarisAnggaran.skpd)
    )
    return list(found)


def page(
    session: Session, year: Tahun, place: RegionCode, keadaan: str, skpd: str, halaman: int
) -> HalamanAnggaran:
    """Lines of one state in the order of the file; in a few statements."""
    wanted = [*_of(year, place), BarisAnggaran.keadaan == keadaan]
    if skpd:
        wanted.append(BarisAnggaran.skpd == skpd)
    count = session.scalar(select(func.count()).select_from(BarisAnggaran).where(*wanted)) or 0
    number = max(1, min(halaman, -(-count // PER_PAGE)))
    found = session.scalars(
        select(BarisAnggaran)
        .where(*wanted)
        .order_by(BarisAnggaran.nomor_baris, BarisAnggaran.id)
        .limit(PER_PAGE)
        .offset((number - 1) * PER_PAGE)
        .options(selectinload(BarisAnggaran.serapan).joinedload(Serapan.usulan))
    )
    return HalamanAnggaran(baris=list(found), banyak=count, halaman=number)


def shares_of(session: Session, usulan_id: int) -> list[Serapan]:
    """What each budget line gives one proposal."""
    return list(
        session.scalars(
            select(Serapan)
            .where(Serapan.usulan_id == usulan_id)
            .order_by(Serapan.id)
            .options(joinedload(Serapan.baris))
        )
    )
