"""Small long work for tests: a kind that does as it is told, and somebody who asks for it."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.adapters.gudang import Gudang
from musren.domain.errors import Unavailable
from musren.domain.peran import Act, Peran
from musren.domain.wilayah import Level, RegionCode
from musren.jobs.konteks import Alat, Konteks
from musren.jobs.mesin import Mesin
from musren.models.database import Database
from musren.models.kerja import Pekerjaan
from musren.models.orang import Pengguna, Tugas
from musren.services import akun, pekerjaan
from musren.services.jenis_pekerjaan import JENIS, JenisPekerjaan
from tests import dunia

KUNCI = "uji"
KIND = JenisPekerjaan(
    kunci=KUNCI, nama="Pekerjaan uji", tingkat=frozenset({Level.KECAMATAN, Level.KABUPATEN})
)


def somebody(session: Session, peran: Peran = Peran.CAMAT) -> Act:
    """A stored person who holds the role now, not only in this process."""
    where = dunia.place_for(peran)
    person = session.get_one(Pengguna, dunia.actor(session, peran, where).id)
    if not session.scalar(select(Tugas.id).where(Tugas.pengguna_id == person.id)):
        session.add(
            Tugas(pengguna=person, peran=peran.value, wilayah_kode=str(where),
                  mulai=date(2010, 1, 1))
        )  # fmt: skip
        session.flush()
    session.refresh(person)
    return Act(oleh=akun.pelaku_of(person, dunia.NOW), pada=dunia.NOW)


def asked(
    database: Database, kunci: str = KUNCI, place: RegionCode = dunia.KECAMATAN,
    peran: Peran = Peran.CAMAT, **isian: Any,
) -> str:  # fmt: skip
    """A job in the line; its code."""
    JENIS.setdefault(KUNCI, KIND)
    with database.write() as session:
        year = dunia.year(session)  # which loads the region first
        act = somebody(session, peran)
        return pekerjaan.ask(session, act, JENIS[kunci], year, place, isian).kode


def stored(database: Database, kode: str) -> Pekerjaan:
    with database.read() as session:
        found = pekerjaan.find(session, kode)
        session.expunge(found)
    return found


def no_converter() -> Any:
    raise Unavailable("LibreOffice belum terpasang di komputer ini.")


def tools(
    database: Database, folder: Path, clock: Callable[[], datetime] = lambda: dunia.NOW
) -> Alat:
    return Alat(
        database=database, store=Gudang(folder / "berkas"), clock=clock, find=no_converter
    )  # fmt: skip


def engine(
    alat: Alat, does: Callable[[Konteks], None] | None = None, **kinds: Callable[[Konteks], None]
) -> Mesin:
    """An engine that writes every report at once and beats only then."""
    kerja = {KUNCI: does, **kinds} if does else kinds
    return Mesin(alat=alat, kerja=kerja, jeda=0, detak=3600)
