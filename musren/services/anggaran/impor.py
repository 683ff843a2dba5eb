"""Taking a budget in: each line once, changed lines changed, what is not clear waits for people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from musren.adapters.tabel import Tabel
from musren.domain import teks
from musren.domain.errors import Invalid
from musren.domain.peran import Act, Hak
from musren.domain.rupiah import format_rupiah
from musren.domain.wilayah import Level, RegionCode
from musren.integration.anggaran import COCOK, PARKIR
from musren.models.serapan import BarisAnggaran
from musren.models.tahun import Tahun
from musren.services import jejak
from musren.services.anggaran.baca import PembacaAnggaran, keyed, places
from musren.services.anggaran.judul import PESAN, RANKS
from musren.services.anggaran.kaitan import pair
from musren.services.impor_baris import Galat, Terbaca
from musren.services.impor_judul import Judul, find_columns
from musren.services.tahun import profile_of
from musren.services.wilayah import lock_place

APBD, APB_DESA = "apbd", "apb_desa"
JENIS: Mapping[str, str] = {APBD: "APBD", APB_DESA: "APB Desa"}
LEVEL: Mapping[str, Level] = {APBD: Level.KABUPATEN, APB_DESA: Level.DESA}
COLUMNS = (
    "kode_kegiatan", "skpd", "program", "kegiatan", "lokasi", "desa_kode", "kecamatan_kode",
    "volume", "satuan", "sumber", "pagu", "kode_usulan",
)  # fmt: skip


@dataclass(slots=True, kw_only=True)
class HasilAnggaran:
    """What came of an import; `sum` whole rupiah of all good rows."""

    rows: int
    columns: dict[str, str]
    notes: tuple[str, ...] = ()
    taken: int = 0
    changed: int = 0
    matched: int = 0
    parked: int = 0
    sum: int = 0
    errors: list[Galat] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The contract of `musren import anggaran --json`."""
        return {
            "rows": self.rows, "taken": self.taken, "changed": self.changed,
            "matched": self.matched, "parked": self.parked, "sum": self.sum,
            "errors": [one.as_json() for one in self.errors],
        }  # fmt: skip


def jenis_at(place: RegionCode) -> str:
    """The budget of a place of this level; raises Invalid where there is none."""
    found = next((jenis for jenis, level in LEVEL.items() if level is place.level), None)
    if found is None:
        raise Invalid("Anggaran hanya ada di kabupaten (APBD) dan di desa (APB Desa).")
    return found


def import_lines(
    session: Session, act: Act, year: Tahun, place: RegionCode, table: Tabel, *, nama_berkas: str
) -> HasilAnggaran:
    """Keep every good row of the budget of this place; the same rows again change nothing.

    Raises Invalid when the headings cannot be understood; a bad row is an entry of `errors`.
    """
    jenis, nama = jenis_at(place), teks.clean(nama_berkas[:200])
    headings, rows = find_columns(table, RANKS, PESAN)
    if not {"kegiatan", "pagu"} <= set(headings.letak):
        raise Invalid(PESAN)
    lock_place(session, place)
    reader = PembacaAnggaran(headings, profile_of(year), places(session, place))
    read = [reader.read(row) for row in rows]
    result = _result(table, headings, read)
    here = Anggaran(session=session, act=act, year=year, place=place, jenis=jenis, berkas=nama)
    waiting = here.take(keyed([one for one in read if not one.galat]), result)
    session.flush()
    pair(session, act, year, place, waiting)
    lines = here.known().values()
    result.matched = sum(one.keadaan == COCOK for one in lines)
    result.parked = sum(one.keadaan == PARKIR for one in lines)
    if result.taken or result.changed:
        told = {**result.as_json(), "errors": len(result.errors), "berkas": nama}
        jejak.record(
            session, act, "impor_anggaran", f"tahun:{year.id}", place=place,
            hak=Hak.ISI_ANGGARAN, rincian=told,
        )  # fmt: skip
    return result


