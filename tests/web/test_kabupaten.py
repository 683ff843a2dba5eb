"""Bappeda's funnel and list: filters, downloads of exactly these rows, pages by key."""

import csv
import io
import json
from collections.abc import Callable

import pytest
from flask import Flask
from openpyxl import load_workbook

from musren.models.database import Database
from musren.models.jejak import Jejak
from tests import dunia
from tests.web import keadaan
from tests.web.inspector import Browser, Page

SignedIn = Callable[[str], Browser]
LIST = f"{keadaan.KABUPATEN}/daftar"


def names(page: Page) -> list[str]:
    return [a.text_content() for a in page.find("//td[@class='kol-kegiatan']/a")]


def test_the_home_counts_villages_and_rupiah(signed_in: SignedIn, database: Database, app: Flask):
    keadaan.signed_ba(database, app.extensions["musren"].settings)
    page = signed_in("bappeda").page(keadaan.KABUPATEN)
    assert "BA desa ditandatangani1 dari 12" in page.text
    assert "3 usulan, biaya seluruhnya Rp113.400.000" in page.text
    assert page.find("//table//a[@href='/kecamatan/99.01.01/2011']")
    assert "Berikutnya untuk Bappeda" in page.text
    for part in ("corong", "papan", "peta", "potret", "forum", "data-terbuka"):
        assert page.find(f"//a[@href='{keadaan.KABUPATEN}/{part}']")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 6),
        ("desa=99.01.01.2001&kecamatan=99.01.01", 3),
        ("kecamatan=99.01.01", 6),
        ("sumber=apbd", 2),
        ("skpd=Dinas+PU", 2),
        ("teks=aspal", 2),
        ("asal=campuran&desa=99.01.01.2002", 1),
        ("status=ditetapkan", 0),
        ("cetak=ya", 0),
    ],
)
def test_filters_narrow_the_list(signed_in: SignedIn, database: Database, query: str, found: int):
    keadaan.proposals(database)
    keadaan.proposals(database, dunia.SUKAMULYA)
    page = signed_in("bappeda").page(f"{LIST}?{query}")
    assert len(names(page)) == found
    if query == "cetak=ya":
        assert len(page.find("//tbody/tr")) >= 6


def test_the_downloads_hold_exactly_the_filtered_rows(signed_in: SignedIn, database: Database):
    keadaan.proposals(database)
    keadaan.proposals(database, dunia.SUKAMULYA)
    browser = signed_in("bappeda")
    links = [str(h) for h in browser.page(f"{LIST}?sumber=blm").find("//main//a/@href")]
    ends = {
        kind: next(h for h in links if f"daftar.{kind}" in h) for kind in ("xlsx", "csv", "json")
    }
    assert ends["csv"].endswith("?sumber=blm")
    text = browser.get(ends["csv"]).get_data().decode("utf-8-sig")
    assert len([row for row in csv.reader(io.StringIO(text)) if "Rabat beton" in row]) == 2
    assert "Drainase" not in text
    told = browser.get(ends["json"]).get_data(as_text=True)
    assert "Drainase" not in json.dumps(json.loads(told))
    book = load_workbook(io.BytesIO(browser.get(ends["xlsx"]).get_data()))
    assert book.sheetnames


def test_a_download_is_saved_and_kept_in_the_trace(signed_in: SignedIn, database: Database):
    keadaan.proposals(database)
    answer = signed_in("bappeda").get(f"{LIST}.csv?teks=beton")
    assert "usulan-99.01-2011-0001.csv" in answer.headers["Content-Disposition"]
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    with database.read() as session:
        taken = session.query(Jejak).filter(Jejak.tindakan == "unduh_daftar").one()
        assert taken.rincian["saring"] == {"teks": "beton"}


def test_a_kecamatan_sees_and_takes_only_its_own_part(signed_in: SignedIn, database: Database):
    keadaan.proposals(database)
    browser = signed_in("camat")
    assert len(names(browser.page(f"{keadaan.KECAMATAN}/daftar?kecamatan=99.02.01"))) == 3
    assert browser.get(f"{keadaan.KECAMATAN}/daftar.csv").status_code == 200
    assert browser.get(f"{LIST}.csv").status_code == 404
    assert browser.get("/kecamatan/99.01.02/2011/daftar.csv").status_code == 404


def test_a_format_nobody_knows_is_refused(signed_in: SignedIn):
    page = signed_in("bappeda").page(f"{LIST}.exe", 422)
    assert "Pilih xlsx, csv, atau json" in page.text


def test_more_than_100_rows_go_on_another_page(signed_in: SignedIn, database: Database):
    rows = "kegiatan,biaya\n" + "".join(f"Kegiatan {n},{n}000\n" for n in range(1, 131))
    kpmd = signed_in("kpmd")
    keadaan.send_file(kpmd, f"{keadaan.DESA}/impor", "berkas", rows.encode(), "b.csv")
    browser = signed_in("bappeda")
    first = browser.page(f"{LIST}?teks=Kegiatan")
    onward = str(first.find("//a[contains(., '100 usulan berikutnya')]/@href")[0])
    assert "teks=Kegiatan" in onward
    second = browser.page(onward)
    assert (len(names(first)), len(names(second))) == (100, 30)
    assert not set(names(first)) & set(names(second))
    assert "130 usulan" in second.text


@pytest.mark.parametrize(
    "after", ["sesudah=x", "sesudah=99~-1", "sesudah=~", "sesudah=a~" + "9" * 40]
)
def test_a_broken_place_in_the_list_starts_it_anew(
    signed_in: SignedIn, database: Database, after: str
):
    keadaan.proposals(database)
    assert len(names(signed_in("bappeda").page(f"{LIST}?{after}"))) == 3


def test_the_list_per_skpd_has_what_the_kecamatan_agreed_on(
    signed_in: SignedIn, database: Database, app: Flask
):
    keadaan.signed_ba(database, app.extensions["musren"].settings)
    keadaan.kecamatan_meeting(database)
    page = signed_in("bappeda").page(f"{keadaan.KABUPATEN}/skpd")
    assert [h.text_content() for h in page.find("//h2")] == ["Dinas PU"]
    assert len(page.find("//thead//th")) == 10
    assert "Pengaspalan jalan poros" in page.text
