"""Facts of the village papers: Berita Acara Musrenbangdes and SK Kepala Desa tentang RKP-Desa."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, validates_schema

from musren.papers.contracts.parts import (
    Fakta,
    Jumlah,
    Kehadiran,
    Musyawarah,
    NaskahBernomor,
    Penandatangan,
    Penetapan,
    RujukanNaskah,
    Usulan,
    Wakil,
    bagian,
    bagian_opsional,
    baris,
    baris_opsional,
    bilangan,
    bilangan_opsional,
    butir,
    check_list,
    pilihan,
    same_sums,
    tahun,
    teks,
    teks_opsional,
    volume,
)


class UsulanDesa(Usulan):
    """A row of one of the five lists by funding source (Panduan II.D.3.e)."""

    sifat = teks_opsional()
    pengusul = teks_opsional()
    pemanfaat_l = bilangan_opsional()
    pemanfaat_p = bilangan_opsional()
    pemanfaat_rtm = bilangan_opsional()


class DaftarSumber(Fakta):
    """One of the five lists: `nama` and `judul` (judul_daftar) as the profile says them."""

    kunci = teks()
    nama = teks()
    judul = teks()
    baris = baris(UsulanDesa)
    jumlah = bagian(Jumlah)

    @validates_schema
    def _totals_are_true(self, data: Mapping[str, Any], **_: Any) -> None:
        check_list(data["baris"], data["jumlah"])


class Evaluasi(Fakta):
    """What became of one activity of last year's RKP-Desa (Panduan II.D.3.c)."""

    kegiatan = teks()
    lokasi = teks_opsional()
    satuan = teks_opsional()
    volume_rencana = volume()
    volume_realisasi = volume()
    biaya_rencana = bilangan_opsional()
    biaya_realisasi = bilangan_opsional()
    sumber = teks_opsional()
    status = teks()
    sebab = teks_opsional()
    tindak_lanjut = teks_opsional()


class JumlahEvaluasi(Fakta):
    biaya_rencana = bilangan()
    biaya_realisasi = bilangan()


class BelumDisepakati(Fakta):
    """A proposal the meeting put off or refused, with its reason."""

    kode = teks()
    kegiatan = teks()
    lokasi = teks_opsional()
    volume = volume()
    satuan = teks_opsional()
    pengusul = teks_opsional()
    putusan = pilihan("ditunda", "ditolak")
    alasan = teks()


class BarisSilsilah(Fakta):
    """One origin of a proposal that was merged or split."""

    kode_hasil = teks()
    kegiatan_hasil = teks()
    jenis = pilihan("gabung", "pecah")
    kode_asal = teks()
    kegiatan_asal = teks()
    alasan = teks_opsional()


class UsulanDisahkan(Fakta):
    """A proposal of the MKP that the meeting legalised without discussing it again."""

    kode = teks()
    kegiatan = teks()


class BagianPerempuan(Fakta):
    """What of the result came from the women: persons present, proposals, whole rupiah."""

    hadir = bilangan()
    usulan = bilangan()
    biaya = bilangan()


class WakilDesa(Fakta):
    """One sent by the village to the Musrenbang Kecamatan."""

    nama = teks()
    jk = pilihan("L", "P")
    unsur = teks()
    alamat = teks()


class PenandatanganDesa(Fakta):
    """Kepala Desa, Pimpinan Musyawarah and three wakil masyarakat (Panduan II.D.3)."""

    kepala_desa = bagian(Penandatangan)
    pimpinan = bagian(Penandatangan)
    wakil_masyarakat = baris(Wakil, exactly=3)


class BAMusrenbangdes(NaskahBernomor):
    """Berita Acara Musrenbangdes RKP-Desa (Panduan II.D.3, VI.B.2.e)."""

    musyawarah = bagian(Musyawarah)
    kehadiran = bagian(Kehadiran)
    tahun_evaluasi = tahun()
    evaluasi = baris(Evaluasi)
    jumlah_evaluasi = bagian(JumlahEvaluasi)
    daftar = baris(DaftarSumber, minimum=1)
    jumlah = bagian(Jumlah)
    belum_disepakati = baris(BelumDisepakati)
    wakil_desa = baris(WakilDesa)
    mkp_disahkan = baris_opsional(UsulanDisahkan)
    berita_acara_mkp = bagian_opsional(RujukanNaskah)
    perempuan = bagian_opsional(BagianPerempuan)
    silsilah = baris_opsional(BarisSilsilah)
    keputusan = butir()
    tembusan = butir()
    penandatangan = bagian(PenandatanganDesa)

    @validates_schema
    def _totals_are_true(self, data: Mapping[str, Any], **_: Any) -> None:
        parts = [one["jumlah"] for one in data["daftar"]]
        same_sums(parts, data["jumlah"], "usulan dari_sumber swadaya biaya tanpa_biaya")

    @validates_schema
    def _evaluation_is_true(self, data: Mapping[str, Any], **_: Any) -> None:
        try:
            same_sums(data["evaluasi"], data["jumlah_evaluasi"], "biaya_rencana biaya_realisasi")
        except ValidationError as wrong:
            raise ValidationError({"jumlah_evaluasi": wrong.messages_dict["jumlah"]}) from wrong


class KegiatanRKP(Fakta):
    """A row of form R2 (Permendagri 66/2007); `biaya` is the part paid by this group."""

    kegiatan = teks()
    tujuan = teks_opsional()
    lokasi = teks_opsional()
    sasaran = teks_opsional()
    target = teks_opsional()
    sifat = teks_opsional()
    waktu = teks_opsional()
    biaya = bilangan_opsional()
    sumber = teks_opsional()
    penanggung_jawab = teks_opsional()
    keterangan = teks_opsional()


class KelompokRKP(Fakta):
    """One group of the recap, in the profile's order; the template numbers it I .. V."""

    kunci = teks()
    nama = teks()
    baris = baris(KegiatanRKP)
    jumlah = bilangan()

    @validates_schema
    def _total_is_true(self, data: Mapping[str, Any], **_: Any) -> None:
        if sum(row["biaya"] or 0 for row in data["baris"]) != data["jumlah"]:
            raise ValidationError({"jumlah": ["Jumlah ini tidak sama dengan jumlah barisnya."]})


class SKRKPDesa(Penetapan):
    """Keputusan Kepala Desa tentang RKP-Desa (Panduan II.D.3, VI.B.2.e.14)."""

    kelompok = baris(KelompokRKP, minimum=1)
    jumlah = bilangan()
    penandatangan = bagian(Penandatangan)

    @validates_schema
    def _total_is_true(self, data: Mapping[str, Any], **_: Any) -> None:
        if sum(group["jumlah"] for group in data["kelompok"]) != data["jumlah"]:
            raise ValidationError({"jumlah": ["Jumlah ini tidak sama dengan jumlah kelompok."]})
