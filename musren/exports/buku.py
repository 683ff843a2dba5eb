"""The workbook for Bappeda: control totals, all rows, one sheet per SKPD and per kecamatan."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from musren.exports.kolom import KOLOM_SKPD, KOLOM_USULAN, LETAK_BIAYA, LETAK_PAGU, Baris, Kolom
from musren.exports.lembar import (
    CellRefused,
    Names,
    Rentang,
    book,
    head,
    page,
    put,
    put_rows,
    put_sum,
    styles_of,
)
from musren.exports.potret import Hitungan, Kelompok, Potret, Rekap, reconcile
from musren.exports.ringkasan import Hasil, Ringkasan, merged, same

__all__ = ["CellRefused", "workbook"]

FLAT_PAGES = 3
"""So many sheets side by side carry the columns of the flat list at a size that can be read."""

ALL, SUMMARY, DICTIONARY = "Semua usulan", "Ringkasan", "Kamus data"
NO_SKPD = "SKPD belum ditentukan"
_SKPD_AT = next(at for at, k in enumerate(KOLOM_SKPD) if k.nama == "skpd")
_KECAMATAN_AT = next(at for at, k in enumerate(KOLOM_USULAN) if k.nama == "kecamatan")


class _Buku:
    """A workbook in the making: its sheets, their names and what they hold."""

    def __init__(self, made: Any, potret: Potret) -> None:
        self.made, self.potret, self.styles = made, potret, styles_of(made)
        self.names = Names()

    def sheet(self, wanted: str) -> tuple[str, Any]:
        name = self.names.give(wanted)
        return name, self.made.add_worksheet(name)

    def flat(self, title: str, nama: str, rows: Iterable[Baris], sheet: Any) -> Hasil:
        """The columns of the flat list."""
        page(sheet, self.potret, 0, wide=FLAT_PAGES)
        head(sheet, self.styles, 0, KOLOM_USULAN)
        sheet.repeat_columns(0)
        sheet.freeze_panes(1, 1)
        counted = Hitungan()
        end = put_rows(sheet, self.styles, 1, KOLOM_USULAN, counted.over(rows))
        sheet.autofilter(0, 0, end - 1, len(KOLOM_USULAN) - 1)
        return Hasil(
            nama, counted.usulan, counted.biaya,
            hitung=Rentang(title, 0, 1, end - 1), jumlah=Rentang(title, LETAK_BIAYA, 1, end - 1),
        )  # fmt: skip

    def agency(self, nama: str, rows: Sequence[Baris]) -> Hasil:
        """The ten columns of one SKPD, numbered, with their total."""
        title, sheet = self.sheet(f"SKPD {nama}")
        page(sheet, self.potret, 1)
        head(sheet, self.styles, 0, KOLOM_SKPD)
        for col in range(len(KOLOM_SKPD)):
            sheet.write_string(1, col, f"({col + 1})", self.styles.head)
        end = put_rows(sheet, self.styles, 2, KOLOM_SKPD, rows)
        amount = sum(cost for row in rows if isinstance(cost := row[LETAK_PAGU], int))
        made = Hasil(
            nama, len(rows), amount,
            hitung=Rentang(title, 0, 2, end - 1), jumlah=Rentang(title, LETAK_PAGU, 2, end - 1),
        )  # fmt: skip
        self._total(sheet, end, made)
        sheet.autofilter(1, 0, end - 1, len(KOLOM_SKPD) - 1)
        return made

    def _total(self, sheet: Any, at: int, made: Hasil) -> None:
        for col in range(len(KOLOM_SKPD)):
            put(sheet, at, col, "Jumlah" if col == 0 else None, self.styles.total)
        formula = f"SUM({made.jumlah.alamat})"
        put_sum(sheet, (at, LETAK_PAGU), formula, made.biaya, self.styles.total_rupiah)


def workbook(
    potret: Potret, rows: Iterable[Baris], skpd_rows: Iterable[Baris], rekap: Rekap
) -> bytes:
    """Bytes of the xlsx; the same arguments give the same bytes.

    `rows` follow KOLOM_USULAN, `skpd_rows` follow KOLOM_SKPD. Raises RowsDiffer when the rows do
    not add up to `rekap`, in all or on one of the sheets.
    """
    out = io.BytesIO()
    listed, agreed = list(rows), list(skpd_rows)
    counted = Hitungan()
    for _ in counted.over(listed):
        pass
    reconcile(counted, rekap)
    with book(out) as made:
        made.set_properties(
            {
                "title": f"Usulan {potret.kabupaten} {potret.tahun}",
                "comments": f"{potret.kode} SHA-256 {counted.sha256}".strip(),
                "created": potret.pada.replace(tzinfo=None),
            }
        )
        _sheets(_Buku(made, potret), listed, agreed, rekap, counted)
    return out.getvalue()


def _sheets(
    buku: _Buku, rows: list[Baris], skpd_rows: list[Baris], rekap: Rekap, counted: Hitungan
) -> None:
    _, summary = buku.sheet(SUMMARY)
    name, sheet = buku.sheet(ALL)
    whole = buku.flat(name, ALL, rows, sheet)
    skpd = [buku.agency(nama, own) for nama, own in _grouped(skpd_rows, _SKPD_AT, NO_SKPD).items()]
    kecamatan = []
    for nama, own in _grouped(rows, _KECAMATAN_AT, "Kecamatan tanpa nama").items():
        name, sheet = buku.sheet(f"Kec {nama}")
        kecamatan.append(buku.flat(name, nama, own, sheet))
    _summary(Ringkasan(summary, buku.styles, buku.potret, counted), rekap, whole, skpd, kecamatan)
    _dictionary(buku)


def _grouped(rows: Iterable[Baris], at: int, nameless: str) -> dict[str, list[Baris]]:
    found: dict[str, list[Baris]] = {}
    for row in rows:
        found.setdefault(str(row[at] or nameless), []).append(row)
    return found


def _summary(
    sheet: Ringkasan, rekap: Rekap, whole: Hasil, skpd: list[Hasil], kecamatan: list[Hasil]
) -> None:
    places, agencies = merged(rekap.kecamatan), merged(rekap.skpd)
    sheet.checked("Angka kendali", [Kelompok(ALL, rekap.usulan, rekap.biaya)], [whole])
    if places:
        same(places, kecamatan)
        sheet.checked("Per kecamatan", places, kecamatan)
    if agencies:
        same(agencies, skpd)
        sheet.checked("Per SKPD (disepakati kecamatan untuk APBD)", agencies, skpd)
    sheet.verdict()
    sheet.at += 1
    sheet.plain("Per sumber dana (bagian biaya)", rekap.sumber)
    sheet.plain("Per status", rekap.status)


def _dictionary(buku: _Buku) -> None:
    """Every column of the lists, what it means and what it holds."""
    _, sheet = buku.sheet(DICTIONARY)
    page(sheet, buku.potret, 0, landscape=False)
    for col, (text, wide) in enumerate(
        (("Daftar", 18), ("Nama", 22), ("Judul", 28), ("Jenis", 10), ("Penjelasan", 80))
    ):
        sheet.set_column(col, col, wide)
        sheet.write_string(0, col, text, buku.styles.head)
    lists: tuple[tuple[str, Sequence[Kolom]], ...] = (
        ("Semua usulan", KOLOM_USULAN), ("Per SKPD", KOLOM_SKPD),
    )  # fmt: skip
    told = [(daftar, k) for daftar, columns in lists for k in columns]
    for at, (daftar, k) in enumerate(told, 1):
        for col, text in enumerate((daftar, k.nama, k.judul, k.jenis, k.penjelasan)):
            put(sheet, at, col, text, buku.styles.cell["teks"])
