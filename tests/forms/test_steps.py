"""Rows, steps and flows: what is read, what falls away, where an error points."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError, validates_schema

from musren.domain.errors import Invalid
from musren.domain.peran import Hak
from musren.forms.fields import Choice, Day, Many, Rupiah, Text, Whole, YesNo
from musren.forms.pilihan import From, Option
from musren.forms.steps import Flow, Rows, Step, StepSchema, as_errors, is_blank, numbered


class OrangRow(StepSchema):
    nama = Text("Nama")
    umur = Whole("Umur", wajib=False)


class OrangSchema(StepSchema):
    orang = Rows("Orang", OrangRow, paling_sedikit=1, paling_banyak=3, baris="orang")

    @validates_schema
    def nobody_is_named_x(self, data: dict[str, Any], **_: Any) -> None:
        wrong = {
            n: {"nama": "Bukan X."} for n, row in numbered(data["orang"]) if row["nama"] == "X"
        }
        if wrong:
            raise self.fault("orang", wrong)


class TanyaSchema(StepSchema):
    ada = YesNo("Apakah ada?")
    dusun = Choice("Dusun", pilihan=From("dusun"), wajib=False)


class RincianSchema(StepSchema):
    biaya = Rupiah("Biaya")
    tanggal = Day("Tanggal", wajib=False)


ORANG = Step(slug="orang", title="Orang", schema=OrangSchema, dasar="II.D.3")
TANYA = Step(slug="tanya", title="Pertanyaan", schema=TanyaSchema, dasar="II.D.3")
RINCIAN = Step(
    slug="rincian", title="Rincian", schema=RincianSchema, dasar="II.D.3",
    shown_when=lambda answers: answers.get("ada") == "ya",
)  # fmt: skip
FLOW = Flow(
    slug="uji", title="Uji", tingkat="desa", hak=Hak.ISI_DESA, dasar="II.D.3",
    steps=(TANYA, RINCIAN, ORANG),
)  # fmt: skip


def refusal(step: Step, typed: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        step.read(typed)
    return refused.value.errors


def test_blank_rows_fall_away():
    rows = [{"nama": " ", "umur": ""}, {"nama": "Siti", "umur": ""}, {}, {"nama": "Budi"}]
    assert ORANG.read({"orang": rows})["orang"] == [
        {"nama": "Siti", "umur": None},
        {"nama": "Budi", "umur": None},
    ]


def test_an_error_in_a_row_keeps_the_number_of_the_row_as_typed():
    rows = [{"nama": ""}, {"nama": "Siti"}, {"umur": "tua"}]
    assert set(refusal(ORANG, {"orang": rows})) == {"orang.2.nama", "orang.2.umur"}


def test_a_rule_across_rows_names_the_row_as_typed_though_blank_rows_fell_away():
    rows = [{"nama": ""}, {"nama": "Siti"}, {"nama": ""}, {"nama": "X"}]
    assert refusal(ORANG, {"orang": rows}) == {"orang.3.nama": "Bukan X."}


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([], "Isi “Orang”, paling sedikit 1 orang."),
        ([{"nama": ""}], "Isi “Orang”, paling sedikit 1 orang."),
        ([{"nama": str(n)} for n in range(4)], "paling banyak 3 baris; ada 4"),
        ("Siti", "harus berupa daftar baris"),
        ({"0": {"nama": "Siti"}}, "harus berupa daftar baris"),
    ],
)
def test_the_number_of_rows_has_its_limits(rows: Any, told: str):
    assert told in refusal(ORANG, {"orang": rows})["orang"]


def test_a_row_that_is_no_row_is_told_so():
    assert "tidak terbaca" in refusal(ORANG, {"orang": ["Siti"]})["orang.0"]


def test_an_unknown_answer_is_refused_and_named():
    assert refusal(ORANG, {"orang": [{"nama": "A", "nik": "1"}]}).keys() == {"orang.0.nik"}
    assert refusal(TANYA, {"ada": "ya", "lain": "1"}).keys() == {"lain"}


def test_all_faults_of_a_page_are_told_at_once():
    assert refusal(RINCIAN, {"biaya": "banyak", "tanggal": "kemarin"}).keys() == {
        "biaya",
        "tanggal",
    }


def test_a_blank_answer_counts_as_missing():
    assert refusal(TANYA, {"ada": "  "}) == {"ada": "Pilih “Apakah ada?”."}
    assert TANYA.read({"ada": "ya", "dusun": ""})["dusun"] == ""


def test_what_a_page_shows_reads_back_as_the_same_values():
    values = ORANG.read({"orang": [{"nama": "Siti", "umur": "1.200"}, {"nama": "Budi"}]})
    assert ORANG.read(ORANG.write(values)) == values


@given(
    st.lists(
        st.fixed_dictionaries({"nama": st.sampled_from(["", " ", "Siti", "Budi"])}), max_size=12
    )
)
def test_rows_read_are_the_filled_ones_with_their_own_numbers(rows: list[dict[str, str]]):
    field = Rows("Orang", OrangRow, paling_banyak=12)
    read = field.parse(rows)
    assert [n for n, _ in numbered(read)] == [n for n, r in enumerate(rows) if r["nama"].strip()]


def test_a_hidden_step_is_neither_asked_nor_kept():
    kept = {"ada": "tidak", "biaya": "banyak", "orang": [{"nama": "Siti"}]}
    assert [step.slug for step in FLOW.path(kept)] == ["tanya", "orang"]
    assert "biaya" not in FLOW.read(kept)


def test_a_shown_step_is_read_and_its_faults_stand_under_its_name():
    kept = {"ada": "ya", "biaya": "banyak", "orang": [{"nama": "Siti"}]}
    values, wrong = FLOW.check(kept)
    assert wrong.keys() == {"rincian"}
    assert wrong["rincian"].keys() == {"biaya"}
    assert values["orang"] == [{"nama": "Siti", "umur": None}]
    with pytest.raises(Invalid, match="belum lengkap") as refused:
        FLOW.read(kept)
    assert refused.value.errors.keys() == {"biaya"}


def test_a_flow_writes_only_what_it_knows():
    values = {"ada": True, "biaya": 5000, "tanggal": date(2011, 1, 17), "lain": 1}
    assert FLOW.write(values) == {"ada": "ya", "biaya": "5.000", "tanggal": "2011-01-17"}


def test_a_flow_finds_its_steps_and_names_its_lists():
    assert FLOW.step("orang") is ORANG
    assert FLOW.step("entah") is None
    assert FLOW.lists() == {"dusun"}
    assert list(FLOW.fields) == ["ada", "dusun", "biaya", "tanggal", "orang"]


def test_a_step_reads_a_named_list_where_it_is_provided():
    lists = {"dusun": [Option("I", "Dusun I")]}
    assert TANYA.read({"ada": "ya", "dusun": "I"}, lists)["dusun"] == "I"
    with pytest.raises(Invalid):
        TANYA.read({"ada": "ya", "dusun": "II"}, lists)


def test_an_optional_many_is_an_empty_list():
    class Pilih(StepSchema):
        warna = Many("Warna", pilihan=From("warna"))

    assert Step(slug="s", title="S", schema=Pilih, dasar="I").read({}) == {"warna": []}


@pytest.mark.parametrize(
    ("value", "blank"),
    [
        ("", True), (" \n", True), (None, True), ([], True), ({}, True), ([{"a": ""}], True),
        ("0", False), (0, False), (False, False), ([{"a": "x"}], False),
    ],
)  # fmt: skip
def test_nothing_typed_is_told_from_a_no_and_a_zero(value: Any, blank: bool):
    assert is_blank(value) is blank


def test_several_sentences_about_one_field_are_joined():
    found = ValidationError({"a": ["Satu.", "Dua."], "b": {0: {"_schema": ["Tiga."]}}})
    assert as_errors(found) == {"a": "Satu. Dua.", "b.0": "Tiga."}
