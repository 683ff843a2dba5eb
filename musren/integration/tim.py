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


JENIS = ("rpjm", "rkp")
"""The two teams."""


def kedudukan(profil: Profil, jenis: str) -> dict[str, str]:
    """Return the seats of one team and their names, in printed order (`kursi_tim_rpjm`, ..._rkp).

    A line of the profile is "key: name"; without a colon the name is its own key. Raises Invalid
    for another `jenis`.
    """
    if jenis not in JENIS:
        raise Invalid("Jenis tim penyusun tidak dikenal. Pilih tim RPJM-Desa atau tim RKP-Desa.")
    kursi = {}
    for baris in profil.batas_daftar(f"kursi_tim_{jenis}"):
        kunci, _, nama = str(baris).partition(":")
        kursi[kunci.strip()] = nama.strip() or kunci.strip()
    return kursi


def kursi_tunggal(profil: Profil) -> frozenset[str]:
    """Return the seats for one person each."""
    return frozenset(map(str, profil.batas_daftar("kursi_tim_tunggal")))


_KPMD = ("KPMD", "Kader Pemberdayaan Masyarakat")
_KEBIASAAN = "kebiasaan tim penyusun"
_SUSUNAN = "kaidah susunan tim"
_NAMA = {"rpjm": "RPJM-Desa", "rkp": "RKP-Desa"}

Temuan = tuple[str, str]
"""A rule and what it says; how hard it is the profile decides."""


def check_tim(profil: Profil, jenis: str, anggota: Iterable[AnggotaTim]) -> tuple[Alasan, ...]:
    """Return what speaks against one team (`jenis` is rpjm or rkp); lines without a name are left.

    Hard: no KPMD (Panduan VI.B.2.h: member of both teams) and, while the profile says so
    (`tim_rangkap_ditolak`), a seat this team does not have, one person twice, two people on a
    seat for one. Soft: size and women, as the profile counts them, and an empty seat. Raises
    Invalid for another `jenis`.
    """
    kursi, tunggal = kedudukan(profil, jenis), kursi_tunggal(profil)
    ada = [a for a in anggota if a.nama.strip()]
    keras = profil.batas_bool("tim_rangkap_ditolak")
    susunan = (
        *_kursi_asing(kursi, ada),
        *_rangkap(kursi, ada),
        *_kursi_ganda(kursi, tunggal, ada),
    )
    return (
        *(Alasan(aturan, kalimat, _SUSUNAN, "D", keras) for aturan, kalimat in susunan),
        *_kpmd(ada),
        *_ukuran(profil, ada),
        *_perempuan(profil, ada),
        *_kursi_kosong(kursi, tunggal, ada),
    )


def check_antartim(
    profil: Profil, jenis: str, anggota: Iterable[AnggotaTim], lain: Iterable[AnggotaTim]
) -> tuple[Alasan, ...]:
    """Return what speaks against people who hold a leading seat in both teams.

    `jenis` is the team of `anggota`; `lain` is the other one. Leading are the seats of
    `kursi_tim_tidak_rangkap`; soft, unless the profile refuses it
    (`tim_rangkap_antartim_ditolak`). The KPMD sits in both as a member.
    """
    pimpin = frozenset(map(str, profil.batas_daftar("kursi_tim_tidak_rangkap")))
    jauh = "rkp" if jenis == "rpjm" else "rpjm"
    sini, sana = kedudukan(profil, jenis), kedudukan(profil, jauh)
    kursi_lain = {_orang(a.nama): a.kedudukan for a in lain if a.kedudukan in pimpin}
    keras = profil.batas_bool("tim_rangkap_antartim_ditolak")
    return tuple(
        Alasan(
            "tim_rangkap_antartim",
            f"{a.nama} menjadi {sini.get(a.kedudukan, a.kedudukan)} tim {_NAMA[jenis]} dan "
            f"{sana.get(kursi, kursi)} tim {_NAMA[jauh]}. Bagi tugasnya dengan orang lain bila "
            "memungkinkan.",
            _SUSUNAN, "D", keras,
        )
        for a in anggota
        if a.kedudukan in pimpin and (kursi := kursi_lain.get(_orang(a.nama)))
    )  # fmt: skip


def _orang(nama: str) -> str:
    """By what a name is known, however it is spaced and capitalised."""
    return " ".join(nama.split()).casefold()


def _kursi_asing(kursi: Mapping[str, str], ada: Sequence[AnggotaTim]) -> Iterator[Temuan]:
    for a in ada:
        if a.kedudukan not in kursi:
            kalimat = (
                f"Kedudukan {a.nama} dalam tim belum benar. Pilih salah satu: "
                f"{', '.join(kursi.values())}."
            )
            yield "tim_kedudukan", kalimat


def _rangkap(kursi: Mapping[str, str], ada: Sequence[AnggotaTim]) -> Iterator[Temuan]:
    per_orang: dict[str, list[AnggotaTim]] = {}
    for a in ada:
        per_orang.setdefault(_orang(a.nama), []).append(a)
    for baris in per_orang.values():
        if len(baris) > 1:
            yield "tim_rangkap", _kalimat_rangkap(kursi, baris)


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


def _kursi_ganda(
    kursi: Mapping[str, str], tunggal: frozenset[str], ada: Sequence[AnggotaTim]
) -> Iterator[Temuan]:
    kali = Counter(a.kedudukan for a in ada)
    for kunci, nama in kursi.items():
        if kunci in tunggal and kali[kunci] > 1:
            orang = daftar([a.nama for a in ada if a.kedudukan == kunci])
            kalimat = f"{nama} hanya satu orang; sekarang {orang}. Ubah kedudukan salah satunya."
            yield "tim_kursi_ganda", kalimat


def _kpmd(ada: Sequence[AnggotaTim]) -> Iterator[Alasan]:
    if not any(memuat(a.jabatan, kata) for a in ada for kata in _KPMD):
        kalimat = (
            "KPMD belum ada dalam tim, padahal KPMD menjadi anggota kedua tim penyusun. Tambahkan "
            "KPMD, dan tulis “KPMD” pada jabatannya."
        )
        yield Alasan("tim_kpmd", kalimat, "Panduan VI.B.2.h", "P", keras=True)


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


def _kursi_kosong(
    kursi: Mapping[str, str], tunggal: frozenset[str], ada: Sequence[AnggotaTim]
) -> Iterator[Alasan]:
    terisi = {a.kedudukan for a in ada}
    kosong = [n for kunci, n in kursi.items() if kunci in tunggal and kunci not in terisi]
    if kosong:
        yield _lunak("tim_kursi_kosong", f"Belum ada orang untuk kedudukan {daftar(kosong)}.")


def _lunak(aturan: str, kalimat: str) -> Alasan:
    return Alasan(aturan, kalimat, _KEBIASAAN, "G", keras=False)
