"""What a template may do: read plain facts, loop, choose, and use our few filters."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, time
from decimal import Decimal
from functools import lru_cache
from types import CodeType
from typing import Any, ClassVar

from jinja2 import Template, Undefined
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from musren.domain import bahasa, rupiah
from musren.papers.faults import Refused

_LOOP = frozenset({"index", "index0", "revindex", "first", "last", "length"})
# Signs no XML file can hold; the door cleans them out, this is the second lock.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARK = re.compile(r"(?:(?P<butir>[-–•*])|(?P<angka>\d{1,3}[.)]|[a-z][.)]))\s+(?=\S)")
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_AMOUNT = re.compile(r"\bRp (?=\d)")
_SHORT_NAME = re.compile(r" (?=\(?R(?:PJM|KP)-DESA)")
_KEPT = 256  # texts: four of each shipped paper, and room for an office's own
_TITLE_LINE = 52  # capitals of a title that fit on one line


class Record(dict[str, Any]):
    """A dict of facts that knows its place, so that a hole in it can be named."""

    path: str = ""


def plain(value: Any, path: str = "") -> Any:
    """A copy made of plain data only; raises TypeError for anything with behaviour.

    Templates are edited by people outside the program: what they can reach must not be able
    to do anything (reliability.md P1).
    """
    if value is None or type(value) in {int, bool, Decimal, date}:
        return value
    if type(value) is str:
        return _UNPRINTABLE.sub("", value)
    if isinstance(value, Mapping):
        return _record(value, path)
    if type(value) in {list, tuple}:
        return [plain(item, f"{path}[{number}]") for number, item in enumerate(value, 1)]
    raise TypeError(f"{path or 'facts'}: {type(value).__name__} is not plain data")


def _record(facts: Mapping[Any, Any], path: str) -> Record:
    record = Record()
    record.path = path
    for key, value in facts.items():
        if type(key) is not str:
            raise TypeError(f"{path or 'facts'}: keys must be text")
        record[key] = plain(value, f"{path}.{key}".lstrip("."))
    return record


class Hole(Undefined):
    """A fact that is not there. It prints its name, and remembers that it was printed.

    A fact that is present but empty (None) may be asked about with `if` and filled with
    `default`; a fact nobody ever heard of may only be asked about with `is defined`.
    """

    found: ClassVar[dict[str, None]]
    empty: ClassVar[frozenset[str]]

    @property
    def name(self) -> str:
        return str(self._undefined_name)

    @property
    def hint(self) -> str | None:
        """Set when the fact is present but empty."""
        return self._undefined_hint

    def _note(self) -> None:
        if self.hint is None and self.name not in self.empty:
            self.found[self.name] = None

    def __str__(self) -> str:
        self.found[self.name] = None
        return f"[[belum diisi: {self.name}]]"

    def __bool__(self) -> bool:
        self._note()
        return False

    def __iter__(self) -> Iterator[Any]:
        self._note()
        return iter(())

    def __len__(self) -> int:
        self._note()
        return 0

    def __eq__(self, other: object) -> bool:
        self._note()
        return other is None

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = Undefined.__hash__


class PaperEnvironment(ImmutableSandboxedEnvironment):
    """A Jinja sandbox without calls, without globals, over dict keys only."""

    intercepted_binops = frozenset({"*", "/", "//", "%", "**"})

    def __init__(
        self,
        empty: frozenset[str] = frozenset(),
        *,
        xml: bool = True,
        drawing: Mapping[str, Callable[..., Any]] | None = None,
    ) -> None:
        self.holes: dict[str, None] = {}
        noted = type("Hole", (Hole,), {"found": self.holes, "empty": empty})
        super().__init__(autoescape=xml, undefined=noted, finalize=_xml if xml else _text)
        self.globals.clear()
        self.filters = {"default": self.filters["default"], **FILTERS, **(drawing or {})}
        self.tests = {name: self.tests[name] for name in ("defined", "none", "odd", "even")}

    def from_string(self, source: Any, *_: Any, **__: Any) -> Template:
        """A template without globals; each text is compiled once."""
        drawing = frozenset(self.filters).difference(FILTERS, ["default"])
        code = _compiled(source, drawing, xml=bool(self.autoescape))
        return Template.from_code(self, code, {})

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ARG002
        return False

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002
        raise Refused(f"Templat tidak boleh memakai hitungan “{operator}”.")

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Read ``x.y`` as ``x["y"]`` and nothing else, so a fact may be called `items`."""
        if isinstance(obj, Record):
            return self._member(obj, attribute)
        if isinstance(obj, Hole):
            return self.undefined(name=f"{obj.name}.{attribute}", hint=obj.hint)
        if isinstance(obj, LoopContext) and attribute in _LOOP:
            return getattr(obj, attribute)
        raise Refused(f"Templat meminta “{attribute}” yang tidak boleh dipakai.")

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(argument, str):
            return self.getattr(obj, argument)
        if type(obj) is list and type(argument) is int and 0 <= argument < len(obj):
            return obj[argument]
        raise Refused(f"Templat meminta “{argument}” yang tidak boleh dipakai.")

    def _member(self, record: Record, name: str) -> Any:
        value = record.get(name)
        if value is not None:
            return value
        hint = "kosong" if name in record else None
        return self.undefined(name=f"{record.path}.{name}".lstrip("."), hint=hint)


