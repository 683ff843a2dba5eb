"""Tables that offices hand in, CSV or xlsx, as rows of plain cells with their row numbers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from musren.domain.bahasa import jam, tanggal
from musren.domain.errors import Invalid, TooLarge

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_CELLS = 1_000_000


class BrokenTable(Invalid):
    """The file is no table this program can read."""

    code = "berkas_tabel_rusak"


class TooLargeTable(TooLarge):
    """More bytes, rows or columns than one file may have."""

    code = "berkas_tabel_terlalu_besar"


@dataclass(frozen=True, slots=True)
class Rusak:
    """A cell without a usable value; `sebab` tells the clerk in Indonesian why."""

    sebab: str


Sel = str | int | float | Decimal | date | time | timedelta | bool | Rusak | None


@dataclass(frozen=True, slots=True)
class Baris:
    """One row that is not blank; `nomor` is its row in the file, the first row being 1."""

    nomor: int
    sel: tuple[Sel, ...]


@dataclass(frozen=True, slots=True)
class Tabel:
    """The rows of a file. `catatan` says what was guessed; `galat` is where reading had to stop."""

    baris: tuple[Baris, ...]
    catatan: tuple[str, ...] = ()
    galat: tuple[tuple[int, str], ...] = field(default=())


def is_blank(value: Sel) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def as_text(value: Sel) -> str:
    """The cell as a clerk would type it; what is broken has no text."""
    if value is None or isinstance(value, Rusak):
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, int | float | Decimal):
        return _figure(value)
    return _moment(value)


def _figure(value: float | Decimal) -> str:
    return str(int(value)) if value == int(value) else str(value)


def _moment(value: date | time | timedelta) -> str:
    if isinstance(value, datetime):
        day = tanggal(value.date())
        return day if value.time() == time() else f"{day} {jam(value.time())}"
    if isinstance(value, date):
        return tanggal(value)
    return jam(value) if isinstance(value, time) else str(value)


def trimmed(cells: tuple[Sel, ...]) -> tuple[Sel, ...]:
    """The cells without the blank ones at the end."""
    last = len(cells)
    while last and is_blank(cells[last - 1]):
        last -= 1
    return cells[:last]


def within_limits(rows: Iterator[tuple[int, tuple[Sel, ...]]]) -> Iterator[Baris]:
    """Give the rows that are not blank. Raises TooLargeTable past the limits."""
    taken = cells_seen = 0
    for number, cells in rows:
        kept = trimmed(cells)
        if not kept:
            continue
        taken += 1
        cells_seen += len(kept)
        if taken > MOST_ROWS + 1 or cells_seen > MOST_CELLS:  # one row more for the headings
            raise TooLargeTable(
                f"Tabel lebih dari {MOST_ROWS} baris atau {MOST_CELLS} isian. "
                "Bagilah menjadi beberapa berkas."
            )
        if len(kept) > MOST_COLUMNS:
            raise TooLargeTable(
                f"Baris {number} memakai {len(kept)} kolom; paling banyak {MOST_COLUMNS}. "
                "Hapuslah kolom yang tidak diperlukan."
            )
        yield Baris(number, kept)
