"""Hostile and honest scans, each made here byte by byte or by Pillow and pikepdf."""

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from functools import cache

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image

AS_GIVEN = {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.none}
PHP = b"<?php system($_GET['c']); ?>"
ORIENTATION, COMMENT, GPS = 0x0112, 0x9286, 0x8825


def picture(size: tuple[int, int] = (120, 80), mode: str = "RGB") -> Image.Image:
    """A sheet whose left half is dark, so that turning it shows."""
    sheet = Image.new(mode, size, "white" if mode != "I;16" else 65535)
    sheet.paste(Image.new(mode, (size[0] // 2, size[1])), (0, 0))
    return sheet


def saved(sheet: Image.Image, kind: str, **how: object) -> bytes:
    out = io.BytesIO()
    sheet.save(out, kind, **how)
    return out.getvalue()


@cache
def jpeg() -> bytes:
    return saved(picture(), "JPEG")


@cache
def png() -> bytes:
    return saved(picture(), "PNG")


def exif(**more: bool) -> Image.Exif:
    tags = Image.Exif()
    tags[COMMENT] = b"ASCII\0\0\0<script>alert(1)</script>"
    if more.get("turned"):
        tags[ORIENTATION] = 6
    tags.get_ifd(GPS).update({1: "S", 2: (7.0, 55.0, 12.0), 3: "E", 4: (112.0, 30.0, 1.0)})
    return tags


def jpeg_with_gps() -> bytes:
    return saved(picture(), "JPEG", exif=exif())


def jpeg_on_its_side() -> bytes:
    return saved(picture(), "JPEG", exif=exif(turned=True))


def jpeg_with_comment() -> bytes:
    return saved(picture(), "JPEG", comment=PHP)


def jpeg_with_php_tail() -> bytes:
    return jpeg() + PHP


def jpeg_and_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("jahat.html", "<script>alert(1)</script>")
    return jpeg() + out.getvalue()


def jpeg_and_second_picture() -> bytes:
    return saved(picture(), "MPO", save_all=True, append_images=[picture((300, 300))])


def png_chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)


def png_that_claims(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(bytes(1000))
    chunks = ((b"IHDR", header), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(png_chunk(*chunk) for chunk in chunks)


def png_with_text() -> bytes:
    head, tail = png()[:33], png()[33:]
    return head + png_chunk(b"tEXt", b"Comment\0" + PHP) + tail


def png_animated() -> bytes:
    return saved(
        picture(), "PNG", save_all=True, append_images=[picture((120, 80), "RGB").rotate(9)]
    )


def png_with_broken_checksum() -> bytes:
    content = bytearray(png())
    content[30] ^= 0xFF
    return bytes(content)


def document(pages: int = 1, change: Callable[[Pdf], None] | None = None, **how: object) -> bytes:
    """A PDF of empty A4 pages, changed by the caller before it is saved."""
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=(595, 842))
        if change:
            change(pdf)
        out = io.BytesIO()
        pdf.save(out, **how)
        return out.getvalue()


def action(kind: str, **more: object) -> Dictionary:
    return Dictionary(Type=Name.Action, S=Name("/" + kind), **more)


def opens_with(step: object) -> bytes:
    def change(pdf: Pdf) -> None:
        pdf.Root.OpenAction = step

    return document(1, change)


def annotated(**annotation: object) -> bytes:
    """One annotation standing directly inside the page, not as an object of its own."""

    def change(pdf: Pdf) -> None:
        whole = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 9, 9]), **annotation)
        pdf.pages[0].Annots = Array([whole])

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pikepdf warns of the very lure we make
        return document(1, change)


def in_root(key: str, value: object) -> bytes:
    def change(pdf: Pdf) -> None:
        pdf.Root[Name("/" + key)] = value

    return document(1, change)


def embedded(pdf: Pdf) -> None:
    pdf.attachments["program.exe"] = pikepdf.AttachedFileSpec(
        pdf, b"MZ\x90", filename="program.exe"
    )


def xobject(pdf: Pdf, **keys: object) -> None:
    image = pdf.make_stream(b"\0", Type=Name.XObject, Subtype=Name.Image, **keys)
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(Im0=image))


def locked(user: str) -> bytes:
    return document(1, encryption=pikepdf.Encryption(owner="rahasia", user=user))


def endless_filters(pdf: Pdf) -> None:
    data = b"x"
    for _ in range(5):
        data = zlib.compress(data)
    pdf.pages[0].Contents = pdf.make_stream(b"")
    pdf.pages[0].Contents.write(data, filter=Array([Name.FlateDecode] * 5))


def outside_stream(pdf: Pdf) -> None:
    pdf.pages[0].Contents = pdf.make_stream(b"", F=pikepdf.String("/etc/passwd"))


def with_author(pdf: Pdf) -> None:
    pdf.docinfo["/Author"] = "Nama Orang"
    with pdf.open_metadata() as about:
        about["dc:creator"] = ["Nama Orang"]


JAVASCRIPT = action("JavaScript", JS=pikepdf.String("app.alert(1)"))
LINK = action("URI", URI=pikepdf.String("http://jahat.example/"))
NEXT = action("Named", N=Name.NextPage)

