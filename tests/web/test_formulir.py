"""The runner of guided forms: nothing typed is lost, nothing is sent twice, no script is needed."""

from collections.abc import Callable
from typing import Any

import pytest

from musren.models.database import Database
from musren.models.draf import Draf
from musren.models.usulan import Usulan
from musren.web.baris import numbered
from tests.web.conftest import SUKAMAJU
from tests.web.inspector import Browser, Page

SignedIn = Callable[[str], Browser]

KEGIATAN = {"kegiatan": "Rabat beton jalan dusun", "jenis": "prasarana", "bidang": "Prasarana"}
LOKASI = {"dusun": "", "lokasi": "RT 03", "volume": "620", "satuan": "meter"}
ASAL = {"asal": "mkp", "pengusul": "Kelompok Melati", "sifat": "B", "asal_usulan_lama_tahun": ""}
PEMANFAAT = {"pemanfaat_l": "40", "pemanfaat_p": "55", "pemanfaat_rtm": "30"}
BIAYA = {"biaya": "125.000.000", "dana-0-sumber": "blm", "dana-0-jumlah": "120.000.000",
         "dana-1-sumber": "swadaya", "dana-1-jumlah": "5.000.000"}  # fmt: skip
RENCANA = {"tujuan": "Jalan dapat dilalui saat hujan", "sasaran": "Warga Dusun I"}
PAGES: list[tuple[str, dict[str, str]]] = [
    ("kegiatan", KEGIATAN), ("lokasi", LOKASI), ("asal", ASAL), ("pemanfaat", PEMANFAAT),
    ("biaya", BIAYA), ("rencana", RENCANA),
]  # fmt: skip


def start(browser: Browser, slug: str = "usulan", **fields: str) -> str:
    """The address of a fresh draft, without the step: ``/draf/1``."""
    answer = browser.send(f"/formulir/{slug}/2011/{SUKAMAJU}/mulai", fields)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return str(answer.headers["Location"]).rpartition("/")[0]


def fill(browser: Browser, address: str, pages: list[tuple[str, dict[str, str]]] = PAGES) -> None:
    for slug, fields in pages:
        assert browser.send(f"{address}/{slug}", {"aksi": "lanjut", **fields}).status_code == 303


def stored(database: Database) -> list[str]:
    """The status of every draft there is."""
    with database.read() as session:
        return [draft.status for draft in session.query(Draf).order_by(Draf.id)]


def test_a_form_is_filled_in_page_by_page_and_sent(signed_in: SignedIn, database: Database):
    browser = signed_in("kpmd")
    browser.page(f"/formulir/usulan/2011/{SUKAMAJU}")
    address = start(browser)
    for slug, fields in PAGES:
        assert browser.page(f"{address}/{slug}").find("//label")
        assert browser.send(f"{address}/{slug}", {"aksi": "lanjut", **fields}).status_code == 303
    review = browser.page(f"{address}/periksa")
    assert "Rp125.000.000" in review.text
    assert "Rabat beton jalan dusun" in review.text
    assert browser.send(f"{address}/kirim").headers["Location"] == f"{address}/selesai"
    done = browser.page(f"{address}/selesai")
    assert done.h1 == "Isian “Usulan kegiatan” sudah dikirim"
    assert done.find(f"//a[@href='/desa/{SUKAMAJU}/2011' and contains(@class, 'primary')]")
    with database.read() as session:
        assert session.query(Usulan).one().biaya == 125_000_000


def test_sending_twice_makes_one_proposal(signed_in: SignedIn, database: Database):
    browser = signed_in("kpmd")
    address = start(browser)
    fill(browser, address)
    sent = [browser.send(f"{address}/kirim").headers["Location"] for _ in range(3)]
    assert sent == [f"{address}/selesai"] * 3
    with database.read() as session:
        assert session.query(Usulan).count() == 1


