"""How far the verification of a kecamatan is, proposal by proposal (II.D.4.a)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.domain.errors import Invalid
from musren.domain.wilayah import RegionCode
from musren.integration.profil import Profil
from musren.integration.verifikasi import REKOMENDASI
from musren.models.tahun import Tahun
from musren.models.usulan import Usulan, UsulanKecamatan
from musren.models.verifikasi import Pengembalian, Verifikasi
from musren.services.tahun import profile_of
from musren.services.usulan_masuk import current, incoming, title
from musren.services.verifikasi.kembali import (
    OPEN,
    compared,
    is_late,
    open_return,
    state_of,
    withdrawn,
)
from musren.services.verifikasi.lembar import suited

BELUM, DIKEMBALIKAN, DIPERBAIKI, SELESAI = "belum", "dikembalikan", "diperbaiki", "selesai"
KEADAAN = {
    BELUM: "Belum diverifikasi", DIKEMBALIKAN: "Dikembalikan ke desa",
    DIPERBAIKI: "Diperbaiki desa", SELESAI: "Selesai",
}  # fmt: skip
BLM, APBD = "blm", "apbd"
MOST_NAMED = 5


@dataclass(frozen=True, kw_only=True)
class Baris:
    """One proposal: its sheet, what the team recommends, and where the repair stands."""

    masuk: UsulanKecamatan
    isi: Mapping[str, Any]
    lembar: str
    periksa: Verifikasi | None
    keadaan: str
    kembali: Pengembalian | None
    terlambat: bool

    @property
    def terbuka(self) -> bool:
        """Whether the meeting has not decided it yet."""
        return self.masuk.usulan.status in OPEN

    @property
    def rekomendasi(self) -> str:
        key = self.periksa.rekomendasi if self.periksa is not None else ""
        return REKOMENDASI.get(key, "")

    @property
    def label(self) -> str:
        return KEADAAN[self.keadaan]


def sheets(session: Session, year: Tahun, place: RegionCode) -> dict[int, Verifikasi]:
    """Every sheet of the kecamatan, by id of its proposal."""
    found = session.scalars(
        select(Verifikasi)
        .join(UsulanKecamatan, UsulanKecamatan.usulan_id == Verifikasi.usulan_id)
        .where(
            UsulanKecamatan.tahun_id == year.id, UsulanKecamatan.kecamatan_kode == str(place)
        )
    )  # fmt: skip
    return {one.usulan_id: one for one in found}


def rows(session: Session, year: Tahun, place: RegionCode, today: date) -> list[Baris]:
    """Everything that came in, village by village; six statements however many there are."""
    kept, profile = sheets(session, year, place), profile_of(year)
    names = {one.kunci: one.nama for one in profile.lembar}
    came = incoming(session, year, place)
    return [
        _row(profile, names, one, kept.get(one.usulan_id), today)
        for one in sorted(came, key=lambda one: (str(one.salinan["desa_kode"]), one.id))
    ]


def _row(
    profile: Profil, names: Mapping[str, str], one: UsulanKecamatan, found: Verifikasi | None,
    today: date,
) -> Baris:  # fmt: skip
    back = open_return(one.usulan)
    key = found.lembar if found is not None else suited(profile, one)
    return Baris(
        masuk=one, isi=current(one), lembar=names.get(key, key), periksa=found,
        keadaan=_state(one, found, back), kembali=back,
        terlambat=back is not None and today > back.tenggat,
    )  # fmt: skip


def _state(one: UsulanKecamatan, found: Verifikasi | None, back: Pengembalian | None) -> str:
    if back is not None:
        return DIKEMBALIKAN
    answered = [b.dijawab for b in one.usulan.pengembalian if b.dijawab and not withdrawn(b)]
    looked = found.diubah if found is not None and found.rekomendasi else None
    if looked is not None and all(moment <= looked for moment in answered):
        return SELESAI
    return DIPERBAIKI if answered else BELUM


def wanted(profile: Profil, row: Baris) -> bool:
    """Whether the sheet of this proposal is waited for before the meeting."""
    return row.masuk.daftar == BLM or profile.batas_bool("verifikasi_apbd")


def in_recap(profile: Profil, row: Baris) -> bool:
    """What the recaps list: all that is waited for, and whatever was looked at or sent back."""
    looked = row.periksa is not None or bool(row.masuk.usulan.pengembalian)
    return looked or wanted(profile, row)


def counts(found: Iterable[Baris]) -> dict[str, int]:
    """How many are in each state, and how many answers are late."""
    ones = list(found)
    return {
        **{name: sum(one.keadaan == name for one in ones) for name in KEADAAN},
        "terlambat": sum(one.terlambat for one in ones),
    }


# --- one proposal -------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Kembali:
    """One return as its proposal's page tells it; `kolom` has {kolom, semula, menjadi} in words."""

    terbuka: bool
    terlambat: bool
    tenggat: date
    catatan: str
    keterangan: str
    keadaan: str
    kolom: Sequence[Mapping[str, str | None]]


def history(profile: Profil, usulan: Usulan, today: date) -> list[Kembali]:
    """Every return of one proposal, oldest first."""
    return [
        Kembali(
            terbuka=back.dijawab is None, terlambat=is_late(back, today), tenggat=back.tenggat,
            catatan=back.catatan, keterangan=back.keterangan, keadaan=state_of(back, today),
            kolom=compared(profile, back),
        )
        for back in usulan.pengembalian
    ]  # fmt: skip


# --- before the meeting -------------------------------------------------------------------------


def unverified(
    session: Session, year: Tahun, place: RegionCode, daftar: Sequence[str] = (BLM,)
) -> list[UsulanKecamatan]:
    """Proposals of these lists that have no recommendation; two statements."""
    kept = sheets(session, year, place)
    return [
        one for one in incoming(session, year, place)
        if one.daftar in daftar
        and not ((found := kept.get(one.usulan_id)) is not None and found.rekomendasi)
    ]  # fmt: skip


def attention(
    session: Session, year: Tahun, place: RegionCode, _values: Mapping[str, Any]
) -> list[str]:
    """For the Musrenbang Kecamatan: what the team has not looked at."""
    lists = (BLM, APBD) if profile_of(year).batas_bool("verifikasi_apbd") else (BLM,)
    left = unverified(session, year, place, lists)
    return [_told(left)] if left else []


def refuse_unverified(session: Session, year: Tahun, place: RegionCode) -> None:
    """By switch of the profile only: BLM proposals wait for the team. Raises Invalid."""
    if not profile_of(year).batas_bool("verifikasi_blm_wajib"):
        return
    left = unverified(session, year, place)
    if left:
        told = _told(left)
        raise Invalid(told, {"prioritas_blm": told})


def _told(left: Sequence[UsulanKecamatan]) -> str:
    named = "; ".join(title(one) for one in left[:MOST_NAMED])
    more = f"; dan {len(left) - MOST_NAMED} lagi" if len(left) > MOST_NAMED else ""
    return (
        f"{len(left)} usulan belum mempunyai rekomendasi Tim Verifikasi: {named}{more}. Lengkapi "
        "pada halaman Verifikasi usulan."
    )
