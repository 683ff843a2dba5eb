"""The one look: every named style of the papers, and the numbered lists."""

from dataclasses import dataclass, replace

from tools.draft_templates.wml import mm, style_id

_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SERIF, SANS = "Bookman Old Style", "Arial"


@dataclass(frozen=True)
class Style:
    """A paragraph style; sizes in points, spaces in points, indents in millimetres.

    `outline` (from 1) makes a heading of it; `level` (from 1) is its place in a list of several
    levels; `tab` is a stop at the right with dots before it, in millimetres; `fresh` begins a page.
    """

    name: str
    size: float = 11
    font: str = SERIF
    align: str = "left"
    strong: bool = False
    underline: bool = False
    before: float = 0
    after: float = 0
    line: float = 1.0
    keep: bool = False
    left: float = 0
    hanging: float = 0
    first: float = 0
    rule: str = ""
    color: str = ""
    spread: float = 0
    numbering: int = 0
    level: int = 0
    outline: int = 0
    tab: float = 0
    italic: bool = False
    following: str = ""
    fresh: bool = False

    @property
    def built_in(self) -> bool:
        """A style Word knows itself, such as its headings."""
        return not self.name.startswith("Musren ")


def _matrix(name: str, align: str = "left", *, strong: bool = False, keep: bool = False) -> Style:
    return Style(f"Musren Matriks {name}", size=8, font=SANS, align=align, strong=strong, keep=keep)


