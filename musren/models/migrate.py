"""Bringing a database to the newest schema, whole or not at all."""

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
    with database.engine.connect() as connection, connection.begin():
        if not database.is_sqlite:
            connection.execute(text(f"select pg_advisory_xact_lock({LOCK})"))
        command.upgrade(config_for(connection), "head")
    return True
