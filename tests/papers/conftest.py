"""Shipped papers, their frozen sample facts, and small Word files for tests."""

import io
from copy import deepcopy
from functools import cache

import pytest
from docx import Document

from musren.papers import contracts, kinds
from musren.papers.gambar.samples import sample_photo
from musren.papers.render import Purpose, render

KINDS = tuple(kinds.kinds())


@pytest.fixture(scope="session")
def frozen_sample():
    return cache(lambda kind: contracts.freeze(kind, kinds.sample(kind)))


@pytest.fixture
def facts(frozen_sample):
    return lambda kind: deepcopy(frozen_sample(kind))


@pytest.fixture(scope="session")
def issue():
    return lambda kind, facts: render(
        kinds.template(kind), facts, purpose=Purpose.ISSUE, pictures=sample_photo
    )


@pytest.fixture(params=KINDS)
def kind(request):
    return request.param


@pytest.fixture(scope="session")
def word():
    def make(*paragraphs, title="", header="", footer=""):
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

    return make
