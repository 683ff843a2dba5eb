"""Facts both long village documents share: what is behind them and what is bound in at the end."""

from typing import Any

from marshmallow import fields

from musren.papers.contracts.gambar import Foto
from musren.papers.contracts.parts import (
    PESAN,
    Fakta,
    Kehadiran,
    NaskahBertanggal,
    Penandatangan,
    bagian,
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
from musren.papers.contracts.tim import AnggotaTim


class _Butir(fields.List[Any]):
    """Items of which none at all counts as missing, so that the paper shows the hole."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        return super()._deserialize(value, attr, data, **kwargs) or None


def butir_berlubang() -> fields.List[Any]:
    """Items a paper cannot be issued without, but can be looked at without."""
    return _Butir(teks(), load_default=None, allow_none=True, error_messages=PESAN)


class BatasDesa(Fakta):
    """What lies around the village."""

    utara = teks_opsional()
    timur = teks_opsional()
    selatan = teks_opsional()
    barat = teks_opsional()


class PendudukDesa(Fakta):
    """Counts of the village profile, in persons and households."""

    laki_laki = bilangan_opsional()
    perempuan = bilangan_opsional()
    jumlah = bilangan_opsional()
    kk = bilangan_opsional()
    rtm = bilangan_opsional()


class ProfilNaskah(Fakta):
    """Boundaries, area in hectares, distances in kilometres, and counts."""

    luas = volume()
    jarak_kecamatan = volume()
    jarak_kabupaten = volume()
    batas = bagian(BatasDesa)
    penduduk = bagian(PendudukDesa)


class DusunNaskah(Fakta):
    """A hamlet in the table of the village's parts."""

    nama = teks()
    kepala = teks_opsional()
    rt_rw = teks_opsional()
    laki_laki = bilangan_opsional()
    perempuan = bilangan_opsional()
    kk = bilangan_opsional()
    rtm = bilangan_opsional()


class PejabatDesa(Fakta):
    """One post of the village government and who holds it."""

    jabatan = teks()
    nama = teks()
    keterangan = teks_opsional()


class TimNaskah(Fakta):
    """The team that drafted the document and the decree behind it."""

    nomor = teks_opsional()
    tanggal = tanggal_opsional()
    anggota = baris(AnggotaTim)


class LangkahKerja(Fakta):
    """A row of the team's work plan (RKTL)."""

    kegiatan = teks()
    waktu = teks_opsional()
    pelaksana = teks_opsional()
    keterangan = teks_opsional()


class RujukanSurat(Fakta):
    """A paper the document rests on."""

    nama = teks()
    nomor = teks_opsional()
    tanggal = tanggal_opsional()


class HadirNaskah(Fakta):
    nama = teks()
    jk = pilihan("L", "P")
    unsur = teks()
    alamat = teks_opsional()


class PembahasanNaskah(Fakta):
    """What somebody said in a meeting and what was answered."""

    pembicara = teks()
    uraian = teks()
    tanggapan = teks_opsional()


class MusyawarahNaskah(Fakta):
    """A meeting as the lampiran tells of it: invitation, attendance, notes, pictures."""

    nama = teks()
    tanggal = tanggal()
    tempat = teks_opsional()
    undangan_nomor = teks_opsional()
    undangan_tanggal = tanggal_opsional()
    diundang = bilangan_opsional()
    kehadiran = bagian(Kehadiran)
    hadir = baris(HadirNaskah)
    pembahasan = baris(PembahasanNaskah)
    keputusan = butir()
    foto = baris(Foto)


class NaskahDokumen(NaskahBertanggal):
    """What both documents carry; long texts may have several paragraphs and lists.

    A text that may be missing has a sentence of its own in the template, except those the
    document cannot do without (`visi`, `misi`, ...): these show as holes and stop the issue.
    """

    kata_pengantar = teks_opsional()
    latar_belakang = teks_opsional()
    maksud_tujuan = teks_opsional()
    dasar_hukum = butir(1)
    kondisi_umum = teks_opsional()
    visi = teks_opsional()
    misi = butir_berlubang()
    penutup = teks_opsional()
    tim = bagian(TimNaskah)
    rujukan = baris(RujukanSurat)
    musyawarah = baris(MusyawarahNaskah)
    foto = baris(Foto)
    penandatangan = bagian(Penandatangan)


class BidangJumlah(Fakta):
    """How much is planned in one field; whole rupiah."""

    nama = teks()
    usulan = bilangan()
    biaya = bilangan()
