"""An administrator looks after the people of one kabupaten, and only of that."""

from collections.abc import Callable

import pytest

from musren.models.database import Database
from musren.models.orang import Pengguna, Tugas
from tests.web.conftest import PASSWORD, SUKAMAJU
from tests.web.inspector import Browser, Page

SignedIn = Callable[[str], Browser]
USERS = "/kabupaten/99.01/pengguna"
NEW = {"nama": "Ratna Dewi", "nama_pengguna": "ratna", "peran": "sekdes", "wilayah": str(SUKAMAJU)}


def id_of(database: Database, name: str) -> int:
    with database.read() as session:
        return session.query(Pengguna).filter_by(nama_pengguna=name).one().id


def role_of(database: Database, name: str) -> int:
    with database.read() as session:
        return session.query(Tugas).filter_by(pengguna_id=id_of(database, name)).one().id


def test_everybody_of_the_kabupaten_is_listed(signed_in: SignedIn):
    page = signed_in("admin").page(USERS)
    assert "7 pengguna." in page.text
    assert "Kepala Desa, Desa Sukamaju" in page.text
    assert "1 pengguna." in signed_in("admin").page(f"{USERS}?q=camat").text


def test_a_new_user_signs_in_once_with_the_password_shown_once(
    signed_in: SignedIn, client: Browser
):
    admin = signed_in("admin")
    admin.page(f"{USERS}/baru")
    made = admin.sent(f"{USERS}/baru", NEW)
    password = made.find("//*[@class='sekali']")[0].text
    assert client.enter("ratna", password).status_code == 303
    assert client.get(f"/formulir/usulan/2011/{SUKAMAJU}").headers["Location"].startswith("/sandi")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"nama_pengguna": "Dengan Spasi"}, "tanpa spasi"),
        ({"nama_pengguna": "kpmd"}, "sudah dipakai"),
        ({"nama": " "}, "Isi nama lengkap"),
        ({"peran": "raja"}, "Pilih tugas"),
        ({"wilayah": ""}, "Pilih wilayah"),
        ({"wilayah": "99.01.01"}, "dipegang di tingkat desa"),
        ({"peran": "skpd", "wilayah": "99.01"}, "Isi nama SKPD"),
        ({"mulai": "31/2/2011"}, "tidak ada pada kalender"),
        ({"mulai": "2/2/2011", "selesai": "1/2/2011"}, "tidak boleh sebelum"),
    ],
)
def test_a_refused_user_keeps_what_was_typed(
    signed_in: SignedIn, database: Database, change: dict[str, str], told: str
):
    page = signed_in("admin").sent(f"{USERS}/baru", NEW | change, 422)
    assert told in " ".join(page.faults)
    shown = {name: text for name, text in (NEW | change).items() if text != "raja"}
    assert {name: page.value(name) for name in shown} == shown
    with database.read() as session:
        assert session.query(Pengguna).count() == 7


@pytest.mark.parametrize("place", ["35.07", "35.07.21.2012", "99.02"])
def test_no_role_is_given_elsewhere(signed_in: SignedIn, database: Database, place: str):
    answer = signed_in("admin").send(f"{USERS}/baru", NEW | {"wilayah": place})
    assert answer.status_code == 404
    with database.read() as session:
        assert session.query(Pengguna).count() == 7


def test_a_role_is_added_and_ended(signed_in: SignedIn, database: Database):
    admin, kpmd = signed_in("admin"), id_of(database, "kpmd")
    given = admin.send(f"{USERS}/{kpmd}/tugas", {"peran": "sekdes", "wilayah": str(SUKAMAJU)})
    page = admin.page(str(given.headers["Location"]))
    assert "Sekretaris Desa" in page.text
    ends = [str(f) for f in page.find("//form/@action") if str(f).endswith("/akhiri")]
    assert len(ends) == 2
    assert admin.send(ends[0]).status_code == 303
    assert (
        len([f for f in admin.page(f"{USERS}/{kpmd}").find("//form/@action") if "akhiri" in f]) == 1
    )


def test_the_same_role_is_not_given_twice(signed_in: SignedIn, database: Database):
    kpmd = id_of(database, "kpmd")
    fields = {"peran": "kpmd", "wilayah": str(SUKAMAJU)}
    page = signed_in("admin").sent(f"{USERS}/{kpmd}/tugas", fields, 409)
    assert "sudah memegang tugas KPMD" in page.text


def test_nobody_raises_themselves(signed_in: SignedIn, database: Database):
    admin = id_of(database, "admin")
    fields = {"peran": "bappeda", "wilayah": "99.01"}
    assert "diri sendiri" in signed_in("admin").sent(f"{USERS}/{admin}/tugas", fields, 422).text


def test_the_last_administrator_stays(signed_in: SignedIn, database: Database):
    admin = id_of(database, "admin")
    path = f"{USERS}/{admin}/tugas/{role_of(database, 'admin')}/akhiri"
    assert "administrator terakhir" in signed_in("admin").sent(path, status=422).text


def test_a_role_of_somebody_else_is_not_ended_through_another_address(
    signed_in: SignedIn, database: Database
):
    path = f"{USERS}/{id_of(database, 'kpmd')}/tugas/{role_of(database, 'kades')}/akhiri"
    assert signed_in("admin").send(path).status_code == 404


def test_a_new_password_puts_the_person_out_until_it_is_used(
    signed_in: SignedIn, database: Database, client: Browser
):
    kpmd = signed_in("kpmd")
    page = signed_in("admin").sent(f"{USERS}/{id_of(database, 'kpmd')}/sandi")
    password = page.find("//*[@class='sekali']")[0].text
    assert kpmd.get("/wilayah").headers["Location"].startswith("/masuk")
    assert client.enter("kpmd", PASSWORD).status_code == 401
    assert client.enter("kpmd", password).status_code == 303


def test_an_account_is_closed_and_opened_again(
    signed_in: SignedIn, database: Database, client: Browser
):
    admin, path = signed_in("admin"), f"{USERS}/{id_of(database, 'kpmd')}/status"
    admin.send(path, {"aktif": "tidak"})
    assert client.enter("kpmd", PASSWORD).status_code == 401
    admin.send(path, {"aktif": "ya"})
    assert client.enter("kpmd", PASSWORD).status_code == 303


def test_somebody_of_elsewhere_is_not_there(signed_in: SignedIn, database: Database):
    with database.write() as session:
        session.query(Tugas).filter_by(pengguna_id=id_of(database, "tetangga")).delete()
    stranger = id_of(database, "tetangga")
    foreign: list[Page] = [
        signed_in("admin").page(f"{USERS}/{number}", 404) for number in (stranger, 9999)
    ]
    assert foreign[0].text == foreign[1].text
