"""Pack the four lists of Kemendagri region codes into musren/domain/wilayah.txt.xz.

Usage: python tools/pack_wilayah.py FOLDER [OUT]
FOLDER holds provinces.csv, regencies.csv, districts.csv and villages.csv with the columns
code and name. The result is the same bytes for the same input: one line per region in the
order of the codes, the code without what it shares with its parent, then a tab and the name.
"""

import csv
import lzma
import sys
from pathlib import Path

SOURCES = ("provinces.csv", "regencies.csv", "districts.csv", "villages.csv")
OUT = Path(__file__).resolve().parent.parent / "musren" / "domain" / "wilayah.txt.xz"


def read(folder: Path) -> dict[str, str]:
    """Give every code with its name, the codes in order; exits on a code without a parent."""
    names: dict[str, str] = {}
    for source in SOURCES:
        with (folder / source).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                code, name = row["code"].strip(), " ".join(row["name"].split())
                if code in names or not name or is_orphan(code, names):
                    sys.exit(f"{source}: {code!r} is a duplicate, an orphan or has no name")
                names[code] = name
    return dict(sorted(names.items()))


def is_orphan(code: str, names: dict[str, str]) -> bool:
    parent = code.rpartition(".")[0]
    return bool(parent) and parent not in names


def pack(names: dict[str, str]) -> bytes:
    """Write the lines; the number of leading dots of a line is the depth of its region."""
    lines = [
        f"{'.' * code.count('.')}{code.rpartition('.')[2]}\t{n}\n" for code, n in names.items()
    ]
    return lzma.compress(
        "".join(lines).encode(), preset=9 | lzma.PRESET_EXTREME, check=lzma.CHECK_CRC64
    )


def main() -> None:
    folder, out = Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else OUT  # noqa: PLR2004
    names = read(folder)
    out.write_bytes(pack(names))
    counts = [sum(1 for code in names if code.count(".") == depth) for depth in range(4)]
    print(f"{out.name}: {out.stat().st_size} bytes, {counts} regions per level")


if __name__ == "__main__":
    main()
