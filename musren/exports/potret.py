"""What an export says about itself: its filters, moment, totals and the hash of its rows."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from musren.domain.errors import Conflict
from musren.domain.rupiah import format_rupiah
from musren.exports.kolom import LETAK_BIAYA, Baris, Nilai


@dataclass(frozen=True, slots=True)
class Potret:
    """Of which list an export is the picture; `pada` is an aware moment.

    `kode` names the kept picture the export is made from; empty when none is kept.
    """

    kabupaten: str
    tahun: int
    saring: Mapping[str, str]
    pada: datetime
    kode: str = ""


@dataclass(frozen=True, slots=True)
class Kelompok:
    """One line of a recap: number of proposals and rupiah."""

    nama: str
    usulan: int
    biaya: int


@dataclass(frozen=True, slots=True)
class Rekap:
    """Totals as the database counts them, beside which the rows are checked.

    `sumber` counts shares of the cost, so a proposal with two sources stands in two lines;
    `skpd` counts what the kecamatan agreed on for APBD, with the agreed cost.
    """

    usulan: int
    biaya: int
    kecamatan: Sequence[Kelompok] = ()
    sumber: Sequence[Kelompok] = ()
    status: Sequence[Kelompok] = ()
    skpd: Sequence[Kelompok] = ()


@dataclass(slots=True)
class Hitungan:
    """Counts rows as they pass: how many, how many rupiah, and their common hash."""

    usulan: int = 0
    biaya: int = 0
    _hash: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    def over(self, rows: Iterable[Baris]) -> Iterator[Baris]:
        for row in rows:
            self.usulan += 1
            cost = row[LETAK_BIAYA]
            self.biaya += cost if isinstance(cost, int) else 0
            self._hash.update(canonical(row))
            yield row

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()


class RowsDiffer(Conflict):
    """The rows that were written are not those the database counted a moment before."""

    code = "daftar_berubah"


def reconcile(counted: Hitungan, rekap: Rekap) -> None:
    """Refuse to hand out a list whose totals are not those of the database."""
    if (counted.usulan, counted.biaya) != (rekap.usulan, rekap.biaya):
        raise RowsDiffer(
            f"Daftar berubah selagi disusun: tertulis {counted.usulan} usulan "
            f"({format_rupiah(counted.biaya)}), tercatat {rekap.usulan} "
            f"({format_rupiah(rekap.biaya)}). Unduh sekali lagi."
        )


def canonical(row: Baris) -> bytes:
    """One row as bytes, the same for equal values whatever the format of the export."""
    return json.dumps([_plain(v) for v in row], ensure_ascii=True).encode() + b"\n"


def _plain(value: Nilai) -> str | int | None:
    return format(value.normalize(), "f") if isinstance(value, Decimal) else value
