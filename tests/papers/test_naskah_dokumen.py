"""The two long documents: chapters, table of contents, page numbers, tables of any length."""

import io
import re
import shutil
import subprocess

import pytest
from docx import Document
from docx.oxml.ns import qn

from musren.adapters import libreoffice
from musren.papers import contracts, kinds
from musren.papers.contents import headings
from musren.papers.gambar.samples import sample_photo
from musren.papers.pages import as_pdf, with_pages
from musren.papers.render import PaperHoles, Purpose, render
from musren.papers.words import as_lines, texts

DOCUMENTS = ("naskah_rpjm", "naskah_rkp")
CHAPTERS = {
    "naskah_rpjm": [
        "KATA PENGANTAR",
        "BAB I PENDAHULUAN",
        *("1.1 Latar Belakang", "1.2 Maksud dan Tujuan", "1.3 Dasar Hukum"),
        "BAB II PROFIL DESA",
        *("2.1 Kondisi Umum", "2.2 Sejarah", "2.3 Geografis", "2.4 Sosial Budaya", "2.5 Ekonomi"),
        *("2.6 Infrastruktur", "2.7 Pemerintahan", "2.8 Pembagian Wilayah"),
        "2.9 Struktur Organisasi Pemerintahan Desa",
        "BAB III VISI DAN MISI",
        *("3.1 Visi dan Misi", "3.2 Nilai-nilai"),
        "BAB IV RUMUSAN PRIORITAS PEMBANGUNAN",
        *("4.1 Masalah", "4.2 Potensi"),
        "BAB V ARAH KEBIJAKAN",
        *("5.1 Arah Kebijakan Pembangunan Desa", "5.2 Arah Kebijakan Keuangan Desa"),
        "BAB VI PROGRAM DAN KEGIATAN PEMBANGUNAN",
        *("6.1 Program Pembangunan", "6.2 Matrik Program dan Kegiatan"),
        "6.3 Rencana Kegiatan per Tahun",
        "BAB VII PENUTUP",
        "LAMPIRAN",
    ],
    "naskah_rkp": [
        "KATA PENGANTAR",
        "BAB I PENDAHULUAN",
        *("1.1 Latar Belakang", "1.2 Dasar Hukum", "1.3 Visi dan Misi"),
        *("1.4 Maksud, Tujuan, dan Manfaat", "1.5 Proses Penyusunan", "1.6 Sistematika"),
        "BAB II GAMBARAN UMUM DAN KEBIJAKAN KEUANGAN DESA",
        *("2.1 Kondisi Umum Desa", "2.2 Kerangka Ekonomi Desa", "2.3 Kebijakan Keuangan Desa"),
        "BAB III EVALUASI PELAKSANAAN RKP-DESA TAHUN 2010",
        *("3.1 Hasil Pelaksanaan", "3.2 Evaluasi Kegiatan"),
        "BAB IV PRIORITAS PEMBANGUNAN DESA",
        *("4.1 Prioritas Skala Desa", "4.2 Prioritas yang Diajukan melalui Musrenbang Kecamatan"),
        "4.3 Pagu Indikatif menurut Bidang",
        "BAB V RENCANA KERJA DAN PENDANAAN",
        *("5.1 Rencana Kerja", "5.2 Pendanaan"),
        "BAB VI PENUTUP",
        "LAMPIRAN",
    ],
}
LAMPIRAN = {
    "naskah_rpjm": [
        "Keputusan Kepala Desa tentang Tim Penyusun RPJM-Desa",
        "Rencana Kerja Tindak Lanjut (RKTL) Tim Penyusun",
        "Data Rencana Program yang Masuk ke Desa",
        "Sketsa Desa, Kalender Musim, dan Bagan Kelembagaan",
        "Inventaris dan Peringkat Masalah",
        "Pengkajian dan Peringkat Tindakan Pemecahan Masalah",
        "Daftar dan Rekapitulasi Gagasan",
        "Rancangan RPJM-Desa",
        "Dokumen Visi dan Misi Kepala Desa",
        "Berita Acara dan Keputusan yang Mendasari",
        "Undangan dan Daftar Hadir",
        "Notulen",
        "Peta dan Foto",
    ],
    "naskah_rkp": [
        "Keputusan Kepala Desa tentang Tim Penyusun RKP-Desa",
        "Berita Acara dan Keputusan yang Mendasari",
        "Usulan yang Ditunda atau Tidak Disepakati",
        "Undangan dan Daftar Hadir",
        "Notulen",
        "Peta dan Foto",
    ],
}


