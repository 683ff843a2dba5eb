"""Reading what a program sent: a JSON body or a question, with a sentence for everything wrong."""

import json
import math
from collections.abc import Mapping
from typing import Any, cast

from flask import request
from marshmallow import ValidationError
from werkzeug.exceptions import UnsupportedMediaType

from musren.domain import teks
from musren.domain.errors import Invalid, MusrenError
from musren.forms.bentuk import faults_of_shape
from musren.forms.fields import Guided
from musren.forms.steps import StepSchema, as_errors, guided_fields

UNREADABLE = "Ada isian yang perlu diperbaiki. Lihat errors untuk tiap isian."
NEEDS_KEY = (
    "Sertakan kunci kiriman (1–100 huruf pilihan Anda) pada kunci atau kepala Idempotency-Key, "
    "supaya kiriman yang terulang tidak tercatat dua kali."
)
TWO_KEYS = "Kunci pada isi dan pada kepala Idempotency-Key berbeda. Pakai satu saja."
LONGEST_KEY = 100


class BadJson(MusrenError):
    """The body is no JSON."""

    code = "json_rusak"
    status = 400


class ApiSchema(StepSchema):
    """Named values of a request; unknown names are refused, blanks count as missing."""

    error_messages = {  # noqa: RUF012  marshmallow's own way of naming them
        "unknown": "Nama ini tidak dikenal di sini. Daftarnya ada dalam /api/openapi.json.",
        "type": "Isi permintaan harus berupa objek JSON.",
    }


def json_body(fields: Mapping[str, Guided]) -> dict[str, Any]:
    """The body as a mapping whose values have the shape of these fields, not yet read."""
    if request.mimetype != "application/json":
        raise UnsupportedMediaType
    try:
        found = json.loads(request.get_data(), parse_constant=_refused, parse_float=_finite)
    except (ValueError, RecursionError) as reason:
        raise BadJson("Isi permintaan bukan JSON yang utuh. Periksa kurung dan koma.") from reason
    if not isinstance(found, dict):
        raise Invalid("Isi permintaan harus berupa objek JSON, misalnya {“tahun”: 2011}.")
    wrong = faults_of_shape(fields, found)
    if wrong:
        raise Invalid(UNREADABLE, wrong)
    return found


def _refused(word: str) -> float:
    raise ValueError(word)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def read(schema: type[StepSchema], given: Mapping[str, Any]) -> dict[str, Any]:
    """The values; raises Invalid with a sentence for each field."""
    try:
        return cast("dict[str, Any]", schema().load(dict(given)))
    except ValidationError as reason:
        raise Invalid(UNREADABLE, as_errors(reason)) from reason


def body(schema: type[StepSchema]) -> dict[str, Any]:
    return read(schema, json_body(guided_fields(schema)))


def query(schema: type[StepSchema]) -> dict[str, Any]:
    """What stands behind the question mark; a misspelt filter is told, not passed over."""
    return read(schema, request.args.to_dict())


def sending_key(given: Any) -> str:
    """The idempotency key from body or header; raises Invalid."""
    header = request.headers.get("Idempotency-Key", "")
    written = "" if given is None else str(given)
    try:
        keys = {k for k in (teks.clean(t, limit=LONGEST_KEY) for t in (header, written)) if k}
    except teks.TextTooLong as reason:
        raise Invalid(reason.message, {"kunci": reason.message}) from reason
    if len(keys) != 1:
        told = TWO_KEYS if keys else NEEDS_KEY
        raise Invalid(told, {"kunci": told})
    return keys.pop()
