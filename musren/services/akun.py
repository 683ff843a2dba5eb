"""People and what they may do: users, their roles at places, their keys for programs."""

import hashlib
import re
import secrets
from datetime import date, datetime, timedelta

from argon2 import PasswordHasher
from sqlalchemy import ColumnElement, delete, func, or_, select
from sqlalchemy.orm import Session

from musren.domain import teks
from musren.domain.errors import Conflict, Invalid, NotAllowed, NotFound, Refused
from musren.domain.peran import NAMA_PERAN, TINGKAT_PERAN, Act, Hak, Pelaku, Penugasan, Peran
from musren.domain.peran import in_force as roles_in_force
from musren.domain.waktu import day_of, end_of
from musren.domain.wilayah import Level, RegionCode
from musren.models.orang import Pengguna, Sesi, Token, Tugas
from musren.services import jejak, sandi, wilayah

HASHER = PasswordHasher()
NAMA_TINGKAT = {
    Level.PROVINSI: "provinsi",
    Level.KABUPATEN: "kabupaten/kota",
    Level.KECAMATAN: "kecamatan",
    Level.DESA: "desa/kelurahan",
}
_USER_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,63}")
LONGEST_TOKEN = timedelta(days=366)
_ATTEMPTS_SHOWN = 200


def digest(secret: str) -> str:
    """What is kept of a random secret; long random secrets need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def system(nama: str = "musren") -> Pelaku:
    """Nobody in particular: a command on the machine itself."""
    return Pelaku(id=0, nama=nama)


def user_name(text: str) -> str:
    """The user name as it is kept and compared."""
    return text.strip().casefold()


# --- users ----------------------------------------------------------------------------------


def create_user(  # noqa: PLR0913
    session: Session, act: Act, nama_pengguna: str, nama: str, kata_sandi: str, *,
    ganti_sandi: bool = False, hasher: PasswordHasher = HASHER,
) -> Pengguna:  # fmt: skip
    """A new person who may sign in. Raises Invalid (fields nama_pengguna, nama, sandi)."""
    wanted, told = user_name(nama_pengguna), teks.clean(nama, limit=200)
    wrong: dict[str, str] = {}
    if not _USER_NAME.fullmatch(wanted):
        wrong["nama_pengguna"] = (
            "Nama pengguna terdiri atas 3–64 huruf kecil, angka, titik, garis bawah atau tanda "
            "hubung, tanpa spasi. Contoh: siti.sukamaju."
        )
    elif find_user(session, wanted) is not None:
        wrong["nama_pengguna"] = f"Nama pengguna “{wanted}” sudah dipakai. Pilih yang lain."
    if not told:
        wrong["nama"] = "Isi nama lengkap."
    try:
        sandi.check(kata_sandi, wanted)
    except Invalid as reason:
        wrong |= reason.errors
    if wrong:
        raise Invalid("Pengguna belum dapat dibuat. Perbaiki isian yang ditandai.", wrong)
    made = Pengguna(
        nama_pengguna=wanted, nama=told, sandi_hash=hasher.hash(kata_sandi), aktif=True,
        ganti_sandi=ganti_sandi, dibuat=act.pada,
    )  # fmt: skip
    session.add(made)
    session.flush()
    jejak.record(session, act, "buat_pengguna", f"pengguna:{made.id}")
    return made


def find_user(session: Session, nama_pengguna: str) -> Pengguna | None:
    wanted = user_name(nama_pengguna)
    return session.scalar(select(Pengguna).where(Pengguna.nama_pengguna == wanted))


def set_password(
    session: Session, act: Act, user: Pengguna, kata_sandi: str, *,
    ganti_sandi: bool = False, hasher: PasswordHasher = HASHER,
) -> None:  # fmt: skip
    """A new password: every browser signs in again, every key for programs ends. Raises Invalid."""
    sandi.check(kata_sandi, user.nama_pengguna)
    user.sandi_hash, user.ganti_sandi = hasher.hash(kata_sandi), ganti_sandi
    session.execute(delete(Sesi).where(Sesi.pengguna_id == user.id))
    for token in session.scalars(select(Token).where(Token.pengguna_id == user.id)):
        revoke_token(session, act, token)
    jejak.record(session, act, "ubah_sandi", f"pengguna:{user.id}")


def change_own_password(  # noqa: PLR0913
    session: Session, act: Act, user: Pengguna, lama: str, baru: str, ulang: str, *,
    hasher: PasswordHasher = HASHER,
) -> None:  # fmt: skip
    """The person's own change. Raises Invalid (fields lama, sandi, ulang)."""
    wrong: dict[str, str] = {}
    if not sandi.matches(hasher, user.sandi_hash, lama):
        wrong["lama"] = "Kata sandi yang sekarang tidak cocok. Ketik lagi."
    elif lama == baru:
        wrong["sandi"] = "Kata sandi baru harus berbeda dari yang sekarang."
    if baru != ulang:
        wrong["ulang"] = "Pengulangan kata sandi tidak sama. Ketik lagi."
    if wrong:
        raise Invalid("Kata sandi belum diganti. Perbaiki isian yang ditandai.", wrong)
    set_password(session, act, user, baru, hasher=hasher)


