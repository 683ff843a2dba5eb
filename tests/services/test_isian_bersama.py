"""Forms a village has once: two people at work on one never overwrite each other unseen."""

from collections.abc import Callable
from typing import Any

import pytest

from musren.domain.errors import Conflict
from musren.domain.peran import Peran
from musren.forms.alur import flow
from musren.forms.fields import Hidden
from musren.services import draf, kirim
from musren.services.alur import answers_for
from musren.services.pkd.masalah import actions_of
from tests import dunia
from tests.dunia import SUKAMAJU
from tests.services import pkd_uji, rkp_uji

Answers = Callable[[Any, Any, str], dict[str, Any]]


def _problem(session, tahun):
    return str(pkd_uji.known(session, tahun)[0].id)


def _row(group: str, key: str, column: str, of: Callable[..., str]) -> Answers:
    return lambda session, tahun, said: {group: [{key: of(session, tahun), column: said}]}


def _action(session, tahun):
    return str(actions_of(session, tahun, SUKAMAJU)[0].id)


def _weighed(session, tahun, said):
    return {"pengkajian": [pkd_uji.tindakan("M-001", said)]}


def _classes(session, tahun, said):
    return {"kelas": [{"kelas": said, "kriteria": ""}]}


def _done(session, tahun, said):
    [one] = rkp_uji.proposals(session, tahun)
    return {"realisasi": [rkp_uji.report(one, "sebagian", sebab=said, lanjut="swadaya")]}


# Form, what is typed into it (a mark can be seen in it), and two different marks.
FORMS: dict[str, tuple[Answers, str, str]] = {
    "pengelompokan-masalah":
        (_row("pengelompokan", "masalah_id", "penyebab", _problem), "Hujan", "Banjir"),
    "peringkat-masalah": (_row("peringkat_masalah", "masalah_id", "k1", _problem), "5", "2"),
    "pengkajian-tindakan": (_weighed, "Rabat beton", "Talud"),
    "peringkat-tindakan": (_row("peringkat_tindakan", "tindakan_id", "k1", _action), "5", "2"),
    "kesejahteraan": (_classes, "Mampu", "Cukup"),
    "pagu-desa": (_row("pagu_desa", "sumber", "keterangan", lambda *_: "add"), "Perkiraan", "Pasti"),
    "realisasi-rkp": (_done, "Hujan", "Banjir"),
}  # fmt: skip

each_form = pytest.mark.parametrize("slug", FORMS)


@pytest.fixture
def desa(session, tahun):
    """A village with one group's problems, one feasible action and one decided activity."""
    rkp_uji.decided(session, tahun, "add")
    pkd_uji.meet(session, tahun)
    pkd_uji.group(session, tahun)
    pkd_uji.weigh(session, tahun, pkd_uji.tindakan("M-001", "Perbaikan jalan"))
    session.flush()


def begin(session, tahun, slug, peran, **more):
    who = dunia.act(session, peran)
    return draf.start(session, who, flow(slug), tahun, SUKAMAJU, kunci=peran.value, **more)


def typed(session, tahun, slug, mark):
    make, *_ = FORMS[slug]
    step = flow(slug).steps[0]
    return step, make(session, tahun, mark)


def save(session, draft, step, given, **more):
    draf.save(session, dunia.act(session, Peran.KPMD), draft, step, given, **more)


def told(session, draft, slug):
    """Every answer in the rows of this draft's first page, as they are shown."""
    step = flow(slug).steps[0]
    shown = draf.typed(session, draft, step)
    return {
        value
        for group, field in step.fields.items()
        for row in shown.get(group) or ()
        for name, value in row.items()
        if not isinstance(field.columns[name], Hidden)
    }


def kept(session, tahun, slug):
    """What anybody who opens the form next would see."""
    session.flush()
    session.expire_all()
    return told(session, begin(session, tahun, slug, Peran.LPMD), slug)


@each_form
def test_both_go_on_with_one_draft_also_under_another_address(session, tahun, desa, slug):
    first = begin(session, tahun, slug, Peran.KPMD)
    assert begin(session, tahun, slug, Peran.SEKDES).id == first.id
    assert begin(session, tahun, slug, Peran.LPMD, objek="lain").id == first.id


@each_form
def test_the_second_to_save_a_page_is_shown_what_the_first_wrote(session, tahun, desa, slug):
    _, first, second = FORMS[slug]
    draft = begin(session, tahun, slug, Peran.KPMD)
    step, given = typed(session, tahun, slug, first)
    mark = draf.mark_of(draft, step)
    save(session, draft, step, given, mark=mark)
    with pytest.raises(draf.StaleStep) as refused:
        save(session, draft, step, typed(session, tahun, slug, second)[1], mark=mark)
    assert f"'{first}'" in str(refused.value.stored)
    assert first in told(session, draft, slug)
    assert second not in told(session, draft, slug)


@each_form
def test_what_was_sent_stands_against_somebody_who_began_before(session, tahun, desa, slug):
    _, first, second = FORMS[slug]
    draft = begin(session, tahun, slug, Peran.KPMD)
    step, given = typed(session, tahun, slug, first)
    save(session, draft, step, given)
    result = kirim.submit(session, dunia.act(session, Peran.KPMD), draft)
    with pytest.raises(Conflict, match="sudah dikirim"):
        save(session, draft, step, typed(session, tahun, slug, second)[1])
    assert kirim.submit(session, dunia.act(session, Peran.SEKDES), draft) == result
    assert first in kept(session, tahun, slug)
    assert second not in kept(session, tahun, slug)


@each_form
def test_who_begins_afterwards_begins_with_what_was_sent(session, tahun, desa, slug):
    _, first, _ = FORMS[slug]
    draft = begin(session, tahun, slug, Peran.KPMD)
    save(session, draft, *typed(session, tahun, slug, first))
    kirim.submit(session, dunia.act(session, Peran.KPMD), draft)
    session.flush()
    later = begin(session, tahun, slug, Peran.SEKDES)
    assert later.id != draft.id
    assert first in told(session, later, slug)
    assert answers_for(session, flow(slug), tahun, SUKAMAJU, "")[1] == later.objek_versi
