"""The women's meeting page by page, and how the Musrenbangdes shows what it decided."""

from collections.abc import Callable

from flask import Flask

from musren.domain.peran import Peran
from musren.models.database import Database
from musren.models.usulan import Usulan
from musren.settings import Settings
from tests import dunia
from tests.web import keadaan
from tests.web.inspector import Browser

SignedIn = Callable[[str], Browser]
LIST = f"{keadaan.DESA}/usulan"
FORM = f"/formulir/{{}}/{keadaan.TAHUN}/{dunia.SUKAMAJU}/mulai"


def women(database: Database, *more: str) -> list[int]:
    """Profile and proposals: a non-SPP and an SPP of the MKP, and others; their ids."""
    keadaan.profile(database)
    with database.write() as session:
        year = dunia.year(session)
        made = [dunia.propose(session, year, **one) for one in dunia.kinds("mkp", "spp", *more)]
        return [one.id for one in made]


def held(database: Database, ids: list[int]) -> None:
    with database.write() as session:
        made = [session.get_one(Usulan, one) for one in ids]
        dunia.hold_mkp(session, dunia.year(session), dunia.mkp_agrees(made))


def test_every_page_of_the_form_opens_and_tells_its_rule(signed_in: SignedIn, database: Database):
    women(database)
    browser = signed_in("kpmd")
    draft = str(browser.send(FORM.format("mkp"), {"kunci": "m"}).headers["Location"])
    draft = draft.rpartition("/")[0]
    for slug in ("undangan", "hadir", "pimpinan", "wakil"):
        browser.page(f"{draft}/{slug}")
    page = browser.page(f"{draft}/usulan")
    assert "paling banyak satu usulan SPP dan satu usulan non-SPP" in page.text
    assert "Non-SPP" in page.text
    assert "Pembahasan dan pemeringkatan usulan perempuan" in str(
        browser.page(f"{draft}/undangan").text_source
    )
    browser.page(f"{draft}/periksa")


def test_the_musrenbangdes_shows_what_the_women_decided_first(
    signed_in: SignedIn, database: Database, app: Flask, tmp_path
):
    ids = women(database, "add")
    held(database, ids[:2])
    settings = Settings(data_dir=tmp_path, database_url="", secret_key="rahasia untuk uji")
    keadaan.issued(database, settings, "ba_mkp")
    browser = signed_in("kpmd")
    draft = str(browser.send(FORM.format("musrenbangdes"), {"kunci": "m"}).headers["Location"])
    page = browser.page(f"{draft.rpartition('/')[0]}/keputusan")
    assert page.text.count("disahkan dari MKP") == 2
    assert [page.value(f"keputusan-{n}-putusan") for n in range(3)] == [
        "disepakati", "disepakati", "",
    ]  # fmt: skip
    assert page.value("keputusan-0-sumber") == "blm"
    board = browser.page(f"{keadaan.DESA}/mkp")
    assert "Berita Acara MKP Nomor" in board.text
    assert "Bagian perempuan tiap tahap" in browser.page(keadaan.DESA).text


def test_the_page_of_the_mkp_leads_from_the_record_to_the_paper(
    signed_in: SignedIn, database: Database
):
    keadaan.profile(database)
    with database.write() as session:
        year = dunia.year(session)
        posyandu = {"kegiatan": "Gedung Posyandu"}
        made = [
            dunia.propose(session, year, **(dunia.KINDS[name] | more))
            for name, more in (("mkp", posyandu), ("spp", {}), ("blm", posyandu))
        ]
        ids = [one.id for one in made]
    browser = signed_in("kpmd")
    before = browser.page(f"{keadaan.DESA}/mkp")
    assert "Mulai isian MKP" in before.text
    assert "belum dibahas" in before.text
    assert "Ajukan usulan pengganti" in browser.page(f"/usulan/{ids[0]}").text
    with database.write() as session:
        made = [session.get_one(Usulan, one) for one in ids[:2]]
        dunia.hold_mkp(session, dunia.year(session), dunia.mkp_agrees(made))
    page = browser.page(f"{keadaan.DESA}/mkp")
    assert "Periksa Berita Acara MKP" in page.text
    assert "8 dari 12 orang (66,7%)" in page.text
    assert "Peserta 7" in page.text
    assert "MKP" in browser.page(f"/usulan/{ids[0]}").text
    assert "Bagian perempuan tiap tahap" in browser.page(LIST).text


def test_a_replacement_begins_as_the_womens_own(signed_in: SignedIn, database: Database):
    keadaan.profile(database)
    with database.write() as session:
        year, who = dunia.year(session), dunia.act(session, Peran.KPMD)
        assert who
        same = {"kegiatan": "Gedung Posyandu"}
        old = dunia.propose(session, year, **(dunia.KINDS["mkp"] | same)).id
        dunia.propose(session, year, **(dunia.KINDS["blm"] | same))
    browser = signed_in("kpmd")
    answer = browser.send(
        f"/formulir/usulan/{keadaan.TAHUN}/{dunia.SUKAMAJU}/mulai",
        {"kunci": "g", "objek": f"pengganti:{old}"},
    )
    draft = str(answer.headers["Location"]).removesuffix("/kegiatan")
    assert browser.page(f"{draft}/asal").value("asal") == "mkp"
