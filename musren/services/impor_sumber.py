"""Funding sources in a village's own words, and what the village says they mean."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from musren.domain.errors import Invalid
from musren.domain.peran import Act, Hak
from musren.domain.teks import quoted
from musren.domain.wilayah import RegionCode
from musren.integration.profil import Profil
from musren.integration.profil.teks import sederhana
from musren.integration.tahapan import StatusUsulan
from musren.models.tahun import PetaSumber, Tahun
from musren.models.usulan import Usulan, UsulanDana
from musren.services import jejak
from musren.services.tahun import profile_of

OPEN = tuple(
    s.value for s in (StatusUsulan.BELUM_LENGKAP, StatusUsulan.DIAJUKAN, StatusUsulan.DISEPAKATI,
                      StatusUsulan.DITUNDA, StatusUsulan.DITOLAK)
)  # fmt: skip
"""States before a paper froze the proposal; later its shares stay as they were issued."""


@dataclass(frozen=True, slots=True)
class SumberAsing:
    """A source nobody mapped yet: as written, on how many shares, for how many rupiah."""

    rincian: str
    usulan: int
    jumlah: int


def same_words(text: str) -> str:
    """What two spellings of one source have in common."""
    return sederhana(text) or text.casefold().strip()


class Kamus:
    """Text of a source to category: the village's own mapping first, then the profile's."""

    def __init__(self, profile: Profil, own: Mapping[str, str]) -> None:
        self._profile = profile
        self._own = {same_words(text): sumber for text, sumber in own.items()}
        self._known: dict[str, str | None] = {}

    def category(self, text: str) -> str | None:
        if text not in self._known:
            found = self._own.get(same_words(text)) if text else None
            self._known[text] = found or (self._profile.sumber_dari_teks(text) if text else None)
        return self._known[text]


def dictionary(session: Session, year: Tahun, desa: RegionCode) -> Kamus:
    own = session.execute(
        select(PetaSumber.rincian, PetaSumber.sumber).where(
            PetaSumber.tahun_id == year.id, PetaSumber.desa_kode == str(desa)
        )
    )
    return Kamus(profile_of(year), {row.rincian: row.sumber for row in own})


def unknown_sources(session: Session, year: Tahun, desa: RegionCode) -> list[SumberAsing]:
    """Sources of open proposals without a category; spellings that differ only in signs are one."""
    rows = session.execute(
        select(UsulanDana.rincian, func.count(), func.coalesce(func.sum(UsulanDana.jumlah), 0))
        .join(Usulan, Usulan.id == UsulanDana.usulan_id)
        .where(
            Usulan.tahun_id == year.id,
            Usulan.desa_kode == str(desa),
            Usulan.status.in_(OPEN),
            UsulanDana.sumber.is_(None),
            UsulanDana.rincian != "",
        )
        .group_by(UsulanDana.rincian)
        .order_by(UsulanDana.rincian)
    )
    merged: dict[str, SumberAsing] = {}
    for rincian, count, amount in rows:
        key = same_words(rincian)
        before = merged.get(key, SumberAsing(rincian, 0, 0))
        merged[key] = SumberAsing(
            before.rincian, before.usulan + count, before.jumlah + int(amount or 0)
        )
    return list(merged.values())


def map_source(
    session: Session, act: Act, year: Tahun, desa: RegionCode, rincian: str, sumber: str
) -> int:
    """Say what a source means; gives how many proposals were filled in.

    A mapping may be corrected later: shares that carry the former answer follow it. Raises
    Invalid when the category is not one of the village's.
    """
    _refuse(year, rincian, sumber)
    stored = next(
        (p for p in _mappings(session, year, desa) if same_words(p.rincian) == same_words(rincian)),
        None,
    )
    before = stored.sumber if stored else None
    if stored is None:
        session.add(
            PetaSumber(tahun_id=year.id, desa_kode=str(desa), rincian=rincian, sumber=sumber)
        )
    else:
        stored.sumber = sumber
    filled = _fill(session, act, year, desa, (rincian, before, sumber))
    if filled or before != sumber:
        jejak.record(
            session, act, "petakan_sumber", f"tahun:{year.id}", place=desa, hak=Hak.ISI_DESA,
            rincian={"rincian": rincian, "lama": before, "baru": sumber, "usulan": filled},
        )  # fmt: skip
    return filled


def _refuse(year: Tahun, rincian: str, sumber: str) -> None:
    known = {s.kunci: s.nama for s in profile_of(year).sumber_tingkat("desa")}
    if sumber not in known:
        told = f"Pilih sumber dana: {', '.join(known.values())}."
        raise Invalid(told, {"sumber": told})
    longest: int = PetaSumber.__table__.c.rincian.type.length  # type: ignore[attr-defined]
    if not rincian.strip() or len(rincian) > longest:
        told = f"Nama sumber {quoted(rincian)} harus 1 sampai {longest} huruf."
        raise Invalid(told, {"rincian": told})


def _mappings(session: Session, year: Tahun, desa: RegionCode) -> list[PetaSumber]:
    return list(
        session.scalars(
            select(PetaSumber).where(
                PetaSumber.tahun_id == year.id, PetaSumber.desa_kode == str(desa)
            )
        )
    )


def _fill(
    session: Session, act: Act, year: Tahun, desa: RegionCode,
    change: tuple[str, str | None, str],
) -> int:  # fmt: skip
    rincian, before, sumber = change
    session.flush()
    shares = session.execute(
        select(UsulanDana.id, UsulanDana.usulan_id, UsulanDana.rincian)
        .join(Usulan, Usulan.id == UsulanDana.usulan_id)
        .where(
            Usulan.tahun_id == year.id,
            Usulan.desa_kode == str(desa),
            Usulan.status.in_(OPEN),
            UsulanDana.sumber.is_(None) | (UsulanDana.sumber == before)
            if before is not None and before != sumber
            else UsulanDana.sumber.is_(None),
            UsulanDana.rincian != "",
        )
    ).all()
    meant = [row for row in shares if same_words(row.rincian) == same_words(rincian)]
    proposals = sorted({row.usulan_id for row in meant})
    for part in _parts([row.id for row in meant]):
        session.execute(update(UsulanDana).where(UsulanDana.id.in_(part)).values(sumber=sumber))
    for part in _parts(proposals):
        session.execute(
            update(Usulan)
            .where(Usulan.id.in_(part))
            .values(versi=Usulan.versi + 1, diubah=act.pada)
        )
    session.expire_all()  # objects read before carry the old version
    return len(proposals)


def _parts(ids: list[int], size: int = 500) -> list[list[int]]:
    return [ids[at : at + size] for at in range(0, len(ids), size)]
