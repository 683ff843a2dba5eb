"""Whatever people type is printed as typed, in every place of every paper."""

import pytest

from musren.papers.render import Purpose, render
from musren.papers.words import as_lines, texts

TOKEN = "Qqjx"
VALUES = [
    *(
        "A & B <C> \"D\" 'E'",
        "<w:t>x</w:t>",
        "]]>",
        "&amp;lt; &#65; x",
        "</w:p></w:body>",
        "<!-- x -->",
    ),
    *("{{ 7*7 }}", "{{7*7}}", "{% if x %}", "{%p for a in b %}", "{# x #}", "{%tr endfor %}"),
    *("{_{ x }_}", "{_% x %_}", "}}{{", "{{ kop.alamat }}", "${7*7}", "#{7}"),
    *("😀 👩‍👩‍👧", "m² × ½ – “kutip” ’", "Ünïcödé ꦗꦮ ﷽", "  tepi  x", "a\tb", "a\nb\n\nc"),
    *("=1+1|cmd", "%s %(x)s {0}", "\\1 \\g<0> \\n", "None", "-", "x" * 3000, "kata " * 400 + "x"),
]
KEPT = (
    "tanggal",
    "undangan_tanggal",
    "diterima",
    "jam_",
    "volume",
    "persen",
    "cara_putusan",
    "perdes_tanggal",
    "musrenbang_t",
    "luas",
    "jarak_k",
    "tenggat",
    "dijawab",
)

LONG = {"naskah_rkp", "naskah_rpjm"}


def _filled(node, value, *, name=""):
    if isinstance(node, dict):
        return {key: _filled(inner, value, name=key) for key, inner in node.items()}
    if isinstance(node, list):
        return [_filled(inner, value, name=name) for inner in node[:2]]
    return value if isinstance(node, str) and not name.startswith(KEPT) else node


@pytest.fixture(scope="session")
def with_token():
    """The lines of each paper with the token in every text; rendered once for all values."""
    return {}


@pytest.mark.parametrize("value", VALUES, ids=lambda value: repr(value[:20]))
def test_typed_text_is_printed_as_typed_everywhere(kind, facts, issue, with_token, value):
    if kind not in with_token:
        with_token[kind] = texts(issue(kind, _filled(facts(kind), TOKEN)))
    expected = [
        line.replace(TOKEN, value).replace(TOKEN.upper(), value.upper())
        for line in with_token[kind]
    ]
    printed = texts(issue(kind, _filled(facts(kind), value)))
    if kind in LONG:  # long texts become paragraphs of their own: only the words stay the same
        assert " ".join(printed).split() == " ".join(expected).split()
    else:
        assert printed == expected


def _filled_texts(node):
    if isinstance(node, dict | list):
        return sum(map(_filled_texts, node.values() if isinstance(node, dict) else node))
    return int(node == TOKEN)


def test_the_token_reaches_the_texts_of_a_template(kind, facts, issue):
    """Nearly every text that was filled is printed; a few only choose what is printed."""
    filled = _filled(facts(kind), TOKEN)
    printed = "\n".join(as_lines(issue(kind, filled)))  # with what the pictures say
    assert printed.lower().count(TOKEN.lower()) >= 0.8 * _filled_texts(filled)


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x0b", "\x0c", "\x1f", "\ud800", "\ufffe"])
def test_signs_no_word_file_can_hold_cost_nothing_else(word, sign):
    content = render(word("a {{ x }} z"), {"x": f"b{sign}c"}, purpose=Purpose.ISSUE)
    assert texts(content) == ["a bc z"]


@pytest.mark.parametrize("name", ["items", "keys", "values", "get", "self", "pop", "loop", "None"])
def test_a_fact_may_be_called_as_it_likes(word, name):
    template = word(f"{{{{ data.{name} }}}}")
    content = render(template, {"data": {name: "isinya"}}, purpose=Purpose.ISSUE)
    assert texts(content) == ["isinya"]


def test_a_missing_fact_called_like_a_method_is_a_hole(word):
    content = render(word("{{ data.items }}"), {"data": {}}, purpose=Purpose.PREVIEW)
    assert texts(content) == ["[[belum diisi: data.items]]"]
