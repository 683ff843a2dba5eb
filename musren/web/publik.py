"""The public pages: read only, without signing in, without names, kept by caches for a while."""

import hashlib

from flask import Blueprint, Response, request

from musren.domain.errors import Invalid, NotFound
from musren.domain.peran import Hak
from musren.domain.wilayah import Level, RegionCode
from musren.exports.data_publik import csv_village
from musren.services import publik as shown
from musren.services import wilayah
from musren.web import muka_publik
from musren.web.access import need
from musren.web.static_files import static_url
from musren.web.unit_of_work import current_session

publik = Blueprint("publik", __name__, url_prefix="/publik")

KEPT = "public, max-age=300"
HTML, CSV = "text/html; charset=utf-8", "text/csv; charset=utf-8"


class Laman:
    """Addresses of the pages of the running service."""

    def gaya(self) -> str:
        return static_url("publik.css")

    def daftar(self) -> str:
        return "/publik"

    def desa(self, kode: str, tahun: int) -> str:
        return f"/publik/{kode}/{tahun}"

    def data(self, kode: str, tahun: int) -> str:
        return f"/publik/{kode}/{tahun}/usulan.csv"


def _answer(body: bytes, kind: str) -> Response:
    """The answer with the mark of its content; 304 for who has it already."""
    made = Response(body, content_type=kind)
    made.headers["Cache-Control"] = KEPT
    made.set_etag(hashlib.sha256(body).hexdigest()[:32], weak=True)
    made.make_conditional(request)
    return made


def _place(kode: str) -> RegionCode:
    """A loaded region; raises NotFound, for whatever is written in the address."""
    try:
        place = wilayah.parse_code(kode)
        wilayah.get(current_session(), place)
    except (Invalid, NotFound):
        raise NotFound(shown.NOT_PUBLIC) from None
    return place


@publik.get("")
@need(Hak.PUBLIK)
def beranda() -> Response:
    """Every village that is open to everybody."""
    found = shown.listed(current_session())
    return _answer(muka_publik.regions(found, Laman()).encode(), HTML)


@publik.get("/<kode>")
@need(Hak.PUBLIK)
def wilayah_(kode: str) -> Response:
    """A village in its newest open year, or the villages of a kecamatan or kabupaten."""
    place, session = _place(kode), current_session()
    year = shown.need_year(session, place)
    if place.level is Level.DESA:
        return _answer(_village(place, year.tahun), HTML)
    found = shown.listed(session, place)
    return _answer(muka_publik.regions(found, Laman()).encode(), HTML)


@publik.get("/<kode>/<int:tahun>")
@need(Hak.PUBLIK)
def desa(kode: str, tahun: int) -> Response:
    """One village in one year."""
    return _answer(_village(_place(kode), tahun), HTML)


def _village(place: RegionCode, tahun: int) -> bytes:
    return muka_publik.village(_told(place, tahun), Laman()).encode()


def _told(place: RegionCode, tahun: int) -> shown.DesaPublik:
    if place.level is not Level.DESA:
        raise NotFound(shown.NOT_PUBLIC)
    session = current_session()
    return shown.village(session, shown.need_year(session, place, tahun), place)


@publik.get("/<kode>/<int:tahun>/usulan.csv")
@need(Hak.PUBLIK)
def data(kode: str, tahun: int) -> Response:
    """The same proposals as open data."""
    place = _place(kode)
    made = _answer(csv_village(_told(place, tahun).usulan), CSV)
    name = f"usulan-{place}-{tahun}.csv"
    made.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return made
