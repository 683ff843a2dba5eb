"""Steps and flows: one schema is one page, a tuple of steps is a guided form."""

import copy
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, cast

from marshmallow import RAISE, Schema, ValidationError, fields, pre_load

from musren.domain.errors import Invalid
from musren.domain.peran import Hak
from musren.forms import messages
from musren.forms.fields import Guided, Hidden, Shown
from musren.forms.hitung import Hitung
from musren.forms.pilihan import From, Option, Options, provided, resolve

Answers = Mapping[str, Any]


def is_blank(value: Any) -> bool:
    """Nothing was typed: no text, no choice, or rows in which nothing was typed."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, Mapping):
        return all(is_blank(v) for v in value.values())
    if isinstance(value, list | tuple):
        return all(is_blank(v) for v in value)
    return value is None


class TypedRows(list[dict[str, Any]]):
    """Rows that were filled in, each with the number it had when it was typed (from 0)."""

    def __init__(self, numbered: Iterable[tuple[int, dict[str, Any]]]) -> None:
        pairs = list(numbered)
        super().__init__(row for _, row in pairs)
        self.numbers = [number for number, _ in pairs]


def numbered(rows: Sequence[dict[str, Any]]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each row with its typed number, which is what a message about it must name."""
    numbers = rows.numbers if isinstance(rows, TypedRows) else range(len(rows))
    return zip(numbers, rows, strict=True)


class StepSchema(Schema):
    """Answers of one page; unknown keys are refused, blanks count as missing."""

    class Meta:
        unknown = RAISE

    error_messages = {  # noqa: RUF012  marshmallow's own way of naming them
        "unknown": messages.UNKNOWN_FIELD,
        "type": messages.NOT_A_FORM,
    }

    @staticmethod
    def fault(name: str, found: Any) -> ValidationError:
        """A message about one field: a sentence, or a mapping of row number to sentences."""
        if isinstance(found, str):
            return ValidationError(found, name)
        return ValidationError({name: found})

    @pre_load
    def blank_is_missing(self, data: Any, **_: Any) -> Any:
        if not isinstance(data, Mapping):
            return data
        return {k: v for k, v in data.items() if not is_blank(v)}


