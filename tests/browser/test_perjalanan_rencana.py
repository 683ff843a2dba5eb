"""The village plans on a phone: RPJM-Desa in both branches, the next year's RKP, the women."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.models.tahun import Tahun
from tests import dunia, rpjm_dunia
from tests.browser.layanan import scan
from tests.browser.rencana import DESA, Pejalan, chosen, through_services
from tests.browser.test_perjalanan import people_at_work
from tests.services import pkd_uji, rkp_uji

pytestmark = pytest.mark.browser

RPJM, RKP = f"/desa/{DESA}/2011/rpjm", f"/desa/{DESA}/2012/rkp"
NEXT_YEAR = datetime(2012, 1, 20, 2, 0, tzinfo=UTC)

Services = Callable[[], AbstractContextManager[tuple[Session, dunia.Kantor]]]
Phone = Callable[..., Callable[[str], Pejalan]]


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return dunia.short_templates(tmp_path_factory.mktemp("templat"))


@pytest.fixture
def services(tmp_path: Path, templates: Path) -> Services:
    return lambda: through_services(tmp_path, templates)


@pytest.fixture
def phone(browser: Browser, tmp_path: Path) -> Iterator[Phone]:
    """Serves a musren; gives a way to sign people in on screens of 360 pixels."""
    with ExitStack() as open_ones:

        def serve(**more):
            return open_ones.enter_context(
                people_at_work(browser, tmp_path, width=360, kind=Pejalan, **more)
            )

        yield serve


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    made = tmp_path / "pindaian.png"
    made.write_bytes(scan())
    return made


def year_of(session: Session) -> Tahun:
    return session.scalars(select(Tahun).where(Tahun.tahun == 2011)).one()


def stands(person: Pejalan, path: str, step: str, state: str) -> None:
    """Open the page of a plan; this is the state it tells of the step."""
    person.open(path)
    expect(person.page.locator(f"#langkah-{step} h3")).to_contain_text(state)


# --- a new RPJM-Desa ----------------------------------------------------------------------------


def after_the_pkd(services: Services) -> None:
    """Profile, a women's group with its pictures, ranked problems and a feasible action."""
    with services() as (session, _):
        tahun = year_of(session)
        rpjm_dunia.profile(session, tahun)
        pkd_uji.meet(session, tahun)
        pkd_uji.group(session, tahun)
        pkd_uji.score(session, tahun)
        pkd_uji.weigh(session, tahun)


def write_document(kpmd: Pejalan) -> None:
    """The branch question, then chapter by chapter."""
    kpmd.open(RPJM)
    kpmd.click("main .berikut button")
    kpmd.answer({"cabang": "baru", "periode_awal": "2011"})
    kpmd.answer({"kondisi_umum": "Desa di lereng bukit.", "sejarah": "Dibuka tahun 1926."})
    kpmd.answer({})
    kpmd.rows("misi", [{"misi": "Memperbaiki jalan"}, {"misi": "Membangun Posyandu"}])
    kpmd.answer({"visi": "Sukamaju yang sejahtera"})
    kpmd.answer({"arah_pembangunan": "Jalan dan air bersih.", "arah_keuangan": "ADD, swadaya."})
    kpmd.answer({})
    kpmd.send()


def form_team(kpmd: Pejalan, kades: Pejalan) -> None:
    kpmd.start("tim-rpjm", 2011, DESA)
    kpmd.rows("anggota", [*rpjm_dunia.TEAM])
    kpmd.finish()
    kades.issue("sk_tim_penyusun~rpjm", DESA, 2011, "10/1/2011")


