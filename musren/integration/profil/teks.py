"""Texts of a profile: places to fill in, and the plain form in which texts are compared."""

import re
from collections.abc import Iterable, Mapping

from musren.integration.profil.skema import ProfileError

_ISIAN = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_KURUNG = re.compile(r"[{}]")
_BUKAN_KATA = re.compile(r"[^0-9a-z]+")


def isian(teks: str) -> frozenset[str]:
    """Return the names between braces; ProfileError when a brace is left over."""
    if _KURUNG.search(_ISIAN.sub("", teks)):
        raise ProfileError(
            f"Kurung kurawal pada teks '{teks}' tidak lengkap. Tulis isian seperti {{desa}}."
        )
    return frozenset(_ISIAN.findall(teks))


def isi(teks: str, nilai: Mapping[str, str]) -> str:
    """Fill a profile text. Values are put in as they are: braces in them stay text."""
    kurang = sorted(isian(teks) - nilai.keys())
    if kurang:
        raise ProfileError(f"Teks '{teks}' belum mendapat nilai untuk: {', '.join(kurang)}.")
    return _ISIAN.sub(lambda temu: nilai[temu.group(1)], teks)


def kamus(baris: Iterable[str]) -> dict[str, str]:
    """Read lines "key: name"; without a colon the name is its own key."""
    hasil = {}
    for satu in baris:
        kunci, _, nama = satu.partition(":")
        hasil[kunci.strip()] = nama.strip() or kunci.strip()
    return hasil


def berbobot(baris: str) -> tuple[str, int]:
    """Read a line "name: weight"; without a weight it is 1. ProfileError for another weight."""
    nama, titik, bobot = baris.rpartition(":")
    if not titik:
        return baris.strip(), 1
    if not re.fullmatch(r"[1-9][0-9]{0,2}", bobot.strip(), re.ASCII) or not nama.strip():
        raise ProfileError(f"Bobot pada baris '{baris}' harus bilangan bulat 1 sampai 999.")
    return nama.strip(), int(bobot)


def sederhana(teks: str) -> str:
    """Lower case words with single spaces: "APBD  Kab." and "apbd kab" become the same."""
    return _BUKAN_KATA.sub(" ", teks.casefold()).strip()


def memuat(teks: str, kata: str) -> bool:
    """Whether the words occur in the text as whole words."""
    dicari = sederhana(kata)
    return bool(dicari) and f" {dicari} " in f" {sederhana(teks)} "
