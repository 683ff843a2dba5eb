"""Number patterns of letters."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musren.domain.nomor import LONGEST, Pattern, PatternError

DAY = date(2011, 1, 17)
PIECES = st.sampled_from(
    [
        *("{urut}", "{urut:02}", "{urut:03}", "{bulan_romawi}", "{bulan}", "{bulan:02}", "{tahun}"),
        *("{unit}", "{kode}", "/", "-", "414.2", "0", "1", " TAHUN "),
    ]
)


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("414.2/{urut:03}/{unit}/{bulan_romawi}/{tahun}", "414.2/012/Ds.Skm/I/2011"),
        ("{urut:02} TAHUN {tahun}", "12 TAHUN 2011"),
        ("141/{urut:02}/KEP/{tahun}", "141/12/KEP/2011"),
        ("{kode}/{urut}/{unit}/{bulan:02}/{tahun}", "050/12/Ds.Skm/01/2011"),
        ("{urut}.{bulan}", "12.1"),
        ("  {urut}  ", "12"),
        ("{{{urut}}}", "{12}"),
    ],
)
def test_a_pattern_writes_the_number_of_a_letter(pattern, number):
    parsed = Pattern.parse(pattern)
    assert parsed.render(urut=12, tanggal=DAY, unit="Ds.Skm", kode="050") == number


def test_a_pattern_tells_which_facts_it_needs():
    pattern = Pattern.parse("414.2/{urut:03}/{unit}/{tahun}")
    assert pattern.names == {"urut", "unit", "tahun"}
    assert str(pattern) == "414.2/{urut:03}/{unit}/{tahun}"
    assert pattern == Pattern.parse(" 414.2/{urut:03}/{unit}/{tahun} ")


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("", "belum memuat"),
        ("414.2/{unit}/{tahun}", "belum memuat"),
        ("{urut}/{nomor}", "tidak mengenal {nomor}"),
        ("{urut}/{}", "tidak mengenal"),
        ("{urut}/{0}", "tidak mengenal"),
        ("{urut}/{unit.__class__}", "tidak mengenal"),
        ("{urut}/{unit[0]}", "tidak mengenal"),
        ("{urut:3}", "Bentuk {urut}"),
        ("{urut:x}", "Bentuk {urut}"),
        ("{urut:0}", "Bentuk {urut}"),
        ("{urut:010}", "Bentuk {urut}"),
        ("{urut:>9999999}", "Bentuk {urut}"),
        ("{urut:0{tahun}}", "Bentuk {urut}"),
        ("{urut!r}", "Bentuk {urut}"),
        ("{urut}/{unit:03}", "Bentuk {unit}"),
        ("{urut}/{bulan_romawi:02}", "Bentuk {bulan_romawi}"),
        ("{urut", "tidak berpasangan"),
        ("urut}", "tidak berpasangan"),
        ("{urut}\n{tahun}", "satu baris"),
        ("{urut}\u200b", "satu baris"),
        ("{urut}" + "/" * LONGEST, "terlalu panjang"),
    ],
)
def test_a_wrong_pattern_is_refused_with_its_reason(pattern, reason):
    with pytest.raises(PatternError, match=reason) as refused:
        Pattern.parse(pattern)
    assert isinstance(refused.value, ValueError)


@pytest.mark.parametrize("name", ["unit", "kode"])
def test_a_fact_the_pattern_prints_must_not_be_empty(name):
    pattern = Pattern.parse(f"{{urut}}/{{{name}}}")
    with pytest.raises(PatternError, match=f"Isilah {name}"):
        pattern.render(urut=1, tanggal=DAY, **{name: "  "})


def test_running_numbers_begin_at_one():
    with pytest.raises(PatternError, match="dimulai dari 1"):
        Pattern.parse("{urut}").render(urut=0, tanggal=DAY)


def test_braces_in_a_unit_are_printed_as_typed():
    assert Pattern.parse("{urut}/{unit}").render(urut=1, tanggal=DAY, unit="{urut}") == "1/{urut}"


@given(
    st.lists(PIECES, max_size=4).map("".join),
    st.integers(1, 10**6),
    st.integers(1, 10**6),
    st.dates(),
    st.text("0123456789/A", min_size=1, max_size=5),
)
def test_two_running_numbers_never_give_the_same_letter_number(pieces, one, other, day, unit):
    pattern = Pattern.parse(pieces + "{urut}" + pieces)
    facts = {"tanggal": day, "unit": unit, "kode": unit}
    assert (pattern.render(urut=one, **facts) == pattern.render(urut=other, **facts)) is (
        one == other
    )


@given(st.text(st.sampled_from("{}urtahn:03!./")))
def test_any_text_is_either_a_pattern_or_refused(text):
    try:
        pattern = Pattern.parse(text)
    except PatternError:
        return
    assert pattern.render(urut=1, tanggal=DAY) != pattern.render(urut=2, tanggal=DAY)
