"""Where a village stands with its RPJM-Desa: steps, proposals by bidang, sums by year."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from musren.domain.peran import HAK, NAMA_PERAN, Hak
from musren.domain.wilayah import RegionCode
from musren.forms.rpjm import BARU, TINJAU
from musren.forms.rpjm_rapat import SETUJU, TOLAK
from musren.integration import rpjm_rencana as rencana
from musren.integration.profil import Profil
from musren.models.rpjm import Rpjm, UsulanRpjm
from musren.models.tahun import Tahun
from musren.services import naskah
from musren.services.fakta.rpjm import by_bidang
from musren.services.pkd import papan as pkd
from musren.services.pkd.pertemuan import groups
from musren.services.prefill import meeting
from musren.services.rpjm import kunci
from musren.services.rpjm.baris import planned, ranked, row_of
from musren.services.rpjm.dokumen import (
    MUSYAWARAH,
    RAPAT_BPD,
    before,
    drafted,
    place_of,
    rpjm_of,
    years_of,
)
from musren.services.rpjm.mirip import Pasangan, pairs
from musren.services.rpjm.salin import left_to_copy
from musren.services.rpjm.tim import team
from musren.services.rpjm.usulan import of_rpjm
from musren.services.susunan.berlaku import in_force, rules_of
from musren.services.susunan.rpjm import CHAPTERS
from musren.services.tahun import profile_of

SELESAI, BERJALAN, BELUM, TERHALANG = "selesai", "berjalan", "menunggu", "terhalang"
CABANG = {
    "tinjau": "Desa sudah mempunyai RPJM-Desa: ditinjau ulang dan disempurnakan (III.C.3.a).",
    "baru": "Desa belum mempunyai RPJM-Desa: disusun baru (III.C.3.c).",
}


@dataclass(frozen=True, kw_only=True)
class Langkah:
    """A step with its state, who acts, and where: a form (on one of its pages), paper or page.

    `halaman` is a path below the home of the village. `wajib`: the next steps wait for it.
    """

    kunci: str
    judul: str
    hak: Hak
    keadaan: str
    alasan: str
    formulir: str = ""
    langkah: str = ""
    naskah: str = ""
    naskah_id: int | None = None
    halaman: str = ""
    wajib: bool = True

    @property
    def siapa(self) -> str:
        return ", ".join(NAMA_PERAN[one] for one in sorted(HAK[self.hak]))


@dataclass(frozen=True, kw_only=True)
class BidangPapan:
    """The proposals of one bidang with their sums; `tahunan` in rupiah, year by year."""

    nama: str
    usulan: Sequence[UsulanRpjm]
    biaya: int
    tanpa_biaya: int
    tahunan: Sequence[int]


@dataclass(frozen=True, kw_only=True)
class Papan:
    """Everything the page tells; `rpjm` is the plan of this year, `berlaku` the one that holds.

    `disalin`: how many proposals of the old plan can still be copied into this one. `mirip`:
    proposals that may be the same work.
    """

    rpjm: Rpjm | None
    berlaku: Rpjm | None
    tahun: Sequence[int]
    langkah: Sequence[Langkah]
    bidang: Sequence[BidangPapan]
    jumlah: BidangPapan
    dikeluarkan: Sequence[UsulanRpjm]
    disalin: int
    mirip: Sequence[Pasangan]

    @property
    def berikut(self) -> Langkah | None:
        """The first step that is not finished and can be done."""
        left = (o for o in self.langkah if o.wajib and o.keadaan in {BERJALAN, BELUM})
        return next(left, None)

    @property
    def selesai(self) -> int:
        return sum(one.keadaan == SELESAI for one in self.langkah)


def board(session: Session, year: Tahun, place: RegionCode) -> Papan:
    """Steps, proposals and sums of the RPJM-Desa of a village and year."""
    plan, profile = drafted(session, year, place), profile_of(year)
    every = of_rpjm(session, plan) if plan is not None else []
    rows, years = planned(every), years_of(plan) if plan is not None else ()
    return Papan(
        rpjm=plan, berlaku=rpjm_of(session, year, place), tahun=years,
        langkah=steps(session, year, place, plan, every),
        bidang=[_sums(name, found, years) for name, found in by_bidang(profile, rows)],
        jumlah=_sums("Seluruhnya", rows, years),
        dikeluarkan=[one for one in every if one not in rows],
        disalin=len(left_to_copy(session, year, place, plan)) if plan is not None else 0,
        mirip=pairs(profile, every),
    )  # fmt: skip


def _sums(nama: str, rows: Sequence[UsulanRpjm], years: Sequence[int]) -> BidangPapan:
    split = [rencana.Tahunan(t.tahun, t.volume, t.biaya) for one in rows for t in one.tahunan]
    return BidangPapan(
        nama=nama, usulan=rows, biaya=sum(one.biaya or 0 for one in rows),
        tanpa_biaya=sum(one.biaya is None for one in rows),
        tahunan=list(rencana.per_year(years, split).values()),
    )  # fmt: skip


# --- steps --------------------------------------------------------------------------------------


def steps(
    session: Session, year: Tahun, place: RegionCode, plan: Rpjm | None,
    rows: Sequence[UsulanRpjm],
) -> list[Langkah]:  # fmt: skip
    """The steps of the village's branch, from its question to the document.

    Who has no plan begins with the PKD (III.C.3.c); who has one reviews it, adds what is new and
    takes the old proposals over (III.C.3.a).
    """

    def paper(key: str, judul: str) -> Langkah:
        return paper_step(session, year, place, key, judul)

    return [
        _branch(plan),
        *_beginning(session, year, place, plan, rows),
        _form("tim", "Tim Penyusun", "tim-rpjm", _team(session, year, place)),
        paper("sk_tim_penyusun~rpjm", "SK Tim Penyusun"),
        _form("dokumen", "Isi dokumen", "rpjm", _document(plan)),
        _form("usulan", "Usulan kegiatan", "usulan-rpjm", _proposals(plan, rows)),
        _form("peringkat", "Pemeringkatan usulan", "peringkat-usulan-rpjm",
              _ranking(profile_of(year), rows)),
        paper("formulir_rpjm", "Formulir F1 sampai F6"),
        paper("matrik_rpjm", "Matrik RPJM-Desa"),
        _form("musrenbangdes", "Musrenbangdes RPJM-Desa", "musrenbangdes-rpjm",
              _met(session, year, place, MUSYAWARAH, ready=bool(rows))),
        paper("ba_musrenbangdes_rpjm", "Berita Acara Musrenbangdes RPJM-Desa"),
        _form("penyempurnaan", "Penyempurnaan rancangan", "rpjm", _repair(session, plan)),
        paper("rancangan_perdes_rpjm", "Rancangan Peraturan Desa"),
        _form("rapat_bpd", "Rapat BPD", "rapat-bpd-rpjm",
              _met(session, year, place, RAPAT_BPD, ready=bool(rows)), hak=Hak.ISI_RAPAT_BPD),
        paper("keputusan_bpd", "Keputusan BPD"),
        paper("perdes_rpjm", "Peraturan Desa tentang RPJM-Desa"),
        paper("naskah_rpjm", "Naskah RPJM-Desa"),
    ]  # fmt: skip


State = tuple[str, str]


def _branch(plan: Rpjm | None) -> Langkah:
    cabang = plan.cabang if plan is not None else ""
    told = CABANG.get(cabang, "Jawab dahulu: apakah desa sudah mempunyai RPJM-Desa?")
    return Langkah(
        kunci="cabang", judul="Sudah ada RPJM-Desa atau belum", hak=Hak.ISI_DESA,
        keadaan=SELESAI if cabang else BELUM, alasan=told, formulir="rpjm", langkah="cabang",
    )  # fmt: skip


def _beginning(
    session: Session, year: Tahun, place: RegionCode, plan: Rpjm | None,
    rows: Sequence[UsulanRpjm],
) -> list[Langkah]:  # fmt: skip
    """What comes before drafting; nothing while the branch question is open."""
    if plan is None or plan.cabang not in {BARU, TINJAU}:
        return []
    decided = meeting(session, MUSYAWARAH, year, place) is not None
    state = _assessed(session, year, place)
    if plan.cabang == BARU:
        title = "Pengkajian Keadaan Desa (PKD)"
        return [_page("pkd", title, "pkd", state, wajib=not decided)]
    return [
        Langkah(
            kunci="tinjauan", judul="Peninjauan data lama", hak=Hak.ISI_DESA,
            keadaan=SELESAI if plan.tinjauan else BELUM,
            alasan=f"{len(plan.tinjauan)} hal ditinjau." if plan.tinjauan
            else "Potensi, masalah, dan gagasan lama belum ditinjau.",
            formulir="rpjm", langkah="tinjauan",
        ),
        _page("pkd", "Data baru (PKD)", "pkd", state, wajib=False),
        _page("salin", "Salin usulan lama", "rpjm#usulan",
              _copied(session, year, place, plan, rows), wajib=False),
    ]  # fmt: skip


def _page(key: str, judul: str, halaman: str, state: State, *, wajib: bool) -> Langkah:
    return Langkah(
        kunci=key, judul=judul, hak=Hak.ISI_DESA, keadaan=state[0], alasan=state[1],
        halaman=halaman, wajib=wajib,
    )  # fmt: skip


def _assessed(session: Session, year: Tahun, place: RegionCode) -> State:
    """How far the PKD is, as its own page counts it."""
    found = pkd.steps(session, year, place, groups(session, year, place))
    left = [one for one in found if one.keadaan != pkd.SELESAI]
    if not left:
        return SELESAI, f"Semua {len(found)} langkah PKD selesai."
    told = f"{len(found) - len(left)} dari {len(found)} langkah PKD selesai; berikutnya "
    begun = len(left) < len(found) or any(one.keadaan == pkd.BERJALAN for one in left)
    return (BERJALAN if begun else BELUM), f"{told}{left[0].judul}."


def _copied(
    session: Session, year: Tahun, place: RegionCode, plan: Rpjm, rows: Sequence[UsulanRpjm]
) -> State:
    left = len(left_to_copy(session, year, place, plan))
    if left:
        return BELUM, f"{left} usulan RPJM-Desa lama belum disalin."
    if before(session, year, place) is not None:
        return SELESAI, "Semua usulan RPJM-Desa lama sudah disalin."
    told = "RPJM-Desa lama tidak tercatat di sini; usulannya diisi satu per satu atau diimpor."
    return (SELESAI if rows else TERHALANG), told


def _repair(session: Session, plan: Rpjm | None) -> State:
    """What was asked of the draft after the Berita Acara, and what was done about it."""
    paper = kunci.locked_by(session, plan) if plan is not None else None
    if plan is None or paper is None:
        return TERHALANG, "Dikerjakan sesudah Berita Acara Musrenbangdes ditandatangani."
    asked, left = kunci.asked(session, plan), kunci.unanswered(session, plan)
    done = len(kunci.answers(session, plan))
    if kunci.closed_by(session, plan) is not None:
        unsigned = paper.jenis not in {kunci.BPD, kunci.LAW} and paper.status != "ditandatangani"
        if unsigned:
            return TERHALANG, "Berita Acara Musrenbangdes RPJM-Desa belum ditandatangani lengkap."
        return SELESAI, f"{done} perbaikan tercatat." if done else "Tidak ada yang diminta."
    by_bpd = sum(one.oleh == "BPD" for one in asked)
    told = (
        f"{len(asked) - by_bpd} perubahan dari Musrenbangdes dan {by_bpd} dari BPD; "
        f"{len(asked) - len(left)} sudah dikerjakan, {done} perbaikan tercatat."
    )
    held = meeting(session, RAPAT_BPD, plan.tahun, place_of(plan))
    if not left or (held is not None and held.putusan == SETUJU):
        return SELESAI, told
    return (BERJALAN if done else BELUM), told


def _form(
    key: str, judul: str, slug: str, state: State, *, hak: Hak = Hak.ISI_DESA
) -> Langkah:  # fmt: skip
    return Langkah(
        kunci=key, judul=judul, hak=hak, keadaan=state[0], alasan=state[1], formulir=slug
    )


def _team(session: Session, year: Tahun, place: RegionCode) -> State:
    found = team(session, "rpjm", year, place)
    if found is None:
        return BELUM, "Susunan tim belum diisi."
    return SELESAI, f"{len(found.anggota)} orang."


def _document(plan: Rpjm | None) -> State:
    if plan is None or not plan.cabang:
        return BELUM, "Dokumen belum diisi."
    left = [label for name, label, _ in CHAPTERS if not getattr(plan, name)]
    if left:
        return BERJALAN, f"Belum diisi: {', '.join(left)}."
    return SELESAI, f"Masa {plan.periode_awal}–{plan.periode_akhir}; bagian pokok sudah terisi."


def _proposals(plan: Rpjm | None, rows: Sequence[UsulanRpjm]) -> State:
    if plan is None or not rows:
        return BELUM, "Belum ada usulan RPJM-Desa."
    without = sum(one.biaya is None and not one.keterangan for one in planned(rows))
    if without:
        return BERJALAN, f"{len(rows)} usulan; {without} di antaranya belum ada biayanya."
    return SELESAI, f"{len(rows)} usulan."


def _ranking(profile: Profil, rows: Sequence[UsulanRpjm]) -> State:
    found = ranked(profile, planned(rows))
    if not found:
        return TERHALANG, "Belum ada usulan yang dapat dinilai."
    done = sum(order.jumlah is not None for _, order in found)
    told = f"{done} dari {len(found)} usulan sudah dinilai."
    if done == len(found):
        return SELESAI, told
    return (BERJALAN if done else BELUM), told


def _met(
    session: Session, year: Tahun, place: RegionCode, jenis: str, *, ready: bool
) -> State:  # fmt: skip
    held = meeting(session, jenis, year, place)
    if held is not None and jenis == RAPAT_BPD and held.putusan == TOLAK:
        return BERJALAN, "Rancangan ditolak. Sesudah diperbaiki, catat hasil Rapat BPD yang baru."
    if held is not None:
        return SELESAI, "Isian sudah dikirim."
    if not ready:
        return TERHALANG, "Belum ada usulan RPJM-Desa yang dapat dibahas."
    if jenis == RAPAT_BPD:
        ba = in_force(session, year, place, "ba_musrenbangdes_rpjm")
        if ba is None or ba.status != "ditandatangani":
            return TERHALANG, "Berita Acara Musrenbangdes RPJM-Desa belum ditandatangani lengkap."
    return BELUM, "Isian belum dikirim."


def paper_step(session: Session, year: Tahun, place: RegionCode, key: str, judul: str) -> Langkah:
    """A step that is a paper: issued and signed, ready, or what it still lacks."""
    hak, there = naskah.right_to_issue(key, place), in_force(session, year, place, key)
    if there is not None:
        signed = there.status == "ditandatangani"
        number = f"Nomor {there.nomor} " if there.nomor else ""
        done = signed or (not rules_of(year, key).register and there.status == "terbit")
        told = "sudah ditandatangani lengkap." if signed else "sudah terbit."
        waits = "" if done else " Tanda tangannya belum lengkap."
        keadaan, alasan = SELESAI if done else BERJALAN, f"{number}{told}{waits}"
    else:
        keadaan, alasan = _not_issued(naskah.missing_before(session, year, place, key))
    return Langkah(
        kunci=key, judul=judul, hak=hak, keadaan=keadaan, alasan=alasan[:1].upper() + alasan[1:],
        naskah=key, naskah_id=there.id if there else None,
    )  # fmt: skip


def _not_issued(missing: Sequence[str]) -> State:
    return (TERHALANG, missing[0]) if missing else (BELUM, "Siap diterbitkan.")


# --- one proposal -------------------------------------------------------------------------------

FORM_NAMES = {
    "f1": "F1 Swadaya dan pihak ketiga", "f2": "F2 Yang ada dananya", "f3": "F3 Agenda paduan",
    "f4": "F4 Matrik RPJM-Desa", "f5": "F5 Pemeringkatan", "f6": "F6 Indikasi program",
}  # fmt: skip


def forms_of(profile: Profil, one: UsulanRpjm) -> list[str]:
    """The names of the forms a proposal appears in; none once it was put off or refused."""
    if not planned([one]):
        return []
    found = sorted(rencana.forms_of(profile, row_of(profile, one)))
    return [FORM_NAMES[form.value] for form in found]
