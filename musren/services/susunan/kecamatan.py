"""The papers of the kecamatan: attendance, Berita Acara, Surat Penetapan Camat (II.D.4)."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from musren.domain.peran import Hak, Peran
from musren.domain.rupiah import format_rupiah
from musren.domain.wilayah import Level, RegionCode
from musren.integration.tahapan import StatusUsulan
from musren.models.tahun import Tahun
from musren.models.usulan import Usulan, UsulanKecamatan
from musren.services.fakta import kecamatan, kecamatan_dana, kecamatan_prioritas
from musren.services.fakta import kecamatan_petikan as petikan
from musren.services.prefill import meeting
from musren.services.prioritas import dana
from musren.services.prioritas.putusan import unexplained
from musren.services.susunan.berlaku import in_force, need_in_force
from musren.services.susunan.jenis import Butir, Facts, JenisNaskah, Kurang, Pokok, Tujuan
from musren.services.usulan_masuk import incoming

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


def _returned(about: Pokok) -> list[Kurang]:
    """What went back to its village and did not come back yet cannot be decided."""
    waiting = [
        one for one in incoming(about.session, about.year, about.place)
        if one.usulan.status == StatusUsulan.DIKEMBALIKAN.value
    ]  # fmt: skip
    if not waiting:
        return []
    return [
        Kurang(
            kalimat=f"{len(waiting)} usulan masih dikembalikan ke desa untuk diperbaiki. Tunggu "
            "perbaikannya, atau cabut pengembaliannya dengan alasan.",
            peran=PENGISI,
            tujuan=Tujuan(halaman="verifikasi", tautan="Buka verifikasi usulan"),
        )
    ]


def funding(about: Pokok) -> list[Kurang]:
    """The BLM is shared out wherever its ceiling is known and proposals were agreed for it."""
    session, year, place = about.session, about.year, about.place
    kept = dana.of(session, year, place)
    if kept is None:
        if not dana.needed(session, year, place):
            return []
        return [_to_fund("Pendanaan BLM belum diisi, padahal pagu BLM kecamatan sudah diketahui.")]
    if kept.salah:
        told = " ".join(kept.salah.values())
        return [_to_fund(f"Putusan sisa BLM tidak sesuai lagi dengan peringkatnya: {told}")]
    if kept.menunggu:
        left = format_rupiah(kept.dasar.sisa_awal)
        return [_to_fund(f"Sisa BLM {left} belum diputuskan forum.", "sisa")]
    return []


def _to_fund(kalimat: str, langkah: str = "") -> Kurang:
    return Kurang(
        kalimat=kalimat, peran=PENGISI,
        tujuan=Tujuan(formulir="pendanaan", langkah=langkah, tautan="Buka pendanaan BLM"),
    )  # fmt: skip


def _recorded(about: Pokok) -> list[Kurang]:
    lacking = _decided(about)
    if NOT_SENT in lacking:
        return lacking
    return [*lacking, *_returned(about), *_explained(about), *funding(about)]


def _explained(about: Pokok) -> list[Kurang]:
    """Every rank that is not the session's says why."""
    held = meeting(about.session, JENIS, about.year, about.place)
    left = unexplained(about.profile, held) if held is not None else 0
    if not left:
        return []
    return [
        Kurang(
            kalimat=f"{left} peringkat berbeda dari hasil sidang yang terakhir dan belum beralasan."
            " Kirim lagi keputusannya.",
            peran=PENGISI,
            tujuan=Tujuan(formulir="musrenbang-kecamatan", tautan="Buka isian musyawarah"),
        )
    ]


def _ready_for_spc(about: Pokok) -> list[Kurang]:
    lacking = _something_agreed(about)
    return lacking or funding(about)


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


def _ranked(about: Pokok) -> list[Kurang]:
    """The meeting agreed on something that can be listed by rank."""
    if lacking := _held(about):
        return lacking
    held = meeting(about.session, JENIS, about.year, about.place)
    if held is not None and any(k.putusan == "disepakati" for k in held.keputusan):
        return []
    return [Kurang(kalimat="Belum ada usulan yang disepakati Musrenbang Kecamatan.", peran=PENGISI)]


def _shared_out(about: Pokok) -> list[Kurang]:
    """The BLM was shared out."""
    if lacking := _held(about):
        return lacking
    if dana.stored(about.session, about.year, about.place) is None:
        return [_to_fund("Pendanaan BLM belum diisi.")]
    return funding(about)


def _decreed(about: Pokok) -> list[Kurang]:
    if petikan.decrees(about.session, about.year, about.place):
        return []
    return [Kurang(kalimat="Belum ada SK RKP-Desa yang terbit di kecamatan ini.")]


