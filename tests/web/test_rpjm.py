"""The RPJM-Desa in the browser: the branch question, the steps, both branches, one proposal."""

from collections.abc import Callable

import pytest
from flask import Flask

from musren.models.database import Database
from musren.models.rpjm import Rpjm, UsulanRpjm
from musren.models.usulan import Usulan
from tests import dunia
from tests import rpjm_dunia as desa
from tests.web import keadaan
from tests.web.inspector import Browser, Page

SignedIn = Callable[[str], Browser]
RPJM = f"{keadaan.DESA}/rpjm"
TABLE = (
    b"Nama Kegiatan,Lokasi,Volume,Satuan,Biaya,Sumber Dana\nRabat,RT 01,100,meter,10000000,DDS\n"
)
GAMBARAN = {"sejarah": "Dibuka tahun 1926", "kondisi_umum": "Di lereng bukit"}
SISA = (
    ("gambaran", GAMBARAN), ("pemerintahan", {}),
    ("visi-misi", {"visi": "Sejahtera", "misi-0-misi": "Memperbaiki jalan"}),
    ("arah", {"arah_pembangunan": "Jalan", "arah_keuangan": "Swadaya"}), ("penutup", {}),
)  # fmt: skip


def village(database: Database) -> None:
    with database.write() as session:
        desa.village(session, dunia.year(session))


def first_proposal(database: Database) -> int:
    with database.read() as session:
        return session.query(UsulanRpjm).order_by(UsulanRpjm.id).first().id


def begin(browser: Browser, slug: str, objek: str = "") -> str:
    """The address of a fresh draft, without its page."""
    path = f"/formulir/{slug}/2011/{dunia.SUKAMAJU}/mulai"
    answer = browser.send(path, {"kunci": f"{slug}{objek}", "objek": objek})
    assert answer.status_code == 303
    return str(answer.headers["Location"]).rpartition("/")[0]


def states(page: Page) -> dict[str, str]:
    """Each step with its state."""
    found = page.find("//ol[@class='tugas']/li//h3")
    return {h.xpath("./span")[0].text_content(): h.xpath("./span")[1].text_content() for h in found}


def test_an_empty_village_is_asked_the_branch_question(signed_in: SignedIn):
    browser = signed_in("kpmd")
    page = browser.page(RPJM)
    assert page.find("//h2[@id='berikut']")[0].text.strip() == "Sudah ada RPJM-Desa atau belum"
    draft = begin(browser, "rpjm")
    asked = browser.page(f"{draft}/cabang")
    assert "Apakah desa sudah mempunyai RPJM-Desa?" in asked.text
    assert "Masa RPJM-Desa 2011 sampai 2015, yaitu 5 tahun." in asked.text
    assert asked.value("cabang") == ""


def test_a_village_without_a_plan_goes_straight_to_the_chapters(
    signed_in: SignedIn, database: Database
):
    browser = signed_in("kpmd")
    draft = begin(browser, "rpjm")
    for slug, fields in (("cabang", {"cabang": "baru", "periode_awal": "2012"}), *SISA):
        page = browser.page(f"{draft}/{slug}")
        assert "Peninjauan ulang" not in page.text
        assert browser.send(f"{draft}/{slug}", {"aksi": "lanjut", **fields}).status_code == 303
    assert browser.send(f"{draft}/kirim").headers["Location"] == f"{draft}/selesai"
    with database.read() as session:
        plan = session.query(Rpjm).one()
        assert (plan.cabang, plan.periode_awal, plan.periode_akhir) == ("baru", 2012, 2016)
        assert (plan.misi, plan.tinjauan) == (["Memperbaiki jalan"], [])
    assert states(browser.page(RPJM))["Isi dokumen"] == "Selesai"


def test_a_village_with_a_plan_reviews_it_first(signed_in: SignedIn, database: Database):
    browser = signed_in("kpmd")
    draft = begin(browser, "rpjm")
    answer = browser.send(
        f"{draft}/cabang", {"aksi": "lanjut", "cabang": "tinjau", "periode_awal": "2011"}
    )
    assert answer.headers["Location"] == f"{draft}/lama"
    old = {"perdes_lama_nomor": "03 Tahun 2009", "lama_awal": "2009", "lama_akhir": "2013"}
    assert browser.send(f"{draft}/lama", {"aksi": "lanjut", **old}).headers["Location"] == (
        f"{draft}/tinjauan"
    )
    rows = {
        f"tinjauan-{n}-{name}": text
        for n, row in enumerate(desa.TINJAUAN[:2])
        for name, text in row.items()
    }
    page = browser.sent(f"{draft}/tinjauan", {"aksi": "lanjut", **rows}, 422)
    assert "Belum ada baris tentang gagasan" in page.text
    rows |= {f"tinjauan-2-{name}": text for name, text in desa.TINJAUAN[2].items()}
    for slug, fields in (("tinjauan", rows), *SISA):
        assert browser.send(f"{draft}/{slug}", {"aksi": "lanjut", **fields}).status_code == 303
    assert browser.send(f"{draft}/kirim").headers["Location"] == f"{draft}/selesai"
    with database.read() as session:
        assert session.query(Rpjm).one().tinjauan[2]["hal"] == "gagasan"
    assert "ditinjau ulang dan disempurnakan" in browser.page(RPJM).text