def set_active(session: Session, act: Act, user: Pengguna, *, aktif: bool) -> None:
    """Let a person in or shut them out; takes effect at the next request."""
    if not aktif and act.oleh.id == user.id:
        raise Refused("Anda tidak dapat menonaktifkan akun sendiri. Mintalah administrator lain.")
    if not aktif:
        for one in current_roles(user, day_of(act.pada)):
            _refuse_last_administrator(session, act, one)
    user.aktif = aktif
    name = "aktifkan_pengguna" if aktif else "nonaktifkan_pengguna"
    jejak.record(session, act, name, f"pengguna:{user.id}")


def users_of(session: Session, place: RegionCode) -> list[Pengguna]:
    """Everybody who holds or held a role at the place or inside it, by name."""
    inside = select(Tugas.pengguna_id).where(within(place))
    return list(
        session.scalars(select(Pengguna).where(Pengguna.id.in_(inside)).order_by(Pengguna.nama))
    )


def user_of(session: Session, place: RegionCode, user_id: int) -> Pengguna:
    """A user of this place; raises NotFound for one of elsewhere as for one that is not there."""
    found = session.get(Pengguna, user_id)
    if found is None or not any(place.contains(place_of(one)) for one in found.tugas):
        raise NotFound("Pengguna itu tidak ada di wilayah Anda. Kembali ke daftar pengguna.")
    return found


def within(place: RegionCode) -> ColumnElement[bool]:
    """The condition that a role is held at the place or inside it."""
    code = Tugas.wilayah_kode
    return or_(code == str(place), code.startswith(f"{place}.", autoescape=True))


def place_of(one: Tugas) -> RegionCode:
    return RegionCode(one.wilayah_kode)


# --- roles ----------------------------------------------------------------------------------


def assign(  # noqa: PLR0913
    session: Session, act: Act, user: Pengguna, peran: Peran, place: RegionCode, *,
    mulai: date, selesai: date | None = None, skpd: str = "",
) -> Tugas:  # fmt: skip
    """Give a role at a place for a period (both days included).

    Raises Invalid (fields peran, wilayah, selesai, skpd), and Refused to those who would raise
    themselves.
    """
    if act.oleh.id == user.id:
        raise Refused("Anda tidak dapat memberi tugas kepada diri sendiri.")
    wrong = _role_faults(peran, place, mulai, selesai, skpd)
    if wrong:
        raise Invalid("Tugas belum dapat diberikan. Perbaiki isian yang ditandai.", wrong)
    wilayah.get(session, place)
    if any(_still_held(one, peran, place, mulai) for one in user.tugas):
        raise Conflict(f"{user.nama} sudah memegang tugas {NAMA_PERAN[peran]} di wilayah itu.")
    made = Tugas(
        pengguna=user, peran=peran.value, wilayah_kode=str(place), mulai=mulai, selesai=selesai,
        skpd=teks.clean(skpd, limit=200) if peran is Peran.SKPD else "",
    )  # fmt: skip
    session.add(made)
    session.flush()
    jejak.record(
        session, act, "beri_tugas", f"pengguna:{user.id}", place=place, hak=Hak.KELOLA_PENGGUNA,
        rincian={"peran": peran.value},
    )  # fmt: skip
    return made


