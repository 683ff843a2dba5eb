"""Taking a village's own table in: good rows are stored once, the others are told."""

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from musren.adapters.tabel import Tabel
from musren.domain import teks
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import RegionCode
from musren.integration.tahapan import StatusUsulan
from musren.models.tahun import Tahun
from musren.models.usulan import RiwayatStatus, Usulan, UsulanDana
from musren.services import jejak
from musren.services.impor_baris import UNFILLED, Galat, Pembaca, Terbaca
from musren.services.impor_judul import Judul, find_headings
from musren.services.impor_sumber import (
    Kamus,
    SumberAsing,
    dictionary,
    map_source,
    unknown_sources,
)
from musren.services.tahun import profile_of
from musren.services.usulan import code_of, next_number
from musren.services.wilayah import lock_place

__all__ = [
    "RKP",
    "Galat",
    "Hasil",
    "Kurang",
    "Sasaran",
    "SumberAsing",
    "import_usulan",
    "map_source",
    "unknown_sources",
]


@dataclass(frozen=True, slots=True)
class Kurang:
    """A row that was accepted although something is missing."""

    row: int
    fields: tuple[str, ...]


@dataclass(slots=True)
class Hasil:
    """What came of an import. `sum` and `by_source` are whole rupiah over the good rows."""

    rows: int
    taken: int = 0
    errors: list[Galat] = field(default_factory=list)
    lacking: list[Kurang] = field(default_factory=list)
    sum: int = 0
    by_source: dict[str, int] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def incomplete(self) -> int:
        return len(self.lacking)

    def as_json(self) -> dict[str, Any]:
        """The contract of `musren import usulan --json`."""
        return {
            "rows": self.rows,
            "taken": self.taken,
            "incomplete": self.incomplete,
            "errors": [e.as_json() for e in self.errors],
            "sum": self.sum,
            "by_source": self.by_source,
        }


Keyed = list[tuple[str, Terbaca]]
"""Rows with the keys they are known by for ever."""


@dataclass(frozen=True, kw_only=True)
class Sasaran:
    """The plan rows are taken into: how its keys begin, which are known, how rows are stored.

    `simpan` is called with the lock of the village held; `awalan` with year and village.
    """

    awalan: Callable[[Tahun, RegionCode], str]
    dikenal: Callable[[Session, str], set[str]]
    simpan: Callable[[Session, Act, Tahun, RegionCode, Keyed, str], None]
    tindakan: str


def import_usulan(  # noqa: PLR0913
    session: Session, act: Act, year: Tahun, desa: RegionCode, table: Tabel, *, nama_berkas: str,
    sasaran: Sasaran | None = None,
) -> Hasil:  # fmt: skip
    """Store every good row as a proposal of this village; the same rows again change nothing.

    `sasaran` is the plan they are meant for; without one the RKP-Desa of the year.

    Raises Invalid when the headings cannot be understood; a bad row is no exception but an
    entry of `errors`.
    """
    nama_berkas = teks.clean(nama_berkas[:200])
    headings, rows = find_headings(table, profile_of(year))
    reader = Pembaca(headings, profile_of(year))
    read = [reader.read(row) for row in rows]
    result = _result(table, headings, read)
    good = [row for row in read if not row.galat]
    lock_place(session, desa)
    goal = sasaran or RKP
    fresh = _unknown(session, goal, goal.awalan(year, desa), good)
    if fresh:
        goal.simpan(session, act, year, desa, fresh, nama_berkas)
        result.taken = len(fresh)
        jejak.record(
            session, act, goal.tindakan, f"tahun:{year.id}", place=desa, hak=Hak.ISI_DESA,
            rincian={
                "berkas": nama_berkas, "baris": result.rows, "diambil": result.taken,
                "galat": len(result.errors), "jumlah": result.sum,
            },
        )  # fmt: skip
    return result


