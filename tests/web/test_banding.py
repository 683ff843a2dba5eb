"""Two versions of one page: each answer that differs is told in words, row by row."""

from collections.abc import Callable

from musren.forms.alur import flow
from musren.models.database import Database
from musren.web.banding import compared
from tests import dunia
from tests.services import pkd_uji
from tests.web import keadaan
from tests.web.inspector import Browser

SignedIn = Callable[[str], Browser]
DUSUN = flow("profil-desa").steps[1]
KELOMPOK = flow("pengelompokan-masalah").steps[0]


def test_a_row_that_differs_is_told_and_the_others_are_not():
    mine = {"dusun": [{"nama": "Dusun I"}, {"nama": "Dusun II", "rt_rw": "RT 03"}]}
    kept = {"dusun": [{"nama": "Dusun I"}, {"nama": "Dusun Dua"}]}
    assert compared(DUSUN, mine, kept) == [
        ("Dusun: baris 2", "Nama dusun: Dusun II; RT/RW: RT 03", "Nama dusun: Dusun Dua")
    ]


def test_rows_only_one_of_them_has_are_told():
    assert compared(DUSUN, {"dusun": [{"nama": "Dusun I"}]}, {}) == [
        ("Dusun: baris 1", "Nama dusun: Dusun I", "")
    ]


def test_equal_rows_are_told_as_a_count():
    same = {"dusun": [{"nama": "Dusun I"}, {"nama": ""}]}
    assert compared(DUSUN, same, same) == [("Dusun", "1 dusun", "1 dusun")]


def test_laid_out_rows_are_compared_by_what_they_are_about():
    def rows(*said: tuple[str, str]) -> dict[str, list[dict[str, str]]]:
        return {"pengelompokan": [{"masalah_id": key, "penyebab": text} for key, text in said]}

    told = compared(KELOMPOK, rows(("2", "Hujan"), ("1", "")), rows(("1", ""), ("2", "Banjir")))
    assert [(mine, kept) for _, mine, kept in told] == [
        ("Penyebab: Hujan", "Penyebab: Banjir")
    ]  # fmt: skip


def test_the_page_shows_both_and_takes_mine_when_told_to(signed_in: SignedIn, database: Database):
    keadaan.profile(database)
    with database.write() as session:
        pkd_uji.meet(session, dunia.year(session))
    browser = signed_in("kpmd")
    begun = browser.send(f"/formulir/kesejahteraan/2011/{dunia.SUKAMAJU}/mulai").headers["Location"]
    old = browser.page(begun).value("tanda")
    given = {"aksi": "simpan", "tanda": old, "kelas-0-kelas": "Mampu"}
    browser.send(begun, given)
    page = browser.sent(begun, given | {"kelas-0-kelas": "Berada"}, 409)
    assert "Berada" in page.text
    assert "Mampu" in page.text
    newer = page.value("tanda")
    browser.send(begun, given | {"kelas-0-kelas": "Berada", "tanda": newer})
    assert browser.page(begun).value("kelas-0-kelas") == "Berada"
