"""The page of the RKP-Desa, its forms in the browser, and the years of one proposal."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from musren.domain.peran import Peran
from musren.models.database import Database
from musren.models.usulan import Usulan
from musren.services.baris_tetap import LAYOUTS
from musren.services.pilihan import Setting
from tests import dunia
from tests.services.rkp_uji import carry, draft, plan, realise, report, set_pagu, taking
from tests.web import keadaan
from tests.web.inspector import Browser, Page

SignedIn = Callable[[str], Browser]
RKP = f"{keadaan.DESA}/rkp"
LATER = RKP.replace("2011", "2012")


def steps(page: Page) -> dict[str, str]:
    """Title of each step to its state and reason."""
    return {
        one.find(".//h3/span").text_content(): " ".join(one.text_content().split())
        for one in page.find("//ol[@class='tugas']/li")
    }


def begin(browser: Browser, slug: str, tahun: int = 2011) -> str:
    """The address of a form, begun as its button does."""
    address = f"/formulir/{slug}/{tahun}/{dunia.SUKAMAJU}/mulai"
    answer = browser.send(address, {"kunci": f"{slug}-{tahun}", "objek": ""})
    return "/".join(answer.headers["Location"].split("/")[:3])


def step(browser: Browser, slug: str, langkah: str, tahun: int = 2011) -> Page:
    """A page of a form."""
    return browser.page(f"{begin(browser, slug, tahun)}/{langkah}")


@pytest.fixture
def two_years(database: Database) -> list[int]:
    """A year with three decided activities, one of them half done; the next year opened."""
    ids = keadaan.meeting(database)
    with database.write() as session:
        year = dunia.year(session)
        first, second, third = (session.get_one(Usulan, one) for one in ids)
        realise(
            session, year, report(first, "selesai", "140", "37.800.000"),
            report(second, "sebagian", "100", "20.000.000", "Hujan", "diusulkan_kembali"),
            report(third, "belum", "", "", "Tidak masuk APBD", "diusulkan_kembali"),
        )  # fmt: skip
        dunia.year(session, 2012)
    return ids


def test_an_empty_village_is_led_to_its_team(signed_in: SignedIn, database: Database):
    keadaan.profile(database)
    page = signed_in("kpmd").page(RKP)
    assert page.h1 == "RKP-Desa"
    assert "Tim Penyusun RKP-Desa" in page.find("//h2[@id='berikut']")[0].text
    told = steps(page)
    assert "Belum ada RPJM-Desa atau usulan lama" in told["Petik dari RPJM-Desa dan usulan lama"]
    assert "Isian musyawarah belum dikirim" in told["DU-RKP-Desa"]
    assert "Dikerjakan oleh Kepala Desa" in told["Surat usulan kepada Camat"]


def test_whoever_only_looks_sees_who_acts_and_no_button(signed_in: SignedIn, database: Database):
    keadaan.profile(database)
    page = signed_in("bpd").page(RKP)
    assert "Langkah ini dikerjakan oleh" in page.text
    assert page.find("//main//form") == []


def test_the_balance_is_of_proposals_first_and_of_decisions_then(
    signed_in: SignedIn, database: Database
):
    keadaan.profile(database)
    keadaan.proposals(database)
    with database.write() as session:
        set_pagu(session, dunia.year(session), add=(30_000_000, ""))
    page = signed_in("kpmd").page(RKP)
    assert "Belum ada keputusan Musrenbangdes" in page.text
    assert "Melebihi dana. Rencana Rp33.600.000 melebihi pagu ADD" in page.text
    assert "Pagu sudah diisi." in steps(page)["Pagu menurut sumber dana"]


def test_the_page_prints_without_buttons(signed_in: SignedIn, database: Database):
    keadaan.meeting(database)
    page = signed_in("kpmd").page(f"{RKP}?cetak=ya")
    assert page.find("//main//form") == []
    assert "Kembali ke tampilan biasa" in page.text
    assert "Yang direncanakan adalah kegiatan yang disepakati" in page.text


def test_next_year_leads_to_the_evaluation_of_this_one(signed_in: SignedIn, two_years: list[int]):
    page = signed_in("kpmd").page(LATER)
    told = steps(page)
    assert "Realisasi 3 dari 3 kegiatan sudah diisi." in told["Evaluasi RKP-Desa 2011"]
    assert "/formulir/realisasi-rkp/2011/" in str(
        page.find("//li[@id='langkah-evaluasi']//a/@href")[0]
    )
    assert "2 usulan lama dapat dipilih" in told["Petik dari RPJM-Desa dan usulan lama"]


def test_the_draft_is_picked_in_the_browser(signed_in: SignedIn, database: Database):
    with database.write() as session:
        plan(session, dunia.year(session), ("Sumur gali", 20_000_000, [], {}))
    browser = signed_in("kpmd")
    page = step(browser, "rancangan-rkp", "dipetik")
    assert "Sumur gali" in page.text
    assert "Belum dibagi per tahun" in page.text
    assert page.value("petik-0-biaya") == "20.000.000"
    with database.write() as session:
        who, year = dunia.act(session, Peran.KPMD), dunia.year(session)
        dunia.fill(session, who, "rancangan-rkp", year, dunia.SUKAMAJU,
                   taking(session, year, "Sumur gali"))  # fmt: skip
        made = session.scalars(select(Usulan.id)).one()
    told = browser.page(f"/usulan/{made}").text
    assert "Dipetik dari RPJM-Desa: Sumur gali" in told


def test_old_proposals_show_their_history_and_those_that_are_done(
    signed_in: SignedIn, two_years: list[int]
):
    browser = signed_in("kpmd")
    assert "RPJM-Desa belum ada" in step(browser, "rancangan-rkp", "dipetik", 2012).text
    page = step(browser, "rancangan-rkp", "usulan-lama", 2012)
    assert "Sebab: Hujan." in page.text
    assert "Tidak ditawarkan lagi karena sudah selesai." in page.text


def test_a_proposal_tells_its_years(signed_in: SignedIn, database: Database, two_years: list[int]):
    with database.write() as session:
        year = dunia.year(session, 2012)
        here = Setting(session=session, year=year, place=dunia.SUKAMAJU, answers={})
        rows: list[Any] = LAYOUTS["usulan_lama"](here)
        carry(session, year, *[("ya", "") for _ in rows])
        made = session.scalars(select(Usulan).where(Usulan.asal_id == two_years[1])).one()
        number = made.id
    browser = signed_in("kpmd")
    told = browser.page(f"/usulan/{number}").text
    assert "Riwayat antartahun" in told
    assert "Terlaksana sebagian: 100 dari 140 meter" in told
    assert "Diusulkan lagi sebagai Rabat beton" in browser.page(f"/usulan/{two_years[1]}").text


def test_the_evaluation_page_is_filled_in_from_last_year(signed_in: SignedIn, two_years: list[int]):
    browser = signed_in("kpmd")
    page = step(browser, "musrenbangdes", "evaluasi", 2012)
    assert page.value("evaluasi-1-usulan_id") == str(two_years[1])
    assert page.value("evaluasi-1-sebab") == "Hujan"


def test_the_balance_stands_above_the_decisions(signed_in: SignedIn, database: Database):
    keadaan.profile(database)
    keadaan.proposals(database)
    page = step(signed_in("kpmd"), "musrenbangdes", "keputusan")
    assert "Saldo menurut sumber dana" in page.text
    assert "Pagu desa belum diisi" in page.text


@pytest.mark.parametrize("jenis", ["formulir_rkp", "du_rkp", "penyelarasan", "naskah_rkp", "lkpj"])
def test_each_paper_says_what_is_missing_and_leads_there(
    signed_in: SignedIn, database: Database, jenis: str
):
    keadaan.profile(database)
    page = signed_in("kades").page(f"/naskah/{jenis}/{dunia.SUKAMAJU}/2011")
    assert "Isian musyawarah belum dikirim." in page.text


def test_money_and_realisation_are_sent_from_the_browser_and_warned_about(
    signed_in: SignedIn, database: Database
):
    ids = keadaan.meeting(database)
    browser = signed_in("kpmd")
    form = begin(browser, "pagu-desa")
    typed = {
        "aksi": "lanjut", "pagu_desa-0-sumber": "blm", "pagu_desa-0-pagu": "40.000.000",
        "pagu_desa-2-sumber": "add", "pagu_desa-2-pagu": "1.000.000",
    }  # fmt: skip
    assert browser.send(f"{form}/pagu", typed).headers["Location"] == f"{form}/periksa"
    assert browser.send(f"{form}/kirim").headers["Location"] == f"{form}/selesai"
    assert "Rp40.000.000" in browser.page(RKP).text
    form = begin(browser, "realisasi-rkp")
    row = {
        "aksi": "lanjut", "realisasi-0-usulan_id": str(ids[0]),
        "realisasi-0-status_pelaksanaan": "selesai", "realisasi-0-biaya_realisasi": "99.000.000",
    }  # fmt: skip
    browser.send(f"{form}/realisasi", row)
    assert "melebihi rencana Rp37.800.000" in browser.page(f"{form}/periksa").text
    browser.send(f"{form}/kirim")
    assert "Realisasi 1 dari 3 kegiatan" in browser.page(RKP).text


def test_a_reason_is_asked_beside_its_row(signed_in: SignedIn, database: Database):
    (first, *_) = keadaan.meeting(database)
    browser = signed_in("kpmd")
    form = begin(browser, "realisasi-rkp")
    row = {"aksi": "lanjut", "realisasi-0-usulan_id": str(first),
           "realisasi-0-status_pelaksanaan": "belum"}  # fmt: skip
    page = browser.sent(f"{form}/realisasi", row, 422)
    assert "Isi sebabnya, karena kegiatan ini belum selesai." in page.text


def test_a_proposal_that_left_the_draft_says_how_it_comes_back(
    signed_in: SignedIn, database: Database
):
    with database.write() as session:
        year = dunia.year(session)
        plan(session, year, ("Sumur gali", 20_000_000, [], {}))
        draft(session, year, **taking(session, year, "Sumur gali"))
        draft(session, year, **taking(session, year))
        made = session.scalars(select(Usulan.id)).one()
    browser = signed_in("kpmd")
    told = browser.page(f"/usulan/{made}").text
    assert "Dikeluarkan dari rancangan RKP-Desa" in told
    assert "Pilih lagi pada formulir Rancangan RKP-Desa" in told
    assert "0 usulan" in browser.page(RKP).text
