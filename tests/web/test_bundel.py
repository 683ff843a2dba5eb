"""A document with its lampiran is handed out as one zip, to whoever may see it."""

import io
from collections.abc import Callable
from zipfile import ZipFile

import pytest
from flask import Flask
from sqlalchemy import select

from musren.adapters.gudang import Gudang
from musren.domain.peran import Act
from musren.models.database import Database
from musren.models.jejak import Jejak
from musren.models.naskah import Naskah
from musren.services import akun, bundel, terbit
from tests.web import keadaan
from tests.web.conftest import NOW
from tests.web.inspector import Browser

SignedIn = Callable[[str], Browser]


class Pembuat:
    """Stands for the line of PDFs: remembers who was put in."""

    def __init__(self, lacking: str = "") -> None:
        self.asked: list[int] = []
        self._lacking = lacking

    def lacking(self) -> str:
        return self._lacking

    def ask(self, naskah_id: int, _oleh: object) -> None:
        self.asked.append(naskah_id)

    def state(self, naskah_id: int) -> tuple[str, str]:
        return ("dibuat", "") if naskah_id in self.asked else ("", "")


@pytest.fixture
def paper(database: Database, app: Flask, monkeypatch: pytest.MonkeyPatch) -> int:
    """A signed Berita Acara that is handed out with its attendance list."""
    monkeypatch.setitem(
        bundel.LAMPIRAN,  # type: ignore[arg-type]
        "ba_musrenbangdes", ("daftar_hadir", "sk_rkp_desa"),
    )  # fmt: skip
    settings = app.extensions["musren"].settings
    paper_id = keadaan.signed_ba(database, settings)
    keadaan.issued(database, settings, "daftar_hadir")
    return paper_id


@pytest.fixture
def maker(app: Flask) -> Pembuat:
    app.extensions["musren.pdf"] = Pembuat()
    made: Pembuat = app.extensions["musren.pdf"]
    return made


def names(browser: Browser, paper: int) -> list[str]:
    answer = browser.get(f"/naskah/{paper}/bundel.zip")
    assert answer.status_code == 200
    assert answer.mimetype == "application/zip"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return ZipFile(io.BytesIO(answer.get_data())).namelist()


def test_the_paper_offers_its_bundle_and_who_took_it_is_kept(
    signed_in: SignedIn, database: Database, paper: int, maker: Pembuat
):
    browser = signed_in("bpd")
    page = browser.page(f"/naskah/{paper}")
    assert page.find(f"//a[@href='/naskah/{paper}/bundel.zip']")
    assert "bundel berisi Word saja" in page.text
    assert names(browser, paper) == [
        "BACA-SAYA.txt", "manifest.json", "01-ba-musrenbangdes.docx",
        "02-daftar-hadir.docx",
    ]  # fmt: skip
    with database.read() as session:
        traced = session.scalars(select(Jejak).where(Jejak.tindakan == "unduh_bundel")).one()
        assert (traced.objek, traced.peran) == (f"naskah:{paper}", "bpd")


def test_the_pdfs_it_lacks_are_asked_for_once(signed_in: SignedIn, paper: int, maker: Pembuat):
    browser = signed_in("kpmd")
    assert browser.send(f"/naskah/{paper}/bundel/pdf").status_code == 303
    assert len(maker.asked) == 2
    assert "PDF sedang dibuat" in browser.page(f"/naskah/{paper}?pesan=bundel").text


def test_pdfs_that_were_made_go_along(
    signed_in: SignedIn, database: Database, app: Flask, paper: int, maker: Pembuat
):
    sha256 = Gudang(app.extensions["musren"].settings.files_dir).put(b"%PDF-1.7")
    with database.write() as session:
        act = Act(oleh=akun.system(), pada=NOW)
        for one in session.scalars(select(Naskah)):
            terbit.attach_pdf(act, one, sha256=sha256, size=8)
    browser = signed_in("kpmd")
    assert [one for one in names(browser, paper) if one.endswith(".pdf")] == [
        "01-ba-musrenbangdes.pdf", "02-daftar-hadir.pdf",
    ]  # fmt: skip
    assert "Word saja" not in browser.page(f"/naskah/{paper}").text
    browser.send(f"/naskah/{paper}/bundel/pdf")
    assert maker.asked == []


def test_where_no_pdf_can_be_made_none_is_asked_for(signed_in: SignedIn, app: Flask, paper: int):
    maker = app.extensions["musren.pdf"] = Pembuat("LibreOffice belum terpasang.")
    browser = signed_in("kpmd")
    page = browser.page(f"/naskah/{paper}")
    assert "LibreOffice belum terpasang." in page.text
    assert page.find("//form[contains(@action, 'bundel')]") == []
    browser.send(f"/naskah/{paper}/bundel/pdf")
    assert maker.asked == []


def test_a_neighbour_finds_nothing_and_a_replaced_paper_has_none(
    signed_in: SignedIn, database: Database, paper: int
):
    assert signed_in("tetangga").get(f"/naskah/{paper}/bundel.zip").status_code == 404
    with database.write() as session:
        session.get_one(Naskah, paper).status = "diganti"
    browser = signed_in("kpmd")
    assert browser.page(f"/naskah/{paper}").find("//*[@id='bundel']") == []
    assert browser.get(f"/naskah/{paper}/bundel.zip").status_code == 409
