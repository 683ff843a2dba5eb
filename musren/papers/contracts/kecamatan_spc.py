"""Facts of the Surat Penetapan Camat, its petikan per village, and the mandate of the delegates."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, validates_schema

from musren.papers.contracts.desa import KelompokRKP
from musren.papers.contracts.kecamatan import (
    Cadangan,
    Delegasi,
    DesaMasuk,
    DesaTertahan,
    PerubahanUrutan,
    UsulanKecamatan,
    UsulanSKPD,
    check_groups,
    check_reasons,
    check_running,
    ranked,
)
from musren.papers.contracts.kecamatan_dana import RingkasanPendanaan
from musren.papers.contracts.parts import (
    Fakta,
    Jumlah,
    NaskahBernomor,
    NaskahBertanggal,
    Penandatangan,
    Penetapan,
    RujukanBA,
    RujukanNaskah,
    Usulan,
    bagian,
    bagian_opsional,
    baris,
    baris_opsional,
    bilangan,
    bilangan_opsional,
    butir,
    butir_opsional,
    check_list,
    teks,
    teks_opsional,
    volume,
)
from musren.papers.contracts.rkp import same_total


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
        check_running(ranked(data))


class LampiranAPBD(Fakta):
    kelompok = baris(KelompokPenetapanSKPD)
    jumlah = bagian(Jumlah)

    @validates_schema
    def _totals_are_true(self, data: Mapping[str, Any], **_: Any) -> None:
        check_groups(data)


class PerubahanTerbukti(PerubahanUrutan, _AsalBaris):
    """A changed rank, with the line of the village it goes back to."""


class CadanganTerbukti(Cadangan, _AsalBaris):
    """A proposal in reserve or beyond the money, with the line of the village."""


class SPC(Penetapan):
    """Surat Penetapan Camat (Panduan II.D.4; Form.28).

    The dictum that ends with a colon, if there is one, is followed by `tugas`, a letter each.
    `belum_didanai` was agreed, but the BLM did not reach it.
    """

    tugas = butir_opsional()
    blm = bagian(LampiranBLM)
    apbd = bagian(LampiranAPBD)
    pendanaan = bagian_opsional(RingkasanPendanaan)
    perubahan_urutan = baris_opsional(PerubahanTerbukti)
    belum_didanai = baris_opsional(CadanganTerbukti)
    cadangan = baris_opsional(CadanganTerbukti)
    desa_masuk = baris(DesaMasuk)
    desa_tertahan = baris(DesaTertahan)
    penandatangan = bagian(Penandatangan)

    @validates_schema
    def _changes_are_shown(self, data: Mapping[str, Any], **_: Any) -> None:
        check_reasons(data)

    @validates_schema
    def _duties_have_their_place(self, data: Mapping[str, Any], **_: Any) -> None:
        opened = sum(text.rstrip().endswith(":") for text in data["diktum"])
        if opened > 1 or (opened and not data["tugas"]):
            told = "Paling banyak satu diktum berakhir dengan titik dua, diikuti uraian tugas."
            raise ValidationError({"diktum": [told]})

    @validates_schema
    def _stays_within_the_money(self, data: Mapping[str, Any], **_: Any) -> None:
        money = data["pendanaan"]
        if money is None:
            return
        free = money["pagu"] - money["op_upk"] - money["op_tpk"]
        if data["blm"]["jumlah"]["dari_sumber"] > free:
            raise ValidationError({"blm": ["Yang ditetapkan melebihi dana BLM kegiatan."]})


class BarisPetikan(Usulan):
    """A line of the village in the SPC: `baris_lampiran` is its group and number, such as "II.3".

    `baris_ba` is the line of the village's own Berita Acara.
    """

    baris_lampiran = teks()
    baris_ba = bilangan(1)
    peringkat = bilangan_opsional()
    peringkat_desa = bilangan_opsional()


class BarisPetikanSKPD(BarisPetikan):
    skpd = teks()


class DaftarPetikanBLM(Fakta):
    baris = baris(BarisPetikan)
    jumlah = bagian(Jumlah)

    @validates_schema
    def _totals_are_true(self, data: Mapping[str, Any], **_: Any) -> None:
        check_list(data["baris"], data["jumlah"])


class DaftarPetikanAPBD(DaftarPetikanBLM):
    baris = baris(BarisPetikanSKPD)


class TidakDitetapkan(Fakta):
    """A proposal of the village that is not in the SPC; `putusan` says what became of it."""

    kode = teks()
    kegiatan = teks()
    lokasi = teks_opsional()
    volume = volume()
    satuan = teks_opsional()
    putusan = teks()
    alasan = teks()


class PenandatanganCamat(Fakta):
    camat = bagian(Penandatangan)


class PetikanSPC(NaskahBertanggal):
    """The lines of one village in the SPC; `spc` is the decree, `berita_acara` the village's."""

    spc = bagian(RujukanNaskah)
    tentang = teks()
    desa = teks()
    desa_kode = teks()
    berita_acara = bagian(RujukanBA)
    berita_acara_kecamatan = bagian(RujukanBA)
    diktum = butir(1)
    tugas = butir_opsional()
    blm = bagian(DaftarPetikanBLM)
    apbd = bagian(DaftarPetikanAPBD)
    tidak_ditetapkan = baris(TidakDitetapkan)
    tembusan = butir()
    penandatangan = bagian(PenandatanganCamat)


class PenandatanganMandat(Fakta):
    """The Camat, and the Pimpinan Musyawarah where he signs too."""

    camat = bagian(Penandatangan)
    pimpinan = bagian_opsional(Penandatangan)


class SuratMandat(NaskahBernomor):
    """Mandate of the delegates of the kecamatan (Panduan II.D.4, V.E; pnpm.md 6.2).

    `kegiatan` names the meetings, `mandat` the duties there; `berlaku` until when, in words.
    """

    berita_acara = bagian(RujukanBA)
    delegasi = baris(Delegasi, minimum=1)
    kegiatan = butir(1)
    mandat = butir(1)
    berlaku = teks_opsional()
    tembusan = butir()
    penandatangan = bagian(PenandatanganMandat)


class FormulirR3(NaskahBertanggal):
    """Form R3, the recap "lembar Kecamatan" (Permendagri 66/2007; pnpm.md 4.2).

    The groups are APBN, APBD Provinsi, APBD Kab/Kota, APBDesa and Swasta; `lembar` counts the
    sheets of footnote 1, `tembusan` those who keep one.
    """

    kelompok = baris(KelompokRKP, minimum=1)
    jumlah = bilangan()
    lembar = bilangan_opsional()
    tembusan = butir()
    penandatangan = bagian(PenandatanganCamat)

    @validates_schema
    def _totals_are_true(self, data: Mapping[str, Any], **_: Any) -> None:
        same_total(data["kelompok"], "jumlah", data["jumlah"], "jumlah")
