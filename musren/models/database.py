"""The engine with the settings each database needs, and the two ways to use it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.orm import Session

WAL_SAFE_FROM = (3, 51, 3)
"""Older SQLite can lose data in WAL mode when two connections reset the log at once."""


def journal_for(version: tuple[int, ...]) -> tuple[str, str]:
    """Journal mode and synchronous setting that lose nothing on this SQLite version."""
    return ("wal", "full") if version >= WAL_SAFE_FROM else ("truncate", "extra")


def _tune_sqlite(engine: Engine) -> None:
    journal, synchronous = journal_for(sqlite3.sqlite_version_info)
    pragmas = (
        "busy_timeout=30000",
        f"journal_mode={journal}",
        f"synchronous={synchronous}",
        "foreign_keys=on",
        "trusted_schema=off",
    )

    @event.listens_for(engine, "connect")
    def settle(dbapi: Any, _record: Any) -> None:
        dbapi.isolation_level = None  # we say BEGIN ourselves
        for pragma in pragmas:
            dbapi.execute(f"pragma {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get("reading")
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


class Database:
    """One database: `read()` never changes it, `write()` keeps everything or nothing."""

    def __init__(self, url: str) -> None:
        address = make_url(url)
        self.is_sqlite = address.get_backend_name() == "sqlite"
        if self.is_sqlite and address.database and address.database != ":memory:":
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        # what people typed has no place in the log of an error
        self.engine = create_engine(address, pool_pre_ping=not self.is_sqlite, hide_parameters=True)
        if self.is_sqlite:
            _tune_sqlite(self.engine)
        self._reader = self.engine.execution_options(reading=True)

    def reading_session(self) -> Session:
        return Session(self._reader, autoflush=False, expire_on_commit=False)

    def writing_session(self) -> Session:
        return Session(self.engine, expire_on_commit=False)

    @contextmanager
    def read(self) -> Iterator[Session]:
        with self.reading_session() as session:
            try:
                yield session
            finally:
                session.rollback()

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One transaction; for the edges only (a guard test sees to it)."""
        with self.writing_session() as session, session.begin():
            yield session

    def close(self) -> None:
        self.engine.dispose()
