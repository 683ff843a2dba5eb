"""The blank form of any guided form: fields to write in, tables whose columns the facts decide."""

from dataclasses import replace

from musren.papers.contracts.kosong import CODE_UNITS, UNITS
from tools.draft_templates import blocks
from tools.draft_templates.package import Draft
from tools.draft_templates.wml import LANDSCAPE, PORTRAIT, Cell, Page, Row, each, p, table, tag_row
from tools.draft_templates.wml import when as given

UNIT = 5  # millimetres
LINE = 9  # room for one line of handwriting
TALL = 27
CODE = "Musren Kosong Kode"


def formulir_kosong() -> Draft:
    """Upright or lying pages as the facts say; at the end, upright, who wrote it down."""
    body = (
        blocks.kop()
        + blocks.judul("{{ judul|kapital }}", "TAHUN {{ tahun }}")
        + p(
            "{{ wilayah.desa or wilayah.kecamatan or wilayah.kabupaten }} – Dasar: {{ dasar }}",
            "Musren Nomor",
        )
        + given("petunjuk", p("{{ petunjuk }}", "Musren Kosong Petunjuk"))
        + each("b in bagian", _part())
        + _writer()
        + PORTRAIT.section(last=True)
    )
    title = "{{ judul }} Tahun {{ tahun }}"
    return Draft(title, "Formulir: {{ judul }} Tahun {{ tahun }}", body)


def _part() -> str:
    return (
        p("{{ b.judul }}", "Musren Kosong Bagian")
        + given("b.petunjuk", p("{{ b.petunjuk }}", "Musren Kosong Petunjuk"))
        + given("b.mendatar", _content(LANDSCAPE), otherwise=[_content(PORTRAIT)])
        + given('b.akhir == "tegak"', PORTRAIT.section(last=False))
        + given('b.akhir == "mendatar"', LANDSCAPE.section(last=False))
    )


def _content(page: Page) -> str:
    return given("b.isian|banyaknya", _questions(page), p("", "Musren Jarak")) + each(
        "t in b.tabel",
        p("{{ t.judul }}", "Musren Kosong Judul Tabel"),
        given("t.petunjuk", p("{{ t.petunjuk }}", "Musren Kosong Petunjuk")),
        _table(page),
        each("butir in t.keterangan", p("{{ butir }}", "Musren Kosong Keterangan")),
        p("", "Musren Jarak"),
    )


def _questions(page: Page) -> str:
    widths = (20, 60, page.width - 80)
    heads = [
        Cell(words, "Musren Kosong Kepala", shade=blocks.GREY)
        for words in ("Kode", "Yang ditanyakan", "Isian")
    ]
    choices = (
        "{% for c in i.pilihan %}☐ {{ c }}{% if not loop.last %} \u2003 {% endif %}{% endfor %}"
    )
    cells = [
        Cell("{{ i.kode }}", CODE),
        Cell(
            "{{ i.label }}",
            "Musren Kosong Label",
            more=given("i.petunjuk", p("{{ i.petunjuk }}", "Musren Kosong Hint")),
        ),
        Cell(choices, "Musren Kosong Sel"),
    ]
    rows = [
        Row(heads, head=True),
        tag_row("for i in b.isian", 3),
        tag_row("if i.tinggi", 3),
        Row(cells, height=TALL),
        tag_row("else", 3),
        Row(cells, height=LINE),
        tag_row("endif", 3),
        tag_row("endfor", 3),
    ]
    return table(widths, "Musren Tabel Garis", rows)


def _table(page: Page) -> str:
    """A grid of 5 mm steps; each cell spans as many of them as the facts give its column."""
    units = UNITS[page.landscape]
    head = Cell("{% colspan k.lebar %}{{ k.judul }}", "Musren Kosong Kepala", shade=blocks.GREY)
    # Ruled, because docxtpl writes the span into settings that must not be empty.
    cell = Cell("{% colspan s.lebar %}{{ s.teks }}", "Musren Kosong Sel", ruled=True)
    rows = [
        Row(
            [
                Cell("Kode", "Musren Kosong Kepala", span=CODE_UNITS, shade=blocks.GREY),
                replace(head, loop="k in t.kolom", times=units - CODE_UNITS, free=True),
            ],
            head=True,
        ),
        tag_row("for r in t.baris", units),
        Row(
            [
                Cell("{{ r.kode }}", CODE, span=CODE_UNITS),
                replace(cell, loop="s in r.sel", times=units - CODE_UNITS, free=True),
            ],
            height=LINE,
        ),
        tag_row("endfor", units),
    ]
    return table([UNIT] * units, "Musren Tabel Garis", rows)


def _writer() -> str:
    """Who led and who wrote; notes of the hall."""
    label, sign = "Musren Kosong Label", "Musren Kosong Sel"
    asked = ("Nama fasilitator/pencatat", "Hari, tanggal dan tempat pengisian", "Tanda tangan")
    rows = [
        Row([Cell("Pencatatan", "Musren Kosong Kepala", span=2, shade=blocks.GREY)], head=True),
        *(Row([Cell(words, label), Cell("", sign)], height=LINE) for words in asked),
        Row([Cell("Catatan", label), Cell("", sign)], height=TALL),
    ]
    return table((60, 105), "Musren Tabel Garis", rows)
