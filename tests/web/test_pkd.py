"""The pages of Pengkajian Keadaan Desa, from an empty village to a proposal with its problem."""

from collections.abc import Callable

import pytest
from flask import Flask

from musren.adapters.gudang import Gudang
from musren.domain.peran import Peran
from musren.models.database import Database
from musren.models.pkd import Masalah
from musren.papers.gambar.samples import sample_photo
from musren.services import foto
from tests import dunia, rpjm_dunia
from tests.services import pkd_uji as uji
from tests.services.test_fakta_pkd import workshop
from tests.web import keadaan
from tests.web.inspector import Browser, Page

SignedIn = Callable[[str], Browser]
PKD = f"{keadaan.DESA}/pkd"


def primary(page: Page) -> list[str]:
    found = page.find("//main//*[contains(concat(' ', @class, ' '), ' btn-primary ')]")
    return [one.text_content().strip() for one in found]


@pytest.fixture
def rapat(database: Database) -> int:
    """A recorded meeting of a women's group; its id."""
    keadaan.profile(database)
    with database.write() as session:
        return uji.meet(session, dunia.year(session)).id


@pytest.fixture
def tindakan(database: Database, rapat: int) -> int:
    """The feasible action that was found for its first problem."""
    with database.write() as session:
        year = dunia.year(session)
        uji.group(session, year)
        uji.score(session, year)
        return uji.weigh(session, year)[0].id


def test_an_empty_village_is_led_to_its_first_meeting(signed_in: SignedIn, database: Database):
    page = signed_in("kpmd").page(PKD)
    assert page.h1 == "Pengkajian Keadaan Desa"
    assert primary(page) == ["Catat pertemuan (Pertemuan dusun dan kelompok)"]
    assert "Belum ada pertemuan yang dicatat." in page.text


def test_the_next_step_follows_what_was_done(signed_in: SignedIn, database: Database, rapat: int):
    browser = signed_in("kpmd")
    assert "Pengelompokan masalah" in browser.page(PKD).find("//h2[@id='berikut']")[0].text
    with database.write() as session:
        uji.group(session, dunia.year(session))
    assert "Penentuan peringkat" in browser.page(PKD).find("//h2[@id='berikut']")[0].text


def test_the_village_paper_begins_with_the_workshop(
    signed_in: SignedIn, database: Database, tindakan: int
):
    browser = signed_in("kpmd")
    starts = "//form[@action='/formulir/lokakarya-desa/2011/99.01.01.2001/mulai']//button"
    assert "Catat Lokakarya Desa" in browser.page(PKD).find(starts)[0].text_content()
    with database.write() as session:
        workshop(session, dunia.year(session))
    assert browser.page(PKD).find(starts) == []


def test_the_hints_of_columns_stand_above_the_rows_and_are_told_with_each_cell(
    signed_in: SignedIn, database: Database
):
    browser = signed_in("kpmd")
    page = browser.page(f"{begun(browser, 'penggalian-gagasan')}/sketsa")
    (told,) = page.find("//*[@name='sketsa-1-x']/@aria-describedby")
    assert "0 di tepi kiri" in page.find(f"//*[@id='{told}']")[0].text_content()
    for ids in page.find("//@aria-describedby"):
        assert all(page.find(f"//*[@id='{one}']") for one in ids.split()), ids


def test_the_page_tells_groups_women_and_problems(signed_in: SignedIn, rapat: int):
    page = signed_in("kpmd").page(PKD)
    assert "Kelompok Perempuan Dusun II" in page.text
    assert "4 dari 8 orang (50,0%)" in page.text
    assert "Sketsa desa, Kalender musim, Bagan kelembagaan" in page.text
    assert "M-003" in page.text


def test_ranks_ties_and_scores_are_shown(signed_in: SignedIn, tindakan: int):
    page = signed_in("kpmd").page(PKD)
    assert "Dirasakan oleh orang banyak" in page.text
    assert "bernilai sama, yaitu 20" in page.text
    assert "Rabat beton jalan Dusun III" in page.text
    assert "Pindah kampung" not in page.text


