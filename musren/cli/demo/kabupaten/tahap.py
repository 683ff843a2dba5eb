"""How far each place of the fictional kabupaten has come, so that its boards have much to tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from random import Random

from musren.cli.demo.kabupaten.tempat import Tempat
from musren.cli.demo.kabupaten.ukuran import FEWEST_USULAN, MOST_USULAN, Ukuran, shared_out
from musren.domain.wilayah import RegionCode


class TahapDesa(IntEnum):
    """What a village has done last, in the order of its year."""

    BELUM = 0
    PROFIL = 1
    USULAN = 2
    MUSRENBANGDES = 3
    BERITA_ACARA = 4
    TANDA_TANGAN = 5
    SK = 6
    SELESAI = 7


class TahapKecamatan(IntEnum):
    """What a kecamatan has done last, in the order of its year."""

    BELUM = 0
    MUSYAWARAH = 1
    BERITA_ACARA = 2
    TANDA_TANGAN = 3
    SPC = 4
    SELESAI = 5


MANY = 8
"""From so many kecamatan on, each unfinished stage is seen in one of them."""

LATE = (
    TahapDesa.BELUM, TahapDesa.PROFIL, TahapDesa.USULAN, TahapDesa.MUSRENBANGDES,
    TahapDesa.BERITA_ACARA,
)  # fmt: skip
SLOW = (TahapDesa.TANDA_TANGAN, TahapDesa.SK)
"""In the kecamatan already, but without its signed decree."""

OFTEN_LATE, SELDOM_LATE, OFTEN_SLOW = 0.4, 0.06, 0.09
SURE = 2
"""So many villages of each kecamatan come in whatever the chance says."""


@dataclass(frozen=True, kw_only=True)
class RencanaDesa:
    """One village: how far it comes and with how many proposals."""

    kode: RegionCode
    nama: str
    nomor: int
    tahap: TahapDesa
    usulan: int


@dataclass(frozen=True, kw_only=True)
class RencanaKecamatan:
    """One kecamatan with its villages, and how far it comes."""

    tempat: Tempat
    tahap: TahapKecamatan
    desa: tuple[RencanaDesa, ...]


def plan(ukuran: Ukuran, tempat: Sequence[Tempat]) -> tuple[RencanaKecamatan, ...]:
    """Stages and numbers of proposals for every place; together exactly what was asked for."""
    chance = Random(f"{ukuran.benih}/tahap")  # noqa: S311  a repeatable play
    districts = {one.kode: _of_district(one.nomor, len(tempat)) for one in tempat}
    stages = {
        kode: _of_village(chance, number, districts[one.kode])
        for one in tempat
        for number, (kode, _) in enumerate(one.desa)
    }
    writing = [kode for kode, stage in stages.items() if stage >= TahapDesa.USULAN]
    shares = shared_out(
        ukuran.usulan, len(writing), chance, least=FEWEST_USULAN, most=MOST_USULAN
    )  # fmt: skip
    many = dict(zip(writing, shares, strict=True))
    return tuple(
        RencanaKecamatan(
            tempat=one, tahap=districts[one.kode],
            desa=tuple(
                RencanaDesa(
                    kode=kode, nama=nama, nomor=number, tahap=stages[kode],
                    usulan=many.get(kode, 0),
                )
                for number, (kode, nama) in enumerate(one.desa)
            ),
        )
        for one in tempat
    )  # fmt: skip


def _of_district(number: int, many: int) -> TahapKecamatan:
    """The last ones are behind; a small kabupaten has only one that still waits for its SPC."""
    behind = many - number
    if many >= MANY:
        return TahapKecamatan(min(behind, TahapKecamatan.SELESAI))
    waits = many > 1 and behind == 0
    return TahapKecamatan.TANDA_TANGAN if waits else TahapKecamatan.SELESAI


def _of_village(chance: Random, number: int, district: TahapKecamatan) -> TahapDesa:
    late = OFTEN_LATE if district is TahapKecamatan.BELUM else SELDOM_LATE
    drawn, stage = chance.random(), chance.choice(LATE)
    if number >= SURE and drawn < late:
        return stage
    if drawn > 1 - OFTEN_SLOW:
        return chance.choice(SLOW)
    return TahapDesa.SELESAI
