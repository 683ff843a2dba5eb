"""A job's page in a real browser: it follows the work by itself, with a script and without."""

import re

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from musren.models.database import Database
from musren.services import pekerjaan
from musren.services.pekerjaan import Kemajuan, Klaim
from tests.browser.layanan import Orang, served
from tests.web import keadaan
from tests.web.conftest import NOW, PASSWORD, app, clock, database, populated
from tests.web.test_pekerjaan import Lonceng

__all__ = ["app", "clock", "database", "populated"]  # fixtures

pytestmark = pytest.mark.browser


def taken(database: Database) -> Klaim:
    with database.write() as session:
        klaim = pekerjaan.claim(session, NOW)
    assert klaim is not None
    return klaim


def told(database: Database, klaim: Klaim, selesai: int) -> None:
    with database.write() as session:
        pekerjaan.beat(session, klaim, NOW, Kemajuan(selesai=selesai, jumlah=4, kini="Menyusun"))


def ended(database: Database, klaim: Klaim) -> None:
    with database.write() as session:
        act = pekerjaan.Act(oleh=pekerjaan.Pelaku(id=klaim.pelaku_id, nama="x"), pada=NOW)
        pekerjaan.finish(session, act, klaim, [], ["Satu catatan."])


def follow(page: Page, app: Flask, database: Database) -> None:
    """Ask for it with the button, and see it go on and end without touching the page."""
    app.extensions["musren.pekerjaan"] = Lonceng()
    with served(app) as address:
        person = Orang(page, address, "bappeda", PASSWORD)
        person.open(keadaan.KABUPATEN)
        person.click("form[action$=buku_kabupaten] button")
        expect(page.locator("main")).to_contain_text("Menunggu giliran")
        klaim = taken(database)
        for step in (1, 3):
            told(database, klaim, step)
            expect(page.locator("[data-kalimat]")).to_contain_text(f"{step} dari 4", timeout=30_000)
            expect(page.locator("progress")).to_have_attribute("value", str(step))
        ended(database, klaim)
        expect(page.locator("main")).to_contain_text("Satu catatan.", timeout=30_000)
        expect(page).to_have_url(re.compile("/pekerjaan/[0-9a-f]{24}$"))
        person.done()


def test_with_a_script_the_page_follows_the_work(page: Page, app: Flask, database: Database):
    follow(page, app, database)


def test_without_a_script_it_does_too(browser: Browser, app: Flask, database: Database):
    context = browser.new_context(locale="id-ID", java_script_enabled=False)
    follow(context.new_page(), app, database)
    context.close()
