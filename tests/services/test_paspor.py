"""The passport tells the whole life of a proposal, and asks the database little for it."""

from contextlib import contextmanager
from dataclasses import asdict
from datetime import date

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from musren.domain.peran import Peran
from musren.models.prioritas import Pokir, PokirUsulan
from musren.models.serapan import BarisAnggaran, Kemajuan, Serapan, TidakTerserap
from musren.models.tahun import Tahun
from musren.models.usulan import Silsilah, Usulan
from musren.models.verifikasi import Pengembalian
from musren.services import paspor
from musren.services.keturunan import family
from musren.services.usulan import create
from tests import dunia, kabupaten_dunia
from tests.dunia import KABUPATEN, NOW, SUKAMAJU


def older(session: Session, tahun: int, status: str, asal: Usulan | None = None, **more) -> Usulan:
    """A proposal of another year of the same village, as it was left."""
    year = dunia.year(session, tahun)
    values = {"kegiatan": "Gorong-gorong", "biaya": 1_000_000, "dana": [], **more}
    who = dunia.act(session, Peran.KPMD)
    made = create(session, who, year, SUKAMAJU, values, kunci=dunia.key())
    made.status, made.asal_id = status, asal.id if asal else None
    session.flush()
    return made


@contextmanager
def statements(session: Session):
    told: list[str] = []

    def note(_conn, _cursor, statement, *_more):
        told.append(statement)

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield told
    finally:
        event.remove(engine, "before_cursor_execute", note)


