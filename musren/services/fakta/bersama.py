"""Facts every paper shares: places, letterheads, the meeting, counts, sums, profile texts."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from musren.domain import daftar_wilayah
from musren.domain.bahasa import tanggal
from musren.domain.waktu import zone_of
from musren.domain.wilayah import Level, RegionCode
from musren.integration.profil import Profil
from musren.integration.profil.teks import isi
from musren.models.musyawarah import Hadir, Musyawarah
from musren.models.wilayah import ProfilDesa, ProfilKabupaten, ProfilKecamatan, Wilayah

Facts = dict[str, Any]
DOTTED = "………………………………"


def entry(session: Session, code: RegionCode) -> daftar_wilayah.Entry:
    """The place with its titles, under the name the database has."""
    stored = session.get(Wilayah, str(code))
    if stored is not None:
        return daftar_wilayah.Entry(code, stored.nama)
    return daftar_wilayah.get(code)


def wilayah(session: Session, place: RegionCode) -> Facts:
    """Names as they are said in full."""

    def said(level: Level) -> str | None:
        return entry(session, place.at(level)).nama_lengkap if level <= place.level else None

    return {
        "kode": str(place), "desa": said(Level.DESA), "kecamatan": said(Level.KECAMATAN),
        "kabupaten": said(Level.KABUPATEN), "provinsi": said(Level.PROVINSI),
    }  # fmt: skip


def short(session: Session, place: RegionCode, level: Level) -> str:
    return entry(session, place.at(level)).nama_pendek


def _address(street: str, kode_pos: str, telepon: str) -> str:
    parts = [street]
    if kode_pos:
        parts.append(f"Kode Pos {kode_pos}")
    if telepon:
        parts.append(f"Telp. {telepon}")
    return " – ".join(parts)


def kop_desa(session: Session, place: RegionCode, profile: Profil, village: ProfilDesa) -> Facts:
    return {
        "induk": [
            f"Pemerintah {entry(session, place.at(Level.KABUPATEN)).nama_lengkap}",
            entry(session, place.at(Level.KECAMATAN)).nama_lengkap,
        ],
        "instansi": f"{profile.label.kop_desa} {short(session, place, Level.DESA)}",
        "kode": str(place),
        "alamat": _address(village.alamat_kantor, village.kode_pos, village.telepon),
    }


def kop_kecamatan(session: Session, place: RegionCode, office: ProfilKecamatan) -> Facts:
    return {
        "induk": [f"Pemerintah {entry(session, place.at(Level.KABUPATEN)).nama_lengkap}"],
        "instansi": entry(session, place).nama_lengkap,
        "kode": str(place),
        "alamat": _address(office.alamat_kantor, office.kode_pos, office.telepon),
    }


def kop_kabupaten(session: Session, place: RegionCode, office: ProfilKabupaten) -> Facts:
    return {
        "induk": [f"Pemerintah {entry(session, place.at(Level.KABUPATEN)).nama_lengkap}"],
        "instansi": "Badan Perencanaan Pembangunan Daerah", "kode": None,
        "alamat": _address(office.alamat_kantor, office.kode_pos, office.telepon),
    }  # fmt: skip


def meeting(held: Musyawarah) -> Facts:
    return {
        "tanggal": held.tanggal.isoformat(),
        "jam_mulai": held.jam_mulai.strftime("%H:%M"),
        "jam_selesai": held.jam_selesai.strftime("%H:%M"),
        "zona_waktu": zone_of(RegionCode.parse(held.wilayah_kode)).tzname(None),
        "tempat": held.tempat, "agenda": list(held.agenda),
        "undangan_nomor": held.undangan_nomor or None,
        "undangan_tanggal": held.undangan_tanggal.isoformat() if held.undangan_tanggal else None,
        "pimpinan_nama": held.pimpinan_nama, "pimpinan_unsur": held.pimpinan_unsur,
        "notulis_nama": held.notulis_nama, "notulis_unsur": held.notulis_unsur,
        "narasumber": [dict(one) for one in held.narasumber],
        "cara_putusan": held.cara_putusan,
        "suara_setuju": _counted(held, held.suara_setuju),
        "suara_tidak": _counted(held, held.suara_tidak),
        "suara_abstain": _counted(held, held.suara_abstain),
        "catatan": held.catatan or None,
    }  # fmt: skip


def _counted(held: Musyawarah, votes: int | None) -> int | None:
    """In a vote, nothing written means nobody; without a vote there are no figures."""
    return (votes or 0) if held.cara_putusan == "voting" else None


def further_decisions(held: Musyawarah) -> list[str]:
    return [line.strip() for line in held.keputusan_lain.splitlines() if line.strip()]


def attendance(present: Iterable[Hadir]) -> Facts:
    rows = list(present)
    return {
        "laki_laki": sum(h.jk == "L" for h in rows),
        "perempuan": sum(h.jk == "P" for h in rows),
        "rtm": sum(h.rtm for h in rows),
        "jumlah": len(rows),
    }


def attendee(session: Session, hadir: Hadir) -> Facts:
    place = hadir.alamat
    if not place and hadir.desa_kode:
        place = entry(session, RegionCode.parse(hadir.desa_kode)).nama_lengkap
    return {
        "nama": hadir.nama, "jk": hadir.jk, "unsur": hadir.unsur,
        "alamat": place or entry(session, RegionCode.parse(hadir.musyawarah.wilayah_kode)).nama,
        "rtm": hadir.rtm, "telepon": hadir.telepon or None,
    }  # fmt: skip


def chosen(session: Session, hadir: Hadir, *names: str) -> Facts:
    whole = attendee(session, hadir)
    return {name: whole[name] for name in names}


def sums(rows: Sequence[Mapping[str, Any]]) -> Facts:
    """Totals in whole rupiah over rows with `dari_sumber`, `swadaya` and `biaya`."""
    return {
        "usulan": len(rows),
        **{n: sum(r[n] or 0 for r in rows) for n in ("dari_sumber", "swadaya", "biaya")},
        "tanpa_biaya": sum(r["biaya"] is None for r in rows),
    }


def added(parts: Sequence[Mapping[str, Any]]) -> Facts:
    """The sum of several totals."""
    names = ("usulan", "dari_sumber", "swadaya", "biaya", "tanpa_biaya")
    return {name: sum(part[name] for part in parts) for name in names}


def names_for(session: Session, place: RegionCode) -> dict[str, str]:
    """Short names of the place and of what it lies in, for the profile's sentences."""
    return {
        "kabupaten": short(session, place, Level.KABUPATEN),
        "provinsi": short(session, place, Level.PROVINSI),
        "kecamatan": short(session, place, Level.KECAMATAN)
        if place.level >= Level.KECAMATAN
        else "",
        "desa": short(session, place, Level.DESA) if place.level is Level.DESA else "",
    }


