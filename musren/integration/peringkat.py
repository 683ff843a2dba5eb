"""Ranking: scores, the merge of group orders, and votes when no agreement is reached."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from musren.domain.errors import Refused
from musren.integration.profil import Profil


@dataclass(frozen=True, slots=True)
class Peringkat:
    """One proposal with its figure (rank sum or votes); `seri` asks the forum to decide."""

    kode: str
    nilai: int
    peringkat: int
    seri: bool


def rank(values: Sequence[int], *, highest_first: bool = True) -> list[int]:
    """Return competition ranks (1, 2, 2, 4) in the order of the values."""
    first: dict[int, int] = {}
    for place, value in enumerate(sorted(values, reverse=highest_first), 1):
        first.setdefault(value, place)
    return [first[value] for value in values]


def picks_for(profil: Profil, jumlah_usulan: int) -> int:
    """Return how many different proposals one delegate picks among `jumlah_usulan`."""
    for baris in profil.suara:
        if baris.sampai is None or jumlah_usulan <= baris.sampai:
            return min(baris.pilihan, max(jumlah_usulan, 0))
    return 0


def merge(kelompok: Sequence[Sequence[str]]) -> tuple[Peringkat, ...]:
    """Merge the orders of the groups: sum of ranks, lowest sum first.

    Proposals with the same sum share a rank and are marked `seri`; they stand in the order of
    their best single rank, then of their code, until the forum decides. Raises Refused when the
    groups did not order exactly the same proposals.
    """
    if not kelompok:
        return ()
    kode = set(kelompok[0])
    for urut, susunan in enumerate(kelompok, 1):
        if len(set(susunan)) != len(susunan):
            raise Refused(f"Kelompok {urut} menyebut satu usulan lebih dari sekali.")
        if set(susunan) != kode:
            beda = ", ".join(sorted(set(susunan) ^ kode))
            raise Refused(f"Susunan kelompok {urut} tidak sama dengan kelompok 1: {beda}.")
    posisi = {k: [list(s).index(k) + 1 for s in kelompok] for k in kode}
    urutan = sorted(kode, key=lambda k: (sum(posisi[k]), min(posisi[k]), k))
    return _beri_peringkat(urutan, [sum(posisi[k]) for k in urutan], highest_first=False)


def tally(
    calon: Sequence[str], surat_suara: Sequence[Sequence[str]], pilihan: int
) -> tuple[Peringkat, ...]:
    """Count the ballots; most votes first, equal votes share a rank and are marked `seri`.

    Raises Refused for a ballot with the wrong number of choices, a repeated choice or an
    unknown proposal, naming the ballot.
    """
    suara: Counter[str] = Counter()
    for urut, isi in enumerate(surat_suara, 1):
        if len(isi) != pilihan or len(set(isi)) != pilihan:
            raise Refused(f"Surat suara {urut} harus memilih {pilihan} usulan yang berbeda.")
        asing = set(isi) - set(calon)
        if asing:
            raise Refused(f"Surat suara {urut} memilih usulan yang tidak ada: {min(asing)}.")
        suara.update(isi)
    urutan = sorted(calon, key=lambda k: (-suara[k], k))
    return _beri_peringkat(urutan, [suara[k] for k in urutan], highest_first=True)


def _beri_peringkat(
    urutan: Sequence[str], nilai: Sequence[int], *, highest_first: bool
) -> tuple[Peringkat, ...]:
    kali = Counter(nilai)
    return tuple(
        Peringkat(k, n, p, kali[n] > 1)
        for k, n, p in zip(urutan, nilai, rank(nilai, highest_first=highest_first), strict=True)
    )