STYLES: tuple[Style, ...] = (
    Style("Musren Kop 1", size=13, align="center", strong=True),
    Style("Musren Kop 2", size=16, align="center", strong=True),
    Style("Musren Kop Kode", size=10, align="center"),
    Style("Musren Kop Alamat", size=9.5, align="center", after=14, rule="kop"),
    Style("Musren Judul", size=12, align="center", strong=True, keep=True, line=1.1),
    Style("Musren Judul Tengah", size=12, align="center", before=8, after=8, keep=True),
    Style("Musren Nomor", size=12, align="center", after=14, keep=True),
    Style("Musren Isi", align="both", after=6, line=1.15),
    Style("Musren Penutup", align="both", after=6, line=1.15, keep=True),
    Style("Musren Isi Menjorok", align="both", after=6, line=1.15, first=10),
    Style("Musren Sub Judul", strong=True, before=6, after=3, keep=True),
    Style("Musren Sub Judul Halaman", strong=True, after=3, keep=True, fresh=True),
    Style("Musren Sel", align="both", after=2.5, line=1.05),
    Style("Musren Sel Kiri", after=2.5, line=1.05),
    Style("Musren Sel Ttd", after=2.5, line=1.05, keep=True),
    Style("Musren Sel Masuk", after=2.5, line=1.05, left=10),
    Style("Musren Penutup Menjorok", align="both", after=6, line=1.15, first=10, keep=True),
    Style("Musren Rancangan", 14, align="right", strong=True, keep=True),
    Style("Musren Rancangan Tanggal", 9.5, align="right", after=14, keep=True),
    Style("Musren Bab", 12, align="center", strong=True, before=12, keep=True),
    Style("Musren Pasal", 11, align="center", before=8, after=4, keep=True),
    Style("Musren Keputusan", align="both", after=4, line=1.12, left=8, hanging=8, numbering=1),
    Style("Musren Materi", align="both", after=2, line=1.08, left=8, hanging=8, numbering=2),
    Style("Musren Tembusan Judul", size=10, before=12, keep=True, underline=True),
    Style("Musren Tembusan", size=10, left=6, hanging=6, numbering=3, keep=True),
    Style("Musren Ttd", align="center", keep=True, line=1.05),
    Style("Musren Jarak Ttd", size=8, keep=True),
    Style("Musren Ttd Judul", align="center", strong=True, before=12, after=4, keep=True),
    Style("Musren Ttd Nama", align="center", strong=True, underline=True, keep=True),
    Style("Musren Ttd Lampiran", size=10, align="center", before=6, keep=True),
    Style("Musren Ttd Nama Lampiran", 10, align="center", strong=True, underline=True, before=56),
    Style("Musren Ttd Pangkat Lampiran", size=10, align="center"),
    Style("Musren Daftar Kepala", size=10, font=SANS, align="center", strong=True, keep=True),
    Style("Musren Daftar Isi", size=10, font=SANS),
    Style("Musren Daftar Tengah", size=10, font=SANS, align="center"),
    Style("Musren Daftar Isi Akhir", size=10, font=SANS, keep=True),
    Style("Musren Daftar Tengah Akhir", size=10, font=SANS, align="center", keep=True),
    Style("Musren Daftar Angka", size=10, font=SANS, align="right"),
    Style("Musren Daftar Jumlah", size=10, font=SANS, align="right", strong=True),
    Style("Musren Ttd Kepala", 10, SANS, "center", strong=True, before=2, after=2, keep=True),
    Style("Musren Ttd Baris", size=10, font=SANS, before=2, keep=True),
    Style("Musren Ttd Tengah", size=10, font=SANS, align="center", before=2, keep=True),
    Style("Musren Lampiran", size=9.5, font=SANS, keep=True),
    Style("Musren Garis Lampiran", size=4, after=8, rule="lampiran", keep=True),
    Style(
        "Musren Judul Lampiran",
        size=11,
        font=SANS,
        align="center",
        strong=True,
        keep=True,
        line=1.1,
    ),
    Style("Musren Kepala Lampiran", size=9.5, font=SANS, keep=True),
    Style(
        "Musren Sub Judul Lampiran", size=9.5, font=SANS, strong=True, before=8, after=3, keep=True
    ),
    Style("Musren Pengantar Tabel", before=6, after=3, keep=True),
    Style("Musren Catatan", size=8.5, font=SANS, before=3, after=3),
    Style(
        "heading 1",
        13,
        align="center",
        strong=True,
        before=6,
        after=12,
        keep=True,
        outline=1,
        fresh=True,
        numbering=20,
        level=1,
        following="Musren Isi",
    ),
    Style(
        "heading 2",
        11.5,
        strong=True,
        before=10,
        after=5,
        keep=True,
        outline=2,
        left=11,
        hanging=11,
        numbering=20,
        level=2,
        following="Musren Isi",
    ),
    Style(
        "heading 3",
        11,
        strong=True,
        before=8,
        after=4,
        keep=True,
        outline=3,
        left=8,
        hanging=8,
        numbering=20,
        level=3,
        following="Musren Isi",
    ),
    Style("toc 1", 10.5, strong=True, before=5, after=1, left=10, hanging=10, tab=165),
    Style("toc 2", 10.5, after=1, left=16, hanging=10, tab=165),
    Style("toc 3", 10, after=0, left=24, hanging=8, tab=165),
    Style(
        "Musren Bab Tanpa Nomor",
        13,
        align="center",
        strong=True,
        before=6,
        after=12,
        keep=True,
        outline=1,
        fresh=True,
        following="Musren Isi",
    ),
    Style(
        "Musren Judul Lampiran Naskah",
        11.5,
        strong=True,
        before=12,
        after=6,
        keep=True,
        outline=2,
        left=28,
        hanging=28,
        numbering=21,
        level=1,
        following="Musren Isi",
    ),
    Style(
        "Musren Judul Bagian",
        11,
        strong=True,
        before=8,
        after=4,
        keep=True,
        outline=3,
        following="Musren Isi",
    ),
    Style("Musren Judul Daftar Isi", 13, align="center", strong=True, after=12, fresh=True),
    Style(
        "Musren Judul Tabel",
        10,
        strong=True,
        before=8,
        after=3,
        keep=True,
        left=20,
        hanging=20,
        numbering=22,
        level=1,
    ),
    Style("Musren Judul Gambar", 10, align="center", italic=True, before=2, after=8),
    Style("Musren Keterangan Gambar", size=9.5, font=SANS, align="center", after=8),
    Style("Musren Gambar", align="center", before=4, after=2, keep=True),
    Style(
        "Musren Butir", align="both", after=3, line=1.12, left=8, hanging=8, numbering=23, level=1
    ),
    Style("Musren Angka", align="both", after=3, line=1.12, left=8, hanging=8),
    Style("Musren Visi", 12, align="center", strong=True, italic=True, before=4, after=8, line=1.2),
    Style("Musren Sampul Judul", 20, align="center", strong=True, before=120, after=6),
    Style("Musren Sampul Singkatan", 16, align="center", strong=True, after=10),
    Style("Musren Sampul Tahun", 16, align="center", strong=True, after=150),
    Style("Musren Sampul Desa", 18, align="center", strong=True, after=4),
    Style("Musren Sampul Wilayah", 13, align="center", strong=True, after=3),
    Style("Musren Judul Berjalan", 8, SANS, "right", rule="bottom", after=4),
    Style(
        "Musren Bab Laporan",
        12,
        align="center",
        strong=True,
        before=12,
        after=6,
        keep=True,
        outline=1,
        numbering=24,
        level=1,
        following="Musren Isi",
    ),
    Style("Musren Kabar Induk", 9, SANS, "center"),
    Style("Musren Kabar Kop", 11, SANS, "center", strong=True),
    Style("Musren Kabar Judul", 24, SANS, "center", strong=True, line=1.05),
    Style("Musren Kabar Kelompok", 20, SANS, "center", strong=True, after=2),
    Style("Musren Kabar Keterangan", 10, SANS, "center", after=3),
    Style("Musren Kabar Legenda", 9, SANS, keep=True),
    Style("Musren Kabar Nomor", 16, SANS, "center", strong=True),
    Style("Musren Kabar Kegiatan", 12, SANS, strong=True, after=1, keep=True),
    Style("Musren Kabar Isi", 10, SANS),
    Style("Musren Kabar Kegiatan Sedang", 13, SANS, strong=True, after=2, keep=True),
    Style("Musren Kabar Isi Sedang", 11, SANS, line=1.05),
    Style("Musren Kabar Kegiatan Besar", 15, SANS, strong=True, after=3, keep=True),
    Style("Musren Kabar Isi Besar", 12.5, SANS, after=2, line=1.1),
    Style("Musren Kabar Gambar", 4, SANS, before=1, after=1, keep=True),
    Style("Musren Kabar Kontak", 11, SANS, "center", strong=True, before=4),
    Style("Musren Kode Formulir", 9, SANS, "right", strong=True, keep=True),
    Style("Musren Kosong Bagian", 11, SANS, strong=True, before=8, after=2, keep=True),
    Style("Musren Kosong Judul Tabel", 10, SANS, strong=True, before=4, after=2, keep=True),
    Style("Musren Kosong Petunjuk", 9, SANS, after=3, keep=True),
    Style("Musren Kosong Kepala", 8.5, SANS, "center", strong=True, keep=True),
    Style("Musren Kosong Kode", 8.5, SANS, "center"),
    Style("Musren Kosong Label", 10, SANS),
    Style("Musren Kosong Hint", 8, SANS, color="404040"),
    Style("Musren Kosong Sel", 9.5, SANS, left=4, hanging=4),
    Style("Musren Kosong Keterangan", 8.5, SANS, before=1),
    _matrix("Kepala", "center", strong=True, keep=True),
    _matrix("Nomor Kolom", "center", keep=True),
    _matrix("Isi"),
    _matrix("Tengah", "center"),
    _matrix("Angka", "right"),
    _matrix("Kelompok", strong=True, keep=True),
    _matrix("Jumlah", "right", strong=True),
    _matrix("Label Jumlah", strong=True),
    _matrix("Catatan"),
    _matrix("Label Jumlah Akhir", strong=True, keep=True),
    _matrix("Catatan Akhir", keep=True),
    _matrix("Tengah Akhir", align="center", keep=True),
    Style("Musren Jarak", size=6),
    Style("Musren Akhir Bagian", size=1),
    Style("Musren Tag", size=8, font=SANS, color="7F7F7F"),
    Style("Musren Kepala Halaman", size=2),
    Style(*("Musren Draf", 12, SANS, "center"), strong=True, rule="box", color="C00000", spread=2),
    Style("Musren Kaki Halaman", size=8, font=SANS, align="center", rule="top"),
)
# The matrices once more in smaller letters, for those with many columns of amounts.
STYLES += tuple(
    replace(style, name=style.name.replace("Matriks", "Matriks Kecil"), size=7)
    for style in STYLES
    if style.name.startswith("Musren Matriks ")
)

