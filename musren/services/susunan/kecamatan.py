"""The papers of the kecamatan: attendance, Berita Acara, Surat Penetapan Camat (II.D.4)."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from musren.domain.peran import Hak, Peran
from musren.domain.wilayah import Level, RegionCode
from musren.integration.tahapan import StatusUsulan
from musren.models.tahun import Tahun
from musren.models.usulan import Usulan, UsulanKecamatan
from musren.services.fakta import kecamatan
from musren.services.prefill import meeting
from musren.services.susunan.berlaku import in_force, need_in_force
from musren.services.susunan.jenis import Facts, JenisNaskah, Kurang, Pokok, Tujuan

JENIS = "musrenbang_kecamatan"
BAGIAN = "Musrenbang Kecamatan"
PENGISI = (Peran.FK, Peran.BKAD, Peran.STAF_KECAMATAN)
NOT_SENT = Kurang(
    kalimat="Isian musyawarah belum dikirim.", peran=PENGISI,
    tujuan=Tujuan(formulir="musrenbang-kecamatan", tautan="Buka isian musyawarah"),
)  # fmt: skip


def undecided(session: Session, year: Tahun, place: RegionCode) -> int:
    """How many proposals that came to this kecamatan wait for a decision."""
    counted = (
        select(func.count())
        .select_from(Usulan)
        .join(UsulanKecamatan, UsulanKecamatan.usulan_id == Usulan.id)
        .where(
            Usulan.tahun_id == year.id,
            UsulanKecamatan.kecamatan_kode == str(place),
            Usulan.status == StatusUsulan.DITERUSKAN.value,
        )
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
            tujuan=Tujuan(formulir="musrenbang-kecamatan", tautan="Buka isian musyawarah"),
        )
    ]


def _something_agreed(about: Pokok) -> list[Kurang]:
    if lacking := _held(about):
        return lacking
    ba = in_force(about.session, about.year, about.place, "ba_musrenbang_kecamatan")
    if ba is None or ba.status != "ditandatangani":
        return []  # the missing Berita Acara is told first
    held = meeting(about.session, JENIS, about.year, about.place)
    if held is not None and any(k.putusan == "disepakati" for k in held.keputusan):
        return []
    return [Kurang(kalimat="Belum ada usulan yang disepakati Musrenbang Kecamatan.", peran=PENGISI)]


def _spc(about: Pokok) -> Facts:
    ba = need_in_force(about.session, about.year, about.place, "ba_musrenbang_kecamatan")
    return kecamatan.spc(about.session, about.year, about.place, ba)


NASKAH = (
    JenisNaskah(
        kode="daftar_hadir", tingkat=Level.KECAMATAN, bagian=BAGIAN,
        hak=Hak.TERBITKAN_BA_KECAMATAN, hak_ttd=Hak.CATAT_TTD_KECAMATAN, kurang=_held,
        fakta=lambda a: kecamatan.daftar_hadir(a.session, a.year, a.place),
        acara=lambda _a: JENIS, pada_hari_acara=True,
    ),
    JenisNaskah(
        kode="ba_musrenbang_kecamatan", tingkat=Level.KECAMATAN, bagian=BAGIAN,
        hak=Hak.TERBITKAN_BA_KECAMATAN, hak_ttd=Hak.CATAT_TTD_KECAMATAN, kurang=_decided,
        fakta=lambda a: kecamatan.ba_musrenbang_kecamatan(a.session, a.year, a.place),
        acara=lambda _a: JENIS, mengunci=True, pada_hari_acara=True,
    ),
    JenisNaskah(
        kode="spc", tingkat=Level.KECAMATAN, bagian=BAGIAN, hak=Hak.TERBITKAN_SPC,
        hak_ttd=Hak.CATAT_TTD_KECAMATAN, kurang=_something_agreed, fakta=_spc,
        acara=lambda _a: JENIS,
    ),
)  # fmt: skip
