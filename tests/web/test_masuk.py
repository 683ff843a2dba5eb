"""Signing in, staying in, and out again, in the browser."""

from collections.abc import Callable

import pytest
from werkzeug.test import TestResponse

from musren.models.database import Database
from musren.models.orang import Pengguna, PercobaanMasuk, Sesi
from musren.services import akun
from tests.web.conftest import PASSWORD, Clock
from tests.web.inspector import Browser, Page

SignedIn = Callable[[str], Browser]


def cookie_of(browser: Browser) -> str:
    found = browser.get_cookie("musren")
    return found.value if found else ""


def test_whoever_is_not_signed_in_is_asked_to_and_brought_back(client: Browser):
    answer = client.get("/wilayah?q=sukamaju")
    assert answer.headers["Location"] == "/masuk?lanjut=/wilayah%3Fq%3Dsukamaju"
    onward = client.enter("kpmd", PASSWORD, lanjut="/wilayah?q=sukamaju")
    assert onward.headers["Location"] == "/wilayah?q=sukamaju"
    assert "Desa Sukamaju" in client.page("/wilayah?q=sukamaju").text


@pytest.mark.parametrize(
    "elsewhere",
    ["https://jahat.example/", "//jahat.example", "/\\jahat.example", "\\\\jahat.example",
     "javascript:alert(1)", "/\tjahat", "", "/a\\..\\b"],
)  # fmt: skip
def test_nobody_is_sent_to_another_site_after_signing_in(client: Browser, elsewhere: str):
    assert client.enter("kpmd", PASSWORD, lanjut=elsewhere).headers["Location"] == "/"


@pytest.mark.parametrize("name", ["kpmd", "tidak.ada"])
def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(client: Browser, name: str):
    page = Page(client.enter(name, "salah semua ini"))
    assert page.status == 401
    assert "Nama pengguna atau kata sandi tidak cocok" in page.text
    assert page.value("nama_pengguna") == name
    assert "salah semua ini" not in page.text_source


def test_after_five_wrong_tries_even_the_right_password_has_to_wait(client: Browser, clock: Clock):
    for _ in range(5):
        assert client.enter("kpmd", "salah").status_code == 401
    refused = Page(client.enter("kpmd", PASSWORD))
    assert refused.status == 429
    assert "Tunggu 15 menit" in refused.text
    clock.forward(minutes=9, seconds=30)
    assert "Tunggu 6 menit" in Page(client.enter("kpmd", PASSWORD)).text
    clock.forward(minutes=6)
    assert client.enter("kpmd", PASSWORD).status_code == 303


def test_neighbours_behind_the_same_address_are_not_locked_out(client: Browser):
    for _ in range(5):
        client.enter("kpmd", "salah")
    assert client.enter("kades", PASSWORD).status_code == 303


def test_an_address_that_tries_many_names_has_to_wait(client: Browser):
    answers = [client.enter(f"nama{n}", "salah").status_code for n in range(51)]
    assert answers == [401] * 50 + [429]


def test_failed_tries_are_kept_although_the_page_says_no(client: Browser, database: Database):
    client.enter("kpmd", "salah")
    with database.read() as session:
        assert session.query(PercobaanMasuk).count() == 1


def test_signing_in_again_gives_a_new_secret_and_nothing_of_the_old_cookie(client: Browser):
    client.enter("tetangga", PASSWORD)
    with client.session_transaction() as planted:
        planted["tanaman"] = "milik orang lain"
        before = dict(planted)
    client.enter("kpmd", PASSWORD)
    with client.session_transaction() as own:
        assert own["rahasia"] != before["rahasia"]
        assert "tanaman" not in own


def test_only_the_hash_of_the_secret_is_kept(signed_in: SignedIn, database: Database):
    browser = signed_in("kpmd")
    with browser.session_transaction() as own, database.read() as session:
        kept = session.query(Sesi).all()
        assert [one.rahasia_hash for one in kept] == [akun.digest(own["rahasia"])]
        assert set(own) <= {"rahasia", "csrf_token", "_permanent"}