def test_a_proposal_is_added_with_its_years(signed_in: SignedIn, database: Database):
    browser = signed_in("kpmd")
    draft = begin(browser, "usulan-rpjm")
    pages = (
        ("kegiatan", {"kegiatan": "Rabat beton", "jenis": "prasarana", "bidang": "Ekonomi"}),
        ("lokasi", {"lokasi": "RT 03", "volume": "620", "satuan": "meter"}),
        ("asal", {"asal": "dusun", "pengusul": "LPMD", "sifat": "B"}),
        ("pemanfaat", {}),
        ("biaya", {"biaya": "9.000.000", "dana-0-sumber": "add", "dana-0-jumlah": "9.000.000"}),
        ("tahunan", {"tahunan-0-tahun": "2012", "tahunan-0-biaya": "9.000.000"}),
        ("rencana", {"tujuan": "Jalan kering", "sasaran": "Warga"}),
    )
    for slug, fields in pages:
        browser.page(f"{draft}/{slug}")
        assert browser.send(f"{draft}/{slug}", {"aksi": "lanjut", **fields}).status_code == 303
    assert browser.send(f"{draft}/kirim").headers["Location"] == f"{draft}/selesai"
    page = browser.page(RPJM)
    assert "1 usulan, Rp9.000.000." in page.text
    [row] = page.find("//table//tr[th[text()='Ekonomi']]")
    cells = [cell.text_content() for cell in row.xpath("./td")]
    assert cells == ["1", "Rp9.000.000", "–", "Rp9.000.000", "–", "–", "–", "Rp0"]


def test_a_wrong_split_is_told_when_sending(signed_in: SignedIn, database: Database):
    village(database)
    browser = signed_in("kpmd")
    draft = begin(browser, "usulan-rpjm", f"usulan_rpjm:{first_proposal(database)}")
    fields = {"tahunan-0-tahun": "2012", "tahunan-0-biaya": "1.000"}
    browser.send(f"{draft}/tahunan", {"aksi": "lanjut", **fields})
    page = Page(browser.send(f"{draft}/kirim"))
    assert "Jumlah biaya tahunan Rp1.000 tidak sama" in page.text


def test_the_steps_tell_who_acts_and_what_blocks(signed_in: SignedIn, database: Database):
    village(database)
    page = signed_in("kpmd").page(RPJM)
    found = states(page)
    assert found["Sudah ada RPJM-Desa atau belum"] == "Selesai"
    assert found["Musrenbangdes RPJM-Desa"] == "Belum"
    assert found["Berita Acara Musrenbangdes RPJM-Desa"] == "Terhalang"
    assert found["Rapat BPD"] == "Terhalang"
    [bpd] = page.find("//li[@id='langkah-rapat_bpd']")
    assert "Dikerjakan oleh BPD, Sekretaris Desa." in bpd.text_content()
    assert "Isian Musrenbangdes RPJM-Desa belum dikirim." in page.text


def test_the_bpd_opens_its_own_form_and_no_other(signed_in: SignedIn, database: Database):
    village(database)
    browser = signed_in("bpd")
    assert begin(browser, "rapat-bpd-rpjm").startswith("/draf/")
    path = f"/formulir/rpjm/2011/{dunia.SUKAMAJU}/mulai"
    assert browser.send(path, {"kunci": "x"}).status_code == 403
    page = browser.page(RPJM)
    assert "Tambah usulan RPJM-Desa" not in page.text


def test_a_proposal_has_a_page_of_its_own(signed_in: SignedIn, database: Database):
    village(database)
    number = first_proposal(database)
    page = signed_in("bpd").page(f"{RPJM}/usulan/{number}")
    assert page.h1 == "Gorong-gorong 1"
    assert "F2 Yang ada dananya" in page.text
    assert "F1 Swadaya dan pihak ketiga" not in page.text
    assert "Belum diputuskan" in page.text
    assert "Ubah usulan" not in page.text
    assert "Ubah usulan" in signed_in("kpmd").page(f"{RPJM}/usulan/{number}").text


