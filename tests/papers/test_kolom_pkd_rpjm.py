"""Every column of the PKD and RPJM-Desa forms, in order, and sums that must agree."""

import io
from copy import deepcopy

import pytest
from docx import Document

from musren.domain.errors import Invalid
from musren.papers import contracts, kinds
from musren.papers.gambar.samples import sample_photo
from musren.papers.render import Purpose, render
from musren.papers.words import texts

MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
CRITERIA = (
    "Dirasakan oleh orang banyak",
    "Sangat parah",
    "Menghambat peningkatan pendapatan",
    "Sering terjadi",
    "Tersedia potensi untuk memecahkan masalah",
)
PROGRAM = (
    *("No.", "Program/Kegiatan", "Tujuan Kegiatan", "Lokasi (RW/RT, Kampung, Dusun, dll.)"),
    *("Sasaran", "Target", "B", "L", "R", "P", "Waktu Pelaksanaan", "Biaya (Rp)"),
    *("Sumber Dana", "Ket."),
)
MEDIUM_TERM = (
    *("No.", "Bidang", "Jenis Kegiatan", "Lokasi", "B", "L", "R", "P", "Sasaran/Manfaat"),
    *("Waktu Pelaksanaan", "Biaya (Rp)", "Sumber Pembiayaan", "Ket."),
)

# pnpm.md 2.2 (PKD-1 to PKD-10), 3.3 (F1 to F6 and the yearly variant), 5.5 (Form.2, Form.3).
COLUMNS = [
    ("pkd_kelompok", "PKD-1", ("No.", "Masalah", "Potensi")),
    ("pkd_kelompok", "PKD-2", ("No.", "Faktor/Keadaan", *MONTHS, "Ket.")),
    (
        "pkd_kelompok",
        "PKD-3",
        ("No.", "Masalah/Kegiatan/Keadaan", "Bulan (Pancaroba/Kemarau/Hujan)", "Potensi"),
    ),
    (
        "pkd_kelompok",
        "PKD-4",
        ("No.", "Lembaga", "Ukuran/besar manfaat (1–5)", "Jarak/kedekatan (1–5)", "Ket."),
    ),
    ("pkd_kelompok", "PKD-5", ("No.", "Lembaga", "Masalah", "Potensi")),
    (
        "pkd_kelompok",
        "Form.2",
        (
            *("No.", "Masalah", "Gagasan Kegiatan", "Lokasi", "L", "P", "RTM"),
            *("Potensi/Swadaya", "Urutan Prioritas"),
        ),
    ),
    ("pkd_desa", "PKD-6", ("No.", "Bidang", "Masalah", "Potensi")),
    (
        "pkd_desa",
        "PKD-7",
        ("No.", "Bidang", "Masalah", *CRITERIA, "Jumlah Nilai", "Urutan Peringkat", "Ket."),
    ),
    (
        "pkd_desa",
        "PKD-8",
        (
            *("No.", "Masalah", "Penyebab", "Potensi"),
            *("Alternatif Tindakan Pemecahan Masalah", "Tindakan yang Layak"),
        ),
    ),
    (
        "pkd_desa",
        "PKD-9",
        (
            *("No.", "Tindakan yang Layak", "Pemenuhan kebutuhan orang banyak"),
            *("Dukungan peningkatan pendapatan masyarakat", "Dukungan potensi"),
            *("Jumlah Nilai", "Peringkat Tindakan"),
        ),
    ),
    (
        "pkd_desa",
        "Form.3",
        (
            *("No.", "Dusun/Kelompok", "Masalah", "Gagasan"),
            *("Jumlah Kelompok Pengusul", "Peringkat"),
        ),
    ),
    ("pkd_desa", "kelas", ("No.", "Kelas Kesejahteraan", "Kriteria Setempat")),
    (
        "pkd_desa",
        "dusun x kelas",
        ("No.", "Dusun", "Kaya", "Menengah", "Miskin", "Sangat miskin", "Jumlah KK"),
    ),
    *(("formulir_rpjm", form, PROGRAM) for form in ("F1", "F2", "F3")),
    ("formulir_rpjm", "F4", MEDIUM_TERM),
    (
        "formulir_rpjm",
        "F5",
        ("No.", "Masalah (Usulan)", *CRITERIA, "Jumlah Nilai", "Urutan Peringkat", "Ket."),
    ),
    (
        "formulir_rpjm",
        "F6",
        ("No.", "Indikasi Program", "Lokasi Garapan", "Perkiraan Sasaran", "Keterangan"),
    ),
    ("matrik_rpjm", "matrik", MEDIUM_TERM),
    (
        "matrik_rpjm_tahunan",
        "tahunan",
        (
            *("No.", "Kegiatan", "Lokasi Kegiatan (Dusun)", "Rencana Anggaran (Rp)"),
            *("2011", "2012", "2013", "2014", "2015"),
            *("APBN", "APBD Prov", "APBD Kab", "APBDesa", "Pihak Ketiga", "Swadaya Masyarakat"),
            "Sumber Usulan",
        ),
    ),
]
COUNTED = {"F1": 14, "F2": 14, "F3": 14, "F4": 13, "F5": 10, "F6": 5, "matrik": 13, "tahunan": 16}
GROUPED = [
    ("formulir_rpjm", "Kriteria dan Nilai Pembobotan"),
    ("formulir_rpjm", "Sifat"),
    ("pkd_kelompok", "Bulan"),
    ("pkd_kelompok", "Pemanfaat (orang)"),
    ("pkd_desa", "Kriteria dan Nilai"),
    ("matrik_rpjm_tahunan", "Tahun Pembiayaan (Rp)"),
]


