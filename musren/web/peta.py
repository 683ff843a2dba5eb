"""The map of a kabupaten's villages by stage, the same as a table, and taking in boundaries."""

from collections.abc import Sequence
from itertools import groupby

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from musren.adapters.geojson import MOST_BYTES, MOST_POINTS, read_map
from musren.domain.errors import Invalid
from musren.domain.peran import Hak
from musren.domain.wilayah import Level, RegionCode
from musren.integration.corong import TAHAP
from musren.papers.gambar import as_svg, peta_petak
from musren.papers.gambar import peta as drawn
from musren.services import peta as maps
from musren.services.peta import DesaPeta
from musren.web.access import by_kode, need
from musren.web.halaman import home_path, page
from musren.web.tempat import Di, at
from musren.web.unit_of_work import current_act, current_session

peta = Blueprint("peta", __name__, url_prefix="/kabupaten/<kode>/<int:tahun>/peta")

LEBAR = 200.0
MOST_SHOWN = 100
NO_FILE = "Pilih berkas GeoJSON yang akan dimuat."


def picture(di: Di, villages: Sequence[DesaPeta]) -> Markup:
    """The map where shapes are known, else tiles; each village opens its page."""
    stages = [{"kunci": kunci, "nama": nama} for kunci, nama in TAHAP.items()]
    rows = [
        {
            "kode": one.kode, "nama": one.nama, "kecamatan": one.kecamatan, "tahap": one.tahap,
            "bentuk": one.bentuk, "tautan": home_path(RegionCode(one.kode), di.year.tahun),
        }
        for one in villages
    ]  # fmt: skip
    mapped = any(one.bentuk for one in villages)
    scene = drawn(rows, stages, LEBAR) if mapped else peta_petak(rows, stages, LEBAR)
    return Markup(as_svg(scene, ident="peta"))  # noqa: S704  the writer escapes


@peta.get("")
@need(Hak.LIHAT_KABUPATEN, place=by_kode)
def lihat(kode: str, tahun: int) -> ResponseReturnValue:
    """The villages by the last stage any of their proposals came to."""
    di = at(current_session(), kode, tahun, Level.KABUPATEN)
    found = maps.villages(di.session, di.year, di.place)
    groups = [(nama, list(own)) for nama, own in groupby(found, key=lambda one: one.kecamatan_kode)]
    return page(
        "kabupaten/peta.html", "Peta usulan", **di.context(), gambar=picture(di, found),
        kecamatan=[(own[0].kecamatan, own) for _, own in groups], tahap=TAHAP,
        berbatas=sum(one.bentuk is not None for one in found), desa=len(found),
        sumber=maps.sources(di.session, di.place), boleh_muat=di.may(Hak.ISI_KABUPATEN),
    )  # fmt: skip


@peta.get("/muat")
@need(Hak.ISI_KABUPATEN, place=by_kode)
def unggah(kode: str, tahun: int) -> ResponseReturnValue:
    """Where Bappeda hands in boundaries or points."""
    return _upload_page(at(current_session(), kode, tahun, Level.KABUPATEN))


def _upload_page(di: Di, status: int = 200, **more: str) -> tuple[str, int]:
    return page(
        "kabupaten/peta_muat.html", "Muat batas atau titik desa", status, **di.context(),
        galat=more.get("galat", ""), sumber=more.get("sumber", ""),
        megabita=MOST_BYTES // 1024 // 1024, titik=MOST_POINTS,
    )  # fmt: skip


def _file() -> bytes:
    """What was handed in, one byte more than is taken at most. Raises Invalid without a file."""
    file = request.files.get("berkas")
    if file is None or not file.filename:
        raise Invalid(NO_FILE)
    return file.stream.read(MOST_BYTES + 1)


@peta.post("/muat")
@need(Hak.ISI_KABUPATEN, place=by_kode)
def ambil(kode: str, tahun: int) -> ResponseReturnValue:
    """Take the villages that can be taken and tell about the others."""
    session = current_session()
    di = at(session, kode, tahun, Level.KABUPATEN)
    sumber = request.form.get("sumber", "")[:200]
    try:
        read = read_map(_file())
        made = maps.keep(session, current_act(), di.place, read.bidang, sumber, read.galat)
    except Invalid as reason:
        told = reason.errors.get("berkas", reason.message)
        return _upload_page(di, 422, galat=told, sumber=sumber)
    if not made.galat:
        return redirect(f"{di.beranda}/peta?pesan=peta", 303)
    return page(
        "kabupaten/peta_hasil.html", "Peta dimuat sebagian", **di.context(), hasil=made,
        galat=made.galat[:MOST_SHOWN],
    )  # fmt: skip
