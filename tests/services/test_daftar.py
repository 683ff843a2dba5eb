"""The consolidated list: what is seen, in which order, with which totals, and as which files."""

import csv
import io
import json
from datetime import date, time
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from musren.adapters.berkas_tabel import read_table
from musren.domain.errors import Invalid
from musren.domain.peran import Peran
from musren.domain.wilayah import RegionCode
from musren.exports.kolom import KOLOM_SKPD, KOLOM_USULAN
from musren.integration.tahapan import TIDAK_DIHITUNG, StatusUsulan
from musren.models.jejak import Jejak
from musren.models.musyawarah import Musyawarah
from musren.models.naskah import Naskah
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, Usulan
from musren.services import daftar
from musren.services.daftar import NONE_YET, Saring, page, per_skpd, place_text, stream, totals
from musren.services.impor import import_usulan
from musren.services.unduhan import consolidated
from tests import dunia
from tests.dunia import KABUPATEN, KECAMATAN, NOW, SUKAMAJU, SUKAMULYA

ALL = (KABUPATEN,)
NAMES = [k.nama for k in KOLOM_USULAN]
FILE = """Kegiatan,Volume,Satuan,Biaya,Sumber dana,Lokasi,Dusun,Bidang,SKPD,Asal,Pengusul,Swadaya
Rabat beton,620,meter,180600000,BLM,RT 01,Dusun I,Fisik,,campuran,LPMD,12400000
Jembatan 100%,1,unit,210000000,APBD Kab,Kali Jernih,Dusun IV,Fisik,Dinas PU,dusun,LPMD,
Operasional,12,bulan,6000000,DDS,,,Pemerintahan,,,Pemdes,
Gotong royong,,,,,Dusun II,Dusun II,,,,PKK,
"""


@pytest.fixture
def opened(session: Session) -> Tahun:
    """Four proposals in each of two villages."""
    year = dunia.year(session)
    who = dunia.act(session, Peran.KPMD)
    for desa in (SUKAMULYA, SUKAMAJU):
        import_usulan(session, who, year, desa, read_table(FILE.encode()), nama_berkas="x.csv")
    return year


def meeting(session: Session, year: Tahun, jenis: str, place: RegionCode) -> Musyawarah:
    held = Musyawarah(
        jenis=jenis, tahun_id=year.id, wilayah_kode=str(place), undangan_tanggal=None,
        tanggal=date(2011, 1, 17), jam_mulai=time(9), jam_selesai=time(13), tempat="Balai",
        pimpinan_nama="A", pimpinan_unsur="LPMD", notulis_nama="B", notulis_unsur="KPMD",
        cara_putusan="mufakat", suara_setuju=None, suara_tidak=None, suara_abstain=None,
        ditutup=NOW,
    )  # fmt: skip
    session.add(held)
    session.flush()
    return held


def decide(session: Session, held: Musyawarah, kode: str, **said) -> None:
    stored = session.scalars(select(Usulan).where(Usulan.kode == kode)).one()
    level = "desa" if held.jenis == "musrenbangdes_rkp" else "kecamatan"
    given = {
        "putusan": "disepakati", "sumber": "apbd", "peringkat": None, "volume": None,
        "biaya": None, "biaya_sumber": None, "swadaya": None, "saran": None,
    }  # fmt: skip
    session.add(
        Keputusan(usulan_id=stored.id, musyawarah_id=held.id, tingkat=level, **(given | said))
    )
    session.flush()


@pytest.fixture
def decided(session: Session, opened: Tahun) -> Tahun:
    desa = meeting(session, opened, "musrenbangdes_rkp", SUKAMAJU)
    kecamatan = meeting(session, opened, "musrenbang_kecamatan", KECAMATAN)
    second, third = "99.01.01.2001-2011-002", "99.01.01.2001-2011-003"
    decide(session, desa, second, peringkat=1, biaya=200_000_000)
    decide(session, kecamatan, second, peringkat=2, biaya=190_000_000, skpd="Dinas PU Bina Marga")
    decide(session, desa, third, putusan="ditunda", sumber="add", alasan="Dana belum cukup")
    return opened


