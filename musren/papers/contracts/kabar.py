"""Facts of Kabar Usulan: what became of the proposals of one dusun or group, without names."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, validates_schema

from musren.papers.contracts.gambar import Langkah
from musren.papers.contracts.parts import (
    Fakta,
    NaskahBertanggal,
    bagian,
    baris,
    bilangan,
    butir,
    pilihan,
    teks,
    teks_opsional,
)

STANDINGS = ("berjalan", "berhenti", "selesai")


class UsulanKabar(Fakta):
    """One proposal: `posisi` says where it is, `oleh` who decided that and when.

    `perbaikan` is what people can repair, `pintu` when the next door opens; `langkah` are all
    stages in their order with what became of it there. No sentence names a person.
    """

    kode = teks()
    kegiatan = teks()
    lokasi = teks_opsional()
    keadaan = pilihan(*STANDINGS)
    posisi = teks()
    oleh = teks_opsional()
    alasan = teks_opsional()
    perbaikan = teks_opsional()
    pintu = teks_opsional()
    langkah = baris(Langkah, minimum=1)


class JumlahKabar(Fakta):
    """How many proposals go on, have stopped, and are done."""

    usulan = bilangan()
    berjalan = bilangan()
    berhenti = bilangan()
    selesai = bilangan()


class KabarUsulan(NaskahBertanggal):
    """A poster per dusun or group; `tanggal_surat` is the day it tells of.

    `tahap` are the names of the stages, the numbers of the boxes; `kontak` is whom to ask: an
    office and its telephone, never a person. `laman` is the address of the public page.
    """

    kelompok = teks()
    jenis = pilihan("dusun", "kelompok")
    tahap = butir(1)
    usulan = baris(UsulanKabar)
    jumlah = bagian(JumlahKabar)
    kontak = teks()
    laman = teks_opsional()

    @validates_schema
    def _standings_are_counted(self, data: Mapping[str, Any], **_: Any) -> None:
        standings = [row["keadaan"] for row in data["usulan"]]
        true = {"usulan": len(standings), **{name: standings.count(name) for name in STANDINGS}}
        wrong = {
            f"jumlah.{name}": ["Banyaknya tidak sama dengan baris."]
            for name, is_ in true.items()
            if is_ != data["jumlah"][name]
        }
        if wrong:
            raise ValidationError(wrong)

    @validates_schema
    def _steps_follow_the_stages(self, data: Mapping[str, Any], **_: Any) -> None:
        for number, row in enumerate(data["usulan"]):
            if [step["nama"] for step in row["langkah"]] != list(data["tahap"]):
                raise ValidationError({f"usulan.{number}.langkah": ["Tahapnya tidak sama."]})
