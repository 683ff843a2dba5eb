"""The trace as the Inspektorat reads it."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from musren.domain.peran import Act, Peran
from musren.domain.wilayah import RegionCode
from musren.models.database import Database
from musren.models.tahun import Tahun
from musren.services import akun, jejak
from tests.web import keadaan
from tests.web.conftest import KABUPATEN, NOW, PASSWORD, QUICK, SUKAMAJU
from tests.web.inspector import Browser

SignedIn = Callable[[str], Browser]


@pytest.fixture
def inspector(database: Database, signed_in: SignedIn) -> Browser:
    with database.write() as session:
        act = Act(oleh=akun.system(), pada=NOW)
        user = akun.create_user(session, act, "inspektur", "Pak Inspektur", PASSWORD, hasher=QUICK)
        akun.assign(session, act, user, Peran.INSPEKTORAT, KABUPATEN, mulai=date(2011, 1, 1))
        user.ganti_sandi = False
    return signed_in("inspektur")


def test_acts_are_told_with_who_and_where(inspector: Browser, database: Database):
    keadaan.proposals(database)
    page = inspector.page("/jejak/99.01?tindakan=ajukan_usulan")
    assert len(page.find("//tbody/tr")) == 3
    assert "KPMD" in page.text
    assert "Desa Sukamaju" in page.text
    assert "Ajukan usulan" in page.text


def test_a_long_trace_is_read_100_at_a_time(inspector: Browser, database: Database):
    with database.write() as session:
        for number in range(130):
            act = Act(oleh=akun.system(), pada=NOW)
            jejak.record(session, act, "uji", f"nomor:{number}", place=SUKAMAJU)
    first = inspector.page("/jejak/99.01?tindakan=uji")
    assert len(first.find("//tbody/tr")) == 100
    second = inspector.page(
        "/jejak/99.01" + str(first.find("//nav[@class='halaman']//a/@href")[-1])
    )
    assert len(second.find("//tbody/tr")) == 30
    assert "Nomor 0" in second.text


@pytest.mark.parametrize(
    ("path", "status"),
    [("/jejak/99.01", 200), ("/jejak/99.01.01.2001", 200), ("/jejak/35.07", 404),
     ("/jejak/99.01?sebelum=abc", 200)],
)  # fmt: skip
def test_the_inspektorat_reads_its_own_kabupaten(inspector: Browser, path: str, status: int):
    inspector.page(path, status)


def test_a_year_and_filters_are_told_in_words(inspector: Browser, database: Database):
    with database.write() as session:
        year = session.scalars(select(Tahun)).one()
        jejak.record(
            session, Act(oleh=akun.system(), pada=NOW), "uji", f"tahun:{year.id}",
            place=RegionCode("99.01"), rincian={"saring": {"sumber": "apbd"}, "kolom": ["a", "b"]},
        )  # fmt: skip
    told = inspector.page("/jejak/99.01?tindakan=uji").text
    assert "Tahun 2011" in told
    assert "saring: sumber apbd; kolom: a, b" in told
