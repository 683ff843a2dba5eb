"""The papers of the yearly Musrenbangdes: attendance, Berita Acara, SK (Panduan II.D.3)."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from musren.domain.peran import Hak, Peran
from musren.domain.wilayah import Level, RegionCode
from musren.integration.tahapan import StatusUsulan
from musren.models.tahun import Tahun
from musren.models.usulan import Usulan
from musren.services.fakta import desa
from musren.services.prefill import meeting
from musren.services.susunan.berlaku import need_in_force
from musren.services.susunan.jenis import Facts, JenisNaskah, Kurang, Pokok, Tujuan

JENIS = "musrenbangdes_rkp"
BAGIAN = "Musrenbangdes dan RKP-Desa"
PENGISI = (Peran.KPMD, Peran.SEKDES, Peran.KEPALA_DESA)
NOT_SENT = Kurang(
    kalimat="Isian musyawarah belum dikirim.", peran=PENGISI,
    tujuan=Tujuan(formulir="musrenbangdes", tautan="Buka isian musyawarah"),
)  # fmt: skip


def undecided(session: Session, year: Tahun, place: RegionCode) -> int:
    """How many proposals of this village wait for a decision."""
    waiting = [StatusUsulan.BELUM_LENGKAP.value, StatusUsulan.DIAJUKAN.value]
    counted = select(func.count()).where(
        Usulan.tahun_id == year.id, Usulan.desa_kode == str(place), Usulan.status.in_(waiting)
    )
    return session.scalar(counted) or 0


def _held(about: Pokok) -> list[Kurang]:
    there = meeting(about.session, JENIS, about.year, about.place) is not None
    return [] if there else [NOT_SENT]


def _decided(about: Pokok) -> list[Kurang]:
    if lacking := _held(about):
        return lacking
    left = undecided(about.session, about.year, about.place)
    if not left:
        return []
    return [
        Kurang(
            kalimat=f"{left} usulan belum diputuskan. "
            "Lengkapi keputusannya pada formulir musyawarah.",
            peran=PENGISI,
            tujuan=Tujuan(
                formulir="musrenbangdes", langkah="keputusan", tautan="Buka keputusan usulan"
            ),
        )
    ]


def _sk(about: Pokok) -> Facts:
    ba = need_in_force(about.session, about.year, about.place, "ba_musrenbangdes")
    return desa.sk_rkp_desa(about.session, about.year, about.place, ba)


NASKAH = (
    JenisNaskah(
        kode="ba_musrenbangdes", tingkat=Level.DESA, bagian=BAGIAN, hak=Hak.TERBITKAN_BA_DESA,
        hak_ttd=Hak.CATAT_TTD_DESA, kurang=_decided, mengunci=True, pada_hari_acara=True,
        fakta=lambda a: desa.ba_musrenbangdes(a.session, a.year, a.place),
        acara=lambda _a: JENIS,
    ),
    JenisNaskah(
        kode="sk_rkp_desa", tingkat=Level.DESA, bagian=BAGIAN, hak=Hak.TERBITKAN_SK,
        hak_ttd=Hak.CATAT_TTD_DESA, kurang=_held, fakta=_sk, acara=lambda _a: JENIS,
    ),
)  # fmt: skip
