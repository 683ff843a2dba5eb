"""What every request brings, made harmless before any page or program edge reads it."""

from collections.abc import Iterable
from typing import Any

from flask import Flask, Request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.routing import IntegerConverter, Map, ValidationError

BIGGEST = 2_000_000_000  # every number in an address fits into a column of either database
FIGURES = 10


class Isian(ImmutableMultiDict[str, Any]):
    """Fields as they came, without the NUL that no browser sends and PostgreSQL refuses."""

    def __init__(self, mapping: Any = None) -> None:
        pairs = mapping.items(multi=True) if isinstance(mapping, MultiDict) else mapping
        super().__init__(_without_nul(pairs) if isinstance(pairs, Iterable) else pairs)


def _without_nul(pairs: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
    return [
        (name.replace("\0", ""), value.replace("\0", "") if isinstance(value, str) else value)
        for name, value in pairs
    ]


class Permintaan(Request):
    """A request whose query and form hold text that can be kept."""

    parameter_storage_class = Isian


class Bilangan(IntegerConverter):
    """A number in an address; one that no row can have is an address that is not there."""

    def __init__(self, url_map: Map, *args: Any, **more: Any) -> None:
        super().__init__(url_map, *args, **{"max": BIGGEST, **more})

    def to_python(self, value: str) -> Any:
        if len(value) > FIGURES:
            raise ValidationError
        return super().to_python(value)


def register(app: Flask) -> None:
    """Before any address is added."""
    app.request_class = Permintaan
    app.url_map.converters["int"] = Bilangan
