"""Every column of the RKP-Desa forms, in order, and figures that must agree with their rows."""

import io

import pytest
from docx import Document

from musren.domain.errors import Invalid
from musren.papers import contracts
from musren.papers.contents import headings
from musren.papers.words import texts

SIFAT = ("Sifat/B", "Sifat/L", "Sifat/R", "Sifat/P")
R1 = (
    *("No.", "Jenis Kegiatan", "Tujuan Kegiatan", "Lokasi", "Sasaran", "Target", *SIFAT),
    *("Waktu Pelaksanaan", "Biaya/Rp", "Biaya/Sumber", "Ket."),
)
R2 = (*R1[:-1], "Penanggung Jawab", "Ket.")
EVALUATION = (
    *("No.", "Kegiatan", "Lokasi", "Volume/Rencana", "Volume/Realisasi"),
    *("Biaya (Rp)/Rencana", "Biaya (Rp)/Realisasi", "Sumber Dana", "Status", "Sebab"),
    "Tindak Lanjut",
)
BALANCE = (
    *("No.", "Sumber Dana", "Pagu/Rencana Pendapatan (Rp)", "APB Desa (Anggaran) (Rp)"),
    *("Direncanakan dalam RKP-Desa (Rp)", "Selisih (Rp)/Lebih", "Selisih (Rp)/Kurang"),
    "Keterangan",
)

# Kind, columns as the official form or the guide has them, columns in all.
COLUMNS = [
    ("formulir_rkp", R1, 14),
    ("formulir_rkp", R2, 15),
    ("sk_rkp_desa", R2, 15),
    ("du_rkp", R2, 16),
    ("du_rkp", (R2[0], "Kode Usulan", *R2[1:]), 16),
    ("surat_usulan", R2, 16),
    ("ba_musrenbangdes", EVALUATION, 12),
    ("lkpj", EVALUATION, 13),
    ("penyelarasan", BALANCE, 8),
]


def _heads(table):
    """Headings left to right; a common heading stands before its own, parted by a slash."""
    rows = table.rows
    upper, lower = rows[0].cells, rows[1].cells
    if lower[0].text == "1":  # the numbers of the columns: there is one row of headings
        return tuple(cell.text.strip() for cell in upper)
    pairs = zip(upper, lower, strict=True)
    return tuple(
        above.text.strip()
        if above.text == below.text
        else f"{above.text.strip()}/{below.text.strip()}"
        for above, below in pairs
    )


def _in_order(wanted, heads):
    left = iter(heads)
    return all(one in left for one in wanted)


@pytest.mark.parametrize(("kind", "columns", "count"), COLUMNS)
def test_every_column_of_the_form_is_there_in_order(kind, columns, count, facts, issue):
    tables = Document(io.BytesIO(issue(kind, facts(kind)))).tables
    found = [_heads(t) for t in tables if len(t.columns) == count and len(t.rows) > 2]
    assert any(_in_order(columns, heads) for heads in found), found


def test_each_dusun_has_its_own_sheet_with_its_own_sum_and_numbers(facts, issue):
    frozen = facts("formulir_rkp")
    tables = Document(io.BytesIO(issue("formulir_rkp", frozen))).tables
    sheets = [table for table in tables if len(table.columns) == len(R1) and len(table.rows) > 2]
    assert len(sheets) == len(frozen["dusun"]) == 5
    for sheet, part in zip(sheets, frozen["dusun"], strict=True):
        said = [row.cells[0].text for row in sheet.rows]
        assert said[3] == "1"
        assert f"JUMLAH {part['nama'].upper()}" in said


def test_numbers_begin_anew_in_every_group_of_form_r2(facts, issue):
    tables = Document(io.BytesIO(issue("formulir_rkp", facts("formulir_rkp")))).tables
    (sheet,) = [table for table in tables if len(table.columns) == len(R2)]
    said = [row.cells[0].text for row in sheet.rows]
    groups = [
        "I. APBN",
        "II. APBD PROVINSI",
        "III. APBD KABUPATEN/KOTA",
        "IV. APBDESA",
        "V. SWASTA",
    ]
    assert [said[said.index(name) + 1] for name in groups] == ["1"] * 5


def test_form_r2_says_who_keeps_a_sheet_and_what_the_kabupaten_fills_in(facts, issue):
    printed = texts(issue("formulir_rkp", facts("formulir_rkp")))
    start = printed.index("Lembar ini dibuat untuk:")
    assert printed[start + 1] == "Arsip desa;"
    assert printed[start + 5].startswith("Pusat: ")
    assert any("masuk ke desa, …… lembar." in line for line in printed)
    counted = facts("formulir_rkp") | {"lembar": 3}
    assert any("masuk ke desa, 3 lembar." in t for t in texts(issue("formulir_rkp", counted)))


def test_the_letter_names_the_decree_the_record_and_the_sum_in_words(facts, issue):
    frozen = facts("surat_usulan")
    printed = "\n".join(texts(issue("surat_usulan", frozen)))
    assert f"Nomor {frozen['sk']['nomor']} tanggal 24 Januari 2011" in printed
    assert f"Nomor {frozen['berita_acara']['nomor']} tanggal 17 Januari 2011" in printed
    assert "20 (dua puluh) usulan" in printed
    assert (
        "(dua miliar tujuh ratus lima puluh juta sembilan ratus lima puluh ribu rupiah)" in printed
    )


def _refused(kind, changed):
    with pytest.raises(Invalid) as caught:
        contracts.freeze(kind, changed)
    return caught.value.errors


