"""Who may open what: declared on every view, the same for what is foreign and what is missing."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from musren.app import UndeclaredAccess, create_app
from musren.models.database import Database
from musren.models.draf import Draf
from musren.models.orang import Tugas
from musren.services import akun
from musren.web import blueprints
from musren.web.access import Access
from tests.web.conftest import SUKAMAJU, SUKAMULYA, Clock
from tests.web.inspector import Browser, Page
from tests.web.test_formulir import KEGIATAN, start

if TYPE_CHECKING:
    from musren.settings import Settings

SignedIn = Callable[[str], Browser]
TYPED = {"aksi": "simpan", **KEGIATAN}
DRAFT_PAGES = ["/draf/{}", "/draf/{}/kegiatan", "/draf/{}/periksa", "/draf/{}/selesai", "/draf/{}/buang"]  # fmt: skip
DRAFT_POSTS = ["/draf/{}/kegiatan", "/draf/{}/kegiatan/otomatis", "/draf/{}/kirim", "/draf/{}/buang"]  # fmt: skip


def test_every_html_view_declares_its_access(app: Flask):
    silent = [e for e, v in app.view_functions.items() if getattr(v, "access", None) is None]
    assert silent == []
    assert any(isinstance(v.access, Access) for v in app.view_functions.values())


def test_musren_does_not_start_with_an_undeclared_view(
    database: Database, app: Flask, monkeypatch: pytest.MonkeyPatch
):
    register = blueprints.register

    def with_one_more(made: Flask) -> None:
        register(made)
        made.add_url_rule("/diam", "diam", lambda: "")

    monkeypatch.setattr(blueprints, "register", with_one_more)
    settings: Settings = app.extensions["musren"].settings
    with pytest.raises(UndeclaredAccess, match="diam"):
        create_app(settings, database)


def body(page: Page) -> str:
    """The page without the marks that differ from one answer to the next."""
    for mark in page.find("//input[@type='hidden']"):
        mark.set("value", "")
    return page.text


@pytest.mark.parametrize("path", DRAFT_PAGES)
def test_a_foreign_draft_answers_as_one_that_is_not_there(signed_in: SignedIn, path: str):
    start(signed_in("kpmd"))
    stranger = signed_in("tetangga")
    foreign = stranger.page(path.format(1), 404)
    assert body(foreign) == body(stranger.page(path.format(999), 404))


@pytest.mark.parametrize("path", DRAFT_POSTS)
def test_a_foreign_draft_is_not_changed(signed_in: SignedIn, database: Database, path: str):
    start(signed_in("kpmd"))
    stranger = signed_in("tetangga")
    answers = [stranger.sent(path.format(n), TYPED, 404) for n in (1, 999)]
    assert body(answers[0]) == body(answers[1])
    with database.read() as session:
        kept = session.query(Draf).one()
        assert (kept.status, kept.jawaban) == ("terbuka", {})


@pytest.mark.parametrize("path", DRAFT_PAGES)
def test_a_role_without_the_right_at_its_own_place_is_told_so(signed_in: SignedIn, path: str):
    start(signed_in("kpmd"))
    refused = signed_in("bpd").page(path.format(1), 403)
    assert "Tugas Anda di wilayah ini tidak mencakup tindakan itu" in refused.text


@pytest.mark.parametrize(
    ("who", "place", "status"),
    [
        ("kpmd", SUKAMAJU, 200),
        ("kades", SUKAMAJU, 200),
        ("bpd", SUKAMAJU, 403),
        ("bappeda", SUKAMAJU, 403),
        ("kpmd", SUKAMULYA, 404),
        ("kpmd", "99.01.01.2999", 404),
        ("kpmd", "bukan-kode", 404),
        ("tetangga", SUKAMULYA, 200),
    ],
)
def test_a_form_is_begun_only_at_ones_own_place(
    signed_in: SignedIn, who: str, place: str, status: int
):
    signed_in(who).page(f"/formulir/usulan/2011/{place}", status)


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        ("admin", "/kabupaten/99.01/pengguna", 200),
        ("bappeda", "/kabupaten/99.01/pengguna", 403),
        ("kades", "/kabupaten/99.01/pengguna", 404),
        ("admin", "/kabupaten/35.07/pengguna", 404),
        ("bappeda", "/kabupaten/99.01/2011/parameter", 200),
        ("camat", "/kabupaten/99.01/2011/parameter", 404),
        ("bappeda", "/kabupaten/99.01/tahun", 200),
        ("kpmd", "/bantuan/dasar/II.D.3.e", 200),
        ("kpmd", "/bantuan/dasar/X.9", 404),
    ],
)
def test_pages_open_for_those_they_are_for(signed_in: SignedIn, who: str, path: str, status: int):
    signed_in(who).page(path, status)


def test_a_role_that_ended_counts_no_more_at_the_next_request(
    signed_in: SignedIn, database: Database
):
    browser = signed_in("kpmd")
    address = start(browser)
    browser.page(f"{address}/kegiatan")
    with database.write() as session:
        session.query(Tugas).filter_by(peran="kpmd", wilayah_kode=str(SUKAMAJU)).delete()
    browser.page(f"{address}/kegiatan", 404)


def test_a_role_ends_with_its_last_day(signed_in: SignedIn, database: Database, clock: Clock):
    browser = signed_in("kpmd")
    with database.write() as session:
        one = session.query(Tugas).filter_by(peran="kpmd", wilayah_kode=str(SUKAMAJU)).one()
        one.selesai = clock.now.date()
    path = f"/formulir/usulan/2011/{SUKAMAJU}"
    browser.page(path)
    clock.forward(hours=11)  # still signed in; at the village it is past nine in the evening
    browser.page(path)
    clock.forward(minutes=50)
    browser.enter("kpmd", "kopi hujan sawah")
    clock.forward(hours=4)
    browser.page(path, 404)


def test_a_foreign_proposal_cannot_be_taken_up_by_a_hidden_field(signed_in: SignedIn):
    answer = signed_in("tetangga").send(
        f"/formulir/usulan/2011/{SUKAMULYA}/mulai", {"objek": "usulan:1"}
    )
    assert answer.status_code == 404


def test_somebody_without_a_role_is_told_whom_to_ask(app: Flask, database: Database, clock: Clock):
    with database.write() as session:
        session.query(Tugas).filter_by(peran="bpd").delete()
    browser = app.test_client()
    browser.enter("bpd", "kopi hujan sawah")
    assert "Hubungi administrator kabupaten" in browser.page("/").text


def test_one_place_and_one_year_lead_straight_to_work(signed_in: SignedIn):
    assert signed_in("kpmd").get("/").headers["Location"] == f"/desa/{SUKAMAJU}/2011"
    assert signed_in("camat").get("/").headers["Location"] == "/kecamatan/99.01.01/2011"


def test_several_years_are_offered(signed_in: SignedIn):
    signed_in("bappeda").send("/kabupaten/99.01/tahun", {"tahun": "2012"})
    page = signed_in("kpmd").page("/")
    links = [str(a.get("href")) for a in page.find("//main//a")]
    assert links == [f"/desa/{SUKAMAJU}/2012", f"/desa/{SUKAMAJU}/2011"]


def test_system_is_nobody():
    assert akun.system().id == 0
