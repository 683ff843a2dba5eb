"""The page of all meetings: what was held, what was only invited to, and where a new one begins."""

from collections.abc import Callable

from musren.domain.peran import Peran
from musren.domain.wilayah import RegionCode
from musren.models.database import Database
from musren.services.tahun import year_for
from tests import dunia
from tests.services.test_pertemuan import LETTER, keep
from tests.web import keadaan
from tests.web.inspector import Browser

SignedIn = Callable[[str], Browser]
ADDRESS = f"{keadaan.DESA}/pertemuan"


def test_an_empty_year_offers_every_kind_of_meeting(signed_in: SignedIn):
    page = signed_in("kpmd").page(ADDRESS)
    assert "Belum ada." in page.text
    for slug in ("sosialisasi", "pelatihan", "penggalian-gagasan", "mkp", "musrenbangdes"):
        assert page.find(f"//a[starts-with(@href, '/formulir/{slug}/2011/')]"), slug
    assert not page.find("//a[contains(@href, '/formulir/rapat-bpd-lkpj/')]")  # the BPD's own


def test_what_was_invited_to_and_what_was_held_stand_under_their_kind(
    signed_in: SignedIn, database: Database
):
    with database.write() as session:
        tahun = year_for(session, RegionCode.parse("99.01.01.2001"), 2011)
        who = dunia.act(session, Peran.KPMD)
        dunia.fill(session, who, "profil-desa", tahun, dunia.SUKAMAJU, dunia.PROFIL)
        dunia.fill(session, who, "undangan", tahun, dunia.SUKAMAJU, LETTER)
    page = signed_in("kpmd").page(ADDRESS)
    assert "Sudah diundang, isiannya belum dikirim." in page.text
    assert page.find("//a[@href='/naskah/undangan~sosialisasi.1/99.01.01.2001/2011']")
    recorded = page.find("//a[starts-with(@href, '/formulir/sosialisasi/')]/@href")
    assert recorded == ["/formulir/sosialisasi/2011/99.01.01.2001?objek=sosialisasi.1"]
    with database.write() as session:
        keep(session, year_for(session, dunia.SUKAMAJU, 2011), "sosialisasi.1")
    page = signed_in("kpmd").page(ADDRESS)
    assert "Hadir 8 orang" in page.text
    assert page.find("//a[@href='/naskah/ba_pertemuan~sosialisasi.1/99.01.01.2001/2011']")
    assert page.find("//a[contains(@href, 'objek=sosialisasi.2')]")


def test_a_form_opened_for_an_invitation_begins_with_its_words(
    signed_in: SignedIn, database: Database
):
    with database.write() as session:
        tahun = year_for(session, dunia.SUKAMAJU, 2011)
        who = dunia.act(session, Peran.KPMD)
        dunia.fill(session, who, "undangan", tahun, dunia.SUKAMAJU, LETTER)
    browser = signed_in("kpmd")
    about = browser.page("/formulir/sosialisasi/2011/99.01.01.2001?objek=sosialisasi.1")
    assert about.find("//input[@name='objek' and @value='sosialisasi.1']")
