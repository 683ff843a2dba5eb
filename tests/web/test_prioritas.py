"""Pages of a kecamatan's priorities and funding, and their forms without a script."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from musren.models.database import Database
from musren.models.prioritas import Pendanaan, SidangPrioritas
from tests import dunia
from tests.web import keadaan
from tests.web.inspector import Browser, Page

SignedIn = Callable[[str], Browser]
LISTS, MONEY = f"{keadaan.KECAMATAN}/prioritas", f"{keadaan.KECAMATAN}/pendanaan"


@pytest.fixture
def arrived(database: Database, app: Flask) -> None:
    """One village's BLM and APBD proposal at the kecamatan, whose profile is filled in."""
    keadaan.signed_ba(database, app.extensions["musren"].settings)
    with database.write() as session:
        camat, year = dunia.act(session, dunia.Peran.CAMAT), dunia.year(session)
        dunia.fill(session, camat, "profil-kecamatan", year, dunia.KECAMATAN, dunia.CAMAT)


def buttons(page: Page) -> list[str]:
    return [b.text_content().strip() for b in page.find("//main//form//button")]


def fields(page: Page) -> dict[str, str]:
    """What the page would send if nobody typed anything."""
    boxes = page.find(
        "//main//form[@class='isian']//*[self::input or self::textarea or self::select][@name]"
    )
    told = {}
    for box in boxes:
        if box.get("type") in {"radio", "checkbox"} and box.get("checked") is None:
            continue
        chosen = box.xpath("string(.//option[@selected]/@value)")
        told[box.get("name")] = (
            chosen if box.tag == "select" else box.get("value") or box.text or ""
        )
    return told


def begin(browser: Browser, slug: str, objek: str = "") -> str:
    """Start a form from its button; returns the address of its first page."""
    page = browser.page(LISTS if slug == "sidang-prioritas" else MONEY)
    (form,) = [
        f for f in page.find(f"//form[contains(@action, '/formulir/{slug}/')]")
        if f.xpath("string(.//input[@name='objek']/@value)") == objek
    ]  # fmt: skip
    sent = {i.get("name"): i.get("value") for i in form.xpath(".//input")}
    return browser.send(form.get("action"), sent).headers["Location"]


# --- the lists ----------------------------------------------------------------------------------


@pytest.mark.usefixtures("arrived")
def test_each_list_offers_its_session_and_the_short_way(signed_in: SignedIn):
    page = signed_in("camat").page(LISTS)
    assert [b for b in buttons(page) if b.startswith("Mulai sidang daftar ini ")] == [
        "Mulai sidang daftar ini Usulan selain SPP untuk BLM",
        "Mulai sidang daftar ini Usulan untuk APBD",
    ]
    assert "Isi keputusan Musrenbang Kecamatan" in buttons(page)
    assert "Belum ada usulan desa pada daftar ini" in page.text  # SPP


@pytest.mark.usefixtures("arrived")
def test_who_only_reads_is_offered_nothing_to_change(signed_in: SignedIn):
    assert not [b for b in buttons(signed_in("bappeda").page(LISTS)) if "sidang" in b]


@pytest.mark.usefixtures("arrived")
def test_a_session_goes_from_the_way_to_its_own_page_and_is_kept(
    signed_in: SignedIn, database: Database
):
    browser = signed_in("camat")
    first = begin(browser, "sidang-prioritas", "apbd")
    page = browser.page(first)
    assert "Usulan untuk APBD, 1 usulan" in page.text
    sent = fields(page) | {"cara": "kelompok", "banyak_kelompok": "2", "aksi": "lanjut"}
    second = browser.send(first, sent).headers["Location"]
    page = browser.page(second)
    heads = [h.text_content() for h in page.find("//table//thead//th")]
    assert [h for h in heads if h.startswith("Kelompok")] == ["Kelompok 1", "Kelompok 2"]
    typed = fields(page) | {"urutan_kelompok-0-g1": "1", "urutan_kelompok-0-g2": "1"}
    review = browser.send(second, typed | {"aksi": "lanjut"}).headers["Location"]
    browser.send(review.replace("periksa", "kirim"))
    with database.read() as session:
        kept = session.scalars(select(SidangPrioritas)).one()
        assert [row["kelompok"] for row in kept.baris] == [[1, 1]]
    assert "Urutan kelompok digabung" in browser.page(LISTS).text


