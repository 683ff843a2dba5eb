"""Facts of Laporan Musrenbang, of a kecamatan or of the whole kabupaten, with its charts."""

from collections.abc import Iterable, Mapping
from typing import Any

from marshmallow import ValidationError, validates_schema

from musren.papers.contracts.gambar import BarisGrafik, PetaPetak
from musren.papers.contracts.kabupaten import UnsurHadirAtas
from musren.papers.contracts.parts import (
    Fakta,
    Kehadiran,
    NaskahBertanggal,
    Penandatangan,
    WilayahAtas,
    bagian,
    bagian_opsional,
    baris,
    bilangan,
    bilangan_opsional,
    butir,
    pilihan,
    tanggal,
    tanggal_opsional,
    teks,
    teks_opsional,
    volume,
)
from musren.papers.contracts.rkp import same_total


class MusyawarahLaporan(Fakta):
    """A meeting the report rests on, with its Berita Acara when that is issued."""

    nama = teks()
    tanggal = tanggal()
    tempat = teks_opsional()
    laki_laki = bilangan()
    perempuan = bilangan()
    jumlah = bilangan()
    nomor_ba = teks_opsional()
    tanggal_ba = tanggal_opsional()


class JumlahWilayah(Fakta):
    """Proposals and whole rupiah of a place; `mkp` and `mkp_biaya` are the women's part.

    `disepakati` and `disepakati_biaya` are what the meeting of this report agreed.
    """

    usulan = bilangan()
    biaya = bilangan()
    mkp = bilangan()
    mkp_biaya = bilangan()
    disepakati = bilangan()
    disepakati_biaya = bilangan()


class UsulanWilayah(JumlahWilayah):
    """One village (report of a kecamatan) or one kecamatan (report of the kabupaten)."""

    nama = teks()
    kode = teks()


class TahapCorong(BarisGrafik):
    """A stage of the corong with what its rupiah means (`nilai`, such as "menurut SPC")."""

    nilai = teks_opsional()
    mkp_biaya = bilangan_opsional()


class PrioritasLaporan(Fakta):
    """A ranked proposal; `wilayah` says village, and kecamatan in the report of the kabupaten."""

    kode = teks()
    peringkat = bilangan_opsional()
    kegiatan = teks()
    wilayah = teks()
    volume = volume()
    satuan = teks_opsional()
    biaya = bilangan_opsional()


class KelompokPrioritas(Fakta):
    """A priority list; `catatan` says so when only the first rows are shown."""

    judul = teks()
    baris = baris(PrioritasLaporan)
    usulan = bilangan()
    biaya = bilangan()
    catatan = teks_opsional()

    @validates_schema
    def _no_more_rows_than_proposals(self, data: Mapping[str, Any], **_: Any) -> None:
        if len(data["baris"]) > data["usulan"]:
            raise ValidationError({"usulan": ["Banyaknya kurang dari baris."]})


class PendanaanBLM(Fakta):
    """How the BLM of one kecamatan was used, in whole rupiah."""

    kecamatan = teks()
    pagu = bilangan()
    operasional = bilangan()
    spp_usulan = bilangan()
    spp_biaya = bilangan()
    lain_usulan = bilangan()
    lain_biaya = bilangan()
    sisa = bilangan()
    keterangan = teks_opsional()

    @validates_schema
    def _nothing_is_lost(self, data: Mapping[str, Any], **_: Any) -> None:
        used = sum(data[name] for name in ("operasional", "spp_biaya", "lain_biaya", "sisa"))
        if used != data["pagu"]:
            raise ValidationError({"sisa": ["Penggunaan dan sisa tidak sama dengan pagu."]})


class JumlahPendanaan(Fakta):
    pagu = bilangan()
    operasional = bilangan()
    spp_usulan = bilangan()
    spp_biaya = bilangan()
    lain_usulan = bilangan()
    lain_biaya = bilangan()
    sisa = bilangan()


class BarisSerapan(Fakta):
    """How much of a whole was absorbed; `persen_...` missing where the whole is nothing."""

    nama = teks()
    usulan = bilangan()
    dari_usulan = bilangan()
    persen_usulan = volume()
    biaya = bilangan()
    dari_biaya = bilangan()
    persen_biaya = volume()


