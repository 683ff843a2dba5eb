"""Tables that offices hand in are read whatever program saved them, and broken ones are told."""

import io
import zipfile
from datetime import date, time, timedelta
from decimal import Decimal

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from musren.adapters import tabel, tabel_xlsx
from musren.adapters.berkas_tabel import read_table
from musren.adapters.tabel import BrokenTable, Rusak, Tabel, TooLargeTable, as_text
from musren.domain.errors import MusrenError

PLAIN = "Kegiatan,Biaya\nJalan désa,1000\n"


def cells(table: Tabel) -> list[tuple]:
    return [row.sel for row in table.baris]


def book(rows, *, sheet: str = "Data", formulas: dict[tuple[int, int], tuple] | None = None):
    """An xlsx as Excel saves it: formulas carry the value that was last computed."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        page = made.add_worksheet(sheet)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                page.write(r, c, value) if not isinstance(value, str) else page.write_string(
                    r, c, value
                )
        for (r, c), (formula, value) in (formulas or {}).items():
            page.write_formula(r, c, formula, None, value)
    return out.getvalue()


def repacked(data: bytes, **changed: bytes) -> bytes:
    """The same workbook with some parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, changed.pop(name, None) or old.read(name))
        for name, content in changed.items():
            new.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("utf-8", False), ("utf-8-sig", False), ("utf-16", False), ("cp1252", True)],
)
def test_every_common_encoding_is_read_and_a_guess_is_told(encoding: str, told: bool):
    table = read_table(PLAIN.encode(encoding))
    assert cells(table) == [("Kegiatan", "Biaya"), ("Jalan désa", "1000")]
    assert bool(table.catatan) is told


def test_bytes_that_no_encoding_explains_are_still_read():
    table = read_table(b"Kegiatan,Biaya\nJalan \x81\x8d,1\n")
    assert table.catatan
    assert cells(table)[1][1] == "1"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_comma_semicolon_and_tab_are_told_apart(delimiter: str, line_end: str):
    lines = [f'Kegiatan{delimiter}"Sumber, dana"', f'"a;b,c\td"{delimiter}"ADD, DDS"', ""]
    assert cells(read_table(line_end.join(lines).encode())) == [
        ("Kegiatan", "Sumber, dana"),
        ("a;b,c\td", "ADD, DDS"),
    ]


def test_the_delimiter_a_file_announces_is_used_and_rows_keep_their_numbers():
    table = read_table(b"sep=;\nKegiatan;Biaya\nJalan, satu;1\n")
    assert [(r.nomor, r.sel) for r in table.baris] == [
        (2, ("Kegiatan", "Biaya")),
        (3, ("Jalan, satu", "1")),
    ]


def test_blank_rows_are_left_out_but_counted():
    table = read_table(b"Kegiatan,Biaya\n\n , \nJalan,1\n")
    assert [row.nomor for row in table.baris] == [1, 4]


def test_a_quote_that_is_never_closed_ends_the_table_and_says_where():
    table = read_table(b'Kegiatan,Biaya\nJalan,1\n"Parit,2\nTalud,3\n')
    assert cells(table)[1:] == [("Jalan", "1")]
    [(row, message)] = table.galat
    assert row == 3
    assert "kutip" in message


def test_a_quote_inside_a_word_is_read_as_typed():
    table = read_table(b'Kegiatan,Biaya\n"Pipa" 2 inci,1\nTalud,2\n')
    assert cells(table)[2] == ("Talud", "2")
    assert table.catatan
    assert not table.galat


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\n\n", b"\x00\x01\x02", b"%PDF-1.4", b"\xd0\xcf\x11\xe0\xa1\xb1", b"PK\x03\x04 rusak",
        b"\xff\xfe\x00",
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_in_indonesian(data: bytes):
    with pytest.raises(BrokenTable, match=r"(?i)berkas|huruf"):
        read_table(data)


def test_values_of_a_workbook_keep_their_types():
    data = book([["Kegiatan", "Biaya", "Ada"], ["007", 1000, True], ["=1+1", 2.5, None]])
    assert cells(read_table(data)) == [
        ("Kegiatan", "Biaya", "Ada"), ("007", 1000, True), ("=1+1", 2.5),
    ]  # fmt: skip


