"""Several browsers at the same moment, on both engines: nobody meets a conflict they did not cause."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from musren.models.database import Database
from musren.models.draf import Draf
from musren.models.naskah import Naskah
from tests.fixtures.database import ENGINES, empty
from tests.web import keadaan
from tests.web.conftest import SUKAMAJU, people
from tests.web.inspector import Browser

SignedIn = Callable[[str], Browser]
AT_ONCE = 5


@pytest.fixture(params=ENGINES)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """The people of these tests on either engine."""
    found: Database = request.getfixturevalue(
        "sqlite_database" if request.param == "sqlite" else "postgres_database"
    )
    people(found)
    yield found
    empty(found)


def at_once(
    browsers: list[Browser], path: str, forms: list[dict[str, str]]
) -> set[tuple[int, str | None]]:
    """Send the same form from every browser, each with its own mark; what they were told."""
    marks = [one.mark() for one in browsers]
    start = Barrier(len(browsers))

    def send(n: int) -> TestResponse:
        start.wait()
        own = {"Origin": "http://localhost"}
        return browsers[n].post(path, data={"csrf_token": marks[n], **forms[n]}, headers=own)

    with ThreadPoolExecutor(len(browsers)) as pool:
        answers = list(pool.map(send, range(len(browsers))))
    return {(one.status_code, one.headers.get("Location")) for one in answers}


def test_a_form_there_is_only_one_of_is_opened_once(signed_in: SignedIn, database: Database):
    browsers = [signed_in("kpmd") for _ in range(AT_ONCE)]
    keys = [{"kunci": f"tab-{n}"} for n in range(AT_ONCE)]
    told = at_once(browsers, f"/formulir/profil-desa/2011/{SUKAMAJU}/mulai", keys)
    with database.read() as session:
        (only,) = session.scalars(select(Draf.id)).all()
    assert told == {(303, f"/draf/{only}/kantor")}


def test_every_click_on_issue_is_answered_with_the_paper(signed_in: SignedIn, database: Database):
    keadaan.meeting(database)
    browsers = [signed_in("kades") for _ in range(AT_ONCE)]
    form = {"tanggal": "17/1/2011", "setuju": "ya", "kunci": "satu klik"}
    told = at_once(browsers, f"/naskah/ba_musrenbangdes/{SUKAMAJU}/2011", [form] * AT_ONCE)
    with database.read() as session:
        (only,) = session.execute(select(Naskah.id, Naskah.nomor_urut, Naskah.status)).all()
    assert tuple(only)[1:] == (1, "terbit")
    assert told == {(303, f"/naskah/{only.id}?pesan=terbit")}
