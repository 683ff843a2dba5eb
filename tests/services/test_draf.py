"""Drafts: what was typed stays, right or wrong; nobody overwrites another; sent once."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from musren.domain.errors import Conflict, Invalid, NotFound
from musren.domain.peran import Peran
from musren.forms.alur import FLOWS, flow
from musren.models.draf import Draf
from musren.models.jejak import Jejak
from musren.models.tahun import Tahun
from musren.models.usulan import Usulan
from musren.services import draf, kirim
from tests import dunia
from tests.dunia import SUKAMAJU, SUKAMULYA

USULAN = flow("usulan")
KEGIATAN, LOKASI, BIAYA = (USULAN.step(s) for s in ("kegiatan", "lokasi", "biaya"))


def begun(session: Session, tahun: Tahun, slug: str = "usulan", kunci: str = "k1") -> Draf:
    who = dunia.act(session, Peran.KPMD)
    return draf.start(session, who, flow(slug), tahun, SUKAMAJU, kunci=kunci)


def kept(session: Session, draft: Draf) -> dict:
    session.flush()
    session.expire(draft)
    return draft.jawaban


def save(session: Session, draft: Draf, step, answers, **more) -> None:
    draf.save(session, dunia.act(session, Peran.KPMD), draft, step, answers, **more)


def test_wrong_answers_are_kept_as_they_were_typed(session, tahun):
    draft = begun(session, tahun)
    save(session, draft, BIAYA, {"biaya": "tiga juta", "dana": [{"sumber": "?", "jumlah": "-5"}]})
    assert kept(session, draft)["biaya"] == "tiga juta"
    assert draft.jawaban["dana"] == [{"sumber": "?", "jumlah": "-5"}]
    with pytest.raises(Invalid) as refused:
        draf.read_step(session, draft, BIAYA)
    assert {"biaya", "dana.0.jumlah", "dana.0.sumber"} <= set(refused.value.errors)


def test_answers_of_other_steps_stay_when_one_step_is_saved(session, tahun):
    draft = begun(session, tahun)
    save(session, draft, KEGIATAN, {"kegiatan": "Talud"}, done=True)
    save(session, draft, LOKASI, {"lokasi": "RT 03"})
    assert kept(session, draft) == {"kegiatan": "Talud", "lokasi": "RT 03"}
    assert draft.langkah_selesai == ["kegiatan"]


def test_a_step_saved_again_unfinished_is_no_longer_done(session, tahun):
    draft = begun(session, tahun)
    save(session, draft, KEGIATAN, {"kegiatan": "Talud"}, done=True)
    save(session, draft, KEGIATAN, {"kegiatan": ""})
    assert draft.langkah_selesai == []


def test_fields_of_another_step_are_not_taken_from_a_page(session, tahun):
    draft = begun(session, tahun)
    save(session, draft, KEGIATAN, {"kegiatan": "Talud", "biaya": "1", "status": "disepakati"})
    assert kept(session, draft) == {"kegiatan": "Talud"}


def test_the_same_form_key_goes_on_with_the_same_draft(session, tahun):
    assert begun(session, tahun).id == begun(session, tahun).id
    assert begun(session, tahun).id != begun(session, tahun, kunci="k2").id


def test_a_form_key_of_another_village_opens_nothing(session, tahun):
    begun(session, tahun)
    neighbour = dunia.act(session, Peran.KPMD, SUKAMULYA)
    with pytest.raises(Conflict):
        draf.start(session, neighbour, USULAN, tahun, SUKAMULYA, kunci="k1")


def test_a_form_that_a_place_has_once_is_gone_on_with_under_any_key(session, tahun):
    first = begun(session, tahun, "profil-desa", "k1")
    assert begun(session, tahun, "profil-desa", "k2").id == first.id
    assert begun(session, dunia.year(session, 2012), "profil-desa", "k3").id != first.id


@pytest.mark.parametrize(
    "slug", [slug for slug, form in FLOWS.items() if form.tunggal and form.tingkat == "desa"
             and slug != "realisasi-rkp"],
)  # fmt: skip
def test_such_a_form_has_no_second_draft_under_another_address(session, tahun, slug):
    first = begun(session, tahun, slug, "k1")
    who, form = dunia.act(session, Peran.SEKDES), flow(slug)
    other = draf.start(session, who, form, tahun, SUKAMAJU, kunci="k2", objek="lain:1")
    assert other.id == first.id
    assert draf.find_open(session, form, tahun, SUKAMAJU, "lain:1") is first


def test_two_people_editing_one_proposal_share_its_draft(session, tahun):
    stored = dunia.propose(session, tahun)
    opened = [
        draf.start(
            session, dunia.act(session, role), USULAN, tahun, SUKAMAJU, kunci=role.value,
            objek=f"usulan:{stored.id}",
        )
        for role in (Peran.KPMD, Peran.SEKDES)
    ]  # fmt: skip
    assert opened[0].id == opened[1].id
    assert opened[0].jawaban["kegiatan"] == stored.kegiatan
    assert opened[0].objek_versi == stored.versi


@pytest.mark.parametrize("objek", ["usulan:0", "usulan:x", "usulan:²", "usulan:" + "9" * 40])
def test_a_draft_of_a_proposal_that_is_not_there_is_refused(session, tahun, objek):
    who = dunia.act(session, Peran.KPMD)
    with pytest.raises(NotFound):
        draf.start(session, who, USULAN, tahun, SUKAMAJU, kunci="k", objek=objek)


def test_a_proposal_of_another_village_is_not_opened_here(session, tahun):
    stored = dunia.propose(session, tahun)
    who = dunia.act(session, Peran.KPMD, SUKAMULYA)
    with pytest.raises(NotFound):
        draf.start(session, who, USULAN, tahun, SUKAMULYA, kunci="k", objek=f"usulan:{stored.id}")


# --- two tabs -----------------------------------------------------------------------------------


def test_an_old_tab_does_not_overwrite_and_shows_what_is_stored(session, tahun):
    draft = begun(session, tahun)
    old = draf.mark_of(draft, KEGIATAN)
    save(session, draft, KEGIATAN, {"kegiatan": "Talud"}, mark=old)
    with pytest.raises(draf.StaleStep) as refused:
        save(session, draft, KEGIATAN, {"kegiatan": "Jembatan"}, mark=old)
    assert refused.value.stored == {"kegiatan": "Talud"}
    assert kept(session, draft) == {"kegiatan": "Talud"}


def test_an_old_tab_that_sends_what_is_already_stored_is_no_conflict(session, tahun):
    draft = begun(session, tahun)
    old = draf.mark_of(draft, KEGIATAN)
    for _ in range(2):  # a double click
        save(session, draft, KEGIATAN, {"kegiatan": "Talud"}, mark=old)
    assert kept(session, draft) == {"kegiatan": "Talud"}


def test_pages_of_different_steps_in_two_tabs_both_stay(session, tahun):
    draft = begun(session, tahun)
    marks = {step: draf.mark_of(draft, step) for step in (KEGIATAN, LOKASI)}
    save(session, draft, KEGIATAN, {"kegiatan": "Talud"}, mark=marks[KEGIATAN])
    save(session, draft, LOKASI, {"lokasi": "RT 01"}, mark=marks[LOKASI])
    assert kept(session, draft) == {"kegiatan": "Talud", "lokasi": "RT 01"}


# --- text ---------------------------------------------------------------------------------------


def test_a_text_that_is_too_long_is_refused_in_words_and_never_cut(session, tahun):
    draft = begun(session, tahun)
    save(session, draft, KEGIATAN, {"latar_belakang": "a" * draf.MAX_TYPED})
    with pytest.raises(Invalid) as refused:
        save(session, draft, KEGIATAN, {"latar_belakang": "a" * (draf.MAX_TYPED + 1)})
    assert "terlalu panjang" in refused.value.errors["latar_belakang"]
    assert len(kept(session, draft)["latar_belakang"]) == draf.MAX_TYPED


HOSTILE = st.text(
    st.sampled_from("a\x00\x07\ud800\u202e\u200b\ufeff\x85\u2028{}%'\"<>&;\\\n\t é漢😀"),
    max_size=30,
)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=HOSTILE)
def test_any_characters_can_be_kept_and_read_back_the_same(session, tahun, text):
    draft = begun(session, tahun)
    save(session, draft, KEGIATAN, {"kegiatan": text, "manfaat": [{"x": text}]})
    first = kept(session, draft)
    save(session, draft, KEGIATAN, first)
    assert kept(session, draft) == first
    assert not set("\x00\ud800\u202e\u200b\ufeff") & set(first["kegiatan"])
    assert first["manfaat"] == [{"x": first["kegiatan"]}]


def test_template_signs_in_a_name_stay_text(session, tahun):
    stored = dunia.propose(session, tahun, kegiatan="{{7*7}} <b>Talud</b> & =1+1")
    assert stored.kegiatan == "{{7*7}} <b>Talud</b> & =1+1"


# --- sending ------------------------------------------------------------------------------------


def filled(session: Session, tahun: Tahun) -> Draf:
    draft = begun(session, tahun)
    for step in USULAN.steps:
        save(session, draft, step, step.pick(dunia.usulan()), done=True)
    return draft


def test_sending_twice_makes_one_proposal_and_answers_the_same(session, tahun):
    draft, who = filled(session, tahun), dunia.act(session, Peran.KPMD)
    assert kirim.submit(session, who, draft) == kirim.submit(session, who, draft)
    assert session.scalar(select(func.count()).select_from(Usulan)) == 1


def test_sending_an_unfinished_form_names_every_fault_and_changes_nothing(session, tahun):
    draft = begun(session, tahun)
    save(session, draft, KEGIATAN, {"kegiatan": "Talud"})
    with pytest.raises(Invalid) as refused:
        kirim.submit(session, dunia.act(session, Peran.KPMD), draft)
    assert {"jenis", "lokasi", "biaya", "tujuan"} <= set(refused.value.errors)
    assert draft.status == "terbuka"
    assert kept(session, draft) == {"kegiatan": "Talud"}


def test_a_sent_form_is_not_changed_any_more(session, tahun):
    draft, who = filled(session, tahun), dunia.act(session, Peran.KPMD)
    kirim.submit(session, who, draft)
    with pytest.raises(Conflict, match="sudah dikirim"):
        save(session, draft, KEGIATAN, {"kegiatan": "Lain"})
    with pytest.raises(Conflict):
        draf.discard(session, who, draft)


def test_a_discarded_draft_is_kept_with_a_trace_but_neither_offered_nor_sent(session, tahun):
    draft, who = filled(session, tahun), dunia.act(session, Peran.KPMD)
    draf.discard(session, who, draft)
    assert draf.open_drafts(session, tahun, SUKAMAJU) == []
    with pytest.raises(Conflict, match="dibuang"):
        kirim.submit(session, who, draft)
    assert session.scalar(select(func.count()).select_from(Usulan)) == 0
    told = session.scalars(select(Jejak).where(Jejak.tindakan == "buang_draf")).one()
    assert (told.wilayah_kode, told.pengguna_id) == (str(SUKAMAJU), who.oleh.id)


def test_a_draft_that_is_not_there_is_said_so(session, tahun):
    with pytest.raises(NotFound):
        draf.get(session, 999_999)


def test_the_review_tells_per_step_what_is_wrong_and_shows_the_rest(session, tahun):
    draft = filled(session, tahun)
    save(session, draft, BIAYA, BIAYA.pick(dunia.usulan(biaya="1")))
    values, wrong, _lists = draf.review(session, draft)
    assert set(wrong) == {"biaya"}
    assert "selisih" in wrong["biaya"]["biaya"]
    assert values["kegiatan"] == dunia.usulan()["kegiatan"]
