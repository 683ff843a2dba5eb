"""Facts of the complete RKP-Desa document: evaluation, priorities, funding, lampiran."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from musren.domain.wilayah import RegionCode
from musren.integration.profil import Profil, SumberDana
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan
from musren.services import narasi
from musren.services.fakta import bersama, pkd
from musren.services.fakta.bersama import Facts
from musren.services.fakta.desa import (
    agreed,
    decisions,
    evaluated,
    head,
    kepala_desa,
    list_of,
    need_meeting,
    not_agreed,
)
from musren.services.fakta.rkp import balance, balance_total, balanced, own, recap, upward
from musren.services.fakta.rpjm import UNGROUPED
from musren.services.fakta.rpjm_naskah import meeting_facts, team_facts
from musren.services.pertemuan import all_held
from musren.services.rkp.lalu import evaluated_year
from musren.services.rpjm.dokumen import rpjm_of
from musren.services.susunan.berlaku import in_force, rules_of
from musren.services.tahun import profile_of

MEETINGS = ("mkp", "musrenbangdes_rkp")
"""The meetings the lampiran tells of."""

BASES = ("ba_mkp", "ba_musrenbangdes", "sk_rkp_desa")


def naskah(session: Session, year: Tahun, place: RegionCode) -> Facts:
    """Chapters I to VI and the lampiran (pnpm.md 4.3); raises NotReady before the meeting."""
    profile, held = profile_of(year), need_meeting(session, year, place)
    found = decisions(session, held)
    plan, groups = agreed(found), recap(profile, agreed(found))
    evaluation = [evaluated(one) for one in held.evaluasi]
    money = balanced(session, year, place, balance(session, year, place, plan))
    inside, outside = _lists(profile, own(profile), plan), _lists(profile, upward(profile), plan)
    return {
        **head(session, year, place, profile),
        **_chapters(session, year, place),
        "tahun_evaluasi": evaluated_year(session, year, place),
        "dasar_hukum": list(profile.mengingat("naskah_rkp")),
        "evaluasi": evaluation,
        "jumlah_evaluasi": {
            name: sum(row[name] or 0 for row in evaluation)
            for name in ("biaya_rencana", "biaya_realisasi")
        },
        "prioritas_desa": inside,
        "prioritas_luar": outside,
        "jumlah_prioritas": bersama.added([one["jumlah"] for one in (*inside, *outside)]),
        "bidang": by_bidang(profile, plan),
        "kelompok": groups,
        "jumlah": sum(one["jumlah"] for one in groups),
        "sumber": money,
        "jumlah_sumber": balance_total(money),
        "belum_disepakati": [not_agreed(k) for k in found if k.putusan != "disepakati"],
        "tim": team_facts(session, "rkp", year, place),
        "rujukan": _references(session, year, place),
        "musyawarah": [
            meeting_facts(session, year, place, one)
            for one in all_held(session, year, place)
            if one.jenis in MEETINGS
        ],
        "foto": pkd.photos(session, year, place, held),
        "penandatangan": kepala_desa(session, place),
    }


def _chapters(session: Session, year: Tahun, place: RegionCode) -> Facts:
    """The village's own texts; what it left empty comes from the RPJM-Desa where that tells it."""
    plan, own_texts = rpjm_of(session, year, place), narasi.texts(narasi.RKP, session, year, place)
    last = year.tahun + profile_of(year).periode_rpjm - 1
    return {
        **own_texts,
        "rpjm_awal": plan.periode_awal if plan else year.tahun,
        "rpjm_akhir": plan.periode_akhir if plan else last,
        "kondisi_umum": own_texts["kondisi_umum"] or (plan and plan.kondisi_umum) or None,
        "visi": (plan and plan.visi) or None,
        "misi": list(plan.misi) if plan else [],
        "kebijakan_keuangan":
            own_texts["kebijakan_keuangan"] or (plan and plan.arah_keuangan) or None,
    }  # fmt: skip


def _lists(
    profile: Profil, sources: Sequence[SumberDana], plan: Sequence[Keputusan]
) -> list[Facts]:
    return [list_of(profile, one, [k for k in plan if k.sumber == one.kunci]) for one in sources]


def by_bidang(profile: Profil, plan: Sequence[Keputusan]) -> list[Facts]:
    """How much is planned in each field, the profile's order first, fields without plans left."""
    names = [b.nama for b in profile.bidang]
    told = [k.usulan.bidang or UNGROUPED for k in plan]
    rows = []
    for name in dict.fromkeys([*names, *told]):
        own_ones = [k for k, said in zip(plan, told, strict=True) if said == name]
        if own_ones:
            total = sum(k.biaya or 0 for k in own_ones)
            rows.append({"nama": name, "usulan": len(own_ones), "biaya": total})
    return rows


def _references(session: Session, year: Tahun, place: RegionCode) -> list[Facts]:
    """The papers of this year the document rests on, as far as they are issued."""
    papers = [(jenis, in_force(session, year, place, jenis)) for jenis in BASES]
    return [
        {
            "nama": rules_of(year, jenis).nama, "nomor": paper.nomor,
            "tanggal": paper.tanggal.isoformat(),
        }
        for jenis, paper in papers
        if paper is not None
    ]  # fmt: skip
