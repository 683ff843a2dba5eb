"""Facts of the attendance list, used at the village and at the kecamatan."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, validates_schema

from musren.papers.contracts.parts import (
    Hadir,
    Kehadiran,
    Naskah,
    Penandatangan,
    WilayahAtas,
    bagian,
    baris,
    jam,
    pilihan,
    tanggal,
    teks,
)


class DaftarHadir(Naskah):
    """Daftar Hadir (pnpm.md 7); `acara` names the meeting in full."""

    wilayah = bagian(WilayahAtas)
    acara = teks()
    tanggal = tanggal()
    jam_mulai = jam()
    jam_selesai = jam()
    zona_waktu = pilihan("WIB", "WITA", "WIT")
    tempat = teks()
    tempat_surat = teks()
    hadir = baris(Hadir)
    kehadiran = bagian(Kehadiran)
    mengetahui = bagian(Penandatangan)
    pimpinan = bagian(Penandatangan)

    @validates_schema
    def _counts_are_true(self, data: Mapping[str, Any], **_: Any) -> None:
        rows = data["hadir"]
        counted = {
            "laki_laki": sum(row["jk"] == "L" for row in rows),
            "perempuan": sum(row["jk"] == "P" for row in rows),
            "rtm": sum(row["rtm"] for row in rows),
        }
        wrong = {
            name: ["Banyaknya tidak sama dengan daftar."]
            for name, count in counted.items()
            if count != data["kehadiran"][name]
        }
        if wrong:
            raise ValidationError({"kehadiran": wrong})
