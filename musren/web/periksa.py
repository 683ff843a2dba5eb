"""The page "Periksa jawaban": every answer as a paper would print it, with what is still wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marshmallow import ValidationError

from musren.forms.fields import Guided
from musren.forms.hitung import nilai
from musren.forms.pilihan import Options, provided, resolve
from musren.forms.steps import Flow, Rows, Step, is_blank
from musren.services.pengumuman import Pengumuman
from musren.web.isian import Fault, faults, is_displayed, sums


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer in words; rows as a table of words."""

    label: str
    text: str = ""
    heads: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    totals: Sequence[tuple[str, str]] = ()
    picture: tuple[str, Sequence[Mapping[str, Any]]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One step: its answers, its faults, whether it was finished."""

    step: Step
    answers: Sequence[Answer]
    faults: Sequence[Fault]
    done: bool
    notices: Sequence[Pengumuman] = ()


def sections(
    form: Flow,
    kept: Mapping[str, Any],
    wrong: Mapping[str, Mapping[str, str]],
    lists: Options,
    done: Sequence[str],
    notices: Mapping[str, Sequence[Pengumuman]] | None = None,
) -> list[Section]:
    """All steps on the path, in order; `notices` by step slug."""
    with provided(lists):
        return [
            Section(
                step=step,
                answers=[_answer(field, kept.get(name)) for name, field in step.fields.items()],
                faults=faults(step, wrong.get(step.slug, {})),
                done=step.slug in done,
                notices=(notices or {}).get(step.slug, ()),
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
    field = field.titled(resolve(field.judul)) if field.judul else field
    columns = {n: c for n, c in field.columns.items() if is_displayed(c) or n == "uraian"}
    rows = [r for r in raw or () if isinstance(r, Mapping) and not is_blank(r)]
    heads, figures = _figures(field, rows)
    return Answer(
        label=field.label,
        text=field.as_text(rows),
        heads=[*(c.label for c in columns.values()), *heads],
        rows=[
            [*(in_words(c, row.get(n)) for n, c in columns.items()), *more]
            for row, more in zip(rows, figures, strict=True)
        ],
        totals=[(t.field.label, t.text) for t in sums(field, rows)],
        picture=(field.gambar, rows) if field.gambar else None,
    )


def _figures(
    field: Rows, rows: Sequence[Mapping[str, Any]]
) -> tuple[list[str], list[tuple[str, ...]]]:
    """Heads and cells of what is reckoned from the scores; nothing where nothing is."""
    rule = field.hitung
    if rule is None:
        return [], [() for _ in rows]
    told = [(_number(one.jumlah), _number(one.peringkat)) for one in nilai(rule, rows)]
    return [rule.jumlah, rule.peringkat], list(told)


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def in_words(field: Guided, raw: Any) -> str:
    """The answer as printed; what cannot be read stays as it was typed."""
    if is_blank(raw):
        return ""
    try:
        return field.as_text(field.parse(raw))
    except ValidationError:
        return "; ".join(map(str, raw)) if isinstance(raw, list) else str(raw)
