"""From a village's own spreadsheet to its signed papers, in a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from musren.papers.words import texts
from tests.browser.layanan import Orang, scan
from tests.browser.test_perjalanan import DESA, PRESENT, chosen, people_at_work, village_profile

pytestmark = pytest.mark.browser

SHEET = Path(__file__).parents[1] / "data" / "rkp_cetak.csv"
INCOMPLETE = "Santunan warga miskin"


def take_in(fk: Orang) -> None:
    """Import the sheet; say what the village means by its sources."""
    fk.open(f"/desa/{DESA}/2011/impor")
    fk.page.set_input_files("[name=berkas]", SHEET)
    fk.click("main form button.btn-primary")
    assert "192.050.300" in fk.page.locator("main").inner_text()
    fk.open(f"/desa/{DESA}/2011/sumber")
    for row in fk.page.locator("main form tbody tr").all():
        told = row.locator("th").inner_text()
        row.locator("select").select_option("add" if "ADD" in told else "lain")
    fk.click("main form button.btn-primary")


def decide(fk: Orang) -> None:
    """The meeting over the imported rows; what is incomplete is put off with a reason."""
    fk.start("musrenbangdes", 2011, DESA)
    fk.answer({"tanggal": "17/1/2011", "jam_mulai": "09.00", "jam_selesai": "12.30",
               "tempat": "Balai Desa"})  # fmt: skip
    fk.rows("hadir", [*PRESENT])
    fk.answer({})
    fk.answer({"evaluasi_ada": "tidak"})
    fk.answer({"pimpinan_nama": "Warga 11", "pimpinan_unsur": "LPMD", "notulis_nama": "Warga 12",
               "notulis_unsur": "KPMD", "cara_putusan": "mufakat"})  # fmt: skip
    late = fk.page.locator("tbody tr").filter(has_text=INCOMPLETE)
    late.locator("select[name$='-putusan']").select_option("ditunda")
    late.locator("input[name$='-alasan']").fill("Volume belum jelas")
    fk.click('button[value="disepakati:keputusan"]')
    fk.click('button[value="urutkan:keputusan"]')
    fk.answer({})
    fk.answer({"wakil_masyarakat": chosen(1, 2, 3), "wakil_desa": chosen(4, 5, 6, 7, 8, 9)})
    fk.send()


@pytest.mark.parametrize(("width", "script"), [(360, False), (1280, True)])
def test_imported_rows_become_a_berita_acara_and_a_decree(
    browser: Browser, tmp_path: Path, width: int, script: bool
):
    paper = tmp_path / "pindaian.png"
    paper.write_bytes(scan())
    with people_at_work(browser, tmp_path, width=width, script=script) as enter:
        fk = enter("fasilitator")
        village_profile(fk)
        take_in(fk)
        decide(fk)
        kades = enter("kades")
        told = kades.issue("ba_musrenbangdes", DESA, 2011, "17/1/2011")
        assert "/BA/Ds.Sukamaju/" in told
        kades.sign(paper)
        kades.issue("sk_rkp_desa", DESA, 2011, "24/1/2011")
        with kades.page.expect_download() as word:
            kades.page.locator("main a", has_text="Word").first.click()
        printed = " ".join(texts(Path(word.value.path()).read_bytes()))
        assert "168.050.300" in printed  # all rows but the one that was put off
        assert INCOMPLETE not in printed
        assert "Operasional kantor (alat tulis, listrik, air)" in printed
        fk.done()
        kades.done()