def propose_for_years(kpmd: Pejalan) -> None:
    """Typed by hand, split over two years."""
    kpmd.click("main .tombol-tombol button:has-text('Tambah usulan')")
    kpmd.answer({"kegiatan": "Sumur bor", "jenis": "lainnya", "bidang": "Fisik dan Prasarana"})
    kpmd.answer({"lokasi": "RT 02", "dusun": "Dusun I", "volume": "2", "satuan": "unit"})
    kpmd.answer({"asal": "dusun", "pengusul": "Warga Dusun I", "sifat": "B"})
    kpmd.answer({"pemanfaat_l": "40", "pemanfaat_p": "45", "pemanfaat_rtm": "20"})
    kpmd.put("biaya", "50.000.000")
    kpmd.rows("dana", [{"sumber": "add", "jumlah": "50.000.000"}])
    kpmd.answer({})
    kpmd.rows("tahunan", [{"tahun": "2011", "volume": "1", "biaya": "20.000.000"},
                          {"tahun": "2012", "volume": "1", "biaya": "30.000.000"}])  # fmt: skip
    kpmd.answer({})
    kpmd.answer({"tujuan": "Air bersih", "sasaran": "Warga Dusun I"})
    kpmd.send()


def propose_from_action(kpmd: Pejalan) -> None:
    """What the PKD knows stands there already."""
    kpmd.open(f"/desa/{DESA}/2011/pkd")
    kpmd.click("main button:has-text('Jadikan usulan RPJM-Desa')")
    assert kpmd.page.input_value("[name=kegiatan]") == "Rabat beton jalan Dusun III"
    assert kpmd.page.input_value("[name=masalah]") == "Jalan ke Dusun III becek"
    kpmd.answer({"jenis": "prasarana"})
    kpmd.answer({"lokasi": "Dusun III", "volume": "620", "satuan": "meter"})
    kpmd.answer({"pengusul": "Kelompok Perempuan Dusun II", "sifat": "B"})
    kpmd.answer({})
    kpmd.put("biaya", "168.200.000")
    kpmd.rows("dana", [{"sumber": "blm", "jumlah": "158.200.000"},
                       {"sumber": "swadaya", "jumlah": "10.000.000"}])  # fmt: skip
    kpmd.answer({})
    kpmd.answer({})
    kpmd.answer({"tujuan": "Lancar", "sasaran": "Warga"})
    kpmd.send()


def rank(kpmd: Pejalan) -> None:
    """Only the proposal without a problem is still to be scored."""
    stands(kpmd, RPJM, "peringkat", "Belum")
    kpmd.start("peringkat-usulan-rpjm", 2011, DESA)
    kpmd.answer({f"peringkat_usulan-0-k{n}": "3" for n in range(1, 6)})
    kpmd.send()


def agree_on_draft(kpmd: Pejalan) -> None:
    kpmd.start("musrenbangdes-rpjm", 2011, DESA)
    kpmd.meet("17/1/2011")
    kpmd.lead()
    kpmd.rows("perubahan", [{"bagian": "Bab III Visi dan Misi", "menjadi": "Misi ditambah"}])
    kpmd.answer({})
    kpmd.answer({})  # all agreed, as laid out
    kpmd.answer({"wakil_masyarakat": chosen(1, 2, 3)})
    kpmd.send()


def bpd_agrees(bpd: Pejalan, kades: Pejalan, paper: Path) -> None:
    stands(bpd, RPJM, "rapat_bpd", "Belum")
    bpd.start("rapat-bpd-rpjm", 2011, DESA)
    bpd.rows("agenda", [{"acara": "Pembahasan rancangan Peraturan Desa"}])
    bpd.meet("18/1/2011")
    bpd.lead()
    bpd.answer({"putusan": "disetujui"})
    bpd.send()
    bpd.issue("keputusan_bpd", DESA, 2011, "18/1/2011")
    kades.open(bpd.page.url)
    kades.sign(paper)  # the village office records what was signed


