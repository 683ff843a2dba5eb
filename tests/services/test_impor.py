"""A village's own table comes in once: good rows are stored, bad ones are told, nothing is lost."""

import csv
import io
import random
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from musren.adapters.berkas_tabel import read_table
from musren.domain.errors import Invalid
from musren.domain.peran import Act, Peran
from musren.models.jejak import Jejak
from musren.models.tahun import PetaSumber, Tahun
from musren.models.usulan import RiwayatStatus, Usulan, UsulanDana
from musren.services.impor import Hasil, import_usulan, map_source, unknown_sources
from musren.services.usulan import create
from tests import dunia
from tests.data_nyata import FICTIONAL, TABLES, rows_of, source_of, sums_of
from tests.dunia import SUKAMAJU, SUKAMULYA

HEAD = "Kegiatan,Volume,Satuan,Biaya,Sumber dana,Lokasi\n"


@pytest.fixture
def opened(session: Session) -> Tahun:
    return dunia.year(session)


@pytest.fixture
def who(session: Session, opened: Tahun) -> Act:
    return dunia.act(session, Peran.KPMD)


@pytest.fixture
def take(session: Session, opened: Tahun, who: Act):
    def taken(text: str | bytes, desa=SUKAMAJU) -> Hasil:
        data = text.encode() if isinstance(text, str) else text
        found = import_usulan(session, who, opened, desa, read_table(data), nama_berkas="rkp.csv")
        session.expire_all()
        return found

    return taken


def stored(session: Session) -> list[Usulan]:
    return list(session.scalars(select(Usulan).order_by(Usulan.desa_kode, Usulan.nomor_urut)))


def count(session: Session, model: type) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


@pytest.mark.parametrize("path", TABLES, ids=lambda p: p.name)
def test_a_printed_plan_comes_in_whole_with_its_sums(session, take, path: Path):
    printed = rows_of(path)
    result = take(path.read_bytes()).as_json()
    assert result == {
        "rows": len(printed),
        "taken": len(printed),
        "incomplete": 1,
        "errors": [],
        "sum": sum(sums_of(path).values()),
        "by_source": sums_of(path),
    }
    kept = stored(session)
    assert [u.kegiatan for u in kept] == [r["jenis_kegiatan"] for r in printed]
    assert [u.biaya for u in kept] == [int(r["jumlah_rp"]) for r in printed]
    assert [u.dana[0].rincian for u in kept] == [source_of(r) for r in printed]


@pytest.mark.parametrize("path", TABLES, ids=lambda p: p.name)
def test_the_same_file_again_changes_nothing(session, take, path: Path):
    first = take(path.read_bytes()).as_json()
    before = [(u.id, u.versi, u.diubah) for u in stored(session)]
    traces = [count(session, m) for m in (Jejak, RiwayatStatus, UsulanDana)]
    again = take(path.read_bytes()).as_json()
    assert again == first | {"taken": 0}
    assert [(u.id, u.versi, u.diubah) for u in stored(session)] == before
    assert [count(session, m) for m in (Jejak, RiwayatStatus, UsulanDana)] == traces


@pytest.mark.parametrize("path", TABLES, ids=lambda p: p.name)
def test_the_same_rows_with_moved_columns_or_as_a_workbook_are_the_same_rows(take, path: Path):
    first = take(path.read_bytes()).as_json()
    printed = rows_of(path)
    names = list(printed[0])
    random.Random(7).shuffle(names)
    moved = io.StringIO()
    writer = csv.writer(moved, delimiter=";")
    writer.writerow([n.upper().replace("_", " ") for n in names])
    writer.writerows([r[n] for n in names] for r in printed)
    assert take(moved.getvalue()).as_json() == first | {"taken": 0}
    book = openpyxl.Workbook()
    book.active.append(list(printed[0]))
    for r in printed:
        book.active.append([int(v) if k == "jumlah_rp" else v for k, v in r.items()])
    out = io.BytesIO()
    book.save(out)
    assert take(out.getvalue()).as_json() == first | {"taken": 0}


