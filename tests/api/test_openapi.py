"""The document says what the fields know, in Indonesian, and every program can load it."""

import json
import re
from typing import Any

import jsonschema_rs
import pytest

from musren.api import ekspor, musyawarah, naskah, usulan
from musren.domain.peran import Peran
from musren.forms.kecamatan import MUSRENBANG_KECAMATAN
from musren.forms.musrenbangdes import MUSRENBANGDES
from musren.forms.usulan import USULAN
from tests import dunia
from tests.api import jalan
from tests.api.conftest import Musren, Program

ENGLISH = re.compile(
    r"\b(the|of|and|is|are|with|returns?|default|unprocessable|list of)\b", re.IGNORECASE
)
TOLD = {"description", "summary", "title"}


@pytest.fixture
def document(ringan: Musren) -> dict[str, Any]:
    found: dict[str, Any] = Program(ringan.app).get("/api/openapi.json").get_json()
    return found


def operations(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        one["operationId"]: one
        for path in document["paths"].values()
        for method, one in path.items()
        if method in {"get", "post"}
    }


def texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [v for k, v in value.items() if k in TOLD and isinstance(v, str)]
        return own + [t for v in value.values() for t in texts(v)]
    return [t for v in value for t in texts(v)] if isinstance(value, list) else []


def test_every_operation_has_its_own_name_and_words(document):
    found = operations(document)
    assert set(found) == {
        "sehat", "cari_wilayah", "daftar_pilihan", "buat_usulan", "daftar_usulan", "lihat_usulan",
        "daftar_keputusan", "catat_musrenbangdes", "catat_musrenbang_kecamatan", "daftar_naskah",
        "lihat_naskah", "unduh_docx", "unduh_pdf", "terbitkan_naskah", "ekspor_bappeda",
        "lihat_pekerjaan", "paspor_usulan",
    }  # fmt: skip
    assert all(one["summary"] and one["description"] for one in found.values())


def test_what_people_read_in_it_is_indonesian(document):
    assert [t for t in texts(document) if ENGLISH.search(t)] == []


def test_a_key_is_asked_for_everywhere_but_at_the_door(document):
    assert document["security"] == [{"kunci": []}]
    assert document["components"]["securitySchemes"]["kunci"]["scheme"] == "bearer"
    without = {name for name, one in operations(document).items() if one.get("security") == []}
    assert without == {"sehat"}


def test_every_error_has_the_one_shape(document):
    answers = document["components"]["responses"]
    shapes = {r["content"]["application/json"]["schema"]["$ref"] for r in answers.values()}
    assert shapes == {"#/components/schemas/Galat"}
    for one in operations(document).values():
        for status, answer in one["responses"].items():
            assert ("$ref" in answer) is not status.startswith("2")


def test_every_reference_leads_somewhere(document):
    for ref in set(re.findall(r'"\$ref": "#/([^"]+)"', json.dumps(document))):
        value: Any = document
        for part in ref.split("/"):
            value = value[part]


@pytest.mark.parametrize(
    ("schema", "form", "more"),
    [
        ("UsulanBaru", USULAN, ["desa_kode", "tahun", "kunci"]),
        ("MusrenbangdesKiriman", MUSRENBANGDES, ["kunci"]),
        ("MusrenbangKecamatanKiriman", MUSRENBANG_KECAMATAN, ["kunci"]),
    ],
)
def test_a_whole_form_keeps_names_order_labels_and_clauses(document, schema, form, more):
    told = document["components"]["schemas"][schema]["properties"]
    assert list(told) == [*more, *form.fields]
    for name, field in form.fields.items():
        assert told[name]["title"] == field.label
        assert told[name].get("x-dasar", "") == field.dasar
        assert told[name].get("x-mengisi", []) == list(field.mengisi)
        assert "description" not in told[name] or told[name]["description"]


def test_choices_are_told_with_their_labels_or_the_name_of_their_list(document):
    told = document["components"]["schemas"]
    assert told["UsulanBaru"]["properties"]["sifat"]["x-daftar"] == "sifat"
    cara = told["MusrenbangdesKiriman"]["properties"]["cara_putusan"]
    assert cara["enum"] == ["mufakat", "voting"]
    assert cara["x-labels"]["voting"] == "Pemungutan suara (voting)"
    wakil = told["MusrenbangdesKiriman"]["properties"]["wakil_masyarakat"]
    assert (wakil["type"], wakil["minItems"], wakil["maxItems"]) == ("array", 3, 3)


@pytest.mark.parametrize(
    ("schema", "example"),
    [
        ("UsulanBaru", usulan.EXAMPLE),
        ("MusrenbangdesKiriman", musyawarah.DESA_EXAMPLE),
        ("MusrenbangKecamatanKiriman", musyawarah.KECAMATAN_EXAMPLE),
        ("NaskahBaru", naskah.EXAMPLE),
    ],
)
def test_an_example_obeys_its_own_schema(document, schema: str, example):
    whole = {**document, "$ref": f"#/components/schemas/{schema}"}
    assert [e.message for e in jsonschema_rs.iter_errors(whole, example)] == []


def test_the_example_of_a_proposal_is_taken_as_it_stands(ringan: Musren):
    made = ringan.program(Peran.KPMD).post("/api/v1/usulan", usulan.EXAMPLE)
    assert made.status_code == 201, made.text


def test_every_filter_of_the_list_can_be_asked_for(document):
    asked = {p["name"] for p in operations(document)["ekspor_bappeda"]["parameters"]}
    assert asked == {"kabupaten", "tahun", "format", *ekspor.FILTERS}


def test_what_is_really_answered_obeys_the_document(ringan: Musren, document):
    jalan.held(ringan)
    paper = jalan.issued(ringan)
    program = ringan.program(Peran.KEPALA_DESA)
    desa = str(dunia.SUKAMAJU)
    for schema, path, query in (
        ("Usulan", f"/api/v1/usulan/{jalan.kode(1)}", {}),
        ("Paspor", f"/api/v1/usulan/{jalan.kode(1)}/paspor", {}),
        ("HalamanUsulan", "/api/v1/usulan", {"tahun": 2011}),
        ("HasilMusyawarah", "/api/v1/keputusan", {"tahun": 2011, "wilayah": desa}),
        ("Naskah", f"{jalan.NASKAH}/{paper['id']}", {}),
        ("HalamanNaskah", jalan.NASKAH, {}),
        ("DaftarWilayah", "/api/v1/wilayah", {"q": "sukamaju"}),
        ("SemuaPilihan", "/api/v1/pilihan", {"tahun": 2011, "wilayah": desa, "alur": "usulan"}),
        ("Galat", "/api/v1/pilihan", {}),
    ):
        told = program.get(path, **query).get_json()
        assert set(told) == set(document["components"]["schemas"][schema]["properties"]), path
        whole = {**document, "$ref": f"#/components/schemas/{schema}"}
        assert [e.message for e in jsonschema_rs.iter_errors(whole, told)] == [], path
