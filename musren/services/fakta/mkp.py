"""Facts of the Berita Acara of the women's meeting (Panduan II.D.3.a)."""

from sqlalchemy.orm import Session

from musren.domain.errors import NotReady
from musren.domain.wilayah import RegionCode
from musren.models.musyawarah import Musyawarah
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan
from musren.services.fakta import bersama
from musren.services.fakta.bersama import Facts
from musren.services.fakta.desa import base_row, decisions, head
from musren.services.fakta.pertemuan import signers
from musren.services.mkp import group_of
from musren.services.pengesahan import JENIS, meeting_of
from musren.services.pertemuan import meeting_name
from musren.services.tahun import profile_of

REASONS = {"ditunda": "diserahkan ke Musdes Perencanaan", "ditolak": "tidak disepakati"}


def need_held(session: Session, year: Tahun, place: RegionCode) -> Musyawarah:
    held = meeting_of(session, year, place)
    if held is None:
        raise NotReady("Isian MKP belum dikirim. Selesaikan dahulu formulirnya.")
    return held


def ba_mkp(session: Session, year: Tahun, place: RegionCode) -> Facts:
    """What the women agreed for BLM, whom they put forward, and what else they decided."""
    held, profile = need_held(session, year, place), profile_of(year)
    found = decisions(session, held)
    rows = [base_row(profile, k) | _own(k) for k in sorted(found, key=_order) if _agreed(k)]
    others = [
        f"Usulan “{k.usulan.kegiatan}” {REASONS[k.putusan]}, dengan alasan: {k.alasan}"
        for k in found
        if not _agreed(k)
    ]
    return {
        **head(session, year, place, profile),
        "acara": meeting_name(year, JENIS, held),
        "musyawarah": bersama.meeting(held),
        "kehadiran": bersama.attendance(held.hadir),
        "usulan": rows,
        "jumlah": bersama.sums(rows),
        "calon_wakil": [
            bersama.chosen(session, h, "nama", "unsur", "alamat")
            for h in held.hadir
            if h.wakil_desa
        ],
        "keputusan": [*others, *bersama.further_decisions(held)],
        "tembusan": bersama.copies(session, place, profile, "ba_mkp"),
        "penandatangan": signers(session, place, held),
    }


def _agreed(k: Keputusan) -> bool:
    return k.putusan == "disepakati"


def _order(k: Keputusan) -> tuple[bool, int, int]:
    """Non-SPP before SPP, each by rank, then as they came."""
    return k.usulan.jenis == "spp", k.peringkat or 10**6, k.usulan.nomor_urut


def _own(k: Keputusan) -> Facts:
    u = k.usulan
    return {
        "jenis": group_of(u), "pemanfaat_l": u.pemanfaat_l, "pemanfaat_p": u.pemanfaat_p,
        "pemanfaat_rtm": u.pemanfaat_rtm, "peringkat": k.peringkat,
    }  # fmt: skip