@pytest.fixture(params=DOCUMENTS)
def name(request):
    return request.param


@pytest.fixture(scope="module")
def issued(frozen_sample, issue):
    made = {}

    def of(name):
        if name not in made:
            made[name] = issue(name, frozen_sample(name))
        return made[name]

    return of


def _word(content):
    return Document(io.BytesIO(content))


def _contents(word):
    """The lines of the table of contents, without their pages."""
    return [
        "".join(t.text for t in link.iter(qn("w:t")))[:-1]
        for link in word.element.body.iter(qn("w:hyperlink"))
    ]


def _emptied(facts, *names):
    return facts | {one: [] for one in names}


def test_all_chapters_stand_in_the_order_of_the_outline(name, issued):
    lines = [h.line for h in headings(_word(issued(name))) if h.level < 3]
    assert [line for line in lines if not line.startswith("Lampiran ")] == CHAPTERS[name]
    numbered = [f"Lampiran {n} {title}" for n, title in enumerate(LAMPIRAN[name], 1)]
    assert [line for line in lines if line.startswith("Lampiran ")] == numbered


def test_headings_are_styles_with_outline_levels_and_numbers_of_their_own(name, issued):
    word = _word(issued(name))
    assert [word.styles[f"Heading {n}"].type for n in (1, 2, 3)]
    for level, style in enumerate(("Heading 1", "Heading 2", "Heading 3")):
        settings = word.styles[style].element.pPr
        assert settings.find(qn("w:outlineLvl")).get(qn("w:val")) == str(level)
        assert settings.numPr.ilvl is None or settings.numPr.ilvl.val == level
        assert settings.keepNext is not None
    shown = [h.paragraph for h in headings(word)]
    typed = ["".join(t.text for t in p.iter(qn("w:t"))) for p in shown]
    assert not any(re.match(r"BAB |\d\.\d|Lampiran \d", text) for text in typed)


def test_the_contents_are_a_field_that_lists_every_heading(name, issued):
    word = _word(issued(name))
    assert _contents(word) == [heading.line for heading in headings(word)]
    fields = [i.text.strip() for i in word.element.body.iter(qn("w:instrText"))]
    assert fields[0] == r'TOC \o "1-3" \h \z \u'
    marks = {b.get(qn("w:name")) for b in word.element.body.iter(qn("w:bookmarkStart"))}
    assert {field.split()[1] for field in fields[1:]} == marks
    kinds_of_marks = [f.get(qn("w:fldCharType")) for f in word.element.body.iter(qn("w:fldChar"))]
    assert len({kinds_of_marks.count(k) for k in ("begin", "separate", "end")}) == 1


def test_word_does_not_ask_before_it_opens_the_file(name, issued):
    assert _word(issued(name)).settings.element.find(qn("w:updateFields")) is None


def test_a_heading_is_listed_as_data_even_if_it_looks_like_a_tag(issue, facts):
    changed = facts("naskah_rpjm")
    changed["kelompok"][0]["kelompok"] = "{{ 7 }} & <b>"
    assert any("{{ 7 }} & <b>" in line for line in _contents(_word(issue("naskah_rpjm", changed))))


def test_pages_are_roman_before_the_first_chapter_and_arabic_after(name, issued):
    found = [s._sectPr.find(qn("w:pgNumType")) for s in _word(issued(name)).sections]
    told = [
        (None, None) if one is None else (one.get(qn("w:fmt")), one.get(qn("w:start")))
        for one in found
    ]
    assert told[:3] == [(None, None), ("lowerRoman", "1"), ("decimal", "1")]
    assert set(told[3:]) == {("decimal", None)}


def test_the_cover_has_no_page_number_and_other_pages_carry_the_title(name, issued):
    cover, front, *_ = _word(issued(name)).sections
    assert cover.footer.is_linked_to_previous
    assert "– Desa Sukamaju" in front.header.paragraphs[-1].text
    assert "PAGE" in front.footer._element.xml


