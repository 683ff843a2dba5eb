"""Budgets in the browser: import, choosing for what waits, sharing, reasons, rates, progress."""

from datetime import date

import pytest
from sqlalchemy import select

from musren.domain.peran import Act, Peran
from musren.models.pkd import Foto
from musren.models.serapan import BarisAnggaran, Kemajuan
from musren.models.usulan import Usulan
from musren.services import akun
from tests import dunia
from tests import kabupaten_dunia as kab
from tests.web import keadaan
from tests.web.conftest import KABUPATEN, NOW, PASSWORD, QUICK
from tests.web.inspector import Page

BASE = keadaan.KABUPATEN
LIST, IMPORT, REASONS = f"{BASE}/anggaran", f"{BASE}/anggaran/impor", f"{BASE}/anggaran/alasan"
GIVEN = (kab.apbd("Pengaspalan jalan"), kab.apbd("Jembatan gantung"),
         kab.apbd("Alat Posyandu", "Dinas Kesehatan", "40.000.000"))  # fmt: skip


@pytest.fixture
def decreed(database, app):
    """Three proposals for the APBD in a signed decree; their codes."""
    settings = app.extensions["musren"].settings
    with database.write() as session:
        year = dunia.year(session)
        made = dunia.village(session, year, given=GIVEN)
        dunia.hold(session, year, dunia.agree(made))
        codes = [(one.id, one.kode) for one in made]
    keadaan.signed(database, settings, keadaan.issued(database, settings))
    with database.write() as session:
        dunia.hold_kecamatan(session, dunia.year(session), tanggal="17/1/2011",
                             undangan_tanggal="10/1/2011")  # fmt: skip
    for jenis in ("ba_musrenbang_kecamatan", "spc"):
        paper = keadaan.issued(database, settings, jenis, dunia.KECAMATAN, Peran.CAMAT)
        keadaan.signed(database, settings, paper)
    with database.write() as session:
        kab.office(session, dunia.year(session))
    return codes


def table(decreed) -> bytes:
    return (
        "Kode,SKPD,Kegiatan,Desa,Pagu,Kode Usulan\n"
        f"1,Dinas PU,Jalan poros,,200.000.000,{decreed[0][1]}\n"
        "2,Dinas PU,Dua jembatan,,150.000.000,\n"
        "3,Dinas PU,Salah,,banyak,\n"
    ).encode()


def imported(browser, decreed) -> Page:
    answer = keadaan.send_file(browser, IMPORT, "berkas", table(decreed), "apbd.csv")
    assert answer.status_code == 200, Page(answer).text
    return Page(answer)


def line(database, kode: str):
    """Id, version and state of a line."""
    with database.read() as session:
        found = select(BarisAnggaran.id, BarisAnggaran.versi, BarisAnggaran.keadaan)
        return session.execute(found.where(BarisAnggaran.kode_kegiatan == kode)).one()


def status(database, usulan_id: int) -> str:
    with database.read() as session:
        return session.get_one(Usulan, usulan_id).status


