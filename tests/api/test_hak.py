"""Who may do what over the JSON edge: every role, at its own place, elsewhere and nowhere."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from musren import api
from musren.app import UndeclaredAccess, create_app
from musren.domain.peran import Act, Peran
from musren.models.database import Database
from musren.models.orang import Pengguna, Token
from musren.services import akun
from musren.settings import Settings
from tests import dunia
from tests.api import jalan
from tests.api.conftest import UJI, Musren, Program, galat, opened, own_world, usulan
from tests.fixtures.database import empty

P = Peran
KABUPATEN = {P.ADMINISTRATOR, P.BAPPEDA, P.BUPATI, P.DPRD, P.SKPD, P.INSPEKTORAT, P.FASKAB,
             P.SETRAWAN_KABUPATEN}  # fmt: skip
KECAMATAN = {P.CAMAT, P.STAF_KECAMATAN, P.SETRAWAN_KECAMATAN, P.FK, P.BKAD}
MULYA = str(dunia.SUKAMULYA)
HILANG = "99.01.01.2999"

Call = Callable[[Program, str], Any]

# Written by hand, apart from the program's own table: who gets past the right itself.
TABLE: dict[str, tuple[set[Peran], Call]] = {
    "POST usulan": (
        {P.KPMD, P.LPMD, P.SEKDES, P.KEPALA_DESA, P.FK},
        lambda p, place: p.post("/api/v1/usulan", usulan() | {"desa_kode": place}),
    ),
    "POST musrenbangdes": (
        {P.KPMD, P.LPMD, P.SEKDES, P.KEPALA_DESA, P.FK},
        lambda p, place: p.post(f"/api/v1/desa/{place}/2011/musrenbangdes", {"kunci": "k"}),
    ),
    "POST naskah BA": (
        {P.SEKDES, P.KEPALA_DESA},
        lambda p, place: p.post(jalan.NASKAH, jalan.order(wilayah=place)),
    ),
    "POST naskah SK": (
        {P.KEPALA_DESA},
        lambda p, place: p.post(jalan.NASKAH, jalan.order("sk_rkp_desa", wilayah=place)),
    ),
    "GET usulan": (
        set(Peran),
        lambda p, place: p.get("/api/v1/usulan", tahun=2011, desa=place),
    ),
    "GET keputusan": (
        set(Peran),
        lambda p, place: p.get("/api/v1/keputusan", tahun=2011, wilayah=place),
    ),
    "GET naskah": (set(Peran), lambda p, place: p.get(jalan.NASKAH, wilayah=place)),
    "GET pilihan": (
        set(Peran),
        lambda p, place: p.get("/api/v1/pilihan", tahun=2011, wilayah=place, alur="usulan"),
    ),
    "GET ekspor": (
        KABUPATEN | KECAMATAN,
        lambda p, place: p.get("/api/v1/ekspor/bappeda", kabupaten="99.01", tahun=2011, desa=place),
    ),
}
KECAMATAN_TABLE: dict[str, tuple[set[Peran], Call]] = {
    "POST musrenbang kecamatan": (
        KECAMATAN,
        lambda p, place: p.post(
            f"/api/v1/kecamatan/{place}/2011/musrenbang-kecamatan", {"kunci": "k"}
        ),
    ),
    "POST naskah SPC": (
        {P.CAMAT},
        lambda p, place: p.post(jalan.NASKAH, jalan.order("spc", wilayah=place)),
    ),
    "GET keputusan": (
        KABUPATEN | KECAMATAN,
        lambda p, place: p.get("/api/v1/keputusan", tahun=2011, wilayah=place),
    ),
}


@pytest.fixture(scope="module")
def dunia_hak(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Musren]:
    """One world of its own for the whole table."""
    with own_world(tmp_path_factory.mktemp("hak")) as found:
        yield found


def passed(answer: Any) -> bool:
    """Past the right: done, or stopped by a rule about the content alone."""
    if answer.status_code in {403, 404}:
        galat(answer, answer.status_code)
        return False
    assert answer.status_code in {200, 201, 409, 422}, answer.text
    return True


@pytest.mark.parametrize("peran", list(Peran))
@pytest.mark.parametrize("name", list(TABLE))
def test_a_role_does_in_its_village_what_the_table_says(dunia_hak: Musren, name: str, peran: Peran):
    allowed, call = TABLE[name]
    assert passed(call(dunia_hak.program(peran), str(dunia.SUKAMAJU))) is (peran in allowed)


@pytest.mark.parametrize("peran", list(Peran))
@pytest.mark.parametrize("name", list(KECAMATAN_TABLE))
def test_a_role_does_in_its_kecamatan_what_the_table_says(
    dunia_hak: Musren, name: str, peran: Peran
):
    allowed, call = KECAMATAN_TABLE[name]
    assert passed(call(dunia_hak.program(peran), str(dunia.KECAMATAN))) is (peran in allowed)


@pytest.mark.parametrize("peran", [P.KEPALA_DESA, P.SEKDES, P.BPD, P.LPMD, P.KPMD])
@pytest.mark.parametrize("name", list(TABLE))
def test_another_village_answers_like_one_that_is_not_there(
    dunia_hak: Musren, name: str, peran: Peran
):
    program, call = dunia_hak.program(peran), TABLE[name][1]
    foreign, missing = call(program, MULYA), call(program, HILANG)
    assert foreign.status_code in {403, 404}
    assert foreign.get_json() == missing.get_json()


def test_things_of_another_village_answer_like_things_that_are_not_there(musren: Musren):
    jalan.held(musren)
    paper = jalan.issued(musren)["id"]
    other = musren.program(P.KEPALA_DESA, dunia.SUKAMULYA)
    for there, nowhere in (
        (f"/api/v1/usulan/{jalan.kode(1)}", "/api/v1/usulan/99.01.01.2001-2011-999"),
        (f"/api/v1/usulan/{jalan.kode(1)}/paspor",
         "/api/v1/usulan/99.01.01.2001-2011-999/paspor"),
        *((f"{jalan.NASKAH}/{paper}{tail}", f"{jalan.NASKAH}/999999{tail}")
          for tail in ("", "/docx", "/pdf")),
    ):  # fmt: skip
        assert galat(other.get(there), 404) == galat(other.get(nowhere), 404)


def test_a_kecamatan_key_reads_the_village_and_writes_nothing_there(musren: Musren):
    jalan.two_proposals(musren)
    camat = musren.program(P.CAMAT)
    assert camat.get(f"/api/v1/usulan/{jalan.kode(1)}").status_code == 200
    galat(camat.post("/api/v1/usulan", usulan()), 403)
    galat(camat.post(jalan.DESA, jalan.meeting()), 403)
    galat(camat.post(jalan.NASKAH, jalan.order()), 403)


# --- keys -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Bearer salah", "Basic YTpi", "msr_x", "Bearer \xff\xfe"]
)
def test_without_a_known_key_nothing_opens(ringan: Musren, header: str):
    answer = Program(ringan.app).send(
        "GET", "/api/v1/usulan", headers={"Authorization": header} if header else {}
    )
    galat(answer, 401)
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_key_ends_with_its_day_its_revocation_and_its_owner(
    sqlite_database: Database, tmp_path: Path
):
    first = opened(sqlite_database, tmp_path)
    program = first.program(P.KPMD)
    asked = ("/api/v1/usulan", {"tahun": 2011})

    def status(when: timedelta = timedelta()) -> int:
        settings = Settings(data_dir=tmp_path, database_url="", secret_key="uji")
        app = create_app(settings, sqlite_database, clock=lambda: dunia.NOW + when)
        return Program(app, program.kunci).get(asked[0], **asked[1]).status_code

    def change(what: Callable[[Any], None]) -> None:
        with sqlite_database.write() as session:
            what(session)

    def set_active(session: Any, *, aktif: bool) -> None:
        person = session.scalar(select(Pengguna).where(Pengguna.nama_pengguna.startswith("kpmd")))
        akun.set_active(session, Act(oleh=UJI.oleh, pada=dunia.NOW), person, aktif=aktif)

    assert [status(), status(timedelta(days=29)), status(timedelta(days=31))] == [200, 200, 401]
    change(lambda s: set_active(s, aktif=False))
    assert status() == 401
    change(lambda s: set_active(s, aktif=True))
    assert status() == 200
    change(lambda s: akun.revoke_token(s, UJI, s.scalar(select(Token))))
    assert status() == 401
    empty(sqlite_database)


def test_a_signed_in_browser_opens_nothing_here(ringan: Musren):
    with ringan.app.test_client() as browser:
        with browser.session_transaction() as cookie:
            cookie["rahasia"] = "x"
        galat(browser.get("/api/v1/usulan?tahun=2011"), 401)


def test_an_operation_without_a_declared_right_keeps_musren_from_starting(
    sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    whole = api.register

    def register(app: Any) -> None:
        whole(app)
        app.add_url_rule("/api/v1/rahasia", "lupa", lambda: "x")

    monkeypatch.setattr("musren.app.api.register", register)
    settings = Settings(data_dir=tmp_path, database_url="", secret_key="uji")
    with pytest.raises(UndeclaredAccess, match="lupa"):
        create_app(settings, sqlite_database)


def test_a_right_held_nowhere_is_refused_before_the_body_is_read(ringan: Musren):
    galat(ringan.program(P.DPRD).send("POST", "/api/v1/usulan", data=b"{"), 403)
