"""CSV as offices save it: any common encoding, comma, semicolon or tab."""

import csv
import io
from collections.abc import Iterator

from musren.adapters.tabel import Baris, BrokenTable, Sel, Tabel, within_limits

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_DELIMITERS = (",", ";", "\t")
_SAMPLE_LINES = 30
_MOST_LETTERS = 131_072  # the csv module's own limit for one cell

NOT_UTF8 = (
    "Berkas tidak disimpan sebagai UTF-8, jadi dibaca sebagai Windows-1252. "
    "Periksa huruf dan tanda khusus, misalnya tanda kutip dan é."
)
ODD_QUOTES = (
    "Ada tanda kutip yang tidak lazim di dalam isian. Periksa isian yang memuat tanda kutip."
)


def read_csv(data: bytes) -> Tabel:
    """Read the table; a quote that is never closed ends it, and `galat` says where."""
    text, notes = _decode(data)
    if "\x00" in text:
        raise BrokenTable(
            "Berkas ini bukan tabel CSV karena memuat data biner. "
            "Bukalah di Excel atau LibreOffice, lalu simpan sebagai xlsx atau CSV UTF-8."
        )
    text, delimiter, skipped = _delimiter(text)
    kept: list[Baris] = []
    fault = _collect(kept, text, delimiter, skipped, strict=True)
    if fault is not None and "unexpected end" not in fault[1]:
        kept.clear()
        fault = _collect(kept, text, delimiter, skipped, strict=False)
        notes = (*notes, ODD_QUOTES)
    return Tabel(tuple(kept), notes, () if fault is None else ((fault[0], _explained(fault[1])),))


def _decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode_marked(data, encoding), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), (NOT_UTF8,)
    except UnicodeDecodeError:
        return data.decode("latin-1"), (NOT_UTF8,)


def _decode_marked(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as reason:
        raise BrokenTable(
            f"Huruf pada berkas ini rusak mulai bita ke-{reason.start + 1}. "
            "Simpan ulang dari Excel atau LibreOffice sebagai xlsx atau CSV UTF-8."
        ) from reason


def _delimiter(text: str) -> tuple[str, str, int]:
    """The text, its delimiter, and how many lines before the table are not part of it."""
    first, _, rest = text.partition("\n")
    told = first.strip().strip('"').casefold()
    if told.startswith("sep=") and len(told) == len("sep=,"):
        return rest, told[-1], 1
    sample = "\n".join(text.splitlines()[:_SAMPLE_LINES])
    return text, max(_DELIMITERS, key=lambda d: _evenness(sample, d)), 0


def _evenness(sample: str, delimiter: str) -> tuple[int, int, int]:
    """How many rows agree on a width above one, whether every quote fits, and that width."""
    widths, fits = _widths(sample, delimiter, strict=True), 1
    if widths is None:
        widths, fits = _widths(sample, delimiter, strict=False) or [], 0
    wide = [w for w in widths if w > 1]
    if not wide:
        return (0, 0, 0)
    usual = max(set(wide), key=lambda w: (wide.count(w), w))
    return (wide.count(usual), fits, usual)


def _widths(sample: str, delimiter: str, *, strict: bool) -> list[int] | None:
    source = io.StringIO(sample, newline="")
    try:
        return [len(row) for row in csv.reader(source, delimiter=delimiter, strict=strict) if row]
    except csv.Error:
        return None


def _collect(
    kept: list[Baris], text: str, delimiter: str, skipped: int, *, strict: bool
) -> tuple[int, str] | None:
    """Fill `kept`; gives the row and the reason when the text cannot be read to its end."""
    read = skipped

    def rows() -> Iterator[tuple[int, tuple[Sel, ...]]]:
        nonlocal read
        source = io.StringIO(text, newline="")
        for number, row in enumerate(
            csv.reader(source, delimiter=delimiter, strict=strict), skipped + 1
        ):
            read = number
            yield number, tuple(row)

    try:
        kept.extend(within_limits(rows()))
    except csv.Error as reason:
        return read + 1, str(reason)
    return None


def _explained(reason: str) -> str:
    if "field limit" in reason:
        return (
            f"Satu isian lebih dari {_MOST_LETTERS} huruf; biasanya tanda kutip tidak ditutup. "
            "Baris ini dan sesudahnya tidak terbaca. Perbaiki tanda kutipnya, lalu impor lagi."
        )
    return (
        "Tanda kutip pada baris ini tidak ditutup, jadi baris ini dan sesudahnya tidak terbaca. "
        "Tutuplah tanda kutipnya, lalu impor lagi; baris yang sudah masuk tidak menjadi ganda."
    )
