"""Tables to import: fictional ones that are always there, and a village's own where they are found."""

import csv
import os
from pathlib import Path

FICTIONAL = Path(__file__).parent / "data"
REAL = Path(os.environ.get("MUSREN_REAL_DATA", Path(__file__).parents[2] / "shared/data/real"))

TABLES = sorted((*FICTIONAL.glob("*.csv"), *REAL.glob("*.csv")))


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def source_of(row: dict[str, str]) -> str:
    return row.get("sumber_biaya", row.get("sumber_dana", ""))


def sums_of(path: Path) -> dict[str, int]:
    """Rupiah by source as given, counted by the csv module alone."""
    found: dict[str, int] = {}
    for row in rows_of(path):
        name = source_of(row) or "(belum diisi)"
        found[name] = found.get(name, 0) + int(row["jumlah_rp"])
    return found