def codes(session: Session, year: Tahun, places=ALL, **saring: str) -> list[str]:
    return [r.kode[-8:] for r in page(session, year, Saring(**saring), places).baris]


def as_dicts(session: Session, year: Tahun, **saring: str) -> list[dict]:
    found = stream(session, year, Saring(**saring), ALL)
    return [dict(zip(NAMES, row, strict=True)) for row in found]


def test_rows_come_in_the_order_of_place_and_number(session, opened):
    everything = [r.kode for r in page(session, opened, Saring(), ALL).baris]
    assert everything == sorted(everything)
    assert len(everything) == 8


@pytest.mark.parametrize(
    ("places", "seen"),
    [
        ((), 0), ((KABUPATEN,), 8), ((KECAMATAN,), 8), ((SUKAMAJU,), 4),
        ((SUKAMAJU, SUKAMULYA), 8), ((RegionCode.parse("99.02"),), 0),
        ((RegionCode.parse("99.01.02"),), 0),
    ],
)  # fmt: skip
def test_only_visible_places_are_seen_and_counted(session, opened, places, seen: int):
    assert len(page(session, opened, Saring(), places).baris) == seen
    assert totals(session, opened, Saring(), places).usulan == seen
    assert len(list(stream(session, opened, Saring(), places))) == seen


@pytest.mark.parametrize(
    ("saring", "seen"),
    [
        ({"desa": str(SUKAMAJU)}, ["2011-001", "2011-002", "2011-003", "2011-004"]),
        ({"kecamatan": str(KECAMATAN), "bidang": "Pemerintahan"}, ["2011-003"] * 2),
        ({"sumber": "blm"}, ["2011-001"] * 2), ({"sumber": "add"}, ["2011-003"]),
        ({"sumber": NONE_YET}, ["2011-004", "2011-003", "2011-004"]),
        ({"status": "belum_lengkap"}, ["2011-004"] * 2), ({"asal": "campuran"}, ["2011-001"] * 2),
        ({"skpd": "Dinas PU Bina Marga"}, ["2011-002"]), ({"skpd": "Dinas PU"}, ["2011-002"]),
        ({"putusan": "ditunda"}, ["2011-003"]), ({"putusan": NONE_YET, "asal": "dusun"}, ["2011-002"]),
        ({"teks": "gotong"}, ["2011-004"] * 2), ({"teks": "100%"}, ["2011-002"] * 2),
        ({"teks": "0_"}, []), ({"teks": "%"}, ["2011-002"] * 2), ({"teks": "' or 1=1 --"}, []),
        ({"teks": "PKK"}, ["2011-004"] * 2), ({"desa": "99.01.01"}, []),
    ],
)  # fmt: skip
def test_each_filter_narrows_list_totals_and_stream_alike(session, decided, saring, seen):
    assert codes(session, decided, **saring) == seen
    assert totals(session, decided, Saring(**saring), ALL).usulan == len(seen)
    assert len(as_dicts(session, decided, **saring)) == len(seen)


def test_pages_follow_each_other_without_gap_or_repeat(session, opened, monkeypatch):
    monkeypatch.setattr(daftar, "PAGE", 3)
    seen, after, pages = [], None, 0
    while pages == 0 or after is not None:
        part = page(session, opened, Saring(), ALL, after)
        seen += [r.kode for r in part.baris]
        after, pages = part.berikut, pages + 1
    assert (len(seen), len(set(seen)), pages) == (8, 8, 3)
    assert seen == sorted(seen)


