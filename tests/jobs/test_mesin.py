"""The engine runs a job once, shows how far it is, and ends it whole or not at all."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from musren.domain.errors import Unavailable
from musren.domain.peran import Hak, Peran
from musren.jobs.daftar import KERJA
from musren.jobs.konteks import Konteks, Terlepas
from musren.jobs.mesin import BROKEN, CLOSED_ACCOUNT, NO_RIGHT, UNKNOWN_KIND
from musren.models.database import Database
from musren.models.jejak import Jejak
from musren.models.orang import Pengguna, Tugas
from musren.services import pekerjaan
from musren.services.jenis_pekerjaan import JENIS
from musren.services.pekerjaan import BATAL, BERJALAN, GAGAL, SELESAI, STALE
from tests import dunia
from tests.kerja_uji import KUNCI, asked, engine, somebody, stored, tools


def test_every_kind_has_its_work_and_every_work_its_kind():
    assert set(KERJA) == set(JENIS) - {KUNCI}


def test_results_and_notes_appear_when_the_job_is_done_and_not_before(
    database: Database, tmp_path: Path
):
    kode, alat = asked(database, warna="hijau"), tools(database, tmp_path)
    seen = []

    def does(konteks: Konteks) -> None:
        konteks.progress(0, 2, "Menulis")
        konteks.put("a.txt", "text/plain", konteks.isian["warna"].encode())
        konteks.progress(1, 2, "Mencatat")
        seen.append(stored(database, kode))
        konteks.note("Satu hal.")

    mesin = engine(alat, does)
    assert mesin.run_next() == kode
    assert mesin.run_next() is None
    halfway, ended = seen[0], stored(database, kode)
    assert (halfway.status, halfway.selesai, halfway.jumlah) == (BERJALAN, 1, 2)
    assert (halfway.kini, halfway.hasil) == ("Mencatat", [])
    assert (ended.status, ended.selesai, ended.jumlah) == (SELESAI, 2, 2)
    assert ended.catatan == ["Satu hal."]
    assert alat.store.get(ended.hasil[0]["sha256"]) == b"hijau"
    assert ended.hasil[0] | {"sha256": ""} == {
        "nama": "a.txt", "tipe": "text/plain", "ukuran": 5, "sha256": "",
    }  # fmt: skip
    with database.read() as session:
        done = session.scalars(select(Jejak).where(Jejak.tindakan == "selesai_pekerjaan")).one()
        assert (done.pengguna_id, done.wilayah_kode) == (ended.pelaku_id, "99.01.01")


def test_a_large_file_goes_from_the_scratch_into_the_store(database: Database, tmp_path: Path):
    kode, alat = asked(database), tools(database, tmp_path)

    def does(konteks: Konteks) -> None:
        with konteks.store.scratch() as path:
            path.write_bytes(b"besar")
            konteks.put_large("a.bin", "application/octet-stream", path)

    engine(alat, does).run_next()
    assert alat.store.get(stored(database, kode).hasil[0]["sha256"]) == b"besar"


@pytest.mark.parametrize(
    ("error", "told"),
    [(Unavailable("Cakram penuh."), "Cakram penuh."), (ValueError("isi rahasia"), BROKEN)],
)
def test_a_failure_is_told_in_words_and_leaves_no_results(
    database: Database, tmp_path: Path, error: Exception, told: str
):
    kode = asked(database)

    def does(konteks: Konteks) -> None:
        konteks.put("a.txt", "text/plain", b"x")
        raise error

    engine(tools(database, tmp_path), does).run_next()
    one = stored(database, kode)
    assert (one.status, one.pesan, one.hasil) == (GAGAL, told, [])
    assert one.berakhir == dunia.NOW


def test_the_wish_to_stop_is_heard_between_two_steps(database: Database, tmp_path: Path):
    kode = asked(database)
    steps = []

    def does(konteks: Konteks) -> None:
        for n in range(5):
            konteks.progress(n, 5)
            steps.append(n)
            konteks.put(f"{n}.txt", "text/plain", b"x")
            if n == 1:
                with database.write() as session:
                    one = pekerjaan.find(session, kode)
                    pekerjaan.wish_cancel(session, somebody(session), one)

    engine(tools(database, tmp_path), does).run_next()
    one = stored(database, kode)
    assert steps == [0, 1]
    assert (one.status, one.hasil, one.berakhir) == (BATAL, [], dunia.NOW)


def test_a_worker_that_was_given_up_stops_and_changes_nothing(database: Database, tmp_path: Path):
    kode = asked(database)
    later = dunia.NOW + STALE + timedelta(seconds=1)
    stopped = []

    def slow(konteks: Konteks) -> None:
        with database.write() as session:
            pekerjaan.take_over(session, later)
        engine(tools(database, tmp_path), lambda k: k.put("kedua", "text/plain", b"2")).run_next()
        try:
            konteks.progress(1, 2)
        except Terlepas:
            stopped.append(True)
            raise

    engine(tools(database, tmp_path), slow).run_next()
    one = stored(database, kode)
    assert stopped == [True]
    assert (one.status, one.percobaan, [h["nama"] for h in one.hasil]) == (SELESAI, 2, ["kedua"])


def test_a_given_up_worker_that_finishes_all_the_same_changes_nothing(
    database: Database, tmp_path: Path
):
    kode = asked(database)

    def slow(konteks: Konteks) -> None:
        konteks.put("pertama", "text/plain", b"1")
        with database.write() as session:
            pekerjaan.take_over(session, dunia.NOW + STALE + timedelta(seconds=1))

    engine(tools(database, tmp_path), slow).run_next()
    assert (stored(database, kode).status, stored(database, kode).hasil) == ("antre", [])


def test_a_kind_the_worker_does_not_know_is_told(database: Database, tmp_path: Path):
    kode = asked(database)
    engine(tools(database, tmp_path)).run_next()
    assert (stored(database, kode).status, stored(database, kode).pesan) == (GAGAL, UNKNOWN_KIND)


def test_rights_are_those_held_when_the_work_begins(database: Database, tmp_path: Path):
    kode = asked(database)
    with database.write() as session:
        session.scalars(select(Tugas)).one().selesai = date(2011, 1, 1)
    engine(tools(database, tmp_path), lambda _k: pytest.fail("was run")).run_next()
    assert (stored(database, kode).status, stored(database, kode).pesan) == (GAGAL, NO_RIGHT)


def test_nothing_is_done_for_a_closed_account(database: Database, tmp_path: Path):
    kode = asked(database)
    with database.write() as session:
        session.scalars(select(Pengguna)).one().aktif = False
    engine(tools(database, tmp_path), lambda _k: pytest.fail("was run")).run_next()
    assert (stored(database, kode).status, stored(database, kode).pesan) == (GAGAL, CLOSED_ACCOUNT)


def test_the_job_acts_as_its_asker(database: Database, tmp_path: Path):
    asked(database, peran=Peran.BAPPEDA)
    acts = []
    engine(tools(database, tmp_path), lambda k: acts.append(k.act)).run_next()
    assert acts[0].oleh.may(Hak.UNDUH_DAFTAR, dunia.KABUPATEN)


def test_a_beat_that_fails_does_not_stop_the_job(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    kode = asked(database)

    def broken(*_all: object) -> None:
        raise OSError("database away")

    def does(konteks: Konteks) -> None:
        with monkeypatch.context() as without:
            without.setattr(pekerjaan, "beat", broken)
            konteks.progress(1, 2)

    engine(tools(database, tmp_path), does).run_next()
    assert stored(database, kode).status == SELESAI
