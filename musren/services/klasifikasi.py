"""Stored proposals as facts for the rules, and what the rules say of one."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from musren.domain.wilayah import Level, RegionCode
from musren.integration.klasifikasi import (
    BELUM_TERINCI,
    Alasan,
    FaktaUsulan,
    Konteks,
    Saran,
    check,
    suggest,
)
from musren.models.tahun import Tahun
from musren.models.usulan import Usulan, UsulanDana
from musren.services.dihitung import counted, not_replaced
from musren.services.tahun import blm_ceiling, profile_of


def main_source(usulan: Usulan) -> str:
    """The category the village itself wrote down: the largest share that is not swadaya."""
    shares = [d for d in usulan.dana if d.sumber and d.sumber != "swadaya" and d.jumlah]
    if shares:
        return str(max(shares, key=lambda d: d.jumlah or 0).sumber)
    return next((d.sumber for d in usulan.dana if d.sumber), "")


def counted_under(usulan: Usulan, share: UsulanDana, decided: str) -> str:
    """The category a share counts under once the proposal stands on the decided list.

    Swadaya stays swadaya. A share nobody named follows the meeting; so do all outside shares
    when none of them names the decided category, for then the meeting put them there.
    """
    if share.sumber == "swadaya":
        return "swadaya"
    named = {d.sumber for d in usulan.dana if d.sumber not in {None, "swadaya"}}
    return share.sumber if share.sumber and decided in named else decided


def from_source(usulan: Usulan, decided: str) -> int:
    """Rupiah that the decided category pays of the cost; the rest is swadaya and others."""
    if not usulan.dana:
        return usulan.biaya or 0
    paid = sum(d.jumlah or 0 for d in usulan.dana if counted_under(usulan, d, decided) == decided)
    return min(paid, usulan.biaya or 0)


def facts_of(usulan: Usulan) -> FaktaUsulan:
    """The proposal as plain values; money of an unknown source is counted apart."""
    amounts: dict[str, int] = {}
    told: dict[str, str] = {}
    for share in usulan.dana:
        key = share.sumber or BELUM_TERINCI
        amounts[key] = amounts.get(key, 0) + (share.jumlah or 0)
        told[key] = share.rincian
    return FaktaUsulan(
        kode=usulan.kode, kegiatan=usulan.kegiatan, jenis=usulan.jenis or "lainnya",
        asal=usulan.asal or "dusun", bidang=usulan.bidang, sifat=usulan.sifat or "B",
        biaya=usulan.biaya, dana=amounts, rincian=told, pengusul=usulan.pengusul,
        lokasi=usulan.lokasi, skpd=usulan.skpd, manfaat=usulan.manfaat,
        pemanfaat_rtm=usulan.pemanfaat_rtm,
        dana_lengkap=all(share.jumlah is not None for share in usulan.dana),
    )  # fmt: skip


def context_for(
    session: Session, year: Tahun, desa: RegionCode, on_blm: Iterable[Usulan]
) -> Konteks:
    """What the rules need to know beside the proposal itself.

    Only the village's own SPP counts here: who comes first among villages is decided by rank
    in the Musrenbang Kecamatan, where the share is checked over all of them.
    """
    kecamatan = desa.at(Level.KECAMATAN)
    own = tuple(facts_of(u) for u in on_blm)
    own_spp = sum(f.nilai_blm() for f in own if f.jenis == "spp")
    return Konteks(
        usulan_blm=own,
        blm_kecamatan=blm_ceiling(session, year, kecamatan),
        spp_kecamatan=own_spp,
    )


def _others_on_blm(session: Session, usulan: Usulan) -> list[Usulan]:
    found = session.scalars(
        select(Usulan)
        .where(
            Usulan.tahun_id == usulan.tahun_id,
            Usulan.desa_kode == usulan.desa_kode,
            Usulan.id != usulan.id,
            counted(),
        )
        .options(selectinload(Usulan.dana))
    )
    return [u for u in not_replaced(found, usulan) if main_source(u) == "blm"]


def suggestion(session: Session, year: Tahun, usulan: Usulan) -> Saran:
    """What the rules suggest for this proposal, with reasons; people decide."""
    desa = RegionCode.parse(usulan.desa_kode)
    around = context_for(session, year, desa, _others_on_blm(session, usulan))
    return suggest(profile_of(year), facts_of(usulan), around)


def own_objections(session: Session, year: Tahun, usulan: Usulan) -> tuple[Alasan, ...]:
    """Every rule that fires for the source the village itself wrote down; none without one."""
    own = main_source(usulan)
    if not own:
        return ()
    return objections(session, year, usulan, own, _others_on_blm(session, usulan))


def suggestions(
    session: Session, year: Tahun, desa: RegionCode, found: Sequence[Usulan]
) -> dict[int, str | None]:
    """The suggested category of each proposal of a village, without further statements."""
    on_blm = [u for u in not_replaced(found) if main_source(u) == "blm"]
    profile = profile_of(year)
    around = context_for(session, year, desa, on_blm)
    return {u.id: suggest(profile, facts_of(u), around).sumber for u in found}


def objections(  # one question, five facts
    session: Session, year: Tahun, usulan: Usulan, sumber: str, on_blm: Iterable[Usulan]
) -> tuple[Alasan, ...]:
    """Every rule that fires for putting the proposal on that list."""
    desa = RegionCode.parse(usulan.desa_kode)
    others = [u for u in on_blm if u.id != usulan.id]
    return check(
        profile_of(year), facts_of(usulan), sumber, context_for(session, year, desa, others)
    )
