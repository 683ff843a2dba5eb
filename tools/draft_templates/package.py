"""Puts the parts of a template into one Word file, always the same bytes for the same text."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from musren.papers.archive import repack
from tools.draft_templates.styles import numbering_xml, styles_xml
from tools.draft_templates.wml import p, run, style_id, when

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PKG = "http://schemas.openxmlformats.org/package/2006"
_NS = f'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{_REL}"'
_PARTS = {
    "document": ("document.main", "officeDocument"),
    "styles": ("styles", "styles"),
    "numbering": ("numbering", "numbering"),
    "settings": ("settings", "settings"),
    "header1": ("header", "header"),
    "footer1": ("footer", "footer"),
}
_LONG = {"header2": ("header", "header"), "footer2": ("footer", "footer")}
_IDS = {
    "header1": "rIdKepala",
    "footer1": "rIdKaki",
    "header2": "rIdKepalaDokumen",
    "footer2": "rIdKakiDokumen",
}


@dataclass(frozen=True)
class Draft:
    """A template to be: `title` fills the document property, `footer` stands left of the page.

    A long document has a `running` title on top of its pages, and at their foot the page alone.
    """

    title: str
    footer: str
    body: str
    running: str = ""


def word_file(draft: Draft) -> bytes:
    parts = {
        "document": f"<w:document {_NS}><w:body>{draft.body}</w:body></w:document>",
        "styles": styles_xml(),
        "numbering": numbering_xml(),
        "settings": _settings(),
        "header1": f"<w:hdr {_NS}>{_header()}</w:hdr>",
        "footer1": f"<w:ftr {_NS}>{_footer(draft.footer)}</w:ftr>",
    }
    if draft.running:
        parts["header2"] = (
            f"<w:hdr {_NS}>{_header()}{p(draft.running, 'Musren Judul Berjalan')}</w:hdr>"
        )
        parts["footer2"] = f"<w:ftr {_NS}>{_page_alone()}</w:ftr>"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        target.writestr("[Content_Types].xml", _content_types(parts))
        target.writestr("_rels/.rels", _root_relations())
        target.writestr("word/_rels/document.xml.rels", _relations(parts))
        target.writestr("docProps/core.xml", _core(draft.title))
        for name, xml in parts.items():
            target.writestr(f"word/{name}.xml", _XML + xml)
    return repack(packed.getvalue())


def _header() -> str:
    return when(
        "draf",
        p("DRAFT – BELUM BERLAKU, TIDAK UNTUK DITANDATANGANI", "Musren Draf"),
        otherwise=[p("", "Musren Kepala Halaman")],
    )


def _footer(text: str) -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style_id("Musren Kaki Halaman")}"/></w:pPr>'
        f"{run(f'{text} – Halaman ')}{_field('PAGE')}{run(' dari ')}{_field('NUMPAGES')}</w:p>"
    )


def _page_alone() -> str:
    style = style_id("Musren Kaki Halaman")
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{_field("PAGE")}</w:p>'


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} ">{run("1")}</w:fldSimple>'


def _settings() -> str:
    mode = "http://schemas.microsoft.com/office/word"
    return (
        f'<w:settings {_NS}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        f'<w:compatSetting w:name="compatibilityMode" w:uri="{mode}" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="id-ID"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
        "</w:settings>"
    )


def _content_types(parts: Mapping[str, str]) -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_MAIN}.{kind}+xml"/>'
        for name, (kind, _) in {**_PARTS, **_LONG}.items()
        if name in parts
    )
    return (
        f'{_XML}<Types xmlns="{_PKG}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}"
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _root_relations() -> str:
    return (
        f'{_XML}<Relationships xmlns="{_PKG}/relationships">'
        f'<Relationship Id="rId1" Type="{_REL}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PKG}/relationships/metadata/core-properties"'
        ' Target="docProps/core.xml"/></Relationships>'
    )


def _relations(parts: Mapping[str, str]) -> str:
    related = "".join(
        f'<Relationship Id="{_IDS.get(name, f"rId_{name}")}" Type="{_REL}/{kind}"'
        f' Target="{name}.xml"/>'
        for name, (_, kind) in {**_PARTS, **_LONG}.items()
        if name in parts and name != "document"
    )
    return f'{_XML}<Relationships xmlns="{_PKG}/relationships">{related}</Relationships>'


def _core(title: str) -> str:
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="{_PKG}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:creator>musren</dc:creator>"
        "<dc:language>id-ID</dc:language>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">2011-01-01T12:00:00Z</dcterms:created>'
        "</cp:coreProperties>"
    )
