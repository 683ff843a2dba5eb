"""A village's own table comes into its RPJM-Desa once, row by row with the known sums."""

from pathlib import Path

import pytest
from sqlalchemy import select

from musren.adapters.berkas_tabel import read_table
from musren.domain.errors import Conflict
from musren.models.rpjm import Rpjm, UsulanRpjm
from musren.models.usulan import Usulan
from musren.services.impor import import_usulan
from musren.services.rpjm.dokumen import drafted
from musren.services.rpjm.impor import RPJM, map_in_plan, unknown_sources
from tests import rpjm_dunia as desa
from tests.data_nyata import REAL, TABLES, rows_of, source_of, sums_of
from tests.dunia import SUKAMAJU
from tests.services.test_rpjm_naskah import frozen

REAL_PLAN = REAL / "rpjmdes_pandanlandung_2020_2027.csv"
REAL_SUM = 2_354_227_892
PLANS = [one for one in TABLES if one.name.startswith("rpjm")]
REAL_BIDANG = [1_042_294_139, 689_030_400, 77_551_930, 376_351_423, 169_000_000]
KNOWN = {REAL_PLAN.name: (40, REAL_SUM, REAL_BIDANG)}


def take(session, tahun, data: bytes):
    found = import_usulan(
        session, desa.kpmd(session), tahun, SUKAMAJU, read_table(data), nama_berkas="rpjm.csv",
        sasaran=RPJM,
    )  # fmt: skip
    session.expire_all()
    return found


def stored(session) -> list[UsulanRpjm]:
    return list(session.scalars(select(UsulanRpjm).order_by(UsulanRpjm.nomor_urut)))


@pytest.mark.parametrize("path", TABLES, ids=lambda p: p.name)
def test_a_printed_plan_comes_in_whole_and_once(session, tahun, path: Path):
    printed = rows_of(path)
    first = take(session, tahun, path.read_bytes())
    assert (first.taken, first.sum, first.errors) == (len(printed), sum(sums_of(path).values()), [])
    kept = stored(session)
    for one, row in zip(kept, printed, strict=True):
        assert (one.kegiatan, one.biaya) == (row["jenis_kegiatan"], int(row["jumlah_rp"]))
        assert [d.rincian for d in one.dana] == [source_of(row)]
        assert sum(d.jumlah for d in one.dana) == one.biaya
    assert kept[0].kode == "99.01.01.2001-RPJM2011-001"
    assert session.scalars(select(Usulan)).all() == []
    again = take(session, tahun, path.read_bytes())
    assert (again.taken, again.sum) == (0, first.sum)
    assert len(stored(session)) == len(kept)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_printed_plan_becomes_a_matrix_with_its_sums(session, tahun, path):
    """The sums of the real plan are known; those of the fictional one are counted from its file."""
    desa.profile(session, tahun)
    take(session, tahun, path.read_bytes())
    desa.draft(session, tahun)
    matrix = frozen(session, tahun, "matrik_rpjm")["matrik"]
    printed = rows_of(path)
    rows, total, bidang = KNOWN.get(
        path.name, (len(printed), sum(int(row["jumlah_rp"]) for row in printed), None)
    )
    assert len(printed) == rows
    assert sum(len(group["baris"]) for group in matrix["kelompok"]) == rows
    assert matrix["jumlah"] == total
    assert bidang is None or sorted(g["jumlah"] for g in matrix["kelompok"]) == sorted(bidang)
    kept = {(r["kegiatan"], r["biaya"]) for g in matrix["kelompok"] for r in g["baris"]}
    assert kept == {(r["jenis_kegiatan"], int(r["jumlah_rp"])) for r in printed}
    yearly = frozen(session, tahun, "matrik_rpjm_tahunan")["jumlah"]
    assert (yearly["biaya"], yearly["belum_dirinci"]) == (total, total)


def test_an_import_leaves_the_branch_question_open(session, tahun):
    take(session, tahun, b"Kegiatan,Biaya\nTalud,5\n")
    [plan] = session.scalars(select(Rpjm)).all()
    assert (plan.cabang, plan.periode_awal, plan.periode_akhir) == ("", 2011, 2015)


def test_a_plan_closed_by_its_berita_acara_takes_no_rows(session, tahun, kantor):
    desa.village(session, tahun)
    desa.hold(session, tahun)
    desa.issue(kantor, tahun, "ba_musrenbangdes_rpjm")
    with pytest.raises(Conflict):
        take(session, tahun, b"Kegiatan,Biaya\nTalud,5\n")


def test_what_a_village_says_of_a_source_counts_in_the_plan_too(session, tahun):
    take(session, tahun, b"Kegiatan,Biaya,Sumber dana\nTalud,5,DDS\nParit,7,dds\nJalan,9,ADD\n")
    [one] = unknown_sources(session, tahun, SUKAMAJU)
    assert (one.rincian.upper(), one.usulan, one.jumlah) == ("DDS", 2, 12)
    told = [
        map_in_plan(session, desa.kpmd(session), tahun, SUKAMAJU, one.rincian, sumber)
        for sumber in ("apbd", "lain", "lain")
    ]
    assert told == [2, 2, 0]
    assert [u.dana[0].sumber for u in stored(session)] == ["lain", "lain", "add"]
    assert unknown_sources(session, tahun, SUKAMAJU) == []
    assert drafted(session, tahun, SUKAMAJU).usulan[0].dana[0].sumber == "lain"
