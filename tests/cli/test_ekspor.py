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
    sheet = openpyxl.load_workbook(files["xlsx"])["Usulan"]
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