def test_a_formula_gives_the_value_the_office_program_saved():
    data = book([["Kegiatan", "Biaya"], ["Jalan"]], formulas={(1, 1): ("=500*2", 1000)})
    assert cells(read_table(data))[1] == ("Jalan", 1000)


def test_a_formula_without_a_saved_value_is_a_broken_cell():
    made = openpyxl.Workbook()
    made.active.append(["Kegiatan", "Biaya"])
    made.active.append(["Jalan", "=500*2"])
    out = io.BytesIO()
    made.save(out)
    cell = cells(read_table(out.getvalue()))[1][1]
    assert isinstance(cell, Rusak)
    assert "rumus" in cell.sebab


def test_a_formula_that_failed_is_a_broken_cell():
    data = book([["Kegiatan", "Biaya"], ["Jalan"]], formulas={(1, 1): ("=A9", "#REF!")})
    cell = cells(read_table(data))[1][1]
    assert isinstance(cell, Rusak)
    assert "#REF!" in cell.sebab


def test_the_first_visible_sheet_with_content_is_read():
    made = openpyxl.Workbook()
    made.active.title = "Kosong"
    hidden = made.create_sheet("Sembunyi")
    hidden.append(["rahasia"])
    hidden.sheet_state = "hidden"
    made.create_sheet("Isi").append(["Kegiatan"])
    out = io.BytesIO()
    made.save(out)
    table = read_table(out.getvalue())
    assert cells(table) == [("Kegiatan",)]
    assert "Isi" in table.catatan[0]


def test_too_many_rows_and_columns_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tabel, "MOST_ROWS", 3)
    monkeypatch.setattr(tabel, "MOST_COLUMNS", 2)
    assert len(read_table(b"a,b\n1,2\n3,4\n5,6\n").baris) == 4
    with pytest.raises(TooLargeTable, match="3 baris"):
        read_table(b"a,b\n1,2\n3,4\n5,6\n7,8\n")
    with pytest.raises(TooLargeTable, match="kolom"):
        read_table(book([["a", "b", "c"]]))


def test_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tabel, "MOST_CELLS", 5)
    with pytest.raises(TooLargeTable, match="isian"):
        read_table(b"a,b\n1,2\n3,4\n")


def test_a_file_over_the_size_limit_is_refused_unread():
    with pytest.raises(TooLargeTable, match="20 MB"):
        read_table(b"PK\x03\x04" + bytes(tabel.MOST_BYTES))


def test_a_row_far_below_the_table_does_not_keep_the_reader_busy():
    data = book([["Kegiatan"]])
    far = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    with pytest.raises(TooLargeTable, match="kosong"):
        read_table(repacked(data, **{"xl/worksheets/sheet1.xml": far}))


def test_blank_cells_far_to_the_right_do_not_keep_the_reader_busy():
    wide = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"/></row></sheetData></worksheet>'
    )
    with pytest.raises(TooLargeTable, match="kanan"):
        read_table(repacked(book([["a"]]), **{"xl/worksheets/sheet1.xml": wide}))


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tabel_xlsx, "MOST_UNPACKED", 2_000_000)
    bomb = repacked(book([["a"]]), **{"xl/media/x.bin": bytes(3_000_000)})
    assert len(bomb) < 50_000
    with pytest.raises(TooLargeTable, match="setelah dibuka"):
        read_table(bomb)


SHEET = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b"%s</sheetData></worksheet>"
)


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/worksheets/sheet1.xml", SHEET % (b"<row/>" * 9_000_000)),
        ("xl/styles.xml", b"<styleSheet>" + b"<xf/>" * 500_000 + b"</styleSheet>"),
        ("xl/worksheets/hidden.bin", b" " * 70_000 + SHEET % (b"<row/>" * 9_000_000)),
    ],
)
def test_a_small_file_of_very_many_tags_is_refused_unread(
    part: str, content: bytes, monkeypatch: pytest.MonkeyPatch
):
    """Tens of kilobytes kept the reader busy for minutes and took gigabytes."""
    monkeypatch.setattr(tabel_xlsx, "load_workbook", None)  # never reached
    with pytest.raises(TooLargeTable, match="terlalu rumit"):
        read_table(repacked(book([["a"]]), **{part: content}))


