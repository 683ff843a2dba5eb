"""Every guided form hangs together: clauses, papers, lists and a handler that takes it."""

import pytest

from musren.forms.alur import FLOWS
from musren.forms.steps import Flow, Rows
from musren.integration import prioritas
from musren.integration.dasar import CLAUSES, penjelasan
from musren.papers.kinds import kinds
from musren.services import alur
from musren.services.baris_tetap import LAYOUTS
from musren.services.pengumuman import PENGUMUMAN
from musren.services.pilihan import PROVIDERS

each_flow = pytest.mark.parametrize("flow", FLOWS.values(), ids=FLOWS)

# Numbered items of III.B, told together under that clause.
RETOLD = {"III.B.1": "the office", "III.B.2": "the staff", "III.B.3": "the BPD"}


def clauses(flow: Flow) -> set[str]:
    inner = (c for f in flow.fields.values() if isinstance(f, Rows) for c in f.columns.values())
    cited = {flow.dasar, *(step.dasar for step in flow.steps)}
    return (cited | {f.dasar for f in flow.fields.values()} | {c.dasar for c in inner}) - {""}


@each_flow
def test_every_clause_is_one_of_the_guide(flow: Flow):
    assert {c for c in clauses(flow) if c not in CLAUSES and c not in RETOLD} == set()


def test_every_cited_clause_is_explained_to_the_user():
    cited = set().union(*(clauses(flow) for flow in FLOWS.values()))
    assert {clause for clause in cited if not penjelasan(clause)} == set()


@each_flow
def test_every_step_names_its_clause(flow: Flow):
    assert flow.dasar
    assert [step.slug for step in flow.steps if not step.dasar] == []


@each_flow
def test_whatever_is_filled_is_a_paper(flow: Flow):
    filled = {name for one in (flow, *flow.steps, *flow.fields.values()) for name in one.mengisi}
    assert filled - set(kinds()) == set()
    assert flow.mengisi


@each_flow
def test_every_named_list_is_provided(flow: Flow):
    assert flow.lists() - set(PROVIDERS) - set(LAYOUTS) == set()
    laid = {f.tetap.name for f in flow.fields.values() if isinstance(f, Rows) and f.tetap}
    assert laid <= set(LAYOUTS)


@each_flow
def test_every_named_notice_is_provided(flow: Flow):
    assert {step.pengumuman for step in flow.steps} - set(PENGUMUMAN) <= {""}


@each_flow
def test_what_is_reckoned_from_rows_is_asked_in_them(flow: Flow):
    for group in (f for f in flow.fields.values() if isinstance(f, Rows)):
        asked = {*(group.hitung.kolom if group.hitung else ()), *group.total}
        assert asked <= set(group.columns)
        assert group.gambar in {"", "sketsa", "kalender", "bagan"}
        assert group.tetap is None or group.key


def test_a_list_has_one_provider():
    assert set(PROVIDERS) & set(LAYOUTS) == set()


@each_flow
def test_steps_have_names_of_their_own(flow: Flow):
    slugs = [step.slug for step in flow.steps]
    assert len(set(slugs)) == len(slugs)
    assert len({step.title for step in flow.steps}) == len(slugs)


@each_flow
def test_no_field_is_asked_twice_in_one_form(flow: Flow):
    asked = [name for step in flow.steps for name in step.fields]
    assert sorted(asked) == sorted(set(asked))


def test_every_form_is_registered_under_its_own_name_and_has_a_handler():
    assert {slug: flow.slug for slug, flow in FLOWS.items()} == {slug: slug for slug in FLOWS}
    assert set(alur.HANDLERS) == set(FLOWS)


@each_flow
def test_a_form_that_follows_another_follows_one_that_is_there(flow: Flow):
    assert not flow.sesudah or flow.sesudah in FLOWS


# Answers that open every page of a form whose pages depend on them.
OPENS_ALL = {
    "rpjm": {"cabang": "tinjau", "penyempurnaan": "ya"}, "usulan-rpjm": {"penyempurnaan": "ya"},
    "perbaikan-usulan": {"dana": []},
}  # fmt: skip


# Forms with pages of which one answer opens only one: the answers that open one page each.
OPENS_ONE = {"sidang-prioritas": [{"cara": cara} for cara in prioritas.CARA]}


@each_flow
def test_every_step_is_on_the_path_of_some_answers(flow: Flow):
    answers = OPENS_ONE.get(flow.slug, [OPENS_ALL.get(flow.slug, {})])
    opened = {step.slug for given in answers for step in flow.path(given)}
    assert opened == {step.slug for step in flow.steps}


@pytest.mark.parametrize("slug", OPENS_ALL)
def test_a_condition_is_false_for_some_answers(slug: str):
    assert len(FLOWS[slug].path({})) < len(FLOWS[slug].steps)
