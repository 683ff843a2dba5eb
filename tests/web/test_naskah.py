"""Papers before they are issued: checklist, preview, and issuing once."""

from collections.abc import Callable

import pytest
from flask import Flask

from musren.models.database import Database
from musren.models.naskah import Naskah
from tests.web import keadaan
from tests.web.conftest import Clock
from tests.web.inspector import Browser, Page

SignedIn = Callable[[str], Browser]
BA = "/naskah/ba_musrenbangdes/99.01.01.2001/2011"
SK = "/naskah/sk_rkp_desa/99.01.01.2001/2011"
ORDER = {"tanggal": "17/1/2011", "setuju": "ya", "kunci": "kunci-satu"}


def papers(database: Database) -> list[tuple[str, str | None]]:
    with database.read() as session:
        return [(p.status, p.nomor) for p in session.query(Naskah).order_by(Naskah.id)]


def test_all_kinds_of_papers_are_listed_with_what_they_lack(signed_in: SignedIn):
    page = signed_in("kades").page(f"{keadaan.DESA}/naskah")
    titles = [h.text_content() for h in page.find("//ol//h3/span[1]")]
    assert {"Daftar Hadir", "Berita Acara Musrenbangdes"} <= set(titles)
    assert len(titles) == len(set(titles))
    assert "Isian musyawarah belum dikirim." in page.text


def test_before_the_meeting_the_checklist_leads_to_its_form(signed_in: SignedIn):
    page = signed_in("kades").page(BA)
    assert "Masih kurang" in page.text
    assert page.find("//form[@action='/formulir/musrenbangdes/2011/99.01.01.2001/mulai']")
    assert "Oleh: " in page.text
    assert not page.find("//button[contains(., 'Terbitkan')]")
    assert "Pratinjau belum dapat ditampilkan" in page.text


def test_the_decree_waits_for_the_signed_berita_acara(
    signed_in: SignedIn, database: Database, app: Flask
):
    keadaan.meeting(database)
    browser = signed_in("kades")
    assert "Berita Acara Musrenbangdes belum diterbitkan." in browser.page(SK).text
    paper = keadaan.issued(database, app.extensions["musren"].settings)
    assert "belum ditandatangani lengkap" in browser.page(SK).text
    refused = browser.sent(SK, ORDER, 409)
    assert "belum ditandatangani lengkap" in refused.text
    broken = browser.sent(SK, ORDER | {"tanggal": "kemarin"}, 422)
    assert "bukan tanggal" not in " ".join(broken.faults)
    assert len(papers(database)) == 1
    keadaan.signed(database, app.extensions["musren"].settings, paper)
    assert browser.page(SK).find("//button[contains(., 'Terbitkan')]")


def test_the_preview_shows_the_words_without_a_number(signed_in: SignedIn, database: Database):
    keadaan.meeting(database)
    text = signed_in("kpmd").page(BA).text
    assert "DRAFT" in text
    assert "BERITA ACARA" in text
    assert "diterbitkan oleh Kepala Desa atau Sekretaris Desa" in text


def test_the_draft_is_handed_out_as_a_word_file(signed_in: SignedIn, database: Database):
    keadaan.meeting(database)
    answer = signed_in("kpmd").get(f"{BA}/draf.docx")
    assert answer.get_data().startswith(b"PK")
    assert "DRAF-ba_musrenbangdes-99.01.01.2001-2011.docx" in answer.headers["Content-Disposition"]
    assert papers(database) == []


def test_the_same_form_sent_twice_issues_one_paper(signed_in: SignedIn, database: Database):
    keadaan.meeting(database)
    browser = signed_in("kades")
    first, second = (browser.send(BA, ORDER) for _ in range(2))
    assert first.status_code == second.status_code == 303
    assert first.headers["Location"] == second.headers["Location"]
    assert [status for status, _nomor in papers(database)] == ["terbit"]
    shown = browser.page(first.headers["Location"])
    assert "Naskah sudah terbit" in shown.text
    assert "Masih kurang 5 dari 5 tanda tangan" in shown.text


def test_another_form_does_not_issue_a_second_paper(signed_in: SignedIn, database: Database):
    keadaan.meeting(database)
    browser = signed_in("kades")
    browser.send(BA, ORDER)
    page = browser.sent(BA, ORDER | {"kunci": "kunci-dua"}, 409)
    assert "sudah diterbitkan" in page.text
    assert len(papers(database)) == 1


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"tanggal": "kemarin"}, "bukan tanggal"),
        ({"tanggal": "1/1/2011"}, "tidak boleh sebelum tanggal musyawarahnya"),
        ({"tanggal": "18/1/2011"}, "18-01-2011 belum tiba"),
        ({"setuju": ""}, "Tandai bahwa Anda sudah memeriksa pratinjau"),
    ],
)
def test_a_refused_form_keeps_what_was_typed(
    signed_in: SignedIn, database: Database, wrong: dict[str, str], told: str
):
    keadaan.meeting(database)
    typed = ORDER | wrong
    page = signed_in("kades").sent(BA, typed, 422)
    assert told in page.text
    assert page.value("tanggal") == typed["tanggal"]
    assert page.value("kunci") == "kunci-satu"
    assert papers(database) == []


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        ("kpmd", BA, 403),
        ("camat", BA, 403),
        ("tetangga", BA, 404),
        ("kades", "/naskah/spc/99.01.01.2001/2011", 404),
        ("kades", "/naskah/spc/99.01.01/2011", 404),
        ("kades", "/naskah/tidak_ada/99.01.01.2001/2011", 404),
    ],
)
def test_only_the_right_office_issues(
    signed_in: SignedIn, database: Database, who: str, path: str, status: int
):
    keadaan.meeting(database)
    signed_in(who).sent(path, ORDER, status)
    assert papers(database) == []


def test_the_camat_issues_the_papers_of_the_kecamatan(
    signed_in: SignedIn, database: Database, app: Flask, clock: Clock
):
    settings = app.extensions["musren"].settings
    keadaan.signed_ba(database, settings)
    keadaan.kecamatan_meeting(database)
    clock.forward(days=1)
    camat = signed_in("camat")
    spc = "/naskah/spc/99.01.01/2011"
    assert "belum diterbitkan" in camat.page(spc).text
    typed = ORDER | {"tanggal": "18/1/2011"}
    answer = camat.send("/naskah/ba_musrenbang_kecamatan/99.01.01/2011", typed)
    assert answer.status_code == 303, Page(answer).text
    keadaan.signed(database, settings, int(answer.headers["Location"].split("/")[2].split("?")[0]))
    answer = camat.send(spc, typed | {"kunci": "kunci-spc"})
    assert answer.status_code == 303, Page(answer).text
    assert papers(database)[-1][0] == "terbit"
