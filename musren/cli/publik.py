"""`musren export publik`: the public pages of a year as files that any web server hands out."""

import shutil
from pathlib import Path

import click

from musren.cli.indonesia import Perintah
from musren.cli.ruang import code, ruang
from musren.domain.errors import Invalid
from musren.domain.wilayah import Level, RegionCode
from musren.exports.data_publik import csv_village
from musren.services import publik as shown
from musren.services.tahun import year_for
from musren.web import muka_publik
from musren.web.muka_publik import Berkas

CLOSED = (
    "Tahun {tahun} belum dibuka untuk umum. Nyalakan “Usulan tahun ini ditampilkan pada halaman "
    "publik” pada parameter tahun itu, lalu ulangi."
)


@click.command(name="publik", cls=Perintah)
@click.option("--kabupaten", required=True, help="Kode kabupaten/kota, misalnya 35.07.")
@click.option("--tahun", required=True, type=int, help="Tahun rencana.")
@click.option(
    "--out",
    "keluar",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder yang ditulis.",
)
def command(kabupaten: str, tahun: int, keluar: Path) -> None:
    """Menulis halaman publik sebuah tahun ke folder, lengkap dengan data terbukanya."""
    place = code(kabupaten, Level.KABUPATEN)
    with ruang() as room, room.database.read() as session:
        year = year_for(session, place, tahun)
        if not shown.is_public(year):
            raise Invalid(CLOSED.format(tahun=tahun))
        found = shown.listed(session, place, tahun)
        _write(keluar / "index.html", muka_publik.regions(found, Berkas(tahun=tahun)).encode())
        shutil.copyfile(muka_publik.STYLE, keluar / "publik.css")
        villages = [one for kecamatan in found for one in kecamatan.desa]
        for one in villages:
            told = shown.village(session, year, RegionCode.parse(one.kode))
            page = muka_publik.village(told, Berkas(tahun=tahun, dalam=1))
            _write(keluar / one.kode / "index.html", page.encode())
            _write(keluar / one.kode / "usulan.csv", csv_village(told.usulan))
    click.echo(f"{keluar}: {len(villages)} desa, tahun {tahun}.")


def _write(path: Path, body: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