class Rows(Guided, fields.List[Any]):
    """A repeated group. `tetap` names a list of rows that the edge lays out beforehand.

    `hitung`: scores added up and ranked beside each row. `total`: columns whose sum is told below.
    `gambar`: the picture (sketsa, kalender, bagan) that is drawn from the rows above them.
    `judul` names the headings of the reckoned columns, where the profile or the village words
    them: option value is the column, label its heading; columns without a heading are not used.
    `kolom` are further columns with such headings from which nothing is reckoned.
    `bagian` names the hidden column by which laid-out rows are shown one part at a time;
    `setuju` is the decision that "mark all" fills in.
    Blank rows fall away; errors keep the number of the row as it was typed, counted from 0.
    """

    widget = "rows"

    def __init__(  # noqa: PLR0913
        self,
        label: str,
        schema: type[StepSchema],
        hint: str = "",
        *,
        paling_sedikit: int = 0,
        paling_banyak: int = 1000,
        tetap: From | None = None,
        baris: str = "baris",
        hitung: Hitung | None = None,
        total: tuple[str, ...] = (),
        gambar: str = "",
        judul: From | None = None,
        kolom: tuple[str, ...] = (),
        bagian: str = "",
        setuju: str = "disepakati",
        **more: Any,
    ) -> None:
        self.hitung, self.total, self.gambar, self.judul = hitung, total, gambar, judul
        self.bagian, self.setuju = bagian, setuju
        self.kolom = kolom
        self.row_schema, self.tetap, self.baris = schema, tetap, baris
        self.fewest, self.most = paling_sedikit, paling_banyak
        more.setdefault("wajib", paling_sedikit > 0)
        if not more["wajib"]:
            more["kosong"] = list
        super().__init__(label, hint, cls_or_instance=fields.Nested(schema), **more)
        if paling_sedikit:
            told = messages.REQUIRED_ROWS.format(label=label, limit=paling_sedikit, rows=baris)
            self.error_messages |= dict.fromkeys(("required", "null"), told)

    @cached_property
    def columns(self) -> dict[str, Guided]:
        return guided_fields(self.row_schema)

    @cached_property
    def key(self) -> str:
        """The column by which a laid-out row is known: the first hidden one, or ""."""
        return next((name for name in self.ours if not isinstance(self.columns[name], Shown)), "")

    @cached_property
    def ours(self) -> tuple[str, ...]:
        """Columns nobody types in: hidden ones and those only displayed."""
        return tuple(name for name, one in self.columns.items() if isinstance(one, Hidden))

    def titled(self, options: Sequence[Option] | None) -> "Rows":
        """Return the group under the headings given for its reckoned columns, only those in use."""
        if self.judul is None or not options:
            return self
        heads = {one.value: one.label for one in options}
        rule = self.hitung
        reckoned = {*(rule.kolom if rule else ()), rule.seri if rule else "", *self.total}
        reckoned |= set(self.kolom)
        made = copy.copy(self)
        made.columns = {
            name: _under(column, heads[name]) if name in heads else column
            for name, column in self.columns.items()
            if name in heads or name not in reckoned
        }
        made.total = tuple(name for name in self.total if name in heads)
        if rule is not None:
            used = tuple(name for name in rule.kolom if name in heads)
            made.hitung = replace(rule, kolom=used, seri=rule.seri if rule.seri in heads else "")
        return made

    def parse(self, value: Any) -> TypedRows:
        if not isinstance(value, list):
            raise self.say(messages.NOT_ROWS)
        filled = [(number, row) for number, row in enumerate(value) if not is_blank(row)]
        if len(filled) > self.most:
            raise self.say(messages.TOO_MANY_ROWS, limit=self.most, given=len(filled))
        rows = self._loaded(filled)
        if len(rows) < self.fewest:
            raise self.say(messages.TOO_FEW_ROWS, limit=self.fewest, given=len(rows))
        return rows

    def _loaded(self, filled: Sequence[tuple[int, Any]]) -> TypedRows:
        schema, rows, wrong = self.row_schema(), [], {}
        for one in resolve(self.judul) or () if self.judul else ():
            if isinstance(found := schema.fields.get(one.value), Guided):
                found.label = one.label  # what is wrong is told under the heading people see
        for number, row in filled:
            try:
                rows.append((number, cast("dict[str, Any]", schema.load(row))))
            except ValidationError as reason:
                wrong[number] = reason.messages
        if wrong:
            raise ValidationError(cast("dict[str, Any]", wrong))
        return TypedRows(rows)

    def as_raw(self, value: Any) -> list[dict[str, Any]]:
        return [
            {name: column.as_raw(row.get(name)) for name, column in self.columns.items()}
            for row in value or ()
        ]

    def as_text(self, value: Any) -> str:
        return f"{len(value or ())} {self.baris}"


def _under(column: Guided, heading: str) -> Guided:
    """The same column under another heading."""
    made = copy.copy(column)
    made.label = heading
    return made


def guided_fields(schema: type[Schema]) -> dict[str, Guided]:
    return {k: f for k, f in schema().fields.items() if isinstance(f, Guided)}


