"""The directory of regions: Kemendagri codes and names, plus one fictional demo region.

Data wilayah: idn-area-data, ODbL 1.0 (see WILAYAH-LICENSE.txt beside this module).
"""

import lzma
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from musren.domain.errors import NotFound
from musren.domain.wilayah import Level, RegionCode

CONTOH = RegionCode("99")  # the fictional province; Kemendagri never gave out this number

_KABUPATEN = re.compile(r"((?:Kabupaten|Kota)(?: Administrasi)?) (.+)")
_PROVINSI = "Provinsi "
_KELURAHAN = "1"  # first figure of the village part; 2 and 3 are desa


class UnknownRegion(NotFound, LookupError):
    """The code is well formed but stands for no region of the directory."""

    code = "wilayah_tidak_dikenal"


@dataclass(frozen=True, slots=True)
class Entry:
    """One region: its code and its name as the ministry prints it ("Kabupaten Malang")."""

    kode: RegionCode
    nama: str

    @property
    def sebutan(self) -> str:
        """What the region is called: Provinsi, Kabupaten, Kota, Kecamatan, Desa, Kelurahan.

        The six parts of Jakarta are "Kota Administrasi" and "Kabupaten Administrasi".
        """
        match self.kode.level:
            case Level.PROVINSI:
                return "Provinsi"
            case Level.KABUPATEN:
                found = _KABUPATEN.fullmatch(self.nama)
                return found[1] if found else "Kabupaten"
            case Level.KECAMATAN:
                return "Kecamatan"
            case Level.DESA:
                return "Kelurahan" if self.kode.text[9] == _KELURAHAN else "Desa"

    @property
    def nama_pendek(self) -> str:
        """The name without what the region is called: "Malang"."""
        if self.kode.level is Level.KABUPATEN and (found := _KABUPATEN.fullmatch(self.nama)):
            return found[2]
        if self.kode.level is Level.PROVINSI:
            return self.nama.removeprefix(_PROVINSI)
        return self.nama

    @property
    def nama_lengkap(self) -> str:
        """The name with what the region is called: "Desa Sukamaju", "Kabupaten Malang"."""
        return f"{self.sebutan} {self.nama_pendek}"

    @property
    def fiktif(self) -> bool:
        """Whether the region was made up for demonstrations."""
        return CONTOH.contains(self.kode)


def get(code: RegionCode) -> Entry:
    """Look a region up; raises UnknownRegion."""
    name = _names_around(code).get(code.text)
    if name is None:
        raise UnknownRegion(
            f"Tidak ada wilayah berkode {code} dalam daftar Kemendagri. Periksa angkanya atau "
            "carilah dengan nama wilayah."
        )
    return Entry(code, name)


def sebutan(code: RegionCode) -> str:
    """What the region is called, such as "Kelurahan"; raises UnknownRegion."""
    return get(code).sebutan


def path_name(code: RegionCode) -> str:
    """Name a region with all above it up to the kabupaten, the nearest first.

    "Desa Sukamaju, Kecamatan Sukaraya, Kabupaten Bina Makmur"; a province stands alone.
    """
    chain = [above for above in code.ancestors if above.level > Level.PROVINSI]
    return ", ".join(get(part).nama_lengkap for part in (code, *reversed(chain)))


def entries_of(kabupaten: RegionCode) -> tuple[Entry, ...]:
    """Give the province, the kabupaten and all its kecamatan and desa, parents first.

    Raises UnknownRegion, also for a code of another level.
    """
    if kabupaten.level is not Level.KABUPATEN:
        raise UnknownRegion(
            f"{kabupaten} bukan kode kabupaten atau kota. Kode kabupaten terdiri atas empat "
            "angka, misalnya 35.07."
        )
    names = _names_around(kabupaten)
    above = tuple(get(code) for code in kabupaten.ancestors)
    return (*above, get(kabupaten), *_entries(_below(names, f"{kabupaten}."), names))


def search(text: str, *, level: Level | None = None, limit: int = 20) -> tuple[Entry, ...]:
    """Find regions by name or by the first figures of a code, the best first.

    Case aside, every word must occur: at least one in the name itself, the others there, in
    what the region is called or in the names above it ("pandanlandung malang"). The exact
    name comes first, then names that begin with the text, then higher regions.
    """
    names = _all_names()
    words = text.casefold().split()
    if not words or limit < 1:
        return ()
    if prefix := _code_prefix("".join(words)):
        found = (code for code in _below(names, prefix) if _is_at(code, level))
        return _entries(sorted(found, key=lambda code: (len(code), code))[:limit], names)
    hits = (code for code in _named(words) if _is_at(code, level))
    wanted = " ".join(words)
    best = sorted(_entries(hits, names), key=lambda entry: _rank(entry, wanted))
    return tuple(best[:limit])


