"""Patterns of letter numbers, such as ``414.2/{urut:03}/{unit}/{bulan_romawi}/{tahun}``."""

import re
from dataclasses import dataclass
from datetime import date
from string import Formatter

from musren.domain.bahasa import romawi
from musren.domain.errors import Invalid
from musren.domain.teks import clean

NAMES = ("urut", "unit", "bulan_romawi", "bulan", "tahun", "kode")
LONGEST = 120

_PADDED = frozenset({"urut", "bulan", "tahun"})
_SPEC = re.compile("0[1-9]")
_LISTED = ", ".join(f"{{{name}}}" for name in NAMES)


class PatternError(Invalid, ValueError):
    """The number pattern, or what was given to fill it, does not work."""

    code = "pola_nomor_tidak_sah"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A checked pattern; two running numbers never give the same letter number."""

    text: str

    def __post_init__(self) -> None:
        names = [_checked(*part) for part in _parts(self.text)]
        if "urut" not in names:
            raise PatternError(
                f"Pola nomor “{self.text}” belum memuat {{urut}}. Tambahkan {{urut}} atau "
                "{urut:03} agar setiap surat bernomor sendiri."
            )

    @classmethod
    def parse(cls, text: str) -> "Pattern":
        """Check a pattern; raises PatternError saying what to change."""
        return cls(text.strip())

    def __str__(self) -> str:
        return self.text

    @property
    def names(self) -> frozenset[str]:
        """The facts this pattern prints."""
        return frozenset(name for _, name, _, _ in _parts(self.text) if name)

    def render(self, *, urut: int, tanggal: date, unit: str = "", kode: str = "") -> str:
        """Write the number of the `urut`-th letter (from 1) dated `tanggal`.

        Raises PatternError when the pattern prints a unit or kode that is empty.
        """
        if urut < 1:
            raise PatternError("Nomor urut dimulai dari 1.")
        texts = {"unit": unit.strip(), "kode": kode.strip()}
        for name in sorted(self.names & texts.keys()):
            if not texts[name]:
                raise PatternError(
                    f"Pola nomor “{self.text}” memerlukan {{{name}}}, tetapi isinya masih kosong. "
                    f"Isilah {name} atau hapus {{{name}}} dari pola."
                )
        return self.text.format_map(
            {
                "urut": urut,
                "bulan": tanggal.month,
                "tahun": tanggal.year,
                "bulan_romawi": romawi(tanggal.month),
                **texts,
            }
        )


_Part = tuple[str, str | None, str | None, str | None]


def _parts(text: str) -> list[_Part]:
    """Split into (literal, name, spec, conversion)."""
    if len(text) > LONGEST:
        raise PatternError(f"Pola nomor terlalu panjang: paling banyak {LONGEST} huruf.")
    if clean(text) != text:
        raise PatternError("Pola nomor harus satu baris tanpa huruf tersembunyi. Ketiklah ulang.")
    try:
        return list(Formatter().parse(text))
    except ValueError:
        raise PatternError(
            f"Kurung kurawal pada pola nomor “{text}” tidak berpasangan. Contoh yang benar: "
            "414.2/{urut:03}/{unit}/{bulan_romawi}/{tahun}."
        ) from None


def _checked(_literal: str, name: str | None, spec: str | None, conversion: str | None) -> str:
    if name is None:
        return ""
    if name not in NAMES:
        raise PatternError(f"Pola nomor tidak mengenal {{{name}}}. Yang dapat dipakai: {_LISTED}.")
    if conversion or (spec and not (name in _PADDED and _SPEC.fullmatch(spec))):
        raise PatternError(
            f"Bentuk {{{name}}} pada pola nomor tidak dikenal. Pakailah {{{name}}} saja"
            + (f", atau {{{name}:03}} untuk tiga angka." if name in _PADDED else ".")
        )
    return name