def read_document(file: Path) -> None:
    """Headings, a table of contents, the rows of the matrik and their sum."""
    word = Document(str(file))
    heads = [p.text for p in word.paragraphs if p.style and p.style.name.startswith("Heading 1")]
    assert len(heads) >= 7, heads
    assert any(
        "TOC" in (node.text or "") for node in word.element.iter() if "instrText" in node.tag
    )
    text = "\n".join(c.text for t in word.tables for r in t.rows for c in r.cells)
    for printed in ("Sumur bor", "Rabat beton jalan Dusun III", "218.200.000", "50.000.000"):
        assert printed in text, printed
    written = "\n".join(p.text for p in word.paragraphs)
    for printed in ("Sukamaju yang sejahtera", "Dibuka tahun 1926.", "Membangun Posyandu"):
        assert printed in written, printed


def test_a_village_without_a_plan_drafts_one_and_decrees_it(
    phone: Phone, services: Services, paper: Path
):
    enter = phone(script=True)
    after_the_pkd(services)
    kpmd, kades, bpd = map(enter, ("kpmd", "kades", "bpd"))
    write_document(kpmd)
    form_team(kpmd, kades)
    stands(kpmd, RPJM, "usulan", "Belum")
    propose_for_years(kpmd)
    propose_from_action(kpmd)
    rank(kpmd)
    agree_on_draft(kpmd)
    kades.issue_and_sign("ba_musrenbangdes_rpjm", "17/1/2011", paper)
    kades.issue("rancangan_perdes_rpjm", DESA, 2011, "18/1/2011")
    bpd_agrees(bpd, kades, paper)
    assert "01 TAHUN 2011" in kades.issue_and_sign("perdes_rpjm", "19/1/2011", paper).upper()
    kades.issue("naskah_rpjm", DESA, 2011, "19/1/2011")
    read_document(kades.word())
    stands(kades, RPJM, "naskah_rpjm", "Selesai")
    expect(kades.page.locator("#langkah-perdes_rpjm h3")).to_contain_text("Selesai")
    for person in (kpmd, kades, bpd):
        person.done()


# --- a plan that is reviewed --------------------------------------------------------------------


OLD = {"jenis": "lainnya", "bidang": "Fisik dan Prasarana", "pengusul": "LPMD",
       "tujuan": "Lancar", "sasaran": "Warga"}  # fmt: skip


def with_an_older_plan(services: Services) -> None:
    """A plan of 2009 to 2013 with two proposals."""
    with services() as (session, _):
        before = dunia.year(session, 2009)
        made = rkp_uji.plan(
            session, before, ("Jalan", 90_000_000, [], {**OLD}),
            ("Sumur", 20_000_000, [], {**OLD}), awal=2009,
        )  # fmt: skip
        made[0].rpjm.visi, made[0].rpjm.sejarah = "Visi lama", "Sejarah lama"
        rpjm_dunia.profile(session, year_of(session))


def review(kpmd: Pejalan) -> None:
    """The old plan stands in the form; its three matters are reviewed."""
    kpmd.open(RPJM)
    kpmd.click("main .berikut button")
    assert kpmd.page.is_checked("[name=cabang][value=tinjau]")
    kpmd.answer({"periode_awal": "2011"})
    kpmd.answer({"perdes_lama_nomor": "03 Tahun 2009", "perdes_lama_tanggal": "5/3/2009"})
    kpmd.rows("tinjauan", [
        {"hal": hal, "uraian": f"{hal} lama", "keadaan_sekarang": "Berubah",
         "tindak_lanjut": "Diperbarui"} for hal in ("potensi", "masalah", "gagasan")
    ])  # fmt: skip
    kpmd.answer({})
    assert kpmd.page.input_value("[name=sejarah]") == "Sejarah lama"
    kpmd.answer({})
    kpmd.answer({})
    kpmd.rows("misi", [{"misi": "Memperbaiki jalan"}])
    kpmd.answer({"visi": "Visi yang disempurnakan"})
    kpmd.answer({"arah_pembangunan": "Jalan", "arah_keuangan": "ADD"})
    kpmd.answer({})
    kpmd.send()


