"""Draft a migration from the difference between the models and the migrated schema.

``python tools/new_migration.py "add a table"`` writes the next number. Before the first release,
``python tools/new_migration.py --first`` writes the first ones afresh from the models instead,
cut into chapters that each stay within the budget of a module.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from alembic import command
from alembic.autogenerate import produce_migrations, render_python_code
from alembic.operations.ops import MigrateOperation, UpgradeOps
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Table

from musren.models.database import Database
from musren.models.migrate import SCRIPTS, config_for, upgrade
from musren.models.tables import METADATA

VERSIONS = SCRIPTS / "versions"

CHAPTERS: dict[str, tuple[str, ...]] = {
    "places_and_people": (
        "wilayah", "dusun", "profil_desa", "profil_kecamatan", "pengguna", "tugas", "sesi",
        "token", "percobaan_masuk",
    ),
    "years_and_proposals": (
        "tahun", "pagu_kecamatan", "perubahan_parameter", "peta_sumber", "jejak", "draf",
        "usulan", "usulan_dana", "riwayat_status",
    ),
    "meetings_and_papers": (),  # whatever no other chapter names
}  # fmt: skip

HEAD = '''"""{title}."""

import sqlalchemy as sa
from alembic import op

import musren.models.base

revision = "{name}"
down_revision = {before}
branch_labels = None
depends_on = None


def upgrade() -> None:
    {up}


def downgrade() -> None:
    {down}
'''


def main(arguments: Sequence[str]) -> None:
    if arguments == ["--first"]:
        write_first()
    else:
        write_next(" ".join(arguments))


def write_next(message: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'draft.db'}")
        upgrade(database)
        name = f"{len(list(VERSIONS.glob('0*.py'))) + 1:04}_{message.lower().replace(' ', '_')}"
        with database.engine.connect() as connection, connection.begin():
            config = config_for(connection)
            config.set_main_option("file_template", "%%(rev)s")
            command.revision(config, message=message, autogenerate=True, rev_id=name)
        database.close()
    finish(name)


def write_first() -> None:
    """Write the first chapters afresh; whoever has data from before must begin anew."""
    for old in VERSIONS.glob("0*.py"):
        old.unlink()
    before: str | None = None
    for number, (title, tables) in enumerate(chapters(), 1):
        name = f"{number:04}_{title}"
        up, down = code_for(tables)
        body = HEAD.format(
            title=title.replace("_", " ").capitalize(),
            name=name,
            before=quoted(before),
            up=up,
            down=down,
        )
        (VERSIONS / f"{name}.py").write_text(body, encoding="utf-8")
        before = name
    finish(str(before))


def quoted(name: str | None) -> str:
    return "None" if name is None else f'"{name}"'


def chapters() -> Iterator[tuple[str, list[Table]]]:
    """Each chapter with its tables, parents first."""
    named = {table for tables in CHAPTERS.values() for table in tables}
    for title, tables in CHAPTERS.items():
        yield (
            title,
            [
                table
                for table in METADATA.sorted_tables
                if table.name in tables or (not tables and table.name not in named)
            ],
        )


def code_for(tables: Iterable[Table]) -> tuple[str, str]:
    """What makes these tables on an empty database, and what removes them."""
    names = {table.name for table in tables}
    database = Database("sqlite://")
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"render_as_batch": True})
        found = produce_migrations(context, METADATA)
        assert found.upgrade_ops is not None
        wanted = UpgradeOps([op for op in found.upgrade_ops.ops if table_of(op) in names])
        up = render_python_code(wanted, render_as_batch=True, migration_context=context)
        down = render_python_code(wanted.reverse(), render_as_batch=True, migration_context=context)
    database.close()
    return plain(up), plain(down)


def table_of(operation: MigrateOperation) -> str:
    return str(getattr(operation, "table_name", ""))


def plain(code: str) -> str:
    return "\n".join(
        line for line in code.strip().splitlines() if not line.strip().startswith("# ###")
    ).strip()


def finish(name: str) -> None:
    """Bring what was written into the house format and pin the head."""
    ruff = Path(sys.executable).with_name("ruff")
    for arguments in (("check", "--fix-only", "--quiet"), ("format", "--quiet")):
        subprocess.run([ruff, *arguments, VERSIONS], check=True)  # noqa: S603  our own tool
    (SCRIPTS / "HEAD").write_text(name + "\n", encoding="ascii")
    print(f"Wrote up to {name}; read it before you commit it.")


if __name__ == "__main__":
    main(sys.argv[1:])
