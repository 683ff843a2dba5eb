"""The papers of the kabupaten, and the letters and minutes of the kecamatan (Panduan V)."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from musren.domain.peran import Hak, Peran
from musren.domain.wilayah import Level, RegionCode
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan
from musren.models.wilayah import ProfilKabupaten
from musren.services.fakta import kabupaten, pertemuan
from musren.services.kabupaten.forum import agency_of
from musren.services.kabupaten.musrenbang import JENIS
from musren.services.kabupaten.papan import waiting_of
from musren.services.kabupaten.skpd import FORUM
from musren.services.pertemuan import all_held, key_of, meeting_name
from musren.services.prefill import meeting_of_key
from musren.services.susunan.jenis import Butir, JenisNaskah, Kurang, Pokok, Tujuan
from musren.services.susunan.pertemuan import (
    BAGIAN_HADIR,
    BAGIAN_SURAT,
    discussed_of,
    letters_of,
    meeting_form,
    minutes_of,
)

BAPPEDA = (Peran.BAPPEDA,)
FORUM_OLEH = (Peran.SKPD, Peran.BAPPEDA)
BAGIAN_FORUM, BAGIAN = "Forum SKPD", "Musrenbang Kabupaten"
TERBIT, TTD = Hak.TERBITKAN_KABUPATEN, Hak.CATAT_TTD_KABUPATEN


def _office(about: Pokok) -> list[Kurang]:
    """The office whose letterhead the paper has."""
    if about.session.get(ProfilKabupaten, str(about.place)) is not None:
        return []
    return [
        Kurang(
            kalimat="Profil kabupaten belum diisi.", peran=BAPPEDA,
            tujuan=Tujuan(formulir="profil-kabupaten", tautan="Isi profil kabupaten"),
        )
    ]  # fmt: skip


def _held(about: Pokok, acara: str) -> list[Kurang]:
    if lacking := _office(about):
        return lacking
    if meeting_of_key(about.session, acara, about.year, about.place) is not None:
        return []
    slug, objek = meeting_form(acara)
    return [
        Kurang(
            kalimat="Isian musyawarah belum dikirim.",
            peran=FORUM_OLEH if acara.startswith(f"{FORUM}.") else BAPPEDA,
            tujuan=Tujuan(formulir=slug, objek=objek, tautan="Buka isian musyawarah"),
        )
    ]  # fmt: skip


def _forum(about: Pokok) -> list[Kurang]:
    """Every proposal before the forum is decided, and the head who signs is known."""
    if lacking := _held(about, about.objek):
        return lacking
    own = agency_of(about.session, about.place, about.objek)
    found = []
    if not own.kepala_nama:
        found.append(
            Kurang(
                kalimat=f"Nama Kepala {own.nama} belum diisi.", peran=BAPPEDA,
                tujuan=Tujuan(
                    formulir="profil-kabupaten", langkah="skpd", tautan="Isi daftar SKPD"
                ),
            )
        )  # fmt: skip
    left = waiting_of(about.session, about.year, about.place, own)
    if left:
        found.append(
            Kurang(
                kalimat=f"{left} usulan belum diputuskan Forum {own.nama}.", peran=FORUM_OLEH,
                tujuan=Tujuan(
                    formulir="forum-skpd", objek=about.objek, langkah="putusan",
                    tautan="Buka keputusan forum",
                ),
            )
        )  # fmt: skip
    return found


def _musrenbang(about: Pokok) -> list[Kurang]:
    if lacking := _held(about, JENIS):
        return lacking
    held = meeting_of_key(about.session, JENIS, about.year, about.place)
    decided = about.session.scalar(
        select(func.count()).where(Keputusan.musyawarah_id == (held.id if held else 0))
    )
    if decided:
        return []
    return [
        Kurang(
            kalimat="Belum ada usulan yang diputuskan Musrenbang Kabupaten.", peran=BAPPEDA,
            tujuan=Tujuan(formulir="musrenbang-kabupaten", tautan="Buka isian musyawarah"),
        )
    ]  # fmt: skip


def _recap(about: Pokok) -> list[Kurang]:
    return _held(about, JENIS)


def _meetings(session: Session, year: Tahun, place: RegionCode) -> Sequence[Butir]:
    return [
        Butir(objek=key_of(one), nama=meeting_name(year, key_of(one), one))
        for one in all_held(session, year, place)
    ]


def _forums(session: Session, year: Tahun, place: RegionCode) -> Sequence[Butir]:
    """Each forum that was recorded."""
    return [one for one in _meetings(session, year, place) if one.objek.startswith(f"{FORUM}.")]


def _around(level: Level, hak: Hak, ttd: Hak) -> tuple[JenisNaskah, ...]:
    """Letters and minutes of the meetings of this level."""
    return (
        JenisNaskah(
            kode="undangan", tingkat=level, bagian=BAGIAN_SURAT, hak=hak, hak_ttd=ttd,
            mendahului=True, objek=letters_of,
            fakta=lambda a: pertemuan.undangan(a.session, a.year, a.place, a.objek),
        ),
        JenisNaskah(
            kode="notulen", tingkat=level, bagian=BAGIAN_HADIR, hak=hak, hak_ttd=ttd,
            kurang=discussed_of, objek=minutes_of, pada_hari_acara=True,
            fakta=lambda a: pertemuan.notulen(a.session, a.year, a.place, a.objek),
            acara=lambda a: a.objek,
        ),
    )  # fmt: skip


DI_KECAMATAN = _around(
    Level.KECAMATAN, Hak.TERBITKAN_BA_KECAMATAN, Hak.CATAT_TTD_KECAMATAN
)  # fmt: skip
"""They stand before the Berita Acara in the register."""

NASKAH = (
    *_around(Level.KABUPATEN, TERBIT, TTD),
    JenisNaskah(
        kode="daftar_hadir", tingkat=Level.KABUPATEN, bagian=BAGIAN_HADIR, hak=TERBIT, hak_ttd=TTD,
        kurang=lambda a: _held(a, a.objek), objek=_meetings, pada_hari_acara=True,
        fakta=lambda a: pertemuan.daftar_hadir(a.session, a.year, a.place, a.objek),
        acara=lambda a: a.objek,
    ),
    JenisNaskah(
        kode="ba_forum_skpd", tingkat=Level.KABUPATEN, bagian=BAGIAN_FORUM, hak=TERBIT,
        hak_ttd=TTD, kurang=_forum, objek=_forums, mengunci=True, pada_hari_acara=True,
        fakta=lambda a: kabupaten.ba_forum_skpd(a.session, a.year, a.place, a.objek),
        acara=lambda a: a.objek,
    ),
    JenisNaskah(
        kode="ba_musrenbang_kabupaten", tingkat=Level.KABUPATEN, bagian=BAGIAN, hak=TERBIT,
        hak_ttd=TTD, kurang=_musrenbang, mengunci=True, pada_hari_acara=True,
        fakta=lambda a: kabupaten.ba_musrenbang_kabupaten(a.session, a.year, a.place),
        acara=lambda _a: JENIS,
    ),
    JenisNaskah(
        kode="formulir_r4", tingkat=Level.KABUPATEN, bagian=BAGIAN, hak=TERBIT, hak_ttd=TTD,
        kurang=_recap,
        fakta=lambda a: kabupaten.formulir_r4(a.session, a.year, a.place),
        acara=lambda _a: JENIS,
    ),
)  # fmt: skip
