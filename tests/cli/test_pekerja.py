"""`musren worker`: does what waits, or says in one sentence why it cannot."""

from pathlib import Path

import pytest

from musren.adapters.antrean_redis import NOT_REACHED
from musren.services.pekerjaan import GAGAL
from tests.cli.conftest import Run, room
from tests.kerja_uji import asked, stored


def test_a_worker_does_what_waits_in_the_table_although_nobody_rang(
    run: Run, home: Path, redis_url: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("MUSREN_REDIS_URL", redis_url)
    with room() as here:
        kode = asked(here.database, "naskah_wilayah")
        found = run("worker", "--until-empty")
        one = stored(here.database, kode)
    assert (found.code, found.out.partition(" (")[0]) == (0, "Pekerja siap")
    assert (one.status, one.percobaan) == (GAGAL, 1)
    assert "Belum ada naskah yang terbit" in one.pesan


def test_without_redis_the_service_does_the_work_itself(run: Run, plain_home: Path):
    found = run("worker")
    assert found.code == 1
    assert "Galat: Isi MUSREN_REDIS_URL dahulu" in found.err
    assert "Pekerjaan panjang: dikerjakan oleh layanan sendiri" in run("doctor").out


def test_a_redis_that_does_not_answer_is_told(
    run: Run, plain_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("MUSREN_REDIS_URL", f"unix://{tmp_path / 'none'}?password=geheim")
    found = run("worker")
    assert (found.code, found.err) == (1, f"Galat: {NOT_REACHED}\n")
    told = run("doctor").out
    assert f"[kurang] Pekerjaan panjang: {NOT_REACHED}" in told
    assert "geheim" not in told


def test_a_redis_without_workers_is_told(
    run: Run, plain_home: Path, redis_url: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("MUSREN_REDIS_URL", redis_url)
    assert "[kurang] Pekerjaan panjang: Belum ada komputer yang mengerjakan" in run("doctor").out
