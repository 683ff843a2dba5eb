"""Pictures of the list in the browser, kept filters, and the open data."""

import csv
import io
import json
from collections.abc import Callable

import pytest
from openpyxl import load_workbook

from musren.exports.kolom import KOLOM_USULAN
from musren.models.database import Database
from musren.models.serapan import PotretDaftar, SaringTersimpan
from tests.web import keadaan
from tests.web.inspector import Browser

SignedIn = Callable[[str], Browser]
LIST = f"{keadaan.KABUPATEN}/daftar"
CODE = "P-99.01-2011-0001"


def send(browser: Browser, path: str, **data: str):
    return browser.post(
        path, data={"csrf_token": browser.mark(), **data}, headers={"Origin": "http://localhost"}
    )


def test_every_file_of_a_picture_prints_the_same_hash(signed_in: SignedIn, database: Database):
    keadaan.proposals(database)
    browser = signed_in("bappeda")
    answer = send(browser, f"{keadaan.KABUPATEN}/potret")
    assert answer.headers["Location"] == f"/potret/{CODE}"
    page = browser.page(f"/potret/{CODE}?periksa=ya")
    assert "sama dengan saat potret diambil" in page.text
    sha256 = page.find("//code")[0].text_content()
    book = load_workbook(io.BytesIO(browser.get(f"/potret/{CODE}/daftar.xlsx").get_data()))
    told = {line[0].value: line[1].value for line in book["Ringkasan"].iter_rows()}
    assert (told["SHA-256 baris"], told["Kode potret"]) == (sha256, CODE)
    text = browser.get(f"/potret/{CODE}/daftar.csv").get_data().decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text))
    assert sha256 in head[-1]
    assert {row[-1] for row in rows} == {CODE}
    whole = json.loads(browser.get(f"/potret/{CODE}/daftar.json").get_data())
    assert (whole["potret"], whole["totals"]["sha256"]) == (CODE, sha256)
    assert "Data terbuka" in whole["lisensi"]


def test_a_plain_download_is_kept_as_a_picture_and_repeats_byte_for_byte(
    signed_in: SignedIn, database: Database, clock
):
    keadaan.proposals(database)
    browser = signed_in("bappeda")
    first = browser.get(f"{LIST}.xlsx?sumber=blm").get_data()
    clock.forward(hours=1)
    assert browser.get(f"{LIST}.xlsx?sumber=blm").get_data() == first
    assert browser.get(f"/potret/{CODE}/daftar.xlsx").get_data() == first
    browser.get(f"{LIST}.csv?sumber=apbd")
    with database.read() as session:
        assert [one.saring for one in session.query(PotretDaftar).order_by(PotretDaftar.id)] == [
            {"sumber": "blm"}, {"sumber": "apbd"},
        ]  # fmt: skip
    shown = browser.page(f"{keadaan.KABUPATEN}/potret")
    assert [a.text_content() for a in shown.find("//th/a")] == ["P-99.01-2011-0002", CODE]


def test_a_kecamatan_has_its_own_pictures_and_no_others(signed_in: SignedIn, database: Database):
    keadaan.proposals(database)
    send(signed_in("bappeda"), f"{keadaan.KABUPATEN}/potret")
    camat = signed_in("camat")
    assert camat.get(f"/potret/{CODE}").status_code == 404
    assert camat.get(f"/potret/{CODE}/daftar.csv").status_code == 404
    own = send(camat, f"{keadaan.KECAMATAN}/potret").headers["Location"]
    assert camat.page(own)
    assert "Belum ada" not in camat.page(f"{keadaan.KECAMATAN}/potret").text
    assert signed_in("kpmd").get(own).status_code in {403, 404}


@pytest.mark.parametrize("path", ["/potret/P-entah", "/potret/P-entah/daftar.csv"])
def test_a_code_nobody_knows_is_not_found(signed_in: SignedIn, path: str):
    assert signed_in("bappeda").get(path).status_code == 404


def test_a_filter_is_kept_used_and_removed(signed_in: SignedIn, database: Database):
    keadaan.proposals(database)
    browser = signed_in("bappeda")
    assert not browser.page(LIST).find("//form[contains(@action, '/saringan')]")
    form = browser.page(f"{LIST}?sumber=apbd").find("//form[contains(@action, '/saringan')]")[0]
    answer = send(browser, str(form.get("action")), nama="  APBD saja ")
    assert answer.headers["Location"] == f"{LIST}?sumber=apbd&pesan=saring"
    page = browser.page(LIST)
    link = page.find("//ul[@class='saringan-saya']//a")[0]
    assert (link.text_content(), link.get("href")) == ("APBD saja", f"{LIST}?sumber=apbd")
    remove = str(page.find("//form[contains(@action, '/hapus')]/@action")[0])
    assert send(signed_in("admin"), remove).status_code == 404
    assert send(browser, remove).status_code == 303
    assert not browser.page(LIST).find("//ul[@class='saringan-saya']")


def test_a_filter_needs_a_name_and_something_to_filter(signed_in: SignedIn, database: Database):
    browser = signed_in("bappeda")
    assert send(browser, f"{keadaan.KABUPATEN}/saringan?sumber=blm", nama=" ").status_code == 422
    assert send(browser, f"{keadaan.KABUPATEN}/saringan", nama="Semua").status_code == 422
    for biaya in ("blm", "apbd"):
        send(browser, f"{keadaan.KABUPATEN}/saringan?sumber={biaya}", nama="Satu")
    with database.read() as session:
        assert [one.saring for one in session.query(SaringTersimpan)] == [{"sumber": "apbd"}]


def test_the_open_data_page_explains_every_column(signed_in: SignedIn):
    browser = signed_in("camat")
    page = browser.page(f"{keadaan.KECAMATAN}/data-terbuka")
    for one in KOLOM_USULAN:
        assert one.penjelasan in page.text
    answer = browser.get(f"{keadaan.KECAMATAN}/data-terbuka?kamus=csv")
    told = list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    assert [row["nama"] for row in told] == [k.nama for k in KOLOM_USULAN]
