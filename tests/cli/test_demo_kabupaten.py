"""`musren demo --kabupaten`: a whole kabupaten in bulk, right to the rupiah and to every line."""

import csv
import hashlib
import io
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from musren.cli.demo.kabupaten.bangun import TAHUN
from musren.cli.demo.kabupaten.pokir import PER_KECAMATAN
from musren.cli.demo.kabupaten.tempat import KABUPATEN
from musren.cli.ruang import Ruang, ruang
from musren.domain.wilayah import RegionCode
from musren.forms.usulan import USULAN
from musren.models.tables import (
    BarisAnggaran,
    Kemajuan,
    Keputusan,
    Musyawarah,
    Naskah,
    PetaWilayah,
    Pokir,
    PokirUsulan,
    RiwayatStatus,
    TidakTerserap,
    Usulan,
    UsulanKecamatan,
    Wilayah,
)
from musren.services import alur
from musren.services.anggaran.alasan import waiting
from musren.services.anggaran.calon import payable
from musren.services.pilihan import Setting, options_for
from musren.services.publik import is_public
from musren.services.tahun import profile_of, year_for
from musren.settings import load
from tests.fixtures.demo import BANYAK_USULAN, DESA, KECAMATAN, Play

ORIGINS = {"spp": {"mkp"}, "lain": {"mkp", "campuran"}}


@pytest.fixture
def demo(luas: Play) -> Play:
    return luas


@pytest.fixture
def room(demo: Play) -> Iterator[Ruang]:
    with ruang(load(demo.settings)) as opened:
        yield opened


@pytest.fixture
def baca(room: Ruang) -> Iterator[Session]:
    with room.database.read() as session:
        yield session


@pytest.fixture
def usulan(baca: Session) -> list[Usulan]:
    """Every proposal with its shares and decisions, as plain rows."""
    return list(
        baca.scalars(
            select(Usulan)
            .order_by(Usulan.desa_kode, Usulan.nomor_urut)
            .options(
                selectinload(Usulan.dana),
                selectinload(Usulan.keputusan),
                selectinload(Usulan.desa),
            )
        )
    )


def at(one: Usulan, tingkat: str) -> Keputusan | None:
    return next((k for k in one.keputusan if k.tingkat == tingkat), None)


def test_as_many_places_and_proposals_as_were_asked_for(baca: Session, usulan: list[Usulan]):
    places = Counter(kode.count(".") for kode in baca.scalars(select(Wilayah.kode)))
    names = list(baca.scalars(select(Wilayah.nama)))
    assert (places[2], places[3]) == (KECAMATAN, DESA)
    assert len(set(names)) == len(names)
    assert len(usulan) == BANYAK_USULAN
    numbers: dict[str, list[int]] = defaultdict(list)
    for one in usulan:
        numbers[one.desa_kode].append(one.nomor_urut)
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())
    assert len(set(map(len, numbers.values()))) > 1


def test_every_cost_is_the_sum_of_its_shares_and_most_are_decided(usulan: list[Usulan]):
    assert all(one.biaya == sum(d.jumlah or 0 for d in one.dana) for one in usulan)
    shares = {d.sumber for one in usulan for d in one.dana}
    assert shares == {"blm", "apbd", "add", "swadaya", "lain"}
    told = Counter(k.putusan for one in usulan if (k := at(one, "desa")))
    assert told["disepakati"] > 5 * told["ditunda"] > 0 < told["ditolak"]


def test_a_village_brings_at_most_three_proposals_to_blm_each_from_its_own_place(
    usulan: list[Usulan],
):
    brought: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in usulan:
        if any(d.sumber == "blm" for d in one.dana):
            brought[one.desa_kode].append(("spp" if one.jenis == "spp" else "lain", one.asal))
    assert brought
    for found in brought.values():
        assert len(found) <= 3
        assert len(set(found)) == len(found)
        assert all(asal in ORIGINS[kind] for kind, asal in found)


def test_every_proposal_can_be_opened_in_its_form_and_sent_again(
    baca: Session, usulan: list[Usulan]
):
    """They were written in bulk, past the form; the form would have taken them."""
    year = year_for(baca, KABUPATEN, TAHUN)
    for one in usulan:
        place = RegionCode.parse(one.desa_kode)
        answers, _ = alur.STARTS["usulan"](baca, year, place, f"usulan:{one.id}")
        lists = options_for(
            Setting(session=baca, year=year, place=place, answers=answers), USULAN.lists()
        )
        values = USULAN.read(answers, lists)
        assert (values["kegiatan"], values["biaya"]) == (one.kegiatan, one.biaya)


