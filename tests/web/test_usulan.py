"""The list of a village's proposals, its filters, and everything about one of them."""

from collections.abc import Callable

import pytest
from flask import Flask

from musren.models.database import Database
from musren.services import usulan as stored
from tests.web import keadaan
from tests.web.inspector import Browser, Page

SignedIn = Callable[[str], Browser]
LIST = f"{keadaan.DESA}/usulan"


def names(page: Page) -> list[str]:
    links = page.find("//table//a[starts-with(@href, '/usulan/')]")
    return [a.text_content() for a in links if not a.get("href").endswith("/paspor")]


def test_all_proposals_are_listed_with_their_totals(signed_in: SignedIn, database: Database):
    keadaan.proposals(database)
    page = signed_in("kpmd").page(LIST)
    assert names(page) == ["Drainase Dusun II", "Rabat beton", "Pengaspalan jalan poros"]
    assert "3 usulan, biaya seluruhnya Rp113.400.000" in page.text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("sumber=blm", ["Rabat beton"]),
        ("sumber=apbd", ["Pengaspalan jalan poros"]),
        ("teks=drainase", ["Drainase Dusun II"]),
        ("teks=beton&sumber=blm", ["Rabat beton"]),
        ("teks=%25", []),
        ("status=disepakati", []),
        ("sumber=tidak-ada", []),
        ("desa=99.01.01.2002", ["Drainase Dusun II", "Rabat beton", "Pengaspalan jalan poros"]),
    ],
)
def test_filters_narrow_the_list_and_stay_in_the_form(
    signed_in: SignedIn, database: Database, query: str, found: list[str]
):
    keadaan.proposals(database)
    page = signed_in("kpmd").page(f"{LIST}?{query}")
    assert names(page) == found
    wanted = dict(part.split("=") for part in query.split("&"))
    if "teks" in wanted:
        assert page.value("teks") == wanted["teks"].replace("%25", "%")


def test_an_incomplete_proposal_says_what_is_missing(signed_in: SignedIn, database: Database):
    table = "kegiatan,lokasi,sumber dana\nPerbaikan gorong-gorong,RT 02,Dana Aneh\n"
    browser = signed_in("kpmd")
    keadaan.send_file(browser, f"{keadaan.DESA}/impor", "berkas", table.encode(), "usulan.csv")
    page = browser.page(LIST)
    assert "Belum lengkap: biaya, volume, padanan sumber dana" in page.text
    one = browser.page(str(page.find("//table//a/@href")[0]))
    assert "Belum lengkap: biaya" in one.text
    assert "Lengkapi usulan" in one.text


def test_a_reader_sees_the_list_without_the_buttons(signed_in: SignedIn, database: Database):
    keadaan.proposals(database)
    page = signed_in("bpd").page(LIST)
    assert len(names(page)) == 3
    assert "Tambah usulan" not in page.text


def test_one_proposal_shows_why_a_source_is_suggested(signed_in: SignedIn, database: Database):
    _add, blm, _apbd = keadaan.proposals(database)
    page = signed_in("kpmd").page(f"/usulan/{blm}")
    assert page.h1 == "Rabat beton"
    assert "Saran: BLM PNPM-MP" in page.text
    assert "Panduan III.C.3.b" in page.text
    assert "tertulis dalam Panduan Teknis Integrasi" in page.text
    assert "yang memutuskan adalah musyawarah" in page.text


def test_a_source_that_is_closed_says_which_rule_closes_it(signed_in: SignedIn, database: Database):
    add, *_ = keadaan.proposals(database)
    page = signed_in("kpmd").page(f"/usulan/{add}")
    assert "Sumber dana yang tertutup" in page.text
    assert page.find("//li[contains(@class, 'keras')]")


def test_what_speaks_against_the_own_source_is_told(signed_in: SignedIn, database: Database):
    _add, blm, _apbd = keadaan.proposals(database)
    text = signed_in("kpmd").page(f"/usulan/{blm}").text
    assert "Yang perlu diperhatikan" in text
    assert "Usulan prasarana BLM diharapkan memuat swadaya" in text
    assert "Peringatan · ketentuan PNPM-MP" in text


def test_the_advice_stands_under_the_decision(signed_in: SignedIn, database: Database):
    _add, blm, _apbd = keadaan.meeting(database)
    text = signed_in("kpmd").page(f"/usulan/{blm}").text
    assert "Saran aplikasi: BLM PNPM-MP; peringatan yang dilampaui: Usulan prasarana BLM" in text
    assert "alasan musyawarah: tidak ditulis." in text
    assert "Yang perlu diperhatikan" not in text


def test_an_open_proposal_can_be_changed_with_the_form(signed_in: SignedIn, database: Database):
    add, *_ = keadaan.proposals(database)
    browser = signed_in("kpmd")
    assert browser.page(f"/usulan/{add}").value("objek") == f"usulan:{add}"
    fields = {"objek": f"usulan:{add}", "kunci": "ubah"}
    answer = browser.send("/formulir/usulan/2011/99.01.01.2001/mulai", fields)
    assert browser.page(str(answer.headers["Location"])).value("kegiatan") == "Drainase Dusun II"


def test_each_level_keeps_its_own_values_beside_the_original(
    signed_in: SignedIn, database: Database, app: Flask
):
    keadaan.signed_ba(database, app.extensions["musren"].settings)
    keadaan.kecamatan_meeting(database)
    with database.read() as session:
        blm = stored.by_code(session, "99.01.01.2001-2011-002").id
    page = signed_in("kpmd").page(f"/usulan/{blm}")
    heads = [
        th.text_content() for th in page.find("//table[contains(@class, 'banding')]//thead//th")
    ]
    assert heads == ["Hal", "Usulan desa", "Musrenbangdes", "Musrenbang Kecamatan"]
    assert "sudah diputuskan, jadi isinya tidak dapat diubah" in page.text
    moves = [p.text_content() for p in page.find("//ol[@class='garis-waktu']//strong")]
    assert moves == [
        "Diajukan", "Disepakati Musrenbangdes", "Diteruskan ke kecamatan",
        "Disepakati Musrenbang Kecamatan",
    ]  # fmt: skip


def test_a_foreign_proposal_answers_as_one_that_is_not_there(
    signed_in: SignedIn, database: Database
):
    add, *_ = keadaan.proposals(database)
    stranger = signed_in("tetangga")
    assert stranger.page(f"/usulan/{add}", 404).text == stranger.page("/usulan/999", 404).text
