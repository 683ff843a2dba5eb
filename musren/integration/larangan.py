"""Which lines of the negative list the words of a proposal touch."""

import re
from functools import lru_cache

from musren.integration.profil import Larangan, Profil
from musren.integration.profil.teks import sederhana

_TAMBAHAN = "kabupaten"


def kena(profil: Profil, kegiatan: str) -> tuple[Larangan, ...]:
    """Return the prohibitions in force whose words name the thing to be paid for.

    Whole words only; words right after one that points at a place ("menuju masjid") and the
    exceptions of the line do not count. The kabupaten's own words come last and are hard.
    """
    teks = sederhana(kegiatan)
    temu = [x for x in profil.larangan if x.berlaku and _menyebut(profil, x, teks)]
    tambahan = Larangan(
        kunci=_TAMBAHAN,
        teks="Kegiatan yang dilarang menurut daftar kabupaten",
        tanda="D",
        keras=True,
        berlaku=True,
        kata=profil.larangan_tambahan,
        kecuali=(),
    )
    return (*temu, tambahan) if _menyebut(profil, tambahan, teks) else tuple(temu)


def _menyebut(profil: Profil, larangan: Larangan, teks: str) -> bool:
    for kecuali in larangan.kecuali:
        teks = _kata(kecuali).sub(" ", teks)
    awal = _awal(profil.larangan_kata_tempat)
    return any(
        not awal.search(teks[: temu.start()])
        for kata in larangan.kata
        for temu in _kata(kata).finditer(teks)
    )


@lru_cache(maxsize=1024)
def _kata(kata: str) -> re.Pattern[str]:
    biasa = sederhana(kata)
    return re.compile(rf"\b{re.escape(biasa)}\b" if biasa else "$^")


@lru_cache(maxsize=64)
def _awal(tempat: tuple[str, ...]) -> re.Pattern[str]:
    """A word that points at a place, at the end of what was read so far."""
    semua = "|".join(map(re.escape, tempat))
    return re.compile(rf"\b(?:{semua}) $" if semua else "$^")
