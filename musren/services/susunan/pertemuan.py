"""The papers around every village meeting: invitation, attendance, minutes, Berita Acara."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from musren.domain.peran import Hak, Peran
from musren.domain.wilayah import Level, RegionCode
from musren.integration.jenis_musyawarah import jenis_of
from musren.models.tahun import Tahun
from musren.services.fakta import pertemuan
from musren.services.pertemuan import all_held, key_of, meeting_name
from musren.services.prefill import meeting_of_key
from musren.services.susunan.jenis import Butir, JenisNaskah, Kurang, Pokok, Tujuan
from musren.services.undangan import letters, name_for

BAGIAN_SURAT = "Undangan"
BAGIAN_HADIR = "Daftar hadir dan notulen"
BAGIAN_BA = "Berita Acara pertemuan"
PENGISI = (Peran.KPMD, Peran.SEKDES, Peran.KEPALA_DESA)
RKP = "musrenbangdes_rkp"
NOTULEN = {
    Level.DESA: "notulen", Level.KECAMATAN: "notulen-kecamatan",
    Level.KABUPATEN: "notulen-kabupaten",
}  # fmt: skip
WRITES = {
    Level.DESA: PENGISI,
    Level.KECAMATAN: (Peran.FK, Peran.BKAD, Peran.STAF_KECAMATAN),
    Level.KABUPATEN: (Peran.BAPPEDA,),
}
"""Who writes the minutes at each level."""


def meeting_form(acara: str) -> tuple[str, str]:
    """The form that records this meeting, and the object it is opened with."""
    kind = jenis_of(acara)
    return kind.formulir, acara if kind.banyak else ""


def not_sent(acara: str, peran: tuple[Peran, ...] = PENGISI) -> Kurang:
    """The meeting's form was not sent yet."""
    slug, objek = meeting_form(acara)
    return Kurang(
        kalimat="Isian musyawarah belum dikirim.", peran=peran,
        tujuan=Tujuan(formulir=slug, objek=objek, tautan="Buka isian musyawarah"),
    )  # fmt: skip


def held(about: Pokok) -> list[Kurang]:
    """What is missing while the meeting of the paper's object was not recorded."""
    acara = about.objek or RKP
    there = meeting_of_key(about.session, acara, about.year, about.place)
    return [] if there is not None else [not_sent(acara)]


def letters_of(session: Session, year: Tahun, place: RegionCode) -> Sequence[Butir]:
    return [
        Butir(objek=one.acara, nama=name_for(session, year, place, one.acara))
        for one in letters(session, year, place)
    ]


def _meetings(session: Session, year: Tahun, place: RegionCode) -> Sequence[Butir]:
    """Every recorded meeting; that of the yearly plan stands without an object, always there."""
    others = [
        Butir(objek=key_of(one), nama=meeting_name(year, key_of(one), one))
        for one in all_held(session, year, place)
        if one.jenis != RKP
    ]
    return [*others, Butir(objek="", nama="")]


def minutes_of(session: Session, year: Tahun, place: RegionCode) -> Sequence[Butir]:
    return [
        Butir(objek=key_of(one), nama=meeting_name(year, key_of(one), one))
        for one in all_held(session, year, place)
    ]


def _recorded(session: Session, year: Tahun, place: RegionCode) -> Sequence[Butir]:
    return [
        Butir(objek=key_of(one), nama=meeting_name(year, key_of(one), one))
        for one in all_held(session, year, place)
        if pertemuan.records_itself(key_of(one))
    ]


def discussed_of(about: Pokok) -> list[Kurang]:
    there = meeting_of_key(about.session, about.objek, about.year, about.place)
    if there is None:
        return [not_sent(about.objek, WRITES[about.place.level])]
    if there.pembahasan:
        return []
    return [
        Kurang(
            kalimat="Jalannya pembahasan belum dicatat.", peran=WRITES[about.place.level],
            tujuan=Tujuan(
                formulir=NOTULEN[about.place.level], objek=about.objek, tautan="Catat pembahasan"
            ),
        )
    ]  # fmt: skip


NASKAH = (
    JenisNaskah(
        kode="undangan", tingkat=Level.DESA, bagian=BAGIAN_SURAT, hak=Hak.TERBITKAN_BA_DESA,
        hak_ttd=Hak.CATAT_TTD_DESA, mendahului=True, objek=letters_of,
        fakta=lambda a: pertemuan.undangan(a.session, a.year, a.place, a.objek),
    ),
    JenisNaskah(
        kode="daftar_hadir", tingkat=Level.DESA, bagian=BAGIAN_HADIR, hak=Hak.TERBITKAN_BA_DESA,
        hak_ttd=Hak.CATAT_TTD_DESA, kurang=held, objek=_meetings, pada_hari_acara=True,
        fakta=lambda a: pertemuan.daftar_hadir(a.session, a.year, a.place, a.objek or RKP),
        acara=lambda a: a.objek or RKP,
    ),
    JenisNaskah(
        kode="notulen", tingkat=Level.DESA, bagian=BAGIAN_HADIR, hak=Hak.SUSUN_NASKAH_DESA,
        hak_ttd=Hak.CATAT_TTD_DESA, kurang=discussed_of, objek=minutes_of, pada_hari_acara=True,
        fakta=lambda a: pertemuan.notulen(a.session, a.year, a.place, a.objek),
        acara=lambda a: a.objek,
    ),
    JenisNaskah(
        kode="ba_pertemuan", tingkat=Level.DESA, bagian=BAGIAN_BA, hak=Hak.TERBITKAN_BA_DESA,
        hak_ttd=Hak.CATAT_TTD_DESA, kurang=held, objek=_recorded, mengunci=True,
        pada_hari_acara=True,
        fakta=lambda a: pertemuan.ba_pertemuan(a.session, a.year, a.place, a.objek),
        acara=lambda a: a.objek,
    ),
)  # fmt: skip
