"""Photographed and scanned pictures: bounded, drawn anew, upright, with nothing but the picture."""

import io
import warnings

from PIL import Image, ImageOps

from musren.domain.errors import Invalid, TooLarge

MOST_PIXELS = 50_000_000
LONGEST_SIDE = 12_000
JPEG_QUALITY = 88

_BROKEN = (
    "Gambar rusak atau terpotong. Ambillah ulang foto atau pindaiannya, "
    "pastikan pengiriman selesai, lalu unggah kembali."
)
_TOO_MANY_PIXELS = (
    "Gambar terlalu besar ({width} x {height} titik; paling banyak 50 juta titik dan 12.000 titik "
    "per sisi). Pindailah dengan resolusi lebih rendah (150-200 dpi), lalu unggah kembali."
)
_SEVERAL = (
    "Gambar PNG ini beranimasi. Unggahlah satu gambar diam, "
    "atau satukan beberapa halaman menjadi PDF."
)


def clean_image(content: bytes) -> bytes:
    """Return the first picture of a JPEG or PNG, drawn anew in the same format.

    Phones put previews and depth pictures behind the photo in one JPEG; those vanish like EXIF,
    GPS, comments and whatever else hangs on. Raises TooLarge or Invalid.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _drawn_anew(content)
    except Image.DecompressionBombError as error:
        raise TooLarge(_TOO_MANY_PIXELS.format(width="?", height="?")) from error
    except (OSError, SyntaxError, EOFError) as error:
        raise Invalid(_BROKEN) from error


def _drawn_anew(content: bytes) -> bytes:
    with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as picture:
        _check_size(*picture.size)
        is_png = picture.format == "PNG"
        if is_png and getattr(picture, "n_frames", 1) > 1:
            raise Invalid(_SEVERAL)
        picture.load()
        upright = ImageOps.exif_transpose(picture)
        bare = _plain_colours(upright)
    bare.info = {}  # comment, profile and resolution would be written again from here
    out = io.BytesIO()
    if is_png:
        bare.save(out, "PNG")
    else:
        bare.save(out, "JPEG", quality=JPEG_QUALITY)
    return out.getvalue()


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