def test_a_sent_form_is_not_opened_for_editing_again(signed_in: SignedIn):
    browser = signed_in("kpmd")
    address = start(browser)
    fill(browser, address)
    browser.send(f"{address}/kirim")
    for page in ("kegiatan", "periksa"):
        assert browser.get(f"{address}/{page}").headers["Location"] == f"{address}/selesai"
    late = browser.sent(f"{address}/kegiatan", {"aksi": "simpan", "kegiatan": "Lain"}, 409)
    assert "sudah dikirim" in late.text
    assert "Lain" in late.text


def test_a_refused_page_keeps_every_word_and_links_to_what_is_wrong(signed_in: SignedIn):
    browser = signed_in("kpmd")
    address = start(browser)
    wrong = {"dusun": "Dusun III", "lokasi": "", "volume": "enam ratus", "satuan": "meter"}
    page = browser.sent(f"{address}/lokasi", {"aksi": "lanjut", **wrong}, 422)
    assert {name: page.value(name) for name in wrong} == wrong
    assert page.faults == ["Isi “Lokasi”.", "“Volume” harus angka saja tanpa satuan, misalnya 2,5."]
    later = browser.page(f"{address}/lokasi")
    assert {name: later.value(name) for name in wrong} == wrong
    assert later.faults == []


def test_faults_in_rows_name_the_row(signed_in: SignedIn):
    browser = signed_in("kpmd")
    address = start(browser)
    rows = {"biaya": "100", "dana-0-sumber": "blm", "dana-0-jumlah": "100",
            "dana-1-sumber": "", "dana-1-jumlah": "lima puluh"}  # fmt: skip
    page = browser.sent(f"{address}/biaya", {"aksi": "lanjut", **rows}, 422)
    assert {name: page.value(name) for name in rows} == rows
    assert [line[:8] for line in page.faults] == ["Baris 2:", "Baris 2:"]


def test_a_draft_is_kept_with_its_mistakes(signed_in: SignedIn):
    browser = signed_in("kpmd")
    address = start(browser)
    kept = browser.send(f"{address}/lokasi", {"aksi": "simpan", "volume": "kira-kira 600"})
    page = browser.page(str(kept.headers["Location"]))
    assert page.value("volume") == "kira-kira 600"
    assert "Draf tersimpan" in page.text


def test_going_back_keeps_what_was_typed(signed_in: SignedIn):
    browser = signed_in("kpmd")
    address = start(browser)
    back = browser.send(f"{address}/lokasi", {"aksi": "kembali", "lokasi": "RT 07"})
    assert back.headers["Location"] == f"{address}/kegiatan"
    assert browser.page(f"{address}/lokasi").value("lokasi") == "RT 07"


def test_a_change_from_the_review_leads_back_to_the_review(signed_in: SignedIn):
    browser = signed_in("kpmd")
    address = start(browser)
    page = browser.page(f"{address}/kegiatan?kembali=periksa")
    data = {"aksi": "lanjut", "kembali": page.value("kembali"), **KEGIATAN}
    assert browser.send(f"{address}/kegiatan", data).headers["Location"] == f"{address}/periksa"


def test_a_double_click_opens_one_draft(signed_in: SignedIn, database: Database):
    browser = signed_in("kpmd")
    assert start(browser, kunci="k" * 32) == start(browser, kunci="k" * 32)
    assert start(browser, kunci="l" * 32) != start(browser, kunci="k" * 32)
    assert len(stored(database)) == 2


def test_of_a_form_that_a_village_has_once_the_open_draft_goes_on(signed_in: SignedIn):
    assert start(signed_in("kpmd"), "profil-desa") == start(signed_in("kades"), "profil-desa")


# --- rows without script ---------------------------------------------------------------------------

HADIR = {"hadir-0-nama": "Siti", "hadir-0-jk": "P", "hadir-1-nama": "Budi", "hadir-1-jk": "L",
         "hadir-2-nama": "Wayan", "hadir-2-jk": "L"}  # fmt: skip