_RULES = {
    "": "",
    "kop": '<w:bottom w:val="thickThinSmallGap" w:sz="24" w:space="4" w:color="auto"/>',
    "bottom": '<w:bottom w:val="single" w:sz="4" w:space="2" w:color="7F7F7F"/>',
    "top": '<w:top w:val="single" w:sz="4" w:space="3" w:color="7F7F7F"/>',
    "lampiran": '<w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/>',
    "box": "".join(
        f'<w:{side} w:val="single" w:sz="8" w:space="2" w:color="C00000"/>'
        for side in ("top", "left", "bottom", "right")
    ),
}


def _paragraph(style: Style) -> str:
    keep = "<w:keepNext/><w:keepLines/>" if style.keep else ""
    keep += "<w:pageBreakBefore/>" if style.fresh else ""
    if style.numbering:
        depth = f'<w:ilvl w:val="{style.level - 1}"/>' if style.level else ""
        keep += f'<w:numPr>{depth}<w:numId w:val="{style.numbering}"/></w:numPr>'
    rule = f"<w:pBdr>{_RULES[style.rule]}</w:pBdr>" if style.rule else ""
    if style.tab:
        stop = f'<w:tab w:val="right" w:leader="dot" w:pos="{mm(style.tab)}"/>'
        rule += f"<w:tabs>{stop}</w:tabs>"
    own = "" if style.built_in else ' w:customStyle="1"'
    after = f'<w:next w:val="{style_id(style.following)}"/>' if style.following else ""
    outline = f'<w:outlineLvl w:val="{style.outline - 1}"/>' if style.outline else ""
    first = f' w:firstLine="{mm(style.first)}"' if style.first else ""
    hanging = f' w:hanging="{mm(style.hanging)}"' if style.hanging else ""
    return (
        f'<w:style w:type="paragraph"{own} w:styleId="{style_id(style.name)}">'
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="Normal"/>{after}<w:qFormat/>'
        f"<w:pPr>{keep}{rule}"
        f'<w:spacing w:before="{round(style.before * 20)}" w:after="{round(style.after * 20)}"'
        f' w:line="{round(style.line * 240)}" w:lineRule="auto"/>'
        f'<w:ind w:left="{mm(style.left)}"{hanging}{first}/><w:jc w:val="{style.align}"/>'
        f"{outline}</w:pPr><w:rPr>{_letters(style)}</w:rPr></w:style>"
    )


