"""Scans of signed papers: judged by content, refused with a reason, or kept harmless."""

import contextlib
import io
import zlib

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from musren.adapters.pindaian import TOO_COMPLEX, check_scan, safe_filename
from musren.adapters.pindaian_isi import examine
from musren.domain.errors import Invalid, MusrenError, TooLarge
from tests.adapters import berkas_jahat as jahat

LIMIT = 10 * 1024 * 1024
BLOCK = 16 * 1024 * 1024
IDS = [name for name, _, _ in jahat.REFUSED]
TOO_MUCH = ("flood", "million", "wide", "51 pages")


def opened(content: bytes) -> Image.Image:
    with Image.open(io.BytesIO(content)) as picture:
        picture.load()
        return picture


@pytest.mark.parametrize(("name", "make", "word"), jahat.REFUSED, ids=IDS)
def test_a_hostile_or_broken_file_is_refused_with_its_reason(name, make, word):
    expected = TooLarge if any(part in name for part in TOO_MUCH) else Invalid
    with pytest.raises(expected) as caught:
        examine(make())
    assert word in caught.value.message


@pytest.mark.parametrize(("name", "make", "word"), jahat.REFUSED, ids=IDS)
def test_every_refusal_says_what_to_do(name, make, word):
    with pytest.raises(MusrenError) as caught:
        examine(make())
    assert any(
        verb in caught.value.message.lower()
        for verb in ("unggahlah", "unggah kembali", "unggah hasilnya", "unggah satu")
    )


@pytest.mark.parametrize(
    ("make", "tipe", "pages"),
    [
        (lambda: jahat.document(3), "application/pdf", 3),
        (lambda: jahat.document(50), "application/pdf", 50),
        (jahat.jpeg, "image/jpeg", 1),
        (jahat.png, "image/png", 1),
    ],
    ids=["pdf of 3 pages", "pdf of 50 pages", "jpeg", "png"],
)
def test_an_honest_scan_is_kept(make, tipe, pages):
    scan = check_scan(make(), limit=LIMIT)
    assert (scan.tipe, scan.pages) == (tipe, pages)
    assert examine(scan.content) == scan or tipe == "image/jpeg"


@pytest.mark.parametrize("index", [0, 4, 13, 19, 27, 28, 35, 39])
def test_the_process_apart_gives_the_same_reason(index: int):
    content = jahat.REFUSED[index][1]()
    with pytest.raises(MusrenError) as here:
        examine(content)
    with pytest.raises(type(here.value)) as apart:
        check_scan(content, limit=LIMIT)
    assert apart.value.message == here.value.message


@pytest.mark.parametrize(
    ("make", "gone"),
    [
        (jahat.jpeg_with_php_tail, b"<?php"),
        (jahat.jpeg_with_comment, b"<?php"),
        (jahat.jpeg_and_zip, b"PK\x03\x04"),
        (jahat.jpeg_with_gps, b"Exif"),
        (jahat.jpeg_with_gps, b"<script>"),
        (jahat.jpeg_and_second_picture, b"MPF"),
        (jahat.png_with_text, b"<?php"),
        (lambda: jahat.png() + jahat.PHP, b"<?php"),
        (lambda: jahat.document() + b"\n" + jahat.PHP, b"<?php"),
        (lambda: jahat.document(1, jahat.with_author), b"Nama Orang"),
    ],
)
def test_what_hangs_on_a_scan_vanishes(make, gone: bytes):
    content = make()
    assert gone in content, "the lure must be there before"
    assert gone not in check_scan(content, limit=LIMIT).content


def test_no_place_and_no_comment_is_left_in_a_photo():
    scan = examine(jahat.jpeg_with_gps())
    assert dict(opened(scan.content).getexif()) == {}
    assert "comment" not in opened(scan.content).info


def test_a_photo_taken_sideways_is_kept_upright():
    upright = opened(examine(jahat.jpeg_on_its_side()).content)
    assert upright.size == (80, 120)
    assert upright.getpixel((40, 10)) < (60, 60, 60)
    assert upright.getpixel((40, 110)) > (200, 200, 200)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_stays_readable(mode: str):
    kept = opened(examine(jahat.saved(jahat.picture(mode=mode), "PNG")).content)
    assert kept.format == "PNG"
    assert kept.convert("L").getpixel((100, 40)) > 200


def test_sixteen_bit_grey_keeps_its_shades():
    grey = Image.new("I;16", (4, 4), 0x8080)
    assert opened(examine(jahat.saved(grey, "PNG")).content).getpixel((1, 1)) == 0x80


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_every_kind_of_jpeg_stays_readable(mode: str):
    sheet = jahat.picture().convert(mode)
    kept = opened(examine(jahat.saved(sheet, "JPEG")).content)
    assert kept.mode in {"L", "RGB"}
    assert kept.convert("L").getpixel((100, 40)) > 200
    assert kept.convert("L").getpixel((20, 40)) < 60


