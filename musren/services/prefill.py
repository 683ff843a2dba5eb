"""What a new draft starts with: the stored thing itself, or what is already known."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.domain.errors import NotFound
from musren.domain.wilayah import RegionCode
from musren.forms.alur import FLOWS
from musren.forms.steps import Flow
from musren.models.draf import Draf
from musren.models.musyawarah import Hadir, Musyawarah, Undangan
from musren.models.naskah import Naskah
from musren.models.tahun import Tahun
from musren.models.usulan import Usulan
from musren.models.wilayah import ProfilDesa, ProfilKecamatan, columns_of
from musren.services.tahun import blm_ceiling, profile_of
from musren.services.wilayah import dusun_of, name

MOST_DIGITS = 18
"""Of a row's number; more than that no database counts."""

Started = tuple[dict[str, Any], int | None]


Start = Callable[[Session, Tahun, RegionCode, str], Started]
"""The answers a draft begins with, and the version of the thing it will change."""


def _profil_desa(session: Session, _year: Tahun, place: RegionCode, _objek: str) -> Started:
    stored = session.get(ProfilDesa, str(place))
    if stored is None:
        return {}, None
    values = columns_of(stored) | {"dusun": [columns_of(d) for d in dusun_of(session, place)]}
    return FLOWS["profil-desa"].write(values), stored.versi


def _profil_kecamatan(session: Session, year: Tahun, place: RegionCode, _objek: str) -> Started:
    stored = session.get(ProfilKecamatan, str(place))
    known: dict[str, Any] = columns_of(stored) if stored else {"ibu_kota": name(session, place)}
    values = known | {"blm": blm_ceiling(session, year, place)}
    return FLOWS["profil-kecamatan"].write(values), stored.versi if stored else None


def usulan_of(session: Session, objek: str) -> Usulan:
    number = objek.removeprefix("usulan:")
    plain = number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS
    found = session.get(Usulan, int(number)) if plain else None
    if found is None:
        raise NotFound("Usulan itu tidak ada. Kembali ke daftar usulan dan pilih lagi.")
    return found


def _usulan(session: Session, year: Tahun, place: RegionCode, objek: str) -> Started:
    if not objek:
        return {}, None
    stored = usulan_of(session, objek)
    if stored.tahun_id != year.id or stored.desa_kode != str(place):
        raise NotFound("Usulan itu tidak ada di desa dan tahun ini.")
    shares = [
        {"sumber": d.sumber or "", "rincian": d.rincian, "jumlah": d.jumlah} for d in stored.dana
    ]
    return FLOWS["usulan"].write(columns_of(stored) | {"dana": shares}), stored.versi


def meeting(
    session: Session, jenis: str, year: Tahun, place: RegionCode, kelompok: str = ""
) -> Musyawarah | None:
    return session.scalar(
        select(Musyawarah).where(
            Musyawarah.jenis == jenis,
            Musyawarah.kelompok == kelompok,
            Musyawarah.tahun_id == year.id,
            Musyawarah.wilayah_kode == str(place),
        )
    )


def meeting_of_key(
    session: Session, acara: str, year: Tahun, place: RegionCode
) -> Musyawarah | None:
    """The meeting with a key such as ``mkp`` or ``pertemuan_pkd.3``."""
    jenis, _, kelompok = acara.partition(".")
    return meeting(session, jenis, year, place, kelompok)


def again(session: Session, held: Musyawarah) -> Started:
    """A meeting that was submitted opens with the answers it was submitted with."""
    sent = session.get(Draf, held.draf_id) if held.draf_id else None
    return (dict(sent.jawaban) if sent else {}), held.versi


def agenda(year: Tahun, jenis: str) -> list[dict[str, str]]:
    """The usual agenda the profile has for a kind of meeting; one blank line when it has none."""
    known = profile_of(year).agenda_baku
    usual = next((one.baku for one in known if one.kunci == jenis), ())
    return [{"acara": acara} for acara in usual]


