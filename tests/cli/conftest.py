"""The command as a person runs it: arguments in; exit code, output and complaints out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from musren.cli.main import main
from tests.fixtures.database import empty

if TYPE_CHECKING:
    from musren.models.database import Database

TEST_SETTINGS = ("MUSREN_TEST_POSTGRES", "MUSREN_REAL_DATA")


@dataclass(frozen=True)
class Outcome:
    """What came of a command."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    for (
        name
    ) in TEST_SETTINGS:  # they are the test suite's, and musren refuses names it does not know
        monkeypatch.delenv(name, raising=False)

    def started(*args: str | Path) -> Outcome:
        capfd.readouterr()
        code = 0
        try:
            main([str(one) for one in args])
        except SystemExit as ended:
            code = int(ended.code or 0)
        found = capfd.readouterr()
        return Outcome(code, found.out, found.err)

    return started


@pytest.fixture(params=["sqlite", "postgresql"])
def home(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """A musren with nothing in it, once on each engine; the folder of its data."""
    folder = tmp_path / "data"
    monkeypatch.setenv("MUSREN_DATA_DIR", str(folder))
    if request.param == "sqlite":
        yield folder
        return
    database: Database = request.getfixturevalue("postgres_database")
    monkeypatch.setenv(
        "MUSREN_DATABASE_URL", database.engine.url.render_as_string(hide_password=False)
    )
    yield folder
    empty(database)


@pytest.fixture
def plain_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A musren with nothing in it, on SQLite."""
    monkeypatch.setenv("MUSREN_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"
