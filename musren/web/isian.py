"""What a form page shows: inputs with their typed values, messages and lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from musren.domain.bahasa import tanggal_pendek
from musren.forms.fields import Choice, Day, Guided, Hidden, Many, Shown, Text, YesNo
from musren.forms.hitung import Nilai, jumlah, nilai
from musren.forms.pilihan import From, Option, Options
from musren.forms.skala import Months, Score, Tingkat
from musren.forms.steps import Rows, Step, is_blank

WIDE = 4  # a group with more columns takes the whole width of a desk screen
CARDS = 8  # and one with still more is shown as cards everywhere
FEW = 7  # up to so many choices are shown as buttons, more as a list
LONGEST_SELECT = 80  # in every row of a table; a longer list is printed once for the page
BLANK_AT_FIRST = 3
BLANK_MORE = 5
TEMPLATE_ROW = "__n__"
YA_TIDAK = (Option("ya", "Ya"), Option("tidak", "Tidak"))
GONE = " (tidak ada lagi dalam daftar)"
OFF = " (di luar skala)"
MONTH_COLUMNS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One input. `value` is what was typed: a text, or a list of texts for several choices."""

    name: str
    id: str
    field: Guided
    value: Any
    error: str = ""
    options: Sequence[Option] = ()
    suggestions: str = ""
    row: str = ""

    @property
    def widget(self) -> str:
        return self.field.widget

    @property
    def as_buttons(self) -> bool:
        """Whether the choices stand side by side rather than in a list that opens."""
        return len(self.options) <= FEW

    @property
    def described_by(self) -> str:
        """Ids of the texts that explain this input, for screen readers."""
        told = column_hint_id(self.id, self.row) if self.row else f"{self.id}-bantuan"
        ids = [told] if self.field.hint or (self.field.contoh and not self.row) else []
        return " ".join([*ids, *([f"{self.id}-galat"] if self.error else [])])


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row: its number as shown, what it is about (laid-out rows), and its inputs."""

    number: str
    head: str
    hidden: Sequence[Box]
    cells: Sequence[Box]
    error: str = ""
    nilai: Nilai | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """The sum of a column of figures, as it is told under the rows."""

    column: str
    field: Guided
    text: str

    @property
    def widget(self) -> str:
        return self.field.widget


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Rows that are shown together: how many there are and how many wait for a decision."""

    nama: str
    baris: Sequence[int]
    kurang: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A repeated group: table on a desk, cards on a phone."""

    name: str
    id: str
    field: Rows
    columns: Sequence[Guided]
    lines: Sequence[Line]
    blank: Line
    error: str = ""
    totals: Sequence[Total] = ()
    rows: Sequence[Mapping[str, Any]] = ()
    parts: Sequence[Part] = ()
    part: int = 0
    widget: str = "rows"

    @property
    def laid_out(self) -> bool:
        return self.field.tetap is not None

    @property
    def hints(self) -> Sequence[tuple[str, Guided]]:
        """What is explained once for a whole column: the id of the text, and the column."""
        return [
            (f"{self.id}-{name}-bantuan", self.field.columns[name])
            for name, one in self.field.columns.items()
            if is_displayed(one) and one.hint
        ]

    @property
    def has_heads(self) -> bool:
        """Whether each row is told by a sentence of ours rather than by its number."""
        return self.laid_out and "uraian" in self.field.columns

    @property
    def is_calendar(self) -> bool:
        return sum(isinstance(one, Tingkat) for one in self.columns) == MONTH_COLUMNS

    @property
    def as_cards(self) -> bool:
        """Whether even a desk screen is too narrow for the rows of this group."""
        narrow = sum(isinstance(one, Score) for one in self.columns)
        return len(self.columns) - (2 * narrow) // 3 > CARDS

    @property
    def can_mark_all(self) -> bool:
        return self.laid_out and "putusan" in self.field.columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One line of the summary on top: the sentence and the input it leads to."""

    text: str
    target: str


def id_of(path: str) -> str:
    """The id of the input with this dotted path: ``hadir.3.nama`` is ``i-hadir-3-nama``."""
    return "i-" + path.replace(".", "-") if path else "isi"


def column_hint_id(ident: str, row: str) -> str:
    """The id of the hint of a cell's column: that of the cell without its row."""
    group, _, column = ident.rpartition(f"-{int(row) - 1 if row.isdigit() else row}-")
    return f"{group}-{column}-bantuan"


