"""`musren import anggaran`: the JSON others rely on, once and no more."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

HEAD = "Kegiatan,SKPD,Desa,Pagu,Kode Usulan\n"
APBD = ("--wilayah", "99.01", "--tahun", "2026", "--jenis", "apbd")


def test_lines_come_in_once_and_what_is_unclear_waits(run: Run, home: Path, tmp_path: Path):
    file = tmp_path / "apbd.csv"
    file.write_text(HEAD + "Jalan,Dinas PU,Sukamaju,200.000.000,\nJembatan,Dinas PU,,banyak,\n")
    found = run("import", "anggaran", file, *APBD, "--json")
    assert (found.code, found.err) == (0, "")
    answer = json.loads(found.out)
    (error,) = answer.pop("errors")
    assert (error["row"], error["field"]) == (3, "pagu")
    assert answer == {
        "rows": 2, "taken": 1, "changed": 0, "matched": 0, "parked": 1, "sum": 200_000_000,
    }  # fmt: skip
    again = json.loads(run("import", "anggaran", file, *APBD, "--json").out)
    assert (again["taken"], again["parked"]) == (0, 1)


@pytest.mark.parametrize("jenis", ["apbd", "apb_desa"])
def test_a_budget_belongs_to_its_own_level(run: Run, plain_home: Path, tmp_path: Path, jenis: str):
    file = tmp_path / "x.csv"
    file.write_text(HEAD + "Jalan,,,5000000,\n")
    place = {"apbd": "99.01.01.2001", "apb_desa": "99.01"}[jenis]
    found = run("import", "anggaran", file, "--wilayah", place, "--tahun", "2026", "--jenis", jenis)
    assert found.code != 0
    assert "bukan kode" in found.err


def test_the_same_is_told_in_words(run: Run, plain_home: Path, tmp_path: Path):
    file = tmp_path / "apbdes.csv"
    file.write_text("Kegiatan,Pagu\nHonor,5.000.000\n")
    where = ("--wilayah", "99.01.01.2001", "--tahun", "2026", "--jenis", "apb_desa")
    found = run("import", "anggaran", file, *where)
    assert "baru: 1" in found.out
    assert "Jumlah pagu: Rp5.000.000" in found.out