def texts(
    session: Session, place: RegionCode, profile: Profil, tahun: int, *, nomor_ba: str,
    tanggal_ba: date,
) -> Mapping[str, str]:  # fmt: skip
    """Values for the places to fill in the profile's sentences."""
    return {
        **names_for(session, place), "tahun": str(tahun), "tahun_lalu": str(tahun - 1),
        "nomor_ba": nomor_ba, "tanggal_ba": tanggal(tanggal_ba),
        "periode_rpjm": str(profile.periode_rpjm),
    }  # fmt: skip


def copies(session: Session, place: RegionCode, profile: Profil, jenis: str) -> list[str]:
    """Who gets a copy of the paper."""
    return filled(profile.surat_jenis(jenis).tembusan, names_for(session, place))


def filled(sentences: Sequence[str], values: Mapping[str, str]) -> list[str]:
    return [isi(one, values) for one in sentences]


def konsiderans(profile: Profil, jenis: str, values: Mapping[str, str]) -> Facts:
    """Menimbang, Mengingat, Memperhatikan, dictums and copies of a decree."""
    surat = profile.surat_jenis(jenis)
    return {
        "tentang": filled([surat.tentang], values)[0],
        "menimbang": filled(surat.menimbang, values),
        "mengingat": list(profile.mengingat(jenis)),
        "memperhatikan": filled(surat.memperhatikan, values),
        "diktum": filled(surat.diktum, values),
        "tembusan": filled(surat.tembusan, values),
    }


def camat(office: ProfilKecamatan, kecamatan: str) -> Facts:
    return {
        "jabatan": f"Camat {kecamatan}", "nama": office.camat_nama, "nip": office.camat_nip,
        "pangkat": office.camat_pangkat or None,
    }  # fmt: skip