def names(page: Page) -> list[str]:
    found = page.find("//tbody//input[contains(@name, '-nama') and not(ancestor::template)]")
    return [str(one.get("value")) for one in found]


def test_rows_are_added_without_script_and_nothing_typed_is_lost(signed_in: SignedIn):
    browser = signed_in("kpmd")
    address = start(browser, "musrenbangdes")
    answer = browser.send(f"{address}/hadir", {"aksi": "tambah:hadir", **HADIR})
    assert str(answer.headers["Location"]).endswith("#i-hadir-akhir")
    page = browser.page(str(answer.headers["Location"]))
    assert names(page) == ["Siti", "Budi", "Wayan", *[""] * 5]


def test_a_row_is_taken_out_without_script(signed_in: SignedIn):
    browser = signed_in("kpmd")
    address = start(browser, "musrenbangdes")
    answer = browser.send(f"{address}/hadir", {"aksi": "hapus:hadir:1", **HADIR})
    assert names(browser.page(str(answer.headers["Location"]))) == ["Siti", "Wayan"]


def test_blank_rows_between_do_not_move_the_message_to_another_row(signed_in: SignedIn):
    browser = signed_in("kpmd")
    address = start(browser, "musrenbangdes")
    rows = {"hadir-0-nama": "Siti", "hadir-1-nama": "", "hadir-2-nama": "Budi", "hadir-2-jk": "L"}
    page = browser.sent(f"{address}/hadir", {"aksi": "lanjut", **rows}, 422)
    assert names(page) == ["Siti", "Budi"]
    assert any(line.startswith("Baris 1:") for line in page.faults)


def test_pressing_enter_in_a_row_never_takes_the_row_out(signed_in: SignedIn):
    browser = signed_in("kpmd")
    address = start(browser, "musrenbangdes")
    first = browser.page(f"{address}/hadir").find("//form[@data-draf]//button")[0]
    assert first.get("value") == "lanjut"


def decided(signed_in: SignedIn) -> tuple[Browser, str]:
    browser = signed_in("kpmd")
    for _ in range(2):
        proposal = start(browser)
        fill(browser, proposal)
        browser.send(f"{proposal}/kirim")
    return browser, start(browser, "musrenbangdes")


def test_all_blank_decisions_are_marked_as_agreed_without_script(signed_in: SignedIn):
    browser, address = decided(signed_in)
    page = browser.page(f"{address}/keputusan")
    rows = {
        f"keputusan-{n}-{name}": page.value(f"keputusan-{n}-{name}")
        for n in range(2)
        for name in ("usulan_id", "sumber")
    }
    rows["keputusan-1-putusan"] = "ditunda"
    answer = browser.send(f"{address}/keputusan", {"aksi": "disepakati:keputusan", **rows})
    after = browser.page(str(answer.headers["Location"]).partition("#")[0])
    assert [after.value(f"keputusan-{n}-putusan") for n in range(2)] == ["disepakati", "ditunda"]
    assert "Rabat beton" in after.text


def test_500_rows_come_back_as_they_went(signed_in: SignedIn):
    browser = signed_in("kpmd")
    address = start(browser, "musrenbangdes")
    rows: dict[str, str] = {}
    for n in range(500):
        rows |= {f"hadir-{n}-nama": f"Warga {n}", f"hadir-{n}-jk": "LP"[n % 2],
                 f"hadir-{n}-unsur": "Warga", f"hadir-{n}-alamat": "Dusun I", f"hadir-{n}-rtm": "ya"}  # fmt: skip
    assert browser.send(f"{address}/hadir", {"aksi": "lanjut", **rows}).status_code == 303
    assert names(browser.page(f"{address}/hadir")) == [f"Warga {n}" for n in range(500)]


def test_more_rows_than_anybody_needs_are_refused_in_words(signed_in: SignedIn):
    browser = signed_in("kpmd")
    address = start(browser)
    rows = {f"dana-{n}-rincian": "x" for n in range(300)}
    assert "paling banyak 10 baris" in browser.sent(f"{address}/biaya", rows, 413).text


