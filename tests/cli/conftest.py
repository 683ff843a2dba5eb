"""The command as a person runs it: arguments in; exit code, output and complaints out."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from musren.cli.main import main
from musren.cli.ruang import Ruang, ruang
from musren.settings import load
from tests.fixtures.database import empty
from tests.fixtures.demo import NOT_OURS

if TYPE_CHECKING:
    from musren.models.database import Database

TEST_SETTINGS = NOT_OURS


@dataclass(frozen=True)
class Outcome:
    """What came of a command."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


def room() -> AbstractContextManager[Ruang]:
    """The workplace a command would open now."""
    return ruang(load({k: v for k, v in os.environ.items() if k not in TEST_SETTINGS}))


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    def started(*args: str | Path) -> Outcome:
        capfd.readouterr()
        code = 0
        with monkeypatch.context() as environment:
            for name in TEST_SETTINGS:  # musren refuses names it does not know
                environment.delenv(name, raising=False)
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