class Serapan(Fakta):
    """Absorption by one dimension; `penyebut` names the wholes, in number and in rupiah."""

    judul = teks()
    penyebut = teks()
    baris = baris(BarisSerapan)
    jumlah = bagian(BarisSerapan)

    @validates_schema
    def _totals_are_true(self, data: Mapping[str, Any], **_: Any) -> None:
        for name in ("usulan", "dari_usulan", "biaya", "dari_biaya"):
            same_total(data["baris"], name, data["jumlah"][name], f"jumlah.{name}")


class BagianPerempuanLaporan(Fakta):
    """One measure of the women's share; `satuan` is "orang", "usulan" or "rupiah"."""

    uraian = teks()
    satuan = pilihan("orang", "usulan", "rupiah")
    perempuan = bilangan()
    seluruh = bilangan()
    persen = volume()

    @validates_schema
    def _a_part_is_no_more_than_the_whole(self, data: Mapping[str, Any], **_: Any) -> None:
        if data["perempuan"] > data["seluruh"]:
            raise ValidationError({"perempuan": ["Bagian ini melebihi seluruhnya."]})


class RekapAlasan(Fakta):
    """How often one reason was given; whole rupiah."""

    alasan = teks()
    usulan = bilangan()
    biaya = bilangan()


class BelumDisepakatiLaporan(Fakta):
    """A proposal that was not agreed, what was decided, and why."""

    kode = teks()
    kegiatan = teks()
    wilayah = teks()
    volume = volume()
    satuan = teks_opsional()
    biaya = bilangan_opsional()
    putusan = teks()
    alasan = teks()


class BarisPapan(Fakta):
    """A place on the meeting board; `penghambat` is the one thing it waits for."""

    nama = teks()
    musyawarah = teks_opsional()
    naskah = teks_opsional()
    penghambat = teks_opsional()


class PenandatanganLaporan(Fakta):
    """Camat, or Kepala Bappeda."""

    pejabat = bagian(Penandatangan)


class LaporanMusrenbang(NaskahBertanggal):
    """Laporan Musrenbang Kecamatan or Kabupaten; `tingkat` says which.

    `ringkasan` are the sentences of the first chapter; `seluruh` sums `usulan_wilayah`; the rows
    of `belum_disepakati` may be fewer than `rekap_alasan` counts, which `catatan_belum` says.
    """

    wilayah = bagian(WilayahAtas)
    tingkat = pilihan("kecamatan", "kabupaten")
    ringkasan = butir(1)
    musyawarah = baris(MusyawarahLaporan)
    kehadiran = bagian(Kehadiran)
    unsur_hadir = baris(UnsurHadirAtas)
    usulan_wilayah = baris(UsulanWilayah)
    seluruh = bagian(JumlahWilayah)
    corong = baris(TahapCorong, minimum=1)
    prioritas = baris(KelompokPrioritas)
    pendanaan = baris(PendanaanBLM)
    jumlah_pendanaan = bagian(JumlahPendanaan)
    serapan = baris(Serapan)
    perempuan = baris(BagianPerempuanLaporan)
    rekap_alasan = baris(RekapAlasan)
    belum_disepakati = baris(BelumDisepakatiLaporan)
    catatan_belum = teks_opsional()
    papan = baris(BarisPapan)
    petak = bagian_opsional(PetaPetak)
    tindak_lanjut = butir()
    penandatangan = bagian(PenandatanganLaporan)

    @validates_schema
    def _places_add_up(self, data: Mapping[str, Any], **_: Any) -> None:
        _all_totals(data["usulan_wilayah"], data["seluruh"], "seluruh")
        _all_totals(data["pendanaan"], data["jumlah_pendanaan"], "jumlah_pendanaan")

    @validates_schema
    def _reasons_cover_the_list(self, data: Mapping[str, Any], **_: Any) -> None:
        if len(data["belum_disepakati"]) > sum(row["usulan"] for row in data["rekap_alasan"]):
            raise ValidationError({"rekap_alasan": ["Banyaknya kurang dari baris."]})


def _all_totals(rows: Iterable[Mapping[str, Any]], sums: Mapping[str, Any], where: str) -> None:
    listed = list(rows)
    for name, total in sums.items():
        same_total(listed, name, total, f"{where}.{name}")
