"""Photos for paper: upright, small enough for their place, nothing but the picture."""

import io
import struct
import warnings
import zlib
from dataclasses import dataclass, field

from PIL import Image, ImageOps

MOST_PIXELS = 50_000_000
DPI = 200
_QUALITY = 80
_MM = 25.4


class Unreadable(ValueError):
    """These bytes are no picture we can or want to open."""


@dataclass(frozen=True)
class Prepared:
    """An upright JPEG and its size in pixels."""

    jpeg: bytes = field(repr=False)
    width: int
    height: int

    @property
    def aspect(self) -> float:
        """Width by height."""
        return self.width / self.height


def prepare(content: bytes, width_mm: float, height_mm: float) -> Prepared:
    """The photo turned upright, stripped, and shrunk to what the box needs at 200 dpi.

    Raises Unreadable for anything but a whole JPEG, PNG or WebP of at most 50 million pixels.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return _prepared(content, width_mm, height_mm)
    except (Image.DecompressionBombError, OSError, SyntaxError, EOFError) as error:
        raise Unreadable(str(error)) from error
    except (ValueError, TypeError, KeyError, struct.error, zlib.error) as error:
        raise Unreadable(str(error)) from error


def _prepared(content: bytes, width_mm: float, height_mm: float) -> Prepared:
    box = (_pixels(width_mm), _pixels(height_mm))
    with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as source:
        if source.width * source.height > MOST_PIXELS:
            raise Unreadable("too many pixels")
        longest = max(box)
        source.draft("RGB", (longest, longest))  # a JPEG is decoded no larger than needed
        upright = ImageOps.exif_transpose(source)
        picture = _on_white(upright)
    picture.thumbnail(box, Image.Resampling.LANCZOS)
    picture.info = {}
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY)
    return Prepared(out.getvalue(), *picture.size)


def _on_white(picture: Image.Image) -> Image.Image:
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    clear = picture.convert("RGBA")
    paper = Image.new("RGBA", clear.size, "white")
    return Image.alpha_composite(paper, clear).convert("RGB")


def _pixels(length_mm: float) -> int:
    return max(16, round(length_mm / _MM * DPI))
