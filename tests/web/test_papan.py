"""The meeting board: who waits for what, only the blocked, a few kecamatan at a time."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import event

from musren.models.database import Database
from musren.web import papan
from tests.web import keadaan
from tests.web.inspector import Browser

SignedIn = Callable[[str], Browser]
BOARD = f"{keadaan.KABUPATEN}/papan"


def villages(page) -> list[str]:
    return [str(h) for h in page.find("//main//tbody/tr/th/a/@href")]


def test_every_village_stands_on_the_board_with_what_it_waits_for(
    signed_in: SignedIn, database: Database, app: Flask
):
    keadaan.signed_ba(database, app.extensions["musren"].settings)
    page = signed_in("bappeda").page(BOARD)
    assert "/desa/99.01.01.2001/2011" in villages(page)
    assert len(villages(page)) == len(set(villages(page))) == 12
    assert "Verifikasi 0 dari 2" in page.text
    assert [a.text_content() for a in page.find("//ol/li//h3/a")][:2] == [
        "Profil kabupaten dan daftar SKPD", "Program dan pagu indikatif",
    ]  # fmt: skip
    assert "0 dari 1 kecamatan sudah menandatangani SPC" in page.text


def test_only_what_is_blocked_is_shown_when_asked(
    signed_in: SignedIn, database: Database, app: Flask
):
    keadaan.signed_ba(database, app.extensions["musren"].settings)
    page = signed_in("bappeda").page(f"{BOARD}?terhalang=ya")
    assert "/desa/99.01.01.2001/2011" not in villages(page)
    for row in page.find("//main//tbody/tr"):
        assert row.find("td")[0] is not None if row.find("td") else True
    assert page.find(f"//a[@href='{BOARD}']")
    assert page.find(f"//a[@href='{BOARD}?cetak=ya&terhalang=ya']")


@pytest.mark.parametrize("asked", ["", "0", "-1", "2", "99999", "x", "٣"])
def test_the_pages_of_the_board_cover_every_kecamatan_once(
    signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch, asked: str
):
    monkeypatch.setattr(papan, "PER_PAGE", 1)
    browser = signed_in("bappeda")
    page = browser.page(f"{BOARD}?halaman={asked}")
    assert len(page.find("//main//section/h3")) == 1
    assert len(browser.page(f"{BOARD}?cetak=ya").find("//main//section/h3")) >= 1


def test_the_board_asks_the_database_the_same_number_of_times_for_more_villages(
    signed_in: SignedIn, database: Database
):
    browser = signed_in("bappeda")

    def asked() -> int:
        seen: list[str] = []

        def note(_conn, _cursor, statement, *_) -> None:
            seen.append(statement)

        event.listen(database.engine, "before_cursor_execute", note)
        browser.page(BOARD)
        event.remove(database.engine, "before_cursor_execute", note)
        return len(seen)

    browser.page(BOARD)
    before = asked()
    keadaan.proposals(database)
    keadaan.proposals(database, keadaan.dunia.SUKAMULYA)
    assert asked() <= before + 1
