"""Lines of a budget and the proposals they pay for: by code, by likeness, or parked (V.B)."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from musren.domain.bahasa import daftar
from musren.domain.rupiah import format_rupiah
from musren.domain.teks import quoted
from musren.integration.kemiripan import Kegiatan, Mirip, against
from musren.integration.profil import Profil
from musren.integration.usulan import Alasan

COCOK, PARKIR = "cocok", "parkir"
CARA: Mapping[str, str] = {
    "kode": "Kode usulan sama",
    "mirip": "Kegiatan mirip",
    "tangan": "Dipilih petugas",
}
_PEMISAH = re.compile(r"[\s,;|]+")
_SEBUT = 5


@dataclass(frozen=True, slots=True)
class Baris:
    """One line of an APBD or APB Desa; `kunci` is its own, `pagu` whole rupiah.

    `kode_usulan` is the text of the column as given; it may name several proposals.
    """

    kunci: str
    kegiatan: str
    pagu: int
    kode_usulan: str = ""
    lokasi: str = ""
    desa_kode: str = ""
    kecamatan_kode: str = ""
    volume: Decimal | None = None
    satuan: str = ""


@dataclass(frozen=True, slots=True)
class Calon:
    """One proposal a line may pay for; `biaya` as the highest level that decided has it."""

    kode: str
    kegiatan: str
    desa_kode: str
    kecamatan_kode: str = ""
    lokasi: str = ""
    dusun: str = ""
    volume: Decimal | None = None
    satuan: str = ""
    biaya: int | None = None


@dataclass(frozen=True, slots=True)
class Cocok:
    """What became of one line: matched (`cocok`), or parked until a person decides.

    `usulan` are the matched or offered codes, best first; `jumlah` the rupiah proposed for the
    one match (the whole line), None when parked.
    """

    kunci: str
    keadaan: str
    usulan: tuple[str, ...]
    cara: str
    jumlah: int | None
    alasan: str


@dataclass(frozen=True, slots=True)
class Bagian:
    """A share of one line for one proposal; `biaya` what the proposal costs.

    `terserap_lain` is what other lines already give it.
    """

    kode: str
    jumlah: int | None
    biaya: int | None = None
    terserap_lain: int = 0


def match(profil: Profil, baris: Sequence[Baris], calon: Iterable[Calon]) -> tuple[Cocok, ...]:
    """Return what becomes of each line, in the order of the lines.

    The code decides when it names one known proposal. Without a code the village (else the
    kecamatan) and the likeness of the activity do, at least `kemiripan_anggaran` (and
    `kemiripan_petunjuk`): one such proposal is a match, none or several park the line.
    """
    usulan = {c.kode: c for c in sorted(calon, key=lambda c: c.kode)}
    huruf = {kode.casefold(): kode for kode in usulan}
    tertulis = [[k for k in _PEMISAH.split(b.kode_usulan) if k] for b in baris]
    tanpa_kode = [urut for urut, kode in enumerate(tertulis) if not kode]
    serupa = _serupa(profil, {urut: baris[urut] for urut in tanpa_kode}, usulan)
    return tuple(
        _menurut_kode(b, kode, huruf) if kode else _mirip(b, serupa.get(urut, ()), usulan)
        for urut, (b, kode) in enumerate(zip(baris, tertulis, strict=True))
    )


def share_errors(pagu: int, bagian: Sequence[Bagian]) -> dict[str, str]:
    """Return one sentence per mistake: keys are "N.jumlah", "N.usulan_id" or "" for their sum.

    Each share is more than nothing, each proposal stands once, and together they are not more
    than the line has.
    """
    kali = Counter(b.kode for b in bagian)
    salah = {}
    for urut, b in enumerate(bagian):
        if not b.jumlah or b.jumlah < 0:
            salah[f"{urut}.jumlah"] = "Isi jumlah lebih dari nol."
        if kali[b.kode] > 1:
            salah[f"{urut}.usulan_id"] = f"{b.kode} disebut lebih dari sekali; jadikan satu baris."
    jumlah = sum(b.jumlah or 0 for b in bagian)
    if jumlah > pagu:
        salah[""] = (
            f"Jumlah bagian {format_rupiah(jumlah)} melebihi pagu baris anggaran "
            f"{format_rupiah(pagu)}, lebih {format_rupiah(jumlah - pagu)}. Kurangi salah satunya."
        )
    return salah


def check_shares(bagian: Iterable[Bagian]) -> tuple[Alasan, ...]:
    """Warn of a proposal that gets more than it costs, all lines counted."""
    return tuple(
        Alasan("serapan_melebihi_biaya", kalimat, "kaidah hitung", "D", keras=False)
        for b in bagian
        if (kalimat := _melebihi(b))
    )


def _menurut_kode(b: Baris, tertulis: Sequence[str], huruf: Mapping[str, str]) -> Cocok:
    kode = tuple(dict.fromkeys(huruf[k.casefold()] for k in tertulis if k.casefold() in huruf))
    asing = [quoted(k) for k in tertulis if k.casefold() not in huruf]
    if asing:
        alasan = f"Kode usulan {daftar(asing)} tidak dikenal. Perbaiki kodenya, atau pilih usulan."
    elif len(kode) > 1:
        alasan = f"Baris menyebut {len(kode)} usulan: {daftar(kode)}. Bagi pagunya di antaranya."
    else:
        return Cocok(b.kunci, COCOK, kode, "kode", b.pagu, "Kode usulan pada baris sama.")
    return Cocok(b.kunci, PARKIR, kode, "", None, alasan)


def _mirip(b: Baris, temu: Sequence[Mirip], usulan: Mapping[str, Calon]) -> Cocok:
    kode = tuple(m.dua for m in temu)
    if len(temu) == 1:
        alasan = f"Mirip dengan {kode[0]}: {temu[0].kalimat}"
        return Cocok(b.kunci, COCOK, kode, "mirip", b.pagu, alasan)
    if not _tempat(b):
        alasan = "Baris tidak menyebut kode usulan, desa, atau kecamatan. Pilih usulannya."
    elif not temu:
        alasan = "Tidak cocok dengan usulan mana pun. Pilih usulannya, atau abaikan barisnya."
    else:
        sebut = [f"{m.dua} “{usulan[m.dua].kegiatan}”" for m in temu[:_SEBUT]]
        lebih = f", dan {len(temu) - _SEBUT} lagi" if len(temu) > _SEBUT else ""
        alasan = f"Cocok dengan {len(temu)} usulan: {'; '.join(sebut)}{lebih}. Pilih yang dimaksud."
    return Cocok(b.kunci, PARKIR, kode, "", None, alasan)


def _serupa(
    profil: Profil, baris: Mapping[int, Baris], usulan: Mapping[str, Calon]
) -> dict[int, list[Mirip]]:
    """The likely proposals of each line, best first; place by place, so that each is read once."""
    batas = profil.batas_float("kemiripan_anggaran")
    per_tempat: dict[str, list[int]] = {}
    for urut, b in baris.items():
        per_tempat.setdefault(_tempat(b), []).append(urut)
    calon_di: dict[str, list[Calon]] = {}
    for c in usulan.values():
        for tempat in {c.desa_kode, c.kecamatan_kode} - {""}:
            calon_di.setdefault(tempat, []).append(c)
    hasil: dict[int, list[Mirip]] = {}
    for tempat, deret in per_tempat.items():
        calon = calon_di.get(tempat, [])
        kini = [_baris_kegiatan(str(urut), baris[urut]) for urut in deret]
        for m in against(profil, kini, [_calon_kegiatan(c) for c in calon]):
            if m.nilai >= batas:
                hasil.setdefault(int(m.satu), []).append(m)
    return hasil


def _tempat(b: Baris) -> str:
    return b.desa_kode or b.kecamatan_kode


def _baris_kegiatan(kode: str, b: Baris) -> Kegiatan:
    return Kegiatan(kode, b.kegiatan, b.lokasi, "", b.volume, b.satuan, b.pagu)


def _calon_kegiatan(c: Calon) -> Kegiatan:
    return Kegiatan(c.kode, c.kegiatan, c.lokasi, c.dusun, c.volume, c.satuan, c.biaya)


def _melebihi(b: Bagian) -> str:
    jumlah = (b.jumlah or 0) + b.terserap_lain
    if b.biaya is None or jumlah <= b.biaya:
        return ""
    return (
        f"{b.kode} mendapat {format_rupiah(jumlah)}, lebih besar dari biayanya "
        f"{format_rupiah(b.biaya)}. Periksa pembagiannya."
    )
