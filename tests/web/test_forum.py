"""Forum SKPD in the browser: the board, the list, rows in parts, and who may fill in which."""

from datetime import date

import pytest

from musren.domain.peran import Act, Peran
from musren.forms.alur import flow
from musren.models.draf import Draf
from musren.services import akun, draf, naskah
from tests import dunia
from tests import kabupaten_dunia as kab
from tests.dunia import KABUPATEN
from tests.kabupaten_dunia import SKPD_HEALTH, SKPD_ROADS, decide, hold_forum, rows_of
from tests.web import keadaan
from tests.web.conftest import NOW, PASSWORD, QUICK

BASE = keadaan.KABUPATEN
GIVEN = (kab.apbd("Pengaspalan jalan"), kab.apbd("Jembatan gantung"),
         kab.apbd("Alat Posyandu", "Dinas Kesehatan"), kab.apbd("Pasar desa", "Dinas Pasar"))  # fmt: skip


@pytest.fixture
def decreed(database, app):
    """Two agencies' proposals in a signed decree; the ids of the proposals."""
    settings = app.extensions["musren"].settings
    with database.write() as session:
        year = dunia.year(session)
        made = dunia.village(session, year, given=GIVEN)
        dunia.hold(session, year, dunia.agree(made))
        ids = [one.id for one in made]
    keadaan.signed(database, settings, keadaan.issued(database, settings))
    with database.write() as session:
        dunia.hold_kecamatan(session, dunia.year(session), tanggal="17/1/2011",
                             undangan_tanggal="10/1/2011")  # fmt: skip
    for jenis in ("ba_musrenbang_kecamatan", "spc"):
        paper = keadaan.issued(database, settings, jenis, dunia.KECAMATAN, Peran.CAMAT)
        keadaan.signed(database, settings, paper)
    with database.write() as session:
        kab.office(session, dunia.year(session))
    return ids


def agency(database, nama: str, skpd: str) -> None:
    with database.write() as session:
        act = Act(oleh=akun.system(), pada=NOW)
        user = akun.create_user(session, act, nama, f"Ibu {nama}", PASSWORD, hasher=QUICK)
        akun.assign(session, act, user, Peran.SKPD, KABUPATEN, mulai=date(2011, 1, 1), skpd=skpd)


def open_form(browser, acara: str) -> str:
    found = browser.send(f"/formulir/forum-skpd/2011/{KABUPATEN}/mulai", {"objek": acara})
    return found.headers["Location"] if found.status_code == 303 else ""


def test_the_board_tells_how_much_lies_before_each_agency(decreed, signed_in):
    page = signed_in("bappeda").get(f"{BASE}/forum")
    assert "Dinas Pekerjaan Umum" in page.text
    assert "Isian Forum SKPD belum dikirim." in page.text
    assert "Dinas Pasar: 1 usulan" in page.text
    assert f"objek={SKPD_ROADS}" in page.text


def test_the_list_shows_what_was_asked_agreed_and_decided(decreed, database, signed_in):
    with database.write() as session:
        year = dunia.year(session)
        road, bridge = rows_of(session, year, SKPD_ROADS)
        hold_forum(session, year, SKPD_ROADS, [
            decide(road, "diterima_perubahan", biaya="150.000.000", alasan="Pagu terbatas"),
            decide(bridge, "dialihkan", skpd_tujuan="Dinas Kesehatan", alasan="Salah alamat"),
        ], tanggal="17/1/2011")  # fmt: skip
    browser = signed_in("bappeda")
    page = browser.get(f"{BASE}/forum/1").text
    assert "Rp150.000.000" in page
    assert "Pagu terbatas" in page
    assert (
        "Dialihkan dari Dinas Pekerjaan Umum: Salah alamat" in browser.get(f"{BASE}/forum/2").text
    )
    only = browser.get(f"{BASE}/forum/1?putusan=dialihkan").text
    assert "Jembatan gantung" in only
    assert "Pengaspalan jalan" not in only
    assert browser.get(f"{BASE}/forum/77").status_code == 404


def test_an_agency_opens_its_own_forum_and_no_other(decreed, database, signed_in):
    agency(database, "dinkes", "Dinas Kesehatan")
    browser = signed_in("dinkes")
    board = browser.get(f"{BASE}/forum").text
    assert f"objek={SKPD_HEALTH}" in board
    assert f"objek={SKPD_ROADS}" not in board
    assert open_form(browser, SKPD_HEALTH)
    refused = browser.send(f"/formulir/forum-skpd/2011/{KABUPATEN}/mulai", {"objek": SKPD_ROADS})
    assert refused.status_code == 403
    assert "Forum SKPD lain" in refused.text


def test_an_agency_changes_no_draft_of_another(decreed, database, signed_in):
    agency(database, "dinkes", "Dinas Kesehatan")
    address = open_form(signed_in("bappeda"), SKPD_ROADS)
    root = address.rsplit("/", 1)[0]
    other = signed_in("dinkes")
    answer = other.send(f"{root}/undangan", {"tempat": "Rumah saya", "aksi": "simpan"})
    assert answer.status_code == 403
    assert other.send(f"{root}/kirim", {}).status_code == 403
    assert other.send(f"{root}/buang", {}).status_code == 403


