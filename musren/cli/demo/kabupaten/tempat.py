"""The places of the fictional kabupaten: codes and names that no list has."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from random import Random

from sqlalchemy.orm import Session

from musren.cli.demo.kabupaten.ukuran import FEWEST_DESA, MOST_PER_KECAMATAN, Ukuran, shared_out
from musren.domain.wilayah import RegionCode
from musren.models.wilayah import Wilayah

KABUPATEN = RegionCode("99.02")

_KECAMATAN = (
    "Tirta Agung", "Batu Ampar", "Rimba Raya", "Sungai Deras", "Pematang Jaya", "Kuala Bening",
    "Gunung Rapat", "Teluk Damai", "Parit Baru", "Simpang Empat", "Ulu Kencana", "Merbau Indah",
    "Telaga Biru", "Tebing Rejo", "Muara Kencana", "Danau Panjang", "Cempaka Putih", "Sri Mulya",
    "Bandar Sejati", "Lembah Hijau",
)  # fmt: skip
_AWAL = (
    "Banjar", "Sido", "Marga", "Tirta", "Wono", "Purwo", "Tegal", "Kali", "Ranu", "Gading",
    "Kerta", "Panca", "Rawa", "Sari", "Suko", "Teluk", "Batu", "Lembah", "Pulau", "Simpang",
)  # fmt: skip
_AKHIR = (
    "agung", "asih", "bakti", "harjo", "kencana", "laras", "luhur", "mukti", "mulyo", "negara",
    "rahayu", "raharjo", "sari", "sembada", "tani", "tunggal", "utama", "waluyo", "wangi", "dadi",
)  # fmt: skip
_ARAH = ("Timur", "Barat", "Utara", "Selatan", "Tengah")


@dataclass(frozen=True, kw_only=True)
class Tempat:
    """One kecamatan with its villages, each with its code and name."""

    kode: RegionCode
    nama: str
    nomor: int
    desa: tuple[tuple[RegionCode, str], ...]


def places(ukuran: Ukuran) -> tuple[Tempat, ...]:
    """All kecamatan, unequal in size; no two villages have the same name."""
    chance = Random(f"{ukuran.benih}/{KABUPATEN}")  # noqa: S311  a repeatable play
    sizes = shared_out(
        ukuran.desa, ukuran.kecamatan, chance, least=FEWEST_DESA, most=MOST_PER_KECAMATAN
    )
    names = _village_names(chance)
    found = []
    for number, (size, nama) in enumerate(zip(sizes, _district_names(), strict=False), 1):
        kode = RegionCode(f"{KABUPATEN}.{number:02}")
        desa = tuple((RegionCode(f"{kode}.{2001 + n}"), next(names)) for n in range(size))
        found.append(Tempat(kode=kode, nama=nama, nomor=number, desa=desa))
    return tuple(found)


def _district_names() -> Iterator[str]:
    yield from _KECAMATAN
    yield from (f"{nama} {arah}" for arah, nama in product(_ARAH, _KECAMATAN))


def _village_names(chance: Random) -> Iterator[str]:
    """Invented names in a drawn order; compass points tell further rounds apart."""
    plain = [_joined(first, last) for first, last in product(_AWAL, _AKHIR)]
    chance.shuffle(plain)
    yield from plain
    yield from (f"{nama} {arah}" for arah, nama in product(_ARAH, plain))


def _joined(first: str, last: str) -> str:
    """Two words where one would be hard to read."""
    long = first.casefold()[-1] == last[0] or first in {"Teluk", "Pulau", "Simpang", "Lembah"}
    return f"{first} {last.title()}" if long else first + last


def keep(session: Session, found: tuple[Tempat, ...]) -> None:
    """Write the places below the kabupaten; what is there already stays."""
    for one in found:
        _add(session, one.kode, one.nama)
        for kode, nama in one.desa:
            _add(session, kode, nama)


def _add(session: Session, kode: RegionCode, nama: str) -> None:
    if session.get(Wilayah, str(kode)) is None:
        session.add(
            Wilayah(
                kode=str(kode), nama=nama, tingkat=int(kode.level), induk_kode=str(kode.parent)
            )
        )  # fmt: skip
        session.flush()