def test_a_proposal_of_another_village_or_year_is_not_shown(
    signed_in: SignedIn, database: Database
):
    village(database)
    number = first_proposal(database)
    with database.write() as session:
        dunia.year(session, 2012)
    browser = signed_in("kpmd")
    assert browser.get(f"/desa/{dunia.SUKAMAJU}/2012/rpjm/usulan/{number}").status_code == 404
    assert browser.get(f"{RPJM}/usulan/999999").status_code == 404
    assert signed_in("tetangga").get(f"{RPJM}/usulan/{number}").status_code == 404
    there = f"/desa/{dunia.SUKAMULYA}/2011/rpjm/usulan/{number}"
    assert signed_in("tetangga").get(there).status_code == 404


def test_after_the_berita_acara_the_page_says_that_all_is_locked(
    signed_in: SignedIn, database: Database, app: Flask
):
    village(database)
    with database.write() as session:
        desa.hold(session, dunia.year(session))
    settings = app.extensions["musren"].settings
    keadaan.issued(database, settings, "ba_musrenbangdes_rpjm")
    browser = signed_in("kpmd")
    page = browser.page(RPJM)
    assert "RPJM-Desa dan usulannya terkunci" in page.text
    assert "Tambah usulan RPJM-Desa" not in page.text
    one = browser.page(f"{RPJM}/usulan/{first_proposal(database)}")
    assert "tidak dapat diubah" in one.text
    assert states(page)["Berita Acara Musrenbangdes RPJM-Desa"] == "Berjalan"


def signed(database: Database, app: Flask, *changes: dict[str, str]) -> None:
    """The Berita Acara of a meeting that agreed on these changes, signed by everybody."""
    village(database)
    with database.write() as session:
        desa.hold(session, dunia.year(session), perubahan=list(changes))
    settings = app.extensions["musren"].settings
    paper_id = keadaan.issued(database, settings, "ba_musrenbangdes_rpjm")
    keadaan.signed(database, settings, paper_id)


def test_after_the_signatures_the_page_says_what_is_to_be_repaired(
    signed_in: SignedIn, database: Database, app: Flask
):
    signed(database, app, {"bagian": "Lampiran", "semula": "", "menjadi": "Ditambah Dusun IV"})
    browser = signed_in("kpmd")
    page = browser.page(RPJM)
    assert "Rancangan sedang disempurnakan" in page.text
    assert "Musrenbangdes: Lampiran, “Ditambah Dusun IV”" in page.text
    assert states(page)["Penyempurnaan rancangan"] == "Belum"
    assert "Tambah usulan RPJM-Desa" in page.text
    assert "Impor dari lembar kerja" not in page.text
    number = first_proposal(database)
    draft = begin(browser, "usulan-rpjm", f"usulan_rpjm:{number}")
    asked = browser.page(f"{draft}/penyempurnaan")
    assert "Perubahan yang belum dikerjakan" in asked.text
    [choice] = [
        o.get("value")
        for o in asked.find("//*[@name='menjawab']/descendant-or-self::*[@value]")
        if o.get("value")
    ]
    fields = {"menjawab": choice, "putusan": "ditolak", "alasan": "Sudah dibiayai"}
    answer = browser.send(f"{draft}/penyempurnaan", {"aksi": "lanjut", **fields})
    assert answer.status_code == 303
    assert browser.send(f"{draft}/kirim").headers["Location"] == f"{draft}/selesai"
    with database.read() as session:
        assert session.get_one(UsulanRpjm, number).alasan == "Sudah dibiayai"
    assert states(browser.page(RPJM))["Penyempurnaan rancangan"] == "Selesai"
    assert "Penyempurnaan" not in browser.page(f"{RPJM}/usulan/{number}").text


def test_without_changes_the_signed_plan_is_closed(
    signed_in: SignedIn, database: Database, app: Flask
):
    signed(database, app)
    page = signed_in("kpmd").page(RPJM)
    assert "RPJM-Desa dan usulannya terkunci" in page.text
    assert "tidak ada perubahan yang diminta" in page.text


def test_the_steps_lead_to_the_assessment_of_the_village(signed_in: SignedIn, database: Database):
    village(database)
    browser = signed_in("kpmd")
    page = browser.page(RPJM)
    assert page.find(f"//a[@href='{keadaan.DESA}/pkd' and contains(., 'Pengkajian Keadaan Desa')]")
    assert browser.get(f"{keadaan.DESA}/pkd").status_code == 200


