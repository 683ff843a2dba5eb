"""Photos on the pages: sent without script, named, ordered, taken off; nobody else's are seen."""

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select
from werkzeug.test import TestResponse

from musren.models.database import Database
from musren.models.naskah import Berkas
from musren.models.pkd import Foto
from tests import dunia
from tests.web import keadaan
from tests.web.inspector import Browser, Page

SignedIn = Callable[[str], Browser]
PLACE = f"/foto/{keadaan.TAHUN}/{dunia.SUKAMAJU}"
GPS = 0x8825


def photo(shade: str = "red", size: tuple[int, int] = (640, 480), kind: str = "JPEG") -> bytes:
    picture = Image.new("RGB", size, shade)
    marks = picture.getexif()
    marks.get_ifd(GPS)[2] = (7.0, 15.0, 0.0)
    out = io.BytesIO()
    picture.save(out, kind, exif=marks)
    return out.getvalue()


@pytest.fixture
def kunci(database: Database) -> str:
    return f"usulan:{keadaan.proposals(database)[0]}"


@pytest.fixture
def small_limit(app: Flask) -> None:
    running = app.extensions["musren"]
    limited = replace(running.settings, upload_limit=256 * 1024)
    app.extensions["musren"] = replace(running, settings=limited)


def send(
    browser: Browser, kunci: str, files: Sequence[tuple[str, bytes]], **more: Any
) -> TestResponse:
    given = [(io.BytesIO(content), name) for name, content in files]
    headers = more.pop("headers", {})
    return browser.send(PLACE, {"objek": kunci, "foto": given, **more}, headers=headers)


def stored(database: Database) -> list[tuple[int, str]]:
    with database.read() as session:
        rows = session.scalars(select(Foto).order_by(Foto.urutan))
        return [(one.id, one.keterangan) for one in rows]


def test_photos_are_sent_without_script_and_shown(
    signed_in: SignedIn, database: Database, kunci: str
):
    browser = signed_in("kpmd")
    assert "Belum ada foto" in browser.page(f"{PLACE}?objek={kunci}").text
    files = [("a.jpg", photo()), ("b.png", photo("blue", kind="PNG"))]
    answer = send(browser, kunci, files, keterangan="Peta sosial Dusun II")
    assert answer.status_code == 303
    page = browser.page(answer.headers["Location"])
    assert "Foto sudah tersimpan." in page.text
    assert len(page.find("//ol[@class='foto-daftar']/li//img")) == 2
    assert [told for _, told in stored(database)] == ["Peta sosial Dusun II"] * 2


def test_a_kept_photo_tells_neither_place_nor_device(
    signed_in: SignedIn, database: Database, kunci: str
):
    browser = signed_in("kpmd")
    assert send(browser, kunci, [("a.jpg", photo(size=(3000, 2000)))]).status_code == 303
    ((foto_id, _),) = stored(database)
    answer = browser.get(f"/foto/{foto_id}.jpg")
    picture = Image.open(io.BytesIO(answer.get_data()))
    assert (picture.format, picture.size, dict(picture.getexif())) == ("JPEG", (2000, 1333), {})
    small = Image.open(io.BytesIO(browser.get(f"/foto/{foto_id}.jpg?kecil=1").get_data()))
    assert small.size == (400, 267)


def test_a_picture_is_kept_by_the_browser_but_asked_for_each_time(
    signed_in: SignedIn, database: Database, kunci: str
):
    browser = signed_in("kpmd")
    send(browser, kunci, [("a.jpg", photo())])
    address = f"/foto/{stored(database)[0][0]}.jpg"
    first = browser.get(address)
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert first.headers["Content-Security-Policy"].startswith("sandbox")
    assert first.headers["X-Content-Type-Options"] == "nosniff"
    again = browser.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.get_data()) == (304, b"")
    small = browser.get(f"{address}?kecil=1", headers={"If-None-Match": first.headers["ETag"]})
    assert small.status_code == 200


def test_the_same_send_twice_keeps_each_photo_once(
    signed_in: SignedIn, database: Database, kunci: str
):
    browser = signed_in("kpmd")
    for _ in range(2):
        assert send(browser, kunci, [("a.jpg", photo()), ("b.jpg", photo())]).status_code == 303
    assert len(stored(database)) == 1


