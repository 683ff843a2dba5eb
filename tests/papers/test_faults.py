"""Broken templates are explained in Indonesian, with the word and the place."""

import re

import pytest

from musren.papers.placeholders import placeholders
from musren.papers.render import BrokenTemplate, Purpose, render

ENGLISH = re.compile(
    r"\b(unexpected|expected|encountered|unknown|token|got|end of|begin of|statement|print|"
    r"template|jinja|was|looking|following|tags|innermost|block|needs|closed|closes|missing|"
    r"filter|test|named|found|safely|callable|undefined|object|function|assign|special|loop "
    r"variable|chain|multiple|cannot|can't|no|not|at|is a|the|of|you|probably|nesting|mistake|"
    r"string|integer|name|comment|call|expression|char|invalid|syntax|defined|twice)\b",
    re.IGNORECASE,
)

BROKEN = [
    ("{{ tahun", "belum ditutup “}}”"),
    ("{% if tahun", "belum ditutup “%}”"),
    ("{{ tahun wilayah }}", "“wilayah”"),
    ("{{ tahun 5 }}", "“angka”"),
    ("{{ (tahun }}", "“)”"),
    ("{{ [tahun) }}", "“]”"),
    ("{{ tahun) }}", "“)”"),
    ("{{ tahun ! }}", "“!”"),
    ("{{ }}", "Tag itu kosong"),
    ("{{ tahun. }}", "dipahami"),
    ("{% if tahun %}x", "“endif”"),
    ("{% for u in usulan %}x", "“endfor”"),
    ("{% for u in usulan %}{% endif %}", "“endif” tidak cocok dengan tag “for”"),
    ("{% endfor %}", "“endfor” tidak punya tag pembuka"),
    ("{% else %}", "“else” tidak punya tag pembuka"),
    ("{% ulangi usulan %}", "“ulangi” tidak dikenal"),
    ("{% %}", "nama tag"),
    ("{% for in usulan %}{% endfor %}", "“in”"),
    ("{% for loop in usulan %}{% endfor %}", "“loop”"),
    ("{# catatan", "“#}”"),
    ("{{ tahun|besarkan }}", "Saringan “besarkan” tidak dikenal"),
    ("{% if tahun is genap %}{% endif %}", "“is genap”"),
    ("{% if tahun is odd is even %}{% endif %}", "dipahami"),
    ("{{ tahun() }}", "tidak boleh memanggil"),
    ("{{ range(9) }}", "tidak boleh memanggil"),
    ("{{ tahun.__class__ }}", "“__class__”"),
    ("{{ tahun * 2 }}", "“*”"),
    ("{{ wilayah }}", "bukan satu isian"),
    ("{% block a %}{% endblock %}{% block a %}{% endblock %}", "“a” ditulis dua kali"),
    ("{{ -asing }}", "“asing”"),
    ("{% include 'lain' %}", "tidak semestinya"),
    ("{{ 'x'|tanggal }}", "tidak semestinya"),
]
FACTS = {"tahun": 2011, "wilayah": {"desa": "Sukamaju"}, "usulan": [{"kegiatan": "Jalan"}]}


@pytest.mark.parametrize(("text", "named"), BROKEN, ids=[text for text, _ in BROKEN])
def test_a_broken_tag_is_explained_without_a_word_of_english(word, text, named):
    with pytest.raises(BrokenTemplate) as caught:
        render(word("Pembuka naskah", text), FACTS, purpose=Purpose.PREVIEW)
    told = caught.value.message
    reason = told.partition(" Letaknya")[0]
    assert named in told
    assert ENGLISH.findall(re.sub("“[^”]*”", "", reason)) == []
    assert not re.search("“[^”]*(end of|begin of|statement|template)[^”]*”", reason)


@pytest.mark.parametrize(
    "text", ["{{ tahun wilayah }}", "{% ulangi usulan %}", "{{ tahun|besarkan }}"]
)
def test_the_words_around_the_place_are_told(word, text):
    with pytest.raises(BrokenTemplate) as caught:
        render(word("Pembuka", "Isi", f"Di sini {text}", "Penutup"), FACTS, purpose=Purpose.ISSUE)
    assert caught.value.message.endswith(f"Letaknya di sekitar: “Di sini {text}”.")


@pytest.mark.parametrize("text", ["{{ tahun wilayah }}", "{% ulangi usulan %}"])
def test_reading_the_names_explains_in_the_same_words_as_filling(word, text):
    template = word("Pembuka", f"Di sini {text}", "Penutup")
    told = []
    for use in (placeholders, lambda t: render(t, FACTS, purpose=Purpose.ISSUE)):
        with pytest.raises(BrokenTemplate) as caught:
            use(template)
        told.append(caught.value.message)
    assert told[0] == told[1]


def test_a_broken_title_is_explained_too(word):
    with pytest.raises(BrokenTemplate, match="Saringan “besarkan” tidak dikenal"):
        render(word("x", title="{{ tahun|besarkan }}"), FACTS, purpose=Purpose.ISSUE)
