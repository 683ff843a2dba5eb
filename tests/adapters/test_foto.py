"""Photos are judged by content, shrunk, turned upright, and carry nothing of the camera."""

import io
import random

import pytest
from PIL import Image

from musren.adapters.foto import LONGEST, LONGEST_SMALL, clean_photo
from musren.domain.errors import Invalid, TooLarge
from tests.adapters import berkas_jahat

LIMIT = 10 * 1024 * 1024
ORIENTATION, GPS, MAKE = 0x0112, 0x8825, 0x010F


def photo(width: int = 900, height: int = 600, kind: str = "JPEG", **exif: object) -> bytes:
    """A picture that is red at the left and blue at the right, as a telephone writes it."""
    picture = Image.new("RGB", (width, height), "blue")
    picture.paste("red", (0, 0, width // 2, height))
    marks = picture.getexif()
    marks[MAKE] = "Kamera Desa"
    marks[ORIENTATION] = exif.get("orientation", 1)
    marks.get_ifd(GPS)[2] = (7.0, 15.0, 0.0)
    out = io.BytesIO()
    picture.save(out, kind, exif=marks, comment=b"rahasia" if kind == "JPEG" else None)
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photo_becomes_a_bare_jpeg(kind: str):
    clean = clean_photo(photo(kind=kind), limit=LIMIT)
    found = opened(clean)
    assert (found.format, found.size) == ("JPEG", (900, 600))
    assert dict(found.getexif()) == {}
    assert b"Kamera Desa" not in clean
    assert b"rahasia" not in clean
    assert b"Exif" not in clean


@pytest.mark.parametrize("size", [(4000, 3000), (1000, 5000), (2001, 10)])
def test_a_large_photo_is_shrunk_to_the_longest_edge(size: tuple[int, int]):
    found = opened(clean_photo(photo(*size), limit=LIMIT))
    assert max(found.size) == LONGEST
    assert found.size[0] / found.size[1] == pytest.approx(size[0] / size[1], rel=0.1)


def test_a_thumbnail_is_small():
    small = clean_photo(photo(3000, 2000), limit=LIMIT, longest=LONGEST_SMALL)
    assert max(opened(small).size) == LONGEST_SMALL
    assert len(small) < 30_000


def test_a_photo_taken_sideways_is_turned_upright():
    found = opened(clean_photo(photo(orientation=6), limit=LIMIT))
    assert found.size == (600, 900)
    red, _green, blue = found.getpixel((300, 50))
    assert red > 200 > blue  # what was at the left is on top


def test_what_is_transparent_becomes_paper():
    out = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(out, "PNG")
    assert opened(clean_photo(out.getvalue(), limit=LIMIT)).getpixel((20, 20)) == (255, 255, 255)


def test_the_same_photo_gives_the_same_bytes():
    assert clean_photo(photo(), limit=LIMIT) == clean_photo(photo(), limit=LIMIT)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "Berkas kosong"),
        (b"%PDF-1.4 x", "Isi berkas ini PDF"),
        (b"GIF89a...", "gambar GIF"),
        (b"<svg onload='x'>", "SVG"),
        (b"\x00\x00\x00\x18ftypheic", "HEIC"),
        (b"PK\x03\x04", "ZIP"),
        (b"MZ program", "tidak dikenali sebagai foto"),
        (b"\xff\xd8\xff rusak", "rusak"),
        (b"\x89PNG\r\n\x1a\n rusak", "rusak"),
        (photo()[:2000], "terpotong"),
    ],
)
def test_what_is_no_photo_is_refused_with_its_reason(content: bytes, told: str):
    with pytest.raises(Invalid, match=told):
        clean_photo(content, limit=LIMIT)


def test_too_many_bytes_are_refused_before_anything_is_read():
    with pytest.raises(TooLarge, match="batas 1 MB"):
        clean_photo(random.Random(1).randbytes(1024 * 1024 + 1), limit=1024 * 1024)


def test_a_picture_of_too_many_points_is_refused():
    with pytest.raises(TooLarge, match="50 juta titik"):
        clean_photo(berkas_jahat.png_that_claims(9000, 9000), limit=LIMIT)
