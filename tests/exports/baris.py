"""Rows of the flat list for the tests of the exports."""

from collections.abc import Sequence
from typing import Any

from musren.exports.kolom import KOLOM_USULAN
from musren.exports.potret import Rekap

NAMES = [k.nama for k in KOLOM_USULAN]
GIVEN = {
    "kode": "99.01.01.2001-2011-001", "kecamatan": "Sukaraya", "desa": "Sukamaju",
    "kegiatan": "Drainase", "biaya": 1_000, "pemanfaat_l": 5,
}  # fmt: skip


def row(**changed: Any) -> tuple[Any, ...]:
    values = GIVEN | changed
    return tuple(values.get(name) for name in NAMES)


def total(rows: Sequence[tuple[Any, ...]]) -> Rekap:
    return Rekap(len(rows), sum(r[NAMES.index("biaya")] or 0 for r in rows))
