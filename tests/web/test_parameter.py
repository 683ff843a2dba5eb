"""Defaults of the profile are changed with a reason and leave a trace; years are opened once."""

from collections.abc import Callable

import pytest

from musren.models.database import Database
from musren.models.orang import Tugas
from musren.models.tahun import PerubahanParameter, Tahun
from tests.web.inspector import Browser

SignedIn = Callable[[str], Browser]
LIST = "/kabupaten/99.01/2011/parameter"


def change(browser: Browser, key: str, **fields: str) -> dict[str, str]:
    page = browser.page(f"{LIST}/{key}")
    return {"versi": page.value("versi"), "alasan": "Rapat 3 Januari", **fields}


@pytest.mark.parametrize(
    ("key", "typed", "shown"),
    [
        ("max_usulan_blm_per_desa", "4", "4"),
        ("max_nilai_usulan_blm", "Rp400.000.000", "Rp400.000.000"),
        ("spp_max_share_blm", "0,3", "0,3"),
        ("max_nilai_usulan_blm_berlaku", "tidak", "Tidak"),
        ("label.musdes_perencanaan", "Musdes Prioritas", "Musdes Prioritas"),
        ("skpd", "Dinas Pertanian\nDinas Kesehatan", "Dinas Pertanian; Dinas Kesehatan"),
    ],
)
def test_a_default_is_changed_with_its_trace(
    signed_in: SignedIn, database: Database, key: str, typed: str, shown: str
):
    browser = signed_in("bappeda")
    answer = browser.send(f"{LIST}/{key}", change(browser, key, nilai=typed))
    assert answer.status_code == 303, answer.get_data(as_text=True)
    page = browser.page(f"{LIST}?q={key}")
    assert shown in page.text
    assert "Ibu bappeda" in page.text
    assert "Alasan: Rapat 3 Januari" in page.text
    with database.read() as session:
        assert session.query(PerubahanParameter).one().kunci == key


@pytest.mark.parametrize(
    ("key", "fields", "told"),
    [
        ("max_usulan_blm_per_desa", {"nilai": "tiga"}, "tiga"),
        ("max_usulan_blm_per_desa", {"nilai": "-1"}, "Usulan BLM"),
        ("max_usulan_blm_per_desa", {"nilai": "2,5"}, "angka"),
        ("max_nilai_usulan_blm", {"nilai": "banyak"}, "Nilai BLM"),
        ("max_usulan_blm_per_desa", {"nilai": "4", "alasan": " "}, "Isi alasan"),
    ],
)
def test_a_refused_change_says_why_and_keeps_what_was_typed(
    signed_in: SignedIn, database: Database, key: str, fields: dict[str, str], told: str
):
    browser = signed_in("bappeda")
    data = change(browser, "skpd", **fields)
    page = browser.sent(f"{LIST}/{key}", data, 422)
    assert told in " ".join(page.faults)
    with database.read() as session:
        assert session.query(PerubahanParameter).count() == 0


def test_what_the_guide_itself_says_cannot_be_changed(signed_in: SignedIn):
    browser = signed_in("bappeda")
    assert "tidak dapat diubah" in browser.page(f"{LIST}/wakil_masyarakat_ba").text
    data = change(browser, "skpd", nilai="2")
    assert "tidak dapat diubah" in browser.sent(f"{LIST}/wakil_masyarakat_ba", data, 422).text


def test_an_old_page_does_not_overwrite_a_newer_change(signed_in: SignedIn):
    browser = signed_in("bappeda")
    old = change(browser, "max_usulan_blm_per_desa", nilai="4")
    browser.send(f"{LIST}/max_usulan_blm_per_desa", old)
    late = browser.sent(f"{LIST}/max_usulan_blm_per_desa", old | {"nilai": "5"}, 409)
    assert "baru saja diubah" in late.text


