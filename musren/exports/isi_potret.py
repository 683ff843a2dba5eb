"""What is kept of a picture of the list: all rows and totals, as one canonical JSON text."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from musren.domain.errors import Conflict
from musren.exports.kolom import KOLOM_SKPD, KOLOM_USULAN, Baris, Kolom, Nilai
from musren.exports.potret import Hitungan, Kelompok, Rekap

VERSI = 1
_GROUPS = ("kecamatan", "sumber", "status", "skpd")

OTHER_COLUMNS = (
    "Potret ini dibuat ketika susunan kolomnya masih lain, jadi bentuk berkas yang belum pernah "
    "diunduh tidak dapat dibuat lagi. Ambil potret baru."
)


@dataclass(frozen=True, slots=True)
class Isi:
    """Everything the files of a picture are made from, and nothing that changes afterwards."""

    baris: Sequence[Baris]
    skpd: Sequence[Baris]
    rekap: Rekap

    @property
    def sha256_baris(self) -> str:
        """The hash of the rows, as every file of the picture prints it."""
        counted = Hitungan()
        for _ in counted.over(self.baris):
            pass
        return counted.sha256


def encode(isi: Isi) -> bytes:
    """The content as bytes; equal content gives equal bytes."""
    whole: dict[str, Any] = {
        "versi": VERSI,
        "kolom": [k.nama for k in KOLOM_USULAN],
        "baris": [[_plain(v) for v in row] for row in isi.baris],
        "kolom_skpd": [k.nama for k in KOLOM_SKPD],
        "skpd": [[_plain(v) for v in row] for row in isi.skpd],
        "rekap": {"usulan": isi.rekap.usulan, "biaya": isi.rekap.biaya}
        | {name: [[g.nama, g.usulan, g.biaya] for g in getattr(isi.rekap, name)]
           for name in _GROUPS},
    }  # fmt: skip
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def decode(content: bytes) -> Isi:
    """The content of `encode`. Raises Conflict when the columns are others by now."""
    told = json.loads(content)
    names = [k.nama for k in KOLOM_USULAN], [k.nama for k in KOLOM_SKPD]
    if (told["versi"], told["kolom"], told["kolom_skpd"]) != (VERSI, *names):
        raise Conflict(OTHER_COLUMNS)
    rekap: Mapping[str, Any] = told["rekap"]
    groups = {name: [Kelompok(*one) for one in rekap[name]] for name in _GROUPS}
    return Isi(
        baris=_typed(KOLOM_USULAN, told["baris"]),
        skpd=_typed(KOLOM_SKPD, told["skpd"]),
        rekap=Rekap(rekap["usulan"], rekap["biaya"], **groups),
    )


def _typed(columns: Sequence[Kolom], rows: Iterable[Sequence[Any]]) -> list[Baris]:
    """The rows with their decimals, which JSON keeps as text."""
    decimal = [at for at, k in enumerate(columns) if k.jenis == "desimal"]
    found: list[Baris] = []
    for row in rows:
        values = list(row)
        for at in decimal:
            values[at] = None if values[at] is None else Decimal(values[at])
        found.append(tuple(values))
    return found


def _plain(value: Nilai) -> str | int | None:
    return format(value.normalize(), "f") if isinstance(value, Decimal) else value
