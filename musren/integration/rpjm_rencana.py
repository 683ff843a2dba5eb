"""The RPJM-Desa as a table: its years, yearly shares, and the six forms (Panduan III.C.3.c)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from musren.domain.bahasa import angka
from musren.domain.rupiah import format_rupiah
from musren.integration.profil import Profil
from musren.integration.usulan import rekap_group

PIHAK_KETIGA = "swasta"
"""Key of the recap group that the RPJM-Desa calls pihak ketiga."""

SWADAYA = "swadaya"

BELUM_BERSUMBER = ""
"""Key of money whose source nobody has named."""


@dataclass(frozen=True, slots=True)
class Dana:
    """One share of a row: funding category (None while unnamed), its text, whole rupiah."""

    sumber: str | None
    rincian: str = ""
    jumlah: int | None = None


@dataclass(frozen=True, slots=True)
class Tahunan:
    """The share of one year; the forms name these fields `tahunan.N.tahun` and so on."""

    tahun: int | None
    volume: Decimal | None = None
    biaya: int | None = None


@dataclass(frozen=True, slots=True)
class BarisRpjm:
    """One row of the plan. `biaya` is the total in whole rupiah, swadaya included.

    `dinilai` says that the row has all the scores of its ranking.
    """

    kode: str
    dana: tuple[Dana, ...] = ()
    biaya: int | None = None
    volume: Decimal | None = None
    tahunan: tuple[Tahunan, ...] = ()
    dinilai: bool = False


# --- years -------------------------------------------------------------------------------------


def years(profil: Profil, awal: int) -> tuple[int, ...]:
    """Return the years of the period that begins in `awal` (Panduan I.C.8: five)."""
    return tuple(range(awal, awal + profil.periode_rpjm))


def share_of(baris: BarisRpjm, tahun: int) -> Tahunan | None:
    """Return what the row plans for one year, or None: what the RKP-Desa picks (III.C.3.b)."""
    return next((t for t in baris.tahunan if t.tahun == tahun), None)


def split_errors(periode: Sequence[int], baris: BarisRpjm) -> dict[str, str]:
    """Return one sentence per field of a yearly split; a row without a split has none.

    Each year lies in the period and stands once; no amount is below zero; the yearly `biaya`
    add up to the total, and so do the volumes when every year has one. Rows count from 0.
    """
    salah = _salah_tahun(periode, baris.tahunan)
    for urut, t in enumerate(baris.tahunan):
        if t.biaya is not None and t.biaya < 0:
            salah[f"tahunan.{urut}.biaya"] = "Biaya setahun tidak boleh kurang dari nol."
        if t.volume is not None and t.volume < 0:
            salah[f"tahunan.{urut}.volume"] = "Volume setahun tidak boleh kurang dari nol."
    keluhan = [k for k in (_salah_biaya(baris), _salah_volume(baris)) if k]
    if keluhan:
        salah["tahunan"] = " ".join(keluhan)
    return salah


def _salah_tahun(periode: Sequence[int], tahunan: Sequence[Tahunan]) -> dict[str, str]:
    salah: dict[str, str] = {}
    ada: set[int] = set()
    for urut, t in enumerate(tahunan):
        tempat = f"tahunan.{urut}.tahun"
        if t.tahun is None:
            salah[tempat] = f"Pilih tahun {periode[0]} sampai {periode[-1]}."
        elif t.tahun not in periode:
            salah[tempat] = (
                f"Tahun {t.tahun} di luar masa RPJM-Desa. Pilih tahun {periode[0]} sampai "
                f"{periode[-1]}."
            )
        elif t.tahun in ada:
            salah[tempat] = f"Tahun {t.tahun} sudah ada pada baris lain. Gabungkan keduanya."
        else:
            ada.add(t.tahun)
    return salah


def _salah_biaya(baris: BarisRpjm) -> str:
    biaya = [t.biaya for t in baris.tahunan if t.biaya is not None]
    if not biaya or baris.biaya is None:
        return ""
    jumlah, semua = sum(biaya), len(biaya) == len(baris.tahunan)
    if jumlah == baris.biaya or (not semua and jumlah < baris.biaya):
        return ""
    return (
        f"Jumlah biaya tahunan {format_rupiah(jumlah)} tidak sama dengan biaya seluruhnya "
        f"{format_rupiah(baris.biaya)}: selisih {format_rupiah(abs(jumlah - baris.biaya))}. "
        "Ubah pembagian tahun atau biaya seluruhnya."
    )


def _salah_volume(baris: BarisRpjm) -> str:
    volume = [t.volume for t in baris.tahunan if t.volume is not None]
    if not volume or baris.volume is None or len(volume) != len(baris.tahunan):
        return ""
    jumlah = sum(volume, Decimal(0))
    if jumlah == baris.volume:
        return ""
    return (
        f"Jumlah volume tahunan {angka(jumlah)} tidak sama dengan volume seluruhnya "
        f"{angka(baris.volume)}. Ubah pembagian tahun atau volume seluruhnya."
    )


# --- forms -------------------------------------------------------------------------------------


class Formulir(StrEnum):
    """The six forms of the RPJM-Desa in the era of Permendagri 66/2007."""

    F1 = "f1"
    F2 = "f2"
    F3 = "f3"
    F4 = "f4"
    F5 = "f5"
    F6 = "f6"


F = Formulir


class _Pembayar(StrEnum):
    """Who pays one share, as far as the forms care."""

    WARGA = "warga"
    PIHAK_KETIGA = "pihak_ketiga"
    DESA = "desa"
    SUDAH_ADA = "sudah_ada"
    DIUSULKAN = "diusulkan"


_P = _Pembayar


def forms_of(profil: Profil, baris: BarisRpjm) -> frozenset[Formulir]:
    """Return the forms in which a row stands; the reading of the titles is ours [D].

    - F1 swadaya and pihak ketiga: every share is swadaya or of the recap group Swasta.
    - F2 money that is there (tugas pembantuan): some share is ADD, other APB Desa money or a
      named programme of category "lain", and no share has yet to be asked for; swadaya may
      stand beside it.
    - F3 agenda paduan: all rows of F1 and F2.
    - F4 matrik: all rows. F5 ranking: the rows with complete scores.
    - F6 indikasi program: what the village does not carry itself and takes upward: some share
      is BLM, APBD, a programme from above (category "lain" outside Swasta and APB Desa) or
      unnamed, or the row has no share at all. A programme that is already there stands in F2
      and F6: it is sure, and the kabupaten has to know of it.

    Shares of zero rupiah count for nothing; a share without an amount counts.
    """
    pembayar = {_pembayar(profil, d) for d in baris.dana if d.jumlah != 0}
    formulir = {F.F4}
    if pembayar and pembayar <= {_P.WARGA, _P.PIHAK_KETIGA}:
        formulir |= {F.F1, F.F3}
    if pembayar & {_P.DESA, _P.SUDAH_ADA} and _P.DIUSULKAN not in pembayar:
        formulir |= {F.F2, F.F3}
    if baris.dinilai:
        formulir.add(F.F5)
    if not pembayar or pembayar & {_P.DIUSULKAN, _P.SUDAH_ADA}:
        formulir.add(F.F6)
    return frozenset(formulir)


def rows_of(profil: Profil, formulir: Formulir, baris: Iterable[BarisRpjm]) -> tuple[str, ...]:
    """Return the codes of the rows of one form, in the order given."""
    return tuple(b.kode for b in baris if formulir in forms_of(profil, b))


def _pembayar(profil: Profil, dana: Dana) -> _Pembayar:
    if dana.sumber == SWADAYA:
        return _P.WARGA
    if dana.sumber == "add":
        return _P.DESA
    if dana.sumber != "lain":
        return _P.DIUSULKAN
    kelompok = rekap_group(profil, dana.sumber, dana.rincian)
    return {PIHAK_KETIGA: _P.PIHAK_KETIGA, "apb_desa": _P.DESA}.get(kelompok, _P.SUDAH_ADA)


# --- columns of the yearly variant -------------------------------------------------------------


def source_columns(profil: Profil) -> tuple[str, ...]:
    """Return the keys of the source columns: the recap groups in order, then swadaya.

    The yearly variant shows swadaya apart, though the recap counts it under APB Desa; the
    group Swasta is its column Pihak Ketiga.
    """
    return (*(k.kunci for k in profil.kelompok_rekap), SWADAYA)


def per_source(profil: Profil, dana: Iterable[Dana]) -> dict[str, int]:
    """Return whole rupiah per source column; unnamed money under BELUM_BERSUMBER when there is any.

    The values add up to the known amounts of the shares.
    """
    hasil = dict.fromkeys(source_columns(profil), 0)
    for d in dana:
        kolom = _kolom(profil, d)
        hasil[kolom] = hasil.get(kolom, 0) + (d.jumlah or 0)
    return {kolom: n for kolom, n in hasil.items() if n or kolom != BELUM_BERSUMBER}


def per_year(periode: Sequence[int], tahunan: Iterable[Tahunan]) -> dict[int, int]:
    """Return whole rupiah per year of the period, 0 where nothing is planned."""
    hasil = dict.fromkeys(periode, 0)
    for t in tahunan:
        if t.tahun in hasil:
            hasil[t.tahun] += t.biaya or 0
    return hasil


@dataclass(frozen=True, slots=True)
class JumlahRencana:
    """Totals below the yearly variant, in whole rupiah."""

    biaya: int
    per_tahun: Mapping[int, int]
    per_sumber: Mapping[str, int]


def totals(profil: Profil, periode: Sequence[int], baris: Sequence[BarisRpjm]) -> JumlahRencana:
    """Add up the columns of the yearly variant."""
    tahunan = [t for b in baris for t in b.tahunan]
    dana = [d for b in baris for d in b.dana]
    biaya = sum(b.biaya or 0 for b in baris)
    return JumlahRencana(biaya, per_year(periode, tahunan), per_source(profil, dana))


def _kolom(profil: Profil, dana: Dana) -> str:
    if not dana.sumber:
        return BELUM_BERSUMBER
    if dana.sumber == SWADAYA:
        return SWADAYA
    return rekap_group(profil, dana.sumber, dana.rincian)