def _issue(kind, facts):
    frozen = contracts.freeze(kind, facts)
    return render(kinds.template(kind), frozen, purpose=Purpose.ISSUE, pictures=sample_photo)


@pytest.fixture(scope="module")
def tables():
    """The ruled tables of a sample: their heading as one line, and the numbers below it."""
    found = {}

    def read(kind):
        if kind not in found:
            found[kind] = [_head(table) for table in _ruled(_issue(kind, kinds.sample(kind)))]
        return found[kind]

    return read


def _ruled(word):
    return [t for t in Document(io.BytesIO(word)).tables if t.style.name == "Musren Tabel Garis"]


def _head(table):
    heads = []
    for row in table.rows:
        if row._tr.trPr.find(_w("tblHeader")) is None:
            break
        heads.append([cell.text for cell in row.cells])
    *names, numbers = heads
    return names[0], tuple(names[-1]), tuple(numbers)


def _w(name):
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"


@pytest.mark.parametrize(("kind", "form", "columns"), COLUMNS, ids=lambda value: str(value)[:24])
def test_every_column_of_the_form_is_printed_in_order(tables, kind, form, columns):
    heads = [lower for _, lower, _ in tables(kind)]
    wanted = [other for one, _, other in COLUMNS if one == kind]
    assert columns in heads
    assert heads == wanted
    assert len(columns) == COUNTED.get(form, len(columns))


@pytest.mark.parametrize("kind", sorted({kind for kind, _, _ in COLUMNS}))
def test_the_columns_are_numbered_below_the_heading(tables, kind):
    for _, lower, numbers in tables(kind):
        assert numbers == tuple(str(n) for n in range(1, len(lower) + 1))


@pytest.mark.parametrize(("kind", "group"), GROUPED)
def test_columns_that_belong_together_have_a_common_heading(tables, kind, group):
    assert any(group in upper for upper, _, _ in tables(kind))


def test_the_forms_speak_of_development_plans_never_of_government_plans():
    for kind in ("formulir_rpjm", "matrik_rpjm", "matrik_rpjm_tahunan"):
        printed = " ".join(texts(_issue(kind, kinds.sample(kind)))).upper()
        assert "RENCANA KERJA PEMERINTAH" not in printed


def test_the_six_forms_stand_in_six_sections_lying_on_their_side():
    word = Document(io.BytesIO(_issue("formulir_rpjm", kinds.sample("formulir_rpjm"))))
    assert len(word.sections) == 6
    assert all(section.page_width > section.page_height for section in word.sections)


JUTA = 1_000_000
NO_SOURCE = dict.fromkeys(
    ("apbn", "apbd_provinsi", "apbd_kabupaten", "apb_desa", "pihak_ketiga", "swadaya"), 0
)


def _row(kegiatan, biaya, tahunan, **sources):
    amounts = {name: amount * JUTA for name, amount in sources.items()}
    return {
        "kegiatan": kegiatan,
        "lokasi": "Dusun I",
        "biaya": biaya * JUTA,
        "tahunan": [amount * JUTA for amount in tahunan],
        "belum_dirinci": 0,
        **NO_SOURCE,
        **amounts,
        "belum_bersumber": 0,
        "sumber_usulan": None,
    }


def _total(rows, years):
    names = ("biaya", "belum_dirinci", *NO_SOURCE, "belum_bersumber")
    return {
        **{name: sum(row[name] or 0 for row in rows) for name in names},
        "tahunan": [sum(row["tahunan"][n] for row in rows) for n in range(years)],
        "tanpa_biaya": sum(row["biaya"] is None for row in rows),
    }


