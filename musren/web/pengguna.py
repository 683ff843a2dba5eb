"""Users of a kabupaten: who they are, their roles and where, their keys, a new password."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from musren.domain import bahasa
from musren.domain.errors import Invalid, MusrenError, NotAllowed, NotFound
from musren.domain.peran import NAMA_PERAN, TINGKAT_PERAN, Hak, Peran
from musren.domain.waktu import day_of
from musren.domain.wilayah import Level, RegionCode
from musren.models.orang import Pengguna, Token, Tugas
from musren.models.wilayah import Wilayah
from musren.services import akun, wilayah
from musren.services.sandi import one_time
from musren.web.access import HIDDEN, by_kode, need, require
from musren.web.halaman import letak, page, place_name
from musren.web.unit_of_work import (
    current,
    current_act,
    current_pelaku,
    current_session,
    runtime,
)

pengguna = Blueprint("pengguna", __name__, url_prefix="/kabupaten/<kode>/pengguna")

PER_PAGE = 100
USUAL_KEY = timedelta(days=180)
ELSEWHERE = (
    "Orang ini juga bertugas di luar wilayah Anda. Kata sandi dan status akunnya hanya dapat "
    "diubah oleh administrator yang mencakup semua tugasnya."
)


@dataclass(frozen=True, kw_only=True)
class Held:
    """A role of somebody, in words."""

    id: int
    peran: str
    tempat: str
    masa: str
    berlaku: bool


@dataclass(frozen=True, kw_only=True)
class Key:
    """A key of somebody for a program, in words."""

    id: int
    nama: str
    peran: str
    tempat: str
    keadaan: str
    dapat_dicabut: bool


def _held(session: Session, user: Pengguna, place: RegionCode, today: date) -> list[Held]:
    return [
        Held(
            id=one.id,
            peran=NAMA_PERAN[Peran(one.peran)] + (f" ({one.skpd})" if one.skpd else ""),
            tempat=place_name(session, akun.place_of(one)),
            masa=_period(one),
            berlaku=one in akun.current_roles(user, today),
        )
        for one in user.tugas
        if place.contains(akun.place_of(one))
    ]


def _period(one: Tugas) -> str:
    until = f"sampai {bahasa.tanggal(one.selesai)}" if one.selesai else "seterusnya"
    return f"{bahasa.tanggal(one.mulai)} {until}"


def kabupaten_of(kode: str) -> RegionCode:
    return wilayah.parse_code(kode)


def user_at(session: Session, place: RegionCode, user_id: int) -> Pengguna:
    try:
        return akun.user_of(session, place, user_id)
    except NotFound:
        raise NotFound(HIDDEN) from None


def today() -> date:
    return day_of(current().pada)


@pengguna.get("")
@need(Hak.KELOLA_PENGGUNA, place=by_kode)
def daftar(kode: str) -> ResponseReturnValue:
    session, place = current_session(), kabupaten_of(kode)
    wanted = request.args.get("q", "").strip().casefold()[:100]
    users = [
        user
        for user in akun.users_of(session, place)
        if wanted in f"{user.nama} {user.nama_pengguna}".casefold()
    ]
    shown = [(user, _held(session, user, place, today())) for user in users[:PER_PAGE]]
    return page(
        "pengguna/daftar.html", "Pengguna", letak=letak(session, place), kode=kode, q=wanted,
        semua=shown, banyak=len(users),
    )  # fmt: skip


# --- adding ---------------------------------------------------------------------------------------


@pengguna.get("/baru")
@need(Hak.KELOLA_PENGGUNA, place=by_kode)
def baru(kode: str) -> ResponseReturnValue:
    return _new_page(kode, {}, {})


def _new_page(
    kode: str, typed: dict[str, str], errors: dict[str, str], status: int = 200, message: str = ""
) -> tuple[str, int]:
    session, place = current_session(), kabupaten_of(kode)
    return page(
        "pengguna/baru.html", "Tambah pengguna", status, kode=kode, letak=letak(session, place),
        isi=typed, galat=errors, sebab=message, peran=_roles(), tempat=_places(session, place),
    )  # fmt: skip


def _roles() -> list[tuple[str, str]]:
    return [(p.value, f"{NAMA_PERAN[p]} – {akun.NAMA_TINGKAT[TINGKAT_PERAN[p]]}") for p in Peran]


def _places(
    session: Session, kabupaten: RegionCode
) -> list[tuple[str, Sequence[tuple[str, str]]]]:  # fmt: skip
    """The kabupaten, then each kecamatan with its villages, for one long list."""
    groups: list[tuple[str, Sequence[tuple[str, str]]]] = [
        ("Kabupaten/kota", [(str(kabupaten), place_name(session, kabupaten))])
    ]
    for one in wilayah.children(session, kabupaten):
        below = wilayah.children(session, RegionCode(one.kode))
        groups.append((f"Kecamatan {one.nama}", [_named(one), *(_named(d) for d in below)]))
    return groups


def _named(one: Wilayah) -> tuple[str, str]:
    word = "Kecamatan" if one.tingkat == Level.KECAMATAN else "Desa"
    return one.kode, f"{word} {one.nama} ({one.kode})"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A role as it was asked for in a form."""

    peran: Peran
    place: RegionCode
    mulai: date
    selesai: date | None
    skpd: str


