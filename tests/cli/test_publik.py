"""`musren export publik`: the public pages as files, the same every time, links that work."""

import re
from pathlib import Path

from musren.domain.peran import Act
from musren.services.akun import system
from musren.services.publik import publish
from tests import dunia
from tests.cli.conftest import Run, room

TABLE = b"Kegiatan,Biaya,Pengusul\nRabat beton,5000000,Pak Budi\nTalud,7000000,\n"
ASKED = ("--kabupaten", "99.01", "--tahun", "2011")


def filled(tmp_path: Path, run: Run) -> None:
    table = tmp_path / "usulan.csv"
    table.write_bytes(TABLE)
    run("import", "usulan", table, "--desa", "99.01.01.2001", "--tahun", "2011")


def opened() -> None:
    with room() as here, here.database.write() as session:
        act = Act(oleh=system("uji"), pada=dunia.NOW)
        publish(session, act, dunia.year(session))


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_closed_year_is_not_written(run: Run, home: Path, tmp_path: Path):
    filled(tmp_path, run)
    found = run("export", "publik", *ASKED, "--out", tmp_path / "situs")
    assert found.code == 1
    assert "belum dibuka untuk umum" in found.err
    assert not (tmp_path / "situs").exists()


def test_the_folder_stands_alone_and_is_the_same_every_time(run: Run, home: Path, tmp_path: Path):
    filled(tmp_path, run)
    opened()
    for name in ("satu", "dua"):
        found = run("export", "publik", *ASKED, "--out", tmp_path / name)
        assert (found.code, found.err) == (0, "")
        assert "1 desa, tahun 2011" in found.out
    written = files(tmp_path / "satu")
    assert written == files(tmp_path / "dua")
    assert sorted(written) == [
        "99.01.01.2001/index.html", "99.01.01.2001/usulan.csv", "index.html", "publik.css",
    ]  # fmt: skip
    assert b"Rabat beton" in written["99.01.01.2001/index.html"]
    assert not any(b"Pak Budi" in content for content in written.values())
    for path, content in written.items():
        for link in re.findall(r'href="([^"]+)"', content.decode()) if "html" in path else ():
            target = ((tmp_path / "satu" / path).parent / link).resolve()
            assert target.is_file(), (path, link)
