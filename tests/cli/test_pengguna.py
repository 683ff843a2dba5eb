"""`musren user`: one person, one role at one place; passwords and keys shown once."""

import re
from datetime import date
from pathlib import Path

import pytest

from musren.app import create_app
from musren.cli.ruang import here_and_now
from musren.domain.peran import Peran
from musren.domain.wilayah import RegionCode
from musren.models.orang import Token
from musren.services import sandi
from musren.services.akun import HASHER, find_user
from musren.services.tahun import open_year
from tests.cli.conftest import Run, room

CAMAT = ("--nama", "Bambang Haryadi", "--peran", "camat", "--wilayah", "99.01.01")


def test_a_person_is_added_on_an_empty_musren_and_the_password_is_printed_once(
    run: Run, home: Path
):
    found = run("user", "add", "Bambang", *CAMAT)
    assert (found.code, found.err) == (0, "")
    (password,) = re.findall(r"Kata sandi sekali pakai: (\S+)", found.out)
    assert found.out.count(password) == 1
    with room() as opened, opened.database.read() as session:
        user = find_user(session, "bambang")
        assert user is not None
        assert sandi.matches(HASHER, user.sandi_hash, password)
        assert user.ganti_sandi
        assert password not in user.sandi_hash
        (role,) = user.tugas
        assert (role.peran, role.wilayah_kode, role.selesai) == (Peran.CAMAT, "99.01.01", None)


def test_a_password_of_ones_own_is_not_printed(run: Run, plain_home: Path):
    found = run("user", "add", "bambang", *CAMAT, "--sandi", "kopi-hangat-di-balai-desa")
    assert found.code == 0
    assert "kopi-hangat" not in found.out + found.err


def test_a_period_is_typed_as_people_write_dates(run: Run, plain_home: Path):
    run("user", "add", "bambang", *CAMAT, "--mulai", "2011-01-03", "--selesai", "31 Desember 2013")
    with room() as opened, opened.database.read() as session:
        user = find_user(session, "bambang")
        assert user is not None
        assert (user.tugas[0].mulai, user.tugas[0].selesai) == (
            date(2011, 1, 3),
            date(2013, 12, 31),
        )


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"--wilayah": "99.01"}, "Camat"),
        ({"--peran": "kepala_desa"}, "desa"),
        ({"--wilayah": "99.01.77"}, "99.01.77"),
        ({"--wilayah": "Sukaraya"}, "Sukaraya"),
        ({"--mulai": "kemarin"}, "bukan tanggal"),
        ({"--mulai": "2011-02-01", "--selesai": "2011-01-01"}, "selesai"),
        ({"--sandi": "123"}, "sandi"),
        ({"--nama": "  "}, "Isi nama lengkap"),
        ({"--peran": "skpd", "--wilayah": "99.01"}, "SKPD"),
    ],
)
def test_a_person_that_cannot_be_added_is_told_why_and_nothing_is_kept(
    run: Run, plain_home: Path, changed: dict[str, str], told: str
):
    given = dict(zip(CAMAT[::2], CAMAT[1::2], strict=True)) | changed
    found = run("user", "add", "bambang", *(word for pair in given.items() for word in pair))
    assert found.code == 1, found
    assert told in found.err
    assert found.out == ""
    with room() as opened, opened.database.read() as session:
        assert find_user(session, "bambang") is None


def test_a_user_name_is_given_once(run: Run, plain_home: Path):
    assert run("user", "add", "bambang", *CAMAT).code == 0
    again = run("user", "add", "BAMBANG", *CAMAT)
    assert again.code == 1
    assert "sudah dipakai" in again.err


# --- keys for programs ----------------------------------------------------------------------------

KEY = ("--peran", "camat", "--wilayah", "99.01.01", "--nama", "Sistem kecamatan")


def asked(secret: str) -> int:
    """The status with which the JSON edge answers a program that holds this key."""
    with room() as opened:
        app = create_app(opened.settings, opened.database)
        found = app.test_client().get(
            "/api/v1/usulan?desa=99.01.01.2001&tahun=2011",
            headers={"Authorization": f"Bearer {secret}"},
        )
        return found.status_code


def test_a_key_is_printed_once_and_opens_the_json_edge_until_it_is_revoked(run: Run, home: Path):
    run("user", "add", "bambang", *CAMAT)
    with room() as opened, opened.database.write() as session:
        open_year(session, here_and_now(), RegionCode("99.01"), 2011)
    found = run("user", "key", "bambang", *KEY)
    assert (found.code, found.err) == (0, "")
    (secret,) = re.findall(r"dicetak sekali: (\S+)", found.out)
    (number,) = re.findall(r"Kunci nomor (\d+) dibuat: Camat di 99\.01\.01", found.out)
    assert found.out.count(secret) == 1
    assert asked(secret) == 200
    revoked = run("user", "revoke-key", number)
    assert (revoked.code, secret in revoked.out) == (0, False)
    assert "sudah dicabut" in revoked.out
    assert asked(secret) == 401
    assert "sebelumnya" in run("user", "revoke-key", number).out


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"--peran": "fk"}, "tidak memegang tugas"),
        ({"--wilayah": "99.01.02"}, "tidak memegang tugas"),
        ({"--wilayah": "Sukaraya"}, "Sukaraya"),
        ({"--nama": " "}, "Isi nama kunci"),
        ({"--hari": "367"}, "1 sampai 366"),
        ({"--hari": "0"}, "1 sampai 366"),
    ],
)
def test_a_key_that_cannot_be_made_is_told_why(
    run: Run, plain_home: Path, changed: dict[str, str], told: str
):
    run("user", "add", "bambang", *CAMAT)
    given = dict(zip(KEY[::2], KEY[1::2], strict=True)) | changed
    found = run("user", "key", "bambang", *(word for pair in given.items() for word in pair))
    assert found.code != 0
    assert told in found.err
    assert found.out == ""
    with room() as opened, opened.database.read() as session:
        assert session.query(Token).count() == 0


def test_a_key_may_last_366_days(run: Run, plain_home: Path):
    run("user", "add", "bambang", *CAMAT)
    assert run("user", "key", "bambang", *KEY, "--hari", "366").code == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [(("key", "siapa", *KEY), "siapa"), (("revoke-key", "41"), "Kunci nomor 41 tidak ada")],
)
def test_a_key_of_nobody_and_a_key_that_is_not_there(
    run: Run, plain_home: Path, words: tuple[str, ...], told: str
):
    found = run("user", *words)
    assert (found.code, found.out) == (1, "")
    assert told in found.err
