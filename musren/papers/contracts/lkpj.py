"""Facts of the yearly accountability paper of the Kepala Desa for the BPD (LKPj)."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, validates_schema

from musren.papers.contracts.desa import Evaluasi, JumlahEvaluasi
from musren.papers.contracts.parts import (
    Fakta,
    NaskahBernomor,
    RujukanNaskah,
    bagian,
    baris,
    bilangan,
    bilangan_opsional,
    butir,
    same_sums,
    tanggal,
    tanggal_opsional,
    teks,
    teks_opsional,
    volume,
)
from musren.papers.contracts.rkp import PenandatanganKepalaDesa, same_total

COUNTS = "kegiatan selesai sebagian belum biaya_rencana biaya_realisasi"


class JumlahPelaksanaan(Fakta):
    """Activities by what became of them, and whole rupiah; `persen` of the planned cost."""

    kegiatan = bilangan()
    selesai = bilangan()
    sebagian = bilangan()
    belum = bilangan()
    biaya_rencana = bilangan()
    biaya_realisasi = bilangan()
    persen = volume()

    @validates_schema
    def _every_activity_is_counted_once(self, data: Mapping[str, Any], **_: Any) -> None:
        if data["selesai"] + data["sebagian"] + data["belum"] != data["kegiatan"]:
            raise ValidationError({"kegiatan": ["Banyaknya tidak sama dengan rinciannya."]})


class RekapPelaksanaan(JumlahPelaksanaan):
    kunci = teks()
    nama = teks()


class KegiatanLKPJ(Evaluasi):
    """One activity of the RKP-Desa with plan and realisation."""

    kode = teks()


class KelompokLKPJ(Fakta):
    """The activities of one source."""

    kunci = teks()
    nama = teks()
    baris = baris(KegiatanLKPJ)
    jumlah = bagian(JumlahEvaluasi)

    @validates_schema
    def _totals_are_true(self, data: Mapping[str, Any], **_: Any) -> None:
        same_sums(data["baris"], data["jumlah"], "biaya_rencana biaya_realisasi")


class Pendapatan(Fakta):
    """What one source was to give, was budgeted with, and gave."""

    kunci = teks()
    nama = teks()
    pagu = bilangan_opsional()
    anggaran = bilangan_opsional()
    realisasi = bilangan_opsional()
    keterangan = teks_opsional()


class JumlahPendapatan(Fakta):
    pagu = bilangan()
    anggaran = bilangan()
    realisasi = bilangan()


class BelumSelesai(Fakta):
    """An unfinished activity with its reason and what is to follow."""

    kode = teks()
    kegiatan = teks()
    lokasi = teks_opsional()
    sumber = teks_opsional()
    status = teks()
    sebab = teks_opsional()
    tindak_lanjut = teks_opsional()


class RapatBPD(Fakta):
    """The meeting that received the report; its Berita Acara may come later."""

    nomor = teks_opsional()
    tanggal = tanggal_opsional()


class LKPJ(NaskahBernomor):
    """Laporan Keterangan Pertanggungjawaban Kepala Desa akhir tahun (Panduan III.C.3.g)."""

    tanggal_mulai = tanggal()
    tanggal_selesai = tanggal()
    mengingat = butir(1)
    sk = bagian(RujukanNaskah)
    pengantar = teks_opsional()
    rekap = baris(RekapPelaksanaan, minimum=1)
    jumlah_rekap = bagian(JumlahPelaksanaan)
    kelompok = baris(KelompokLKPJ, minimum=1)
    pendapatan = baris(Pendapatan, minimum=1)
    jumlah_pendapatan = bagian(JumlahPendapatan)
    belum_selesai = baris(BelumSelesai)
    permasalahan = teks_opsional()
    upaya = teks_opsional()
    rapat_bpd = bagian(RapatBPD)
    tembusan = butir()
    penandatangan = bagian(PenandatanganKepalaDesa)

    @validates_schema
    def _recap_is_true(self, data: Mapping[str, Any], **_: Any) -> None:
        for name in COUNTS.split():
            same_total(data["rekap"], name, data["jumlah_rekap"][name], f"jumlah_rekap.{name}")
        listed = [group["jumlah"] for group in data["kelompok"]]
        for name in ("biaya_rencana", "biaya_realisasi"):
            same_total(listed, name, data["jumlah_rekap"][name], f"jumlah_rekap.{name}")

    @validates_schema
    def _income_is_true(self, data: Mapping[str, Any], **_: Any) -> None:
        for name, total in data["jumlah_pendapatan"].items():
            same_total(data["pendapatan"], name, total, f"jumlah_pendapatan.{name}")
