"""The shipped Word files are what the script drafts, and are good Word files."""

import io
import re
import zipfile

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Mm

from musren.papers import kinds
from tools.draft_templates.__main__ import DRAFTS
from tools.draft_templates.package import word_file

WIDE = 9  # columns that no longer fit an upright page


def _parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def _body(kind):
    return _parts(kinds.template(kind))["word/document.xml"].decode()


def test_the_committed_file_is_what_the_script_drafts(kind):
    assert _parts(word_file(DRAFTS[kind]())) == _parts(kinds.template(kind)), (
        "Run `python -m tools.draft_templates`, and change the script, never the Word file."
    )


def test_drafting_twice_gives_the_same_bytes(kind):
    assert word_file(DRAFTS[kind]()) == word_file(DRAFTS[kind]())


def test_every_paragraph_has_a_named_style_and_no_formatting_of_its_own(kind):
    body = _body(kind)
    used = set(re.findall(r'<w:pStyle w:val="(\w+)"/>', body))
    styles = {s.style_id: s.name for s in Document(io.BytesIO(kinds.template(kind))).styles}
    assert used <= set(styles)
    assert all(styles[one].startswith(("Musren ", "Heading ", "toc ")) for one in used)
    assert body.count("<w:p>") == body.count("<w:pStyle ")
    assert set(re.findall(r"<w:rPr>(.*?)</w:rPr>", body)) <= {'<w:rStyle w:val="MusrenTegas"/>'}


def test_layout_is_never_made_of_spaces_tabs_or_pictures(kind):
    numbered = r'<w:p><w:pPr><w:pStyle w:val="MusrenAngka"/>.*?</w:p>'  # "1." and a tab, as typed
    body = re.sub(numbered, "", _body(kind))
    assert not re.search(r"<w:tab/>|<w:drawing|<w:pict|<w:br/>", body)
    assert "   " not in "".join(re.findall(r"<w:t [^>]*>([^<]*)</w:t>", body))


def test_rows_stay_whole_and_heads_repeat(kind):
    for table in re.findall(r"<w:tbl>.*?</w:tbl>", _body(kind)):
        rows = re.findall(r"<w:trPr>(.*?)</w:trPr>", table)
        assert all("<w:cantSplit/>" in row for row in rows)
        if "MusrenTabelGaris" in table:
            assert "<w:tblHeader/>" in rows[0]


def test_pages_are_f4_and_matrices_lie_on_their_side(kind):
    document = Document(io.BytesIO(kinds.template(kind)))
    sections = document.sections
    sizes = {(round(s.page_width / Mm(1)), round(s.page_height / Mm(1))) for s in sections}
    assert sizes <= {(215, 330), (330, 215)}
    lying = [s.orientation == WD_ORIENT.LANDSCAPE for s in sections]
    if kinds.kind(kind).register:
        assert lying[0] is False
    if any(len(table.columns) > WIDE for table in document.tables):
        assert any(lying)


def test_pages_are_counted_and_the_language_is_indonesian(kind):
    parts = _parts(kinds.template(kind))
    footer = parts["word/footer1.xml"].decode()
    assert 'w:instr=" PAGE "' in footer
    assert 'w:instr=" NUMPAGES "' in footer
    assert b'<w:lang w:val="id-ID"' in parts["word/styles.xml"]


def test_the_signature_block_is_kept_together(kind):
    document = Document(io.BytesIO(kinds.template(kind)))
    signing = [s for s in document.styles if s.name in {"Musren Ttd", "Musren Ttd Nama"}]
    assert len(signing) == 2
    assert all(s.paragraph_format.keep_with_next for s in signing)


@pytest.mark.parametrize(
    ("kind", "columns"), [("sk_rkp_desa", 15), ("spc", 13), ("spc", 16), ("formulir_r3", 15)]
)
def test_matrices_have_their_columns(kind, columns):
    tables = Document(io.BytesIO(kinds.template(kind))).tables
    assert columns in {len(table.columns) for table in tables}
