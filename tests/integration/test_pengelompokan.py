"""Merging problems: straight to the one that stays, never in chains or circles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musren.integration.pengelompokan import merge_errors

CODES = ("M-001", "M-002", "M-003", "M-004")


@pytest.mark.parametrize(
    ("induk", "wrong"),
    [
        ({"M-001": "", "M-002": "M-001"}, set()),
        ({"M-001": "", "M-002": "M-001", "M-003": "M-001"}, set()),
        ({"M-001": "M-001"}, {"M-001"}),
        ({"M-001": "M-009"}, {"M-001"}),
        ({"M-001": "M-002", "M-002": "M-003", "M-003": ""}, {"M-001"}),
        ({"M-001": "M-002", "M-002": "M-001"}, {"M-001", "M-002"}),
    ],
)
def test_only_a_problem_that_stands_for_itself_takes_others(induk, wrong):
    assert set(merge_errors(induk)) == wrong


@given(st.fixed_dictionaries({code: st.sampled_from(("", *CODES, "M-009")) for code in CODES}))
def test_what_is_accepted_ends_after_one_step(induk):
    wrong = merge_errors(induk)
    assert all(told.endswith(".") for told in wrong.values())
    for code, into in induk.items():
        if into and code not in wrong:
            assert induk[into] == ""
