"""HTML names and nested answers are two writings of the same thing."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from musren.domain.errors import TooLarge
from musren.forms.fields import Many, Text, Whole
from musren.forms.pilihan import From
from musren.forms.skala import Months
from musren.forms.steps import Rows, StepSchema
from musren.web.form_parser import flattened, nested, without_blank_rows


class Orang(StepSchema):
    nama = Text("Nama")
    umur = Whole("Umur")
    bulan = Months("Bulan")


SHAPE = {
    "tempat": Text("Tempat"),
    "wakil": Many("Wakil", pilihan=From("hadir")),
    "hadir": Rows("Hadir", Orang, paling_banyak=50),
}

texts = st.text(max_size=20)
several = st.lists(st.text(min_size=1, max_size=5), min_size=1, max_size=4)
answers = st.fixed_dictionaries(
    {
        "tempat": texts,
        "wakil": st.lists(st.text(min_size=1, max_size=10), max_size=5),
        "hadir": st.lists(
            st.fixed_dictionaries({"nama": texts, "umur": texts}, optional={"bulan": several}),
            max_size=12,
        ),
    }
)


def form(pairs: Any) -> MultiDict[str, str]:
    return MultiDict(list(pairs))


@given(answers)
def test_what_is_flattened_is_read_back(typed: dict[str, Any]):
    assert nested(form(flattened(typed)), SHAPE) == typed


@given(answers, st.dictionaries(texts, texts, max_size=8))
def test_other_names_change_nothing(typed: dict[str, Any], noise: dict[str, str]):
    pairs = list(flattened(typed))
    known = {name for name, _ in pairs} | set(SHAPE)
    strange = [(k, v) for k, v in noise.items() if k not in known and not k.startswith("hadir-")]
    assert nested(form([*strange, *pairs]), SHAPE) == typed


@given(st.lists(st.integers(0, 99_999), unique=True, max_size=20))
def test_rows_keep_their_order_whatever_their_numbers(numbers: list[int]):
    pairs = [(f"hadir-{n}-nama", f"warga {n}") for n in numbers]
    rows = nested(form(pairs), SHAPE)["hadir"]
    assert [row["nama"] for row in rows] == [f"warga {n}" for n in sorted(numbers)]


@pytest.mark.parametrize(
    "name",
    ["hadir", "hadir-0", "hadir-x-nama", "hadir--1-nama", "hadir-0-nama-lagi", "hadir-²-nama",
     "hadir-0-rahasia", "tempat-0-nama", "hadir-1234567-nama"],
)  # fmt: skip
def test_a_crooked_name_is_left_aside(name: str):
    assert nested(form([(name, "x")]), SHAPE) == {"tempat": "", "wakil": [], "hadir": []}


def test_far_too_many_rows_are_refused():
    with pytest.raises(TooLarge, match="paling banyak 50 baris"):
        nested(form((f"hadir-{n}-nama", "x") for n in range(200)), SHAPE)


def test_far_too_many_fields_are_refused():
    with pytest.raises(TooLarge):
        nested(form((f"x{n}", "") for n in range(60_001)), SHAPE)


def test_rows_in_which_nothing_was_typed_fall_away():
    typed = {"tempat": "", "hadir": [{"nama": " ", "umur": ""}, {"nama": "Siti", "umur": ""}]}
    assert without_blank_rows(typed) == {"tempat": "", "hadir": [{"nama": "Siti", "umur": ""}]}
