"""The reference pages, written from the code itself: fields, papers, settings, commands, rules."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import click

from musren import settings
from musren.domain.peran import HAK, NAMA_PERAN, TINGKAT_PERAN, Hak, Peran
from musren.forms.alur import FLOWS
from musren.forms.fields import Choice, Guided, Many, Text
from musren.forms.pilihan import From
from musren.forms.steps import Flow, Rows
from musren.integration.aturan import PERLU_ALASAN, RULES
from musren.integration.dasar import penjelasan
from musren.integration.klasifikasi import SARAN
from musren.papers.kinds import Kind, kinds, template
from musren.papers.placeholders import contract_names, placeholders
from musren.services.akun import NAMA_TINGKAT

WRITTEN = "<!-- Written by `make docs`; change the code, not this page. -->"
WIDTH = 100
KINDS = {
    "text": "text, one line",
    "longtext": "text, several lines",
    "hidden": "carried along",
    "shown": "laid out by musren",
    "score": "score, one of",
    "level": "level of a month, one of",
    "months": "several months of",
    "whole": "whole number",
    "quantity": "number, up to three decimals",
    "rupiah": "whole rupiah",
    "day": "date",
    "clock": "time of day",
    "yesno": "yes or no",
    "choice": "one of",
    "many": "several of",
    "rows": "rows",
}

Lines = Iterator[str]


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Lines:
    yield f"| {' | '.join(heads)} |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield f"| {' | '.join(map(cell, row))} |"
    yield ""


def cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def yes(value: object) -> str:
    return "yes" if value else ""


def code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


# --- fields -------------------------------------------------------------------------------


def fields() -> Lines:
    yield from ("# Data dictionary", "")
    yield "Every question of every guided form. A field has one name everywhere: form, JSON,"
    yield from ("database, paper.", "")
    for flow in FLOWS.values():
        yield from _flow(flow)


def _flow(flow: Flow) -> Lines:
    yield from (f"## {flow.title} (`{flow.slug}`)", "")
    yield f"Level: {flow.tingkat}. Right: `{flow.hak.value}`. Clause: Panduan {flow.dasar}."
    yield from (f"Papers: {code(flow.mengisi) or 'none'}.", "")
    for step in flow.steps:
        yield from (f"### {step.title} (`{step.slug}`, Panduan {step.dasar})", "")
        rows = [row for name, one in step.fields.items() for row in _field(name, one)]
        yield from table(("Field", "Label", "Type", "Required", "Clause", "Papers", "Hint"), rows)


def _field(name: str, one: Guided) -> Iterator[tuple[str, ...]]:
    yield (
        f"`{name}`",
        one.label,
        kind_of(one),
        yes(one.required),
        one.dasar,
        code(one.mengisi),
        one.hint,
    )
    if isinstance(one, Rows):
        for column, inner in one.columns.items():
            yield from _field(f"{name}[].{column}", inner)


def kind_of(one: Guided) -> str:
    told = KINDS[one.widget]
    if isinstance(one, Choice):
        told = f"{told} {_choices(one)}"
    if isinstance(one, Rows | Many):
        told = f"{told}, {one.fewest} to {one.most or 'any'}"
    if isinstance(one, Text):
        told = f"{told}, at most {one.limit}"
    return told


def _choices(one: Choice) -> str:
    if isinstance(one.pilihan, From):
        return f"the list “{one.pilihan.name}”"
    return ", ".join(f"`{option.value}` {option.label}" for option in one.pilihan)


# --- papers -------------------------------------------------------------------------------


def papers() -> Lines:
    yield from ("# Papers", "")
    rows = [
        (
            f"`{one.code}`",
            one.title,
            ", ".join(one.level),
            one.page,
            f"`{one.register}`" if one.register else "without number",
            code(one.signers),
            one.clause,
        )
        for one in kinds().values()
    ]
    yield from table(("Paper", "Title", "Level", "Page", "Register", "Signers", "Clause"), rows)
    for one in kinds().values():
        yield from _paper(one)


def _paper(one: Kind) -> Lines:
    printed = placeholders(template(one.code))
    yield from (f"## Placeholders of `{one.code}`", "")
    yield from (
        "“Always there” is what the contract demands; “Printed” is what the shipped template uses.",
        "",
    )
    rows = [
        (f"`{name}`", yes(needed), yes(name in printed))
        for name, needed in contract_names(one.code).items()
    ]
    yield from table(("Placeholder", "Always there", "Printed"), rows)


# --- settings, commands, rules, rights ------------------------------------------------------


def setting_names() -> Lines:
    yield from ("# Settings", "", "Taken from the environment; another `MUSREN_` name is refused.")
    yield ""
    yield from table(
        ("Name", "Meaning"), ((f"`{name}`", told) for name, told in settings.NAMES.items())
    )


def commands(root: click.Command) -> Lines:
    yield from ("# Commands", "")
    top = click.Context(
        root, info_name="musren", terminal_width=WIDTH, help_option_names=["-h", "--help"]
    )
    yield from _command(root, top)


def _command(one: click.Command, ctx: click.Context) -> Lines:
    lines = (line.rstrip() for line in one.get_help(ctx).splitlines())
    yield from (f"## `{ctx.command_path}`", "", "```text", *lines, "```", "")
    if isinstance(one, click.Group):
        for name in one.list_commands(ctx):
            inner = one.get_command(ctx, name)
            if inner is not None:
                yield from _command(
                    inner, click.Context(inner, info_name=name, parent=ctx, terminal_width=WIDTH)
                )


def rules() -> Lines:
    yield from ("# Rules of classification", "")
    yield "Marks: P is the Panduan, S a source, G a default that an office may change, D a"
    yield "decision of musren. Hard rules refuse; soft ones warn, and some ask for a reason."
    yield ""
    rows = [
        (
            f"`{one.kunci}`",
            one.teks,
            code(sorted(one.sumber)) or "every source",
            "hard" if one.keras else "soft",
            yes(one.kunci in PERLU_ALASAN),
            one.tanda,
            one.asal,
        )
        for one in RULES
    ]
    yield from table(
        ("Rule", "Text", "Sources", "Kind", "Asks for a reason", "Mark", "Source"), rows
    )
    yield from ("## Pointers to a source", "")
    yield from table(
        ("Pointer", "Would fire when", "Mark", "Source"),
        ((f"`{one.kunci}`", one.jika, one.tanda, one.asal) for one in SARAN),
    )


def rights() -> Lines:
    yield from ("# Rights", "", "A right holds at the place of the role and everywhere inside it.")
    yield ""
    shown = [hak for hak in Hak if hak not in {Hak.PUBLIK, Hak.MASUK}]
    rows = [
        (
            NAMA_PERAN[peran],
            NAMA_TINGKAT[TINGKAT_PERAN[peran]],
            *("✓" if peran in HAK[hak] else "" for hak in shown),
        )
        for peran in Peran
    ]
    yield from table(("Role", "Level", *(f"`{hak.value}`" for hak in shown)), rows)


def clauses() -> Mapping[str, str]:
    """The clauses the forms cite, retold."""
    cited = {step.dasar for flow in FLOWS.values() for step in flow.steps}
    return {clause: penjelasan(clause) for clause in sorted(cited)}


def _cited() -> Lines:
    yield from ("## Clauses", "")
    yield from table(("Clause", "In short"), clauses().items())


def pages(root: click.Command) -> dict[str, str]:
    """File name and text of every reference page."""
    made: dict[str, Callable[[], Lines]] = {
        "isian.md": lambda: (line for part in (fields(), _cited()) for line in part),
        "naskah.md": papers,
        "pengaturan.md": setting_names,
        "perintah.md": lambda: commands(root),
        "aturan.md": rules,
        "hak.md": rights,
    }
    return {name: _page(lines()) for name, lines in made.items()}


def _page(lines: Lines) -> str:
    return "\n".join((WRITTEN, "", *lines)).rstrip() + "\n"
