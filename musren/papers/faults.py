"""What is wrong with the tags of a template, said in Indonesian and with its place."""

import html
import re
from collections.abc import Callable

from jinja2 import TemplateError, TemplateSyntaxError
from jinja2.exceptions import SecurityError

_AROUND = 3  # lines docxtpl shows before the one that does not work
_SHOWN = 120
_MARKUP = re.compile(r"<[^>]*>")

# What the parser calls the pieces of a template, as a person sees them in Word.
_PIECES = {
    "end of print statement": "}}",
    "begin of print statement": "{{",
    "end of statement block": "%}",
    "begin of statement block": "{%",
    "end of comment": "#}",
    "begin of comment": "{#",
    "end of template": "akhir templat",
    "template data / text": "teks biasa",
    "name": "nama isian",
    "string": "teks dalam tanda petik",
    "integer": "angka",
    "float": "angka",
}


class Refused(SecurityError):
    """A template asks for something it may not have; the message is Indonesian already."""


def _piece(name: str) -> str:
    return f"“{_PIECES.get(name, name)}”"


def _left_open(found: re.Match[str]) -> str:
    opened = re.search(r"needs to be closed is '(\w+)'", found.string)
    if opened:
        return (
            f"Tag “{opened[1]}” belum ditutup. Tambahkan tag “end{opened[1]}” sesudah bagian itu."
        )
    return "Sebuah tag belum lengkap sampai akhir templat. Tutup dengan “}}” atau “%}”."


def _no_such_tag(found: re.Match[str]) -> str:
    name, opened = found[1], re.search(r"needs to be closed is '(\w+)'", found.string)
    if opened and name.startswith(("end", "el")):
        return (
            f"Tag “{name}” tidak cocok dengan tag “{opened[1]}” yang masih terbuka. "
            f"Tutup dahulu dengan “end{opened[1]}”."
        )
    if name.startswith(("end", "el")):
        return f"Tag “{name}” tidak punya tag pembuka sebelumnya."
    return f"Tag “{name}” tidak dikenal. Templat mengenal “if”, “for”, dan “set”."


def _expected(found: re.Match[str]) -> str:
    return f"Seharusnya ada {_piece(found[1])}, tetapi yang tertulis {_piece(found[2])}."


def _cut_short(found: re.Match[str]) -> str:
    return f"Sebuah tag belum lengkap: belum ada {_piece(found[1])}."


def _bracket(found: re.Match[str]) -> str:
    return f"Tanda “{found[1]}” tidak berpasangan; seharusnya “{found[2]}”."


def _misplaced(found: re.Match[str]) -> str:
    return f"{_piece(found[1])} tidak dapat ditulis di tempat itu."


_Say = Callable[[re.Match[str]], str]
_PATTERNS: tuple[tuple[str, _Say], ...] = (
    (r"unexpected end of template, expected '(.+)'\.", _cut_short),
    (r"Unexpected end of template", _left_open),
    (r"Encountered unknown tag '(.+?)'", _no_such_tag),
    (r"expected token ['\"](.+)['\"], got ['\"](.+)['\"]", _expected),
    (r"unexpected '(.)', expected '(.)'", _bracket),
    (r"unexpected char ['\"](.+)['\"] at \d+", _misplaced),
    (r"unexpected ['\"](.+)['\"]", _misplaced),
    (r"No filter named '(.+)'", lambda m: f"Saringan “{m[1]}” tidak dikenal."),
    (r"No test named '(.+)'", lambda m: f"Pertanyaan “is {m[1]}” tidak dikenal."),
    (r"Expected an expression", lambda _: "Tag itu kosong: belum ada nama isian di dalamnya."),
    (r"tag name expected", lambda _: "Sesudah “{%” harus ada nama tag, misalnya “if”."),
    (r"Missing end of comment", lambda _: "Catatan yang dibuka dengan “{#” belum ditutup “#}”."),
    (r"Missing end of raw", lambda _: "Tag “raw” belum ditutup dengan “endraw”."),
    (r"not safely callable", lambda _: "Templat tidak boleh memanggil apa pun dengan “( )”."),
    (r"'(.+)' is undefined", lambda m: f"Isian “{m[1]}” tidak ada di antara fakta naskah ini."),
    (r"assign", lambda _: "Nama “loop” atau nama lain yang dipakai program tidak boleh diisi."),
    (r"block '(.+)' defined twice", lambda m: f"Bagian “{m[1]}” ditulis dua kali."),
)
_OTHER = "Tulisan tag itu tidak dapat dipahami. Periksa ejaan dan tanda kurungnya."


def reason(error: TemplateError) -> str:
    """One or two Indonesian sentences naming what is wrong, without its place."""
    message = error.message or ""
    if isinstance(error, Refused):
        return message
    for pattern, say in _PATTERNS:
        if found := re.search(pattern, message):
            return say(found)
    return _OTHER


def explain(error: TemplateError, source: str = "") -> str:
    """The reason and, where it is known, the words around the place.

    `source` is what was parsed, one paragraph a line; without it the lines that docxtpl leaves
    with the error are used.
    """
    nearby = _nearby(error, source)
    told = (isinstance(error, TemplateSyntaxError) and _half_a_tag(nearby)) or reason(error)
    place = f" Letaknya di sekitar: “{nearby[:_SHOWN]}”." if nearby else ""
    return f"Tag di dalam templat tidak dapat dijalankan. {told}{place}"


def _half_a_tag(words: str) -> str:
    """A tag that is not closed runs on into the markup of Word, which the parser stumbles on."""
    for begin, end in (("{{", "}}"), ("{%", "%}"), ("{#", "#}")):
        if words.count(begin) > words.count(end):
            return f"Tag yang dibuka dengan “{begin}” belum ditutup “{end}” di paragraf yang sama."
    return ""


def _nearby(error: TemplateError, source: str) -> str:
    """The line itself, or the nearest one with words; only words, no markup."""
    line: int = getattr(error, "lineno", None) or 0
    lines = source.splitlines() if source else list(getattr(error, "docx_context", ()))
    at = line - 1 if source else min(_AROUND, line - 1)
    words = [" ".join(html.unescape(_MARKUP.sub("", one)).split()) for one in lines]
    if not 0 <= at < len(words):
        return ""
    near = sorted(range(len(words)), key=lambda n: (abs(n - at), -n))
    return next((words[n] for n in near if words[n]), "")