def flat(found: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Marshmallow's nested messages as (dotted path, sentence) pairs."""
    if isinstance(found, Mapping):
        for key, inner in found.items():
            named = "" if key == "_schema" else str(key)
            yield from flat(inner, ".".join(p for p in (path, named) if p))
    elif isinstance(found, list | tuple):
        for inner in found:
            yield from flat(inner, path)
    else:
        yield path, str(found)


def as_errors(reason: ValidationError) -> dict[str, str]:
    """One text per path; several sentences about one field are joined."""
    told: dict[str, str] = {}
    for path, sentence in flat(reason.messages):
        told[path] = f"{told[path]} {sentence}" if path in told else sentence
    return told


def always(_answers: Answers) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Step:
    """One page. `dasar` is the clause it implements, `mengisi` the papers it fills.

    `pengumuman` names what the services tell above the questions (services.pengumuman).
    """

    slug: str
    title: str
    schema: type[StepSchema]
    dasar: str
    intro: str = ""
    mengisi: tuple[str, ...] = ()
    shown_when: Callable[[Answers], bool] = always
    pengumuman: str = ""

    @cached_property
    def fields(self) -> dict[str, Guided]:
        return guided_fields(self.schema)

    def pick(self, answers: Answers) -> dict[str, Any]:
        """The answers that belong to this page."""
        return {k: answers[k] for k in self.fields if k in answers}

    def read(self, typed: Answers, options: Options | None = None) -> dict[str, Any]:
        """What was typed, as values; raises Invalid with a message for each field."""
        with provided(options):
            try:
                return cast("dict[str, Any]", self.schema().load(dict(typed)))
            except ValidationError as reason:
                raise Invalid(
                    f"Ada isian pada “{self.title}” yang perlu diperbaiki.", as_errors(reason)
                ) from reason

    def write(self, values: Answers) -> dict[str, Any]:
        """Values as the inputs show them, for prefilling a draft."""
        return {k: f.as_raw(values[k]) for k, f in self.fields.items() if k in values}

    def lists(self) -> set[str]:
        """Names of the lists this page needs."""
        return set(_named_lists(self.fields.values()))


def _named_lists(guided: Any) -> Iterator[str]:
    for one in guided:
        for attribute in ("pilihan", "saran", "tetap", "judul"):
            source = getattr(one, attribute, None)
            if isinstance(source, From):
                yield source.name
        if isinstance(one, Rows):
            yield from _named_lists(one.columns.values())


@dataclass(frozen=True, kw_only=True)
class Flow:
    """A guided form: who may fill it, at which level of place, in which steps.

    `tunggal`: a place has one per year; filling it again changes the same thing.
    """

    slug: str
    title: str
    tingkat: str
    hak: Hak
    steps: tuple[Step, ...]
    dasar: str
    intro: str = ""
    mengisi: tuple[str, ...] = ()
    versi: int = 1
    tunggal: bool = True
    sesudah: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def fields(self) -> dict[str, Guided]:
        return {k: f for step in self.steps for k, f in step.fields.items()}

    def step(self, slug: str) -> Step | None:
        return next((s for s in self.steps if s.slug == slug), None)

    def path(self, answers: Answers) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.shown_when(answers))

    def lists(self) -> set[str]:
        return {name for step in self.steps for name in step.lists()}

    def check(
        self, kept: Answers, options: Options | None = None
    ) -> tuple[dict[str, Any], dict[str, dict[str, str]]]:
        """All shown steps again: the values read, and per step slug what is wrong."""
        whole: dict[str, Any] = {}
        wrong: dict[str, dict[str, str]] = {}
        for step in self.path(kept):
            try:
                whole |= step.read(step.pick(kept), options)
            except Invalid as reason:
                wrong[step.slug] = reason.errors
        return whole, wrong

    def read(self, kept: Answers, options: Options | None = None) -> dict[str, Any]:
        """Values of all shown steps; answers of hidden steps fall away. Raises Invalid."""
        whole, wrong = self.check(kept, options)
        if wrong:
            told = {p: text for errors in wrong.values() for p, text in errors.items()}
            raise Invalid(f"“{self.title}” belum lengkap. Perbaiki isian yang ditandai.", told)
        return whole

    def write(self, values: Answers) -> dict[str, Any]:
        return {k: v for step in self.steps for k, v in step.write(values).items()}


def labels(flow: Flow) -> Sequence[tuple[str, str]]:
    return [(name, f.label) for name, f in flow.fields.items()]