def test_nothing_of_the_row_is_lost(session, take):
    take((FICTIONAL / "rkp_cetak.csv").read_bytes())
    second, fifth = stored(session)[1], stored(session)[4]
    assert second.berkas_asal["berkas"] == "rkp.csv"
    assert second.berkas_asal["baris"] == 3
    assert second.berkas_asal["isi"]["pola_pelaksanaan"] == "Swakelola"
    assert second.berkas_asal["isi"]["kode_bidang"] == "01"
    assert (second.latar_belakang, second.target) == ("Terpenuhi sebagian", "Terpenuhi")
    assert (second.waktu, second.sasaran, second.bidang) == ("12 Bulan", "17 Org", "Pemerintahan")
    assert (fifth.volume, fifth.satuan) == (Decimal(1), "Ls")


def test_a_combined_source_stays_one_share_with_no_category(session, take):
    take((FICTIONAL / "rkp_cetak.csv").read_bytes())
    [share] = stored(session)[1].dana
    assert (share.rincian, share.sumber, share.jumlah) == ("ADD, DDS", None, 41_250_300)
    [known] = stored(session)[0].dana
    assert (known.rincian, known.sumber) == ("ADD", "add")


def test_codes_follow_the_highest_number_of_the_village(session, opened, who, take):
    create(session, who, opened, SUKAMAJU, {"kegiatan": "Talud"}, kunci="uji:1")
    take(HEAD + "Jalan,1,m,5,ADD,x\n")
    take(HEAD + "Parit,1,m,5,ADD,x\n", SUKAMULYA)
    assert [u.kode for u in stored(session)] == [
        "99.01.01.2001-2011-001", "99.01.01.2001-2011-002", "99.01.01.2002-2011-001",
    ]  # fmt: skip


def test_rows_that_are_alike_in_one_file_are_all_taken(take):
    text = HEAD + "Jalan,1,m,5,ADD,x\n" * 3
    assert take(text).taken == 3
    assert take(text).taken == 0
    assert take(text + "Jalan,1,m,5,ADD,x\n").taken == 1


def test_another_village_may_hand_in_the_same_rows(take):
    assert take(HEAD + "Jalan,1,m,5,ADD,x\n").taken == 1
    assert take(HEAD + "Jalan,1,m,5,ADD,x\n", SUKAMULYA).taken == 1


@pytest.mark.parametrize(
    ("line", "lacking"),
    [
        ("Jalan,1,m,,ADD,x", ("biaya",)), ("Jalan,1,m,-,ADD,x", ("biaya",)),
        ("Jalan,,,5,ADD,x", ("volume",)), ("Jalan,1,m,5,,x", ("sumber",)),
        ("Jalan,,,,,", ("biaya", "volume", "sumber")), ("Jalan,KPM,,5,ADD,x", ("volume",)),
        ("Jalan,4 x 6 m,,5,ADD,x", ("volume",)),
    ],
)  # fmt: skip
def test_a_row_without_cost_volume_or_source_is_kept_as_incomplete(
    session, take, line: str, lacking: tuple[str, ...]
):
    result = take(HEAD + line + "\n")
    assert (result.taken, result.incomplete, result.errors) == (1, 1, [])
    assert result.lacking[0].fields == lacking
    assert result.lacking[0].row == 2
    [kept] = stored(session)
    assert kept.status == "belum_lengkap"
    assert [r.ke for r in kept.riwayat] == ["belum_lengkap"]


def test_a_volume_that_is_no_figure_is_kept_in_words(session, take):
    take(HEAD + "Santunan,KPM,,5,ADD,x\n")
    assert stored(session)[0].keterangan == "Volume tertulis “KPM”."