def test_pages_can_be_put_into_the_contents_without_losing_the_fields(name, issued):
    before = _word(issued(name))
    labels = [str(n) for n, _ in enumerate(headings(before), 1)]
    after = _word(with_pages(issued(name), labels))
    lines = [
        "".join(t.text for t in link.iter(qn("w:t")))
        for link in after.element.body.iter(qn("w:hyperlink"))
    ]
    assert lines == [f"{h.line}{n}" for n, h in enumerate(headings(before), 1)]
    assert sum("PAGEREF" in i.text for i in after.element.body.iter(qn("w:instrText"))) == len(
        lines
    )


@pytest.mark.parametrize(("name", "columns"), [("naskah_rpjm", 13), ("naskah_rkp", 15)])
def test_the_plan_is_a_matrix_with_its_columns_on_pages_that_lie(name, columns, issued):
    word = _word(issued(name))
    row = " | ".join(str(n) for n in range(1, columns + 1))
    assert row in as_lines(issued(name))
    assert any(section.page_width > section.page_height for section in word.sections)


def _plan(facts, count):
    """The sample with so many activities."""
    group = facts["matrik"]["kelompok"][0]
    group["baris"] = [dict(group["baris"][0], biaya=5_000)] * count
    group |= {"jumlah": 5_000 * count, "tanpa_biaya": 0}
    facts["matrik"] = {
        "kelompok": [group] if count else [], "jumlah": 5_000 * count, "tanpa_biaya": 0,
    }  # fmt: skip
    years = facts["tahunan"]["tahun_periode"]
    row = dict.fromkeys(facts["tahunan"]["baris"][0], 0) | {
        "kegiatan": "Talud", "lokasi": None, "sumber_usulan": None, "biaya": 5_000,
        "tahunan": [5_000, *[0] * (len(years) - 1)], "apb_desa": 5_000,
    }  # fmt: skip
    facts["tahunan"]["baris"] = [row] * count
    total = dict.fromkeys(facts["tahunan"]["jumlah"], 0)
    total |= {"biaya": 5_000 * count, "apb_desa": 5_000 * count}
    total["tahunan"] = [5_000 * count, *[0] * (len(years) - 1)]
    facts["tahunan"]["jumlah"] = total
    facts["jumlah_usulan"] = count
    return facts


@pytest.mark.parametrize("count", [0, 120])
def test_a_plan_may_hold_nothing_or_very_much(count, facts, issue):
    changed = contracts.freeze("naskah_rpjm", _plan(facts("naskah_rpjm"), count))
    lines = as_lines(issue("naskah_rpjm", changed))
    assert any(line.startswith("120 | ") for line in lines) == bool(count)
    assert any(line == "NIHIL" for line in lines) == (not count)


def test_a_plan_covers_as_many_years_as_its_period(facts, issue):
    changed = _plan(facts("naskah_rpjm"), 2)
    changed["periode_akhir"] = 2016
    changed["tahunan"]["tahun_periode"].append(2016)
    for row in (*changed["tahunan"]["baris"][:1], changed["tahunan"]["jumlah"]):
        row["tahunan"].append(0)
    content = issue("naskah_rpjm", contracts.freeze("naskah_rpjm", changed))
    assert "2011 | 2012 | 2013 | 2014 | 2015 | 2016" in "\n".join(as_lines(content))
    for table in _word(content).element.body.iter(qn("w:tbl")):
        grid = [int(float(c.get(qn("w:w")))) for c in table.find(qn("w:tblGrid"))]
        for row in table.iter(qn("w:tr")):
            cells = row.iterchildren(qn("w:tc"))
            widths = [int(c.tcPr.find(qn("w:tcW")).get(qn("w:w"))) for c in cells]
            assert sum(widths) <= sum(grid) + 40


def test_a_document_without_lists_says_so_and_can_be_issued(name, facts, issue):
    empty = {
        "naskah_rpjm": (
            *("dusun", "perangkat", "kelompok_masalah", "potensi", "peringkat_masalah"),
            *("pengkajian", "peringkat_tindakan", "gagasan", "kelompok", "rktl", "program_masuk"),
            *("rujukan", "musyawarah", "foto"),
        ),
        "naskah_rkp": ("belum_disepakati", "rujukan", "musyawarah", "foto", "bidang"),
    }
    changed = contracts.freeze(name, _emptied(facts(name), *empty[name]))
    printed = "\n".join(texts(issue(name, changed)))
    assert "Belum ada musyawarah yang dicatat." in printed
    assert "[[" not in printed


