"""Shares of budget lines: matching, sharing out, leaving lines aside, and taking it all back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from musren.domain.errors import Invalid, NotFound
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import RegionCode
from musren.integration.anggaran import (
    CARA,
    COCOK,
    PARKIR,
    Bagian,
    Baris,
    Calon,
    Cocok,
    check_shares,
    match,
    share_errors,
)
from musren.integration.tahapan import LABEL_STATUS, StatusUsulan
from musren.models.serapan import BarisAnggaran, Serapan, TidakTerserap
from musren.models.tahun import Tahun
from musren.models.usulan import RiwayatStatus, Usulan
from musren.services import jejak, perubahan
from musren.services.anggaran import calon as proposals
from musren.services.anggaran.calon import IN_BUDGET, LEFT_OUT, Didapat
from musren.services.perubahan import clean_reason, refuse_stale
from musren.services.tahun import profile_of

__all__ = ["CARA", "KEADAAN", "Pembagian", "find", "home_of", "ignore", "pair", "restore",
           "set_shares", "suggestions"]  # fmt: skip

ABAIKAN = "abaikan"
KEADAAN: Mapping[str, str] = {COCOK: "Cocok", PARKIR: "Menunggu", ABAIKAN: "Diabaikan"}
GONE = "Baris anggaran itu tidak ada. Kembali ke daftar anggaran dan pilih lagi."
STILL_SHARED = "Lepaskan dahulu usulan yang dibiayai baris ini, lalu abaikan."
NO_REASON = "Isi alasan mengapa baris ini diabaikan."
_MANY = 500


def find(session: Session, year: Tahun, place: RegionCode, baris_id: int) -> BarisAnggaran:
    """The line, which must belong to the place or lie inside it; raises NotFound."""
    found = session.get(BarisAnggaran, baris_id)
    if found is None or found.tahun_id != year.id or not place.contains(home_of(found)):
        raise NotFound(GONE)
    return found


def home_of(line: BarisAnggaran) -> RegionCode:
    return RegionCode.parse(line.wilayah_kode)


def as_rule(line: BarisAnggaran) -> Baris:
    return Baris(
        line.kunci, line.kegiatan, line.pagu, line.kode_usulan, line.lokasi, line.desa_kode or "",
        line.kecamatan_kode or "", line.volume, line.satuan,
    )  # fmt: skip


# --- matching -----------------------------------------------------------------------------------


def pair(
    session: Session, act: Act, year: Tahun, place: RegionCode, lines: Sequence[BarisAnggaran]
) -> None:
    """Look for the proposals of these lines, which have none; what is not clear waits."""
    if not lines:
        return
    found = proposals.payable(session, year, place)
    ids = {one.kode: one.id for one in found}
    told = matched(session, year, lines, found)
    wanted = {ids[one.usulan[0]] for one in told.values() if one.keadaan == COCOK}
    usulan = loaded(session, wanted)
    for line in lines:
        one = told[line.kunci]
        line.keadaan, line.alasan = one.keadaan, one.alasan
        if one.keadaan == COCOK and one.jumlah:
            _share(session, act, line, usulan[ids[one.usulan[0]]], one.jumlah, one.cara)
    session.flush()


def matched(
    session: Session, year: Tahun, lines: Sequence[BarisAnggaran], found: Sequence[Didapat]
) -> dict[str, Cocok]:
    """What the rule says of each line, by key.

    A code may name any proposal a budget can pay; likeness looks only among those the camat's
    decree does not pay already.
    """
    profile = profile_of(year)
    coded = [as_rule(one) for one in lines if one.kode_usulan.strip()]
    others = [as_rule(one) for one in lines if not one.kode_usulan.strip()]
    every: list[Calon] = [one.calon for one in found]
    free = [one.calon for one in found if not one.blm]
    told = {
        one.kunci: one for one in (*match(profile, coded, every), *match(profile, others, free))
    }
    return {**told, **_not_yet(session, year, coded, told)}


def _not_yet(
    session: Session, year: Tahun, coded: Sequence[Baris], told: Mapping[str, Cocok]
) -> dict[str, Cocok]:
    """A line whose code is known but of a proposal nobody may pay yet says so."""
    doubtful = [b for b in coded if told[b.kunci].keadaan == PARKIR and not told[b.kunci].usulan]
    states = proposals.states_of(
        session, year, [b.kode_usulan.strip().casefold() for b in doubtful]
    )
    found = {}
    for b in doubtful:
        status = states.get(b.kode_usulan.strip().casefold())
        if status is not None:
            label = LABEL_STATUS[StatusUsulan(status)]
            alasan = (
                f"Usulan {b.kode_usulan.strip()} berstatus “{label}”, jadi belum dapat dibiayai. "
                "Selesaikan dahulu tahapnya, atau pilih usulan lain."
            )
            found[b.kunci] = Cocok(b.kunci, PARKIR, (), "", None, alasan)
    return found


def loaded(session: Session, ids: Iterable[int]) -> dict[int, Usulan]:
    wanted = sorted(set(ids))
    parts = [wanted[at : at + _MANY] for at in range(0, len(wanted), _MANY)]
    return {
        one.id: one
        for part in parts
        for one in session.scalars(select(Usulan).where(Usulan.id.in_(part)))
    }


def suggestions(session: Session, year: Tahun, line: BarisAnggaran) -> list[tuple[Didapat, str]]:
    """Proposals this line may pay with the reason each is offered, the best first."""
    found = proposals.payable(session, year, home_of(line))
    by_code = {one.kode: one for one in found}
    told = matched(session, year, [line], found)[line.kunci]
    return [(by_code[kode], told.alasan) for kode in told.usulan if kode in by_code][:20]


# --- sharing out --------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Pembagian:
    """A share as a person gives it."""

    usulan_id: int
    jumlah: int | None
    catatan: str = ""


def set_shares(
    session: Session, act: Act, year: Tahun, line: BarisAnggaran, given: Sequence[Pembagian], *,
    versi: int | None,
) -> tuple[str, ...]:  # fmt: skip
    """Make these the shares of the line; what is not named any more is let go.

    Returns sentences that deserve a look and forbid nothing. Raises Invalid with one sentence per
    field (``1.jumlah``, ``1.usulan_id``, "" for the sum), Conflict when it was changed meanwhile.
    """
    refuse_stale(line.versi, versi, "Baris anggaran ini")
    told = proposals.of_ids(session, (one.usulan_id for one in given))
    rows = _as_rule(session, line, given, told)
    wrong = share_errors(line.pagu, rows) | _not_payable(year, line, given, told)
    if wrong:
        raise Invalid(wrong.get("") or next(iter(wrong.values())), wrong)
    before = {one.usulan_id: one for one in line.serapan}
    kept = {one.usulan_id: one for one in given}
    usulan = loaded(session, {*before, *kept})
    for usulan_id, share in before.items():
        if usulan_id not in kept:
            _let_go(session, act, line, share, usulan[usulan_id])
    for usulan_id, one in kept.items():
        stored = before.get(usulan_id)
        if stored is None:
            _share(session, act, line, usulan[usulan_id], one.jumlah or 0, "tangan", one.catatan)
        else:
            stored.jumlah, stored.catatan = one.jumlah or 0, one.catatan
    line.keadaan = COCOK if kept else PARKIR
    line.alasan = "" if kept else "Pembagiannya dilepas. Pilih usulannya, atau abaikan barisnya."
    flag_modified(line, "alasan")  # other shares alone raise the version too
    _trace(session, act, "bagi_baris_anggaran", line,
           {told[one.usulan_id].kode: one.jumlah for one in given})  # fmt: skip
    session.flush()
    return tuple(alasan.kalimat for alasan in check_shares(rows))


def _as_rule(
    session: Session, line: BarisAnggaran, given: Sequence[Pembagian], told: Mapping[int, Didapat]
) -> list[Bagian]:
    other = proposals.paid_elsewhere(session, told, line.id)
    if not all(one.usulan_id in told for one in given):
        raise NotFound("Usulan itu tidak ada. Periksa kodenya.")
    return [
        Bagian(told[g.usulan_id].kode, g.jumlah, told[g.usulan_id].biaya,
               other.get(g.usulan_id, 0))
        for g in given
    ]  # fmt: skip


def _not_payable(
    year: Tahun, line: BarisAnggaran, given: Sequence[Pembagian], told: Mapping[int, Didapat]
) -> dict[str, str]:
    wrong = {}
    for at, one in enumerate(given):
        usulan = told[one.usulan_id]
        if not home_of(line).contains(RegionCode.parse(usulan.desa_kode)):
            wrong[f"{at}.usulan_id"] = f"{usulan.kode} bukan usulan dari wilayah anggaran ini."
        elif usulan.tahun_id != year.id:
            wrong[f"{at}.usulan_id"] = f"{usulan.kode} bukan usulan tahun {year.tahun}."
        elif not usulan.dapat_dibiayai:
            label = LABEL_STATUS[StatusUsulan(usulan.status)]
            wrong[f"{at}.usulan_id"] = f"{usulan.kode} berstatus “{label}”, belum dapat dibiayai."
    return wrong


def _share(  # noqa: PLR0913, PLR0917
    session: Session, act: Act, line: BarisAnggaran, usulan: Usulan, jumlah: int, cara: str,
    catatan: str = "",
) -> None:  # fmt: skip
    line.serapan.append(
        Serapan(
            usulan_id=usulan.id, jumlah=jumlah, cara=cara, catatan=catatan,
            pelaku_id=act.oleh.id or None, pada=act.pada,
        )
    )  # fmt: skip
    if usulan.status == LEFT_OUT:
        gone = session.get(TidakTerserap, usulan.id)
        if gone is not None:
            session.delete(gone)
    if usulan.status != IN_BUDGET:
        told = f"{'APBD' if line.jenis == 'apbd' else 'APB Desa'}: {line.kegiatan}"[:900]
        perubahan.move(session, act, usulan, IN_BUDGET, hak=Hak.ISI_ANGGARAN, alasan=told)


def _let_go(
    session: Session, act: Act, line: BarisAnggaran, share: Serapan, usulan: Usulan
) -> None:
    """Take the share away; with the last one the proposal goes back to where it was."""
    line.serapan.remove(share)
    session.flush()
    others = session.scalar(select(Serapan.id).where(Serapan.usulan_id == usulan.id).limit(1))
    if others is None and usulan.status == IN_BUDGET:
        told = f"Pembagian baris anggaran “{line.kegiatan[:300]}” dilepas."
        perubahan.move(
            session, act, usulan, before_budget(session, usulan), hak=Hak.ISI_ANGGARAN, alasan=told
        )


def before_budget(session: Session, usulan: Usulan) -> str:
    """The state before anybody wrote down what the budget did with it."""
    status = session.scalar(
        select(RiwayatStatus.dari)
        .where(
            RiwayatStatus.usulan_id == usulan.id,
            RiwayatStatus.ke.in_([IN_BUDGET, LEFT_OUT]),
            RiwayatStatus.dari.not_in([IN_BUDGET, LEFT_OUT]),
        )
        .order_by(RiwayatStatus.id.desc())
        .limit(1)
    )
    if status is None:
        raise NotFound(f"Status usulan {usulan.kode} sebelum anggaran tidak tercatat.")
    return status


# --- leaving aside ------------------------------------------------------------------------------


def ignore(session: Session, act: Act, line: BarisAnggaran, alasan: str, versi: int | None) -> None:
    """Put the line aside: it pays no proposal, and why. Raises Invalid, Conflict."""
    refuse_stale(line.versi, versi, "Baris anggaran ini")
    told = clean_reason(alasan)
    if not told:
        raise Invalid(NO_REASON, {"alasan": NO_REASON})
    if line.serapan:
        raise Invalid(STILL_SHARED, {"alasan": STILL_SHARED})
    line.keadaan, line.alasan = ABAIKAN, told
    _trace(session, act, "abaikan_baris_anggaran", line, {"alasan": told})
    session.flush()


def restore(
    session: Session, act: Act, year: Tahun, line: BarisAnggaran, versi: int | None
) -> None:
    """Look for the proposal of an ignored line again."""
    refuse_stale(line.versi, versi, "Baris anggaran ini")
    if line.keadaan == ABAIKAN:
        _trace(session, act, "pulihkan_baris_anggaran", line, {})
        pair(session, act, year, home_of(line), [line])


def _trace(
    session: Session, act: Act, tindakan: str, line: BarisAnggaran, rincian: Mapping[str, object]
) -> None:
    jejak.record(
        session, act, tindakan, f"baris_anggaran:{line.id}", place=home_of(line),
        hak=Hak.ISI_ANGGARAN, rincian=rincian,
    )  # fmt: skip
