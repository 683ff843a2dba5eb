"""Facts of the RPJM-Desa tables: forms F1 to F6, the Matrik, and its yearly variant."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from musren.papers.contracts.parts import (
    PESAN,
    Fakta,
    NaskahBertanggal,
    Penandatangan,
    bagian,
    baris,
    bilangan,
    bilangan_opsional,
    same_sums,
    tahun,
    tanggal_opsional,
    teks,
    teks_opsional,
)
from musren.papers.contracts.pkd import (
    BANYAK_KRITERIA_MASALAH,
    Dinilai,
    berperingkat,
    bilangan_sederet,
    kriteria,
)

SUMBER = ("apbn", "apbd_provinsi", "apbd_kabupaten", "apb_desa", "pihak_ketiga", "swadaya")
PERIODE = (5, 6)  # as many year columns as there are drawn tables for; the Panduan's period is 5


class _Periode(NaskahBertanggal):
    """A table of one plan period, both years included (Panduan I.C.8)."""

    periode_awal = tahun()
    periode_akhir = tahun()

    @validates_schema
    def _ends_after_it_begins(self, data: Mapping[str, Any], **_: Any) -> None:
        if data["periode_akhir"] < data["periode_awal"]:
            raise ValidationError({"periode_akhir": ["Akhir periode mendahului awalnya."]})


class KegiatanProgram(Fakta):
    """A row of F1, F2 or F3 (layout A, fourteen columns)."""

    kegiatan = teks()
    tujuan = teks_opsional()
    lokasi = teks_opsional()
    sasaran = teks_opsional()
    target = teks_opsional()
    sifat = teks_opsional()
    waktu = teks_opsional()
    biaya = bilangan_opsional()
    sumber = teks_opsional()
    keterangan = teks_opsional()


class KegiatanRPJM(Fakta):
    """A row of F4, the Matrik RPJM-Desa (layout B, thirteen columns)."""

    kegiatan = teks()
    lokasi = teks_opsional()
    sifat = teks_opsional()
    sasaran = teks_opsional()
    waktu = teks_opsional()
    biaya = bilangan_opsional()
    sumber = teks_opsional()
    keterangan = teks_opsional()


class _Berjumlah(Fakta):
    """Rows with their total in whole rupiah; `tanpa_biaya` counts rows without a cost."""

    jumlah = bilangan()
    tanpa_biaya = bilangan()

    @validates_schema
    def _total_is_true(self, data: Mapping[str, Any], **_: Any) -> None:
        rows = data["baris"]
        if sum(row["biaya"] or 0 for row in rows) != data["jumlah"]:
            raise ValidationError({"jumlah": ["Jumlah ini tidak sama dengan jumlah barisnya."]})
        if sum(row["biaya"] is None for row in rows) != data["tanpa_biaya"]:
            raise ValidationError({"tanpa_biaya": ["Banyaknya tidak sama dengan baris."]})


class DaftarProgram(_Berjumlah):
    baris = baris(KegiatanProgram)


class BidangRPJM(_Berjumlah):
    """The rows of one bidang, in the order of the profile's bidang."""

    bidang = teks()
    baris = baris(KegiatanRPJM)


class Matrik(Fakta):
    """The Matrik RPJM-Desa: bidang by bidang, with subtotals and the grand total."""

    kelompok = baris(BidangRPJM)
    jumlah = bilangan()
    tanpa_biaya = bilangan()

    @validates_schema
    def _totals_are_true(self, data: Mapping[str, Any], **_: Any) -> None:
        for name in ("jumlah", "tanpa_biaya"):
            if sum(group[name] for group in data["kelompok"]) != data[name]:
                raise ValidationError({name: ["Jumlah ini tidak sama dengan jumlah bidang."]})


class UsulanDinilai(Dinilai):
    """A row of F5: a proposal (or its problem) with its scores."""

    masalah = teks()
    skor = bilangan_sederet(BANYAK_KRITERIA_MASALAH)
    keterangan = teks_opsional()


class Indikasi(Fakta):
    """A row of F6; `keterangan` names the source of funds."""

    kegiatan = teks()
    lokasi = teks_opsional()
    sasaran = teks_opsional()
    keterangan = teks_opsional()


class PenandatanganRPJM(Fakta):
    """Kepala Desa and, on F1 to F4, the LPMD (Permendagri 66/2007)."""

    kepala_desa = bagian(Penandatangan)
    lpmd = bagian(Penandatangan)


class FormulirRPJM(_Periode):
    """The six RPJM-Desa forms of the Permendagri 66/2007 era (pnpm.md 3.3)."""

    swadaya = bagian(DaftarProgram)
    ada_dana = bagian(DaftarProgram)
    paduan = bagian(DaftarProgram)
    matrik = bagian(Matrik)
    kriteria_masalah = kriteria(BANYAK_KRITERIA_MASALAH)
    skala = teks()
    pemeringkatan = berperingkat(UsulanDinilai)
    indikasi = baris(Indikasi)
    penandatangan = bagian(PenandatanganRPJM)