def test_a_complete_row_is_submitted_with_its_history(session, take, who):
    take(HEAD + "Jalan,620,meter,Rp 132.720.000,ADD,Dusun I\n")
    [kept] = stored(session)
    assert (kept.status, kept.biaya, kept.versi) == ("diajukan", 132_720_000, 1)
    [step] = kept.riwayat
    assert (step.dari, step.ke, step.peran, step.pelaku_id) == ("", "diajukan", "kpmd", who.oleh.id)
    assert step.alasan == "Impor rkp.csv baris 2"
    trace = session.scalars(select(Jejak).where(Jejak.tindakan == "impor_usulan")).one()
    assert trace.rincian["diambil"] == 1


@pytest.mark.parametrize(
    ("line", "field", "word"),
    [
        ("Jalan,1,m,seratus juta,ADD,x", "biaya", "Biaya"), ("Jalan,1,m,-5,ADD,x", "biaya", "nol"),
        ("Jalan,-1,m,5,ADD,x", "volume", "Volume"), (",1,m,5,ADD,x", "kegiatan", "kosong"),
        ("Jalan,1,m,5,ADD,x,y,z", "", "tanda kutip"),
        (f"{'J' * 600},1,m,5,ADD,x", "kegiatan", "terlalu panjang"),
        (f"Jalan,1,m,5,{'A' * 600},x", "sumber", "terlalu panjang"),
        ("Jalan,1,m,9999999999999999999,ADD,x", "biaya", "terlalu besar"),
        ("Jalan,99999999999,m,5,ADD,x", "volume", "paling besar"),
    ],
)  # fmt: skip
def test_a_bad_row_is_told_by_row_and_field_and_the_good_ones_are_taken(
    take, line: str, field: str, word: str
):
    result = take(HEAD + "Talud,1,m,7,ADD,x\n" + line + "\nParit,1,m,8,DDS,x\n")
    assert (result.rows, result.taken, result.sum) == (3, 2, 15)
    assert result.by_source == {"ADD": 7, "DDS": 8}
    [fault] = result.as_json()["errors"]
    assert (fault["row"], fault["field"]) == (3, field)
    assert word in fault["message"]


def test_every_fault_of_a_row_is_told_at_once(take):
    result = take(HEAD + ",1,m,lima,ADD,x\n")
    assert [e.field for e in result.errors] == ["kegiatan", "biaya"]


def test_a_repaired_file_adds_only_the_repaired_rows(take):
    assert take(HEAD + "Talud,1,m,7,ADD,x\nJalan,1,m,lima,ADD,x\n").taken == 1
    assert take(HEAD + "Talud,1,m,7,ADD,x\nJalan,1,m,5,ADD,x\n").taken == 1


def test_an_unclosed_quote_costs_only_what_follows_it(take):
    result = take(HEAD + 'Talud,1,m,7,ADD,x\n"Jalan,1,m,5,ADD,x\nParit,1,m,5,ADD,x\n')
    assert (result.rows, result.taken) == (2, 1)
    assert [(e.row, e.field) for e in result.errors] == [(3, "")]


def test_formulas_without_a_value_are_row_errors(take):
    book = openpyxl.Workbook()
    book.active.append(["Kegiatan", "Biaya", "Volume", "Sumber"])
    book.active.append(["Jalan", "=1+1", 1, "ADD"])
    book.active.append(["Talud", 1_000, "=2*3", "ADD"])
    book.active.append(["Parit", 2_000.0, 2.5, "ADD"])
    out = io.BytesIO()
    book.save(out)
    result = take(out.getvalue())
    assert [(e.row, e.field) for e in result.errors] == [(2, "biaya"), (3, "volume")]
    assert all("rumus" in e.message for e in result.errors)
    assert (result.taken, result.sum) == (1, 2_000)


def test_ten_thousand_rows_come_in_at_once(session, take):
    text = HEAD + "".join(f"Kegiatan {n},{n},m,{n}000,ADD,x\n" for n in range(1, 10_001))
    result = take(text)
    assert (result.rows, result.taken, result.sum) == (10_000, 10_000, 50_005_000_000)
    assert count(session, Usulan) == count(session, UsulanDana) == 10_000
    assert take(text).taken == 0


