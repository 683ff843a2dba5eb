"""Facts of the decree that forms a Tim Penyusun."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, validates_schema

from musren.papers.contracts.parts import (
    Fakta,
    Penandatangan,
    PenetapanTanpaBA,
    bagian,
    baris,
    butir,
    pilihan,
    teks,
)


class AnggotaTim(Fakta):
    """A member: `jabatan` is the office or element, `kedudukan` the place in the team."""

    nama = teks()
    jk = pilihan("L", "P")
    jabatan = teks()
    kedudukan = teks()


class PenandatanganTim(Fakta):
    kepala_desa = bagian(Penandatangan)


class SKTimPenyusun(PenetapanTanpaBA):
    """Keputusan Kepala Desa tentang Pembentukan Tim Penyusun (Panduan VI.B.2.e).

    The one dictum that ends with a colon is followed by `tugas`, one letter each.
    """

    tim = pilihan("RPJM-Desa", "RKP-Desa")
    tugas = butir(1)
    anggota = baris(AnggotaTim, minimum=1)
    penandatangan = bagian(PenandatanganTim)

    @validates_schema
    def _duties_have_their_place(self, data: Mapping[str, Any], **_: Any) -> None:
        if sum(text.rstrip().endswith(":") for text in data["diktum"]) != 1:
            told = "Tepat satu diktum harus berakhir dengan titik dua, tempat uraian tugas tim."
            raise ValidationError({"diktum": [told]})