def _wanted(typed: dict[str, str]) -> Wanted:
    """Raises Invalid with the fields peran, wilayah, mulai, selesai."""
    wrong: dict[str, str] = {}
    if typed["peran"] not in set(Peran):
        wrong["peran"] = "Pilih tugas."
    if not typed["wilayah"]:
        wrong["wilayah"] = "Pilih wilayah tugasnya."
    days: dict[str, date | None] = {}
    for name, otherwise in (("mulai", today()), ("selesai", None)):
        try:
            days[name] = bahasa.parse_tanggal(typed[name]) if typed[name].strip() else otherwise
        except bahasa.BadDate as reason:
            wrong[name] = str(reason)
    if wrong:
        raise Invalid("Tugas belum dapat dicatat. Perbaiki isian yang ditandai.", wrong)
    return Wanted(
        peran=Peran(typed["peran"]), place=wilayah.parse_code(typed["wilayah"]),
        mulai=days["mulai"] or today(), selesai=days["selesai"], skpd=typed["skpd"],
    )  # fmt: skip


_FIELDS = ("nama_pengguna", "nama", "peran", "wilayah", "mulai", "selesai", "skpd")


def _typed() -> dict[str, str]:
    return {name: request.form.get(name, "")[:300] for name in _FIELDS}


def _give(session: Session, user: Pengguna, wanted: Wanted) -> None:
    """The role, at a place where the one who gives it manages users."""
    require(current_pelaku(), Hak.KELOLA_PENGGUNA, wanted.place)
    akun.assign(
        session, current_act(), user, wanted.peran, wanted.place,
        mulai=wanted.mulai, selesai=wanted.selesai, skpd=wanted.skpd,
    )  # fmt: skip


@pengguna.post("/baru")
@need(Hak.KELOLA_PENGGUNA, place=by_kode)
def tambah(kode: str) -> ResponseReturnValue:
    """A user with a first role; the password is made here, shown once."""
    typed, secret = _typed(), one_time()
    session = current_session()
    try:
        with session.begin_nested():
            wanted = _wanted(typed)
            made = akun.create_user(
                session, current_act(), typed["nama_pengguna"], typed["nama"], secret,
                ganti_sandi=True, hasher=runtime().hasher,
            )  # fmt: skip
            _give(session, made, wanted)
    except MusrenError as reason:
        return _new_page(kode, typed, reason.errors, reason.status, reason.message)
    return _one_time_page(kode, made, secret, "Pengguna sudah dibuat")


def _one_time_page(kode: str, user: Pengguna, secret: str, title: str) -> tuple[str, int]:
    return page("pengguna/sandi_baru.html", title, kode=kode, orang=user, sandi=secret)


# --- one user ------------------------------------------------------------------------------------


@pengguna.get("/<int:user_id>")
@need(Hak.KELOLA_PENGGUNA, place=by_kode)
def satu(kode: str, user_id: int) -> ResponseReturnValue:
    return user_page(kode, user_id, {}, {})


