"""Which facts a template reads."""

import pytest

from musren.papers import kinds
from musren.papers.placeholders import compare, placeholders
from musren.papers.render import BrokenTemplate


@pytest.mark.parametrize(
    ("paragraphs", "names"),
    [
        (["{{ desa }} {{ kop.alamat|kapital }}"], {"desa", "kop.alamat"}),
        (["{{ kop['alamat'] }}"], {"kop.alamat"}),
        (
            ["{%p for u in usulan %}", "{{ loop.index }} {{ u.kegiatan }}", "{%p endfor %}"],
            {"usulan", "usulan[].kegiatan"},
        ),
        (
            [
                *("{%p for d in daftar %}", "{%p for u in d.baris %}"),
                *("{{ u.biaya|angka }}", "{%p endfor %}", "{{ d.judul }}", "{%p endfor %}"),
            ],
            {"daftar", "daftar[].baris", "daftar[].baris[].biaya", "daftar[].judul"},
        ),
        (["{% for x in a %}{{ x }}{% else %}{{ x }}{% endfor %}"], {"a", "a[]", "x"}),
        (["{% if a.b %}{{ c }}{% elif d == 'x' %}{% endif %}"], {"a.b", "c", "d"}),
        (["{% set s = musyawarah %}{{ s.tempat }}"], {"musyawarah", "musyawarah.tempat"}),
        (["tanpa tag"], set()),
    ],
)
def test_names_are_read_with_their_loops(word, paragraphs, names):
    assert placeholders(word(*paragraphs)) == names


def test_headers_footers_and_the_title_count_too(word):
    template = word("x", header="{{ h.a }}", footer="{{ f }}", title="{{ t.u }}")
    assert placeholders(template) == {"h.a", "f", "t.u"}


def test_a_name_no_contract_knows_is_reported(word):
    assert compare(word("{{ kop.alamt }} {{ tahun }}"), "spc").unknown == ("kop.alamt",)


def test_required_facts_a_template_does_not_print_are_reported(word):
    unused = compare(word("{{ tahun }}"), "spc").unused
    assert {"penandatangan.nama", "nomor", "tahun"} & set(unused) == {"penandatangan.nama"}


def test_a_template_that_does_not_parse_is_refused(word):
    with pytest.raises(BrokenTemplate, match=r"di sekitar: “\{\{ a b \}\}”"):
        placeholders(word("{{ a b }}"))


LISTS = {
    "ba_musrenbangdes": "daftar[].baris[].kegiatan",
    "daftar_hadir": "hadir[].nama",
    "du_rkp": "kelompok[].baris[].kode",
    "formulir_kosong": "bagian[].tabel[].baris[].sel[].lebar",
    "formulir_rpjm": "swadaya.baris[].kegiatan",
    "matrik_rpjm": "matrik.kelompok[].baris[].kegiatan",
    "matrik_rpjm_tahunan": "baris[].kegiatan",
    "naskah_rpjm": "matrik.kelompok[].baris[].kegiatan",
}


@pytest.mark.parametrize(("kind", "name"), LISTS.items())
def test_a_shipped_template_reads_the_rows_of_its_lists(kind, name):
    assert name in placeholders(kinds.template(kind))
