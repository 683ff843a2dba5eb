"""Small Word templates for tests, made of a few paragraphs."""

import io

from docx import Document


def word(*paragraphs, title="", header="", footer=""):
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.core_properties.title = title
    for place, text in (("header", header), ("footer", footer)):
        if text:
            getattr(document.sections[0], place).paragraphs[0].text = text
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()
