"""`musren serve`: the service on this machine, with the demo kecamatan when asked."""

import click
from sqlalchemy import func, select
from waitress.server import create_server

from musren.app import create_app, log_as_json
from musren.cli.demo.bangun import PER_KECAMATAN, TAHUN, build, logins
from musren.cli.demo.berjalan import start_next_year
from musren.cli.demo.orang import SANDI
from musren.cli.indonesia import Perintah
from musren.cli.ruang import Ruang, here_and_now, ruang
from musren.models.orang import Pengguna
from musren.services.terbit import finish_all

SEED = 2011


@click.command(name="serve", cls=Perintah)
@click.option("--host", default="127.0.0.1", show_default=True, help="Alamat yang dilayani.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Nomor port."
)
@click.option("--demo", is_flag=True, help="Isi kecamatan contoh bila basis data masih kosong.")
@click.option(
    "--threads",
    "utas",
    default=8,
    show_default=True,
    type=click.IntRange(1, 64),
    help="Jumlah utas pelayan.",
)
def command(host: str, port: int, demo: bool, utas: int) -> None:  # noqa: FBT001
    """Menjalankan musren."""
    log_as_json()
    with ruang() as room:
        if demo:
            fill_when_empty(room)
        finish_all(room.office, here_and_now())
        app = create_app(room.settings, room.database)
        app.extensions["musren.pekerjaan"].look()  # what was under way when it stopped goes on
        server = create_server(app, host=host, port=port, threads=utas)
        click.echo(f"musren berjalan di http://{host}:{port} (hentikan dengan Ctrl+C)")
        try:
            server.run()
        finally:
            server.close()


def fill_when_empty(room: Ruang) -> None:
    """Load the demo into a database without users; its logins are printed either way."""
    with room.database.read() as session:
        empty = not session.scalar(select(func.count()).select_from(Pengguna))
    if empty:
        click.echo("Menyiapkan kecamatan contoh (kira-kira satu menit) …")
        build(room, PER_KECAMATAN, SEED)
        start_next_year(room, TAHUN + 1, SEED)
    with room.database.read() as session:
        known = logins(session)
    if known:
        click.echo(f"Masuk dengan kata sandi “{SANDI}” sebagai:")
        for name, told in known:
            click.echo(f"  {name:<14} {told}")