def test_a_picture_beside_the_table_is_no_markup():
    picture = b"\x89PNG" + (b"\0" * (64 * 1024 - 4) + b"<\0<!ENTITY") * 3
    table = read_table(repacked(book([["Kegiatan"]]), **{"xl/media/image1.png": picture}))
    assert cells(table) == [("Kegiatan",)]


def test_blank_cells_are_walked_only_so_far(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tabel_xlsx, "MOST_WALKED", 5_000)
    rows = b"".join(b'<row r="%d"><c r="ALL%d"/></row>' % (n, n) for n in range(1, 10))
    with pytest.raises(TooLargeTable, match="kosong"):
        read_table(repacked(book([["a"]]), **{"xl/worksheets/sheet1.xml": SHEET % rows}))


@pytest.mark.parametrize("figure", [b"1e999", b"-1e999"])
def test_an_infinite_figure_is_a_broken_cell(figure: bytes):
    row = b'<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>%s</v></c></row>' % figure
    table = read_table(repacked(book([["a"]]), **{"xl/worksheets/sheet1.xml": SHEET % row}))
    assert cells(table) == [(1, Rusak(tabel_xlsx.INFINITE))]


def test_a_part_that_lies_about_its_size_is_refused():
    data = repacked(book([["a"]]), **{"xl/media/x.bin": bytes(3_000_000)})
    lying = data.replace((3_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != data
    with pytest.raises(BrokenTable):
        read_table(lying)


@pytest.mark.parametrize(
    "word", [b"<!DOCTYPE x []>", b'<!ENTITY a "b">', "<!DOCTYPE x []>".encode("utf-16-le")]
)
@pytest.mark.parametrize("before", [0, 64 * 1024 - 4])
def test_entities_are_refused_wherever_they_stand(word: bytes, before: int):
    data = repacked(book([["a"]]), **{"xl/extra.xml": b" " * before + word})
    with pytest.raises(BrokenTable):
        read_table(data)


def test_twice_the_same_part_is_refused():
    out = io.BytesIO(book([["a"]]))
    with (
        pytest.warns(UserWarning, match="Duplicate"),
        zipfile.ZipFile(out, "a") as parts,
    ):
        parts.writestr("xl/workbook.xml", b"<x/>")
    with pytest.raises(BrokenTable):
        read_table(out.getvalue())


def test_another_office_file_is_no_table():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("word/document.xml", "<x/>")
    with pytest.raises(BrokenTable, match="xlsx"):
        read_table(out.getvalue())


def rows_or_reason(data: bytes) -> object:
    try:
        return read_table(data).baris
    except MusrenError as reason:
        return reason.message


@given(st.binary(max_size=400))
def test_no_bytes_at_all_make_the_reader_fall(data: bytes):
    assert rows_or_reason(data)


WORKBOOK = book([["Kegiatan", "Biaya"], ["Jalan", 1000]])


@given(st.integers(0, len(WORKBOOK) - 1), st.integers(0, 255))
def test_no_damaged_workbook_makes_the_reader_fall(at: int, byte: int):
    damaged = WORKBOOK[:at] + bytes([byte]) + WORKBOOK[at + 1 :]
    assert rows_or_reason(damaged)


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["C"], exclude_characters="\u2028\u2029\x85"), min_size=1).filter(str.strip), min_size=2, max_size=4),
        min_size=2, max_size=5,
    )
)  # fmt: skip
def test_what_xlsx_holds_is_read_as_it_was_written(rows: list[list[str]]):
    assert cells(read_table(book(rows))) == [tuple(row) for row in rows]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""), ("x", "x"), (620.0, "620"), (2.5, "2.5"), (Decimal("2.50"), "2.50"), (7, "7"),
        (True, "ya"), (False, "tidak"), (date(2011, 6, 1), "1 Juni 2011"), (time(9, 0), "09.00"),
        (timedelta(hours=1), "1:00:00"), (Rusak("x"), ""),
    ],
)  # fmt: skip
def test_a_cell_reads_as_a_clerk_would_type_it(value, text: str):
    assert as_text(value) == text
