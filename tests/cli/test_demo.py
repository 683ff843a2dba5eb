"""`musren demo`: the whole year headless; papers, list and database agree, and nothing is left open."""

import csv
import hashlib
import io
import json
import re
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from sqlalchemy import select

from musren.cli.main import main
from musren.cli.ruang import Ruang, ruang
from musren.domain.rupiah import format_angka
from musren.models.database import Database
from musren.models.tables import Naskah, Usulan
from musren.papers.kinds import kinds
from musren.settings import load
from tests.cli.conftest import TEST_SETTINGS, Run
from tests.fixtures.database import empty

VILLAGES, IN_THE_KECAMATAN = 3, 12
SUKAMAJU = "99.01.01.2001"
# The figures of the worked example: source funds and swadaya of each list.
SUMS = {
    "blm": (3, 302_700_000, 16_900_000), "apbd": (12, 2_074_250_000, 0),
    "add": (10, 125_000_000, 11_600_000), "swadaya": (6, 0, 47_100_000),
    "lain": (5, 374_000_000, 27_000_000),
}  # fmt: skip
TOTAL = (36, 2_875_950_000, 102_600_000, 2_978_550_000)


@dataclass(frozen=True)
class Play:
    """A demo that was built: where its files are, and where its data."""

    out: Path
    data: Path

    @property
    def manifest(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads((self.out / "manifest.json").read_text())
        return found

    def papers(self) -> list[Path]:
        return sorted(self.out.glob("*.docx"))


def play(folder: Path, *more: str, url: str = "") -> Play:
    found = Play(folder / "out", folder / "data")
    with pytest.MonkeyPatch.context() as environment:
        for name in TEST_SETTINGS:
            environment.delenv(name, raising=False)
        environment.setenv("MUSREN_DATA_DIR", str(found.data))
        if url:
            environment.setenv("MUSREN_DATABASE_URL", url)
        main(["demo", "--out", str(found.out), *more])
    return found


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Play:
    return play(tmp_path_factory.mktemp("demo"), "--villages", str(VILLAGES))


@pytest.fixture
def room(demo: Play) -> Iterator[Ruang]:
    with ruang(load({"MUSREN_DATA_DIR": str(demo.data)})) as opened:
        yield opened


def words(path: Path) -> str:
    """Every word of a Word file: body, tables, headers and footers, as a reader sees them."""
    with zipfile.ZipFile(path) as parts:
        pages = [n for n in parts.namelist() if re.match(r"word/(document|header|footer)", n)]
        text = " ".join(parts.read(name).decode() for name in sorted(pages))
    return re.sub(r"<[^>]+>", "", re.sub(r"</w:(p|tc)>", "\n", text))


def test_every_village_and_the_kecamatan_have_their_papers_and_bappeda_its_list(demo: Play):
    villages = [f"99.01.01.200{n}" for n in range(1, VILLAGES + 1)]
    desa = [kind for kind, one in kinds().items() if "desa" in one.level]
    kecamatan = [kind for kind, one in kinds().items() if "kecamatan" in one.level]
    wanted = {(v, k) for v in villages for k in desa} | {("99.01.01", k) for k in kecamatan}
    lists = {("99.01", "daftar_bappeda")}
    assert {(one["wilayah"], one["paper"]) for one in demo.manifest} == wanted | lists
    assert {Path(one["file"]).suffix for one in demo.manifest} == {
        ".docx",
        ".xlsx",
        ".csv",
        ".json",
    }


def test_the_manifest_keeps_its_contract(demo: Play):
    for one in demo.manifest:
        assert list(one) == ["file", "paper", "wilayah", "tahun", "nomor", "sha256"]
        content = (demo.out / one["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == one["sha256"]
        assert one["tahun"] == 2011
    written = {path.name for path in demo.out.iterdir()} - {"manifest.json"}
    assert {one["file"] for one in demo.manifest} == written


def test_every_number_is_given_once_and_papers_of_a_register_have_one(demo: Play):
    numbers = [one["nomor"] for one in demo.manifest if one["nomor"]]
    assert len(set(numbers)) == len(numbers)
    numbered = {kind for kind, one in kinds().items() if one.register}
    assert {one["paper"] for one in demo.manifest if one["nomor"]} == numbered
    for one in demo.manifest:
        if one["nomor"]:
            assert one["nomor"] in words(demo.out / one["file"])


def test_nothing_in_a_paper_was_left_open(demo: Play):
    for path in demo.papers():
        text = words(path)
        assert re.findall(r"\{\{|\}\}|\{%|\bNone\b|\bnan\b|\bundefined\b|DRAF", text) == [], (
            path.name
        )
        assert re.findall(r"\d{4}-\d\d-\d\d(?!\d|-\d{3}\b)", text) == [], path.name
        docx.Document(str(path))


def signers(facts: dict[str, Any]) -> list[dict[str, Any]]:
    found = facts.get("penandatangan") or [facts["mengetahui"], facts["pimpinan"]]
    return found if isinstance(found, list) else [found]


def test_every_signature_block_has_a_name(demo: Play, room: Ruang):
    with room.database.read() as session:
        for paper in session.scalars(select(Naskah)):
            text = words(demo.out / f"{paper.wilayah_kode}_{paper.jenis}.docx")
            wanted = [one.nama for one in paper.tanda_tangan]
            assert all(wanted), paper.jenis
            assert [name for name in wanted if name.upper() not in text.upper()] == []
            expected = kinds()[paper.jenis].signers
            if kinds()[paper.jenis].register:
                assert len(wanted) == len(expected), paper.jenis
                assert paper.status == "ditandatangani"


def test_no_line_waits_for_a_name(demo: Play):
    """A line of dots or underscores under an office would be a name nobody filled in."""
    for path in demo.papers():
        if "daftar_hadir" in path.name:  # there, people sign beside their printed names
            continue
        lines = [line.strip() for line in words(path).splitlines()]
        assert [line for line in lines if re.fullmatch(r"[(]?\s*[._…\s]{4,}[)]?", line)] == []


def facts_of(room: Ruang, jenis: str, place: str = SUKAMAJU) -> dict[str, Any]:
    with room.database.read() as session:
        paper = session.scalars(
            select(Naskah).where(Naskah.jenis == jenis, Naskah.wilayah_kode == place)
        ).one()
        return dict(paper.fakta)


def test_the_worked_example_has_its_known_sums_in_the_berita_acara(demo: Play, room: Ruang):
    facts = facts_of(room, "ba_musrenbangdes")
    found = {
        one["kunci"]: (
            len(one["baris"]),
            sum(row["dari_sumber"] for row in one["baris"]),
            sum(row["swadaya"] for row in one["baris"]),
        )
        for one in facts["daftar"]
    }
    assert found == SUMS
    total = facts["jumlah"]
    assert (total["usulan"], total["dari_sumber"], total["swadaya"], total["biaya"]) == TOTAL
    text = words(demo.out / f"{SUKAMAJU}_ba_musrenbangdes.docx")
    for amount in (amount for sums in SUMS.values() for amount in sums[1:] if amount):
        assert format_angka(amount) in text
    assert format_angka(TOTAL[3]) in text


def test_the_worked_example_has_its_known_sums_in_the_decree(demo: Play, room: Ruang):
    facts = facts_of(room, "sk_rkp_desa")
    rows = [row for group in facts["kelompok"] for row in group["baris"]]
    assert facts["jumlah"] == sum(row["biaya"] for row in rows) == TOTAL[3]
    assert format_angka(TOTAL[3]) in words(demo.out / f"{SUKAMAJU}_sk_rkp_desa.docx")


def test_papers_workbook_open_data_and_database_agree(demo: Play, room: Ruang):
    listed = json.loads((demo.out / "99.01_daftar_bappeda.json").read_text())
    with room.database.read() as session:
        stored = {u.kode: u.biaya for u in session.scalars(select(Usulan))}
    assert {row["kode"]: row["biaya"] for row in listed["rows"]} == stored
    assert listed["totals"]["biaya"] == sum(stored.values())  # type: ignore[arg-type]
    rows = csv.DictReader(
        io.StringIO((demo.out / "99.01_daftar_bappeda.csv").read_text("utf-8-sig"))
    )
    assert [row["Kode usulan"] for row in rows] == [row["kode"] for row in listed["rows"]]
    sheet = openpyxl.load_workbook(demo.out / "99.01_daftar_bappeda.xlsx")["Usulan"]
    cells = {row[0]: row for row in sheet.iter_rows(values_only=True) if row[0] in stored}
    assert {kode: stored[kode] in row for kode, row in cells.items()} == dict.fromkeys(stored, True)


def ranked(group: dict[str, Any]) -> list[tuple[int, str, int]]:
    rows = [row for part in group["kelompok"] for row in part["baris"]]
    return [(row["peringkat"], row["kode"], row["biaya"]) for row in rows]


def test_what_the_camat_fixes_is_what_the_kecamatan_agreed_and_no_more(demo: Play, room: Ruang):
    spc, ba = (facts_of(room, k, "99.01.01") for k in ("spc", "ba_musrenbang_kecamatan"))
    assert len(spc["desa_masuk"]) == VILLAGES
    assert len(spc["desa_tertahan"]) == IN_THE_KECAMATAN - VILLAGES
    assert all("belum diterbitkan" in one["alasan"] for one in spc["desa_tertahan"])
    for name in ("blm", "apbd"):
        assert ranked(spc[name]) == ranked(ba[name])
        assert ranked(spc[name])
        assert spc[name]["jumlah"] == ba[name]["jumlah"]


@pytest.mark.slow
def test_libreoffice_opens_a_paper_of_every_kind(demo: Play, soffice: Path, tmp_path: Path):
    papers = [next(demo.out.glob(f"*_{kind}.docx")) for kind in kinds()]
    command = [
        str(soffice),
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        *("--convert-to", "pdf"),
        *("--outdir", str(tmp_path)),
        *map(str, papers),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    made = {path.stem for path in tmp_path.glob("*.pdf") if path.read_bytes().startswith(b"%PDF-")}
    assert made == {path.stem for path in papers}


def test_pdf_without_libreoffice_is_told_before_anything_is_built(
    run: Run, plain_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("musren.cli.demo_command.find", lambda: None)
    found = run("demo", "--out", tmp_path / "out", "--villages", "1", "--pdf")
    assert found.code == 1
    assert "LibreOffice belum terpasang" in found.err
    assert not (tmp_path / "out" / "manifest.json").exists()


def test_running_it_again_into_the_same_data_changes_nothing(demo: Play):
    before = demo.manifest
    play(demo.out.parent, "--villages", str(VILLAGES))
    assert demo.manifest == before


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path):
    first, again, other = (
        play(tmp_path / name, "--villages", "1", "--seed", seed).manifest
        for name, seed in (("a", "7"), ("b", "7"), ("c", "8"))
    )
    assert first == again
    assert {one["sha256"] for one in first}.isdisjoint(
        one["sha256"] for one in other if one["paper"] == "daftar_hadir"
    )


def test_both_engines_give_the_same_bytes(demo: Play, tmp_path: Path, postgres_database: Database):
    url = postgres_database.engine.url.render_as_string(hide_password=False)
    try:
        assert play(tmp_path, "--villages", str(VILLAGES), url=url).manifest == demo.manifest
    finally:
        empty(postgres_database)


def test_without_a_setting_the_demo_has_a_home_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """It never mixes with the data of an office by accident."""
    for name in (*TEST_SETTINGS, "MUSREN_DATA_DIR", "MUSREN_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    main(["demo", "--out", "keluar", "--villages", "1"])
    assert {path.name for path in tmp_path.iterdir()} == {"keluar"}
    assert (tmp_path / "keluar" / "data" / "musren.db").exists()
