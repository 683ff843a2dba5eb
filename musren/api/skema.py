"""Schemas of answers and of whole forms, made of the same guided fields as the pages."""

import copy
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast

from marshmallow import Schema, fields

from musren.api.baca import ApiSchema
from musren.forms.fields import Guided, Hidden, Text, Year
from musren.forms.pilihan import Option
from musren.forms.steps import Flow, Rows, StepSchema, guided_fields
from musren.integration.tahapan import LABEL_STATUS
from musren.services.baris_tetap import KEY

STATUS = tuple(Option(status.value, label) for status, label in LABEL_STATUS.items())


def kunci() -> Guided:
    return Text(
        "Kunci kiriman",
        "Pilihan Anda, satu untuk tiap kiriman. Kunci dan isi yang sama dijawab dengan hasil yang "
        "pertama. Boleh juga sebagai kepala Idempotency-Key.",
        wajib=False, batas=100, contoh="sistem-desa-7f3a",
    )  # fmt: skip


def tahun() -> Guided:
    return Year("Tahun rencana", contoh="2011")


def named(name: str, members: Mapping[str, fields.Field[Any]]) -> type[ApiSchema]:
    """A schema of that name in the document, its fields in this order."""
    return cast("type[ApiSchema]", ApiSchema.from_dict(dict(members), name=name))


def answered(name: str, members: Mapping[str, fields.Field[Any]]) -> type[Schema]:
    """The same fields in an answer: what people left open is null or empty."""
    return Schema.from_dict({k: _open(field) for k, field in members.items()}, name=name)


def _open(field: fields.Field[Any]) -> fields.Field[Any]:
    if not isinstance(field, Guided):
        return field
    if isinstance(field, Rows):
        row = answered(f"{field.row_schema.__name__}Terbaca", field.columns)
        return fields.List(fields.Nested(row), metadata=dict(field.metadata))
    found = copy.copy(field)
    found.required, found.allow_none = False, True
    found.metadata = {k: v for k, v in field.metadata.items() if k != "enum"}
    if isinstance(found, Text):
        found.limit = 20_000  # stored text may come from a file of the village
    return found


def whole_form(form: Flow) -> dict[str, Guided]:
    """All fields of a form; rows it lays out name their proposal by `kode` or `usulan_id`."""
    return {name: _addressable(field) for name, field in form.fields.items()}


def _addressable(field: Guided) -> Guided:
    if not isinstance(field, Rows) or field.tetap is None or field.key != KEY:
        return field
    own = {k: f for k, f in guided_fields(field.row_schema).items() if not isinstance(f, Hidden)}
    address = {
        "kode": Text("Kode usulan", wajib=False, contoh="99.01.01.2001-2011-007"),
        "usulan_id": Text("Nomor usulan", "Sebagai pengganti kode.", wajib=False),
    }
    row = StepSchema.from_dict({**address, **own}, name=f"{field.row_schema.__name__}Kiriman")
    return Rows(
        field.label, cast("type[StepSchema]", row), field.hint, paling_sedikit=field.fewest,
        paling_banyak=field.most, dasar=field.dasar, mengisi=field.mengisi, baris=field.baris,
    )  # fmt: skip


def number(value: Decimal | None) -> int | float | None:
    """A quantity as a JSON number; three decimals are exact enough in it."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def text(told: str, **more: Any) -> fields.String:
    return fields.String(metadata={"description": told}, **more)


def whole(told: str, **more: Any) -> fields.Integer:
    return fields.Integer(metadata={"description": told}, **more)


def rupiah(told: str) -> fields.Integer:
    return fields.Integer(allow_none=True, metadata={"description": f"{told}, rupiah bulat."})


def quantity(told: str) -> fields.Float:
    return fields.Float(allow_none=True, metadata={"description": told})


def moment(told: str) -> fields.String:
    return fields.String(metadata={"description": told, "format": "date-time"})


def day(told: str, **more: Any) -> fields.String:
    return fields.String(metadata={"description": told, "format": "date"}, **more)


def many(row: type[Schema], told: str) -> fields.List[Any]:
    return fields.List(fields.Nested(row), metadata={"description": told})
