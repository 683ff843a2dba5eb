"""What every answer carries, and what is said when something goes wrong."""

import gzip
from collections.abc import Callable

import pytest
from flask import Flask

from musren.domain.errors import Unavailable
from musren.domain.peran import Hak
from musren.models.jejak import Jejak
from musren.web import unit_of_work
from musren.web.access import need
from tests.web.conftest import PASSWORD, Clock
from tests.web.inspector import Browser, Page
from tests.web.test_formulir import start

SignedIn = Callable[[str], Browser]


@pytest.mark.parametrize("path", ["/masuk", "/tidak-ada", "/sehat"])
def test_every_answer_carries_the_security_headers(client: Browser, path: str):
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"


def test_static_files_are_kept_for_a_year_under_their_hash(client: Browser):
    links = Page(client.get("/masuk")).find("//link/@href | //script/@src")
    assert len(links) >= 4
    for link in links:
        answer = client.get(str(link))
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
    stale = client.get("/statis/000000000000/musren.css")
    assert "immutable" not in stale.headers["Cache-Control"]


@pytest.mark.parametrize("name", ["../app.py", "..%2fapp.py", "bootstrap.min.css", "/etc/passwd"])
def test_no_other_file_is_served(client: Browser, name: str):
    assert client.get(f"/statis/x/{name}").status_code == 404