def test_an_action_becomes_a_row_of_the_plan_once_there_is_one(
    signed_in: SignedIn, database: Database, tindakan: int
):
    browser = signed_in("kpmd")
    way = "//form[contains(@action, '/formulir/usulan-rpjm/')]/input[@name='objek']/@value"
    assert browser.page(PKD).find(way) == []
    with database.write() as session:
        rpjm_dunia.draft(session, dunia.year(session))
    assert browser.page(PKD).find(way) == [f"tindakan:{tindakan}"]
    begun = browser.send(
        "/formulir/usulan-rpjm/2011/99.01.01.2001/mulai", {"objek": f"tindakan:{tindakan}"}
    ).headers["Location"]
    assert browser.page(begun).value("kegiatan") == "Rabat beton jalan Dusun III"


def test_who_only_looks_gets_no_buttons(signed_in: SignedIn, tindakan: int):
    page = signed_in("bpd").page(PKD)
    assert "Jadikan usulan" not in page.text
    assert page.find("//main//form[@method='post']") == []


def test_the_print_view_has_no_buttons(signed_in: SignedIn, tindakan: int):
    page = signed_in("kpmd").page(f"{PKD}?cetak=ya")
    assert page.find("//main//button") == []
    assert "M-001" in page.text


def test_a_group_shows_its_pictures_with_the_tables_under_them(signed_in: SignedIn, rapat: int):
    page = signed_in("bpd").page(f"/pkd/{rapat}")
    assert page.h1 == "Kelompok Perempuan Dusun II"
    assert len(page.find("//figure//*[local-name()='svg']")) == 3
    assert "Agustus–Oktober" in page.text
    assert "Jalan becek" in page.text
    assert page.find(f"//a[@href='/pkd/{rapat}/bagan.svg']")


@pytest.mark.parametrize("alat", ["sketsa", "kalender", "bagan"])
def test_a_picture_is_a_file_of_its_own(signed_in: SignedIn, rapat: int, alat: str):
    answer = signed_in("bpd").get(f"/pkd/{rapat}/{alat}.svg")
    assert answer.status_code == 200
    assert answer.mimetype == "image/svg+xml"
    assert b"<svg" in answer.get_data()


def test_no_other_picture_and_no_other_meeting_is_shown(
    signed_in: SignedIn, database: Database, rapat: int
):
    browser = signed_in("kpmd")
    assert browser.get(f"/pkd/{rapat}/peta.svg").status_code == 404
    assert browser.get("/pkd/999999").status_code == 404
    assert signed_in("tetangga").get(f"/pkd/{rapat}").status_code == 404
    assert signed_in("tetangga").get(f"/pkd/{rapat}/sketsa.svg").status_code == 404


def test_a_photo_of_the_map_lies_under_the_signs(
    signed_in: SignedIn, database: Database, app: Flask, rapat: int
):
    settings = app.extensions["musren"].settings
    sha256 = Gudang(settings.files_dir).put(sample_photo(""))
    with database.write() as session:
        thing = foto.find(session, f"musyawarah:{rapat}/sketsa")
        picture = foto.Gambar(sha256=sha256, ukuran=3)
        made = foto.add(session, dunia.act(session, Peran.KPMD), thing, picture).id
    browser = signed_in("kpmd")
    assert f"/foto/{made}.jpg" in browser.page(f"/pkd/{rapat}").text_source
    assert b"data:image" in browser.get(f"/pkd/{rapat}/sketsa.svg").get_data()
    answer = browser.send(
        f"/formulir/penggalian-gagasan/2011/{dunia.SUKAMAJU}/mulai",
        {"kunci": "k1", "objek": "pertemuan_pkd.1"},
    )
    draft = answer.headers["Location"].split("/")[2]
    assert f"/foto/{made}.jpg" in browser.page(f"/draf/{draft}/sketsa").text_source


