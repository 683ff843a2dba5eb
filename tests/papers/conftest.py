"""Shipped papers, their frozen sample facts, and small Word files for tests."""

import io
from copy import deepcopy

import pytest
from docx import Document

from musren.papers import contracts, kinds
from musren.papers.render import Purpose, render

KINDS = ("ba_musrenbang_kecamatan", "ba_musrenbangdes", "daftar_hadir", "sk_rkp_desa", "spc")


@pytest.fixture(scope="session")
def frozen_samples():
    return {kind: contracts.freeze(kind, kinds.sample(kind)) for kind in KINDS}


@pytest.fixture
def facts(frozen_samples):
    return lambda kind: deepcopy(frozen_samples[kind])


@pytest.fixture(scope="session")
def issue():
    return lambda kind, facts: render(kinds.template(kind), facts, purpose=Purpose.ISSUE)


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
