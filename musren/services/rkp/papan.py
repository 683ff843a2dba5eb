"""Where a village stands with its RKP-Desa: steps with who acts, and each source's balance."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from musren.domain.peran import Hak
from musren.domain.wilayah import RegionCode
from musren.integration.penyelarasan import Selaras
from musren.models.tahun import Tahun
from musren.models.usulan import Usulan
from musren.services.dihitung import counted
from musren.services.klasifikasi import main_source
from musren.services.pilihan import Setting
from musren.services.prefill import meeting
from musren.services.rkp import pagu, realisasi
from musren.services.rkp.evaluasi import last_years_plan
from musren.services.rkp.lalu import year_before
from musren.services.rkp.tawaran import carried, offered, petik_rpjm, picked
from musren.services.rpjm.papan import BELUM, BERJALAN, SELESAI, TERHALANG, Langkah, paper_step
from musren.services.rpjm.tim import team
from musren.services.susunan.berlaku import in_force
from musren.services.susunan.musrenbangdes import undecided

PAPERS_AFTER = (
    ("formulir_rkp", "Formulir R1 dan R2"), ("du_rkp", "DU-RKP-Desa"),
    ("surat_usulan", "Surat usulan kepada Camat"),
    ("penyelarasan", "Penyelarasan dengan APB Desa"), ("naskah_rkp", "Naskah RKP-Desa"),
)  # fmt: skip
State = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class LangkahTahun(Langkah):
    """A step that is worked on in a year, which for the evaluation is the year before."""

    tahun: int


@dataclass(frozen=True, kw_only=True)
class Papan:
    """Everything the page tells; `diputuskan`: the balance is of decisions, not of proposals."""

    langkah: Sequence[LangkahTahun]
    saldo: Sequence[Selaras]
    diputuskan: bool
    usulan: int
    dipetik: int
    usulan_lama: int

    @property
    def berikut(self) -> LangkahTahun | None:
        """The first step that is not finished and can be done."""
        left = (one for one in self.langkah if one.keadaan in {BERJALAN, BELUM})
        return next(left, None)

    @property
    def selesai(self) -> int:
        return sum(one.keadaan == SELESAI for one in self.langkah)


def board(session: Session, year: Tahun, place: RegionCode) -> Papan:
    """Steps and balances of the RKP-Desa of a village and year."""
    plan = [(k.usulan, k.sumber) for k in realisasi.decided(session, year, place)]
    proposed = _proposed(session, year, place)
    pairs = plan or [(u, main_source(u)) for u in proposed]
    return Papan(
        langkah=steps(session, year, place), saldo=pagu.balance(session, year, place, pairs),
        diputuskan=bool(plan), usulan=len(proposed),
        dipetik=sum(u.usulan_rpjm_id is not None for u in proposed),
        usulan_lama=sum(u.asal_id is not None for u in proposed),
    )  # fmt: skip


def _proposed(session: Session, year: Tahun, place: RegionCode) -> list[Usulan]:
    return list(
        session.scalars(
            select(Usulan)
            .where(Usulan.tahun_id == year.id, Usulan.desa_kode == str(place), counted())
            .options(selectinload(Usulan.dana))
        )
    )


# --- steps --------------------------------------------------------------------------------------


def steps(session: Session, year: Tahun, place: RegionCode) -> list[LangkahTahun]:
    """From the team to the report of the year (III.C.3.b, d, f, g)."""

    def paper(key: str, judul: str) -> LangkahTahun:
        return _of_year(paper_step(session, year, place, key, judul), year)

    def form(slug: str, judul: str, state: State, hak: Hak = Hak.ISI_DESA) -> LangkahTahun:
        return _form(slug, judul, state, year, hak)

    return [
        form("tim-rkp", "Tim Penyusun RKP-Desa", _team(session, year, place)),
        paper("sk_tim_penyusun~rkp", "SK Tim Penyusun"),
        *_last_year(session, year, place),
        form("rancangan-rkp", "Petik dari RPJM-Desa dan usulan lama",
             _draft(session, year, place)),
        form("pagu-desa", "Pagu menurut sumber dana", _money(session, year, place)),
        form("musrenbangdes", "Musrenbangdes RKP-Desa", _met(session, year, place)),
        paper("ba_musrenbangdes", "Berita Acara Musrenbangdes"),
        paper("sk_rkp_desa", "SK RKP-Desa"),
        *(paper(key, judul) for key, judul in PAPERS_AFTER),
        form("realisasi-rkp", "Realisasi tahun ini", _realised(session, year, place)),
        paper("lkpj", "LKPj Kepala Desa"),
        form("rapat-bpd-lkpj", "Rapat BPD tentang LKPj", _bpd(session, year, place),
             Hak.ISI_RAPAT_BPD),
    ]  # fmt: skip


def _of_year(one: Langkah, year: Tahun) -> LangkahTahun:
    return LangkahTahun(
        kunci=one.kunci, judul=one.judul, hak=one.hak, keadaan=one.keadaan, alasan=one.alasan,
        naskah=one.naskah, naskah_id=one.naskah_id, tahun=year.tahun,
    )  # fmt: skip


def _form(slug: str, judul: str, state: State, year: Tahun, hak: Hak) -> LangkahTahun:
    return LangkahTahun(
        kunci=slug, judul=judul, hak=hak, keadaan=state[0], alasan=state[1], formulir=slug,
        tahun=year.tahun,
    )  # fmt: skip


def _team(session: Session, year: Tahun, place: RegionCode) -> State:
    found = team(session, "rkp", year, place)
    if found is None:
        return BELUM, "Susunan tim belum diisi."
    return SELESAI, f"{len(found.anggota)} orang."


def _last_year(session: Session, year: Tahun, place: RegionCode) -> list[LangkahTahun]:
    """The evaluation of last year's plan, when musren knows of one."""
    before = year_before(session, year, place)
    if before is None or not last_years_plan(session, year, place):
        return []
    state = _realised(session, before, place)
    made = _form("realisasi-rkp", f"Evaluasi RKP-Desa {before.tahun}", state, before, Hak.ISI_DESA)
    return [LangkahTahun(**{**vars(made), "kunci": "evaluasi"})]


