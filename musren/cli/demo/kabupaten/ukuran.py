"""How large the fictional kabupaten is, and how its villages and proposals are shared out."""

from dataclasses import dataclass
from itertools import accumulate, pairwise
from random import Random

from musren.domain.errors import Invalid

MOST_KECAMATAN, MOST_DESA, MOST_PER_KECAMATAN = 60, 900, 40
FEWEST_DESA = 2
"""Villages of a kecamatan; with fewer its BLM could not carry one SPP."""

FEWEST_USULAN, MOST_USULAN = 12, 160
"""Proposals of a village: each of its five lists has some, and none is longer than a form."""


@dataclass(frozen=True, kw_only=True)
class Ukuran:
    """The numbers asked for; the same numbers and seed give the same kabupaten."""

    kecamatan: int = 20
    desa: int = 300
    usulan: int = 18_000
    benih: int = 2011

    def check(self) -> None:
        """Raises Invalid for numbers that no kabupaten of this kind can have."""
        if not 1 <= self.kecamatan <= MOST_KECAMATAN:
            raise Invalid(f"Jumlah kecamatan {self.kecamatan}: isi 1 sampai {MOST_KECAMATAN}.")
        most = min(MOST_DESA, self.kecamatan * MOST_PER_KECAMATAN)
        if not FEWEST_DESA * self.kecamatan <= self.desa <= most:
            raise Invalid(
                f"Jumlah desa {self.desa}: isi {FEWEST_DESA * self.kecamatan} sampai {most} untuk "
                f"{self.kecamatan} kecamatan."
            )
        least, most = FEWEST_USULAN * self.desa, MOST_USULAN * self.desa // 2
        if not least <= self.usulan <= most:
            raise Invalid(
                f"Jumlah usulan {self.usulan}: isi {least} sampai {most} untuk {self.desa} desa."
            )


def shared_out(
    total: int, parts: int, chance: Random, *, least: int, most: int
) -> list[int]:  # fmt: skip
    """Split a number into so many unequal parts, none below `least` nor above `most`."""
    weights = [chance.uniform(0.5, 1.5) for _ in range(parts)]
    free, whole = total - least * parts, sum(weights)
    edges = [0, *(int(free * reached / whole) for reached in accumulate(weights[:-1])), free]
    found = [least + after - before for before, after in pairwise(edges)]
    return _capped(found, most)


def _capped(found: list[int], most: int) -> list[int]:
    """Hand what is above the bound to the smallest parts, one by one."""
    parts = [min(part, most) for part in found]
    for _ in range(sum(found) - sum(parts)):
        smallest = min(range(len(parts)), key=lambda n: parts[n])
        parts[smallest] += 1
    return parts