def test_missing_columns_are_told_before_anything_is_stored(session, take):
    with pytest.raises(Invalid, match="Kegiatan"):
        take("Tanggal,Petugas\n1,2\n")
    assert count(session, Usulan) == 0


@pytest.mark.parametrize(
    ("head", "line", "biaya", "shares"),
    [
        ("Kegiatan,Biaya,Sumber,Swadaya", "a,100,ADD,30", 100, [("ADD", "add", 70), ("Swadaya", "swadaya", 30)]),
        ("Kegiatan,Biaya sumber,Sumber,Swadaya", "a,70,ADD,30", 100, [("ADD", "add", 70), ("Swadaya", "swadaya", 30)]),
        ("Kegiatan,Biaya sumber,Kategori,Swadaya", "a,0,Swadaya,9", 9, [("Swadaya", "swadaya", 9)]),
        ("Kegiatan,Biaya,Sumber,Swadaya", "a,100,ADD,", 100, [("ADD", "add", 100)]),
        ("Kegiatan,BLM,Swadaya,Jumlah", "a,70,30,100", 100, [("BLM", "blm", 70), ("Swadaya", "swadaya", 30)]),
        ("Kegiatan,BLM,Swadaya", "a,70,30", 100, [("BLM", "blm", 70), ("Swadaya", "swadaya", 30)]),
        ("Kegiatan,Swadaya,Jumlah", "a,30,100", 100, [("", None, 70), ("Swadaya", "swadaya", 30)]),
        ("Kegiatan,Biaya,Sumber", "a,,PPIP", None, [("PPIP", "lain", None)]),
    ],
)  # fmt: skip
def test_shares_reconcile_with_the_cost(session, take, head, line, biaya, shares):
    result = take(f"{head}\n{line}\n")
    assert result.errors == []
    [kept] = stored(session)
    assert kept.biaya == biaya
    assert [(d.rincian, d.sumber, d.jumlah) for d in kept.dana] == shares
    assert sum(result.by_source.values()) == result.sum == (biaya or 0)


@pytest.mark.parametrize(
    ("head", "bad", "good", "field"),
    [
        ("Kegiatan,Biaya,Sumber,Swadaya", "a,20,ADD,30", "b,30,ADD,20", "biaya"),
        ("Kegiatan,Biaya,Biaya sumber,Swadaya", "a,100,80,30", "b,110,80,30", "biaya"),
        ("Kegiatan,BLM,Swadaya,Jumlah", "a,70,lima,100", "b,70,30,100", "dana"),
        ("Kegiatan,Biaya,Sumber,Swadaya", "a,lima,ADD,30", "b,30,ADD,20", "biaya"),
    ],
)
def test_shares_that_do_not_reconcile_are_told(take, head: str, bad: str, good: str, field: str):
    result = take(f"{head}\n{bad}\n{good}\n")
    assert [(e.row, e.field) for e in result.errors] == [(2, field)]
    assert result.taken == 1


@pytest.mark.parametrize(
    ("field", "written", "key"),
    [
        ("sifat", "Baru", "B"), ("sifat", "l", "L"), ("sifat", "aneh", ""), ("asal", "MKP", "mkp"),
        ("asal", "MKP non-SPP", "mkp"), ("asal", "Campuran", "campuran"),
        ("asal", "Usulan lama", "usulan_lama"), ("asal", "langit", ""), ("jenis", "SPP", "spp"),
        ("jenis", "Lainnya", "lainnya"), ("jenis", "prasarana", "prasarana"),
    ],
)  # fmt: skip
def test_code_words_are_read_and_unknown_ones_kept_in_words(session, take, field, written, key):
    take(f"Nama kegiatan,{field}\nJalan,{written}\n")
    [kept] = stored(session)
    assert getattr(kept, field) == key
    assert (f"“{written}”" in kept.keterangan) is (key == "")


