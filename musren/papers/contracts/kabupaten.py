"""Facts of the kabupaten papers: Forum SKPD, Musrenbang Kabupaten, DPRD hearing, form R4."""

from collections.abc import Iterable, Mapping
from typing import Any

from marshmallow import ValidationError, validates_schema

from musren.papers.contracts.desa import KelompokRKP
from musren.papers.contracts.parts import (
    Fakta,
    Hadir,
    Kehadiran,
    Musyawarah,
    NaskahBernomor,
    NaskahBertanggal,
    Penandatangan,
    Wakil,
    WilayahAtas,
    bagian,
    bagian_opsional,
    baris,
    bilangan,
    bilangan_opsional,
    butir,
    jam,
    pilihan,
    same_sums,
    tanggal,
    tanggal_opsional,
    teks,
    teks_opsional,
    volume,
)
from musren.papers.contracts.rkp import same_total

COUNTED = "Banyaknya tidak sama dengan baris."


class UnsurHadirAtas(Fakta):
    """How many came from one element."""

    unsur = teks()
    laki_laki = bilangan()
    perempuan = bilangan()
    jumlah = bilangan()


class JumlahUsulan(Fakta):
    """Proposals and whole rupiah; `tanpa_biaya` counts rows without a cost."""

    usulan = bilangan()
    biaya = bilangan()
    tanpa_biaya = bilangan()


class BarisUsulan(Fakta):
    """A proposal as the kabupaten sees it.

    `biaya` is what this level agreed or, where it agreed nothing, what was proposed.
    `peringkat` is its rank at the kecamatan; `kecamatan` and `desa` are short names.
    """

    kode = teks()
    kegiatan = teks()
    kecamatan = teks_opsional()
    desa = teks_opsional()
    lokasi = teks_opsional()
    peringkat = bilangan_opsional()
    volume = volume()
    satuan = teks_opsional()
    biaya = bilangan_opsional()


class BarisKabupaten(BarisUsulan):
    """One that was decided on; `asal` tells who brought it."""

    asal = pilihan("kecamatan", "pokir")


class BarisProgram(BarisKabupaten):
    """A row of the ten-column list by SKPD (Permendagri 54/2010 Lampiran V)."""

    prioritas_daerah = teks_opsional()
    sasaran_daerah = teks_opsional()
    program = teks_opsional()
    sasaran = teks_opsional()
    keterangan = teks_opsional()


class BarisUbah(BarisKabupaten):
    """Accepted with a change: `volume` and `biaya` are the new ones, and why they are."""

    volume_semula = volume()
    biaya_semula = bilangan_opsional()
    alasan = teks()


class BarisUbahSKPD(BarisUbah):
    """The same where several SKPD stand in one list."""

    skpd = teks()


class BarisTolak(BarisKabupaten):
    """Refused, and why."""

    skpd = teks()
    alasan = teks()


class BarisAlih(BarisTolak):
    """Sent from one SKPD (`skpd`) to another, and why."""

    skpd_tujuan = teks()


class JumlahPutusan(Fakta):
    """How much was decided in which way; `dibahas` counts the proposals of all four."""

    diterima = bagian(JumlahUsulan)
    diterima_perubahan = bagian(JumlahUsulan)
    ditolak = bagian(JumlahUsulan)
    dialihkan = bagian(JumlahUsulan)
    dibahas = bilangan()


DECISIONS = ("diterima", "diterima_perubahan", "ditolak", "dialihkan")