def _delegates(about: Pokok) -> list[Kurang]:
    if lacking := _held(about):
        return lacking
    held = meeting(about.session, JENIS, about.year, about.place)
    if held is not None and any(h.delegasi for h in held.hadir):
        return []
    there = Tujuan(
        formulir="musrenbang-kecamatan", langkah="wakil", tautan="Pilih delegasi kecamatan"
    )
    return [Kurang(kalimat="Delegasi kecamatan belum dipilih.", peran=PENGISI, tujuan=there)]


def _villages(session: Session, year: Tahun, place: RegionCode) -> Sequence[Butir]:
    """One petikan for every village the decree heard."""
    spc = in_force(session, year, place, "spc")
    if spc is None:
        return ()
    return [Butir(objek=kode, nama=f"Desa {nama}") for kode, nama in petikan.villages_of(spc)]


def _petikan(about: Pokok) -> Facts:
    session, year, place = about.session, about.year, about.place
    return petikan.petikan_spc(
        session, year, place, RegionCode.parse(about.objek),
        need_in_force(session, year, place, "spc"),
        need_in_force(session, year, place, "ba_musrenbang_kecamatan"),
    )  # fmt: skip


def _mandate(about: Pokok) -> Facts:
    ba = need_in_force(about.session, about.year, about.place, "ba_musrenbang_kecamatan")
    return petikan.surat_mandat(about.session, about.year, about.place, ba)


NASKAH = (
    JenisNaskah(
        kode="daftar_hadir", tingkat=Level.KECAMATAN, bagian=BAGIAN,
        hak=Hak.TERBITKAN_BA_KECAMATAN, hak_ttd=Hak.CATAT_TTD_KECAMATAN, kurang=_held,
        fakta=lambda a: kecamatan.daftar_hadir(a.session, a.year, a.place),
        acara=lambda _a: JENIS, pada_hari_acara=True,
    ),
    JenisNaskah(
        kode="daftar_prioritas", tingkat=Level.KECAMATAN, bagian=BAGIAN,
        hak=Hak.TERBITKAN_BA_KECAMATAN, hak_ttd=Hak.CATAT_TTD_KECAMATAN, kurang=_ranked,
        fakta=lambda a: kecamatan_prioritas.daftar_prioritas(a.session, a.year, a.place),
        acara=lambda _a: JENIS, pada_hari_acara=True,
    ),
    JenisNaskah(
        kode="usulan_didanai", tingkat=Level.KECAMATAN, bagian=BAGIAN,
        hak=Hak.TERBITKAN_BA_KECAMATAN, hak_ttd=Hak.CATAT_TTD_KECAMATAN, kurang=_shared_out,
        fakta=lambda a: kecamatan_dana.usulan_didanai(a.session, a.year, a.place),
        acara=lambda _a: JENIS, pada_hari_acara=True,
    ),
    JenisNaskah(
        kode="ba_musrenbang_kecamatan", tingkat=Level.KECAMATAN, bagian=BAGIAN,
        hak=Hak.TERBITKAN_BA_KECAMATAN, hak_ttd=Hak.CATAT_TTD_KECAMATAN, kurang=_recorded,
        fakta=lambda a: kecamatan.ba_musrenbang_kecamatan(a.session, a.year, a.place),
        acara=lambda _a: JENIS, mengunci=True, pada_hari_acara=True,
    ),
    JenisNaskah(
        kode="spc", tingkat=Level.KECAMATAN, bagian=BAGIAN, hak=Hak.TERBITKAN_SPC,
        hak_ttd=Hak.CATAT_TTD_KECAMATAN, kurang=_ready_for_spc, fakta=_spc,
        acara=lambda _a: JENIS,
    ),
    JenisNaskah(
        kode="petikan_spc", tingkat=Level.KECAMATAN, bagian=BAGIAN, hak=Hak.TERBITKAN_SPC,
        hak_ttd=Hak.CATAT_TTD_KECAMATAN, objek=_villages, fakta=_petikan, acara=lambda _a: JENIS,
    ),
    JenisNaskah(
        kode="surat_mandat", tingkat=Level.KECAMATAN, bagian=BAGIAN, hak=Hak.TERBITKAN_SPC,
        hak_ttd=Hak.CATAT_TTD_KECAMATAN, kurang=_delegates, fakta=_mandate,
        acara=lambda _a: JENIS,
    ),
    JenisNaskah(
        kode="formulir_r3", tingkat=Level.KECAMATAN, bagian=BAGIAN,
        hak=Hak.TERBITKAN_BA_KECAMATAN, hak_ttd=Hak.CATAT_TTD_KECAMATAN, kurang=_decreed,
        fakta=lambda a: petikan.formulir_r3(a.session, a.year, a.place),
    ),
)  # fmt: skip
