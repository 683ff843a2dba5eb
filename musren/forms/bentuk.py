"""The shape of answers that come as JSON: their names, and what kind of value each takes."""

from collections.abc import Iterator, Mapping
from typing import Any

from musren.forms import messages
from musren.forms.fields import Choice, Clock, Day, Guided, Many, Text, YesNo
from musren.forms.skala import Months, Score
from musren.forms.steps import Rows

UNKNOWN = "Nama isian ini tidak dikenal. Periksa ejaannya, atau hapus dari kiriman."
Fault = tuple[str, str]


def faults_of_shape(fields: Mapping[str, Guided], given: Mapping[Any, Any]) -> dict[str, str]:
    """Dotted path and sentence for each value no field could even try to read."""
    return dict(_in_mapping(fields, given, ""))


def _in_mapping(
    fields: Mapping[str, Guided], given: Mapping[Any, Any], path: str
) -> Iterator[Fault]:
    for name, value in given.items():
        here = f"{path}{name}"
        if name not in fields:
            yield here[:200], UNKNOWN
        elif value is not None:
            yield from _in_field(fields[name], value, here)


def _in_field(field: Guided, value: Any, here: str) -> Iterator[Fault]:
    if isinstance(field, Rows):
        yield from _in_rows(field, value, here)
    elif isinstance(field, Many):
        if not isinstance(value, list) or not all(isinstance(one, _one_of(field)) for one in value):
            yield here, messages.NOT_LIST.format(label=field.label)
    elif not isinstance(value, _taken_by(field)):
        yield here, _sentence_for(field).format(label=field.label)


def _in_rows(field: Rows, value: Any, here: str) -> Iterator[Fault]:
    if not isinstance(value, list) or not all(isinstance(row, Mapping) for row in value):
        yield here, messages.NOT_ROWS.format(label=field.label)
        return
    for number, row in enumerate(value):
        yield from _in_mapping(field.columns, row, f"{here}.{number}.")


def _one_of(field: Many) -> tuple[type, ...]:
    return (str, int) if isinstance(field, Months) else (str,)


def _taken_by(field: Guided) -> tuple[type, ...]:
    if isinstance(field, Day | Clock):
        return (str,)
    if isinstance(field, YesNo):
        return (str, bool)
    return (str, int, float)


def _sentence_for(field: Guided) -> str:
    if isinstance(field, Day):
        return messages.NOT_DATE
    if isinstance(field, Clock):
        return messages.NOT_CLOCK
    if isinstance(field, YesNo):
        return messages.NOT_YES_NO
    if isinstance(field, Score):
        return messages.NOT_WHOLE
    return messages.NOT_TEXT if isinstance(field, Text | Choice) else messages.NOT_NUMBER