@pytest.mark.parametrize(
    ("content", "status", "told"),
    [
        (b"%PDF-1.4 x", 422, "Isi berkas ini PDF"),
        (b"<script>alert(1)</script>", 422, "halaman web"),
        (photo()[:300], 422, "rusak"),
        (b"", 422, "kosong"),
        (b"\xff\xd8\xff" + bytes(300_000), 413, "lebih besar dari batas 0,25 MB"),
    ],
)
@pytest.mark.usefixtures("small_limit")
def test_a_bad_file_is_told_by_name_the_good_are_kept_and_the_caption_stays(
    signed_in: SignedIn, database: Database, kunci: str, content: bytes,
    status: int, told: str,
):  # fmt: skip
    files = [("baik.jpg", photo()), ("buruk.jpg", content)]
    answer = send(signed_in("kpmd"), kunci, files, keterangan="Jalan rusak")
    page = Page(answer)
    assert page.status == status
    assert "Foto “buruk.jpg”" in page.text
    assert told in page.text
    assert page.value("keterangan") == "Jalan rusak"
    assert len(stored(database)) == 1


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "<img src=x onerror=alert(1)>.jpg", "a\u202egpj.exe", "x" * 4000 + ".jpg",
     "con.jpg"],
)  # fmt: skip
def test_the_name_of_a_file_does_nothing(
    signed_in: SignedIn, database: Database, kunci: str, name: str
):
    browser = signed_in("kpmd")
    refused = Page(send(browser, kunci, [(name, b"bukan gambar")]))
    assert refused.status == 422
    assert refused.find("//img[@onerror]") == []
    assert send(browser, kunci, [(name, photo())]).status_code == 303
    with database.read() as session:
        (file,) = session.scalars(select(Berkas))
        assert file.nama == f"foto-{file.sha256[:12]}.jpg"


def test_nothing_chosen_and_a_long_caption_are_told_beside_their_fields(
    signed_in: SignedIn, database: Database, kunci: str
):
    browser = signed_in("kpmd")
    nothing = Page(send(browser, kunci, [], keterangan="Jalan"))
    assert (nothing.status, nothing.value("keterangan")) == (422, "Jalan")
    assert nothing.find("//p[@id='i-foto-galat']")
    long = Page(send(browser, kunci, [("a.jpg", photo())], keterangan="x" * 501))
    assert (long.status, long.value("keterangan")) == (422, "x" * 501)
    assert long.find("//p[@id='i-keterangan-galat']")
    assert stored(database) == []


def test_a_program_is_answered_in_json(signed_in: SignedIn, kunci: str):
    browser, wants = signed_in("kpmd"), {"Accept": "application/json"}
    good = send(browser, kunci, [("a.jpg", photo())], headers=wants)
    assert (good.status_code, good.get_json()) == (201, {"tersimpan": 1})
    bad = send(browser, kunci, [("a.jpg", b"MZ")], headers=wants)
    assert bad.status_code == 422
    assert "Foto “a.jpg”" in bad.get_json()["message"]


def arrange(browser: Browser, kunci: str, aksi: str, **more: str) -> TestResponse:
    page = browser.page(f"{PLACE}?objek={kunci}")
    typed = {str(i.get("name")): str(i.get("value")) for i in page.find("//ol//input")}
    return browser.send(f"{PLACE}/atur", {"objek": kunci, "aksi": aksi, **typed, **more})


def test_captions_are_kept_whatever_button_is_pressed(
    signed_in: SignedIn, database: Database, kunci: str
):
    browser = signed_in("kpmd")
    send(browser, kunci, [("a.jpg", photo()), ("b.jpg", photo("blue"))])
    (first, _), (second, _) = stored(database)
    words = {f"keterangan-{first}": "Satu", f"keterangan-{second}": "Dua"}
    assert arrange(browser, kunci, f"naik:{second}", **words).status_code == 303
    assert stored(database) == [(second, "Dua"), (first, "Satu")]
    assert arrange(browser, kunci, f"turun:{second}").status_code == 303
    assert stored(database) == [(first, "Satu"), (second, "Dua")]


def test_a_photo_is_taken_off_only_after_a_second_thought(
    signed_in: SignedIn, database: Database, kunci: str
):
    browser = signed_in("kpmd")
    send(browser, kunci, [("a.jpg", photo())], keterangan="Jalan")
    ((only, _),) = stored(database)
    asked = browser.page(arrange(browser, kunci, f"lepas:{only}").headers["Location"])
    assert "Lepas foto ini?" in asked.text
    assert len(stored(database)) == 1
    done = browser.page(arrange(browser, kunci, f"lepaskan:{only}").headers["Location"])
    assert "berkasnya tetap tersimpan" in done.text.lower()
    assert stored(database) == []
    with database.read() as session:
        assert len(session.scalars(select(Berkas)).all()) == 1
    again = browser.send(f"{PLACE}/atur", {"objek": kunci, "aksi": f"lepaskan:{only}"})
    assert again.status_code == 404


