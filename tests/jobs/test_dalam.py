"""Work inside the service: begun by the first wish, found again after a restart, ended when idle."""

import threading
from datetime import datetime, timedelta
from pathlib import Path

from musren.jobs.dalam import AntreanDalam
from musren.jobs.konteks import Konteks
from musren.models.database import Database
from musren.services import pekerjaan
from musren.services.pekerjaan import ANTRE, BEGAN_AGAIN, SELESAI, STALE
from tests import dunia
from tests.kerja_uji import asked, engine, stored, tools


def nothing(_konteks: Konteks) -> None:
    """Work that is done at once."""


def test_a_wish_is_worked_on_and_the_thread_ends(database: Database, tmp_path: Path):
    line = AntreanDalam(engine(tools(database, tmp_path), nothing))
    for n in range(3):
        kode = asked(database, n=n)
        line.ring()
        line.wait()
        assert stored(database, kode).status == SELESAI
    assert "pekerjaan" not in {one.name for one in threading.enumerate()}


def test_what_waits_in_the_table_after_a_restart_is_done_at_the_first_look(
    database: Database, tmp_path: Path
):
    kodes = [asked(database, n=n) for n in range(3)]
    line = AntreanDalam(engine(tools(database, tmp_path), nothing))
    line.look()
    line.wait()
    assert {stored(database, one).status for one in kodes} == {SELESAI}
    assert line.lacking() == ""


def test_a_job_in_dead_hands_is_waited_for_and_taken(database: Database, tmp_path: Path):
    """The clock of the machine goes on while the line looks again and again."""
    kode = asked(database)
    with database.write() as session:
        pekerjaan.claim(session, dunia.NOW)
    looks = []

    def clock() -> datetime:
        looks.append(1)
        return dunia.NOW + len(looks) * STALE / 3 + timedelta(seconds=1)

    line = AntreanDalam(engine(tools(database, tmp_path, clock), nothing), look_again=0.01)
    line.ring()
    line.wait()
    one = stored(database, kode)
    assert (one.status, one.percobaan, one.catatan) == (SELESAI, 2, [BEGAN_AGAIN])
    assert len(looks) >= 3


def test_a_database_that_is_away_for_a_moment_does_not_end_the_line(
    database: Database, tmp_path: Path
):
    kode = asked(database)
    mesin = engine(tools(database, tmp_path), nothing)
    failures = []

    class Shaky(type(mesin)):  # type: ignore[misc]
        def tend(self) -> list[str]:
            if not failures:
                failures.append(1)
                raise OSError("away")
            return super().tend()

    line = AntreanDalam(Shaky(**vars(mesin)), look_again=0.01)
    line.ring()
    line.wait()
    assert stored(database, kode).status == SELESAI


def test_a_closed_line_begins_nothing_new(database: Database, tmp_path: Path):
    line = AntreanDalam(engine(tools(database, tmp_path), nothing))
    line.close()
    kode = asked(database)
    line.ring()
    line.wait()
    assert stored(database, kode).status == ANTRE


def test_the_job_at_work_when_the_line_is_closed_is_finished(database: Database, tmp_path: Path):
    kodes = [asked(database, n=n) for n in range(2)]
    inside, go_on = threading.Event(), threading.Event()

    def slow(_konteks: Konteks) -> None:
        inside.set()
        go_on.wait()

    line = AntreanDalam(engine(tools(database, tmp_path), slow))
    line.ring()
    inside.wait()
    closing = threading.Thread(target=line.close)
    closing.start()
    while not line.is_closing:
        pass
    go_on.set()
    closing.join()
    assert [stored(database, one).status for one in kodes] == [SELESAI, ANTRE]
