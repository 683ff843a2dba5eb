"""Facts of the yearly accountability paper of the Kepala Desa for the BPD (Panduan III.C.3.g)."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy.orm import Session

from musren.domain.wilayah import RegionCode
from musren.integration.profil import Profil
from musren.models.naskah import Naskah
from musren.models.rpjm import PaguDesa
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, Realisasi
from musren.services import narasi
from musren.services.fakta import bersama
from musren.services.fakta.bersama import Facts
from musren.services.fakta.desa import DONE, FOLLOW_UP, head, kepala_desa, place_text, size
from musren.services.fakta.rkp import cited, plan_of, sources_told
from musren.services.prefill import meeting
from musren.services.rkp import pagu
from musren.services.rkp.lalu import realised
from musren.services.susunan.berlaku import in_force
from musren.services.tahun import profile_of

COUNTED = ("selesai", "sebagian", "belum")
TENTH = Decimal("0.1")
BY_SHARE = "Realisasi dihitung menurut bagian sumber ini dalam rencana"
MEETING = "rapat_bpd_lkpj"

Done = Mapping[int, Realisasi]


def lkpj(session: Session, year: Tahun, place: RegionCode, sk: Naskah) -> Facts:
    """Plan against realisation of one year, source by source; what is unfinished, and why."""
    profile, plan = profile_of(year), plan_of(session, year, place)
    done = realised(session, [k.usulan for k in plan])
    found = [k for k in plan if k.usulan_id in done]
    sources = profile.sumber_tingkat("desa")
    groups = [
        {"kunci": s.kunci, "nama": s.nama, **_group(profile, _under(found, s.kunci), done)}
        for s in sources
    ]
    recap = [
        {"kunci": s.kunci, "nama": s.nama, **_counts(_under(found, s.kunci), done)} for s in sources
    ]
    income = _income(session, year, place, found, done)
    return {
        **head(session, year, place, profile),
        "tanggal_mulai": date(year.tahun, 1, 1).isoformat(),
        "tanggal_selesai": date(year.tahun, 12, 31).isoformat(),
        "mengingat": list(profile.mengingat("lkpj")),
        "sk": cited(sk),
        **narasi.texts(narasi.LKPJ, session, year, place),
        "rekap": recap,
        "jumlah_rekap": _counts(found, done),
        "kelompok": groups,
        "pendapatan": income,
        "jumlah_pendapatan": {
            name: sum(row[name] or 0 for row in income)
            for name in ("pagu", "anggaran", "realisasi")
        },
        "belum_selesai": [
            _unfinished(profile, k, done[k.usulan_id])
            for k in found
            if done[k.usulan_id].status_pelaksanaan != "selesai"
        ],
        "rapat_bpd": _received(session, year, place),
        "tembusan": bersama.copies(session, place, profile, "lkpj"),
        "penandatangan": {"kepala_desa": kepala_desa(session, place)},
    }


def _under(found: Sequence[Keputusan], sumber: str) -> list[Keputusan]:
    return [k for k in found if k.sumber == sumber]


def _group(profile: Profil, found: Sequence[Keputusan], done: Done) -> Facts:
    rows = [_activity(profile, k, done[k.usulan_id]) for k in found]
    return {
        "baris": rows,
        "jumlah": {
            name: sum(row[name] or 0 for row in rows)
            for name in ("biaya_rencana", "biaya_realisasi")
        },
    }


def _activity(profile: Profil, k: Keputusan, what: Realisasi) -> Facts:
    return {
        "kode": k.usulan.kode, "kegiatan": k.usulan.kegiatan, "lokasi": place_text(k.usulan),
        "satuan": k.satuan or None, "volume_rencana": size(k.volume),
        "volume_realisasi": size(what.volume_realisasi), "biaya_rencana": k.biaya,
        "biaya_realisasi": what.biaya_realisasi, "sumber": sources_told(profile, k) or None,
        "status": DONE[what.status_pelaksanaan], "sebab": what.sebab or None,
        "tindak_lanjut": FOLLOW_UP.get(what.tindak_lanjut),
    }  # fmt: skip


def _counts(found: Sequence[Keputusan], done: Done) -> Facts:
    states = [done[k.usulan_id].status_pelaksanaan for k in found]
    planned = sum(k.biaya or 0 for k in found)
    spent = sum(done[k.usulan_id].biaya_realisasi or 0 for k in found)
    return {
        "kegiatan": len(found), **{name: states.count(name) for name in COUNTED},
        "biaya_rencana": planned, "biaya_realisasi": spent, "persen": percent(spent, planned),
    }  # fmt: skip


def percent(spent: int, planned: int) -> str | None:
    """What was spent of the planned cost, with one decimal; None when nothing was planned."""
    if not planned:
        return None
    return str((Decimal(100 * spent) / planned).quantize(TENTH, ROUND_HALF_UP))


def _unfinished(profile: Profil, k: Keputusan, what: Realisasi) -> Facts:
    whole = _activity(profile, k, what)
    names = ("kode", "kegiatan", "lokasi", "sumber", "status", "sebab", "tindak_lanjut")
    return {name: whole[name] for name in names}


def _received(session: Session, year: Tahun, place: RegionCode) -> Facts:
    """The meeting of the BPD, once it is recorded; its Berita Acara, once it is issued."""
    held = meeting(session, MEETING, year, place)
    paper = in_force(session, year, place, f"ba_pertemuan~{MEETING}") if held else None
    return {
        "nomor": paper.nomor if paper else None,
        "tanggal": held.tanggal.isoformat() if held else None,
    }


# --- income -------------------------------------------------------------------------------------


def _income(
    session: Session, year: Tahun, place: RegionCode, found: Sequence[Keputusan], done: Done
) -> list[Facts]:
    stored = pagu.stored(session, year, place)
    spent, guessed = spent_by_source(found, done)
    return [
        _source(s.kunci, s.nama, stored.get(s.kunci), spent.get(s.kunci, 0), s.kunci in guessed)
        for s in profile_of(year).sumber_tingkat("desa")
    ]


def _source(kunci: str, nama: str, row: PaguDesa | None, spent: int, guessed: bool) -> Facts:  # noqa: FBT001
    notes = [row.keterangan if row else "", BY_SHARE if guessed else ""]
    return {
        "kunci": kunci, "nama": nama, "pagu": row.pagu if row else None,
        "anggaran": row.anggaran if row else None, "realisasi": spent,
        "keterangan": "; ".join(text for text in notes if text) or None,
    }  # fmt: skip


def spent_by_source(found: Sequence[Keputusan], done: Done) -> tuple[dict[str, int], set[str]]:
    """Whole rupiah each source paid, and the sources of which that is only reckoned.

    An activity of one source, or spent exactly as planned, is known; any other is divided as its
    plan was, what is left over going to the decided source, so that the sum is what was spent.
    """
    spent: dict[str, int] = {}
    guessed: set[str] = set()
    for k in found:
        whole = done[k.usulan_id].biaya_realisasi or 0
        shares = {s: n for s, n in pagu.shares(k.usulan, k.sumber).items() if n}
        parts = _divided(shares, whole, k.sumber)
        if len(shares) > 1 and whole and parts != shares:
            guessed |= shares.keys()
        for sumber, amount in parts.items():
            spent[sumber] = spent.get(sumber, 0) + amount
    return spent, guessed


def _divided(shares: Mapping[str, int], whole: int, decided: str) -> dict[str, int]:
    total = sum(shares.values())
    parts = {s: n * whole // total for s, n in shares.items()} if total else {}
    left = whole - sum(parts.values())
    return {**parts, decided: parts.get(decided, 0) + left} if left else parts
