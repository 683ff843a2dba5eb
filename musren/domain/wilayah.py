"""Region codes of Kemendagri as value objects: provinsi, kabupaten, kecamatan, desa."""

import re
from dataclasses import dataclass
from enum import IntEnum

from musren.domain.errors import Invalid
from musren.domain.teks import quoted


class Level(IntEnum):
    """How deep a code reaches; a deeper level is greater."""

    PROVINSI = 1
    KABUPATEN = 2
    KECAMATAN = 3
    DESA = 4


_LENGTHS = {Level.PROVINSI: 2, Level.KABUPATEN: 5, Level.KECAMATAN: 8, Level.DESA: 13}
_LEVELS = {length: level for level, length in _LENGTHS.items()}
_DOTTED = re.compile(r"[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{4})?)?)?")
_BARE = re.compile(r"([0-9]{2})([0-9]{2})?([0-9]{2})?([0-9]{4})?")


class BadRegionCode(Invalid, ValueError):
    """What was given is not a region code."""

    code = "kode_wilayah_tidak_sah"


@dataclass(frozen=True, order=True, slots=True)
class RegionCode:
    """A code such as ``35.07.21.2012``; sorts as a directory does, a region before its parts."""

    text: str

    def __post_init__(self) -> None:
        if not _DOTTED.fullmatch(self.text) or "00" in self.text.split(".")[:3]:
            raise BadRegionCode(_wrong(self.text))

    @classmethod
    def parse(cls, text: str) -> "RegionCode":
        """Read ``35.07.21.2012`` or ``3507212012``, blanks aside. Raises BadRegionCode."""
        written = "".join(text.split())
        if "." not in written and (found := _BARE.fullmatch(written)):
            written = ".".join(part for part in found.groups() if part)
        if not written:
            raise BadRegionCode("Kode wilayah masih kosong. Contoh kode desa: 35.07.21.2012.")
        return cls(written)

    def __str__(self) -> str:
        return self.text

    @property
    def level(self) -> Level:
        return _LEVELS[len(self.text)]

    @property
    def parent(self) -> "RegionCode | None":
        """The region one level up; None for a province."""
        return None if self.level is Level.PROVINSI else self.at(Level(self.level - 1))

    @property
    def ancestors(self) -> tuple["RegionCode", ...]:
        """Every region above, the province first."""
        return tuple(self.at(level) for level in Level if level < self.level)

    def contains(self, other: "RegionCode") -> bool:
        """Tell whether `other` is this region or lies in it."""
        return other.text == self.text or other.text.startswith(f"{self.text}.")

    def at(self, level: Level) -> "RegionCode":
        """Give this region as seen from `level`: itself or above. Raises BadRegionCode below."""
        if level > self.level:
            raise BadRegionCode(
                f"Kode {self.text} hanya sampai tingkat {self.level.name.lower()}; "
                f"pilihlah wilayah tingkat {level.name.lower()}."
            )
        return RegionCode(self.text[: _LENGTHS[level]])


def _wrong(text: str) -> str:
    return (
        f"{quoted(text)} bukan kode wilayah. Tulislah dua angka provinsi, dua angka kabupaten, dua "
        "angka kecamatan dan empat angka desa, misalnya 35.07.21.2012."
    )
