"""The funnel page: bars that open their lists, the same figures in a table, at three levels."""

from collections.abc import Callable

import pytest
from flask import Flask

from musren.models.database import Database
from tests.web import keadaan
from tests.web.inspector import Browser

SignedIn = Callable[[str], Browser]


def signed(database: Database, app: Flask) -> None:
    keadaan.signed_ba(database, app.extensions["musren"].settings)


@pytest.mark.parametrize(
    ("who", "home", "part"),
    [
        ("bappeda", keadaan.KABUPATEN, "daftar"),
        ("camat", keadaan.KECAMATAN, "daftar"),
        ("kpmd", keadaan.DESA, "usulan"),
    ],
)
def test_each_bar_opens_the_list_it_counts(
    signed_in: SignedIn, database: Database, app: Flask, who: str, home: str, part: str
):
    signed(database, app)
    browser = signed_in(who)
    page = browser.page(f"{home}/corong")
    links = [str(href) for href in page.find("//*[local-name()='svg']//*[local-name()='a']/@href")]
    assert links[0] == f"{home}/{part}?tahap=diusulkan"
    assert len(links) == 8
    rows = {
        row.find("th/a").text_content(): row.find("td").text_content()
        for row in page.find("//table[1]/tbody/tr[th/a]")
        if row.find("th/a").get("href").startswith(f"{home}/{part}?")
    }
    assert rows["Diusulkan"] == "3"
    assert rows["Masuk kecamatan"] == "2"
    listed = browser.page(f"{home}/{part}?tahap=masuk_kecamatan")
    assert "2 usulan sesuai saringan" in listed.text
    assert listed.find("//select[@name='tahap']/option[@selected and @value='masuk_kecamatan']")


def test_the_homes_show_the_funnel(signed_in: SignedIn, database: Database, app: Flask):
    signed(database, app)
    for who, home in (("bappeda", keadaan.KABUPATEN), ("camat", keadaan.KECAMATAN)):
        page = signed_in(who).page(home)
        assert page.find("//*[local-name()='svg']//*[local-name()='a'][contains(@href, 'tahap=')]")
        assert page.find(f"//a[@href='{home}/corong']")


def test_a_place_without_proposals_says_so_rather_than_fail(signed_in: SignedIn):
    assert "0" in signed_in("kpmd").page(f"{keadaan.DESA}/corong").text