def _result(table: Tabel, headings: Judul, read: Sequence[Terbaca]) -> HasilAnggaran:
    result = HasilAnggaran(
        rows=len(read) + len(table.galat), notes=table.catatan,
        columns={name: headings.nama[at] for name, at in headings.letak.items()},
    )  # fmt: skip
    for row in read:
        result.errors.extend(row.galat)
        result.sum += 0 if row.galat else row.nilai["pagu"]
    result.errors.extend(Galat(number, "", message) for number, message in table.galat)
    return result


@dataclass(frozen=True, kw_only=True)
class Anggaran:
    """The budget of one place and year, and who changes it now."""

    session: Session
    act: Act
    year: Tahun
    place: RegionCode
    jenis: str
    berkas: str = ""

    def known(self) -> dict[str, BarisAnggaran]:
        found = self.session.scalars(
            select(BarisAnggaran)
            .where(
                BarisAnggaran.tahun_id == self.year.id,
                BarisAnggaran.wilayah_kode == str(self.place), BarisAnggaran.jenis == self.jenis,
            )
            .options(selectinload(BarisAnggaran.serapan))
        )  # fmt: skip
        return {one.kunci: one for one in found}

    def take(
        self, rows: Sequence[tuple[str, Terbaca]], result: HasilAnggaran
    ) -> list[BarisAnggaran]:
        """Add the new lines and change the others; returns those whose proposal is wanted."""
        known, waiting = self.known(), []
        for kunci, row in rows:
            line = known.get(kunci)
            if line is None:
                line = self.add(kunci, row.nilai, row.nomor)
                result.taken += 1
            elif message := unshrinkable(line, row.nilai["pagu"]):
                result.errors.append(Galat(row.nomor, "pagu", message))
                result.sum -= row.nilai["pagu"]
                continue
            elif self.change(line, row.nilai):
                line.berkas, line.nomor_baris = self.berkas, row.nomor
                result.changed += 1
            if line.keadaan == PARKIR and not line.serapan:
                waiting.append(line)
        return waiting

    def add(self, kunci: str, values: Mapping[str, Any], nomor: int | None) -> BarisAnggaran:
        made = BarisAnggaran(
            tahun_id=self.year.id, wilayah_kode=str(self.place), jenis=self.jenis, kunci=kunci,
            berkas=self.berkas, nomor_baris=nomor, keadaan=PARKIR, dibuat=self.act.pada,
            **{name: values[name] for name in COLUMNS},
        )  # fmt: skip
        made.serapan = []
        self.session.add(made)
        return made

    def change(self, line: BarisAnggaran, values: Mapping[str, Any]) -> bool:
        """Take over what differs, with a trace; its shares stay. Whether anything differed."""
        before = {name: getattr(line, name) for name in COLUMNS}
        differs = [name for name in COLUMNS if before[name] != values[name]]
        for name in differs:
            setattr(line, name, values[name])
        if "pagu" in differs and _whole_line(line, before["pagu"]):
            line.serapan[0].jumlah = line.pagu
        if differs:
            jejak.record(
                self.session, self.act, "ubah_baris_anggaran", f"baris_anggaran:{line.id}",
                place=self.place, hak=Hak.ISI_ANGGARAN,
                rincian={n: [str(before[n] or ""), str(values[n] or "")] for n in differs},
            )  # fmt: skip
        return bool(differs)


def _whole_line(line: BarisAnggaran, pagu: int) -> bool:
    """Whether one proposal gets all of it without a person having said how much."""
    shares = line.serapan
    return len(shares) == 1 and shares[0].cara != "tangan" and shares[0].jumlah == pagu


def unshrinkable(line: BarisAnggaran, pagu: int) -> str:
    """Why the line cannot become so small; empty when it can."""
    shared = sum(one.jumlah for one in line.serapan)
    if pagu >= shared or _whole_line(line, line.pagu):
        return ""
    return (
        f"Pagu baru {format_rupiah(pagu)} kurang dari yang sudah dibagi {format_rupiah(shared)}. "
        "Kurangi dahulu pembagiannya pada halaman baris itu, lalu impor lagi."
    )
