"""Hostile values in the exports, opened by a real spreadsheet program: nothing is computed."""

import io
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from musren.exports.buku import workbook
from musren.exports.data_terbuka import csv_usulan
from musren.exports.potret import Potret
from tests.exports.baris import NAMES, row, total
from tests.exports.hostile import HOSTILE

POTRET = Potret("=1+1", 2011, {"teks": "=1+1"}, datetime(2011, 2, 1, tzinfo=UTC))
ROWS = [row(kegiatan=value, desa=value, kode=f"0{n:03}") for n, value in enumerate(HOSTILE)]

pytestmark = pytest.mark.slow


def resaved(soffice: Path, folder: Path, name: str, data: bytes) -> openpyxl.Workbook:
    """The file as the program saves it after opening it."""
    (folder / "in").mkdir()
    (folder / "in" / name).write_bytes(data)
    subprocess.run(
        [
            str(soffice), f"-env:UserInstallation=file://{folder}/profile", "--headless",
            "--convert-to", "xlsx", "--outdir", str(folder), str(folder / "in" / name),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return openpyxl.load_workbook(io.BytesIO((folder / name).with_suffix(".xlsx").read_bytes()))


def formulas(book: openpyxl.Workbook) -> list[str]:
    return [
        f"{sheet.title}!{cell.coordinate}"
        for sheet in book
        for line in sheet.iter_rows()
        for cell in line
        if cell.data_type == "f"
    ]


def test_the_workbook_opens_with_every_row_and_no_formula_but_our_sums(
    soffice: Path, tmp_path: Path
):
    book = resaved(soffice, tmp_path, "usulan.xlsx", workbook(POTRET, ROWS, [], total(ROWS)))
    assert all(one.startswith(("Ringkasan!", "SKPD ")) for one in formulas(book))
    codes = [line[0].value for line in book["Semua usulan"].iter_rows(min_row=2)]
    assert codes == [r[NAMES.index("kode")] for r in ROWS]


def test_the_csv_opens_with_every_row_and_no_formula(soffice: Path, tmp_path: Path):
    book = resaved(soffice, tmp_path, "usulan.csv", csv_usulan(ROWS, total(ROWS)))
    assert formulas(book) == []
    assert book.active.max_row == len(ROWS) + 1


def test_the_program_does_compute_what_nobody_made_safe(soffice: Path, tmp_path: Path):
    assert formulas(resaved(soffice, tmp_path, "usulan.csv", b"a,b\r\n=1+1,x\r\n")) != []
