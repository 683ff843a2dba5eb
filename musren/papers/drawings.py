"""Pictures in Word papers: what the `gambar_...` filters of a template put into the text."""

import io
import re
from collections.abc import Callable, Mapping
from typing import Any
from xml.sax.saxutils import quoteattr

from docx.opc.constants import RELATIONSHIP_TYPE
from markupsafe import Markup

from musren.domain.errors import MusrenError
from musren.papers.environment import Hole, Record
from musren.papers.faults import Refused
from musren.papers.gambar.bars import batang
from musren.papers.gambar.circles import bagan
from musren.papers.gambar.drawn import as_picture
from musren.papers.gambar.funnel import corong
from musren.papers.gambar.lettering import clean
from musren.papers.gambar.photos import DPI, Prepared, Unreadable, prepare
from musren.papers.gambar.scene import MIDDLE, WHITE, Line, Look, Rect, Scene, Text
from musren.papers.gambar.season import kalender
from musren.papers.gambar.steps import langkah
from musren.papers.gambar.tiles import peta_petak
from musren.papers.gambar.village_map import LOST, sketsa

Pictures = Callable[[str], bytes]
"""The bytes of a photo by its SHA-256; raises LookupError, OSError or MusrenError if gone."""

_EMU = 36_000  # to the millimetre
_NARROWEST, _WIDEST = 20, 400
_LOWEST = 5  # of a row of boxes
_HIGHEST = 220  # fits the text area of an upright A4 sheet
_FIRST_ID = 5000
_MOST_WORDS = 600
_XML = (
    '</w:t><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
    '<wp:extent cx="{cx}" cy="{cy}"/><wp:docPr id="{id}" name="Gambar {number}" descr={words}/>'
    '<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="http://schemas.openxmlformats.org/'
    'drawingml/2006/main" noChangeAspect="1"/></wp:cNvGraphicFramePr>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:nvPicPr><pic:cNvPr id="{id}" name="Gambar {number}" descr={words}/><pic:cNvPicPr/>'
    '</pic:nvPicPr><pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships" r:embed="{relation}"/><a:stretch><a:fillRect/>'
    '</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="{cx}" cy="{cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    '<w:t xml:space="preserve">'
)


