"""The funnel of a place: how many proposals, and how much rupiah, came through each stage."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from musren.domain.peran import Hak
from musren.domain.wilayah import Level, RegionCode
from musren.integration.corong import BarisCorong
from musren.papers.gambar import as_svg
from musren.papers.gambar import corong as drawn
from musren.services import corong as counting
from musren.web.access import by_kode, need
from musren.web.halaman import home_path, page
from musren.web.tempat import Di, at
from musren.web.unit_of_work import current_session

corong = Blueprint("corong", __name__)

LEBAR, LEBAR_KECIL = 165.0, 110.0
"""Millimetres of the drawing; the page stretches it, so this decides how large letters are."""

NILAI = {
    "diusulkan": "biaya usulan desa",
    "disepakati_desa": "biaya menurut Musrenbangdes",
    "masuk_kecamatan": "biaya yang dibawa ke kecamatan",
    "disepakati_kecamatan": "biaya menurut Musrenbang Kecamatan",
    "spc": "biaya menurut Surat Penetapan Camat",
    "kabupaten": "biaya menurut Musrenbang Kabupaten",
    "anggaran": "bagian APBD atau APB Desa",
    "terbangun": "realisasi yang tercatat",
}
"""What the rupiah of each stage means."""


def list_address(place: RegionCode, tahun: int, tahap: str) -> str:
    """The list of proposals of this place that came to the stage."""
    part = "usulan" if place.level is Level.DESA else "daftar"
    return f"{home_path(place, tahun)}/{part}?tahap={tahap}"


def picture(
    di: Di, rows: Sequence[BarisCorong], width: float = LEBAR, ident: str = "corong"
) -> Markup:
    """The funnel as SVG; each stage opens its list."""
    given: list[dict[str, Any]] = [
        {
            "kunci": one.tahap, "nama": one.nama, "usulan": one.usulan, "biaya": one.rupiah,
            "mkp": one.usulan_mkp, "tautan": list_address(di.place, di.year.tahun, one.tahap),
        }
        for one in rows
    ]  # fmt: skip
    return Markup(as_svg(drawn(given, width), ident=ident))  # noqa: S704  the writer escapes


def small(di: Di) -> Markup:
    """The funnel for the home of a place, in one statement."""
    return picture(di, counting.funnel(di.session, di.year, (di.place,)), LEBAR_KECIL)


@corong.get("/kabupaten/<kode>/<int:tahun>/corong")
@need(Hak.LIHAT_KABUPATEN, place=by_kode)
def kabupaten(kode: str, tahun: int) -> ResponseReturnValue:
    """The kabupaten and each of its kecamatan."""
    return _shown(at(current_session(), kode, tahun, Level.KABUPATEN), "Kecamatan")


@corong.get("/kecamatan/<kode>/<int:tahun>/corong")
@need(Hak.LIHAT_KECAMATAN, place=by_kode)
def kecamatan(kode: str, tahun: int) -> ResponseReturnValue:
    """The kecamatan and each of its villages."""
    return _shown(at(current_session(), kode, tahun, Level.KECAMATAN), "Desa")


@corong.get("/desa/<kode>/<int:tahun>/corong")
@need(Hak.LIHAT_DESA, place=by_kode)
def desa(kode: str, tahun: int) -> ResponseReturnValue:
    """One village."""
    return _shown(at(current_session(), kode, tahun, Level.DESA), "")


def _shown(di: Di, bawahan: str) -> ResponseReturnValue:
    parts = counting.funnels(di.session, di.year, di.place) if bawahan else []
    rows = counting.added(parts) if parts else counting.funnel(di.session, di.year, (di.place,))
    tahun = di.year.tahun
    return page(
        "kabupaten/corong.html", "Corong usulan", **di.context(), gambar=picture(di, rows),
        baris=[(one, NILAI[one.tahap], list_address(di.place, tahun, one.tahap)) for one in rows],
        bawahan=bawahan, bagian=[(one, home_path(RegionCode(one.kode), tahun)) for one in parts],
    )  # fmt: skip
