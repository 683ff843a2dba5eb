"""The board of a kecamatan: how far each village is, what blocks it, what came in."""

from collections.abc import Callable

from flask import Flask

from musren.models.database import Database
from tests.web import keadaan
from tests.web.inspector import Browser, Page

SignedIn = Callable[[str], Browser]


def village(page: Page, name: str) -> str:
    rows = page.find(f"//table//tr[th/a[text()='{name}']]")
    return " ".join(rows[0].text_content().split())


def test_every_village_stands_on_the_board_with_what_holds_it(
    signed_in: SignedIn, database: Database, app: Flask
):
    keadaan.signed_ba(database, app.extensions["musren"].settings)
    page = signed_in("camat").page(keadaan.KECAMATAN)
    assert "BA ditandatangani" in village(page, "Sukamaju")
    assert "Belum mulai" in village(page, "Sukamulya")
    assert "Isi profil desa" in village(page, "Sukamulya")
    assert page.find("//a[@href='/desa/99.01.01.2002/2011']")


def test_the_kecamatan_begins_with_its_profile(signed_in: SignedIn):
    page = signed_in("camat").page(keadaan.KECAMATAN)
    buttons = [a.text_content() for a in page.find("//a[contains(@class, 'btn-primary')]")]
    assert buttons == ["Isi profil kecamatan"]


def test_the_meeting_goes_on_although_villages_are_missing(
    signed_in: SignedIn, database: Database, app: Flask
):
    keadaan.signed_ba(database, app.extensions["musren"].settings)
    keadaan.kecamatan_meeting(database)
    page = signed_in("camat").page(keadaan.KECAMATAN)
    buttons = [a.text_content() for a in page.find("//a[contains(@class, 'btn-primary')]")]
    assert buttons == ["Periksa dan terbitkan Berita Acara"]
    assert "11 dari 12 desa belum meneruskan usulan" in page.text


def test_incoming_proposals_stand_in_two_lists_with_their_berita_acara(
    signed_in: SignedIn, database: Database, app: Flask
):
    keadaan.signed_ba(database, app.extensions["musren"].settings)
    page = signed_in("camat").page(f"{keadaan.KECAMATAN}/masuk")
    heads = [h.text_content() for h in page.find("//h2")]
    assert [h.endswith("(1 usulan)") for h in heads] == [True, True]
    assert "Rabat beton" in page.text
    assert "BA Nomor 414.2/001/BA/Ds.Sukamaju/I/2011" in page.text
    assert "Drainase Dusun II" not in page.text
