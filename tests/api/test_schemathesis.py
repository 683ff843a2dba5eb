"""Random requests drawn from the document: one job per check, the server error first.

A program with much right in the village and one with much right in the kecamatan send them. The
last test plants a fault, to prove that the tool still sees one.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from flask import Flask, jsonify, request
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    response_schema_conformance,
    status_code_conformance,
)

from musren.api.access import need
from musren.api.dokumen import configure, new_blueprint
from musren.domain.peran import Hak, Peran
from musren.domain.wilayah import RegionCode
from musren.models.database import Database
from tests import dunia
from tests.api import jalan
from tests.api.conftest import Musren, Program, opened, own_world
from tests.fixtures.database import empty
from tests.kerja_uji import asked

EXAMPLES = 30
FEW = 6
ADDRESS = "/api/openapi.json"
OPERATIONS = (
    "GET /api/v1/sehat", "GET /api/v1/wilayah", "GET /api/v1/pilihan", "GET /api/v1/usulan",
    "POST /api/v1/usulan", "GET /api/v1/usulan/{usulan_kode}", "GET /api/v1/keputusan",
    "POST /api/v1/desa/{kode}/{tahun}/musrenbangdes",
    "POST /api/v1/kecamatan/{kode}/{tahun}/musrenbang-kecamatan", "GET /api/v1/naskah",
    "POST /api/v1/naskah", "GET /api/v1/naskah/{naskah_id}", "GET /api/v1/naskah/{naskah_id}/docx",
    "GET /api/v1/naskah/{naskah_id}/pdf", "GET /api/v1/ekspor/bappeda",
    "GET /api/v1/pekerjaan/{pekerjaan_kode}", "GET /api/v1/usulan/{usulan_kode}/paspor",
)  # fmt: skip
REAL: dict[str, list[Any]] = {
    "usulan_kode": [jalan.kode(1), jalan.kode(2)],
    "kode": [str(dunia.SUKAMAJU), str(dunia.KECAMATAN)],
    "tahun": [2011],
    "naskah_id": [1, 2],
}
CHECKS = {
    "content type": content_type_conformance,
    "status": status_code_conformance,
    "shape of the answer": response_schema_conformance,
    "key ignored": ignored_auth,
}


def prepared(musren: Musren) -> Musren:
    jalan.held(musren)
    jalan.issued(musren, "daftar_hadir")
    jalan.issued(musren)
    REAL["pekerjaan_kode"] = [asked(musren.database, "naskah_wilayah")]
    return musren


@pytest.fixture(scope="module")
def isi(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Musren]:
    """A village with proposals, a meeting and papers, shared by all jobs."""
    with own_world(tmp_path_factory.mktemp("acak")) as found:
        yield prepared(found)


def cases(app: Flask, label: str, mode: GenerationMode) -> st.SearchStrategy[Case]:
    """Requests of one operation; addresses name what is there every other time."""
    schema = schemathesis.openapi.from_wsgi(ADDRESS, app)
    found = [one.ok() for one in schema.get_all_operations()]
    operation = next(one for one in found if one.label == label)
    names = [n for n in REAL if f"{{{n}}}" in label]
    real = st.fixed_dictionaries({n: st.sampled_from(REAL[n]) for n in names})
    return st.tuples(operation.as_strategy(mode), real, st.booleans()).map(
        lambda drawn: _addressed(*drawn)
    )


def _addressed(case: Case, real: dict[str, Any], wanted: bool) -> Case:
    if real and wanted:
        case.path_parameters = real
    return case


def job(app: Flask, label: str, program: Program, check: Any, *, most: int, positive: bool) -> None:
    mode = GenerationMode.POSITIVE if positive else GenerationMode.NEGATIVE

    @settings(
        max_examples=most, derandomize=True, database=None, deadline=None,
        phases=[Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=cases(app, label, mode))
    def run(case: Case) -> None:
        case.call_and_validate(
            headers={"Authorization": f"Bearer {program.kunci}", "Accept-Encoding": "identity"},
            checks=[check],
        )

    run()


def places(label: str) -> tuple[Peran, RegionCode]:
    if "kecamatan/" in label or "pekerjaan" in label:
        return Peran.CAMAT, dunia.KECAMATAN
    if "ekspor" in label:
        return Peran.BAPPEDA, dunia.KABUPATEN
    return Peran.KEPALA_DESA, dunia.SUKAMAJU


def test_the_jobs_cover_every_operation(isi: Musren):
    schema = schemathesis.openapi.from_wsgi(ADDRESS, isi.app)
    assert {one.ok().label for one in schema.get_all_operations()} == set(OPERATIONS)


@pytest.mark.parametrize("positive", [True, False], ids=["fitting", "unfitting"])
@pytest.mark.parametrize("label", OPERATIONS)
def test_no_request_makes_the_server_stumble(isi: Musren, label: str, positive: bool):
    if label == "GET /api/v1/sehat" and not positive:
        return  # takes nothing that could be unfitting
    program = isi.program(*places(label))
    job(isi.app, label, program, not_a_server_error, most=EXAMPLES, positive=positive)


@pytest.mark.parametrize("name", CHECKS)
@pytest.mark.parametrize("label", OPERATIONS)
def test_every_answer_is_as_the_document_says(isi: Musren, label: str, name: str):
    job(isi.app, label, isi.program(*places(label)), CHECKS[name], most=FEW, positive=True)


@pytest.fixture
def isi_postgresql(postgres_database: Database, tmp_path: Path) -> Iterator[Musren]:
    yield prepared(opened(postgres_database, tmp_path))
    empty(postgres_database)


@pytest.mark.parametrize("label", [one for one in OPERATIONS if one.startswith("POST")])
def test_no_request_makes_postgresql_stumble(isi_postgresql: Musren, label: str):
    musren = isi_postgresql
    program = musren.program(*places(label))
    job(musren.app, label, program, not_a_server_error, most=FEW, positive=True)
    job(musren.app, label, program, not_a_server_error, most=FEW, positive=False)


def planted(folder: Path) -> Flask:
    """An application with one operation that stumbles over large numbers."""
    app = Flask("uji", root_path=str(folder))
    part = new_blueprint("rusak", "/api")

    @part.route("/rusak", methods=["GET"])
    @need(Hak.PUBLIK)
    @part.doc(
        parameters=[{"in": "query", "name": "n", "required": True, "schema": {"type": "integer"}}],
        responses={"200": {"description": "Berhasil"}},
    )
    def rusak() -> Any:
        number = int(request.args["n"])
        if number > 1_000:
            raise OverflowError
        return jsonify(number)

    configure(app).register_blueprint(part)
    return app


def test_a_planted_fault_is_seen(tmp_path: Path):
    app = planted(tmp_path)
    with pytest.raises(BaseException, match="Server error"):
        job(app, "GET /api/rusak", Program(app, "x"), not_a_server_error, most=EXAMPLES,
            positive=True)  # fmt: skip
