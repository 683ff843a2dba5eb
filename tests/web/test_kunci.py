"""Keys for programs: an administrator makes one, it is shown once, it opens the JSON edge."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from musren.models.database import Database
from musren.models.jejak import Jejak
from musren.models.orang import Token
from tests.web.conftest import Clock
from tests.web.inspector import Browser, Page
from tests.web.test_pengguna import USERS, id_of, role_of

SignedIn = Callable[[str], Browser]


@pytest.fixture
def admin(signed_in: SignedIn) -> Browser:
    return signed_in("admin")


def keys_of(database: Database, name: str = "kpmd") -> str:
    return f"{USERS}/{id_of(database, name)}/kunci"


def wanted(database: Database, name: str = "kpmd", **more: str) -> dict[str, str]:
    role = str(role_of(database, name))
    return {"nama": "Sistem desa", "pegangan": role, "berakhir": "30/6/2011", **more}


def made(admin: Browser, database: Database, name: str = "kpmd") -> tuple[Page, str]:
    page = admin.sent(keys_of(database, name), wanted(database, name))
    return page, str(page.find("//*[@class='sekali']")[0].text)


def called(app: Flask, secret: str) -> int:
    headers = {"Authorization": f"Bearer {secret}"}
    address = "/api/v1/usulan?desa=99.01.01.2001&tahun=2011"
    return app.test_client().get(address, headers=headers).status_code


def tokens(database: Database) -> int:
    with database.read() as session:
        return session.query(Token).count()


def test_a_key_opens_the_json_edge_until_it_is_revoked(
    admin: Browser, database: Database, app: Flask
):
    _, secret = made(admin, database)
    assert called(app, secret) == 200
    home = f"{USERS}/{id_of(database, 'kpmd')}"
    (revoke,) = [a for a in admin.page(home).find("//form/@action") if str(a).endswith("/cabut")]
    assert admin.send(str(revoke)).headers["Location"] == f"{home}?pesan=kunci"
    assert called(app, secret) == 401
    page = admin.page(f"{home}?pesan=kunci")
    assert "dicabut 17 Januari 2011" in page.text
    assert not [a for a in page.find("//form/@action") if str(a).endswith("/cabut")]


def test_the_secret_is_shown_once_and_not_kept_by_the_browser(admin: Browser, database: Database):
    page, secret = made(admin, database)
    assert admin.answer.headers["Cache-Control"] == "no-store"
    assert "Authorization: Bearer" in page.text
    assert page.find("//a[@href='/api/openapi.json']")
    again = admin.page(f"{USERS}/{id_of(database, 'kpmd')}")
    assert "Sistem desa" in again.text
    assert "KPMD, Desa Sukamaju" in again.text
    assert "sampai 30 Juni 2011" in again.text
    assert secret not in again.text_source
    with database.read() as session:
        kept = session.scalars(select(Token)).one()
        assert secret not in kept.rahasia_hash


def test_a_key_is_valid_through_its_last_day_at_the_place(
    admin: Browser, database: Database, app: Flask, clock: Clock
):
    _, secret = made(admin, database)
    clock.forward(days=164, hours=14)  # 30 June 2011, 23.12 WIB
    assert called(app, secret) == 200
    clock.forward(hours=1)
    assert called(app, secret) == 401


def test_making_and_revoking_leave_a_trace_in_the_kabupaten(admin: Browser, database: Database):
    made(admin, database)
    with database.read() as session:
        number = session.scalars(select(Token.id)).one()
    admin.send(f"{keys_of(database)}/{number}/cabut")
    with database.read() as session:
        found = session.scalars(select(Jejak).where(Jejak.tindakan.endswith("_kunci_program")))
        told = [(one.tindakan, one.wilayah_kode) for one in found]
    assert told == [
        ("buat_kunci_program", "99.01.01.2001"),
        ("cabut_kunci_program", "99.01.01.2001"),
    ]


def test_half_a_year_is_offered(admin: Browser, database: Database):
    page = admin.page(f"{USERS}/{id_of(database, 'kpmd')}")
    assert page.value("berakhir") == "16-07-2011"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"nama": " "}, "Isi nama kunci"),
        ({"pegangan": ""}, "Pilih salah satu tugas"),
        ({"pegangan": "9999"}, "Pilih salah satu tugas"),
        ({"berakhir": ""}, ""),
        ({"berakhir": "31/2/2011"}, "tidak ada pada kalender"),
        ({"berakhir": "16/1/2011"}, "366 hari"),
        ({"berakhir": "19/1/2012"}, "366 hari"),
    ],
)
def test_a_refused_key_keeps_what_was_typed(
    admin: Browser, database: Database, change: dict[str, str], told: str
):
    page = admin.sent(keys_of(database), wanted(database) | change, 422)
    assert page.faults
    assert told in " ".join(page.faults)
    given = wanted(database) | change
    assert page.value("nama") == given["nama"]
    assert page.value("berakhir") == given["berakhir"]
    assert tokens(database) == 0


@pytest.mark.parametrize("day", ["17/1/2011", "18/1/2012"])
def test_a_key_lasts_from_today_to_366_days(admin: Browser, database: Database, day: str):
    admin.sent(keys_of(database), wanted(database, berakhir=day))
    assert tokens(database) == 1


def test_a_key_carries_no_role_of_somebody_else(admin: Browser, database: Database):
    other = {"pegangan": str(role_of(database, "kades"))}
    admin.sent(keys_of(database), wanted(database) | other, 422)
    assert tokens(database) == 0


def test_a_closed_account_gets_no_key(admin: Browser, database: Database):
    admin.send(f"{USERS}/{id_of(database, 'kpmd')}/status", {"aktif": "tidak"})
    page = admin.sent(keys_of(database), wanted(database), 422)
    assert "nonaktif" in page.text
    assert not page.find("//input[@name='berakhir']")
    assert tokens(database) == 0


def test_a_key_of_somebody_else_is_not_revoked_through_another_address(
    admin: Browser, database: Database, app: Flask
):
    _, secret = made(admin, database)
    with database.read() as session:
        number = session.scalars(select(Token.id)).one()
    assert admin.send(f"{keys_of(database, 'kades')}/{number}/cabut").status_code == 404
    assert called(app, secret) == 200


def test_a_key_whose_role_ended_is_told_to_open_nothing(
    admin: Browser, database: Database, app: Flask
):
    _, secret = made(admin, database)
    home = f"{USERS}/{id_of(database, 'kpmd')}"
    admin.send(f"{home}/tugas/{role_of(database, 'kpmd')}/akhiri")
    assert called(app, secret) == 401
    assert "tidak berlaku" in admin.page(home).text
