"""Facts of the RKP-Desa papers: forms R1 and R2, DU-RKP, the letter to the Camat, penyelarasan."""

from collections.abc import Iterable, Mapping
from typing import Any

from marshmallow import ValidationError, validates_schema

from musren.papers.contracts.desa import KegiatanRKP, KelompokRKP
from musren.papers.contracts.parts import (
    Fakta,
    NaskahBernomor,
    NaskahBertanggal,
    Penandatangan,
    RujukanNaskah,
    bagian,
    baris,
    bilangan,
    bilangan_opsional,
    butir,
    teks,
    teks_opsional,
    volume,
)

DIFFERENT = "Jumlah ini tidak sama dengan jumlah barisnya."


def same_total(rows: Iterable[Mapping[str, Any]], name: str, total: int, where: str) -> None:
    """Refuse a total that is not the sum of its rows (a missing amount counts as nothing)."""
    if sum(row[name] or 0 for row in rows) != total:
        raise ValidationError({where: [DIFFERENT]})


class KegiatanDusun(Fakta):
    """A row of form R1 (Permendagri 66/2007); `biaya` is the whole cost, `sumber` names all."""

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


class BagianDusun(Fakta):
    """One sheet R1: a dusun, or "Desa" for what belongs to no dusun."""

    nama = teks()
    baris = baris(KegiatanDusun)
    jumlah = bilangan()

    @validates_schema
    def _total_is_true(self, data: Mapping[str, Any], **_: Any) -> None:
        same_total(data["baris"], "biaya", data["jumlah"], "jumlah")


class PenandatanganKepalaDesa(Fakta):
    kepala_desa = bagian(Penandatangan)


class FormulirRKP(NaskahBertanggal):
    """Forms R1 (per dusun) and R2 (lembar Desa); `lembar` counts the sheets of footnote 1."""

    dusun = baris(BagianDusun, minimum=1)
    jumlah_dusun = bilangan()
    kelompok = baris(KelompokRKP, minimum=1)
    jumlah = bilangan()
    lembar = bilangan_opsional()
    tembusan = butir()
    penandatangan = bagian(PenandatanganKepalaDesa)

    @validates_schema
    def _totals_are_true(self, data: Mapping[str, Any], **_: Any) -> None:
        same_total(data["dusun"], "jumlah", data["jumlah_dusun"], "jumlah_dusun")
        same_total(data["kelompok"], "jumlah", data["jumlah"], "jumlah")


class KegiatanDU(KegiatanRKP):
    """A proposal carried upward; `biaya` is what is asked, `kode` names it for life."""

    kode = teks()


class KelompokDU(KelompokRKP):
    """One addressee of the DU-RKP, such as APBD Kabupaten."""

    baris = baris(KegiatanDU)


class DURKP(NaskahBertanggal):
    """Daftar Usulan RKP-Desa: what goes to the Bupati via the Camat (Permendagri 66/2007)."""

    kelompok = baris(KelompokDU, minimum=1)
    jumlah_usulan = bilangan()
    jumlah = bilangan()
    penandatangan = bagian(PenandatanganKepalaDesa)

    @validates_schema
    def _totals_are_true(self, data: Mapping[str, Any], **_: Any) -> None:
        check_upward(data)


def check_upward(data: Mapping[str, Any]) -> None:
    """Totals and the count of a DU-RKP, alone or below its letter."""
    same_total(data["kelompok"], "jumlah", data["jumlah"], "jumlah")
    if sum(len(group["baris"]) for group in data["kelompok"]) != data["jumlah_usulan"]:
        raise ValidationError({"jumlah_usulan": ["Banyaknya tidak sama dengan baris."]})


class Tujuan(Fakta):
    """Whom a letter is for: "Camat Sukaraya", "Sukaraya"."""

    jabatan = teks()
    tempat = teks()


class SuratUsulan(NaskahBernomor):
    """Letter of the Kepala Desa to the Camat with the DU-RKP (Panduan VI.B.2.e.16)."""

    hal = teks()
    sifat_surat = teks()
    kepada = bagian(Tujuan)
    sk = bagian(RujukanNaskah)
    berita_acara = bagian(RujukanNaskah)
    kelompok = baris(KelompokDU, minimum=1)
    jumlah_usulan = bilangan()
    jumlah = bilangan()
    tembusan = butir()
    penandatangan = bagian(PenandatanganKepalaDesa)

    @validates_schema
    def _totals_are_true(self, data: Mapping[str, Any], **_: Any) -> None:
        check_upward(data)


class KegiatanSumber(Fakta):
    """An activity below the source that pays it; `biaya` is that source's share."""

    kode = teks()
    kegiatan = teks()
    lokasi = teks_opsional()
    volume = volume()
    satuan = teks_opsional()
    biaya = bilangan_opsional()
    keterangan = teks_opsional()


class SumberSelaras(Fakta):
    """One source: income against plan. `lebih` is unspent income, `kurang` what the plan lacks.

    `pagu` is the expected income, `anggaran` what the APB Desa fixed; both None: nothing known yet,
    then `lebih` and `kurang` are None too.
    """

    kunci = teks()
    nama = teks()
    pagu = bilangan_opsional()
    anggaran = bilangan_opsional()
    direncanakan = bilangan()
    lebih = bilangan_opsional()
    kurang = bilangan_opsional()
    keterangan = teks_opsional()
    baris = baris(KegiatanSumber)

    @validates_schema
    def _balance_is_true(self, data: Mapping[str, Any], **_: Any) -> None:
        same_total(data["baris"], "biaya", data["direncanakan"], "direncanakan")
        income = data["anggaran"] if data["anggaran"] is not None else data["pagu"]
        balance = None if income is None else income - data["direncanakan"]
        expected = (None, None) if balance is None else (max(balance, 0), max(-balance, 0))
        if (data["lebih"], data["kurang"]) != expected:
            raise ValidationError({"lebih": ["Selisih ini tidak sesuai dengan dana dan rencana."]})


class JumlahSelaras(Fakta):
    pagu = bilangan()
    anggaran = bilangan()
    direncanakan = bilangan()
    lebih = bilangan()
    kurang = bilangan()


class PenandatanganSelaras(Fakta):
    kepala_desa = bagian(Penandatangan)
    ketua_bpd = bagian(Penandatangan)


class Penyelarasan(NaskahBertanggal):
    """RKP-Desa aligned with the APB Desa, source by source (Panduan III.C.3.f)."""

    sumber = baris(SumberSelaras, minimum=1)
    jumlah = bagian(JumlahSelaras)
    catatan = teks_opsional()
    penandatangan = bagian(PenandatanganSelaras)

    @validates_schema
    def _totals_are_true(self, data: Mapping[str, Any], **_: Any) -> None:
        for name, total in data["jumlah"].items():
            same_total(data["sumber"], name, total, f"jumlah.{name}")
