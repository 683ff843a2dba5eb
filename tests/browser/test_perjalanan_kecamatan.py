"""The camat's office on a phone without JavaScript: from verification to the camat's decree."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from playwright.sync_api import Browser

from musren.models.tahun import Tahun
from tests import dunia
from tests.browser.layanan import scan
from tests.browser.tingkat_atas import DESA, KECAMATAN, Enter, Petugas, at_work, prepare
from tests.dunia import SUKAMAJU, SUKAMULYA, kinds
from tests.web.conftest import Clock

pytestmark = pytest.mark.browser

FIRST = (("spp", "Modal kelompok Mawar"), ("blm", "Rabat beton"), ("mkp", "Gedung Posyandu"),
         ("apbd", "Pengaspalan jalan"))  # fmt: skip
SECOND = (("spp", "Modal kelompok Melati"), ("blm", "Talud penahan"), ("mkp", "Gedung PAUD"),
          ("apbd", "Jembatan gantung"), ("apbd", "Saluran irigasi"))  # fmt: skip
W_TEXT = qn("w:t")
HOME = f"/kecamatan/{KECAMATAN}/2011"
BEFORE_THE_MEETING = datetime(2011, 1, 25, 2, 0, tzinfo=UTC)
DAY_OF_THE_DECREE = datetime(2011, 2, 21, 2, 0, tzinfo=UTC)


def named(kind: str, kegiatan: str) -> dict[str, Any]:
    return kinds(kind)[0] | {"kegiatan": kegiatan}


def came_in(kantor: dunia.Kantor, tahun: Tahun) -> None:
    """Two villages whose proposals are at the kecamatan, and the camat's office."""
    kantor.village_signed(tahun, SUKAMAJU, [named(*one) for one in FIRST])
    kantor.village_signed(tahun, SUKAMULYA, [named(*one) for one in SECOND])
    camat = dunia.CAMAT | {"blm": "400.000.000"}
    dunia.fill(kantor.session, kantor.issuer(dunia.KECAMATAN), "profil-kecamatan", tahun,
               dunia.KECAMATAN, camat)  # fmt: skip


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    templates = dunia.short_templates(tmp_path_factory.mktemp("templat"))
    return prepare(tmp_path_factory.mktemp("kecamatan"), templates, came_in)


@pytest.fixture
def clock() -> Clock:
    made = Clock()
    made.now = BEFORE_THE_MEETING
    return made


@pytest.fixture
def enter(browser: Browser, prepared: Path, tmp_path: Path, clock: Clock) -> Iterator[Enter]:
    with at_work(browser, prepared, tmp_path, clock) as opened:
        yield opened


# --- verification ---------------------------------------------------------------------------------


def open_sheet(camat: Petugas, kegiatan: str) -> None:
    camat.open(f"{HOME}/verifikasi")
    camat.press("lembar", f"main tr:has-text('{kegiatan}') form")
    camat.step("lembar")


def look_it_over(camat: Petugas) -> None:
    """The sheet up to the recommendation."""
    camat.answer({})
    camat.each("kelengkapan", "keadaan", "ada")
    camat.answer({})
    camat.each("khusus", "isi", "Sudah diperiksa di lapangan")
    camat.answer({})
    camat.each("aspek", "keadaan", "baik")
    camat.answer({})
    camat.answer({"tanggal_kunjungan": "24/1/2011"})


def test_a_proposal_goes_back_to_its_village_and_comes_back_mended(enter: Enter):
    camat, kpmd = enter("camat"), enter("kpmd")
    open_sheet(camat, "Rabat beton")
    look_it_over(camat)
    camat.answer({})
    camat.answer({"kembalikan": "ya", "kolom": ["volume"], "tenggat": "31/1/2011",
                  "catatan": "Panjang pada sketsa berbeda"})  # fmt: skip
    camat.send()
    mend(kpmd)
    open_sheet(camat, "Rabat beton")
    assert "125" in camat.told()
    while not camat.page.url.endswith("/rekomendasi"):
        camat.answer({})
    camat.answer({"rekomendasi": "layak", "alasan": ""})
    camat.send()
    camat.open(f"{HOME}/verifikasi")
    assert "Layak" in camat.page.locator("tr", has_text="Rabat beton").inner_text()
    for person in (camat, kpmd):
        person.done()


def mend(kpmd: Petugas) -> None:
    """The village finds what came back on its home, and answers only what was asked."""
    kpmd.open(f"/desa/{DESA}/2011")
    assert "Rabat beton" in kpmd.told()
    kpmd.press("Rabat beton")
    assert "Panjang pada sketsa berbeda" in kpmd.told()
    kpmd.press("Perbaiki usulan ini")
    assert kpmd.page.locator("[data-kelompok=jawaban] .baris").count() == 1
    assert "140" in kpmd.told()
    kpmd.answer({"jawaban-0-menjadi": "125"})
    kpmd.finish()


# --- the plenary ----------------------------------------------------------------------------------