def user_page(
    kode: str, user_id: int, typed: dict[str, str], errors: dict[str, str], status: int = 200,
    message: str = "",
) -> tuple[str, int]:  # fmt: skip
    session, place = current_session(), kabupaten_of(kode)
    user = user_at(session, place, user_id)
    held = _held(session, user, place, today())
    return page(
        "pengguna/satu.html", user.nama, status, kode=kode, letak=letak(session, place),
        orang=user, tugas=held, isi=typed, galat=errors,
        sebab=message, peran=_roles(), tempat=_places(session, place),
        sendiri=user.id == current_pelaku().id, penuh=_wholly_ours(user, place),
        kunci=_keys(session, user, place), pegangan=[one for one in held if one.berlaku],
        berakhir=bahasa.tanggal_pendek(today() + USUAL_KEY),
    )  # fmt: skip


def held_here(user: Pengguna, place: RegionCode) -> list[Tugas]:
    """The roles in force here: a key for a program carries one of them."""
    current = akun.current_roles(user, today())
    return [one for one in current if place.contains(akun.place_of(one))]


def _keys(session: Session, user: Pengguna, place: RegionCode) -> list[Key]:
    return [
        Key(
            id=one.id, nama=one.nama, peran=NAMA_PERAN[Peran(one.peran)],
            tempat=place_name(session, RegionCode(one.wilayah_kode)), keadaan=_key_state(one),
            dapat_dicabut=one.dicabut is None and one.berakhir > current().pada,
        )
        for one in akun.tokens_of(session, place, user)
    ]  # fmt: skip


def _key_state(one: Token) -> str:
    now, place = current().pada, RegionCode(one.wilayah_kode)
    if one.dicabut is not None:
        return f"dicabut {bahasa.tanggal(day_of(one.dicabut, place))}"
    last = bahasa.tanggal(akun.last_day(one))
    if one.berakhir <= now:
        return f"berakhir {last}"
    held = "" if akun.token_works(one, now) else "; kini tidak berlaku karena tugas atau akunnya"
    return f"sampai {last}{held}"


def _wholly_ours(user: Pengguna, place: RegionCode) -> bool:
    return all(place.contains(akun.place_of(one)) for one in user.tugas)


def back(kode: str, user_id: int, told: str) -> ResponseReturnValue:
    return redirect(f"/kabupaten/{kode}/pengguna/{user_id}?pesan={told}", 303)


@pengguna.post("/<int:user_id>/tugas")
@need(Hak.KELOLA_PENGGUNA, place=by_kode)
def beri_tugas(kode: str, user_id: int) -> ResponseReturnValue:
    session, typed = current_session(), _typed()
    user = user_at(session, kabupaten_of(kode), user_id)
    try:
        with session.begin_nested():
            _give(session, user, _wanted(typed))
    except MusrenError as reason:
        return user_page(kode, user_id, typed, reason.errors, reason.status, reason.message)
    return back(kode, user_id, "tugas")


@pengguna.post("/<int:user_id>/tugas/<int:tugas_id>/akhiri")
@need(Hak.KELOLA_PENGGUNA, place=by_kode)
def akhiri_tugas(kode: str, user_id: int, tugas_id: int) -> ResponseReturnValue:
    session, place = current_session(), kabupaten_of(kode)
    user = user_at(session, place, user_id)
    found = next((t for t in user.tugas if t.id == tugas_id), None)
    if found is None or not place.contains(akun.place_of(found)):
        raise NotFound(HIDDEN)
    akun.end_assignment(session, current_act(), found)
    return back(kode, user_id, "tugas_akhir")


@pengguna.post("/<int:user_id>/sandi")
@need(Hak.KELOLA_PENGGUNA, place=by_kode)
def sandi_baru(kode: str, user_id: int) -> ResponseReturnValue:
    """A random password, shown once, to be changed at the next sign-in."""
    session, place, secret = current_session(), kabupaten_of(kode), one_time()
    user = user_at(session, place, user_id)
    if not _wholly_ours(user, place):
        raise NotAllowed(ELSEWHERE)
    akun.set_password(
        session, current_act(), user, secret, ganti_sandi=True, hasher=runtime().hasher
    )
    return _one_time_page(kode, user, secret, "Kata sandi baru")


@pengguna.post("/<int:user_id>/status")
@need(Hak.KELOLA_PENGGUNA, place=by_kode)
def ubah_status(kode: str, user_id: int) -> ResponseReturnValue:
    session, place = current_session(), kabupaten_of(kode)
    user = user_at(session, place, user_id)
    if not _wholly_ours(user, place):
        raise NotAllowed(ELSEWHERE)
    akun.set_active(session, current_act(), user, aktif=request.form.get("aktif") == "ya")
    return back(kode, user_id, "status")
