"""Which reader a handed-in file needs is decided by its content, never by its name."""

from musren.adapters.tabel import MOST_BYTES, BrokenTable, Tabel, TooLargeTable
from musren.adapters.tabel_csv import read_csv
from musren.adapters.tabel_xlsx import read_xlsx

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_PDF = b"%PDF"


def read_table(data: bytes) -> Tabel:
    """Read a CSV or xlsx file. Raises BrokenTable or TooLargeTable with an Indonesian message."""
    if len(data) > MOST_BYTES:
        raise TooLargeTable(
            f"Berkas lebih dari {MOST_BYTES // 1024 // 1024} MB. Bagilah menjadi beberapa berkas."
        )
    if data.startswith(_OLD_OFFICE):
        raise BrokenTable(
            "Berkas ini xls lama atau dikunci dengan kata sandi. "
            "Bukalah di Excel atau LibreOffice, lalu simpan sebagai xlsx tanpa kata sandi."
        )
    if data.startswith(_PDF):
        raise BrokenTable("Berkas ini PDF. Serahkan tabel aslinya sebagai xlsx atau CSV.")
    table = read_xlsx(data) if data.startswith(_ZIP) else read_csv(data)
    if not table.baris:
        raise BrokenTable("Berkas ini tidak berisi baris. Isilah judul kolom dan datanya.")
    return table