class PenandatanganKepalaDesa(Fakta):
    kepala_desa = bagian(Penandatangan)


class MatrikRPJM(_Periode):
    """The Matrik alone, lampiran of the Perdes RPJM-Desa; unnumbered while it is drafted."""

    perdes_nomor = teks_opsional()
    perdes_tanggal = tanggal_opsional()
    matrik = bagian(Matrik)
    penandatangan = bagian(PenandatanganKepalaDesa)


def _rupiah_sederet() -> fields.List[Any]:
    """One amount per year; None or 0 prints as a dash."""
    rule = validate.Range(0, error="Angkanya di luar batas yang wajar.")
    amount = fields.Integer(strict=True, allow_none=True, validate=rule, error_messages=PESAN)
    return fields.List(amount, required=True, error_messages=PESAN)


class _PerTahun(Fakta):
    """Amounts by year and by source, in whole rupiah.

    `belum_dirinci` is what no year was named for, `belum_bersumber` what no source was named
    for; with them both ways of adding up give `biaya`.
    """

    tahunan = _rupiah_sederet()
    belum_dirinci = bilangan()
    apbn = bilangan()
    apbd_provinsi = bilangan()
    apbd_kabupaten = bilangan()
    apb_desa = bilangan()
    pihak_ketiga = bilangan()
    swadaya = bilangan()
    belum_bersumber = bilangan()

    @validates_schema
    def _both_ways_add_up(self, data: Mapping[str, Any], **_: Any) -> None:
        total = data["biaya"] or 0
        years = sum(amount or 0 for amount in data["tahunan"]) + data["belum_dirinci"]
        sources = sum(data[name] for name in SUMBER) + data["belum_bersumber"]
        if years != total:
            raise ValidationError({"tahunan": ["Rincian per tahun tidak sama dengan biayanya."]})
        if sources != total:
            raise ValidationError({"sumber": ["Rincian per sumber tidak sama dengan biayanya."]})


class KegiatanTahunan(_PerTahun):
    """A row of the yearly matrix (sixteen columns at five years)."""

    kegiatan = teks()
    lokasi = teks_opsional()
    biaya = bilangan_opsional()
    sumber_usulan = teks_opsional()


class JumlahTahunan(_PerTahun):
    """The sums of all columns."""

    biaya = bilangan()
    tanpa_biaya = bilangan()


class PenandatanganTahunan(Fakta):
    """Pembina dan pengendali, penanggung jawab pelaksana kegiatan (pnpm.md 3.3)."""

    kepala_desa = bagian(Penandatangan)
    sekdes = bagian(Penandatangan)


class MatrikTahunan(_Periode):
    """The Matrik with one cost column per year of `tahun_periode`."""

    tahun_periode = fields.List(tahun(), required=True, error_messages=PESAN)
    baris = baris(KegiatanTahunan)
    jumlah = bagian(JumlahTahunan)
    musrenbang_tanggal = tanggal_opsional()
    perdes_nomor = teks_opsional()
    perdes_tanggal = tanggal_opsional()
    penandatangan = bagian(PenandatanganTahunan)

    @validates_schema
    def _years_are_those_of_the_period(self, data: Mapping[str, Any], **_: Any) -> None:
        years = data["tahun_periode"]
        if years != list(range(data["periode_awal"], data["periode_akhir"] + 1)):
            raise ValidationError({"tahun_periode": ["Tahun-tahunnya bukan tahun periode ini."]})
        if len(years) not in PERIODE:
            wanted = " atau ".join(str(count) for count in PERIODE)
            raise ValidationError({"tahun_periode": [f"Periodenya harus {wanted} tahun."]})
        rows = {f"baris.{number}": row for number, row in enumerate(data["baris"])}
        for name, row in {**rows, "jumlah": data["jumlah"]}.items():
            if len(row["tahunan"]) != len(years):
                raise ValidationError({f"{name}.tahunan": ["Satu angka untuk tiap tahun."]})

    @validates_schema
    def _column_sums_are_true(self, data: Mapping[str, Any], **_: Any) -> None:
        rows, total = data["baris"], data["jumlah"]
        same_sums(rows, total, f"biaya belum_dirinci belum_bersumber {' '.join(SUMBER)}")
        years = [sum(amounts) for amounts in zip(*map(_filled, rows), strict=False)]
        if years != [amount or 0 for amount in total["tahunan"]] and (rows or any(_filled(total))):
            raise ValidationError({"jumlah.tahunan": ["Jumlah ini tidak sama dengan barisnya."]})
        if sum(row["biaya"] is None for row in rows) != total["tanpa_biaya"]:
            raise ValidationError({"jumlah.tanpa_biaya": ["Banyaknya tidak sama dengan baris."]})


def _filled(row: Mapping[str, Any]) -> list[int]:
    return [amount or 0 for amount in row["tahunan"]]