def boxes(
    step: Step, typed: Mapping[str, Any], errors: Mapping[str, str], lists: Options,
    more: Mapping[str, int] | None = None, part: int | None = None,
) -> list[Box | Group]:  # fmt: skip
    """All inputs of a page. `more`: so many extra blank rows for a group; `part`: see `Part`."""
    shown: list[Box | Group] = []
    for name, field in step.fields.items():
        if isinstance(field, Rows):
            extra = (more or {}).get(name, 0)
            made = _group(name, field, typed.get(name), errors, lists, extra)
            shown.append(_one_part(made, errors, part) if field.bagian else made)
        else:
            shown.append(_box(name, field, typed.get(name), errors, lists))
    return shown


def is_wide(shown: Sequence[Box | Group]) -> bool:
    groups = [one for one in shown if isinstance(one, Group)]
    return any(one.laid_out or len(one.columns) > WIDE for one in groups)


def _box(
    path: str, field: Guided, value: Any, errors: Mapping[str, str], lists: Options, row: str = ""
) -> Box:  # fmt: skip
    saran = _printed_once(field, lists, in_row=bool(row))
    return Box(
        name=path.replace(".", "-"), id=id_of(path), field=field, value=shown_value(field, value),
        error=errors.get(path, ""), options=_options(field, value, lists),
        suggestions=f"saran-{saran}" if saran else "", row=row,
    )  # fmt: skip


def _printed_once(field: Guided, lists: Options, *, in_row: bool) -> str:
    """The name of the list that a page prints once and its inputs point at; empty for none.

    A choice in a row is typed too, once its list is very long and told by codes people know.
    """
    named = field.saran if isinstance(field, Text) else getattr(field, "pilihan", None)
    offered = lists.get(named.name) if isinstance(named, From) else None
    if not isinstance(named, From) or not offered:
        return ""
    if isinstance(field, Text):
        return named.name
    told = all(one.label.startswith(one.value) for one in offered)
    typed = in_row and type(field) is Choice and len(offered) > LONGEST_SELECT and told
    return named.name if typed else ""


def shown_value(field: Guided, value: Any) -> Any:
    """The typed value as the input shows it; a kept date as people write it."""
    if isinstance(field, Many):
        return [str(v) for v in value or ()] if not isinstance(value, str) else [value]
    text = "" if value is None else str(value)
    if isinstance(field, Tingkat):
        return "" if text.strip() == "0" else text
    if isinstance(field, Day):
        try:
            return tanggal_pendek(date.fromisoformat(text))
        except ValueError:
            return text
    return text


def _options(field: Guided, value: Any, lists: Options) -> Sequence[Option]:
    if isinstance(field, YesNo):
        return YA_TIDAK
    if not isinstance(field, Choice):
        return ()
    named = field.pilihan
    offered = lists.get(named.name, ()) if isinstance(named, From) else named
    known = {o.value for o in offered}
    given = value if isinstance(value, list) else [value]
    lost = OFF if isinstance(field, Score | Months) else GONE
    gone = [Option(str(v), f"{v}{lost}") for v in given if v and str(v) not in known]
    return [*offered, *gone] if gone else offered


def _group(
    name: str, field: Rows, value: Any, errors: Mapping[str, str], lists: Options, extra: int
) -> Group:
    field = field.titled(lists.get(field.judul.name) if field.judul else None)
    given = [row if isinstance(row, Mapping) else {} for row in value or ()]
    if field.tetap is None:
        at_first = max(BLANK_AT_FIRST, min(field.fewest, 10)) if not given else 0
        given = [*given, *({} for _ in range(max(extra, at_first)))]
    figures = nilai(field.hitung, given) if field.hitung else [None] * len(given)
    lines = [
        _line(name, str(number), field, row, errors, lists, figure)
        for number, (row, figure) in enumerate(zip(given, figures, strict=True))
    ]
    return Group(
        name=name, id=id_of(name), field=field, error=errors.get(name, ""), lines=lines,
        columns=[c for c in field.columns.values() if is_displayed(c)],
        blank=_line(name, TEMPLATE_ROW, field, {}, {}, lists, NOTHING if field.hitung else None),
        totals=sums(field, given),
        rows=given,
    )  # fmt: skip


def parts_of(field: Rows, rows: Sequence[Mapping[str, Any]]) -> list[Part]:
    """The parts of a parted group in the order of their first rows; none for any other group."""
    if not field.bagian:
        return []
    found: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        found.setdefault(str(row.get(field.bagian) or ""), []).append(number)
    return [
        Part(
            nama=nama, baris=numbers,
            kurang=sum(_waits(field, rows[n]) for n in numbers),
        )
        for nama, numbers in found.items()
    ]  # fmt: skip


