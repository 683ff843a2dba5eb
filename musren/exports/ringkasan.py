"""The first sheet of the workbook: what it is a picture of, and control totals that compute."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from musren.exports.lembar import Rentang, Styles, page, put, put_sum
from musren.exports.potret import Hitungan, Kelompok, Potret, RowsDiffer

HEADS = (
    "Rekap", "Usulan menurut basis data", "Rupiah menurut basis data", "Usulan menurut lembar",
    "Rupiah menurut lembar", "Selisih usulan", "Selisih rupiah",
)  # fmt: skip
_WIDTHS = (44, 16, 22, 16, 22, 12, 18)
AGREES, DIFFERS = "Semua selisih nol", "Ada selisih"


@dataclass(frozen=True, slots=True)
class Hasil:
    """What one sheet holds: rows and rupiah, and the cells they are counted in."""

    nama: str
    usulan: int
    biaya: int
    hitung: Rentang
    jumlah: Rentang


def same(groups: Sequence[Kelompok], sheets: Sequence[Hasil]) -> None:
    """Refuse a workbook one of whose sheets does not hold what the database counted."""
    counted = {one.nama: (one.usulan, one.biaya) for one in sheets}
    if {g.nama: (g.usulan, g.biaya) for g in groups} != counted:
        raise RowsDiffer("Daftar berubah selagi disusun. Unduh sekali lagi.")


def merged(groups: Sequence[Kelompok]) -> list[Kelompok]:
    """Groups of one name as one, in the order they came."""
    found: dict[str, tuple[int, int]] = {}
    for one in groups:
        had = found.get(one.nama, (0, 0))
        found[one.nama] = (had[0] + one.usulan, had[1] + one.biaya)
    return [Kelompok(name, count, cost) for name, (count, cost) in found.items()]


class Ringkasan:
    """Writes the sheet from top to bottom."""

    def __init__(self, sheet: Any, styles: Styles, potret: Potret, counted: Hitungan) -> None:
        self.sheet, self.styles, self.at = sheet, styles, 0
        self._about(potret, counted)
        page(sheet, potret, self.at)
        for col, (text, wide) in enumerate(zip(HEADS, _WIDTHS, strict=True)):
            sheet.set_column(col, col, wide)
            sheet.write_string(self.at, col, text, styles.head)
        self.at += 1
        self.first = self.at

    def _about(self, potret: Potret, counted: Hitungan) -> None:
        facts = (
            ("Kode potret", potret.kode or "tanpa potret"),
            ("Saat dibuat", f"{potret.pada:%d-%m-%Y %H:%M:%S %Z}"),
            *((f"Saringan: {name}", value) for name, value in potret.saring.items()),
            ("Jumlah usulan", str(counted.usulan)),
            ("Jumlah biaya (Rp)", str(counted.biaya)),
            ("SHA-256 baris", counted.sha256),
        )
        title = f"Usulan {potret.kabupaten} tahun {potret.tahun}"
        self.sheet.write_string(0, 0, title, self.styles.title)
        for self.at, (name, value) in enumerate(facts, 1):
            put(self.sheet, self.at, 0, name, self.styles.cell["teks"])
            put(self.sheet, self.at, 1, value, self.styles.cell["teks"])
        self.at += 2

    def _title(self, text: str) -> None:
        for col in range(len(HEADS)):
            put(self.sheet, self.at, col, text if col == 0 else None, self.styles.group)
        self.at += 1

    def checked(self, title: str, groups: Sequence[Kelompok], sheets: Sequence[Hasil]) -> None:
        """A line for each group: the database beside the sheet, and their difference."""
        by_name = {one.nama: one for one in sheets}
        self._title(title)
        start = self.at
        for group in groups:
            self._stored(group)
            self._counted(by_name[group.nama])
            self.at += 1
        if len(groups) > 1:
            self._sums(start, groups, wide=True)
        self.at += 1

    def plain(self, title: str, groups: Sequence[Kelompok]) -> None:
        """What the database counts by something that has no sheet of its own."""
        self._title(title)
        start = self.at
        for group in groups:
            self._stored(group)
            self.at += 1
        self._sums(start, groups, wide=False)
        self.at += 1

    def _stored(self, group: Kelompok) -> None:
        put(self.sheet, self.at, 0, group.nama, self.styles.cell["teks"])
        put(self.sheet, self.at, 1, group.usulan, self.styles.cell["bulat"])
        put(self.sheet, self.at, 2, group.biaya, self.styles.cell["rupiah"])

    def _counted(self, one: Hasil) -> None:
        number, line = self.styles.cell["rupiah"], self.at + 1
        put_sum(self.sheet, (self.at, 3), f"COUNTA({one.hitung.alamat})", one.usulan, number)
        put_sum(self.sheet, (self.at, 4), f"SUM({one.jumlah.alamat})", one.biaya, number)
        put_sum(self.sheet, (self.at, 5), f"D{line}-B{line}", 0, number)
        put_sum(self.sheet, (self.at, 6), f"E{line}-C{line}", 0, number)

    def _sums(self, start: int, groups: Sequence[Kelompok], *, wide: bool) -> None:
        usulan, biaya = sum(g.usulan for g in groups), sum(g.biaya for g in groups)
        values = (usulan, biaya, usulan, biaya, 0, 0) if wide else (usulan, biaya)
        put(self.sheet, self.at, 0, "Jumlah", self.styles.total)
        for col, value in enumerate(values, 1):
            letter = "ABCDEFG"[col]
            formula = f"SUM({letter}{start + 1}:{letter}{max(start + 1, self.at)})"
            put_sum(self.sheet, (self.at, col), formula, value, self.styles.total_rupiah)
        self.at += 1

    def verdict(self) -> None:
        """One line that says whether every difference above is zero."""
        cells = f"F{self.first + 1}:G{max(self.first + 1, self.at)}"
        test = f'AND(COUNTIF({cells},">0")=0,COUNTIF({cells},"<0")=0)'
        put(self.sheet, self.at, 0, "Pemeriksaan", self.styles.total)
        formula = f'=IF({test},"{AGREES}","{DIFFERS}")'
        self.sheet.write_formula(self.at, 1, formula, self.styles.total, AGREES)
        self.at += 1
