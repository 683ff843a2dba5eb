"""The home of a village: what is next, who has to do it, what is blocked and the way out."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask

from musren.domain.daftar_wilayah import sebutan
from musren.domain.peran import Act, Peran
from musren.domain.wilayah import RegionCode
from musren.models.database import Database
from musren.models.orang import Pengguna
from musren.models.wilayah import Wilayah
from musren.services import akun
from musren.services.tahun import open_year
from tests import dunia
from tests.web import keadaan
from tests.web.conftest import NOW, SUKAMULYA
from tests.web.inspector import Browser, Page

SignedIn = Callable[[str], Browser]


def primary(page: Page) -> list[str]:
    found = page.find("//main//*[contains(@class, 'btn-primary')]")
    return [one.text_content().strip() for one in found]


def test_an_empty_village_begins_with_its_profile(signed_in: SignedIn):
    page = signed_in("kpmd").page(keadaan.DESA)
    assert page.h1 == "Desa Sukamaju"
    assert "0 dari 8 tahap selesai" in page.text
    assert primary(page) == ["Isi profil desa"]


def test_after_the_profile_come_the_proposals(signed_in: SignedIn, database: Database):
    keadaan.profile(database)
    assert primary(signed_in("kpmd").page(keadaan.DESA)) == ["Tambah usulan"]


def test_after_the_meeting_the_head_of_the_village_issues_the_berita_acara(
    signed_in: SignedIn, database: Database
):
    keadaan.meeting(database)
    page = signed_in("kades").page(keadaan.DESA)
    assert primary(page) == ["Periksa dan terbitkan Berita Acara"]
    assert page.find("//section//a[@href='/naskah/ba_musrenbangdes/99.01.01.2001/2011']")


@pytest.mark.parametrize("who", ["kpmd", "bpd", "camat", "bappeda"])
def test_who_may_not_do_the_next_step_reads_who_has_to(
    signed_in: SignedIn, database: Database, who: str
):
    keadaan.meeting(database)
    page = signed_in(who).page(keadaan.DESA)
    assert primary(page) == []
    assert "Langkah ini dikerjakan oleh Kepala Desa" in page.text


def test_a_blocked_stage_tells_why_and_the_way_out(signed_in: SignedIn, database: Database):
    keadaan.meeting(database)
    page = signed_in("kades").page(keadaan.DESA)
    blocked = page.find("//li[@id='tahap-sk']")[0]
    assert "Berita Acara Musrenbangdes belum diterbitkan." in blocked.text_content()
    assert blocked.xpath(".//a[@href='#tahap-berita_acara']")


def test_an_issued_paper_waits_for_its_signatures(
    signed_in: SignedIn, database: Database, app: Flask
):
    keadaan.meeting(database)
    paper = keadaan.issued(database, app.extensions["musren"].settings)
    page = signed_in("kades").page(keadaan.DESA)
    assert primary(page) == ["Catat tanda tangan Berita Acara"]
    assert page.find(f"//section//a[@href='/naskah/{paper}']")


def test_an_unfinished_proposal_is_offered_again(signed_in: SignedIn):
    browser = signed_in("kpmd")
    browser.send("/formulir/usulan/2011/99.01.01.2001/mulai", {"kunci": "satu"})
    assert "usulan tanpa nama" in browser.page(keadaan.DESA).text


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        ("tetangga", keadaan.DESA, 404),
        ("tetangga", f"{keadaan.DESA}/usulan", 404),
        ("tetangga", f"{keadaan.DESA}/naskah", 404),
        ("tetangga", f"{keadaan.DESA}/impor", 404),
        ("kpmd", f"/desa/{SUKAMULYA}/2011", 404),
        ("bpd", f"{keadaan.DESA}/impor", 403),
        ("kpmd", "/desa/99.01.01/2011", 404),
        ("kpmd", "/desa/99.01.01.2001/1999", 404),
        ("kpmd", keadaan.KECAMATAN, 404),
        ("kpmd", keadaan.KABUPATEN, 404),
        ("camat", keadaan.KABUPATEN, 404),
        ("camat", keadaan.DESA, 200),
        ("camat", "/jejak/99.01", 404),
        ("bappeda", "/jejak/99.01", 403),
    ],
)
def test_working_pages_open_for_those_they_are_for(
    signed_in: SignedIn, who: str, path: str, status: int
):
    signed_in(who).page(path, status)


def test_a_kelurahan_has_no_pages_because_it_plans_elsewhere(
    signed_in: SignedIn, database: Database
):
    malang = RegionCode("35.07")
    with database.write() as session:
        act = Act(oleh=akun.system(), pada=NOW)
        open_year(session, act, malang, 2011)
        bappeda = session.query(Pengguna).filter_by(nama_pengguna="bappeda").one()
        akun.assign(session, act, bappeda, Peran.BAPPEDA, malang, mulai=date(2011, 1, 1))
        codes = [RegionCode(w.kode) for w in session.query(Wilayah).filter_by(tingkat=4)]
    kelurahan = next(code for code in codes if sebutan(code) == "Kelurahan")
    browser = signed_in("bappeda")
    assert browser.page("/desa/35.07.21.2012/2011").status == 200
    for part in ("", "/usulan", "/naskah"):
        browser.page(f"/desa/{kelurahan}/2011{part}", 404)


def test_a_year_without_proposals_begins_with_what_last_year_left(
    signed_in: SignedIn, database: Database
):
    with database.write() as session:
        lalu = dunia.year(session, 2011)
        made = dunia.village(session, lalu)
        dunia.hold(session, lalu, dunia.agree(made))
        dunia.year(session, 2012)
    page = signed_in("kpmd").page(f"/desa/{dunia.SUKAMAJU}/2012")
    assert f"{len(made)} usulan lama yang belum terlaksana" in page.text
    assert page.find(f"//a[@href='/formulir/rancangan-rkp/2012/{dunia.SUKAMAJU}']")
