"""The line of PDFs: one at a time, never twice, a failure told in words."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from musren.adapters.gudang import Gudang
from musren.domain.errors import NotFound, Unavailable
from musren.domain.peran import Act, Pelaku, Peran
from musren.jobs.pdf import BROKEN, AntreanPdf
from musren.models.database import Database
from musren.models.naskah import Naskah
from musren.models.tables import METADATA
from musren.services import naskah, terbit
from tests import dunia
from tests.web.keadaan import meeting

NOW = datetime(2011, 1, 17, tzinfo=UTC)
WHO = Pelaku(id=0, nama="uji")


class Maker:
    def __init__(self, error: Exception | None = None) -> None:
        self.error, self.calls = error, 0

    def to_pdf(self, docx: bytes) -> bytes:
        self.calls += 1
        if self.error is not None:
            raise self.error
        return b"%PDF " + docx[:2]


@pytest.fixture
def database(tmp_path: Path) -> Database:
    made = Database(f"sqlite:///{tmp_path / 'musren.db'}")
    METADATA.create_all(made.engine)
    return made


@pytest.fixture
def store(tmp_path: Path) -> Gudang:
    return Gudang(tmp_path / "berkas")


@pytest.fixture
def paper(database: Database, store: Gudang) -> int:
    meeting(database)
    with database.write() as session:
        who: Act = dunia.act(session, Peran.KEPALA_DESA)
        year_id = dunia.year(session).id
    order = naskah.Order(jenis="ba_musrenbangdes", tanggal=date(2011, 1, 17), kunci="satu")
    office = terbit.Office(work=database.write, store=store)
    return terbit.issue(office, who, year_id, dunia.SUKAMAJU, order)


def line(database: Database, store: Gudang, maker: Maker) -> AntreanPdf:
    return AntreanPdf(database, store, lambda: maker, lambda: NOW)


def test_a_pdf_is_attached_to_its_paper(database: Database, store: Gudang, paper: int):
    made = line(database, store, Maker())
    made.ask(paper, WHO)
    made.wait()
    assert made.state(paper) == ("", "")
    with database.read() as session:
        pdf = session.get_one(Naskah, paper).pdf
        assert pdf is not None
        assert store.get(pdf.sha256) == b"%PDF PK"
        assert (pdf.tipe, pdf.nama[-4:]) == ("application/pdf", ".pdf")


def test_a_paper_with_a_pdf_is_not_converted_again(database: Database, store: Gudang, paper: int):
    maker = Maker()
    made = line(database, store, maker)
    for _ in range(3):
        made.ask(paper, WHO)
        made.wait()
    assert maker.calls == 1


@pytest.mark.parametrize(
    ("error", "told"),
    [(Unavailable("Terlalu lama."), "Terlalu lama."), (ValueError("rusak"), BROKEN)],
)
def test_a_failure_is_told_and_the_line_goes_on(
    database: Database, store: Gudang, paper: int, error: Exception, told: str
):
    maker = Maker(error)
    made = line(database, store, maker)
    made.ask(paper, WHO)
    made.wait()
    assert made.state(paper) == ("gagal", told)
    maker.error = None
    made.ask(paper, WHO)
    made.wait()
    assert made.state(paper) == ("", "")


def test_a_paper_that_is_not_there_fails_with_a_sentence(database: Database, store: Gudang):
    made = line(database, store, Maker())
    made.ask(999, WHO)
    made.wait()
    assert made.state(999)[0] == "gagal"
    with pytest.raises(NotFound):
        made.make(999, WHO)


def test_a_machine_without_a_converter_says_so(database: Database, store: Gudang):
    def nothing() -> Maker:
        raise Unavailable("Belum terpasang.")

    assert AntreanPdf(database, store, nothing, lambda: NOW).lacking() == "Belum terpasang."
    assert line(database, store, Maker()).lacking() == ""
