"""The description of the JSON edge (OpenAPI), drawn from the guided fields themselves."""

from decimal import Decimal
from http import HTTPStatus
from typing import Any

from flask import Flask
from flask_smorest import Api, Blueprint
from flask_smorest.utils import prepare_response
from marshmallow import Schema, fields

from musren.api import access, errors, unit_of_work
from musren.api.access import need
from musren.domain.peran import Hak
from musren.forms.fields import Choice, Guided, Many, Quantity, Rupiah, Text, Whole
from musren.forms.pilihan import From
from musren.forms.skala import Months, Score
from musren.forms.steps import Rows

TITLE = "musren"
VERSION = "1"
DESCRIPTION = """Perencanaan pembangunan desa: usulan, keputusan musyawarah, naskah, dan daftar \
untuk Bappeda.

Setiap permintaan membawa kunci program: `Authorization: Bearer <kunci>`. Satu kunci memuat satu \
peran di satu wilayah. Data wilayah lain dijawab sama seperti data yang tidak ada (404).

Kesalahan selalu berbentuk `{code, status, message, errors}`; `errors` menyebut isian dengan \
jalurnya, misalnya `dana.0.jumlah`. Rupiah ditulis bulat. Angka, rupiah, tanggal, dan jam boleh \
juga berupa teks seperti pada formulir: `"37.800.000"`, `"2,5"`, `"17 Januari 2011"`. Nama isian \
sama dengan nama pada formulir, `x-dasar` menyebut pasal Panduan, dan `x-daftar` menyebut daftar \
pilihan di `/api/v1/pilihan`."""

PHRASES = {
    200: "Berhasil",
    201: "Tersimpan",
    400: "Permintaan tidak terbaca",
    401: "Kunci program tidak ada atau tidak berlaku",
    403: "Peran kunci tidak mencakup tindakan ini",
    404: "Tidak ada, atau bukan wewenang kunci ini",
    405: "Metode tidak didukung",
    409: "Bentrok, atau belum dapat dilanjutkan",
    413: "Isi terlalu besar",
    415: "Jenis isi tidak didukung",
    422: "Isian perlu diperbaiki",
    429: "Terlalu sering",
    500: "Gangguan pada musren",
    503: "Belum tersedia di komputer ini",
}


class GalatSchema(Schema):
    """Every error has this shape."""

    code = fields.String(required=True, metadata={"description": "Jenis kesalahan, satu kata."})
    status = fields.Integer(required=True, metadata={"description": "Status HTTP."})
    message = fields.String(
        required=True, metadata={"description": "Apa yang salah dan cara memperbaikinya."}
    )
    errors = fields.Dict(
        keys=fields.String(), values=fields.String(), required=True,
        metadata={"description": "Jalur isian dan kalimatnya."},
    )  # fmt: skip


class Document(Api):
    """The document at /api/openapi.json; errors are told elsewhere."""

    ERROR_SCHEMA = GalatSchema
    DEFAULT_ERROR_RESPONSE_NAME = None  # every operation names the errors it knows

    def _register_error_handlers(self) -> None:
        """Leave the application's own handlers alone."""

    def _register_responses(self) -> None:
        for status in HTTPStatus:
            if status in PHRASES:
                response = {"description": PHRASES[status], "schema": GalatSchema}
                prepare_response(response, self.spec, self.DEFAULT_RESPONSE_CONTENT_TYPE)
                self.spec.components.response(status.name, response, lazy=True)

    def _register_pagination_header(self) -> None:
        """Pages are told in the answer itself."""

    @need(Hak.PUBLIK)
    def _openapi_json(self) -> Any:
        return super()._openapi_json()


def guided2properties(_converter: Any, field: Any, **_more: Any) -> dict[str, Any]:
    """What a guided field knows beyond its type: limits, lists, an example."""
    found: dict[str, Any] = {}
    if isinstance(field, Guided) and field.contoh:
        value = field.parse(field.contoh)
        found["examples"] = [float(value) if isinstance(value, Decimal) else value]
    if isinstance(field, Many | Rows):
        found |= _bounds(field)
    elif isinstance(field, Text) and not field.required:
        found["maxLength"] = field.limit
    elif isinstance(field, Text):
        found |= {"minLength": 1, "maxLength": field.limit}
    elif isinstance(field, Whole | Quantity | Rupiah):
        limits = {"minimum": field.minimum, "maximum": field.maximum}
        found |= {name: int(limit) for name, limit in limits.items() if limit is not None}
    if isinstance(field, Score):
        found["type"] = "integer"
    if isinstance(field, Choice) and isinstance(field.pilihan, From):
        found["x-daftar"] = field.pilihan.name
    return found


def _bounds(field: Many | Rows) -> dict[str, Any]:
    found: dict[str, Any] = {"type": "array"}
    if isinstance(field, Many):
        found["items"] = {"type": "integer" if isinstance(field, Months) else "string"}
    if field.fewest:
        found["minItems"] = field.fewest
    if field.most is not None:
        found["maxItems"] = field.most
    return found


def configure(app: Flask) -> Document:
    """The document of this application, still without operations."""
    app.config.update(
        API_TITLE=TITLE, API_VERSION=VERSION, OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api", OPENAPI_JSON_PATH="openapi.json",
    )  # fmt: skip
    document = Document(
        spec_kwargs={
            "info": {"description": DESCRIPTION},
            "servers": [{"url": "/"}],
            "security": [{"kunci": []}],
        }
    )
    document.init_app(app)
    document.ma_plugin.converter.add_attribute_function(guided2properties)
    document.spec.components.security_scheme(
        "kunci",
        {
            "type": "http",
            "scheme": "bearer",
            "description": "Kunci program: satu peran di satu wilayah, sampai hari tertentu.",
        },
    )
    return document


def new_blueprint(name: str, prefix: str) -> Blueprint:
    """A part of the JSON edge: guarded, and telling its errors in the one shape."""
    made = Blueprint(name, __name__, url_prefix=prefix)
    made.before_request(access.guard)
    made.teardown_request(unit_of_work.close)
    errors.register(made)
    return made


def json_request(schema: type[Schema], example: dict[str, Any]) -> dict[str, Any]:
    """The body of an operation, for the document."""
    content = {"application/json": {"schema": schema, "example": example}}
    return {"required": True, "content": content}


def asked(schema: type[Schema]) -> list[dict[str, Any]]:
    """What stands behind the question mark, for the document."""
    return [{"in": "query", "schema": schema}]


KEY_HEADER = {
    "in": "header",
    "name": "Idempotency-Key",
    "schema": {"type": "string", "maxLength": 100},
    "description": "Kunci kiriman, sebagai pengganti kunci pada isi permintaan.",
}


def may_fail(*statuses: int) -> dict[str, Any]:
    """The error answers of an operation, for the document; every one in the same shape."""
    return {str(status): HTTPStatus(status).name for status in (*statuses, 500)}
