"""Lists in the size of the letter, and the lampiran several papers share."""

from collections.abc import Sequence
from dataclasses import replace

from tools.draft_templates import blocks, matrix
from tools.draft_templates.matrix import Column, remark
from tools.draft_templates.wml import LANDSCAPE, PORTRAIT, Cell, Page, Row, p, table, tag_row

TEMPAT = (
    "{{ wilayah.desa|kapital }}, {{ wilayah.kecamatan|kapital }}, {{ wilayah.kabupaten|kapital }}"
)
PERIODE = "{{ periode_awal }}–{{ periode_akhir }}"
_STYLES = {"": "Musren Daftar Isi", "c": "Musren Daftar Tengah"}


def listing(
    columns: Sequence[Column],
    loop: str,
    *,
    signed: float = 0,
    height: float = 0,
    tied: bool = False,
    signer: str = "",
) -> str:
    """A ruled table of a page's width, one row per fact; when there is none, it says so.

    `signed` adds a column of that width, in millimetres, for signatures by turns left and right.
    The last row of a `tied` list stays on the page of what follows, such as signatures; a
    `signer` signs in the last row of the table itself.
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
        *(_last_kept(cells, height, n) if tied or signer else [Row(cells, height=height)]),
        tag_row("else", n),
        Row([Cell("NIHIL", "Musren Daftar Tengah", span=n)]),
        tag_row("endfor", n),
        *([blocks.sign_row(widths, signer)] if signer else []),
    ]
    return table(widths, "Musren Tabel Garis", rows)


def _last_kept(cells: Sequence[Cell], height: float, columns: int) -> list[Row]:
    kept = [replace(cell, style=f"{cell.style} Akhir") for cell in cells]
    return [
        tag_row("if loop.last", columns),
        Row(kept, height=height),
        tag_row("else", columns),
        Row(cells, height=height),
        tag_row("endif", columns),
    ]


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


def perubahan(mark: str, paper: str, *titles: str, page: Page = PORTRAIT, signer: str = "") -> str:
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
        + listing(columns, "r in perubahan", signer=signer)
    )


def place(kabupaten: str = "kabupaten") -> str:
    """DESA, KECAMATAN, KABUPATEN, PROVINSI, as the official forms head themselves."""
    style = "Musren Kepala Lampiran"
    said = ((("desa", "desa"), (kabupaten, "kabupaten")),
            (("kecamatan", "kecamatan"), ("provinsi", "provinsi")))  # fmt: skip
    rows = [
        Row([Cell(words, style) for label, name in pair for words in _named(label, name)])
        for pair in said
    ]
    return table((28, 4, 112, 34, 4, 118), "Musren Tabel Polos", rows) + gap()


def _named(label: str, name: str) -> tuple[str, str, str]:
    return label.upper(), ":", f"{{{{ wilayah.{name}|nama_wilayah|kapital }}}}"


def gap() -> str:
    return p("", "Musren Jarak")
