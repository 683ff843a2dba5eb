"""`musren doctor`: what this machine can and cannot do; no secrets are shown."""

import sqlite3
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version

import click
from sqlalchemy import make_url, text

from musren.adapters.libreoffice import find
from musren.adapters.libreoffice import version as office_version
from musren.app import redis_jobs
from musren.cli.galat import why
from musren.cli.indonesia import Perintah
from musren.domain.errors import MusrenError
from musren.models.database import Database, journal_for
from musren.models.migrate import current, newest
from musren.papers.kinds import kinds
from musren.settings import NAMES, BadSetting, Settings, load

Finding = tuple[bool, str, str]

HOW_TO_GET_PDF = (
    "LibreOffice belum ada. Pasang dengan: sudo apt-get install libreoffice-writer-nogui. "
    "Berkas Word tetap dapat dibuat dan diunduh."
)


@click.command(name="doctor", cls=Perintah)
def command() -> None:
    """Memeriksa kemampuan komputer ini: basis data, PDF, berkas, templat."""
    settings = load()
    bad = 0
    for check in CHECKS:
        for good, what, told in check(settings):
            bad += not good
            click.echo(f"{'[baik]  ' if good else '[kurang]'} {what}: {told}")
    click.echo("Semua baik." if not bad else f"{bad} hal kurang; lihat yang ditandai [kurang].")


def _python(_settings: Settings) -> Iterator[Finding]:
    good = sys.version_info >= (3, 11)
    yield good, "Python", f"{sys.version.split()[0]} (perlu 3.11 atau lebih baru)"
    try:
        yield True, "musren", version("musren")
    except PackageNotFoundError:
        yield False, "musren", "belum terpasang; jalankan make setup"


def _database(settings: Settings) -> Iterator[Finding]:
    journal, synchronous = journal_for(sqlite3.sqlite_version_info)
    yield True, "SQLite", f"{sqlite3.sqlite_version}, jurnal {journal}, synchronous {synchronous}"
    try:
        # an address may carry secrets behind the question mark too
        shown = make_url(settings.database_url).set(query={}).render_as_string(hide_password=True)
        database = Database(settings.database_url)
    except OSError as reason:
        yield False, "Basis data", f"folder berkasnya {why(reason)}"
        return
    yield from _schema(database, shown)
    kind = "dipakai" if not database.is_sqlite else "tidak dipakai (atur MUSREN_DATABASE_URL)"
    yield True, "PostgreSQL", kind


def _schema(database: Database, shown: str) -> Iterator[Finding]:
    try:
        with database.engine.connect() as connection:
            connection.execute(text("select 1"))
        stands = current(database)
        state = "terbaru" if stands == newest() else f"{stands or 'kosong'}; dimutakhirkan otomatis"
        yield True, "Basis data", f"{shown} terbuka, skema {state}"
    except Exception:  # noqa: BLE001  whatever is wrong is what we are asked to tell
        yield (
            False,
            "Basis data",
            f"{shown} tidak dapat dibuka; periksa alamat, nama dan kata sandinya",
        )
    finally:
        database.close()


def _pdf(_settings: Settings) -> Iterator[Finding]:
    soffice = find()
    if soffice is None:
        yield False, "PDF", HOW_TO_GET_PDF
        return
    try:
        yield True, "PDF", f"LibreOffice {office_version(soffice) or 'ada'}"
    except MusrenError as reason:
        yield False, "PDF", reason.message


def _files(settings: Settings) -> Iterator[Finding]:
    folder = settings.data_dir
    probe = folder / ".periksa"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"musren")
        probe.unlink()
        yield True, "Folder data", f"{folder} dapat ditulis"
    except OSError as reason:
        yield False, "Folder data", f"{folder} {why(reason)}"
    own = settings.templates_dir
    if own is not None:
        yield own.is_dir(), "Templat kantor", str(own) if own.is_dir() else f"{own} tidak ada"
    yield True, "Naskah", ", ".join(sorted(kinds()))


def _jobs(settings: Settings) -> Iterator[Finding]:
    if not settings.redis_url:
        yield True, "Pekerjaan panjang", "dikerjakan oleh layanan sendiri (tanpa Redis)"
        return
    try:
        why = redis_jobs().antrean_redis.lacking(settings.redis_url)
    except BadSetting as reason:
        why = str(reason)
    yield not why, "Pekerjaan panjang", why or "dikerjakan oleh “musren worker” melalui Redis"


def _others(_settings: Settings) -> Iterator[Finding]:
    yield True, "Surel", "tidak dipakai; masuk dengan nama pengguna dan kata sandi"
    yield True, "Tanda tangan elektronik", "tidak dipakai; naskah ditandatangani dengan tinta"
    yield True, "Pengaturan", ", ".join(NAMES)


CHECKS: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
    _python, _database, _pdf, _files, _jobs, _others,
)  # fmt: skip
