"""Recording signatures: scan checked, ticks kept after a refusal, everything in one transaction."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from musren.domain.peran import Act
from musren.models.database import Database
from musren.models.naskah import Naskah
from musren.models.usulan import UsulanKecamatan
from musren.services import akun, terbit
from tests.web import keadaan
from tests.web.conftest import NOW
from tests.web.inspector import Browser, Page

SignedIn = Callable[[str], Browser]


@pytest.fixture
def paper(database: Database, app: Flask) -> int:
    keadaan.meeting(database)
    return keadaan.issued(database, app.extensions["musren"].settings)


def signers(database: Database, paper: int) -> list[int]:
    with database.read() as session:
        return [t.id for t in session.get_one(Naskah, paper).tanda_tangan]


def hand_in(browser: Browser, paper: int, ids: list[int], **changed: Any) -> TestResponse:
    """The form as the page offers it, with these signers ticked."""
    page = browser.page(f"/naskah/{paper}/tanda-tangan")
    fields = {
        "tanda": page.value("tanda"), "ttd": [str(one) for one in ids],
        **{f"tanggal-{one}": page.value(f"tanggal-{one}") for one in ids},
    }  # fmt: skip
    content = changed.pop("content", None) or keadaan.scan()
    path = f"/naskah/{paper}/tanda-tangan"
    return keadaan.send_file(browser, path, "pindaian", content, "ba.png", **fields | changed)


def test_when_everybody_signed_the_proposals_go_to_the_kecamatan(
    signed_in: SignedIn, database: Database, paper: int
):
    browser = signed_in("kades")
    answer = hand_in(browser, paper, signers(database, paper))
    assert answer.headers["Location"] == f"/naskah/{paper}?pesan=tanda_tangan"
    assert "Semua tanda tangan sudah tercatat." in browser.page(f"/naskah/{paper}").text
    with database.read() as session:
        assert session.get_one(Naskah, paper).status == "ditandatangani"
        assert session.query(UsulanKecamatan).count() == 2


def test_some_may_sign_later_with_another_scan(signed_in: SignedIn, database: Database, paper: int):
    browser, ids = signed_in("kades"), signers(database, paper)
    assert hand_in(browser, paper, ids[:2]).status_code == 303
    page = browser.page(f"/naskah/{paper}/tanda-tangan")
    assert page.text.count("sudah tercatat") == 2
    assert hand_in(browser, paper, ids[2:]).status_code == 303
    with database.read() as session:
        stored = session.get_one(Naskah, paper)
        assert (stored.status, len(stored.pindaian)) == ("ditandatangani", 2)


@pytest.mark.parametrize("content", [b"bukan gambar", b"%PDF-1.4 rusak", b"MZ program"])
def test_a_bad_scan_is_refused_and_the_ticks_and_days_stay(
    signed_in: SignedIn, database: Database, paper: int, content: bytes
):
    ids = signers(database, paper)
    answer = hand_in(signed_in("kades"), paper, ids[:2], content=content)
    assert answer.status_code == 422
    page = Page(answer)
    ticked = [str(v) for v in page.find("//input[@name='ttd'][@checked]/@value")]
    assert ticked == [str(one) for one in ids[:2]]
    assert page.value(f"tanggal-{ids[0]}") == "17-01-2011"
    assert "pilih lagi berkasnya" in page.text
    with database.read() as session:
        assert session.get_one(Naskah, paper).pindaian == []


@pytest.mark.parametrize(
    ("day", "told"),
    [("1/1/2011", "harus antara"), ("31/12/2011", "harus antara"), ("besok", "bukan tanggal")],
)
def test_an_impossible_day_is_told_beside_its_signer(
    signed_in: SignedIn, database: Database, paper: int, day: str, told: str
):
    first, *_ = signers(database, paper)
    browser = signed_in("kades")
    fields = {"ttd": [str(first)], f"tanggal-{first}": day}
    answer = keadaan.send_file(
        browser, f"/naskah/{paper}/tanda-tangan", "pindaian", keadaan.scan(), "a.png", **fields
    )
    page = Page(answer)
    assert answer.status_code == 422
    assert told in page.find(f"//p[@id='g-{first}']")[0].text_content()
    assert page.value(f"tanggal-{first}") == day


def test_nobody_ticked_or_no_file_is_told(signed_in: SignedIn, database: Database, paper: int):
    browser = signed_in("kades")
    path = f"/naskah/{paper}/tanda-tangan"
    assert "Tandai paling sedikit satu orang" in browser.sent(path, {}, 422).text
    first, *_ = signers(database, paper)
    typed = {"ttd": str(first), f"tanggal-{first}": "17/1/2011"}
    assert "Pilih berkas pindaian" in browser.sent(path, typed, 422).text


def test_the_same_form_sent_twice_records_once(signed_in: SignedIn, database: Database, paper: int):
    browser, ids = signed_in("kades"), signers(database, paper)
    typed = {
        "ttd": [str(one) for one in ids],
        **{f"tanggal-{one}": "17-01-2011" for one in ids},
    }  # fmt: skip
    path = f"/naskah/{paper}/tanda-tangan"
    for _ in range(2):
        answer = keadaan.send_file(browser, path, "pindaian", keadaan.scan(), "a.png", **typed)
        assert answer.status_code == 303, Page(answer).text
    with database.read() as session:
        assert len(session.get_one(Naskah, paper).pindaian) == 1


def test_what_somebody_else_recorded_meanwhile_is_shown_before_anything_is_kept(
    signed_in: SignedIn, database: Database, paper: int
):
    browser, ids = signed_in("kades"), signers(database, paper)
    old = browser.page(f"/naskah/{paper}/tanda-tangan").value("tanda")
    assert hand_in(browser, paper, ids[:1]).status_code == 303
    refused = Page(hand_in(browser, paper, ids[1:2], tanda=old))
    assert refused.status == 409
    assert "baru saja dicatat orang lain" in refused.text
    assert refused.value("ttd") == str(ids[1])
    fresh = {"tanda": refused.value("tanda")}
    assert hand_in(browser, paper, ids[1:2], **fresh).status_code == 303


def test_a_pdf_made_meanwhile_does_not_disturb_the_signing(
    signed_in: SignedIn, database: Database, paper: int
):
    browser, ids = signed_in("kades"), signers(database, paper)
    before = browser.page(f"/naskah/{paper}/tanda-tangan").value("tanda")
    with database.write() as session:
        act = Act(oleh=akun.system(), pada=NOW)
        terbit.attach_pdf(act, session.get_one(Naskah, paper), sha256="0" * 64, size=1)
    assert hand_in(browser, paper, ids, tanda=before).status_code == 303


@pytest.mark.parametrize(("who", "status"), [("kpmd", 403), ("camat", 403), ("tetangga", 404)])
def test_only_the_village_office_records_signatures(
    signed_in: SignedIn, paper: int, who: str, status: int
):
    signed_in(who).page(f"/naskah/{paper}/tanda-tangan", status)