def rank_spp_by_groups(camat: Petugas) -> None:
    camat.open(f"{HOME}/prioritas")
    camat.press("Mulai sidang daftar ini")
    camat.answer({"cara": "kelompok", "banyak_kelompok": "2"})
    camat.fill_rows("urutan_kelompok", {
        "Modal kelompok Mawar": {"g1": "2", "g2": "2"},
        "Modal kelompok Melati": {"g1": "1", "g2": "1"},
    })  # fmt: skip
    camat.finish()


VOTES = {"Gedung Posyandu": "10", "Rabat beton": "8", "Talud penahan": "7", "Gedung PAUD": "5"}


def rank_others_by_votes(camat: Petugas) -> None:
    """Three different choices each; a tally that does not add up is not taken, nor lost."""
    camat.begin("sidang-prioritas", KECAMATAN, "bukan_spp")
    camat.answer({"cara": "suara"})
    camat.fill_rows("suara_usulan", {told: {"suara": n} for told, n in VOTES.items()})
    camat.answer({"jumlah_pemilih": "11"})
    assert "Jumlah suara 30, seharusnya 33" in camat.told()
    camat.sent_back("Jumlah suara 30, seharusnya 33")
    kept = camat.page.locator("[data-kelompok=suara_usulan] [name$=-suara]").all()
    assert sorted(one.input_value() for one in kept) == sorted(VOTES.values())
    camat.answer({"jumlah_pemilih": "10"})
    camat.finish()


def hold(camat: Petugas) -> None:
    """The meeting's form, its ranks filled in by the sessions; the forum puts one work first."""
    camat.begin("musrenbang-kecamatan", KECAMATAN)
    camat.answer({"tanggal": "14/2/2011", "jam_mulai": "08.30", "jam_selesai": "15.00",
                  "tempat": "Aula Kantor Camat"})  # fmt: skip
    camat.answer({})
    camat.answer({})
    camat.answer({"pimpinan_nama": "Peserta 4", "pimpinan_unsur": "BKAD dan UPK",
                  "notulis_nama": "Peserta 5", "notulis_unsur": "BKAD dan UPK",
                  "cara_putusan": "mufakat"})  # fmt: skip
    camat.click('button[value="disepakati:prioritas_blm"]')
    first, second = (camat.row_of("prioritas_blm", one) for one in ("Rabat", "Posyandu"))
    rank = camat.page.locator(f'[name="prioritas_blm-{second}-peringkat"]')
    assert rank.input_value() == "1"
    camat.put(f"prioritas_blm-{first}-peringkat", "1")
    camat.put(f"prioritas_blm-{second}-peringkat", "2")
    camat.answer({})
    camat.click('button[value="disepakati:prioritas_apbd"]')
    camat.click('button[value="urutkan:prioritas_apbd"]')
    camat.answer({})
    envoys = [f"Peserta {n} — Desa Sukamaju" for n in (6, 7, 8)]
    camat.answer({"wakil_utusan": envoys, "delegasi": envoys})
    camat.sent_back("Menurut hitungan peringkat 2, diputuskan 1")
    camat.answer({f"prioritas_blm-{first}-alasan_urutan": "Jalan putus setiap hujan"})
    camat.send()


def fund(camat: Petugas) -> None:
    """The third does not fit any more, and the fourth is not pulled up past it."""
    camat.open(f"{HOME}/pendanaan")
    camat.put("pagu", "400.000.000; 600.000.000")
    camat.press("Hitung")
    camat.press("Isi pendanaan BLM")
    camat.answer({})
    assert "Talud penahan" in camat.told()
    camat.answer({"pilihan_sisa": "kembali", "alasan": "Desa belum sanggup menambah swadaya"})
    camat.send()
    camat.open(f"{HOME}/pendanaan")
    assert "Rp77.300.000" in camat.told()


def decree(camat: Petugas, paper: Path) -> None:
    camat.issue("ba_musrenbang_kecamatan", KECAMATAN, 2011, "14/2/2011")
    camat.sign(paper)
    camat.issue("spc", KECAMATAN, 2011, "21/2/2011")


def test_the_plenary_ranks_and_funds_and_the_decree_proves_it(
    enter: Enter, clock: Clock, tmp_path: Path
):
    paper = tmp_path / "pindaian.png"
    paper.write_bytes(scan())
    clock.now = DAY_OF_THE_DECREE
    camat = enter("camat")
    rank_spp_by_groups(camat)
    rank_others_by_votes(camat)
    hold(camat)
    fund(camat)
    decree(camat, paper)
    proves_every_line(camat.word())
    camat.open(f"{HOME}/prioritas")
    camat.press("Talud penahan")
    assert "BLM habis" in camat.told()
    camat.done()


def proves_every_line(decree: Path) -> None:
    """The Word file names the village's Berita Acara, both ranks and the reason between them."""
    told = text_of(decree)
    for words in (
        "Rabat beton", "Jalan putus setiap hujan", "414.2/001/BA/Ds.Sukamaju/I/2011",
        "414.2/001/BA/Ds.Sukamulya/I/2011", "Desa belum sanggup menambah swadaya",
    ):  # fmt: skip
        assert words in told, words


def text_of(word: Path) -> str:
    """Everything a Word file says, its tables too."""
    return " ".join(node.text or "" for node in Document(str(word)).element.iter(W_TEXT))
