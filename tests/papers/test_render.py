"""From template and facts to a finished file."""

import io
import zipfile

import pytest
from docx import Document

from musren.papers import kinds
from musren.papers.archive import is_finished
from musren.papers.placeholders import placeholders
from musren.papers.render import BrokenTemplate, PaperHoles, Purpose, render
from musren.papers.words import texts

ISSUE, PREVIEW = Purpose.ISSUE, Purpose.PREVIEW


def test_a_missing_fact_is_shown_in_a_preview_and_refused_at_issue(word):
    template = word("{{ desa.nama }} dan {{ camat }}")
    shown = texts(render(template, {"desa": {}}, purpose=PREVIEW))
    assert shown == ["[[belum diisi: desa.nama]] dan [[belum diisi: camat]]"]
    with pytest.raises(PaperHoles) as caught:
        render(template, {"desa": {}}, purpose=ISSUE)
    assert caught.value.names == ("desa.nama", "camat")
    assert "2 isian masih kosong: desa.nama, camat" in caught.value.message


def test_a_hole_in_a_row_is_named_with_its_row(word):
    template = word("{%p for u in usulan %}", "{{ u.kegiatan }}", "{%p endfor %}")
    with pytest.raises(PaperHoles) as caught:
        render(template, {"usulan": [{"kegiatan": "a"}, {"kegiatan": None}]}, purpose=ISSUE)
    assert caught.value.names == ("usulan[2].kegiatan",)


def test_an_issue_without_a_name_that_the_template_only_tests_is_refused(word):
    template = word("{% if namanya_salah %}x{% endif %}y")
    with pytest.raises(PaperHoles, match="namanya_salah"):
        render(template, {}, purpose=ISSUE)


@pytest.mark.parametrize("facts", [{"x": None, "d": {"x": None}}])
@pytest.mark.parametrize("name", ["x", "d.x"])
def test_an_empty_fact_may_be_asked_about_but_never_prints_none(word, facts, name):
    asked = word(f"a{{% if {name} %}}b{{% endif %}}{{{{ {name}|default('c') }}}}")
    assert texts(render(asked, facts, purpose=ISSUE)) == ["ac"]
    printed = word(f"{{{{ {name} }}}}")
    assert texts(render(printed, facts, purpose=PREVIEW)) == [f"[[belum diisi: {name}]]"]
    with pytest.raises(PaperHoles):
        render(printed, facts, purpose=ISSUE)


def test_a_fact_taken_out_of_a_sample_is_named(kind, facts):
    changed = facts(kind)
    del changed["wilayah"], changed["kop"]["alamat"]
    with pytest.raises(PaperHoles) as caught:
        render(kinds.template(kind), changed, purpose=ISSUE)
    letterhead = placeholders(kinds.template(kind)) & {"kop.alamat"}
    assert letterhead <= set(caught.value.names)


def test_line_breaks_in_typed_text_stay_line_breaks(word):
    content = render(word("a {{ x }} z"), {"x": "satu\ndua\r\ntiga"}, purpose=ISSUE)
    assert texts(content) == ["a satu\ndua\ntiga z"]


def test_the_title_of_the_file_is_filled_and_escaped_once(word):
    template = word("x", title="Usulan {{ desa }}")
    content = render(template, {"desa": "A & B <C>"}, purpose=ISSUE)
    assert Document(io.BytesIO(content)).core_properties.title == "Usulan A & B <C>"


def test_headers_and_footers_are_filled_too(word):
    template = word("x", header="H {{ a }}", footer="F {{ a }}")
    assert texts(render(template, {"a": "1"}, purpose=ISSUE)) == ["H 1", "x", "F 1"]


def test_a_finished_paper_is_known_and_a_template_is_not(kind, facts, issue):
    assert is_finished(issue(kind, facts(kind)))
    assert not is_finished(kinds.template(kind))


def test_no_clock_reaches_the_file(kind, facts, issue):
    with zipfile.ZipFile(io.BytesIO(issue(kind, facts(kind)))) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        names = packed.namelist()
    assert names[:2] == ["[Content_Types].xml", "_rels/.rels"]
    assert names[2:] == sorted(names[2:])
    told = facts(kind)
    core = Document(io.BytesIO(issue(kind, told))).core_properties
    day = told.get("tanggal_surat") or told.get("tanggal") or "2011-01-01"
    assert core.modified.date().isoformat() == day


@pytest.mark.parametrize("content", [b"", b"bukan zip", b"PK\x05\x06" + bytes(18)])
def test_a_file_that_is_no_word_file_is_refused(content):
    with pytest.raises(BrokenTemplate, match="bukan berkas Word"):
        render(content, {}, purpose=ISSUE)


@pytest.mark.parametrize(
    "text",
    ["{{ a", "{% if a %}", "{% endfor %}", "{{ a|tidakada }}", "{{ a.b() }}", "{{ 'x'|tanggal }}"],
)
def test_a_broken_tag_is_refused_with_a_reason(word, text):
    with pytest.raises(BrokenTemplate) as caught:
        render(word(text), {"a": {}}, purpose=PREVIEW)
    assert caught.value.message.startswith("Tag di dalam templat")
