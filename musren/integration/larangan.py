"""Which lines of the negative list the words of a proposal touch."""

import re

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
        teks = re.sub(_kata(kecuali), " ", teks)
    tempat = "|".join(map(re.escape, profil.larangan_kata_tempat))
    awal = rf"\b(?:{tempat}) " if tempat else "$^"
    for kata in larangan.kata:
        for temu in re.finditer(_kata(kata), teks):
            if not re.search(f"{awal}$", teks[: temu.start()]):
                return True
    return False


def _kata(kata: str) -> str:
    return rf"\b{re.escape(sederhana(kata))}\b" if sederhana(kata) else "$^"
