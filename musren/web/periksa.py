"""The page "Periksa jawaban": every answer as a paper would print it, with what is still wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marshmallow import ValidationError

from musren.forms.fields import Guided, Hidden
from musren.forms.pilihan import Options, provided
from musren.forms.steps import Flow, Rows, Step, is_blank
from musren.web.isian import Fault, faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer in words; rows as a table of words."""

    label: str
    text: str = ""
    heads: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One step: its answers, its faults, whether it was finished."""

    step: Step
    answers: Sequence[Answer]
    faults: Sequence[Fault]
    done: bool


def sections(
    form: Flow,
    kept: Mapping[str, Any],
    wrong: Mapping[str, Mapping[str, str]],
    lists: Options,
    done: Sequence[str],
) -> list[Section]:
    """All steps on the path, in order."""
    with provided(lists):
        return [
            Section(
                step=step,
                answers=[_answer(field, kept.get(name)) for name, field in step.fields.items()],
                faults=faults(step, wrong.get(step.slug, {})),
                done=step.slug in done,
            )
            for step in form.path(kept)
        ]


def with_refusals(
    path: Sequence[Step],
    wrong: Mapping[str, Mapping[str, str]],
    errors: Mapping[str, str],
) -> tuple[dict[str, Mapping[str, str]], bool]:
    """What is wrong per step with what a rule refused added; whether every refusal has its step."""
    told = {
        step.slug: {p: text for p, text in errors.items() if p.split(".")[0] in step.fields}
        for step in path
    }
    joined = {slug: {**more, **wrong.get(slug, {})} for slug, more in told.items()}
    return {**wrong, **joined}, bool(errors) and sum(map(len, told.values())) == len(errors)


def _answer(field: Guided, raw: Any) -> Answer:
    if not isinstance(field, Rows):
        return Answer(label=field.label, text=in_words(field, raw))
    columns = {n: c for n, c in field.columns.items() if not isinstance(c, Hidden) or n == "uraian"}
    rows = [r for r in raw or () if isinstance(r, Mapping) and not is_blank(r)]
    return Answer(
        label=field.label,
        text=field.as_text(rows),
        heads=[c.label for c in columns.values()],
        rows=[[in_words(c, row.get(n)) for n, c in columns.items()] for row in rows],
    )


def in_words(field: Guided, raw: Any) -> str:
    """The answer as printed; what cannot be read stays as it was typed."""
    if is_blank(raw):
        return ""
    try:
        return field.as_text(field.parse(raw))
    except ValidationError:
        return "; ".join(map(str, raw)) if isinstance(raw, list) else str(raw)
