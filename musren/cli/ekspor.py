"""`musren export bappeda`: the consolidated list as a file."""

from pathlib import Path

import click

from musren.cli.indonesia import Kelompok
from musren.cli.ruang import code, here_and_now, ruang
from musren.domain.rupiah import format_rupiah
from musren.domain.wilayah import Level
from musren.services.daftar import Saring
from musren.services.tahun import open_year
from musren.services.unduhan import consolidated


@click.group(name="export", cls=Kelompok)
def command() -> None:
    """Mengeluarkan daftar konsolidasi."""


@command.command(name="bappeda")
@click.option("--kabupaten", required=True, help="Kode kabupaten/kota, misalnya 35.07.")
@click.option("--tahun", required=True, type=int, help="Tahun rencana.")
@click.option(
    "--format",
    "bentuk",
    type=click.Choice(["xlsx", "csv", "json"]),
    default="xlsx",
    show_default=True,
    help="Bentuk berkas.",
)
@click.option(
    "--out",
    "keluar",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Berkas yang ditulis.",
)
def bappeda(kabupaten: str, tahun: int, bentuk: str, keluar: Path) -> None:
    """Menulis daftar konsolidasi kabupaten ke berkas."""
    place, act = code(kabupaten, Level.KABUPATEN), here_and_now()
    with ruang() as room, room.database.write() as session:
        year = open_year(session, act, place, tahun)
        session.flush()
        made = consolidated(session, act, year, Saring(), (place,), bentuk)
    keluar.parent.mkdir(parents=True, exist_ok=True)
    keluar.write_bytes(made.isi)
    click.echo(f"{keluar}: {made.usulan} usulan, {format_rupiah(made.biaya)}.")
