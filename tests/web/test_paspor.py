"""The passport page: reachable from the lists, by number and by code, with the same data as JSON."""

from collections.abc import Callable

from flask import Flask

from musren.models.database import Database
from tests.web import keadaan
from tests.web.inspector import Browser

SignedIn = Callable[[str], Browser]


def test_the_lists_lead_to_the_passport(signed_in: SignedIn, database: Database, app: Flask):
    keadaan.signed_ba(database, app.extensions["musren"].settings)
    browser = signed_in("kpmd")
    links = browser.page(f"{keadaan.DESA}/usulan").find("//a[contains(@href, '/paspor')]/@href")
    assert len(links) == 3
    page = browser.page(str(links[1]))
    assert page.find("//h1")[0].text_content().startswith("Paspor usulan: ")
    assert "Diusulkan pertama kali (2011)." in page.text
    assert "Dibawa ke kecamatan" in page.text
    assert page.find("//a[starts-with(@href, '/naskah/')]")
    above = signed_in("bappeda").page(f"{keadaan.KABUPATEN}/daftar")
    assert above.find("//a[contains(@href, '/paspor')]")


def test_the_code_leads_to_the_same_page(signed_in: SignedIn, database: Database):
    ids = keadaan.meeting(database)
    browser = signed_in("kpmd")
    answer = browser.get("/usulan/99.01.01.2001-2011-001/paspor")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/usulan/{ids[0]}/paspor")
    assert browser.get("/usulan/99.01.01.2001-2011-999/paspor").status_code == 404
    assert signed_in("tetangga").get("/usulan/99.01.01.2001-2011-001/paspor").status_code == 404
