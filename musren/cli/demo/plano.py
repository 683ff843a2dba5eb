"""Drawn stand-ins for photos: a sketch on plano paper and a flip chart, the same in every run."""

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw

PAPER, INK, FAINT = (246, 242, 228), (60, 60, 66), (176, 172, 158)
WIDE, HIGH = 900, 620


def sketch(titik: Sequence[tuple[int, int]], benih: int) -> bytes:
    """A hand-drawn map: a road, a river, fields, and a small house where people live.

    `titik` are whole permille from the top left corner.
    """
    sheet = Image.new("RGB", (WIDE, HIGH), PAPER)
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((14, 14, WIDE - 14, HIGH - 14), outline=FAINT, width=3)
    bend = benih % 5 * 22
    road = [(20, 330 + bend), (260, 300), (470, 320 - bend), (680, 280), (880, 300 + bend)]
    pen.line(road, fill=(150, 146, 136), width=16, joint="curve")
    pen.line(road, fill=PAPER, width=8, joint="curve")
    river = [(180, 20), (240 + bend, 180), (200, 360), (300, 600)]
    pen.line(river, fill=(140, 168, 186), width=9, joint="curve")
    for row in range(4):
        pen.line((520, 430 + row * 34, 840, 415 + row * 34), fill=FAINT, width=2)
    for x, y in titik:
        _house(pen, x * WIDE // 1000, y * HIGH // 1000)
    pen.line((60, 570, 60, 520), fill=INK, width=3)
    pen.polygon([(52, 528), (68, 528), (60, 508)], fill=INK)
    pen.text((54, 575), "U", fill=INK)
    return _jpeg(sheet)


def _house(pen: ImageDraw.ImageDraw, x: int, y: int) -> None:
    for dx, dy in ((0, 0), (26, 10), (-24, 14)):
        left, top = x + dx - 8, y + dy
        pen.rectangle((left, top, left + 16, top + 12), outline=INK, width=2)
        pen.line([(left - 3, top), (x + dx, top - 10), (left + 19, top)], fill=INK, width=2)


def flip_chart(judul: str, baris: Sequence[str]) -> bytes:
    """A sheet with a heading and lines, as it hung in the meeting."""
    sheet = Image.new("RGB", (HIGH, WIDE), PAPER)
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((20, 20, HIGH - 20, WIDE - 20), outline=FAINT, width=4)
    pen.text((46, 44), judul, fill=INK, font_size=30)
    pen.line((46, 86, HIGH - 60, 92), fill=(160, 60, 50), width=4)
    for number, line in enumerate(baris, 1):
        top = 90 + number * 62
        pen.text((50, top), f"{number}. {line}", fill=INK, font_size=20)
        pen.line((50, top + 34, HIGH - 60, top + 36), fill=FAINT, width=1)
    return _jpeg(sheet)


def _jpeg(sheet: Image.Image) -> bytes:
    out = BytesIO()
    sheet.save(out, "JPEG", quality=80)
    return out.getvalue()
