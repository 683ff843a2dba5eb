"""The map: taken in by Bappeda, drawn without the internet, the same as a table."""

import io
import json
from collections.abc import Callable

from flask import Flask

from musren.models.database import Database
from musren.models.jejak import Jejak
from musren.models.wilayah import PetaWilayah
from tests.adapters.test_geojson import SQUARE, collection, feature, polygon
from tests.web import keadaan
from tests.web.inspector import Browser

SignedIn = Callable[[str], Browser]
MAP = f"{keadaan.KABUPATEN}/peta"
SVG = "//*[local-name()='svg']"


def send(browser: Browser, data: bytes, name: str = "desa.geojson", **more: str):
    return browser.post(
        f"{MAP}/muat",
        data={"csrf_token": browser.mark(), "berkas": (io.BytesIO(data), name), **more},
        headers={"Origin": "http://localhost"},
        content_type="multipart/form-data",
    )


def drawn(page, kode: str):
    return page.find(f"{SVG}//*[@data-kode='{kode}']")


def test_without_boundaries_there_are_tiles_with_links(
    signed_in: SignedIn, database: Database, app: Flask
):
    keadaan.signed_ba(database, app.extensions["musren"].settings)
    page = signed_in("bappeda").page(MAP)
    assert "peta petak" in page.text
    (tile,) = drawn(page, "99.01.01.2001")
    assert tile.get("data-tahap") == "masuk_kecamatan"
    assert tile.getparent().get("href") == "/desa/99.01.01.2001/2011"
    assert len(page.find(f"{SVG}//*[@data-kode]")) == len(page.find("//tbody/tr")) == 12
    assert "3. Masuk kecamatan" in page.text
    assert not page.find("//main//img | //main//script")


def test_boundaries_are_taken_in_drawn_and_replaced(signed_in: SignedIn, database: Database):
    browser = signed_in("bappeda")
    sent = send(browser, collection(feature(polygon(SQUARE))), sumber="Bappeda 2010")
    assert sent.headers["Location"] == f"{MAP}?pesan=peta"
    page = browser.page(MAP)
    assert "1 dari 12 desa" in page.text
    assert "Sumber: Bappeda 2010." in page.text
    assert page.find(f"{SVG}//*[@data-kode='99.01.01.2001']//*[local-name()='polygon']")
    send(browser, collection(feature({"type": "Point", "coordinates": [112, -7]})))
    with database.read() as session:
        assert [one.bentuk for one in session.query(PetaWilayah)] == [{"titik": [112.0, -7.0]}]
        assert session.query(Jejak).filter(Jejak.tindakan == "muat_peta").count() == 2


def test_villages_elsewhere_are_told_and_not_taken(signed_in: SignedIn, database: Database):
    data = collection(
        feature(polygon(SQUARE)), feature(polygon(SQUARE), kode="35.07.21.2012"),
        feature(polygon(SQUARE), nama="tanpa kode"),
    )  # fmt: skip
    answer = send(signed_in("bappeda"), data)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "1 desa dimuat; 2 tidak dimuat" in text
    assert "35.07.21.2012 tidak ada di 99.01" in text
    with database.read() as session:
        assert [one.wilayah_kode for one in session.query(PetaWilayah)] == ["99.01.01.2001"]


def test_a_file_that_cannot_be_used_changes_nothing_and_says_why(
    signed_in: SignedIn, database: Database
):
    browser = signed_in("bappeda")
    for data, told in (
        (b"{", "bukan GeoJSON"),
        (collection(feature(polygon(SQUARE), kode="35.07.21.2012")), "Tidak ada satu desa pun"),
        (json.dumps({"type": "FeatureCollection", "features": []}).encode(), "tidak berisi"),
    ):
        answer = send(browser, data, sumber="Dinas <b>")
        assert answer.status_code == 422
        assert told in answer.get_data(as_text=True)
        assert "Dinas &lt;b&gt;" in answer.get_data(as_text=True)
    assert send(browser, b"", name="").status_code == 422
    with database.read() as session:
        assert session.query(PetaWilayah).count() == 0


def test_only_bappeda_hands_in_a_map(signed_in: SignedIn):
    assert signed_in("camat").get(f"{MAP}/muat").status_code == 404
    assert signed_in("admin").get(f"{MAP}/muat").status_code == 403