@pytest.fixture
def yearly():
    """The rows of a village of East Kutai (pnpm.md 8.1), in rupiah."""
    facts = deepcopy(kinds.sample("matrik_rpjm_tahunan"))
    facts["baris"] = [
        _row("Rehab kantor desa", 50, [10] * 5, apb_desa=50),
        _row("Pagar kantor desa", 100, [0, 100, 0, 0, 0], apb_desa=100),
        _row("Pengerasan jalan ke kebun", 350, [350, 0, 0, 0, 0], apbn=350),
        _row(
            *("Bantuan alat kesenian", 100, [10, 15, 20, 25, 30]),
            apbd_kabupaten=85,
            pihak_ketiga=15,
        ),
    ]
    facts["jumlah"] = _total(facts["baris"], 5)
    return facts


def _lines(facts):
    (table,) = _ruled(_issue("matrik_rpjm_tahunan", facts))
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_yearly_matrix_adds_up_by_year_and_by_source(yearly):
    (total,) = [line for line in _lines(yearly) if line[0] == "JUMLAH SELURUHNYA"]
    assert total[3] == "600.000.000"
    assert total[4:9] == [f"{amount}.000.000" for amount in (370, 125, 30, 35, 40)]
    assert total[9:15] == [
        *("350.000.000", "–", "85.000.000", "150.000.000", "15.000.000", "–"),
    ]


def test_the_total_is_said_in_words_and_the_plan_names_what_it_rests_on(yearly):
    printed = " ".join(texts(_issue("matrik_rpjm_tahunan", yearly)))
    assert "Rp 600.000.000,- (enam ratus juta rupiah)" in printed
    assert "berdasarkan hasil Musrenbang Desa tanggal 16 Desember 2010" in printed
    assert "Peraturan Desa Sukamaju Nomor 01 Tahun 2011" in printed
    assert "SELAKU PEMBINA DAN PENGENDALI" in printed
    assert "SELAKU PENANGGUNGJAWAB PELAKSANA KEGIATAN" in printed
    assert "belum dirinci" not in printed


def test_without_a_number_the_by_law_is_named_without_one(yearly):
    yearly["perdes_nomor"] = yearly["perdes_tanggal"] = yearly["musrenbang_tanggal"] = None
    printed = " ".join(texts(_issue("matrik_rpjm_tahunan", yearly)))
    assert "hasil Musrenbang Desa dan ditetapkan dengan Peraturan Desa Sukamaju." in printed


def test_a_row_that_no_year_was_named_for_prints_its_total_and_is_noted(yearly):
    late = _row("Jembatan", 70, [0] * 5) | {
        "belum_dirinci": 70 * JUTA,
        "belum_bersumber": 70 * JUTA,
    }
    yearly["baris"].append(late)
    yearly["jumlah"] = _total(yearly["baris"], 5)
    lines = _lines(yearly)
    (row,) = [line for line in lines if line[1] == "Jembatan"]
    assert row[3:15] == ["70.000.000", *["–"] * 11]
    told = "Rp\N{NO-BREAK SPACE}70.000.000,- dari jumlah seluruhnya belum dirinci"
    assert any(told in line[0] for line in lines)


def test_six_years_fit_the_page_as_well(yearly):
    yearly["periode_akhir"], yearly["tahun_periode"] = 2016, list(range(2011, 2017))
    for row in yearly["baris"]:
        row["tahunan"].append(0)
    yearly["jumlah"]["tahunan"].append(0)
    (table,) = _ruled(_issue("matrik_rpjm_tahunan", yearly))
    assert [cell.text for cell in table.rows[1].cells][4:10] == [str(y) for y in range(2011, 2017)]
    widths = [int(cell.get(_w("w"))) for cell in table._tbl.tblGrid]
    assert len(widths) == 17
    assert sum(widths) <= 300 * 1440 / 25.4 + 17


def _spoil(facts, *path, value):
    *way, last = path
    for step in way:
        facts = facts[step]
    facts[last] = value


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        (("baris", 0, "tahunan"), [0] * 5, "baris.0.tahunan"),
        (("baris", 0, "tahunan"), [50 * JUTA], "baris.0.tahunan"),
        (("baris", 0, "apbn"), 1, "baris.0.sumber"),
        (("baris", 0, "belum_dirinci"), 1, "baris.0.tahunan"),
        (("jumlah", "biaya"), 1, "jumlah.tahunan"),
        (("jumlah", "tanpa_biaya"), 1, "jumlah.tanpa_biaya"),
        (("tahun_periode",), [2011, 2012], "tahun_periode"),
        (("periode_akhir",), 2010, "periode_akhir"),
    ],
)
def test_sums_and_years_that_do_not_agree_are_refused(yearly, path, value, named):
    _spoil(yearly, *path, value=value)
    with pytest.raises(Invalid) as refused:
        contracts.freeze("matrik_rpjm_tahunan", yearly)
    assert named in refused.value.errors


def test_year_totals_moved_from_one_year_to_another_are_refused(yearly):
    yearly["jumlah"]["tahunan"] = [125 * JUTA, 370 * JUTA, 30 * JUTA, 35 * JUTA, 40 * JUTA]
    with pytest.raises(Invalid) as refused:
        contracts.freeze("matrik_rpjm_tahunan", yearly)
    assert set(refused.value.errors) == {"jumlah.tahunan"}