# --- two tabs, autosave ----------------------------------------------------------------------------


def test_a_page_that_got_old_shows_both_versions_and_overwrites_nothing(signed_in: SignedIn):
    browser = signed_in("kpmd")
    address = start(browser)
    mark = browser.page(f"{address}/kegiatan").value("tanda")
    browser.send(f"{address}/kegiatan", {"aksi": "simpan", "tanda": mark, **KEGIATAN})
    mine = {**KEGIATAN, "kegiatan": "Jembatan gantung"}
    clash = browser.sent(f"{address}/kegiatan", {"aksi": "lanjut", "tanda": mark, **mine}, 409)
    assert "Jembatan gantung" in clash.text
    assert "Rabat beton jalan dusun" in clash.text
    assert browser.page(f"{address}/kegiatan").value("kegiatan") == KEGIATAN["kegiatan"]
    hidden = clash.find("//form[contains(@class, 'tombol')]//input")
    chosen = {str(one.get("name")): str(one.get("value")) for one in hidden}
    browser.send(f"{address}/kegiatan", {"aksi": "simpan", **chosen})
    assert browser.page(f"{address}/kegiatan").value("kegiatan") == "Jembatan gantung"


def test_the_same_answers_from_an_old_page_are_no_conflict(signed_in: SignedIn):
    browser = signed_in("kpmd")
    address = start(browser)
    page = browser.page(f"{address}/lokasi")
    same = {"aksi": "simpan", "tanda": page.value("tanda"), **LOKASI}
    assert [browser.send(f"{address}/lokasi", same).status_code for _ in range(2)] == [303, 303]


def autosave(browser: Browser, address: str, fields: dict[str, str]) -> Any:
    return browser.send(f"{address}/otomatis", fields, headers={"Accept": "application/json"})


def test_autosave_keeps_what_is_typed_and_tells_the_hour_at_the_place(signed_in: SignedIn):
    browser = signed_in("kpmd")
    address = start(browser)
    mark = browser.page(f"{address}/lokasi").value("tanda")
    told = autosave(browser, f"{address}/lokasi", {"tanda": mark, "volume": "sekitar 600"}).json
    assert told["tersimpan"] == "09.12"
    after = browser.page(f"{address}/lokasi")
    assert (after.value("volume"), after.value("tanda")) == ("sekitar 600", told["tanda"])


def test_autosave_from_an_old_page_overwrites_nothing(signed_in: SignedIn):
    browser = signed_in("kpmd")
    address = start(browser)
    mark = browser.page(f"{address}/lokasi").value("tanda")
    browser.send(f"{address}/lokasi", {"aksi": "simpan", "tanda": mark, "lokasi": "RT 01"})
    answer = autosave(browser, f"{address}/lokasi", {"tanda": mark, "lokasi": "RT 02"})
    assert (answer.status_code, answer.json["code"]) == (409, "isian_bentrok")
    assert browser.page(f"{address}/lokasi").value("lokasi") == "RT 01"


def test_a_late_autosave_of_the_same_answers_leaves_the_page_finished(signed_in: SignedIn):
    browser = signed_in("kpmd")
    address = start(browser)
    mark = browser.page(f"{address}/lokasi").value("tanda")
    browser.send(f"{address}/lokasi", {"aksi": "lanjut", "tanda": mark, **LOKASI})
    autosave(browser, f"{address}/lokasi", {"tanda": mark, **LOKASI})
    done = "//nav[contains(@class, 'langkah')]//li[@class='beres']"
    assert [
        one.text_content().split()[0] for one in browser.page(f"{address}/kegiatan").find(done)
    ] == ["Lokasi"]


def test_autosave_after_the_sign_in_ended_says_so_in_json(signed_in: SignedIn, clock: Any):
    browser = signed_in("kpmd")
    address = start(browser)
    clock.forward(hours=13)
    answer = autosave(browser, f"{address}/lokasi", {"lokasi": "RT 02"})
    assert answer.status_code == 401
    assert "Waktu masuk Anda sudah habis" in answer.json["message"]