def test_the_history_of_every_proposal_ends_where_it_stands(baca: Session, usulan: list[Usulan]):
    moves: dict[int, list[RiwayatStatus]] = defaultdict(list)
    for move in baca.scalars(select(RiwayatStatus).order_by(RiwayatStatus.id)):
        moves[move.usulan_id].append(move)
    for one in usulan:
        found = moves[one.id]
        assert (found[0].dari, found[0].ke) == ("", "diajukan")
        assert [m.dari for m in found[1:]] == [m.ke for m in found[:-1]]
        assert found[-1].ke == one.status
        assert all(m.pelaku_id and m.peran for m in found)


# --- the lists ----------------------------------------------------------------------------------


def main_source(one: Usulan) -> str:
    """Of the last decision, else the largest share that is not swadaya, else swadaya."""
    for tingkat in ("kecamatan", "desa"):
        if (k := at(one, tingkat)) is not None:
            return k.sumber
    rows = sorted(one.dana, key=lambda d: (d.sumber == "swadaya", -(d.jumlah or 0), d.urutan))
    return str(rows[0].sumber)


def book_of(demo: Play) -> openpyxl.Workbook:
    return openpyxl.load_workbook(demo.out / f"{KABUPATEN}_daftar_bappeda.xlsx", data_only=True)


def rows_of(sheet: Any) -> list[dict[str, Any]]:
    """The proposals on a sheet of the flat list, by the headings of their columns."""
    cells = list(sheet.iter_rows(values_only=True))
    head = [str(one) for one in cells[0]]
    rows = [dict(zip(head, row, strict=True)) for row in cells[1:]]
    return [row for row in rows if str(row["Kode usulan"]).startswith(f"{KABUPATEN}.")]


def test_the_sums_of_the_workbook_are_those_of_the_rows(
    demo: Play, baca: Session, usulan: list[Usulan]
):
    """Added up here with plain Python, in ways the workbook does not share."""
    names = {s.kunci: s.nama for s in profile_of(year_for(baca, KABUPATEN, TAHUN)).sumber_dana}
    places = {w.kode: w.nama for w in baca.scalars(select(Wilayah))}
    listed = rows_of(book_of(demo)["Semua usulan"])
    by_code = {row["Kode usulan"]: row for row in listed}
    assert len(by_code) == BANYAK_USULAN
    for one in usulan:
        row = by_code[one.kode]
        village, district = at(one, "desa"), at(one, "kecamatan")
        assert row["Biaya usulan"] == one.biaya
        assert (row["Swadaya"] or 0) == sum(
            d.jumlah or 0 for d in one.dana if d.sumber == "swadaya"
        )
        assert row["Biaya disepakati desa"] == (village.biaya if village else None)
        assert row["Biaya disepakati kecamatan"] == (district.biaya if district else None)
        assert row["Kecamatan"] == places[one.desa_kode[:8]]
        assert row["Sumber dana"] == names[main_source(one)]
    assert sum(row["Biaya usulan"] for row in by_code.values()) == sum(u.biaya or 0 for u in usulan)


def test_the_recap_counts_each_group_as_plain_rows_do(
    demo: Play, baca: Session, usulan: list[Usulan]
):
    places = {w.kode: w.nama for w in baca.scalars(select(Wilayah))}
    names = {s.kunci: s.nama for s in profile_of(year_for(baca, KABUPATEN, TAHUN)).sumber_dana}
    told = json.loads((demo.out / f"{KABUPATEN}_daftar_bappeda.json").read_text())["totals"]
    district, source = defaultdict(int), defaultdict(int)
    for one in usulan:
        district[places[one.desa_kode[:8]]] += one.biaya or 0
        for share in one.dana:
            source[names[str(share.sumber)]] += share.jumlah or 0
    assert {k["nama"]: k["biaya"] for k in told["kecamatan"]} == dict(district)
    assert {k["nama"]: k["biaya"] for k in told["sumber"]} == dict(source)
    assert sum(k["usulan"] for k in told["status"]) == told["usulan"] == BANYAK_USULAN
    recap = book_of(demo)["Ringkasan"]
    cells = {row[0]: row[1:] for row in recap.iter_rows(values_only=True) if row[0]}
    for name, amount in {**district, **source}.items():
        assert amount in cells[name]


def agency(one: Usulan) -> str:
    """Who is to do it by the last level that said so."""
    above = at(one, "kabupaten")
    forums = [k for k in one.keputusan if k.tingkat == "forum_skpd"]
    kept = [k for k in forums if k.putusan != "dialihkan"]
    if above is not None or kept:
        return (above or kept[0]).skpd
    district = at(one, "kecamatan")
    return forums[-1].skpd_tujuan if forums else district.skpd if district else one.skpd