def test_from_the_file_to_the_rates(decreed, database, signed_in):
    browser = signed_in("bappeda")
    told = imported(browser, decreed).text
    assert "2 baris baru" in told
    assert "Baris 4" in told
    waiting = browser.page(LIST)
    assert "Dua jembatan" in waiting.text
    assert "Pilih usulannya" in waiting.text
    two = line(database, "2")
    address = f"{LIST}/{two.id}"
    page = browser.page(address)
    assert "Rp150.000.000" in page.text
    sent = {"aksi": "bagi", "versi": str(two.versi), "kode": [decreed[1][1], decreed[2][1]],
            "jumlah": ["100.000.000", "60.000.000"], "catatan": ["", ""]}  # fmt: skip
    refused = browser.send(address, sent)
    assert refused.status_code == 422
    assert "melebihi pagu" in refused.text
    assert 'value="60.000.000"' in refused.text
    assert (
        browser.send(address, sent | {"jumlah": ["100.000.000", "20.000.000"]}).status_code == 303
    )
    assert status(database, decreed[2][0]) == "masuk_anggaran"
    rates = browser.page(f"{BASE}/serapan")
    assert "3 dari 3 usulan yang ditetapkan Camat masuk anggaran (100,0%)" in rates.text
    assert "Rp320.000.000 dari Rp440.000.000 (72,7%)" in rates.text
    assert rates.find("//*[local-name()='svg']")
    csv = browser.get(f"{BASE}/serapan.csv?penyebut=disepakati_desa").data.decode("utf-8-sig")
    assert '"Semua","Semua","usulan yang disepakati Musrenbangdes",3,3,1,' in csv
    for who, home in (("camat", keadaan.KECAMATAN), ("kpmd", keadaan.DESA)):
        assert "72,7%" in signed_in(who).page(f"{home}/serapan").text


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"kode": "TIDAK-ADA"}, "Kode usulan itu tidak ada"),
        ({"jumlah": "seratus"}, "bukan angka"),
        ({"jumlah": "0"}, "lebih dari nol"),
        ({"versi": "99"}, "sudah diubah"),
        ({"aksi": "abaikan", "alasan": ""}, "Isi alasan"),
        ({"kode": ""}, "Isi kode usulan yang mendapat jumlah ini"),
        ({"catatan": "a" * 501}, "paling banyak 500"),
        ({"aksi": ""}, "tidak ada yang berubah"),
        ({"aksi": "hapus"}, "tidak ada yang berubah"),
    ],
)
def test_what_cannot_be_shared_out_is_refused_in_words(decreed, database, signed_in, changed, told):
    browser = signed_in("bappeda")
    imported(browser, decreed)
    two = line(database, "2")
    sent = {"aksi": "bagi", "versi": str(two.versi), "kode": decreed[1][1], "jumlah": "5",
            "catatan": ""}  # fmt: skip
    answer = browser.send(f"{LIST}/{two.id}", sent | changed)
    assert answer.status_code in {409, 422}
    assert told in answer.text
    assert status(database, decreed[1][0]) == "ditetapkan_camat"


def test_the_same_proposal_twice_is_told_beside_both_rows(decreed, database, signed_in):
    browser = signed_in("bappeda")
    imported(browser, decreed)
    two, code = line(database, "2"), decreed[1][1]
    sent = {"aksi": "bagi", "versi": str(two.versi), "kode": [code, code], "jumlah": ["5", "6"],
            "catatan": ["", ""]}  # fmt: skip
    page = browser.sent(f"{LIST}/{two.id}", sent, status=422)
    assert page.text.count("disebut lebih dari sekali") == 4  # the summary, and each row
    assert page.find("//a[@id='i-1-usulan_id']")


def test_a_button_nobody_pressed_lets_no_share_go(decreed, database, signed_in):
    browser = signed_in("bappeda")
    imported(browser, decreed)
    one = line(database, "1")
    assert browser.send(f"{LIST}/{one.id}", {"versi": str(one.versi)}).status_code == 422
    assert status(database, decreed[0][0]) == "masuk_anggaran"


def test_nothing_ticked_is_told_above_the_list(decreed, signed_in):
    browser = signed_in("bappeda")
    imported(browser, decreed)
    page = browser.sent(REASONS, {"aksi": "catat", "alasan": "dana"}, status=422)
    assert "Centang paling sedikit satu usulan" in page.text


def test_a_line_is_put_aside_and_taken_up_again(decreed, database, signed_in):
    browser = signed_in("bappeda")
    imported(browser, decreed)
    two = line(database, "2")
    address = f"{LIST}/{two.id}"
    browser.send(address, {"aksi": "abaikan", "versi": str(two.versi), "alasan": "Belanja rutin"})
    assert "Belanja rutin" in browser.page(f"{LIST}?keadaan=abaikan").text
    browser.send(address, {"aksi": "pulihkan", "versi": str(line(database, "2").versi)})
    assert line(database, "2").keadaan == "parkir"


def test_one_reason_for_all_that_are_ticked(decreed, database, signed_in):
    browser = signed_in("bappeda")
    imported(browser, decreed)
    page = browser.page(f"{REASONS}?skpd=Dinas Kesehatan")
    assert "Alat Posyandu" in page.text
    assert "Jembatan gantung" not in page.text
    ids = [str(decreed[1][0]), str(decreed[2][0])]
    wrong = browser.send(REASONS, {"aksi": "catat", "usulan": ids, "alasan": "lain"})
    assert wrong.status_code == 422
    assert "Jelaskan alasannya" in wrong.text
    right = {"aksi": "catat", "usulan": ids, "alasan": "dana", "keterangan": "Pagu habis"}
    assert browser.send(REASONS, right).status_code == 303
    assert status(database, decreed[1][0]) == "tidak_masuk_anggaran"
    own = signed_in("kpmd").page(f"/usulan/{decreed[1][0]}")
    assert "Tidak masuk anggaran: Dana tidak mencukupi: Pagu habis" in own.text
    browser.send(REASONS, {"aksi": "tarik", "usulan": ids[:1]})
    assert status(database, decreed[1][0]) == "ditetapkan_camat"


