"""Facts of the verification papers: the team, one proposal's sheet, and the two recaps."""

from collections.abc import Iterable, Mapping
from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from musren.papers.contracts.parts import (
    PESAN,
    Fakta,
    Jumlah,
    NaskahBertanggal,
    Penandatangan,
    PenetapanTanpaBA,
    Usulan,
    bagian,
    baris,
    baris_opsional,
    bilangan,
    bilangan_opsional,
    butir,
    check_list,
    pilihan,
    same_sums,
    tanggal,
    tanggal_opsional,
    teks,
    teks_opsional,
)

REKOMENDASI = ("layak", "layak_perbaikan", "tidak_layak")


class AnggotaVerifikasi(Fakta):
    """A member: `keahlian` is the skill, `kedudukan` the place in the team."""

    nama = teks()
    jk = pilihan("L", "P")
    keahlian = teks()
    kedudukan = teks()
    alamat = teks()


class PenandatanganTimVerifikasi(Fakta):
    camat = bagian(Penandatangan)


class SKTimVerifikasi(PenetapanTanpaBA):
    """Keputusan Camat tentang Pembentukan Tim Verifikasi (pnpm.md 5.1).

    The one dictum that ends with a colon is followed by `tugas`, one letter each.
    """

    tugas = butir(1)
    anggota = baris(AnggotaVerifikasi, minimum=1)
    penandatangan = bagian(PenandatanganTimVerifikasi)

    @validates_schema
    def _duties_have_their_place(self, data: Mapping[str, Any], **_: Any) -> None:
        if sum(text.rstrip().endswith(":") for text in data["diktum"]) != 1:
            told = "Tepat satu diktum harus berakhir dengan titik dua, tempat uraian tugas tim."
            raise ValidationError({"diktum": [told]})


class Pemeriksa(Fakta):
    """A member of the team who signs."""

    nama = teks()
    jabatan = teks()


class PenandatanganVerifikasi(Fakta):
    tim = baris(Pemeriksa, minimum=1)


class UsulanDiperiksa(Usulan):
    """The proposal under verification, as the village's Berita Acara brought it."""

    desa = teks()
    jenis = teks()
    asal = teks_opsional()
    pengusul = teks_opsional()
    tujuan = teks_opsional()
    sasaran = teks_opsional()
    pemanfaat_l = bilangan_opsional()
    pemanfaat_p = bilangan_opsional()
    pemanfaat_rtm = bilangan_opsional()
    peringkat_desa = bilangan_opsional()
    nomor_ba = teks()
    tanggal_ba = tanggal()
    baris_ba = bilangan(1)


class Kelengkapan(Fakta):
    """A document of the checklist (Form.10)."""

    butir = teks()
    keadaan = pilihan("ada", "tidak", "tidak_perlu")
    catatan = teks_opsional()


class Aspek(Fakta):
    """An aspect the team judged (Form.11)."""

    aspek = teks()
    keadaan = pilihan("baik", "cukup", "kurang")
    catatan = teks_opsional()


class Khusus(Fakta):
    """A line of the sheet of its kind (Form.12.a to d): what was asked, what was found."""

    butir = teks()
    isi = teks()


class Perbaikan(Fakta):
    """A field that went back; `menjadi` is None until the village answered."""

    kolom = teks()
    semula = teks_opsional()
    menjadi = teks_opsional()


class PengembalianUsulan(Fakta):
    """One return to the village: what was asked by when, and what it answered."""

    tenggat = tanggal()
    tanggal = tanggal()
    catatan = teks()
    dijawab = tanggal_opsional()
    keterangan = teks_opsional()
    kolom = baris(Perbaikan, minimum=1)

    @validates_schema
    def _deadline_comes_after(self, data: Mapping[str, Any], **_: Any) -> None:
        if data["tenggat"] < data["tanggal"]:
            raise ValidationError({"tenggat": ["Tenggat mendahului tanggal pengembalian."]})


class LembarVerifikasi(NaskahBertanggal):
    """Form.11 with Form.10 and the part of Form.12 that belongs to the kind of proposal.

    `formulir` is the number of that part, such as "Form.12.d", and `judul_lembar` its title;
    `pemeriksa` are those who visited the place on `tanggal_kunjungan`.
    """

    formulir = teks()
    judul_lembar = teks()
    usulan = bagian(UsulanDiperiksa)
    tanggal_kunjungan = tanggal_opsional()
    pemeriksa = butir()
    kelengkapan = baris(Kelengkapan)
    aspek = baris(Aspek)
    khusus = baris(Khusus)
    pengembalian = baris_opsional(PengembalianUsulan)
    rekomendasi = pilihan(*REKOMENDASI)
    alasan = teks_opsional()
    penandatangan = bagian(PenandatanganVerifikasi)


