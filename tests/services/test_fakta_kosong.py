"""The blank form for the hall holds everything its guided form asks."""

import io
import itertools

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT

from musren.domain.peran import Hak
from musren.forms.alur import FLOWS
from musren.forms.fields import Choice, Hidden, LongText, Shown, Text, YesNo
from musren.forms.pilihan import From, Option
from musren.forms.skala import BULAN, Tingkat
from musren.forms.steps import Flow, Rows, Step, StepSchema
from musren.papers import contracts, kinds
from musren.papers.render import Purpose, render
from musren.papers.words import texts
from musren.services.fakta.kosong import blank_form

flows = pytest.mark.parametrize("flow", FLOWS.values(), ids=lambda flow: flow.slug)


def _paper(form):
    head = {name: kinds.sample("formulir_kosong")[name] for name in ("wilayah", "kop", "tahun")}
    return contracts.freeze("formulir_kosong", {**head, "draf": False, **form})


def _printed(form):
    return render(kinds.template("formulir_kosong"), _paper(form), purpose=Purpose.ISSUE)


def _asked(fields):
    return {n: f for n, f in fields.items() if not isinstance(f, Hidden) or isinstance(f, Shown)}


def _drawn(form):
    """Labels, column heads and everything else that can be read on the form."""
    return {line for text in texts(_printed(form)) for line in (text, *text.split("\n"))}


@flows
def test_every_question_and_every_column_is_on_the_paper(flow):
    seen = _drawn(blank_form(flow, None, {}))
    wanted = [
        column.label
        for field in flow.fields.values()
        if isinstance(field, Rows)
        for column in _asked(field.columns).values()
    ]
    wanted += [f.label for f in _asked(flow.fields).values() if not isinstance(f, Rows)]
    assert [label for label in wanted if label not in seen] == []


@flows
def test_every_table_is_named_by_its_question(flow):
    seen = "\n".join(texts(_printed(blank_form(flow, None, {}))))
    tables = [f.label for f in _asked(flow.fields).values() if isinstance(f, Rows)]
    assert [label for label in tables if f". {label}" not in seen] == []


@flows
def test_choices_are_boxes_to_tick(flow):
    seen = "\n".join(texts(_printed(blank_form(flow, None, {}))))
    wanted = [
        option.label
        for field in flow.fields.values()
        if isinstance(field, Choice) and not isinstance(field.pilihan, From)
        for option in field.pilihan
    ]
    assert [label for label in wanted if f"☐ {label}" not in seen] == []


@flows
def test_every_row_has_an_id_of_its_own(flow):
    form = blank_form(flow, None, {})
    for part in form["bagian"]:
        codes = [one["kode"] for one in part["isian"]]
        for table in part["tabel"]:
            rows = [row["kode"] for row in table["baris"]]
            assert len(set(rows)) == len(rows) > 0
        assert len(set(codes)) == len(codes)
        assert all(code[0] == part["judul"][0] for code in codes)


@flows
def test_the_last_page_is_upright_and_pages_turn_only_where_needed(flow):
    form = blank_form(flow, None, {})
    sections = Document(io.BytesIO(_printed(form))).sections
    lying = [section.orientation == WD_ORIENT.LANDSCAPE for section in sections]
    assert lying[-1] is False
    assert all(a != b for a, b in itertools.pairwise(lying))
    assert any(lying) == any(part["mendatar"] for part in form["bagian"])


class _Baris(StepSchema):
    id = Hidden("Nomor dalam")
    uraian = Hidden("Uraian")
    diperiksa = Shown("Keadaan sekarang")
    jk = Choice("L/P", pilihan=(Option("L", "Laki-laki"), Option("P", "Perempuan")))
    setuju = YesNo("Setuju")
    bidang = Choice("Bidang", pilihan=[Option(str(n), f"Bidang ke-{n}") for n in range(9)])
    sumber = Choice("Sumber", pilihan=From("sumber"))
    catatan = Text("Catatan")


class _Musim(StepSchema):
    faktor = Text("Faktor")
    b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11, b12 = map(Tingkat, BULAN)


class _Semua(StepSchema):
    dalam = Hidden("Tidak pernah dicetak")
    cerita = LongText("Cerita", "Beberapa kalimat.", contoh="Dahulu desa ini hutan.")
    daftar = Rows("Daftar", _Baris, tetap=From("masalah"))
    musim = Rows("Musim", _Musim, paling_banyak=4)