def _role_faults(
    peran: Peran, place: RegionCode, mulai: date, selesai: date | None, skpd: str
) -> dict[str, str]:
    wrong: dict[str, str] = {}
    level = TINGKAT_PERAN[peran]
    if place.level is not level:
        wrong["wilayah"] = (
            f"Tugas {NAMA_PERAN[peran]} dipegang di tingkat {NAMA_TINGKAT[level]}; yang dipilih "
            f"{NAMA_TINGKAT[place.level]}. Pilih wilayah lain."
        )
    if selesai is not None and selesai < mulai:
        wrong["selesai"] = "Tanggal selesai tidak boleh sebelum tanggal mulai."
    if peran is Peran.SKPD and not skpd.strip():
        wrong["skpd"] = "Isi nama SKPD, misalnya Dinas Pekerjaan Umum."
    return wrong


def _still_held(one: Tugas, peran: Peran, place: RegionCode, mulai: date) -> bool:
    alike = (one.peran, one.wilayah_kode) == (peran.value, str(place))
    return alike and (one.selesai is None or one.selesai >= mulai)


def end_assignment(session: Session, act: Act, one: Tugas) -> None:
    """The role ends today; from the next request on it gives no right.

    Raises Refused for the last administrator of a kabupaten.
    """
    today = day_of(act.pada, place_of(one))
    _refuse_last_administrator(session, act, one)
    one.selesai = today - timedelta(days=1)
    place, user_id = place_of(one), one.pengguna_id
    if one.selesai < one.mulai:  # given today: it never was in force for a whole day
        session.delete(one)
    jejak.record(
        session, act, "akhiri_tugas", f"pengguna:{user_id}", place=place, hak=Hak.KELOLA_PENGGUNA,
        rincian={"peran": one.peran},
    )  # fmt: skip


def _refuse_last_administrator(session: Session, act: Act, one: Tugas) -> None:
    if one.peran != Peran.ADMINISTRATOR.value:
        return
    today = day_of(act.pada, place_of(one))
    others = session.scalar(
        select(func.count())
        .select_from(Tugas)
        .join(Pengguna)
        .where(
            Tugas.peran == Peran.ADMINISTRATOR.value,
            Tugas.wilayah_kode == one.wilayah_kode,
            Tugas.pengguna_id != one.pengguna_id,
            Tugas.mulai <= today,
            or_(Tugas.selesai.is_(None), Tugas.selesai >= today),
            Pengguna.aktif.is_(True),
        )
    )
    if not others:
        raise Refused(
            "Ini administrator terakhir di kabupaten ini. Angkat administrator lain lebih dahulu."
        )


def current_roles(user: Pengguna, today: date) -> list[Tugas]:
    return [t for t in user.tugas if t.mulai <= today and (t.selesai is None or today <= t.selesai)]


def as_penugasan(one: Tugas) -> Penugasan:
    return Penugasan(
        peran=Peran(one.peran), wilayah=place_of(one), mulai=one.mulai, selesai=one.selesai,
        skpd=one.skpd,
    )  # fmt: skip


def pelaku_of(user: Pengguna, now: datetime) -> Pelaku:
    """The person with the roles in force now, each by the calendar of its place."""
    held = [as_penugasan(one) for one in user.tugas]
    current = [p for p in held if roles_in_force((p,), day_of(now, p.wilayah))]
    return Pelaku(id=user.id, nama=user.nama, penugasan=tuple(current))


# --- keys for programs -----------------------------------------------------------------------


