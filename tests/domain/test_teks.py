"""What happens to typed text at the door."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from musren.domain.errors import Invalid
from musren.domain.teks import TextTooLong, clean, has_invisible, quoted

HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "a \t\n\r\x0b\x0c\x00\x07\x85\u2028\u2029\xa0\u200b\ufeff\u202e\ud83d\udc4d"
        ),
        st.sampled_from("e\u0301\u0323\u0344\u0958\u0f73\u0f75\ufb2c\u1100\u1161\u11a8\u212b"),
    ),
    max_size=120,
)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Jalan desa", "Jalan desa"),
        ("  Jalan desa \n", "Jalan desa"),
        ("satu\r\ndua\rtiga\x85empat", "satu\ndua\ntiga\nempat"),
        ("satu\u2028dua\u2029tiga\x0bempat\x0clima", "satu\ndua\ntiga\nempat\nlima"),
        ("bel\x07l, nol\x00, escape\x1b", "bell, nol, escape"),
        ("rusak \ud83d separuh", "rusak  separuh"),
        ("Rp \u202e000.1\u202c", "Rp 000.1"),
        ("\u2066isolat\u2069", "isolat"),
        ("\ufeffawal", "awal"),
        ("nol\u200blebar\u200d\u2060", "nollebar"),
        ("lunak\xadnya", "lunaknya"),
        ("xml\ufffe\uffff", "xml"),
        ("cafe\u0301", "caf\xe9"),
        ("z" + "\u0334" * 10_000, "z" + "\u0334" * 3),
        ("kolom\tdua", "kolom\tdua"),
        ("{{7*7}} & <b>", "{{7*7}} & <b>"),
        ("👍🏽 oke", "👍🏽 oke"),
        ("Bu Nuapu’u", "Bu Nuapu’u"),
        ("", ""),
        ("\u200b \ufeff", ""),
    ],
)
def test_a_long_answer_keeps_its_lines_and_loses_what_has_no_shape(typed, stored):
    assert clean(typed, multiline=True) == stored


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("satu\ndua", "satu dua"),
        ("satu \r\n\t dua", "satu dua"),
        ("\n\tsatu\n", "satu"),
        ("dua  blank", "dua  blank"),
    ],
)
def test_a_single_line_gets_one_blank_for_line_ends_and_tabs(typed, stored):
    assert clean(typed) == stored


@given(HOSTILE, st.booleans())
@example("\u0344" * 20, True)
@example("a" + "\u0301\u0323" * 15, False)
@example(" \u200b \u0301", False)
def test_cleaning_twice_changes_nothing(typed, multiline):
    try:
        once = clean(typed, multiline=multiline)
    except TextTooLong:
        return
    assert clean(once, multiline=multiline) == once


@given(HOSTILE, st.booleans())
def test_cleaned_text_can_be_stored_printed_and_put_into_xml(typed, multiline):
    try:
        text = clean(typed, multiline=multiline)
    except TextTooLong:
        return
    text.encode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert text == text.strip()
    allowed = {"\n", "\t"} if multiline else set()
    assert {sign for sign in text if unicodedata.category(sign) in {"Cc", "Cs"}} <= allowed
    assert not set("\ufffe\uffff\ufeff\u200b\u202e\u2066") & set(text)


@given(st.text("abcdefghij \n.,-'", max_size=200))
def test_plain_letters_survive_as_typed(typed):
    assert clean(typed, multiline=True) == typed.strip()


@pytest.mark.parametrize(
    ("typed", "options"),
    [
        ("a" * 501, {}),
        ("a" * 20_001, {"multiline": True}),
        ("a\n" * 501 + "a", {"multiline": True}),
        ("abcd", {"limit": 3}),
        ("a" * 1_000_000, {"multiline": True}),
        ("\n" * 100_000 + "a", {"multiline": True}),
        ("a" + "\u0301\u0323" * 5_000, {"multiline": True}),
    ],
)
def test_a_flood_is_refused_with_an_indonesian_reason(typed, options):
    with pytest.raises(TextTooLong, match=r"(paling banyak|lebih dari)") as refused:
        clean(typed, **options)
    assert isinstance(refused.value, ValueError)
    assert isinstance(refused.value, Invalid)


@pytest.mark.parametrize(
    ("typed", "options"),
    [
        ("a" * 500, {}),
        (" " * 900 + "ab", {"limit": 2}),
        ("a" * 20_000, {"multiline": True}),
        ("a\n" * 500 + "a", {"multiline": True}),
        ("e\u0301" * 500, {}),
    ],
)
def test_the_limit_itself_is_allowed_and_counts_what_is_stored(typed, options):
    assert len(clean(typed, **options)) == len(unicodedata.normalize("NFC", typed).strip())


@pytest.mark.parametrize(
    "text", ["a\u200bb", "\u202eRp1", "\ufeff", "\x07", "a\u2060", "\u3164", "\U000e0041"]
)
def test_invisible_signs_are_told_to_the_reviewer(text):
    assert has_invisible(text)


@pytest.mark.parametrize(
    "text", ["Jalan desa", "satu\r\ndua\ttiga", "❤️", "café", "Nuapu’u", "a\xa0b"]
)
def test_ordinary_text_has_nothing_invisible(text):
    assert not has_invisible(text)


def test_a_quotation_in_a_message_is_short_and_on_one_line():
    assert quoted("dua\nbaris") == "“dua baris”"
    assert quoted("a" * 41) == f"“{'a' * 39}…”"
    assert quoted("a" * 40) == f"“{'a' * 40}”"
