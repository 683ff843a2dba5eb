"""`musren docs`: the reference pages of docs/reference, written afresh or checked."""

from pathlib import Path

import click

from musren.cli.acuan import pages
from musren.cli.indonesia import Perintah
from musren.domain.errors import Conflict

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"


@click.command(name="docs", cls=Perintah)
@click.option("--check", "periksa", is_flag=True, help="Hanya periksa; gagal bila ada yang usang.")
@click.option(
    "--out",
    "keluar",
    default=REFERENCE,
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder tujuan; bawaan docs/reference.",
)
@click.pass_context
def command(ctx: click.Context, periksa: bool, keluar: Path) -> None:  # noqa: FBT001
    """Menulis ulang dokumentasi acuan dari program."""
    made = pages(ctx.find_root().command)
    if not periksa:
        keluar.mkdir(parents=True, exist_ok=True)
        for name, text in made.items():
            (keluar / name).write_text(text, encoding="utf-8")
        click.echo(f"{len(made)} halaman ditulis ke {keluar}.")
        return
    stale = stale_pages(made, keluar)
    if stale:
        raise Conflict(f"Dokumentasi acuan usang: {', '.join(stale)}. Jalankan make docs.")
    click.echo("Dokumentasi acuan sesuai dengan program.")


def stale_pages(made: dict[str, str], folder: Path) -> list[str]:
    """Pages that are missing, differ, or that nothing writes any more."""
    there = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    return sorted(name for name in made.keys() | there.keys() if made.get(name) != there.get(name))
