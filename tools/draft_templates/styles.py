"""The one look: every named style of the papers, and the numbered lists."""

from dataclasses import dataclass

from tools.draft_templates.wml import mm, style_id

_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SERIF, SANS = "Bookman Old Style", "Arial"


@dataclass(frozen=True)
class Style:
    """A paragraph style; sizes in points, spaces in points, indents in millimetres."""

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


def _matrix(name: str, align: str = "left", *, strong: bool = False, keep: bool = False) -> Style:
    return Style(f"Musren Matriks {name}", size=8, font=SANS, align=align, strong=strong, keep=keep)


STYLES = (
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
    Style("Musren Sel", align="both", after=2.5, line=1.05),
    Style("Musren Sel Kiri", after=2.5, line=1.05),
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
    Style("Musren Jarak", size=6),
    Style("Musren Akhir Bagian", size=1),
    Style("Musren Tag", size=8, font=SANS, color="7F7F7F"),
    Style("Musren Kepala Halaman", size=2),
    Style(*("Musren Draf", 12, SANS, "center"), strong=True, rule="box", color="C00000", spread=2),
    Style("Musren Kaki Halaman", size=8, font=SANS, align="center", rule="top"),
)

_RULES = {
    "": "",
    "kop": '<w:bottom w:val="thickThinSmallGap" w:sz="24" w:space="4" w:color="auto"/>',
    "top": '<w:top w:val="single" w:sz="4" w:space="3" w:color="7F7F7F"/>',
    "lampiran": '<w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/>',
    "box": "".join(
        f'<w:{side} w:val="single" w:sz="8" w:space="2" w:color="C00000"/>'
        for side in ("top", "left", "bottom", "right")
    ),
}


def _paragraph(style: Style) -> str:
    keep = "<w:keepNext/><w:keepLines/>" if style.keep else ""
    if style.numbering:
        keep += f'<w:numPr><w:numId w:val="{style.numbering}"/></w:numPr>'
    rule = f"<w:pBdr>{_RULES[style.rule]}</w:pBdr>" if style.rule else ""
    first = f' w:firstLine="{mm(style.first)}"' if style.first else ""
    hanging = f' w:hanging="{mm(style.hanging)}"' if style.hanging else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style_id(style.name)}">'
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{keep}{rule}"
        f'<w:spacing w:before="{round(style.before * 20)}" w:after="{round(style.after * 20)}"'
        f' w:line="{round(style.line * 240)}" w:lineRule="auto"/>'
        f'<w:ind w:left="{mm(style.left)}"{hanging}{first}/><w:jc w:val="{style.align}"/></w:pPr>'
        f"<w:rPr>{_letters(style)}</w:rPr></w:style>"
    )


def _letters(style: Style) -> str:
    size = round(style.size * 2)
    return (
        f'<w:rFonts w:ascii="{style.font}" w:hAnsi="{style.font}" w:eastAsia="{style.font}"'
        f' w:cs="{style.font}"/>'
        + ("<w:b/><w:bCs/>" if style.strong else "")
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
        if (number := style.numbering)
    )
    used = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>'
        for n in sorted(style.numbering for style in STYLES if style.numbering)
    )
    return f"<w:numbering {_NS}>{lists}{used}</w:numbering>"