def officials(session: Session, place: RegionCode) -> list[dict[str, str]]:
    """The village's officials as attendance rows, as far as its profile names them."""
    village = session.get(ProfilDesa, str(place))
    if village is None:
        return []
    return [
        {"nama": who, "jk": "", "unsur": role, "alamat": "", "rtm": ""}
        for who, role in (
            (village.kepala_desa_nama, "Kepala Desa"),
            (village.sekdes_nama, "Sekretaris Desa"),
            (village.ketua_bpd_nama, "Ketua BPD"),
            (village.ketua_lpmd_nama, "Ketua LPMD"),
        )
        if who
    ]


def invited(
    session: Session, year: Tahun, place: RegionCode, acara: str
) -> dict[str, Any]:  # fmt: skip
    """What the invitation to this meeting says of it, with the number of the issued letter."""
    letter = session.scalar(
        select(Undangan).where(
            Undangan.acara == acara, Undangan.tahun_id == year.id,
            Undangan.wilayah_kode == str(place),
        )
    )  # fmt: skip
    if letter is None:
        return {}
    paper = session.scalar(
        select(Naskah)
        .where(
            Naskah.tahun_id == year.id, Naskah.wilayah_kode == str(place),
            Naskah.jenis == f"undangan~{acara}", Naskah.status.in_(["terbit", "ditandatangani"]),
        )
        .order_by(Naskah.id.desc())
    )  # fmt: skip
    known: dict[str, Any] = {
        "undangan_tanggal": paper.tanggal if paper else letter.tanggal_surat,
        "tanggal": letter.tanggal, "jam_mulai": letter.jam_mulai, "tempat": letter.tempat,
        "agenda": [{"acara": one} for one in letter.agenda],
    }  # fmt: skip
    if letter.jam_selesai is not None:
        known["jam_selesai"] = letter.jam_selesai
    if paper is not None and paper.nomor:
        known["undangan_nomor"] = paper.nomor
    return known


def new_meeting(
    session: Session, form: Flow, year: Tahun, place: RegionCode, acara: str
) -> dict[str, Any]:  # fmt: skip
    """What a meeting that was not recorded yet begins with."""
    jenis = acara.partition(".")[0]
    told = form.write(invited(session, year, place, acara))
    return {"agenda": agenda(year, jenis), "hadir": officials(session, place), **told}


def _musrenbangdes(session: Session, year: Tahun, place: RegionCode, _objek: str) -> Started:
    held = meeting(session, "musrenbangdes_rkp", year, place)
    if held is not None:
        return again(session, held)
    return new_meeting(session, FLOWS["musrenbangdes"], year, place, "musrenbangdes_rkp"), None


def _musrenbang_kecamatan(session: Session, year: Tahun, place: RegionCode, _objek: str) -> Started:
    held = meeting(session, "musrenbang_kecamatan", year, place)
    if held is not None:
        return again(session, held)
    letter = invited(session, year, place, "musrenbang_kecamatan")
    return {
        "agenda": agenda(year, "musrenbang_kecamatan"),
        "hadir": [_envoy(hadir) for hadir in envoys(session, year, place)],
        **FLOWS["musrenbang-kecamatan"].write(letter),
    }, None


def envoys(session: Session, year: Tahun, kecamatan: RegionCode) -> list[Hadir]:
    """The wakil desa that the villages of this kecamatan chose, village by village."""
    return list(
        session.scalars(
            select(Hadir)
            .join(Hadir.musyawarah)
            .where(
                Hadir.wakil_desa.is_(True),
                Musyawarah.jenis == "musrenbangdes_rkp",
                Musyawarah.tahun_id == year.id,
                Musyawarah.wilayah_kode.startswith(f"{kecamatan}."),
            )
            .order_by(Musyawarah.wilayah_kode, Hadir.urutan)
        )
    )


def _envoy(hadir: Hadir) -> dict[str, Any]:
    held = hadir.musyawarah
    return {
        "nama": hadir.nama, "jk": hadir.jk, "unsur": hadir.unsur,
        "desa_kode": held.wilayah_kode, "alamat": f"Desa {held.wilayah.nama}", "telepon": "",
    }  # fmt: skip


STARTS: dict[str, Start] = {
    "profil-desa": _profil_desa,
    "usulan": _usulan,
    "musrenbangdes": _musrenbangdes,
    "profil-kecamatan": _profil_kecamatan,
    "musrenbang-kecamatan": _musrenbang_kecamatan,
}
