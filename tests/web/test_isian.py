"""Widgets of rows without script: scores and ranks, sums, displayed columns, months, pictures."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from musren.domain.peran import Peran
from musren.models.database import Database
from musren.models.draf import Draf
from tests import dunia
from tests.web.alur_uji import alur_uji
from tests.web.inspector import Browser, Page
from tests.web.test_formulir import start

__all__ = ["alur_uji"]

pytestmark = pytest.mark.usefixtures("alur_uji")
SignedIn = Callable[[str], Browser]


@pytest.fixture
def browser(signed_in: SignedIn) -> Browser:
    return signed_in("kpmd")


@pytest.fixture
def form(browser: Browser) -> str:
    return start(browser, "uji")


def scores(*rows: tuple[str, str, str]) -> dict[str, str]:
    typed = {"nilai-0-masalah_id": "7", "nilai-1-masalah_id": "9"}
    for number, row in enumerate(rows):
        typed |= {f"nilai-{number}-k{n}": one for n, one in enumerate(row, 1)}
    return typed


def told(page: Page, mark: str) -> list[str]:
    return [o.text_content() for o in page.find(f"//*[@{mark} and not(ancestor::template)]")]


def test_totals_and_ranks_stand_beside_the_scores(browser: Browser, form: str):
    typed = scores(("5", "4", "3"), ("5", "5", "3"))
    browser.send(f"{form}/nilai", {"aksi": "simpan", **typed})
    page = browser.page(f"{form}/nilai")
    assert told(page, "data-jumlah") == ["12", "13"]
    assert told(page, "data-peringkat") == ["2", "1"]
    review = browser.page(f"{form}/periksa")
    assert "Jumlah nilai" in review.text
    assert [
        td.text_content() for td in review.find("//table[.//th='Jumlah nilai']/tbody/tr[1]/td")
    ][-2:] == [
        "12",
        "2",
    ]


def test_a_score_out_of_scale_is_told_with_the_scale_and_kept(browser: Browser, form: str):
    typed = scores(("7", "4", "3"), ("banyak", "", ""))
    page = browser.sent(f"{form}/nilai", {"aksi": "lanjut", **typed}, 422)
    assert page.value("nilai-0-k1") == "7"
    assert page.value("nilai-1-k1") == "banyak"
    assert page.faults == [
        "Baris 1: “Kriteria 1” diisi dengan 1, 2, 3, 4 atau 5. “7” di luar skala.",
        "Baris 2: “Kriteria 1” diisi dengan 1, 2, 3, 4 atau 5. “banyak” di luar skala.",
    ]
    assert told(page, "data-jumlah") == ["14", "–"]
    assert told(page, "data-peringkat") == ["1", "–"]


def test_displayed_columns_are_ours_and_never_typed(browser: Browser, form: str):
    page = browser.page(f"{form}/nilai")
    shown = [one.text_content() for one in page.find("//td[contains(@class,'sel-shown')]/span[2]")]
    assert shown == ["Jalan rusak", "Sketsa desa", "Air bersih jauh <b>", "Kalender musim"]
    assert page.find("//*[@name='nilai-0-masalah']") == []
    forged = scores() | {"nilai-0-masalah": "Istana", "nilai-1-peringkat_lama": "99",
                         "nilai-0-masalah_id": "9", "nilai-1-masalah_id": "1"}  # fmt: skip
    browser.send(f"{form}/nilai", {"aksi": "simpan", **forged})
    page = browser.page(f"{form}/nilai")
    assert page.value("nilai-1-masalah_id") == "9"
    assert "Istana" not in page.text
    assert page.value("nilai-1-peringkat_lama") == "2"


def test_scores_follow_their_row_when_the_rows_come_in_another_order(browser: Browser, form: str):
    typed = {"nilai-0-masalah_id": "9", "nilai-0-k1": "5", "nilai-1-masalah_id": "7"}
    browser.send(f"{form}/nilai", {"aksi": "simpan", **typed})
    page = browser.page(f"{form}/nilai")
    assert (page.value("nilai-0-k1"), page.value("nilai-1-k1")) == ("", "5")


def test_a_column_of_money_is_summed_below(browser: Browser, form: str):
    typed = {"rincian-0-kegiatan": "A", "rincian-0-biaya": "Rp 1.500.000",
             "rincian-1-kegiatan": "B", "rincian-1-biaya": "dua juta",
             "rincian-2-kegiatan": "C", "rincian-2-biaya": "250000"}  # fmt: skip
    browser.send(f"{form}/rincian", {"aksi": "simpan", **typed})
    assert told(browser.page(f"{form}/rincian"), "data-total") == ["Rp1.750.000"]
    assert "Jumlah biaya: Rp1.750.000" in browser.page(f"{form}/periksa").text


def test_months_are_ticked_in_a_row(browser: Browser, form: str):
    typed = {"musim-0-masalah": "Wabah", "musim-0-bulan": ["2", "1"], "faktor-0-faktor": "Hujan",
             "faktor-0-b1": "3", "faktor-0-b2": "0"}  # fmt: skip
    assert browser.send(f"{form}/kalender", {"aksi": "lanjut", **typed}).status_code == 303
    page = browser.page(f"{form}/kalender")
    ticked = page.find("//input[@name='musim-0-bulan' and @checked]/@value")
    assert ticked == ["1", "2"]
    assert (page.value("faktor-0-b1"), page.value("faktor-0-b2")) == ("3", "")
    assert "Jan, Feb" in browser.page(f"{form}/periksa").text


def test_a_month_or_level_that_is_none_is_refused_beside_its_input(browser: Browser, form: str):
    typed = {"musim-0-masalah": "Wabah", "musim-0-bulan": ["13"], "faktor-0-faktor": "Hujan",
             "faktor-0-b1": "4"}  # fmt: skip
    page = browser.sent(f"{form}/kalender", {"aksi": "lanjut", **typed}, 422)
    assert len(page.faults) == 2
    assert "0, 1, 2 atau 3" in page.faults[0]
    assert "“13” tidak ada dalam daftar" in page.faults[1]
    assert page.find("//input[@name='musim-0-bulan' and @value='13' and @checked]")


def test_notices_stand_above_the_questions_and_on_the_review(browser: Browser, form: str):
    for path in (f"{form}/nilai", f"{form}/periksa"):
        page = browser.page(path)
        assert "Perhatian Sisa pagu" in page.text
        assert "Rp5.000.000" in page.find("//td[@class='rp']")[0].text_content()
    assert "Sisa pagu" not in browser.page(f"{form}/rincian").text


def test_what_deserves_attention_blocks_nothing(browser: Browser, form: str):
    page = browser.page(f"{form}/periksa")
    assert "Perlu diperhatikan" in page.text
    assert "berbeda jauh dari tahun lalu" in page.text
    assert page.find("//button[@value='kirim']")


# --- pictures ------------------------------------------------------------------------------------

SIMBOL = {"simbol-0-simbol": "rumah", "simbol-0-nama": "Balai <desa>", "simbol-0-jenis": "potensi",
          "simbol-0-x": "500", "simbol-0-y": "250"}  # fmt: skip


def test_the_picture_follows_the_rows_that_were_kept(browser: Browser, form: str):
    assert browser.page(f"{form}/sketsa").find("//*[@data-baris]") == []
    browser.send(f"{form}/sketsa", {"aksi": "simpan", **SIMBOL})
    for path in ("sketsa", "periksa"):
        page = browser.page(f"{form}/{path}")
        assert len(page.find("//*[@data-baris='0']")) == 1
        assert "<desa>" not in page.text_source


def test_a_picture_is_drawn_from_the_values_sent_and_keeps_nothing(browser: Browser, form: str):
    answer = browser.send(f"{form}/sketsa/gambar.svg", {"kelompok": "simbol", **SIMBOL})
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    assert 'data-x="500"' in answer.get_data(as_text=True)
    assert browser.page(f"{form}/sketsa").value("simbol-0-nama") == ""


@pytest.mark.parametrize("wrong", [{"simbol-0-x": "kiri"}, {"simbol-0-x": "9" * 90}, {}])
def test_a_picture_leaves_out_what_cannot_be_read(browser: Browser, form: str, wrong: dict):
    typed = {"kelompok": "simbol", "simbol-0-y": "5", "simbol-0-nama": "x" * 5000, **wrong}
    answer = browser.send(f"{form}/sketsa/gambar.svg", typed)
    assert answer.status_code == 200
    assert "data-baris" not in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("page", "typed"),
    [
        ("bagan", {"kelompok": "lembaga", "lembaga-0-nama": "BPD", "lembaga-0-jarak": "9"}),
        ("kalender", {"kelompok": "faktor", "faktor-0-faktor": "BPD", "faktor-0-b3": "2"}),
    ],
)
def test_each_kind_of_picture_shows_its_rows(browser: Browser, form: str, page: str, typed: dict):
    answer = browser.send(f"{form}/{page}/gambar.svg", typed)
    assert answer.status_code == 200
    assert "BPD" in answer.get_data(as_text=True)


@pytest.mark.parametrize("group", ["", "rincian", "tidak-ada"])
def test_where_no_picture_is_drawn_none_is_given(browser: Browser, form: str, group: str):
    answer = browser.send(f"{form}/rincian/gambar.svg", {"kelompok": group})
    assert (answer.status_code, answer.get_data()) == (204, b"")


def test_nobody_else_draws_from_this_draft(signed_in: SignedIn, form: str):
    asked = signed_in("tetangga").send(f"{form}/sketsa/gambar.svg", {"kelompok": "simbol"})
    assert asked.status_code == 404


# --- a first real use ----------------------------------------------------------------------------


def people(*jk: str) -> dict[str, str]:
    typed = {}
    for number, one in enumerate(jk):
        typed |= {f"hadir-{number}-nama": f"Warga {number}", f"hadir-{number}-jk": one,
                  f"hadir-{number}-unsur": "Petani", f"hadir-{number}-alamat": "Dusun I"}  # fmt: skip
    return typed


@pytest.mark.parametrize(
    ("present", "count", "warned"),
    [
        ("LLLLL", "0 perempuan dan 5 laki-laki (0% perempuan)", True),
        ("LPLPL", "2 perempuan dan 3 laki-laki (40% perempuan)", False),
    ],
)
def test_women_present_are_counted_and_their_absence_is_no_obstacle(
    browser: Browser, present: str, count: str, warned: bool
):
    form = start(browser, "musrenbangdes")
    browser.send(f"{form}/hadir", {"aksi": "lanjut", **people(*present)})
    assert count in browser.page(f"{form}/hadir").text
    review = browser.page(f"{form}/periksa")
    assert count in review.text
    assert ("Perlu diperhatikan" in review.text) is warned


def test_the_balance_follows_what_is_typed_before_it_is_saved(
    signed_in: SignedIn, database: Database
):
    with database.write() as session:
        tahun = dunia.year(session)
        made = dunia.village(session, tahun, given=dunia.kinds("add"))
        who = dunia.act(session, Peran.KPMD)
        rows = [{"sumber": "add", "pagu": "40.000.000"}]
        dunia.fill(session, who, "pagu-desa", tahun, dunia.SUKAMAJU, {"pagu_desa": rows})
        usulan_id = made[0].id
    browser = signed_in("kpmd")
    browser.sent(f"/formulir/musrenbangdes/2011/{dunia.SUKAMAJU}/mulai", {"kunci": "saldo"}, 303)
    with database.read() as session:
        draft = session.scalars(select(Draf.id).where(Draf.kunci == "saldo")).one()
    address = f"/draf/{draft}/keputusan"
    page = browser.page(address)
    assert page.find(f"//div[@data-pengumuman='{address}/pengumuman']")
    typed = {"keputusan-0-usulan_id": str(usulan_id), "keputusan-0-sumber": "add",
             "keputusan-0-peringkat": "1"}  # fmt: skip
    told = [
        browser.send(f"{address}/pengumuman", typed | {"keputusan-0-putusan": putusan}).json["isi"]
        for putusan in ("disepakati", "ditolak")
    ]
    assert "Rp33.600.000" in told[0]
    assert "Rp6.400.000" in told[0]
    assert "Rp33.600.000" not in told[1]
