"""Region codes as value objects."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musren.domain.wilayah import BadRegionCode, Level, RegionCode

PART = st.integers(1, 99).map(lambda number: f"{number:02}")
CODES = st.builds(
    lambda parts, level, desa: RegionCode(
        ".".join([*parts[:level], desa] if level == Level.DESA else parts[:level])
    ),
    st.tuples(PART, PART, PART),
    st.sampled_from(Level),
    st.integers(0, 9999).map(lambda number: f"{number:04}"),
)
DESA = RegionCode("35.07.21.2012")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("3507212012", "35.07.21.2012"),
        ("35.07.21.2012", "35.07.21.2012"),
        (" 35.07.21.2012\n", "35.07.21.2012"),
        ("35 07 21 2012", "35.07.21.2012"),
        ("350721", "35.07.21"),
        ("3507", "35.07"),
        ("35", "35"),
    ],
)
def test_a_code_is_read_with_and_without_dots(typed, code):
    assert str(RegionCode.parse(typed)) == code


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "3", "350", "35072", "3507212", "35072012", "35.7.21", "35.07.21.212", "00"),
        *("35.07.212012", "35.0721", "35.07.", ".35", "35-07", "Malang", "35.00", "3500002001"),
        *("٣٥", "35.07.21.2012.1"),
    ],
)
def test_what_is_no_code_is_refused(typed):
    with pytest.raises(BadRegionCode, match=r"35\.07\.21\.2012") as refused:
        RegionCode.parse(typed)
    assert isinstance(refused.value, ValueError)


def test_a_code_cannot_be_made_around_the_check():
    with pytest.raises(BadRegionCode):
        RegionCode("3507212012")


def test_a_code_knows_its_level_and_what_is_above_it():
    assert DESA.level is Level.DESA
    assert str(DESA.parent) == "35.07.21"
    assert [str(code) for code in DESA.ancestors] == ["35", "35.07", "35.07.21"]
    assert DESA.at(Level.KABUPATEN) == RegionCode("35.07")
    assert DESA.at(Level.DESA) == DESA


def test_a_province_has_nothing_above_it():
    province = RegionCode("35")
    assert province.parent is None
    assert province.ancestors == ()


def test_a_region_cannot_be_seen_from_below():
    with pytest.raises(BadRegionCode, match="pilihlah wilayah tingkat desa"):
        RegionCode("35.07").at(Level.DESA)


@pytest.mark.parametrize(
    ("outer", "inner", "inside"),
    [
        ("35.07", "35.07.21.2012", True),
        ("35.07", "35.07", True),
        ("35", "35.07.21", True),
        ("35.07.21", "35.07", False),
        ("35.07", "35.08.01", False),
        ("35.07.21.2012", "35.07.21.2013", False),
    ],
)
def test_a_region_contains_itself_and_what_lies_in_it(outer, inner, inside):
    assert RegionCode(outer).contains(RegionCode(inner)) is inside


@given(CODES)
def test_every_code_is_read_back_dotted_and_bare(code):
    assert RegionCode.parse(str(code)) == code
    assert RegionCode.parse(str(code).replace(".", "")) == code


@given(CODES)
def test_all_ancestors_contain_the_code_and_come_before_it(code):
    chain = (*code.ancestors, code)
    assert [part.level for part in chain] == list(Level)[: code.level]
    assert all(part.contains(code) for part in chain)
    assert sorted(chain) == list(chain)
    assert code.parent == (chain[-2] if len(chain) > 1 else None)


@given(CODES, CODES)
def test_containing_means_being_among_the_ancestors(one, other):
    assert one.contains(other) is (one in (*other.ancestors, other))