def test_a_session_ends_after_its_hours(signed_in: SignedIn, clock: Clock):
    browser = signed_in("kpmd")
    clock.forward(hours=11, minutes=59)
    browser.page("/wilayah")
    clock.forward(minutes=2)
    assert browser.get("/wilayah").headers["Location"].startswith("/masuk")


def test_on_a_shared_device_the_cookie_ends_with_the_browser(client: Browser):
    assert "Expires" not in _cookie_line(client.enter("kpmd", PASSWORD, bersama="ya"))
    assert "Expires" in _cookie_line(client.enter("kpmd", PASSWORD))


def test_a_changed_password_leaves_a_shared_device_shared(client: Browser):
    client.enter("kpmd", PASSWORD, bersama="ya")
    fields = {"lama": PASSWORD, "sandi": "angin laut biru", "ulang": "angin laut biru"}
    assert "Expires" not in _cookie_line(client.send("/sandi", fields))


def _cookie_line(answer: TestResponse) -> str:
    return answer.headers["Set-Cookie"]


def test_the_cookie_cannot_be_read_by_scripts_nor_sent_from_other_sites(client: Browser):
    line = _cookie_line(client.enter("kpmd", PASSWORD))
    assert "HttpOnly" in line
    assert "SameSite=Lax" in line


def test_whoever_leaves_is_out_even_with_the_old_cookie(signed_in: SignedIn):
    browser = signed_in("kpmd")
    old = cookie_of(browser)
    assert browser.send("/keluar").status_code == 303
    browser.set_cookie("musren", old)
    assert browser.get("/wilayah").status_code == 302


def test_leaving_everywhere_ends_the_other_devices_too(signed_in: SignedIn):
    phone, desk = signed_in("kpmd"), signed_in("kpmd")
    desk.send("/keluar", {"semua": "ya"})
    assert phone.get("/wilayah").status_code == 302


def test_a_blocked_account_is_out_at_the_next_request(signed_in: SignedIn, database: Database):
    browser = signed_in("kpmd")
    with database.write() as session:
        session.query(Pengguna).filter_by(nama_pengguna="kpmd").one().aktif = False
    assert browser.get("/wilayah").status_code == 302


def test_a_one_time_password_has_to_be_changed_first(signed_in: SignedIn, database: Database):
    browser = signed_in("kpmd")
    with database.write() as session:
        session.query(Pengguna).filter_by(nama_pengguna="kpmd").one().ganti_sandi = True
    assert browser.get("/wilayah").headers["Location"] == "/sandi?lanjut=/wilayah"
    browser.page("/sandi")
    changed = browser.post(
        "/sandi",
        data={"lama": PASSWORD, "sandi": "angin laut biru", "ulang": "angin laut biru",
              "lanjut": "/wilayah", "csrf_token": _mark(browser, "/sandi")},
    )  # fmt: skip
    assert changed.headers["Location"] == "/wilayah"
    browser.page("/wilayah")


def _mark(browser: Browser, path: str) -> str:
    return Page(browser.get(path)).value("csrf_token")


def test_a_changed_password_puts_other_devices_out_and_keeps_this_one(signed_in: SignedIn):
    phone, desk = signed_in("kpmd"), signed_in("kpmd")
    fields = {"lama": PASSWORD, "sandi": "angin laut biru", "ulang": "angin laut biru"}
    assert desk.send("/sandi", fields).headers["Location"] == "/?pesan=sandi"
    desk.page("/wilayah")
    assert phone.get("/wilayah").status_code == 302


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"lama": "bukan ini"}, "yang sekarang tidak cocok"),
        ({"ulang": "lain lagi saja"}, "Pengulangan kata sandi tidak sama"),
        ({"sandi": "pendek", "ulang": "pendek"}, "paling sedikit 10"),
        ({"sandi": PASSWORD, "ulang": PASSWORD}, "harus berbeda"),
    ],
)
def test_a_refused_password_says_why(signed_in: SignedIn, fields: dict[str, str], told: str):
    good = {"lama": PASSWORD, "sandi": "angin laut biru", "ulang": "angin laut biru"}
    page = signed_in("kpmd").sent("/sandi", good | fields, 422)
    assert told in " ".join(page.faults)
