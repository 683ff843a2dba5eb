"""An issued paper: its files, its proof, its successor, and who may see it."""

from collections.abc import Callable

import pytest
from flask import Flask

from musren.adapters.gudang import Gudang
from musren.adapters.libreoffice import NOT_INSTALLED
from musren.domain.errors import Unavailable
from musren.jobs.pdf import AntreanPdf
from musren.models.database import Database
from musren.models.naskah import Berkas, Naskah
from tests.web import keadaan
from tests.web.conftest import Clock
from tests.web.inspector import Browser

SignedIn = Callable[[str], Browser]
PDF = b"%PDF-1.4 naskah"


class Maker:
    """Stands where LibreOffice stands, and counts."""

    def __init__(self) -> None:
        self.calls = 0

    def to_pdf(self, docx: bytes) -> bytes:
        assert docx.startswith(b"PK")
        self.calls += 1
        return PDF


@pytest.fixture
def paper(database: Database, app: Flask) -> int:
    keadaan.meeting(database)
    return keadaan.issued(database, app.extensions["musren"].settings)


def line_with(app: Flask, database: Database, find: Callable[[], Maker]) -> AntreanPdf:
    running = app.extensions["musren"]
    made = AntreanPdf(database, Gudang(running.settings.files_dir), find, running.clock)
    app.extensions["musren.pdf"] = made
    return made


def test_the_page_names_number_signers_and_who_is_owed(signed_in: SignedIn, paper: int):
    page = signed_in("kades").page(f"/naskah/{paper}")
    assert "414.2/001/BA/Ds.Sukamaju/I/2011" in page.text
    assert "Masih kurang 5 dari 5 tanda tangan" in page.text
    assert "Ahmad Sukri" in page.text
    assert (
        page.find("//a[contains(@class, 'btn-primary')]")[0].text_content() == "Catat tanda tangan"
    )


def test_without_libreoffice_the_page_says_so_and_word_still_works(
    signed_in: SignedIn, app: Flask, database: Database, paper: int
):
    def nothing() -> Maker:
        raise Unavailable(NOT_INSTALLED)

    line_with(app, database, nothing)
    browser = signed_in("kades")
    page = browser.page(f"/naskah/{paper}")
    assert "LibreOffice belum terpasang" in page.text
    assert not page.find("//button[contains(., 'PDF')]")
    word = str(page.find("//a[starts-with(@href, '/berkas/')]/@href")[0])
    assert browser.get(word).get_data().startswith(b"PK")


def test_a_pdf_is_made_beside_the_request_and_only_once(
    signed_in: SignedIn, app: Flask, database: Database, paper: int
):
    maker = Maker()
    line = line_with(app, database, lambda: maker)
    browser = signed_in("kpmd")
    for _ in range(2):
        assert browser.send(f"/naskah/{paper}/pdf").status_code == 303
        line.wait()
    assert maker.calls == 1
    page = browser.page(f"/naskah/{paper}")
    link = next(a for a in page.find("//a[starts-with(@href, '/berkas/')]") if "PDF" in a.text)
    answer = browser.get(str(link.get("href")))
    assert (answer.get_data(), answer.mimetype) == (PDF, "application/pdf")


def test_a_pdf_that_failed_says_why_and_may_be_tried_again(
    signed_in: SignedIn, app: Flask, database: Database, paper: int
):
    class Broken(Maker):
        def to_pdf(self, docx: bytes) -> bytes:
            raise Unavailable("LibreOffice tidak selesai.")

    line = line_with(app, database, Broken)
    browser = signed_in("kades")
    browser.send(f"/naskah/{paper}/pdf")
    line.wait()
    page = browser.page(f"/naskah/{paper}")
    assert "LibreOffice tidak selesai." in page.text
    assert page.find("//button[contains(., 'Coba buat PDF lagi')]")


def test_a_file_is_saved_under_our_name_and_never_run(
    signed_in: SignedIn, database: Database, paper: int
):
    with database.read() as session:
        file = session.get_one(Naskah, paper).docx
        assert file is not None
        file_id, name = file.id, file.nama
    headers = signed_in("kades").get(f"/berkas/{file_id}").headers
    assert headers["Content-Disposition"] == f"attachment; filename={name}"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "no-store" in headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/naskah/{}", "/naskah/{}/keaslian", "/berkas/{}"])
