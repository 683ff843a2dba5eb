"""Totals, ranks and sums of what is typed: like on the paper, and never in the way."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musren.forms.fields import Quantity, Rupiah
from musren.forms.hitung import Hitung, jumlah, nilai

RULE = Hitung(kolom=("k1", "k2"), seri="seri")


def rows(*scores: tuple[Any, ...]) -> list[dict[str, Any]]:
    return [dict(zip(("k1", "k2", "seri"), row, strict=False)) for row in scores]


@pytest.mark.parametrize(
    ("typed", "totals", "ranks"),
    [
        ([("5", "4"), ("3", "3"), ("4", "5"), ("1", "1")], [9, 6, 9, 2], [1, 3, 1, 4]),
        ([("5", "4", "2"), ("4", "5", "1"), ("1", "1")], [9, 9, 2], [2, 1, 3]),
        ([("5", "4", "1"), ("4", "5", "")], [9, 9], [1, 1]),
        ([("5", "4", "1"), ("4", "5", "1")], [9, 9], [1, 1]),
        ([("5", ""), ("", ""), ("1", "1")], [5, None, 2], [None, None, 1]),
        ([("lima", "4"), (None, []), (5, 4.0)], [4, None, 9], [None, None, 1]),
        ([], [], []),
    ],
)
def test_rows_are_added_up_and_ranked(typed: Any, totals: list[Any], ranks: list[Any]):
    told = nilai(RULE, rows(*typed))
    assert [one.jumlah for one in told] == totals
    assert [one.peringkat for one in told] == ranks


anything = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.none())


@given(st.lists(st.fixed_dictionaries({"k1": anything, "k2": anything, "seri": anything})))
def test_whatever_is_typed_every_row_has_its_figures(typed: list[dict[str, Any]]):
    assert len(nilai(RULE, typed)) == len(typed)


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1))
def test_a_rank_counts_those_with_a_higher_total(scores: list[tuple[int, int]]):
    told = nilai(RULE, rows(*scores))
    totals = [sum(row) for row in scores]
    assert [one.peringkat for one in told] == [1 + sum(t > own for t in totals) for own in totals]


@pytest.mark.parametrize(
    ("column", "typed", "shown"),
    [
        (Rupiah("Biaya"), ["Rp 1.500.000", "250000", "", "dua juta", None, [1]], "Rp1.750.000"),
        (Rupiah("Biaya"), [], "Rp0"),
        (Quantity("Volume"), ["2,5", "0,25", "panjang"], "2,75"),
    ],
)
def test_a_column_is_summed_as_far_as_it_can_be_read(column: Any, typed: list[Any], shown: str):
    assert column.as_text(jumlah(column, typed)) == shown
