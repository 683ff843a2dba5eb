"""Facts of the papers that make the RPJM-Desa law: Keputusan BPD, draft and Peraturan Desa."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, validates_schema

from musren.domain.bahasa import tanggal as dated
from musren.papers.contracts.musyawarah import JumlahRPJM, Perubahan
from musren.papers.contracts.parts import (
    WAJIB,
    Fakta,
    NaskahBertanggal,
    Penandatangan,
    Penetapan,
    RujukanBA,
    RujukanNaskah,
    bagian,
    baris_opsional,
    bilangan,
    bilangan_opsional,
    butir,
    tahun,
    tanggal,
    tanggal_opsional,
    teks,
    teks_opsional,
)


class RapatBPD(Fakta):
    """The meeting of the BPD that agreed; `hadir` of `anggota` members were there."""

    tanggal = tanggal()
    tempat = teks()
    hadir = bilangan_opsional()
    anggota = bilangan_opsional()


class PenandatanganBPD(Fakta):
    ketua_bpd = bagian(Penandatangan)


class KeputusanBPD(Penetapan):
    """Keputusan BPD on the draft Peraturan Desa (pnpm.md 3.6, Panduan VI.B.2.f).

    `perubahan` are what the BPD wants changed in the draft; none means agreed as it stands.
    """

    periode_awal = tahun()
    periode_akhir = tahun()
    rapat = bagian(RapatBPD)
    perubahan = baris_opsional(Perubahan)
    penandatangan = bagian(PenandatanganBPD)

    @validates_schema
    def _names_its_meeting(self, data: Mapping[str, Any], **_: Any) -> None:
        day = dated(data["rapat"]["tanggal"])
        if not any(day in text for text in (*data["menimbang"], *data["memperhatikan"])):
            raise ValidationError({"memperhatikan": ["Tanggal Rapat BPD belum disebut."]})


class PenandatanganPerdes(Fakta):
    """Kepala Desa determines, Sekretaris Desa promulgates."""

    kepala_desa = bagian(Penandatangan)
    sekdes = bagian(Penandatangan)


class RancanganPerdesRPJM(NaskahBertanggal):
    """The draft Peraturan Desa, resting on the BA of Musrenbangdes RPJM (Panduan VI.B.2.e.6).

    `masa_rpjm` is the period in years; `lembaran` names where the regulation is promulgated,
    before the village's name: "Berita" or "Lembaran".
    """

    tentang = teks()
    berita_acara = bagian(RujukanBA)
    periode_awal = tahun()
    periode_akhir = tahun()
    masa_rpjm = bilangan(1, 20)
    menimbang = butir(1)
    mengingat = butir(1)
    jumlah = bagian(JumlahRPJM)
    lembaran = teks()
    penandatangan = bagian(PenandatanganPerdes)

    @validates_schema
    def _names_its_berita_acara(self, data: Mapping[str, Any], **_: Any) -> None:
        if not _named(data["berita_acara"]["nomor"], data["menimbang"]):
            raise ValidationError({"menimbang": ["Nomor Berita Acara belum disebut."]})

    @validates_schema
    def _period_is_as_long_as_told(self, data: Mapping[str, Any], **_: Any) -> None:
        if data["periode_akhir"] - data["periode_awal"] + 1 != data["masa_rpjm"]:
            raise ValidationError({"masa_rpjm": ["Masa ini tidak sama dengan periodenya."]})


class PerdesRPJM(RancanganPerdesRPJM):
    """Peraturan Desa tentang RPJM-Desa: agreed by the BPD, numbered, promulgated."""

    nomor = teks_opsional()
    keputusan_bpd = bagian(RujukanNaskah)
    tanggal_diundangkan = tanggal_opsional()
    lembaran_nomor = teks_opsional()

    @validates_schema
    def _numbered_when_issued(self, data: Mapping[str, Any], **_: Any) -> None:
        if not data["draf"] and not data["nomor"]:
            raise ValidationError({"nomor": [WAJIB]})

    @validates_schema
    def _names_the_agreement(self, data: Mapping[str, Any], **_: Any) -> None:
        if not _named(data["keputusan_bpd"]["nomor"], data["menimbang"]):
            raise ValidationError({"menimbang": ["Nomor Keputusan BPD belum disebut."]})


def _named(number: str, texts: list[str]) -> bool:
    return any(number in text for text in texts)