def test_proposals_that_look_alike_are_told_on_both_pages(signed_in: SignedIn, database: Database):
    with database.write() as session:
        year = dunia.year(session)
        numbers = [desa.propose(session, year).id for _ in range(2)]
    browser = signed_in("kpmd")
    assert "Usulan yang mungkin sama" in browser.page(RPJM).text
    page = browser.page(f"{RPJM}/usulan/{numbers[1]}")
    assert "Mungkin sama dengan usulan lain" in page.text
    assert page.find(f"//a[@href='{RPJM}/usulan/{numbers[0]}']")
    draft = begin(browser, "musrenbangdes-rpjm")
    assert "Usulan yang mungkin sama" in browser.page(f"{draft}/keputusan").text


def test_next_year_points_to_the_plan_that_holds(signed_in: SignedIn, database: Database):
    village(database)
    with database.write() as session:
        dunia.year(session, 2012)
    page = signed_in("kpmd").page(f"/desa/{dunia.SUKAMAJU}/2012/rpjm")
    assert "RPJM-Desa yang berlaku adalah RPJM-Desa 2011–2015" in page.text
    assert page.find(f"//a[@href='{RPJM}']")


def test_rows_of_a_spreadsheet_go_where_they_were_meant(signed_in: SignedIn, database: Database):
    browser = signed_in("kpmd")
    page = browser.page(f"{keadaan.DESA}/impor?rencana=rpjm")
    assert page.value("rencana") == "rpjm"
    assert browser.page(f"{keadaan.DESA}/impor").value("rencana") == "rkp"
    answer = keadaan.send_file(
        browser, f"{keadaan.DESA}/impor", "berkas", TABLE, "rpjm.csv", rencana="rpjm"
    )
    told = Page(answer)
    assert "1 usulan baru diambil untuk RPJM-Desa" in told.text
    assert told.find(f"//a[@href='{RPJM}']")
    with database.read() as session:
        assert session.query(UsulanRpjm).one().biaya == 10_000_000
        assert session.query(Usulan).count() == 0


def test_a_plan_that_does_not_exist_is_refused(signed_in: SignedIn, database: Database):
    answer = keadaan.send_file(
        signed_in("kpmd"), f"{keadaan.DESA}/impor", "berkas", TABLE, "x.csv", rencana="rapbd"
    )
    assert answer.status_code == 422
    assert "Pilih rencana tujuan" in Page(answer).text


def test_a_source_is_mapped_for_the_plan_too(signed_in: SignedIn, database: Database):
    browser = signed_in("kpmd")
    keadaan.send_file(browser, f"{keadaan.DESA}/impor", "berkas", TABLE, "rpjm.csv", rencana="rpjm")
    assert "DDS" in browser.page(f"{keadaan.DESA}/sumber").text
    chosen = {"rincian": ["DDS"], "sumber": ["lain"]}
    assert browser.send(f"{keadaan.DESA}/sumber", chosen).status_code == 303
    with database.read() as session:
        assert session.query(UsulanRpjm).one().dana[0].sumber == "lain"


@pytest.mark.parametrize(
    "jenis", ["formulir_rpjm", "matrik_rpjm", "matrik_rpjm_tahunan", "naskah_rpjm"]
)
def test_a_paper_shows_itself_before_it_is_issued(
    signed_in: SignedIn, database: Database, jenis: str
):
    village(database)
    page = signed_in("kpmd").page(f"/naskah/{jenis}/{dunia.SUKAMAJU}/2011")
    assert "Gorong-gorong" in page.text or jenis == "naskah_rpjm"
    assert "Belum" not in page.h1


def test_the_forms_of_the_plan_can_be_looked_at_page_by_page(
    signed_in: SignedIn, database: Database
):
    village(database)
    browser = signed_in("kpmd")
    for slug, step in (
        ("peringkat-usulan-rpjm", "nilai"), ("musrenbangdes-rpjm", "keputusan"),
        ("tim-rpjm", "anggota"), ("tim-rkp", "anggota"),
    ):  # fmt: skip
        assert browser.page(f"{begin(browser, slug)}/{step}").find("//label")


def test_the_old_plans_proposals_are_copied_by_one_button(signed_in: SignedIn, database: Database):
    village(database)
    with database.write() as session:
        later = dunia.year(session, 2013)
        desa.draft(session, later, desa.TINJAU)
    browser, there = signed_in("kpmd"), f"/desa/{dunia.SUKAMAJU}/2013/rpjm"
    assert "Salin 4 usulan dari RPJM-Desa lama" in browser.page(there).text
    assert browser.send(f"{there}/salin").headers["Location"] == f"{there}?pesan=salin"
    page = browser.page(f"{there}?pesan=salin")
    assert "sudah disalin" in page.text
    assert "Salin 4 usulan" not in page.text
    assert len(page.find("//a[contains(@href, '/2013/rpjm/usulan/')]")) == 4