# --- the forms in the browser -------------------------------------------------------------------


def begun(browser: Browser, slug: str, objek: str = "") -> str:
    """The address of the draft that was opened."""
    answer = browser.send(
        f"/formulir/{slug}/2011/{dunia.SUKAMAJU}/mulai", {"kunci": f"k-{slug}", "objek": objek}
    )
    assert answer.status_code == 303
    return "/".join(answer.headers["Location"].split("/")[:3])


def test_a_new_meeting_offers_the_usual_factors(signed_in: SignedIn, database: Database):
    keadaan.profile(database)
    browser = signed_in("kpmd")
    page = browser.page(f"{begun(browser, 'penggalian-gagasan')}/kalender")
    assert page.value("kalender-0-faktor") == "Cuaca"
    assert page.find("//table[contains(@class, 'kalender')]")


def test_the_columns_of_scores_have_the_profile_s_criteria(signed_in: SignedIn, rapat: int):
    browser = signed_in("kpmd")
    address = begun(browser, "peringkat-masalah")
    page = browser.page(f"{address}/isi")
    assert "Tersedia potensi untuk memecahkan masalah" in page.text
    assert "Kriteria 5" not in page.text
    rows = {f"peringkat_masalah-{n}-k{k}": "4" for n in range(4) for k in range(1, 6)}
    ids = {f"peringkat_masalah-{n}-masalah_id": page.value(f"peringkat_masalah-{n}-masalah_id")
           for n in range(4)}  # fmt: skip
    answer = browser.send(f"{address}/isi", {**rows, **ids, "aksi": "lanjut"})
    assert answer.headers["Location"].endswith("/periksa")
    review = browser.page(f"{address}/periksa")
    assert "bernilai sama, yaitu 20" in review.text
    assert "Sering terjadi" in review.text


def test_fewer_criteria_show_fewer_columns(signed_in: SignedIn, database: Database, rapat: int):
    with database.write() as session:
        dunia.year(session).parameter = {"kriteria_peringkat_masalah": ["Dirasakan", "Parah"]}
    browser = signed_in("kpmd")
    page = browser.page(f"{begun(browser, 'peringkat-masalah')}/isi")
    assert page.find("//*[@name='peringkat_masalah-0-k2']")
    assert not page.find("//*[@name='peringkat_masalah-0-k3']")
    assert page.find("//@data-hitung") == ["k1 k2"]


def test_families_are_asked_for_under_the_classes_just_typed(
    signed_in: SignedIn, database: Database
):
    keadaan.profile(database)
    browser = signed_in("kpmd")
    address = begun(browser, "kesejahteraan")
    browser.send(
        f"{address}/kelas",
        {"kelas-0-kelas": "Mampu", "kelas-0-kriteria": "", "kelas-1-kelas": "Kurang mampu",
         "kelas-1-kriteria": "", "aksi": "lanjut"},
    )  # fmt: skip
    page = browser.page(f"{address}/jumlah")
    assert "Kurang mampu" in page.text
    assert "Dusun IV" in page.text
    assert page.find("//*[@name='jumlah_kk-0-kk2']")
    assert not page.find("//*[@name='jumlah_kk-0-kk3']")
    typed = {"jumlah_kk-0-dusun": "Dusun I", "jumlah_kk-0-kk2": "-3", "aksi": "lanjut"}
    wrong = browser.sent(f"{address}/jumlah", typed, 422)
    assert wrong.faults == ["Dusun I: “Kurang mampu” paling kecil 0."]


def test_problems_to_be_weighed_stand_above_the_form_by_rank(signed_in: SignedIn, tindakan: int):
    browser = signed_in("kpmd")
    page = browser.page(f"{begun(browser, 'pengkajian-tindakan')}/isi")
    assert "Masalah menurut peringkat" in page.text
    assert page.value("pengkajian-0-alternatif") == "Rabat beton jalan Dusun III"
    assert page.value("pengkajian-0-masalah_kode") == "M-001"


