"""Figures and pictures in a real browser: totals as one types, marks one can drag or push."""

from collections.abc import Iterator
from threading import Thread

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect
from werkzeug.serving import make_server

from tests.browser.test_isian import paste
from tests.web.alur_uji import alur_uji
from tests.web.conftest import PASSWORD, SUKAMAJU, app, clock, database, populated

__all__ = [
    "alur_uji",
    "app",
    "clock",
    "database",
    "populated",
]  # fixtures of the web tests, used here too

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("alur_uji")]


@pytest.fixture
def form(page: Page, app: Flask) -> Iterator[str]:
    """A draft of the test's own form, its address; the page is signed in as KPMD."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda told: faults.append(told.text) if told.type == "error" else None)
    page.goto(f"http://127.0.0.1:{server.server_port}/masuk")
    page.fill("#i-nama_pengguna", "kpmd")
    page.fill("#i-sandi", PASSWORD)
    page.click("main button")
    page.goto(f"http://127.0.0.1:{server.server_port}/formulir/uji/2011/{SUKAMAJU}")
    page.click("text=Mulai mengisi")
    page.wait_for_url("**/nilai")
    yield page.url.rpartition("/")[0]
    server.shutdown()
    assert faults == []


def choose(page: Page, row: int, *scores: str) -> None:
    for number, one in enumerate(scores, 1):
        page.select_option(f"#i-nilai-{row}-k{number}", one)


def test_totals_and_ranks_follow_what_is_chosen(page: Page, form: str):
    choose(page, 0, "5", "4", "3")
    choose(page, 1, "4", "4", "4")
    expect(page.locator("[data-jumlah]")).to_have_text(["12", "12"])
    expect(page.locator("[data-peringkat]")).to_have_text(["1", "1"])
    page.fill("#i-nilai-0-seri", "2")
    expect(page.locator("[data-peringkat]")).to_have_text(["1", "1"])
    page.fill("#i-nilai-1-seri", "1")
    expect(page.locator("[data-peringkat]")).to_have_text(["2", "1"])
    page.select_option("#i-nilai-1-k1", "")
    expect(page.locator("[data-peringkat]")).to_have_text(["1", "–"])
    expect(page.locator("[data-jumlah]")).to_have_text(["12", "8"])


def test_the_sum_below_follows_the_money_typed(page: Page, form: str):
    page.goto(f"{form}/rincian")
    page.locator("#i-rincian-0-biaya").press_sequentially("1500000")
    page.fill("#i-rincian-1-biaya", "Rp 250.000,00")
    expect(page.locator("[data-total]")).to_have_text("Rp1.750.000")
    page.fill("#i-rincian-0-kegiatan", "A")
    page.locator("tbody tr").first.get_by_role("button").click()
    expect(page.locator("[data-total]")).to_have_text("Rp250.000")


def sign(page: Page, row: int) -> Locator:
    return page.locator(f"[data-lukisan] [data-baris='{row}']")


def drag(page: Page, mark: Locator, across: int, down: int) -> None:
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + across / 2, y + down / 2)
    page.mouse.move(x + across, y + down)
    page.mouse.up()


def test_a_sign_is_placed_by_a_tap_dragged_and_pushed_by_keys(page: Page, form: str):
    page.goto(f"{form}/sketsa")
    page.select_option("#i-simbol-1-simbol", "air")
    page.fill("#i-simbol-1-nama", "Mata air")
    page.locator("[data-lukisan] svg").click(position={"x": 200, "y": 150})
    x = int(page.input_value("#i-simbol-1-x"))
    assert 150 < x < 450
    expect(sign(page, 1)).to_have_count(1)
    drag(page, sign(page, 1), 100, 60)
    moved = int(page.input_value("#i-simbol-1-x"))
    assert moved > x + 50
    expect(sign(page, 1)).to_have_attribute("data-x", str(moved))
    sign(page, 1).focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowUp")
    assert page.input_value("#i-simbol-1-x") == str(moved - 10)
    expect(sign(page, 1)).to_have_attribute("data-x", str(moved - 10))
    expect(sign(page, 1)).to_be_focused()
    page.click("main .tombol-tombol >> text=Simpan draf")
    page.wait_for_url("**pesan=tersimpan")
    assert page.input_value("#i-simbol-0-x") == str(moved - 10)


def test_a_circle_is_dragged_to_its_distance_and_turned_by_keys(page: Page, form: str):
    page.goto(f"{form}/bagan")
    for name, value in {"nama": "BPD", "ukuran": "2", "jarak": "5", "sudut": "90"}.items():
        page.fill(f"#i-lembaga-0-{name}", value)
    expect(sign(page, 0)).to_have_attribute("data-jarak", "5")
    drag(page, sign(page, 0), -120, 0)
    expect(sign(page, 0)).not_to_have_attribute("data-jarak", "5")
    assert page.input_value("#i-lembaga-0-jarak") in {"2", "3", "4"}
    assert 85 <= int(page.input_value("#i-lembaga-0-sudut")) <= 95
    turned = int(page.input_value("#i-lembaga-0-sudut"))
    sign(page, 0).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("+")
    assert page.input_value("#i-lembaga-0-sudut") == str(turned + 5)
    assert page.input_value("#i-lembaga-0-ukuran") == "3"
    expect(sign(page, 0)).to_have_attribute("data-ukuran", "3")
    expect(sign(page, 0)).to_be_focused()


def swipe(page: Page, mark: Locator, across: int, down: int) -> None:
    """A finger is put on the middle of the mark and moved; the browser may take it for scrolling."""
    mark.evaluate("e => e.scrollIntoView({behavior: 'instant', block: 'center'})")
    box = mark.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    finger = page.context.new_cdp_session(page)
    for part in range(9):
        at = {"x": x + across * part / 8, "y": y + down * part / 8}
        kind = "touchMove" if part else "touchStart"
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [at]})
        page.wait_for_timeout(20)
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_circle_follows_a_finger_on_its_name(page: Page, form: str):
    page.goto(f"{form}/bagan")
    for name, value in {"nama": "BPD", "ukuran": "4", "jarak": "5", "sudut": "90"}.items():
        page.fill(f"#i-lembaga-0-{name}", value)
    expect(sign(page, 0)).to_have_attribute("data-jarak", "5")
    swipe(page, sign(page, 0), -100, -30)
    expect(sign(page, 0)).not_to_have_attribute("data-jarak", "5")
    assert page.input_value("#i-lembaga-0-jarak") in {"2", "3", "4"}


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("step", ["nilai", "rincian", "sketsa", "bagan", "kalender", "periksa"])
def test_no_page_is_wider_than_the_screen(page: Page, form: str, width: int, step: str):
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(f"{form}/{step}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_months_and_levels_are_pasted_from_a_spreadsheet(page: Page, form: str):
    page.goto(f"{form}/kalender")
    paste(page, "#i-musim-0-masalah", "Wabah\tJan, Mar\nBanjir\t12")
    ticked = page.locator("[name='musim-0-bulan']:checked")
    assert [box.get_attribute("value") for box in ticked.all()] == ["1", "3"]
    expect(page.locator("[name='musim-1-bulan']:checked")).to_have_value("12")
    paste(page, "#i-faktor-0-faktor", "Hujan\t3\t0\t1")
    assert page.input_value("#i-faktor-0-b1") == "3"
    assert page.input_value("#i-faktor-0-b2") == ""
    expect(page.locator("[data-lukisan]")).to_contain_text("Hujan")
