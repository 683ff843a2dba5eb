"""`musren worker`: runs the long work that the service was asked for, on any machine."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from musren.app import engine, log_as_json, redis_jobs
from musren.cli.indonesia import Perintah
from musren.cli.ruang import ruang
from musren.jobs.mesin import Mesin
from musren.models.database import Database
from musren.runtime import Runtime
from musren.settings import BadSetting, Settings

NO_REDIS = (
    "Isi MUSREN_REDIS_URL dahulu, sama dengan pada layanannya. Tanpa Redis, pekerjaan panjang "
    "dikerjakan oleh “musren serve” sendiri."
)


@click.command(name="worker", cls=Perintah)
@click.option(
    "--until-empty",
    "sampai_habis",
    is_flag=True,
    help="Berhenti bila tidak ada lagi yang menunggu.",
)
def command(sampai_habis: bool) -> None:  # noqa: FBT001
    """Mengerjakan pekerjaan panjang yang diminta lewat layanan (perlu Redis)."""
    log_as_json()
    with ruang() as room:
        settings = room.settings
    if not settings.redis_url:
        raise BadSetting(NO_REDIS)
    jobs = redis_jobs()
    redis = jobs.antrean_redis.connect(settings.redis_url)
    if why := jobs.antrean_redis.unreachable(redis):
        raise BadSetting(why)
    click.echo("Pekerja siap (hentikan dengan Ctrl+C; pekerjaan yang berjalan diselesaikan dulu).")
    jobs.serve(redis, lambda: opened(settings), until_empty=sampai_habis)


@contextmanager
def opened(settings: Settings) -> Iterator[Mesin]:
    """An engine with a database of its own, closed afterwards."""
    database = Database(settings.database_url)
    try:
        yield engine(Runtime(settings=settings, database=database))
    finally:
        database.close()
