"""Files handed out: never shown by the browser, never run, each under a name of our own."""

from collections.abc import Iterator
from typing import BinaryIO

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.http import dump_options_header

from musren.domain.errors import NotFound
from musren.domain.peran import Hak
from musren.models.naskah import Berkas
from musren.web.access import HIDDEN, Args, by_berkas, need
from musren.web.kantor import store
from musren.web.tempat import right_to_see
from musren.web.unit_of_work import current_session

unduh = Blueprint("unduh", __name__)

SANDBOX = "sandbox; default-src 'none'"
PIECE = 256 * 1024


def attachment(content: bytes, name: str, kind: str) -> Response:
    """An answer that is saved, not opened (RFC 6266)."""
    answer = Response(content, content_type=kind)
    answer.headers["Content-Disposition"] = dump_options_header("attachment", {"filename": name})
    answer.headers["Content-Security-Policy"] = SANDBOX
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def attachment_file(file: BinaryIO, name: str, kind: str, size: int) -> Response:
    """The same for a large file, handed out in pieces and closed afterwards; `size` in bytes."""
    answer = attachment(b"", name, kind)
    answer.response = _pieces(file)
    answer.call_on_close(file.close)
    answer.content_length = size
    return answer


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while piece := file.read(PIECE):
            yield piece


def sees_file(session: Session, args: Args) -> Hak:
    """The right to look at the place whose paper the file belongs to."""
    return right_to_see(by_berkas(session, args))


@unduh.get("/berkas/<int:berkas_id>")
@need(sees_file, place=by_berkas)
def berkas(berkas_id: int) -> ResponseReturnValue:
    """An issued paper or a scan, checked against its hash."""
    found = current_session().get(Berkas, berkas_id)
    if found is None:
        raise NotFound(HIDDEN)
    return attachment(store().get(found.sha256), found.nama, found.tipe)
