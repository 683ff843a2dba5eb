"""The public pages: no sign-in, no cookie, no script, kept by caches, closed until opened."""

from collections.abc import Callable

from musren.domain.peran import Peran
from musren.models.database import Database
from musren.services.publik import publish
from tests import dunia
from tests.web import keadaan
from tests.web.inspector import Browser

PAGE = "/publik/99.01.01.2001/2011"
ADDRESSES = (
    "/publik", "/publik/99.01", "/publik/99.01.01", "/publik/99.01.01.2001", PAGE,
    f"{PAGE}/usulan.csv",
)  # fmt: skip


def opened(database: Database) -> None:
    keadaan.meeting(database)
    with database.write() as session:
        publish(session, dunia.act(session, Peran.BAPPEDA), dunia.year(session))


def test_nothing_is_public_before_bappeda_opens_the_year(client: Browser, database: Database):
    keadaan.meeting(database)
    assert {path: client.get(path).status_code for path in ADDRESSES[1:]} == dict.fromkeys(
        ADDRESSES[1:], 404
    )
    assert "Belum ada kabupaten" in client.get("/publik").text


def test_anybody_reads_it_without_a_cookie_and_caches_keep_it(client: Browser, database: Database):
    opened(database)
    for path in ADDRESSES:
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Cache-Control"].startswith("public")
        again = client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
    assert "<script" not in client.get(PAGE).text


def test_the_list_leads_to_the_village_and_on_to_its_data(client: Browser, database: Database):
    opened(database)
    assert f'href="{PAGE}"' in client.get("/publik").text
    page = client.get(PAGE).text
    assert "Drainase Dusun II" in page
    assert "Musrenbangdes Desa Sukamaju, 17 Januari 2011" in page
    assert f'href="{PAGE}/usulan.csv"' in page
    for name in ("Peserta", "Ahmad Sukri", "LPMD"):
        assert name not in page
    data = client.get(f"{PAGE}/usulan.csv")
    assert data.headers["Content-Type"].startswith("text/csv")
    assert "attachment" in data.headers["Content-Disposition"]


def test_a_change_gives_a_new_mark(client: Browser, database: Database):
    opened(database)
    before = client.get(PAGE).headers["ETag"]
    keadaan.proposals(database)
    assert client.get(PAGE).headers["ETag"] != before


def test_strange_addresses_are_not_found(client: Browser, database: Database):
    opened(database)
    for path in ("/publik/apa", "/publik/99.01.01.2999", "/publik/99.01/2011", f"{PAGE[:-4]}1999",
                 "/publik/35.07", "/publik/%00"):  # fmt: skip
        assert client.get(path).status_code == 404, path


def test_the_village_home_of_an_open_year_leads_there(
    signed_in: Callable[[str], Browser], database: Database
):
    opened(database)
    assert signed_in("kpmd").page(f"{keadaan.DESA}/kabar").find(f"//a[@href='{PAGE}']")
    assert signed_in("kpmd").page(keadaan.DESA).find(f"//a[@href='{PAGE}']")