@pytest.mark.usefixtures("arrived")
def test_an_order_with_a_gap_is_refused_and_keeps_what_was_typed(signed_in: SignedIn):
    browser = signed_in("camat")
    first = begin(browser, "sidang-prioritas", "apbd")
    sent = fields(browser.page(first)) | {"cara": "langsung", "aksi": "lanjut"}
    second = browser.send(first, sent).headers["Location"]
    typed = fields(browser.page(second)) | {"urutan_langsung-0-peringkat": "3", "aksi": "lanjut"}
    review = browser.send(second, typed).headers["Location"]
    page = browser.sent(review.replace("periksa", "kirim"), status=422)
    assert "Peringkat 1 sampai 2 tidak dipakai" in page.text
    kept = fields(browser.page(second))
    assert kept["urutan_langsung-0-peringkat"] == "3"


@pytest.mark.usefixtures("arrived")
def test_decisions_stand_beside_the_session_and_are_closed_by_the_record(
    signed_in: SignedIn, database: Database, app: Flask
):
    keadaan.kecamatan_meeting(database)
    browser = signed_in("camat")
    assert "Ubah keputusan Musrenbang Kecamatan" in buttons(browser.page(LISTS))
    keadaan.issued(
        database, app.extensions["musren"].settings, "ba_musrenbang_kecamatan", dunia.KECAMATAN,
        dunia.Peran.CAMAT, date(2011, 1, 18),
    )  # fmt: skip
    page = browser.page(LISTS)
    assert "tidak diubah lagi" in page.text
    assert not [b for b in buttons(page) if "sidang" in b or "keputusan" in b]


@pytest.mark.usefixtures("arrived")
def test_what_was_agreed_otherwise_stands_beside_what_was_brought(
    signed_in: SignedIn, database: Database
):
    with database.write() as session:
        year = dunia.year(session)
        rows = dunia.rank(session, year, "apbd", volume="100", biaya="700.000.000",
                          skpd="Dinas PU", program="Jalan Poros")  # fmt: skip
        dunia.hold_kecamatan(session, year, prioritas_apbd=rows)
    text = " ".join(signed_in("camat").page(LISTS).text.split())
    assert "100 meter, Rp700.000.000" in text
    assert "Dinas PU: Jalan Poros" in text


# --- the money ----------------------------------------------------------------------------------


@pytest.mark.usefixtures("arrived")
def test_before_anything_is_agreed_the_page_leads_to_the_lists(signed_in: SignedIn):
    page = signed_in("camat").page(MONEY)
    assert "Belum ada usulan BLM yang disepakati" in page.text
    assert page.find(f"//a[@href='{LISTS}']")


@pytest.mark.usefixtures("arrived")
def test_the_running_sum_stands_beside_each_rank(signed_in: SignedIn, database: Database):
    keadaan.kecamatan_meeting(database)
    page = signed_in("camat").page(MONEY)
    assert "Pagu BLM Rp1.500.000.000" in page.text
    assert "Tidak dialokasikan; kembali ke kas negara" in page.text
    cells = [" ".join(c.text_content().split()) for c in page.find("//table[1]//tbody/tr[1]/*")]
    assert cells[:2] == ["Bukan SPP", "1"]
    assert cells[3] == cells[4] == "Rp37.800.000"


@pytest.mark.usefixtures("arrived")
def test_other_ceilings_are_asked_without_a_script_and_nothing_is_kept(
    signed_in: SignedIn, database: Database
):
    keadaan.kecamatan_meeting(database)
    page = signed_in("camat").page(f"{MONEY}?pagu=20.000.000;+Rp1.750.000.000")
    rows = [" ".join(r.text_content().split()) for r in page.find("//table[last()]//tbody/tr")]
    assert rows[0].startswith("Rp20.000.000 0 dari 0 0 dari 1")
    assert rows[1].startswith("Rp1.750.000.000 0 dari 0 1 dari 1")
    with database.read() as session:
        assert session.scalars(select(Pendanaan)).one().pagu == 1_500_000_000


@pytest.mark.usefixtures("arrived")
@pytest.mark.parametrize("typed", ["banyak", "-5", "1,5", "<script>"])
def test_a_ceiling_nobody_can_read_is_told_and_kept_in_the_box(
    signed_in: SignedIn, database: Database, typed: str
):
    keadaan.kecamatan_meeting(database)
    page = signed_in("camat").page(f"{MONEY}?pagu={typed}")
    (box,) = page.find("//input[@name='pagu']")
    assert box.get("value") == typed
    assert box.get("aria-invalid") == "true"
