"""Scores, season levels and months: what is read, what is refused, what is shown again."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from musren.forms.bentuk import faults_of_shape
from musren.forms.fields import Hidden, Shown, Text
from musren.forms.pilihan import From, Option, provided
from musren.forms.skala import BULAN, Months, Score, Tingkat
from musren.forms.steps import Rows, StepSchema

FIVE = [Option(str(n), f"nilai {n}") for n in range(1, 6)]
SCORE, NAMED = Score("Nilai", skala=FIVE), Score("Nilai", skala=From("skala"))
LEVEL, MONTHS = Tingkat("Jan"), Months("Bulan")


class Row(StepSchema):
    uraian = Shown("Uraian")
    masalah_id = Hidden("Masalah")
    nama = Text("Nama", wajib=False)
    nilai = Score("Nilai", skala=FIVE, wajib=False)
    b1, b2 = map(Tingkat, BULAN[:2])
    bulan = Months("Bulan", wajib=False)


ROWS = Rows("Baris", Row, tetap=From("masalah"))


@pytest.mark.parametrize("typed", ["3", " 3 ", 3, 3.0, "3,0"])
def test_a_score_is_read_as_a_whole_number(typed: Any):
    assert SCORE.parse(typed) == 3


@pytest.mark.parametrize("typed", ["6", "0", -1, "2,5", 2.5, "tiga", True, [3], "9" * 900])
def test_a_score_off_the_scale_is_told_with_the_scale(typed: Any):
    with pytest.raises(ValidationError, match="“Nilai” diisi dengan 1, 2, 3, 4 atau 5") as refused:
        SCORE.parse(typed)
    (sentence,) = refused.value.messages
    assert sentence.endswith("di luar skala.")


def test_the_scale_may_be_named_and_is_then_the_one_provided():
    assert NAMED.parse("40") == 40
    with provided({"skala": FIVE[:1]}), pytest.raises(ValidationError, match="diisi dengan 1"):
        NAMED.parse("40")


def test_a_scale_that_nobody_gave_takes_nothing():
    with provided({"skala": []}), pytest.raises(ValidationError, match="bilangan bulat"):
        NAMED.parse("1")


@pytest.mark.parametrize(("typed", "level"), [("", 0), ("0", 0), ("3", 3), (2, 2)])
def test_a_level_left_open_is_none_at_all(typed: Any, level: int):
    (row,) = ROWS.parse([{"masalah_id": "1", "b1": typed}])
    assert (row["b1"], row["b2"]) == (level, 0)


def test_a_level_beyond_berat_is_refused():
    with pytest.raises(ValidationError, match="0, 1, 2 atau 3"):
        LEVEL.parse("4")


@given(st.lists(st.integers(1, 12)))
def test_months_are_kept_once_and_in_order_and_come_back_as_shown(chosen: list[int]):
    read = MONTHS.parse(chosen)
    assert read == sorted(set(chosen))
    assert MONTHS.parse(MONTHS.as_raw(read)) == read


def test_months_are_printed_by_their_short_names():
    assert MONTHS.as_text([1, 2, 12]) == "Jan, Feb, Des"
    assert MONTHS.as_text(None) == ""


@pytest.mark.parametrize("typed", [["13"], ["Jan"], [0], [1.5], [True], {"1": 1}])
def test_what_is_no_month_is_refused(typed: Any):
    with pytest.raises(ValidationError):
        MONTHS.parse(typed)


def test_values_come_back_as_they_were_read():
    read = ROWS.parse([{"masalah_id": "1", "nilai": "4", "b1": "2", "bulan": ["3"]}])
    assert ROWS.parse(ROWS.as_raw(read)) == read


def test_a_row_left_blank_stays_blank_though_it_shows_a_level():
    assert ROWS.parse(ROWS.as_raw([{"b1": 0, "bulan": []}])) == []


def test_laid_out_rows_are_known_by_their_first_hidden_column():
    assert ROWS.key == "masalah_id"
    assert ROWS.ours == ("uraian", "masalah_id")


@pytest.mark.parametrize(
    ("row", "paths"),
    [
        ({"nilai": 3, "b1": "2", "bulan": [1, "2"]}, set()),
        ({"nilai": [3], "b1": {}, "bulan": "Jan"}, {"r.0.nilai", "r.0.b1", "r.0.bulan"}),
        ({"bulan": [1.5]}, {"r.0.bulan"}),
    ],
)
def test_json_for_these_fields_has_their_shape(row: dict[str, Any], paths: set[str]):
    assert set(faults_of_shape({"r": ROWS}, {"r": [row]})) == paths
