"""Facts into a Word file: a strict paper for issue, or a preview that shows its holes."""

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from enum import Enum
from typing import Any
from zipfile import BadZipFile

from docx.opc.exceptions import PackageNotFoundError
from jinja2 import TemplateError
from lxml.etree import LxmlError

from musren.domain.errors import Invalid, MusrenError, NotReady
from musren.papers.archive import FINISHED, describe, repack
from musren.papers.columns import fit_columns
from musren.papers.contents import fill_contents
from musren.papers.drawings import Drawings, Pictures, no_drawings
from musren.papers.environment import PaperEnvironment, plain
from musren.papers.faults import explain
from musren.papers.word_template import WordTemplate

_SHOWN = 20
_NO_DAY = date(2011, 1, 1)  # a paper without a date of its own still needs a fixed one


class Purpose(Enum):
    """Why a paper is made: to be looked at, or to be signed."""

    PREVIEW = "pratinjau"
    ISSUE = "terbit"


class PaperHoles(NotReady):
    """Facts the paper prints are missing; `names` lists all of them."""

    code = "naskah_berlubang"

    def __init__(self, names: tuple[str, ...]) -> None:
        shown = ", ".join(names[:_SHOWN])
        more = len(names) - _SHOWN
        rest = f", dan {more} lagi" if more > 0 else ""
        super().__init__(
            f"Naskah belum dapat diterbitkan karena {len(names)} isian masih kosong: "
            f"{shown}{rest}. Lengkapi dahulu, lalu terbitkan kembali.",
            dict.fromkeys(names, "Belum diisi."),
        )
        self.names = names


class PhotosMissing(PaperHoles):
    """Photos the paper shows cannot be had or opened; `names` lists their places."""

    code = "foto_tidak_tersedia"

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(names)
        self.message = (
            f"Naskah belum dapat diterbitkan karena {len(names)} foto tidak tersedia atau tidak "
            f"dapat dibuka: {', '.join(names[:_SHOWN])}. Unggah kembali fotonya atau hapus dari "
            "isian, lalu terbitkan kembali."
        )
        self.args = (self.message,)
        self.errors = dict.fromkeys(names, "Foto tidak tersedia.")


class BrokenTemplate(Invalid):
    """The Word file cannot be used as a template, and why."""

    code = "templat_rusak"


def render(
    template: bytes,
    facts: Mapping[str, Any],
    *,
    purpose: Purpose,
    pictures: Pictures | None = None,
) -> bytes:
    """Fill the template; the same template and facts always give the same bytes.

    `facts` is plain data, best from `contracts.freeze`. For ISSUE raises PaperHoles naming
    every fact that is missing; for PREVIEW each is printed as ``[[belum diisi: name]]``.
    `pictures` gives the bytes of a photo by its SHA-256: one that cannot be had is a framed
    box in a preview and raises PhotosMissing at issue.
    Raises BrokenTemplate when the file is no template, TypeError for facts with behaviour.
    """
    record = plain(facts)
    empty = frozenset(name for name, value in record.items() if value is None)
    context = {name: value for name, value in record.items() if value is not None}
    word = _opened(template)
    drawings = Drawings(word, pictures)
    environment = PaperEnvironment(empty, drawing=drawings.filters())
    with _explained():
        word.render(context, environment, autoescape=True)
    title = _title(word, context, empty)
    if purpose is Purpose.ISSUE:
        _refuse_holes(tuple(environment.holes), tuple(drawings.lost))
    fit_columns(word.docx)
    fill_contents(word.docx)
    describe(word.docx, title=title, day=_day(facts), keywords=FINISHED)
    content = io.BytesIO()
    word.docx.save(content)
    return repack(content.getvalue())


def _refuse_holes(holes: tuple[str, ...], lost: tuple[str, ...]) -> None:
    if holes:
        raise PaperHoles((*holes, *lost))
    if lost:
        raise PhotosMissing(lost)


def _opened(template: bytes) -> WordTemplate:
    word = WordTemplate(io.BytesIO(template))
    try:
        word.init_docx()
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, LxmlError) as error:
        raise BrokenTemplate("Berkas ini bukan berkas Word (.docx) yang utuh.") from error
    return word


@contextmanager
def _explained() -> Iterator[None]:
    """Say in Indonesian what is wrong with the tags of a template."""
    try:
        yield
    except TemplateError as error:
        raise BrokenTemplate(explain(error)) from error
    except (TypeError, ValueError, AttributeError, LxmlError, MusrenError) as error:
        raise BrokenTemplate(
            "Tag di dalam templat tidak dapat dijalankan: ada isian yang dipakai tidak "
            "semestinya, misalnya saringan tanggal untuk angka."
        ) from error


def _title(word: WordTemplate, context: dict[str, Any], empty: frozenset[str]) -> str:
    """The title property of a template may hold tags too."""
    environment = PaperEnvironment(empty, xml=False, drawing=no_drawings())
    with _explained():
        template = environment.from_string(word.docx.core_properties.title)
        return " ".join(template.render(context).split())


def _day(facts: Mapping[str, Any]) -> date:
    for name in ("tanggal_surat", "tanggal"):
        value = facts.get(name)
        if type(value) is date:
            return value
        if isinstance(value, str):
            try:
                return date.fromisoformat(value)
            except ValueError:
                continue
    return _NO_DAY
