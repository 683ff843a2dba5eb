"""States of a usulan, and the one table of the moves between them (Panduan II.D.3 to V.E)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
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
    DIKEMBALIKAN = "dikembalikan"
    CADANGAN_KECAMATAN = "cadangan_kecamatan"
    BELUM_DIDANAI = "belum_didanai"
    DITERIMA_FORUM = "diterima_forum"
    DITOLAK_FORUM = "ditolak_forum"
    DITERIMA_KABUPATEN = "diterima_kabupaten"
    DITOLAK_KABUPATEN = "ditolak_kabupaten"
    MASUK_ANGGARAN = "masuk_anggaran"
    TIDAK_MASUK_ANGGARAN = "tidak_masuk_anggaran"
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
    S.DIKEMBALIKAN: "Dikembalikan ke desa untuk diperbaiki",
    S.CADANGAN_KECAMATAN: "Cadangan kecamatan",
    S.BELUM_DIDANAI: "Belum terdanai BLM",
    S.DITERIMA_FORUM: "Diterima Forum SKPD",
    S.DITOLAK_FORUM: "Tidak diterima Forum SKPD",
    S.DITERIMA_KABUPATEN: "Diterima Musrenbang Kabupaten",
    S.DITOLAK_KABUPATEN: "Tidak diterima Musrenbang Kabupaten",
    S.MASUK_ANGGARAN: "Masuk anggaran",
    S.TIDAK_MASUK_ANGGARAN: "Tidak masuk anggaran",
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
_KANTOR_CAMAT = frozenset({Peran.CAMAT, Peran.STAF_KECAMATAN})
_FORUM_SKPD = frozenset({Peran.SKPD, Peran.BAPPEDA})
_KABUPATEN = frozenset({Peran.BAPPEDA})
_ANGGARAN = _FORUM_SKPD | _DESA  # the APBD at the kabupaten, the APB Desa in the village

_SESUDAH_SPC = (S.DITETAPKAN_CAMAT, S.DITERIMA_FORUM, S.DITOLAK_FORUM)
_DAPAT_DIANGGARKAN = (
    S.DISEPAKATI, S.DITETAPKAN, S.DITUNDA_KECAMATAN, S.CADANGAN_KECAMATAN, S.BELUM_DIDANAI,
    *_SESUDAH_SPC, S.DITERIMA_KABUPATEN, S.DITOLAK_KABUPATEN,
)  # fmt: skip
"""A budget may pay whatever a meeting has decided; mostly it pays what the kabupaten accepted."""


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


def _bolak_balik(
    semua: Iterable[StatusUsulan], ke: StatusUsulan, maju: Perpindahan, mundur: Perpindahan
) -> tuple[Perpindahan, ...]:
    """From each of these states to `ke` as `maju` says, and back as `mundur` says."""
    return tuple(
        replace(langkah, dari=dari, ke=tujuan)
        for awal in semua
        for langkah, dari, tujuan in ((maju, awal, ke), (mundur, ke, awal))
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
        _KANTOR_CAMAT, _BEBAS, "II.D.4.e",
        "Camat menetapkan usulan dengan Surat Penetapan Camat.",
    ),
    Perpindahan(
        S.DISEPAKATI_KECAMATAN, S.BELUM_DIDANAI, "tetapkan_camat", _KANTOR_CAMAT, _BERALASAN,
        "II.D.4.e", "BLM habis sebelum peringkat usulan ini.",
    ),
    Perpindahan(
        S.DITERUSKAN, S.DIKEMBALIKAN, "kembalikan_verifikasi", _MUSRENBANG_KECAMATAN, _BERALASAN,
        "II.D.4.a", "Tim Verifikasi meminta desa memperbaiki isian yang ditandai.",
    ),
    Perpindahan(
        S.DIKEMBALIKAN, S.DITERUSKAN, "perbaiki", _PENGUSUL | _MUSRENBANG_KECAMATAN, _BEBAS,
        "II.D.4.a", "Perbaikan diterima kembali di kecamatan, atau pengembaliannya dicabut.",
    ),
    Perpindahan(
        S.DITERUSKAN, S.CADANGAN_KECAMATAN, "putuskan_kecamatan", _MUSRENBANG_KECAMATAN,
        _BERALASAN, "II.D.4.c", "Usulan menjadi cadangan bila ada dana yang tersedia.",
    ),
    Perpindahan(
        S.CADANGAN_KECAMATAN, S.DITERUSKAN, "buka_kembali_kecamatan", _MUSRENBANG_KECAMATAN,
        _BERALASAN, "II.D.4.c", "Usulan dibahas ulang sebelum Berita Acara diterbitkan.",
    ),
    *(
        langkah
        for tujuan, alasan, arti in (
            (S.DITERIMA_FORUM, _BEBAS, "Forum SKPD menerima usulan."),
            (S.DITOLAK_FORUM, _BERALASAN, "Forum SKPD tidak menerima usulan, dengan alasannya."),
        )
        for langkah in _bolak_balik(
            (S.DITETAPKAN_CAMAT,), tujuan,
            Perpindahan(tujuan, tujuan, "putuskan_forum", _FORUM_SKPD, alasan, "V.D", arti),
            Perpindahan(
                tujuan, tujuan, "buka_kembali_forum", _FORUM_SKPD, _BERALASAN, "V.D",
                "Keputusan Forum SKPD dibahas ulang sebelum Berita Acaranya diterbitkan.",
            ),
        )
    ),
    *(
        langkah
        for tujuan, alasan, arti in (
            (S.DITERIMA_KABUPATEN, _BEBAS, "Musrenbang Kabupaten menerima usulan."),
            (S.DITOLAK_KABUPATEN, _BERALASAN, "Musrenbang Kabupaten tidak menerima usulan."),
        )
        for langkah in _bolak_balik(
            _SESUDAH_SPC, tujuan,
            Perpindahan(tujuan, tujuan, "putuskan_kabupaten", _KABUPATEN, alasan, "V.E", arti),
            Perpindahan(
                tujuan, tujuan, "buka_kembali_kabupaten", _KABUPATEN, _BERALASAN, "V.E",
                "Keputusan dibahas ulang sebelum Berita Acara Musrenbang Kabupaten diterbitkan.",
            ),
        )
    ),
    *(
        langkah
        for tujuan, alasan, arti in (
            (S.MASUK_ANGGARAN, _BEBAS, "Usulan mendapat dana dalam APBD atau APB Desa."),
            (S.TIDAK_MASUK_ANGGARAN, _BERALASAN, "Usulan tidak mendapat dana; alasannya dicatat."),
        )
        for langkah in _bolak_balik(
            _DAPAT_DIANGGARKAN, tujuan,
            Perpindahan(tujuan, tujuan, "catat_anggaran", _ANGGARAN, alasan, "V.B", arti),
            Perpindahan(
                tujuan, tujuan, "batal_anggaran", _ANGGARAN, _BERALASAN, "V.B",
                "Catatan anggaran dibetulkan.",
            ),
        )
    ),
    Perpindahan(
        S.TIDAK_MASUK_ANGGARAN, S.MASUK_ANGGARAN, "catat_anggaran", _ANGGARAN, _BEBAS, "V.B",
        "Dananya ditemukan kemudian dalam APBD atau APB Desa.",
    ),
    Perpindahan(
        S.MASUK_ANGGARAN, S.TIDAK_MASUK_ANGGARAN, "batal_anggaran", _ANGGARAN, _BERALASAN, "V.B",
        "Dananya ternyata tidak ada; alasannya dicatat.",
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
