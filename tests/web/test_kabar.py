"""The news pages of a village: groups, short texts, the poster, and all posters as a job."""

import io
from collections.abc import Callable

from docx import Document
from flask import Flask
from sqlalchemy import select

from musren.models.database import Database
from musren.models.kerja import Pekerjaan
from tests.web import keadaan
from tests.web.conftest import Clock
from tests.web.inspector import Browser

SignedIn = Callable[[str], Browser]
KABAR = f"{keadaan.DESA}/kabar"


def test_a_hamlet_gets_its_texts_and_its_poster(
    signed_in: SignedIn, database: Database, clock: Clock
):
    keadaan.meeting(database)
    clock.forward(days=30)  # after the meeting was recorded
    browser = signed_in("kpmd")
    groups = browser.page(KABAR)
    assert "Kabar usulan Dusun II tahun 2011: 3 usulan" in groups.text
    assert browser.page(keadaan.DESA).find(f"//a[@href='{KABAR}']")
    link = str(groups.find("//h2/a[normalize-space()='Dusun II']/@href")[0])
    page = browser.page(link)
    areas = page.find("//textarea[@readonly]")
    assert len(areas) == 4
    assert all(0 < len(area.text_content()) <= 300 for area in areas)
    poster = browser.get(f"{link}.docx")
    assert poster.headers["Content-Disposition"].endswith(".docx")
    words = "\n".join(p.text for p in Document(io.BytesIO(poster.data)).paragraphs)
    assert "KABAR USULAN TAHUN 2011" in words
    assert "Poster masih sesuai" in browser.page(KABAR).text


def test_an_unknown_group_is_not_found(signed_in: SignedIn, database: Database):
    keadaan.profile(database)
    browser = signed_in("kpmd")
    assert browser.get(f"{KABAR}/k999").status_code == 404
    assert browser.get(f"{KABAR}/d999.docx").status_code == 404


def test_all_posters_are_asked_for_as_a_job(signed_in: SignedIn, database: Database, app: Flask):
    keadaan.meeting(database)
    browser = signed_in("kpmd")
    answer = browser.post(f"{KABAR}/semua", data={"csrf_token": browser.mark()},
                          headers={"Origin": "http://localhost"})  # fmt: skip
    assert answer.status_code == 303
    with database.read() as session:
        job = session.scalars(select(Pekerjaan)).one()
        assert (job.jenis, job.wilayah_kode) == ("kabar_wilayah", "99.01.01.2001")
        assert answer.headers["Location"] == f"/pekerjaan/{job.kode}"
