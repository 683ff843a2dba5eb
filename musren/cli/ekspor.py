"""`musren export`: the consolidated list as a file, and the public pages as a folder."""

from pathlib import Path

import click

from musren.cli import publik
from musren.cli.indonesia import Kelompok
from musren.cli.ruang import Ruang, code, here_and_now, ruang
from musren.domain.errors import Invalid
from musren.domain.rupiah import format_rupiah
from musren.domain.wilayah import Level
from musren.services import potret, unduhan
from musren.services.daftar import Saring
from musren.services.tahun import open_year


@click.group(name="export", cls=Kelompok)
def command() -> None:
    """Mengeluarkan daftar konsolidasi dan halaman publik."""


command.add_command(publik.command)


@command.command(name="bappeda")
@click.option("--kabupaten", help="Kode kabupaten/kota, misalnya 35.07.")
@click.option("--tahun", type=int, help="Tahun rencana.")
@click.option("--potret", "kode", help="Kode potret yang sudah ada, misalnya P-35.07-2011-0007.")
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
def bappeda(
    kabupaten: str | None, tahun: int | None, kode: str | None, bentuk: str, keluar: Path
) -> None:
    """Menulis daftar konsolidasi kabupaten ke berkas; setiap berkas berasal dari satu potret."""
    if (kode is None) is (kabupaten is None or tahun is None):
        raise Invalid("Sebutkan --kabupaten dan --tahun, atau --potret saja.")
    with ruang() as room:
        tempat = potret.Tempat(work=room.database.write, store=room.gudang)
        if kode is None:
            kode = _taken(room, tempat, str(kabupaten), int(tahun or 0), bentuk)
        made = potret.file(tempat, kode, bentuk)
        sha256, same = potret.same_rows(tempat, kode)
    keluar.parent.mkdir(parents=True, exist_ok=True)
    keluar.write_bytes(made.isi)
    click.echo(f"{keluar}: {made.usulan} usulan, {format_rupiah(made.biaya)}.")
    told = "sama dengan yang tercatat" if same else "BERBEDA dengan yang tercatat"
    click.echo(f"Potret {kode}, SHA-256 baris {sha256} ({told}).")


def _taken(
    room: Ruang, tempat: potret.Tempat, kabupaten: str, tahun: int, bentuk: str
) -> str:  # fmt: skip
    """A picture of the list as it is now; gives its code."""
    place, act = code(kabupaten, Level.KABUPATEN), here_and_now()
    with room.database.write() as session:
        year = open_year(session, act, place, tahun)
        session.flush()
        bahan = unduhan.gather(session, act, year, Saring(), (place,))
        unduhan.record(session, act, bahan, bentuk)
    return potret.take(tempat, act, bahan)
