"""The pages of Tim Verifikasi, and what the village sees of a returned proposal."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import event

from musren.models.database import Database
from tests import dunia
from tests.services import test_verifikasi as contoh
from tests.web import keadaan
from tests.web.inspector import Browser, Page

SignedIn = Callable[[str], Browser]
PAPAN = f"{keadaan.KECAMATAN}/verifikasi"


@pytest.fixture
def masuk(database: Database, app: Flask) -> None:
    keadaan.signed_ba(database, app.extensions["musren"].settings)


def returned(database: Database) -> int:
    """The BLM proposal sent back for its volume; its id."""
    with database.write() as session:
        year = dunia.year(session)
        one = contoh.one_of(session, year)
        contoh.send_back(session, year, one, "volume", "biaya", tenggat="25/1/2011")
        return one.usulan_id


def row(page: Page, usulan_id: int) -> str:
    return " ".join(page.find(f"//tr[@id='u-{usulan_id}']")[0].text_content().split())


def test_nothing_came_in_yet(signed_in: SignedIn):
    page = signed_in("camat").page(PAPAN)
    assert "Belum ada usulan yang masuk" in page.text
    assert "Susun Tim Verifikasi" in page.text


@pytest.mark.usefixtures("masuk")
def test_every_proposal_waits_with_its_sheet(signed_in: SignedIn):
    page = signed_in("camat").page(PAPAN)
    assert "Usulan BLM (1)" in page.text
    assert "Prasarana dan sarana dasar" in page.text
    assert "Belum diverifikasi" in page.text
    assert len(page.find("//form[contains(@action, '/formulir/verifikasi/')]")) == 1
    assert "Pengaspalan" not in page.text
    assert "Pengaspalan" in signed_in("camat").page(f"{PAPAN}?daftar=apbd").text


@pytest.mark.usefixtures("masuk")
def test_who_only_looks_sees_no_buttons(signed_in: SignedIn):
    page = signed_in("bappeda").page(PAPAN)
    assert page.find("//form[contains(@action, '/formulir/')]") == []


@pytest.mark.parametrize("name", ["kpmd", "kades", "bpd"])
def test_a_village_does_not_look_into_the_kecamatan(signed_in: SignedIn, name: str):
    assert signed_in(name).get(PAPAN).status_code == 404


@pytest.mark.usefixtures("masuk")
def test_a_return_is_told_at_the_kecamatan_and_in_the_village(
    signed_in: SignedIn, database: Database, clock
):
    usulan_id = returned(database)
    page = signed_in("camat").page(f"{PAPAN}?keadaan=dikembalikan")
    assert "sampai 25 Januari 2011" in row(page, usulan_id)
    assert "Cabut pengembalian" in row(page, usulan_id)
    home = signed_in("kpmd").page(keadaan.DESA)
    assert "Dikembalikan Tim Verifikasi: perbaiki sebelum 25 Januari 2011" in home.text
    own = signed_in("kpmd").page(f"/usulan/{usulan_id}")
    assert "Panjang pada sketsa berbeda" in own.text
    assert own.find("//form[contains(@action, '/formulir/perbaikan-usulan/')]")
    clock.forward(days=30)
    assert "terlambat" in row(signed_in("camat").page(PAPAN), usulan_id)
    assert "Terlambat" in signed_in("kpmd").page(keadaan.DESA).text


@pytest.mark.usefixtures("masuk")
def test_the_village_sees_only_the_marked_fields_and_mends_them(
    signed_in: SignedIn, database: Database
):
    usulan_id = returned(database)
    browser = signed_in("kpmd")
    own = browser.page(f"/usulan/{usulan_id}")
    form = own.find("//form[contains(@action, '/formulir/perbaikan-usulan/')]")[0]
    sent = browser.send(form.get("action"), {"objek": f"usulan:{usulan_id}"})
    assert sent.status_code == 303
    first = browser.page(sent.headers["Location"])
    names = {box.get("name") for box in first.find("//textarea")}
    assert names == {"jawaban-0-menjadi", "jawaban-1-menjadi"}
    assert "Panjang pada sketsa berbeda" in first.text
    draft = sent.headers["Location"].rsplit("/", 1)[0]
    browser.send(
        f"{draft}/isian",
        {"jawaban-0-kolom": "volume", "jawaban-0-menjadi": "620", "jawaban-1-kolom": "biaya",
         "jawaban-1-menjadi": "30.000.000", "aksi": "lanjut"},
    )  # fmt: skip
    browser.send(
        f"{draft}/dana",
        {"dana-0-sumber": "blm", "dana-0-jumlah": "30.000.000", "aksi": "lanjut"},
    )
    browser.send(f"{draft}/penjelasan", {"keterangan": "", "aksi": "lanjut"})
    done = browser.send(f"{draft}/kirim", {})
    assert done.status_code == 303, done.text
    told = signed_in("camat").page(PAPAN)
    assert "Diperbaiki desa" in row(told, usulan_id)
    assert "Rp30.000.000" in row(told, usulan_id)
    after = browser.page(f"/usulan/{usulan_id}")
    cells = [" ".join(r.text_content().split()) for r in after.find("//table//tr")]
    assert "Volume140620" in cells
    assert "Menunggu perbaikan" not in browser.page(keadaan.DESA).text


@pytest.mark.usefixtures("masuk")
@pytest.mark.parametrize(
    "query", ["daftar=x", "keadaan=x", "halaman=x", "halaman=0", "halaman=99", "halaman=²",
              "daftar=blm&daftar=apbd"]
)  # fmt: skip
def test_an_address_that_means_nothing_shows_the_page(signed_in: SignedIn, query: str):
    assert "Verifikasi usulan" in signed_in("camat").page(f"{PAPAN}?{query}").text


def test_more_proposals_need_no_more_statements(
    signed_in: SignedIn, database: Database, app: Flask
):
    def statements() -> int:
        counted: list[str] = []

        def count(*args: object) -> None:
            counted.append(str(args[2]))

        event.listen(database.engine, "before_cursor_execute", count)
        signed_in("camat").page(f"{PAPAN}?daftar=apbd")
        event.remove(database.engine, "before_cursor_execute", count)
        return len(counted)

    keadaan.signed_ba(database, app.extensions["musren"].settings)
    before = statements()
    keadaan.signed_ba(database, app.extensions["musren"].settings, dunia.SUKAMULYA)
    assert statements() == before


@pytest.mark.usefixtures("masuk")
def test_a_sheet_opens_at_its_first_page_with_the_proposal_on_top(
    signed_in: SignedIn, database: Database
):
    with database.write() as session:
        usulan_id = contoh.one_of(session, dunia.year(session)).usulan_id
    browser = signed_in("camat")
    sent = browser.send(
        f"/formulir/verifikasi/2011/{dunia.KECAMATAN}/mulai", {"objek": f"usulan:{usulan_id}"}
    )
    page = browser.page(sent.headers["Location"])
    assert "Rabat beton" in page.text
    assert "BA/Ds.Sukamaju" in page.text
    assert page.find("//input[@name='lembar'][@checked]")[0].get("value") == "prasarana"
    wrong = browser.send(
        f"/formulir/verifikasi/2011/{dunia.KECAMATAN}/mulai", {"objek": "usulan:999"}
    )
    assert wrong.status_code == 404


@pytest.mark.usefixtures("masuk")
def test_what_came_in_shows_what_was_mended_beside_the_berita_acara(
    signed_in: SignedIn, database: Database
):
    usulan_id = returned(database)
    with database.write() as session:
        year = dunia.year(session)
        one = contoh.one_of(session, year)
        contoh.mend(session, year, one, {"volume": "620", "biaya": "150.000.000"},
                    dana=[{"sumber": "blm", "jumlah": "150.000.000"}])  # fmt: skip
    page = signed_in("camat").page(f"{keadaan.KECAMATAN}/masuk")
    line = page.find(f"//tr[th/a[@href='/usulan/{usulan_id}']]")[0].text_content()
    told = " ".join(line.split())
    assert "620 meter menurut BA: 140 meter" in told.replace("metermenurut", "meter menurut")
    assert "Rp150.000.000" in told
    assert "menurut BA: Rp37.800.000" in told
