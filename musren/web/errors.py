"""Whatever goes wrong ends in a page with a sentence and a way out, never in a trace."""

from dataclasses import dataclass
from secrets import token_hex

import structlog
from flask import Flask, jsonify, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from musren.domain.errors import Conflict, MusrenError, NotSignedIn
from musren.web import carried
from musren.web.access import HIDDEN
from musren.web.halaman import page
from musren.web.unit_of_work import current

TITLES = {
    400: "Permintaan tidak terbaca",
    401: "Anda perlu masuk",
    403: "Anda tidak berwenang untuk ini",
    404: "Halaman tidak ditemukan",
    405: "Cara membuka halaman ini keliru",
    409: "Belum dapat dilanjutkan",
    413: "Kiriman terlalu besar",
    422: "Isian perlu diperbaiki",
    429: "Terlalu sering mencoba",
    500: "Terjadi gangguan",
    503: "Belum tersedia di komputer ini",
}
SENTENCES = {
    400: "Permintaan ini tidak terbaca. Muat ulang halaman sebelumnya, lalu coba lagi.",
    404: HIDDEN,
    405: "Alamat ini dibuka melalui tombol pada halamannya. Kembali ke beranda, mulai dari sana.",
    413: "Berkas atau isian yang dikirim melebihi batas, dan belum ada yang disimpan. Kembali ke "
    "halaman sebelumnya, lalu pilih berkas yang lebih kecil (misalnya pindai ulang hitam putih "
    "dengan 150 dpi), atau bagi isiannya.",
    500: "Ada gangguan pada musren, bukan pada isian Anda. Coba lagi sebentar; bila tetap terjadi, "
    "sampaikan nomor gangguan di bawah ini kepada administrator.",
}
CHANGED_MEANWHILE = (
    "Data ini baru saja diubah orang lain, sehingga kiriman Anda belum disimpan. Muat ulang "
    "halaman sebelumnya untuk melihat yang terbaru, lalu ulangi."
)
EXPIRED = (
    "Halaman ini sudah terlalu lama terbuka, atau Anda masuk lagi dari tempat lain. Belum ada yang "
    "disimpan."
)

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Told:
    """What an answer says about what went wrong."""

    code: str
    status: int
    message: str
    errors: dict[str, str]
    number: str = ""


def wants_json() -> bool:
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return request.path.startswith("/api/") or best == "application/json"


def answer(told: Told) -> ResponseReturnValue:
    current().drop()
    if wants_json():
        body = {"code": told.code, "status": told.status, "message": told.message}
        return jsonify({**body, "errors": told.errors}), told.status
    kept = carried.readable(carried.safely_typed())
    title = TITLES.get(told.status, TITLES[400 if told.status < 500 else 500])  # noqa: PLR2004
    return page("galat.html", title, told.status, galat=told, isian=kept)


def on_musren_error(error: MusrenError) -> ResponseReturnValue:
    return answer(
        Told(code=error.code, status=error.status, message=error.message, errors=error.errors)
    )


def on_conflict(_error: StaleDataError | IntegrityError) -> ResponseReturnValue:
    return on_musren_error(Conflict(CHANGED_MEANWHILE))


def on_expired(_error: CSRFError) -> ResponseReturnValue:
    """The page was too old: what was typed is shown and can be sent again with a fresh mark."""
    if wants_json():
        return answer(Told(code="halaman_kedaluwarsa", status=400, message=EXPIRED, errors={}))
    pairs = carried.safely_typed()
    return page(
        "lanjutkan.html", "Kirim ulang isian Anda", 400,
        penjelasan=EXPIRED, tujuan=request.full_path.rstrip("?"), pasangan=pairs,
        terbaca=carried.readable(pairs),
    )  # fmt: skip


def on_http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status < 400:  # noqa: PLR2004
        return error.get_response()
    message = SENTENCES.get(status, SENTENCES[400])
    return answer(Told(code=f"http_{status}", status=status, message=message, errors={}))


def on_anything(error: Exception) -> ResponseReturnValue:
    """A fault of ours: the person gets a number, the log gets the rest."""
    number = token_hex(4)
    log.error(
        "unhandled", id=number, method=request.method, endpoint=request.endpoint, exc_info=error
    )
    return answer(
        Told(code="gangguan", status=500, message=SENTENCES[500], errors={}, number=number)
    )


def must_sign_in() -> NotSignedIn:
    return NotSignedIn("Waktu masuk Anda sudah habis. Masuk lagi; isian di halaman ini tetap ada.")


def register(app: Flask) -> None:
    app.register_error_handler(MusrenError, on_musren_error)
    app.register_error_handler(StaleDataError, on_conflict)
    app.register_error_handler(IntegrityError, on_conflict)
    app.register_error_handler(CSRFError, on_expired)
    app.register_error_handler(HTTPException, on_http)
    app.register_error_handler(Exception, on_anything)
