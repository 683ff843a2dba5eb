"""Whatever JSON arrives, a form gives values or says in words what is wrong, and nothing else."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musren.domain.errors import Invalid
from musren.forms.alur import FLOWS
from musren.forms.bentuk import UNKNOWN, faults_of_shape
from musren.forms.musrenbangdes import MUSRENBANGDES
from musren.forms.usulan import USULAN

PLAIN = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=30)
)
JSON = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
NAMES = {slug: sorted(form.fields) for slug, form in FLOWS.items()}


@st.composite
def rows(draw: st.DrawFn, slug: str, name: str) -> Any:
    columns = getattr(FLOWS[slug].fields[name], "columns", None)
    if columns is None:
        return draw(JSON)
    row = st.dictionaries(st.sampled_from(sorted(columns)), JSON, max_size=4)
    return draw(st.lists(row, max_size=3) | JSON)


@st.composite
def sent(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    slug = draw(st.sampled_from(sorted(FLOWS)))
    names = draw(st.lists(st.sampled_from(NAMES[slug]), unique=True, max_size=8))
    return slug, {name: draw(rows(slug, name)) for name in names}


@settings(max_examples=150, deadline=None)
@given(sent())
def test_a_form_reads_whatever_has_the_right_shape_or_refuses_it_in_words(arrived):
    slug, answers = arrived
    form = FLOWS[slug]
    if faults_of_shape(form.fields, answers):
        return
    told = "read"
    try:
        form.read(answers, {name: [] for name in form.lists()})
    except Invalid as reason:
        told = reason.message if all(reason.errors.values()) else ""
    assert told


@pytest.mark.parametrize(
    ("form", "answers", "paths"),
    [
        (USULAN, {"kegiatan": "Jalan", "volume": 2.5, "biaya": None}, set()),
        (USULAN, {"statsu": 1, "kegiatan": []}, {"statsu", "kegiatan"}),
        (USULAN, {"dana": {"sumber": "add"}}, {"dana"}),
        (USULAN, {"dana": [{"jumlah": {}}, {}, {"x": 1}]}, {"dana.0.jumlah", "dana.2.x"}),
        (MUSRENBANGDES, {"tanggal": 20110117, "jam_mulai": 9}, {"tanggal", "jam_mulai"}),
        (MUSRENBANGDES, {"evaluasi_ada": 1, "wakil_desa": "Budi"}, {"evaluasi_ada", "wakil_desa"}),
        (MUSRENBANGDES, {"wakil_desa": ["Budi", 3]}, {"wakil_desa"}),
        (MUSRENBANGDES, {"evaluasi_ada": False, "wakil_desa": []}, set()),
    ],
)
def test_a_value_no_field_could_read_is_named_by_its_path(form, answers, paths):
    assert set(faults_of_shape(form.fields, answers)) == paths


def test_a_long_unknown_name_is_not_repeated_whole():
    assert faults_of_shape(USULAN.fields, {"x" * 10_000: 1}) == {"x" * 200: UNKNOWN}
