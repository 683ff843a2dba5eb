"""After a form was sent: the page that shows what it led to."""

from collections.abc import Callable

import pytest

from musren.domain.peran import Peran
from musren.forms.alur import FLOWS
from musren.models.database import Database
from musren.models.draf import Draf
from musren.web.sesudah import AFTER
from tests import dunia
from tests.services.test_pertemuan import LETTER
from tests.web import keadaan
from tests.web.inspector import Browser

SignedIn = Callable[[str], Browser]


def test_a_letter_that_was_written_leads_to_the_meetings(signed_in: SignedIn, database: Database):
    with database.write() as session:
        who = dunia.act(session, Peran.KPMD)
        dunia.fill(session, who, "undangan", dunia.year(session), dunia.SUKAMAJU, LETTER)
        draft = session.query(Draf).one().id
    page = signed_in("kpmd").page(f"/draf/{draft}/selesai")
    assert page.find(f"//a[@href='{keadaan.DESA}/pertemuan' and contains(@class, 'btn-primary')]")
    assert page.find(f"//a[@href='{keadaan.DESA}']")


PLACES = {
    "desa": (keadaan.DESA, "kpmd"), "kecamatan": (keadaan.KECAMATAN, "camat"),
    "kabupaten": (keadaan.KABUPATEN, "bappeda"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("tingkat", "address"),
    sorted({(FLOWS[slug].tingkat, one.alamat) for slug, one in AFTER.items()}),
)
def test_where_one_goes_on_is_a_page(signed_in: SignedIn, tingkat: str, address: str):
    home, who = PLACES[tingkat]
    assert signed_in(who).page(f"{home}{address}").h1


def test_every_form_named_here_is_a_form():
    assert set(AFTER) <= set(FLOWS)