def test_a_wrong_caption_keeps_everything_that_was_typed(
    signed_in: SignedIn, database: Database, kunci: str
):
    browser = signed_in("kpmd")
    send(browser, kunci, [("a.jpg", photo()), ("b.jpg", photo("blue"))])
    (first, _), (second, _) = stored(database)
    words = {f"keterangan-{first}": "x" * 501, f"keterangan-{second}": "Dua"}
    page = Page(arrange(browser, kunci, "simpan", **words))
    assert page.status == 422
    assert page.value(f"keterangan-{first}") == "x" * 501
    assert page.value(f"keterangan-{second}") == "Dua"
    assert page.find(f"//p[@id='g-{first}']")
    crossed = Page(arrange(browser, kunci, "simpan", **words | {
        f"keterangan-{first}": "Satu", f"semula-{first}": "yang lama",
    }))  # fmt: skip
    assert crossed.status == 409
    assert "diubah orang lain" in crossed.text
    assert crossed.value(f"keterangan-{first}") == "Satu"


@pytest.mark.parametrize("who", ["bpd", "camat"])
def test_who_may_only_look_sees_no_buttons(
    signed_in: SignedIn, database: Database, kunci: str, who: str
):
    send(signed_in("kpmd"), kunci, [("a.jpg", photo())], keterangan="Jalan rusak")
    browser = signed_in(who)
    page = browser.page(f"{PLACE}?objek={kunci}")
    assert "Jalan rusak" in page.text
    assert page.find("//main//form") == []
    assert send(browser, kunci, [("b.jpg", photo("blue"))]).status_code == 403
    assert arrange_blind(browser, kunci, f"lepaskan:{stored(database)[0][0]}") == 403
    assert len(stored(database)) == 1


def arrange_blind(browser: Browser, kunci: str, aksi: str) -> int:
    return browser.send(f"{PLACE}/atur", {"objek": kunci, "aksi": aksi}).status_code


def test_a_neighbour_finds_nothing(signed_in: SignedIn, database: Database, kunci: str):
    send(signed_in("kpmd"), kunci, [("a.jpg", photo())])
    ((only, _),) = stored(database)
    browser, own = signed_in("tetangga"), f"/foto/{keadaan.TAHUN}/{dunia.SUKAMULYA}"
    for path in (f"{PLACE}?objek={kunci}", f"/foto/{only}.jpg", f"/foto/{only}.jpg?kecil=1",
                 f"/foto/{kunci}", f"{own}?objek={kunci}"):  # fmt: skip
        assert browser.get(path).status_code == 404, path
    given = {"objek": kunci, "foto": [(io.BytesIO(photo("blue")), "a.jpg")]}
    assert browser.send(own, given).status_code == 404
    assert len(stored(database)) == 1


@pytest.mark.parametrize("wrong", ["usulan:999", "pengguna:1", "x", "usulan:1/sketsa"])
def test_what_is_no_thing_has_no_photos(signed_in: SignedIn, kunci: str, wrong: str):
    browser = signed_in("kpmd")
    assert browser.get(f"{PLACE}?objek={wrong}").status_code == 404
    assert browser.get(f"/foto/{wrong}").status_code == 404
    assert send(browser, wrong, [("a.jpg", photo())]).status_code == 404


def test_a_thing_leads_to_its_photos_and_all_of_them_stand_on_one_page(
    signed_in: SignedIn, kunci: str
):
    browser = signed_in("kpmd")
    send(browser, kunci, [("a.jpg", photo())])
    landed = browser.get(f"/foto/{kunci}", follow_redirects=True)
    assert Page(landed).h1 == "Foto: Usulan Drainase Dusun II"
    every = browser.page(PLACE)
    assert "Usulan Drainase Dusun II (1)" in every.text


def test_more_photos_at_once_than_a_thing_may_have_are_refused_unopened(
    signed_in: SignedIn, database: Database, kunci: str
):
    many = [(f"{n}.jpg", b"no photo at all") for n in range(31)]
    answer = send(signed_in("kpmd"), kunci, many)
    assert answer.status_code == 422
    assert "Unggah paling banyak 30 foto sekaligus." in Page(answer).text
    assert stored(database) == []
