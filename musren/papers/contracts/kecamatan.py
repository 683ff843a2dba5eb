"""Facts of the Berita Acara Musrenbang Kecamatan, and the rows the Camat's decree shares."""

from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import Any

from marshmallow import ValidationError, validates_schema

from musren.papers.contracts.kecamatan_dana import RingkasanPendanaan
from musren.papers.contracts.parts import (
    Fakta,
    Hadir,
    Jumlah,
    Kehadiran,
    Musyawarah,
    NaskahBernomor,
    Penandatangan,
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
    butir_opsional,
    check_list,
    pilihan,
    same_sums,
    tanggal,
    teks,
    teks_opsional,
    volume,
)


class UsulanKecamatan(Usulan):
    """A ranked row; `desa` is the short name, `peringkat` the rank in its own list.

    `peringkat_desa` is the rank the village gave, `peringkat_hitung` what the rule computed
    before people decided.
    """

    desa = teks()
    peringkat = bilangan_opsional()
    peringkat_desa = bilangan_opsional()
    peringkat_hitung = bilangan_opsional()


class UsulanBLM(UsulanKecamatan):
    """A row for BLM; `kumulatif` runs over `dari_sumber` of the whole list."""

    kumulatif = bilangan_opsional()


class UsulanSKPD(UsulanKecamatan):
    """A row of the ten-column list by SKPD (Permendagri 54/2010 Lampiran V).

    `volume_semula` with `satuan_semula`, and `biaya_semula`, are what the village proposed; None
    where the kecamatan left it as it was.
    """

    volume_semula = volume()
    satuan_semula = teks_opsional()
    biaya_semula = bilangan_opsional()
    prioritas_daerah = teks_opsional()
    sasaran_daerah = teks_opsional()
    program = teks_opsional()
    sasaran = teks_opsional()


class KelompokBLM(Fakta):
    """SPP and non-SPP are listed apart (Form.15)."""

    judul = teks()
    baris = baris(UsulanBLM)
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


def ranked(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """All rows of a grouped list, in printed order."""
    return [row for group in data["kelompok"] for row in group["baris"]]


def check_running(rows: Iterable[Mapping[str, Any]], where: str = "kelompok") -> None:
    """Refuse a running sum of BLM that does not follow its rows; none at all is no mistake."""
    listed = list(rows)
    if all(row["kumulatif"] is None for row in listed):
        return
    running = list(accumulate(row["dari_sumber"] or 0 for row in listed))
    if [row["kumulatif"] for row in listed] != running:
        raise ValidationError({where: ["Jumlah kumulatif tidak sesuai dengan barisnya."]})


def check_reasons(data: Mapping[str, Any]) -> None:
    """Refuse a rank that differs from the computed one and is not shown (pnpm.md 5.3)."""
    shown = {change["kode"] for change in data["perubahan_urutan"]}
    silent = [
        row["kode"]
        for row in (*ranked(data["blm"]), *ranked(data["apbd"]))
        if None not in (row["peringkat"], row["peringkat_hitung"])
        and row["peringkat"] != row["peringkat_hitung"]
        and row["kode"] not in shown
    ]
    if silent:
        told = f"Peringkat {', '.join(silent)} berbeda dari hitungan tetapi tidak disebut."
        raise ValidationError({"perubahan_urutan": [told]})


class PrioritasBLM(Fakta):
    kelompok = baris(KelompokBLM)
    jumlah = bagian(Jumlah)

    @validates_schema
    def _totals_are_true(self, data: Mapping[str, Any], **_: Any) -> None:
        check_groups(data)
        check_running(ranked(data))


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


class Cadangan(BelumDisepakatiKecamatan):
    """A proposal on the reserve list; `daftar` names its list, such as "BLM PNPM-MP"."""

    daftar = teks()
    peringkat = bilangan_opsional()
    biaya = bilangan_opsional()


class PerubahanUrutan(Fakta):
    """Where people put a proposal elsewhere than the rule did; `alasan` when it was given."""

    kode = teks()
    kegiatan = teks()
    desa = teks()
    daftar = teks()
    peringkat_desa = bilangan_opsional()
    peringkat_hitung = bilangan_opsional()
    peringkat = bilangan(1)
    alasan = teks_opsional()


class RingkasanVerifikasi(Fakta):
    """What Tim Verifikasi recommended, in proposals; `sk` is the decree that formed it."""

    sk = bagian_opsional(RujukanNaskah)
    usulan = bilangan()
    layak = bilangan()
    layak_perbaikan = bilangan()
    tidak_layak = bilangan()
    dikembalikan = bilangan()
    diperbaiki = bilangan()

    @validates_schema
    def _adds_up(self, data: Mapping[str, Any], **_: Any) -> None:
        if data["layak"] + data["layak_perbaikan"] + data["tidak_layak"] != data["usulan"]:
            raise ValidationError({"usulan": ["Rekomendasi tidak sama dengan jumlah usulan."]})
        if data["diperbaiki"] > data["dikembalikan"]:
            raise ValidationError({"diperbaiki": ["Yang diperbaiki melebihi yang dikembalikan."]})


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
    """Berita Acara Musrenbang Kecamatan with lampiran I to IV (Panduan II.D.4).

    `cara_prioritas` are whole sentences: by which way each list was ranked.
    """

    musyawarah = bagian(Musyawarah)
    kehadiran = bagian(Kehadiran)
    unsur_hadir = baris(UnsurHadir)
    hadir = baris(Hadir)
    desa_masuk = baris(DesaMasuk)
    desa_tertahan = baris(DesaTertahan)
    blm = bagian(PrioritasBLM)
    apbd = bagian(PrioritasAPBD)
    belum_disepakati = baris(BelumDisepakatiKecamatan)
    cadangan = baris_opsional(Cadangan)
    perubahan_urutan = baris_opsional(PerubahanUrutan)
    cara_prioritas = butir_opsional()
    verifikasi = bagian_opsional(RingkasanVerifikasi)
    pendanaan = bagian_opsional(RingkasanPendanaan)
    delegasi = baris(Delegasi)
    keputusan = butir()
    tembusan = butir()
    penandatangan = bagian(PenandatanganKecamatan)

    @validates_schema
    def _changes_are_shown(self, data: Mapping[str, Any], **_: Any) -> None:
        check_reasons(data)
