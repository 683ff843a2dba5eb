"""The register of all kinds of papers, by level of place, in the order of the steps."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from musren.domain.errors import NotFound
from musren.domain.wilayah import Level, RegionCode
from musren.models.tahun import Tahun
from musren.services.susunan import (
    dprd,
    kabupaten,
    kecamatan,
    laporan,
    mkp,
    musrenbangdes,
    pertemuan,
    pkd,
    rkp,
    rpjm,
    verifikasi,
)
from musren.services.susunan.jenis import Butir, JenisNaskah, Pokok, kind_of, object_of

NASKAH: tuple[JenisNaskah, ...] = (
    *pertemuan.NASKAH,
    *pkd.NASKAH,
    *rpjm.NASKAH,
    *mkp.NASKAH,
    *musrenbangdes.NASKAH,
    *rkp.NASKAH,
    *kabupaten.DI_KECAMATAN,
    *verifikasi.NASKAH,
    *kecamatan.NASKAH,
    *laporan.DI_KECAMATAN,
    *kabupaten.NASKAH,
    *laporan.NASKAH,
    *dprd.NASKAH,
)

DAFTAR = {(one.tingkat, one.kode): one for one in NASKAH}


def kinds_at(level: Level) -> tuple[JenisNaskah, ...]:
    """The kinds a place of this level has, in the order of the steps."""
    return tuple(one for one in NASKAH if one.tingkat is level)


def find(jenis: str, place: RegionCode) -> JenisNaskah:
    """The kind in a paper's key at this place; raises NotFound."""
    found = DAFTAR.get((place.level, kind_of(jenis)))
    if found is None:
        raise NotFound("Jenis naskah itu tidak ada untuk wilayah ini.")
    return found


def about(session: Session, year: Tahun, place: RegionCode, jenis: str) -> Pokok:
    """The subject a paper's key names; raises NotFound for an object the place does not have."""
    kind, objek = find(jenis, place), object_of(jenis)
    if objek not in {one.objek for one in kind.objek(session, year, place)}:
        raise NotFound("Naskah itu tidak ada untuk wilayah dan tahun ini.")
    return Pokok(session=session, year=year, place=place, jenis=kind.kode, objek=objek)


def keys_at(
    session: Session, year: Tahun, place: RegionCode
) -> list[tuple[JenisNaskah, Sequence[Butir]]]:
    """Every kind of this place with what it can be about now."""
    return [(one, one.objek(session, year, place)) for one in kinds_at(place.level)]
