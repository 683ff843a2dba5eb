"""Who may sit in a Tim Penyusun: seats, the KPMD, size and women (Panduan VI.B.2.e)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from musren.domain.bahasa import daftar
from musren.domain.errors import Invalid
from musren.integration.profil import Profil
from musren.integration.profil.teks import memuat
from musren.integration.usulan import Alasan


@dataclass(frozen=True, slots=True)
class AnggotaTim:
    """One line of the list: `jabatan` is the office or element, `kedudukan` the seat."""

    nama: str
    jk: str = ""
    jabatan: str = ""
    kedudukan: str = "anggota"


KEDUDUKAN: Mapping[str, Mapping[str, str]] = {
    "rpjm": {
        "pembina": "Pembina",
        "ketua": "Ketua",
        "sekretaris": "Sekretaris",
        "anggota": "Anggota",
    },
    "rkp": {
        "pengendali": "Pengendali kegiatan",
        "penanggungjawab": "Penanggung jawab kegiatan",
        "pelaksana": "Penanggung jawab pelaksana kegiatan",
        "narasumber": "Narasumber",
        "anggota": "Anggota",
    },
}
"""The seats of the two teams and their names, in printed order [G]."""

KURSI_TUNGGAL = frozenset(
    {"pembina", "ketua", "sekretaris", "pengendali", "penanggungjawab", "pelaksana"}
)
"""Seats for one person each; who has one of them has no other seat in the same team."""

_KPMD = ("KPMD", "Kader Pemberdayaan Masyarakat")
_KEBIASAAN = "kebiasaan tim penyusun"


def check_tim(profil: Profil, jenis: str, anggota: Iterable[AnggotaTim]) -> tuple[Alasan, ...]:
    """Return what speaks against one team (`jenis` is rpjm or rkp); lines without a name are left.

    Hard: a seat this team does not have, one person twice, two people on a seat for one, no KPMD
    (Panduan VI.B.2.h: member of both teams). Soft: size and women, as the profile counts them,
    and an empty seat. The same person may sit in both teams. Raises Invalid for another `jenis`.
    """
    if jenis not in KEDUDUKAN:
        raise Invalid("Jenis tim penyusun tidak dikenal. Pilih tim RPJM-Desa atau tim RKP-Desa.")
    ada = [a for a in anggota if a.nama.strip()]
    kursi = KEDUDUKAN[jenis]
    return (
        *_kursi_asing(kursi, ada),
        *_rangkap(kursi, ada),
        *_kursi_ganda(kursi, ada),
        *_kpmd(ada),
        *_ukuran(profil, ada),
        *_perempuan(profil, ada),
        *_kursi_kosong(kursi, ada),
    )


def _kursi_asing(kursi: Mapping[str, str], ada: Sequence[AnggotaTim]) -> Iterator[Alasan]:
    for a in ada:
        if a.kedudukan not in kursi:
            kalimat = (
                f"Kedudukan {a.nama} dalam tim belum benar. Pilih salah satu: "
                f"{', '.join(kursi.values())}."
            )
            yield _keras("tim_kedudukan", kalimat, "susunan tim penyusun", "G")


def _rangkap(kursi: Mapping[str, str], ada: Sequence[AnggotaTim]) -> Iterator[Alasan]:
    per_orang: dict[str, list[AnggotaTim]] = {}
    for a in ada:
        per_orang.setdefault(" ".join(a.nama.split()).casefold(), []).append(a)
    for baris in per_orang.values():
        if len(baris) > 1:
            yield _keras("tim_rangkap", _kalimat_rangkap(kursi, baris), "kaidah susunan tim", "D")


def _kalimat_rangkap(kursi: Mapping[str, str], baris: Sequence[AnggotaTim]) -> str:
    sebutan = list(dict.fromkeys(kursi.get(a.kedudukan, a.kedudukan) for a in baris))
    awal = (
        f"{baris[0].nama} merangkap sebagai {daftar(sebutan)}."
        if len(sebutan) > 1
        else f"{baris[0].nama} tercatat {len(baris)} kali."
    )
    return (
        f"{awal} Satu orang hanya satu kedudukan: hapus salah satu baris, atau beri pembeda pada "
        "namanya bila memang orang yang berbeda."
    )


def _kursi_ganda(kursi: Mapping[str, str], ada: Sequence[AnggotaTim]) -> Iterator[Alasan]:
    kali = Counter(a.kedudukan for a in ada)
    for kunci, nama in kursi.items():
        if kunci in KURSI_TUNGGAL and kali[kunci] > 1:
            orang = daftar([a.nama for a in ada if a.kedudukan == kunci])
            kalimat = f"{nama} hanya satu orang; sekarang {orang}. Ubah kedudukan salah satunya."
            yield _keras("tim_kursi_ganda", kalimat, "kaidah susunan tim", "D")


def _kpmd(ada: Sequence[AnggotaTim]) -> Iterator[Alasan]:
    if not any(memuat(a.jabatan, kata) for a in ada for kata in _KPMD):
        kalimat = (
            "KPMD belum ada dalam tim, padahal KPMD menjadi anggota kedua tim penyusun. Tambahkan "
            "KPMD, dan tulis “KPMD” pada jabatannya."
        )
        yield _keras("tim_kpmd", kalimat, "Panduan VI.B.2.h", "P")


def _ukuran(profil: Profil, ada: Sequence[AnggotaTim]) -> Iterator[Alasan]:
    kecil, besar = profil.batas_int("tim_min_anggota"), profil.batas_int("tim_max_anggota")
    if not kecil <= len(ada) <= besar:
        kalimat = f"Tim lazimnya {kecil} sampai {besar} orang; sekarang {len(ada)}."
        yield _lunak("tim_ukuran", kalimat)


def _perempuan(profil: Profil, ada: Sequence[AnggotaTim]) -> Iterator[Alasan]:
    perlu = profil.batas_int("tim_min_perempuan")
    jumlah = sum(a.jk == "P" for a in ada)
    if jumlah < perlu:
        kalimat = f"Tim lazimnya memuat paling sedikit {perlu} perempuan; sekarang {jumlah}."
        yield _lunak("tim_perempuan", kalimat)


def _kursi_kosong(kursi: Mapping[str, str], ada: Sequence[AnggotaTim]) -> Iterator[Alasan]:
    terisi = {a.kedudukan for a in ada}
    kosong = [n for kunci, n in kursi.items() if kunci in KURSI_TUNGGAL and kunci not in terisi]
    if kosong:
        yield _lunak("tim_kursi_kosong", f"Belum ada orang untuk kedudukan {daftar(kosong)}.")


def _keras(aturan: str, kalimat: str, asal: str, tanda: str) -> Alasan:
    return Alasan(aturan, kalimat, asal, tanda, keras=True)


def _lunak(aturan: str, kalimat: str) -> Alasan:
    return Alasan(aturan, kalimat, _KEBIASAAN, "G", keras=False)
