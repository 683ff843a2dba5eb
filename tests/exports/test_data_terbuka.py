"""Open data: CSV that nothing computes, JSON with totals and dictionary."""

import csv
import io
import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musren.exports.data_terbuka import csv_usulan, json_usulan, safe_text
from musren.exports.kolom import KOLOM_SKPD, KOLOM_USULAN
from musren.exports.potret import Kelompok, Potret, Rekap, RowsDiffer
from tests.exports.baris import NAMES, row, total
from tests.exports.hostile import HOSTILE, MANGLED

POTRET = Potret("Kabupaten Bina Makmur", 2011, {"sumber": "apbd"}, datetime(2011, 2, 1, tzinfo=UTC))
SIGNS = "=+-@|%＝＋－＠｜％"


@pytest.mark.parametrize("value", HOSTILE)
def test_no_cell_of_the_csv_starts_a_formula(value: str):
    data = csv_usulan([row(kegiatan=value, desa=value)], Rekap(1, 1_000))
    assert data.startswith(b"\xef\xbb\xbf")
    _, read = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    for cell in read:
        assert cell.lstrip()[:1] not in tuple(SIGNS)
        assert not set("\t\r\n") & set(cell)


@pytest.mark.parametrize("value", MANGLED)
def test_other_text_stands_in_the_csv_as_it_is(value: str):
    data = csv_usulan([row(kegiatan=value)], Rekap(1, 1_000))
    _, read = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert read[NAMES.index("kegiatan")] == value


@given(st.text())
def test_safe_text_starts_no_formula_and_is_stable(text: str):
    safe = safe_text(text)
    assert safe.strip()[:1] not in tuple(SIGNS)
    assert safe_text(safe) == safe


def test_figures_are_bare_and_text_is_quoted():
    data = csv_usulan([row(volume=Decimal("2.5"), kode="007")], Rekap(1, 1_000)).decode()
    line = data.split("\r\n")[1]
    assert line.startswith('"007",')
    assert ",2.5," in line
    assert ",1000," in line


def test_the_json_has_rows_totals_and_dictionary():
    rekap = Rekap(2, 3_000, sumber=[Kelompok("ADD", 2, 3_000)])
    rows = [row(biaya=1_000), row(biaya=2_000, volume=Decimal("2.5"), kegiatan="=1+1")]
    told = json.loads(json_usulan(POTRET, rows, rekap))
    assert (told["kabupaten"], told["tahun"]) == ("Kabupaten Bina Makmur", 2011)
    assert [list(r) for r in told["rows"]] == [NAMES, NAMES]
    assert told["rows"][1]["kegiatan"] == "=1+1"
    assert told["rows"][1]["volume"] == 2.5
    assert told["rows"][1]["nomor_ba_desa"] is None
    assert told["totals"]["biaya"] == sum(r["biaya"] for r in told["rows"]) == 3_000
    assert told["totals"]["sumber"] == [{"nama": "ADD", "usulan": 2, "biaya": 3_000}]
    assert [d["nama"] for d in told["dictionary"]] == NAMES


@pytest.mark.parametrize("rekap", [Rekap(2, 1_000), Rekap(1, 999)])
def test_a_list_that_differs_from_the_database_is_not_handed_out(rekap: Rekap):
    with pytest.raises(RowsDiffer, match="Unduh sekali lagi"):
        csv_usulan([row()], rekap)
    with pytest.raises(RowsDiffer):
        json_usulan(POTRET, [row()], rekap)


@given(st.lists(st.integers(0, 10**15) | st.none(), max_size=20))
def test_equal_rows_give_equal_bytes(costs: list[int | None]):
    rows = [row(biaya=c) for c in costs]
    assert json_usulan(POTRET, rows, total(rows)) == json_usulan(POTRET, iter(rows), total(rows))


def test_every_column_is_named_once_and_explained():
    for columns in (KOLOM_USULAN, KOLOM_SKPD):
        assert len({k.nama for k in columns}) == len({k.judul for k in columns}) == len(columns)
        assert all(k.penjelasan.endswith(".") for k in columns)
    assert len(KOLOM_SKPD) == 10
