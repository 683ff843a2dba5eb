"""Long work in the table: asked for, claimed once, showing life and progress, ended with words.

The table is the truth, whoever runs the work. `versi` is the fence: it changes when a job changes
hands or ends, so that a worker that was given up as dead can neither report nor finish any more.
Signs of life and the wish to cancel leave it alone.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, Update, func, select, update
from sqlalchemy.orm import Session, joinedload

from musren.domain.daftar_wilayah import Entry
from musren.domain.errors import NotAllowed, NotFound, TooMany
from musren.domain.peran import Act, Hak, Pelaku
from musren.domain.wilayah import RegionCode
from musren.models.kerja import Pekerjaan
from musren.models.orang import Pengguna
from musren.models.tahun import Tahun
from musren.services import jejak, wilayah
from musren.services.jenis_pekerjaan import Isian, JenisPekerjaan, right

ANTRE, BERJALAN, SELESAI, GAGAL, BATAL = "antre", "berjalan", "selesai", "gagal", "batal"
TERBUKA = (ANTRE, BERJALAN)
LABEL = {
    ANTRE: "Menunggu giliran", BERJALAN: "Sedang dikerjakan", SELESAI: "Selesai",
    GAGAL: "Gagal", BATAL: "Dibatalkan",
}  # fmt: skip

MOST_OPEN = 5
MOST_LISTED = 50
MOST_TRIES = 2
STALE = timedelta(minutes=2)
"""Without a sign of life for so long, whoever ran the job is taken for dead."""

HIDDEN = "Pekerjaan itu tidak ada, atau bukan wewenang Anda. Periksa alamatnya di Pekerjaan saya."
NO_RIGHT = "Tugas Anda di wilayah ini tidak mencakup pekerjaan itu."
BEGAN_AGAIN = "Program sempat berhenti di tengah pekerjaan ini, jadi dimulai lagi dari awal."
GIVEN_UP = (
    "Program berhenti di tengah pekerjaan ini sampai dua kali, jadi tidak diulang lagi. Belum ada "
    "berkas yang dihasilkan. Mintalah sekali lagi; bila tetap gagal, sampaikan kepada "
    "administrator."
)
_LONGEST_NOW = 200


@dataclass(frozen=True, kw_only=True)
class Klaim:
    """A job in the hands of one worker: what to do for whom, and the fence it reports with."""

    id: int
    kode: str
    jenis: str
    isian: Isian
    tahun_id: int | None
    wilayah_kode: str | None
    pelaku_id: int
    percobaan: int
    catatan: Sequence[str]
    versi: int

    @property
    def place(self) -> RegionCode | None:
        return RegionCode.parse(self.wilayah_kode) if self.wilayah_kode else None


@dataclass(frozen=True, kw_only=True)
class Kemajuan:
    """How far a job is: `selesai` of `jumlah` steps (0: not known yet), and what it does now."""

    selesai: int = 0
    jumlah: int = 0
    kini: str = ""


@dataclass(frozen=True, kw_only=True)
class Hasil:
    """A file the job made, already in the store; `ukuran` in bytes."""

    nama: str
    tipe: str
    sha256: str
    ukuran: int


# --- asking, looking, cancelling ----------------------------------------------------------------


def ask(
    session: Session, act: Act, kind: JenisPekerjaan, year: Tahun, place: RegionCode,
    isian: Isian | None = None,
) -> Pekerjaan:  # fmt: skip
    """Put a job into the line. The same wish that is still open is the same job.

    Raises NotAllowed without the right, TooMany with five jobs open already.
    """
    if not act.oleh.may(kind.hak(place), place):
        raise NotAllowed(NO_RIGHT)
    wanted = dict(isian or {})
    _lock(session, act.oleh.id)
    still = session.scalars(
        select(Pekerjaan).where(
            Pekerjaan.pelaku_id == act.oleh.id, Pekerjaan.status.in_(TERBUKA)
        )
    ).all()  # fmt: skip
    for one in still:
        told = (one.jenis, one.tahun_id, one.wilayah_kode, one.isian, one.batal_diminta)
        if told == (kind.kunci, year.id, str(place), wanted, False):
            return one
    if len(still) >= MOST_OPEN:
        raise TooMany(
            f"Anda masih mempunyai {len(still)} pekerjaan yang belum selesai. Tunggu salah satunya "
            "selesai, atau batalkan yang tidak diperlukan."
        )
    named = Entry(place, wilayah.name(session, place)).nama_lengkap
    made = Pekerjaan(
        kode=secrets.token_hex(12), jenis=kind.kunci, judul=f"{kind.nama}, {named} {year.tahun}",
        tahun_id=year.id, wilayah_kode=str(place), isian=wanted, status=ANTRE, jumlah=0, selesai=0,
        kini="", pesan="", batal_diminta=False, hasil=[], catatan=[], percobaan=0,
        pelaku_id=act.oleh.id, dibuat=act.pada,
    )  # fmt: skip
    session.add(made)
    session.flush()
    jejak.record(
        session, act, "minta_pekerjaan", f"pekerjaan:{made.kode}", place=place,
        hak=kind.hak(place), rincian={"jenis": kind.kunci, **_told(wanted)},
    )  # fmt: skip
    return made


def _told(isian: Isian) -> dict[str, Any]:
    return {"isian": isian} if isian else {}


def _lock(session: Session, pengguna_id: int) -> None:
    """Two clicks at once are one wish (PostgreSQL; SQLite has one writer anyway)."""
    session.execute(
        select(Pengguna.id).where(Pengguna.id == pengguna_id).with_for_update(key_share=True)
    )


def find(session: Session, kode: str) -> Pekerjaan:
    """The job of that code; raises NotFound."""
    found = session.scalar(select(Pekerjaan).where(Pekerjaan.kode == kode[:64]))
    if found is None:
        raise NotFound(HIDDEN)
    return found


def place_of(one: Pekerjaan) -> RegionCode | None:
    return RegionCode.parse(one.wilayah_kode) if one.wilayah_kode else None


def right_of(one: Pekerjaan) -> Hak | None:
    """The right at its place that opens the job to others; None when it has no place or kind."""
    place = place_of(one)
    if place is None:
        return None
    try:
        return right(one.jenis, place)
    except NotFound:
        return None


def is_mine(pelaku: Pelaku, one: Pekerjaan) -> bool:
    return one.pelaku_id == pelaku.id


def may_take(pelaku: Pelaku, one: Pekerjaan) -> bool:
    """Whether the files are for this person now: the right at the place, held at this moment.

    The files of a job without a place are for the asker alone.
    """
    hak, place = right_of(one), place_of(one)
    if hak is None or place is None:
        return place is None and is_mine(pelaku, one)
    return pelaku.may(hak, place)


def need(session: Session, pelaku: Pelaku, kode: str) -> Pekerjaan:
    """The job, for its asker and for who holds the right at its place; raises NotFound."""
    found = find(session, kode)
    if not is_mine(pelaku, found) and not may_take(pelaku, found):
        raise NotFound(HIDDEN)
    return found


def need_file(session: Session, act: Act, kode: str, nomor: int) -> tuple[Pekerjaan, Hasil]:
    """One file of a finished job, counted from 1; raises NotFound, NotAllowed without the right."""
    found = need(session, act.oleh, kode)
    if not may_take(act.oleh, found):
        raise NotAllowed(NO_RIGHT)
    files = files_of(found)
    if not 1 <= nomor <= len(files):
        raise NotFound(HIDDEN)
    return found, files[nomor - 1]


def files_of(one: Pekerjaan) -> list[Hasil]:
    return [Hasil(**row) for row in one.hasil]


def record_download(session: Session, act: Act, one: Pekerjaan, file: Hasil) -> None:
    """Keep who took which file."""
    jejak.record(
        session, act, "unduh_hasil_pekerjaan", f"pekerjaan:{one.kode}", place=place_of(one),
        hak=right_of(one), rincian={"berkas": file.nama, "ukuran": file.ukuran},
    )  # fmt: skip


def mine(session: Session, pelaku: Pelaku) -> list[Pekerjaan]:
    """The jobs this person asked for, newest first, at most fifty."""
    return list(
        session.scalars(
            select(Pekerjaan)
            .where(Pekerjaan.pelaku_id == pelaku.id)
            .order_by(Pekerjaan.id.desc())
            .limit(MOST_LISTED)
            .options(joinedload(Pekerjaan.pelaku))
        )
    )


def wish_cancel(session: Session, act: Act, one: Pekerjaan) -> None:
    """Stop a waiting job at once, a running one at its next safe point; an ended one stays.

    Raises NotFound for a job of somebody else.
    """
    if not is_mine(act.oleh, one):
        raise NotFound(HIDDEN)
    waits = update(Pekerjaan).where(Pekerjaan.id == one.id, Pekerjaan.status == ANTRE)
    runs = update(Pekerjaan).where(
        Pekerjaan.id == one.id, Pekerjaan.status == BERJALAN,
        Pekerjaan.batal_diminta.is_(False),
    )  # fmt: skip
    ended = {"status": BATAL, "berakhir": act.pada, "versi": Pekerjaan.versi + 1}
    if _changed(session, waits.values(batal_diminta=True, **ended)) or _changed(
        session, runs.values(batal_diminta=True)
    ):
        jejak.record(
            session, act, "batalkan_pekerjaan", f"pekerjaan:{one.kode}", place=place_of(one),
            hak=right_of(one),
        )  # fmt: skip
    session.expire(one)


def _changed(session: Session, change: Update) -> bool:
    done = session.execute(change.execution_options(synchronize_session=False))
    return cast("CursorResult[Any]", done).rowcount == 1


# --- for those who run it -----------------------------------------------------------------------


def claim(session: Session, pada: datetime, kode: str = "") -> Klaim | None:
    """Take the oldest waiting job, or the one of that code; None when there is none (any more).

    Asked by many at once, one gets it: the row changes hands only while it still waits.
    """
    waiting = select(Pekerjaan.id, Pekerjaan.versi).where(Pekerjaan.status == ANTRE)
    if kode:
        waiting = waiting.where(Pekerjaan.kode == kode)
    first = session.execute(
        waiting.order_by(Pekerjaan.id).limit(1).with_for_update(skip_locked=True)
    ).first()
    if first is None:
        return None
    row = session.execute(
        update(Pekerjaan)
        .where(
            Pekerjaan.id == first.id, Pekerjaan.versi == first.versi, Pekerjaan.status == ANTRE
        )
        .values(
            status=BERJALAN, mulai=pada, detak=pada, selesai=0, jumlah=0, kini="",
            percobaan=Pekerjaan.percobaan + 1, versi=Pekerjaan.versi + 1,
        )
        .returning(
            Pekerjaan.id, Pekerjaan.kode, Pekerjaan.jenis, Pekerjaan.isian, Pekerjaan.tahun_id,
            Pekerjaan.wilayah_kode, Pekerjaan.pelaku_id, Pekerjaan.percobaan, Pekerjaan.catatan,
            Pekerjaan.versi,
        )
        .execution_options(synchronize_session=False)
    ).first()  # fmt: skip
    return None if row is None else Klaim(**row._asdict())


def _held(klaim: Klaim) -> Update:
    return update(Pekerjaan).where(
        Pekerjaan.id == klaim.id, Pekerjaan.versi == klaim.versi, Pekerjaan.status == BERJALAN
    )


def beat(session: Session, klaim: Klaim, pada: datetime, kemajuan: Kemajuan) -> bool | None:
    """A sign of life with the progress; whether the asker wants to stop, None when it is lost."""
    return session.execute(
        _held(klaim)
        .values(
            detak=pada, selesai=kemajuan.selesai, jumlah=kemajuan.jumlah,
            kini=kemajuan.kini[:_LONGEST_NOW],
        )
        .returning(Pekerjaan.batal_diminta)
        .execution_options(synchronize_session=False)
    ).scalar()  # fmt: skip


def finish(
    session: Session, act: Act, klaim: Klaim, hasil: Sequence[Hasil], catatan: Sequence[str]
) -> bool:
    """The job is done with these files and notes; False when it is in other hands by now."""
    files = [
        {"nama": h.nama, "tipe": h.tipe, "sha256": h.sha256, "ukuran": h.ukuran} for h in hasil
    ]
    ended = _held(klaim).values(
        status=SELESAI, hasil=files, catatan=[*klaim.catatan, *catatan], kini="",
        selesai=Pekerjaan.jumlah, berakhir=act.pada, detak=act.pada, versi=Pekerjaan.versi + 1,
    )  # fmt: skip
    return _ended(session, act, klaim, "selesai_pekerjaan", ended)


def fail(session: Session, act: Act, klaim: Klaim, kalimat: str) -> bool:
    """The job ended without files, for this reason; False when it is in other hands by now."""
    ended = _held(klaim).values(
        status=GAGAL, pesan=kalimat, berakhir=act.pada, versi=Pekerjaan.versi + 1
    )
    return _ended(session, act, klaim, "gagal_pekerjaan", ended)


def stop(session: Session, act: Act, klaim: Klaim) -> bool:
    """The job was stopped because its asker wished so; False when it is in other hands by now."""
    ended = _held(klaim).values(status=BATAL, berakhir=act.pada, versi=Pekerjaan.versi + 1)
    return _changed(session, ended)


def _ended(session: Session, act: Act, klaim: Klaim, tindakan: str, change: Update) -> bool:
    if not _changed(session, change):
        return False
    jejak.record(
        session, act, tindakan, f"pekerjaan:{klaim.kode}", place=klaim.place,
        rincian={"jenis": klaim.jenis},
    )  # fmt: skip
    return True


def take_over(session: Session, pada: datetime) -> list[str]:
    """Jobs whose worker shows no life: offered again, or ended with words after the second time.

    Returns the codes of those that wait again.
    """
    silent = session.scalars(
        select(Pekerjaan)
        .where(Pekerjaan.status == BERJALAN, Pekerjaan.detak < pada - STALE)
        .order_by(Pekerjaan.id)
        .with_for_update(skip_locked=True)
    )
    again = []
    for one in silent:
        if one.batal_diminta:
            one.status, one.berakhir = BATAL, pada
        elif one.percobaan >= MOST_TRIES:
            one.status, one.pesan, one.berakhir = GAGAL, GIVEN_UP, pada
        else:
            one.status, one.detak = ANTRE, None
            one.catatan = [*one.catatan, BEGAN_AGAIN]
            again.append(one.kode)
    session.flush()
    return again


def waiting(session: Session) -> list[str]:
    """The codes of the jobs that wait for a worker, oldest first."""
    return list(
        session.scalars(
            select(Pekerjaan.kode).where(Pekerjaan.status == ANTRE).order_by(Pekerjaan.id)
        )
    )


def is_any_open(session: Session) -> bool:
    """Whether anything waits or runs, in whatever hands."""
    return bool(
        session.scalar(
            select(func.count()).select_from(Pekerjaan).where(Pekerjaan.status.in_(TERBUKA))
        )
    )


def asker(session: Session, klaim: Klaim) -> Pengguna:
    """Who asked for it."""
    return session.get_one(Pengguna, klaim.pelaku_id)
