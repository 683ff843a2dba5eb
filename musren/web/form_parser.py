"""HTML names and nested answers: ``hadir-0-nama`` is the name in the first row of `hadir`.

Row numbers may have gaps (a row was taken out in the browser); order is what counts.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from musren.domain.errors import TooLarge
from musren.forms.fields import Guided, Many
from musren.forms.steps import Rows, is_blank

MOST_FIELDS = 60_000
SLACK = 100  # rows above the field's own limit that its own message may still speak of

Form = MultiDict[str, str]


def nested(form: Form, shape: Mapping[str, Guided]) -> dict[str, Any]:
    """What was typed, as text: for each known field a text, a list of texts, or a list of rows.

    A row holds texts and lists of texts.
    Raises TooLarge. Names that are not in the shape are left aside.
    """
    if len(form) > MOST_FIELDS:
        raise TooLarge("Isian terlalu banyak untuk satu halaman. Bagi menjadi beberapa bagian.")
    groups = {name for name, one in shape.items() if isinstance(one, Rows)}
    rows: dict[str, dict[int, dict[str, Any]]] = {name: {} for name in groups}
    for key in form:
        group, number, column = _parts(key)
        if group in groups and column in _columns(shape[group]):
            one = _columns(shape[group])[column]
            rows[group].setdefault(number, {})[column] = _given(form, key, one)
    answers: dict[str, Any] = {}
    for name, one in shape.items():
        if isinstance(one, Rows):
            answers[name] = _in_order(rows[name], one)
        else:
            answers[name] = _given(form, name, one)
    return answers


def _given(form: Form, key: str, one: Guided) -> Any:
    if isinstance(one, Many):
        return [text for text in form.getlist(key) if text]
    return form.get(key, "")


def _columns(one: Guided) -> Mapping[str, Guided]:
    return one.columns if isinstance(one, Rows) else {}


def _in_order(rows: Mapping[int, dict[str, Any]], one: Rows) -> list[dict[str, Any]]:
    if len(rows) > one.most + SLACK:
        raise TooLarge(
            f"“{one.label}” paling banyak {one.most} baris; yang dikirim {len(rows)}. "
            "Bagi menjadi beberapa bagian."
        )
    return [rows[number] for number in sorted(rows)]


def _parts(key: str) -> tuple[str, int, str]:
    parts = key.split("-")
    if len(parts) != 3 or not (parts[1].isascii() and parts[1].isdigit()) or len(parts[1]) > 6:  # noqa: PLR2004
        return "", 0, ""
    return parts[0], int(parts[1]), parts[2]


def flattened(answers: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The pairs a browser would send for these answers."""
    for name, value in answers.items():
        if isinstance(value, str):
            yield name, value
            continue
        for number, one in enumerate(value or ()):
            if isinstance(one, Mapping):
                yield from _cells(f"{name}-{number}", one)
            else:
                yield name, str(one)


def _cells(prefix: str, row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for column, value in row.items():
        several = value if isinstance(value, list) else [value]
        yield from ((f"{prefix}-{column}", str(one)) for one in several)


def without_blank_rows(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Rows in which nothing was typed are not kept."""
    return {
        name: [row for row in value if not is_blank(row)] if isinstance(value, list) else value
        for name, value in answers.items()
    }
