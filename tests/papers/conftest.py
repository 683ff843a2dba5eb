"""Shipped papers, their frozen sample facts, and how to print them."""

from copy import deepcopy

import pytest

from musren.papers import contracts, kinds
from musren.papers.render import Purpose, render

KINDS = ("ba_musrenbang_kecamatan", "ba_musrenbangdes", "daftar_hadir", "sk_rkp_desa", "spc")


@pytest.fixture(scope="session")
def _frozen():
    return {kind: contracts.freeze(kind, kinds.sample(kind)) for kind in KINDS}


@pytest.fixture
def facts(_frozen):
    return lambda kind: deepcopy(_frozen[kind])


@pytest.fixture(scope="session")
def issue():
    return lambda kind, facts: render(kinds.template(kind), facts, purpose=Purpose.ISSUE)


@pytest.fixture(params=KINDS)
def kind(request):
    return request.param
