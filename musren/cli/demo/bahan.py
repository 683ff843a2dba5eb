"""The material: the 36 proposals of Sukamaju and, for other villages, variations on them."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

Row = dict[str, Any]

ROUND = 100_000
FEWEST, MOST = {"blm": 3, "apbd": 3, "add": 4, "swadaya": 2, "lain": 1}, {
    "blm": 3, "apbd": 7, "add": 8, "swadaya": 4, "lain": 3,
}  # fmt: skip
REASONS = (
    "Pagu tahun ini tidak mencukupi; diusulkan kembali tahun depan.",
    "Data pendukung belum lengkap; dilengkapi bersama KPMD.",
    "Kelompok pengusul belum siap; akan didampingi KPMD.",
)


@cache
def sukamaju() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "sukamaju.toml").read_text("utf-8"))


def answers(row: Mapping[str, Any], bidang: Mapping[str, str]) -> Row:
    """A row of the file as answers of the guided form."""
    names = (
        "kegiatan", "jenis", "latar_belakang", "manfaat", "dusun", "lokasi", "satuan", "asal",
        "pengusul", "sifat", "tujuan", "target", "waktu", "penanggung_jawab", "skpd",
        "pemanfaat_l", "pemanfaat_p", "pemanfaat_rtm", "biaya",
    )  # fmt: skip
    given = {name: row[name] for name in names if row.get(name) not in {None, ""}}
    place = "desa" if row["lokasi"] == "Desa" or " - " in row["lokasi"] else row["lokasi"]
    return given | {
        "bidang": bidang[row["bidang"]], "volume": row["volume"],
        "sasaran": row.get("sasaran") or f"Warga {place}",
        "dana": [dict(share) for share in row["dana"]],
    }  # fmt: skip


def rows_of(kode: str, chance: Random) -> list[Row]:
    """The proposals of a village: Sukamaju's own 36, or a varied choice of them."""
    rows = [dict(row) for row in sukamaju()["usulan"]]
    if kode == sukamaju()["desa"]["kode"]:
        return rows
    chosen = []
    for kategori, fewest in FEWEST.items():
        pool = [row for row in rows if row["kategori"] == kategori]
        count = chance.randint(fewest, min(MOST[kategori], len(pool)))
        wanted = sorted(chance.sample(range(len(pool)), count))
        chosen += [_varied(pool[i], chance) for i in wanted]
    return chosen


def _varied(row: Row, chance: Random) -> Row:
    factor = chance.randint(60, 115) / 100
    shares = [share | {"jumlah": _scaled(share["jumlah"], factor)} for share in row["dana"]]
    volume = row["volume"]
    if volume >= 20:  # noqa: PLR2004  a length or a count of heads, not a building
        volume = max(1, round(volume * factor))
    return row | {
        "dana": shares, "volume": volume, "biaya": sum(share["jumlah"] for share in shares),
        "kegiatan": _without_size(row["kegiatan"]),
        **{n: _heads(row[n], factor) for n in ("pemanfaat_l", "pemanfaat_p")},
        "pemanfaat_rtm": _heads(row["pemanfaat_rtm"], factor * 0.8),
    }  # fmt: skip


def _heads(count: int, factor: float) -> int:
    """Who had nobody still has nobody; the others keep at least one."""
    return max(1, round(count * factor)) if count else 0


def _scaled(amount: int, factor: float) -> int:
    return max(ROUND, round(amount * factor / ROUND) * ROUND)


def _without_size(kegiatan: str) -> str:
    """Sizes belong to Sukamaju; the head count of a varied proposal differs."""
    return kegiatan.split(" (", maxsplit=1)[0]
