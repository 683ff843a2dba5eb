"""Pokir in the browser: the DPRD enters a wish, lays it beside proposals, and nobody else does."""

from datetime import date

import pytest

from musren.domain.peran import Act, Peran
from musren.services import akun
from tests import dunia
from tests import kabupaten_dunia as kab
from tests.dunia import KABUPATEN
from tests.services.test_pokir import wish
from tests.web import keadaan
from tests.web.conftest import NOW, PASSWORD, QUICK

BASE = f"{keadaan.KABUPATEN}/pokir"


@pytest.fixture
def entered(database, app):
    """A village's proposals and one wish; the code of the first proposal and of the wish."""
    with database.write() as session:
        act, year = Act(oleh=akun.system(), pada=NOW), dunia.year(session)
        for role in (Peran.DPRD, Peran.SKPD):
            user = akun.create_user(session, act, role, f"Ibu {role}", PASSWORD, hasher=QUICK)
            akun.assign(session, act, user, role, KABUPATEN, mulai=date(2011, 1, 1),
                         skpd="Dinas Kesehatan" if role is Peran.SKPD else "")  # fmt: skip
        made = dunia.village(session, year, given=kab.GIVEN)
        return made[0].kode, wish(session, year).kode


def test_the_dprd_matches_a_wish_and_takes_it_back(entered, signed_in):
    usulan, pokir = entered
    browser = signed_in(Peran.DPRD)
    page = browser.get(f"{BASE}/{pokir}")
    assert "Usulan yang mirip" in page.text
    assert usulan in page.text
    sent = browser.send(f"{BASE}/{pokir}/cocok", {"kode": usulan, "kawal": "ya"})
    assert sent.status_code == 303
    shown = browser.get(sent.headers["Location"]).text
    assert "Sandingan disimpan." in shown
    assert "dikawal" in shown
    assert "dikawal" in browser.get(f"{BASE}?cocok=kawal").text
    number = shown.partition('name="usulan_id" value="')[2].partition('"')[0]
    refused = browser.send(f"{BASE}/{pokir}/lepas", {"usulan_id": number, "alasan": ""})
    assert refused.status_code == 422
    assert "Isi alasan melepas sandingan." in refused.text
    browser.send(f"{BASE}/{pokir}/lepas", {"usulan_id": number, "alasan": "Ruas lain"})
    assert "Belum ada usulan yang disandingkan." in browser.get(f"{BASE}/{pokir}").text


def test_a_code_nobody_knows_keeps_what_was_typed_and_says_so(entered, signed_in):
    _, pokir = entered
    page = signed_in(Peran.DPRD).send(f"{BASE}/{pokir}/cocok", {"kode": "", "catatan": "Jalan A"})
    assert page.status_code == 422
    assert "Isi kode usulan" in page.text
    assert "Jalan A" in page.text


def test_others_read_and_do_not_change(entered, signed_in):
    _, pokir = entered
    page = signed_in(Peran.SKPD).get(f"{BASE}/{pokir}")
    assert page.status_code == 200
    assert "Sandingkan" not in page.text
    assert "Catat pokir" not in signed_in(Peran.SKPD).get(BASE).text
    form = f"/formulir/pokir/2011/{KABUPATEN}/mulai"
    assert signed_in("camat").send(form, {}).status_code == 404
