"""A Word file as lines a person can review."""

import io

from docx import Document

from musren.papers.words import as_lines, texts


def _file():
    document = Document()
    document.add_paragraph("Pembuka")
    document.add_paragraph("")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ["No.", "Nama", "1", "Siti"], strict=True):
        cell.text = text
    table.cell(1, 1).add_paragraph("baris kedua")
    document.add_paragraph("satu\ndua\ttiga")
    document.sections[0].header.paragraphs[0].text = "di atas"
    document.sections[0].footer.paragraphs[0].text = "di bawah"
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def test_lines_come_in_reading_order_with_rows_on_one_line():
    assert as_lines(_file()) == [
        "[kepala] di atas",
        "Pembuka",
        "No. | Nama",
        "1 | Siti / baris kedua",
        "satu / dua tiga",
        "[kaki] di bawah",
    ]


def test_texts_keep_line_breaks_and_tabs():
    printed = texts(_file())
    assert printed[0] == "di atas"
    assert "satu\ndua\ttiga" in printed
    assert "" not in printed