def _waits(field: Rows, row: Mapping[str, Any]) -> bool:
    """A row without its decision; where nothing is decided, one in which nothing was typed."""
    if "putusan" in field.columns:
        return is_blank(row.get("putusan"))
    return all(is_blank(row.get(name)) for name in field.columns if name not in field.ours)


def faulty_part(name: str, parts: Sequence[Part], errors: Mapping[str, str]) -> int | None:
    """The first part with something wrong in it."""
    wrong = {int(p.split(".")[1]) for p in errors if p.startswith(f"{name}.") and _numbered(p)}
    return next((n for n, one in enumerate(parts) if wrong & set(one.baris)), None)


def _numbered(path: str) -> bool:
    return path.split(".")[1].isdigit()


def _one_part(group: Group, errors: Mapping[str, str], asked: int | None) -> Group:
    """The group with the lines of one part: what is wrong, what was asked for, what waits."""
    parts = parts_of(group.field, group.rows)
    if not parts:
        return group
    undecided = next((n for n, one in enumerate(parts) if one.kurang), 0)
    wanted = asked if asked is not None and 0 <= asked < len(parts) else undecided
    here = faulty_part(group.name, [parts[wanted]], errors)
    if here is None and (faulty := faulty_part(group.name, parts, errors)) is not None:
        wanted = faulty
    shown = set(parts[wanted].baris)
    lines = [one for number, one in enumerate(group.lines) if number in shown]
    return replace(group, lines=lines, parts=parts, part=wanted)


NOTHING = Nilai(None, None)


def is_displayed(column: Guided) -> bool:
    """Whether this column has a cell of its own in the table."""
    return isinstance(column, Shown) or not isinstance(column, Hidden)


def sums(field: Rows, rows: Sequence[Mapping[str, Any]]) -> list[Total]:
    """The sums of the columns of figures that are told under the rows."""
    told = []
    for name in field.total:
        column = field.columns[name]
        found = jumlah(column, [row.get(name) for row in rows])
        told.append(Total(column=name, field=column, text=column.as_text(found)))
    return told


def _line(  # noqa: PLR0913, PLR0917
    name: str, number: str, field: Rows, row: Mapping[str, Any], errors: Mapping[str, str],
    lists: Options, figure: Nilai | None,
) -> Line:  # fmt: skip
    shown = str(int(number) + 1) if number.isdigit() else number
    hidden: list[Box] = []
    cells: list[Box] = []
    for column, one in field.columns.items():
        if isinstance(one, Hidden) and column == "uraian":
            continue  # told as the head of the row, and always ours
        made = _box(f"{name}.{number}.{column}", one, row.get(column), errors, lists, shown)
        (cells if is_displayed(one) else hidden).append(made)
    return Line(
        number=shown, head=str(row.get("uraian") or ""), hidden=hidden, cells=cells,
        error=errors.get(f"{name}.{number}", ""), nilai=figure,
    )  # fmt: skip


def suggestion_lists(step: Step, lists: Options) -> dict[str, Sequence[Option]]:
    """The lists of suggestions this page prints once, by id."""
    wanted: dict[str, Sequence[Option]] = {}
    for field in step.fields.values():
        in_row = isinstance(field, Rows)
        for one in field.columns.values() if isinstance(field, Rows) else [field]:
            if saran := _printed_once(one, lists, in_row=in_row):
                wanted[f"saran-{saran}"] = lists[saran]
    return wanted


def faults(
    step: Step, errors: Mapping[str, str], shown: Sequence[Box | Group] = ()
) -> list[Fault]:  # fmt: skip
    """The summary on top, in the order of the page; rows with a head are told by it."""
    order = list(step.fields)
    heads = {
        f"{group.name}.{int(line.number) - 1}": line.head
        for group in shown
        if isinstance(group, Group) and group.has_heads
        for line in group.lines
    }

    elsewhere = {
        f"{group.name}.{number}"
        for group in shown
        if isinstance(group, Group) and group.parts
        for number in set(range(len(group.rows))) - set(group.parts[group.part].baris)
    }

    def place(path: str) -> tuple[int, int]:
        parts = path.split(".")
        row = int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else -1
        return (order.index(parts[0]) if parts[0] in order else len(order), row)

    return [
        Fault(text=_told(p, errors[p], heads), target=id_of(p))
        for p in sorted(errors, key=place)
        if ".".join(p.split(".")[:2]) not in elsewhere  # told when its part is shown
    ]  # fmt: skip


def _told(path: str, sentence: str, heads: Mapping[str, str]) -> str:
    parts = path.split(".")
    if len(parts) > 1 and parts[1].isdigit():
        head = heads.get(".".join(parts[:2]), "")
        return f"{head or f'Baris {int(parts[1]) + 1}'}: {sentence}"
    return sentence
