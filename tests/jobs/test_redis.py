"""The bell over Redis: heard by a worker, rung again when lost, missed without harm."""

from pathlib import Path

import pytest
from redis import Redis

from musren.adapters import antrean_redis
from musren.adapters.antrean_redis import NO_WORKER, NOT_REACHED
from musren.app import create_app
from musren.jobs.lewat_redis import AntreanRedis, Pekerja, kerjakan
from musren.models.database import Database
from musren.settings import Settings
from tests.kerja_uji import asked, engine, tools


@pytest.fixture
def redis(redis_url: str):
    with antrean_redis.connect(redis_url) as connection:
        yield connection


def test_a_bell_carries_nothing_but_the_name_of_the_work(redis: Redis, redis_url: str):
    line = AntreanRedis(redis_url)
    line.ring()
    line.look()
    (job,) = antrean_redis.queue(redis).jobs
    assert (job.func_name, job.args, job.kwargs) == ("musren.jobs.lewat_redis.kerjakan", [], {})
    line.close()


def test_a_bell_that_cannot_be_rung_is_no_fault_of_the_asker(tmp_path: Path):
    line = AntreanRedis(f"unix://{tmp_path / 'none'}")
    line.ring()
    assert line.lacking() == NOT_REACHED


def test_a_line_without_workers_says_so(redis_url: str):
    line = AntreanRedis(redis_url)
    assert line.lacking() == NO_WORKER
    line.close()


def test_lost_bells_are_rung_again_and_never_more_than_jobs_wait(
    database: Database, tmp_path: Path, redis: Redis, monkeypatch: pytest.MonkeyPatch
):
    mesin = engine(tools(database, tmp_path), lambda _k: None)

    class Opened:
        def __enter__(self):
            return mesin

        def __exit__(self, *_why: object) -> None:
            """Others use the database of this test too."""

    monkeypatch.setattr(Pekerja, "opened", staticmethod(Opened))
    for n in range(3):
        asked(database, n=n)
    antrean_redis.ring(redis, kerjakan)
    worker = Pekerja([antrean_redis.queue(redis)], connection=redis, serializer="json")
    for _ in range(2):
        worker.tend()
        assert antrean_redis.bells(redis) == 3
    kerjakan()
    worker.tend()
    assert antrean_redis.bells(redis) == 3
    assert len(mesin.tend()) == 2


def test_a_service_with_a_redis_runs_nothing_itself(tmp_path: Path):
    database = Database(f"sqlite:///{tmp_path / 'musren.db'}")
    settings = Settings(
        data_dir=tmp_path, database_url="", secret_key="uji", redis_url="redis://127.0.0.1:1"
    )
    app = create_app(settings, database)
    assert isinstance(app.extensions["musren.pekerjaan"], AntreanRedis)
    assert "127.0.0.1" not in repr(settings)
    database.close()
