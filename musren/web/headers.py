"""What every answer carries: security headers, no copies of personal pages, gzip."""

import gzip

from flask import Flask, Response, request

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
WORTH_PACKING = 1024
_TEXTUAL = ("text/", "application/json", "application/javascript", "image/svg+xml")


def secure(answer: Response) -> Response:
    """Headers of pages; a download that set its own keeps them."""
    for name, value in (
        ("Content-Security-Policy", POLICY),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
        ("Cache-Control", "no-store"),
    ):
        answer.headers.setdefault(name, value)
    if request.is_secure:
        answer.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return answer


def takes_gzip() -> bool:
    return bool(request.accept_encodings["gzip"])


def packed(answer: Response) -> Response:
    """The answer gzipped where that is worth it and wanted."""
    if answer.direct_passthrough or answer.is_streamed or answer.headers.get("Content-Encoding"):
        return answer
    if not (answer.mimetype or "").startswith(_TEXTUAL):
        return answer
    answer.vary.add("Accept-Encoding")
    if not takes_gzip() or answer.status_code in {204, 304}:
        return answer
    body = answer.get_data()
    if len(body) >= WORTH_PACKING:
        answer.set_data(gzip.compress(body, compresslevel=6, mtime=0))
        answer.headers["Content-Encoding"] = "gzip"
    return answer


def register(app: Flask) -> None:
    app.after_request(packed)
    app.after_request(secure)
