"""`musren import`: rows of a spreadsheet become proposals of a village, or lines of a budget."""

import json
from pathlib import Path
from typing import Any

import click

from musren.adapters.berkas_tabel import read_table
from musren.adapters.geojson import read_map
from musren.cli.anggaran import anggaran
from musren.cli.indonesia import Kelompok
from musren.cli.ruang import code, here_and_now, ruang
from musren.domain.rupiah import format_rupiah
from musren.domain.wilayah import Level
from musren.models.wilayah import Wilayah
from musren.services.impor import RKP, import_usulan
from musren.services.peta import keep
from musren.services.rpjm.impor import RPJM
from musren.services.tahun import open_year
from musren.services.wilayah import ensure_region

SASARAN = {"rkp": RKP, "rpjm": RPJM}


@click.group(name="import", cls=Kelompok)
def command() -> None:
    """Memasukkan data dari lembar kerja."""


@command.command(name="usulan")
@click.argument("berkas", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--desa", required=True, help="Kode desa, misalnya 35.07.21.2012.")
@click.option("--tahun", required=True, type=int, help="Tahun rencana.")
@click.option(
    "--rencana",
    type=click.Choice(list(SASARAN)),
    default="rkp",
    help="Rencana tujuan: RKP-Desa tahun itu, atau RPJM-Desa. Bawaan: rkp.",
)
@click.option("--json", "as_json", is_flag=True, help="Cetak hasil sebagai JSON.")
def usulan(berkas: Path, desa: str, tahun: int, rencana: str, as_json: bool) -> None:  # noqa: FBT001
    """Memasukkan usulan dari CSV atau xlsx; baris yang salah disebutkan, yang benar diambil."""
    place, act = code(desa, Level.DESA), here_and_now()
    table = read_table(berkas.read_bytes())
    with ruang() as room, room.database.write() as session:
        year = open_year(session, act, place.at(Level.KABUPATEN), tahun)
        session.flush()
        if session.get(Wilayah, str(place)) is None:
            ensure_region(session, place)  # tells that no list has it
        result = import_usulan(
            session, act, year, place, table, nama_berkas=berkas.name, sasaran=SASARAN[rencana]
        ).as_json()
    click.echo(json.dumps(result, ensure_ascii=False) if as_json else told(result))


@command.command(name="peta")
@click.argument("berkas", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--kabupaten", required=True, help="Kode kabupaten/kota, misalnya 35.07.")
@click.option("--sumber", default="", help="Asal peta, dicantumkan di halaman peta.")
def peta(berkas: Path, kabupaten: str, sumber: str) -> None:
    """Memuat batas atau titik desa dari GeoJSON; yang tidak dapat dimuat disebutkan."""
    place, act = code(kabupaten, Level.KABUPATEN), here_and_now()
    read = read_map(berkas.read_bytes())
    with ruang() as room, room.database.write() as session:
        if session.get(Wilayah, str(place)) is None:
            ensure_region(session, place)
            session.flush()
        made = keep(session, act, place, read.bidang, sumber, read.galat)
    click.echo(f"{made.diambil} desa dimuat; {len(made.galat)} tidak dimuat.")
    for one in made.galat:
        click.echo(one)


command.add_command(anggaran)


def told(result: dict[str, Any]) -> str:
    lines = [
        (
            f"Baris dibaca: {result['rows']}; diambil: {result['taken']}; "
            f"belum lengkap: {result['incomplete']}; salah: {len(result['errors'])}."
        ),
        f"Jumlah: {format_rupiah(result['sum'])}",
        *(f"  {name}: {format_rupiah(amount)}" for name, amount in result["by_source"].items()),
        *(f"Baris {e['row']}, {e['field']}: {e['message']}" for e in result["errors"]),
    ]
    return "\n".join(lines)