def test_a_line_is_typed_and_finds_its_proposal(decreed, database):
    with database.write() as session:
        kab_act, year = kab.bappeda(session), dunia.year(session)
        answers = {"kegiatan": "Alat", "pagu": "30.000.000", "kode_usulan": decreed[2][1],
                   "kode_kegiatan": "9"}  # fmt: skip
        told = dunia.fill(session, kab_act, "baris-anggaran", year, dunia.KABUPATEN, answers)
        own = session.get_one(BarisAnggaran, int(told.removeprefix("baris_anggaran:")))
        assert (own.keadaan, own.serapan[0].jumlah) == ("cocok", 30_000_000)
        again = dunia.fill(session, kab_act, "baris-anggaran", year, dunia.KABUPATEN,
                           answers | {"pagu": "35.000.000"}, told)  # fmt: skip
        assert (again, own.pagu, own.serapan[0].jumlah) == (told, 35_000_000, 35_000_000)


def test_progress_with_photos_is_told_on_the_proposal(decreed, database, signed_in):
    imported(signed_in("bappeda"), decreed)
    with database.write() as session:
        who, year = dunia.act(session, Peran.SEKDES, pada=kab.DAY), dunia.year(session)
        for persen, day in (("60", "1/2/2011"), ("100", "1/3/2011")):
            dunia.fill(session, who, "kemajuan", year, dunia.SUKAMAJU,
                       {"tanggal": day, "persen": persen, "realisasi": "5.000.000"},
                       f"usulan:{decreed[0][0]}")  # fmt: skip
        made = session.scalars(select(Kemajuan.id)).first()
    browser = signed_in("kades")
    page = browser.page(f"/usulan/{decreed[0][0]}")
    assert "100%" in page.text
    assert page.find(f"//a[@href='/foto/kemajuan:{made}']")
    address = f"/foto/2011/{dunia.SUKAMAJU}"
    sent = keadaan.send_file(browser, address, "foto", keadaan.scan(), "a.png",
                             objek=f"kemajuan:{made}")  # fmt: skip
    assert sent.status_code == 303
    refused = keadaan.send_file(signed_in("kpmd"), address, "foto", keadaan.scan(), "a.png",
                                objek=f"kemajuan:{made}")  # fmt: skip
    assert refused.status_code == 403
    assert browser.page(f"/usulan/{decreed[0][0]}").find("//img[@class='foto-kecil']")
    corong = signed_in("bappeda").page(f"{BASE}/daftar?tahap=terbangun")
    assert "Pengaspalan jalan" in corong.text


def test_a_thing_named_in_the_address_brings_no_right_to_another(decreed, database, signed_in):
    """An SKPD adds photos to progress alone, whatever the address says the form is about."""
    imported(signed_in("bappeda"), decreed)
    with database.write() as session:
        who, year = dunia.act(session, Peran.SEKDES, pada=kab.DAY), dunia.year(session)
        dunia.fill(session, who, "kemajuan", year, dunia.SUKAMAJU,
                   {"tanggal": "1/2/2011", "persen": "60"}, f"usulan:{decreed[0][0]}")  # fmt: skip
        made = session.scalars(select(Kemajuan.id)).one()
        act = Act(oleh=akun.system(), pada=NOW)
        user = akun.create_user(session, act, "dinas", "Ibu dinas", PASSWORD, hasher=QUICK)
        akun.assign(session, act, user, Peran.SKPD, KABUPATEN, mulai=date(2011, 1, 1),
                    skpd="Dinas PU")  # fmt: skip
    browser, address = signed_in("dinas"), f"/foto/2011/{dunia.SUKAMAJU}"

    def answer(path: str, objek: str) -> int:
        sent = keadaan.send_file(browser, path, "foto", keadaan.scan(), "a.png", objek=objek)
        return sent.status_code

    assert answer(address, f"kemajuan:{made}") == 303
    for path in (address, f"{address}?objek=kemajuan:{made}"):
        assert answer(path, f"usulan:{decreed[0][0]}") == 403
    sent = {"objek": f"usulan:{decreed[0][0]}", "aksi": "lepaskan:1"}
    changed = browser.send(f"{address}/atur?objek=kemajuan:{made}", sent)
    assert changed.status_code == 403
    with database.read() as session:
        assert session.scalars(select(Foto.objek)).all() == [f"kemajuan:{made}"]
