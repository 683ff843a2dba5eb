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
from musren.models.musyawarah import Hadir, Musyawarah
from musren.models.tahun import Tahun
from musren.models.usulan import Usulan
from musren.models.wilayah import ProfilDesa, ProfilKecamatan, columns_of
from musren.services.tahun import blm_ceiling, profile_of
from musren.services.wilayah import dusun_of, name

MOST_DIGITS = 18
"""Of a row's number; more than that no database counts."""

Started = tuple[dict[str, Any], int | None]


def answers_for(
    session: Session, form: Flow, year: Tahun, place: RegionCode, objek: str
) -> Started:
    """The answers a draft begins with, and the version of the thing it will change."""
    return STARTS[form.slug](session, year, place, objek)


def _profil_desa(session: Session, _year: Tahun, place: RegionCode, _objek: str) -> Started:
    stored = session.get(ProfilDesa, str(place))
    if stored is None:
        return {}, None
    values = columns_of(stored) | {
        "dusun": [{"nama": d.nama, "rt_rw": d.rt_rw} for d in dusun_of(session, place)]
    }
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


def meeting(session: Session, jenis: str, year: Tahun, place: RegionCode) -> Musyawarah | None:
    return session.scalar(
        select(Musyawarah).where(
            Musyawarah.jenis == jenis,
            Musyawarah.tahun_id == year.id,
            Musyawarah.wilayah_kode == str(place),
        )
    )


def _again(session: Session, held: Musyawarah) -> Started:
    """A meeting that was submitted opens with the answers it was submitted with."""
    sent = session.get(Draf, held.draf_id) if held.draf_id else None
    return (dict(sent.jawaban) if sent else {}), held.versi


def _agenda(year: Tahun, jenis: str) -> list[dict[str, str]]:
    return [{"acara": acara} for acara in profile_of(year).agenda(jenis).baku]


def _musrenbangdes(session: Session, year: Tahun, place: RegionCode, _objek: str) -> Started:
    held = meeting(session, "musrenbangdes_rkp", year, place)
    if held is not None:
        return _again(session, held)
    answers: dict[str, Any] = {"agenda": _agenda(year, "musrenbangdes_rkp")}
    village = session.get(ProfilDesa, str(place))
    if village is not None:
        answers["hadir"] = [
            {"nama": who, "jk": "", "unsur": role, "alamat": "", "rtm": ""}
            for who, role in (
                (village.kepala_desa_nama, "Kepala Desa"),
                (village.sekdes_nama, "Sekretaris Desa"),
                (village.ketua_bpd_nama, "Ketua BPD"),
                (village.ketua_lpmd_nama, "Ketua LPMD"),
            )
            if who
        ]
    return answers, None


def _musrenbang_kecamatan(session: Session, year: Tahun, place: RegionCode, _objek: str) -> Started:
    held = meeting(session, "musrenbang_kecamatan", year, place)
    if held is not None:
        return _again(session, held)
    return {
        "agenda": _agenda(year, "musrenbang_kecamatan"),
        "hadir": [_envoy(hadir) for hadir in envoys(session, year, place)],
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


STARTS: dict[str, Callable[[Session, Tahun, RegionCode, str], Started]] = {
    "profil-desa": _profil_desa,
    "usulan": _usulan,
    "musrenbangdes": _musrenbangdes,
    "profil-kecamatan": _profil_kecamatan,
    "musrenbang-kecamatan": _musrenbang_kecamatan,
}
