"""A whole musren in memory's reach: database file, clock one can move, people, and a browser."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask

from musren.domain.peran import Act, Peran
from musren.domain.wilayah import RegionCode
from musren.models.database import Database
from musren.services import akun
from musren.services.tahun import open_year
from musren.settings import Settings
from tests.fixtures.app import app_for
from tests.fixtures.database import careless, fresh
from tests.web.inspector import Browser

NOW = datetime(2011, 1, 17, 2, 12, tzinfo=UTC)
PASSWORD = "kopi hujan sawah"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
KABUPATEN, KECAMATAN = RegionCode("99.01"), RegionCode("99.01.01")
SUKAMAJU, SUKAMULYA = RegionCode("99.01.01.2001"), RegionCode("99.01.01.2002")
PEOPLE = {
    "admin": (Peran.ADMINISTRATOR, KABUPATEN),
    "bappeda": (Peran.BAPPEDA, KABUPATEN),
    "camat": (Peran.CAMAT, KECAMATAN),
    "kades": (Peran.KEPALA_DESA, SUKAMAJU),
    "kpmd": (Peran.KPMD, SUKAMAJU),
    "bpd": (Peran.BPD, SUKAMAJU),
    "tetangga": (Peran.KPMD, SUKAMULYA),
}


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def people(database: Database) -> None:
    """An opened year and everybody of PEOPLE, in an empty database."""
    with database.write() as session:
        act = Act(oleh=akun.system(), pada=NOW)
        open_year(session, act, KABUPATEN, 2011)
        for name, (peran, place) in PEOPLE.items():
            user = akun.create_user(session, act, name, f"Ibu {name}", PASSWORD, hasher=QUICK)
            akun.assign(session, act, user, peran, place, mulai=date(2011, 1, 1))


@pytest.fixture(scope="session")
def populated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with everybody of PEOPLE, to be copied."""
    file = tmp_path_factory.mktemp("orang") / "musren.db"
    made = fresh(file)
    people(made)
    made.close()
    return file


@pytest.fixture
def database(tmp_path: Path, populated: Path) -> Iterator[Database]:
    made = careless(shutil.copy(populated, tmp_path / "musren.db"))
    yield made
    made.close()


@pytest.fixture
def app(database: Database, tmp_path: Path, clock: Clock) -> Flask:
    settings = Settings(data_dir=tmp_path, database_url="", secret_key="rahasia untuk uji")
    made = app_for(settings, database, clock=clock, hasher=QUICK)
    made.test_client_class = Browser
    return made


@pytest.fixture
def client(app: Flask) -> Browser:
    """A browser of somebody who did not sign in yet."""
    return app.test_client()


@pytest.fixture
def signed_in(app: Flask) -> Callable[[str], Browser]:
    """A browser of its own for the person of that name."""

    def enter(name: str) -> Browser:
        browser: Browser = app.test_client()
        assert browser.enter(name, PASSWORD).status_code == 303
        return browser

    return enter