def _printed(value: Any) -> str:
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, Decimal):
        return bahasa.angka(value)
    if isinstance(value, date):
        return bahasa.tanggal(value)
    if isinstance(value, (str, int, Hole)):
        return str(value)
    raise Refused("Sebuah tag menunjuk daftar atau kelompok, bukan satu isian.")


def _text(value: Any) -> str:
    return _printed(value)


def _xml(value: Any) -> Markup:
    """User text as Word text: literal, with its line breaks."""
    if isinstance(value, Markup):  # the result of a {% set %} block: made here already
        return value
    literal = str(escape(_printed(value)))
    # docxtpl turns {_{ and its kin into tags after rendering; typed text must stay as typed.
    literal = re.sub("([{}%])_", r"\1&#95;", literal)
    literal = _AMOUNT.sub("Rp\N{NO-BREAK SPACE}", literal)
    return Markup(literal.replace("\r\n", "\n").replace("\r", "\n").replace("\n", _BREAK))  # noqa: S704


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _jam(value: str) -> str:
    return bahasa.jam(time.fromisoformat(value))


def _angka(value: Decimal | int | str) -> str:
    return bahasa.angka(Decimal(value))


def _paragraphs(text: str) -> list[Record]:
    """Long text as its paragraphs: `jenis` (isi, butir, angka), `tanda` as typed, and `teks`."""
    return [_paragraph(line) for one in text.splitlines() if (line := one.strip())]


def _paragraph(line: str) -> Record:
    found = _MARK.match(line)
    kind = (found and found.lastgroup) or "isi"
    mark = found["angka"] if found and kind == "angka" else ""
    return Record(jenis=kind, tanda=mark, teks=line[found.end() :] if found else line)


def _bare_name(place: str) -> str:
    """Say "Desa Sukamaju" as "Sukamaju", for a form that says DESA itself; a Kota stays a Kota."""
    kind, _, name = place.partition(" ")
    return name if name and kind in {"Desa", "Kecamatan", "Kabupaten", "Provinsi"} else place


def _title(text: str) -> str:
    """In capitals; a long one goes on in a new line before "(RPJM-DESA)", not within it."""
    capitals = text.upper()
    return _SHORT_NAME.sub("\n", capitals, count=1) if len(capitals) > _TITLE_LINE else capitals


def _passing_holes(make: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Let a hole go through a filter unchanged, so that it still names itself."""

    def filtered(value: Any) -> Any:
        return value if isinstance(value, Hole) else make(value)

    return filtered


_PRINTERS: dict[str, Callable[[Any], Any]] = {
    "rupiah": rupiah.format_rupiah_surat,
    "angka": _angka,
    "terbilang": bahasa.terbilang,
    "terbilang_rupiah": rupiah.terbilang_rupiah,
    "tanggal": lambda value: bahasa.tanggal(_day(value)),
    "tanggal_pendek": lambda value: bahasa.tanggal_pendek(_day(value)),
    "tanggal_terbilang": lambda value: bahasa.tanggal_terbilang(_day(value)),
    "hari": lambda value: bahasa.nama_hari(_day(value)),
    "tahun_dari": lambda value: str(_day(value).year),
    "jam": _jam,
    "romawi": bahasa.romawi,
    "huruf": bahasa.huruf,
    "diktum": bahasa.dictum,
    "kapital": str.upper,
    "judul": _title,
    "dalam_kalimat": lambda value: str(value).replace(" TAHUN ", " Tahun "),
    "membuka_daftar": lambda value: str(value).rstrip().endswith(":"),
    "nama_wilayah": _bare_name,
    "tanpa_tanda": lambda value: str(value).rstrip(" ;.,"),
    "paragraf": _paragraphs,
    "banyaknya": len,
    "banyaknya_perempuan": lambda rows: sum(row["jk"] == "P" for row in rows),
}
FILTERS = {name: _passing_holes(make) for name, make in _PRINTERS.items()}


def _later(*_: Any) -> Any:
    """What a paper draws with while a template is compiled, which is for all papers at once."""
    raise Refused("Gambar hanya dapat ditaruh di dalam naskah.")


@lru_cache(maxsize=_KEPT)
def _compiled(source: str, drawing: frozenset[str], *, xml: bool) -> CodeType:
    """The code of a template; it takes filters and holes from the paper that runs it."""
    return PaperEnvironment(xml=xml, drawing=dict.fromkeys(drawing, _later)).compile(source)
