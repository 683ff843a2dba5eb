"""Scores of problems and of actions: criteria, scale, totals, ranks and ties (Panduan II.D.1)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from musren.domain.bahasa import daftar
from musren.integration.peringkat import rank
from musren.integration.profil import Profil

Skor = Sequence[int | None]


@dataclass(frozen=True, slots=True)
class Dinilai:
    """One problem or action with a score per criterion, None where nobody has scored yet.

    `seri` is its place among equals, 1 for the first; None until the meeting has decided.
    """

    kode: str
    skor: tuple[int | None, ...] | None = None
    seri: int | None = None


@dataclass(frozen=True, slots=True)
class Urutan:
    """Where one stands. `jumlah` and `peringkat` are None while a score is missing.

    `seri` says that others have the same rank and the meeting should decide; `dipecahkan` that
    it has decided.
    """

    kode: str
    jumlah: int | None
    peringkat: int | None
    seri: bool = False
    dipecahkan: bool = False


def kriteria_masalah(profil: Profil) -> tuple[str, ...]:
    """Return the criteria by which problems are ranked, in their printed order."""
    return tuple(map(str, profil.batas_daftar("kriteria_peringkat_masalah")))


def kriteria_tindakan(profil: Profil) -> tuple[str, ...]:
    """Return the criteria by which actions are ranked, in their printed order."""
    return tuple(map(str, profil.batas_daftar("kriteria_peringkat_tindakan")))


def skala(profil: Profil) -> tuple[int, ...]:
    """Return the scores one criterion may get, lowest first."""
    return tuple(sorted({int(n) for n in profil.batas_daftar("skala_peringkat")}))


def seri_memutus(profil: Profil) -> bool:
    """Whether the order a meeting agreed on decides among equal totals (`seri_memutus`)."""
    return profil.batas_bool("seri_memutus")


def catatan_seri(profil: Profil) -> str:
    """Return what pages and papers say about equal totals."""
    sama = "Nilai yang sama mendapat peringkat yang sama"
    if not seri_memutus(profil):
        return f"{sama}."
    return f"{sama}, kecuali bila musyawarah menyepakati urutannya."


def skor_tertinggi(profil: Profil, kriteria: Sequence[str]) -> int:
    """Return the largest total there can be."""
    return max(skala(profil)) * len(kriteria)


def score_errors(
    profil: Profil, kriteria: Sequence[str], skor: Skor, *, lengkap: bool = False
) -> dict[int, str]:
    """Return one sentence per wrong score; keys are places in `skor`, from 0.

    A missing score is kept; it is a mistake only when the scores are to be complete (`lengkap`).
    """
    boleh = skala(profil)
    salah = {
        urut: f"Nilai “{nama}” harus salah satu dari {_pilihan(boleh)}; sekarang {nilai}."
        for urut, (nama, nilai) in enumerate(zip(kriteria, skor, strict=False))
        if nilai is not None and nilai not in boleh
    }
    if lengkap:
        salah |= {
            urut: f"Kriteria “{nama}” belum dinilai. Pilih salah satu dari {_pilihan(boleh)}."
            for urut, nama in enumerate(kriteria)
            if urut >= len(skor) or skor[urut] is None
        }
    if len(skor) > len(kriteria):
        salah[len(kriteria)] = f"Ada {len(skor)} nilai, padahal kriterianya {len(kriteria)}."
    return salah


def total(kriteria: Sequence[str], skor: Skor | None) -> int | None:
    """Return the sum of the scores, or None while one is missing or one is too many."""
    if skor is None or len(skor) != len(kriteria):
        return None
    ada = [nilai for nilai in skor if nilai is not None]
    return sum(ada) if len(ada) == len(kriteria) else None


def tie_errors(kriteria: Sequence[str], dinilai: Iterable[Dinilai]) -> dict[str, str]:
    """Return one sentence per `kode` whose place among equals is missing or taken twice.

    Within one tie either all have a `seri`, each its own, or none has. A `seri` outside a tie
    counts for nothing and is no mistake: scores may change after it was given.
    """
    salah: dict[str, str] = {}
    for kelompok in _kelompok_seri(kriteria, dinilai):
        salah |= _salah_seri(kelompok)
    return salah


def urutkan(
    kriteria: Sequence[str], dinilai: Iterable[Dinilai], *, memutus: bool = True
) -> tuple[Urutan, ...]:
    """Rank by total, highest first; the result does not depend on the order of the input.

    Equal totals share a rank (1, 2, 2, 4) until every one of them has its own `seri`; then they
    follow one another. What has no complete score comes last, without a rank. Without `memutus`
    (see `seri_memutus`) every `seri` is left aside, and nothing waits for the meeting.
    """
    semua = sorted(dinilai, key=_kunci)
    nilai = {d.kode: total(kriteria, d.skor) for d in semua}
    lengkap = [(d, n) for d in semua if (n := nilai[d.kode]) is not None]
    peringkat = {
        d.kode: p for (d, _), p in zip(lengkap, rank([n for _, n in lengkap]), strict=True)
    }
    bersama = {d.kode for kelompok in _kelompok_seri(kriteria, semua) for d in kelompok}
    tempat = _tempat(kriteria, semua) if memutus else {}
    hasil = [
        Urutan(
            d.kode,
            jumlah,
            peringkat[d.kode] + tempat.get(d.kode, 0),
            seri=memutus and d.kode in bersama and d.kode not in tempat,
            dipecahkan=d.kode in tempat,
        )
        for d, jumlah in lengkap
    ]
    belum = [Urutan(d.kode, None, None) for d in semua if nilai[d.kode] is None]
    return (*sorted(hasil, key=lambda u: (u.peringkat or 0, u.kode)), *belum)


def tie_sentences(urutan: Iterable[Urutan], nama: Mapping[str, str]) -> tuple[str, ...]:
    """Tell of every tie, open or decided, for the page and for the Berita Acara.

    `nama` maps a `kode` to what people call it.
    """
    per_nilai: dict[int, list[Urutan]] = {}
    for u in urutan:
        if (u.seri or u.dipecahkan) and u.jumlah is not None:
            per_nilai.setdefault(u.jumlah, []).append(u)
    return tuple(_kalimat_seri(jumlah, anggota, nama) for jumlah, anggota in per_nilai.items())


def _kalimat_seri(jumlah: int, anggota: Sequence[Urutan], nama: Mapping[str, str]) -> str:
    sebutan = daftar([f"“{nama.get(u.kode, u.kode)}”" for u in anggota])
    if any(u.seri for u in anggota):
        return (
            f"{sebutan} bernilai sama, yaitu {jumlah}. Musyawarah menentukan urutannya; "
            "isi urutan seri, dan Berita Acara mencatatnya."
        )
    return f"Nilai sama ({jumlah}) diputus musyawarah dengan urutan: {sebutan}."


def _kelompok_seri(
    kriteria: Sequence[str], dinilai: Iterable[Dinilai]
) -> tuple[tuple[Dinilai, ...], ...]:
    """Those with an equal total, in groups of two or more, highest total first."""
    kelompok: dict[int, list[Dinilai]] = {}
    for d in sorted(dinilai, key=_kunci):
        jumlah = total(kriteria, d.skor)
        if jumlah is not None:
            kelompok.setdefault(jumlah, []).append(d)
    return tuple(tuple(kelompok[n]) for n in sorted(kelompok, reverse=True) if len(kelompok[n]) > 1)


def _salah_seri(kelompok: Sequence[Dinilai]) -> dict[str, str]:
    if all(d.seri is None for d in kelompok):
        return {}
    kali = Counter(d.seri for d in kelompok)
    lain = len(kelompok)
    return {
        d.kode: f"Ada {lain} yang bernilai sama. Isi urutan seri untuk semuanya, atau kosongkan "
        "semuanya."
        if d.seri is None
        else f"Urutan seri {d.seri} dipakai lebih dari sekali. Beri angka yang berbeda."
        for d in kelompok
        if d.seri is None or kali[d.seri] > 1
    }


def _tempat(kriteria: Sequence[str], dinilai: Iterable[Dinilai]) -> dict[str, int]:
    """How many places after the shared rank each one of a decided tie stands."""
    return {
        d.kode: langkah
        for kelompok in _kelompok_seri(kriteria, dinilai)
        if kelompok[0].seri is not None and not _salah_seri(kelompok)
        for langkah, d in enumerate(sorted(kelompok, key=lambda d: d.seri or 0))
    }


def _kunci(d: Dinilai) -> str:
    return d.kode


def _pilihan(boleh: Sequence[int]) -> str:
    return ", ".join(map(str, boleh))