def test_those_who_only_read_see_no_way_to_change(signed_in: SignedIn, database: Database):
    browser = signed_in("bappeda")
    assert browser.page(LIST).find("//a[contains(@href, '/parameter/')]")
    with database.write() as session:
        session.query(Tugas).filter_by(peran="bappeda").one().peran = "inspektorat"
    assert browser.page(LIST).find("//a[contains(@href, '/parameter/')]") == []
    browser.page(f"{LIST}/skpd", 403)


def test_an_unknown_parameter_is_not_there(signed_in: SignedIn):
    signed_in("bappeda").page(f"{LIST}/tidak_ada", 404)


def test_a_year_is_opened_once(signed_in: SignedIn, database: Database):
    browser = signed_in("bappeda")
    for _ in range(2):
        answer = browser.send("/kabupaten/99.01/tahun", {"tahun": "2012"})
        assert answer.headers["Location"] == "/kabupaten/99.01/2012?pesan=tahun"
    with database.read() as session:
        assert session.query(Tahun).filter_by(tahun=2012).count() == 1


@pytest.mark.parametrize("typed", ["", "dua ribu", "1066", "99999"])
def test_a_year_out_of_reach_is_refused(signed_in: SignedIn, typed: str):
    page = signed_in("bappeda").sent("/kabupaten/99.01/tahun", {"tahun": typed}, 422)
    assert page.value("tahun") == typed
    assert page.faults


@pytest.mark.parametrize("key", ["label.mkp_panjang", "delegasi_desa_min", "blm_kecamatan"])
def test_what_is_not_used_yet_says_so_and_cannot_be_changed(signed_in: SignedIn, key: str):
    browser = signed_in("bappeda")
    page = browser.page(f"{LIST}/{key}")
    assert page.find("//form//*[@name='nilai']") == []
    told = "profil setiap kecamatan" if key == "blm_kecamatan" else "Belum dipakai"
    assert told in page.text
    assert told in browser.page(f"{LIST}?q={key}").text
    refused = browser.sent(f"{LIST}/{key}", change(browser, "skpd", nilai="1"), 422)
    assert "belum dipakai pada tahap ini" in refused.text


@pytest.mark.parametrize(
    ("key", "typed", "told"),
    [
        ("surat.spc.diktum", "Kepada {siapa}", "“Diktum Surat Penetapan Camat”: 'siapa'"),
        ("min_perempuan_wakil_desa", "7", "“Wakil desa dalam MAD”"),
        ("max_usulan_blm_per_desa", "0", "Usulan BLM paling banyak per desa: nilai 0"),
    ],
)
def test_a_refusal_names_what_is_on_the_page_and_no_file(
    signed_in: SignedIn, key: str, typed: str, told: str
):
    browser = signed_in("bappeda")
    page = browser.sent(f"{LIST}/{key}", change(browser, key, nilai=typed), 422)
    faults = " ".join(page.faults)
    assert told in faults
    assert not any(word in faults for word in (".toml", "surat[", key))


def test_the_history_is_told_in_words(signed_in: SignedIn):
    browser = signed_in("bappeda")
    for key, typed in (
        ("max_nilai_usulan_blm_berlaku", "tidak"), ("skpd", "Dinas A\nDinas B"),
        ("larangan_tambahan", "karaoke"),
    ):  # fmt: skip
        browser.send(f"{LIST}/{key}", change(browser, key, nilai=typed))
    history = browser.page(LIST).text.partition("Riwayat perubahan")[2]
    assert "dari ya menjadi tidak" in history
    assert "menjadi Dinas A; Dinas B" in history
    assert "dari (kosong) menjadi karaoke" in history


def test_a_legal_basis_is_called_by_its_first_words(signed_in: SignedIn):
    page = signed_in("bappeda").page(f"{LIST}?q=uu_10_2004")
    assert "Bunyi dasar hukum: Undang-Undang Nomor 10 Tahun 2004" in page.text
