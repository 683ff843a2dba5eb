"""What is kept of a template from one paper to the next changes nothing in any paper."""

import io

import pytest
from docx import Document
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from hypothesis import given
from hypothesis import strategies as st

from musren.papers.render import PaperHoles, Purpose, render
from musren.papers.word_template import WordTemplate
from musren.papers.words import texts

PIECES = ["<w:p>", "<w:p w:x='1'>", "</w:p>", "<w:pPr><w:b/></w:pPr>", "<w:r>", "</w:r>", "<w:t>",
          '<w:t xml:space="preserve">', "</w:t>", "<w:rPr><w:i/></w:rPr>", "<w:tab/>", "kata",
          "\t", "\n", "\f", "\a"]  # fmt: skip


def title(content):
    return Document(io.BytesIO(content)).core_properties.title


def pictures(content):
    """How many pictures the text shows that are in the file."""
    part = Document(io.BytesIO(content)).part
    blips = part.element.body.iter(qn("a:blip"))
    return sum(len(part.related_parts[one.get(qn("r:embed"))].blob) > 0 for one in blips)


def paragraph(text):
    return f"<w:p><w:pPr><w:b/></w:pPr><w:r><w:rPr><w:i/></w:rPr><w:t>{text}</w:t></w:r></w:p>"


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_breaks_become_word_s_own_as_docxtpl_makes_them(xml):
    assert WordTemplate(None).resolve_listing(xml) == DocxTemplate(None).resolve_listing(xml)


@pytest.mark.parametrize("text", ["a", "a\tb", "a\nb", "a\fb", "a\ab", "a\t\n\fb"])
def test_a_paragraph_with_breaks_between_others_is_the_only_one_that_changes(text):
    xml = paragraph("satu") + paragraph(text) + paragraph("tiga")
    found = WordTemplate(None).resolve_listing(xml)
    assert found == DocxTemplate(None).resolve_listing(xml)
    assert found.startswith(paragraph("satu"))
    assert found.endswith(paragraph("tiga"))


def test_papers_of_one_template_keep_their_facts_and_holes_apart(word):
    template = word("{{ a }} dan {{ b }}")
    for holes, facts in (("b", {"a": "x"}), ("a", {"b": "y"}), ("a b", {})):
        with pytest.raises(PaperHoles) as told:
            render(template, facts, purpose=Purpose.ISSUE)
        assert set(told.value.names) == set(holes.split())
    assert texts(render(template, {"a": 1, "b": 2}, purpose=Purpose.ISSUE)) == ["1 dan 2"]


def test_the_same_words_in_a_title_and_in_the_text_are_two_templates(word):
    content = render(word("{{ a }}", title="{{ a }}"), {"a": "B & C"}, purpose=Purpose.ISSUE)
    assert texts(content) == ["B & C"]
    assert title(content) == "B & C"


@pytest.mark.parametrize("tag", ["{{ [] | gambar_bagan(60) }}", "{{ [] | gambar_kalender(60) }}"])
def test_a_picture_that_needs_no_fact_is_put_into_every_paper(word, tag):
    """Its place in one file is not its place in another."""
    template = word("{{ x }}", tag)
    made = [render(template, {"x": x}, purpose=Purpose.PREVIEW) for x in ("a", "b", "b")]
    assert [pictures(content) for content in made] == [1, 1, 1]
    assert made[1] == made[2]
