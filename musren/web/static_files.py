"""Style sheet, script and picture: served with their hash in the address, kept for a year."""

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import flask_bootstrap
from flask import Blueprint, Flask, Response, url_for

from musren.domain.errors import NotFound
from musren.domain.peran import Hak
from musren.web.access import HIDDEN, need
from musren.web.headers import takes_gzip

OWN = Path(__file__).parent / "static"
BOOTSTRAP = Path(flask_bootstrap.__file__).parent / "static/bootstrap5/css/bootstrap.min.css"
KEPT = "public, max-age=31536000, immutable"
BRIEFLY = "public, max-age=60"

FILES: dict[str, tuple[Path, str]] = {
    "bootstrap.css": (BOOTSTRAP, "text/css"),
    "musren.css": (OWN / "musren.css", "text/css"),
    "kerja.css": (OWN / "kerja.css", "text/css"),
    "musren.js": (OWN / "musren.js", "text/javascript"),
    "isian.js": (OWN / "isian.js", "text/javascript"),
    "foto.js": (OWN / "foto.js", "text/javascript"),
    "kabar.js": (OWN / "kabar.js", "text/javascript"),
    "publik.css": (OWN / "publik.css", "text/css"),
    "pekerjaan.js": (OWN / "pekerjaan.js", "text/javascript"),
    "lembar.css": (OWN / "lembar.css", "text/css"),
    "musren.svg": (OWN / "musren.svg", "image/svg+xml"),
}

static_files = Blueprint("berkas_statis", __name__)


@dataclass(frozen=True)
class Content:
    plain: bytes
    packed: bytes
    mark: str


@cache
def content(name: str) -> Content:
    """The file, read once; its mark is the beginning of its SHA-256."""
    plain = FILES[name][0].read_bytes()
    mark = hashlib.sha256(plain).hexdigest()[:12]
    return Content(plain, gzip.compress(plain, compresslevel=9, mtime=0), mark)


def static_url(name: str) -> str:
    return url_for("berkas_statis.serve", mark=content(name).mark, name=name)


@static_files.get("/statis/<mark>/<name>")
@need(Hak.PUBLIK)
def serve(mark: str, name: str) -> Response:
    """One of the few files we ship; an old mark still answers, but is not kept for long."""
    if name not in FILES:
        raise NotFound(HIDDEN)
    found = content(name)
    zipped = takes_gzip()
    answer = Response(found.packed if zipped else found.plain, content_type=_type(name))
    if zipped:
        answer.headers["Content-Encoding"] = "gzip"
    answer.vary.add("Accept-Encoding")
    answer.headers["Cache-Control"] = KEPT if mark == found.mark else BRIEFLY
    return answer


def _type(name: str) -> str:
    return f"{FILES[name][1]}; charset=utf-8"


def register(app: Flask) -> None:
    app.register_blueprint(static_files)
    app.add_template_global(static_url, "static_url")
