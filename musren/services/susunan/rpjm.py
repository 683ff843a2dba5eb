"""The papers of the RPJM-Desa, from the team's decree to the Peraturan Desa (II.D.2)."""

from collections.abc import Callable, Sequence

from sqlalchemy.orm import Session

from musren.domain.peran import HAK, Hak, Peran
from musren.domain.wilayah import Level, RegionCode
from musren.forms.rpjm_rapat import TOLAK
from musren.models.rpjm import Rpjm, UsulanRpjm
from musren.models.tahun import Tahun
from musren.models.wilayah import ProfilDesa
from musren.services.fakta import rpjm, rpjm_naskah, rpjm_surat
from musren.services.prefill import meeting
from musren.services.rpjm.baris import planned
from musren.services.rpjm.dokumen import MUSYAWARAH, RAPAT_BPD, drafted
from musren.services.rpjm.kunci import unanswered
from musren.services.rpjm.tim import team
from musren.services.rpjm.usulan import PREFIX, of_rpjm
from musren.services.susunan.jenis import Butir, Facts, JenisNaskah, Kurang, Pokok, Tujuan

BAGIAN = "RPJM-Desa"
PENGISI = (Peran.KPMD, Peran.LPMD, Peran.SEKDES, Peran.KEPALA_DESA)
DI_BPD = tuple(sorted(HAK[Hak.ISI_RAPAT_BPD]))
MOST_NAMED = 5

CHAPTERS = (
    ("sejarah", "Sejarah desa", "gambaran"), ("visi", "Visi", "visi-misi"),
    ("misi", "Misi", "visi-misi"), ("arah_pembangunan", "Arah kebijakan pembangunan", "arah"),
    ("arah_keuangan", "Arah kebijakan keuangan", "arah"),
)  # fmt: skip
"""What the document cannot be issued without, and the page of the form it is written on."""

Check = Callable[[Pokok], list[Kurang]]


def _form(slug: str, tautan: str, langkah: str = "", objek: str = "") -> Tujuan:
    return Tujuan(formulir=slug, tautan=tautan, langkah=langkah, objek=objek)


NO_PLAN = Kurang(
    kalimat="RPJM-Desa belum diisi: jawab dahulu apakah desa sudah mempunyai RPJM-Desa.",
    peran=PENGISI, tujuan=_form("rpjm", "Isi RPJM-Desa"),
)  # fmt: skip
NO_PROPOSALS = Kurang(
    kalimat="Belum ada usulan RPJM-Desa.", peran=PENGISI,
    tujuan=_form("usulan-rpjm", "Tambah usulan RPJM-Desa"),
)  # fmt: skip
NOT_MET = Kurang(
    kalimat="Isian Musrenbangdes RPJM-Desa belum dikirim.", peran=PENGISI,
    tujuan=_form("musrenbangdes-rpjm", "Buka isian musyawarah"),
)  # fmt: skip
BPD_NOT_MET = Kurang(
    kalimat="Isian Rapat BPD belum dikirim.", peran=DI_BPD,
    tujuan=_form("rapat-bpd-rpjm", "Buka isian Rapat BPD"),
)  # fmt: skip


# --- what is missing ----------------------------------------------------------------------------


def _plan(about: Pokok) -> Rpjm | None:
    return drafted(about.session, about.year, about.place)


def _rows(about: Pokok) -> list[UsulanRpjm]:
    plan = _plan(about)
    return of_rpjm(about.session, plan) if plan is not None else []


def drafted_plan(about: Pokok) -> list[Kurang]:
    """The document was begun and the branch question answered."""
    plan = _plan(about)
    return [] if plan is not None and plan.cabang else [NO_PLAN]


def _proposed(about: Pokok) -> list[Kurang]:
    """There are proposals, each with a cost or a word why it has none yet."""
    rows = planned(_rows(about))
    if not rows:
        return [NO_PROPOSALS]
    open_ones = [one for one in rows if one.biaya is None and not one.keterangan]
    told = [
        Kurang(
            kalimat=f"Biaya usulan “{one.kegiatan}” belum diisi. Isi biayanya, atau tulis sebabnya "
            "pada keterangan.",
            peran=PENGISI,
            tujuan=_form("usulan-rpjm", "Lengkapi usulan", "biaya", f"{PREFIX}{one.id}"),
        )
        for one in open_ones[:MOST_NAMED]
    ]
    left = len(open_ones) - len(told)
    if left > 0:
        told.append(
            Kurang(
                kalimat=f"Dan {left} usulan lain tanpa biaya.", peran=PENGISI,
                tujuan=Tujuan(halaman="rpjm", tautan="Buka daftar usulan RPJM-Desa"),
            )
        )  # fmt: skip
    return told


def _written(about: Pokok) -> list[Kurang]:
    """The chapters the document cannot do without."""
    plan = _plan(about)
    if plan is None:
        return []  # told by `drafted_plan`
    return [
        Kurang(
            kalimat=f"{label} belum diisi.", peran=PENGISI,
            tujuan=_form("rpjm", f"Isi {label[0].lower()}{label[1:]}", page),
        )
        for name, label, page in CHAPTERS
        if not getattr(plan, name)
    ]  # fmt: skip


def _official(name: str, label: str) -> Check:
    """The profile names this official, who signs."""

    def check(about: Pokok) -> list[Kurang]:
        village = about.session.get(ProfilDesa, str(about.place))
        if village is not None and getattr(village, name):
            return []
        return [
            Kurang(
                kalimat=f"Nama {label} belum diisi pada profil desa.", peran=PENGISI,
                tujuan=_form("profil-desa", "Lengkapi profil desa", "perangkat"),
            )
        ]  # fmt: skip

    return check


