"""The funnel the database counts is the one the rule counts, proposal by proposal."""

from datetime import date, time
from random import Random
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.adapters.berkas_tabel import read_table
from musren.domain.peran import Peran
from musren.integration.corong import TAHAP, FaktaCorong, funnel, stages_of
from musren.integration.status import StatusUsulan
from musren.models.database import Database
from musren.models.musyawarah import Musyawarah
from musren.models.serapan import BarisAnggaran, Kemajuan, Serapan
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, Realisasi, Usulan
from musren.services import corong
from musren.services.daftar import Saring, page, totals
from musren.services.impor import import_usulan
from tests import dunia
from tests.dunia import KABUPATEN, KECAMATAN, NOW, SUKAMAJU, SUKAMULYA, agree, hold, kinds, village

LEVELS = {
    "desa": ("musrenbangdes_rkp", ("disepakati", "ditunda", "ditolak")),
    "kecamatan": ("musrenbang_kecamatan", ("disepakati", "cadangan", "ditunda")),
    "kabupaten": ("musrenbang_kabupaten", ("diterima", "diterima_perubahan", "ditolak")),
}


def meeting(session: Session, year: Tahun, jenis: str, place: str) -> Musyawarah:
    held = Musyawarah(
        jenis=jenis, tahun_id=year.id, wilayah_kode=place, undangan_tanggal=None,
        tanggal=date(2011, 1, 17), jam_mulai=time(9), jam_selesai=time(13), tempat="Balai",
        pimpinan_nama="A", pimpinan_unsur="LPMD", notulis_nama="B", notulis_unsur="KPMD",
        cara_putusan="mufakat", suara_setuju=None, suara_tidak=None, suara_abstain=None,
        ditutup=NOW,
    )  # fmt: skip
    session.add(held)
    session.flush()
    return held


def scatter(session: Session, year: Tahun, seed: int) -> list[FaktaCorong]:
    """Proposals anywhere in their lives, and what the rule is told about each of them."""
    chance = Random(seed)
    rows = "".join(f"Kegiatan {n},{n}000000,dusun\n" for n in range(1, 41))
    table = read_table(f"Kegiatan,Biaya,Asal\n{rows}".encode())
    for desa in (SUKAMAJU, SUKAMULYA):
        import_usulan(session, dunia.act(session, Peran.KPMD, desa), year, desa, table,
                      nama_berkas="x.csv")  # fmt: skip
    held = {
        name: meeting(session, year, jenis, str(KABUPATEN)) for name, (jenis, _) in LEVELS.items()
    }
    line = BarisAnggaran(
        tahun_id=year.id, wilayah_kode=str(KABUPATEN), jenis="apbd", kunci="1", kegiatan="Jalan",
        pagu=10**12, keadaan="cocok", dibuat=NOW, versi=1,
    )  # fmt: skip
    session.add(line)
    session.flush()
    return [_anywhere(session, one, held, line, chance) for one in session.scalars(select(Usulan))]


