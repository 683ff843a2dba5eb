"""Letters: the one font of the pictures, how wide words are, and where lines break."""

import re
import unicodedata
from functools import cache
from typing import Any

from PIL import ImageFont

_MEASURE = 100  # pixels; widths are read at this size and scaled
_SLACK = 1.06  # a browser may have to use a wider font than ours
_UNPRINTABLE = re.compile("[^\x20-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
_ALIKE = str.maketrans({"–": "-", "—": "-", "−": "-", "×": "x", "‘": "'", "’": "'", "\xa0": " "})
_DROPPED = {"Cc", "Cf", "Mn", "Me"}
ELLIPSIS = "…"


@cache
def font(pixels: int) -> Any:
    """The scalable font that comes with Pillow: the same on every machine."""
    return ImageFont.load_default(max(1, pixels))


def clean(text: object) -> str:
    """One line of text without signs that no SVG may hold."""
    return " ".join(_UNPRINTABLE.sub(" ", str(text)).split())


def drawable(text: str) -> str:
    """The text in letters our font knows; accents fall away, foreign letters show as boxes."""
    plain = text.translate(_ALIKE)
    if plain.isascii():
        return plain
    parted = unicodedata.normalize("NFKD", plain)
    return "".join(sign for sign in parted if unicodedata.category(sign) not in _DROPPED)


@cache
def _advance(sign: str) -> float:
    return float(font(_MEASURE).getlength(sign)) / _MEASURE


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line is at most, in the unit of `size`."""
    advances = sum(_advance(sign) for sign in drawable(text))
    return advances * size * _SLACK * (1.05 if bold else 1)


def wrap(text: str, size: float, room: float, most: int = 3, *, bold: bool = False) -> list[str]:
    """The text in at most `most` lines that fit `room`; what is left over ends in an ellipsis."""
    lines: list[str] = []
    current = ""
    for word in _pieces(clean(text), size, room, bold=bold):
        longer = f"{current} {word}".strip()
        if current and width(longer, size, bold=bold) > room:
            lines.append(current)
            current = word
        else:
            current = longer
        if len(lines) > most:
            break
    lines.append(current)
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], _cut(lines[most - 1], size, room, bold=bold)]


def _pieces(text: str, size: float, room: float, *, bold: bool) -> list[str]:
    """Words; one that is wider than the room is broken anywhere."""
    return [part for word in text.split(" ") for part in _broken(word, size, room, bold=bold)]


def _broken(word: str, size: float, room: float, *, bold: bool) -> list[str]:
    parts = [""]
    for sign in word:
        if parts[-1] and width(parts[-1] + sign, size, bold=bold) > room:
            parts.append("")
        parts[-1] += sign
    return parts


def _cut(line: str, size: float, room: float, *, bold: bool) -> str:
    while line and width(line + ELLIPSIS, size, bold=bold) > room:
        line = line[:-1]
    return line.rstrip(" ,;.") + ELLIPSIS
