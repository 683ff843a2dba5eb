"""Bringing a database to the newest schema, whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from musren.domain.errors import Unavailable
from musren.models.database import Database

SCRIPTS = Path(__file__).parents[1] / "migrations"
LOCK = 7_411_202  # any number of our own; two starting programs wait for each other


def config_for(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.attributes["connection"] = connection
    return config


def newest() -> str:
    head = ScriptDirectory.from_config(config_for()).get_current_head()
    assert head is not None
    return head


def current(database: Database) -> str | None:
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def _backup(database: Database, revision: str) -> None:
    """A whole copy beside a SQLite file before its schema changes."""
    address = database.engine.url.database
    if not database.is_sqlite or not address or address == ":memory:":
        return
    copy = Path(f"{address}.sebelum-{revision}")
    if copy.exists():
        return
    raw = database.engine.raw_connection()
    try:
        raw.cursor().execute("VACUUM INTO ?", (str(copy),))
    finally:
        raw.close()


def upgrade(database: Database) -> bool:
    """Migrate to the newest schema; True when something changed.

    Raises Unavailable when the database was written by a newer musren.
    """
    before, target = current(database), newest()
    if before == target:
        return False
    known = {s.revision for s in ScriptDirectory.from_config(config_for()).walk_revisions()}
    if before is not None and before not in known:
        raise Unavailable(
            "Basis data ini ditulis oleh musren yang lebih baru. Pasang versi terbaru, lalu coba "
            "lagi. Tidak ada yang diubah."
        )
    if before is not None:
        _backup(database, target)
    with (
        database.engine.connect() as connection,
        _without_foreign_keys(database, connection),
        connection.begin(),
    ):
        if not database.is_sqlite:
            connection.execute(text(f"select pg_advisory_xact_lock({LOCK})"))
        command.upgrade(config_for(connection), "head")
        _refuse_orphans(database, connection)
    return True


@contextmanager
def _without_foreign_keys(database: Database, connection: Connection) -> Iterator[None]:
    """SQLite changes a table by making it anew; dropping the old one must not touch its children.

    The setting can only be changed outside a transaction, hence on the bare connection.
    """
    bare = connection.connection.dbapi_connection
    if not database.is_sqlite or bare is None:
        yield
        return
    bare.execute("pragma foreign_keys=off")
    try:
        yield
    finally:
        bare.execute("pragma foreign_keys=on")


def _refuse_orphans(database: Database, connection: Connection) -> None:
    """Raise Unavailable, and so undo everything, when a row lost the row it belongs to."""
    if not database.is_sqlite:
        return
    lost = connection.exec_driver_sql("pragma foreign_key_check").all()
    if lost:
        tables = ", ".join(sorted({str(row[0]) for row in lost}))
        raise Unavailable(
            f"Pemutakhiran basis data dibatalkan: ada {len(lost)} baris tanpa induk pada tabel "
            f"{tables}. Tidak ada yang diubah. Laporkan hal ini beserta cadangan basis data."
        )