def _anywhere(session, one: Usulan, held, line: BarisAnggaran, chance: Random) -> FaktaCorong:
    one.status = chance.choice(list(StatusUsulan)).value
    one.asal, one.asal_awal = chance.choice((("mkp", ""), ("dusun", ""), ("usulan_lama", "mkp")))
    putusan: dict[str, str] = {}
    biaya: dict[str, int | None] = {"usulan": one.biaya}
    for name, (_, choices) in LEVELS.items():
        if chance.random() < 0.5:
            putusan[name] = chance.choice(choices)
            biaya[name] = chance.choice((None, chance.randrange(10**10)))
            session.add(Keputusan(
                usulan_id=one.id, musyawarah_id=held[name].id, tingkat=name,
                putusan=putusan[name], sumber="apbd", biaya=biaya[name], saran=None,
            ))  # fmt: skip
    paid = chance.choice((0, 0, chance.randrange(1, 10**10)))
    if paid:
        session.add(Serapan(baris_id=line.id, usulan_id=one.id, jumlah=paid, cara="tangan",
                            pada=NOW))  # fmt: skip
    persen, spent = 0, None
    for _ in range(chance.choice((0, 1, 2))):
        persen, spent = chance.choice((40, 100)), chance.choice((None, 7_000_000))
        session.add(Kemajuan(usulan_id=one.id, tanggal=date(2011, 7, 1), persen=persen,
                             realisasi=spent, dibuat=NOW))  # fmt: skip
        session.flush()
    return FaktaCorong(
        one.kode, one.status, putusan, biaya, terserap=paid, persen=persen, realisasi=spent,
        asal_mkp=one.forum_awal == "mkp",
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_the_database_counts_what_the_rule_counts(session, tahun, seed):
    told = scatter(session, tahun, seed)
    assert corong.funnel(session, tahun, (KABUPATEN,)) == funnel(told)


def test_every_stage_lists_the_proposals_it_counts(session, tahun):
    told = scatter(session, tahun, 9)
    counted = {one.tahap: one.usulan for one in corong.funnel(session, tahun, (KABUPATEN,))}
    for tahap in TAHAP:
        saring = Saring(tahap=tahap)
        listed = totals(session, tahun, saring, (KABUPATEN,)).usulan
        shown = {row.kode for row in page(session, tahun, saring, (KABUPATEN,)).baris}
        assert listed == counted[tahap] == len(shown)
        assert shown == {one.kode for one in told if tahap in stages_of(one)}


def test_the_parts_add_up_to_the_whole(session, tahun):
    scatter(session, tahun, 5)
    whole = corong.funnel(session, tahun, (KABUPATEN,))
    parts = corong.funnels(session, tahun, KABUPATEN)
    villages = corong.funnels(session, tahun, KECAMATAN)
    assert [one.kode for one in parts] == [str(KECAMATAN)]
    assert parts[0].baris == whole == corong.added(parts) == corong.added(villages)
    assert {one.kode for one in villages} == {str(SUKAMAJU), str(SUKAMULYA)}
    for at, stage in enumerate(whole):
        assert sum(one.baris[at].rupiah for one in villages) == stage.rupiah


def test_a_village_that_built_it_itself_reaches_the_last_stage(session, tahun):
    made = village(session, tahun, given=kinds("add"))[0]
    hold(session, tahun, agree([made]))
    session.add(Realisasi(usulan_id=made.id, status_pelaksanaan="selesai", biaya_realisasi=9,
                          diubah=NOW, versi=1))  # fmt: skip
    session.flush()
    rows = {one.tahap: one for one in corong.funnel(session, tahun, (SUKAMAJU,))}
    assert (rows["terbangun"].usulan, rows["terbangun"].rupiah) == (1, 9)
    assert corong.furthest(session, tahun, KABUPATEN) == {str(SUKAMAJU): "terbangun"}


def test_what_the_kecamatan_received_counts_with_the_value_it_came_with(session, tahun, kantor):
    kantor.village_signed(tahun, SUKAMAJU, kinds("blm", "apbd"))
    rows = {one.tahap: one for one in corong.funnel(session, tahun, (KECAMATAN,))}
    assert (rows["masuk_kecamatan"].usulan, rows["masuk_kecamatan"].rupiah) == (2, 888_200_000)


def test_nothing_is_counted_where_there_is_nothing(session, tahun):
    assert all(one.usulan == one.rupiah == 0 for one in corong.funnel(session, tahun, (KECAMATAN,)))
    assert corong.funnel(session, tahun, ())[0].usulan == 0
    assert page(session, tahun, Saring(tahap="entah"), (KABUPATEN,)).baris == []


def plan_of(database: Database, statement: Any) -> list[str]:
    """How SQLite looks for the rows of a statement."""
    told = statement.compile(database.engine, compile_kwargs={"literal_binds": True})
    with database.read() as session:
        rows = session.connection().exec_driver_sql(f"explain query plan {told}")
        return [str(row[3]) for row in rows]


def test_one_village_is_counted_by_an_index_of_places(sqlite_database: Database):
    """In a kabupaten with 18.000 proposals a village has some sixty."""
    steps = plan_of(sqlite_database, corong.facts(Tahun(id=1), (SUKAMAJU,)))
    assert any("usulan USING" in one and "(tahun_id=? AND desa_kode=?)" in one for one in steps)
