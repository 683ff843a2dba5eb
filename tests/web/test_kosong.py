"""The blank form of every guided form prints, and leads back to the screen that follows it."""

import io
from collections.abc import Callable

import pytest
from docx import Document

from musren.forms.alur import FLOWS
from musren.forms.kode import codes
from musren.forms.steps import Flow
from musren.models.database import Database
from tests.dunia import KABUPATEN, KECAMATAN, SUKAMAJU, SUKAMULYA
from tests.web import keadaan
from tests.web.inspector import Browser, Page

SignedIn = Callable[[str], Browser]

each_flow = pytest.mark.parametrize("flow", FLOWS.values(), ids=FLOWS)
LEVELS = {"desa": SUKAMAJU, "kecamatan": KECAMATAN, "kabupaten": KABUPATEN}


def sheet(flow: Flow, place: object = None, tail: str = "kosong") -> str:
    return f"/formulir/{flow.slug}/{keadaan.TAHUN}/{place or LEVELS[flow.tingkat]}/{tail}"


def filler(flow: Flow) -> str:
    """Somebody who may fill in this form."""
    above = {"kecamatan": "camat", "kabupaten": "bappeda"}
    if flow.tingkat in above:
        return above[flow.tingkat]
    own = {"isi_rapat_bpd": "bpd", "isi_anggaran": "kades", "isi_kemajuan": "kades"}
    return own.get(flow.hak.value, "kpmd")


@each_flow
def test_every_form_has_a_sheet_with_its_ids_and_a_word_file(signed_in: SignedIn, flow: Flow):
    browser = signed_in(filler(flow))
    page = browser.page(sheet(flow))
    assert page.h1 == f"Formulir kosong: {flow.title}"
    shown = {str(one).partition(".")[0] for one in page.find("//span[@class='kode']/text()")}
    shown |= {str(one).partition(".")[0] for one in page.find("//section/h3/text()")}
    assert shown == set(codes(flow).values())
    answer = browser.get(sheet(flow, tail="kosong.docx"))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    text = "\n".join(p.text for p in Document(io.BytesIO(answer.get_data())).paragraphs)
    assert flow.title.upper() in text


def test_the_form_and_each_of_its_pages_lead_to_the_sheet_and_back(signed_in: SignedIn):
    browser, flow = signed_in("kpmd"), FLOWS["musrenbangdes"]
    begin = browser.page(sheet(flow).removesuffix("/kosong"))
    assert begin.find(f"//a[@href='{sheet(flow)}']")
    back = browser.page(sheet(flow)).find("//form[.//button[.='Masukkan isian dari kertas']]")[0]
    fields = {str(i.get("name")): str(i.get("value")) for i in back.xpath(".//input")}
    address = browser.send(back.get("action"), fields).headers["Location"]
    assert browser.page(address).find(f"//a[@href='{sheet(flow)}']")
    again = browser.page(sheet(flow))
    assert again.find("//a[.='Masukkan isian dari kertas']/@href") == [address.rpartition("/")[0]]


def test_the_screen_shows_the_ids_of_the_sheet_beside_its_rows(
    signed_in: SignedIn, database: Database
):
    keadaan.profile(database)
    keadaan.proposals(database)
    browser, flow = signed_in("kpmd"), FLOWS["musrenbangdes"]
    printed = browser.page(sheet(flow)).find("//tbody//th/text()")
    answer = browser.send(sheet(flow).replace("/kosong", "/mulai"), {"kunci": "k"})
    draft = str(answer.headers["Location"]).rpartition("/")[0]
    for step in ("hadir", "keputusan"):
        slug = next(one.slug for one in flow.steps if step in one.fields)
        page = browser.page(f"{draft}/{slug}")
        shown = [str(one) for one in page.find("//tbody//span[@data-kode]/text()")]
        assert shown[0] == f"{codes(flow)[step]}.1"
        assert set(shown) <= {str(one) for one in printed}


def test_an_object_is_carried_along(signed_in: SignedIn):
    browser, flow = signed_in("kpmd"), FLOWS["sosialisasi"]
    page = browser.page(f"{sheet(flow)}?objek=sosialisasi.2")
    assert page.value("objek") == "sosialisasi.2"
    assert page.find("//a[contains(@href, 'kosong.docx?objek=sosialisasi.2')]")


@pytest.mark.parametrize(
    ("who", "place", "status"),
    [("bpd", SUKAMAJU, 403), ("tetangga", SUKAMAJU, 404), ("kpmd", SUKAMULYA, 404),
     ("camat", KECAMATAN, 403), ("kpmd", "99.01.01.9999", 404), ("kpmd", "xx", 404)],
)  # fmt: skip
def test_only_who_fills_in_the_form_gets_its_sheet(
    signed_in: SignedIn, who: str, place: object, status: int
):
    browser = signed_in(who)
    for tail in ("kosong", "kosong.docx"):
        answer = browser.get(sheet(FLOWS["usulan"], place, tail))
        assert answer.status_code == status
        assert Page(answer).find("//h1")


def test_a_form_that_is_not_there_has_no_sheet(signed_in: SignedIn):
    browser = signed_in("kpmd")
    assert browser.get(f"/formulir/tidak-ada/2011/{SUKAMAJU}/kosong").status_code == 404
    assert browser.get(f"/formulir/usulan/1999/{SUKAMAJU}/kosong").status_code == 404
