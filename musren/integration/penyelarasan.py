"""Income of each source against what is planned from it (Panduan III.C.3.f)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from musren.domain.rupiah import format_rupiah
from musren.integration.profil import Profil
from musren.integration.usulan import BELUM_TERINCI, Alasan


class KeadaanDana(StrEnum):
    """What the plan does with the money of one source."""

    CUKUP = "cukup"
    LEBIH = "lebih"
    KURANG = "kurang"
    BELUM_ADA_PAGU = "belum_ada_pagu"


LABEL_DANA: Mapping[KeadaanDana, str] = {
    KeadaanDana.CUKUP: "Rencana sama dengan dana",
    KeadaanDana.LEBIH: "Rencana melebihi dana",
    KeadaanDana.KURANG: "Dana belum seluruhnya direncanakan",
    KeadaanDana.BELUM_ADA_PAGU: "Dana belum diketahui",
}
"""`lebih` and `kurang` speak of the plan: more, or less, than there is money."""


@dataclass(frozen=True, slots=True)
class Pagu:
    """Money of one source in whole rupiah, None while unknown.

    `pagu` is the expected income or indicative ceiling, `anggaran` what the APB Desa has set;
    once the APB Desa is set it alone counts.
    """

    sumber: str
    pagu: int | None = None
    anggaran: int | None = None

    @property
    def tersedia(self) -> int | None:
        return self.pagu if self.anggaran is None else self.anggaran


@dataclass(frozen=True, slots=True)
class Selaras:
    """One source: its money, what is planned from it, and one sentence.

    `selisih` is money minus plan: what is left, or below zero what is missing; None while the
    money is unknown. `sumber` "" gathers planned money whose source nobody has named.
    """

    sumber: str
    nama: str
    pagu: int | None
    anggaran: int | None
    direncanakan: int
    selisih: int | None
    keadaan: KeadaanDana
    kalimat: str


@dataclass(frozen=True, slots=True)
class Saldo:
    """The balance of one source before and after one proposal is agreed; None as in Selaras."""

    sumber: str
    nama: str
    sebelum: int | None
    sesudah: int | None
    keadaan: KeadaanDana
    kalimat: str


Dana = Mapping[str, int]
"""Shares of one row: source to whole rupiah, as `FaktaUsulan.dana` has them."""


def selaraskan(
    profil: Profil, pagu: Iterable[Pagu], rencana: Iterable[Dana]
) -> tuple[Selaras, ...]:
    """Return one line per source of the village, in printed order.

    Planned money without a named source, or with one the profile does not know, stands in a
    last line of its own, so that the sum of the lines is the sum of the plan.
    """
    uang = {p.sumber: p for p in pagu}
    dikenal = [s.kunci for s in profil.sumber_tingkat("desa")]
    jumlah = _jumlah(rencana, dikenal)
    baris = [
        _selaras(uang.get(kunci, Pagu(kunci)), profil.sumber(kunci).nama, jumlah.get(kunci, 0))
        for kunci in dikenal
    ]
    if BELUM_TERINCI in jumlah:
        baris.append(_selaras(Pagu(BELUM_TERINCI), "Belum ada sumber", jumlah[BELUM_TERINCI]))
    return tuple(baris)


def balance(
    profil: Profil, pagu: Iterable[Pagu], rencana: Iterable[Dana], usulan: Dana
) -> tuple[Saldo, ...]:
    """Return what agreeing to one more proposal does to each source it names.

    `rencana` are the shares of what is agreed already, without this proposal.
    """
    tetap, uang = list(rencana), list(pagu)
    sebelum = {s.sumber: s for s in selaraskan(profil, uang, tetap)}
    sesudah = selaraskan(profil, uang, [*tetap, usulan])
    kena = _jumlah([usulan], sebelum).keys()
    return tuple(
        _saldo(sebelum[s.sumber].selisih if s.sumber in sebelum else None, s)
        for s in sesudah
        if s.sumber in kena
    )


def check(profil: Profil, selaras: Iterable[Selaras]) -> tuple[Alasan, ...]:
    """Return what speaks against the plan as it stands.

    More than there is money for only warns, unless the kabupaten has made the money of a
    source binding (`pagu_desa_mengikat`).
    """
    keras = profil.batas_bool("pagu_desa_mengikat")
    return tuple(
        Alasan("pagu_terlampaui", s.kalimat, "Panduan III.C.3.f", "D", keras)
        for s in selaras
        if s.keadaan is KeadaanDana.LEBIH
    )


def _jumlah(rencana: Iterable[Dana], dikenal: Iterable[str]) -> dict[str, int]:
    boleh = set(dikenal)
    jumlah: dict[str, int] = {}
    for dana in rencana:
        for sumber, n in dana.items():
            kunci = sumber if sumber in boleh else BELUM_TERINCI
            jumlah[kunci] = jumlah.get(kunci, 0) + n
    return {kunci: n for kunci, n in jumlah.items() if n or kunci != BELUM_TERINCI}


def _selaras(uang: Pagu, nama: str, direncanakan: int) -> Selaras:
    tersedia = uang.tersedia
    selisih = None if tersedia is None else tersedia - direncanakan
    keadaan = _keadaan(selisih)
    kalimat = _kalimat(uang, nama, direncanakan, selisih)
    return Selaras(
        uang.sumber, nama, uang.pagu, uang.anggaran, direncanakan, selisih, keadaan, kalimat
    )


def _keadaan(selisih: int | None) -> KeadaanDana:
    if selisih is None:
        return KeadaanDana.BELUM_ADA_PAGU
    if selisih < 0:
        return KeadaanDana.LEBIH
    return KeadaanDana.KURANG if selisih else KeadaanDana.CUKUP


def _kalimat(uang: Pagu, nama: str, direncanakan: int, selisih: int | None) -> str:
    rencana = format_rupiah(direncanakan)
    if not uang.sumber:
        return f"Rencana {rencana} belum mempunyai sumber dana. Tentukan sumbernya."
    if selisih is None:
        belum = f"Pagu {nama} belum diisi"
        if not direncanakan:
            return f"{belum}, dan belum ada rencana dari sumber ini."
        return f"{belum}, padahal sudah direncanakan {rencana}. Isi pagu bila sudah diketahui."
    dasar = "pagu" if uang.anggaran is None else "anggaran APB Desa"
    dana = f"{dasar} {nama} {format_rupiah(uang.tersedia or 0)}"
    if selisih < 0:
        return (
            f"Rencana {rencana} melebihi {dana}: kurang {format_rupiah(-selisih)}. Kurangi "
            "rencana atau pindahkan ke sumber lain."
        )
    if selisih:
        return f"Dari {dana} baru direncanakan {rencana}; sisa {format_rupiah(selisih)}."
    return f"Rencana {rencana} sama dengan {dana}."


def _saldo(sebelum: int | None, baru: Selaras) -> Saldo:
    return Saldo(
        baru.sumber, baru.nama, sebelum, baru.selisih, baru.keadaan, _kalimat_saldo(sebelum, baru)
    )


def _kalimat_saldo(sebelum: int | None, baru: Selaras) -> str:
    if sebelum is None or baru.selisih is None:
        return baru.kalimat
    if sebelum < 0:
        awal = f"{baru.nama} sudah kurang {format_rupiah(-sebelum)}"
    else:
        awal = f"Sisa {baru.nama} {format_rupiah(sebelum)}"
    if baru.selisih < 0:
        return f"{awal}; dengan usulan ini menjadi kurang {format_rupiah(-baru.selisih)}."
    return f"{awal}; dengan usulan ini tersisa {format_rupiah(baru.selisih)}."
