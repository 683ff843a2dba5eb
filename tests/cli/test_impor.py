"""`musren import usulan` on an empty musren: the JSON others rely on, once and no more."""

import json
from pathlib import Path

import pytest

from tests.adapters import test_geojson as geojson
from tests.cli.conftest import Outcome, Run
from tests.data_nyata import TABLES, rows_of, sums_of

DESA = ("--desa", "99.01.01.2001", "--tahun", "2026")
HEAD = "Kegiatan,Volume,Satuan,Biaya,Sumber dana,Lokasi\n"


def taken(run: Run, file: Path) -> dict[str, object]:
    found = run("import", "usulan", file, *DESA, "--json")
    assert (found.code, found.err) == (0, "")
    answer: dict[str, object] = json.loads(found.out)
    return answer


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_a_table_comes_in_whole_and_a_second_time_changes_nothing(run: Run, home: Path, path: Path):
    first = taken(run, path)
    sums = sums_of(path)
    assert list(first) == ["rows", "taken", "incomplete", "errors", "sum", "by_source"]
    assert first["rows"] == first["taken"] == len(rows_of(path))
    assert (first["errors"], first["sum"], first["by_source"]) == ([], sum(sums.values()), sums)
    assert taken(run, path) == first | {"taken": 0}


def test_good_rows_are_taken_and_bad_ones_told_with_row_and_field(
    run: Run, home: Path, tmp_path: Path
):
    file = tmp_path / "rkp.csv"
    file.write_text(
        HEAD + "Rabat beton,620,meter,132720000,ADD,Dusun I\nDrainase,140,meter,banyak,ADD,RT 3\n"
        "Posyandu,1,unit,,,Dusun II\n"
    )
    found = taken(run, file)
    assert (found["rows"], found["taken"], found["incomplete"]) == (3, 2, 1)
    (error,) = found["errors"]  # type: ignore[misc]
    assert (error["row"], error["field"]) == (3, "biaya")
    assert "banyak" in error["message"]


def test_the_same_is_told_in_words(run: Run, plain_home: Path, tmp_path: Path):
    file = tmp_path / "rkp.csv"
    file.write_text(HEAD + "Rabat,620,meter,132720000,ADD,I\nDrainase,140,meter,banyak,ADD,I\n")
    found = run("import", "usulan", file, *DESA)
    assert found.out.startswith("Baris dibaca: 2; diambil: 1; belum lengkap: ")
    assert "Jumlah: Rp132.720.000\n  ADD: Rp132.720.000\nBaris 3, biaya: " in found.out


def refused(run: Run, file: Path, *place: str) -> Outcome:
    found = run("import", "usulan", file, *(place or DESA), "--json")
    assert found.code == 1
    assert found.out == ""
    assert "Traceback" not in found.err
    return found


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "tidak berisi baris"),
        (b"PK\x03\x04 broken", "xlsx"),
        (b"apa,saja\n1,2\n", "kegiatan"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, ""),
    ],
    ids=["empty", "broken xlsx", "no headings", "an old workbook"],
)
def test_a_file_that_cannot_be_read_is_told(
    run: Run, plain_home: Path, tmp_path: Path, content: bytes, told: str
):
    file = tmp_path / "rkp.csv"
    file.write_bytes(content)
    found = refused(run, file)
    assert found.err.startswith("Galat: ")
    assert told.lower() in found.err.lower()


@pytest.mark.parametrize(
    ("place", "told"),
    [
        (("--desa", "99.01.01.9999", "--tahun", "2026"), "99.01.01.9999"),
        (("--desa", "99.01.01", "--tahun", "2026"), "bukan kode desa"),
        (("--desa", "Sukamaju", "--tahun", "2026"), "Sukamaju"),
        (("--desa", "99.01.01.2001", "--tahun", "26"), "Tahun 26 tidak wajar"),
    ],
)
def test_a_place_or_year_that_is_not_there_is_told(
    run: Run, home: Path, tmp_path: Path, place: tuple[str, ...], told: str
):
    file = tmp_path / "rkp.csv"
    file.write_text(HEAD + "Rabat beton,620,meter,132720000,ADD,Dusun I\n")
    assert told in refused(run, file, *place).err


def test_a_file_that_is_not_there_is_told(run: Run, plain_home: Path, tmp_path: Path):
    assert "rkp.csv” tidak ada." in refused(run, tmp_path / "rkp.csv").err


def test_a_table_comes_into_the_medium_term_plan_once(run: Run, home: Path, tmp_path: Path):
    file = tmp_path / "rpjm.csv"
    file.write_text(HEAD + "Rabat beton,620,meter,132720000,ADD,Dusun I\n")
    found = [run("import", "usulan", file, *DESA, "--rencana", "rpjm", "--json") for _ in range(2)]
    assert [json.loads(one.out)["taken"] for one in found] == [1, 0]
    assert taken(run, file)["taken"] == 1  # the yearly plan does not know of it


def test_a_plan_that_does_not_exist_is_refused(run: Run, home: Path, tmp_path: Path):
    file = tmp_path / "x.csv"
    file.write_text(HEAD)
    found = run("import", "usulan", file, *DESA, "--rencana", "rapbd")
    assert found.code != 0
    assert "rpjm" in found.err
    assert "is not one of" not in found.err


def test_a_map_is_taken_in_and_what_is_wrong_is_told(run: Run, plain_home: Path, tmp_path: Path):
    file = tmp_path / "desa.geojson"
    file.write_bytes(
        geojson.collection(
            geojson.feature(geojson.polygon(geojson.SQUARE)),
            geojson.feature(geojson.polygon(geojson.SQUARE), kode="35.07.21.2012"),
        )
    )
    found = run("import", "peta", file, "--kabupaten", "99.01", "--sumber", "Bappeda")
    assert (found.code, found.err) == (0, "")
    assert "1 desa dimuat; 1 tidak dimuat." in found.out
    file.write_text("{")
    found = run("import", "peta", file, "--kabupaten", "99.01")
    assert found.code == 1
    assert "GeoJSON" in found.err
