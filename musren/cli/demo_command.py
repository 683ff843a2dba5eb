"""`musren demo`: the main job, headless: a fictional kecamatan with every paper and list."""

import os
from pathlib import Path

import click

from musren.adapters.libreoffice import Converter, find
from musren.cli.demo.bangun import PER_KECAMATAN, build
from musren.cli.demo.keluaran import write_all
from musren.cli.indonesia import Perintah
from musren.cli.ruang import ruang
from musren.domain.errors import Unavailable
from musren.settings import Settings, load


@click.command(name="demo", cls=Perintah)
@click.option(
    "--out",
    "keluar",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder tujuan naskah, daftar, dan manifest.json.",
)
@click.option(
    "--villages",
    "desa",
    default=PER_KECAMATAN,
    show_default=True,
    type=click.IntRange(1, 1200),
    help="Jumlah desa.",
)
@click.option("--seed", "benih", default=2011, show_default=True, help="Benih: sama, hasil sama.")
@click.option("--pdf", is_flag=True, help="Buat juga PDF (memerlukan LibreOffice).")
def command(keluar: Path, desa: int, benih: int, pdf: bool) -> None:  # noqa: FBT001
    """Membuat kecamatan contoh dari usulan sampai Surat Penetapan Camat dan daftar Bappeda."""
    with ruang(_settings(keluar)) as room:
        to_pdf = _converter(room.settings).to_pdf if pdf else None
        manifest = write_all(room, build(room, desa, benih), keluar, to_pdf)
    click.echo(f"{len(manifest)} berkas ditulis ke {keluar} ({desa} desa).")


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
