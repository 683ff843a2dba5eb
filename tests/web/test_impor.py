"""Taking a table in through the browser: results per row, nothing twice, sources mapped by people."""

from collections.abc import Callable

import pytest

from musren.models.database import Database
from musren.models.usulan import Usulan
from tests.web import keadaan
from tests.web.inspector import Browser, Page

SignedIn = Callable[[str], Browser]
IMPORT, SOURCES = f"{keadaan.DESA}/impor", f"{keadaan.DESA}/sumber"
TABLE = (
    b"Nama Kegiatan,Lokasi,Volume,Satuan,Biaya,Sumber Dana\n"
    b"Rabat beton,RT 01,100,meter,10000000,DDS\n"
    b"Talud,RT 02,50,meter,banyak,DDS\n"
    b'Posyandu,RT 03,1,unit,5000000,"ADD, DDS"\n'
)


def imported(browser: Browser, content: bytes = TABLE, name: str = "rkp.csv") -> Page:
    answer = keadaan.send_file(browser, IMPORT, "berkas", content, name)
    assert answer.status_code == 200, Page(answer).text
    return Page(answer)


def count(database: Database) -> int:
    with database.read() as session:
        return session.query(Usulan).count()


def test_good_rows_are_taken_and_the_others_told_by_row_and_field(
    signed_in: SignedIn, database: Database
):
    page = imported(signed_in("kpmd"))
    assert "2 usulan baru diambil" in page.text
    assert "Baris 3" in page.text
    assert "Biaya" in page.text
    assert count(database) == 2


def test_the_same_file_again_changes_nothing(signed_in: SignedIn, database: Database):
    browser = signed_in("kpmd")
    imported(browser)
    assert "0 usulan baru diambil" in imported(browser).text
    assert count(database) == 2


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"%PDF-1.4 bukan tabel", "Berkas ini PDF"),
        (b"", "tidak berisi baris"),
        (b"a,b\n1,2\n", "kolom"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_words(
    signed_in: SignedIn, database: Database, content: bytes, told: str
):
    answer = keadaan.send_file(signed_in("kpmd"), IMPORT, "berkas", content, "x.csv")
    assert 400 <= answer.status_code < 500
    assert told in Page(answer).text
    assert count(database) == 0


def test_a_form_without_a_file_asks_for_one(signed_in: SignedIn):
    page = signed_in("kpmd").sent(IMPORT, {}, 422)
    assert "Pilih berkas CSV atau xlsx" in page.text


def test_unknown_sources_are_listed_with_count_and_sum_and_mapped(
    signed_in: SignedIn, database: Database
):
    browser = signed_in("kpmd")
    imported(browser)
    page = browser.page(SOURCES)
    rows = {tr.xpath("./th")[0].text_content().strip(): tr for tr in page.find("//tbody/tr")}
    assert set(rows) >= {"DDS"}
    assert "Rp10.000.000" in rows["DDS"].text_content()
    names = [str(v) for v in page.find("//input[@name='rincian']/@value")]
    chosen = {"rincian": names, "sumber": ["lain" if n == "DDS" else "" for n in names]}
    assert browser.send(SOURCES, chosen).status_code == 303
    with database.read() as session:
        shares = [d for u in session.query(Usulan) for d in u.dana if d.rincian == "DDS"]
        assert [d.sumber for d in shares] == ["lain"]


def test_a_category_that_does_not_exist_is_refused(signed_in: SignedIn):
    browser = signed_in("kpmd")
    imported(browser)
    answer = browser.send(SOURCES, {"rincian": ["DDS"], "sumber": ["emas"]})
    assert answer.status_code == 422


def test_a_stranger_imports_nothing(signed_in: SignedIn, database: Database):
    answer = keadaan.send_file(signed_in("tetangga"), IMPORT, "berkas", TABLE, "rkp.csv")
    assert answer.status_code == 404
    assert count(database) == 0