class _Nama(StepSchema):
    nama = Text("Nama")


BIDANG = "; ".join(f"☐ Bidang ke-{n}" for n in range(9))
CONTOH = Flow(
    slug="contoh",
    title="Formulir contoh",
    tingkat="desa",
    hak=Hak.ISI_DESA,
    dasar="II.D.3",
    steps=(
        Step(slug="nama", title="Nama", schema=_Nama, dasar="II.D.3"),
        Step(
            slug="semua",
            title="Semua",
            schema=_Semua,
            dasar="II.D.3",
            shown_when=lambda _: True,
        ),
        Step(slug="lagi", title="Lagi", schema=_Nama, dasar="II.D.3"),
    ),
)
SUMBER = {"sumber": [Option("add", "ADD"), Option("blm", "BLM PNPM-MP")]}
LAID = {
    "daftar": [
        {"kode": "M-001", "uraian": "Jalan rusak", "diperiksa": "Belum diperbaiki"},
        {"uraian": "Air keruh"},
    ]
}


@pytest.fixture(scope="module")
def form():
    return blank_form(CONTOH, SUMBER, LAID)


def test_laid_out_rows_are_printed_with_their_own_id_and_nothing_below(form):
    rows = form["bagian"][1]["tabel"][0]["baris"]
    assert [row["kode"] for row in rows] == ["M-001", "B2.2"]
    assert [cell["teks"] for cell in rows[0]["sel"][:2]] == ["Jalan rusak", "Belum diperbaiki"]
    assert rows[1]["sel"][0]["teks"] == "Air keruh"


def test_what_is_only_carried_along_is_never_printed(form):
    assert not {"Nomor dalam", "Tidak pernah dicetak"} & _drawn(form)


def test_few_short_choices_stand_in_the_cells_and_many_below_the_table(form):
    tables = form["bagian"][1]["tabel"]
    cells = [cell["teks"] for table in tables for cell in table["baris"][0]["sel"]]
    assert "☐ Laki-laki\n☐ Perempuan" in cells
    assert "☐ Ya\n☐ Tidak" in cells
    assert "☐ ADD\n☐ BLM PNPM-MP" in cells
    told = [line for table in tables for line in table["keterangan"] if "“Bidang”" in line]
    assert told == [f"Kolom “Bidang”: tulis salah satu: {BIDANG}."]


def test_a_list_nobody_provides_leaves_room_to_write():
    without = blank_form(CONTOH, None, LAID)
    cells = [c["teks"] for t in without["bagian"][1]["tabel"] for c in t["baris"][0]["sel"]]
    assert "" in cells
    assert not any("ADD" in cell for cell in cells)


def test_columns_that_offer_the_same_are_explained_once(form):
    (told,) = next(t for t in form["bagian"][1]["tabel"] if "Musim" in t["judul"])["keterangan"]
    assert told.startswith("Kolom “Jan”, “Feb”")
    assert told.endswith("0 = tidak ada, 1 = ringan, 2 = sedang, 3 = berat.")


def test_a_step_that_may_be_skipped_says_so(form):
    assert "Lewati bagian ini" in form["bagian"][1]["petunjuk"]
    assert form["bagian"][0]["petunjuk"] is None


def test_a_limit_on_the_rows_limits_the_lines(form):
    musim = next(t for t in form["bagian"][1]["tabel"] if "Musim" in t["judul"])
    assert [row["kode"] for row in musim["baris"]] == ["B3.1", "B3.2", "B3.3", "B3.4"]


def test_a_wide_step_lies_between_upright_ones(form):
    assert [part["mendatar"] for part in form["bagian"]] == [False, True, False]
    assert [part["akhir"] for part in form["bagian"]] == ["tegak", "mendatar", ""]


def test_running_text_gets_more_room_and_an_example(form):
    (told,) = [one for one in form["bagian"][1]["isian"] if one["label"] == "Cerita"]
    assert told["tinggi"] is True
    assert told["petunjuk"] == "Beberapa kalimat. Contoh: Dahulu desa ini hutan."


def test_columns_fill_the_page_on_paper(form):
    word = Document(io.BytesIO(_printed(form)))
    for table in word.tables:
        if len(table.columns) not in {33, 60}:
            continue
        total = sum(column.width for column in table.columns)
        for row in table.rows:
            widths = [cell.width for cell in row._tr.tc_lst]
            assert abs(sum(widths) - total) < total // 500
