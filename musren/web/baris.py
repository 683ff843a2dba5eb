"""Buttons of a form page: go on, keep, go back; rows added, removed or marked without script."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from musren.forms.skala import whole_of
from musren.forms.steps import Rows, Step, is_blank
from musren.web.isian import BLANK_MORE, id_of

_KNOWN = re.compile(
    r"(?P<name>lanjut|simpan|kembali|tambah|hapus|disepakati|urutkan|rapatkan|semua|bagian)"
    r"(?::(?P<group>\w+)(?::(?P<row>\d{1,6}))?)?"
)
_FOR_ROWS = frozenset({"tambah", "hapus", "disepakati", "urutkan", "rapatkan", "semua", "bagian"})
_WHOLE = frozenset({"urutkan", "rapatkan", "semua"})
"""What looks at the rows of all parts, not only at those that are shown."""
MOST_BLANK = 50


@dataclass(frozen=True, kw_only=True)
class Action:
    """The pressed button: its name, and for rows the group and the row counted from 0."""

    name: str
    group: str = ""
    row: int = -1

    @classmethod
    def read(cls, text: str) -> "Action":
        """Such as ``lanjut``, ``tambah:hadir`` or ``hapus:hadir:3``; anything else just keeps."""
        found = _KNOWN.fullmatch(text)
        if found is None:
            return cls(name="simpan")
        return cls(name=found["name"], group=found["group"] or "", row=int(found["row"] or -1))

    @property
    def goes_on(self) -> bool:
        return self.name == "lanjut"

    @property
    def whole(self) -> bool:
        return self.name in _WHOLE

    def on_rows(self, given: Mapping[str, Any], step: Step) -> dict[str, Any]:
        """The answers with the row taken out, or every blank decision filled in."""
        answers, field = dict(given), step.fields.get(self.group)
        if self.name not in _FOR_ROWS or not isinstance(field, Rows):
            return answers
        rows = answers.get(self.group) or []
        if self.name == "hapus":
            answers[self.group] = [row for n, row in enumerate(rows) if n != self.row]
        if self.name in {"disepakati", "semua"} and "putusan" in field.columns:
            answers[self.group] = [_agreed(row, field.setuju) for row in rows]
        if self.name == "urutkan" and "peringkat" in field.columns:
            answers[self.group] = numbered(rows)
        if self.name == "rapatkan" and "peringkat" in field.columns:
            answers[self.group] = closed_up(rows)
        return answers

    def query(self) -> str:
        """What the page must know when it is shown again."""
        if self.name == "bagian":
            return f"bagian={self.row}"
        if self.name == "tambah" and self.group:
            return f"tambah={self.group}"
        return "pesan=tersimpan" if self.name == "simpan" else f"sudah={self.name}"

    def anchor(self) -> str:
        """Back to the rows, not to the top of the page."""
        if self.name not in _FOR_ROWS or not self.group:
            return ""
        return f"#{id_of(self.group)}{'-akhir' if self.name == 'tambah' else ''}"


def _agreed(row: Mapping[str, Any], putusan: str) -> dict[str, Any]:
    return {**row, "putusan": putusan} if is_blank(row.get("putusan")) else dict(row)


def numbered(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Blank ranks of what is agreed filled in from the top, apart for each list.

    Lists differ by the source of funds, and on the BLM list by SPP or not.

    A rank that somebody typed stays and is not given twice.
    """
    taken: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        taken.setdefault(_list_of(row), set()).add(str(row.get("peringkat", "")))
    filled = []
    for row in rows:
        used = taken[_list_of(row)]
        rank = str(row.get("peringkat", ""))
        if not rank.strip() and row.get("putusan") == "disepakati":
            rank = next(str(n) for n in count(1) if str(n) not in used)
            used.add(rank)
        filled.append({**row, "peringkat": rank})
    return filled


def closed_up(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Ranks of what is agreed drawn together to 1, 2, 3 … in each list, in the order they have.

    What has no rank that can be read, or is not agreed on, keeps what was typed.
    """
    ranked: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for place, row in enumerate(rows):
        rank = whole_of(row.get("peringkat"))
        if rank is not None and row.get("putusan") == "disepakati":
            ranked.setdefault(_list_of(row), []).append((rank, place))
    new = {
        place: str(number)
        for own in ranked.values()
        for number, (_, place) in enumerate(sorted(own), 1)
    }
    return [
        {**row, "peringkat": new.get(place, row.get("peringkat", ""))}
        for place, row in enumerate(rows)
    ]


def _list_of(row: Mapping[str, Any]) -> tuple[str, str]:
    return str(row.get("sumber", "")), str(row.get("kelompok", ""))


def asked_for(query: Mapping[str, str], step: Step) -> dict[str, int]:
    """Extra blank rows that the address asks for: ``?tambah=hadir`` or ``&baris=20``."""
    name = query.get("tambah", "")
    if not isinstance(step.fields.get(name), Rows):
        return {}
    wanted = query.get("baris", "")
    count = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 4 else 0  # noqa: PLR2004
    return {name: min(count or BLANK_MORE, MOST_BLANK)}