def test_totals_are_those_of_the_rows(session, opened):
    rekap = totals(session, opened, Saring(), ALL)
    rows = as_dicts(session, opened)
    assert (rekap.usulan, rekap.biaya) == (8, 2 * 396_600_000)
    assert rekap.biaya == sum(r["biaya"] or 0 for r in rows)
    assert [(k.nama, k.usulan, k.biaya) for k in rekap.kecamatan] == [("Sukaraya", 8, 793_200_000)]
    assert {s.nama: (s.usulan, s.biaya) for s in rekap.sumber} == {
        "BLM PNPM-MP": (2, 336_400_000), "APBD": (2, 420_000_000),
        "Swadaya masyarakat": (2, 24_800_000), "Belum dipetakan": (2, 12_000_000),
    }  # fmt: skip
    assert sum(s.biaya for s in rekap.sumber) == rekap.biaya
    assert sum(s.usulan for s in rekap.status) == 8


def test_totals_look_at_decisions_only_for_a_filter_that_asks_for_them(session, decided):
    def asked(**saring: str) -> list[str]:
        seen: list[str] = []
        engine = session.get_bind()

        def note(*args: Any) -> None:
            seen.append(args[2])

        event.listen(engine, "before_cursor_execute", note)
        totals(session, decided, Saring(**saring), ALL)
        event.remove(engine, "before_cursor_execute", note)
        return seen

    session.flush()
    assert [("keputusan" in one) for one in asked()] == [False, False]
    assert [("keputusan" in one) for one in asked(putusan="disepakati")] == [True, True]


def test_an_empty_list_has_empty_totals(session, opened):
    rekap = totals(session, opened, Saring(desa="99.01.01.2009"), ALL)
    assert (rekap.usulan, rekap.biaya, list(rekap.sumber)) == (0, 0, [])


def test_a_row_tells_each_level_beside_the_villages_own_values(session, decided):
    [row] = as_dicts(session, decided, skpd="Dinas PU Bina Marga")
    assert row == {
        "kode": "99.01.01.2001-2011-002", "kecamatan": "Sukaraya", "desa": "Sukamaju",
        "lokasi": "Dusun IV, Kali Jernih", "kegiatan": "Jembatan 100%", "volume": Decimal(1),
        "satuan": "unit", "biaya": 210_000_000, "swadaya": None, "sasaran": "",
        "pemanfaat_l": None, "pemanfaat_p": None, "pemanfaat_rtm": None, "prioritas_desa": 1,
        "prioritas_kecamatan": 2, "skpd": "Dinas PU Bina Marga", "sifat": "",
        "asal": "Musyawarah dusun atau kelompok", "sumber": "APBD", "rincian": "APBD Kab",
        "status": "Diajukan", "biaya_desa": 200_000_000, "biaya_kecamatan": 190_000_000,
        "nomor_ba_desa": None, "status_forum_skpd": "", "status_kabupaten": "", "masuk_apbd": "",
        "masuk_apbd_rp": None, "anggaran_rp": None, "kemajuan_persen": None, "keterangan": "",
        "kode_asal": None, "forum_awal": "Musyawarah dusun atau kelompok",
    }  # fmt: skip


def test_the_main_source_is_the_largest_that_is_not_swadaya(session, opened):
    row = as_dicts(session, opened, asal="campuran")[0]
    assert (row["sumber"], row["rincian"], row["swadaya"]) == ("BLM PNPM-MP", "BLM", 12_400_000)


@pytest.mark.parametrize(
    ("status", "shown"),
    [("terbit", "140/01/2011"), ("ditandatangani", "140/01/2011"), ("disusun", None)],
)
def test_the_number_of_the_villages_paper_stands_in_its_rows(session, opened, status, shown):
    session.add(
        Naskah(
            kunci="k", jenis="ba_musrenbangdes", tahun_id=opened.id, wilayah_kode=str(SUKAMAJU),
            status=status, nomor="140/01/2011", tanggal=date(2011, 1, 17), fakta={},
            fakta_sha256="", templat_sha256="", diterbitkan=NOW, musyawarah_id=None,
            register_kode=None, register_tahun=None, nomor_urut=None, docx_id=None, pdf_id=None,
            menggantikan_id=None, penerbit_id=None,
        )
    )  # fmt: skip
    session.flush()
    assert {r["nomor_ba_desa"] for r in as_dicts(session, opened, desa=str(SUKAMAJU))} == {shown}
    assert {r["nomor_ba_desa"] for r in as_dicts(session, opened, desa=str(SUKAMULYA))} == {None}


