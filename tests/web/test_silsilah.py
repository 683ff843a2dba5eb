"""Merging, splitting, undoing and telling apart proposals, page by page."""

from collections.abc import Callable

import pytest

from musren.models.database import Database
from tests import dunia
from tests.web import keadaan
from tests.web.inspector import Browser

SignedIn = Callable[[str], Browser]
LIST = f"{keadaan.DESA}/usulan"
WHY = "Satu jaringan saluran"


def alike(database: Database) -> list[int]:
    """Two proposals for the same work and one for another; their ids."""
    keadaan.profile(database)
    with database.write() as session:
        year = dunia.year(session)
        made = [
            dunia.propose(session, year, kegiatan=name)
            for name in ("Drainase pasangan batu", "Drainase pasangan  Batu", "Bibit karet")
        ]
        return [one.id for one in made]


def merged(browser: Browser) -> str:
    """Merge the first two in the browser; the address of the new proposal's draft."""
    answer = browser.send(f"{LIST}/gabung", {"nomor": ["1", "2"], "kunci": "k"})
    assert answer.status_code == 303
    address = str(answer.headers["Location"])
    browser.sent(f"{address}/alasan", {"alasan": WHY, "aksi": "lanjut"}, 303)
    return address


def send_through(browser: Browser, draft: str) -> None:
    """Go through every page as it was filled in beforehand, then send."""
    form = ("kegiatan", "lokasi", "asal", "pemanfaat", "biaya", "rencana")
    for slug in form:
        page = browser.page(f"{draft}/{slug}")
        fields = {
            str(one.get("name")): page.value(str(one.get("name")))
            for one in page.find("//main//*[@name and not(ancestor::template)]")
        }
        fields = {k: v for k, v in fields.items() if k not in {"csrf_token", "aksi"}}
        assert browser.send(f"{draft}/{slug}", {**fields, "aksi": "lanjut"}).status_code == 303
    assert browser.send(f"{draft}/kirim").status_code == 303


def test_two_proposals_are_merged_and_parted_again_in_the_browser(
    signed_in: SignedIn, database: Database
):
    first, _, _ = alike(database)
    browser = signed_in("kpmd")
    page = browser.page(f"{LIST}/gabung?nomor=1&nomor=2")
    assert len(page.find("//input[@name='nomor'][@checked]")) == 2
    draft = merged(browser)
    assert "1. Drainase pasangan batu" in browser.page(f"{draft}/alasan").text
    assert browser.page(f"{draft}/biaya").value("biaya") == "75.600.000"
    send_through(browser, draft)
    listed = browser.page(LIST)
    assert "2 usulan, biaya seluruhnya Rp113.400.000" in listed.text
    assert "Digabung menjadi" in browser.page(f"/usulan/{first}").text
    made = first + 3
    one = browser.page(f"/usulan/{made}")
    assert one.text.count("Gabungan dari") == 2
    asked = browser.page(f"/usulan/{made}/batalkan")
    assert "Yang berlaku lagi" in asked.text
    wrong = browser.sent(f"/usulan/{made}/batalkan", {"alasan": " "}, 422)
    assert wrong.faults == ["Tulis alasan pembatalan."]
    browser.sent(f"/usulan/{made}/batalkan", {"alasan": "Keliru"}, 303)
    assert "3 usulan, biaya seluruhnya Rp113.400.000" in browser.page(LIST).text
    assert "Penggabungan atau pemecahannya dibatalkan" in browser.page(f"/usulan/{made}").text
    browser.page(f"/usulan/{made}/batalkan", 409)


@pytest.mark.parametrize("chosen", [[], ["1"], ["1", "x"], ["1", "77"]])
def test_what_cannot_be_merged_is_told_and_the_ticks_stay(
    signed_in: SignedIn, database: Database, chosen: list[str]
):
    alike(database)
    page = signed_in("kpmd").sent(
        f"{LIST}/gabung", {"nomor": chosen}, 404 if "77" in chosen else 422
    )
    assert "usulan" in page.find("//*[@id='ringkasan']")[0].text_content().lower()
    ticked = [str(v) for v in page.find("//input[@checked]/@value")]
    assert ticked == [n for n in chosen if n == "1"]


def test_a_village_with_one_proposal_has_nothing_to_merge(signed_in: SignedIn, database: Database):
    keadaan.profile(database)
    assert "belum ada yang dapat digabung" in signed_in("kpmd").page(f"{LIST}/gabung").text


def test_one_proposal_is_split_in_the_browser(signed_in: SignedIn, database: Database):
    _, _, third = alike(database)
    browser = signed_in("kpmd")
    begun = f"/formulir/pecah-usulan/{keadaan.TAHUN}/{dunia.SUKAMAJU}/mulai"
    answer = browser.send(begun, {"kunci": "p", "objek": f"usulan:{third}"})
    draft = str(answer.headers["Location"]).removesuffix("/bagian")
    assert "3. Bibit karet" in browser.page(f"{draft}/bagian").text
    rows = {
        f"bagian-{n}-{name}": value
        for n, cost in enumerate(("20.000.000", "17.800.000"))
        for name, value in {
            "kegiatan": f"Bibit karet {n + 1}", "lokasi": "RT 1", "volume": "70",
            "satuan": "meter", "biaya": cost,
        }.items()
    }  # fmt: skip
    browser.sent(f"{draft}/bagian", {"alasan": "Dua dusun", **rows, "aksi": "lanjut"}, 303)
    assert browser.send(f"{draft}/kirim").status_code == 303
    page = browser.page(f"/usulan/{third}")
    assert page.text.count("Dipecah menjadi Bibit karet") == 2
    assert "Batalkan pemecahan" in page.text


def test_hints_stand_in_the_list_and_on_the_page_until_somebody_tells_them_apart(
    signed_in: SignedIn, database: Database
):
    first, second, _ = alike(database)
    browser = signed_in("kpmd")
    assert "Mirip dengan “Drainase pasangan Batu”, karena nama sama" in browser.page(LIST).text
    page = browser.page(f"/usulan/{second}")
    assert "Gabungkan keduanya" in page.text
    compared = browser.page(f"/usulan/{second}/beda/{first}")
    assert compared.h1 == "Usulan ini berbeda"
    wrong = browser.sent(f"/usulan/{second}/beda/{first}", {"alasan": ""}, 422)
    assert wrong.faults == ["Tulis mengapa keduanya berbeda."]
    browser.sent(f"/usulan/{second}/beda/{first}", {"alasan": "Lain dusun"}, 303)
    assert "Mirip dengan" not in browser.page(LIST).text
    assert "Mungkin sama" not in browser.page(f"/usulan/{first}").text
    browser.page(f"/usulan/{second}/beda/{first}", 409)


def test_who_may_not_fill_in_sees_hints_without_actions(signed_in: SignedIn, database: Database):
    first, _, _ = alike(database)
    page = signed_in("bpd").page(f"/usulan/{first}")
    assert "Mungkin sama dengan usulan lain" in page.text
    assert "Gabungkan" not in page.text
    assert signed_in("bpd").get(f"{LIST}/gabung").status_code == 403
