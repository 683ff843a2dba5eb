"""The blocks of the long documents: cover, table of contents, numbered headings, long texts."""

from collections.abc import Sequence
from enum import Enum

from tools.draft_templates import blocks
from tools.draft_templates.matrix import Column
from tools.draft_templates.wml import (
    PORTRAIT,
    Cell,
    Page,
    Row,
    each,
    p,
    run,
    style_id,
    table,
    tag,
    tag_row,
    when,
)

_KINDS = {"": "Isi", "c": "Tengah", "r": "Angka"}
_DOCUMENT = (
    '<w:headerReference w:type="default" r:id="rIdKepalaDokumen"/>'
    '<w:footerReference w:type="default" r:id="rIdKakiDokumen"/>'
)
_COVER = '<w:headerReference w:type="default" r:id="rIdKepala"/>'


class Pages(Enum):
    """How the pages of a section are counted."""

    COVER = ""
    FRONT = '<w:pgNumType w:fmt="lowerRoman" w:start="1"/>'
    FIRST = '<w:pgNumType w:fmt="decimal" w:start="1"/>'
    ON = '<w:pgNumType w:fmt="decimal"/>'


def bagian(counted: Pages, page: Page = PORTRAIT, *, last: bool = False) -> str:
    """End a section of the document here."""
    parts = _COVER if counted is Pages.COVER else _DOCUMENT
    return page.section(last=last, parts=parts, more=counted.value)


def sampul(title: str, short: str, years: str) -> str:
    """The cover: the office, the title, the village and where it lies."""
    return (
        each("baris in kop.induk", p("{{ baris|kapital }}", "Musren Sampul Wilayah"))
        + p("{{ kop.instansi|kapital }}", "Musren Sampul Wilayah")
        + p(title, "Musren Sampul Judul")
        + p(short, "Musren Sampul Singkatan")
        + p(years, "Musren Sampul Tahun")
        + p("{{ wilayah.desa|kapital }}", "Musren Sampul Desa")
        + p("{{ wilayah.kecamatan|kapital }}", "Musren Sampul Wilayah")
        + p("{{ wilayah.kabupaten|kapital }}", "Musren Sampul Wilayah")
        + p("{{ wilayah.provinsi|kapital }}", "Musren Sampul Wilayah")
        + p("{{ kop.alamat }}", "Musren Ttd Pangkat Lampiran")
    )


def bab(title: str) -> str:
    return p(title, "heading 1")


def sub(title: str) -> str:
    return p(title, "heading 2")


def pokok(title: str) -> str:
    return p(title, "heading 3")


def bab_tanpa_nomor(title: str) -> str:
    """A chapter without a number that the table of contents lists all the same."""
    return p(title, "Musren Bab Tanpa Nomor")


def lampiran(title: str) -> str:
    return p(title, "Musren Judul Lampiran Naskah")


def judul_bagian(title: str) -> str:
    return p(title, "Musren Judul Bagian")


def daftar_isi() -> str:
    """A TOC field; the headings are put into it when the paper is made."""
    marks = {
        kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
        for kind in ("begin", "separate", "end")
    }
    field = r' TOC \o "1-3" \h \z \u '
    return (
        p("DAFTAR ISI", "Musren Judul Daftar Isi")
        + f'<w:p><w:pPr><w:pStyle w:val="{style_id("toc 1")}"/></w:pPr>{marks["begin"]}'
        f'<w:r><w:instrText xml:space="preserve">{field}</w:instrText></w:r>{marks["separate"]}'
        f"{run('Daftar isi muncul setelah naskah dibuat.')}{marks['end']}</w:p>"
    )


def paragraf(fact: str) -> str:
    """A long text as people typed it: paragraphs, points, and numbered points."""
    return (
        tag(f"for b in {fact}|paragraf")
        + when(
            "b.jenis == 'isi'",
            p("{{ b.teks }}", "Musren Isi"),
            otherwise=[
                when(
                    "b.jenis == 'butir'",
                    p("{{ b.teks }}", "Musren Butir"),
                    otherwise=[_numbered()],
                )
            ],
        )
        + tag("endfor")
    )


