"""A review starts from the old plan: its proposals are copied once (III.C.3.a)."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.domain.errors import NotReady
from musren.domain.peran import Act
from musren.domain.wilayah import RegionCode
from musren.forms.rpjm_penyempurnaan import ONLY_WHEN_REPAIRED
from musren.forms.rpjm_usulan import USULAN_RPJM
from musren.models.rpjm import Rpjm, UsulanRpjm
from musren.models.tahun import Tahun
from musren.services.rpjm.baris import planned
from musren.services.rpjm.dokumen import before, need_drafted, years_of
from musren.services.rpjm.kunci import refuse_locked
from musren.services.rpjm.usulan import GROUPS, create, of_rpjm
from musren.services.wilayah import lock_place


def _key(plan: Rpjm, one: UsulanRpjm) -> str:
    return f"salin:{plan.id}:{one.id}"


def left_to_copy(session: Session, year: Tahun, place: RegionCode, plan: Rpjm) -> list[UsulanRpjm]:
    """Proposals of the plan before this one that were not copied yet; none without such a plan."""
    old = before(session, year, place)
    if old is None:
        return []
    known = set(session.scalars(select(UsulanRpjm.kunci).where(UsulanRpjm.rpjm_id == plan.id)))
    return [one for one in planned(of_rpjm(session, old)) if _key(plan, one) not in known]


def copy_old(session: Session, act: Act, year: Tahun, place: RegionCode) -> int:
    """Copy what is left; how many were. Raises NotReady without a plan, Conflict when locked.

    Shares of years outside the new period fall away with the whole split, so that no sum is false.
    """
    lock_place(session, place)
    plan = need_drafted(session, year, place)
    refuse_locked(session, plan)
    if before(session, year, place) is None:
        raise NotReady("Belum ada RPJM-Desa lama di sini yang usulannya dapat disalin.")
    found = left_to_copy(session, year, place, plan)
    for one in found:
        create(
            session, act, plan, _values(plan, one), kunci=_key(plan, one),
            tindakan_id=one.tindakan_id,
        )  # fmt: skip
    return len(found)


def _values(plan: Rpjm, one: UsulanRpjm) -> dict[str, Any]:
    left_out = {*GROUPS, *ONLY_WHEN_REPAIRED}
    own = {name: getattr(one, name) for name in USULAN_RPJM.fields if name not in left_out}
    inside = all(share.tahun in years_of(plan) for share in one.tahunan)
    return {
        **own,
        "dana": [{"sumber": d.sumber, "rincian": d.rincian, "jumlah": d.jumlah} for d in one.dana],
        "tahunan": [{"tahun": t.tahun, "volume": t.volume, "biaya": t.biaya} for t in one.tahunan]
        if inside
        else [],
    }
