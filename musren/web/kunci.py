"""Keys for programs: made for a role of a user, shown once, revoked."""

from datetime import date

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from musren.domain import bahasa
from musren.domain.errors import Invalid, MusrenError, NotFound
from musren.domain.peran import NAMA_PERAN, Hak, Peran
from musren.domain.waktu import end_of
from musren.models.orang import Tugas
from musren.services import akun
from musren.web.access import HIDDEN, by_kode, need
from musren.web.halaman import letak, page, place_name
from musren.web.pengguna import back, held_here, kabupaten_of, user_at, user_page
from musren.web.unit_of_work import current_act, current_session

kunci = Blueprint("kunci", __name__, url_prefix="/kabupaten/<kode>/pengguna/<int:user_id>/kunci")


@kunci.post("")
@need(Hak.KELOLA_PENGGUNA, place=by_kode)
def buat(kode: str, user_id: int) -> ResponseReturnValue:
    """A key for one role at its place; the answer is the only page that ever shows it."""
    session, place = current_session(), kabupaten_of(kode)
    user = user_at(session, place, user_id)
    typed = {name: request.form.get(name, "")[:300] for name in ("nama", "pegangan", "berakhir")}
    try:
        with session.begin_nested():
            role, until = _asked(typed, held_here(user, place))
            secret = akun.create_token(
                session, current_act(), user, Peran(role.peran), akun.place_of(role),
                nama=typed["nama"], berakhir=end_of(until, akun.place_of(role)),
            )  # fmt: skip
    except MusrenError as reason:
        return user_page(kode, user_id, typed, reason.errors, reason.status, reason.message)
    return page(
        "pengguna/kunci_baru.html", "Kunci program sudah dibuat", kode=kode, orang=user,
        letak=letak(session, place), nama=typed["nama"].strip(), kunci=secret,
        peran=NAMA_PERAN[Peran(role.peran)], tempat=place_name(session, akun.place_of(role)),
        sampai=until,
    )  # fmt: skip


def _asked(typed: dict[str, str], held: list[Tugas]) -> tuple[Tugas, date]:
    """The role and the last day. Raises Invalid with the fields pegangan, berakhir."""
    wrong: dict[str, str] = {}
    role = next((one for one in held if str(one.id) == typed["pegangan"]), None)
    if role is None:
        wrong["pegangan"] = "Pilih salah satu tugas yang sedang dipegang."
    until = None
    try:
        until = bahasa.parse_tanggal(typed["berakhir"])
    except bahasa.BadDate as reason:
        wrong["berakhir"] = str(reason)
    if role is None or until is None:
        raise Invalid("Kunci belum dapat dibuat. Perbaiki isian yang ditandai.", wrong)
    return role, until


@kunci.post("/<int:token_id>/cabut")
@need(Hak.KELOLA_PENGGUNA, place=by_kode)
def cabut(kode: str, user_id: int, token_id: int) -> ResponseReturnValue:
    """From the next request on the key opens nothing."""
    session, place = current_session(), kabupaten_of(kode)
    user = user_at(session, place, user_id)
    found = next((one for one in akun.tokens_of(session, place, user) if one.id == token_id), None)
    if found is None:
        raise NotFound(HIDDEN)
    akun.revoke_token(session, current_act(), found)
    return back(kode, user_id, "kunci")
