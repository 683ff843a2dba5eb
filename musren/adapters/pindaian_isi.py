"""What a handed-in scan really is; run as a program it examines standard input, shut in."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from musren.adapters.pindaian_gambar import clean_image
from musren.adapters.pindaian_pdf import clean_pdf
from musren.domain.errors import Invalid, MusrenError, TooLarge

MediaType = Literal["application/pdf", "image/jpeg", "image/png"]
REFUSALS: dict[str, type[MusrenError]] = {kind.code: kind for kind in (Invalid, TooLarge)}

_PICTURES: tuple[tuple[bytes, MediaType], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
)
_KNOWN_BUT_REFUSED = (
    (b"%PDF-", "PDF"),
    (b"GIF8", "gambar GIF"),
    (b"II*\x00", "gambar TIFF"),
    (b"MM\x00*", "gambar TIFF"),
    (b"BM", "gambar BMP"),
    (b"RIFF", "gambar WebP"),
    (b"PK\x03\x04", "berkas Word, Excel atau ZIP"),
    (b"\xd0\xcf\x11\xe0", "berkas Office lama"),
    (b"<", "halaman web atau gambar SVG"),
)


@dataclass(frozen=True, slots=True)
class Accepted:
    """What may be handed in, by its first bytes, and the words a refusal uses."""

    kinds: tuple[tuple[bytes, MediaType], ...]
    what: str
    told: str


SCANS = Accepted(
    ((b"%PDF-", "application/pdf"), *_PICTURES),
    "pindaian",
    "Unggahlah pindaian sebagai PDF, JPEG atau PNG.",
)
PHOTOS = Accepted(_PICTURES, "foto", "Unggahlah foto sebagai JPEG atau PNG.")


@dataclass(frozen=True, slots=True)
class Scan:
    """A scan that may be kept and shown: its media type, its cleaned bytes, its pages."""

    tipe: MediaType
    content: bytes
    pages: int


def kind_of(content: bytes, accepted: Accepted = SCANS) -> MediaType:
    """Return the media type by the first bytes; Invalid for anything else."""
    for magic, kind in accepted.kinds:
        if content.startswith(magic):
            return kind
    if not content:
        raise Invalid(f"Berkas kosong. {accepted.told}")
    if content[4:8] == b"ftyp":
        raise Invalid(
            "Berkas ini foto HEIC atau video. Pada ponsel pilihlah format foto JPEG, "
            "lalu unggah kembali."
        )
    start = content[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    what = next((name for magic, name in _KNOWN_BUT_REFUSED if start.startswith(magic)), None)
    if what:
        raise Invalid(f"Isi berkas ini {what}, apa pun namanya. {accepted.told}")
    raise Invalid(f"Isi berkas ini tidak dikenali sebagai {accepted.what}. {accepted.told}")


def examine(content: bytes) -> Scan:
    """Check and clean the content here and now; anything wrong with it is Invalid or TooLarge."""
    kind = kind_of(content)
    try:
        if kind == "application/pdf":
            cleaned, pages = clean_pdf(content)
            return Scan(kind, cleaned, pages)
        return Scan(kind, clean_image(content), 1)
    except MusrenError:
        raise
    except Exception as error:  # whatever a hostile file makes a decoder raise
        raise Invalid(
            "Berkas rusak atau tidak utuh, jadi tidak dapat dibuka. "
            "Pindailah ulang kertasnya, lalu unggah hasilnya."
        ) from error


def answer(judge: Callable[[bytes], Scan]) -> None:
    """Judge standard input; answer with one line of JSON, then the cleaned content."""
    told: dict[str, object] = {"galat": None}
    content = b""
    try:
        scan = judge(sys.stdin.buffer.read())
        told |= {"tipe": scan.tipe, "halaman": scan.pages}
        content = scan.content
    except MusrenError as error:
        told |= {"galat": error.code, "pesan": error.message}
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + content)


if __name__ == "__main__":
    answer(examine)
