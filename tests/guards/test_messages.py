"""No answer, however wrong, is met with an English sentence or a stack trace."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from musren.domain.errors import Invalid
from musren.forms.alur import FLOWS
from musren.forms.bentuk import faults_of_shape
from musren.forms.pilihan import Option
from musren.forms.steps import Flow, Rows, Step

ENGLISH = re.compile(
    r"\b(?:not a|not an|is not|valid|invalid|missing|required|must be|shorter|longer|greater|less"
    r"|than|unknown|field|one of|length|value|expected|cannot|too|error|none|nan|inf"
    r"|class|object at)\b",
    re.IGNORECASE,
)

WRONG: tuple[Any, ...] = (
    "", " ", "x", "-1", "1e999", "nan", "inf", "9" * 900, "a" * 20_000, "x\n" * 900, "\x00",
    "2011-13-45", "25:00", "12:60", "²", "٣", "{{7*7}}", "<b>", "e\u0301" * 9 + "\u0302" * 90,
    "\ud800", None, True, False, -1, -0.5, 0.1, 1e30, 10**400, float("nan"), float("inf"),
    Decimal("NaN"), Decimal("sNaN"), Decimal("1e40"), b"x", date(2011, 1, 1), time(9),
    datetime(2011, 1, 1, tzinfo=UTC), [], {}, [1], ["x"], [["x"]], [None], [{}], [{"a": 1}],
    {"a": 1}, {"x"}, [{"nama": ["x"]}],
)  # fmt: skip

STEPS = [(flow, step) for flow in FLOWS.values() for step in flow.steps]
each_step = pytest.mark.parametrize(
    ("flow", "step"), STEPS, ids=[f"{flow.slug}/{step.slug}" for flow, step in STEPS]
)


def attempts(step: Step) -> Iterator[dict[str, Any]]:
    """Every wrong thing in every field and in every column of every group of rows."""
    yield {}
    yield {"tidak_ada": "x"}
    for name, field in step.fields.items():
        for wrong in WRONG:
            yield {name: wrong}
            if isinstance(field, Rows):
                yield from ({name: [{column: wrong}]} for column in field.columns)
        yield {name: [{"tidak_ada": "x"}] * 3}


QUOTED = re.compile("“[^”]*”")


def in_english(sentence: str) -> bool:
    """What musren says itself, the quoted words of the user aside, is English."""
    return bool(ENGLISH.search(QUOTED.sub("", sentence)))


def refusals(step: Step) -> Iterator[Invalid]:
    lists = {name: [Option("a", "A")] for name in step.lists()}
    for typed in attempts(step):
        try:
            step.read(typed, lists)
        except Invalid as refused:
            yield refused


@each_step
def test_wrong_answers_are_told_in_indonesian_beside_their_field(flow: Flow, step: Step):
    found = list(refusals(step))
    told = {s for refused in found for s in (refused.message, *refused.errors.values())}
    assert {s for s in told if in_english(s)} == set()
    assert {s for s in told if not s.endswith((".", "?"))} == set()
    assert [refused for refused in found if not refused.errors] == []
    assert found


@each_step
def test_answers_of_a_program_are_told_in_indonesian(flow: Flow, step: Step):
    told = {
        sentence
        for typed in attempts(step)
        for sentence in faults_of_shape(flow.fields, typed).values()
    }
    assert {s for s in told if in_english(s)} == set()


@pytest.mark.parametrize(
    ("sentence", "english"),
    [
        ("Not a valid integer.", True),
        ("Missing data for required field.", True),
        ("Must be one of: L, P.", True),
        ("Shorter than minimum length 3.", True),
        ("“x”: must be a number.", True),
        ("Isi “Notulis/sekretaris”.", False),
        ("“Volume” harus angka, misalnya 2,5.", False),
    ],
)
def test_english_is_told_from_indonesian(sentence: str, english: bool):
    assert in_english(sentence) is english
