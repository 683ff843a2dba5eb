"""Whatever goes wrong is told in one shape: code, status, message, errors."""

from collections.abc import Mapping
from itertools import islice
from secrets import token_hex

import structlog
from flask import Blueprint, Response, current_app, jsonify, request
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.exceptions import NotFound as NoSuchAddress

from musren.domain.errors import Conflict, MusrenError

CODES = {
    400: "permintaan_rusak",
    401: "belum_masuk",
    403: "tidak_berhak",
    404: "tidak_ditemukan",
    405: "metode_tidak_didukung",
    413: "terlalu_besar",
    415: "jenis_isi_tidak_didukung",
    429: "terlalu_sering",
}
SENTENCES = {
    400: "Permintaan tidak terbaca. Periksa susunannya, lalu kirim lagi.",
    404: "Alamat itu tidak ada. Alamat yang ada tercantum dalam /api/openapi.json.",
    405: "Alamat ini tidak menerima metode itu. Metode yang diterima ada pada kepala Allow.",
    413: "Isi permintaan terlalu besar. Bagilah menjadi beberapa kiriman.",
    415: "Isi permintaan harus JSON. Beri kepala Content-Type: application/json.",
    429: "Terlalu banyak permintaan. Tunggu sebentar, lalu coba lagi.",
}
CHANGED_MEANWHILE = (
    "Data ini baru saja diubah dari tempat lain, jadi kiriman ini belum disimpan. Baca data yang "
    "terbaru, lalu kirim lagi."
)
FAULT = (
    "Ada gangguan pada musren, bukan pada kiriman Anda. Coba lagi sebentar; bila tetap terjadi, "
    "sampaikan nomor gangguan {number} kepada administrator."
)
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY")

MOST_TOLD = 1000  # faults in one answer; a flood of wrong names is not sent back

log = structlog.get_logger()


def tell(code: str, status: int, message: str, errors: Mapping[str, str]) -> Response:
    told = dict(islice(errors.items(), MOST_TOLD))
    answer = jsonify(code=code, status=status, message=message, errors=told)
    answer.status_code = status
    if status == 401:  # noqa: PLR2004
        answer.headers["WWW-Authenticate"] = 'Bearer realm="musren"'
    return answer


def on_musren_error(error: MusrenError) -> Response:
    return tell(error.code, error.status, error.message, error.errors)


def on_conflict(_error: Exception) -> Response:
    return on_musren_error(Conflict(CHANGED_MEANWHILE))


def on_http(error: HTTPException) -> Response:
    """Errors of the framework, in our words; what it says in headers (Allow) is kept."""
    status = error.code or 500
    if status >= 500:  # noqa: PLR2004
        return on_anything(error)
    known = status if status in CODES else 400
    answer = tell(CODES[known], status, SENTENCES.get(known, SENTENCES[400]), {})
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        answer.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return answer


def on_anything(error: Exception) -> Response:
    """A fault of ours: the program gets a number, the log gets the rest."""
    number = token_hex(4)
    log.error(
        "unhandled", id=number, method=request.method, endpoint=request.endpoint, exc_info=error
    )
    return tell("gangguan", 500, FAULT.format(number=number), {})


def no_such_address(**_args: str) -> Response:
    """Any address nobody knows, and known ones asked with a method they do not take."""
    adapter = current_app.create_url_adapter(request)
    assert adapter is not None
    taken = []
    for method in METHODS:
        try:
            endpoint, _ = adapter.match(method=method)
        except HTTPException:
            continue
        if endpoint != request.endpoint:
            taken.append(method)
    if taken:
        raise MethodNotAllowed(valid_methods=taken)
    raise NoSuchAddress


def register(blueprint: Blueprint) -> None:
    blueprint.register_error_handler(MusrenError, on_musren_error)
    blueprint.register_error_handler(StaleDataError, on_conflict)
    blueprint.register_error_handler(IntegrityError, on_conflict)
    blueprint.register_error_handler(HTTPException, on_http)
    blueprint.register_error_handler(Exception, on_anything)
