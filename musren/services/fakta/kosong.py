"""Facts of a blank form for the hall, drawn from the guided form it will be typed into."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from musren.forms.fields import Choice, Guided, Hidden, Shown, YesNo
from musren.forms.kode import asked, codes, letter_of, row_code
from musren.forms.pilihan import Options, provided, resolve
from musren.forms.skala import Score
from musren.forms.steps import Flow, Rows, Step, always
from musren.papers.contracts.kosong import CODE_UNITS, UNITS

Facts = dict[str, Any]
LaidRows = Mapping[str, Sequence[Mapping[str, Any]]]

BOX = "☐"
UPRIGHT, LYING = (UNITS[side] - CODE_UNITS for side in (False, True))
WIDTHS = {
    "text": 7, "longtext": 11, "shown": 14, "hidden": 14, "choice": 6, "many": 7, "yesno": 5,
    "whole": 4, "year": 4, "quantity": 4, "rupiah": 6, "day": 6, "clock": 4, "score": 3,
    "level": 2, "months": 7,
}  # fmt: skip
USUAL, MOST_FOR_BOXES = 7, 9
FLEXIBLE = ("text", "longtext", "shown", "hidden", "many")
MOST_BOXES, LONGEST_BOX = 5, 26
LAID_TEXT = "uraian"
CROWD, MANY_ROWS, FEW_ROWS, MORE_ROWS = 500, 30, 12, 5
ONLY_SOMETIMES = "Lewati bagian ini bila tidak sesuai dengan jawaban pada bagian sebelumnya."
HOW = (
    "Tulis dengan huruf cetak. Beri tanda pada kotak yang dipilih. Kode di tepi kiri sama dengan "
    "urutan isian di layar, sehingga lembar ini mudah diketikkan kembali."
)


@dataclass(frozen=True)
class _Kolom:
    """A column to be drawn: `nama` finds what is laid out, `isi` stands in every blank cell."""

    nama: str
    judul: str
    widget: str
    isi: str = ""
    keterangan: str = ""
    lebar: int = 0

    @property
    def perlu(self) -> int:
        """The least room in steps of 5 mm; boxes need to stand in one line where possible."""
        longest = max((len(line) for line in self.isi.splitlines()), default=0)
        return max(WIDTHS.get(self.widget, USUAL), min(MOST_FOR_BOXES, longest * 2 // 5 + 1))


def blank_form(flow: Flow, options: Options | None, laid_rows: LaidRows) -> Facts:
    """What the paper `formulir_kosong` prints of a form: judul, dasar, petunjuk, bagian.

    `options` are the named lists as they are now; a list nobody provides leaves room to write.
    `laid_rows` holds, by the name of a repeated group, the rows that are printed beforehand: the
    columns by name, and as `kode` the id by which a row is known ("M-001", a proposal's code).
    """
    ids = codes(flow)
    with provided(options):
        parts = [
            _part(letter_of(number), step, ids, laid_rows)
            for number, step in enumerate(flow.steps, 1)
        ]
    turns = [part["mendatar"] for part in parts] + [False]
    for part, follows in zip(parts, turns[1:], strict=True):
        own = "mendatar" if part["mendatar"] else "tegak"
        part["akhir"] = "" if part["mendatar"] == follows else own
    petunjuk = f"{flow.intro} {HOW}".strip()
    return {
        "judul": flow.title,
        "dasar": f"Panduan {flow.dasar}",
        "petunjuk": petunjuk,
        "bagian": parts,
    }


def _part(letter: str, step: Step, ids: Mapping[str, str], laid_rows: LaidRows) -> Facts:
    """One step; it lies on its side when one of its tables needs the room."""
    questions = [(ids[name], name, field) for name, field in asked(step.fields)]
    groups = [
        (code, field, laid_rows.get(name, ()))
        for code, name, field in questions
        if isinstance(field, Rows)
    ]
    drawn = [(code, field, laid, _columns(field, laid)) for code, field, laid in groups]
    lying = any(_needed(columns) > UPRIGHT for *_, columns in drawn)
    room = LYING if lying else UPRIGHT
    return {
        "judul": f"{letter}. {step.title}", "petunjuk": _told(step), "mendatar": lying,
        "akhir": "",
        "isian": [_isian(code, f) for code, _, f in questions if not isinstance(f, Rows)],
        "tabel": [
            table
            for code, field, laid, columns in drawn
            for table in _tables(code, field, laid, _chunks(columns, room))
        ],
    }  # fmt: skip


def _told(step: Step) -> str | None:
    sometimes = "" if step.shown_when is always else ONLY_SOMETIMES
    return " ".join(part for part in (step.intro, sometimes) if part) or None


def _isian(code: str, field: Guided) -> Facts:
    example = f"Contoh: {field.contoh}" if field.contoh else ""
    return {
        "kode": code, "label": field.label, "pilihan": _choices(field),
        "petunjuk": " ".join(part for part in (_for_paper(field.hint), example) if part) or None,
        "tinggi": field.widget == "longtext",
    }  # fmt: skip


def _choices(field: Guided) -> list[str]:
    if isinstance(field, YesNo):
        return ["Ya", "Tidak"]
    if not isinstance(field, Choice):
        return []
    return [option.label for option in resolve(field.pilihan) or ()]


def _tables(
    code: str,
    field: Rows,
    laid: Sequence[Mapping[str, Any]],
    chunks: Sequence[Sequence[_Kolom]],
) -> list[Facts]:
    """A repeated group as one table, or as several when its columns need more than a page."""
    tables = [_table(code, field, chunk, laid) for chunk in chunks]
    for further in tables[1:]:
        further["judul"] += " (kolom lanjutan)"
        further["petunjuk"] = None
    return tables


def _columns(field: Rows, laid: Sequence[Mapping[str, Any]]) -> list[_Kolom]:
    """What is typed, displayed or counted, and the description of a laid-out row."""
    field = field.titled(resolve(field.judul)) if field.judul else field
    described = {LAID_TEXT} if any(row.get(LAID_TEXT) for row in laid) else set()
    columns = [
        _kolom(name, one)
        for name, one in field.columns.items()
        if not isinstance(one, Hidden) or isinstance(one, Shown) or name in described
    ]
    if field.hitung:
        counted = (field.hitung.jumlah, field.hitung.peringkat)
        columns += [_Kolom("", words, "whole") for words in counted]
    return columns


def _kolom(name: str, field: Guided) -> _Kolom:
    """Few short choices stand as boxes in every cell, many of them once below the table."""
    choices = _choices(field)
    if not choices:
        return _Kolom(name, field.label, field.widget)
    in_cells = len(choices) <= MOST_BOXES and max(map(len, choices)) <= LONGEST_BOX
    if isinstance(field, Score) or not in_cells:
        return _Kolom(name, field.label, field.widget, keterangan=_legend(field))
    boxes = "\n".join(f"{BOX} {one}" for one in choices)
    return _Kolom(name, field.label, field.widget, isi=boxes)


def _legend(field: Guided) -> str:
    options = (resolve(field.pilihan) if isinstance(field, Choice) else None) or ()
    if isinstance(field, Score):
        told = [f"{o.label} = {o.hint}" if o.hint else o.label for o in options]
        return f"tulis angkanya: {', '.join(told)}."
    return f"tulis salah satu: {'; '.join(f'{BOX} {o.label}' for o in options)}."


def _legends(columns: Sequence[_Kolom]) -> list[str]:
    """One line for all columns that offer the same."""
    named: dict[str, list[str]] = {}
    for column in columns:
        if column.keterangan:
            named.setdefault(column.keterangan, []).append(f"“{column.judul}”")
    return [f"Kolom {', '.join(names)}: {told}" for told, names in named.items()]


def _needed(columns: Sequence[_Kolom]) -> int:
    return sum(column.perlu for column in columns)


def _chunks(columns: Sequence[_Kolom], room: int) -> list[list[_Kolom]]:
    """Columns that fit side by side, about as many in each table, stretched to the page."""
    share = _needed(columns) / -(-_needed(columns) // room)
    chunks: list[list[_Kolom]] = [[]]
    for column in columns:
        used = _needed(chunks[-1])
        if used >= share or used + column.perlu > room:
            chunks.append([])
        chunks[-1].append(column)
    return [_stretched(chunk, room) for chunk in chunks]


def _stretched(columns: Sequence[_Kolom], room: int) -> list[_Kolom]:
    """Give what is left of the page to the columns with running text, else to all."""
    widths = [column.perlu for column in columns]
    growing = [n for n, column in enumerate(columns) if column.widget in FLEXIBLE]
    growing = growing or list(range(len(columns)))
    for turn in range(room - sum(widths)):
        widths[growing[turn % len(growing)]] += 1
    return [replace(c, lebar=width) for c, width in zip(columns, widths, strict=True)]


def _table(
    code: str, field: Rows, columns: Sequence[_Kolom], laid: Sequence[Mapping[str, Any]]
) -> Facts:
    rows: list[Mapping[str, Any]] = [*laid, *([{}] * _blank_rows(field, len(laid)))]
    return {
        "judul": f"{code}. {field.label}",
        "petunjuk": _for_paper(field.hint) or None,
        "kolom": [{"judul": c.judul, "lebar": c.lebar} for c in columns],
        "baris": [
            {
                "kode": row_code(code, number, row),
                "sel": [{"teks": _cell(row, c), "lebar": c.lebar} for c in columns],
            }
            for number, row in enumerate(rows, 1)
        ],
        "keterangan": _legends(columns),
    }


def _cell(row: Mapping[str, Any], column: _Kolom) -> str:
    return column.isi or str(row.get(column.nama) or "")


def _blank_rows(field: Rows, laid: int) -> int:
    """Lines to write in: none below rows that are fixed, some below rows that may grow."""
    if laid:
        return 0 if field.tetap else MORE_ROWS
    usual = MANY_ROWS if field.most >= CROWD and field.tetap is None else FEW_ROWS
    return min(field.most, max(usual, field.fewest))


ON_SCREEN = ("menempel", "lembar kerja", "papan ketik", "ketuk", "Geser", "sudah tersusun")


def _for_paper(hint: str) -> str:
    """A hint without the sentences that only make sense on a screen."""
    sentences = re.split(r"(?<=[.!?])\s+", hint)
    return " ".join(one for one in sentences if not any(word in one for word in ON_SCREEN))
