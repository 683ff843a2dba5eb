"""Ids of questions and rows: the same on the printed blank form and beside the rows on screen."""

from collections.abc import Iterator, Mapping
from typing import Any

from musren.domain.bahasa import huruf
from musren.forms.fields import Guided, Hidden, Shown
from musren.forms.steps import Flow


def asked(fields: Mapping[str, Guided]) -> Iterator[tuple[str, Guided]]:
    """What a page asks or displays, without what only the program needs."""
    return ((n, f) for n, f in fields.items() if not isinstance(f, Hidden) or isinstance(f, Shown))


def letter_of(number: int) -> str:
    """The letter of a step, counted from 1: A, B, ... Z, AA."""
    return huruf(number).upper()


def codes(flow: Flow) -> dict[str, str]:
    """Each question's id by its name: ``B3`` is the third question of the second step."""
    return {
        name: f"{letter_of(at)}{number}"
        for at, step in enumerate(flow.steps, 1)
        for number, (name, _) in enumerate(asked(step.fields), 1)
    }


def row_code(code: str, number: int, row: Mapping[str, Any]) -> str:
    """The id of a row counted from 1: that of the thing it is about (M-001), else ``B3.1``."""
    return str(row.get("kode") or f"{code}.{number}")