def test_a_foreign_paper_answers_as_one_that_is_not_there(
    signed_in: SignedIn, paper: int, path: str
):
    stranger = signed_in("tetangga")
    foreign = stranger.page(path.format(paper), 404)
    assert foreign.text == stranger.page(path.format(999), 404).text


def test_the_proof_rebuilds_the_paper(signed_in: SignedIn, paper: int):
    page = signed_in("bappeda").page(f"/naskah/{paper}/keaslian")
    assert "Naskah ini asli" in page.text
    assert "Tidak sama" not in page.text


def test_the_proof_sees_changed_facts_and_a_damaged_file(
    signed_in: SignedIn, database: Database, app: Flask, paper: int
):
    with database.write() as session:
        stored = session.get_one(Naskah, paper)
        stored.fakta = {**stored.fakta, "tahun": 2012}
        word = session.get_one(Berkas, stored.docx_id).sha256
    Gudang(app.extensions["musren"].settings.files_dir).path(word).write_bytes(b"PK lain")
    page = signed_in("kades").page(f"/naskah/{paper}/keaslian")
    assert "Ada yang tidak sama" in page.text
    told = [li.text_content().split()[0] for li in page.find("//ul[@class='periksa-butir']/li")]
    assert told == ["Tidak", "Tidak", "SamaTemplat", "Tidak"]


def test_an_unsigned_berita_acara_is_replaced_after_the_meeting_was_corrected(
    signed_in: SignedIn, database: Database, paper: int, clock: Clock
):
    clock.forward(days=1)
    browser = signed_in("kades")
    refused = browser.sent(f"/naskah/{paper}/ganti", {"perbaikan": "musyawarah"}, 422)
    assert "Isi alasan penggantian." in refused.text
    typed = {"perbaikan": "musyawarah", "alasan": "Nama notulis keliru"}
    answer = browser.send(f"/naskah/{paper}/ganti", typed)
    assert answer.headers["Location"] == "/formulir/musrenbangdes/2011/99.01.01.2001"
    page = browser.page(f"/naskah/{paper}")
    assert "Isian musyawarah dibuka kembali: Nama notulis keliru." in page.text
    main = page.find("//main//a[contains(@class, 'btn-primary')]")
    assert [a.text_content() for a in main] == ["Perbaiki isian musyawarah"]
    onward = next(h for h in page.find("//main//a/@href") if "ganti=" in h)
    assert browser.page(str(onward)).value("alasan") == "Nama notulis keliru"
    order = {
        "tanggal": "18/1/2011", "setuju": "ya", "kunci": "pengganti", "mengganti": str(paper),
        "alasan": "Nama notulis keliru",
    }  # fmt: skip
    made = browser.send("/naskah/ba_musrenbangdes/99.01.01.2001/2011", order)
    assert made.status_code == 303
    assert "Naskah ini sudah diganti" in browser.page(f"/naskah/{paper}").text
    assert "Nama notulis keliru" in browser.page(made.headers["Location"]).text


def test_a_signed_berita_acara_cannot_be_replaced(
    signed_in: SignedIn, database: Database, app: Flask, paper: int
):
    keadaan.signed(database, app.extensions["musren"].settings, paper)
    page = signed_in("kades").page(f"/naskah/{paper}")
    assert "usulannya sudah masuk ke kecamatan" in page.text
    assert not page.find("//a[contains(@href, '/ganti')]")
    typed = {"perbaikan": "lain", "alasan": "Keliru"}
    refused = signed_in("kades").sent(f"/naskah/{paper}/ganti", typed, 409)
    assert "usulannya sudah masuk ke kecamatan" in refused.text


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [("kpmd", "ganti", 403), ("tetangga", "ganti", 404), ("tetangga", "pdf", 404)],
)
def test_others_change_nothing_of_the_paper(
    signed_in: SignedIn, paper: int, who: str, path: str, status: int
):
    signed_in(who).sent(f"/naskah/{paper}/{path}", {"alasan": "x"}, status)
