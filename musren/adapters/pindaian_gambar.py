"""Photographed and scanned pictures: bounded, drawn anew, upright, with nothing but the picture."""

import io
import warnings
from collections.abc import Callable
from typing import TypeVar

from PIL import Image, ImageOps

from musren.domain.errors import Invalid, TooLarge

MOST_PIXELS = 50_000_000
LONGEST_SIDE = 12_000
JPEG_QUALITY = 88
PHOTO_QUALITY = 82

_BROKEN = (
    "Gambar rusak atau terpotong. Ambillah ulang foto atau pindaiannya, "
    "pastikan pengiriman selesai, lalu unggah kembali."
)
_TOO_MANY_PIXELS = (
    "Gambar terlalu besar ({width} x {height} titik; paling banyak 50 juta titik dan 12.000 titik "
    "per sisi). Kecilkan gambarnya, atau pindailah dengan resolusi lebih rendah (150-200 dpi), "
    "lalu unggah kembali."
)
_SEVERAL = (
    "Gambar PNG ini beranimasi. Unggahlah satu gambar diam, "
    "atau satukan beberapa halaman menjadi PDF."
)


T = TypeVar("T")


def clean_image(content: bytes) -> bytes:
    """Return the first picture of a JPEG or PNG, drawn anew in the same format.

    Phones put previews and depth pictures behind the photo in one JPEG; those vanish like EXIF,
    GPS, comments and whatever else hangs on. Raises TooLarge or Invalid.
    """
    return _explained(_drawn_anew, content)


def small_photo(content: bytes, longest: int) -> bytes:
    """Return the picture as an upright, bare JPEG no longer than `longest` points on any side.

    A picture that is small already keeps its size. Raises TooLarge or Invalid.
    """
    return _explained(lambda given: _drawn_small(given, longest), content)


def _explained(draw: Callable[[bytes], T], content: bytes) -> T:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return draw(content)
    except Image.DecompressionBombError as error:
        raise TooLarge(_TOO_MANY_PIXELS.format(width="?", height="?")) from error
    except (OSError, SyntaxError, EOFError) as error:
        raise Invalid(_BROKEN) from error


def _drawn_anew(content: bytes) -> bytes:
    bare, is_png = _bare(content)
    out = io.BytesIO()
    if is_png:
        bare.save(out, "PNG")
    else:
        bare.save(out, "JPEG", quality=JPEG_QUALITY)
    return out.getvalue()


def _drawn_small(content: bytes, longest: int) -> bytes:
    bare, _is_png = _bare(content, longest)
    drawn = bare.convert("RGB") if bare.mode == "1" else bare
    drawn.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    drawn.save(out, "JPEG", quality=PHOTO_QUALITY, optimize=True)
    return out.getvalue()


def _bare(content: bytes, longest: int = 0) -> tuple[Image.Image, bool]:
    """The picture upright and in plain colours with nothing hanging on, and whether it was PNG.

    `longest`: a JPEG much larger than that may be read at half, a quarter or an eighth.
    """
    with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as picture:
        _check_size(*picture.size)
        is_png = picture.format == "PNG"
        if is_png and getattr(picture, "n_frames", 1) > 1:
            raise Invalid(_SEVERAL)
        if longest and not is_png:
            picture.draft(None, (longest, longest))
        picture.load()
        upright = ImageOps.exif_transpose(picture)
        bare = _plain_colours(upright)
    bare.info = {}  # comment, profile and resolution would be written again from here
    return bare, is_png


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise TooLarge(_TOO_MANY_PIXELS.format(width=width, height=height))


def _plain_colours(picture: Image.Image) -> Image.Image:
    """Grey or colour with 8 bits, black and white stays; what is transparent becomes paper."""
    if picture.mode in {"1", "L", "RGB"} and "transparency" not in picture.info:
        return picture.copy()
    if picture.mode.startswith("I"):
        return picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if picture.has_transparency_data:
        layer = picture.convert("RGBA")
        paper = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(paper, layer).convert("RGB")
    return picture.convert("RGB")
