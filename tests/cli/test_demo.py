"""`musren demo`: the whole year headless; papers, list and database agree, and nothing is left open."""

import csv
import hashlib
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from sqlalchemy import func, select

from musren.cli.demo.berjalan import start_next_year
from musren.cli.main import main
from musren.cli.ruang import Ruang, ruang
from musren.domain.rupiah import format_angka
from musren.domain.wilayah import RegionCode
from musren.models.database import Database
from musren.models.tables import Foto, Masalah, Musyawarah, Naskah, Usulan, UsulanRpjm
from musren.papers.kinds import kinds
from musren.services.draf import open_drafts
from musren.services.rkp import pagu
from musren.services.rkp.tawaran import offered
from musren.services.susunan.jenis import kind_of
from musren.services.tahun import year_for
from musren.settings import load
from tests.cli.conftest import TEST_SETTINGS, Run
from tests.fixtures.database import empty
from tests.fixtures.demo import VILLAGES, Once, Play, play

IN_THE_KECAMATAN = 12
SUKAMAJU = "99.01.01.2001"
# The figures of the worked example: source funds and swadaya of each list.
SUMS = {
    "blm": (3, 302_700_000, 16_900_000), "apbd": (12, 2_074_250_000, 0),
    "add": (10, 125_000_000, 11_600_000), "swadaya": (6, 0, 47_100_000),
    "lain": (5, 374_000_000, 27_000_000),
}  # fmt: skip
TOTAL = (36, 2_875_950_000, 102_600_000, 2_978_550_000)


@pytest.fixture(scope="module")
def demo(played: Play) -> Play:
    return played


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


YEARLY = {"daftar_hadir", "ba_musrenbangdes", "sk_rkp_desa"}
"""Papers of a village that only plays its Musrenbangdes."""

REVIEW = {
    "undangan", "notulen", "sk_tim_penyusun", "ba_musrenbangdes_rpjm", "rancangan_perdes_rpjm",
    "keputusan_bpd", "perdes_rpjm", "naskah_rpjm",
}  # fmt: skip
NOT_ISSUED = {"formulir_kosong", "kabar_usulan"}
"""Printed for the hall or the notice board, never issued."""

NOT_WRITTEN = {"undangan", "notulen"}
"""Of the meetings above the villages only the rakor has one of them."""


def test_every_village_and_the_kecamatan_have_their_papers_and_bappeda_its_list(demo: Play):
    every = {kind for kind, one in kinds().items() if "desa" in one.level} - NOT_ISSUED
    kecamatan = {kind for kind, one in kinds().items() if "kecamatan" in one.level} - NOT_ISSUED
    kabupaten = {kind for kind, one in kinds().items() if "kabupaten" in one.level} - NOT_ISSUED
    wanted = {
        SUKAMAJU: every, "99.01.01.2002": YEARLY | REVIEW, "99.01.01.2003": YEARLY,
        "99.01.01": kecamatan - NOT_WRITTEN,
        "99.01": kabupaten - NOT_WRITTEN | {"notulen", "daftar_bappeda"},
    }  # fmt: skip
    found: dict[str, set[str]] = {}
    for one in demo.manifest:
        found.setdefault(one["wilayah"], set()).add(one["paper"])
    assert found == wanted
    assert {Path(one["file"]).suffix for one in demo.manifest} == {
        ".docx",
        ".xlsx",
        ".csv",
        ".json",
    }


def test_a_paper_about_a_meeting_or_a_team_is_a_file_of_its_own(demo: Play):
    files = {one["file"] for one in demo.manifest}
    assert not [name for name in files if "~" in name]
    for objek in (
        "undangan-mkp", "notulen-lokakarya_desa", "daftar_hadir-pertemuan_pkd.5",
        "pkd_kelompok-pertemuan_pkd.5", "sk_tim_penyusun-rpjm", "sk_tim_penyusun-rkp",
        "ba_pertemuan-rapat_bpd_lkpj",
    ):  # fmt: skip
        assert f"{SUKAMAJU}_{objek}.docx" in files


