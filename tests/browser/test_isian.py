"""What script adds to a form page in a real browser: rows, pasting, money, dates, autosave."""

from collections.abc import Iterator
from threading import Thread

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

from tests.web.conftest import PASSWORD, SUKAMAJU, app, clock, database, populated

__all__ = ["app", "clock", "database", "populated"]  # fixtures of the web tests, used here too

pytestmark = pytest.mark.browser


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@pytest.fixture
def form(page: Page, address: str) -> str:
    """A draft of the meeting, its address; the page is signed in as KPMD."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{address}/masuk")
    page.fill("#i-nama_pengguna", "kpmd")
    page.fill("#i-sandi", PASSWORD)
    page.click("main button")
    page.goto(f"{address}/formulir/musrenbangdes/2011/{SUKAMAJU}")
    page.click("text=Mulai mengisi")
    page.wait_for_url("**/undangan")
    assert faults == []
    return page.url.rpartition("/")[0]


def paste(page: Page, target: str, text: str) -> None:
    page.locator(target).evaluate(
        """(el, text) => {
          const data = new DataTransfer(); data.setData("text/plain", text);
          el.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        text,
    )


def test_rows_are_pasted_from_a_spreadsheet(page: Page, form: str):
    page.goto(f"{form}/hadir")
    lines = [f"Warga {n}\t{'P' if n % 2 else 'Laki-laki'}\tPetani\tDusun I\tya" for n in range(8)]
    paste(page, "#i-hadir-0-nama", "\r\n".join(lines))
    expect(page.locator("tbody tr")).to_have_count(8)
    assert page.input_value("#i-hadir-7-nama") == "Warga 7"
    assert page.input_value("#i-hadir-6-jk") == "L"
    assert page.input_value("#i-hadir-7-rtm") == "ya"
    expect(page.locator("[data-status]")).to_contain_text("8 baris ditempel")
    page.click("main .tombol-tombol >> text=Simpan dan lanjut")
    page.wait_for_url("**/evaluasi")


def test_rows_are_added_and_taken_out_in_place(page: Page, form: str):
    page.goto(f"{form}/hadir")
    before = page.locator("tbody tr").count()
    page.click("text=Tambah orang")
    expect(page.locator("tbody tr")).to_have_count(before + 1)
    expect(page.locator(f"#i-hadir-{before}-nama")).to_be_focused()
    page.fill(f"#i-hadir-{before}-nama", "Siti")
    page.locator("tbody tr").first.get_by_role("button").click()
    expect(page.locator("tbody tr")).to_have_count(before)
    expect(page.locator("tbody .nomor-angka").last).to_have_text(str(before))
    assert page.url.endswith("/hadir")


def test_what_is_typed_is_kept_without_pressing_anything(page: Page, form: str):
    page.goto(f"{form}/pimpinan")
    page.fill("#i-pimpinan_nama", "Budi Santoso")
    expect(page.locator("[data-status]")).to_contain_text("Tersimpan pukul 09.12", timeout=15_000)
    page.goto(f"{form}/pimpinan")
    assert page.input_value("#i-pimpinan_nama") == "Budi Santoso"


def test_saving_right_after_the_autosave_is_no_conflict_with_oneself(page: Page, form: str):
    page.goto(f"{form}/pimpinan")
    page.fill("#i-pimpinan_nama", "Budi")
    expect(page.locator("[data-status]")).to_contain_text("Tersimpan pukul 09.12", timeout=15_000)
    page.fill("#i-pimpinan_nama", "Budi Santoso")
    page.click("main .tombol-tombol >> text=Simpan draf")
    page.wait_for_url("**pesan=tersimpan")
    assert page.input_value("#i-pimpinan_nama") == "Budi Santoso"


def test_money_is_dotted_and_told_in_words_while_one_types(page: Page, address: str, form: str):
    page.goto(f"{address}/formulir/usulan/2011/{SUKAMAJU}")
    page.click("text=Mulai mengisi")
    page.wait_for_url("**/kegiatan")
    page.goto(page.url.replace("/kegiatan", "/biaya"))
    page.locator("#i-biaya").press_sequentially("125000000")
    assert page.input_value("#i-biaya") == "125.000.000"
    expect(page.locator("output.uang-kata").first).to_have_text(
        "seratus dua puluh lima juta rupiah"
    )
    page.fill("#i-biaya", "seratus ribu")
    assert page.input_value("#i-biaya") == "seratus ribu"


def test_the_summary_of_faults_is_where_the_reader_begins(page: Page, form: str):
    page.goto(f"{form}/undangan")
    page.click("main .tombol-tombol >> text=Simpan dan lanjut")
    expect(page.locator("#ringkasan")).to_be_focused()
    page.locator("#ringkasan a").first.click()
    assert page.evaluate("document.activeElement.id") == "i-tanggal"


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("step", ["undangan", "hadir", "evaluasi", "pimpinan", "wakil"])
def test_no_page_is_wider_than_the_screen(page: Page, form: str, width: int, step: str):
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(f"{form}/{step}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
