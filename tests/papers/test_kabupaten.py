"""The kabupaten's papers: sums that must be true, reasons that must be there, nobody named."""

import copy

import pytest

from musren.domain.errors import Invalid
from musren.papers import contracts, kinds
from musren.papers.words import as_lines, texts


def refused(kind, facts):
    with pytest.raises(Invalid) as caught:
        contracts.freeze(kind, facts)
    return caught.value.errors


def changed_at(facts, path, value):
    *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    inner = facts
    for step in steps:
        inner = inner[step]
    inner[last] = value
    return facts


@pytest.mark.parametrize(
    ("kind", "path", "value", "wrong"),
    [
        ("ba_forum_skpd", "jumlah.diterima.biaya", 1, "jumlah.diterima.biaya"),
        ("ba_forum_skpd", "jumlah.ditolak.usulan", 3, "jumlah.ditolak.usulan"),
        ("ba_forum_skpd", "jumlah.dialihkan.tanpa_biaya", 1, "jumlah.dialihkan.tanpa_biaya"),
        ("ba_forum_skpd", "jumlah.dibahas", 11, "jumlah.dibahas"),
        ("ba_forum_skpd", "asal.pokir", 9, "asal"),
        ("ba_forum_skpd", "diterima_perubahan.0.alasan", " ", "diterima_perubahan.0.alasan"),
        ("ba_forum_skpd", "ditolak.0.alasan", None, "ditolak.0.alasan"),
        ("ba_forum_skpd", "dialihkan.0.skpd_tujuan", "", "dialihkan.0.skpd_tujuan"),
        ("ba_musrenbang_kabupaten", "kelompok.1.jumlah.biaya", 1, "kelompok.1.jumlah.biaya"),
        ("ba_musrenbang_kabupaten", "jumlah_rekap.pagu", 1, "jumlah_rekap.pagu"),
        ("ba_musrenbang_kabupaten", "rekap.0.usulan", 1, "jumlah_rekap.usulan"),
        ("daftar_hearing", "kelompok.0.jumlah.pokir_belum", 2, "kelompok.0.jumlah.pokir_belum"),
        ("daftar_hearing", "jumlah.biaya", 1, "jumlah.biaya"),
        ("formulir_r4", "jumlah", 1, "jumlah"),
        ("laporan_musrenbang", "seluruh.mkp", 1, "seluruh.mkp"),
        ("laporan_musrenbang", "pendanaan.0.sisa", 1, "pendanaan.0.sisa"),
        ("laporan_musrenbang", "serapan.0.jumlah.dari_biaya", 1, "serapan.0.jumlah.dari_biaya"),
        ("laporan_musrenbang", "perempuan.0.perempuan", 51, "perempuan.0.perempuan"),
        ("laporan_musrenbang", "prioritas.0.usulan", 1, "prioritas.0.usulan"),
        ("kabar_usulan", "jumlah.berhenti", 0, "jumlah.berhenti"),
        ("kabar_usulan", "usulan.0.langkah.0.nama", "lain", "usulan.0.langkah"),
    ],
)
def test_what_contradicts_its_rows_or_has_no_reason_is_refused(facts, kind, path, value, wrong):
    assert wrong in refused(kind, changed_at(facts(kind), path, value))


@pytest.mark.parametrize(
    ("kind", "group"),
    [("ba_forum_skpd", "delegasi"), ("ba_musrenbang_kabupaten", "wakil_peserta")],
)
def test_three_sign_for_those_present(facts, kind, group):
    changed = facts(kind)
    changed["penandatangan"][group].pop()
    assert refused(kind, changed) == {f"penandatangan.{group}": "Harus tepat 3 baris."}


def test_the_forum_says_who_brought_a_proposal_and_where_it_goes(facts, issue):
    lines = as_lines(issue("ba_forum_skpd", facts("ba_forum_skpd")))
    listed = "\n".join(lines)
    assert "(Pokir)" in listed
    assert "(Kecamatan)" in listed
    assert any("1.800 meter | 720.000.000 | 1.200 meter | 480.000.000" in line for line in lines)
    assert any("Dinas Pekerjaan Umum | Dinas Pertanian" in line for line in lines)
    heads = [line.split(" | ")[0] for line in lines if line.startswith("KE")]
    assert heads[:6] == ["KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA", "KEENAM"]