_head = _official("kepala_desa_nama", "Kepala Desa")
_secretary = _official("sekdes_nama", "Sekretaris Desa")
_bpd_head = _official("ketua_bpd_nama", "Ketua BPD")


def _all_of(*checks: Check) -> Check:
    return lambda about: [one for check in checks for one in check(about)]


def _team_formed(about: Pokok) -> list[Kurang]:
    if team(about.session, about.objek, about.year, about.place) is not None:
        return []
    return [
        Kurang(
            kalimat="Susunan tim belum diisi.", peran=PENGISI,
            tujuan=_form(f"tim-{about.objek}", "Susun tim"),
        )
    ]  # fmt: skip


def _decided(about: Pokok) -> list[Kurang]:
    """The Musrenbangdes was recorded and spoke about every proposal."""
    if meeting(about.session, MUSYAWARAH, about.year, about.place) is None:
        return [NOT_MET]
    left = sum(not one.putusan for one in _rows(about))
    if not left:
        return []
    return [
        Kurang(
            kalimat=f"{left} usulan RPJM-Desa belum diputuskan. Lengkapi keputusannya pada "
            "formulir musyawarah.",
            peran=PENGISI,
            tujuan=_form("musrenbangdes-rpjm", "Buka keputusan usulan", "keputusan"),
        )
    ]


def _bpd_agreed(about: Pokok) -> list[Kurang]:
    """The BPD met and did not refuse the draft; else it is repaired first, then met about again."""
    held = meeting(about.session, RAPAT_BPD, about.year, about.place)
    if held is None:
        return [BPD_NOT_MET]
    if held.putusan != TOLAK:
        return []
    again = Kurang(
        kalimat="Rapat BPD menolak rancangan Peraturan Desa. Sesudah rancangannya diperbaiki, "
        "catat hasil Rapat BPD yang baru.",
        peran=DI_BPD, tujuan=_form("rapat-bpd-rpjm", "Buka isian Rapat BPD", "undangan"),
    )  # fmt: skip
    return [*_repaired(about), again]


def _repaired(about: Pokok) -> list[Kurang]:
    """What the BPD asked of the document and no change answers yet."""
    plan = _plan(about)
    left = unanswered(about.session, plan) if plan is not None else []
    of_bpd = [one for one in left if one.oleh == "BPD" and one.dokumen]
    return [
        Kurang(
            kalimat=f"Perubahan belum dikerjakan. {one.kalimat}", peran=PENGISI,
            tujuan=Tujuan(halaman="rpjm", tautan="Buka halaman RPJM-Desa"),
        )
        for one in of_bpd[:MOST_NAMED]
    ]  # fmt: skip


# --- the register -------------------------------------------------------------------------------


def _teams(_session: Session, _year: Tahun, _place: RegionCode) -> Sequence[Butir]:
    return (Butir(objek="rpjm", nama="RPJM-Desa"), Butir(objek="rkp", nama="RKP-Desa"))


def _paper(  # noqa: PLR0913  named at every call
    kode: str, hak: Hak, build: Callable[[Session, Tahun, RegionCode], Facts], *checks: Check,
    acara: str = "", mengunci: bool = False, pada_hari_acara: bool = False,
    hak_ttd: Hak = Hak.CATAT_TTD_DESA,
) -> JenisNaskah:  # fmt: skip
    return JenisNaskah(
        kode=kode, tingkat=Level.DESA, bagian=BAGIAN, hak=hak, hak_ttd=hak_ttd,
        fakta=lambda a: build(a.session, a.year, a.place), kurang=_all_of(*checks),
        acara=lambda _a: acara, mengunci=mengunci, pada_hari_acara=pada_hari_acara,
    )  # fmt: skip


SUSUN = Hak.SUSUN_NASKAH_DESA

NASKAH = (
    JenisNaskah(
        kode="sk_tim_penyusun", tingkat=Level.DESA, bagian=BAGIAN, hak=Hak.TERBITKAN_SK,
        hak_ttd=Hak.CATAT_TTD_DESA, objek=_teams, kurang=_all_of(_head, _team_formed),
        fakta=lambda a: rpjm_surat.sk_tim(a.session, a.year, a.place, a.objek),
    ),
    _paper("formulir_rpjm", SUSUN, rpjm.formulir, _head, drafted_plan, _proposed),
    _paper("matrik_rpjm", SUSUN, rpjm.matrik, _head, drafted_plan, _proposed),
    _paper("matrik_rpjm_tahunan", SUSUN, rpjm.matrik_tahunan, _head, _secretary, drafted_plan,
           _proposed),
    _paper("ba_musrenbangdes_rpjm", Hak.TERBITKAN_BA_DESA, rpjm_surat.ba_musrenbangdes, _head,
           drafted_plan, _decided, acara=MUSYAWARAH, mengunci=True, pada_hari_acara=True),
    _paper("rancangan_perdes_rpjm", SUSUN, rpjm_surat.rancangan_perdes, _head, _secretary,
           drafted_plan),
    _paper("keputusan_bpd", Hak.TERBITKAN_KEPUTUSAN_BPD, rpjm_surat.keputusan_bpd, _bpd_head,
           _bpd_agreed, acara=RAPAT_BPD, mengunci=True, hak_ttd=Hak.CATAT_TTD_BPD),
    _paper("perdes_rpjm", Hak.TERBITKAN_PERDES, rpjm_surat.perdes, _head, _secretary,
           _repaired),
    _paper("naskah_rpjm", SUSUN, rpjm_naskah.naskah, _head, drafted_plan, _written, _proposed),
)  # fmt: skip
