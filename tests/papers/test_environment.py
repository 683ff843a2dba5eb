"""Templates are edited by strangers: what they ask for beyond plain facts does not happen."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from markupsafe import Markup

from musren.papers.environment import PaperEnvironment, plain
from musren.papers.render import BrokenTemplate, Purpose, render
from musren.papers.words import texts

RUN = "os.popen('touch KENARI').read()"
ATTACKS = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ kop.__class__ }}",
    "{{ kop['__class__'] }}",
    "{{ kop.__init__.__globals__ }}",
    f"{{{{ self.__init__.__globals__.__builtins__.__import__('os').{RUN[3:]} }}}}",
    f"{{{{ cycler.__init__.__globals__.{RUN} }}}}",
    f"{{{{ joiner.__init__.__globals__.{RUN} }}}}",
    f"{{{{ namespace.__init__.__globals__.{RUN} }}}}",
    f"{{{{ lipsum.__globals__.{RUN} }}}}",
    "{{ lipsum.__globals__['os']['popen']('touch KENARI') }}",
    "{{ range(10) }}",
    "{{ dict(a=1) }}",
    "{{ kop|attr('__class__') }}",
    "{{ kop|map(attribute='__class__')|list }}",
    "{{ '%c'|format(65) }}",
    "{{ 'a' * 1000000000 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ kop.update({'alamat': 'palsu'}) }}",
    "{{ daftar.append(1) }}",
    "{{ daftar.clear() }}",
    "{% set x = kop.pop('alamat') %}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}{{ os }}",
    "{% macro m() %}x{% endmacro %}{{ m() }}",
    "{% for k in kop.__class__.__mro__ %}{{ k }}{% endfor %}",
    "{{ daftar.__len__ }}",
    "{{ ''.join }}",
    "{{ loop }}",
    "{{ self }}",
    "{{ kop }}",
    "{{ daftar }}",
    "{% for x in daftar %}{{ loop.__init__ }}{% endfor %}",
    "{% for x in daftar %}{{ loop.cycle('a', 'b') }}{% endfor %}",
    "{{ x|rupiah.__globals__ }}",
    "{{ kop|safe }}",
]
LEAKS = ("<class", "function", "method", "object at", "0x", "root:", "{'", "['", "builtin")


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("place", ["body", "header", "title"])
def test_an_attack_in_a_template_does_nothing(word, tmp_path, monkeypatch, attack, place):
    monkeypatch.chdir(tmp_path)
    facts = {"kop": {"alamat": "Jalan Raya"}, "daftar": ["satu"]}
    given = {"body": (attack,), "header": (), "title": ()}[place]
    template = word(*given, **({} if place == "body" else {place: attack}))
    printed = ""
    with suppress(BrokenTemplate):
        printed = "\n".join(texts(render(template, facts, purpose=Purpose.PREVIEW)))
    assert [leak for leak in LEAKS if leak in printed] == []
    assert not list(tmp_path.iterdir())
    assert facts == {"kop": {"alamat": "Jalan Raya"}, "daftar": ["satu"]}


class Living(dict):
    pass


@pytest.mark.parametrize(
    "value",
    [object(), lambda: 1, str.upper, 1.5, {1: "a"}, {"a": {object(): 1}}, b"x", Markup("<b>"), {1}],
)
def test_only_plain_data_is_handed_to_a_template(value):
    with pytest.raises(TypeError):
        plain({"x": value})


def test_plain_data_is_a_copy():
    inner = Living(nama="asli")
    copied = plain({"a": inner, "b": [Decimal("1.5"), date(2011, 1, 17), True, None, 3]})
    copied["a"]["nama"] = "palsu"
    assert inner == {"nama": "asli"}
    assert type(copied["a"]) is not Living


@pytest.mark.parametrize(
    ("expression", "printed"),
    [
        ("{{ 132720000|rupiah }}", "Rp 132.720.000,-"),
        ("{{ 132720000|angka }}", "132.720.000"),
        ("{{ '12.50'|angka }}", "12,5"),
        ("{{ 111|terbilang }}", "seratus sebelas"),
        ("{{ 1500000000|terbilang_rupiah }}", "satu miliar lima ratus juta rupiah"),
        ("{{ '2011-01-17'|tanggal }}", "17 Januari 2011"),
        ("{{ '2012-02-29'|hari }}", "Rabu"),
        ("{{ '2011-01-17'|tanggal_pendek }}", "17-01-2011"),
        (
            "{{ '2011-01-17'|tanggal_terbilang }}",
            "Senin tanggal tujuh belas bulan Januari tahun dua ribu sebelas (17-01-2011)",
        ),
        ("{{ '09:00'|jam }}", "09.00"),
        ("{{ 4|romawi }}", "IV"),
        ("{{ 3|huruf }}", "c"),
        ("{{ 2|diktum }}", "KEDUA"),
        ("{{ 'Desa Sukamaju'|kapital }}", "DESA SUKAMAJU"),
        (
            "{{ 'Rencana Pembangunan Jangka Menengah Desa (RPJM-Desa) Tahun 2011–2015'|judul }}",
            "RENCANA PEMBANGUNAN JANGKA MENENGAH DESA\n(RPJM-DESA) TAHUN 2011–2015",
        ),
        ("{{ 'Musrenbangdes RKP-Desa Tahun 2011'|judul }}", "MUSRENBANGDES RKP-DESA TAHUN 2011"),
        ("{{ 'Nomor 01 TAHUN 2011'|dalam_kalimat }}", "Nomor 01 Tahun 2011"),
        ("{{ 'bahwa begini; '|tanpa_tanda }}", "bahwa begini"),
        ("{{ ['a', 'b']|banyaknya }}", "2"),
        ("{{ tiada|angka|default('–') }}", "–"),
        ("{{ tiada|rupiah }}", "[[belum diisi: tiada]]"),
        ("{{ true }}", "Ya"),
        ("{{ 2011 }}", "2011"),
    ],
)
def test_a_filter_writes_as_official_papers_do(expression, printed):
    assert PaperEnvironment(xml=False).from_string(expression).render() == printed


def test_an_amount_on_paper_is_never_parted_from_its_rp():
    printed = (
        PaperEnvironment()
        .from_string("{{ biaya|rupiah }}; {{ ket }}")
        .render(biaya=4_500_000, ket="Swadaya Rp 1.000")
    )
    assert printed == "Rp\N{NO-BREAK SPACE}4.500.000,-; Swadaya Rp\N{NO-BREAK SPACE}1.000"
