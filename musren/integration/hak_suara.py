"""Who votes at the MAD Prioritas: named wakil desa, replacements with a letter, and the quorum."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from musren.integration.profil import Profil
from musren.integration.usulan import Alasan


@dataclass(frozen=True, slots=True)
class Pemilih:
    """One person present at the kecamatan.

    `hak_suara` is what the attendance list claims; `mewakili` the wakil desa this person
    replaces, with the number or date of the letter (`surat_kuasa`) and whether Kepala Desa and
    BPD know of it (`kuasa_diketahui`).
    """

    nama: str
    desa_kode: str = ""
    hak_suara: bool = False
    mewakili: str = ""
    surat_kuasa: str = ""
    kuasa_diketahui: bool = False


@dataclass(frozen=True, slots=True)
class HakSuara:
    """Whether a person may vote, and why or why not in one sentence."""

    nama: str
    desa_kode: str
    berhak: bool
    alasan: str


@dataclass(frozen=True, slots=True)
class Kuorum:
    """Voters and villages that are there, against what the profile asks for."""

    pemilih: int
    pemilih_perlu: int
    desa: int
    desa_perlu: int

    @property
    def tercapai(self) -> bool:
        return self.pemilih >= self.pemilih_perlu and self.desa >= self.desa_perlu


def voters(
    profil: Profil, hadir: Sequence[Pemilih], wakil: Mapping[str, Iterable[str]]
) -> tuple[HakSuara, ...]:
    """Say of everybody present, in the order of the list, whether he or she may vote.

    `wakil` maps a village to the names it chose. Where a village's choice is not on record, who
    the attendance list says may vote is believed. Named wakil come before replacements; one wakil
    has one voice, and a village at most `wakil_desa_mad`.
    """
    dipilih = {desa: {_dasar(n) for n in nama} for desa, nama in wakil.items()}
    datang = {(p.desa_kode, _dasar(p.nama)) for p in hadir}
    boleh = profil.batas_int("wakil_desa_mad")
    suara: Counter[str] = Counter()
    terpakai: dict[str, set[str]] = defaultdict(set)
    hasil: dict[int, HakSuara] = {}
    for urut in sorted(range(len(hadir)), key=lambda i: (bool(hadir[i].mewakili.strip()), i)):
        p = hadir[urut]
        berhak, alasan = _hak(p, dipilih.get(p.desa_kode), datang)
        kursi = _dasar(p.mewakili or p.nama)
        if berhak and kursi in terpakai[p.desa_kode]:
            berhak, alasan = False, f"Suara {p.mewakili or p.nama} sudah dipakai pada baris lain."
        elif berhak and suara[p.desa_kode] >= boleh:
            berhak, alasan = False, f"Desa ini sudah mempunyai {boleh} pemilih."
        if berhak:
            suara[p.desa_kode] += 1
            terpakai[p.desa_kode].add(kursi)
        hasil[urut] = HakSuara(p.nama, p.desa_kode, berhak, alasan)
    return tuple(hasil[urut] for urut in range(len(hadir)))


def right_errors(hadir: Sequence[Pemilih], hak: Sequence[HakSuara]) -> dict[int, str]:
    """Return one sentence per row that claims a vote it has not (Musrenbang rules of procedure)."""
    return {
        urut: f"{p.nama} belum berhak memberi suara. {h.alasan}"
        for urut, (p, h) in enumerate(zip(hadir, hak, strict=True))
        if p.hak_suara and not h.berhak
    }


def quorum(profil: Profil, hak: Iterable[HakSuara], jumlah_desa: int) -> Kuorum:
    """Count voters and villages against the shares of the profile (`kuorum_wakil`, `kuorum_desa`).

    All wakil are `wakil_desa_mad` times the villages that take part.
    """
    pemilih = [h.desa_kode for h in hak if h.berhak]
    semua = profil.batas_int("wakil_desa_mad") * jumlah_desa
    return Kuorum(
        len(pemilih),
        ceil(_bagian(profil, "kuorum_wakil") * semua),
        len(set(pemilih)),
        ceil(_bagian(profil, "kuorum_desa") * jumlah_desa),
    )


def check_quorum(profil: Profil, kuorum: Kuorum) -> tuple[Alasan, ...]:
    """Warn of a missing quorum; refuse it when the profile says so (`kuorum_mengikat`)."""
    if kuorum.tercapai:
        return ()
    kalimat = (
        f"Kuorum belum tercapai: hadir {kuorum.pemilih} pemilih dari {kuorum.desa} desa, perlu "
        f"paling sedikit {kuorum.pemilih_perlu} pemilih dari {kuorum.desa_perlu} desa. Tunggu "
        "wakil lain, atau catat kesepakatan forum untuk melanjutkan."
    )
    keras = profil.batas_bool("kuorum_mengikat")
    return (Alasan("kuorum", kalimat, "kuorum bawaan", "D", keras),)


def _hak(p: Pemilih, dipilih: set[str] | None, datang: set[tuple[str, str]]) -> tuple[bool, str]:
    if not p.desa_kode:
        return False, "Yang memberi suara adalah wakil desa; isi desanya bila memang wakil desa."
    if p.mewakili.strip():
        return _pengganti(p, dipilih, datang)
    if dipilih is None:
        if p.hak_suara:
            return True, "Dicatat berhak; pilihan wakil dari musyawarah desanya belum tercatat."
        return False, "Tidak dicatat sebagai wakil desa."
    if _dasar(p.nama) in dipilih:
        return True, "Wakil desa yang dipilih musyawarah desanya."
    return False, "Bukan wakil desa yang dipilih; isi siapa yang diwakili dan surat kuasanya."


def _pengganti(
    p: Pemilih, dipilih: set[str] | None, datang: set[tuple[str, str]]
) -> tuple[bool, str]:
    diwakili = p.mewakili.strip()
    if dipilih is not None and _dasar(diwakili) not in dipilih:
        return False, f"{diwakili} bukan wakil desa yang dipilih musyawarah desanya."
    if (p.desa_kode, _dasar(diwakili)) in datang:
        return False, f"{diwakili} hadir sendiri, sehingga tidak diwakili."
    if not p.surat_kuasa.strip():
        return False, f"Pengganti {diwakili} memerlukan surat kuasa; isi nomor atau tanggalnya."
    if not p.kuasa_diketahui:
        return False, f"Surat kuasa {diwakili} harus diketahui Kepala Desa dan BPD."
    return True, f"Mewakili {diwakili} dengan surat kuasa {p.surat_kuasa.strip()}."


def _bagian(profil: Profil, kunci: str) -> Fraction:
    """The share as the fraction people mean by it: 0.6667 is two thirds."""
    return Fraction(str(profil.batas_float(kunci))).limit_denominator(100)


def _dasar(nama: str) -> str:
    return " ".join(nama.split()).casefold()
