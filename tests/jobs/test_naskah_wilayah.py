"""All papers of a place in one zip, and the workbook: whole, named, proven, and the same again."""

import hashlib
import io
import json
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from sqlalchemy import select

from musren.adapters.gudang import MISSING, Gudang
from musren.domain.peran import Act, Peran
from musren.jobs.daftar import KERJA
from musren.jobs.konteks import Alat
from musren.models.database import Database
from musren.models.jejak import Jejak
from musren.models.naskah import Naskah
from musren.models.usulan import Usulan
from musren.services import akun, terbit
from musren.services.pekerjaan import GAGAL, SELESAI
from musren.services.unduhan import TIPE
from musren.settings import Settings
from tests import dunia
from tests.kerja_uji import asked, engine, stored, tools
from tests.web import keadaan

DESA = "99-01-01-2001-Sukamaju"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path, database_url="", secret_key="uji")


@pytest.fixture
def papers(database: Database, settings: Settings) -> None:
    """Two papers of Sukamaju, one of them signed; a third that was replaced."""
    keadaan.signed_ba(database, settings)
    keadaan.issued(database, settings, "daftar_hadir")
    gone = keadaan.issued(database, settings, "sk_rkp_desa")
    with database.write() as session:
        session.get_one(Naskah, gone).status = "diganti"


def done(
    database: Database, folder: Path, kunci: str, alat: Alat | None = None, **wish: object
) -> tuple[bytes, list[str]]:
    """The first file of a job that went well, and its notes."""
    place = wish.pop("place", dunia.KECAMATAN)
    kode = asked(database, kunci, place, Peran.BAPPEDA, **wish)  # type: ignore[arg-type]
    engine(alat or tools(database, folder), **KERJA).run_next()
    one = stored(database, kode)
    assert (one.status, one.pesan) == (SELESAI, "")
    assert one.selesai == one.jumlah > 0
    return Gudang(folder / "berkas").get(one.hasil[0]["sha256"]), one.catatan


@pytest.mark.usefixtures("papers")
@pytest.mark.parametrize("place", [dunia.KECAMATAN, dunia.KABUPATEN])
def test_the_zip_holds_every_paper_in_force_with_its_proof(database, tmp_path: Path, place):
    content, notes = done(database, tmp_path, "naskah_wilayah", place=place)
    zipped = ZipFile(io.BytesIO(content))
    assert zipped.namelist() == [
        f"{DESA}/001-ba-musrenbangdes.docx", f"{DESA}/002-daftar-hadir.docx",
        "manifest.json", "BACA-SAYA.txt",
    ]  # fmt: skip
    told = json.loads(zipped.read("manifest.json"))
    assert (told["wilayah"], told["tahun"]) == (str(place), 2011)
    for row in told["berkas"]:
        assert hashlib.sha256(zipped.read(row["berkas"])).hexdigest() == row["sha256"]
    first = told["berkas"][0]
    assert (first["naskah"], first["status"], first["wilayah"]) == (
        "ba_musrenbangdes", "ditandatangani", "99.01.01.2001",
    )  # fmt: skip
    assert first["nomor"]
    readme = zipped.read("BACA-SAYA.txt").decode()
    assert "2 naskah dari 1 wilayah" in readme
    assert "(ditandatangani); tanpa PDF" in readme
    assert "Daftar Hadir, 17 Januari 2011 (belum ditandatangani lengkap); tanpa PDF" in readme
    assert notes == ["2 naskah belum mempunyai PDF, jadi hanya Word-nya yang ikut."]


@pytest.mark.usefixtures("papers")
def test_the_same_papers_give_the_same_bytes(database: Database, tmp_path: Path):
    first, _ = done(database, tmp_path, "naskah_wilayah")
    again, _ = done(database, tmp_path, "naskah_wilayah")
    assert first == again


@pytest.mark.usefixtures("papers")
def test_pdfs_that_are_there_go_along(database: Database, tmp_path: Path):
    sha256 = Gudang(tmp_path / "berkas").put(b"%PDF-1.7")
    with database.write() as session:
        act = Act(oleh=akun.system(), pada=dunia.NOW)
        paper = session.scalars(select(Naskah).where(Naskah.jenis == "ba_musrenbangdes")).one()
        terbit.attach_pdf(act, paper, sha256=sha256, size=8)
    content, notes = done(database, tmp_path, "naskah_wilayah")
    assert f"{DESA}/001-ba-musrenbangdes.pdf" in ZipFile(io.BytesIO(content)).namelist()
    assert notes == ["1 naskah belum mempunyai PDF, jadi hanya Word-nya yang ikut."]


