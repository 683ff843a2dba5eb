"""Signing in and out: tries are counted before any hashing, only hashes of secrets are kept."""

import secrets
from datetime import datetime, timedelta
from math import ceil

from argon2 import PasswordHasher
from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from musren.domain.errors import NotSignedIn, TooMany
from musren.domain.peran import Act, Pelaku
from musren.models.orang import Pengguna, PercobaanMasuk, Sesi
from musren.services import jejak, sandi
from musren.services.akun import HASHER, digest, pelaku_of, user_name

WINDOW = timedelta(minutes=15)
PER_NAME = 5
PER_ADDRESS = 50  # a whole village office sits behind one address
FORGOTTEN_AFTER = timedelta(days=1)
REFUSED = "Nama pengguna atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi."


class WrongPassword(NotSignedIn):
    """Name and password do not belong together; the same answer for names nobody has.

    The try was recorded in the session: whoever catches this should commit.
    """

    code = "gagal_masuk"


def sign_in(  # noqa: PLR0913
    session: Session, nama_pengguna: str, kata_sandi: str, *, alamat: str, pada: datetime,
    jam: int = 12, hasher: PasswordHasher = HASHER,
) -> tuple[Sesi, str]:  # fmt: skip
    """A new session of `jam` hours and its secret. Raises TooMany, WrongPassword."""
    name, address = user_name(nama_pengguna)[:64], alamat[:64]
    user = session.scalar(
        select(Pengguna).where(Pengguna.nama_pengguna == name).with_for_update()
    )  # locked, so that tries sent at once are counted one after the other
    _refuse_too_many(session, PercobaanMasuk.nama_pengguna == name, PER_NAME, pada)
    _refuse_too_many(session, PercobaanMasuk.alamat == address, PER_ADDRESS, pada)
    fits = sandi.matches(hasher, user.sandi_hash if user else None, kata_sandi)
    if user is None or not fits or not user.aktif:
        session.execute(delete(PercobaanMasuk).where(PercobaanMasuk.pada < pada - FORGOTTEN_AFTER))
        session.add(PercobaanMasuk(nama_pengguna=name, alamat=address, pada=pada))
        session.flush()
        raise WrongPassword(REFUSED)
    session.execute(delete(PercobaanMasuk).where(PercobaanMasuk.nama_pengguna == name))
    if hasher.check_needs_rehash(user.sandi_hash):
        user.sandi_hash = hasher.hash(kata_sandi)
    return open_session(session, user, pada=pada, jam=jam)


def _refuse_too_many(
    session: Session, same: ColumnElement[bool], most: int, pada: datetime
) -> None:
    recent = session.scalars(
        select(PercobaanMasuk.pada)
        .where(same, PercobaanMasuk.pada > pada - WINDOW)
        .order_by(PercobaanMasuk.pada.desc())
        .limit(most)
    ).all()
    if len(recent) < most:
        return
    minutes = max(1, ceil((recent[-1] + WINDOW - pada).total_seconds() / 60))
    raise TooMany(
        f"Terlalu banyak percobaan masuk yang gagal. Tunggu {minutes} menit, lalu coba lagi. Bila "
        "lupa kata sandi, mintalah administrator kabupaten membuatkan yang baru."
    )


def open_session(session: Session, user: Pengguna, *, pada: datetime, jam: int) -> tuple[Sesi, str]:
    """A fresh session, always with a secret of its own; the person's stale ones are removed."""
    session.execute(delete(Sesi).where(Sesi.pengguna_id == user.id, Sesi.berakhir <= pada))
    secret = secrets.token_urlsafe(32)
    made = Sesi(
        rahasia_hash=digest(secret), pengguna=user, dibuat=pada,
        berakhir=pada + timedelta(hours=jam),
    )  # fmt: skip
    session.add(made)
    session.flush()
    jejak.record(session, Act(oleh=pelaku_of(user, pada), pada=pada), "masuk", f"sesi:{made.id}")
    return made, secret


def find_session(session: Session, secret: str, now: datetime) -> Sesi | None:
    """The session of this secret while it lasts and its person may sign in."""
    found = session.scalar(select(Sesi).where(Sesi.rahasia_hash == digest(secret)))
    if found is None or found.berakhir <= now or not found.pengguna.aktif:
        return None
    return found


def actor_of(session: Session, secret: str, now: datetime) -> Pelaku | None:
    """Who is signed in, with the roles in force at this very request."""
    found = find_session(session, secret, now)
    return pelaku_of(found.pengguna, now) if found else None


def sign_out(session: Session, act: Act, secret: str) -> None:
    found = session.scalar(select(Sesi).where(Sesi.rahasia_hash == digest(secret)))
    if found is not None:
        jejak.record(session, act, "keluar", f"sesi:{found.id}")
        session.delete(found)


def sign_out_everywhere(session: Session, act: Act, user: Pengguna) -> None:
    """End every session of the person, on whatever device."""
    session.execute(delete(Sesi).where(Sesi.pengguna_id == user.id))
    jejak.record(session, act, "keluar_semua", f"pengguna:{user.id}")