class JumlahRekomendasi(Fakta):
    """How many proposals were judged how; `belum` have no recommendation yet."""

    usulan = bilangan()
    layak = bilangan()
    layak_perbaikan = bilangan()
    tidak_layak = bilangan()
    belum = bilangan()
    dikembalikan = bilangan()


class BarisRekap(Fakta):
    """A row of Form.13: `aspek` holds B, C or K in the order of the paper's `nama_aspek`.

    `dokumen_ada` of `dokumen_perlu` documents are there; `dikembalikan` counts the returns.
    """

    kode = teks()
    kegiatan = teks()
    jenis = teks()
    biaya = bilangan_opsional()
    dokumen_ada = bilangan()
    dokumen_perlu = bilangan()
    aspek = fields.List(pilihan("B", "C", "K", "–"), required=True, error_messages=PESAN)
    dikembalikan = bilangan()
    rekomendasi = pilihan(*REKOMENDASI, "belum")
    catatan = teks_opsional()

    @validates_schema
    def _no_more_than_needed(self, data: Mapping[str, Any], **_: Any) -> None:
        if data["dokumen_ada"] > data["dokumen_perlu"]:
            raise ValidationError({"dokumen_ada": ["Dokumen melebihi yang diperlukan."]})


def check_counts(rows: Iterable[Mapping[str, Any]], counted: Mapping[str, Any]) -> None:
    """Refuse counts of recommendations that differ from the rows."""
    listed = list(rows)
    true = {
        "usulan": len(listed),
        **{name: sum(r["rekomendasi"] == name for r in listed) for name in (*REKOMENDASI, "belum")},
        "dikembalikan": sum(row["dikembalikan"] > 0 for row in listed),
    }
    wrong = [name for name, count in true.items() if counted[name] != count]
    if wrong:
        told = "Banyaknya tidak sama dengan baris."
        raise ValidationError({"jumlah": {name: [told] for name in wrong}})


class DesaRekap(Fakta):
    desa = teks()
    kode = teks()
    baris = baris(BarisRekap)
    jumlah = bagian(JumlahRekomendasi)

    @validates_schema
    def _counts_are_true(self, data: Mapping[str, Any], **_: Any) -> None:
        check_counts(data["baris"], data["jumlah"])


class RekapVerifikasi(NaskahBertanggal):
    """Rekapitulasi rekomendasi Tim Verifikasi of all villages (Form.13)."""

    nama_aspek = butir(1)
    desa = baris(DesaRekap)
    jumlah = bagian(JumlahRekomendasi)
    penandatangan = bagian(PenandatanganVerifikasi)

    @validates_schema
    def _counts_are_true(self, data: Mapping[str, Any], **_: Any) -> None:
        parts = [one["jumlah"] for one in data["desa"]]
        names = "usulan layak layak_perbaikan tidak_layak belum dikembalikan"
        same_sums(parts, data["jumlah"], names)

    @validates_schema
    def _every_aspect_has_its_column(self, data: Mapping[str, Any], **_: Any) -> None:
        rows = [row for one in data["desa"] for row in one["baris"]]
        if any(len(row["aspek"]) != len(data["nama_aspek"]) for row in rows):
            raise ValidationError({"nama_aspek": ["Banyaknya aspek tidak sama dengan baris."]})


class BarisUsulanDesa(Usulan):
    """A row of Form.14; `dari_sumber` is what is asked from BLM."""

    jenis = teks()
    pemanfaat_l = bilangan_opsional()
    pemanfaat_p = bilangan_opsional()
    pemanfaat_rtm = bilangan_opsional()
    rekomendasi = pilihan(*REKOMENDASI, "belum")


class UsulanSatuDesa(Fakta):
    desa = teks()
    kode = teks()
    baris = baris(BarisUsulanDesa)
    jumlah = bagian(Jumlah)

    @validates_schema
    def _totals_are_true(self, data: Mapping[str, Any], **_: Any) -> None:
        check_list(data["baris"], data["jumlah"])


class PenandatanganRekap(Fakta):
    ketua_tim = bagian(Penandatangan)
    camat = bagian(Penandatangan)


class RekapUsulanDesa(NaskahBertanggal):
    """Rekapitulasi usulan desa for BLM (Form.14)."""

    desa = baris(UsulanSatuDesa)
    jumlah = bagian(Jumlah)
    penandatangan = bagian(PenandatanganRekap)

    @validates_schema
    def _totals_are_true(self, data: Mapping[str, Any], **_: Any) -> None:
        parts = [one["jumlah"] for one in data["desa"]]
        same_sums(parts, data["jumlah"], "usulan dari_sumber swadaya biaya tanpa_biaya")