def _letters(style: Style) -> str:
    size = round(style.size * 2)
    return (
        f'<w:rFonts w:ascii="{style.font}" w:hAnsi="{style.font}" w:eastAsia="{style.font}"'
        f' w:cs="{style.font}"/>'
        + ("<w:b/><w:bCs/>" if style.strong else "")
        + ("<w:i/><w:iCs/>" if style.italic else "")
        + (f'<w:color w:val="{style.color}"/>' if style.color else "")
        + (f'<w:spacing w:val="{round(style.spread * 20)}"/>' if style.spread else "")
        + f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        + ('<w:u w:val="single"/>' if style.underline else "")
    )


def _table(name: str, borders: str, side: float, edge: float) -> str:
    margins = "".join(
        f'<w:{where} w:w="{mm(width)}" w:type="dxa"/>'
        for where, width in (("top", edge), ("left", side), ("bottom", edge), ("right", side))
    )
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id(name)}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f"<w:tblPr>{borders}<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>"
    )


def styles_xml() -> str:
    """The styles part: defaults (Bookman, id-ID), the Musren styles, two table styles."""
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f"<w:styles {_NS}><w:docDefaults><w:rPrDefault><w:rPr>"
        f"{_letters(Style('Normal'))}"
        '<w:lang w:val="id-ID" w:eastAsia="id-ID" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr>'
        "</w:style>"
        '<w:style w:type="character" w:customStyle="1" w:styleId="MusrenTegas">'
        '<w:name w:val="Musren Tegas"/><w:qFormat/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>'
        f"{''.join(_paragraph(style) for style in STYLES)}"
        f"{_table('Musren Tabel Garis', f'<w:tblBorders>{lines}</w:tblBorders>', 1.2, 0.5)}"
        f"{_table('Musren Tabel Polos', '', 1, 0)}"
        "</w:styles>"
    )


def numbering_xml() -> str:
    """Three running lists: decisions, materials, copies; one of each per paper."""
    lists = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:pStyle w:val="{style_id(style.name)}"/><w:suff w:val="tab"/>'
        '<w:lvlText w:val="%1."/><w:lvlJc w:val="left"/><w:pPr>'
        f'<w:ind w:left="{mm(style.left)}" w:hanging="{mm(style.hanging)}"/></w:pPr></w:lvl>'
        "</w:abstractNum>"
        for style in STYLES
        if (number := style.numbering) and not style.level
    )
    used = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>'
        for n in sorted({style.numbering for style in STYLES if style.numbering})
    )
    return f"<w:numbering {_NS}>{lists}{_deep_lists()}{used}</w:numbering>"


# How the levels of a list are counted and written; "legal" writes every count in figures.
_SHAPES = {
    "heading 1": ("upperRoman", "BAB %1", "space"),
    "heading 2": ("decimal", "%1.%2", "tab"),
    "heading 3": ("upperLetter", "%3.", "tab"),
    "Musren Judul Lampiran Naskah": ("decimal", "Lampiran %1", "space"),
    "Musren Judul Tabel": ("decimal", "Tabel %1.", "tab"),
    "Musren Butir": ("bullet", "–", "tab"),
    "Musren Bab Laporan": ("upperRoman", "BAB %1", "space"),
}
_LEGAL = {"heading 2"}


def _deep_lists() -> str:
    """Lists whose numbers belong to headings, captions and bullets, level by level."""
    found: dict[int, str] = {}
    for style in STYLES:
        if style.level:
            found[style.numbering] = found.get(style.numbering, "") + _deep_level(style)
    return "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        f"{levels}</w:abstractNum>"
        for number, levels in sorted(found.items())
    )


def _deep_level(style: Style) -> str:
    shape, text, parted = _SHAPES[style.name]
    legal = "<w:isLgl/>" if style.name in _LEGAL else ""
    return (
        f'<w:lvl w:ilvl="{style.level - 1}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/>'
        f'<w:pStyle w:val="{style_id(style.name)}"/>{legal}<w:suff w:val="{parted}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr>'
        f'<w:ind w:left="{mm(style.left)}" w:hanging="{mm(style.hanging)}"/></w:pPr></w:lvl>'
    )
