"""Facts of the kecamatan papers: Berita Acara Musrenbang Kecamatan and Surat Penetapan Camat."""

from collections.abc import Mapping
from itertools import accumulate
from typing import Any

from marshmallow import ValidationError, validates_schema

from musren.papers.contracts.parts import (
    Fakta,
    Hadir,
    Jumlah,
    Kehadiran,
    Musyawarah,
    NaskahBernomor,
    Penandatangan,
    Penetapan,
    Usulan,
    Wakil,
    bagian,
    baris,
    bilangan,
    bilangan_opsional,
    butir,
    check_list,
    pilihan,
    same_sums,
    tanggal,
    teks,
    teks_opsional,
    volume,
)


class UsulanKecamatan(Usulan):
    """A ranked row; `desa` is the short name, `peringkat` the rank in its own list."""

    desa = teks()
    peringkat = bilangan_opsional()


class UsulanSKPD(UsulanKecamatan):
    """A row of the ten-column list by SKPD (Permendagri 54/2010 Lampiran V)."""

    prioritas_daerah = teks_opsional()
    sasaran_daerah = teks_opsional()
    program = teks_opsional()
    sasaran = teks_opsional()


class KelompokBLM(Fakta):
    """SPP and non-SPP are listed apart (Form.15)."""

    judul = teks()
    baris = baris(UsulanKecamatan)
    jumlah = bagian(Jumlah)

    @validates_schema
    def _totals_are_true(self, data: Mapping[str, Any], **_: Any) -> None:
        check_list(data["baris"], data["jumlah"])


class KelompokSKPD(Fakta):
    skpd = teks()
    baris = baris(UsulanSKPD)
    jumlah = bagian(Jumlah)

    @validates_schema
    def _totals_are_true(self, data: Mapping[str, Any], **_: Any) -> None:
        check_list(data["baris"], data["jumlah"])


def check_groups(data: Mapping[str, Any]) -> None:
    """Refuse a grand total that is not the sum of its groups."""
    parts = [group["jumlah"] for group in data["kelompok"]]
    same_sums(parts, data["jumlah"], "usulan dari_sumber swadaya biaya tanpa_biaya")


class PrioritasBLM(Fakta):
    kelompok = baris(KelompokBLM)
    jumlah = bagian(Jumlah)

    @validates_schema
    def _totals_are_true(self, data: Mapping[str, Any], **_: Any) -> None:
        check_groups(data)


class PrioritasAPBD(Fakta):
    kelompok = baris(KelompokSKPD)
    jumlah = bagian(Jumlah)

    @validates_schema
    def _totals_are_true(self, data: Mapping[str, Any], **_: Any) -> None:
        check_groups(data)


class DesaMasuk(Fakta):
    """A village whose signed Berita Acara came in."""

    desa = teks()
    kode = teks()
    nomor_ba = teks()
    tanggal_ba = tanggal()
    usulan_blm = bilangan()
    usulan_apbd = bilangan()


class DesaTertahan(Fakta):
    """A village that could not come in, and why."""

    desa = teks()
    kode = teks()
    alasan = teks()


class BelumDisepakatiKecamatan(Fakta):
    kode = teks()
    kegiatan = teks()
    desa = teks()
    lokasi = teks_opsional()
    volume = volume()
    satuan = teks_opsional()
    alasan = teks()


class Delegasi(Fakta):
    """One sent by the kecamatan to Forum SKPD and Musrenbang Kabupaten."""

    nama = teks()
    jk = pilihan("L", "P")
    unsur = teks()
    alamat = teks()
    telepon = teks_opsional()


class UnsurHadir(Fakta):
    unsur = teks()
    laki_laki = bilangan()
    perempuan = bilangan()
    jumlah = bilangan()


class PenandatanganKecamatan(Fakta):
    """Camat, Pimpinan Musyawarah and three wakil utusan desa (Panduan II.D.4)."""

    camat = bagian(Penandatangan)
    pimpinan = bagian(Penandatangan)
    wakil_utusan = baris(Wakil, exactly=3)


class BAMusrenbangKecamatan(NaskahBernomor):
    """Berita Acara Musrenbang Kecamatan with lampiran I to IV (Panduan II.D.4)."""

    musyawarah = bagian(Musyawarah)
    kehadiran = bagian(Kehadiran)
    unsur_hadir = baris(UnsurHadir)
    hadir = baris(Hadir)
    desa_masuk = baris(DesaMasuk)
    desa_tertahan = baris(DesaTertahan)
    blm = bagian(PrioritasBLM)
    apbd = bagian(PrioritasAPBD)
    belum_disepakati = baris(BelumDisepakatiKecamatan)
    delegasi = baris(Delegasi)
    keputusan = butir()
    tembusan = butir()
    penandatangan = bagian(PenandatanganKecamatan)


class _AsalBaris(Fakta):
    """Where a line of the SPC comes from: the village's Berita Acara and its line there."""

    nomor_ba = teks()
    baris_ba = bilangan(1)


class PenetapanBLM(UsulanKecamatan, _AsalBaris):
    """`kumulatif` runs over `dari_sumber` of the whole lampiran, in printed order."""

    kumulatif = bilangan()


class PenetapanSKPD(UsulanSKPD, _AsalBaris):
    pass


class KelompokPenetapanBLM(Fakta):
    judul = teks()
    baris = baris(PenetapanBLM)
    jumlah = bagian(Jumlah)

    @validates_schema
    def _totals_are_true(self, data: Mapping[str, Any], **_: Any) -> None:
        check_list(data["baris"], data["jumlah"])


class KelompokPenetapanSKPD(Fakta):
    skpd = teks()
    baris = baris(PenetapanSKPD)
    jumlah = bagian(Jumlah)

    @validates_schema
    def _totals_are_true(self, data: Mapping[str, Any], **_: Any) -> None:
        check_list(data["baris"], data["jumlah"])


class LampiranBLM(Fakta):
    """`pagu` is the kecamatan's BLM ceiling, when it is known; else no line is printed."""

    pagu = bilangan_opsional()
    kelompok = baris(KelompokPenetapanBLM)
    jumlah = bagian(Jumlah)

    @validates_schema
    def _totals_are_true(self, data: Mapping[str, Any], **_: Any) -> None:
        check_groups(data)
        rows = [row for group in data["kelompok"] for row in group["baris"]]
        running = accumulate(row["dari_sumber"] or 0 for row in rows)
        if [row["kumulatif"] for row in rows] != list(running):
            raise ValidationError({"kelompok": ["Jumlah kumulatif tidak sesuai dengan barisnya."]})


class LampiranAPBD(Fakta):
    kelompok = baris(KelompokPenetapanSKPD)
    jumlah = bagian(Jumlah)

    @validates_schema
    def _totals_are_true(self, data: Mapping[str, Any], **_: Any) -> None:
        check_groups(data)


class SPC(Penetapan):
    """Surat Penetapan Camat (Panduan II.D.4; Form.28)."""

    blm = bagian(LampiranBLM)
    apbd = bagian(LampiranAPBD)
    desa_masuk = baris(DesaMasuk)
    desa_tertahan = baris(DesaTertahan)
    penandatangan = bagian(Penandatangan)
