"""Numbers of papers: gapless and unique however many write at once and however many give up."""

import random
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from musren.models.naskah import Register
from musren.services import nomor
from musren.services.naskah import rules_of
from tests import dunia
from tests.dunia import KECAMATAN, SUKAMAJU, SUKAMULYA

WRITERS, EACH = 6, 10


class GivenUp(Exception):
    """A writer changed its mind after the number was taken."""


def take_many(database, seed):
    """What one writer took and kept, as (place, number)."""
    chance, kept = random.Random(seed), []
    for _ in range(EACH):
        place = chance.choice([SUKAMAJU, SUKAMULYA])
        with suppress(GivenUp), database.write() as session:
            number = nomor.take(session, place, "ba_desa", 2011)
            if chance.random() < 0.2:
                raise GivenUp
            kept.append((place, number))  # nothing after this line fails
    return kept


def test_many_writers_at_once_leave_neither_gap_nor_double(database):
    with database.write() as session:
        dunia.year(session)
    with ThreadPoolExecutor(WRITERS) as pool:
        kept = [pair for part in pool.map(take_many, [database] * WRITERS, range(WRITERS))
                for pair in part]  # fmt: skip
    for place in (SUKAMAJU, SUKAMULYA):
        numbers = sorted(n for p, n in kept if p == place)
        assert numbers == list(range(1, len(numbers) + 1))
    assert 0 < len(kept) < WRITERS * EACH


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    steps=st.lists(
        st.tuples(st.sampled_from([SUKAMAJU, KECAMATAN]), st.sampled_from(["ba_desa", "spc"]),
                  st.sampled_from([2011, 2012]), st.booleans()),
        max_size=15,
    )
)  # fmt: skip
def test_each_register_counts_by_itself_and_a_rollback_gives_the_number_back(session, tahun, steps):
    with suppress(GivenUp), session.begin_nested():
        model = {}
        for place, kode, year, keep in steps:
            with suppress(GivenUp), session.begin_nested():
                taken = nomor.take(session, place, kode, year)
                assert taken == model.get((str(place), kode, year), 0) + 1
                if not keep:
                    raise GivenUp
                model[str(place), kode, year] = taken
        stored = {(r.wilayah_kode, r.kode, r.tahun): r.terakhir
                  for r in session.scalars(select(Register))}  # fmt: skip
        assert stored == model
        raise GivenUp


@pytest.mark.parametrize(
    ("place", "jenis", "urut", "written"),
    [
        (SUKAMAJU, "ba_musrenbangdes", 12, "414.2/012/BA/Ds.Sukamaju/I/2011"),
        (SUKAMAJU, "sk_rkp_desa", 6, "141/06/KEP/Ds.Sukamaju/2011"),
        (KECAMATAN, "ba_musrenbang_kecamatan", 1, "050/001/BA/Kec.Sukaraya/I/2011"),
        (KECAMATAN, "spc", 1000, "414.2/1000/SPC/Kec.Sukaraya/I/2011"),
    ],
)
def test_a_number_is_written_as_the_profile_says(session, tahun, place, jenis, urut, written):
    surat = rules_of(tahun, jenis)
    assert nomor.written(session, place, surat, urut, dunia.DAYS["daftar_hadir"]) == written
