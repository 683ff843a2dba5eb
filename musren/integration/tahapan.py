"""Stages, gates and meeting points of the Panduan (II.D.1 to II.D.4)."""

from collections.abc import Mapping
from dataclasses import dataclass

from musren.integration.status import (
    LABEL_STATUS,
    PERPINDAHAN,
    TIDAK_DIHITUNG,
    Perpindahan,
    StatusUsulan,
    TransitionRefused,
    may_move,
    next_states,
)

__all__ = [
    "LABEL_STATUS",
    "PERPINDAHAN",
    "TAHAP_DESA",
    "TAHAP_KECAMATAN",
    "TIDAK_DIHITUNG",
    "TITIK_TEMU",
    "FaktaDesa",
    "FaktaKecamatan",
    "Perpindahan",
    "StatusUsulan",
    "Tahap",
    "TransitionRefused",
    "gate_ba",
    "gate_ba_kecamatan",
    "gate_musrenbangdes",
    "gate_promosi",
    "gate_sk",
    "gate_spc",
    "may_move",
    "next_states",
]


@dataclass(frozen=True, slots=True)
class Tahap:
    """One step: the clause it carries out, who does it, what comes out of it."""

    kunci: str
    judul: str
    dasar: str
    pelaku: str
    hasil: str


TITIK_TEMU: Mapping[str, str] = {
    "II.D.1": "Penggalian Gagasan menjadi Pengkajian Keadaan Desa",
    "II.D.2": "Menggagas Masa Depan Desa menjadi dasar RPJM-Desa",
    "II.D.3": "Musdes Perencanaan dan MKP menjadi bagian Musrenbangdes",
    "II.D.4": "MAD Prioritas dan Pendanaan menjadi bagian Musrenbang Kecamatan",
}
"""The four meeting points of the Panduan; every stage below serves one of them."""

TAHAP_DESA: tuple[Tahap, ...] = (
    Tahap("profil", "Profil desa dan syarat", "III.B", "Sekretaris Desa", "Daftar periksa syarat"),
    Tahap("usulan", "Usulan kegiatan", "II.D.3.e", "KPMD dan LPMD", "Daftar usulan"),
    Tahap(
        "musrenbangdes", "Musrenbangdes", "II.D.3.c", "Kepala Desa dan KPMD",
        "Keputusan tiap usulan dan daftar hadir",
    ),
    Tahap("berita_acara", "Berita Acara", "II.D.3.e", "Kepala Desa", "Berita Acara bernomor"),
    Tahap(
        "tanda_tangan_ba", "Tanda tangan Berita Acara", "II.D.3.e",
        "Kepala Desa, Pimpinan Musyawarah, dan tiga wakil masyarakat",
        "Berita Acara yang ditandatangani",
    ),
    Tahap("sk", "SK Kepala Desa", "II.D.3.f", "Kepala Desa", "SK RKP-Desa bernomor"),
    Tahap(
        "tanda_tangan_sk", "Tanda tangan SK", "VI.B.2.e.15", "Kepala Desa",
        "SK RKP-Desa yang ditandatangani",
    ),
    Tahap(
        "diteruskan", "Diteruskan ke kecamatan", "II.D.4.b", "Kepala Desa",
        "Usulan BLM dan APBD di kecamatan",
    ),
)  # fmt: skip

