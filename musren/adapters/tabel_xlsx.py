"""xlsx workbooks: guarded first, then read for their values only; formulas are never computed."""

import io
import math
import threading
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

from openpyxl import load_workbook

from musren.adapters.tabel import (
    Baris,
    BrokenTable,
    Rusak,
    Sel,
    Tabel,
    TooLargeTable,
    is_blank,
    within_limits,
)
from musren.domain.errors import MusrenError

MOST_PARTS = 2_000
MOST_UNPACKED = 64 * 1024 * 1024
LAST_ROW = 50_000
LAST_COLUMN = 1_000
MOST_WALKED = 3_000_000  # cells looked at, blank ones included
MOST_TAGS = 8_000_000  # in a sheet or the shared texts: MOST_CELLS cells with a text each
MOST_OTHER_TAGS = 100_000  # in styles and all other parts, which cost the reader far more each
_LARGE_PARTS = ("xl/worksheets/", "xl/sharedStrings")
_AT_ONCE = threading.BoundedSemaphore(2)

_CHUNK = 64 * 1024
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY", b"\x00")  # a zero byte: UTF-16, which hides the others
_OVERLAP = max(map(len, _FORBIDDEN)) - 1

FORMULA = (
    "Sel ini berisi rumus yang belum dihitung. Bukalah berkas di Excel atau LibreOffice, simpan, "
    "atau ganti rumus dengan nilainya."
)
INFINITE = "Angka pada sel ini di luar jangkauan. Ketik ulang angkanya."
_TOO_INTRICATE = (
    "Susunan berkas xlsx ini terlalu rumit untuk sebuah tabel. Salin tabelnya saja, tanpa format, "
    "ke berkas baru."
)
_BROKEN = (
    "Berkas xlsx ini rusak atau bukan buku kerja. Bukalah di Excel atau LibreOffice, "
    "lalu simpan ulang sebagai xlsx."
)


def read_xlsx(data: bytes) -> Tabel:
    """The first sheet that holds anything. Raises BrokenTable or TooLargeTable."""
    try:
        with _AT_ONCE:
            guard(data)
            return _read(data)
    except MusrenError:
        raise
    except MemoryError as reason:
        raise TooLargeTable("Berkas xlsx ini terlalu besar untuk dibaca.") from reason
    except Exception as reason:  # openpyxl raises whatever a broken file provokes
        raise BrokenTable(_BROKEN) from reason


def guard(data: bytes) -> None:
    """Unpack every part once, counting, so that nothing later meets a bomb or an entity."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        names = parts.namelist()
        if len(names) > MOST_PARTS or len(names) != len(set(names)):
            raise BrokenTable(_BROKEN)
        if "xl/workbook.xml" not in names:
            raise BrokenTable(_BROKEN)
        unpacked = 0
        for info in parts.infolist():
            if info.flag_bits & 1:
                raise BrokenTable(
                    "Berkas xlsx ini dikunci dengan kata sandi. Simpanlah tanpa kata sandi."
                )
            for size in _walk(parts, info):
                unpacked += size
                if unpacked > MOST_UNPACKED:
                    raise TooLargeTable(
                        "Isi berkas xlsx ini setelah dibuka lebih dari "
                        f"{MOST_UNPACKED // 1024 // 1024} MB. Salin tabelnya saja ke berkas baru."
                    )


def _walk(parts: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[int]:
    """Sizes of the unpacked pieces; a part that lies about its size fails its checksum here."""
    tail, tags = b"", 0
    most = MOST_TAGS if info.filename.startswith(_LARGE_PARTS) else MOST_OTHER_TAGS
    markup = None
    with parts.open(info) as part:
        while chunk := part.read(_CHUNK):
            if markup is None:
                markup = _is_markup(info.filename, chunk)
            if markup:
                seen = tail + chunk
                if any(word in seen for word in _FORBIDDEN):
                    raise BrokenTable(_BROKEN)
                tail = seen[-_OVERLAP:]
                tags += chunk.count(b"<")
                if tags > most:
                    raise TooLargeTable(_TOO_INTRICATE)
            yield len(chunk)


def _is_markup(name: str, beginning: bytes) -> bool:
    """By name or by content: a sheet may hide under any name, in any encoding."""
    if name.endswith((".xml", ".rels", ".vml")):
        return True
    start = beginning.lstrip(b"\xef\xbb\xbf \t\r\n")
    return not start or start.startswith((b"<", b"\xff\xfe", b"\xfe\xff"))


def _read(data: bytes) -> Tabel:
    written = _sheets(data, values=False)
    title, rows = next(written, ("", ()))
    if not any(isinstance(cell, Rusak) for row in rows for cell in row.sel):
        return Tabel(tuple(rows), _notes(title))
    computed = next((r for name, r in _sheets(data, values=True) if name == title), ())
    known = {row.nomor: row.sel for row in computed}
    return Tabel(tuple(_with_values(row, known.get(row.nomor, ())) for row in rows), _notes(title))


def _notes(title: str) -> tuple[str, ...]:
    return (f"Dibaca dari lembar “{title}”.",) if title else ()


def _with_values(row: Baris, computed: tuple[Sel, ...]) -> Baris:
    """Each formula replaced by the value the office program last saved for it, if it did."""
    cells = list(row.sel)
    for at, cell in enumerate(cells):
        if isinstance(cell, Rusak) and at < len(computed) and not is_blank(computed[at]):
            cells[at] = computed[at]
    return Baris(row.nomor, tuple(cells))


def _sheets(data: bytes, *, values: bool) -> Iterator[tuple[str, tuple[Baris, ...]]]:
    """Name and rows of each visible sheet that is not empty."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # styles and extensions we do not read
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=values, keep_links=False)
        try:
            for sheet in book.worksheets:
                if sheet.sheet_state != "visible":
                    continue
                sheet.reset_dimensions()  # what a file says about its size is often wrong
                rows = tuple(within_limits(_rows(sheet)))
                if rows:
                    yield sheet.title, rows
        finally:
            book.close()


def _rows(sheet: Any) -> Iterator[tuple[int, tuple[Sel, ...]]]:
    walked = 0
    for number, row in enumerate(sheet.iter_rows(), 1):
        walked += len(row)
        if number > LAST_ROW or walked > MOST_WALKED:
            raise TooLargeTable(
                f"Lembar “{sheet.title}” memakai terlalu banyak baris (paling banyak {LAST_ROW}) "
                "atau sel, termasuk yang kosong. Hapuslah baris dan kolom kosong di luar tabel, "
                "lalu simpan ulang."
            )
        if len(row) > LAST_COLUMN:
            raise TooLargeTable(
                f"Baris {number} pada lembar “{sheet.title}” memakai {len(row)} kolom, termasuk"
                " yang kosong. Hapuslah kolom kosong di kanan tabel, lalu simpan ulang."
            )
        yield number, tuple(_value(cell) for cell in row)


def _value(cell: Any) -> Sel:
    if cell.data_type == "f":
        return Rusak(FORMULA)
    if cell.data_type == "e":
        return Rusak(f"Sel ini berisi galat {cell.value} dari rumus. Perbaiki rumusnya.")
    value: Sel = cell.value
    if isinstance(value, float) and not math.isfinite(value):
        return Rusak(INFINITE)
    return value
