"""The evaluation of last year's plan in the Musrenbangdes, from what was reported (II.D.3.c)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from musren.domain.errors import Invalid
from musren.domain.peran import Act
from musren.domain.wilayah import RegionCode
from musren.forms.musrenbangdes import MUSRENBANGDES
from musren.models.musyawarah import Evaluasi
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, Realisasi
from musren.services import prefill
from musren.services.prefill import Started, meeting
from musren.services.rkp.lalu import realised, year_before
from musren.services.rkp.realisasi import decided, keep
from musren.services.tahun import profile_of

Row = Mapping[str, Any]


def last_years_plan(session: Session, year: Tahun, place: RegionCode) -> list[Keputusan]:
    """What the village decided on in the year before; empty when musren knows of nothing."""
    before = year_before(session, year)
    return decided(session, before, place) if before is not None else []


def prefilled(session: Session, year: Tahun, place: RegionCode) -> dict[str, Any]:
    """The evaluation rows a meeting begins with: every activity of last year, as reported."""
    plan = last_years_plan(session, year, place)
    if not plan:
        return {}
    done = realised(session, [k.usulan for k in plan])
    names = {s.kunci: s.singkatan for s in profile_of(year).sumber_dana}
    rows = [_row(k, names.get(k.sumber, k.sumber), done.get(k.usulan_id)) for k in plan]
    return MUSRENBANGDES.write({"evaluasi_ada": True, "evaluasi": rows})


def _row(k: Keputusan, sumber: str, done: Realisasi | None) -> dict[str, Any]:
    return {
        "usulan_id": str(k.usulan_id), "kegiatan": k.usulan.kegiatan, "lokasi": k.usulan.lokasi,
        "volume_rencana": k.volume, "satuan": k.satuan, "biaya_rencana": k.biaya,
        "sumber_dana": sumber,
        "volume_realisasi": done.volume_realisasi if done else None,
        "biaya_realisasi": done.biaya_realisasi if done else None,
        "status_pelaksanaan": done.status_pelaksanaan if done else "",
        "sebab": done.sebab if done else "", "tindak_lanjut": done.tindak_lanjut if done else "",
    }  # fmt: skip


def start(session: Session, year: Tahun, place: RegionCode, objek: str) -> Started:
    """How the form of the Musrenbangdes begins; a recorded meeting opens as it was sent."""
    answers, version = prefill.STARTS["musrenbangdes"](session, year, place, objek)
    if meeting(session, "musrenbangdes_rkp", year, place) is not None:
        return answers, version
    return {**answers, **prefilled(session, year, place)}, version


def rows(session: Session, act: Act, year: Tahun, place: RegionCode, values: Row) -> list[Evaluasi]:
    """The evaluation as the meeting keeps it; what nobody had reported becomes the report.

    Raises Invalid when the village says it had no plan though its decisions of last year stand.
    """
    plan = {str(k.usulan_id): k for k in last_years_plan(session, year, place)}
    if not values["evaluasi_ada"]:
        _refuse_without(plan, year)
        return []
    done = realised(session, [k.usulan for k in plan.values()])
    kept = []
    for number, row in enumerate(values["evaluasi"], 1):
        known = row["usulan_id"] in plan
        usulan_id = int(row["usulan_id"]) if known else None
        if usulan_id is not None and usulan_id not in done:
            keep(session, act, None, row)
        kept.append(Evaluasi(**{**row, "urutan": number, "usulan_id": usulan_id}))
    return kept


def _refuse_without(plan: Mapping[str, Keputusan], year: Tahun) -> None:
    if plan:
        told = (
            f"RKP-Desa tahun {year.tahun - 1} tercatat dengan {len(plan)} kegiatan, jadi "
            "evaluasinya wajib. Jawab Ya, lalu isi evaluasinya."
        )
        raise Invalid(told, {"evaluasi_ada": told})


def attention(
    session: Session, year: Tahun, place: RegionCode, values: Mapping[str, Any]
) -> list[str]:
    """Activities of last year that no row evaluates."""
    told = {str(row.get("usulan_id")) for row in values.get("evaluasi") or ()}
    plan = last_years_plan(session, year, place)
    left = [k.usulan.kegiatan for k in plan if str(k.usulan_id) not in told]
    if not left or not values.get("evaluasi_ada"):
        return []
    said = (
        f"{len(left)} kegiatan RKP-Desa tahun {year.tahun - 1} belum dievaluasi, antara lain "
        f"“{left[0]}”."
    )
    return [said]
