"""A worker killed in the middle: its job is taken up from the start, and no half of it is shown."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from musren.adapters.gudang import Gudang
from musren.models.database import Database
from musren.services.pekerjaan import BEGAN_AGAIN, BERJALAN, GAGAL, GIVEN_UP, SELESAI
from tests.guards.tree import ROOT
from tests.kerja_uji import asked, stored


def worker(database: Database, folder: Path, how: str, redis: str = "") -> subprocess.Popen[str]:
    url = database.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.jobs.pekerja_uji", url, str(folder), how, redis]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def kill_in_the_middle(started: subprocess.Popen[str]) -> None:
    """Kill it, and the process it forked for the job, once half of the job is done."""
    assert started.stdout is not None
    words = next(line for line in started.stdout if line.startswith("di tengah")).split()
    for pid in {started.pid, int(words[-1])}:
        os.kill(pid, signal.SIGKILL)
    started.wait()
    started.stdout.close()


def finish(started: subprocess.Popen[str]) -> None:
    told, _ = started.communicate()
    assert started.returncode == 0, told


def holds(kode: str, database: Database, folder: Path, percobaan: int) -> None:
    """The job is whole: one file, of the worker that ended it."""
    one = stored(database, kode)
    assert (one.status, one.percobaan, one.catatan) == (SELESAI, percobaan, [BEGAN_AGAIN])
    assert [file["nama"] for file in one.hasil] == ["utuh.txt"]
    assert Gudang(folder / "berkas").get(one.hasil[0]["sha256"]).isdigit()


def test_a_job_whose_worker_was_killed_is_taken_up(database: Database, tmp_path: Path):
    kode = asked(database)
    kill_in_the_middle(worker(database, tmp_path, "macet"))
    one = stored(database, kode)
    assert (one.status, one.selesai, one.hasil) == (BERJALAN, 1, [])
    finish(worker(database, tmp_path, "utuh"))
    holds(kode, database, tmp_path, 2)


def test_a_job_that_killed_two_workers_is_not_tried_a_third_time(
    database: Database, tmp_path: Path
):
    kode = asked(database)
    kill_in_the_middle(worker(database, tmp_path, "macet"))
    kill_in_the_middle(worker(database, tmp_path, "macet-lagi"))
    finish(worker(database, tmp_path, "utuh"))
    one = stored(database, kode)
    assert (one.status, one.pesan, one.hasil) == (GAGAL, GIVEN_UP, [])


def test_a_job_whose_redis_worker_was_killed_is_taken_up_by_another(
    database: Database, tmp_path: Path, redis_url: str
):
    kode = asked(database)
    kill_in_the_middle(worker(database, tmp_path, "macet", redis_url))
    assert stored(database, kode).status == BERJALAN
    finish(worker(database, tmp_path, "utuh", redis_url))
    holds(kode, database, tmp_path, 2)


def test_two_redis_workers_do_each_job_once(database: Database, tmp_path: Path, redis_url: str):
    kodes = [asked(database, n=n) for n in range(5)]
    for one in [worker(database, tmp_path, "utuh", redis_url) for _ in range(2)]:
        finish(one)
    found = [stored(database, kode) for kode in kodes]
    assert {(one.status, one.percobaan) for one in found} == {(SELESAI, 1)}


def test_a_worker_that_is_alive_keeps_its_job(database: Database, tmp_path: Path):
    """A second worker at the same moment finds nothing to do."""
    kode = asked(database)
    first = worker(database, tmp_path, "macet")
    assert first.stdout is not None
    next(line for line in first.stdout if line.startswith("di tengah"))
    try:
        second = worker(database, tmp_path, "macet")
        finish(second)
        assert stored(database, kode).percobaan == 1
    finally:
        with suppress(ProcessLookupError):
            first.kill()
        first.wait()
        first.stdout.close()
