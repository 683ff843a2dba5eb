"""What a yearly plan picks from the RPJM-Desa, and how its funding follows (Panduan III.C.3.b)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from musren.integration.rpjm_rencana import SWADAYA, BarisRpjm, Dana, Tahunan, share_of


@dataclass(frozen=True, slots=True)
class Petikan:
    """What one row of the RPJM-Desa offers to the plan of a year.

    `tahun` are the years it was planned for, empty when nobody divided it over years. `volume`
    and `biaya` (whole rupiah) are of those years together, None while unknown.
    """

    tahun: tuple[int, ...]
    volume: Decimal | None
    biaya: int | None


def pick(baris: BarisRpjm, tahun: int, *, pernah: bool) -> Petikan | None:
    """Say what a row offers to the plan of `tahun`; None when it is not its turn.

    Its turn is: it has a share of this year; or an earlier share (or no yearly division at all)
    and no yearly plan has picked it (`pernah`). Earlier shares are added to this year's.
    """
    if not baris.tahunan:
        return None if pernah else Petikan((), baris.volume, baris.biaya)
    lewat = () if pernah else tuple(t for t in baris.tahunan if (t.tahun or tahun) < tahun)
    kini = share_of(baris, tahun)
    bagian = (*lewat, kini) if kini else lewat
    if not bagian:
        return None
    return Petikan(
        tuple(sorted(t.tahun for t in bagian if t.tahun)), _volume(baris, bagian),
        _biaya(baris, bagian),
    )  # fmt: skip


def _volume(baris: BarisRpjm, bagian: Sequence[Tahunan]) -> Decimal | None:
    ada = [t.volume for t in bagian if t.volume is not None]
    if len(ada) == len(bagian):
        return sum(ada, Decimal(0))
    return baris.volume if len(bagian) == len(baris.tahunan) else None


def _biaya(baris: BarisRpjm, bagian: Sequence[Tahunan]) -> int | None:
    ada = [t.biaya for t in bagian if t.biaya is not None]
    if len(ada) == len(bagian):
        return sum(ada)
    return baris.biaya if len(bagian) == len(baris.tahunan) else None


def share_out(dana: Iterable[Dana], biaya: int | None, sumber: str = "") -> tuple[Dana, ...]:
    """Return the shares of a row for another cost, and for another source when one is chosen.

    Known amounts keep their proportions and add up to `biaya` exactly; what dividing leaves over
    goes to the largest. A single share takes the whole cost; of several unknown ones nothing is
    made up. A chosen `sumber` that no share names replaces all but swadaya.
    """
    tetap = _moved(tuple(dana), sumber)
    if biaya is None or not tetap:
        return tetap
    if len(tetap) == 1:
        return (replace(tetap[0], jumlah=biaya),)
    diketahui = [d.jumlah for d in tetap if d.jumlah is not None]
    if len(diketahui) < len(tetap):
        return _last_unknown(tetap, biaya - sum(diketahui))
    return _scaled(tetap, diketahui, biaya)


def _moved(dana: tuple[Dana, ...], sumber: str) -> tuple[Dana, ...]:
    if not sumber:
        return dana
    bernama = tuple(d if d.sumber else replace(d, sumber=sumber) for d in dana)
    if sumber in {d.sumber for d in bernama}:
        return bernama
    warga = tuple(d for d in bernama if d.sumber == SWADAYA)
    luar = tuple(d for d in bernama if d.sumber != SWADAYA)
    if sumber == SWADAYA or not luar:
        return (Dana(sumber, "", _sum(bernama)),)
    return (Dana(sumber, "", _sum(luar)), *warga)


def _sum(dana: Sequence[Dana]) -> int | None:
    ada = [d.jumlah for d in dana if d.jumlah is not None]
    return sum(ada) if ada and len(ada) == len(dana) else None


def _last_unknown(dana: tuple[Dana, ...], sisa: int) -> tuple[Dana, ...]:
    if sum(d.jumlah is None for d in dana) != 1 or sisa < 0:
        return dana
    return tuple(replace(d, jumlah=sisa) if d.jumlah is None else d for d in dana)


def _scaled(dana: tuple[Dana, ...], lama: Sequence[int], biaya: int) -> tuple[Dana, ...]:
    jumlah = sum(lama)
    if jumlah == biaya:
        return dana
    baru = [n * biaya // jumlah if jumlah else 0 for n in lama]
    baru[lama.index(max(lama))] += biaya - sum(baru)
    return tuple(replace(d, jumlah=n) for d, n in zip(dana, baru, strict=True))
