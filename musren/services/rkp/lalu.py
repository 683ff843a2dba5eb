"""Proposals of earlier years: what was decided and done, and what is offered again (II.D.3.d)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from musren.domain.wilayah import RegionCode
from musren.integration.lanjutan import Lanjutan, UsulanLalu, carry_over, riwayat
from musren.integration.serapan import alasan_tidak_terserap
from musren.integration.tahapan import StatusUsulan
from musren.models.draf import Draf
from musren.models.rpjm import UsulanRpjm
from musren.models.serapan import TidakTerserap
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, Realisasi, RiwayatStatus, Usulan
from musren.services.anggaran.alasan import spoken
from musren.services.tahun import profile_of, years_of
from musren.services.usulan import of_village

S = StatusUsulan
DECIDED_AT: Mapping[str, str] = {
    S.DITUNDA_KECAMATAN.value: "kecamatan", S.CADANGAN_KECAMATAN.value: "kecamatan",
    S.DITERIMA_FORUM.value: "forum_skpd", S.DITOLAK_FORUM.value: "forum_skpd",
    S.DITERIMA_KABUPATEN.value: "kabupaten", S.DITOLAK_KABUPATEN.value: "kabupaten",
    S.TIDAK_MASUK_ANGGARAN.value: "anggaran",
    S.BELUM_DIDANAI.value: "status", S.DIKEMBALIKAN.value: "status",
}  # fmt: skip
"""Who spoke last about a proposal in this state; the village about any other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UsulanLama:
    """A stored proposal of an earlier year with what the rules say about it."""

    usulan: Usulan
    lanjutan: Lanjutan


def earlier_years(session: Session, year: Tahun) -> list[Tahun]:
    """The planning years of the kabupaten before this one, newest first."""
    found = years_of(session, RegionCode.parse(year.kabupaten_kode))
    return [one for one in found if one.tahun < year.tahun]


def year_before(session: Session, year: Tahun, place: RegionCode) -> Tahun | None:
    """The newest earlier year in which this village decided on proposals.

    A year without a Musrenbangdes of the village is passed over, so that nothing is lost.
    """
    decided = set(
        session.scalars(
            select(Usulan.tahun_id)
            .join(Keputusan, Keputusan.usulan_id == Usulan.id)
            .where(Usulan.desa_kode == str(place), Keputusan.tingkat == "desa")
        )
    )
    return next((one for one in earlier_years(session, year) if one.id in decided), None)


def evaluated_year(session: Session, year: Tahun, place: RegionCode) -> int:
    """Whose plan is evaluated in this year; the year before when the village decided on none."""
    before = year_before(session, year, place)
    return year.tahun - 1 if before is None else before.tahun


def realised(session: Session, found: Iterable[Usulan]) -> dict[int, Realisasi]:
    """What was reported of these proposals, by their id."""
    ids = [one.id for one in found]
    rows = session.scalars(select(Realisasi).where(Realisasi.usulan_id.in_(ids)))
    return {row.usulan_id: row for row in rows}


Reasons = Mapping[tuple[int, str], str]
"""Why it was decided so, by the id of the proposal and who spoke: a level, "anggaran", "status"."""


def reasons(session: Session, found: Iterable[Usulan]) -> Reasons:
    """What each level, the budget and the last change of state gave as reason."""
    usulan = {one.id: one for one in found}
    rows = session.execute(
        select(Keputusan.usulan_id, Keputusan.tingkat, Keputusan.alasan)
        .where(Keputusan.usulan_id.in_(usulan))
        .order_by(case((Keputusan.putusan == "dialihkan", 0), else_=1), Keputusan.id)
    )
    told = {(row.usulan_id, row.tingkat): row.alasan for row in rows}
    for left in session.scalars(select(TidakTerserap).where(TidakTerserap.usulan_id.in_(usulan))):
        names = alasan_tidak_terserap(profile_of(usulan[left.usulan_id].tahun))
        told[left.usulan_id, "anggaran"] = spoken(names, left.alasan, left.keterangan)
    asked = [one.id for one in usulan.values() if DECIDED_AT.get(one.status) == "status"]
    if asked:
        moved = session.scalars(
            select(RiwayatStatus)
            .where(RiwayatStatus.usulan_id.in_(asked))
            .order_by(RiwayatStatus.id)
        )
        told |= {(m.usulan_id, "status"): m.alasan for m in moved}
    return told