def revise(kpmd: Pejalan) -> None:
    """The old proposals are copied; one of them costs more by now."""
    kpmd.open(RPJM)
    kpmd.click("button:has-text('Salin 2 usulan')")
    kpmd.click("main table a:has-text('Jalan')")
    kpmd.click("main button:has-text('Ubah')")
    while not kpmd.page.url.endswith("/biaya"):
        kpmd.answer({})
    kpmd.put("biaya", "120.000.000")
    kpmd.rows("dana", [{"sumber": "add", "jumlah": "120.000.000"}])
    kpmd.answer({})
    kpmd.answer({})
    kpmd.answer({})
    kpmd.send()


def bpd_agreed(services: Services) -> None:
    with services() as (session, kantor):
        tahun = year_of(session)
        rpjm_dunia.hold_bpd(session, tahun)
        rpjm_dunia.sign(kantor, tahun, "keputusan_bpd")


def test_a_village_with_a_plan_reviews_it_without_script(
    phone: Phone, services: Services, paper: Path
):
    enter = phone(script=False)
    with_an_older_plan(services)
    kpmd, kades = map(enter, ("kpmd", "kades"))
    review(kpmd)
    revise(kpmd)
    agree_on_draft(kpmd)
    kades.issue_and_sign("ba_musrenbangdes_rpjm", "17/1/2011", paper)
    bpd_agreed(services)
    told = kades.issue("perdes_rpjm", DESA, 2011, "19/1/2011")
    assert "01 TAHUN 2011" in told.upper()
    kades.open(RPJM)
    assert "Rp140.000.000" in kades.told()
    kpmd.done()
    kades.done()


# --- the next year ------------------------------------------------------------------------------


def a_year_ago(services: Services) -> None:
    """2011 up to its signed decree: a well, and the first share of a road of two years."""
    with services() as (session, kantor):
        tahun = year_of(session)
        rkp_uji.plan(session, tahun, (*rkp_uji.ROAD, {**OLD}), (*rkp_uji.BRIDGE, {**OLD}))
        (well,) = dunia.village(session, tahun, given=[{"kegiatan": "Sumur"}])
        rkp_uji.draft(session, tahun, **rkp_uji.taking(session, tahun, "Jalan"))
        road = next(u for u in rkp_uji.proposals(session, tahun) if u.kegiatan == "Jalan")
        dunia.hold(session, tahun, dunia.agree([well, road]))
        kantor.signed(tahun, "ba_musrenbangdes")
        kantor.signed(tahun, "sk_rkp_desa")
        dunia.year(session, 2012)


def tell_what_was_done(kpmd: Pejalan) -> None:
    """The well is done, the road half."""
    kpmd.open(RKP)
    kpmd.click("#langkah-evaluasi a")  # the step leads to the form of the year before
    assert "/formulir/realisasi-rkp/2011/" in kpmd.page.url
    kpmd.click("main form button")
    well, road = (
        next(n for n in (0, 1) if name in kpmd.page.locator("tbody tr").nth(n).inner_text())
        for name in ("Sumur", "Jalan")
    )
    kpmd.answer({
        f"realisasi-{well}-volume_realisasi": "140", f"realisasi-{well}-biaya_realisasi": "37800000",
        f"realisasi-{well}-status_pelaksanaan": "selesai",
        f"realisasi-{road}-volume_realisasi": "25", f"realisasi-{road}-biaya_realisasi": "24000000",
        f"realisasi-{road}-status_pelaksanaan": "sebagian", f"realisasi-{road}-sebab": "Hujan",
        f"realisasi-{road}-tindak_lanjut": "diusulkan_kembali",
    })  # fmt: skip
    kpmd.send()


def draft_next_year(kpmd: Pejalan) -> None:
    """What the RPJM-Desa planned for 2012, and what 2011 left with its reason."""
    kpmd.start("rancangan-rkp", 2012, DESA)
    told = kpmd.told()
    assert "Jalan" in told
    assert "Jembatan" in told
    assert "Rp60.000.000" in told
    kpmd.answer({"petik-0-petik": "ya", "petik-1-petik": "ya"})
    told = kpmd.told()
    assert "Sebab: Hujan." in told
    assert "Sifat L · 15 meter · Rp16.000.000" in told
    assert "Tidak ditawarkan lagi karena sudah selesai." in told
    kpmd.answer({"usulan_lama-0-ambil": "ya"})
    kpmd.send()


