"""Facts of the complete RPJM-Desa document (pnpm.md 3.2)."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from musren.papers.contracts.naskah_dokumen import (
    DusunNaskah,
    LangkahKerja,
    NaskahDokumen,
    PejabatDesa,
    ProfilNaskah,
)
from musren.papers.contracts.parts import (
    PESAN,
    Fakta,
    bagian,
    baris,
    bilangan,
    bilangan_opsional,
    same_sums,
    tahun,
    teks,
    teks_opsional,
    volume,
)
from musren.papers.contracts.pkd import (
    BANYAK_KRITERIA_MASALAH,
    BANYAK_KRITERIA_TINDAKAN,
    BidangMasalah,
    HasilKelompok,
    Kesejahteraan,
    PengkajianMasalah,
    PeringkatMasalah,
    PeringkatTindakan,
    RekapGagasan,
    berperingkat,
    kriteria,
)
from musren.papers.contracts.rpjm import JumlahTahunan, KegiatanTahunan, Matrik


class PotensiNaskah(Fakta):
    """A row of the inventory of potentials; `asal` is the tool or group that showed it."""

    potensi = teks()
    bidang = teks_opsional()
    asal = teks_opsional()


class ProgramMasuk(Fakta):
    """A programme that comes into the village from outside, with its source."""

    kegiatan = teks()
    lokasi = teks_opsional()
    volume = volume()
    satuan = teks_opsional()
    waktu = teks_opsional()
    biaya = bilangan_opsional()
    sumber = teks()
    keterangan = teks_opsional()


class RencanaTahunan(Fakta):
    """The plan year by year: as many amounts in a row as there are years."""

    tahun_periode = fields.List(tahun(), required=True, error_messages=PESAN)
    baris = baris(KegiatanTahunan)
    jumlah = bagian(JumlahTahunan)

    @validates_schema
    def _one_amount_for_each_year(self, data: Mapping[str, Any], **_: Any) -> None:
        years = len(data["tahun_periode"])
        for number, row in enumerate([*data["baris"], data["jumlah"]]):
            if len(row["tahunan"]) != years:
                raise ValidationError({f"baris.{number}.tahunan": ["Satu angka untuk tiap tahun."]})

    @validates_schema
    def _column_sums_are_true(self, data: Mapping[str, Any], **_: Any) -> None:
        names = "biaya belum_dirinci apbn apbd_provinsi apbd_kabupaten apb_desa pihak_ketiga"
        same_sums(data["baris"], data["jumlah"], f"{names} swadaya belum_bersumber")
        for number, total in enumerate(data["jumlah"]["tahunan"]):
            told = (row["tahunan"][number] for row in data["baris"] if number < len(row["tahunan"]))
            if sum(amount or 0 for amount in told) != (total or 0):
                raise ValidationError({"jumlah.tahunan": ["Jumlah tahunan tidak sama."]})


class NaskahRPJM(NaskahDokumen):
    """The whole RPJM-Desa document, chapters I to VII and lampiran (pnpm.md 3.2).

    `sejarah`, `visi`, `misi`, `arah_pembangunan` and `arah_keuangan` are holes when missing.
    The lists of the PKD and the Matrik have the names they have in their own papers.
    """

    periode_awal = tahun()
    periode_akhir = tahun()
    sejarah = teks_opsional()
    geografis = teks_opsional()
    sosial_budaya = teks_opsional()
    ekonomi = teks_opsional()
    infrastruktur = teks_opsional()
    pemerintahan = teks_opsional()
    pembagian_wilayah = teks_opsional()
    struktur_organisasi = teks_opsional()
    nilai = teks_opsional()
    arah_pembangunan = teks_opsional()
    arah_keuangan = teks_opsional()
    program = teks_opsional()
    visi_misi_kepala_desa = teks_opsional()
    profil = bagian(ProfilNaskah)
    dusun = baris(DusunNaskah)
    perangkat = baris(PejabatDesa)
    kesejahteraan = bagian(Kesejahteraan)
    kelompok_masalah = baris(BidangMasalah)
    potensi = baris(PotensiNaskah)
    kriteria_masalah = kriteria(BANYAK_KRITERIA_MASALAH)
    peringkat_masalah = berperingkat(PeringkatMasalah)
    pengkajian = baris(PengkajianMasalah)
    kriteria_tindakan = kriteria(BANYAK_KRITERIA_TINDAKAN)
    peringkat_tindakan = berperingkat(PeringkatTindakan)
    gagasan = baris(RekapGagasan)
    kelompok = baris(HasilKelompok)
    rktl = baris(LangkahKerja)
    program_masuk = baris(ProgramMasuk)
    matrik = bagian(Matrik)
    tahunan = bagian(RencanaTahunan)
    jumlah_usulan = bilangan()

    @validates_schema
    def _the_plan_is_one(self, data: Mapping[str, Any], **_: Any) -> None:
        years = list(range(data["periode_awal"], data["periode_akhir"] + 1))
        if not years or data["tahunan"]["tahun_periode"] != years:
            raise ValidationError({"tahunan": ["Tahun-tahunnya bukan tahun periode ini."]})
        rows = sum(len(group["baris"]) for group in data["matrik"]["kelompok"])
        if rows != data["jumlah_usulan"] or rows != len(data["tahunan"]["baris"]):
            raise ValidationError({"jumlah_usulan": ["Banyaknya tidak sama dengan baris."]})
        if data["matrik"]["jumlah"] != data["tahunan"]["jumlah"]["biaya"]:
            raise ValidationError({"matrik": ["Jumlah matrik tidak sama dengan rencana tahunan."]})