def as_past(usulan: Usulan, tahun: int, done: Realisasi | None, why: Reasons) -> UsulanLalu:
    """The proposal of year `tahun` as plain values for the rules."""
    level = DECIDED_AT.get(usulan.status, "desa")
    return UsulanLalu(
        kode=usulan.kode, tahun=tahun, kegiatan=usulan.kegiatan, status=usulan.status,
        sifat=usulan.sifat or "B", alasan=why.get((usulan.id, level), ""),
        volume=usulan.volume, satuan=usulan.satuan, biaya=usulan.biaya,
        volume_realisasi=done.volume_realisasi if done else None,
        biaya_realisasi=done.biaya_realisasi if done else None,
        status_pelaksanaan=done.status_pelaksanaan if done else "",
        sebab=done.sebab if done else "", tindak_lanjut=done.tindak_lanjut if done else "",
        asal_usulan_lama_tahun=usulan.asal_usulan_lama_tahun,
    )  # fmt: skip


def _unread_years(session: Session, year: Tahun, place: RegionCode) -> list[Tahun]:
    """Earlier years whose proposals are to be looked at again, newest first."""
    sent = session.scalars(
        select(Draf.tahun_id).where(
            Draf.alur == "rancangan-rkp", Draf.wilayah_kode == str(place),
            Draf.status == "terkirim",
        )
    )  # fmt: skip
    before, closing = year_before(session, year, place), set(sent)
    if before is not None:
        closing.add(before.id)
    found = []
    for one in earlier_years(session, year):
        found.append(one)
        if one.id in closing:
            break
    return found


def last_years(session: Session, year: Tahun, place: RegionCode) -> list[UsulanLama]:
    """Every proposal of the earlier years nobody has looked through yet, in the order it came.

    That is the year before, and the ones before it as long as the village skipped them: neither
    decided in a Musrenbangdes nor sent a draft, which answers for each old proposal. What a
    skipped year took over already is told only once.
    """
    pairs = [
        (one, earlier.tahun)
        for earlier in reversed(_unread_years(session, year, place))
        for one in of_village(session, earlier, place)
    ]
    found = [one for one, _ in pairs]
    taken = {one.asal_id for one in found}
    done, why = realised(session, found), reasons(session, found)
    return [
        UsulanLama(usulan=one, lanjutan=carry_over(as_past(one, tahun, done.get(one.id), why)))
        for one, tahun in pairs
        if one.id not in taken
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Silam:
    """One earlier year in the life of a proposal: which it was, and its history in words."""

    usulan_id: int
    kode: str
    tahun: int
    riwayat: str


def chain(session: Session, usulan: Usulan) -> list[Silam]:
    """The proposals this one continues, oldest first, each with what became of it."""
    found: list[Silam] = []
    seen = {usulan.id}
    before = usulan.asal_usulan
    while before is not None and before.id not in seen:
        seen.add(before.id)
        tahun = before.tahun.tahun
        done, why = session.get(Realisasi, before.id), reasons(session, [before])
        told = riwayat(as_past(before, tahun, done, why))
        found.append(Silam(usulan_id=before.id, kode=before.kode, tahun=tahun, riwayat=told))
        before = before.asal_usulan
    return found[::-1]


def continued_by(session: Session, usulan: Usulan) -> list[Usulan]:
    """The proposals of later years that continue this one."""
    return list(
        session.scalars(select(Usulan).where(Usulan.asal_id == usulan.id).order_by(Usulan.id))
    )


def picked_from(session: Session, usulan: Usulan) -> UsulanRpjm | None:
    """The row of the RPJM-Desa the proposal was picked from."""
    if usulan.usulan_rpjm_id is None:
        return None
    return session.get(UsulanRpjm, usulan.usulan_rpjm_id)
