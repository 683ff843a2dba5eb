"""Errors have one shape and an Indonesian sentence, whatever goes wrong and wherever."""

import json
import re
from pathlib import Path

import pytest
from flask import Flask

from musren.api.access import BODY_LIMIT, need
from musren.api.dokumen import new_blueprint
from musren.api.errors import MOST_TOLD
from musren.domain.errors import TooMany
from musren.domain.peran import Hak, Peran
from tests import dunia
from tests.api.conftest import Musren, Program, galat

ENGLISH = re.compile(
    r"\b(the|not|invalid|must|missing|field|request|error|unknown|method|found|allowed|required)\b",
    re.IGNORECASE,
)
KODE = str(dunia.SUKAMAJU)
GET = (
    "/api/v1/usulan", f"/api/v1/usulan/{KODE}-2011-001",
    f"/api/v1/usulan/{KODE}-2011-001/paspor", "/api/v1/keputusan", "/api/v1/naskah",
    "/api/v1/naskah/1", "/api/v1/naskah/1/docx", "/api/v1/naskah/1/pdf", "/api/v1/ekspor/bappeda",
    "/api/v1/wilayah", "/api/v1/pilihan", "/api/v1/pekerjaan/tidak-ada",
)  # fmt: skip
POST = (
    "/api/v1/usulan", "/api/v1/naskah", f"/api/v1/desa/{KODE}/2011/musrenbangdes",
    "/api/v1/kecamatan/99.01.01/2011/musrenbang-kecamatan",
)  # fmt: skip
OPEN = ("/api/v1/sehat", "/api/openapi.json")
ALL = [("GET", path) for path in GET] + [("POST", path) for path in POST]


def said(answer, status: int) -> str:
    told = galat(answer, status)
    words = " ".join((told["message"], *told["errors"].values()))
    assert not ENGLISH.search(words), words
    assert "Traceback" not in words
    return told["message"]


def test_the_walk_knows_every_operation(ringan: Musren):
    adapter = ringan.app.url_map.bind("uji")
    walked = {adapter.match(path, method=method, return_rule=True)[0].rule for method, path in ALL}
    walked |= {adapter.match(path, return_rule=True)[0].rule for path in OPEN}
    known = {r.rule for r in ringan.app.url_map.iter_rules() if r.rule.startswith("/api/")}
    assert known - walked == {"/api/", "/api/<path:sisa>"}


@pytest.mark.parametrize(("method", "path"), ALL)
def test_without_a_key_the_answer_says_how_to_get_one(ringan: Musren, method: str, path: str):
    assert "Bearer" in said(Program(ringan.app).send(method, path), 401)


@pytest.mark.parametrize("path", [*GET, *POST, *OPEN])
@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE"])
def test_a_method_nobody_takes_is_told_with_those_that_are(ringan: Musren, method: str, path: str):
    answer = Program(ringan.app).send(method, path)
    said(answer, 405)
    assert {"GET", "POST"} & set(answer.headers["Allow"].split(", "))


@pytest.mark.parametrize(
    "path",
    ["/api", "/api/", "/api/v1", "/api/v2/usulan", "/api/v1/usulan/", "/api/%00", "/api/v1/naskah/x",
     "/api/v1/naskah/99999999999999999999", "/api/v1/naskah/-1", "/api/openapi.yaml"],
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
def test_an_address_nobody_knows_is_told(ringan: Musren, method: str, path: str):
    said(Program(ringan.app).send(method, path), 404)


def writer(musren: Musren, path: str) -> Program:
    return musren.program(Peran.FK if "kecamatan/" in path else Peran.KEPALA_DESA)


BODIES = (
    (b"", "application/json", 400),
    (b"{", "application/json", 400),
    (b"\xff\xfe\x00", "application/json", 400),
    (b"[" * 100_000, "application/json", 400),
    (b'{"biaya": NaN}', "application/json", 400),
    (b'{"biaya": 1e999}', "application/json", 400),
    (b'{"biaya": ' + b"9" * 5000 + b"}", "application/json", 400),
    (b"[]", "application/json", 422),
    (b"null", "application/json", 422),
    (b'"x"', "application/json", 422),
    (b"{}", "application/json", 422),
    (b'{"\\u0000": 1, "\\ud800": 2}', "application/json", 422),
    (b"a=1", "application/x-www-form-urlencoded", 415),
    (b"<a/>", "text/xml", 415),
    (b"{}", "", 415),
    (b"{" + b" " * BODY_LIMIT + b"}", "application/json", 413),
)


@pytest.mark.parametrize("path", POST)
@pytest.mark.parametrize(("data", "kind", "status"), BODIES, ids=range(len(BODIES)))
def test_a_body_that_cannot_be_read_is_told(
    ringan: Musren, path: str, data: bytes, kind: str, status: int
):
    answer = writer(ringan, path).send("POST", path, data=data, content_type=kind)
    said(answer, status)


@pytest.mark.parametrize("path", [p for p in GET if p.count("/") == 3 or "ekspor" in p])
def test_a_question_with_an_unknown_name_is_told(ringan: Musren, path: str):
    answer = ringan.program(Peran.BAPPEDA).get(path, tidak_ada="1")
    assert "tidak_ada" in galat(answer, 422)["errors"]
    said(answer, 422)


def test_an_open_address_answers_without_a_key(ringan: Musren):
    assert Program(ringan.app).get("/api/v1/sehat").get_json() == {"status": "sehat"}
    assert Program(ringan.app).get("/api/openapi.json").status_code == 200


def faulty(folder: Path) -> Flask:
    """An application whose operations go wrong in ways that ours should not."""
    app = Flask("uji", root_path=str(folder))
    part = new_blueprint("rusak", "/api")

    @part.route("/rusak")
    @need(Hak.PUBLIK)
    def rusak() -> str:
        raise ZeroDivisionError("the secret of the house")

    @part.route("/sering")
    @need(Hak.PUBLIK)
    def sering() -> str:
        raise TooMany("Terlalu sering. Tunggu 5 menit.")

    app.register_blueprint(part)
    return app


def test_a_fault_of_ours_gives_a_number_and_no_trace(tmp_path: Path, capsys):
    answer = Program(faulty(tmp_path)).get("/api/rusak")
    message = said(answer, 500)
    assert "secret" not in json.dumps(answer.get_json())
    number = re.search(r"gangguan ([0-9a-f]{8})", message)
    assert number is not None
    assert number[1] in capsys.readouterr().err


def test_too_many_tries_have_the_same_shape(tmp_path: Path):
    assert "5 menit" in said(Program(faulty(tmp_path)).get("/api/sering"), 429)


def test_a_flood_of_wrong_names_is_not_sent_back(ringan: Musren):
    flood = {f"nama{n}": 1 for n in range(50_000)}
    answer = ringan.program(Peran.KPMD).post("/api/v1/usulan", flood)
    assert len(galat(answer, 422)["errors"]) == MOST_TOLD
    assert len(answer.get_data()) < 200_000