def test_beneficiaries_and_other_texts_find_their_fields(session, take):
    take(
        "Kegiatan,Pemanfaat L,Pemanfaat P,RTM,Dusun,Pengusul,SKPD,Tujuan,Ket\n"
        "Jalan,60,1.070,30,Dusun II,LPMD,Dinas PU,Lancar,catatan\n"
    )
    [kept] = stored(session)
    assert (kept.pemanfaat_l, kept.pemanfaat_p, kept.pemanfaat_rtm) == (60, 1070, 30)
    assert (kept.dusun, kept.pengusul, kept.skpd) == ("Dusun II", "LPMD", "Dinas PU")
    assert (kept.tujuan, kept.keterangan) == ("Lancar", "catatan")


def test_text_is_cleaned_at_the_door(session, take):
    take("Kegiatan,Lokasi,catatan lain\n Jalan\u200b  poros\u202e ,a\x07b,rusak\x07\n")
    [kept] = stored(session)
    assert (kept.kegiatan, kept.lokasi) == ("Jalan  poros", "ab")


def test_unknown_sources_are_listed_and_mapped_by_the_village(session, opened, who, take):
    take((FICTIONAL / "rkp_cetak.csv").read_bytes())
    found = {s.rincian: (s.usulan, s.jumlah) for s in unknown_sources(session, opened, SUKAMAJU)}
    assert found == {
        "ADD, DDS": (1, 41_250_300), "DDS": (3, 68_800_000), "PAD": (1, 0), "PBH": (1, 76_000_000),
    }  # fmt: skip
    assert unknown_sources(session, opened, SUKAMULYA) == []
    later = Act(oleh=who.oleh, pada=datetime(2011, 2, 2, tzinfo=UTC))
    assert map_source(session, later, opened, SUKAMAJU, "DDS", "lain") == 3
    mapped = [u for u in stored(session) if u.dana[0].rincian == "DDS"]
    assert [(u.dana[0].sumber, u.versi, u.diubah) for u in mapped] == [("lain", 2, later.pada)] * 3
    assert {u.versi for u in stored(session) if u not in mapped} == {1}
    assert "DDS" not in {s.rincian for s in unknown_sources(session, opened, SUKAMAJU)}
    assert count(session, PetaSumber) == 1


def test_a_mapping_holds_for_later_imports_whatever_the_spelling(session, opened, who, take):
    take(HEAD + "Talud,1,m,7,DDS,x\n")
    map_source(session, who, opened, SUKAMAJU, "DDS", "lain")
    take(HEAD + "Jalan,1,m,7,d.d.s,x\n")
    assert stored(session)[1].dana[0].sumber is None
    take(HEAD + "Parit,1,m,7,dds.,x\n")
    assert stored(session)[2].dana[0].sumber == "lain"


def test_a_mapping_may_be_corrected(session, opened, who, take):
    take(HEAD + "Talud,1,m,7,DDS,x\n")
    map_source(session, who, opened, SUKAMAJU, "DDS", "lain")
    assert map_source(session, who, opened, SUKAMAJU, "DDS", "add") == 1
    assert stored(session)[0].dana[0].sumber == "add"
    assert stored(session)[0].versi == 3
    assert map_source(session, who, opened, SUKAMAJU, "DDS", "add") == 0
    assert count(session, PetaSumber) == 1


def test_what_a_paper_has_frozen_is_not_mapped_any_more(session, opened, who, take):
    take(HEAD + "Talud,1,m,7,DDS,x\n")
    stored(session)[0].status = "diteruskan"
    assert map_source(session, who, opened, SUKAMAJU, "DDS", "lain") == 0
    assert stored(session)[0].dana[0].sumber is None


@pytest.mark.parametrize(
    ("rincian", "sumber"), [("DDS", "dana_desa"), ("", "add"), ("x" * 600, "add")]
)
def test_a_mapping_that_makes_no_sense_is_refused(session, opened, who, rincian: str, sumber: str):
    with pytest.raises(Invalid):
        map_source(session, who, opened, SUKAMAJU, rincian, sumber)