def _result(table: Tabel, headings: Judul, read: list[Terbaca]) -> Hasil:
    result = Hasil(
        rows=len(read) + len(table.galat),
        columns={name: headings.nama[at] for name, at in headings.letak.items()},
        notes=table.catatan,
    )
    for row in read:
        if row.galat:
            result.errors.extend(row.galat)
            continue
        if row.kurang:
            result.lacking.append(Kurang(row.nomor, row.kurang))
        result.sum += row.nilai["biaya"] or 0
        for share in row.dana:
            name = share.rincian or UNFILLED
            result.by_source[name] = result.by_source.get(name, 0) + (share.jumlah or 0)
    result.errors.extend(Galat(number, "", message) for number, message in table.galat)
    return result


def _unknown(session: Session, goal: Sasaran, awalan: str, good: list[Terbaca]) -> Keyed:
    """The rows not stored yet, each with its key; equal rows of a file are told apart by count."""
    seen: Counter[str] = Counter()
    keyed = []
    for row in good:
        seen[row.sidik] += 1
        content = hashlib.sha256(f"{row.sidik}:{seen[row.sidik]}".encode()).hexdigest()
        keyed.append((awalan + content, row))
    known = goal.dikenal(session, awalan)
    return [(key, row) for key, row in keyed if key not in known]


def _known(session: Session, awalan: str) -> set[str]:
    """The keys of proposals taken in before."""
    return set(
        session.scalars(
            select(Usulan.kunci).where(Usulan.kunci.startswith(awalan, autoescape=True))
        )
    )


def _store(
    session: Session, act: Act, year: Tahun, desa: RegionCode, fresh: Keyed, nama_berkas: str
) -> None:  # fmt: skip
    """Plain inserts, thousands of rows in a few statements."""
    session.flush()
    first = next_number(session, year, desa)
    common = {
        "tahun_id": year.id, "desa_kode": str(desa), "dibuat": act.pada, "diubah": act.pada,
        "versi": 1,
    }  # fmt: skip
    rows = [
        {
            **row.nilai, **common, "kunci": key, "nomor_urut": number,
            "kode": code_of(desa, year.tahun, number), "status": _status(row).value,
            "berkas_asal": {"berkas": nama_berkas, "baris": row.nomor, "isi": row.asal},
        }
        for number, (key, row) in enumerate(fresh, first)
    ]  # fmt: skip
    session.execute(insert(Usulan), rows)
    ids = _ids(session, year, desa, first)
    words = dictionary(session, year, desa)
    shares = [
        share
        for number, (_, row) in enumerate(fresh, first)
        for share in _shares(ids[number], row, words)
    ]
    if shares:
        session.execute(insert(UsulanDana), shares)
    role = act.oleh.role_for(Hak.ISI_DESA, desa)
    session.execute(
        insert(RiwayatStatus),
        [
            {
                "usulan_id": ids[number], "dari": "", "ke": _status(row).value,
                "pelaku_id": act.oleh.id or None, "peran": role.value if role else "",
                "alasan": f"Impor {nama_berkas} baris {row.nomor}", "pada": act.pada,
            }
            for number, (_, row) in enumerate(fresh, first)
        ],
    )  # fmt: skip


def _ids(session: Session, year: Tahun, desa: RegionCode, first: int) -> dict[int, int]:
    found = session.execute(
        select(Usulan.nomor_urut, Usulan.id).where(
            Usulan.tahun_id == year.id, Usulan.desa_kode == str(desa), Usulan.nomor_urut >= first
        )
    )
    return {row.nomor_urut: row.id for row in found}


def _status(row: Terbaca) -> StatusUsulan:
    return StatusUsulan.BELUM_LENGKAP if row.kurang else StatusUsulan.DIAJUKAN


def _shares(usulan_id: int, row: Terbaca, words: Kamus) -> list[dict[str, Any]]:
    return [
        {
            "usulan_id": usulan_id, "urutan": number, "sumber": words.category(share.rincian),
            "rincian": share.rincian, "jumlah": share.jumlah,
        }
        for number, share in enumerate(row.dana, 1)
    ]  # fmt: skip


RKP = Sasaran(
    awalan=lambda year, desa: f"impor:{year.id}:{desa}:", dikenal=_known, simpan=_store,
    tindakan="impor_usulan",
)  # fmt: skip
"""The yearly plan: rows become proposals for the Musrenbangdes of the year."""