def test_the_sheet_of_each_skpd_is_what_the_kecamatan_agreed_on_for_apbd(
    demo: Play, usulan: list[Usulan]
):
    wanted: dict[str, int] = defaultdict(int)
    for one in usulan:
        k = at(one, "kecamatan")
        if k is not None and (k.putusan, k.sumber) == ("disepakati", "apbd"):
            wanted[agency(one)] += k.biaya or 0
    found: dict[str, int] = defaultdict(int)
    for sheet in book_of(demo).worksheets:
        if sheet.title.startswith("SKPD "):
            for row in sheet.iter_rows(values_only=True):
                if isinstance(row[0], int) and isinstance(row[8], int):
                    found[str(row[9])] += row[8]
    assert dict(found) == dict(wanted)
    assert sum(found.values()) > 0


def test_the_sheet_of_each_kecamatan_has_its_own_proposals(
    demo: Play, baca: Session, usulan: list[Usulan]
):
    places = {w.kode: w.nama for w in baca.scalars(select(Wilayah))}
    wanted: dict[str, dict[str, int | None]] = defaultdict(dict)
    for one in usulan:
        wanted[f"Kec {places[one.desa_kode[:8]]}"][one.kode] = one.biaya
    found = {
        sheet.title: {row["Kode usulan"]: row["Biaya usulan"] for row in rows_of(sheet)}
        for sheet in book_of(demo).worksheets
        if sheet.title.startswith("Kec ")
    }
    assert found == wanted


def test_csv_and_workbook_have_the_same_rows(demo: Play):
    text = (demo.out / f"{KABUPATEN}_daftar_bappeda.csv").read_text("utf-8-sig")
    told = [(r["Kode usulan"], r["Biaya usulan"]) for r in csv.DictReader(io.StringIO(text))]
    listed = rows_of(book_of(demo)["Semua usulan"])
    assert told == [(str(r["Kode usulan"]), str(r["Biaya usulan"])) for r in listed]


