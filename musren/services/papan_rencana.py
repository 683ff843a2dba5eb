"""How far each part of a village's planning is: assessment, medium-term plan, women, year."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from musren.domain.wilayah import RegionCode
from musren.models.tahun import Tahun
from musren.services.pengesahan import meeting_of
from musren.services.pilihan import Setting
from musren.services.pkd import papan as pkd
from musren.services.rkp import papan as rkp
from musren.services.rkp.tawaran import carried, offered, petik_rpjm, picked
from musren.services.rpjm import papan as rpjm
from musren.services.rpjm.dokumen import rpjm_of
from musren.services.susunan.berlaku import in_force
from musren.services.tahun import profile_of

SELESAI, BERJALAN, BELUM = "selesai", "berjalan", "menunggu"
NAMA_KEADAAN = {SELESAI: "Selesai", BERJALAN: "Berjalan", BELUM: "Belum"}


@dataclass(frozen=True, kw_only=True)
class Bagian:
    """One part with its page below the village's home, how far it is and what comes next."""

    kunci: str
    judul: str
    dasar: str
    keadaan: str
    alasan: str

    @property
    def label(self) -> str:
        return NAMA_KEADAAN[self.keadaan]


def parts(session: Session, year: Tahun, place: RegionCode) -> Sequence[Bagian]:
    """The parts in the order of the Panduan (II.D.1, II.D.2, II.D.3)."""
    return (
        _pkd(session, year, place),
        _rpjm(session, year, place),
        _mkp(session, year, place),
        _rkp(session, year, place),
    )


def waiting_to_be_picked(session: Session, year: Tahun, place: RegionCode) -> tuple[int, int]:
    """How many proposals of the RPJM-Desa and of last year can be taken up, while they can."""
    if in_force(session, year, place, "ba_musrenbangdes") is not None:
        return 0, 0
    here = Setting(session=session, year=year, place=place, answers={})
    taken = len(picked(session, year, place)), len(carried(session, year, place))
    there = len(petik_rpjm(here)), len(offered(session, year, place))
    return max(there[0] - taken[0], 0), max(there[1] - taken[1], 0)


def _rkp(session: Session, year: Tahun, place: RegionCode) -> Bagian:
    """The yearly plan: what can be taken up, else how far its own steps are."""
    judul = profile_of(year).label.rkp
    plan, old = waiting_to_be_picked(session, year, place)
    steps = rkp.board(session, year, place)
    done = sum(one.keadaan == SELESAI for one in steps.langkah)
    upcoming = steps.berikut.judul if steps.berikut else ""
    keadaan, alasan = _told(done, len(steps.langkah), upcoming)
    if plan or old:
        alasan += f" Dapat dipilih: {plan} usulan RPJM-Desa dan {old} usulan lama."
    return Bagian(kunci="rkp", judul=judul, dasar="II.D.3", keadaan=keadaan, alasan=alasan)


def _told(done: int, every: int, upcoming: str) -> tuple[str, str]:
    """State and sentence of a part with so many steps."""
    if done == every:
        return SELESAI, f"Semua {every} langkah selesai."
    following = f" Berikutnya: {upcoming}." if upcoming else ""
    return (BERJALAN if done else BELUM), f"{done} dari {every} langkah selesai.{following}"


def _pkd(session: Session, year: Tahun, place: RegionCode) -> Bagian:
    steps = pkd.board(session, year, place)
    done = sum(one.keadaan == pkd.SELESAI for one in steps.langkah)
    upcoming = steps.berikut.judul if steps.berikut else ""
    keadaan, alasan = _told(done, len(steps.langkah), upcoming)
    return Bagian(
        kunci="pkd", judul="Pengkajian Keadaan Desa", dasar="II.D.1", keadaan=keadaan,
        alasan=alasan,
    )  # fmt: skip


def _rpjm(session: Session, year: Tahun, place: RegionCode) -> Bagian:
    judul, holds = profile_of(year).label.rpjm, rpjm_of(session, year, place)
    if holds is not None and holds.tahun_id != year.id:
        told = f"Berlaku RPJM-Desa {holds.periode_awal}–{holds.periode_akhir}."
        return Bagian(kunci="rpjm", judul=judul, dasar="II.D.2", keadaan=SELESAI, alasan=told)
    steps = rpjm.board(session, year, place)
    upcoming = steps.berikut.judul if steps.berikut else ""
    keadaan, alasan = _told(steps.selesai, len(steps.langkah), upcoming)
    return Bagian(kunci="rpjm", judul=judul, dasar="II.D.2", keadaan=keadaan, alasan=alasan)


def _mkp(session: Session, year: Tahun, place: RegionCode) -> Bagian:
    paper = in_force(session, year, place, "ba_mkp")
    if paper is not None:
        told = f"Berita Acara Nomor {paper.nomor} sudah terbit."
        keadaan = SELESAI if paper.status == "ditandatangani" else BERJALAN
    elif meeting_of(session, year, place) is not None:
        keadaan, told = BERJALAN, "Isian sudah dikirim; Berita Acara belum terbit."
    else:
        keadaan, told = BELUM, "Musyawarah perempuan belum dicatat."
    label = profile_of(year).label
    return Bagian(kunci="mkp", judul=label.mkp, dasar="II.D.3", keadaan=keadaan, alasan=told)