TAHAP_KECAMATAN: tuple[Tahap, ...] = (
    Tahap("profil_kecamatan", "Profil kecamatan", "II.D.4.a", "Staf kecamatan", "Pejabat dan pagu"),
    Tahap("usulan_masuk", "Usulan desa masuk", "II.D.4.b", "Kepala Desa", "Daftar usulan desa"),
    Tahap(
        "verifikasi", "Verifikasi usulan", "II.D.4.a", "Tim Verifikasi dan staf kecamatan",
        "Rekomendasi tiap usulan BLM",
    ),
    Tahap(
        "sidang_prioritas", "Sidang prioritas usulan", "II.D.4.c",
        "Wakil desa, BKAD, dan staf kecamatan", "Urutan usulan SPP, bukan SPP, dan APBD",
    ),
    Tahap(
        "musrenbang_kecamatan", "Musrenbang Kecamatan", "II.D.4.c",
        "Camat, BKAD, dan Setrawan Kecamatan", "Prioritas BLM dan prioritas APBD",
    ),
    Tahap(
        "pendanaan", "Pendanaan BLM", "II.D.4.c", "Camat, BKAD, dan staf kecamatan",
        "Usulan BLM yang didanai dan putusan atas sisanya",
    ),
    Tahap("berita_acara", "Berita Acara", "II.D.4.d", "Camat", "Berita Acara bernomor"),
    Tahap(
        "tanda_tangan_ba", "Tanda tangan Berita Acara", "II.D.4.d",
        "Camat, Pimpinan Musyawarah, dan tiga wakil utusan desa",
        "Berita Acara yang ditandatangani",
    ),
    Tahap("spc", "Surat Penetapan Camat", "II.D.4.e", "Camat", "SPC bernomor"),
    Tahap("tanda_tangan_spc", "Tanda tangan SPC", "II.D.4.e", "Camat", "SPC yang ditandatangani"),
    Tahap(
        "daftar_kabupaten", "Daftar untuk Bappeda", "V.D", "Bappeda",
        "Prioritas APBD untuk Forum SKPD",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FaktaDesa:
    """What is known about one village in one year; counts are proposals unless named.

    `wakil_dibutuhkan` comes from the profile (Panduan II.D.3.e: three); so do the consequences
    `akibat_syarat`, one sentence or more for each of `syarat_kurang` (III.B).
    """

    profil_ada: bool = False
    profil_lengkap: bool = False
    syarat_kurang: tuple[str, ...] = ()
    akibat_syarat: tuple[str, ...] = ()
    usulan: int = 0
    usulan_belum_lengkap: int = 0
    musrenbang_ada: bool = False
    musrenbang_selesai: bool = False
    usulan_belum_diputus: int = 0
    wakil_masyarakat: int = 0
    wakil_dibutuhkan: int = 3
    ba_terbit: bool = False
    ba_tanda_tangan_kurang: int = 0
    ba_ttd: bool = False
    sk_terbit: bool = False
    sk_ttd: bool = False
    usulan_untuk_kecamatan: int = 0
    usulan_diteruskan: int = 0


@dataclass(frozen=True, slots=True)
class FaktaKecamatan:
    """What is known about one kecamatan in one year; `desa` names count villages.

    `wakil_dibutuhkan` comes from the profile (Panduan II.D.4.d: three). `perlu_verifikasi` are
    the proposals Tim Verifikasi is waited for, `belum_verifikasi` those without its word;
    `daftar` are the lists that have proposals. `perlu_pendanaan`: the BLM is known and proposals
    were agreed for it.
    """

    profil_lengkap: bool = False
    desa: int = 0
    desa_ba_ttd: int = 0
    desa_diteruskan: int = 0
    usulan_masuk: int = 0
    perlu_verifikasi: int = 0
    belum_verifikasi: int = 0
    dikembalikan: int = 0
    daftar: int = 0
    daftar_diperingkat: int = 0
    musrenbang_ada: bool = False
    musrenbang_selesai: bool = False
    usulan_belum_diputus: int = 0
    usulan_disepakati: int = 0
    perlu_pendanaan: bool = False
    pendanaan_ada: bool = False
    wakil_utusan: int = 0
    wakil_dibutuhkan: int = 3
    ba_terbit: bool = False
    ba_tanda_tangan_kurang: int = 0
    ba_ttd: bool = False
    spc_terbit: bool = False
    spc_ttd: bool = False
    daftar_diambil: bool = False


def gate_musrenbangdes(fakta: FaktaDesa) -> list[str]:
    """Return what is missing before Musrenbangdes may decide (III.B, II.D.3.c)."""
    kurang = [f"Syarat desa belum terpenuhi: {syarat}." for syarat in fakta.syarat_kurang]
    if not fakta.profil_lengkap:
        kurang.append("Profil desa dan daftar periksa syarat belum lengkap.")
    if not fakta.usulan:
        kurang.append("Belum ada usulan kegiatan untuk dibahas.")
    return kurang


def gate_ba(fakta: FaktaDesa) -> list[str]:
    """Return what is missing before the Berita Acara of the village (II.D.3.e)."""
    kurang = []
    if not fakta.musrenbang_selesai:
        kurang.append("Isian Musrenbangdes belum selesai.")
    if fakta.usulan_belum_diputus:
        kurang.append(f"{fakta.usulan_belum_diputus} usulan belum diputuskan.")
    if fakta.wakil_masyarakat != fakta.wakil_dibutuhkan:
        kurang.append(
            f"Wakil masyarakat penanda tangan tercatat {fakta.wakil_masyarakat} orang; "
            f"harus {fakta.wakil_dibutuhkan}."
        )
    return kurang


def gate_sk(fakta: FaktaDesa) -> list[str]:
    """Return what is missing before the SK Kepala Desa (VI.B.2.e.14)."""
    return _ba_desa(fakta)


def gate_promosi(fakta: FaktaDesa) -> list[str]:
    """Return what is missing before proposals go to the kecamatan (II.D.4.b)."""
    kurang = _ba_desa(fakta)
    if not fakta.usulan_untuk_kecamatan:
        kurang.append("Tidak ada usulan BLM atau APBD yang disepakati untuk dibawa ke kecamatan.")
    return kurang


def gate_ba_kecamatan(fakta: FaktaKecamatan) -> list[str]:
    """Return what is missing before the Berita Acara of the kecamatan (II.D.4.d)."""
    kurang = []
    if not fakta.musrenbang_selesai:
        kurang.append("Isian Musrenbang Kecamatan belum selesai.")
    if fakta.usulan_belum_diputus:
        kurang.append(f"{fakta.usulan_belum_diputus} usulan desa belum diputuskan.")
    if fakta.wakil_utusan != fakta.wakil_dibutuhkan:
        kurang.append(
            f"Wakil utusan desa penanda tangan tercatat {fakta.wakil_utusan} orang; "
            f"harus {fakta.wakil_dibutuhkan}."
        )
    return kurang


def gate_spc(fakta: FaktaKecamatan) -> list[str]:
    """Return what is missing before the Surat Penetapan Camat (II.D.4.e)."""
    kurang = []
    if not fakta.ba_terbit:
        kurang.append("Berita Acara Musrenbang Kecamatan belum diterbitkan.")
    elif not fakta.ba_ttd:
        kurang.append("Berita Acara Musrenbang Kecamatan belum ditandatangani lengkap.")
    if not fakta.usulan_disepakati:
        kurang.append("Belum ada usulan yang disepakati Musrenbang Kecamatan.")
    return kurang


def _ba_desa(fakta: FaktaDesa) -> list[str]:
    if not fakta.ba_terbit:
        return ["Berita Acara Musrenbangdes belum diterbitkan."]
    if not fakta.ba_ttd:
        return ["Berita Acara Musrenbangdes belum ditandatangani lengkap."]
    return []
