"""The zip around a Word file: same parts in, same bytes out; and its document properties."""

import io
import zipfile
from datetime import UTC, date, datetime, time

from docx import Document
from docx.document import Document as WordFile

FINISHED = "naskah-jadi-musren"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_FIRST = ("[Content_Types].xml", "_rels/.rels")


def repack(content: bytes) -> bytes:
    """The same parts with fixed dates in a fixed order, so that equal papers are equal bytes."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target,
    ):
        rest = sorted(set(source.namelist()) - set(_FIRST))
        for name in (*_FIRST, *rest):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, source.read(name))
    return packed.getvalue()


def describe(word: WordFile, *, title: str, day: date, keywords: str = "") -> None:
    """Set the properties a person sees under File > Properties; nothing depends on the clock."""
    core = word.core_properties
    moment = datetime.combine(day, time(12), UTC)
    core.title, core.keywords, core.language = title[:255], keywords, "id-ID"
    core.author = core.last_modified_by = "musren"
    core.created = core.modified = moment
    core.revision, core.comments, core.subject = 1, "", ""


def is_finished(content: bytes) -> bool:
    """Tell whether a Word file is a paper musren made.

    Such a file must never be taken as a template: text typed by people would be read as tags
    (reliability.md finding 4).
    """
    word: WordFile = Document(io.BytesIO(content))
    return FINISHED in (word.core_properties.keywords or "")
