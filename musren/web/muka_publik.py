"""The public pages as HTML text: for the browser and, the same, as files with relative links."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from musren.domain import bahasa, rupiah
from musren.integration.corong import TAHAP
from musren.papers.gambar import as_svg
from musren.papers.gambar import corong as drawn
from musren.services.publik import DesaPublik, KecamatanDaftar

TEMPLATES = Path(__file__).parent / "templates"
STYLE = Path(__file__).parent / "static/publik.css"
LEBAR = 110.0
"""Millimetres of the funnel; the page stretches it."""


class Alamat(Protocol):
    """Where things are, seen from the page that is written."""

    def gaya(self) -> str:
        """The style sheet."""

    def daftar(self) -> str:
        """The list of villages."""

    def desa(self, kode: str, tahun: int) -> str:
        """The page of a village in a year; empty when there is none."""

    def data(self, kode: str, tahun: int) -> str:
        """The CSV of a village."""


@dataclass(frozen=True, kw_only=True)
class Berkas:
    """Relative addresses for files on a disk; `dalam` is how deep the page lies."""

    tahun: int
    dalam: int = 0

    @property
    def _naik(self) -> str:
        return "../" * self.dalam

    def gaya(self) -> str:
        return f"{self._naik}publik.css"

    def daftar(self) -> str:
        return f"{self._naik}index.html"

    def desa(self, kode: str, tahun: int) -> str:
        return f"{self._naik}{kode}/index.html" if tahun == self.tahun else ""

    def data(self, kode: str, tahun: int) -> str:
        del tahun
        return f"{self._naik}{kode}/usulan.csv"


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters |= {
        "rupiah": rupiah.format_rupiah, "tanggal": bahasa.tanggal, "angka": bahasa.angka,
    }  # fmt: skip
    return made


_TEMPLATES = _environment()


def village(told: DesaPublik, alamat: Alamat) -> str:
    """The page of a village."""
    return _TEMPLATES.get_template("pages/publik/desa.html").render(
        desa=told, alamat=alamat, gambar=_funnel(told), tahap=list(TAHAP.values()),
        judul=f"Usulan {told.nama} tahun {told.tahun}",
    )  # fmt: skip


def regions(found: Sequence[KecamatanDaftar], alamat: Alamat) -> str:
    """The list of kecamatan and villages."""
    return _TEMPLATES.get_template("pages/publik/daftar.html").render(
        kecamatan=found, alamat=alamat, judul="Usulan desa"
    )


def _funnel(told: DesaPublik) -> Markup:
    rows = [
        {
            "kunci": one.tahap, "nama": one.nama, "usulan": one.usulan, "biaya": one.rupiah,
            "mkp": one.usulan_mkp,
        }
        for one in told.corong
    ]  # fmt: skip
    return Markup(as_svg(drawn(rows, LEBAR), ident="corong"))  # noqa: S704  the writer escapes