@pytest.mark.parametrize("kind", ["ba_forum_skpd", "ba_musrenbang_kabupaten"])
def test_a_meeting_that_refused_nothing_says_so(facts, issue, kind):
    changed = facts(kind)
    gone = sum(len(changed[name]) for name in ("ditolak", "dialihkan"))
    origin = [row["asal"] for name in ("ditolak", "dialihkan") for row in changed[name]]
    for name in ("ditolak", "dialihkan"):
        changed[name] = []
        changed["jumlah"][name] = {"usulan": 0, "biaya": 0, "tanpa_biaya": 0}
    changed["jumlah"]["dibahas"] -= gone
    for one in origin:
        changed["asal"][one] -= 1
    printed = "\n".join(texts(issue(kind, contracts.freeze(kind, changed))))
    assert "Tidak ada usulan yang ditolak; tidak ada usulan yang dialihkan" in printed


def test_form_r4_has_its_fifteen_columns_and_the_bupati(facts, issue):
    lines = as_lines(issue("formulir_r4", facts("formulir_r4")))
    assert " | ".join(str(n) for n in range(1, 16)) in lines
    assert [line for line in lines if line.startswith(("I. ", "II. ", "III. ", "IV. ", "V. "))] == [
        "I. APBN", "II. APBD PROVINSI", "III. APBD KAB/KOTA", "IV. APBDESA", "V. SWASTA",
    ]  # fmt: skip
    assert any("BUPATI BINA MAKMUR," in line for line in lines)


def test_a_report_shows_its_charts_and_tells_them_in_words(facts, issue):
    lines = as_lines(issue("laporan_musrenbang", facts("laporan_musrenbang")))
    told = [line for line in lines if "[gambar: " in line]
    assert sum("Corong usulan. Diusulkan: 205 usulan" in line for line in told) == 1
    assert sum("4 dari 9 usulan (44,4%)" in line for line in told) == 1
    assert sum("Peta petak desa menurut tahap" in line for line in told) == 1
    assert any("Penyebutnya adalah usulan yang ditetapkan" in line for line in lines)


def test_a_report_of_the_kabupaten_speaks_of_kecamatan(facts, issue):
    changed = facts("laporan_musrenbang") | {"tingkat": "kabupaten", "petak": None, "serapan": []}
    changed["wilayah"]["kecamatan"] = None
    lines = as_lines(issue("laporan_musrenbang", contracts.freeze("laporan_musrenbang", changed)))
    assert "KABUPATEN BINA MAKMUR TAHUN 2011" in lines
    assert any(line.startswith("No. | Kecamatan | Usulan") for line in lines)
    assert any("serapan belum dapat dihitung" in line for line in lines)
    assert sum("[gambar: " in line for line in lines) == 1


def news(facts, count):
    changed = facts("kabar_usulan")
    rows = changed["usulan"]
    changed["usulan"] = [copy.deepcopy(rows[n % len(rows)]) for n in range(count)]
    standings = [row["keadaan"] for row in changed["usulan"]]
    changed["jumlah"] = {
        "usulan": count,
        **{name: standings.count(name) for name in ("berjalan", "berhenti", "selesai")},
    }
    return contracts.freeze("kabar_usulan", changed)


@pytest.mark.parametrize("count", [0, 1, 4, 5, 8, 20])
def test_news_tells_of_every_proposal_with_its_boxes(facts, issue, count):
    lines = as_lines(issue("kabar_usulan", news(facts, count)))
    assert sum("[gambar: Perjalanan usulan. 1. Diusulkan:" in line for line in lines) == count
    assert sum("Sekarang (" in line for line in lines) == count
    assert any("Belum ada usulan yang dicatat" in line for line in lines) == (count == 0)
    assert any(line.startswith("Ada pertanyaan atau perbaikan?") for line in lines)


def test_news_has_no_place_for_a_person():
    names = kinds.sample("kabar_usulan")
    assert "penandatangan" not in contracts.contract("kabar_usulan").fields
    assert kinds.kind("kabar_usulan").signers == ()
    assert not [key for row in names["usulan"] for key in row if "nama" in key]
