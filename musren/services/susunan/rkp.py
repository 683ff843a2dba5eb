"""The papers of the RKP-Desa beside its record and decree (III.C.3.b, f, g; VI.B.2.e.16)."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from musren.domain.peran import Hak, Peran
from musren.domain.wilayah import Level, RegionCode
from musren.models.tahun import Tahun
from musren.services import narasi
from musren.services.fakta import lkpj, rkp, rkp_naskah
from musren.services.prefill import meeting
from musren.services.rkp import pagu, realisasi
from musren.services.rpjm.dokumen import rpjm_of
from musren.services.susunan.berlaku import need_in_force
from musren.services.susunan.jenis import Facts, JenisNaskah, Kurang, Pokok, Tujuan
from musren.services.susunan.musrenbangdes import JENIS, NOT_SENT

BAGIAN = "RKP-Desa"
PENGISI = (Peran.KPMD, Peran.LPMD, Peran.SEKDES, Peran.KEPALA_DESA)
CHAPTERS = (
    ("visi", "Visi", "visi-misi"), ("misi", "Misi", "visi-misi"),
)  # fmt: skip
"""What the document takes over from the RPJM-Desa and cannot be issued without, and the page."""

Check = Callable[[Pokok], list[Kurang]]


def _form(slug: str, tautan: str, langkah: str = "") -> Tujuan:
    return Tujuan(formulir=slug, tautan=tautan, langkah=langkah)


def _plan(about: Pokok) -> list[str]:
    """The funding category of each activity that was agreed on."""
    return realisasi.sources(about.session, about.year, about.place)


def _agreed(about: Pokok) -> list[Kurang]:
    """The meeting was recorded and agreed on something."""
    if meeting(about.session, JENIS, about.year, about.place) is None:
        return [NOT_SENT]
    if _plan(about):
        return []
    return [
        Kurang(
            kalimat="Belum ada usulan yang disepakati Musrenbangdes.", peran=PENGISI,
            tujuan=_form("musrenbangdes", "Buka keputusan usulan", "keputusan"),
        )
    ]  # fmt: skip


def _goes_up(about: Pokok) -> list[Kurang]:
    """Something is asked of the kecamatan or above."""
    above = {s.kunci for s in rkp.upward(about.profile)}
    plan = _plan(about)
    if not plan or any(sumber in above for sumber in plan):
        return []  # an empty plan is told by `_agreed`
    return [
        Kurang(
            kalimat="Semua kegiatan dibiayai desa sendiri, jadi tidak ada usulan yang diajukan ke "
            "kecamatan.",
            peran=PENGISI,
            tujuan=_form("musrenbangdes", "Buka keputusan usulan", "keputusan"),
        )
    ]


def _money_known(about: Pokok) -> list[Kurang]:
    """The money of some source is known."""
    if pagu.known(about.session, about.year, about.place):
        return []
    return [
        Kurang(
            kalimat="Pagu desa belum diisi, jadi rencana belum dapat dibandingkan dengan dananya.",
            peran=PENGISI, tujuan=_form("pagu-desa", "Isi pagu desa"),
        )
    ]  # fmt: skip


def _reported(about: Pokok) -> list[Kurang]:
    """Every activity was reported on."""
    left = realisasi.missing(about.session, about.year, about.place)
    if not left:
        return []
    return [
        Kurang(
            kalimat=f"Realisasi {left} kegiatan belum diisi.", peran=PENGISI,
            tujuan=_form("realisasi-rkp", "Isi realisasi"),
        )
    ]  # fmt: skip


def _with_vision(about: Pokok) -> list[Kurang]:
    """The RPJM-Desa is there and says what the document repeats of it."""
    plan = rpjm_of(about.session, about.year, about.place)
    if plan is None:
        return [
            Kurang(
                kalimat="RPJM-Desa yang dijabarkan RKP-Desa ini belum diisi.", peran=PENGISI,
                tujuan=_form("rpjm", "Isi RPJM-Desa"),
            )
        ]  # fmt: skip
    return [
        Kurang(
            kalimat=f"{label} pada RPJM-Desa belum diisi.", peran=PENGISI,
            tujuan=_form("rpjm", f"Isi {label.lower()}", page),
        )
        for name, label, page in CHAPTERS
        if not getattr(plan, name)
    ]  # fmt: skip


def _with_money(about: Pokok) -> list[Kurang]:
    """The policy on money is told here, or in an RPJM-Desa that may be locked by now."""
    plan = rpjm_of(about.session, about.year, about.place)
    own = narasi.texts(narasi.RKP, about.session, about.year, about.place)
    if plan is None or plan.arah_keuangan or own["kebijakan_keuangan"]:
        return []
    return [
        Kurang(
            kalimat="Kebijakan keuangan desa belum diisi, dan RPJM-Desa belum menyebut arahnya.",
            peran=PENGISI,
            tujuan=_form("naskah-rkp", "Isi kebijakan keuangan", "gambaran"),
        )
    ]  # fmt: skip


def _letter(session: Session, year: Tahun, place: RegionCode) -> Facts:
    ba = need_in_force(session, year, place, "ba_musrenbangdes")
    sk = need_in_force(session, year, place, "sk_rkp_desa")
    return rkp.surat_usulan(session, year, place, sk, ba)


def _report(session: Session, year: Tahun, place: RegionCode) -> Facts:
    return lkpj.lkpj(session, year, place, need_in_force(session, year, place, "sk_rkp_desa"))


def _paper(
    kode: str, hak: Hak, build: Callable[[Session, Tahun, RegionCode], Facts], *checks: Check
) -> JenisNaskah:
    return JenisNaskah(
        kode=kode, tingkat=Level.DESA, bagian=BAGIAN, hak=hak, hak_ttd=Hak.CATAT_TTD_DESA,
        fakta=lambda a: build(a.session, a.year, a.place), acara=lambda _a: JENIS,
        kurang=lambda a: [one for check in (_agreed, *checks) for one in check(a)],
    )  # fmt: skip


NASKAH = (
    _paper("formulir_rkp", Hak.SUSUN_NASKAH_DESA, rkp.formulir_rkp),
    _paper("du_rkp", Hak.SUSUN_NASKAH_DESA, rkp.du_rkp, _goes_up),
    _paper("surat_usulan", Hak.TERBITKAN_SK, _letter, _goes_up),
    _paper("penyelarasan", Hak.SUSUN_NASKAH_DESA, rkp.penyelarasan, _money_known),
    _paper("naskah_rkp", Hak.SUSUN_NASKAH_DESA, rkp_naskah.naskah, _with_vision, _with_money),
    _paper("lkpj", Hak.TERBITKAN_SK, _report, _reported),
)
