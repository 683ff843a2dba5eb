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


@pytest.mark.parametrize("address", sorted({one.alamat for one in AFTER.values()}))
def test_where_one_goes_on_is_a_page(signed_in: SignedIn, address: str):
    assert signed_in("kpmd").page(f"{keadaan.DESA}{address}").h1


def test_every_form_named_here_is_a_form():
    assert set(AFTER) <= set(FLOWS)
