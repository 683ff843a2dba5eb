"""The engine: settings for each SQLite version, one writer at a time, all or nothing."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from musren.models.base import Base
from musren.models.database import Database, journal_for
from musren.models.tables import Dusun, Register, Wilayah

PLACE = "99"


@pytest.mark.parametrize(
    ("version", "settings"),
    [
        ((3, 37, 2), ("truncate", "extra")),
        ((3, 40, 1), ("truncate", "extra")),
        ((3, 51, 2), ("truncate", "extra")),
        ((3, 51, 3), ("wal", "full")),
        ((3, 52, 0), ("wal", "full")),
    ],
)
def test_a_log_ahead_of_writing_is_used_only_where_it_loses_nothing(
    version: tuple[int, ...], settings: tuple[str, str]
):
    assert journal_for(version) == settings


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'folder' / 'musren.db'}")
    Base.metadata.create_all(database.engine)
    yield database
    database.close()


@pytest.mark.parametrize(
    ("version", "journal", "synchronous"), [((3, 51, 2), "truncate", 3), ((3, 51, 3), "wal", 2)]
)
def test_each_connection_has_the_settings_of_its_version(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    version: tuple[int, ...],
    journal: str,
    synchronous: int,
):
    monkeypatch.setattr("sqlite3.sqlite_version_info", version)
    database = Database(f"sqlite:///{tmp_path / 'musren.db'}")
    with database.read() as session:
        found = {
            name: session.scalar(text(f"pragma {name}"))
            for name in (
                "journal_mode",
                "synchronous",
                "foreign_keys",
                "busy_timeout",
                "trusted_schema",
            )
        }
    database.close()
    assert found == {
        "journal_mode": journal, "synchronous": synchronous, "foreign_keys": 1,
        "busy_timeout": 30_000, "trusted_schema": 0,
    }  # fmt: skip


def test_a_writer_takes_the_lock_at_once_and_a_reader_takes_none(sqlite: Database):
    with sqlite.write() as writer:
        writer.scalar(select(Wilayah))  # the first look already locks: nobody writes in between
        other = Database(str(sqlite.engine.url))
        with other.read() as session:  # would wait for the lock if reading asked for it
            assert session.scalar(select(Wilayah)) is None
        with other.engine.connect() as connection:
            connection.connection.dbapi_connection.execute("pragma busy_timeout=0")  # type: ignore[union-attr]
            with pytest.raises(Exception, match="locked"):
                connection.execute(text("select 1"))
        other.close()


def test_reading_keeps_nothing(database: Database):
    with database.read() as session:
        session.add(Wilayah(kode=PLACE, nama="Provinsi Contoh", tingkat=1))
        session.flush()
    with database.read() as session:
        assert session.get(Wilayah, PLACE) is None


def half_a_change(database: Database) -> None:
    with database.write() as session:
        session.add(Wilayah(kode=PLACE, nama="Provinsi Contoh", tingkat=1))
        session.flush()
        session.add(Dusun(desa_kode="99.01.01.2001", nama="I", urutan=1))


def test_writing_keeps_everything_or_nothing(database: Database):
    with pytest.raises(IntegrityError):
        half_a_change(database)
    with database.read() as session:
        assert session.get(Wilayah, PLACE) is None
    with database.write() as session:
        session.add(Wilayah(kode=PLACE, nama="Provinsi Contoh", tingkat=1))
    with database.read() as session:
        assert session.get(Wilayah, PLACE) is not None


def raised(session: Session) -> int:
    """Read, think, write: the pattern in which an update gets lost."""
    row = session.get_one(Register, (PLACE, "ba", 2011), with_for_update=True)
    row.terakhir += 1
    session.flush()
    return row.terakhir


def test_writers_at_once_neither_deadlock_nor_lose_an_update(database: Database):
    with database.write() as session:
        session.add(Wilayah(kode=PLACE, nama="Provinsi Contoh", tingkat=1))
        session.flush()
        session.add(Register(wilayah_kode=PLACE, kode="ba", tahun=2011, terakhir=0))
    start, seen, failed = threading.Barrier(4), [], []

    def work() -> None:
        start.wait()
        try:
            for _ in range(5):
                with database.write() as session:
                    seen.append(raised(session))
        except Exception as reason:  # noqa: BLE001  told by the main thread
            failed.append(reason)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert sorted(seen) == list(range(1, 21))
