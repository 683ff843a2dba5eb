"""A hamlet's problems in a real browser: told, grouped, ranked, weighed, and made a proposal."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.layanan import Orang
from tests.browser.test_perjalanan import (
    DESA,
    PRESENT,
    Enter,
    chosen,
    people_at_work,
    village_profile,
)

pytestmark = pytest.mark.browser

PKD = f"/desa/{DESA}/2011/pkd"
PROBLEMS = ("Jalan becek", "Belum ada Posyandu", "Air bersih kurang", "Saluran sempit")
SCORES = ("54354", "44444", "35444", "22531")


@pytest.fixture(params=[(360, True), (360, False)], ids=["phone", "phone-noscript"])
def enter(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Enter]:
    width, script = request.param
    with people_at_work(browser, tmp_path, width=width, script=script) as opened:
        yield opened


def tell(kpmd: Orang) -> None:
    """The meeting of a women's group, page by page; the calendar is left out."""
    kpmd.open(PKD)
    kpmd.click("main .btn-primary")
    kpmd.answer(
        {"kelompok_jenis": "perempuan", "dusun": "Dusun II", "kelompok_nama": "Kelompok Melati"}
    )
    kpmd.rows("agenda", [{"acara": "Sketsa desa"}])
    kpmd.answer(
        {"tanggal": "12/1/2011", "jam_mulai": "13.00", "jam_selesai": "16.00", "tempat": "Rumah"}
    )
    kpmd.rows("hadir", PRESENT)
    kpmd.answer({})
    kpmd.answer(
        {"pimpinan_nama": "Warga 1", "pimpinan_unsur": "KPMD", "notulis_nama": "Warga 2",
         "notulis_unsur": "LPMD", "cara_putusan": "mufakat"}
    )  # fmt: skip
    kpmd.rows("sketsa", [{"simbol": "jalan", "nama": "Jalan becek", "jenis": "masalah",
                          "x": "400", "y": "300"}])  # fmt: skip
    kpmd.rows("masalah_sketsa", [{"masalah": one, "potensi": "Batu kali"} for one in PROBLEMS])
    kpmd.answer({})
    kpmd.answer({})
    kpmd.answer({})
    kpmd.rows("gagasan", [{"gagasan": "Rabat beton", "prioritas": "1"}])
    kpmd.answer({})
    kpmd.answer({"wakil_kelompok": chosen(1)})
    kpmd.send()


def next_step(kpmd: Orang) -> str:
    kpmd.open(PKD)
    return kpmd.page.locator("#berikut").inner_text()


def group_and_rank(kpmd: Orang) -> None:
    assert next_step(kpmd) == "Pengelompokan masalah"
    kpmd.click("main .btn-primary")
    kpmd.answer({f"pengelompokan-{n}-bidang": "Fisik dan Prasarana" for n in range(4)})
    kpmd.send()
    assert next_step(kpmd) == "Penentuan peringkat masalah"
    kpmd.click("main .btn-primary")
    kpmd.answer(
        {f"peringkat_masalah-{n}-k{k}": score
         for n, row in enumerate(SCORES) for k, score in enumerate(row, 1)}
    )  # fmt: skip
    expect(kpmd.page.locator("main")).to_contain_text("bernilai sama, yaitu 20")
    kpmd.send()


def weigh(kpmd: Orang) -> None:
    assert next_step(kpmd) == "Pengkajian tindakan"
    ranks = kpmd.page.locator("td[data-judul=Peringkat]").all_inner_texts()
    assert [one.strip()[-1] for one in ranks[:4]] == ["1", "2", "2", "4"]
    kpmd.click("main .btn-primary")
    kpmd.rows("pengkajian", [{"masalah_kode": "M-001", "alternatif": "Rabat beton", "layak": "ya"}])
    kpmd.answer({})
    kpmd.send()


def propose(kpmd: Orang) -> None:
    """What the PKD knows stands in the form already."""
    kpmd.open(PKD)
    kpmd.click("text=Jadikan usulan")
    assert kpmd.page.input_value("[name=kegiatan]") == "Rabat beton"
    assert kpmd.page.input_value("[name=latar_belakang]") == "Jalan becek"
    kpmd.answer({"jenis": "prasarana"})
    kpmd.answer({"lokasi": "RT 03", "volume": "620", "satuan": "meter"})
    kpmd.answer({"sifat": "B"})
    kpmd.answer({})
    kpmd.put("biaya", "100.000.000")
    kpmd.rows("dana", [{"sumber": "blm", "jumlah": "100.000.000"}])
    kpmd.answer({})
    kpmd.answer({"tujuan": "Lancar", "sasaran": "Warga"})
    kpmd.send()


def test_a_problem_told_by_women_becomes_a_proposal_that_names_it(enter: Enter):
    kpmd = enter("kpmd")
    village_profile(kpmd)
    tell(kpmd)
    group_and_rank(kpmd)
    weigh(kpmd)
    propose(kpmd)
    kpmd.open(PKD)
    kpmd.page.locator("a[href^='/usulan/']").first.click()
    expect(kpmd.page.locator("main")).to_contain_text(
        "Berasal dari masalah M-001 “Jalan becek”, tindakan “Rabat beton”, Kelompok Melati."
    )
    assert kpmd.faults == []
