"""Before every HTML view: who asks, may they, and did one of our own pages send the form."""

from urllib.parse import quote

from flask import Flask, current_app, redirect, request
from flask.typing import ResponseReturnValue
from flask_wtf import CSRFProtect

from musren.web import access, carried, unit_of_work
from musren.web.errors import must_sign_in, wants_json
from musren.web.halaman import page

SIGN_IN = "/masuk"
OWN_PASSWORD = "/sandi"  # noqa: S105  an address

csrf = CSRFProtect()


def guard() -> ResponseReturnValue | None:
    declared = access.access_of(request.endpoint, current_app)
    if declared is None:
        return None  # no such page, or one of the JSON edge, which has a guard of its own
    access.identify()
    unit = unit_of_work.current()
    if unit.pelaku is None and not declared.public:
        return _sign_in_first()
    if request.method not in unit_of_work.SAFE:
        csrf.protect()
    if unit.pelaku is None or declared.public:
        return None
    if unit.must_change_password and not declared.while_password_expired:
        return redirect(f"{OWN_PASSWORD}?lanjut={_here()}")
    access.admit(declared, unit.pelaku, access.view_args())
    return None


def _here() -> str:
    """The address to come back to; a form's own address may not be one that can be opened."""
    return quote(request.full_path.rstrip("?") if request.method == "GET" else "/", safe="/")


def _sign_in_first() -> ResponseReturnValue:
    if wants_json():
        raise must_sign_in()
    if request.method in unit_of_work.SAFE:
        return redirect(f"{SIGN_IN}?lanjut={_here()}")
    return page(
        "masuk.html", "Masuk", 401,
        nama_pengguna="", salah="", lanjut=request.full_path.rstrip("?"),
        titipan=carried.packed(carried.typed()),
        penjelasan="Waktu masuk Anda sudah habis. Isian Anda tetap ada dan dapat dikirim sesudah "
        "Anda masuk.",
    )  # fmt: skip


def register(app: Flask) -> None:
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False  # the guard asks, once it knows who is there
    app.config["WTF_CSRF_TIME_LIMIT"] = None  # as long as the sign-in lasts
    csrf.init_app(app)
    app.before_request(guard)
    app.teardown_request(unit_of_work.close)
