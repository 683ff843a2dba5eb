"""One kecamatan, one year, in a real browser: from a proposal to the list of Bappeda.

On a phone and on a desk, with and without JavaScript.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser

from musren.domain.peran import Act, Peran
from musren.services import akun
from musren.services.tahun import open_year
from musren.settings import Settings
from tests import dunia
from tests.browser.layanan import Orang, scan, served
from tests.fixtures.app import app_for
from tests.fixtures.database import fresh
from tests.web.conftest import PASSWORD, QUICK

pytestmark = pytest.mark.browser

NOW = datetime(2011, 6, 1, 2, 0, tzinfo=UTC)
DESA, KECAMATAN, KABUPATEN = map(str, (dunia.SUKAMAJU, dunia.KECAMATAN, dunia.KABUPATEN))
PEOPLE = {
    "fasilitator": (Peran.FK, dunia.KECAMATAN),
    "kpmd": (Peran.KPMD, dunia.SUKAMAJU),
    "kades": (Peran.KEPALA_DESA, dunia.SUKAMAJU),
    "camat": (Peran.CAMAT, dunia.KECAMATAN),
    "bappeda": (Peran.BAPPEDA, dunia.KABUPATEN),
    "bpd": (Peran.BPD, dunia.SUKAMAJU),
}

Enter = Callable[[str], Orang]


@contextmanager
def people_at_work(
    browser: Browser, folder: Path, *, width: int, script: bool, now: datetime = NOW,
    kind: type[Orang] = Orang,
) -> Iterator[Enter]:  # fmt: skip
    """A served musren of its own; gives a way to open a browser for each person."""
    settings = Settings(data_dir=folder, database_url="", secret_key="rahasia untuk uji")
    database = fresh(folder / "musren.db")
    with database.write() as session:
        act = Act(oleh=akun.system(), pada=now)
        open_year(session, act, dunia.KABUPATEN, 2011)
        for name, (peran, place) in PEOPLE.items():
            user = akun.create_user(session, act, name, f"Ibu {name}", PASSWORD, hasher=QUICK)
            akun.assign(session, act, user, peran, place, mulai=date(2011, 1, 1))
    app = app_for(settings, database, clock=lambda: now, hasher=QUICK)
    contexts = []
    with served(app) as address:

        def open_for(name: str) -> Orang:
            context = browser.new_context(
                locale="id-ID", viewport={"width": width, "height": 780},
                java_script_enabled=script, accept_downloads=True,
            )  # fmt: skip
            contexts.append(context)
            return kind(context.new_page(), address, name, PASSWORD)

        yield open_for
        for context in contexts:
            context.close()
    database.close()


@pytest.fixture(
    params=[(360, True), (360, False), (1280, True), (1280, False)],
    ids=["phone", "phone-noscript", "desk", "desk-noscript"],
)
def enter(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Enter]:
    """Opens a browser of its own for each person."""
    width, script = request.param
    with people_at_work(browser, tmp_path, width=width, script=script) as opened:
        yield opened


PRESENT = [
    {"nama": f"Warga {n}", "jk": "P" if n % 2 else "L", "unsur": "Warga masyarakat",
     "alamat": "Dusun I"}
    for n in range(1, 13)
]  # fmt: skip


def chosen(*numbers: int) -> list[str]:
    return [f"Warga {n} — Dusun I" for n in numbers]


def village_profile(kpmd: Orang) -> None:
    kpmd.start("profil-desa", 2011, DESA)
    kpmd.answer({"alamat_kantor": "Jalan Poros Desa Nomor 1", "kode_pos": "99101"})
    kpmd.rows("dusun", [{"nama": "Dusun I"}, {"nama": "Dusun II"}])
    kpmd.answer({})
    kpmd.answer({"luas": "640,5", "batas_utara": "Desa Sukamulya"})
    kpmd.answer({"kepala_desa_nama": "Ahmad Sukri", "sekdes_nama": "Siti Rohani"})
    kpmd.answer({"kantor_layak": "ya", "jumlah_kaur": "2", "bpd_terbentuk": "ya"})
    kpmd.send()


def propose(kpmd: Orang, kegiatan: str, asal: str, sumber: str, skpd: str = "") -> None:
    kpmd.start("usulan", 2011, DESA)
    kpmd.answer(
        {"kegiatan": kegiatan, "jenis": "prasarana" if sumber == "blm" else "lainnya",
         "bidang": "Fisik dan Prasarana"}
    )  # fmt: skip
    kpmd.answer({"lokasi": "Dusun I - Dusun II", "volume": "620,5", "satuan": "meter"})
    kpmd.answer({"asal": asal, "pengusul": "Warga Dusun I", "sifat": "B"})
    kpmd.answer({"pemanfaat_l": "40", "pemanfaat_p": "45", "pemanfaat_rtm": "20"})
    kpmd.put("biaya", "Rp 110.000.000")
    kpmd.rows("dana", [{"sumber": sumber, "jumlah": "100000000"},
                       {"sumber": "swadaya", "jumlah": "10.000.000"}])  # fmt: skip
    kpmd.answer({})
    kpmd.answer({"tujuan": "Memperlancar angkutan", "sasaran": "Warga Dusun I", "skpd": skpd})
    kpmd.send()


def village_meeting(kpmd: Orang) -> None:
    kpmd.start("musrenbangdes", 2011, DESA)
    kpmd.answer({"tanggal": "17/1/2011", "jam_mulai": "09.00", "jam_selesai": "12.30",
                 "tempat": "Balai Desa"})  # fmt: skip
    kpmd.rows("hadir", [*PRESENT])
    kpmd.answer({})
    kpmd.answer({"evaluasi_ada": "tidak"})
    kpmd.answer({"pimpinan_nama": "Warga 11", "pimpinan_unsur": "LPMD", "notulis_nama": "Warga 12",
                 "notulis_unsur": "KPMD", "cara_putusan": "mufakat"})  # fmt: skip
    kpmd.click('button[value="disepakati:keputusan"]')
    kpmd.click('button[value="urutkan:keputusan"]')
    kpmd.answer({})
    kpmd.answer({"wakil_masyarakat": chosen(1, 2, 3), "wakil_desa": chosen(4, 5, 6, 7, 8, 9)})
    kpmd.send()


def district_meeting(camat: Orang) -> None:
    camat.start("profil-kecamatan", 2011, KECAMATAN)
    camat.answer({"camat_nama": "Drs. Bambang Haryadi", "camat_nip": "196503121990031004",
                  "alamat_kantor": "Jalan Raya 10", "blm": "1.500.000.000"})  # fmt: skip
    camat.send()
    rank_in_groups(camat)
    camat.start("musrenbang-kecamatan", 2011, KECAMATAN)
    camat.answer({"tanggal": "14-2-2011", "jam_mulai": "08.30", "jam_selesai": "15.00",
                  "tempat": "Aula Kantor Camat"})  # fmt: skip
    guests = [
        {"nama": "Sutarjo", "jk": "L", "unsur": "BKAD dan UPK", "alamat": "Sukaraya"},
        {"nama": "Rina Puspita", "jk": "P", "unsur": "Fasilitator dan Setrawan",
         "alamat": "Sukaraya"},
    ]  # fmt: skip
    already = camat.page.locator('[name^="hadir-"][name$="-nama"]').count()
    filled = sum(bool(one.input_value()) for one in
                 camat.page.locator('[name^="hadir-"][name$="-nama"]').all())  # fmt: skip
    assert filled == 6, (filled, already)  # the village's representatives are there already
    for number, line in enumerate(guests, filled):
        while not camat.page.locator(f'[name="hadir-{number}-nama"]').count():
            camat.click('button[value="tambah:hadir"]')
        for name, value in line.items():
            camat.put(f"hadir-{number}-{name}", value)
    camat.answer({})
    assert "6 orang dari 1 desa" in camat.page.locator("main").inner_text()
    camat.answer({})  # the wakil desa vote
    camat.answer({"pimpinan_nama": "Sutarjo", "pimpinan_unsur": "BKAD dan UPK",
                  "notulis_nama": "Rina Puspita", "notulis_unsur": "Fasilitator dan Setrawan",
                  "cara_putusan": "mufakat"})  # fmt: skip
    for name in ("prioritas_blm", "prioritas_apbd"):
        camat.click(f'button[value="disepakati:{name}"]')
        camat.click(f'button[value="urutkan:{name}"]')
        camat.answer({})
    envoys = [f"Warga {n} — Desa Sukamaju" for n in range(4, 10)]
    camat.answer({"wakil_utusan": envoys[:3], "delegasi": envoys[3:]})
    camat.send()
    share_out(camat)


def rank_in_groups(camat: Orang) -> None:
    """The session on the BLM list, from the page of priorities: two groups, one proposal."""
    camat.open(f"/kecamatan/{KECAMATAN}/2011/prioritas")
    camat.click('main form[action*="sidang-prioritas"] button')
    camat.answer({"cara": "kelompok", "banyak_kelompok": "2"})
    camat.answer({"urutan_kelompok-0-g1": "1", "urutan_kelompok-0-g2": "1"})
    camat.send()


def share_out(camat: Orang) -> None:
    """The BLM reaches the only proposal; what is left goes back."""
    camat.start("pendanaan", 2011, KECAMATAN)
    camat.answer({})
    assert "Sisa BLM" in camat.page.locator("main").inner_text()
    camat.answer({"pilihan_sisa": "kembali", "alasan": "Semua usulan BLM sudah terdanai."})
    camat.send()
    for part in ("prioritas", "pendanaan?pagu=50.000.000;2.000.000.000"):
        camat.open(f"/kecamatan/{KECAMATAN}/2011/{part}")
        assert camat.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def village_papers(kades: Orang, paper: Path) -> None:
    told = kades.issue("ba_musrenbangdes", DESA, 2011, "17/1/2011")
    assert "414.2/001/BA/Ds.Sukamaju/I/2011" in told
    kades.sign(paper)
    told = kades.issue("sk_rkp_desa", DESA, 2011, "24/1/2011")
    assert "141/01/KEP/Ds.Sukamaju/2011" in told
    kades.sign(paper)


def district_papers(camat: Orang, paper: Path) -> None:
    camat.issue("ba_musrenbang_kecamatan", KECAMATAN, 2011, "14/2/2011")
    camat.sign(paper)
    assert "/SPC/" in camat.issue("spc", KECAMATAN, 2011, "21/2/2011")
    with camat.page.expect_download() as word:
        camat.page.locator("main a", has_text="Word").first.click()
    assert word.value.suggested_filename.endswith(".docx")


def consolidated_list(bappeda: Orang) -> set[str]:
    """The cells of the workbook that Bappeda downloads."""
    bappeda.open(f"/kabupaten/{KABUPATEN}/2011/daftar")
    assert "Rabat beton jalan dusun" in bappeda.page.locator("main").inner_text()
    with bappeda.page.expect_download() as got:
        bappeda.page.locator("main a[href*='.xlsx']").first.click()
    book = openpyxl.load_workbook(BytesIO(Path(got.value.path()).read_bytes()))
    return {str(c.value) for row in book["Semua usulan"].iter_rows() for c in row}


def test_a_year_from_the_proposal_to_the_list_of_the_district(enter: Enter, tmp_path: Path):
    paper = tmp_path / "pindaian.png"
    paper.write_bytes(scan())
    kpmd, kades, camat, bappeda = map(enter, ("kpmd", "kades", "camat", "bappeda"))
    village_profile(kpmd)
    propose(kpmd, "Rabat beton jalan dusun", "campuran", "blm")
    propose(kpmd, "Pengaspalan jalan poros", "dusun", "apbd", skpd="Dinas Pekerjaan Umum")
    village_meeting(kpmd)
    village_papers(kades, paper)
    district_meeting(camat)
    district_papers(camat, paper)
    assert {"Rabat beton jalan dusun", "Pengaspalan jalan poros"} <= consolidated_list(bappeda)
    for person in (kpmd, kades, camat, bappeda):
        person.done()


def test_every_page_of_the_journey_fits_a_phone(enter: Enter):
    """Nothing is wider than the screen: no page scrolls sideways."""
    kpmd = enter("kpmd")
    village_profile(kpmd)
    paths = [
        f"/desa/{DESA}/2011", f"/desa/{DESA}/2011/usulan", f"/desa/{DESA}/2011/naskah",
        f"/desa/{DESA}/2011/impor", "/wilayah?q=sukamaju", "/bantuan/dasar/II.D.3.e",
        f"/naskah/ba_musrenbangdes/{DESA}/2011",
    ]  # fmt: skip
    wide = []
    for path in paths:
        kpmd.open(path)
        over = kpmd.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if over > 0:
            wide.append((path, over))
    assert wide == []
