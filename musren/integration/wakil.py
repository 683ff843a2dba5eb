"""Who may sign and who is sent: counts and minimums of representatives and delegates."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from musren.integration.profil import Profil


@dataclass(frozen=True, slots=True)
class Orang:
    """One chosen person. `jk` is "L" or "P"; `hadir` whether the attendance list has the name."""

    nama: str
    jk: str = ""
    hadir: bool = True
    desa_kode: str = ""


def check_wakil_masyarakat(
    profil: Profil, orang: Sequence[Orang], lain: Mapping[str, str] | None = None
) -> list[str]:
    """Return complaints about the signers of a village Berita Acara (Panduan II.D.3.e).

    `lain` maps the offices that sign too ("Kepala Desa", "Pimpinan Musyawarah") to their names:
    nobody signs twice.
    """
    jumlah = profil.batas_int("wakil_masyarakat_ba")
    return _penanda_tangan(orang, jumlah, "wakil masyarakat") + _rangkap(orang, lain or {})


def check_wakil_utusan(
    profil: Profil, orang: Sequence[Orang], lain: Mapping[str, str] | None = None
) -> list[str]:
    """Return complaints about the signers of a kecamatan Berita Acara (Panduan II.D.4.d).

    `lain` maps the offices that sign too ("Camat", "Pimpinan Musyawarah") to their names.
    """
    jumlah = profil.batas_int("wakil_utusan_desa_ba")
    return _penanda_tangan(orang, jumlah, "wakil utusan desa") + _rangkap(orang, lain or {})


def check_delegasi_penanda_tangan(
    profil: Profil, orang: Sequence[Orang], lain: Mapping[str, str] | None = None
) -> list[str]:
    """Return complaints about the delegates who sign a Berita Acara of the kabupaten (V.D, V.E).

    `lain` maps the offices that sign too ("Kepala Dinas", "Pimpinan Sidang") to their names.
    """
    jumlah = profil.batas_int("wakil_utusan_desa_ba")
    return _penanda_tangan(orang, jumlah, "delegasi") + _rangkap(orang, lain or {})


def check_hadir(nama: str, sebutan: str, hadir: Iterable[str]) -> list[str]:
    """Return a complaint when whoever led or wrote is not among those present (`hadir`: names)."""
    if _dasar(nama) in map(_dasar, hadir):
        return []
    keluhan = (
        f"{sebutan} {nama} tidak ada dalam daftar hadir. Tambahkan namanya pada daftar hadir, atau "
        "tulis nama yang sama seperti di sana."
    )
    return [keluhan]


def check_wakil_desa(profil: Profil, orang: Sequence[Orang]) -> list[str]:
    """Return complaints about the voting representatives a village sends to the MAD."""
    jumlah = profil.batas_int("wakil_desa_mad")
    keluhan = []
    if len(orang) != jumlah:
        keluhan.append(f"Pilih {jumlah} wakil desa; sekarang {len(orang)}.")
    return (
        keluhan
        + _perempuan(orang, profil.batas_int("min_perempuan_wakil_desa"), "wakil desa")
        + _ganda(orang)
    )


def check_delegasi_desa(profil: Profil, orang: Sequence[Orang]) -> list[str]:
    """Return complaints about the delegates of a village to the Musrenbang Kecamatan."""
    kecil = profil.batas_int("delegasi_desa_min")
    besar = profil.batas_int("delegasi_desa_maks")
    keluhan = []
    if not kecil <= len(orang) <= besar:
        keluhan.append(f"Pilih {kecil} sampai {besar} utusan desa; sekarang {len(orang)}.")
    perempuan = profil.batas_int("delegasi_desa_min_perempuan")
    return keluhan + _perempuan(orang, perempuan, "utusan desa") + _ganda(orang)


def check_delegasi_kecamatan(profil: Profil, orang: Sequence[Orang]) -> list[str]:
    """Return complaints about the delegates of a kecamatan to the Musrenbang Kabupaten."""
    jumlah = profil.batas_int("delegasi_kecamatan")
    if len(orang) == jumlah:
        return _ganda(orang)
    return [f"Pilih {jumlah} delegasi kecamatan; sekarang {len(orang)}.", *_ganda(orang)]


def berapa_orang(profil: Profil) -> dict[str, str]:
    """How many are to be chosen, in one sentence per form field, for whoever is choosing."""
    batas = profil.batas_int
    return {
        "wakil_desa": f"pilih {batas('wakil_desa_mad')} orang, paling sedikit "
        f"{batas('min_perempuan_wakil_desa')} di antaranya perempuan.",
        "delegasi": f"pilih {batas('delegasi_kecamatan')} orang.",
    }


def _penanda_tangan(orang: Sequence[Orang], jumlah: int, sebutan: str) -> list[str]:
    keluhan = []
    if len(orang) != jumlah:
        keluhan.append(
            f"Berita Acara ditandatangani tepat {jumlah} {sebutan}; sekarang {len(orang)}. "
            "Ubah pilihan pada daftar hadir."
        )
    keluhan += [
        f"{o.nama or 'Wakil tanpa nama'} tidak ada dalam daftar hadir. "
        f"Pilih {sebutan} dari peserta yang hadir."
        for o in orang
        if not o.hadir or not o.nama.strip()
    ]
    return keluhan + _ganda(orang)


def _rangkap(orang: Sequence[Orang], lain: Mapping[str, str]) -> list[str]:
    return [
        f"{o.nama} sudah menandatangani sebagai {jabatan}. Pilih orang lain, atau beri pembeda "
        "pada namanya bila memang dua orang."
        for o in orang
        for jabatan, nama in lain.items()
        if o.nama.strip() and _dasar(o.nama) == _dasar(nama)
    ]


def _dasar(nama: str) -> str:
    """The name without regard to capitals and blanks."""
    return " ".join(nama.split()).casefold()


def _perempuan(orang: Sequence[Orang], paling_sedikit: int, sebutan: str) -> list[str]:
    ada = sum(o.jk == "P" for o in orang)
    if ada >= paling_sedikit:
        return []
    return [f"Paling sedikit {paling_sedikit} perempuan di antara {sebutan}; sekarang {ada}."]


def _ganda(orang: Sequence[Orang]) -> list[str]:
    kali = Counter((o.nama.strip().casefold(), o.desa_kode) for o in orang if o.nama.strip())
    return [
        f"Nama {o.nama} terpilih lebih dari sekali. Pilih orang lain, atau beri pembeda "
        "pada namanya bila memang dua orang."
        for o in {(o.nama.strip().casefold(), o.desa_kode): o for o in orang}.values()
        if kali[(o.nama.strip().casefold(), o.desa_kode)] > 1
    ]
