"""MAD Prioritas: the three ways to order proposals, their ties, and what people changed."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from musren.domain.bahasa import daftar
from musren.integration.peringkat import picks_for
from musren.integration.profil import Profil
from musren.integration.profil.teks import berbobot

SPP, BUKAN_SPP, APBD = "spp", "bukan_spp", "apbd"

DAFTAR: Mapping[str, str] = {
    SPP: "Usulan SPP untuk BLM",
    BUKAN_SPP: "Usulan selain SPP untuk BLM",
    APBD: "Usulan untuk APBD",
}
"""The lists in the order in which the plenary takes them: SPP first and apart."""

CARA: Mapping[str, str] = {
    "kelompok": "Urutan kelompok digabung",
    "suara": "Pemungutan suara",
    "kriteria": "Penilaian dengan kriteria",
    "langsung": "Urutan disepakati langsung",
}


@dataclass(frozen=True, slots=True)
class Calon:
    """One proposal before the session, with what was recorded of it; None where nothing was.

    `kelompok` holds the rank each group gave it, `suara` its votes, `skor` one score per
    criterion, `seri` its place among equals as the forum decided, 1 for the first.
    """

    kode: str
    kegiatan: str = ""
    kelompok: tuple[int | None, ...] = ()
    suara: int | None = None
    skor: tuple[int | None, ...] = ()
    seri: int | None = None


@dataclass(frozen=True, slots=True)
class Urutan:
    """Where one stands by rule: ranks run 1, 2, 3 without gaps; both None while data is missing.

    `nilai` is the sum of ranks, the votes or the weighted score. `seri`: others have the same
    and the forum has not decided, so `catatan` says by what rule it stands there;
    `dipecahkan`: the forum has.
    """

    kode: str
    nilai: int | None
    peringkat: int | None
    seri: bool = False
    dipecahkan: bool = False
    catatan: str = ""


@dataclass(frozen=True, slots=True)
class Beda:
    """A proposal that people ranked otherwise than the rule; `dihitung` None: no complete data.

    `dipindah`: it was moved itself; else it only made room for one that was.
    """

    kode: str
    dihitung: int | None
    diputuskan: int | None
    kalimat: str
    dipindah: bool = True


Nilai = Callable[[Calon], int | None]


def daftar_of(sumber: str, jenis: str) -> str:
    """Return the list a proposal stands in; `sumber` is the category at the kecamatan."""
    if sumber != "blm":
        return APBD
    return SPP if jenis == "spp" else BUKAN_SPP


def kriteria(profil: Profil) -> tuple[tuple[str, int], ...]:
    """Return the criteria of the kecamatan with their weights, in printed order."""
    return tuple(berbobot(str(b)) for b in profil.batas_daftar("kriteria_prioritas_kecamatan"))


def skala(profil: Profil) -> tuple[int, ...]:
    """Return the scores one criterion may get, lowest first."""
    return tuple(sorted({int(n) for n in profil.batas_daftar("skala_prioritas_kecamatan")}))


# --- ordering ----------------------------------------------------------------------------------


def order_by_groups(calon: Iterable[Calon]) -> tuple[Urutan, ...]:
    """Merge the orders of the groups: lowest sum of ranks first (MAD Prioritas)."""
    semua = tuple(calon)
    banyak = max((len(c.kelompok) for c in semua), default=0)

    def nilai(c: Calon) -> int | None:
        ada = [n for n in c.kelompok if n is not None]
        return sum(ada) if banyak and len(ada) == banyak else None

    return _urutkan(semua, nilai, tertinggi=False)


def order_by_votes(calon: Iterable[Calon]) -> tuple[Urutan, ...]:
    """Order by the tally sheet: most votes first."""
    return _urutkan(tuple(calon), lambda c: c.suara, tertinggi=True)


def order_by_criteria(profil: Profil, calon: Iterable[Calon]) -> tuple[Urutan, ...]:
    """Order by the weighted sum of scores, highest first."""
    bobot = [n for _, n in kriteria(profil)]

    def nilai(c: Calon) -> int | None:
        ada = [n for n in c.skor if n is not None]
        if len(ada) != len(bobot) or len(c.skor) != len(bobot):
            return None
        return sum(a * b for a, b in zip(ada, bobot, strict=True))

    return _urutkan(tuple(calon), nilai, tertinggi=True)


def order(profil: Profil, cara: str, calon: Iterable[Calon]) -> tuple[Urutan, ...]:
    """Order by the way the session chose; nothing is computed when people order directly."""
    if cara == "kelompok":
        return order_by_groups(calon)
    if cara == "suara":
        return order_by_votes(calon)
    return order_by_criteria(profil, calon) if cara == "kriteria" else ()


def _urutkan(calon: Sequence[Calon], nilai: Nilai, *, tertinggi: bool) -> tuple[Urutan, ...]:
    """The same data give the same order, whatever the order of the rows.

    Equal values: the forum's order when it is complete; else the best rank of any group, then
    more votes, then the code.
    """
    arah = -1 if tertinggi else 1
    bernilai = [(c, n) for c in calon if (n := nilai(c)) is not None]
    seri = _kelompok_seri(bernilai)
    putus = {k for anggota in seri.values() if _diputus(anggota) for k in map(_kode, anggota)}
    bersama = {c.kode: anggota for anggota in seri.values() for c in anggota}

    def kunci(satu: tuple[Calon, int]) -> tuple[int, ...] | tuple[object, ...]:
        c, n = satu
        return (arah * n, (c.seri or 0) if c.kode in putus else 0, *_pembeda(c), c.kode)

    hasil = [
        Urutan(
            c.kode, n, peringkat,
            seri=c.kode in bersama and c.kode not in putus,
            dipecahkan=c.kode in putus,
            catatan=_catatan(bersama[c.kode], n, diputus=c.kode in putus)
            if c.kode in bersama else "",
        )
        for peringkat, (c, n) in enumerate(sorted(bernilai, key=kunci), 1)
    ]  # fmt: skip
    ada = {c.kode for c, _ in bernilai}
    belum = sorted(c.kode for c in calon if c.kode not in ada)
    return (*hasil, *(Urutan(k, None, None, catatan="Datanya belum lengkap.") for k in belum))


def _kelompok_seri(bernilai: Iterable[tuple[Calon, int]]) -> dict[int, list[Calon]]:
    semua: dict[int, list[Calon]] = {}
    for c, n in bernilai:
        semua.setdefault(n, []).append(c)
    return {n: anggota for n, anggota in semua.items() if len(anggota) > 1}


def _diputus(anggota: Sequence[Calon]) -> bool:
    urut = [c.seri for c in anggota if c.seri is not None]
    return len(urut) == len(anggota) == len(set(urut))


def _pembeda(c: Calon) -> tuple[int, int]:
    peringkat = [n for n in c.kelompok if n is not None]
    return min(peringkat, default=10**6), -(c.suara or 0)


def _catatan(anggota: Sequence[Calon], nilai: int, *, diputus: bool) -> str:
    if diputus:
        return f"Nilai sama ({nilai}), urutannya diputuskan forum."
    beda = [sorted({_pembeda(c)[i] for c in anggota}) for i in range(2)]
    if len(beda[0]) > 1:
        cara = "peringkat terbaik dari kelompok"
    elif len(beda[1]) > 1:
        cara = "jumlah suara"
    else:
        cara = "kode usulan"
    return f"Nilai sama ({nilai}); sementara diurutkan menurut {cara}. Forum menentukan urutannya."


def _kode(c: Calon) -> str:
    return c.kode


# --- what was recorded -------------------------------------------------------------------------


def tally_errors(
    profil: Profil, pemilih: int, berhak: int, suara: Mapping[str, int | None]
) -> dict[str, str]:
    """Return one sentence per mistake of a tally sheet; key "" concerns the whole sheet.

    Each of `pemilih` valid ballots names 3, 5 or 7 different proposals (table `suara` of the
    profile), so the votes sum to that product, none has more than there are ballots, and there
    are no more ballots than people entitled (`berhak`).
    """
    pilihan = picks_for(profil, len(suara))
    salah = {kode: kalimat for kode, n in suara.items() if (kalimat := _salah_suara(n, pemilih))}
    if pemilih < 1:
        salah[""] = "Isi jumlah kartu suara yang sah."
    elif pemilih > berhak:
        salah[""] = (
            f"Kartu suara {pemilih}, padahal yang berhak memberi suara {berhak} orang. Perbaiki "
            "jumlah kartu atau daftar hadir."
        )
    jumlah = sum(n or 0 for n in suara.values())
    if not salah and jumlah != pemilih * pilihan:
        salah[""] = (
            f"Jumlah suara {jumlah}, seharusnya {pemilih * pilihan}: {pemilih} kartu dengan "
            f"{pilihan} pilihan karena ada {len(suara)} usulan. Hitung kembali lembar suara."
        )
    return salah


def _salah_suara(n: int | None, pemilih: int) -> str:
    if n is None:
        return "Isi jumlah suaranya; tulis 0 bila tidak ada yang memilih."
    if n < 0:
        return "Jumlah suara tidak boleh kurang dari nol."
    if n > pemilih:
        return (
            f"Mendapat {n} suara dari {pemilih} kartu. Satu kartu memilih satu usulan hanya sekali."
        )
    return ""


def group_errors(calon: Iterable[Calon]) -> dict[int, str]:
    """Return one sentence per group (from 0) that did not rank every proposal 1..n exactly once."""
    semua = sorted(calon, key=_kode)
    banyak = max((len(c.kelompok) for c in semua), default=0)
    salah = {}
    for k in range(banyak):
        isi = [c.kelompok[k] if k < len(c.kelompok) else None for c in semua]
        ada = [n for n in isi if n is not None]
        if len(ada) < len(isi):
            kurang = [_sebut(c) for c, n in zip(semua, isi, strict=True) if n is None]
            salah[k] = f"Kelompok {k + 1} belum memberi urutan pada {daftar(kurang)}."
        elif sorted(ada) != list(range(1, len(isi) + 1)):
            ganda = sorted(n for n, kali in Counter(ada).items() if kali > 1)
            lompat = sorted(set(range(1, len(isi) + 1)) - set(ada))
            rinci = _angka("; dipakai lebih dari sekali", ganda) + _angka("; tidak dipakai", lompat)
            salah[k] = f"Urutan kelompok {k + 1} harus 1 sampai {len(isi)} tanpa lompatan{rinci}."
    return salah


def score_errors(profil: Profil, skor: Sequence[int | None]) -> dict[int, str]:
    """Return one sentence per score (from 0) that is missing or outside the scale."""
    boleh, nama = skala(profil), [n for n, _ in kriteria(profil)]
    pilihan = ", ".join(map(str, boleh))
    isi = [*skor, *([None] * (len(nama) - len(skor)))]
    salah = {
        urut: f"Nilai “{satu}” harus salah satu dari {pilihan}."
        for urut, (satu, n) in enumerate(zip(nama, isi, strict=False))
        if n not in boleh
    }
    if len(skor) > len(nama):
        salah[len(nama)] = f"Ada {len(skor)} nilai, padahal kriterianya {len(nama)}."
    return salah


def tie_errors(calon: Iterable[Calon], urutan: Iterable[Urutan]) -> dict[str, str]:
    """Return one sentence per `kode` whose place among equals is missing or given twice.

    Within one tie all have a `seri`, each its own, or none has.
    """
    seri = {c.kode: c.seri for c in calon}
    per_nilai: dict[int, list[str]] = {}
    for u in urutan:
        if u.seri and u.nilai is not None:
            per_nilai.setdefault(u.nilai, []).append(u.kode)
    salah = {}
    for anggota in per_nilai.values():
        kali = Counter(seri[k] for k in anggota)
        if set(kali) == {None}:
            continue
        for k in anggota:
            if seri[k] is None:
                salah[k] = f"Ada {len(anggota)} usulan bernilai sama. Isi urutan seri semuanya."
            elif kali[seri[k]] > 1:
                salah[k] = f"Urutan seri {seri[k]} dipakai lebih dari sekali."
    return salah


# --- what people decided -----------------------------------------------------------------------


def rank_errors(peringkat: Mapping[str, int | None], nama: Mapping[str, str]) -> dict[str, str]:
    """Return one sentence per `kode` whose decided rank is missing, doubled or after a gap.

    Ranks run 1..n over the proposals of one list; `nama` tells what people call them.
    """
    salah: dict[str, str] = {}
    terisi: dict[int, list[str]] = {}
    for kode in sorted(peringkat):
        n = peringkat[kode]
        if n is None or n < 1:
            salah[kode] = "Isi peringkat mulai dari 1."
        else:
            terisi.setdefault(n, []).append(kode)
    for n, pemakai in terisi.items():
        if len(pemakai) > 1:
            sebut = daftar([f"“{nama.get(k, k)}”" for k in pemakai])
            for k in pemakai:
                salah[k] = f"Peringkat {n} dipakai {sebut}. Beri peringkat yang berbeda."
    return salah | _lompatan(terisi, nama)


def _lompatan(terisi: Mapping[int, Sequence[str]], nama: Mapping[str, str]) -> dict[str, str]:
    salah, harap = {}, 1
    for n in sorted(terisi):
        if n > harap:
            kurang = f"{harap}" if n == harap + 1 else f"{harap} sampai {n - 1}"
            kode = terisi[n][0]
            salah[kode] = (
                f"Peringkat {kurang} tidak dipakai, padahal “{nama.get(kode, kode)}” berperingkat "
                f"{n}. Peringkat harus berurutan tanpa lompatan."
            )
        harap = max(harap, n + len(terisi[n]))
    return salah


def differences(
    dihitung: Iterable[Urutan], diputuskan: Mapping[str, int | None]
) -> tuple[Beda, ...]:
    """Return the proposals whose decided rank is not the computed one, by decided rank.

    Both are counted among the proposals that got a rank: who is postponed has a reason of its
    own and does not make the others differ. Nothing differs while nothing is computed (an order
    people agreed on directly). As few proposals as possible count as moved: those that keep
    their order among each other only made room.
    """
    urut = [u for u in dihitung if diputuskan.get(u.kode) is not None]
    urut.sort(key=lambda u: (u.peringkat or 10**6, u.kode))
    nomor = {u.kode: n if u.peringkat else None for n, u in enumerate(urut, 1)}
    putus = {kode: diputuskan[kode] or 0 for kode in nomor}
    susunan = sorted(nomor, key=lambda kode: (putus[kode], kode))
    tetap = _still_in_order([(kode, n) for kode in susunan if (n := nomor[kode]) is not None])
    return tuple(
        Beda(
            kode, nomor[kode], putus[kode],
            _kalimat_beda(nomor[kode], putus[kode], dipindah=kode not in tetap), kode not in tetap,
        )
        for kode in susunan
        if nomor[kode] != putus[kode]
    )  # fmt: skip


def _still_in_order(susunan: Sequence[tuple[str, int]]) -> frozenset[str]:
    """Return the longest part of the decided order that also stands in the computed order."""
    ujung: list[int] = []  # the lowest computed rank that ends a chain of each length
    letak: list[int] = []
    sebelum: list[int] = []
    for at, (_, n) in enumerate(susunan):
        panjang = bisect_left(ujung, n)
        sebelum.append(letak[panjang - 1] if panjang else -1)
        ujung[panjang : panjang + 1] = [n]
        letak[panjang : panjang + 1] = [at]
    tetap, at = set(), letak[-1] if letak else -1
    while at >= 0:
        tetap.add(susunan[at][0])
        at = sebelum[at]
    return frozenset(tetap)


def reason_errors(
    profil: Profil, beda: Iterable[Beda], alasan: Mapping[str, str]
) -> dict[str, str]:
    """Return one sentence per moved proposal without a reason, while `alasan_urutan_wajib` holds.

    Those that only made room for another need none.
    """
    if not profil.batas_bool("alasan_urutan_wajib"):
        return {}
    return {
        b.kode: f"{b.kalimat} Tulis alasan forum mengubah urutannya."
        for b in beda
        if b.dipindah and not alasan.get(b.kode, "").strip()
    }


def _kalimat_beda(dihitung: int | None, diputuskan: int, *, dipindah: bool) -> str:
    if dihitung is None:
        return f"Diputuskan peringkat {diputuskan}; peringkat hitungannya belum ada."
    arah = "naik" if diputuskan < dihitung else "turun"
    gerak = f"{arah} {abs(diputuskan - dihitung)}"
    if not dipindah:
        gerak = f"bergeser {gerak} karena usulan lain dipindah"
    return f"Menurut hitungan peringkat {dihitung}, diputuskan {diputuskan} ({gerak})."


def _sebut(c: Calon) -> str:
    return f"“{c.kegiatan or c.kode}”"


def _angka(awal: str, isi: Sequence[int]) -> str:
    return f"{awal}: {daftar(list(map(str, isi)))}" if isi else ""
