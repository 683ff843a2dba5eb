"""Open data: the flat list as CSV that no spreadsheet mistakes for formulas, and as JSON."""

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from musren.exports.kolom import KOLOM_USULAN, Baris, Kolom, Nilai, dictionary
from musren.exports.potret import Hitungan, Kelompok, Potret, Rekap, reconcile

_STARTS_FORMULA = frozenset("=+-@|%＝＋－＠｜％﹢﹣﹦﹪﹫")  # also full-width and small forms
LICENCE = (
    "Data terbuka: boleh dipakai, disalin, dan diolah untuk tujuan apa pun dengan menyebut "
    "sumbernya, yaitu nama kabupaten, tahun, dan kode potret. Data ini tidak memuat data pribadi."
)
"""What may be done with the list; the kabupaten may add its own rules when it publishes it."""

_BREAKS = re.compile(r"[\t\r\n]+")


def safe_text(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet would start to compute.

    Tabs and line ends become blanks; blanks in front do not hide the sign.
    """
    flat = _BREAKS.sub(" ", text)
    return f"'{flat}" if flat.strip()[:1] in _STARTS_FORMULA and flat.strip() else flat


def csv_bytes(columns: Sequence[Kolom], rows: Iterable[Baris]) -> bytes:
    """UTF-8 with a byte order mark, commas, CRLF; figures bare, text quoted."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow([safe_text(k.judul) for k in columns])
    writer.writerows([_csv_cell(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def csv_usulan(rows: Iterable[Baris], rekap: Rekap, potret: Potret | None = None) -> bytes:
    """The flat list; a kept picture adds a last column that names it, its head the rows' hash."""
    counted = Hitungan()
    listed = list(counted.over(rows))
    reconcile(counted, rekap)
    if potret is None or not potret.kode:
        return csv_bytes(KOLOM_USULAN, listed)
    told = f"Potret (SHA-256 baris {counted.sha256})"
    column = Kolom("potret", told, "teks", 20, "Kode potret daftar.")
    return csv_bytes((*KOLOM_USULAN, column), ((*row, potret.kode) for row in listed))


def json_usulan(potret: Potret, rows: Iterable[Baris], rekap: Rekap) -> bytes:
    """The list with its totals and its data dictionary."""
    counted = Hitungan()
    names = [k.nama for k in KOLOM_USULAN]
    listed = [dict(zip(names, map(_json_value, row), strict=True)) for row in counted.over(rows)]
    reconcile(counted, rekap)
    whole = {
        "kabupaten": potret.kabupaten,
        "tahun": potret.tahun,
        "pada": potret.pada.isoformat(),
        "potret": potret.kode,
        "lisensi": LICENCE,
        "saring": dict(potret.saring),
        "rows": listed,
        "totals": {
            "usulan": rekap.usulan,
            "biaya": rekap.biaya,
            "kecamatan": _groups(rekap.kecamatan),
            "sumber": _groups(rekap.sumber),
            "status": _groups(rekap.status),
            "skpd": _groups(rekap.skpd),
            "sha256": counted.sha256,
        },
        "dictionary": dictionary(KOLOM_USULAN),
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def kamus_csv() -> bytes:
    """The data dictionary of the flat list, as CSV."""
    columns = tuple(Kolom(name, name, "teks", 20, "") for name in dictionary(KOLOM_USULAN)[0])
    return csv_bytes(columns, (tuple(one.values()) for one in dictionary(KOLOM_USULAN)))


def _groups(groups: Sequence[Kelompok]) -> list[dict[str, Any]]:
    return [{"nama": g.nama, "usulan": g.usulan, "biaya": g.biaya} for g in groups]


def _csv_cell(value: Nilai) -> str | int | Decimal:
    if value is None:
        return ""
    return safe_text(value) if isinstance(value, str) else value


def _json_value(value: Nilai) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
