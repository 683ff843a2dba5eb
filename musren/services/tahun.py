"""Planning years: opening one, its profile, and changing a default with a trace."""

import json
from collections.abc import Mapping
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.domain.errors import Invalid, NotFound
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import Level, RegionCode
from musren.integration.profil import Profil, ProfileError, load
from musren.models.tahun import PaguKecamatan, PerubahanParameter, Tahun
from musren.services import jejak
from musren.services.perubahan import clean_reason
from musren.services.wilayah import ensure_region

DEFAULT_PROFILE = "pnpm-2010"
FIRST_YEAR, LAST_YEAR = 2000, 2100


def open_year(
    session: Session, act: Act, kabupaten: RegionCode, tahun: int, profil: str = DEFAULT_PROFILE
) -> Tahun:
    """The planning year of this kabupaten, opened now if it is not there yet."""
    if not FIRST_YEAR <= tahun <= LAST_YEAR:
        raise Invalid(f"Tahun {tahun} tidak wajar. Isi tahun empat angka, misalnya 2026.")
    found = find_year(session, kabupaten, tahun)
    if found is not None:
        return found
    ensure_region(session, kabupaten)
    load(profil)  # an unknown profile is refused before anything is kept
    made = Tahun(
        kabupaten_kode=str(kabupaten), tahun=tahun, profil=profil, parameter={}, dibuka=act.pada
    )
    session.add(made)
    session.flush()
    jejak.record(session, act, "buka_tahun", f"tahun:{made.id}", place=kabupaten)
    return made


def find_year(session: Session, kabupaten: RegionCode, tahun: int) -> Tahun | None:
    return session.scalar(
        select(Tahun).where(Tahun.kabupaten_kode == str(kabupaten), Tahun.tahun == tahun)
    )


def year_for(session: Session, place: RegionCode, tahun: int) -> Tahun:
    """The planning year in which this place plans; raises NotFound."""
    kabupaten = place.at(Level.KABUPATEN)
    found = find_year(session, kabupaten, tahun)
    if found is None:
        raise NotFound(f"Tahun perencanaan {tahun} belum dibuka. Mintalah Bappeda membukanya.")
    return found


def years_of(session: Session, kabupaten: RegionCode) -> list[Tahun]:
    return list(
        session.scalars(
            select(Tahun).where(Tahun.kabupaten_kode == str(kabupaten)).order_by(Tahun.tahun.desc())
        )
    )


@lru_cache(maxsize=64)
def _with_changes(slug: str, changes: str) -> Profil:
    given: dict[str, object] = json.loads(changes)
    ready = {k: tuple(v) if isinstance(v, list) else v for k, v in given.items()}
    return load(slug).dengan(ready)


def profile_of(year: Tahun) -> Profil:
    """The regulation profile with this kabupaten's own changes."""
    return _with_changes(year.profil, json.dumps(year.parameter, sort_keys=True))


def change_parameter(
    session: Session, act: Act, year: Tahun, changes: Mapping[str, object], alasan: str
) -> None:
    """Change defaults of the profile for this year; each change is kept with its reason."""
    alasan = clean_reason(alasan)
    if not alasan:
        raise Invalid("Isi alasan perubahan.", {"alasan": "Isi alasan perubahan."})
    known = profile_of(year).parameter()
    for one in known:
        if one.kunci in changes and not one.dipakai:
            told = f"“{one.label}” belum dipakai pada tahap ini, jadi tidak perlu diubah."
            raise Invalid(told, {one.kunci: told})
    before = {p.kunci: p.nilai for p in known}
    ready = {k: list(v) if isinstance(v, tuple) else v for k, v in changes.items()}
    try:
        load(year.profil).dengan({**_tuples(year.parameter), **_tuples(ready)})
    except ProfileError as reason:
        raise Invalid(str(reason), {_at_fault(year, ready): str(reason)}) from reason
    place = RegionCode.parse(year.kabupaten_kode)
    for kunci, nilai in ready.items():
        session.add(
            PerubahanParameter(
                tahun_id=year.id, kunci=kunci, lama=_told(before.get(kunci)), baru=_told(nilai),
                alasan=alasan, pengguna_id=act.oleh.id or None, pada=act.pada,
            )
        )  # fmt: skip
    year.parameter = {**year.parameter, **ready}
    jejak.record(
        session, act, "ubah_parameter", f"tahun:{year.id}", place=place, hak=Hak.UBAH_PARAMETER,
        rincian={"kunci": sorted(ready)},
    )  # fmt: skip


def _at_fault(year: Tahun, changes: Mapping[str, object]) -> str:
    """The change that does not work by itself, or the first when they only clash together."""
    for kunci, nilai in changes.items():
        try:
            load(year.profil).dengan({**_tuples(year.parameter), **_tuples({kunci: nilai})})
        except ProfileError:
            return kunci
    return next(iter(changes), "")


def _tuples(given: Mapping[str, object]) -> dict[str, object]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in given.items()}


def _told(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def changes_of(session: Session, year: Tahun) -> list[PerubahanParameter]:
    return list(
        session.scalars(
            select(PerubahanParameter)
            .where(PerubahanParameter.tahun_id == year.id)
            .order_by(PerubahanParameter.id.desc())
        )
    )


def blm_ceiling(session: Session, year: Tahun, kecamatan: RegionCode) -> int | None:
    """The kecamatan's BLM in rupiah, or None while nobody entered it."""
    found = session.get(PaguKecamatan, (year.id, str(kecamatan)))
    return found.blm if found else None


def set_blm_ceiling(
    session: Session, act: Act, year: Tahun, kecamatan: RegionCode, blm: int | None
) -> None:
    found = session.get(PaguKecamatan, (year.id, str(kecamatan)))
    before = found.blm if found else None
    if blm == before:
        return
    if blm is None:
        session.delete(found)
    elif found is None:
        session.add(PaguKecamatan(tahun_id=year.id, kecamatan_kode=str(kecamatan), blm=blm))
    else:
        found.blm = blm
    jejak.record(
        session, act, "ubah_pagu_blm", f"tahun:{year.id}", place=kecamatan,
        rincian={"lama": before, "baru": blm},
    )  # fmt: skip