@pytest.mark.parametrize(
    ("kind", "path", "value", "named"),
    [
        ("formulir_rpjm", ("swadaya", "jumlah"), 1, "swadaya.jumlah"),
        ("formulir_rpjm", ("paduan", "tanpa_biaya"), 0, "paduan.tanpa_biaya"),
        ("formulir_rpjm", ("matrik", "jumlah"), 1, "matrik.jumlah"),
        ("matrik_rpjm", ("matrik", "kelompok", 0, "jumlah"), 1, "matrik.kelompok.0.jumlah"),
        ("formulir_rpjm", ("pemeringkatan", 0, "jumlah"), 99, "pemeringkatan.0.jumlah"),
        ("formulir_rpjm", ("kriteria_masalah",), ["Satu"], "kriteria_masalah"),
        ("pkd_desa", ("peringkat_masalah", 0, "jumlah"), 99, "peringkat_masalah.0.jumlah"),
        ("pkd_desa", ("peringkat_masalah", 0, "peringkat"), None, "peringkat_masalah.0.peringkat"),
        ("pkd_desa", ("peringkat_tindakan", 0, "skor"), [1, 2], "peringkat_tindakan.0.skor"),
        ("pkd_desa", ("kesejahteraan", "jumlah"), 1, "kesejahteraan.jumlah"),
        (
            *("pkd_desa", ("kesejahteraan", "kelas", 0, "jumlah_kk"), 1),
            "kesejahteraan.kelas.0.jumlah_kk",
        ),
        (
            *("pkd_desa", ("kesejahteraan", "dusun", 0, "jumlah_kk"), [1]),
            "kesejahteraan.dusun.0.jumlah_kk",
        ),
    ],
)
def test_facts_that_contradict_themselves_are_refused_by_name(kind, path, value, named):
    facts = deepcopy(kinds.sample(kind))
    _spoil(facts, *path, value=value)
    with pytest.raises(Invalid) as refused:
        contracts.freeze(kind, facts)
    assert named in refused.value.errors


def test_a_problem_nobody_scored_yet_prints_dashes():
    facts = deepcopy(kinds.sample("pkd_desa"))
    facts["peringkat_masalah"][0] |= {"skor": [None] * 5, "jumlah": None, "peringkat": None}
    ranks = _ruled(_issue("pkd_desa", facts))[1]
    assert [cell.text for cell in ranks.rows[3].cells][3:10] == ["–"] * 7


def test_merged_problems_show_where_they_came_from():
    printed = " ".join(texts(_issue("pkd_desa", kinds.sample("pkd_desa"))))
    assert (
        "gabungan dari M-004 Jalan licin sehingga hasil kebun sulit diangkut (Dusun I)" in printed
    )


def test_equals_in_points_show_the_order_that_was_agreed():
    ranks = _ruled(_issue("pkd_desa", kinds.sample("pkd_desa")))[1]
    told = [[cell.text for cell in row.cells] for row in ranks.rows[3:7]]
    assert [row[9] for row in told] == ["1", "2", "3", "4"]
    assert ["urutan menurut musyawarah: 2" in row[10] for row in told] == [
        *(False, False, True, False),
    ]


@pytest.mark.parametrize("classes", [1, 3, 6])
def test_the_village_names_as_many_welfare_classes_as_it_likes(classes):
    facts = deepcopy(kinds.sample("pkd_desa"))
    facts["kesejahteraan"] = {
        "kelas": [
            {"kelas": f"Kelas {n}", "kriteria": None, "jumlah_kk": 7} for n in range(classes)
        ],
        "dusun": [{"dusun": "Dusun I", "jumlah_kk": [7] * classes, "jumlah": 7 * classes}],
        "jumlah": 7 * classes,
    }
    households = _ruled(_issue("pkd_desa", facts))[-1]
    assert _head(households)[1] == (
        *("No.", "Dusun", *(f"Kelas {n}" for n in range(classes))),
        "Jumlah KK",
    )
    assert [cell.text for cell in households.rows[-1].cells][-1] == str(7 * classes)


def test_a_group_without_pictures_and_lists_still_prints_its_sheets():
    facts = deepcopy(kinds.sample("pkd_kelompok"))
    for name in ("masalah_sketsa", "kalender", "masalah_kalender", "lembaga"):
        facts[name] = []
    facts["masalah_lembaga"] = facts["gagasan"] = facts["foto"] = facts["fasilitator"] = []
    facts["sketsa"] = {"foto": None, "simbol": []}
    printed = texts(_issue("pkd_kelompok", facts))
    assert printed.count("NIHIL") == 6
    assert "Tidak ada foto yang dilampirkan." in printed
