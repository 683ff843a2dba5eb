"""A musren with a fictional kabupaten, and programs that hold keys to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from musren.domain.peran import Act, Peran
from musren.domain.wilayah import RegionCode
from musren.models.database import Database
from musren.models.orang import Pengguna, Tugas
from musren.services import akun
from musren.settings import Settings
from tests import dunia
from tests.fixtures.app import app_for
from tests.fixtures.database import empty, fresh

UJI = Act(oleh=akun.system("uji"), pada=dunia.NOW)


@dataclass(frozen=True)
class Program:
    """Something that calls the JSON edge with a key, or without one."""

    app: Flask
    kunci: str | None = None

    def get(self, path: str, **query: Any) -> TestResponse:
        return self.send("GET", path, query_string=query)

    def post(self, path: str, body: Any, **more: Any) -> TestResponse:
        return self.send("POST", path, json=body, **more)

    def send(self, method: str, path: str, **more: Any) -> TestResponse:
        headers = dict(more.pop("headers", {}))
        if self.kunci is not None:
            headers.setdefault("Authorization", f"Bearer {self.kunci}")
        return self.app.test_client().open(path, method=method, headers=headers, **more)


@dataclass(frozen=True)
class Musren:
    app: Flask
    database: Database

    def program(self, peran: Peran, place: RegionCode | None = None) -> Program:
        """A program with a key of this role at this place."""
        where = place or dunia.place_for(peran)
        with self.database.write() as session:
            person = session.get_one(Pengguna, dunia.actor(session, peran, where).id)
            if not session.scalar(select(Tugas.id).where(Tugas.pengguna_id == person.id)):
                session.add(
                    Tugas(
                        pengguna=person, peran=peran.value, wilayah_kode=str(where),
                        mulai=date(2010, 1, 1),
                    )
                )  # fmt: skip
                session.flush()
            secret = akun.create_token(
                session, UJI, person, peran, where, nama="uji",
                berakhir=dunia.NOW + timedelta(days=30),
            )  # fmt: skip
        return Program(self.app, secret)

    def fill(self, peran: Peran, slug: str, place: RegionCode, answers: dict[str, Any]) -> str:
        """Fill a form as a person does in the browser."""
        with self.database.write() as session:
            who = dunia.act(session, peran)
            return dunia.fill(session, who, slug, dunia.year(session), place, answers)


def opened(database: Database, folder: Path) -> Musren:
    settings = Settings(data_dir=folder, database_url="", secret_key="uji")
    app = app_for(settings, database, clock=lambda: dunia.NOW)
    with database.write() as session:
        dunia.year(session)
    return Musren(app, database)


@contextmanager
def own_world(folder: Path) -> Iterator[Musren]:
    """A musren on a SQLite file of its own, for tests that share one world."""
    database = fresh(folder / "musren.db")
    yield opened(database, folder)
    database.close()


@pytest.fixture
def musren(database: Database, tmp_path: Path) -> Musren:
    return opened(database, tmp_path)


@pytest.fixture
def ringan(sqlite_database: Database, tmp_path: Path) -> Iterator[Musren]:
    """The same on SQLite alone, for what no engine decides."""
    yield opened(sqlite_database, tmp_path)
    empty(sqlite_database)


@pytest.fixture
def desa_siap(musren: Musren) -> Musren:
    musren.fill(Peran.KEPALA_DESA, "profil-desa", dunia.SUKAMAJU, dunia.PROFIL)
    return musren


def usulan(**changed: Any) -> dict[str, Any]:
    """The body of a complete proposal of Sukamaju; anything may be given differently."""
    return {
        "desa_kode": str(dunia.SUKAMAJU), "tahun": 2011, "kunci": "k-1", **dunia.usulan(**changed)
    }  # fmt: skip


def galat(answer: TestResponse, status: int) -> dict[str, Any]:
    """The error of an answer, after checking its shape."""
    assert answer.status_code == status, answer.get_data(as_text=True)
    assert answer.mimetype == "application/json"
    told = answer.get_json()
    assert set(told) == {"code", "status", "message", "errors"}
    assert told["status"] == status
    assert isinstance(told["code"], str)
    assert told["message"].strip()
    assert all(isinstance(v, str) and v for v in told["errors"].values())
    return told
