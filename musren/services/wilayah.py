"""Loading regions and reading places."""

from sqlalchemy import ColumnElement, func, insert, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from musren.domain import daftar_wilayah
from musren.domain.errors import NotFound
from musren.domain.wilayah import BadRegionCode, Level, RegionCode
from musren.models.wilayah import Dusun, Wilayah


def parse_code(text: str) -> RegionCode:
    """The code; raises NotFound, for an address with a broken code leads nowhere."""
    try:
        return RegionCode.parse(text)
    except BadRegionCode as reason:
        raise NotFound(str(reason)) from reason


def ensure_region(session: Session, code: RegionCode) -> int:
    """Load the kabupaten of this place with all its kecamatan and desa; returns how many rows.

    A second call adds nothing. Raises NotFound when the code is in no list.
    """
    try:
        kabupaten = code.at(Level.KABUPATEN)
        daftar_wilayah.get(code)
        entries = daftar_wilayah.entries_of(kabupaten)
    except (BadRegionCode, daftar_wilayah.UnknownRegion) as reason:
        raise NotFound(str(reason)) from reason
    known = set(session.scalars(select(Wilayah.kode)))
    rows = [
        {
            "kode": str(entry.kode),
            "nama": entry.nama,
            "tingkat": int(entry.kode.level),
            "induk_kode": str(entry.kode.parent) if entry.kode.parent else None,
        }
        for entry in sorted(entries, key=lambda e: e.kode.level)
        if str(entry.kode) not in known
    ]
    for level in Level:  # parents first, for the database checks them
        batch = [row for row in rows if row["tingkat"] == int(level)]
        if batch:
            session.execute(insert(Wilayah), batch)
    return len(rows)


def get(session: Session, code: RegionCode) -> Wilayah:
    found = session.get(Wilayah, str(code))
    if found is None:
        raise NotFound(f"Wilayah {code} belum dimuat. Mintalah administrator memuatnya.")
    return found


def inside(column: InstrumentedAttribute[str], place: RegionCode) -> ColumnElement[bool]:
    """The condition on a column of codes that it is the place or lies below it.

    A village has nothing below it: there the code alone is asked for, so that an index serves.
    """
    if place.level is Level.DESA:
        return column == str(place)
    return or_(column == str(place), column.startswith(f"{place}."))


def lock_place(session: Session, code: RegionCode) -> None:
    """One writer at a time at a place, so that numbers, keys and papers cannot cross (PostgreSQL).

    SQLite has one writer anyway.
    """
    session.execute(
        select(Wilayah.kode).where(Wilayah.kode == str(code)).with_for_update(key_share=True)
    )


def name(session: Session, code: RegionCode) -> str:
    return get(session, code).nama


def children(session: Session, code: RegionCode) -> list[Wilayah]:
    return list(
        session.scalars(
            select(Wilayah).where(Wilayah.induk_kode == str(code)).order_by(Wilayah.kode)
        )
    )


def is_desa(place: Wilayah) -> bool:
    """Whether it plans as a village; a kelurahan plans elsewhere. Invented places count too."""
    return daftar_wilayah.Entry(RegionCode.parse(place.kode), place.nama).sebutan == "Desa"


def is_loaded(session: Session, kabupaten: RegionCode) -> bool:
    found = session.scalar(select(func.count()).where(Wilayah.induk_kode == str(kabupaten)))
    return bool(found)


def dusun_of(session: Session, desa: RegionCode) -> list[Dusun]:
    return list(
        session.scalars(
            select(Dusun).where(Dusun.desa_kode == str(desa)).order_by(Dusun.urutan, Dusun.id)
        )
    )


def loaded_kabupaten(session: Session) -> list[Wilayah]:
    return list(
        session.scalars(
            select(Wilayah).where(Wilayah.tingkat == int(Level.KABUPATEN)).order_by(Wilayah.kode)
        )
    )
