"""Which funding source suits a usulan, with reasons; people decide (Panduan II.D.3.e)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from musren.integration.aturan import RULES, Kasus
from musren.integration.profil import Profil
from musren.integration.profil.teks import memuat, sederhana
from musren.integration.usulan import (
    BELUM_TERINCI,
    Alasan,
    FaktaUsulan,
    Jumlah,
    Konteks,
    rekap_group,
    sums,
)

__all__ = [
    "BELUM_TERINCI",
    "RULES",
    "SARAN",
    "Alasan",
    "FaktaUsulan",
    "Jumlah",
    "Konteks",
    "Saran",
    "check",
    "rekap_group",
    "suggest",
    "sums",
]


_PEMISAH = re.compile(r"[,;+&/]|\bdan\b")


@dataclass(frozen=True, slots=True)
class Saran:
    """A suggestion, never a decision.

    `sumber` is None when no fact points anywhere. `pengubah` says what would change it;
    `tertutup` names the sources closed by hard rules, with those rules.
    """

    sumber: str | None
    alasan: tuple[Alasan, ...]
    pengubah: tuple[str, ...]
    tertutup: Mapping[str, tuple[Alasan, ...]]


@dataclass(frozen=True, slots=True)
class Petunjuk:
    """One pointer from facts to a source; `jika` says what fact would make it fire."""

    kunci: str
    tanda: str
    asal: str
    jika: str
    cari: Callable[[Profil, FaktaUsulan], tuple[str, str] | None]


def check(
    profil: Profil, usulan: FaktaUsulan, sumber: str, konteks: Konteks | None = None
) -> tuple[Alasan, ...]:
    """Return every rule that speaks against putting the proposal on a source.

    Hard reasons refuse. Soft ones warn and may be overridden with a reason that is kept.
    """
    kasus = Kasus(profil, usulan, sumber, konteks or Konteks())
    hasil = []
    for aturan in RULES:
        if aturan.sumber and sumber not in aturan.sumber:
            continue
        kalimat = aturan.periksa(kasus)
        if kalimat:
            hasil.append(Alasan(aturan.kunci, kalimat, aturan.asal, aturan.tanda, aturan.keras))
    return tuple(hasil)


def suggest(profil: Profil, usulan: FaktaUsulan, konteks: Konteks | None = None) -> Saran:
    """Suggest a source: the first pointer of SARAN whose source no hard rule closes."""
    tertutup = _tertutup(profil, usulan, konteks or Konteks())
    dikenal = {s.kunci for s in profil.sumber_dana}
    sumber: str | None = None
    alasan: tuple[Alasan, ...] = ()
    pengubah: list[str] = []
    for petunjuk in SARAN:
        temu = petunjuk.cari(profil, usulan)
        if temu is None or temu[0] not in dikenal:
            if sumber is None:
                pengubah.append(petunjuk.jika)
            continue
        arah, kalimat = temu
        if arah in tertutup:
            pengubah.append(f"{_nama(profil, arah)} tertutup: {tertutup[arah][0].kalimat}")
        elif sumber is None:
            sumber = arah
            alasan = (Alasan(petunjuk.kunci, kalimat, petunjuk.asal, petunjuk.tanda, keras=False),)
        elif arah == sumber:
            lagi = Alasan(petunjuk.kunci, kalimat, petunjuk.asal, petunjuk.tanda, keras=False)
            alasan = (*alasan, lagi)
        else:
            pengubah.append(f"Pilihan lain: {_nama(profil, arah)}, karena {_kecil(kalimat)}")
    return Saran(sumber, alasan, tuple(pengubah), tertutup)


def _tertutup(
    profil: Profil, usulan: FaktaUsulan, konteks: Konteks
) -> Mapping[str, tuple[Alasan, ...]]:
    """Hard reasons that concern one source; a wrong sum is a mistake to repair, not a closure."""
    khusus = {a.kunci for a in RULES if a.sumber and a.keras}
    hasil = {}
    for sumber in profil.sumber_tingkat("desa"):
        semua = check(profil, usulan, sumber.kunci, konteks)
        keras = tuple(a for a in semua if a.aturan in khusus)
        if keras:
            hasil[sumber.kunci] = keras
    return hasil


def _nama(profil: Profil, sumber: str) -> str:
    return profil.sumber(sumber).nama


def _kecil(kalimat: str) -> str:
    return kalimat[:1].lower() + kalimat[1:]


def _murni_swadaya(_profil: Profil, u: FaktaUsulan) -> tuple[str, str] | None:
    if not u.swadaya or u.dana_luar or (u.biaya is not None and u.biaya > u.swadaya):
        return None
    return "swadaya", "Seluruh biaya ditanggung warga sendiri."


def _sumber_tertulis(profil: Profil, u: FaktaUsulan) -> tuple[str, str] | None:
    """Take the source a person wrote down: a category with money, or a text we know."""
    bertanda = [s for s, n in u.dana.items() if n and s not in {"swadaya", BELUM_TERINCI}]
    dikenal = [s for s in bertanda if s in {x.kunci for x in profil.sumber_dana}]
    if len(dikenal) == 1 == len(bertanda):
        return dikenal[0], f"Rincian dana mencatat {_nama(profil, dikenal[0])}."
    teks = u.rincian.get(BELUM_TERINCI, "").strip()
    sumber = profil.sumber_dari_teks(teks) if teks else None
    if sumber:
        return sumber, f"Sumber yang tertulis adalah “{teks}”."
    return None


def _program_bernama(profil: Profil, u: FaktaUsulan) -> tuple[str, str] | None:
    """Take a programme or company named in the text of an unnamed source."""
    teks = u.rincian.get(BELUM_TERINCI, "").strip()
    kata = [k for p in profil.peta_rekap if "lain" in p.sumber for k in p.kata]
    known = any(profil.sumber_dari_teks(bagian) for bagian in (teks, *_PEMISAH.split(teks)))
    if known or not any(memuat(teks, k) for k in kata):
        return None  # a known source, alone or beside another: people say what is meant
    return "lain", f"Sumber yang tertulis menyebut program atau pihak lain: “{teks}”."


def _spp(profil: Profil, u: FaktaUsulan) -> tuple[str, str] | None:
    if u.jenis != "spp":
        return None
    return "blm", f"{profil.label.spp_panjang} adalah jenis kegiatan BLM."


def _keputusan_mkp_campuran(profil: Profil, u: FaktaUsulan) -> tuple[str, str] | None:
    jenis = {j.kunci: j.nama for j in profil.jenis_blm}
    if u.asal not in {"mkp", "campuran"} or u.jenis not in jenis:
        return None
    dari = profil.label.mkp if u.asal == "mkp" else profil.label.musdes_perencanaan
    return "blm", f"Diputuskan {dari} dan berjenis {jenis[u.jenis]}."


def _ada_skpd(_profil: Profil, u: FaktaUsulan) -> tuple[str, str] | None:
    if not u.skpd.strip():
        return None
    return "apbd", f"Pelaksananya {u.skpd.strip()}, sehingga dibawa ke Musrenbang Kabupaten."


def _lembaga_desa(profil: Profil, u: FaktaUsulan) -> tuple[str, str] | None:
    if sederhana(u.pengusul) not in {sederhana(x) for x in profil.lembaga_desa}:
        return None
    return "add", f"Diusulkan {u.pengusul.strip()}, lembaga desa yang dibiayai APB Desa."


SARAN: tuple[Petunjuk, ...] = (
    Petunjuk(
        "murni_swadaya", "P", "Panduan II.D.3.e",
        "Bila warga menanggung seluruh biaya, saran menjadi swadaya.", _murni_swadaya,
    ),
    Petunjuk(
        "sumber_tertulis", "P", "Panduan III.C.3.b",
        "Bila sumber dana dituliskan dalam rincian, saran mengikutinya.", _sumber_tertulis,
    ),
    Petunjuk(
        "program_bernama", "P", "Panduan II.D.3.e",
        "Bila rincian menyebut program atau pihak lain, saran menjadi sumber dana lain.",
        _program_bernama,
    ),
    Petunjuk("spp", "S", "ketentuan PNPM-MP",
             "Bila jenisnya SPP dari MKP, saran menjadi BLM.", _spp),
    Petunjuk(
        "keputusan_mkp_campuran", "S", "ketentuan PNPM-MP",
        "Bila diputuskan MKP atau Musdes Perencanaan dengan jenis kegiatan BLM, saran menjadi "
        "BLM.", _keputusan_mkp_campuran,
    ),
    Petunjuk(
        "ada_skpd", "D", "kebiasaan daftar prioritas menurut SKPD",
        "Bila SKPD pelaksana diisi, saran menjadi APBD.", _ada_skpd,
    ),
    Petunjuk(
        "lembaga_desa", "D", "kebiasaan penggunaan ADD",
        "Bila pengusulnya lembaga desa, saran menjadi ADD.", _lembaga_desa,
    ),
)  # fmt: skip
"""Pointers from facts to sources, strongest first."""
