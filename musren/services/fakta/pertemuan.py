"""Facts of the papers around any meeting: invitation, attendance, minutes, its record."""

from sqlalchemy.orm import Session

from musren.domain.errors import NotReady
from musren.domain.waktu import zone_of
from musren.domain.wilayah import RegionCode
from musren.integration.jenis_musyawarah import jenis_of
from musren.models.musyawarah import Musyawarah
from musren.models.tahun import Tahun
from musren.services.fakta import bersama, kantor
from musren.services.fakta.bersama import Facts
from musren.services.fakta.desa import head, kepala_desa, pimpinan, times
from musren.services.pertemuan import meeting_name
from musren.services.prefill import meeting_of_key
from musren.services.tahun import profile_of
from musren.services.undangan import letter_for, name_for, recipient

SIFAT_SURAT = "Penting"


def need_held(session: Session, year: Tahun, place: RegionCode, acara: str) -> Musyawarah:
    """The recorded meeting; raises NotReady."""
    held = meeting_of_key(session, acara, year, place)
    if held is None:
        raise NotReady("Isian musyawarah belum dikirim. Selesaikan dahulu formulirnya.")
    return held


def undangan(session: Session, year: Tahun, place: RegionCode, acara: str) -> Facts:
    letter = letter_for(session, year, place, acara)
    if letter is None:
        raise NotReady("Isian undangan belum dikirim. Selesaikan dahulu formulirnya.")
    return {
        **kantor.head(session, year, place),
        "sifat_surat": SIFAT_SURAT,
        "acara_nama": name_for(session, year, place, acara),
        "tanggal": letter.tanggal.isoformat(),
        "jam_mulai": letter.jam_mulai.strftime("%H:%M"),
        "jam_selesai": letter.jam_selesai.strftime("%H:%M") if letter.jam_selesai else None,
        "zona_waktu": zone_of(place).tzname(None),
        "tempat": letter.tempat,
        "agenda": list(letter.agenda),
        "catatan": letter.catatan or None,
        "penerima": [_recipient(recipient(one)) for one in letter.penerima],
        "tembusan": kantor.copies(session, year, place, "undangan"),
        "penandatangan": {"pengundang": kantor.officer(session, place)},
    }


def _recipient(row: Facts) -> Facts:
    given = row["diterima"]
    return {
        "nama": row["nama"], "jabatan": row["jabatan"], "alamat": row.get("alamat") or None,
        "diterima": given.isoformat() if given else None,
    }  # fmt: skip


def daftar_hadir(session: Session, year: Tahun, place: RegionCode, acara: str) -> Facts:
    held = need_held(session, year, place, acara)
    return {
        **kantor.head(session, year, place),
        "acara": meeting_name(year, acara, held),
        **times(held),
        "hadir": [bersama.attendee(session, h) for h in held.hadir],
        "kehadiran": bersama.attendance(held.hadir),
        "mengetahui": kantor.officer(session, place),
        "pimpinan": pimpinan(held),
    }


def notulen(session: Session, year: Tahun, place: RegionCode, acara: str) -> Facts:
    held = need_held(session, year, place, acara)
    return {
        **kantor.head(session, year, place),
        "acara": meeting_name(year, acara, held),
        "musyawarah": bersama.meeting(held),
        "kehadiran": bersama.attendance(held.hadir),
        "pembahasan": [
            {
                "pembicara": one["pembicara"], "uraian": one["uraian"],
                "tanggapan": one.get("tanggapan") or None,
            }
            for one in held.pembahasan
        ],
        "keputusan": bersama.further_decisions(held),
        "penandatangan": {
            "notulis": {
                "jabatan": "Notulis", "nama": held.notulis_nama, "nip": None, "pangkat": None,
            },
            "pimpinan": pimpinan(held),
        },
    }  # fmt: skip


def ba_pertemuan(session: Session, year: Tahun, place: RegionCode, acara: str) -> Facts:
    """Form.1: what was told, who led, what was agreed; signed by the Panduan's set."""
    held, profile = need_held(session, year, place, acara), profile_of(year)
    return {
        **head(session, year, place, profile),
        "acara": meeting_name(year, acara, held),
        "dalam_rangka": None,
        "musyawarah": bersama.meeting(held),
        "kehadiran": bersama.attendance(held.hadir),
        "materi": [
            {
                "judul": one["judul"], "penyaji": one.get("penyaji") or None,
                "bahan": one.get("bahan") or None,
            }
            for one in held.materi
        ],
        "keputusan": bersama.further_decisions(held),
        "tembusan": bersama.copies(session, place, profile, "ba_pertemuan"),
        "penandatangan": signers(session, place, held),
    }  # fmt: skip


def signers(session: Session, place: RegionCode, held: Musyawarah) -> Facts:
    """Kepala Desa, Pimpinan Musyawarah and the three wakil masyarakat (Panduan II.D.3.e)."""
    return {
        "kepala_desa": kepala_desa(session, place),
        "pimpinan": pimpinan(held),
        "wakil_masyarakat": [
            bersama.chosen(session, h, "nama", "unsur", "alamat")
            for h in held.hadir
            if h.wakil_masyarakat
        ],
    }


def records_itself(acara: str) -> bool:
    """Whether this kind of meeting is recorded by the plain Berita Acara."""
    return jenis_of(acara).ba == "ba_pertemuan"
