"""`musren demo`: the main job, headless: a fictional kecamatan, or a whole fictional kabupaten."""

import os
from dataclasses import dataclass
from pathlib import Path

import click
from click.core import ParameterSource

from musren.adapters.libreoffice import Converter, find
from musren.cli.demo.bangun import PER_KECAMATAN, build
from musren.cli.demo.kabupaten import bangun as kabupaten
from musren.cli.demo.kabupaten.tempat import KABUPATEN
from musren.cli.demo.kabupaten.ukuran import MOST_DESA, MOST_KECAMATAN, Ukuran
from musren.cli.demo.keluaran import write_all, write_lists
from musren.cli.indonesia import Perintah
from musren.cli.ruang import ruang
from musren.domain.errors import Invalid, Unavailable
from musren.settings import Settings, load

DESA, USULAN = 15, 60
"""Villages of a kecamatan and proposals of a village, on average."""

HOME = Path("kabupaten-contoh")
"""Where the kabupaten is kept when nothing else was named."""

OWN = {False: ("desa", "usulan", "kecamatan"), True: ("villages", "pdf")}
"""Options that say nothing: those of the kabupaten without it, those of the kecamatan with it."""


@dataclass(frozen=True, kw_only=True)
class Pilihan:
    """What was asked for on the command line."""

    keluar: Path | None
    kecamatan: int
    desa: int | None
    usulan: int | None
    benih: int

    def ukuran(self) -> Ukuran:
        """The size of the kabupaten. Raises Invalid for impossible numbers."""
        desa = self.desa or self.kecamatan * DESA
        usulan = self.usulan or desa * USULAN
        found = Ukuran(kecamatan=self.kecamatan, desa=desa, usulan=usulan, benih=self.benih)
        found.check()
        return found


@click.command(name="demo", cls=Perintah)
@click.option(
    "--out",
    "keluar",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder tujuan naskah, daftar, dan manifest.json; wajib tanpa --kabupaten.",
)
@click.option(
    "--villages",
    default=PER_KECAMATAN,
    show_default=True,
    type=click.IntRange(1, 1200),
    help="Jumlah desa kecamatan contoh.",
)
@click.option("--seed", "benih", default=2011, show_default=True, help="Benih: sama, hasil sama.")
@click.option("--pdf", is_flag=True, help="Buat juga PDF (memerlukan LibreOffice).")
@click.option(
    "--kabupaten", "luas", is_flag=True, help="Kabupaten contoh yang besar, dalam beberapa menit."
)
@click.option(
    "--kecamatan",
    default=20,
    show_default=True,
    type=click.IntRange(1, MOST_KECAMATAN),
    help="Jumlah kecamatan kabupaten contoh.",
)
@click.option(
    "--desa",
    type=click.IntRange(2, MOST_DESA),
    help=f"Jumlah desa kabupaten contoh; bawaan {DESA} tiap kecamatan.",
)
@click.option(
    "--usulan",
    type=click.IntRange(min=1),
    help=f"Jumlah usulan kabupaten contoh; bawaan {USULAN} tiap desa.",
)
@click.pass_context
def command(  # noqa: PLR0913, PLR0917  one for each option
    ctx: click.Context, keluar: Path | None, villages: int, benih: int, pdf: bool, luas: bool,  # noqa: FBT001
    kecamatan: int, desa: int | None, usulan: int | None,
) -> None:  # fmt: skip
    """Membuat kecamatan contoh, atau kabupaten contoh, beserta naskah dan daftarnya."""
    _refuse_the_others(ctx, luas=luas)
    if luas:
        _kabupaten(
            Pilihan(keluar=keluar, kecamatan=kecamatan, desa=desa, usulan=usulan, benih=benih)
        )
        return
    if keluar is None:
        raise click.MissingParameter(ctx=ctx, param=ctx.command.params[0])
    with ruang(_settings(keluar)) as room:
        to_pdf = _converter(room.settings).to_pdf if pdf else None
        manifest = write_all(room, build(room, villages, benih), keluar, to_pdf)
    click.echo(f"{len(manifest)} berkas ditulis ke {keluar} ({villages} desa).")


def _refuse_the_others(ctx: click.Context, *, luas: bool) -> None:
    """Say so when an option of the other play was given, rather than forget it."""
    given = [
        f"--{name}"
        for name in OWN[luas]
        if ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE
    ]
    if given:
        remedy = "Hapus pilihan itu." if luas else "Tambahkan --kabupaten, atau hapus pilihan itu."
        which = "kecamatan" if luas else "kabupaten"
        raise Invalid(f"{', '.join(given)} hanya untuk {which} contoh. {remedy}")


def _kabupaten(pilihan: Pilihan) -> None:
    ukuran = pilihan.ukuran()
    settings = _settings(pilihan.keluar or HOME)
    with ruang(settings) as room:
        kabupaten.build(room, ukuran, tell=lambda told: click.echo(told, err=True))
        click.echo(
            f"Kabupaten contoh siap: {ukuran.kecamatan} kecamatan, {ukuran.desa} desa, "
            f"{ukuran.usulan} usulan, di {settings.data_dir}."
        )
        if pilihan.keluar is not None:
            made = write_lists(room, KABUPATEN, kabupaten.TAHUN, pilihan.keluar)
            click.echo(f"{len(made)} berkas ditulis ke {pilihan.keluar}.")


def _settings(keluar: Path) -> Settings:
    """The workplace that was named in the environment, else one of its own in the folder.

    The demo never mixes with an office's data by accident.
    """
    if any(os.environ.get(name) for name in ("MUSREN_DATABASE_URL", "MUSREN_DATA_DIR")):
        return load()
    return load({"MUSREN_DATA_DIR": str(keluar / "data")})


def _converter(settings: Settings) -> Converter:
    soffice = find()
    if soffice is None:
        raise Unavailable("LibreOffice belum terpasang. Jalankan tanpa --pdf, atau pasang dahulu.")
    return Converter(soffice, settings.pdf_seconds)