class Maker:
    """Stands for LibreOffice: makes PDFs, or breaks."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error

    def to_pdf(self, docx: bytes) -> bytes:
        if self.error is not None:
            raise self.error
        return b"%PDF " + docx[:2]


def with_maker(database: Database, folder: Path, error: Exception | None = None) -> Alat:
    plain = tools(database, folder)
    return Alat(**{**vars(plain), "find": lambda: Maker(error)})


@pytest.mark.usefixtures("papers")
def test_pdfs_are_made_when_asked_for(database: Database, tmp_path: Path):
    alat = with_maker(database, tmp_path)
    content, notes = done(database, tmp_path, "naskah_wilayah", alat, buat_pdf=True)
    names = ZipFile(io.BytesIO(content)).namelist()
    assert [name for name in names if name.endswith(".pdf")] == [
        f"{DESA}/001-ba-musrenbangdes.pdf", f"{DESA}/002-daftar-hadir.pdf",
    ]  # fmt: skip
    assert notes == []


@pytest.mark.usefixtures("papers")
def test_a_pdf_that_cannot_be_made_is_told_and_the_rest_goes_on(database, tmp_path: Path):
    alat = with_maker(database, tmp_path, ValueError("rusak"))
    content, notes = done(database, tmp_path, "naskah_wilayah", alat, buat_pdf=True)
    assert len(ZipFile(io.BytesIO(content)).namelist()) == 4
    assert sum("tidak jadi: PDF tidak berhasil dibuat" in one for one in notes) == 2


@pytest.mark.usefixtures("papers")
def test_where_no_pdf_can_be_made_that_is_said_once(database: Database, tmp_path: Path):
    _, notes = done(database, tmp_path, "naskah_wilayah", buat_pdf=True)
    assert notes[0] == "LibreOffice belum terpasang di komputer ini."
    assert len(notes) == 2


@pytest.mark.usefixtures("papers")
def test_a_file_that_is_gone_is_named_and_the_rest_is_packed(database: Database, tmp_path: Path):
    with database.read() as session:
        paper = session.scalars(select(Naskah).where(Naskah.jenis == "daftar_hadir")).one()
        assert paper.docx is not None
        Gudang(tmp_path / "berkas").path(paper.docx.sha256).unlink()
    content, notes = done(database, tmp_path, "naskah_wilayah")
    zipped = ZipFile(io.BytesIO(content))
    assert len(zipped.namelist()) == 3
    assert f"{DESA}/002-daftar-hadir.docx tidak ikut: {MISSING}" in notes
    assert "berkasnya tidak dapat dibaca" in zipped.read("BACA-SAYA.txt").decode()


def test_a_place_without_papers_is_told_so(database: Database, tmp_path: Path):
    kode = asked(database, "naskah_wilayah")
    engine(tools(database, tmp_path), **KERJA).run_next()
    one = stored(database, kode)
    assert (one.status, one.hasil) == (GAGAL, [])
    assert one.pesan.startswith("Belum ada naskah yang terbit")


def test_the_workbook_holds_the_filtered_rows_and_is_kept_in_the_trace(database, tmp_path: Path):
    keadaan.proposals(database)
    keadaan.proposals(database, dunia.SUKAMULYA)
    saring = {"desa": str(dunia.SUKAMULYA)}
    content, _ = done(
        database, tmp_path, "buku_kabupaten", place=dunia.KABUPATEN, saring=saring
    )  # fmt: skip
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    with database.read() as session:
        for one in session.scalars(select(Usulan)):
            assert (one.kode in cells) is (one.desa_kode == str(dunia.SUKAMULYA))
        kept = session.scalars(select(Jejak).where(Jejak.tindakan == "unduh_daftar")).one()
        assert (kept.rincian["saring"], kept.rincian["bentuk"]) == (saring, "xlsx")
        assert TIPE["xlsx"].startswith("application/")
