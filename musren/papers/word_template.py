"""A Word file as a template: docxtpl, with the work that is the same for every paper done once."""

import re
from functools import lru_cache
from typing import Any

from docxtpl import DocxTemplate

_KEPT = 128  # three parts of each shipped paper, and room for an office's own
_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>.*?</w:p>", re.DOTALL)
_MADE_INTO_XML = re.compile("[\t\a\n\f]")


class WordTemplate(DocxTemplate):  # type: ignore[misc]  # docxtpl ships no types
    """docxtpl without its handling of properties, which escapes twice."""

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:
        """Leave the properties alone; `render` sets them itself."""

    def patch_xml(self, src_xml: str) -> str:
        """Gather tags that Word split, as docxtpl does; once for each text."""
        return _patched(src_xml)

    def resolve_listing(self, xml: str) -> str:
        """Turn tabs and breaks into Word's own, looking only into paragraphs that have some."""
        if not _MADE_INTO_XML.search(xml):
            return xml
        return _PARAGRAPH.sub(self._resolved, xml)

    def _resolved(self, found: re.Match[str]) -> str:
        paragraph = found[0]
        if not _MADE_INTO_XML.search(paragraph):
            return paragraph
        resolved: str = super().resolve_listing(paragraph)
        return resolved


_READER = DocxTemplate(None)


@lru_cache(maxsize=_KEPT)
def _patched(xml: str) -> str:
    patched: str = _READER.patch_xml(xml)
    return patched