def test_the_manifest_keeps_its_contract(demo: Play):
    for one in demo.manifest:
        assert list(one) == ["file", "paper", "wilayah", "tahun", "nomor", "sha256"]
        content = (demo.out / one["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == one["sha256"]
        assert one["tahun"] == 2011
    written = {path.name for path in demo.out.iterdir()} - {"manifest.json"}
    assert {one["file"] for one in demo.manifest} == written


def test_every_number_is_given_once_and_papers_of_a_register_have_one(demo: Play, room: Ruang):
    with room.database.read() as session:
        given = [
            (p.wilayah_kode, p.register_kode, p.register_tahun, p.nomor_urut)
            for p in session.scalars(select(Naskah))
            if p.register_kode
        ]
    assert len(set(given)) == len(given)
    numbered = {kind for kind, one in kinds().items() if one.register}
    assert {one["paper"] for one in demo.manifest if one["nomor"]} == numbered
    for one in demo.manifest:
        if one["nomor"]:
            assert one["nomor"] in words(demo.out / one["file"])


def test_papers_of_one_register_are_numbered_in_the_order_of_their_days(demo: Play, room: Ruang):
    series: dict[tuple[object, ...], list[tuple[int, str]]] = {}
    with room.database.read() as session:
        for p in session.scalars(select(Naskah).where(Naskah.register_kode.is_not(None))):
            key = (p.wilayah_kode, p.register_kode, p.register_tahun)
            series.setdefault(key, []).append((p.nomor_urut or 0, p.tanggal.isoformat()))
    for found in series.values():
        days = [day for _, day in sorted(found)]
        assert days == sorted(days)


def test_everything_happens_in_the_planning_year_or_the_one_before(demo: Play, room: Ruang):
    with room.database.read() as session:
        days = {p.tanggal for p in session.scalars(select(Naskah))}
        held = {m.tanggal for m in session.scalars(select(Musyawarah))}
    assert {day.year for day in days | held} == {2010, 2011}


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
            file = f"{paper.wilayah_kode}_{paper.jenis.replace('~', '-')}.docx"
            text, kind = words(demo.out / file), kinds()[kind_of(paper.jenis)]
            wanted = [one.nama for one in paper.tanda_tangan]
            assert all(wanted), paper.jenis
            assert [name for name in wanted if name.upper() not in text.upper()] == []
            if kind.register:
                assert len(wanted) == len(kind.signers), paper.jenis
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
    sheet = openpyxl.load_workbook(demo.out / "99.01_daftar_bappeda.xlsx")["Semua usulan"]
    cells = {row[0]: row for row in sheet.iter_rows(values_only=True) if row[0] in stored}
    assert {kode: stored[kode] in row for kode, row in cells.items()} == dict.fromkeys(stored, True)


SIX_FORMS = ("swadaya", "ada_dana", "paduan", "matrik", "pemeringkatan", "indikasi")


@pytest.mark.parametrize("bagian", SIX_FORMS)
def test_the_plan_of_five_years_has_rows_in_each_of_its_six_forms(room: Ruang, bagian: str):
    assert rows_in(facts_of(room, "formulir_rpjm")[bagian])


def rows_in(told: Any) -> list[dict[str, Any]]:
    """Every row of a table however it is grouped."""
    if isinstance(told, dict):
        return [row for one in told.values() for row in rows_in(one)]
    if isinstance(told, list):
        return [row for one in told if isinstance(one, dict) for row in [one, *rows_in(one)]]
    return []


def test_the_women_decide_first_and_their_proposals_stay_as_they_were(room: Ruang):
    with room.database.read() as session:
        held = session.scalars(select(Musyawarah).where(Musyawarah.jenis == "mkp")).one()
        chosen = {k.usulan_id for k in held.keputusan if k.putusan == "disepakati"}
        village = session.scalars(
            select(Musyawarah).where(
                Musyawarah.jenis == "musrenbangdes_rkp", Musyawarah.wilayah_kode == SUKAMAJU
            )
        ).one()
        agreed = {k.usulan_id: k.sumber for k in village.keputusan if k.putusan == "disepakati"}
        assert {agreed[one] for one in chosen} == {"blm"}
        assert held.tanggal < village.tanggal


def test_a_problem_can_be_followed_to_the_plan_of_five_years(room: Ruang):
    with room.database.read() as session:
        planned = session.scalars(select(UsulanRpjm).where(UsulanRpjm.tindakan_id.is_not(None)))
        for one in planned:
            assert one.tindakan is not None
            assert one.masalah == one.tindakan.masalah.masalah
        merged = session.scalars(select(Masalah).where(Masalah.induk_id.is_not(None))).all()
        assert len(merged) == 1
        assert session.scalar(select(func.count()).select_from(Foto)) == 2 * GROUPS


GROUPS = 5


def test_next_year_begins_from_what_was_left_of_this_one(demo: Play, tmp_path: Path):
    """Offered again, evaluated beforehand, money known; nothing of it is sent yet."""
    copied = tmp_path / "data"
    shutil.copytree(demo.data, copied)
    with ruang(load({"MUSREN_DATA_DIR": str(copied)})) as opened:
        start_next_year(opened, 2012, 2011)
        with opened.database.read() as session:
            year = year_for(session, RegionCode("99.01"), 2012)
            place = RegionCode(SUKAMAJU)
            assert offered(session, year, place)
            assert all(one.lanjutan.riwayat for one in offered(session, year, place))
            assert pagu.known(session, year, place)
            begun = {d.alur: d for d in open_drafts(session, year, place)}
            assert set(begun) == {"rancangan-rkp", "musrenbangdes"}
            assert len(begun["musrenbangdes"].jawaban["evaluasi"]) == TOTAL[0]


def ranked(group: dict[str, Any]) -> list[tuple[int, str, int]]:
    rows = [row for part in group["kelompok"] for row in part["baris"]]
    return [(row["peringkat"], row["kode"], row["biaya"]) for row in rows]


def test_what_the_camat_fixes_is_what_the_kecamatan_agreed_and_no_more(demo: Play, room: Ruang):
    spc, ba = (facts_of(room, k, "99.01.01") for k in ("spc", "ba_musrenbang_kecamatan"))
    assert len(spc["desa_masuk"]) == VILLAGES
    assert len(spc["desa_tertahan"]) == IN_THE_KECAMATAN - VILLAGES
    assert all("belum diterbitkan" in one["alasan"] for one in spc["desa_tertahan"])
    assert ranked(spc["apbd"]) == ranked(ba["apbd"])
    assert spc["apbd"]["jumlah"] == ba["apbd"]["jumlah"]
    agreed, funded = ranked(ba["blm"]), ranked(spc["blm"])
    left = {one["kode"] for one in spc["belum_didanai"]}
    assert funded
    assert sorted(funded) == sorted(one for one in agreed if one[1] not in left)


def test_the_demo_shows_a_changed_rank_a_reserve_and_what_became_of_the_remainder(
    demo: Play, room: Ruang
):
    spc = facts_of(room, "spc", "99.01.01")
    assert [one for one in spc["perubahan_urutan"] if one["alasan"]]
    assert [one["daftar"] for one in spc["cadangan"]]
    assert spc["pendanaan"]["pilihan_sisa"]["alasan"]
    ways = facts_of(room, "ba_musrenbang_kecamatan", "99.01.01")["cara_prioritas"]
    assert ["kelompok digabung" in ways[0], "pemungutan suara" in ways[1]] == [True, True]


@pytest.mark.slow
def test_libreoffice_opens_a_paper_of_every_kind(demo: Play, soffice: Path, tmp_path: Path):
    papers = [
        demo.out / next(one["file"] for one in demo.manifest if one["paper"] == kind)
        for kind in kinds().keys() - NOT_ISSUED
    ]
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


def test_running_it_again_into_the_same_data_changes_nothing(demo: Play, tmp_path: Path):
    again = demo.copied(tmp_path)
    (again.out / "manifest.json").unlink()
    play(tmp_path, "--villages", str(VILLAGES))
    assert again.manifest == demo.manifest


def test_both_engines_give_the_same_bytes(demo: Play, tmp_path: Path, postgres_database: Database):
    url = postgres_database.engine.url.render_as_string(hide_password=False)
    try:
        assert play(tmp_path, "--villages", str(VILLAGES), url=url).manifest == demo.manifest
    finally:
        empty(postgres_database)


def play_at_home(folder: Path) -> None:
    """Play with other people, and with nothing said about where the data go."""
    with pytest.MonkeyPatch.context() as environment:
        for name in (*TEST_SETTINGS, "MUSREN_DATA_DIR", "MUSREN_DATABASE_URL"):
            environment.delenv(name, raising=False)
        environment.chdir(folder)
        main(["demo", "--out", "keluar", "--villages", "1", "--seed", "7"])


@pytest.fixture(scope="module")
def at_home(once: Once) -> Path:
    return once("peragaan-di-rumah", play_at_home)


def test_without_a_setting_the_demo_has_a_home_of_its_own(at_home: Path):
    """It never mixes with the data of an office by accident."""
    assert {path.name for path in at_home.iterdir()} == {"keluar"}
    assert (at_home / "keluar" / "data" / "musren.db").exists()


def test_another_seed_gives_other_people(demo: Play, at_home: Path):
    """That the same seed gives the same bytes is what the two engines above show."""
    other = Play(at_home / "keluar", at_home / "keluar" / "data").manifest
    present = [one["sha256"] for one in other if one["paper"] == "daftar_hadir"]
    assert present
    assert {one["sha256"] for one in demo.manifest}.isdisjoint(present)