def counts() -> dict[Level, int]:
    """Count the real regions of each level; the fictional ones are left out."""
    depths = Counter(code.count(".") for code in _real_names())
    return {level: depths[level - 1] for level in Level}


# --- loading, at first use ---------------------------------------------------------------


@cache
def _real_names() -> dict[str, str]:
    packed = files("musren.domain").joinpath("wilayah.txt.xz").read_bytes()
    return dict(_unpacked(lzma.decompress(packed).decode()))


@cache
def _fictional_names() -> dict[str, str]:
    lines = files("musren.domain").joinpath("wilayah_contoh.txt").read_text(encoding="utf-8")
    return {code: name for code, _, name in (row.partition("\t") for row in lines.splitlines())}


def _unpacked(lines: str) -> Iterator[tuple[str, str]]:
    """Undo tools/pack_wilayah.py: leading dots give the depth, the parents stand before."""
    above = [""] * len(Level)
    for line in lines.splitlines():
        part, name = line.split("\t", 1)
        number = part.lstrip(".")
        depth = len(part) - len(number)
        code = f"{above[depth - 1]}.{number}" if depth else number
        above[depth] = code
        yield code, name


def _names_around(code: RegionCode) -> dict[str, str]:
    return _fictional_names() if CONTOH.contains(code) else _real_names()


@cache
def _all_names() -> dict[str, str]:
    return _real_names() | _fictional_names()


@cache
def _folded() -> tuple[tuple[str, str], ...]:
    return tuple((code, f" {name.casefold()}") for code, name in _all_names().items())


@cache
def _ordered(fictional: bool) -> tuple[str, ...]:  # noqa: FBT001 - one of two lists
    return tuple(_fictional_names() if fictional else _all_names())


# --- finding -----------------------------------------------------------------------------


def _below(names: dict[str, str], prefix: str) -> tuple[str, ...]:
    """All codes that begin with `prefix`; the lists are in the order of the codes."""
    codes = _ordered(names is _fictional_names())
    return codes[bisect_left(codes, prefix) : bisect_left(codes, f"{prefix}~")]


def _entries(codes: Iterable[str], names: dict[str, str]) -> tuple[Entry, ...]:
    return tuple(Entry(RegionCode(code), names[code]) for code in codes)


def _is_at(code: str, level: Level | None) -> bool:
    return level is None or code.count(".") == level - 1


def _code_prefix(text: str) -> str:
    """Dot the first figures of a code; empty when the text is no such thing."""
    figures = text.replace(".", "")
    if not re.fullmatch("[0-9]{1,10}", figures):
        return ""
    parts = (figures[:2], figures[2:4], figures[4:6], figures[6:])
    return ".".join(part for part in parts if part)


def _named(words: list[str]) -> Iterator[str]:
    """Codes of which one word is in the name and every other around it.

    A word of one or two letters counts only where a word of the name begins with it.
    """
    needles = [word if len(word) > 2 else f" {word}" for word in words]  # noqa: PLR2004
    for code, name in _folded():
        missing = [needle for needle in needles if needle not in name]
        if len(missing) < len(needles) and all(needle in _around(code) for needle in missing):
            yield code


def _around(code: str) -> str:
    """Give what the region is called and all names above it, ready to be searched."""
    return f" {get(RegionCode(code)).sebutan.casefold()}{_above(code.rpartition('.')[0])}"


@cache
def _above(code: str) -> str:
    if not code:
        return ""
    names = f" {get(RegionCode(code)).nama_lengkap.casefold()}"
    return names + _above(code.rpartition(".")[0])


def _rank(entry: Entry, wanted: str) -> tuple[int, int, str]:
    """Order of one hit: the kind of match, then the level, then the code."""
    faces = [name.casefold() for name in (entry.nama, entry.nama_pendek, entry.nama_lengkap)]
    if wanted in faces:
        kind = 0
    elif any(face.startswith(wanted) for face in faces):
        kind = 1
    else:
        kind = 2 if f" {wanted}" in faces[2] else 3
    return kind, entry.kode.level, entry.kode.text