def test_every_status_has_a_name_in_the_list(session, opened):
    stored = session.scalars(select(Usulan)).first()
    for status in StatusUsulan:
        stored.status = status.value
        session.flush()
        asked = status.value if status in TIDAK_DIHITUNG else ""
        [row] = [r for r in as_dicts(session, opened, status=asked) if r["kode"] == stored.kode]
        assert row["status"][0].isupper()


def test_the_ten_columns_hold_what_the_kecamatan_agreed_for_apbd(session, decided):
    [row] = per_skpd(session, decided, Saring(), ALL)
    assert dict(zip([k.nama for k in KOLOM_SKPD], row, strict=True)) == {
        "nomor": 1, "prioritas_daerah": "", "sasaran_daerah": "", "program": "",
        "kegiatan": "Jembatan 100%", "sasaran": "",
        "lokasi": "Dusun IV, Kali Jernih, Sukamaju, Sukaraya", "volume": "1 unit",
        "pagu": 190_000_000, "skpd": "Dinas PU Bina Marga",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("dusun", "lokasi", "told"),
    [("", "", ""), ("Dusun I", "", "Dusun I"), ("", "RT 01", "RT 01"),
     ("Dusun I", "RT 01", "Dusun I, RT 01"), ("Dusun II", "dusun II RT 03", "dusun II RT 03")],
)  # fmt: skip
def test_a_hamlet_is_not_said_twice(dusun: str, lokasi: str, told: str):
    assert place_text(dusun, lokasi) == told


def test_workbook_csv_json_and_database_agree(session, decided):
    who = dunia.act(session, Peran.BAPPEDA)
    rekap = totals(session, decided, Saring(), ALL)
    made = {
        b: consolidated(session, who, decided, Saring(), ALL, b) for b in ("xlsx", "csv", "json")
    }
    assert {m.nama for m in made.values()} == {f"usulan-99.01-2011.{b}" for b in made}
    sheet = openpyxl.load_workbook(io.BytesIO(made["xlsx"].isi))["Semua usulan"]
    cost = NAMES.index("biaya") + 1
    told = json.loads(made["json"].isi)
    rows = list(csv.DictReader(io.StringIO(made["csv"].isi.decode("utf-8-sig"))))
    assert sheet.max_row - 1 == len(rows) == len(told["rows"]) == rekap.usulan
    assert (
        sum(sheet.cell(r, cost).value or 0 for r in range(2, sheet.max_row + 1))
        == sum(int(r["Biaya usulan"] or 0) for r in rows)
        == sum(r["biaya"] or 0 for r in told["rows"])
        == told["totals"]["biaya"]
        == rekap.biaya
    )


@pytest.mark.parametrize("bentuk", ["xlsx", "csv", "json"])
def test_the_same_list_at_the_same_moment_is_the_same_file(session, decided, bentuk: str):
    who = dunia.act(session, Peran.BAPPEDA)
    first = consolidated(session, who, decided, Saring(sumber="apbd"), ALL, bentuk)
    assert consolidated(session, who, decided, Saring(sumber="apbd"), ALL, bentuk) == first


def test_who_took_which_list_is_kept(session, decided):
    who = dunia.act(session, Peran.BAPPEDA)
    consolidated(session, who, decided, Saring(sumber="apbd"), (SUKAMAJU,), "csv")
    trace = session.scalars(select(Jejak).where(Jejak.tindakan == "unduh_daftar")).one()
    assert trace.rincian == {"bentuk": "csv", "saring": {"sumber": "apbd"}, "usulan": 1}
    assert (trace.peran, trace.pengguna_id) == ("bappeda", who.oleh.id)


def test_an_unknown_form_of_file_is_refused(session, opened):
    with pytest.raises(Invalid, match="xlsx, csv, atau json"):
        consolidated(session, dunia.act(session, Peran.BAPPEDA), opened, Saring(), ALL, "pdf")