REQUIRED = {
    "naskah_rpjm": ("sejarah", "visi", "misi", "arah_pembangunan", "arah_keuangan"),
    "naskah_rkp": ("visi", "misi", "kebijakan_keuangan"),
}


@pytest.mark.parametrize("nothing", [None, "blank"])
def test_what_the_village_must_write_is_a_hole_and_stops_the_issue(name, nothing, facts):
    blank = dict.fromkeys(REQUIRED[name], " ") | {"misi": []}
    empty = dict.fromkeys(REQUIRED[name]) if nothing is None else blank
    changed = contracts.freeze(name, facts(name) | empty)
    seen = render(kinds.template(name), changed, purpose=Purpose.PREVIEW, pictures=sample_photo)
    printed = "\n".join(texts(seen))
    assert [fact for fact in REQUIRED[name] if f"[[belum diisi: {fact}]]" not in printed] == []
    with pytest.raises(PaperHoles) as refused:
        render(kinds.template(name), changed, purpose=Purpose.ISSUE, pictures=sample_photo)
    assert set(refused.value.names) == set(REQUIRED[name])


def test_what_the_village_may_leave_to_the_template_has_a_sentence(facts, issue):
    optional = (
        *("kata_pengantar", "latar_belakang", "maksud_tujuan", "kondisi_umum", "geografis"),
        *("sosial_budaya", "ekonomi", "infrastruktur", "pemerintahan", "pembagian_wilayah"),
        *("struktur_organisasi", "nilai", "program", "penutup", "visi_misi_kepala_desa"),
    )
    changed = contracts.freeze("naskah_rpjm", facts("naskah_rpjm") | dict.fromkeys(optional))
    assert "Desa Sukamaju terdiri atas 4 (empat) dusun" in "\n".join(
        texts(issue("naskah_rpjm", changed))
    )


def test_a_long_text_keeps_its_paragraphs_points_and_numbers(facts, issue):
    changed = facts("naskah_rpjm")
    changed["sejarah"] = "Satu.\r\n\r\nDua <dan> {{ tiga }}.\n\n- titik\n1. nomor\na) huruf\n"
    word = _word(issue("naskah_rpjm", changed))
    body = [(p.style.name, p.text) for p in word.paragraphs]
    at = body.index(("Musren Isi", "Satu."))
    assert body[at : at + 5] == [
        ("Musren Isi", "Satu."),
        ("Musren Isi", "Dua <dan> {{ tiga }}."),
        ("Musren Butir", "titik"),
        ("Musren Angka", "1.\tnomor"),
        ("Musren Angka", "a)\thuruf"),
    ]


def test_the_words_of_a_later_law_are_not_used(name, issued):
    printed = "\n".join(texts(issued(name)))
    later = ("Nomor 6 Tahun 2014", "Rencana Kerja Pemerintah Desa", "Dana Desa (DD)", "Musdes RKP")
    assert [words for words in later if words in printed] == []


@pytest.mark.slow
def test_the_pdf_tells_the_true_page_of_every_heading(name, issued, soffice, tmp_path):
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("no pdftotext here: apt install poppler-utils")
    path = tmp_path / "naskah.pdf"
    path.write_bytes(as_pdf(issued(name), libreoffice.Converter(soffice, 120).to_pdf))
    shown = subprocess.run(
        [reader, "-layout", path, "-"], check=True, capture_output=True, text=True
    )
    pages = shown.stdout.split("\f")
    told = re.findall(r"^ *(\d\.\d) (.+?)\.{3,} ?(\d+)$", pages[2], re.MULTILINE)
    assert len(told) == sum(bool(re.match(r"\d\.\d ", line)) for line in CHAPTERS[name])
    for number, title, page in told:
        assert re.search(
            rf"^ *{re.escape(number)} +{re.escape(title)}", pages[2 + int(page)], re.MULTILINE
        )