def test_transparent_becomes_paper_white():
    glass = Image.new("RGBA", (5, 5), (0, 0, 0, 0))
    assert opened(examine(jahat.saved(glass, "PNG")).content).getpixel((2, 2)) == (255, 255, 255)


def test_a_jump_to_the_first_page_is_no_attack():
    with pikepdf.open(io.BytesIO(jahat.document())) as pdf:
        pdf.Root.OpenAction = pikepdf.Array([pdf.pages[0].obj, pikepdf.Name.Fit])
        out = io.BytesIO()
        pdf.save(out)
    assert examine(out.getvalue()).pages == 1


def test_what_no_page_needs_is_not_kept():
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.make_indirect(pikepdf.String("versi sebelumnya"))

    first = jahat.document(1, change)
    assert b"versi sebelumnya" not in examine(first).content


@pytest.mark.parametrize("limit", [1, 999])
def test_a_file_over_the_limit_is_refused_before_it_is_read(limit: int):
    with pytest.raises(TooLarge, match="MB"):
        check_scan(jahat.document(40), limit=limit)


def test_the_limit_is_written_as_people_write_it():
    with pytest.raises(TooLarge, match="batas 2,5 MB"):
        check_scan(bytes(3 * 1024 * 1024), limit=int(2.5 * 1024 * 1024))


def pdf_with_a_swelling_index(unpacked: int) -> bytes:
    """A cross-reference stream of a few hundred kilobytes that unpacks to `unpacked` bytes."""
    packer = zlib.compressobj(9)
    start = packer.compress(bytes(BLOCK)) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(bytes(BLOCK)) + packer.flush(zlib.Z_FULL_FLUSH)
    data = start + again * (unpacked // BLOCK)
    head = b"%%PDF-1.5\n1 0 obj\n<</Type/XRef/Size 3/W[1 4 2]/Root 2 0 R/Filter/FlateDecode/Length %d>>\nstream\n"
    body = head % len(data) + data + b"\nendstream\nendobj\n"
    return body + b"startxref\n%d\n%%%%EOF\n" % body.index(b"1 0 obj")


def test_a_file_that_swells_past_the_memory_harms_only_the_process_apart():
    with pytest.raises(Invalid) as caught:
        check_scan(pdf_with_a_swelling_index(3 * 1024**3), limit=LIMIT)
    assert "indailah ulang" in caught.value.message or caught.value.message == TOO_COMPLEX


@given(st.data())
def test_no_damaged_scan_brings_anything_but_a_refusal_or_a_scan(data: st.DataObject):
    whole = data.draw(st.sampled_from([jahat.document(2), jahat.jpeg(), jahat.png()]))
    content = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(MusrenError):
        assert examine(bytes(content)).pages >= 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Berita Acara Musrenbangdes 2011", "Berita-Acara-Musrenbangdes-2011.pdf"),
        ("414.2/3717/PMD", "414-2-3717-PMD.pdf"),
        ("../../etc/passwd", "etc-passwd.pdf"),
        ("..\\windows\\x", "windows-x.pdf"),
        ("a.php.jpg", "a-php-jpg.pdf"),
        ("Désa Súka", "Desa-Suka.pdf"),
        ("nama\u202efdp.exe", "namafdp-exe.pdf"),
        ("nul\x00l\r\nX: y", "nul-l-X-y.pdf"),
        ("CON", "berkas-CON.pdf"),
        ("lpt1", "berkas-lpt1.pdf"),
        ("", "berkas.pdf"),
        ("村", "berkas.pdf"),
        ("-", "berkas.pdf"),
        ("a" * 300, "a" * 100 + ".pdf"),
    ],
)
def test_a_name_for_download_is_plain(text: str, expected: str):
    assert safe_filename(text, ".pdf") == expected


@given(st.text())
def test_no_text_makes_a_name_that_leads_elsewhere(text: str):
    name = safe_filename(text, ".docx")
    assert name.isascii()
    assert name.removesuffix(".docx").replace("-", "").isalnum()
    assert safe_filename(name.removesuffix(".docx"), ".docx") == name


@pytest.mark.parametrize("suffix", ["pdf", "", ".", "./x", ".pdf.exe", ".PDF", ".pdf\n"])
def test_a_suffix_is_a_plain_suffix(suffix: str):
    with pytest.raises(ValueError, match="no plain suffix"):
        safe_filename("a", suffix)
