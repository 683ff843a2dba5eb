"""Proposals that look alike, here and against last year, and hints put aside (II.D.3.d)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.domain.errors import Conflict, Invalid, NotFound
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import Level, RegionCode
from musren.integration import kemiripan as rule
from musren.integration.profil import Profil
from musren.models.tahun import Tahun
from musren.models.usulan import Silsilah, Usulan
from musren.services import jejak
from musren.services.dihitung import counted
from musren.services.pengumuman import Pengumuman
from musren.services.perubahan import clean_reason
from musren.services.pilihan import Setting
from musren.services.silsilah import PECAH
from musren.services.tahun import profile_of
from musren.services.usulan import OPEN
from musren.services.wilayah import lock_place

BEDA = "beda"
TITLE = "Usulan yang mungkin sama"
_OPEN = frozenset(s.value for s in OPEN)


@dataclass(frozen=True, kw_only=True)
class Petunjuk:
    """One hint: this proposal and another one, of this year or of last, and why."""

    usulan: Usulan
    lain: Usulan
    alasan: str
    tahun_lalu: int | None = None

    @property
    def kalimat(self) -> str:
        when = f" (tahun {self.tahun_lalu})" if self.tahun_lalu else ""
        reason = self.alasan[:1].lower() + self.alasan[1:]
        return f"Mirip dengan “{self.lain.kegiatan}”{when}, karena {reason}"


def hints(
    session: Session, year: Tahun, place: RegionCode, only: Collection[int] | None = None
) -> list[Petunjuk]:
    """What may be the same work, the most alike first; every pair once, last year's after these.

    Without pairs somebody put aside, without those of which one descends from the other. `only`:
    ids of the proposals to compare with all others, for a page that shows no more.
    """
    now = _of(session, year, place)
    before_year = _before(session, year, place)
    before = _of(session, before_year, place) if before_year is not None else []
    known = {u.kode: u for u in (*now, *before)}
    aside = _apart(session, list(known.values()))
    profile = profile_of(year)
    mine = [_compared(u) for u in now if only is None or u.id in only]
    here = _within(profile, mine, now, only)
    there = rule.against(profile, mine, [_compared(u) for u in before])
    found: list[tuple[rule.Mirip, int | None]] = [(m, None) for m in here]
    found += [(m, year.tahun - 1) for m in there]
    pairs = [(known[m.satu], known[m.dua], m.kalimat, told) for m, told in found]
    return [
        Petunjuk(usulan=a, lain=b, alasan=why, tahun_lalu=told)
        for a, b, why, told in pairs
        if frozenset({a.id, b.id}) not in aside
        and a.asal_id != b.id
        and (a.status in _OPEN or b.status in _OPEN)
    ]


def _within(
    profile: Profil, mine: Sequence[rule.Kegiatan], now: Sequence[Usulan],
    only: Collection[int] | None,
) -> list[rule.Mirip]:  # fmt: skip
    """The pairs of one village, the smaller code first."""
    if only is None:
        return list(rule.within(profile, mine))
    pairs: dict[tuple[str, str], rule.Mirip] = {}
    for one in rule.against(profile, mine, [_compared(u) for u in now]):
        first, second = sorted((one.satu, one.dua))
        if first != second:
            pairs.setdefault((first, second), replace(one, satu=first, dua=second))
    return list(pairs.values())


def for_proposal(found: Iterable[Petunjuk], usulan: Usulan) -> list[Petunjuk]:
    """The hints about one proposal, told from its side."""
    mine = []
    for one in found:
        if one.usulan.id == usulan.id:
            mine.append(one)
        elif one.lain.id == usulan.id:
            mine.append(Petunjuk(usulan=one.lain, lain=one.usulan, alasan=one.alasan))
    return mine


MOST_TOLD = 10
MOST_AT_ONCE = 400
"""So many proposals are compared each with each while somebody waits for a page."""


def told(here: Setting) -> list[Pengumuman]:
    """The hints on the page where all is decided; the most alike, and how many more there are."""
    if len(_of(here.session, here.year, here.place)) > MOST_AT_ONCE:
        too_many = f"Usulan lebih dari {MOST_AT_ONCE}; lihat petunjuknya pada daftar usulan."
        return [Pengumuman(judul=TITLE, baris=[too_many])]
    found = hints(here.session, here.year, here.place)
    if not found:
        return []
    lines = [
        f"{one.usulan.nomor_urut}. {one.usulan.kegiatan}: {one.kalimat}"
        for one in found[:MOST_TOLD]
    ]
    if len(found) > MOST_TOLD:
        lines.append(f"Dan {len(found) - MOST_TOLD} pasang lagi; lihat daftar usulan.")
    lines.append(
        "Ini hanya petunjuk. Yang sama dapat digabung dari daftar usulan; yang berbeda dapat "
        "ditandai berbeda pada halaman usulannya."
    )
    return [Pengumuman(judul=TITLE, baris=lines)]


def _of(session: Session, year: Tahun, place: RegionCode) -> Sequence[Usulan]:
    return session.scalars(
        select(Usulan).where(Usulan.tahun_id == year.id, Usulan.desa_kode == str(place), counted())
    ).all()


def _before(session: Session, year: Tahun, place: RegionCode) -> Tahun | None:
    return session.scalar(
        select(Tahun).where(
            Tahun.tahun == year.tahun - 1,
            Tahun.kabupaten_kode == str(place.at(Level.KABUPATEN)),
        )
    )


def _compared(usulan: Usulan) -> rule.Kegiatan:
    return rule.Kegiatan(
        kode=usulan.kode, kegiatan=usulan.kegiatan, lokasi=usulan.lokasi, dusun=usulan.dusun,
        volume=usulan.volume, satuan=usulan.satuan, biaya=usulan.biaya,
    )  # fmt: skip


def _apart(session: Session, found: Sequence[Usulan]) -> set[frozenset[int]]:
    """Pairs somebody said are different, pairs of one origin, and replacements."""
    if not found:
        return set()
    places = {u.desa_kode for u in found}
    lines = session.scalars(
        select(Silsilah)
        .join(Usulan, Usulan.id == Silsilah.asal_id)
        .where(Usulan.desa_kode.in_(places), Silsilah.dibatalkan.is_(None))
    ).all()
    apart = {frozenset({s.asal_id, s.hasil_id}) for s in lines}
    siblings: dict[int, list[int]] = {}
    for line in lines:
        if line.jenis == PECAH:
            siblings.setdefault(line.asal_id, []).append(line.hasil_id)
    for parts in siblings.values():
        apart |= {frozenset({a, b}) for a in parts for b in parts if a != b}
    return apart | {frozenset({u.id, u.menggantikan_id}) for u in found if u.menggantikan_id}


def set_aside(session: Session, act: Act, satu: Usulan, dua: Usulan, alasan: str) -> None:
    """Remember that two proposals are not the same work; a second time changes nothing.

    Raises NotFound for proposals of different villages, Invalid without a reason.
    """
    if satu.desa_kode != dua.desa_kode or satu.id == dua.id:
        raise NotFound("Kedua usulan itu bukan dari desa yang sama.")
    reason = clean_reason(alasan)
    if not reason:
        told = "Tulis mengapa keduanya berbeda."
        raise Invalid(told, {"alasan": told})
    place = RegionCode.parse(satu.desa_kode)
    lock_place(session, place)
    first, second = sorted((satu, dua), key=lambda u: u.id)
    if frozenset({first.id, second.id}) in _apart(session, [first, second]):
        return
    session.add(
        Silsilah(
            jenis=BEDA, asal_id=first.id, hasil_id=second.id, alasan=reason, status_asal="",
            pelaku_id=act.oleh.id or None, pada=act.pada,
        )
    )  # fmt: skip
    jejak.record(
        session, act, "bukan_usulan_sama", f"usulan:{first.kode}", place=place, hak=Hak.ISI_DESA,
        rincian={"lain": second.kode},
    )  # fmt: skip


def need_hint(session: Session, year: Tahun, usulan: Usulan, lain_id: int) -> Petunjuk:
    """The hint about these two; raises Conflict when there is none (any more)."""
    place = RegionCode.parse(usulan.desa_kode)
    for one in for_proposal(hints(session, year, place, {usulan.id}), usulan):
        if one.lain.id == lain_id:
            return one
    raise Conflict("Petunjuk itu sudah tidak ada. Kembali ke halaman usulan.")
