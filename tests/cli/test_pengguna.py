"""`musren user add`: one person, one role at one place, a password shown once."""

import re
from datetime import date
from pathlib import Path

import pytest

from musren.domain.peran import Peran
from musren.services import sandi
from musren.services.akun import HASHER, find_user
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
