"""Bringing a database to the newest schema: a copy first, everything or nothing, never backwards."""

import shutil
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from musren.domain.errors import Unavailable
from musren.models import migrate
from musren.models.database import Database
from musren.models.migrate import current, newest, upgrade
from musren.models.tables import Dusun, Wilayah

NEXT = """
from alembic import op
import sqlalchemy as sa

revision = "9999_next"
down_revision = "{before}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("wilayah", recreate="always") as batch:
        batch.add_column(sa.Column("catatan", sa.String(20), nullable=True))
    {more}


def downgrade() -> None:
    pass
"""
ORPHAN = "op.execute(\"delete from wilayah where kode = '99.01.01.2001'\")"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "musren.db"


@pytest.fixture
def database(file: Path) -> Iterator[Database]:
    """A migrated SQLite file with a village and its hamlet."""
    made = Database(f"sqlite:///{file}")
    upgrade(made)
    with made.write() as session:
        for level, kode in enumerate(("99", "99.01", "99.01.01", "99.01.01.2001"), 1):
            induk = kode.rpartition(".")[0] or None
            session.add(Wilayah(kode=kode, nama=kode, tingkat=level, induk_kode=induk))
            session.flush()
        session.add(Dusun(desa_kode="99.01.01.2001", nama="I", urutan=1))
    yield made
    made.close()


def with_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: str = "") -> None:
    """The migrations of the house and one more, in a folder of their own."""
    folder = tmp_path / "migrations"
    shutil.copytree(migrate.SCRIPTS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    body = NEXT.format(before=newest(), more=more)
    (folder / "versions" / "9999_next.py").write_text(body)
    monkeypatch.setattr(migrate, "SCRIPTS", folder)


def columns(file: Path) -> list[str]:
    with sqlite3.connect(file) as bare:
        return [row[1] for row in bare.execute("pragma table_info(wilayah)")]


def test_an_empty_database_is_migrated_once(tmp_path: Path):
    database = Database(f"sqlite:///{tmp_path / 'musren.db'}")
    assert current(database) is None
    assert upgrade(database) is True
    assert current(database) == newest()
    assert upgrade(database) is False
    database.close()
    assert [p.name for p in tmp_path.iterdir() if "sebelum" in p.name] == []


def test_a_database_with_data_is_copied_whole_before_it_changes(
    database: Database, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with_next(tmp_path, monkeypatch)
    assert upgrade(database) is True
    copy = file.with_name("musren.db.sebelum-9999_next")
    assert "catatan" in columns(file)
    assert "catatan" not in columns(copy)
    with sqlite3.connect(copy) as bare:
        assert bare.execute("select count(*) from wilayah").fetchone() == (4,)


def test_making_a_table_anew_leaves_its_children_alone(
    database: Database, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with_next(tmp_path, monkeypatch)
    upgrade(database)
    with database.read() as session:
        assert session.query(Dusun).count() == 1
        assert session.scalar(text("pragma foreign_keys")) == 1


@pytest.mark.parametrize(
    ("more", "error"),
    [("op.execute('update no_such_table set x = 1')", Exception), (ORPHAN, Unavailable)],
    ids=["a step that fails", "a row that loses its parent"],
)
def test_a_migration_that_fails_leaves_the_old_schema_and_every_row(
    database: Database,
    file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    more: str,
    error: type[Exception],
):
    before = newest()
    with_next(tmp_path, monkeypatch, more)
    with pytest.raises(error):
        upgrade(database)
    assert current(database) == before
    assert "catatan" not in columns(file)
    with database.read() as session:
        assert session.query(Wilayah).count() == 4
        assert session.query(Dusun).count() == 1


def test_a_database_of_a_newer_musren_is_refused_and_left_alone(database: Database, file: Path):
    with database.write() as session:
        session.execute(text("update alembic_version set version_num = '9999_later'"))
    before = file.read_bytes()
    with pytest.raises(Unavailable, match="musren yang lebih baru") as refused:
        upgrade(database)
    assert "Tidak ada yang diubah" in refused.value.message
    assert file.read_bytes() == before


def test_two_programs_that_start_together_migrate_once(tmp_path: Path):
    address = f"sqlite:///{tmp_path / 'musren.db'}"
    start, failed = threading.Barrier(2), []

    def begin() -> None:
        database = Database(address)
        start.wait()
        try:
            upgrade(database)
        except Exception as reason:  # noqa: BLE001  told by the main thread
            failed.append(reason)
        finally:
            database.close()

    threads = [threading.Thread(target=begin) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    database = Database(address)
    assert current(database) == newest()
    assert inspect(database.engine).has_table("naskah")
    database.close()
