"""Lists in the size of the letter, and the lampiran several papers share."""

from collections.abc import Sequence

from tools.draft_templates import blocks, matrix
from tools.draft_templates.matrix import Column, remark
from tools.draft_templates.wml import LANDSCAPE, PORTRAIT, Cell, Page, Row, p, table, tag_row

TEMPAT = (
    "{{ wilayah.desa|kapital }}, {{ wilayah.kecamatan|kapital }}, {{ wilayah.kabupaten|kapital }}"
)
PERIODE = "{{ periode_awal }}–{{ periode_akhir }}"
_STYLES = {"": "Musren Daftar Isi", "c": "Musren Daftar Tengah"}


def listing(columns: Sequence[Column], loop: str, *, signed: float = 0, height: float = 0) -> str:
    """A ruled table of a page's width, one row per fact; when there is none, it says so.

    `signed` adds a column of that width, in millimetres, for signatures by turns left and right.
    """
    n = len(columns) + (2 if signed else 0)
    heads = [Cell(c.head, "Musren Daftar Kepala", shade=blocks.GREY) for c in columns]
    cells = [Cell(c.text, _STYLES[c.align]) for c in columns]
    widths = [c.width for c in columns]
    if signed:
        heads.append(Cell("Tanda Tangan", "Musren Daftar Kepala", span=2, shade=blocks.GREY))
        cells += blocks.staggered("Musren Daftar Isi")
        widths += [signed / 2] * 2
    rows = [
        Row(heads, head=True),
        tag_row(f"for {loop}", n),
        Row(cells, height=height),
        tag_row("else", n),
        Row([Cell("NIHIL", "Musren Daftar Tengah", span=n)]),
        tag_row("endfor", n),
    ]
    return table(widths, "Musren Tabel Garis", rows)


def silsilah(mark: str, paper: str, title: str) -> str:
    """Lampiran: from which proposals a merged or split one came."""
    columns = (
        Column("No.", 9, "{{ loop.index }}", "c"),
        Column("Kode Hasil", 46, "{{ s.kode_hasil }}"),
        Column("Kegiatan Hasil", 62, "{{ s.kegiatan_hasil }}"),
        Column("Jenis", 23, "{{ 'Gabungan dari' if s.jenis == 'gabung' else 'Pecahan dari' }}"),
        Column("Kode Asal", 46, "{{ s.kode_asal }}"),
        Column("Kegiatan Asal", 62, "{{ s.kegiatan_asal }}"),
        Column("Alasan", 52, remark("s.alasan")),
    )
    return (
        blocks.lampiran(mark, paper)
        + blocks.judul_lampiran(
            "SILSILAH USULAN KEGIATAN YANG DIGABUNG ATAU DIPECAH", title, TEMPAT
        )
        + matrix.matrix(LANDSCAPE, columns, matrix.body(columns, "s in silsilah"))
    )


def perubahan(mark: str, paper: str, *titles: str, page: Page = PORTRAIT) -> str:
    """Lampiran: what is changed in a draft, side by side."""
    columns = (
        Column("No.", 11, "{{ loop.index }}.", "c"),
        Column("Bagian", 40, "{{ r.bagian }}"),
        Column("Semula", 55, "{{ r.semula|default('–') }}"),
        Column("Menjadi", 59, "{{ r.menjadi }}"),
    )
    return (
        blocks.lampiran(mark, paper, page)
        + blocks.judul_lampiran(*titles, TEMPAT)
        + listing(columns, "r in perubahan")
    )


def gap() -> str:
    return p("", "Musren Jarak")