def test_the_manifest_names_and_hashes_every_file(demo: Play):
    for one in demo.manifest:
        content = (demo.out / one["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == one["sha256"]
        assert one["wilayah"] == str(KABUPATEN)
    assert {Path(one["file"]).suffix for one in demo.manifest} == {".xlsx", ".csv", ".json"}


# --- the papers ---------------------------------------------------------------------------------


def lines_of(spc: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (name, row)
        for name in ("blm", "apbd")
        for group in spc[name]["kelompok"]
        for row in group["baris"]
    ]


def added_by_the_forum(spc: dict[str, Any]) -> dict[str, int]:
    """What the remainder of the BLM paid more of, by proposal."""
    choice = spc["pendanaan"]["pilihan_sisa"]
    if choice is None or choice["pilihan"] != "tambah_volume":
        return {}
    return {one["kode"]: one["dari_sumber"] for one in choice["tambahan"]}


def test_every_line_of_a_surat_penetapan_is_proved_by_the_berita_acara_it_cites(baca: Session):
    papers = list(baca.scalars(select(Naskah).order_by(Naskah.id)))
    places = {w.nama: w.kode for w in baca.scalars(select(Wilayah))}
    cited = {p.nomor: p for p in papers if p.jenis == "ba_musrenbangdes"}
    assert all(p.status == "ditandatangani" for p in papers if p.jenis == "spc")
    proved = 0
    for spc in (p for p in papers if p.jenis == "spc"):
        more = added_by_the_forum(spc.fakta)
        for name, row in lines_of(spc.fakta):
            ba = cited[row["nomor_ba"]]
            assert ba.status == "ditandatangani"
            assert ba.wilayah_kode == places[row["desa"]]
            assert ba.wilayah_kode.startswith(f"{spc.wilayah_kode}.")
            listed = next(one for one in ba.fakta["daftar"] if one["kunci"] == name)
            line = listed["baris"][row["baris_ba"] - 1]
            wanted = (row["kode"], row["kegiatan"], row["biaya"] - more.get(row["kode"], 0))
            assert (line["kode"], line["kegiatan"], line["biaya"]) == wanted
            proved += 1
    assert proved > 20


def test_a_proposal_passed_on_is_decided_once_by_the_forum_it_came_to(usulan: list[Usulan]):
    passed = 0
    for one in usulan:
        forums = [k for k in one.keputusan if k.tingkat == "forum_skpd"]
        away = [k for k in forums if k.putusan == "dialihkan"]
        kept = [k for k in forums if k.putusan != "dialihkan"]
        assert len(kept) <= 1
        for k in away:
            assert k.alasan
            assert {other.skpd for other in forums if other is not k} == {k.skpd_tujuan}
            passed += 1
    assert passed > 0


def test_every_paper_has_its_file_and_its_number_once(room: Ruang, baca: Session):
    papers = list(baca.scalars(select(Naskah).options(selectinload(Naskah.docx))))
    held = list(baca.scalars(select(Musyawarah)))
    numbers = [(p.wilayah_kode, p.register_kode, p.nomor_urut) for p in papers if p.nomor_urut]
    assert len(set(numbers)) == len(numbers)
    for paper in papers:
        assert paper.status in {"terbit", "ditandatangani"}
        assert paper.docx is not None
        assert room.gudang.get(paper.docx.sha256).startswith(b"PK")
    assert {p.tanggal.year for p in papers} | {m.tanggal.year for m in held} == {TAHUN}


def test_what_came_to_the_kecamatan_is_what_the_signed_berita_acara_says(baca: Session):
    came = list(baca.scalars(select(UsulanKecamatan)))
    papers = {p.id: p for p in baca.scalars(select(Naskah))}
    by_paper = Counter((one.ba_naskah_id, one.daftar) for one in came)
    for (paper, daftar), count in by_paper.items():
        listed = next(d for d in papers[paper].fakta["daftar"] if d["kunci"] == daftar)
        assert len(listed["baris"]) == count


# --- the later stages ----------------------------------------------------------------------------


def test_some_wishes_of_the_dprd_are_answered_by_proposals_of_their_place(baca: Session):
    wishes = {one.id: one for one in baca.scalars(select(Pokir))}
    links = list(baca.execute(select(PokirUsulan, Usulan).join(Usulan)))
    assert len(wishes) == KECAMATAN * PER_KECAMATAN
    assert {one.kecamatan_kode for one in wishes.values()} == {
        f"{KABUPATEN}.{n:02}" for n in range(1, KECAMATAN + 1)
    }
    for link, usulan in links:
        assert usulan.desa_kode.startswith(f"{wishes[link.pokir_id].kecamatan_kode}.")
    answered = {link.pokir_id for link, _ in links}
    assert 0 < len(answered) < len(wishes)
    assert 0 < sum(link.kawal for link, _ in links) < len(links)


def test_no_budget_gives_more_than_it_has_and_people_still_have_work_with_it(baca: Session):
    lines = list(baca.scalars(select(BarisAnggaran).options(selectinload(BarisAnggaran.serapan))))
    shares = [share for line in lines for share in line.serapan]
    assert all(sum(s.jumlah for s in line.serapan) <= line.pagu for line in lines)
    assert {line.jenis for line in lines} == {"apbd", "apb_desa"}
    assert {line.keadaan for line in lines} == {"cocok", "parkir", "abaikan"}
    assert {share.cara for share in shares} == {"kode", "mirip", "tangan"}
    cost = {one.id: one for one in payable(baca, year_for(baca, KABUPATEN, TAHUN), KABUPATEN)}
    whole = Counter(share.jumlah == cost[share.usulan_id].biaya for share in shares)
    assert whole[True] > whole[False] > 0


def test_what_the_budget_left_out_has_its_reason_or_waits_for_one(
    baca: Session, usulan: list[Usulan]
):
    told = {one.usulan_id for one in baca.scalars(select(TidakTerserap))}
    assert told == {one.id for one in usulan if one.status == "tidak_masuk_anggaran"}
    left = waiting(baca, year_for(baca, KABUPATEN, TAHUN), KABUPATEN)
    assert 0 < sum(not one.alasan for one in left) < len(left)


def test_only_paid_work_is_looked_at_and_some_of_it_is_finished(
    baca: Session, usulan: list[Usulan]
):
    seen = list(baca.scalars(select(Kemajuan)))
    by_id = {one.id: one for one in usulan}
    for one in seen:
        source = at(by_id[one.usulan_id], "kecamatan")
        by_blm = source is not None and source.sumber == "blm"
        assert by_id[one.usulan_id].status == ("ditetapkan_camat" if by_blm else "masuk_anggaran")
    assert {one.persen == 100 for one in seen} == {True, False}
    days = defaultdict(list)
    for one in sorted(seen, key=lambda one: one.tanggal):
        days[one.usulan_id].append(one.persen)
    assert all(found == sorted(found) for found in days.values())


def test_every_village_has_its_place_on_the_map(baca: Session):
    shapes = [tuple(one.bentuk["titik"]) for one in baca.scalars(select(PetaWilayah))]
    assert len(set(shapes)) == len(shapes) == DESA


def test_everybody_may_look_at_the_proposals(baca: Session):
    assert is_public(year_for(baca, KABUPATEN, TAHUN))
