"""Every guided form has a blank version with the village's own lists and rows."""

import io

import pytest
from docx import Document

from musren.forms.alur import FLOWS
from musren.forms.kode import codes
from musren.forms.steps import Rows
from musren.papers.contracts import freeze
from musren.services import alur, formulir_kosong
from musren.services.formulir_kosong import as_word, blank
from musren.services.tahun import profile_of
from tests import dunia
from tests.dunia import KABUPATEN, KECAMATAN, SUKAMAJU

each_flow = pytest.mark.parametrize("flow", FLOWS.values(), ids=FLOWS)
LEVELS = {"desa": SUKAMAJU, "kecamatan": KECAMATAN, "kabupaten": KABUPATEN}


def printed(facts):
    """Every id on the sheet: questions, tables, rows."""
    for part in facts["bagian"]:
        yield from (one["kode"] for one in part["isian"])
        for table in part["tabel"]:
            yield table["judul"].partition(".")[0]


@each_flow
def test_every_form_prints_blank_before_anything_is_known(session, tahun, flow):
    facts = blank(session, tahun, LEVELS[flow.tingkat], flow)
    assert freeze("formulir_kosong", facts) == facts
    assert len(facts["bagian"]) == len(flow.steps)
    assert set(printed(facts)) == set(codes(flow).values())


@each_flow
def test_every_blank_form_is_a_word_file(session, tahun, flow):
    word = as_word(blank(session, tahun, LEVELS[flow.tingkat], flow))
    text = "\n".join(p.text for p in Document(io.BytesIO(word)).paragraphs)
    assert flow.title.upper() in text
    assert "DRAFT" not in text
    assert "belum diisi" not in text


@each_flow
def test_every_form_of_a_village_at_work_prints_too(session, tahun, flow):
    made = dunia.village(session, tahun)
    dunia.hold(session, tahun, dunia.agree(made))
    blank(session, tahun, LEVELS[flow.tingkat], flow)


@each_flow
def test_an_object_that_is_none_prints_the_plain_form(session, tahun, flow):
    blank(session, tahun, LEVELS[flow.tingkat], flow, "usulan:999")


def test_rows_that_are_laid_out_are_printed_with_what_people_know_them_by(session, tahun):
    made = dunia.village(session, tahun)
    facts = blank(session, tahun, SUKAMAJU, FLOWS["musrenbangdes"])
    ((table, *_),) = [p["tabel"] for p in facts["bagian"] if "keputusan" in p["judul"].lower()]
    sheet = " ".join(cell["teks"] for row in table["baris"] for cell in row["sel"])
    assert len(table["baris"]) == len(made)
    assert all(one.kegiatan in sheet for one in made)
    field = FLOWS["musrenbangdes"].fields["keputusan"]
    assert isinstance(field, Rows)
    code = codes(FLOWS["musrenbangdes"])["keputusan"]
    assert [row["kode"] for row in table["baris"]] == [f"{code}.{n}" for n in (1, 2, 3)]


def test_the_lists_of_the_profile_are_printed_as_boxes(session, tahun):
    facts = blank(session, tahun, SUKAMAJU, FLOWS["usulan"])
    offered = [one["pilihan"] for part in facts["bagian"] for one in part["isian"]]
    kinds = [one.nama for one in profile_of(tahun).jenis_blm]
    assert any(set(kinds) <= set(some) for some in offered)


def test_a_typed_column_that_is_known_is_printed_in_words(session, tahun):
    dunia.village(session, tahun, given=dunia.kinds("add"))
    facts = blank(session, tahun, SUKAMAJU, FLOWS["musrenbangdes"])
    cells = {c["teks"] for p in facts["bagian"] for t in p["tabel"] for r in t["baris"]
             for c in r["sel"]}  # fmt: skip
    assert "add" not in cells


def test_a_letterhead_nobody_filled_in_is_dotted(session, tahun):
    facts = blank(session, tahun, SUKAMAJU, FLOWS["usulan"])
    assert set(facts["kop"]["alamat"]) == {"…"}
    dunia.village(session, tahun, given=[])
    again = blank(session, tahun, SUKAMAJU, FLOWS["usulan"])
    assert again["kop"]["alamat"].startswith("Jalan Poros Desa")


def test_a_form_that_cannot_begin_yet_prints_all_the_same(session, tahun, monkeypatch):
    def refuse(*_):
        raise formulir_kosong.MusrenError("belum siap")

    monkeypatch.setitem(alur.STARTS, "usulan", refuse)
    assert blank(session, tahun, SUKAMAJU, FLOWS["usulan"])["bagian"]