@pytest.mark.parametrize(
    ("kind", "path", "value", "wrong"),
    [
        ("formulir_rkp", "dusun.0.jumlah", 1, "dusun.0.jumlah"),
        ("formulir_rkp", "jumlah_dusun", 1, "jumlah_dusun"),
        ("formulir_rkp", "jumlah", 1, "jumlah"),
        ("du_rkp", "jumlah_usulan", 1, "jumlah_usulan"),
        ("du_rkp", "kelompok.0.jumlah", 1, "kelompok.0.jumlah"),
        ("surat_usulan", "jumlah", 1, "jumlah"),
        ("surat_usulan", "jumlah_usulan", 1, "jumlah_usulan"),
        ("penyelarasan", "sumber.0.direncanakan", 1, "sumber.0.direncanakan"),
        ("penyelarasan", "sumber.0.kurang", 1, "sumber.0.lebih"),
        ("penyelarasan", "sumber.1.lebih", 0, "sumber.1.lebih"),
        ("penyelarasan", "jumlah.pagu", 1, "jumlah.pagu"),
        ("penyelarasan", "jumlah.kurang", 1, "jumlah.kurang"),
        ("lkpj", "rekap.0.selesai", 9, "rekap.0.kegiatan"),
        ("lkpj", "jumlah_rekap.biaya_realisasi", 1, "jumlah_rekap.biaya_realisasi"),
        ("lkpj", "kelompok.1.jumlah.biaya_rencana", 1, "kelompok.1.jumlah.biaya_rencana"),
        ("lkpj", "jumlah_pendapatan.realisasi", 1, "jumlah_pendapatan.realisasi"),
    ],
)
def test_a_figure_that_contradicts_its_rows_is_refused(facts, kind, path, value, wrong):
    changed = facts(kind)
    *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    inner = changed
    for step in steps:
        inner = inner[step]
    inner[last] = value
    assert wrong in _refused(kind, changed)


def _aligned(facts, pagu, anggaran):
    """The first source alone, with this income."""
    changed = facts("penyelarasan")
    source = changed["sumber"][0]
    income = anggaran if anggaran is not None else pagu
    balance = None if income is None else income - source["direncanakan"]
    source |= {"pagu": pagu, "anggaran": anggaran, "keterangan": None}
    source["lebih"] = None if balance is None else max(balance, 0)
    source["kurang"] = None if balance is None else max(-balance, 0)
    changed["sumber"] = [source]
    changed["jumlah"] = {name: source[name] or 0 for name in changed["jumlah"]}
    return contracts.freeze("penyelarasan", changed)


@pytest.mark.parametrize(
    ("pagu", "anggaran", "told"),
    [
        (
            300_000_000,
            None,
            "pagu Rp 300.000.000,-, direncanakan Rp 302.700.000,-, sehingga rencana",
        ),
        (
            300_000_000,
            302_700_000,
            "anggaran Rp 302.700.000,-, direncanakan Rp 302.700.000,-, seim",
        ),
        (None, 302_700_001, "belum direncanakan sebesar Rp 1,- (satu rupiah)."),
        (400_000_000, 0, "melebihi dana sebesar Rp 302.700.000,-"),
        (None, None, "pagu dan anggaran belum diketahui"),
    ],
)
def test_the_balance_of_a_source_is_told_in_a_sentence(facts, issue, pagu, anggaran, told):
    printed = texts(issue("penyelarasan", _aligned(facts, pagu, anggaran)))
    (sentence,) = [line for line in printed if line.startswith("BLM PNPM-MP: ")]
    assert told in sentence


def test_the_account_of_a_year_in_which_all_was_done_says_so(facts, issue):
    printed = texts(issue("lkpj", facts("lkpj") | {"belum_selesai": []}))
    assert "Seluruh kegiatan dalam RKP-Desa Tahun 2011 telah selesai." in printed


@pytest.mark.parametrize("rapat", [{"nomor": None, "tanggal": None}, {"nomor": "05/BA/BPD/2012"}])
def test_the_account_leaves_room_for_the_reception_by_the_bpd(facts, issue, rapat):
    changed = facts("lkpj")
    changed["rapat_bpd"] |= rapat
    (line,) = [t for t in texts(issue("lkpj", changed)) if t.startswith("Laporan ini diterima")]
    assert ("……" in line) == (rapat["nomor"] is None)
    assert (rapat["nomor"] or "Berita Acara Nomor …") in line


def test_the_chapters_of_the_account_are_numbered_headings(facts, issue):
    word = Document(io.BytesIO(issue("lkpj", facts("lkpj"))))
    assert [one.line for one in headings(word) if one.level == 1] == [
        *("BAB I PENDAHULUAN", "BAB II PELAKSANAAN RKP-DESA", "BAB III PENDAPATAN DAN PEMBIAYAAN"),
        *("BAB IV KEGIATAN YANG BELUM SELESAI DAN TINDAK LANJUT", "BAB V PENUTUP"),
    ]


@pytest.mark.parametrize("count", [0, 1, 200])
@pytest.mark.parametrize("kind", ["formulir_rkp", "du_rkp", "surat_usulan"])
def test_a_list_of_the_plan_may_be_empty_short_or_long(facts, issue, kind, count):
    changed = facts(kind)
    group = changed["kelompok"][0]
    group["baris"] = [dict(group["baris"][0], biaya=1_000)] * count
    group["jumlah"] = changed["jumlah"] = 1_000 * count
    changed["kelompok"] = [group]
    if "jumlah_usulan" in changed:
        changed["jumlah_usulan"] = count
    printed = texts(issue(kind, contracts.freeze(kind, changed)))
    assert (str(count) in printed) if count else ("NIHIL" in printed)