def _realised(session: Session, year: Tahun, place: RegionCode) -> State:
    plan = realisasi.sources(session, year, place)
    if not plan:
        return TERHALANG, f"Belum ada kegiatan RKP-Desa {year.tahun} yang disepakati."
    left = realisasi.missing(session, year, place)
    told = f"Realisasi {len(plan) - left} dari {len(plan)} kegiatan sudah diisi."
    if not left:
        return SELESAI, told
    return (BERJALAN if left < len(plan) else BELUM), told


def _draft(session: Session, year: Tahun, place: RegionCode) -> State:
    here = Setting(session=session, year=year, place=place, answers={})
    rows, old = petik_rpjm(here), offered(session, year, place)
    if not rows and not old:
        return TERHALANG, "Belum ada RPJM-Desa atau usulan lama; tambahkan usulan satu per satu."
    taken = len(picked(session, year, place)) + len(carried(session, year, place))
    told = f"{len(rows)} usulan RPJM-Desa dan {len(old)} usulan lama dapat dipilih."
    if taken:
        return SELESAI, f"{told} {taken} sudah menjadi usulan."
    if in_force(session, year, place, "ba_musrenbangdes") is not None:
        return SELESAI, "Musrenbangdes sudah memutuskan; tidak ada yang dipetik tahun ini."
    return BELUM, told


def _money(session: Session, year: Tahun, place: RegionCode) -> State:
    if pagu.known(session, year, place):
        return SELESAI, "Pagu sudah diisi."
    return BELUM, "Pagu belum diisi; sisa dana belum dapat dihitung."


def _met(session: Session, year: Tahun, place: RegionCode) -> State:
    if meeting(session, "musrenbangdes_rkp", year, place) is None:
        return BELUM, "Isian belum dikirim."
    left = undecided(session, year, place)
    if left:
        return BERJALAN, f"{left} usulan belum diputuskan."
    return SELESAI, "Isian sudah dikirim."


def _bpd(session: Session, year: Tahun, place: RegionCode) -> State:
    if meeting(session, "rapat_bpd_lkpj", year, place) is not None:
        return SELESAI, "Isian sudah dikirim."
    if not realisasi.sources(session, year, place):
        return TERHALANG, "Belum ada RKP-Desa yang dipertanggungjawabkan."
    return BELUM, "Isian belum dikirim."
