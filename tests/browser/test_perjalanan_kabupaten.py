"""The kabupaten at work in a browser: an SKPD and the DPRD on a phone, Bappeda at a desk."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser

from musren.models.tahun import Tahun
from tests import dunia
from tests.browser.layanan import scan
from tests.browser.tingkat_atas import KABUPATEN, Build, Enter, Petugas, at_work, prepare
from tests.kabupaten_dunia import (
    DAY,
    FORUM_DAY,
    MUSRENBANG_DAY,
    SKPD_HEALTH,
    SKPD_ROADS,
    apbd,
    decide,
    decreed,
    hold_forum,
    rows_of,
)
from tests.web.conftest import Clock

pytestmark = pytest.mark.browser

HOME = f"/kabupaten/{KABUPATEN}/2011"
GIVEN = (
    apbd("Pengaspalan jalan"), apbd("Jembatan gantung", "DPU"), apbd("Gorong-gorong"),
    apbd("Gedung Puskesmas pembantu", "Dinas PU", "350.000.000"),
    apbd("Alat Posyandu", "Dinas Kesehatan", "40.000.000"),
)  # fmt: skip


def spc_signed(kantor: dunia.Kantor, tahun: Tahun) -> None:
    decreed(kantor, tahun, GIVEN)


def forums_held(kantor: dunia.Kantor, tahun: Tahun) -> None:
    """Both forums accepted all that came to them."""
    spc_signed(kantor, tahun)
    for acara in (SKPD_ROADS, SKPD_HEALTH):
        rows = [decide(one) for one in rows_of(kantor.session, tahun, acara)]
        hold_forum(kantor.session, tahun, acara, rows)


class Serve(Protocol):
    """Serves what was built, once for all tests that need it."""

    def __call__(self, build: Build) -> Enter: ...


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Mapping[Build, Path]:
    templates = dunia.short_templates(tmp_path_factory.mktemp("templat"))
    return {
        build: prepare(tmp_path_factory.mktemp("kabupaten"), templates, build)
        for build in (spc_signed, forums_held)
    }


@pytest.fixture
def serve(browser: Browser, prepared: Mapping[Build, Path], tmp_path: Path) -> Iterator[Serve]:
    clock, served = Clock(), list[AbstractContextManager[Enter]]()
    clock.now = DAY

    def started(build: Build) -> Enter:
        served.append(at_work(browser, prepared[build], tmp_path, clock))
        return served[-1].__enter__()

    yield started
    for one in served:
        one.__exit__(None, None, None)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    made = tmp_path / "pindaian.png"
    made.write_bytes(scan())
    return made


def meet(person: Petugas, day: str, leader: str = "Delegasi 5") -> None:
    """The first pages of every meeting of the kabupaten."""
    person.answer({"tanggal": day, "jam_mulai": "09.00", "jam_selesai": "15.00",
                   "tempat": "Aula Bappeda"})  # fmt: skip
    person.rows("hadir", [
        {"nama": f"Delegasi {n}", "jk": "P" if n % 2 else "L", "unsur": "Delegasi kecamatan",
         "alamat": "Sukaraya"} for n in range(1, 7)
    ])  # fmt: skip
    person.answer({})
    person.answer({"pimpinan_nama": leader, "pimpinan_unsur": "Bappeda",
                   "notulis_nama": "Delegasi 6", "notulis_unsur": "Bappeda",
                   "cara_putusan": "mufakat"})  # fmt: skip


SIGNERS = [f"Delegasi {n} — Sukaraya" for n in (1, 2, 3)]


# --- an SKPD --------------------------------------------------------------------------------------

ANSWERS: Mapping[str, Mapping[str, str]] = {
    "Pengaspalan jalan": {"putusan": "diterima"},
    "Jembatan gantung": {"putusan": "diterima_perubahan", "biaya": "150.000.000",
                         "alasan": "Disesuaikan dengan pagu SKPD"},
    "Gorong-gorong": {"putusan": "ditolak", "alasan": "Sudah dikerjakan tahun lalu"},
    "Gedung Puskesmas": {"putusan": "dialihkan", "alasan": "Menjadi tugas Dinas Kesehatan"},
}  # fmt: skip


def test_an_skpd_decides_on_its_own_forum_and_on_no_other(serve: Serve, paper: Path):
    enter = serve(spc_signed)
    dinas = enter("dinas")
    assert "Forum SKPD Anda" in dinas.told()  # the first page of an SKPD begins with its own forum
    dinas.press("Buka forum ini")
    dinas.press("Isi forum ini")
    meet(dinas, FORUM_DAY)
    dinas.fill_rows("putusan_forum", ANSWERS)
    moved = dinas.row_of("putusan_forum", "Gedung Puskesmas")
    target = dinas.page.locator(f'[name="putusan_forum-{moved}-skpd_tujuan"]')
    target.select_option(label="Dinas Kesehatan")
    dinas.answer({})
    dinas.answer({"wakil_utusan": SIGNERS})
    dinas.send()
    is_kept_from_the_form_of_another(dinas)
    bappeda = enter("bappeda")
    bappeda.open(f"{HOME}/forum/1")
    for told in ("Rp150.000.000", "Sudah dikerjakan tahun lalu", "Dinas Kesehatan"):
        assert told in bappeda.told()
    bappeda.issue(f"ba_forum_skpd~{SKPD_ROADS}", KABUPATEN, 2011, FORUM_DAY)
    bappeda.sign(paper)
    bappeda.open(f"{HOME}/forum/2")
    assert "Dialihkan dari Dinas Pekerjaan Umum" in bappeda.told()
    for person in (dinas, bappeda):
        person.done()


def is_kept_from_the_form_of_another(dinas: Petugas) -> None:
    dinas.open(f"/formulir/forum-skpd/2011/{KABUPATEN}?objek={SKPD_HEALTH}")
    dinas.click("main form button")
    assert "/draf/" not in dinas.page.url


# --- the DPRD -------------------------------------------------------------------------------------


def test_a_member_of_the_dprd_escorts_a_proposal(serve: Serve):
    dewan = serve(spc_signed)("dewan", script=True)
    dewan.press("Buka pokir")
    dewan.press("Catat pokir")
    dewan.answer({"jenis": "pokir", "anggota_nama": "H. Marzuki", "fraksi": "Karya",
                  "dapil": "Makmur 1"})  # fmt: skip
    dewan.answer(
        {
            "kegiatan": "Pengaspalan jalan poros desa",
            "biaya": "250.000.000",
            "kecamatan_kode": str(dunia.KECAMATAN),
            "skpd": "Dinas Pekerjaan Umum",
        }
    )
    dewan.send()
    dewan.open(f"{HOME}/pokir")
    dewan.press("Pengaspalan jalan poros desa")
    dewan.page.locator("main form", has_text="Cocok").first.locator("[name=kawal]").check()
    dewan.press("Cocok: sandingkan")
    assert "dikawal" in dewan.told()
    dewan.open(f"{HOME}/pokir")
    dewan.press("Daftar bahan dengar pendapat")
    assert "Daftar Bahan Hearing" in dewan.told()
    dewan.done()


# --- Bappeda --------------------------------------------------------------------------------------


def at_desk(serve: Serve, build: Build) -> Petugas:
    return serve(build)("bappeda", width=1280, script=True)


def downloaded(person: Petugas, link: str) -> bytes:
    with person.page.expect_download() as got:
        person.page.locator(f"main a[href*='{link}']").first.click()
    return Path(got.value.path()).read_bytes()


def test_bappeda_keeps_a_picture_of_the_list_and_follows_the_funnel(serve: Serve):
    bappeda = at_desk(serve, forums_held)
    bappeda.open(f"{HOME}/daftar")
    bappeda.page.locator("details.saringan summary").first.click()
    bappeda.page.locator("[name=sumber]").select_option("apbd")
    bappeda.press("Terapkan")
    bappeda.page.locator("summary", has_text="Saringan saya").click()
    bappeda.put("nama", "Untuk APBD")
    bappeda.press("Simpan saringan", "main form")
    assert "Untuk APBD" in bappeda.told()
    bappeda.press("Ambil potret")
    assert downloaded(bappeda, "daftar.xlsx") == downloaded(bappeda, "daftar.xlsx")
    bappeda.open(f"{HOME}/corong")
    bappeda.click("main svg a")
    assert "5 usulan" in bappeda.told()
    for page in ("peta", "papan", "data-terbuka", "serapan", "naskah", "pertemuan"):
        bappeda.open(f"{HOME}/{page}")
    bappeda.open(f"/naskah/laporan_musrenbang/{KABUPATEN}/2011")
    assert "Laporan Musrenbang" in bappeda.told()
    bappeda.done()


def test_bappeda_closes_the_planning_and_matches_the_budget(serve: Serve, paper: Path):
    bappeda = at_desk(serve, forums_held)
    bappeda.begin("musrenbang-kabupaten", KABUPATEN)
    meet(bappeda, MUSRENBANG_DAY)
    bappeda.answer({})
    bappeda.answer({"wakil_utusan": SIGNERS})
    bappeda.send()
    bappeda.issue("ba_musrenbang_kabupaten", KABUPATEN, 2011, MUSRENBANG_DAY)
    bappeda.sign(paper)
    import_budget(bappeda, paper.with_name("apbd.csv"))
    bappeda.press("Pilihkan usulan yang menunggu")
    bappeda.press("Pembangunan penyeberangan")
    match_by_hand(bappeda, "130.000.000")
    assert "Rp120.000.000" in bappeda.page.locator("#ringkasan").inner_text()
    match_by_hand(bappeda, "120.000.000")
    bappeda.open(f"{HOME}/serapan")
    assert "2 dari 5 usulan" in bappeda.told()
    bappeda.done()


BRIDGE = f"{dunia.SUKAMAJU}-2011-002"


def match_by_hand(bappeda: Petugas, jumlah: str) -> None:
    bappeda.page.locator("main [name=kode]:visible").first.fill(BRIDGE)
    bappeda.page.locator("main [name=jumlah]").first.fill(jumlah)
    bappeda.press("Simpan pembagian")


BUDGET = """Kegiatan;SKPD;Desa;Kecamatan;Pagu
Pengaspalan jalan;Dinas Pekerjaan Umum;Sukamaju;Sukaraya;200.000.000
Pembangunan penyeberangan;Dinas Pekerjaan Umum;;Sukaraya;120.000.000
"""


def import_budget(bappeda: Petugas, file: Path) -> None:
    file.write_text(BUDGET)
    bappeda.open(f"{HOME}/anggaran/impor")
    bappeda.page.set_input_files("[name=berkas]", file)
    bappeda.press("Impor berkas ini")
    assert "2 baris dibaca" in bappeda.told()