def create_token(  # noqa: PLR0913
    session: Session, act: Act, user: Pengguna, peran: Peran, place: RegionCode, *,
    nama: str, berakhir: datetime,
) -> str:  # fmt: skip
    """A key for a program: one role the user holds, at its place or inside it; shown once.

    Raises NotAllowed, Refused for a closed account, Invalid (fields nama, berakhir).
    """
    if not user.aktif:
        raise Refused(f"Akun {user.nama} nonaktif. Aktifkan dahulu, lalu buat kuncinya.")
    held = pelaku_of(user, act.pada).penugasan
    if not any(p.peran is peran and p.wilayah.contains(place) for p in held):
        raise NotAllowed(f"{user.nama} tidak memegang tugas {NAMA_PERAN[peran]} di wilayah itu.")
    wrong: dict[str, str] = {}
    label = teks.clean(nama, limit=200)
    if not label:
        wrong["nama"] = "Isi nama kunci, misalnya nama program yang memakainya."
    if not act.pada < berakhir <= end_of(day_of(act.pada, place) + LONGEST_TOKEN, place):
        wrong["berakhir"] = (
            "Masa berlaku kunci paling lama satu tahun (366 hari) dan harus di waktu mendatang."
        )
    if wrong:
        raise Invalid("Kunci belum dapat dibuat. Perbaiki isian yang ditandai.", wrong)
    wilayah.get(session, place)
    secret = f"msr_{secrets.token_urlsafe(32)}"
    session.add(
        Token(
            rahasia_hash=digest(secret), nama=label,
            pengguna_id=user.id, peran=peran.value, wilayah_kode=str(place), dibuat=act.pada,
            berakhir=berakhir,
        )
    )  # fmt: skip
    jejak.record(
        session, act, "buat_kunci_program", f"pengguna:{user.id}", place=place,
        rincian={"peran": peran.value},
    )  # fmt: skip
    return secret


def revoke_token(session: Session, act: Act, token: Token) -> None:
    if token.dicabut is None:
        token.dicabut = act.pada
        jejak.record(
            session, act, "cabut_kunci_program", f"pengguna:{token.pengguna_id}",
            place=RegionCode(token.wilayah_kode), rincian={"nomor": token.id},
        )  # fmt: skip


def token_with(session: Session, secret: str) -> Token | None:
    return session.scalar(select(Token).where(Token.rahasia_hash == digest(secret)))


def tokens_of(session: Session, place: RegionCode, user: Pengguna) -> list[Token]:
    """The keys of a user at the place or inside it, the newest first."""
    found = session.scalars(
        select(Token).where(Token.pengguna_id == user.id).order_by(Token.id.desc())
    )
    return [one for one in found if place.contains(RegionCode(one.wilayah_kode))]


def token_works(token: Token, now: datetime) -> bool:
    """Whether the key opens anything now: in its time, and its owner still holds the role."""
    if token.dicabut is not None or token.berakhir <= now or not token.pengguna.aktif:
        return False
    place, held = RegionCode(token.wilayah_kode), pelaku_of(token.pengguna, now).penugasan
    return any(p.peran == token.peran and p.wilayah.contains(place) for p in held)


def last_day(token: Token) -> date:
    """The last calendar day of a key, as people write it at its place."""
    return day_of(token.berakhir - timedelta(microseconds=1), RegionCode(token.wilayah_kode))


def actor_of_token(session: Session, secret: str, now: datetime) -> Pelaku | None:
    """The owner with just the role and place of the key, while the owner still holds them."""
    found = token_with(session, secret)
    if found is None or not token_works(found, now):
        return None
    place, owner = RegionCode(found.wilayah_kode), found.pengguna
    today = day_of(now, place)
    agency = next(
        (t.skpd for t in current_roles(owner, today) if t.skpd and t.peran == found.peran), ""
    )
    only = Penugasan(
        peran=Peran(found.peran), wilayah=place, mulai=day_of(found.dibuat, place), skpd=agency
    )  # fmt: skip
    return Pelaku(id=owner.id, nama=owner.nama, penugasan=(only,))
