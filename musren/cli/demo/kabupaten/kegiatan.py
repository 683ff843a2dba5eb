"""Drawing the proposals of a village from the patterns of ``kegiatan.toml``."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any

from musren.cli.demo.desa import DUSUN, shared_out

Row = dict[str, Any]

LISTS = ("apbd", "add", "swadaya", "lain")
SHARES = (42, 28, 11, 19)
"""Percent of the proposals beside those for BLM, in the order of `LISTS`."""

BLM = (("spp", 0.06), ("mkp", 0.03), ("campuran", 0.05))
"""The three places of a village, and how often one of them stays empty."""

MONTHS = (
    "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
)  # fmt: skip
BLOKS = ("Sawah Lor", "Sawah Kidul", "Rawa Panjang", "Kebun Lama", "Talang Baru")
WOMENS = 65
"""Percent of women among those served, from which a proposal may come of the women's meeting."""

OLD, FROM_WOMEN = 0.06, 0.6
"""How often a proposal is an old one, and how often one that serves women is their own."""

ROUND = 50_000


@dataclass(frozen=True, kw_only=True)
class Gagasan:
    """One drawn proposal: the list it belongs on, and its values as forms.usulan reads them."""

    kategori: str
    nilai: Row


@cache
def _material() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "kegiatan.toml").read_text("utf-8"))


@cache
def _patterns(untuk: str) -> tuple[Mapping[str, Any], ...]:
    return tuple(one for one in _material()["kegiatan"] if untuk in one["untuk"])


def drawn(
    chance: Random, banyak: int, tahun: int, bidang: Mapping[str, str]
) -> list[Gagasan]:  # fmt: skip
    """So many proposals, no two alike; `bidang` names the fields of the profile."""
    blm = [place for place, empty in BLM if chance.random() >= empty]
    rest = shared_out(banyak - len(blm), SHARES)
    wanted = [(place, 1) for place in blm] + list(zip(LISTS, rest, strict=True))
    seen: set[tuple[str, str]] = set()
    found = [
        _gagasan(chance, untuk, row, tahun, bidang)
        for untuk, many in wanted
        for row in _different(chance, untuk, many, seen)
    ]
    chance.shuffle(found)
    return found


def _different(
    chance: Random, untuk: str, many: int, seen: set[tuple[str, str]]
) -> Iterator[Row]:  # fmt: skip
    """Rows of one list, going round its patterns; the same work at the same place comes once."""
    order = list(_patterns(untuk))
    chance.shuffle(order)
    for pattern in cycle(order):
        if many == 0:
            return
        row = _filled(chance, pattern)
        if (row["kegiatan"], row["lokasi"]) not in seen:
            seen.add((row["kegiatan"], row["lokasi"]))
            many -= 1
            yield row | {"pola": pattern}


def _filled(chance: Random, pattern: Mapping[str, Any]) -> Row:
    """Words, place, size and cost of one pattern; the cost is size times price, to the rupiah."""
    words = {name: chance.choice(some) for name, some in _material()["kata"].items()}
    volume = chance.randrange(*_steps(pattern["volume"]))
    place = _place(chance, pattern["tempat"], words)
    words |= {"banyak": str(volume), "dusun": place["dusun"] or chance.choice(DUSUN)}
    return place | {
        "kegiatan": pattern["nama"].format_map(words), "volume": Decimal(volume),
        "satuan": pattern["satuan"],
        "biaya": volume * chance.randrange(*_steps(pattern["harga"])),
        "pengusul": chance.choice(pattern["pengusul"]).format_map(words),
    }  # fmt: skip


def _steps(told: Sequence[int]) -> tuple[int, int, int]:
    least, most, step = told
    return least, most + 1, step


