"""Where the villages of the fictional kabupaten lie: points on a grid, each a little aside."""

from collections.abc import Iterator, Sequence
from datetime import date
from math import ceil, sqrt
from random import Random

from sqlalchemy import select

from musren.adapters.geojson import Bidang
from musren.cli.demo.kabupaten.tahap import RencanaKecamatan
from musren.cli.demo.kabupaten.tempat import KABUPATEN
from musren.cli.demo.orang import Pemeran
from musren.cli.ruang import Ruang
from musren.domain.peran import Peran
from musren.models.tahun import Tahun
from musren.models.wilayah import PetaWilayah
from musren.services import peta

SUMBER = "contoh"
WEST, NORTH = 104.2, -3.1
"""The corner of the kabupaten, degrees."""

WIDE, GAP, ASIDE = 0.28, 0.06, 0.3
"""A kecamatan in degrees, what lies between two, and how far a village is off its place."""


def play(room: Ruang, year_id: int, rencana: Sequence[RencanaKecamatan], seed: int) -> None:
    """Keep a point for every village, unless some are there already."""
    with room.database.write() as session:
        there = PetaWilayah.wilayah_kode.startswith(f"{KABUPATEN}.")
        if session.scalar(select(PetaWilayah.wilayah_kode).where(there).limit(1)) is not None:
            return
        year = session.get_one(Tahun, year_id)
        act = Pemeran(session).act(Peran.BAPPEDA, KABUPATEN, date(year.tahun, 1, 5))
        peta.keep(session, act, KABUPATEN, points(rencana, seed), SUMBER)


def points(rencana: Sequence[RencanaKecamatan], seed: int) -> Iterator[Bidang]:
    """The kecamatan side by side in rows, the villages of each in rows again."""
    chance = Random(f"{seed}/peta")  # noqa: S311  a repeatable play
    wide = ceil(sqrt(len(rencana)))
    for at, one in enumerate(rencana):
        row, column = divmod(at, wide)
        x, y = WEST + column * (WIDE + GAP), NORTH - row * (WIDE + GAP)
        inner = ceil(sqrt(len(one.desa)))
        for number, desa in enumerate(one.desa):
            down, along = divmod(number, inner)
            aside, below = (chance.uniform(-ASIDE, ASIDE) for _ in range(2))
            lon = x + (along + 1 / 2 + aside) * WIDE / inner
            lat = y - (down + 1 / 2 + below) * WIDE / inner
            yield Bidang(desa.kode, titik=(round(lon, 5), round(lat, 5)))