def line(session: Session, opened: Tahun, **more) -> BarisAnggaran:
    made = BarisAnggaran(
        **{
            "tahun_id": opened.id, "wilayah_kode": str(KABUPATEN), "jenis": "apbd", "kunci": "1",
            "kode_kegiatan": "1.03.15", "kegiatan": "Peningkatan jalan", "pagu": 10**9,
            "keadaan": "cocok", "dibuat": NOW, "versi": 1,
        } | more
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def test_a_third_attempt_tells_what_stopped_the_first_two(session, tahun):
    first = older(session, 2009, "ditunda")
    second = older(session, 2010, "ditunda", first)
    third = older(session, 2011, "diajukan", second)
    told = paspor.passport(session, third)
    assert told.umur == (
        "Diusulkan ketiga kali (2009, 2010 dan 2011); dua kali ditunda: 2009, 2010."
    )
    assert [(t.tahun, t.hubungan) for t in told.tahun] == [
        (2009, "asal"), (2010, "asal"), (2011, "ini"),
    ]  # fmt: skip
    assert told.tahun[0].jadi == f"Diusulkan lagi sebagai {second.kode}."


def test_the_first_of_a_chain_knows_what_continued_it_and_is_not_older_for_it(session, tahun):
    first = older(session, 2009, "ditunda")
    second = older(session, 2010, "diajukan", first)
    told = paspor.passport(session, first)
    assert [(t.kode, t.hubungan) for t in told.tahun] == [
        (first.kode, "ini"), (second.kode, "lanjutan"),
    ]  # fmt: skip
    assert told.umur.startswith("Diusulkan pertama kali (2009)")


def test_merged_and_split_proposals_belong_to_one_family_until_it_is_undone(session, tahun):
    one, two = older(session, 2011, "digabung"), older(session, 2011, "digabung")
    both, other = older(session, 2011, "diajukan"), older(session, 2011, "diajukan")
    lines = [
        Silsilah(jenis="gabung", asal_id=one.id, hasil_id=both.id, alasan="Lokasi sama", pada=NOW),
        Silsilah(jenis="gabung", asal_id=two.id, hasil_id=both.id, pada=NOW),
        Silsilah(jenis="beda", asal_id=other.id, hasil_id=both.id, pada=NOW),
    ]
    session.add_all(lines)
    session.flush()
    found = family(session, both.id)
    assert (found.asal, found.hasil) == ({one.id, two.id}, frozenset())
    assert family(session, one.id).hasil == {both.id}
    told = paspor.passport(session, both)
    assert told.umur == "Diusulkan pertama kali (2011)."
    assert told.tahun[0].jadi == f"Digabung menjadi {both.kode}: Lokasi sama."
    lines[0].dibatalkan = NOW
    session.flush()
    assert family(session, both.id).asal == {two.id}


def test_a_circle_of_lines_ends(session, tahun):
    one, two = older(session, 2010, "ditunda"), older(session, 2011, "diajukan")
    one.asal_id, two.asal_id = two.id, one.id
    session.flush()
    found = family(session, one.id)
    assert found.asal == found.hasil == {two.id}


@pytest.fixture
def lived(session, tahun, kantor) -> Usulan:
    """A proposal up to the budget, with everything that can be kept of it."""
    made = kabupaten_dunia.decreed(kantor, tahun)
    road = made[0]
    rows = kabupaten_dunia.rows_of(session, tahun, kabupaten_dunia.SKPD_ROADS)
    kabupaten_dunia.hold_forum(
        session, tahun, kabupaten_dunia.SKPD_ROADS,
        [kabupaten_dunia.decide(one) for one in rows],
    )  # fmt: skip
    session.add(Pengembalian(
        usulan_id=road.id, kolom=["volume"], catatan="Ukur lagi", tenggat=date(2011, 2, 7),
        pada=NOW, dijawab=NOW, jawaban={"volume": {"semula": "100", "menjadi": "140"}},
        keterangan="Sudah diukur", versi=1,
    ))  # fmt: skip
    wish = Pokir(
        kode="PK-1", tahun_id=tahun.id, jenis="pokir", anggota_nama="Anggota", kegiatan="Jalan",
        dibuat=NOW, versi=1,
    )  # fmt: skip
    session.add(wish)
    session.flush()
    session.add(PokirUsulan(pokir_id=wish.id, usulan_id=road.id, kawal=True, pada=NOW))
    session.add(Serapan(baris_id=line(session, tahun).id, usulan_id=road.id, jumlah=150_000_000,
                        cara="kode", pada=NOW))  # fmt: skip
    session.add(Kemajuan(usulan_id=road.id, tanggal=date(2011, 8, 1), persen=40,
                         realisasi=60_000_000, dibuat=NOW))  # fmt: skip
    road.status = "masuk_anggaran"
    session.flush()
    return road


def test_every_level_is_told_with_its_own_values_and_the_line_that_proves_it(session, lived):
    told = paspor.passport(session, lived)
    events = {e.tingkat: e for e in told.tahun[0].peristiwa}
    assert list(events) == [
        "usulan", "desa", "masuk", "verifikasi", "kecamatan", "spc", "pokir", "forum_skpd",
        "anggaran", "kemajuan",
    ]  # fmt: skip
    assert events["desa"].naskah.nomor
    assert events["spc"].naskah.baris == "Dinas PU III.1"
    assert "baris 1" in events["masuk"].catatan
    assert [(u.kolom, u.menjadi) for u in events["verifikasi"].ubahan] == [("Volume", "140")]
    assert events["forum_skpd"].putusan == "Diterima"
    assert events["anggaran"].biaya == 150_000_000
    assert events["anggaran"].judul == "Masuk APBD 2011"
    assert (events["kemajuan"].persen, events["kemajuan"].biaya) == (40, 60_000_000)
    assert events["pokir"].putusan == "Dikawal"
    assert "Mendapat dana Rp150.000.000 dari APBD 2011, pengerjaan 40%." in told.tahun[0].kabar


def test_what_was_not_absorbed_says_why_in_the_words_of_the_list(session, tahun):
    one = older(session, 2011, "tidak_masuk_anggaran")
    session.add(TidakTerserap(usulan_id=one.id, alasan="dana", pada=NOW, versi=1))
    session.flush()
    told = paspor.passport(session, one)
    assert told.tahun[0].peristiwa[-1].alasan == "Dana tidak mencukupi"
    assert "tidak masuk anggaran: 2011 karena Dana tidak mencukupi" in told.umur


def test_no_person_is_named(session, lived):
    words = str(asdict(paspor.passport(session, lived)))
    for name in ("Peserta", "Ahmad Sukri", "Bambang", "Anggota", "Wijaya", "LPMD"):
        assert name not in words


def test_ten_years_cost_no_more_statements_than_two(session, tahun):
    before = older(session, 2001, "ditunda")
    second = older(session, 2002, "ditunda", before)
    counts = []
    last = second
    for upto in (2002, 2011):
        for year in range(last.tahun.tahun + 1, upto + 1):
            last = older(session, year, "ditunda", last)
        session.expire_all()
        with statements(session) as told:
            paspor.passport(session, last)
        counts.append(len(told))
    assert counts[1] <= counts[0] + 2
    assert counts[0] <= 30