def _place(chance: Random, tempat: str, words: Mapping[str, str]) -> Row:
    dusun = chance.choice(DUSUN)
    if tempat == "antar":
        other = chance.choice([one for one in DUSUN if one != dusun])
        return {"dusun": "", "lokasi": " - ".join(sorted((dusun, other)))}
    if tempat == "blok":
        return {"dusun": "", "lokasi": f"Blok {chance.choice(BLOKS)}"}
    if tempat == "sekolah":
        return {"dusun": dusun, "lokasi": f"SDN {words['sd']}, {dusun}"}
    if tempat == "desa":
        return {"dusun": "", "lokasi": "Desa"}
    rt = f"RT {chance.randint(1, 6):02}"
    return {"dusun": dusun, "lokasi": chance.choice((dusun, rt))}


def _gagasan(
    chance: Random, untuk: str, row: Row, tahun: int, bidang: Mapping[str, str]
) -> Gagasan:
    pattern = row.pop("pola")
    kategori = untuk if untuk in LISTS else "blm"
    nilai = row | {
        "jenis": pattern["jenis"], "bidang": bidang[pattern["bidang"]],
        "latar_belakang": pattern.get("latar", "") if kategori == "blm" else "",
        "manfaat": pattern.get("manfaat", "") if kategori == "blm" else "",
        "tujuan": pattern["tujuan"], "sasaran": f"Warga {row['dusun'] or 'desa'}",
        "waktu": f"{chance.choice(MONTHS)} {tahun}", "sifat": chance.choice(pattern["sifat"]),
        "penanggung_jawab": {"blm": "TPK", "add": "Kaur Pembangunan", "apbd": ""}.get(
            kategori, "LPMD"
        ),
        "skpd": pattern["skpd"] if kategori == "apbd" else "",
        **_origin(chance, untuk, pattern, tahun), **_served(chance, pattern, row["volume"]),
        "dana": _shares(chance, untuk, pattern, row["biaya"]),
    }  # fmt: skip
    return Gagasan(kategori=kategori, nilai=nilai)


def _origin(chance: Random, untuk: str, pattern: Mapping[str, Any], tahun: int) -> Row:
    if untuk in {"spp", "mkp"}:
        return {"asal": "mkp"}
    if untuk == "campuran":
        return {"asal": "campuran"}
    lucky = chance.random()
    if lucky < OLD:
        return {"asal": "usulan_lama", "asal_usulan_lama_tahun": tahun - chance.randint(1, 2)}
    if pattern.get("perempuan", 0) >= WOMENS and lucky < FROM_WOMEN:
        return {"asal": "mkp", "pengusul": f"Kelompok perempuan {chance.choice(DUSUN)}"}
    return {"asal": "dusun"}


def _served(chance: Random, pattern: Mapping[str, Any], volume: Decimal) -> Row:
    people = chance.randint(*pattern["orang"])
    if pattern["satuan"] == "orang":
        people = int(volume)  # whoever is counted is served
    women = people * pattern.get("perempuan", 48) // 100
    poor = max(1, people * chance.randint(18, 46) // 100)
    return {"pemanfaat_l": people - women, "pemanfaat_p": women, "pemanfaat_rtm": poor}


NAMES = {"apbd": "APBD Kab", "add": "ADD"}
OWN = {"mkp": 0.8, "campuran": 1.0, "apbd": 0.1, "add": 0.35, "lain": 0.4}
"""How often people bring something of their own, by list."""


def _shares(chance: Random, untuk: str, pattern: Mapping[str, Any], biaya: int) -> list[Row]:
    """Who pays what; swadaya is never more than a part, unless it is the whole."""
    if untuk == "swadaya":
        return [_swadaya(biaya)]
    own = 0
    if pattern["jenis"] == "prasarana" and chance.random() < OWN.get(untuk, 0):
        own = min(max(ROUND, biaya * chance.randint(3, 11) // 100 // ROUND * ROUND), biaya // 2)
    sumber = untuk if untuk in LISTS else "blm"
    rincian = NAMES.get(sumber) or (
        chance.choice(pattern["program"]) if sumber == "lain" else "BLM PNPM-MP"
    )
    shares = [{"sumber": sumber, "rincian": rincian, "jumlah": biaya - own}]
    return [*shares, _swadaya(own)] if own else shares


def _swadaya(jumlah: int) -> Row:
    return {"sumber": "swadaya", "rincian": "Swadaya masyarakat", "jumlah": jumlah}
