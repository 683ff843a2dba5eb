"""The evaluation of last year's plan in the Musrenbangdes, from what was reported (II.D.3.c)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from musren.domain.bahasa import daftar
from musren.domain.errors import Invalid
from musren.domain.peran import Act
from musren.domain.wilayah import RegionCode
from musren.forms.musrenbangdes import MUSRENBANGDES
from musren.forms.rkp import REPORTED
from musren.forms.steps import numbered
from musren.models.musyawarah import Evaluasi
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, Realisasi
from musren.services import prefill
from musren.services.prefill import Started, meeting
from musren.services.rkp.lalu import realised, year_before
from musren.services.rkp.realisasi import decided, keep, unmeasured
from musren.services.tahun import profile_of

Row = Mapping[str, Any]


def last_years_plan(session: Session, year: Tahun, place: RegionCode) -> list[Keputusan]:
    """What the village decided on in its last plan; empty when musren knows of nothing."""
    before = year_before(session, year, place)
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


def rows(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Row,
    before: Iterable[Evaluasi] = (),
) -> list[Evaluasi]:  # fmt: skip
    """The evaluation as the meeting keeps it; what nobody had reported becomes the report.

    `before`: what this meeting kept until now; a report that came of it is corrected with it.
    Raises Invalid when the village says it had no plan though its decisions of last year stand,
    or when one activity is evaluated twice.
    """
    plan = {str(k.usulan_id): k for k in last_years_plan(session, year, place)}
    if not values["evaluasi_ada"]:
        _refuse_without(plan.values())
        return []
    _refuse_twice(plan, values["evaluasi"])
    done = realised(session, [k.usulan for k in plan.values()])
    ours = {e.usulan_id for e in before if e.usulan_id in done and _same(e, done[e.usulan_id])}
    kept = []
    for number, row in enumerate(values["evaluasi"], 1):
        usulan_id = int(row["usulan_id"]) if row["usulan_id"] in plan else None
        if usulan_id is not None and (usulan_id not in done or usulan_id in ours):
            keep(session, act, done.get(usulan_id), row)
        kept.append(Evaluasi(**{**row, "urutan": number, "usulan_id": usulan_id}))
    return kept


def _same(told: Evaluasi, report: Realisasi) -> bool:
    """Whether the report says what the meeting said."""
    return all(getattr(told, name) == getattr(report, name) for name in REPORTED)


def _refuse_twice(plan: Mapping[str, Keputusan], told: Sequence[dict[str, Any]]) -> None:
    first: dict[str, int] = {}
    wrong: dict[str, str] = {}
    for number, row in numbered(told):
        if row["usulan_id"] in plan and first.setdefault(row["usulan_id"], number) != number:
            wrong[f"evaluasi.{number}.kegiatan"] = (
                f"Kegiatan ini sudah dievaluasi pada baris {first[row['usulan_id']] + 1}. "
                "Hapus salah satu barisnya."
            )
    if wrong:
        raise Invalid("Ada kegiatan yang dievaluasi dua kali. Perbaiki yang ditandai.", wrong)


def _refuse_without(plan: Collection[Keputusan]) -> None:
    for first in plan:
        told = (
            f"RKP-Desa tahun {first.usulan.tahun.tahun} tercatat dengan {len(plan)} kegiatan, jadi "
            "evaluasinya wajib. Jawab Ya, lalu isi evaluasinya."
        )
        raise Invalid(told, {"evaluasi_ada": told})


def attention(
    session: Session, year: Tahun, place: RegionCode, values: Mapping[str, Any]
) -> list[str]:
    """Activities of the last plan that no row evaluates; work done without volume or cost."""
    if not values.get("evaluasi_ada"):
        return []
    rows = values.get("evaluasi") or ()
    seen = {str(row.get("usulan_id")) for row in rows}
    left = [k for k in last_years_plan(session, year, place) if str(k.usulan_id) not in seen]
    names = [f"“{k.usulan.kegiatan}”" for k in left]
    said = unmeasured((str(row.get("kegiatan") or ""), row) for row in rows)
    if not left:
        return said
    told = f"{len(left)} kegiatan RKP-Desa tahun {left[0].usulan.tahun.tahun} belum dievaluasi"
    return [f"{told}: {daftar(names)}.", *said]
