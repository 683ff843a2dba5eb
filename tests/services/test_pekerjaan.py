"""Long work in the table: one wish is one job, one job is in one pair of hands."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import select

from musren.domain.errors import NotAllowed, NotFound, TooMany
from musren.domain.peran import Act, Pelaku, Peran
from musren.domain.wilayah import RegionCode
from musren.models.database import Database
from musren.models.jejak import Jejak
from musren.services import pekerjaan
from musren.services.jenis_pekerjaan import JENIS, kind
from musren.services.pekerjaan import (
    ANTRE,
    BATAL,
    BEGAN_AGAIN,
    BERJALAN,
    GAGAL,
    GIVEN_UP,
    MOST_OPEN,
    SELESAI,
    STALE,
    Hasil,
    Kemajuan,
)
from tests import dunia
from tests.dunia import KABUPATEN, KECAMATAN, NOW, SUKAMAJU
from tests.kerja_uji import asked, somebody, stored

FILE = Hasil(nama="a.zip", tipe="application/zip", sha256="a" * 64, ukuran=3)
DEAD = NOW + STALE + timedelta(seconds=1)


def take(database: Database, kode: str = "", pada=NOW):
    with database.write() as session:
        return pekerjaan.claim(session, pada, kode)


def test_the_same_wish_sent_twice_is_one_job(database: Database):
    first = asked(database, a="1")
    assert asked(database, a="1") == first
    assert asked(database, a="2") != first
    with database.read() as session:
        asked_for = select(Jejak.objek).where(Jejak.tindakan == "minta_pekerjaan")
        assert len(session.scalars(asked_for).all()) == 2


def test_the_same_wish_sent_at_once_is_one_job(database: Database):
    with database.write() as session:
        dunia.year(session)
        somebody(session)
    start = Barrier(4)

    def send(_n: int) -> str:
        start.wait()
        return asked(database)

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(send, range(4)))) == 1


def test_a_wish_that_was_finished_can_be_asked_again(database: Database):
    first = asked(database)
    klaim = take(database)
    with database.write() as session:
        pekerjaan.finish(session, somebody(session), klaim, [], [])
    assert asked(database) != first


def test_nobody_fills_the_line_alone(database: Database):
    for n in range(MOST_OPEN):
        asked(database, n=n)
    with pytest.raises(TooMany, match="5 pekerjaan yang belum selesai"):
        asked(database, n="lagi")
    asked(database, peran=Peran.BAPPEDA, n="lagi")


def test_only_who_holds_the_right_at_the_place_may_ask(database: Database):
    with pytest.raises(NotAllowed):
        asked(database, place=KABUPATEN)
    with pytest.raises(NotAllowed):
        asked(database, peran=Peran.KPMD)


@pytest.mark.parametrize(
    ("kunci", "place"), [("tidak_ada", KECAMATAN), ("naskah_wilayah", SUKAMAJU)]
)
def test_a_kind_is_offered_only_where_it_belongs(kunci, place):
    with pytest.raises(NotFound):
        kind(kunci, place)


def test_what_a_form_sends_is_cleaned_before_it_is_kept():
    read = JENIS["buku_kabupaten"].baca
    given = {"sumber": " blm\x00 ", "teks": "x" * 500, "lain": "y", "csrf_token": "z"}
    assert read(given) == {"saring": {"sumber": "blm", "teks": "x" * 200}}
    assert JENIS["naskah_wilayah"].baca({"buat_pdf": "ya"}) == {"buat_pdf": True}
    assert JENIS["naskah_wilayah"].baca({"buat_pdf": "x"}) == {"buat_pdf": False}


def test_jobs_are_taken_in_the_order_of_asking_and_each_once(database: Database):
    kodes = [asked(database, n=n) for n in range(3)]
    taken = [take(database) for _ in range(4)]
    assert [one.kode for one in taken[:3]] == kodes
    assert taken[3] is None
    assert {stored(database, one).status for one in kodes} == {BERJALAN}


def test_many_workers_at_once_take_every_job_exactly_once(database: Database):
    kodes = [asked(database, n=n) for n in range(MOST_OPEN)]
    workers = 4
    start = Barrier(workers)

    def work(_n: int) -> list[str]:
        start.wait()
        found = []
        while (klaim := take(database)) is not None:
            found.append(klaim.kode)
        return found

    with ThreadPoolExecutor(workers) as pool:
        taken = [kode for found in pool.map(work, range(workers)) for kode in found]
    assert sorted(taken) == sorted(kodes)
    assert {stored(database, kode).percobaan for kode in taken} == {1}


def test_one_job_wanted_by_two_goes_to_one(database: Database):
    kode = asked(database)
    start = Barrier(2)

    def want(_n: int):
        start.wait()
        return take(database, kode)

    with ThreadPoolExecutor(2) as pool:
        assert [one is None for one in pool.map(want, range(2))].count(False) == 1
    assert stored(database, kode).percobaan == 1


def test_a_sign_of_life_carries_the_progress_and_brings_the_wish_to_stop(database: Database):
    kode = asked(database)
    klaim = take(database)
    with database.write() as session:
        assert pekerjaan.beat(session, klaim, NOW, Kemajuan(selesai=2, jumlah=9, kini="x")) is False
        pekerjaan.wish_cancel(session, somebody(session), pekerjaan.find(session, kode))
        assert pekerjaan.beat(session, klaim, NOW, Kemajuan(selesai=3, jumlah=9, kini="y")) is True
    one = stored(database, kode)
    assert (one.selesai, one.jumlah, one.kini, one.status) == (3, 9, "y", BERJALAN)


def test_a_waiting_job_is_cancelled_at_once_and_an_ended_one_stays(database: Database):
    kode = asked(database)
    with database.write() as session:
        pekerjaan.wish_cancel(session, somebody(session), pekerjaan.find(session, kode))
    assert stored(database, kode).status == BATAL
    assert take(database) is None
    done = asked(database)
    klaim = take(database)
    with database.write() as session:
        pekerjaan.finish(session, somebody(session), klaim, [FILE], ["Catatan."])
        pekerjaan.wish_cancel(session, somebody(session), pekerjaan.find(session, done))
    one = stored(database, done)
    assert (one.status, one.batal_diminta, one.catatan) == (SELESAI, False, ["Catatan."])


def test_nobody_cancels_the_job_of_another(database: Database):
    kode = asked(database)
    with database.write() as session:
        boss = somebody(session, Peran.BAPPEDA)
        with pytest.raises(NotFound):
            pekerjaan.wish_cancel(session, boss, pekerjaan.find(session, kode))
    assert stored(database, kode).status == ANTRE


def test_a_living_worker_is_left_alone(database: Database):
    kode = asked(database)
    klaim = take(database)
    with database.write() as session:
        pekerjaan.beat(session, klaim, NOW + STALE, Kemajuan())
        assert pekerjaan.take_over(session, DEAD) == []
    assert stored(database, kode).status == BERJALAN


def test_what_a_dead_worker_left_is_offered_again_and_the_dead_cannot_come_back(
    database: Database,
):
    kode = asked(database)
    dead = take(database)
    with database.write() as session:
        assert pekerjaan.take_over(session, DEAD) == [kode]
    again = take(database, pada=DEAD)
    assert (again.kode, again.percobaan) == (kode, 2)
    with database.write() as session:
        act = somebody(session)
        assert pekerjaan.beat(session, dead, DEAD, Kemajuan(selesai=9, jumlah=9)) is None
        assert not pekerjaan.finish(session, act, dead, [FILE], [])
        assert not pekerjaan.fail(session, act, dead, "x")
        assert not pekerjaan.stop(session, act, dead)
    one = stored(database, kode)
    assert (one.status, one.hasil, one.selesai, one.catatan) == (BERJALAN, [], 0, [BEGAN_AGAIN])
    with database.write() as session:
        assert pekerjaan.finish(session, act, again, [FILE], ["Selesai."])
    one = stored(database, kode)
    assert (one.status, one.catatan) == (SELESAI, [BEGAN_AGAIN, "Selesai."])


def test_after_the_second_death_the_job_ends_with_words(database: Database):
    kode = asked(database)
    for _ in range(2):
        take(database)
        with database.write() as session:
            pekerjaan.take_over(session, DEAD)
    one = stored(database, kode)
    assert (one.status, one.pesan, one.hasil) == (GAGAL, GIVEN_UP, [])
    assert one.berakhir == DEAD


def test_a_dead_job_that_was_to_be_cancelled_is_cancelled(database: Database):
    kode = asked(database)
    take(database)
    with database.write() as session:
        pekerjaan.wish_cancel(session, somebody(session), pekerjaan.find(session, kode))
        assert pekerjaan.take_over(session, DEAD) == []
    assert stored(database, kode).status == BATAL


def may(database: Database, peran: Peran, kode: str, place=None) -> str:
    """What this person gets of the file of a job: nothing, a refusal, or the file."""
    with database.write() as session:
        act = Act(oleh=dunia.actor(session, peran, place), pada=NOW)
        try:
            return pekerjaan.need_file(session, act, kode, 1)[1].nama
        except (NotFound, NotAllowed) as reason:
            return type(reason).__name__


def test_files_go_to_who_holds_the_right_at_the_place_now(database: Database):
    kode = asked(database)
    klaim = take(database)
    with database.write() as session:
        pekerjaan.finish(session, somebody(session), klaim, [FILE], [])
    assert may(database, Peran.CAMAT, kode) == "a.zip"
    assert may(database, Peran.BAPPEDA, kode) == "a.zip"
    assert may(database, Peran.KPMD, kode) == "NotFound"
    assert may(database, Peran.CAMAT, kode, RegionCode("35.07.21")) == "NotFound"
    with database.write() as session:
        owner = somebody(session)
        without = Act(oleh=Pelaku(id=owner.oleh.id, nama="x"), pada=NOW)
        assert pekerjaan.need(session, without.oleh, kode).kode == kode
        with pytest.raises(NotAllowed):
            pekerjaan.need_file(session, without, kode, 1)
        with pytest.raises(NotFound):
            pekerjaan.need_file(session, owner, kode, 2)
        with pytest.raises(NotFound):
            pekerjaan.need_file(session, owner, kode, 0)
