"""The women's share at each stage: who was there, and what came of their proposals (II.D.3.a)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from musren.domain.wilayah import RegionCode
from musren.integration.klasifikasi import FaktaUsulan
from musren.integration.mkp import (
    Bagian,
    share_of_money,
    share_of_people,
    share_of_proposals,
)
from musren.models.musyawarah import Hadir, Musyawarah
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, Usulan, UsulanKecamatan
from musren.services.dihitung import counted
from musren.services.rpjm.baris import planned
from musren.services.rpjm.dokumen import drafted
from musren.services.rpjm.usulan import of_rpjm
from musren.services.tahun import profile_of

_FORUM = func.coalesce(func.nullif(Usulan.asal_awal, ""), Usulan.asal).label("forum")
NOT_EVERY_YEAR = frozenset({"lokakarya_desa", "musrenbangdes_rpjm"})


@dataclass(frozen=True, kw_only=True)
class Andil:
    """One stage: its name and the women's part of it, as one or more shares."""

    tahap: str
    bagian: Sequence[Bagian]

    @property
    def ada(self) -> bool:
        return any(one.semua for one in self.bagian)


@dataclass(frozen=True, kw_only=True)
class _Satu:
    """What is counted of one proposal, and how far it came."""

    fakta: FaktaUsulan
    desa: bool
    diteruskan: bool
    kecamatan: bool


def shares(session: Session, year: Tahun, place: RegionCode) -> list[Andil]:
    """People at the meetings, then proposals and rupiah from the first list to the kecamatan.

    The stages of the RPJM-Desa are told only in a year in which there is something to tell.
    """
    label = profile_of(year).label
    found = _proposals(session, year, place)
    return [
        *_people(session, year, place),
        *_planned(session, year, place),
        _of("Usulan yang diajukan", found),
        _of(f"Disepakati {label.musrenbangdes}", [u for u in found if u.desa]),
        _of("Diteruskan ke kecamatan", [u for u in found if u.diteruskan]),
        _of(f"Disepakati {label.musrenbang_kecamatan}", [u for u in found if u.kecamatan]),
    ]


def _of(tahap: str, found: Sequence[_Satu]) -> Andil:
    facts = [one.fakta for one in found]
    return Andil(tahap=tahap, bagian=(share_of_proposals(facts), share_of_money(facts)))


def _people(session: Session, year: Tahun, place: RegionCode) -> list[Andil]:
    label = profile_of(year).label
    stages = {
        "pertemuan_pkd": "Hadir penggalian gagasan",
        "lokakarya_desa": "Hadir Lokakarya Desa",
        "musrenbangdes_rpjm": "Hadir Musrenbangdes RPJM-Desa",
        "mkp": f"Hadir {label.mkp}",
        "musrenbangdes_rkp": f"Hadir {label.musrenbangdes}",
    }
    rows = session.execute(
        select(Musyawarah.jenis, Hadir.jk)
        .join(Hadir, Hadir.musyawarah_id == Musyawarah.id)
        .where(
            Musyawarah.tahun_id == year.id, Musyawarah.wilayah_kode == str(place),
            Musyawarah.jenis.in_(stages),
        )
    ).all()  # fmt: skip
    every = {
        jenis: Andil(
            tahap=told, bagian=(share_of_people(jk for kind, jk in rows if kind == jenis),)
        )
        for jenis, told in stages.items()
    }  # fmt: skip
    return [one for jenis, one in every.items() if one.ada or jenis not in NOT_EVERY_YEAR]


def _planned(session: Session, year: Tahun, place: RegionCode) -> list[Andil]:
    """The proposals of the RPJM-Desa that was drafted or reviewed this year."""
    plan = drafted(session, year, place)
    rows = planned(of_rpjm(session, plan)) if plan is not None else []
    if not rows:
        return []
    facts = [FaktaUsulan(u.kode, u.kegiatan, asal=u.asal, biaya=u.biaya) for u in rows]
    shares = (share_of_proposals(facts), share_of_money(facts))
    return [Andil(tahap="Usulan RPJM-Desa dari perempuan", bagian=shares)]


def _proposals(session: Session, year: Tahun, place: RegionCode) -> list[_Satu]:
    rows = session.execute(
        select(Usulan.id, Usulan.kode, Usulan.kegiatan, _FORUM, Usulan.biaya).where(
            Usulan.tahun_id == year.id, Usulan.desa_kode == str(place), counted()
        )
    ).all()
    ids = [row.id for row in rows]
    agreed = session.execute(
        select(Keputusan.usulan_id, Keputusan.tingkat).where(
            Keputusan.usulan_id.in_(ids), Keputusan.putusan == "disepakati"
        )
    ).all()
    by_level = {(usulan_id, tingkat) for usulan_id, tingkat in agreed}
    sent = set(
        session.scalars(select(UsulanKecamatan.usulan_id).where(UsulanKecamatan.usulan_id.in_(ids)))
    )
    return [
        _Satu(
            fakta=FaktaUsulan(row.kode, row.kegiatan, asal=row.forum, biaya=row.biaya),
            desa=(row.id, "desa") in by_level, diteruskan=row.id in sent,
            kecamatan=(row.id, "kecamatan") in by_level,
        )
        for row in rows
    ]  # fmt: skip
