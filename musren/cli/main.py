"""The `musren` command: each subcommand loads its machinery only when it is called."""

import importlib
import sys
from collections.abc import Mapping
from typing import Any

import click

from musren.cli.galat import tell
from musren.cli.indonesia import Kelompok, complaint

COMMANDS: Mapping[str, tuple[str, str]] = {
    "serve": ("musren.cli.serve", "Menjalankan musren di alamat lokal."),
    "worker": ("musren.cli.pekerja", "Mengerjakan pekerjaan panjang (perlu Redis)."),
    "demo": ("musren.cli.demo_command", "Membuat kecamatan contoh beserta seluruh naskahnya."),
    "import": ("musren.cli.impor", "Memasukkan data dari lembar kerja."),
    "export": ("musren.cli.ekspor", "Mengeluarkan daftar konsolidasi dan halaman publik."),
    "doctor": ("musren.cli.doctor", "Memeriksa kemampuan komputer ini."),
    "user": ("musren.cli.pengguna", "Mengelola pengguna."),
    "template": ("musren.cli.templat", "Memeriksa dan mengisi templat Word."),
    "docs": ("musren.cli.docs", "Menulis ulang dokumentasi acuan."),
}
INTERRUPTED, MISUSED = 130, 2


class LazyGroup(Kelompok):
    """A group that knows its commands by name and imports one when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name][0])
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Perintah"):
            formatter.write_dl([(name, told) for name, (_module, told) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
def musren() -> None:
    """Musren: dari musyawarah desa sampai daftar kabupaten."""


def main(args: list[str] | None = None) -> Any:
    """Run the command; errors a person can repair are told in one sentence, without a trace."""
    try:
        return musren.main(args=args, standalone_mode=False, prog_name="musren")
    except click.exceptions.NoArgsIsHelpError as reason:
        click.echo(reason.ctx.get_help())
        return None
    except click.ClickException as reason:
        click.echo(f"Galat: {complaint(reason)}", err=True)
        sys.exit(MISUSED)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Dihentikan.", err=True)
        sys.exit(INTERRUPTED)
    except Exception as reason:  # noqa: BLE001  whatever went wrong is told, never shown as a trace
        tell(reason)
        sys.exit(1)