class Drawings:
    """Draws into one Word file; `lost` names the photos that could not be had, in order."""

    def __init__(self, word: Any, pictures: Pictures | None) -> None:
        self._word, self._pictures = word, pictures
        self._drawn = 0
        self.lost: dict[str, None] = {}

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Each takes a fact, its width and its greatest height in millimetres."""
        return {
            "gambar_sketsa": _sized(self._sketsa, Record),
            "gambar_kalender": _sized(self._rows(kalender), list),
            "gambar_bagan": _sized(self._rows(bagan), list),
            "gambar_foto": _sized(self._foto, Record),
            "gambar_corong": _sized(self._rows(corong), list),
            "gambar_batang": _sized(self._rows(batang), list),
            "gambar_langkah": _sized(self._rows(langkah), list, _LOWEST),
            "gambar_petak": _sized(self._petak, Record),
        }

    def _sketsa(self, facts: Record, width: float, height: float) -> Markup:
        asked = facts.get("foto")
        photo = self._photo(asked, f"{facts.path}.foto", width, height) if asked else None
        lost = bool(asked) and photo is None
        scene = sketsa(facts.get("simbol"), photo, width, height, lost=lost)
        return self._scene(scene, width, height)

    def _rows(self, draw: Callable[[Any, float, float], Scene]) -> "Inline":
        """How a list of rows is drawn."""
        return lambda rows, width, height: self._scene(draw(rows, width, height), width, height)

    def _petak(self, facts: Record, width: float, height: float) -> Markup:
        scene = peta_petak(facts.get("desa"), facts.get("tahap"), width, height)
        return self._scene(scene, width, height)

    def _foto(self, facts: Record, width: float, height: float) -> Markup:
        words = clean(facts.get("keterangan") or "Foto")
        ready = self._photo(facts.get("sha256"), facts.path or "foto", width, height)
        if ready is None:
            return self._scene(_frame(width, min(height, width * 0.75), words), width, height)
        wide = min(width, height * ready.aspect)
        return self._inline(ready.jpeg, wide, wide / ready.aspect, words)

    def _photo(self, sha256: object, name: str, width: float, height: float) -> Prepared | None:
        """The photo made ready for its place, or None, and then its name is noted."""
        try:
            return prepare(self._content(sha256), width, height)
        except (LookupError, OSError, MusrenError, Unreadable):
            self.lost[name] = None
            return None

    def _content(self, sha256: object) -> bytes:
        if self._pictures is None or not isinstance(sha256, str):
            raise LookupError("no photo to be had")
        return self._pictures(sha256)

    def _scene(self, scene: Scene, width: float, height: float) -> Markup:
        smaller = min(1.0, width / scene.width, height / scene.height)
        content = as_picture(scene, round(DPI * smaller))
        return self._inline(content, scene.width * smaller, scene.height * smaller, scene.words)

    def _inline(self, content: bytes, width: float, height: float, words: str) -> Markup:
        """The picture as part of a run of text; the same bytes are stored once."""
        part = self._word.current_rendering_part
        image = self._word.docx.part.package.get_or_add_image_part(io.BytesIO(content))
        self._drawn += 1
        # docxtpl turns {_{ and its kin into tags after rendering; words must stay as typed.
        literal = re.sub("([{}%])_", r"\1&#95;", quoteattr(_short(words)))
        drawn = _XML.format(
            cx=round(width * _EMU),
            cy=round(height * _EMU),
            id=_FIRST_ID + self._drawn,
            number=self._drawn,
            words=literal,
            relation=part.relate_to(image, RELATIONSHIP_TYPE.IMAGE),
        )
        return Markup(drawn)  # noqa: S704 - made of numbers and of one quoted attribute


Inline = Callable[[Any, float, float], Markup]


def _sized(draw: Inline, kind: type, lowest: float = _NARROWEST) -> Callable[..., Any]:
    """A filter that checks what a template hands over; a hole goes through and names itself."""

    def filtered(value: Any, width: Any = 160, height: Any = _HIGHEST) -> Any:
        if isinstance(value, Hole):
            return value
        if type(value) is not kind:
            raise Refused("Saringan gambar menerima isian yang tidak dapat digambarnya.")
        return draw(value, _length(width), _length(height, lowest))

    return filtered


def _length(value: Any, least: float = _NARROWEST) -> float:
    if type(value) not in {int, float} or not least <= value <= _WIDEST:
        raise Refused(
            f"Ukuran gambar harus angka {least} sampai {_WIDEST} (milimeter), "
            "misalnya gambar_foto(80) atau gambar_foto(80, 60)."
        )
    return float(value)


def _short(words: str) -> str:
    text = clean(words)
    return text if len(text) <= _MOST_WORDS else f"{text[: _MOST_WORDS - 1]}…"


def _frame(width: float, height: float, words: str) -> Scene:
    """The place of a photo that is not there."""
    size = min(4.5, width / 10)
    thin = Look(ink=220, stroke=0.2)
    corners = ((1, 1), (width - 1, height - 1)), ((1, height - 1), (width - 1, 1))
    return Scene(
        width=width,
        height=height,
        title=LOST,
        description=words,
        items=(
            Rect(0, 0, width, height, Look(fill=WHITE, stroke=0)),
            *(Line(points, thin) for points in corners),
            Rect(1, 1, width - 2, height - 2, Look(ink=MIDDLE, stroke=0.4)),
            Text(
                x=width / 2, y=height / 2 + size / 3, text=LOST, size=size, anchor="middle",
                halo=1.2,
            ),
        ),
    )  # fmt: skip


def no_drawings() -> Mapping[str, Callable[..., Any]]:
    """The filters where no picture can be: in the title of a file."""

    def refuse(*_: Any) -> Any:
        raise Refused("Gambar hanya dapat ditaruh di dalam naskah, tidak di judul berkas.")

    return dict.fromkeys(Drawings(None, None).filters(), refuse)
