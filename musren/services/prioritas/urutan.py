"""What the session on priorities recorded, and the order that follows from it each time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.domain.wilayah import RegionCode
from musren.integration import prioritas
from musren.integration.prioritas import Calon, Urutan
from musren.integration.profil import Profil
from musren.models.prioritas import SidangPrioritas
from musren.models.tahun import Tahun
from musren.models.usulan import UsulanKecamatan
from musren.services.tahun import profile_of
from musren.services.usulan_masuk import incoming, kode_of, of_list, title

LANGSUNG = "langsung"
UNNAMED_SKPD = "SKPD belum ditentukan"
MOST_AT_ONCE = 60
"""Rows of one list on a page of a form; a longer list is shown part by part."""


@dataclass(frozen=True, kw_only=True)
class Daftar:
    """One list: its proposals, the session about it (None before), and the computed order."""

    kunci: str
    usulan: Sequence[UsulanKecamatan]
    sidang: SidangPrioritas | None
    urutan: Sequence[Urutan]

    @property
    def judul(self) -> str:
        return prioritas.DAFTAR[self.kunci]

    @property
    def selesai(self) -> bool:
        """Whether the session put every proposal of the list in its place."""
        return bool(self.usulan) and all(one.usulan_id in self.saran for one in self.usulan)

    @property
    def saran(self) -> Mapping[int, int]:
        """The rank the session gives each proposal, by its id."""
        if self.sidang is not None and self.sidang.cara == LANGSUNG:
            return {int(row["usulan_id"]): row["seri"] for row in self.sidang.baris if row["seri"]}
        own = {kode_of(one): one.usulan_id for one in self.usulan}
        return {own[u.kode]: u.peringkat for u in self.urutan if u.peringkat is not None}

    @property
    def hitungan(self) -> Mapping[str, Urutan]:
        return {one.kode: one for one in self.urutan}


def stored(session: Session, year: Tahun, place: RegionCode) -> dict[str, SidangPrioritas]:
    """The sessions of this kecamatan, by list."""
    found = session.scalars(
        select(SidangPrioritas).where(
            SidangPrioritas.tahun_id == year.id, SidangPrioritas.kecamatan_kode == str(place)
        )
    )
    return {one.daftar: one for one in found}


def lists(session: Session, year: Tahun, place: RegionCode) -> dict[str, Daftar]:
    """All three lists with what the session recorded and what follows; three statements."""
    came, held = incoming(session, year, place), stored(session, year, place)
    profile = profile_of(year)
    return {
        kunci: ordered(profile, kunci, of_list(came, kunci), held.get(kunci))
        for kunci in prioritas.DAFTAR
    }


def ordered(
    profile: Profil, kunci: str, usulan: Sequence[UsulanKecamatan], sidang: SidangPrioritas | None
) -> Daftar:
    order: Sequence[Urutan] = ()
    if sidang is not None:
        order = prioritas.order(profile, sidang.cara, candidates(sidang, usulan))
    return Daftar(kunci=kunci, usulan=usulan, sidang=sidang, urutan=order)


def candidates(sidang: SidangPrioritas, usulan: Sequence[UsulanKecamatan]) -> list[Calon]:
    """The proposals with what was recorded of each; one that came later has nothing yet."""
    told = {int(row["usulan_id"]): row for row in sidang.baris}
    made = []
    for one in usulan:
        row = told.get(one.usulan_id, {})
        made.append(
            Calon(
                kode=kode_of(one), kegiatan=title(one), kelompok=tuple(row.get("kelompok") or ()),
                suara=row.get("suara"), skor=tuple(row.get("skor") or ()), seri=row.get("seri"),
            )
        )  # fmt: skip
    return made


def blocked(all_of: Mapping[str, Daftar], kunci: str) -> str:
    """Why this list may not be ranked yet: SPP is taken first and apart (MAD Prioritas)."""
    spp = all_of[prioritas.SPP]
    if kunci == prioritas.SPP or not spp.usulan or spp.selesai:
        return ""
    return (
        f"SPP diurutkan lebih dahulu, terpisah dari daftar lain. Ada {len(spp.usulan)} usulan SPP "
        "yang belum diurutkan; selesaikan sidangnya, lalu buka daftar ini."
    )