def test_papers_and_meetings_of_the_kabupaten_have_their_pages(decreed, signed_in):
    browser = signed_in("bappeda")
    papers = browser.get(f"{BASE}/naskah")
    assert papers.status_code == 200
    assert "Berita Acara Musrenbang Kabupaten" in papers.text
    meetings = browser.get(f"{BASE}/pertemuan")
    assert "Rapat Koordinasi Unit Perencana SKPD Tahun 2011" in meetings.text
    assert f"{BASE}/forum" in meetings.text
    assert browser.get(f"{keadaan.KECAMATAN}/pertemuan").status_code == 200


def test_a_paper_is_issued_from_its_page(decreed, database, signed_in, clock):
    with database.write() as session:
        year = dunia.year(session)
        rows = [decide(one) for one in rows_of(session, year, SKPD_ROADS)]
        hold_forum(session, year, SKPD_ROADS, rows, tanggal="17/1/2011")
    browser, key = signed_in("bappeda"), f"ba_forum_skpd~{SKPD_ROADS}"
    page = browser.get(f"/naskah/{key}/{KABUPATEN}/2011")
    assert "Semua isian naskah terisi." in page.text
    sent = browser.send(f"/naskah/{key}/{KABUPATEN}/2011",
                        {"tanggal": "17/1/2011", "setuju": "ya", "kunci": "satu"})  # fmt: skip
    assert sent.status_code == 303
    with database.read() as session:
        paper = naskah.in_force(session, dunia.year(session), KABUPATEN, key)
        assert paper is not None
        assert paper.nomor == "050/001/BA/Bappeda/I/2011"


# --- rows in parts ------------------------------------------------------------------------------


@pytest.fixture
def laid(monkeypatch):
    """Five proposals from two kecamatan, as the layout would give them."""
    from musren.services import baris_tetap  # noqa: PLC0415

    rows = [
        {"usulan_id": str(n), "kecamatan": "Sukaraya" if n < 4 else "Mekarsari",
         "uraian": f"Kegiatan {n}", "semula": "", "program": ""}
        for n in range(1, 6)
    ]  # fmt: skip
    monkeypatch.setitem(baris_tetap.LAYOUTS, "usulan_forum", lambda _here: [dict(r) for r in rows])


@pytest.fixture
def form(database, signed_in, laid):
    """The page with the decisions, opened by Bappeda."""
    with database.write() as session:
        year = dunia.year(session)
        kab.office(session, year)
        made = draf.start(session, kab.bappeda(session), flow("forum-skpd"), year, KABUPATEN,
                          kunci="bagian", objek=SKPD_ROADS)  # fmt: skip
        root = f"/draf/{made.id}/putusan"
    return signed_in("bappeda"), root


def decided(database) -> list[str]:
    with database.read() as session:
        kept = session.query(Draf).filter_by(alur="forum-skpd").one().jawaban
        return [str(row.get("putusan") or "") for row in kept.get("putusan_forum", [])]


def rows(first: int, *putusan: str) -> dict[str, str]:
    return {
        f"putusan_forum-{n - 1}-{name}": value
        for n, one in enumerate(putusan, first)
        for name, value in (("usulan_id", str(n)), ("putusan", one))
    }


def test_a_long_list_is_shown_one_kecamatan_at_a_time(form):
    browser, root = form
    first, second = browser.get(root).text, browser.get(f"{root}?bagian=1").text
    assert "Kegiatan 3" in first
    assert "Kegiatan 4" not in first
    assert "Kegiatan 4" in second
    assert "0 dari 3" in first


def test_keeping_one_part_leaves_the_other_as_it_was(form, database):
    browser, root = form
    browser.send(root, {**rows(4, "ditolak", "diterima"), "bagian": "1", "aksi": "simpan"})
    browser.send(root, {**rows(1, "diterima", "", ""), "bagian": "0", "aksi": "simpan"})
    assert decided(database) == ["diterima", "", "", "ditolak", "diterima"]


def test_going_on_leads_to_the_part_that_still_waits(form, database):
    browser, root = form
    answer = browser.send(
        root, {**rows(1, "diterima", "diterima", "diterima"), "bagian": "0", "aksi": "lanjut"}
    )
    assert answer.headers["Location"].endswith("putusan?bagian=1")
    wrong = browser.send(root, {**rows(4, "diterima", ""), "bagian": "1", "aksi": "lanjut"})
    assert wrong.status_code == 422
    assert "Kegiatan 5" in wrong.text
    right = browser.send(root, {**rows(4, "diterima", "diterima"), "bagian": "1", "aksi": "lanjut"})
    assert right.headers["Location"].endswith("/wakil")


def test_what_is_blank_is_accepted_in_this_part_or_in_all(form, database):
    browser, root = form
    browser.send(
        root, {**rows(1, "ditolak", "", ""), "bagian": "0", "aksi": "disepakati:putusan_forum"}
    )
    assert decided(database) == ["ditolak", "diterima", "diterima", "", ""]
    browser.send(root, {**rows(1, "ditolak", "diterima", "diterima"), "bagian": "0",
                        "aksi": "semua:putusan_forum"})  # fmt: skip
    assert decided(database) == ["ditolak", "diterima", "diterima", "diterima", "diterima"]


def test_changing_to_another_part_keeps_what_was_typed(form, database):
    browser, root = form
    answer = browser.send(
        root, {**rows(1, "diterima", "", ""), "bagian": "0", "aksi": "bagian:putusan_forum:1"}
    )
    assert "bagian=1" in answer.headers["Location"]
    assert decided(database)[0] == "diterima"
