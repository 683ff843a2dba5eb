"""Handing out a file so that no browser mistakes it for a page."""

from io import BytesIO

from flask import Response, send_file

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "no-store",
}


def file_answer(content: bytes, *, name: str, tipe: str) -> Response:
    """The bytes as an attachment under a name of our own (RFC 6266)."""
    answer = send_file(
        BytesIO(content), mimetype=tipe, as_attachment=True, download_name=name,
        conditional=False, etag=False,
    )  # fmt: skip
    answer.headers.update(HEADERS)
    answer.headers["Content-Length"] = str(len(content))
    return answer