# What must be refused: name, content, a word of the sentence that explains it.
REFUSED: list[tuple[str, Callable[[], bytes], str]] = [
    ("empty", lambda: b"", "kosong"),
    ("plain text", lambda: b"Berita Acara", "tidak dikenali"),
    ("html named pdf", lambda: b"<!doctype html><script>alert(1)</script>", "halaman web"),
    ("svg", lambda: b'\xef\xbb\xbf<?xml version="1.0"?><svg onload="alert(1)"/>', "SVG"),
    ("gif", lambda: saved(picture(), "GIF"), "GIF"),
    ("tiff", lambda: saved(picture(), "TIFF"), "TIFF"),
    ("bmp", lambda: saved(picture(), "BMP"), "BMP"),
    ("webp", lambda: b"RIFF\x24\0\0\0WEBPVP8 ", "WebP"),
    ("heic", lambda: b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
    ("zip", lambda: b"PK\x03\x04" + bytes(30), "ZIP"),
    ("old office file", lambda: b"\xd0\xcf\x11\xe0" + bytes(30), "Office"),
    ("program", lambda: b"MZ\x90\0" + bytes(60), "tidak dikenali"),
    ("pdf after html", lambda: b"<html>" + document(), "halaman web"),
    ("jpeg cut short", lambda: saved(picture((900, 900)), "JPEG")[:-2000], "terpotong"),
    ("jpeg of three bytes", lambda: b"\xff\xd8\xff", "terpotong"),
    ("jpeg head, php body", lambda: b"\xff\xd8\xff\xe0" + PHP * 9, "terpotong"),
    ("png cut short", lambda: png()[: len(png()) // 2], "terpotong"),
    ("png with a wrong checksum", png_with_broken_checksum, "terpotong"),
    ("png animated", png_animated, "beranimasi"),
    ("png pixel flood", lambda: png_that_claims(40_000, 40_000), "terlalu besar"),
    ("png of 51 million pixels", lambda: png_that_claims(7_500, 6_800), "7500 x 6800"),
    ("png one line, far too wide", lambda: png_that_claims(12_001, 1), "12001 x 1"),
    ("pdf cut short", lambda: document(3)[:-200], "rusak"),
    ("pdf of a header only", lambda: b"%PDF-1.7\n%%EOF", "rusak"),
    ("pdf without pages", lambda: document(0), "tidak berisi halaman"),
    ("pdf of 51 pages", lambda: document(51), "51 halaman"),
    ("pdf locked", lambda: locked("kunci"), "kata sandi"),
    ("pdf locked for its owner only", lambda: locked(""), "kata sandi"),
    ("pdf runs a script when opened", lambda: opens_with(JAVASCRIPT), "JavaScript"),
    ("pdf starts a program", lambda: opens_with(action("Launch", F="cmd.exe")), "perintah"),
    ("pdf opens a page of the web", lambda: opens_with(LINK), "tautan"),
    ("pdf sends a form", lambda: opens_with(action("SubmitForm", F="http://x/")), "perintah"),
    ("pdf goes to another file", lambda: opens_with(action("GoToR", F="//x/y")), "perintah"),
    ("pdf imports data", lambda: opens_with(action("ImportData", F="x.fdf")), "perintah"),
    (
        "pdf hides a script behind a harmless step",
        lambda: opens_with(
            Dictionary(**{f"/{k[1:]}": v for k, v in NEXT.items()}, Next=JAVASCRIPT)
        ),
        "JavaScript",
    ),
    ("pdf link inside a page", lambda: annotated(Subtype=Name.Link, A=LINK), "tautan"),
    (
        "pdf link three steps down",
        lambda: annotated(
            Subtype=Name.Link,
            A=action("GoTo", D=Array([]), Next=Array([action("Named", Next=Array([LINK]))])),
        ),
        "tautan",
    ),
    (
        "pdf acts when a page is shown",
        lambda: annotated(Subtype=Name.Text, AA=Dictionary(PO=NEXT)),
        "perintah",
    ),
    ("pdf with an attached program", lambda: document(1, embedded), "lampiran"),
    (
        "pdf with a pinned file",
        lambda: annotated(Subtype=Name.FileAttachment, Contents="lihat"),
        "lampiran",
    ),
    (
        "pdf file hidden in a nested dictionary",
        lambda: in_root("X", Dictionary(Y=Array([Dictionary(EF=Dictionary())]))),
        "lampiran",
    ),
    ("pdf portfolio", lambda: in_root("Collection", Dictionary()), "lampiran"),
    ("pdf form", lambda: in_root("AcroForm", Dictionary(Fields=Array([]))), "formulir"),
    ("pdf XFA form", lambda: in_root("Z", Dictionary(XFA=Array([]))), "formulir"),
    ("pdf field without a form", lambda: annotated(Subtype=Name.Widget), "formulir"),
    ("pdf video", lambda: annotated(Subtype=Name.RichMedia), "video"),
    ("pdf stacked filters", lambda: document(1, endless_filters, **AS_GIVEN), "rumit"),
    ("pdf content from another file", lambda: document(1, outside_stream), "berkas lain"),
    (
        "pdf with a picture of 1.6 thousand million pixels",
        lambda: document(1, lambda pdf: xobject(pdf, Width=40_000, Height=40_000)),
        "terlalu besar",
    ),
]