# --- review, refusals, discarding --------------------------------------------------------------------


def test_the_review_lists_what_is_missing_and_links_to_it(signed_in: SignedIn):
    browser = signed_in("kpmd")
    address = start(browser)
    browser.send(f"{address}/lokasi", {"aksi": "simpan", "volume": "abc"})
    page = browser.page(f"{address}/periksa")
    links = [str(a.get("href")) for a in page.find("//*[@id='ringkasan']//a")]
    assert f"{address}/kegiatan?kembali=periksa#i-kegiatan" in links
    assert "abc" in page.text


def test_an_unfinished_form_cannot_be_sent_and_nothing_changes(
    signed_in: SignedIn, database: Database
):
    browser = signed_in("kpmd")
    address = start(browser)
    browser.send(f"{address}/lokasi", {"aksi": "simpan", "volume": "abc"})
    page = browser.sent(f"{address}/kirim", status=422)
    assert "Sebelum dikirim, perbaiki atau lengkapi dahulu" in page.text
    assert "Kegiatan: Isi “Nama kegiatan”." in page.faults
    with database.read() as session:
        assert session.query(Usulan).count() == 0
    assert stored(database) == ["terbuka"]


def test_a_discarded_draft_is_asked_about_first(signed_in: SignedIn, database: Database):
    browser = signed_in("kpmd")
    address = start(browser)
    browser.page(f"{address}/buang")
    assert stored(database) == ["terbuka"]
    assert browser.send(f"{address}/buang").status_code == 303
    assert stored(database) == ["dibuang"]


@pytest.mark.parametrize("path", ["tidak-ada", "kegiatan/lagi"])
def test_a_page_that_no_form_has_is_not_found(signed_in: SignedIn, path: str):
    browser = signed_in("kpmd")
    browser.page(f"{start(browser)}/{path}", 404)


def test_a_form_of_the_kecamatan_cannot_be_begun_at_a_village(signed_in: SignedIn):
    answer = signed_in("camat").send(f"/formulir/musrenbang-kecamatan/2011/{SUKAMAJU}/mulai")
    assert answer.status_code == 404


def test_what_the_page_fills_and_its_clause_are_shown(signed_in: SignedIn):
    browser = signed_in("kpmd")
    page = browser.page(f"{start(browser, 'musrenbangdes')}/undangan")
    assert "mengisi: Berita Acara Musrenbangdes" in page.text
    assert "dasar: II.D.3.c" in page.text
    assert "Desa Sukamaju" in page.find("//nav[@aria-label='Anda di sini']")[0].text_content()


def test_a_kept_date_is_shown_as_people_write_it(signed_in: SignedIn):
    browser = signed_in("kpmd")
    address = start(browser, "musrenbangdes")
    browser.send(f"{address}/undangan", {"aksi": "simpan", "tanggal": "2011-01-17"})
    assert browser.page(f"{address}/undangan").value("tanggal") == "17-01-2011"


def test_blank_ranks_are_filled_from_the_top_for_each_source():
    rows = [
        {"putusan": "disepakati", "sumber": "add", "peringkat": ""},
        {"putusan": "disepakati", "sumber": "add", "peringkat": "1"},
        {"putusan": "ditunda", "sumber": "add", "peringkat": ""},
        {"putusan": "disepakati", "sumber": "blm", "peringkat": ""},
        {"putusan": "disepakati", "sumber": "add"},
    ]
    assert [row["peringkat"] for row in numbered(rows)] == ["2", "1", "", "1", "3"]


def test_blank_ranks_of_spp_and_of_the_others_are_filled_apart():
    rows = [
        {"putusan": "disepakati", "kelompok": kelompok, "peringkat": ""}
        for kelompok in ("spp", "non_spp", "spp", "non_spp")
    ]
    assert [row["peringkat"] for row in numbered(rows)] == ["1", "1", "2", "2"]
