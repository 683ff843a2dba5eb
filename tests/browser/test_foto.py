"""Photos in a real browser: shrunk on the device, sent one by one, what failed is sent again."""

import io
import random
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from PIL import Image
from playwright.sync_api import Page, Route, expect
from sqlalchemy import select

from musren.models.database import Database
from musren.models.pkd import Foto
from tests import dunia
from tests.browser.layanan import Orang, served
from tests.web import keadaan
from tests.web.conftest import PASSWORD, app, clock, database, populated

__all__ = ["app", "clock", "database", "populated"]  # fixtures of the web tests, used here too

pytestmark = pytest.mark.browser

PLACE = f"/foto/{keadaan.TAHUN}/{dunia.SUKAMAJU}"
ORIENTATION, GPS = 0x0112, 0x8825
SIDEWAYS = 6
MOST = 400 * 1024
SEND = "form[data-foto] button"


def snapshot(seed: int, size: tuple[int, int] = (4000, 3000)) -> bytes:
    """A large photo as a telephone takes it: fine grain, lying on its side, with its place."""
    grain = random.Random(seed)
    coarse = Image.frombytes("RGB", (160, 120), grain.randbytes(160 * 120 * 3))
    picture = coarse.resize(size, Image.Resampling.BICUBIC)
    noise = Image.effect_noise(size, 40).convert("RGB")
    marks = picture.getexif()
    marks[ORIENTATION] = SIDEWAYS
    marks.get_ifd(GPS)[2] = (7.0, 15.0, 0.0)
    out = io.BytesIO()
    Image.blend(picture, noise, 0.15).save(out, "JPEG", quality=92, exif=marks)
    return out.getvalue()


def files(*seeds: int) -> list[dict[str, object]]:
    return [
        {"name": f"foto {seed}.jpg", "mimeType": "image/jpeg", "buffer": snapshot(seed)}
        for seed in seeds
    ]


@pytest.fixture
def sent(app: Flask) -> list[int]:
    """The sizes of the forms the server is sent, in bytes."""
    sizes: list[int] = []
    inner = app.wsgi_app

    def counting(environ: Any, start_response: Any) -> Any:
        if environ["REQUEST_METHOD"] == "POST" and environ["PATH_INFO"].startswith("/foto/"):
            sizes.append(int(environ["CONTENT_LENGTH"]))
        return inner(environ, start_response)

    app.wsgi_app = counting
    return sizes


@pytest.fixture
def kpmd(page: Page, app: Flask, database: Database, sent: list[int]) -> Iterator[Orang]:
    kunci = f"usulan:{keadaan.proposals(database)[0]}"
    with served(app) as address:
        person = Orang(page, address, "kpmd", PASSWORD)
        person.open(f"{PLACE}?objek={kunci}")
        yield person
        person.done()


def stored(database: Database) -> list[tuple[str, int]]:
    with database.read() as session:
        rows = session.scalars(select(Foto).order_by(Foto.urutan))
        return [(one.keterangan, one.berkas.ukuran) for one in rows]


def test_a_large_photo_is_shrunk_before_it_leaves_the_device(
    kpmd: Orang, database: Database, sent: list[int]
):
    given = files(1, 2)
    assert all(len(one["buffer"]) > 2 * MOST for one in given)
    kpmd.page.set_input_files("#i-foto", given)
    kpmd.page.fill("#i-keterangan", "Peta sosial")
    kpmd.page.click(SEND)
    kpmd.page.wait_for_url("**pesan=foto")
    assert len(sent) == 2
    assert all(size < MOST for size in sent), sent
    kept = stored(database)
    assert [told for told, _ in kept] == ["Peta sosial"] * 2
    assert all(size < MOST for _, size in kept), kept
    shown = kpmd.page.locator("img.foto-kecil").first
    expect(shown).to_be_visible()
    wide, high = shown.evaluate(
        "async (e) => { await e.decode(); return [e.naturalWidth, e.naturalHeight] }"
    )
    assert wide < high  # taken sideways, shown upright


def test_a_broken_line_loses_one_photo_which_is_then_sent_again(kpmd: Orang, database: Database):
    asked: list[str] = []

    def line(route: Route) -> None:
        if route.request.method != "POST":
            return route.continue_()
        asked.append(route.request.url)
        return route.abort() if len(asked) == 2 else route.continue_()

    kpmd.page.route("**/foto/**", line)
    kpmd.page.set_input_files("#i-foto", files(1, 2, 3))
    kpmd.page.click(SEND)
    told = kpmd.page.locator("[data-kabar]")
    expect(told).to_contain_text("2 foto sudah tersimpan. Foto “foto 2.jpg” belum terkirim")
    kpmd.page.click(SEND)
    kpmd.page.wait_for_url("**pesan=foto")
    assert len(asked) == 4
    assert len(stored(database)) == 3


def test_what_is_no_photo_is_told_in_words(kpmd: Orang, database: Database):
    kpmd.page.set_input_files(
        "#i-foto", {"name": "surat.jpg", "mimeType": "image/jpeg", "buffer": b"%PDF-1.4"}
    )
    kpmd.page.click(SEND)
    expect(kpmd.page.locator("[data-kabar]")).to_contain_text(
        "Foto “surat.jpg”: Isi berkas ini PDF"
    )
    assert stored(database) == []
    kpmd.faults.clear()


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_of_photos_is_wider_than_the_screen(kpmd: Orang, width: int):
    kpmd.page.set_viewport_size({"width": width, "height": 740})
    kpmd.page.set_input_files("#i-foto", files(1))
    kpmd.page.click(SEND)
    kpmd.page.wait_for_url("**pesan=foto")
    assert kpmd.page.evaluate("document.documentElement.scrollWidth") <= width
    kpmd.open(f"/formulir/musrenbangdes/{keadaan.TAHUN}/{dunia.SUKAMAJU}/kosong")
    assert kpmd.page.evaluate("document.documentElement.scrollWidth") <= width
