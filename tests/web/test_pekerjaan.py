"""Long work on screen: asked for with a button, watched without a script, stopped, taken."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from musren.jobs.dalam import AntreanDalam
from musren.models.database import Database
from musren.models.jejak import Jejak
from musren.models.kerja import Pekerjaan
from musren.models.orang import Tugas
from musren.services import pekerjaan
from musren.services.pekerjaan import Hasil, Kemajuan
from tests.web import keadaan
from tests.web.conftest import NOW
from tests.web.inspector import Browser

SignedIn = Callable[[str], Browser]
ASK_BOOK = f"{keadaan.KABUPATEN}/pekerjaan/buku_kabupaten"
ASK_PAPERS = f"{keadaan.KECAMATAN}/pekerjaan/naskah_wilayah"


class Lonceng:
    """Stands for whoever runs the work: counts bells, runs nothing."""

    def __init__(self, lacking: str = "") -> None:
        self.bells, self.looks, self._lacking = 0, 0, lacking

    def ring(self) -> None:
        self.bells += 1

    def look(self) -> None:
        self.looks += 1

    def lacking(self) -> str:
        return self._lacking


@pytest.fixture
def bell(app: Flask) -> Iterator[Lonceng]:
    usual = app.extensions["musren.pekerjaan"]
    made = app.extensions["musren.pekerjaan"] = Lonceng()
    yield made
    app.extensions["musren.pekerjaan"] = usual


@pytest.fixture
def line(app: Flask, database: Database) -> AntreanDalam:
    """The real one of this application."""
    made: AntreanDalam = app.extensions["musren.pekerjaan"]
    return made


def asked(browser: Browser, path: str = ASK_PAPERS, **fields: str) -> str:
    """The page of the job the button leads to."""
    answer = browser.send(path, fields)
    assert answer.status_code == 303
    return str(answer.headers["Location"])


def kode_of(address: str) -> str:
    return address.rpartition("/")[2]


def claimed(database: Database, kemajuan: Kemajuan | None = None) -> pekerjaan.Klaim:
    with database.write() as session:
        klaim = pekerjaan.claim(session, NOW)
        assert klaim is not None
        if kemajuan:
            pekerjaan.beat(session, klaim, NOW, kemajuan)
    return klaim


def test_the_homes_and_the_list_offer_the_work(signed_in: SignedIn, bell: Lonceng):
    camat, bappeda = signed_in("camat"), signed_in("bappeda")
    assert camat.page(keadaan.KECAMATAN).find(f"//form[@action='{ASK_PAPERS}']")
    page = bappeda.page(keadaan.KABUPATEN)
    assert page.find(f"//form[@action='{ASK_BOOK}']")
    assert page.find(f"//form[@action='{keadaan.KABUPATEN}/pekerjaan/naskah_wilayah']")
    listed = bappeda.page(f"{keadaan.KABUPATEN}/daftar?sumber=blm")
    assert listed.find(f"//form[@action='{ASK_BOOK}?sumber=blm']")
    address = asked(bappeda, f"{ASK_BOOK}?sumber=blm")
    assert bappeda.page("/pekerjaan").find(f"//a[@href='{address}']")
    assert bell.bells == 1


def test_what_was_asked_for_is_kept_with_the_filters_of_the_list(
    signed_in: SignedIn, database: Database, bell: Lonceng
):
    asked(signed_in("bappeda"), f"{ASK_BOOK}?sumber=blm&teks=jalan&entah=1")
    with database.read() as session:
        kept = session.scalars(select(Pekerjaan)).one()
        assert kept.isian == {"saring": {"sumber": "blm", "teks": "jalan"}}
        assert kept.judul == "Buku kerja daftar usulan, Kabupaten Bina Makmur 2011"


def test_pressed_twice_it_is_one_job(signed_in: SignedIn, bell: Lonceng):
    camat = signed_in("camat")
    assert asked(camat) == asked(camat)
    assert asked(camat, buat_pdf="ya") != asked(camat)


def test_progress_is_seen_without_a_script(signed_in: SignedIn, database: Database, bell: Lonceng):
    camat = signed_in("camat")
    address = asked(camat)
    waiting = camat.page(address)
    assert "Menunggu giliran" in waiting.text
    claimed(database, Kemajuan(selesai=3, jumlah=40, kini="Berita Acara, Sukamaju"))
    page = camat.page(address)
    refresh = page.find("//head/noscript/meta[@http-equiv='refresh']/@content")
    assert refresh == ["5"]
    bar = page.find("//main//progress")[0]
    assert (bar.get("value"), bar.get("max")) == ("3", "40")
    assert bar.get("aria-labelledby") == "kemajuan"
    told = page.find("//*[@role='status']")[-1].text_content()
    assert told == "3 dari 40 langkah selesai. Sekarang: Berita Acara, Sukamaju."
    assert "3 dari 40 langkah selesai" in camat.page("/pekerjaan").text
    assert bell.looks >= 2


def test_the_script_of_the_page_asks_for_the_same_as_json(
    signed_in: SignedIn, database: Database, bell: Lonceng
):
    camat = signed_in("camat")
    address = asked(camat)
    claimed(database, Kemajuan(selesai=1, jumlah=2))
    answer = camat.get(address, headers={"Accept": "application/json"})
    assert answer.get_json() == {
        "status": "berjalan", "label": "Sedang dikerjakan", "selesai": 1, "jumlah": 2,
        "kalimat": "1 dari 2 langkah selesai.",
    }  # fmt: skip


def test_what_keeps_a_waiting_job_waiting_is_told(signed_in: SignedIn, app: Flask):
    app.extensions["musren.pekerjaan"] = Lonceng("Belum ada komputer yang mengerjakan.")
    camat = signed_in("camat")
    assert "Belum ada komputer yang mengerjakan." in camat.page(asked(camat)).text


def test_a_waiting_job_is_cancelled_and_a_running_one_asked_to_stop(
    signed_in: SignedIn, database: Database, bell: Lonceng
):
    camat = signed_in("camat")
    address = asked(camat)
    assert camat.page(address).find(f"//form[@action='{address}/batal']")
    assert camat.send(f"{address}/batal").status_code == 303
    page = camat.page(f"{address}?pesan=batal_pekerjaan")
    assert "Dibatalkan" in page.text
    assert page.find("//noscript") == page.find("//progress") == []
    running = asked(camat)
    claimed(database)
    camat.send(f"{running}/batal")
    page = camat.page(running)
    assert "Berhenti sesudah langkah ini." in page.text
    assert page.find(f"//form[@action='{running}/batal']") == []


def test_a_failed_job_says_why_and_leads_back(signed_in: SignedIn, line: AntreanDalam):
    """No paper was issued yet, so there is nothing to pack."""
    camat = signed_in("camat")
    address = asked(camat)
    line.wait()
    page = camat.page(address)
    assert "Gagal" in page.text
    assert "Belum ada naskah yang terbit di wilayah ini" in page.text
    assert page.find(f"//main//a[@href='{keadaan.KECAMATAN}']")


def test_the_result_is_downloaded_and_who_took_it_is_kept(
    signed_in: SignedIn, database: Database, line: AntreanDalam
):
    keadaan.proposals(database)
    bappeda = signed_in("bappeda")
    address = asked(bappeda, ASK_BOOK)
    line.wait()
    page = bappeda.page(address)
    assert page.find(f"//main//a[@href='{address}/hasil/1']")
    answer = bappeda.get(f"{address}/hasil/1")
    assert answer.data.startswith(b"PK")
    assert (
        answer.headers["Content-Disposition"] == "attachment; filename=usulan-99.01-2011-0001.xlsx"
    )
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert answer.headers["Content-Length"] == str(len(answer.data))
    answer.close()
    assert bappeda.get(f"{address}/hasil/2").status_code == 404
    with database.read() as session:
        taken = select(Jejak).where(Jejak.tindakan == "unduh_hasil_pekerjaan")
        assert session.scalars(taken).one().rincian["berkas"] == "usulan-99.01-2011-0001.xlsx"


def finished(database: Database, app: Flask) -> None:
    folder = app.extensions["musren"].settings.files_dir
    content = b"isi"
    klaim = claimed(database)
    with database.write() as session:
        sha256 = keadaan.Gudang(folder).put(content)
        file = Hasil(nama="a.zip", tipe="application/zip", sha256=sha256, ukuran=len(content))
        act = pekerjaan.Act(oleh=pekerjaan.Pelaku(id=klaim.pelaku_id, nama="x"), pada=NOW)
        pekerjaan.finish(session, act, klaim, [file], ["Satu catatan."])


def test_who_holds_the_right_at_the_place_sees_it_and_nobody_else(
    signed_in: SignedIn, database: Database, app: Flask, bell: Lonceng
):
    address = asked(signed_in("camat"))
    finished(database, app)
    bappeda = signed_in("bappeda")
    page = bappeda.page(address)
    assert "Satu catatan." in page.text
    taken = bappeda.get(f"{address}/hasil/1")
    assert taken.data == b"isi"
    taken.close()
    assert bappeda.send(f"{address}/batal").status_code == 404
    for name in ("kades", "kpmd", "bpd", "tetangga"):
        other = signed_in(name)
        assert other.get(address).status_code == 404
        assert other.get(f"{address}/hasil/1").status_code == 404
        assert other.send(f"{address}/batal").status_code == 404
        assert address not in other.page("/pekerjaan").text_source


def test_a_person_whose_role_ended_sees_the_state_but_takes_no_file(
    signed_in: SignedIn, database: Database, app: Flask, bell: Lonceng
):
    camat = signed_in("camat")
    address = asked(camat)
    finished(database, app)
    with database.write() as session:
        for one in session.scalars(select(Tugas).where(Tugas.peran == "camat")):
            session.delete(one)
    page = camat.page(address)
    assert "sudah berakhir, jadi berkasnya tidak dapat diunduh lagi" in page.text
    assert page.find(f"//a[@href='{address}/hasil/1']") == []
    assert camat.get(f"{address}/hasil/1").status_code == 403


@pytest.mark.parametrize(
    ("name", "path", "status"),
    [
        ("kades", ASK_PAPERS, 404),
        ("camat", ASK_BOOK, 404),
        ("camat", f"{keadaan.KECAMATAN}/pekerjaan/tidak_ada", 404),
        ("camat", "/kecamatan/99.01.02/2011/pekerjaan/naskah_wilayah", 404),
        ("camat", "/kecamatan/99.01.01/2044/pekerjaan/naskah_wilayah", 404),
    ],
)
def test_nothing_is_asked_for_elsewhere(
    signed_in: SignedIn, database: Database, bell: Lonceng, name: str, path: str, status: int
):
    assert signed_in(name).send(path).status_code == status
    with database.read() as session:
        assert session.scalars(select(Pekerjaan)).all() == []
    assert bell.bells == 0


def test_too_many_at_once_are_refused_with_words(signed_in: SignedIn, bell: Lonceng):
    bappeda = signed_in("bappeda")
    for n in range(pekerjaan.MOST_OPEN):
        asked(bappeda, f"{ASK_BOOK}?teks={n}")
    page = bappeda.sent(f"{ASK_BOOK}?teks=lagi", status=429)
    assert "Anda masih mempunyai 5 pekerjaan yang belum selesai" in page.text
    assert "pernah meminta" not in bappeda.page("/pekerjaan").text
