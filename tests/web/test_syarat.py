"""A village that may not take part yet reads what is missing and what follows (Panduan III.B)."""

from collections.abc import Callable
from typing import Any

import pytest

from musren.domain.peran import Peran
from musren.forms.alur import flow
from musren.models.database import Database
from musren.services import draf, kirim
from tests import dunia
from tests.web import keadaan
from tests.web.inspector import Browser

SignedIn = Callable[[str], Browser]
OFFICE = "tetapi Musrenbangdes terintegrasi menunggu kantor yang layak."
BOX = "//section[@aria-labelledby='syarat']"


def answered(database: Database, changed: dict[str, Any], *, sent: bool) -> str:
    """The address of a profile with these answers, sent or not."""
    form = flow("profil-desa")
    with database.write() as session:
        who, place = dunia.act(session, Peran.KPMD, dunia.SUKAMAJU), dunia.SUKAMAJU
        draft = draf.start(session, who, form, dunia.year(session), place, kunci="uji")
        answers = dunia.PROFIL | changed
        for step in form.steps:
            given = {k: v for k, v in answers.items() if k in step.fields}
            draf.save(session, who, draft, step, given, done=True)
        session.flush()
        if sent:
            kirim.submit(session, who, draft)
        return f"/draf/{draft.id}/{'selesai' if sent else 'periksa'}"


@pytest.mark.parametrize("sent", [False, True])
def test_the_review_and_the_receipt_tell_the_consequence(
    signed_in: SignedIn, database: Database, *, sent: bool
):
    address = answered(database, {"kantor_layak": "tidak"}, sent=sent)
    (box,) = signed_in("kpmd").page(address).find(BOX)
    assert "Akibatnya: Integrasi belum wajib bagi desa ini. " in box.text_content()
    assert OFFICE in box.text_content()
    assert len(box.xpath(".//li")) == 1


@pytest.mark.parametrize("sent", [False, True])
def test_a_village_that_meets_everything_reads_no_warning(
    signed_in: SignedIn, database: Database, *, sent: bool
):
    page = signed_in("kpmd").page(answered(database, {}, sent=sent))
    assert page.find(BOX) == []


def test_a_profile_without_answers_is_not_called_unfit(signed_in: SignedIn, database: Database):
    address = answered(database, {"kantor_layak": "", "jumlah_kaur": ""}, sent=False)
    assert signed_in("kpmd").page(address).find(BOX) == []


def test_other_forms_have_no_such_box(signed_in: SignedIn, database: Database):
    answered(database, {"kantor_layak": "tidak"}, sent=True)
    browser = signed_in("kpmd")
    started = browser.send("/formulir/usulan/2011/99.01.01.2001/mulai", {"kunci": "satu"})
    address = str(started.headers["Location"]).rpartition("/")[0]
    assert browser.page(f"{address}/periksa").find(BOX) == []


def test_the_home_of_the_village_tells_the_consequence(signed_in: SignedIn, database: Database):
    answered(database, {"kantor_layak": "tidak"}, sent=True)
    page = signed_in("kpmd").page(keadaan.DESA)
    assert OFFICE in page.find("//li[@id='tahap-profil']")[0].text_content()
