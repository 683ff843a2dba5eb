"""States of a usulan as one table; stages, gates and meeting points (Panduan II.D.1 to II.D.4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from musren.domain.errors import Refused
from musren.domain.peran import Peran


class StatusUsulan(StrEnum):
    """Where one proposal stands; the last word at each level belongs to people."""

    BELUM_LENGKAP = "belum_lengkap"
    DIAJUKAN = "diajukan"
    DISEPAKATI = "disepakati"
    DITUNDA = "ditunda"
    DITOLAK = "ditolak"
    DITETAPKAN = "ditetapkan"
    DITERUSKAN = "diteruskan"
    DISEPAKATI_KECAMATAN = "disepakati_kecamatan"
    DITUNDA_KECAMATAN = "ditunda_kecamatan"
    DITETAPKAN_CAMAT = "ditetapkan_camat"
    DIGABUNG = "digabung"
    DIPECAH = "dipecah"
    DIBATALKAN = "dibatalkan"
    DITARIK = "ditarik"


S = StatusUsulan

LABEL_STATUS: Mapping[StatusUsulan, str] = {
    S.BELUM_LENGKAP: "Belum lengkap",
    S.DIAJUKAN: "Diajukan",
    S.DISEPAKATI: "Disepakati Musrenbangdes",
    S.DITUNDA: "Ditunda",
    S.DITOLAK: "Tidak disepakati",
    S.DITETAPKAN: "Ditetapkan dalam RKP-Desa",
    S.DITERUSKAN: "Diteruskan ke kecamatan",
    S.DISEPAKATI_KECAMATAN: "Disepakati Musrenbang Kecamatan",
    S.DITUNDA_KECAMATAN: "Belum disepakati kecamatan",
    S.DITETAPKAN_CAMAT: "Ditetapkan Camat",
    S.DIGABUNG: "Digabung ke usulan lain",
    S.DIPECAH: "Dipecah menjadi beberapa usulan",
    S.DIBATALKAN: "Penggabungan atau pemecahannya dibatalkan",
    S.DITARIK: "Dikeluarkan dari rancangan RKP-Desa",
}

TIDAK_DIHITUNG = frozenset({S.DIGABUNG, S.DIPECAH, S.DIBATALKAN, S.DITARIK})
"""States of proposals whose work stands in another one or left the draft: nothing counts them."""

_PENGUSUL = frozenset({Peran.KPMD, Peran.LPMD, Peran.SEKDES, Peran.KEPALA_DESA, Peran.FK})
_MUSRENBANGDES = _PENGUSUL  # whoever may fill in the form may also record what was decided
_MUSRENBANG_KECAMATAN = frozenset(
    {Peran.FK, Peran.SETRAWAN_KECAMATAN, Peran.BKAD, Peran.STAF_KECAMATAN, Peran.CAMAT}
)
_DESA = frozenset({Peran.KEPALA_DESA, Peran.SEKDES})


class TransitionRefused(Refused):
    """A usulan may not go from one state to the other."""

    code = "perpindahan_ditolak"


@dataclass(frozen=True, slots=True)
class Perpindahan:
    """One allowed move: what triggers it, who may do it, whether a reason must be given."""

    dari: StatusUsulan
    ke: StatusUsulan
    pemicu: str
    peran: frozenset[str]
    alasan_wajib: bool
    dasar: str
    arti: str


_BERALASAN = True
_BEBAS = False


def _dapat_dibatalkan(
    ke: StatusUsulan, nama: str, arti: str, arti_batal: str
) -> tuple[Perpindahan, ...]:
    """Moves from the undecided states to `ke`, and each of them back."""
    terbuka = (S.BELUM_LENGKAP, S.DIAJUKAN)
    return (
        *(Perpindahan(s, ke, nama, _PENGUSUL, _BERALASAN, "II.D.3.d", arti) for s in terbuka),
        *(
            Perpindahan(ke, s, f"batal_{nama}", _PENGUSUL, _BERALASAN, "II.D.3.d", arti_batal)
            for s in terbuka
        ),
    )


PERPINDAHAN: tuple[Perpindahan, ...] = (
    Perpindahan(
        S.BELUM_LENGKAP, S.DIAJUKAN, "ajukan", _PENGUSUL, _BEBAS, "II.D.3.e",
        "Data usulan sudah lengkap dan siap dibahas.",
    ),
    Perpindahan(
        S.DIAJUKAN, S.BELUM_LENGKAP, "kembalikan", _MUSRENBANGDES, _BERALASAN, "II.D.3.e",
        "Ada data yang harus dilengkapi pengusul.",
    ),
    Perpindahan(
        S.DIAJUKAN, S.DISEPAKATI, "putuskan", _MUSRENBANGDES, _BEBAS, "II.D.3.e",
        "Musrenbangdes menyepakati usulan beserta sumber dananya.",
    ),
    Perpindahan(
        S.DIAJUKAN, S.DITUNDA, "putuskan", _MUSRENBANGDES, _BERALASAN, "II.D.3.d",
        "Usulan dipertimbangkan kembali tahun berikutnya.",
    ),
    Perpindahan(
        S.DIAJUKAN, S.DITOLAK, "putuskan", _MUSRENBANGDES, _BERALASAN, "II.D.3.e",
        "Musrenbangdes tidak menerima usulan.",
    ),
    Perpindahan(
        S.BELUM_LENGKAP, S.DITUNDA, "putuskan", _MUSRENBANGDES, _BERALASAN, "II.D.3.d",
        "Usulan yang belum lengkap disimpan untuk tahun berikutnya.",
    ),
    Perpindahan(
        S.BELUM_LENGKAP, S.DITOLAK, "putuskan", _MUSRENBANGDES, _BERALASAN, "II.D.3.e",
        "Musrenbangdes tidak menerima usulan.",
    ),
    Perpindahan(
        S.DISEPAKATI, S.DIAJUKAN, "buka_kembali", _MUSRENBANGDES, _BERALASAN, "II.D.3.e",
        "Keputusan dibahas ulang sebelum Berita Acara diterbitkan.",
    ),
    Perpindahan(
        S.DITUNDA, S.DIAJUKAN, "buka_kembali", _MUSRENBANGDES, _BERALASAN, "II.D.3.d",
        "Usulan yang ditunda dibahas lagi.",
    ),
    Perpindahan(
        S.DITOLAK, S.DIAJUKAN, "buka_kembali", _MUSRENBANGDES, _BERALASAN, "II.D.3.e",
        "Penolakan dibahas ulang sebelum Berita Acara diterbitkan.",
    ),
    Perpindahan(
        S.DISEPAKATI, S.DITETAPKAN, "tetapkan", _DESA, _BEBAS, "VI.B.2.e.15",
        "Kepala Desa menetapkan RKP-Desa dengan SK.",
    ),
    Perpindahan(
        S.DISEPAKATI, S.DITERUSKAN, "teruskan", _DESA, _BEBAS, "II.D.4.b",
        "Usulan BLM atau APBD dibawa ke kecamatan atas dasar Berita Acara yang ditandatangani.",
    ),
    Perpindahan(
        S.DITETAPKAN, S.DITERUSKAN, "teruskan", _DESA, _BEBAS, "II.D.4.b",
        "Usulan BLM atau APBD dalam RKP-Desa dibawa ke kecamatan.",
    ),
    Perpindahan(
        S.DITERUSKAN, S.DISEPAKATI_KECAMATAN, "putuskan_kecamatan", _MUSRENBANG_KECAMATAN, _BEBAS,
        "II.D.4.c", "Musrenbang Kecamatan menyepakati usulan beserta peringkatnya.",
    ),
    Perpindahan(
        S.DITERUSKAN, S.DITUNDA_KECAMATAN, "putuskan_kecamatan", _MUSRENBANG_KECAMATAN, _BERALASAN,
        "II.D.4.c", "Usulan belum disepakati; alasannya masuk daftar yang belum disepakati.",
    ),
    Perpindahan(
        S.DISEPAKATI_KECAMATAN, S.DITERUSKAN, "buka_kembali_kecamatan", _MUSRENBANG_KECAMATAN,
        _BERALASAN, "II.D.4.c", "Keputusan dibahas ulang sebelum Berita Acara diterbitkan.",
    ),
    Perpindahan(
        S.DITUNDA_KECAMATAN, S.DITERUSKAN, "buka_kembali_kecamatan", _MUSRENBANG_KECAMATAN,
        _BERALASAN, "II.D.4.c", "Usulan dibahas ulang sebelum Berita Acara diterbitkan.",
    ),
    Perpindahan(
        S.DISEPAKATI_KECAMATAN, S.DITETAPKAN_CAMAT, "tetapkan_camat",
        frozenset({Peran.CAMAT, Peran.STAF_KECAMATAN}), _BEBAS, "II.D.4.e",
        "Camat menetapkan usulan dengan Surat Penetapan Camat.",
    ),
    *_dapat_dibatalkan(
        S.DIGABUNG, "gabung",
        "Usulan yang sama atau berkaitan dijadikan satu usulan sebelum diputuskan.",
        "Penggabungan dibatalkan sebelum ada musyawarah yang memutuskan hasilnya.",
    ),
    *_dapat_dibatalkan(
        S.DIPECAH, "pecah",
        "Satu usulan dijadikan beberapa usulan sebelum diputuskan.",
        "Pemecahan dibatalkan sebelum ada musyawarah yang memutuskan hasilnya.",
    ),
    *(
        Perpindahan(
            awal, S.DIBATALKAN, "batalkan_hasil", _PENGUSUL, _BERALASAN, "II.D.3.d",
            "Hasil penggabungan atau pemecahan tidak dipakai; usulan asalnya berlaku lagi.",
        )
        for awal in (S.BELUM_LENGKAP, S.DIAJUKAN)
    ),
    *(
        Perpindahan(
            awal, S.DITARIK, "keluarkan", _PENGUSUL, _BERALASAN, "III.C.3.b",
            "Yang dipetik dari RPJM-Desa atau usulan lama dikeluarkan lagi dari rancangan.",
        )
        for awal in (S.BELUM_LENGKAP, S.DIAJUKAN)
    ),
    Perpindahan(
        S.DITARIK, S.DIAJUKAN, "petik_kembali", _PENGUSUL, _BEBAS, "III.C.3.b",
        "Yang dikeluarkan dari rancangan dipetik kembali.",
    ),
)  # fmt: skip


def next_states(dari: StatusUsulan) -> tuple[Perpindahan, ...]:
    """Return the moves that leave a state; none for a final one."""
    return tuple(p for p in PERPINDAHAN if p.dari == dari)


def may_move(dari: StatusUsulan | str, ke: StatusUsulan | str) -> Perpindahan:
    """Return the declared move between two states, or raise TransitionRefused."""
    awal, tujuan = StatusUsulan(dari), StatusUsulan(ke)
    for p in PERPINDAHAN:
        if (p.dari, p.ke) == (awal, tujuan):
            return p
    bisa = ", ".join(f"“{LABEL_STATUS[p.ke]}”" for p in next_states(awal))
    lanjut = f"Yang mungkin: {bisa}." if bisa else "Status ini sudah akhir untuk tahun berjalan."
    raise TransitionRefused(
        f"Usulan berstatus “{LABEL_STATUS[awal]}” tidak dapat menjadi "
        f"“{LABEL_STATUS[tujuan]}”. {lanjut}"
    )


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
        "musrenbang_kecamatan", "Musrenbang Kecamatan", "II.D.4.c",
        "Camat, BKAD, dan Setrawan Kecamatan", "Prioritas BLM dan prioritas APBD",
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

    `wakil_dibutuhkan` comes from the profile (Panduan II.D.4.d: three).
    """

    profil_lengkap: bool = False
    desa: int = 0
    desa_ba_ttd: int = 0
    desa_diteruskan: int = 0
    usulan_masuk: int = 0
    musrenbang_ada: bool = False
    musrenbang_selesai: bool = False
    usulan_belum_diputus: int = 0
    usulan_disepakati: int = 0
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
