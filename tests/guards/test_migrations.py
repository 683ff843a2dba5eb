"""Migrations: numbered without gaps, their head pinned, and they make what the models say."""

import ast
import re

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, inspect, select, text

from musren.models.database import Database
from musren.models.migrate import SCRIPTS, config_for, newest
from musren.models.tables import METADATA
from musren.models.wilayah import Dusun, ProfilDesa

FILES = sorted((SCRIPTS / "versions").glob("*.py"))


def constants(source: str) -> dict[str, object]:
    return {
        target.id: ast.literal_eval(node.value)
        for node in ast.parse(source).body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def test_migrations_are_numbered_without_gaps_each_on_the_one_before():
    assert FILES
    before = None
    for number, path in enumerate(FILES, 1):
        found = constants(path.read_text())
        assert re.fullmatch(rf"{number:04}_[a-z0-9_]+", path.stem)
        assert found["revision"] == path.stem
        assert found["down_revision"] == before
        before = path.stem


def test_the_head_is_pinned():
    assert (SCRIPTS / "HEAD").read_text() == f"{FILES[-1].stem}\n"
    assert newest() == FILES[-1].stem


def test_the_models_and_the_migrated_schema_are_the_same(database: Database):
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == [], "run: python tools/new_migration.py NAME"


def checks(database: Database) -> set[tuple[str, str]]:
    look = inspect(database.engine)
    return {
        (table, str(one["name"]))
        for table in look.get_table_names()
        for one in look.get_check_constraints(table)
    }


def test_every_check_of_the_models_is_in_the_database(database: Database):
    """Alembic compares tables, columns, indexes and keys, but no checks."""
    wanted = {
        (table.name, str(one.name))
        for table in METADATA.sorted_tables
        for one in table.constraints
        if isinstance(one, CheckConstraint)
    }
    assert wanted <= checks(database)
    assert wanted


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_what_a_village_had_before_stays_and_what_is_new_begins_empty(
    engine: str, request: pytest.FixtureRequest
):
    database: Database = request.getfixturevalue(
        "sqlite_database" if engine == "sqlite" else "postgres_database"
    )
    with database.engine.connect() as connection, connection.begin():
        command.downgrade(config_for(connection), "0006_bpd_decision")
        connection.execute(text("insert into wilayah values ('99', 'Contoh', 1, null)"))
        connection.execute(
            text("insert into dusun (desa_kode, nama, rt_rw, urutan) values ('99', 'I', '', 1)")
        )
        connection.execute(
            text(
                "insert into profil_desa (desa_kode, alamat_kantor, kode_pos, telepon, "
                "kepala_desa_nama, sekdes_nama, ketua_bpd_nama, ketua_lpmd_nama, kpmd_nama, "
                "kantor_layak, jumlah_kaur, bpd_terbentuk, keterangan, versi) values "
                "('99', 'Jalan', '', '', 'Ahmad', '', '', '', '', true, 2, true, '', 1)"
            )
        )
        command.upgrade(config_for(connection), "head")
    with database.read() as session:
        village, hamlet = session.get_one(ProfilDesa, "99"), session.scalars(select(Dusun)).one()
        assert (village.kepala_desa_nama, hamlet.nama) == ("Ahmad", "I")
        assert (village.perangkat, village.batas_utara, village.luas) == ([], "", None)
        assert (hamlet.kepala_dusun, hamlet.jumlah_kk) == ("", None)


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_migrations_walk_down_and_up_again(engine: str, request: pytest.FixtureRequest):
    database: Database = request.getfixturevalue(
        "sqlite_database" if engine == "sqlite" else "postgres_database"
    )
    with database.engine.connect() as connection, connection.begin():
        for _ in FILES:
            command.downgrade(config_for(connection), "-1")
        assert inspect(connection).get_table_names() == ["alembic_version"]
        command.upgrade(config_for(connection), "head")
        assert set(inspect(connection).get_table_names()) >= set(METADATA.tables)
