"""Draft a migration from the difference between the models and the migrated schema."""

import sys
import tempfile
from pathlib import Path

from alembic import command

from musren.models.database import Database
from musren.models.migrate import SCRIPTS, config_for, upgrade


def main(message: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'draft.db'}")
        versions = SCRIPTS / "versions"
        if any(versions.glob("0*.py")):
            upgrade(database)
        number = len(list(versions.glob("0*.py"))) + 1
        name = f"{number:04}_{message.lower().replace(' ', '_')}"
        with database.engine.connect() as connection, connection.begin():
            config = config_for(connection)
            config.set_main_option("file_template", "%%(rev)s")
            command.revision(config, message=message, autogenerate=True, rev_id=name)
        (SCRIPTS / "HEAD").write_text(name + "\n", encoding="ascii")
        print(f"Wrote {name}; read it before you commit it.")


if __name__ == "__main__":
    main(sys.argv[1])