def set_money(kpmd: Pejalan) -> None:
    """Less than the plan will take."""
    kpmd.start("pagu-desa", 2012, DESA)
    row = kpmd.page.locator("tbody tr").filter(has_text="ADD")
    row.locator("input[name$='-pagu']").fill("100.000.000")
    kpmd.answer({})
    kpmd.send()


def decide_next_year(kpmd: Pejalan) -> None:
    kpmd.start("musrenbangdes", 2012, DESA)
    kpmd.meet("16/1/2012", count=7)
    told = {
        kpmd.page.input_value(f"[name=evaluasi-{n}-kegiatan]"):
        kpmd.page.input_value(f"[name=evaluasi-{n}-sebab]") for n in (0, 1)
    }  # fmt: skip
    assert told == {"Sumur": "", "Jalan": "Hujan"}
    kpmd.answer({})
    kpmd.lead()
    kpmd.click('button[value="disepakati:keputusan"]')
    kpmd.click('button[value="urutkan:keputusan"]')
    told = kpmd.told()
    assert "Saldo menurut sumber dana" in told
    assert "-Rp56.000.000" in told.replace("\u2212", "-")
    kpmd.answer({})
    kpmd.answer({"wakil_masyarakat": chosen(1, 2, 3), "wakil_desa": chosen(1, 2, 3, 4, 6, 7)})
    kpmd.send()


def test_the_next_year_begins_with_what_is_left_of_this_one(phone: Phone, services: Services):
    enter = phone(script=True, now=NEXT_YEAR)
    a_year_ago(services)
    kpmd, kades = map(enter, ("kpmd", "kades"))
    tell_what_was_done(kpmd)
    draft_next_year(kpmd)
    set_money(kpmd)
    decide_next_year(kpmd)
    assert "/2012" in kades.issue("ba_musrenbangdes", DESA, 2012, "16/1/2012")
    printed = "\n".join(
        c.text for t in Document(str(kades.word())).tables for r in t.rows for c in r.cells
    )
    assert "Lanjutan tahun 2011" in printed
    assert "Hujan" in printed
    kpmd.done()
    kades.done()


# --- the women's meeting ------------------------------------------------------------------------


def test_what_the_women_agreed_is_only_legalised(phone: Phone, services: Services):
    enter = phone(script=True)
    with services() as (session, _):
        dunia.village(session, year_of(session), given=dunia.kinds("mkp", "spp", "add"))
    kpmd, kades = map(enter, ("kpmd", "kades"))
    kpmd.open(f"/desa/{DESA}/2011/mkp")
    kpmd.click("main .berikut button")
    kpmd.meet("13/1/2011")
    kpmd.lead()
    expect(kpmd.page.locator("tbody tr")).to_have_count(2)  # not the one paid from ADD
    kpmd.click('button[value="disepakati:keputusan"]')
    kpmd.answer({})
    kpmd.answer({"wakil_masyarakat": chosen(1, 2, 3), "calon_wakil": chosen(1, 3)})
    kpmd.send()
    assert "2011" in kades.issue("ba_mkp", DESA, 2011, "13/1/2011")
    kpmd.start("musrenbangdes", 2011, DESA)
    kpmd.open(f"{kpmd.page.url.rpartition('/')[0]}/keputusan")
    legalised = kpmd.page.locator("tbody tr").filter(has_text="disahkan dari MKP")
    expect(legalised).to_have_count(2)
    for row in legalised.all():
        expect(row.locator("select[name$='-putusan']")).to_have_value("disepakati")
    kpmd.open(f"/desa/{DESA}/2011/mkp")
    assert "Disepakati untuk BLM" in kpmd.told()
    kpmd.done()
    kades.done()