def test_an_action_becomes_a_proposal_that_shows_where_it_came_from(
    signed_in: SignedIn, database: Database, rapat: int, tindakan: int
):
    browser = signed_in("kpmd")
    assert "Jadikan usulan" in browser.page(PKD).text
    address = begun(browser, "usulan", f"tindakan:{tindakan}")
    page = browser.page(f"{address}/kegiatan")
    assert page.value("kegiatan") == "Rabat beton jalan Dusun III"
    assert "Jalan ke Dusun III becek" in page.value("latar_belakang")
    with database.write() as session:
        who, year = dunia.act(session, Peran.KPMD), dunia.year(session)
        own = {k: v for k, v in dunia.usulan().items() if k != "kegiatan"}
        told = dunia.fill(session, who, "usulan", year, dunia.SUKAMAJU, own, f"tindakan:{tindakan}")
    one = browser.page(f"/usulan/{told.removeprefix('usulan:')}")
    assert "Berasal dari masalah M-001 “Jalan ke Dusun III becek”" in one.text
    assert one.find(f"//a[@href='/pkd/{rapat}']")
    after = browser.page(PKD)
    assert after.find(f"//a[@href='/usulan/{told.removeprefix('usulan:')}']")
    assert f"tindakan:{tindakan}" not in after.text_source


def test_a_second_proposal_from_one_action_is_refused_in_words(
    signed_in: SignedIn, database: Database, tindakan: int
):
    with database.write() as session:
        own = {k: v for k, v in dunia.usulan().items() if k != "kegiatan"}
        dunia.fill(session, dunia.act(session, Peran.KPMD), "usulan", dunia.year(session),
                   dunia.SUKAMAJU, own, f"tindakan:{tindakan}")  # fmt: skip
    page = signed_in("kpmd").sent(
        f"/formulir/usulan/2011/{dunia.SUKAMAJU}/mulai",
        {"kunci": "lagi", "objek": f"tindakan:{tindakan}"}, 409,
    )  # fmt: skip
    assert "sudah menjadi usulan" in page.text


def test_a_very_long_list_of_problems_is_printed_once_and_typed_in_every_row(
    signed_in: SignedIn, database: Database, tindakan: int
):
    with database.write() as session:
        year = dunia.year(session)
        meeting = uji.known(session, year)[0].musyawarah_id
        session.add_all(
            Masalah(
                kode=f"M-{n:03}", tahun_id=year.id, desa_kode=str(dunia.SUKAMAJU), urutan=n,
                musyawarah_id=meeting, alat="sketsa", masalah=f"Masalah {n}", bidang="",
            )
            for n in range(100, 200)
        )  # fmt: skip
    browser = signed_in("kpmd")
    form = begun(browser, "pengkajian-tindakan")
    page = browser.page(f"{form}/isi")
    assert page.value("pengkajian-0-masalah_kode") == "M-001"
    typed = page.find("//input[@name='pengkajian-0-masalah_kode']")[0]
    assert len(page.find(f"//datalist[@id='{typed.get('list')}']/option")) == 104
    assert page.find("//select[contains(@name, 'masalah_kode')]") == []
    rows = {"pengkajian-0-tindakan_id": str(tindakan), "pengkajian-0-masalah_kode": "M-150",
            "pengkajian-0-alternatif": "Rabat beton", "pengkajian-0-layak": "ya"}  # fmt: skip
    browser.send(f"{form}/isi", {"aksi": "lanjut", **rows})
    assert "M-150" in browser.page(f"{form}/periksa").text
    wrong = browser.send(f"{form}/isi", {"aksi": "lanjut", **rows,
                                         "pengkajian-0-masalah_kode": "M-999"})  # fmt: skip
    assert wrong.status_code == 422
