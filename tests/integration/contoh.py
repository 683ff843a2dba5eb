"""The worked example as facts for the rules; the demo is built on the same file."""

import tomllib
from pathlib import Path
from typing import Any

from musren.integration.klasifikasi import BELUM_TERINCI, FaktaUsulan

BERKAS = Path(__file__).parents[2] / "musren" / "cli" / "demo" / "sukamaju.toml"
SUKAMAJU: dict[str, Any] = tomllib.loads(BERKAS.read_text(encoding="utf-8"))
BARIS: list[dict[str, Any]] = SUKAMAJU["usulan"]


def fakta(baris: dict[str, Any], *, terinci: bool = True) -> FaktaUsulan:
    """Facts of one row.

    With `terinci` False the funding category is hidden: the money of other sources has no
    category, and its text is kept only where it names a programme (category "lain"), because
    nothing else about such a row says who pays.
    """
    dana: dict[str, int] = {}
    rincian: dict[str, str] = {}
    for d in baris["dana"]:
        kunci = d["sumber"] if terinci or d["sumber"] == "swadaya" else BELUM_TERINCI
        dana[kunci] = d["jumlah"]
        if terinci or d["sumber"] == "lain":
            rincian[kunci] = d["rincian"]
    nama = ("kode", "kegiatan", "jenis", "asal", "bidang", "sifat", "biaya", "pengusul", "lokasi")
    return FaktaUsulan(
        **{n: baris[n] for n in nama},
        skpd=baris["skpd"],
        manfaat=baris["manfaat"],
        pemanfaat_rtm=baris["pemanfaat_rtm"],
        dana=dana,
        rincian=rincian,
    )


def satu(kode: str, *, terinci: bool = True) -> FaktaUsulan:
    return fakta(next(b for b in BARIS if b["kode"] == kode), terinci=terinci)
