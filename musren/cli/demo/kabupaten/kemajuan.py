"""Work under way in one kecamatan of the fictional kabupaten; some of it is finished (V.B)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session

from musren.cli.demo.langkah import send
from musren.cli.demo.orang import Pemeran
from musren.cli.ruang import Ruang
from musren.domain.peran import Peran
from musren.domain.wilayah import Level, RegionCode
from musren.models.serapan import Kemajuan, Serapan
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, Usulan
from musren.services.anggaran.calon import DECREED, inside

Row = dict[str, Any]

SEEN, FINISHED, TWICE = 0.45, 0.5, 0.4
"""How often work is looked at; of that, how often it is finished, and looked at before too."""

UNDER_WAY = (10, 25, 40, 50, 60, 75, 90)
WORDS = ("Dilihat bersama TPK.", "Pekerjaan berjalan sesuai jadwal.", "")
FULL = 100


@dataclass(frozen=True, kw_only=True)
class Pekerjaan:
    """A paid proposal and what it gets, whole rupiah."""

    usulan_id: int
    desa: RegionCode
    dana: int


def play(room: Ruang, year_id: int, place: RegionCode, seed: int) -> None:
    """Look at some of the paid work of the kecamatan; once looked at, it stays as it is."""
    with room.database.write() as session:
        year = session.get_one(Tahun, year_id)
        if _seen(session, year, place):
            return
        chance = Random(f"{seed}/{place}/kemajuan")  # noqa: S311  a repeatable play
        cast = Pemeran(session)
        for one in paid(session, year, place):
            if chance.random() < SEEN:
                _look(session, cast, year, one, _entries(chance, year, one))


def _seen(session: Session, year: Tahun, place: RegionCode) -> bool:
    wanted = (
        select(Kemajuan.id)
        .join(Usulan, Usulan.id == Kemajuan.usulan_id)
        .where(Usulan.tahun_id == year.id, inside(place))
    )
    return session.scalar(wanted.limit(1)) is not None


def paid(session: Session, year: Tahun, place: RegionCode) -> list[Pekerjaan]:
    """Proposals paid by a budget or by BLM, in the order of their codes."""
    shared = (
        select(func.coalesce(func.sum(Serapan.jumlah), 0))
        .where(Serapan.usulan_id == Usulan.id)
        .scalar_subquery()
    )
    blm = and_(Usulan.status == DECREED, Keputusan.sumber == "blm")
    budget = exists().where(Serapan.usulan_id == Usulan.id)
    rows = session.execute(
        select(Usulan.id, Usulan.desa_kode, shared, Keputusan.biaya_sumber)
        .outerjoin(
            Keputusan, and_(Keputusan.usulan_id == Usulan.id, Keputusan.tingkat == "kecamatan")
        )
        .where(Usulan.tahun_id == year.id, inside(place), or_(budget, blm))
        .order_by(Usulan.kode)
    )
    return [
        Pekerjaan(usulan_id=one, desa=RegionCode(kode), dana=int(share) or int(grant or 0))
        for one, kode, share, grant in rows
    ]


def _entries(chance: Random, year: Tahun, one: Pekerjaan) -> Sequence[Row]:
    """What was seen: the last time in October, sometimes once before."""
    last = date(year.tahun, 10, 3) + timedelta(days=chance.randint(0, 20))
    percent = FULL if chance.random() < FINISHED else chance.choice(UNDER_WAY)
    seen = [(last, percent)]
    if chance.random() < TWICE:
        seen.insert(0, (last - timedelta(days=60), percent // 2))
    words = chance.choice(WORDS)
    return [
        {"tanggal": day, "persen": done, "catatan": words,
         "realisasi": one.dana * done // FULL or None}
        for day, done in seen
    ]  # fmt: skip


def _look(
    session: Session, cast: Pemeran, year: Tahun, one: Pekerjaan, entries: Sequence[Row]
) -> None:
    for number, entry in enumerate(entries):
        act = cast.act(Peran.BAPPEDA, one.desa.at(Level.KABUPATEN), entry["tanggal"], hour=9)
        send(session, act, "kemajuan", year, one.desa, entry, objek=f"usulan:{one.usulan_id}",
             kali=str(number))  # fmt: skip
