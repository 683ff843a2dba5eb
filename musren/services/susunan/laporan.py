"""Laporan Musrenbang of the kecamatan and of the kabupaten (Panduan VI.B.2)."""

from musren.domain.peran import Hak, Peran
from musren.domain.wilayah import Level
from musren.models.wilayah import ProfilKabupaten
from musren.services.fakta.laporan import JENIS, laporan_musrenbang
from musren.services.prefill import meeting
from musren.services.susunan.jenis import JenisNaskah, Kurang, Pokok, Tujuan

BAGIAN = "Laporan"
_WRITES = {
    Level.KECAMATAN: (Peran.FK, Peran.BKAD, Peran.STAF_KECAMATAN),
    Level.KABUPATEN: (Peran.BAPPEDA,),
}
_FORM = {Level.KECAMATAN: "musrenbang-kecamatan", Level.KABUPATEN: "musrenbang-kabupaten"}


def _lacking(about: Pokok) -> list[Kurang]:
    """The office whose letterhead it has, and the meeting it tells of."""
    level = about.place.level
    if level is Level.KABUPATEN and not about.session.get(ProfilKabupaten, str(about.place)):
        return [
            Kurang(
                kalimat="Profil kabupaten belum diisi.", peran=_WRITES[level],
                tujuan=Tujuan(formulir="profil-kabupaten", tautan="Isi profil kabupaten"),
            )
        ]  # fmt: skip
    if meeting(about.session, JENIS[level], about.year, about.place) is not None:
        return []
    return [
        Kurang(
            kalimat="Isian musyawarah belum dikirim.", peran=_WRITES[level],
            tujuan=Tujuan(formulir=_FORM[level], tautan="Buka isian musyawarah"),
        )
    ]  # fmt: skip


def _report(level: Level, hak: Hak, ttd: Hak) -> JenisNaskah:
    return JenisNaskah(
        kode="laporan_musrenbang", tingkat=level, bagian=BAGIAN, hak=hak, hak_ttd=ttd,
        kurang=_lacking, fakta=lambda a: laporan_musrenbang(a.session, a.year, a.place),
        acara=lambda a: JENIS[a.place.level],
    )  # fmt: skip


DI_KECAMATAN = (_report(Level.KECAMATAN, Hak.TERBITKAN_BA_KECAMATAN, Hak.CATAT_TTD_KECAMATAN),)
NASKAH = (_report(Level.KABUPATEN, Hak.TERBITKAN_KABUPATEN, Hak.CATAT_TTD_KABUPATEN),)
