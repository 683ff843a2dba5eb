"""Two versions of one page side by side: what this person typed and what is kept."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from musren.forms.fields import Hidden
from musren.forms.steps import Rows, Step, is_blank
from musren.web.periksa import in_words

Answers = Mapping[str, Any]
Pair = tuple[str, str, str]


def compared(step: Step, mine: Answers, stored: Answers) -> list[Pair]:
    """Label, typed and kept, in words; of a group of rows each row that differs is told."""
    told: list[Pair] = []
    for name, field in step.fields.items():
        if isinstance(field, Rows):
            told.extend(_rows(field, _given(mine.get(name)), _given(stored.get(name))))
        else:
            told.append(
                (field.label, in_words(field, mine.get(name)), in_words(field, stored.get(name)))
            )
    return told


def _given(value: Any) -> list[Answers]:
    """The rows in which something stands, as they were typed."""
    rows = value if isinstance(value, list) else []
    return [row for row in rows if isinstance(row, Mapping) and not is_blank(row)]


def _rows(field: Rows, mine: Sequence[Answers], stored: Sequence[Answers]) -> Iterator[Pair]:
    ours, theirs = _by_key(field, mine), _by_key(field, stored)
    same = True
    for number, key in enumerate(dict.fromkeys([*theirs, *ours]), 1):
        left, right = ours.get(key, {}), theirs.get(key, {})
        pair = _cells(field, left), _cells(field, right)
        if pair[0] != pair[1]:
            same = False
            yield f"{field.label}: {_head(right or left, number)}", *pair
    if same:
        yield field.label, field.as_text(mine), field.as_text(stored)


def _by_key(field: Rows, rows: Sequence[Answers]) -> dict[str, Answers]:
    """Rows laid out beforehand are known by their key, any other by their place."""
    if field.tetap is None:
        return {str(number): row for number, row in enumerate(rows)}
    return {str(row.get(field.key)): row for row in rows}


def _head(row: Answers, number: int) -> str:
    return str(row.get("uraian") or f"baris {number}")


def _cells(field: Rows, row: Answers) -> str:
    """What stands in the row's own inputs; nothing of what is laid out or hidden."""
    parts = [
        (column.label, in_words(column, row.get(name)))
        for name, column in field.columns.items()
        if not isinstance(column, Hidden)
    ]
    return "; ".join(f"{label}: {said}" for label, said in parts if said)
