"""Agreed proposals of a kecamatan against each agency's indicative ceiling (Panduan II.D.4.c)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from musren.domain.bahasa import daftar
from musren.domain.rupiah import format_rupiah
from musren.integration.profil import Profil
from musren.integration.profil.teks import sederhana
from musren.integration.usulan import Alasan


@dataclass(frozen=True, slots=True)
class Disepakati:
    """One agreed proposal for the APBD; `biaya` whole rupiah, None while unknown."""

    kode: str
    kegiatan: str
    skpd: str
    peringkat: int | None
    biaya: int | None


@dataclass(frozen=True, slots=True)
class PaguSkpd:
    """One agency: its ceiling, what is agreed, and what is over.

    `pagu` and `selisih` are None while no ceiling is known; below zero it is over, and `cadangan`
    names the proposals to move to the reserve list, the lowest rank first.
    """

    skpd: str
    pagu: int | None
    disepakati: int
    usulan: int
    selisih: int | None
    cadangan: tuple[str, ...]
    kalimat: str


def compare(
    pagu: Mapping[str, int | None], disepakati: Iterable[Disepakati]
) -> tuple[PaguSkpd, ...]:
    """Return one line per agency with a ceiling or an agreed proposal, by name.

    Names of agencies are compared without case and punctuation; "" gathers proposals without one.
    """
    nama = {sederhana(s): s for s in pagu}
    uang = {sederhana(s): n for s, n in pagu.items()}
    per_skpd: dict[str, list[Disepakati]] = {kunci: [] for kunci in nama}
    for d in sorted(disepakati, key=lambda d: (d.peringkat or 10**6, d.kode)):
        kunci = sederhana(d.skpd)
        nama.setdefault(kunci, d.skpd.strip())
        per_skpd.setdefault(kunci, []).append(d)
    return tuple(
        _banding(nama[kunci], uang.get(kunci), isi) for kunci, isi in sorted(per_skpd.items())
    )


def check(profil: Profil, pagu: Iterable[PaguSkpd]) -> tuple[Alasan, ...]:
    """Return what is over; it refuses only when the profile says so (`pagu_indikatif_mengikat`)."""
    keras = profil.batas_bool("pagu_indikatif_mengikat")
    return tuple(
        Alasan("pagu_indikatif", p.kalimat, "pagu indikatif kecamatan", "D", keras)
        for p in pagu
        if p.selisih is not None and p.selisih < 0
    )


def _banding(skpd: str, pagu: int | None, isi: Sequence[Disepakati]) -> PaguSkpd:
    jumlah = sum(d.biaya or 0 for d in isi)
    selisih = None if pagu is None else pagu - jumlah
    pindah = () if selisih is None else tuple(_pindah(isi, -selisih))
    kalimat = _kalimat(skpd or "Tanpa SKPD", pagu, jumlah, pindah)
    kode = tuple(d.kode for d in pindah)
    return PaguSkpd(skpd, pagu, jumlah, len(isi), selisih, kode, kalimat)


def _pindah(isi: Sequence[Disepakati], lebih: int) -> Iterator[Disepakati]:
    """From the lowest rank up, until what remains fits; what costs nothing stays."""
    for d in reversed(isi):
        if lebih <= 0:
            return
        if d.biaya:
            lebih -= d.biaya
            yield d


def _kalimat(skpd: str, pagu: int | None, jumlah: int, pindah: Sequence[Disepakati]) -> str:
    if pagu is None:
        return f"{skpd}: disepakati {format_rupiah(jumlah)}; pagu indikatifnya belum diisi."
    if jumlah <= pagu:
        return (
            f"{skpd}: disepakati {format_rupiah(jumlah)} dari pagu indikatif "
            f"{format_rupiah(pagu)}; sisa {format_rupiah(pagu - jumlah)}."
        )
    baris = [f"“{d.kegiatan}” ({_peringkat(d)}, {format_rupiah(d.biaya or 0)})" for d in pindah]
    return (
        f"{skpd}: disepakati {format_rupiah(jumlah)}, melebihi pagu indikatif "
        f"{format_rupiah(pagu)} sebesar {format_rupiah(jumlah - pagu)}. Pindahkan ke cadangan "
        f"mulai dari peringkat terbawah: {daftar(baris)}."
    )


def _peringkat(d: Disepakati) -> str:
    return "tanpa peringkat" if d.peringkat is None else f"peringkat {d.peringkat}"
