"""`musren export bappeda`: the list in three forms, on an empty musren and after an import."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Run
from tests.data_nyata import FICTIONAL, rows_of, sums_of

TABLE = FICTIONAL / "rkp_cetak.csv"
WHERE = ("--kabupaten", "99.01", "--tahun", "2026")


def exported(run: Run, out: Path, form: str) -> str:
    found = run("export", "bappeda", *WHERE, "--format", form, "--out", out)
    assert (found.code, found.err) == (0, "")
    return found.out


@pytest.mark.parametrize("form", ["xlsx", "csv", "json"])
def test_an_empty_year_gives_an_empty_list(run: Run, home: Path, tmp_path: Path, form: str):
    out = tmp_path / "new" / f"daftar.{form}"
    assert "0 usulan, Rp0" in exported(run, out, form)
    assert out.stat().st_size > 0


def test_three_forms_tell_the_same_sums(run: Run, home: Path, tmp_path: Path):
    run("import", "usulan", TABLE, "--desa", "99.01.01.2001", "--tahun", "2026")
    count, total = len(rows_of(TABLE)), sum(sums_of(TABLE).values())
    said = (
        f"{count} usulan, Rp{total:,}".replace(",", ".").replace(". R", ", R").replace("n.", "n,")
    )
    files = {form: tmp_path / f"daftar.{form}" for form in ("xlsx", "csv", "json")}
    for form, path in files.items():
        assert said in exported(run, path, form)
    listed = json.loads(files["json"].read_text())
    assert (listed["totals"]["usulan"], listed["totals"]["biaya"]) == (count, total)
    assert sum(row["biaya"] or 0 for row in listed["rows"]) == total
    rows = list(csv.DictReader(io.StringIO(files["csv"].read_text("utf-8-sig"))))
    assert [row["Kode usulan"] for row in rows] == [row["kode"] for row in listed["rows"]]
    sheet = openpyxl.load_workbook(files["xlsx"])["Semua usulan"]
    assert (
        sum(isinstance(cell.value, str) and "-2026-" in cell.value for cell in sheet["A"]) == count
    )


@pytest.mark.parametrize(
    ("where", "told"),
    [
        (("99.01.01", "2026"), "bukan kode kabupaten/kota"),
        (("35", "2026"), "bukan kode kabupaten/kota"),
        (("98.01", "2026"), "98.01"),
        (("99.01", "0"), "tidak wajar"),
    ],
)
def test_a_place_or_year_that_is_not_there_is_told_and_nothing_is_written(
    run: Run, plain_home: Path, tmp_path: Path, where: tuple[str, str], told: str
):
    out = tmp_path / "x.csv"
    kabupaten, tahun = where
    found = run("export", "bappeda", "--kabupaten", kabupaten, "--tahun", tahun, "--out", out)
    assert found.code == 1
    assert told in found.err
    assert not out.exists()


def test_a_picture_gives_the_same_file_again_and_tells_its_hash(
    run: Run, home: Path, tmp_path: Path
):
    run("import", "usulan", TABLE, "--desa", "99.01.01.2001", "--tahun", "2026")
    first, second = tmp_path / "satu.xlsx", tmp_path / "dua.xlsx"
    said = exported(run, first, "xlsx")
    kode = next(word.strip(",") for word in said.split() if word.startswith("P-99.01-2026-"))
    again = run("export", "bappeda", "--potret", kode, "--out", second).out
    assert first.read_bytes() == second.read_bytes()
    assert "sama dengan yang tercatat" in again
    assert again.partition("Potret")[2] == said.partition("Potret")[2]


@pytest.mark.parametrize("given", [(), ("--kabupaten", "99.01"), (*WHERE, "--potret", "P-1")])
def test_either_a_place_and_year_or_a_picture_is_named(
    run: Run, plain_home: Path, tmp_path: Path, given: tuple[str, ...]
):
    answer = run("export", "bappeda", *given, "--out", tmp_path / "x.xlsx")
    assert answer.code == 1
    assert "--potret saja" in answer.err
