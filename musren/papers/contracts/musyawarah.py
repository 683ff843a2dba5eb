"""Facts of the papers around a village meeting: invitation, notulen, and the other Berita Acara."""

from collections.abc import Mapping
from typing import Any

from marshmallow import validates_schema

from musren.papers.contracts.desa import BelumDisepakati, PenandatanganDesa
from musren.papers.contracts.parts import (
    Fakta,
    Jumlah,
    Kehadiran,
    Musyawarah,
    NaskahBernomor,
    NaskahBertanggal,
    Penandatangan,
    Usulan,
    Wakil,
    WilayahAtas,
    bagian,
    baris,
    bilangan,
    bilangan_opsional,
    butir,
    check_list,
    jam,
    jam_opsional,
    pilihan,
    same_sums,
    tahun,
    tanggal,
    tanggal_opsional,
    teks,
    teks_opsional,
)


class Penerima(Fakta):
    """One who is invited; `diterima` is the day the letter was handed over."""

    nama = teks()
    jabatan = teks()
    alamat = teks_opsional()
    diterima = tanggal_opsional()


class PenandatanganUndangan(Fakta):
    """Who invites: Kepala Desa, Camat or Kepala Bappeda."""

    pengundang = bagian(Penandatangan)


class Undangan(NaskahBernomor):
    """Invitation with its delivery list (pnpm.md 7); `acara_nama` names the meeting in full.

    `sifat_surat` is how urgent the letter is, such as "Penting".
    """

    wilayah = bagian(WilayahAtas)
    sifat_surat = teks()
    acara_nama = teks()
    tanggal = tanggal()
    jam_mulai = jam()
    jam_selesai = jam_opsional()
    zona_waktu = pilihan("WIB", "WITA", "WIT")
    tempat = teks()
    agenda = butir(1)
    catatan = teks_opsional()
    penerima = baris(Penerima, minimum=1)
    tembusan = butir()
    penandatangan = bagian(PenandatanganUndangan)


class Pembahasan(Fakta):
    """What one speaker said, and what the meeting answered or concluded."""

    pembicara = teks()
    uraian = teks()
    tanggapan = teks_opsional()


class PenandatanganNotulen(Fakta):
    notulis = bagian(Penandatangan)
    pimpinan = bagian(Penandatangan)


class Notulen(NaskahBertanggal):
    """Minutes of a meeting; `acara` names it in full."""

    wilayah = bagian(WilayahAtas)
    acara = teks()
    musyawarah = bagian(Musyawarah)
    kehadiran = bagian(Kehadiran)
    pembahasan = baris(Pembahasan)
    keputusan = butir()
    penandatangan = bagian(PenandatanganNotulen)


class Materi(Fakta):
    """A subject that was presented, by whom and with which material."""

    judul = teks()
    penyaji = teks_opsional()
    bahan = teks_opsional()


class BAPertemuan(NaskahBernomor):
    """Berita Acara of sosialisasi, pelatihan and lokakarya desa (Form.1, pnpm.md 5.5).

    `dalam_rangka` completes "Berkaitan dengan ...", such as the programme carried out.
    """

    acara = teks()
    dalam_rangka = teks_opsional()
    musyawarah = bagian(Musyawarah)
    kehadiran = bagian(Kehadiran)
    materi = baris(Materi)
    keputusan = butir(1)
    tembusan = butir()
    penandatangan = bagian(PenandatanganDesa)


class UsulanMKP(Usulan):
    """A proposal of the women: `dari_sumber` is the part asked from BLM."""

    jenis = pilihan("SPP", "Non-SPP")
    pemanfaat_l = bilangan_opsional()
    pemanfaat_p = bilangan_opsional()
    pemanfaat_rtm = bilangan_opsional()
    peringkat = bilangan_opsional()


class BAMKP(NaskahBernomor):
    """Berita Acara MKP (Panduan II.D.3.a); `acara` is its long name in the profile.

    `calon_wakil` are the women the meeting puts forward as wakil desa.
    """

    acara = teks()
    musyawarah = bagian(Musyawarah)
    kehadiran = bagian(Kehadiran)
    usulan = baris(UsulanMKP)
    jumlah = bagian(Jumlah)
    calon_wakil = baris(Wakil)
    keputusan = butir()
    tembusan = butir()
    penandatangan = bagian(PenandatanganDesa)

    @validates_schema
    def _totals_are_true(self, data: Mapping[str, Any], **_: Any) -> None:
        check_list(data["usulan"], data["jumlah"])


class Perubahan(Fakta):
    """A revision of a draft; `semula` is missing where something was added."""

    bagian = teks()
    semula = teks_opsional()
    menjadi = teks()


class JumlahRPJM(Fakta):
    """Number of activities, their cost in whole rupiah, and how many have no cost yet."""

    usulan = bilangan()
    biaya = bilangan()
    tanpa_biaya = bilangan()


class BidangRPJM(JumlahRPJM):
    """The same for one bidang."""

    nama = teks()


class BAMusrenbangdesRPJM(NaskahBernomor):
    """Berita Acara of the meeting held only for the RPJM draft (Panduan II.D.2, III.C.3)."""

    periode_awal = tahun()
    periode_akhir = tahun()
    musyawarah = bagian(Musyawarah)
    kehadiran = bagian(Kehadiran)
    perubahan = baris(Perubahan)
    bidang = baris(BidangRPJM)
    jumlah = bagian(JumlahRPJM)
    belum_disepakati = baris(BelumDisepakati)
    keputusan = butir()
    tembusan = butir()
    penandatangan = bagian(PenandatanganDesa)

    @validates_schema
    def _totals_are_true(self, data: Mapping[str, Any], **_: Any) -> None:
        same_sums(data["bidang"], data["jumlah"], "usulan biaya tanpa_biaya")
