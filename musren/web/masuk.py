"""Signing in and out, and one's own password."""

from flask import Blueprint, redirect, request
from flask import session as cookie
from flask.typing import ResponseReturnValue

from musren.domain.errors import Invalid, NotSignedIn, TooMany
from musren.domain.peran import Act, Hak
from musren.models.orang import Pengguna
from musren.services import akun, masuk
from musren.web import carried
from musren.web.access import SECRET, need
from musren.web.halaman import page
from musren.web.unit_of_work import (
    current,
    current_act,
    current_pelaku,
    current_session,
    runtime,
)

pintu_masuk = Blueprint("masuk", __name__)


@pintu_masuk.get("/masuk")
@need(Hak.PUBLIK)
def form() -> ResponseReturnValue:
    if current().pelaku is not None:
        return redirect(carried.local_path(request.args.get("lanjut")))
    return _form(lanjut=carried.local_path(request.args.get("lanjut")))


def _form(status: int = 200, salah: str = "", **given: str) -> tuple[str, int]:
    context = {"nama_pengguna": "", "titipan": "", "penjelasan": "", "lanjut": "/", **given}
    return page("masuk.html", "Masuk", status, salah=salah, **context)


@pintu_masuk.post("/masuk")
@need(Hak.PUBLIK)
def sign_in() -> ResponseReturnValue:
    given = {
        "nama_pengguna": request.form.get("nama_pengguna", "")[:64],
        "titipan": request.form.get("titipan", ""),
        "lanjut": carried.local_path(request.form.get("lanjut")),
    }
    running = runtime()
    try:
        _made, secret = masuk.sign_in(
            current_session(), given["nama_pengguna"], request.form.get("sandi", ""),
            alamat=request.remote_addr or "", pada=current().pada,
            jam=running.settings.session_hours, hasher=running.hasher,
        )  # fmt: skip
    except (NotSignedIn, TooMany) as reason:  # caught here, so that the try is counted
        return _form(reason.status, reason.message, **given)
    _remember(secret, shared=request.form.get("bersama") == "ya")
    return _onward(given["lanjut"], carried.unpacked(given["titipan"]))


def _remember(secret: str, *, shared: bool = False) -> None:
    """A new cookie with nothing of the old one; on a shared device it ends with the browser."""
    cookie.clear()
    cookie[SECRET] = secret
    cookie.permanent = not shared


def _onward(lanjut: str, pairs: carried.Pairs) -> ResponseReturnValue:
    if not pairs:
        return redirect(lanjut, 303)
    return page(
        "lanjutkan.html", "Kirim isian Anda", tujuan=lanjut, pasangan=pairs,
        terbaca=carried.readable(pairs),
        penjelasan="Anda sudah masuk. Isian yang tadi Anda ketik masih ada; kirim untuk "
        "menyimpannya.",
    )  # fmt: skip


@pintu_masuk.post("/keluar")
@need(Hak.MASUK, while_password_expired=True)
def sign_out() -> ResponseReturnValue:
    """Leave this device, or with `semua` every device."""
    session, act = current_session(), current_act()
    if request.form.get("semua"):
        masuk.sign_out_everywhere(session, act, session.get_one(Pengguna, act.oleh.id))
    else:
        masuk.sign_out(session, act, str(cookie.get(SECRET)))
    cookie.clear()
    return redirect("/masuk?pesan=keluar", 303)


@pintu_masuk.get("/sandi")
@need(Hak.MASUK, while_password_expired=True)
def password_form() -> ResponseReturnValue:
    return _password_page({})


def _password_page(errors: dict[str, str], status: int = 200) -> tuple[str, int]:
    lanjut = carried.local_path(request.values.get("lanjut"))
    wajib = current().must_change_password
    return page("sandi.html", "Ganti kata sandi", status, wajib=wajib, galat=errors, lanjut=lanjut)


@pintu_masuk.post("/sandi")
@need(Hak.MASUK, while_password_expired=True)
def change_password() -> ResponseReturnValue:
    session, running = current_session(), runtime()
    user = session.get_one(Pengguna, current_pelaku().id)
    lama, baru, ulang = (request.form.get(name, "") for name in ("lama", "sandi", "ulang"))
    act = Act(oleh=current_pelaku(), pada=current().pada)
    try:
        akun.change_own_password(session, act, user, lama, baru, ulang, hasher=running.hasher)
    except Invalid as reason:
        return _password_page(reason.errors, reason.status)
    hours, shared = running.settings.session_hours, not cookie.permanent
    _made, secret = masuk.open_session(session, user, pada=act.pada, jam=hours)
    _remember(secret, shared=shared)
    onward = carried.local_path(request.form.get("lanjut"))
    return redirect(onward if onward != "/" else "/?pesan=sandi", 303)