def test_pages_are_packed_when_the_browser_wants_it(client: Browser):
    plain = client.get("/masuk")
    packed = client.get("/masuk", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert b"<h1>Masuk</h1>" in gzip.decompress(packed.get_data())
    assert b"<h1>Masuk</h1>" in plain.get_data()


def test_the_first_page_is_light(client: Browser):
    wanted = {"Accept-Encoding": "gzip"}
    page = client.get("/masuk", headers=wanted)
    links = Page(client.get("/masuk")).find("//link/@href | //script/@src")
    weight = len(page.get_data())
    weight += sum(len(client.get(str(link), headers=wanted).get_data()) for link in links)
    assert weight < 100_000
    assert len(page.get_data()) < 30_000


def test_health_needs_nobody(client: Browser):
    assert client.get("/sehat").json == {"status": "sehat"}


@pytest.mark.parametrize(
    ("method", "path", "status", "told"),
    [
        ("get", "/tidak-ada", 404, "Halaman itu tidak ada"),
        ("post", "/sehat", 405, "dibuka melalui tombol"),
        ("get", "/keluar", 405, "dibuka melalui tombol"),
    ],
)
def test_faults_of_the_address_are_told_in_indonesian(
    client: Browser, method: str, path: str, status: int, told: str
):
    page = Page(getattr(client, method)(path))
    assert page.status == status
    assert told in page.text


def test_faults_on_the_way_to_a_program_are_json(client: Browser):
    told = client.get("/api/tidak-ada").json
    assert set(told) == {"code", "status", "message", "errors"}
    assert told["status"] == 404


@pytest.fixture
def with_faults(app: Flask) -> Flask:
    """A musren with two pages that fail."""

    @need(Hak.PUBLIK)
    def breaks() -> str:
        raise ZeroDivisionError("sandi rahasia di dalam jejak")

    @need(Hak.PUBLIK)
    def lacks() -> str:
        raise Unavailable("LibreOffice belum terpasang, jadi PDF belum dapat dibuat.")

    app.add_url_rule("/rusak", "rusak", breaks)
    app.add_url_rule("/kurang", "kurang", lacks)
    return app


def test_a_fault_of_ours_shows_a_number_and_no_trace(with_faults: Flask, capsys: pytest.CaptureFixture[str]):  # fmt: skip
    page = Page(with_faults.test_client().get("/rusak"))
    assert page.status == 500
    number = page.find("//strong")[0].text
    assert len(number) == 8
    assert "ZeroDivision" not in page.text_source
    assert "rahasia di dalam" not in page.text_source
    logged = capsys.readouterr()
    assert number in logged.out + logged.err


def test_a_missing_program_is_told_with_its_sentence(with_faults: Flask):
    page = Page(with_faults.test_client().get("/kurang"))
    assert (page.status, page.h1) == (503, "Belum tersedia di komputer ini")
    assert "LibreOffice belum terpasang" in page.text


# --- forms of another site, of another day -----------------------------------------------------------

POSTS = ["/masuk", "/keluar", "/sandi", "/draf/1/kegiatan", "/draf/1/kegiatan/otomatis",
         "/draf/1/kirim", "/draf/1/buang", "/formulir/usulan/2011/99.01.01.2001/mulai"]  # fmt: skip


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("mark", ["", "palsu"])
def test_a_form_without_our_mark_is_refused(signed_in: SignedIn, path: str, mark: str):
    browser = signed_in("kpmd")
    start(browser)
    answer = browser.post(path, data={"csrf_token": mark, "kegiatan": "Jembatan"})
    assert answer.status_code == 400
    assert "Kirim ulang isian Anda" in answer.get_data(as_text=True)


def test_every_unsafe_address_is_among_those_tried(app: Flask):
    """Each HTML view that changes something refuses a form without our mark."""
    browser: Browser = app.test_client()
    browser.enter("admin", PASSWORD)
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/api") or "POST" not in (rule.methods or set()):
            continue
        values = {"kode": "99.01", "tahun": 2011, "slug": "usulan", "langkah": "x", "kunci": "x"}
        given = {a: values.get(a, 1) for a in rule.arguments}
        path = app.url_map.bind("localhost").build(rule.endpoint, given, method="POST")
        assert browser.post(path, data={"x": "y"}).status_code == 400, path


def test_what_was_typed_can_be_sent_again_when_the_page_expired(signed_in: SignedIn):
    browser = signed_in("kpmd")
    address = start(browser)
    typed = {"aksi": "simpan", "kegiatan": "Rabat beton", "csrf_token": "sudah lama"}
    page = Page(
        browser.post(f"{address}/kegiatan", data=typed, headers={"Origin": "http://localhost"})
    )
    assert "Rabat beton" in page.text
    again = {str(i.get("name")): str(i.get("value")) for i in page.find("//main//form//input")}
    assert browser.post(f"{address}/kegiatan", data=again).status_code == 303
    assert browser.page(f"{address}/kegiatan").value("kegiatan") == "Rabat beton"


def test_what_another_site_sent_is_never_offered(signed_in: SignedIn):
    browser = signed_in("kpmd")
    address = start(browser)
    for headers in ({"Origin": "https://jahat.example"}, {"Sec-Fetch-Site": "cross-site"}, {}):
        page = Page(
            browser.post(f"{address}/kegiatan", data={"kegiatan": "Titipan"}, headers=headers)
        )
        assert page.status == 400
        assert "Titipan" not in page.text_source


def test_the_menu_leads_to_the_search_for_regions(signed_in: SignedIn):
    page = signed_in("kpmd").page("/sandi")
    (link,) = page.find("//nav[@aria-label='Menu utama']//a[@href='/wilayah']")
    assert link.text == "Cari wilayah"


def test_what_was_typed_survives_an_expired_sign_in(signed_in: SignedIn, clock: Clock):
    browser = signed_in("kpmd")
    address = start(browser)
    clock.forward(hours=13)
    typed = {"aksi": "simpan", "kegiatan": "Rabat beton", "bidang": "Prasarana"}
    page = browser.sent(f"{address}/kegiatan", typed, 401)
    assert page.h1 == "Masuk"
    fields = {name: page.value(name) for name in ("lanjut", "titipan")}
    wrong = Page(browser.enter("kpmd", "salah ketik", **fields))
    assert wrong.value("titipan") == fields["titipan"]
    onward = Page(browser.enter("kpmd", PASSWORD, **fields))
    assert "Rabat beton" in onward.text
    again = {str(i.get("name")): str(i.get("value")) for i in onward.find("//main//form//input")}
    assert browser.post(f"{address}/kegiatan", data=again).status_code == 303
    assert browser.page(f"{address}/kegiatan").value("kegiatan") == "Rabat beton"


def test_passwords_are_never_carried_along(signed_in: SignedIn, clock: Clock):
    browser = signed_in("kpmd")
    clock.forward(hours=13)
    page = browser.sent("/sandi", {"lama": PASSWORD, "sandi": "angin laut biru"}, 401)
    assert PASSWORD not in page.text_source
    assert "angin laut" not in page.text_source


# --- the unit of work -------------------------------------------------------------------------------


def test_work_inside_a_view_that_already_writes_is_a_mistake(app: Flask):
    with app.test_request_context("/masuk", method="POST"):
        unit_of_work.current_session()
        with pytest.raises(RuntimeError, match="already writes"), unit_of_work.work():
            pass
        unit_of_work.close()


def test_each_block_of_work_is_kept_on_its_own(app: Flask):

    now = app.extensions["musren"].clock()
    with app.test_request_context("/masuk", method="POST"):
        with unit_of_work.work() as session:
            session.add(Jejak(pada=now, tindakan="pertama", objek="uji"))
        with pytest.raises(ZeroDivisionError), unit_of_work.work() as session:
            session.add(Jejak(pada=now, tindakan=str(1 // 0), objek="uji"))
        unit_of_work.close()
    with app.extensions["musren"].database.read() as session:
        kept = [one.tindakan for one in session.query(Jejak).filter_by(objek="uji")]
    assert kept == ["pertama"]
