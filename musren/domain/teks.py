"""Text at the door: what people typed, cleaned so that it prints the same everywhere."""

import re
import unicodedata

from musren.domain.errors import Invalid

LINE_LIMIT = 500  # characters of a single-line answer
TEXT_LIMIT = 20_000  # characters of a long answer
BREAK_LIMIT = 500  # line breaks; word processors slow down worse than linearly beyond it
EQUAL_MARKS = 3  # equal combining marks in a row
MARK_RUN = 30  # combining marks of any kind in a row (Unicode's stream-safe bound)

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")

# Nothing here has a shape of its own on paper: controls, surrogates, soft hyphen, direction
# marks/overrides/isolates, zero-width signs, BOM, annotation anchors, tag letters and the
# code points Unicode keeps for itself (XML refuses two of them).
_DROPPED_RANGES = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f"
) + "".join(
    chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in range(0x10000, 0x110000, 0x10000)
)
_DROPPED = re.compile(f"[{_DROPPED_RANGES}]")

# Kept because some scripts need them, yet a reviewer should be told: blank letters, joiners
# inside a letter and variation selectors other than the two of emoji.
_INVISIBLE = re.compile(
    f"[{_DROPPED_RANGES}\x0b\x0c\x85\u034f\u115f\u1160\u17b4\u17b5\u2028\u2029\u2800\u3164\uffa0"
    "\ufe00-\ufe0d\U000e0100-\U000e01ef]"
)


class TextTooLong(Invalid, ValueError):
    """More characters, line breaks or stacked marks than the field takes."""

    code = "teks_terlalu_panjang"


def clean(text: str, *, multiline: bool = False, limit: int | None = None) -> str:
    """Give the text as it is stored and printed; cleaning twice changes nothing.

    `limit` counts characters after cleaning (default 500, multiline 20,000). Every kind of
    line end becomes a line feed (on a single line: one blank), what has no shape is dropped, the
    rest is NFC. Raises TextTooLong.
    """
    most = limit if limit is not None else (TEXT_LIMIT if multiline else LINE_LIMIT)
    _refuse_flood(text, most)
    text = _DROPPED.sub("", _LINE_ENDS.sub("\n", text))
    if not text.isascii():
        text = _thin_marks(unicodedata.normalize("NFC", _thin_marks(text)))
    text = text.strip() if multiline else _one_line(text)
    if len(text) > most:
        raise TextTooLong(_too_long(len(text), most))
    if text.count("\n") > BREAK_LIMIT:
        raise TextTooLong(
            f"Teks terlalu banyak barisnya: {text.count(chr(10)) + 1} baris, paling banyak "
            f"{BREAK_LIMIT + 1}. Gabungkan baris-baris yang pendek atau pindahkan ke lampiran."
        )
    return text


def has_invisible(text: str) -> bool:
    """Tell whether the text holds signs a reader cannot see (line ends and tabs aside)."""
    return _INVISIBLE.search(text) is not None


def quoted(text: str, most: int = 40) -> str:
    """Quote what was typed inside a message, on one line and cut to `most` characters."""
    shown = " ".join(_DROPPED.sub("", text).split())
    return f"“{shown}”" if len(shown) <= most else f"“{shown[: most - 1]}…”"


def _refuse_flood(text: str, most: int) -> None:
    """Refuse before any costly step what no cleaning could bring under the limit."""
    if len(text) > 4 * most + 1000:
        raise TextTooLong(_too_long(len(text), most))


def _too_long(length: int, most: int) -> str:
    return (
        f"Teks terlalu panjang: {length} huruf, paling banyak {most}. "
        f"Ringkaslah isian ini sampai {most} huruf."
    )


def _one_line(text: str) -> str:
    parts = (part.strip() for part in re.split("[\n\t]", text))
    return " ".join(part for part in parts if part)


def _thin_marks(text: str) -> str:
    """Keep at most three equal combining marks in a row; refuse a tower of different ones.

    The bound on the tower also keeps Unicode normalisation from sorting for seconds.
    """
    kept: list[str] = []
    equal = run = 0
    last = ""
    for sign in text:
        is_mark = sign > "\u02ff" and unicodedata.category(sign)[0] == "M"
        equal = equal + 1 if is_mark and sign == last else 1
        last = sign
        if is_mark and equal > EQUAL_MARKS:
            continue
        run = run + 1 if is_mark else 0
        if run > MARK_RUN:
            raise TextTooLong(
                f"Ada lebih dari {MARK_RUN} tanda bertumpuk pada satu huruf. "
                "Hapuslah huruf yang rusak itu, lalu ketik ulang."
            )
        kept.append(sign)
    return "".join(kept)
