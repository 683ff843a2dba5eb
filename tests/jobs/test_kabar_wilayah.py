"""All posters of a place in one zip: a folder per village, PDFs when wanted, gaps told."""

import io
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from musren.adapters.gudang import Gudang
from musren.domain.peran import Peran
from musren.jobs.daftar import KERJA
from musren.models.database import Database
from musren.models.jejak import Jejak
from musren.services.pekerjaan import GAGAL, SELESAI
from tests import dunia
from tests.kerja_uji import asked, engine, stored, tools
from tests.web import keadaan

FOLDER = "99-01-01-2001-Sukamaju"


@pytest.mark.parametrize("place", [dunia.SUKAMAJU, dunia.KECAMATAN, dunia.KABUPATEN])
def test_every_hamlet_with_proposals_gets_its_poster(database: Database, tmp_path: Path, place):
    keadaan.meeting(database)
    keadaan.proposals(database, dunia.SUKAMULYA)  # without a profile: no letterhead yet
    kode = asked(database, "kabar_wilayah", place, Peran.BAPPEDA)
    engine(tools(database, tmp_path), **KERJA).run_next()
    one = stored(database, kode)
    assert (one.status, one.pesan) == (SELESAI, "")
    content = Gudang(tmp_path / "berkas").get(one.hasil[0]["sha256"])
    names = ZipFile(io.BytesIO(content)).namelist()
    assert len(names) == 1
    assert names[0].startswith(f"{FOLDER}/d")
    assert names[0].endswith("-Dusun-II.docx")
    left_out = [note for note in one.catatan if "Sukamulya tidak ikut" in note]
    assert len(left_out) == (place != dunia.SUKAMAJU)
    with database.read() as session:
        printed = session.scalars(select(Jejak.objek).where(Jejak.tindakan == "cetak_kabar")).all()
    assert len(printed) == 1


def test_without_proposals_the_job_says_so(database: Database, tmp_path: Path):
    kode = asked(database, "kabar_wilayah", dunia.KECAMATAN, Peran.BAPPEDA)
    engine(tools(database, tmp_path), **KERJA).run_next()
    one = stored(database, kode)
    assert one.status == GAGAL
    assert "Belum ada usulan" in one.pesan


def test_a_machine_without_a_converter_says_so_and_gives_the_word_files(
    database: Database, tmp_path: Path
):
    keadaan.meeting(database)
    kode = asked(database, "kabar_wilayah", dunia.SUKAMAJU, Peran.BAPPEDA, buat_pdf=True)
    engine(tools(database, tmp_path), **KERJA).run_next()
    one = stored(database, kode)
    assert one.status == SELESAI
    assert len(one.catatan) == 2