def _numbered() -> str:
    """A point with the number it was given, so that nothing is counted anew."""
    style = style_id("Musren Angka")
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run("{{ b.tanda }}")}'
        f"<w:r><w:tab/></w:r>{run('{{ b.teks }}')}</w:p>"
    )


def teks(fact: str, *instead: str) -> str:
    """A text, or the sentences of the template when the village wrote none."""
    return when(fact, paragraf(fact), otherwise=[p(one) for one in instead])


def wajib(fact: str) -> str:
    """A text the document cannot do without: what is missing shows, and stops the issue."""
    return when(fact, paragraf(fact), otherwise=[p(f"{{{{ {fact} }}}}")])


def butir(fact: str, style: str) -> str:
    return each(f"b in {fact}", p("{{ b|tanpa_tanda }}.", style))


def butir_wajib(fact: str, style: str) -> str:
    return when(fact, butir(fact, style), otherwise=[p(f"{{{{ {fact} }}}}")])


def judul_tabel(title: str) -> str:
    return p(title, "Musren Judul Tabel")


def tabel(
    title: str,
    columns: Sequence[Column],
    loop: str,
    *,
    sums: dict[str, str] | None = None,
    label: str = "Jumlah",
    empty: str = "Belum ada data.",
) -> str:
    """A captioned table of the text; `sums` is the last line, by the heads of its columns."""
    widths = [column.width for column in columns]
    if round(sum(widths), 3) != PORTRAIT.width:
        raise ValueError(f"{sum(widths)} mm for a page of {PORTRAIT.width}: {title}")
    n = len(columns)
    rows = [
        Row([Cell(c.head, "Musren Daftar Kepala", shade=blocks.GREY) for c in columns], head=True),
        tag_row(f"for {loop}", n),
        Row([Cell(c.text, f"Musren Daftar {_KINDS[c.align]}") for c in columns]),
        tag_row("else", n),
        Row([Cell(empty, "Musren Daftar Tengah", span=n)]),
        tag_row("endfor", n),
    ]
    if sums:
        rows.append(_sums(columns, sums, label))
    caption = judul_tabel(title) if title else ""
    return caption + table(widths, "Musren Tabel Garis", rows) + p("", "Musren Jarak")


def _sums(columns: Sequence[Column], sums: dict[str, str], label: str) -> Row:
    first = next(n for n, column in enumerate(columns) if column.head in sums)
    cells = [Cell(label, "Musren Daftar Kepala", span=first)]
    cells += [Cell(sums.get(c.head, ""), "Musren Daftar Jumlah") for c in columns[first:]]
    return Row(cells)


def isian(
    title: str,
    rows: Sequence[tuple[str, str]],
    *,
    heads: tuple[str, str] = ("Uraian", "Data"),
    summed: bool = False,
) -> str:
    """A captioned table of two columns: what, and how much.

    `summed` are amounts, at the right, and the last row is their sum.
    """
    label = 60.0
    style = "Musren Daftar Angka" if summed else "Musren Daftar Isi"
    body = [
        Row(
            [Cell(name, "Musren Daftar Kepala", shade=blocks.GREY) for name in heads],
            head=True,
        ),
        *(Row([Cell(a, "Musren Daftar Isi"), Cell(b, style)]) for a, b in rows),
    ]
    if summed:
        name, total = rows[-1]
        body[-1] = Row([Cell(name, "Musren Daftar Kepala"), Cell(total, "Musren Daftar Jumlah")])
    grid = (label, PORTRAIT.width - label)
    return judul_tabel(title) + table(grid, "Musren Tabel Garis", body) + p("", "Musren Jarak")


def gambar(expression: str, caption: str) -> str:
    """A picture by itself on a line, with its caption below."""
    return p(f"{{{{ {expression} }}}}", "Musren Gambar") + p(caption, "Musren Judul Gambar")


def foto(fact: str) -> str:
    """Photos, each above its caption and never parted from it."""
    one = "{{ f|gambar_foto(75) }}"
    caption = p("{{ f.keterangan|default('Tanpa keterangan') }}", "Musren Judul Gambar")
    rows = [
        tag_row(f"for f in {fact}", 1),
        Row([Cell(one, "Musren Gambar", more=caption)]),
        tag_row("endfor", 1),
    ]
    return table((PORTRAIT.width,), "Musren Tabel Polos", rows)