def counted(rows: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """What `JumlahUsulan` must say of these rows."""
    listed = list(rows)
    return {
        "usulan": len(listed),
        "biaya": sum(row["biaya"] or 0 for row in listed),
        "tanpa_biaya": sum(row["biaya"] is None for row in listed),
    }


def check_counted(rows: Iterable[Mapping[str, Any]], jumlah: Mapping[str, Any], where: str) -> None:
    """Refuse sums that are not those of the rows."""
    true = counted(rows)
    wrong = {f"{where}.{name}": [COUNTED] for name, is_ in true.items() if is_ != jumlah[name]}
    if wrong:
        raise ValidationError(wrong)


class AsalUsulan(Fakta):
    """How many of all that were discussed came from the kecamatan, and how many from DPRD."""

    kecamatan = bilangan()
    pokir = bilangan()


class Putusan(NaskahBernomor):
    """What both meetings of the kabupaten put on paper (pnpm.md 6, today.md 4.2).

    `keputusan` are further sentences of the meeting; `jumlah` counts the decisions.
    """

    wilayah = bagian(WilayahAtas)
    musyawarah = bagian(Musyawarah)
    kehadiran = bagian(Kehadiran)
    unsur_hadir = baris(UnsurHadirAtas)
    hadir = baris(Hadir)
    asal = bagian(AsalUsulan)
    jumlah = bagian(JumlahPutusan)
    diterima_perubahan = baris(BarisUbah)
    ditolak = baris(BarisTolak)
    dialihkan = baris(BarisAlih)
    keputusan = butir()
    tembusan = butir()

    @validates_schema
    def _decisions_are_counted(self, data: Mapping[str, Any], **_: Any) -> None:
        sums = data["jumlah"]
        for name in DECISIONS[1:]:
            check_counted(data[name], sums[name], f"jumlah.{name}")
        same_total([sums[one] for one in DECISIONS], "usulan", sums["dibahas"], "jumlah.dibahas")
        if sum(data["asal"].values()) != sums["dibahas"]:
            raise ValidationError({"asal": [COUNTED]})


class PenandatanganForum(Fakta):
    """Kepala SKPD, who led, and three delegates of the kecamatan [D]."""

    kepala_skpd = bagian(Penandatangan)
    pimpinan = bagian(Penandatangan)
    delegasi = baris(Wakil, exactly=3)


class BAForumSKPD(Putusan):
    """Berita Acara Forum SKPD (Panduan V.D; today.md 4.2).

    `skpd` is the whole name of the agency; `pagu` its indicative ceiling when it is known.
    """

    skpd = teks()
    pagu = bilangan_opsional()
    diterima = baris(BarisProgram)
    penandatangan = bagian(PenandatanganForum)

    @validates_schema
    def _accepted_are_counted(self, data: Mapping[str, Any], **_: Any) -> None:
        check_counted(data["diterima"], data["jumlah"]["diterima"], "jumlah.diterima")


class KelompokSKPDKabupaten(Fakta):
    """What was accepted for one SKPD, changed rows included with what was agreed."""

    skpd = teks()
    baris = baris(BarisProgram)
    jumlah = bagian(JumlahUsulan)

    @validates_schema
    def _totals_are_true(self, data: Mapping[str, Any], **_: Any) -> None:
        check_counted(data["baris"], data["jumlah"], "jumlah")


class RekapSKPD(Fakta):
    """One SKPD: its Forum, what was accepted, and its ceiling; lebih and kurang against it."""

    skpd = teks()
    nomor_ba = teks_opsional()
    tanggal_ba = tanggal_opsional()
    usulan = bilangan()
    biaya = bilangan()
    pagu = bilangan_opsional()
    lebih = bilangan_opsional()
    kurang = bilangan_opsional()


class JumlahRekapSKPD(Fakta):
    usulan = bilangan()
    biaya = bilangan()
    pagu = bilangan()


class KecamatanMasuk(Fakta):
    """A kecamatan with its decree; `usulan` are those it sent."""

    kecamatan = teks()
    kode = teks()
    nomor_spc = teks()
    tanggal_spc = tanggal()
    usulan = bilangan()
    biaya = bilangan()


class KecamatanTertahan(Fakta):
    """A kecamatan that could not come in, and why."""

    kecamatan = teks()
    kode = teks()
    alasan = teks()


class PenandatanganMusrenbangKabupaten(Fakta):
    """Kepala Bappeda, who led, and three of those present [D]."""

    kepala_bappeda = bagian(Penandatangan)
    pimpinan = bagian(Penandatangan)
    wakil_peserta = baris(Wakil, exactly=3)


class BAMusrenbangKabupaten(Putusan):
    """Berita Acara Musrenbang Kabupaten (Panduan V.E).

    `kelompok` holds all that was accepted, with and without a change, by SKPD.
    """

    diterima_perubahan = baris(BarisUbahSKPD)
    kecamatan_masuk = baris(KecamatanMasuk)
    kecamatan_tertahan = baris(KecamatanTertahan)
    kelompok = baris(KelompokSKPDKabupaten)
    rekap = baris(RekapSKPD)
    jumlah_rekap = bagian(JumlahRekapSKPD)
    penandatangan = bagian(PenandatanganMusrenbangKabupaten)

    @validates_schema
    def _groups_are_what_was_accepted(self, data: Mapping[str, Any], **_: Any) -> None:
        groups = [group["jumlah"] for group in data["kelompok"]]
        sums = data["jumlah"]
        accepted = [sums["diterima"], sums["diterima_perubahan"]]
        for name in ("usulan", "biaya", "tanpa_biaya"):
            same_total(groups, name, sum(one[name] for one in accepted), f"jumlah.diterima.{name}")

    @validates_schema
    def _recap_is_true(self, data: Mapping[str, Any], **_: Any) -> None:
        for name in ("usulan", "biaya", "pagu"):
            same_total(data["rekap"], name, data["jumlah_rekap"][name], f"jumlah_rekap.{name}")
        groups = [group["jumlah"] for group in data["kelompok"]]
        for name in ("usulan", "biaya"):
            same_total(groups, name, data["jumlah_rekap"][name], f"jumlah_rekap.{name}")


class UsulanHearing(BarisUsulan):
    """An agreed priority; `status` says where it is, `pokir` which wish of DPRD it answers."""

    skpd = teks_opsional()
    status = teks()
    pokir = teks_opsional()


class PokirHearing(Fakta):
    """A wish of a member of DPRD, from pokir or jaring asmara."""

    kode = teks()
    jenis = pilihan("pokir", "jaring_asmara")
    anggota_nama = teks()
    fraksi = teks_opsional()
    kegiatan = teks()
    lokasi = teks_opsional()
    volume = volume()
    satuan = teks_opsional()
    biaya = bilangan_opsional()


class PokirCocok(PokirHearing):
    """A wish that a proposal of the Musrenbang already answers."""

    usulan_kode = teks()
    usulan_kegiatan = teks()
    usulan_biaya = bilangan_opsional()


class PokirBelum(PokirHearing):
    """A wish no proposal answers; `keterangan` says what to do about it."""

    keterangan = teks_opsional()


class JumlahHearing(Fakta):
    """Proposals with their cost, and wishes matched and not."""

    usulan = bilangan()
    biaya = bilangan()
    pokir_cocok = bilangan()
    pokir_belum = bilangan()


class WilayahHearing(Fakta):
    """One kecamatan or electoral district: `nama` as it heads its part of the list."""

    nama = teks()
    kecamatan = butir(1)
    anggota = butir()
    usulan = baris(UsulanHearing)
    pokir_cocok = baris(PokirCocok)
    pokir_belum = baris(PokirBelum)
    diminta = butir()
    jumlah = bagian(JumlahHearing)

    @validates_schema
    def _totals_are_true(self, data: Mapping[str, Any], **_: Any) -> None:
        true = {
            "usulan": len(data["usulan"]),
            "biaya": sum(row["biaya"] or 0 for row in data["usulan"]),
            "pokir_cocok": len(data["pokir_cocok"]),
            "pokir_belum": len(data["pokir_belum"]),
        }
        wrong = {f"jumlah.{n}": [COUNTED] for n, is_ in true.items() if is_ != data["jumlah"][n]}
        if wrong:
            raise ValidationError(wrong)


class AcaraHearing(Fakta):
    """When and where the hearing is, once that is known."""

    tanggal = tanggal()
    jam_mulai = jam()
    zona_waktu = pilihan("WIB", "WITA", "WIT")
    tempat = teks()


class PenandatanganBappeda(Fakta):
    kepala_bappeda = bagian(Penandatangan)


class DaftarHearing(NaskahBertanggal):
    """The list people bring to the hearing of DPRD (Panduan V.A, V.B)."""

    wilayah = bagian(WilayahAtas)
    acara = bagian_opsional(AcaraHearing)
    kelompok = baris(WilayahHearing, minimum=1)
    diminta = butir(1)
    jumlah = bagian(JumlahHearing)
    penandatangan = bagian(PenandatanganBappeda)

    @validates_schema
    def _totals_are_true(self, data: Mapping[str, Any], **_: Any) -> None:
        parts = [group["jumlah"] for group in data["kelompok"]]
        same_sums(parts, data["jumlah"], "usulan biaya pokir_cocok pokir_belum")


class PenandatanganBupati(Fakta):
    bupati = bagian(Penandatangan)


class FormulirR4(NaskahBertanggal):
    """Form R4, the lembar Kabupaten/Kota (Permendagri 66/2007); `lembar` as in form R2."""

    wilayah = bagian(WilayahAtas)
    kelompok = baris(KelompokRKP, minimum=1)
    jumlah = bilangan()
    lembar = bilangan_opsional()
    tembusan = butir()
    penandatangan = bagian(PenandatanganBupati)

    @validates_schema
    def _total_is_true(self, data: Mapping[str, Any], **_: Any) -> None:
        same_total(data["kelompok"], "jumlah", data["jumlah"], "jumlah")
