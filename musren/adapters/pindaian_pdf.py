"""PDF scans: only pages, nothing that runs, opens, sends or hides; written anew."""

import io
from collections.abc import Iterator

import pikepdf

from musren.domain.errors import Invalid, TooLarge

MOST_PAGES = 50
MOST_VALUES = 500_000
MOST_PIXELS = 200_000_000
MOST_FILTERS = 2

_AGAIN = "Cetaklah dan pindailah ulang kertasnya sebagai PDF biasa, lalu unggah kembali."
_BROKEN = f"PDF rusak atau tidak utuh. {_AGAIN}"
_LOCKED = f"PDF dikunci dengan kata sandi. Simpanlah tanpa kata sandi, atau: {_AGAIN}"
_EMPTY = f"PDF tidak berisi halaman. {_AGAIN}"
_TOO_COMPLEX = f"Susunan PDF terlalu rumit untuk sebuah pindaian. {_AGAIN}"
_SCRIPT = f"PDF memuat program (JavaScript) yang tidak diperbolehkan. {_AGAIN}"
_ACTION = f"PDF memuat tautan atau perintah yang tidak diperbolehkan. {_AGAIN}"
_ATTACHED = f"PDF memuat berkas lampiran tersembunyi. Keluarkan lampirannya, atau: {_AGAIN}"
_FORM = f"PDF ini formulir isian atau bertanda tangan elektronik, bukan pindaian kertas. {_AGAIN}"
_MEDIA = f"PDF memuat video, suara atau benda tiga dimensi. {_AGAIN}"
_OUTSIDE = f"PDF mengambil isinya dari berkas lain. {_AGAIN}"
_PICTURE = (
    "Gambar di dalam PDF terlalu besar. Pindailah dengan resolusi lebih rendah "
    "(150-200 dpi), lalu unggah kembali."
)

_KEYS = {
    "/JS": _SCRIPT,
    "/JavaScript": _SCRIPT,
    "/AA": _ACTION,
    "/URI": _ACTION,
    "/EmbeddedFiles": _ATTACHED,
    "/EF": _ATTACHED,
    "/AF": _ATTACHED,
    "/Collection": _ATTACHED,
    "/AcroForm": _FORM,
    "/XFA": _FORM,
    "/RichMediaContent": _MEDIA,
}
# A jump within the document (GoTo, Named) is harmless; scanners write one to open at page 1.
_ACTIONS = {
    "/JavaScript": _SCRIPT,
    "/Rendition": _MEDIA,
    "/Movie": _MEDIA,
    "/Sound": _MEDIA,
    "/RichMediaExecute": _MEDIA,
    "/GoTo3DView": _MEDIA,
    "/Launch": _ACTION,
    "/URI": _ACTION,
    "/SubmitForm": _ACTION,
    "/ResetForm": _ACTION,
    "/ImportData": _ACTION,
    "/GoToR": _ACTION,
    "/GoToE": _ACTION,
    "/GoToDp": _ACTION,
    "/Thread": _ACTION,
    "/Hide": _ACTION,
    "/SetOCGState": _ACTION,
}
_KINDS = {
    "/EmbeddedFile": _ATTACHED,
    "/FileAttachment": _ATTACHED,
    "/Filespec": _ATTACHED,
    "/Widget": _FORM,
    "/RichMedia": _MEDIA,
    "/Screen": _MEDIA,
    "/Movie": _MEDIA,
    "/Sound": _MEDIA,
    "/3D": _MEDIA,
}
_LOOKED_AT = (("/S", _ACTIONS), ("/Type", _KINDS), ("/Subtype", _KINDS))


def clean_pdf(content: bytes) -> tuple[bytes, int]:
    """Return the PDF written anew and its number of pages, 1 to 50.

    Damaged structure is refused, never repaired. Raises Invalid or TooLarge.
    """
    try:
        with pikepdf.open(
            io.BytesIO(content), attempt_recovery=False, suppress_warnings=True
        ) as pdf:
            return _cleaned(pdf)
    except pikepdf.PasswordError as error:
        raise Invalid(_LOCKED) from error
    except pikepdf.PdfError as error:
        raise Invalid(_BROKEN) from error


def _cleaned(pdf: pikepdf.Pdf) -> tuple[bytes, int]:
    if pdf.is_encrypted:
        raise Invalid(_LOCKED)
    for number, value in enumerate(_values(pdf)):
        if number > MOST_VALUES:
            raise TooLarge(_TOO_COMPLEX)
        _check(value)
    pages = len(pdf.pages)
    if pages == 0:
        raise Invalid(_EMPTY)
    if pages > MOST_PAGES:
        raise TooLarge(
            f"PDF berisi {pages} halaman; paling banyak {MOST_PAGES}. "
            "Bagilah menjadi beberapa berkas, lalu unggah satu per satu."
        )
    return _written_anew(pdf), pages


def _values(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary, array and stream, those nested in others too, each once."""
    waiting: list[pikepdf.Object] = [pdf.trailer]
    for numbered in pdf.objects:
        waiting.append(numbered)
        while waiting:
            value = waiting.pop()
            yield value
            waiting += _direct_children(value)


def _direct_children(value: pikepdf.Object) -> list[pikepdf.Object]:
    """What stands inside the value itself; what it only points to has its own turn."""
    inside: list[object]
    if isinstance(value, pikepdf.Array):
        inside = [value[index] for index in range(len(value))]
    elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        inside = [value.get(key) for key in value.keys()]  # noqa: SIM118 - not a mapping
    else:
        return []
    return [
        child for child in inside if isinstance(child, pikepdf.Object) and not child.is_indirect
    ]


def _check(value: pikepdf.Object) -> None:
    if not isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        return
    for key, reason in _KEYS.items():
        if key in value:
            raise Invalid(reason)
    for key, reasons in _LOOKED_AT:
        reason = reasons.get(_name(value.get(key)), "")
        if reason:
            raise Invalid(reason)
    if isinstance(value, pikepdf.Stream):
        _check_stream(value)


def _check_stream(stream: pikepdf.Stream) -> None:
    if "/F" in stream:
        raise Invalid(_OUTSIDE)
    filters = stream.get("/Filter")
    if isinstance(filters, pikepdf.Array) and len(filters) > MOST_FILTERS:
        raise Invalid(_TOO_COMPLEX)
    if _name(stream.get("/Subtype")) == "/Image" and _pixels(stream) > MOST_PIXELS:
        raise TooLarge(_PICTURE)


def _pixels(image: pikepdf.Stream) -> int:
    return int(image.get("/Width", 0)) * int(image.get("/Height", 0))


def _name(value: object) -> str:
    return str(value) if isinstance(value, pikepdf.Name) else ""


def _written_anew(pdf: pikepdf.Pdf) -> bytes:
    """Only what the pages need, without the names of people and programs that made it."""
    for key in ("/Metadata", "/PieceInfo"):
        if key in pdf.Root:
            del pdf.Root[key]
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()
