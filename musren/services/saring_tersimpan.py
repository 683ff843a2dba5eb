"""Filters of the consolidated list that a person keeps under a name."""

from dataclasses import fields

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from musren.domain import teks
from musren.domain.errors import Invalid, NotFound, Refused
from musren.domain.peran import Act, Pelaku
from musren.domain.wilayah import Level, RegionCode
from musren.models.serapan import SaringTersimpan
from musren.services.daftar import Saring

LONGEST, MOST = 100, 50
NAMELESS = "Tulislah nama saringan, misalnya “APBD belum disepakati”."
EMPTY = "Pilih saringannya lebih dahulu, lalu simpan."
TOO_MANY = f"Anda sudah menyimpan {MOST} saringan. Hapus salah satu, lalu simpan lagi."
UNKNOWN = "Saringan itu tidak ada di antara saringan Anda."


def listed(session: Session, pelaku: Pelaku, place: RegionCode) -> list[SaringTersimpan]:
    """The person's own filters in this kabupaten, by name."""
    return list(
        session.scalars(
            select(SaringTersimpan)
            .where(
                SaringTersimpan.pengguna_id == pelaku.id,
                SaringTersimpan.kabupaten_kode == str(place.at(Level.KABUPATEN)),
            )
            .order_by(SaringTersimpan.nama)
        )
    )


def save(
    session: Session, act: Act, place: RegionCode, nama: str, saring: Saring
) -> SaringTersimpan:
    """Keep the filter; one of the same name is replaced. Raises Invalid or Refused."""
    name = teks.clean(nama, limit=LONGEST)
    if not name:
        raise Invalid(NAMELESS, {"nama": NAMELESS})
    if not saring.used():
        raise Invalid(EMPTY, {"nama": EMPTY})
    kabupaten = str(place.at(Level.KABUPATEN))
    own = (SaringTersimpan.pengguna_id == act.oleh.id,
           SaringTersimpan.kabupaten_kode == kabupaten)  # fmt: skip
    found = session.scalar(select(SaringTersimpan).where(*own, SaringTersimpan.nama == name))
    if found is None:
        if (session.scalar(select(func.count(SaringTersimpan.id)).where(*own)) or 0) >= MOST:
            raise Refused(TOO_MANY)
        found = SaringTersimpan(pengguna_id=act.oleh.id, kabupaten_kode=kabupaten, nama=name)
        session.add(found)
    found.saring, found.pada = saring.used(), act.pada
    session.flush()
    return found


def saring_of(one: SaringTersimpan) -> Saring:
    """The kept filter; names that are no filters any more fall away."""
    known = {f.name for f in fields(Saring)}
    return Saring(**{name: str(value) for name, value in one.saring.items() if name in known})


def delete(session: Session, act: Act, saring_id: int) -> SaringTersimpan:
    """Remove one's own filter; raises NotFound for that of another."""
    found = session.get(SaringTersimpan, saring_id)
    if found is None or found.pengguna_id != act.oleh.id:
        raise NotFound(UNKNOWN)
    session.delete(found)
    return found
