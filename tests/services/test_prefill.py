"""What a form starts with, which choices it offers, and the trace of acts."""

import pytest
from sqlalchemy import select

from musren.domain.peran import Act, Hak, Peran
from musren.forms.alur import FLOWS, flow
from musren.models.jejak import Jejak
from musren.services import akun, draf, jejak, jejak_baca
from musren.services.alur import STARTS, answers_for
from musren.services.baris_tetap import LAYOUTS
from musren.services.pilihan import PROVIDERS, Setting, attendees, options_for
from tests import dunia
from tests.dunia import KECAMATAN, SUKAMAJU, agree, hold, kinds, village


def start(session, tahun, slug, place=SUKAMAJU, objek=""):
    return answers_for(session, flow(slug), tahun, place, objek)


def test_every_form_knows_how_it_starts_and_every_list_it_names_is_provided():
    assert set(STARTS) == set(FLOWS)
    for form in FLOWS.values():
        assert form.lists() - set(LAYOUTS) <= set(PROVIDERS)


@pytest.mark.parametrize("slug", ["profil-desa", "usulan"])
def test_a_new_form_starts_empty(session, tahun, slug):
    assert start(session, tahun, slug) == ({}, None)


def test_a_stored_proposal_opens_as_it_was_typed(session, tahun):
    stored = dunia.propose(session, tahun)
    answers, version = start(session, tahun, "usulan", objek=f"usulan:{stored.id}")
    given = dunia.usulan()
    assert version == stored.versi
    assert {k: answers[k] for k in given if k != "dana"} == {k: given[k] for k in given
                                                             if k != "dana"}  # fmt: skip
    assert [(d["sumber"], d["jumlah"]) for d in answers["dana"]] == [
        ("add", "33.600.000"), ("swadaya", "4.200.000"),
    ]  # fmt: skip


def test_a_meeting_starts_with_its_agenda_and_the_officials(session, tahun):
    village(session, tahun)
    answers, version = start(session, tahun, "musrenbangdes")
    assert version is None
    assert any("Evaluasi" in row["acara"] for row in answers["agenda"])
    assert [(r["nama"], r["unsur"]) for r in answers["hadir"]] == [
        ("Ahmad Sukri", "Kepala Desa"), ("Siti Rohani", "Sekretaris Desa"),
        ("Marwan", "Ketua BPD"),
    ]  # fmt: skip


def test_a_meeting_that_was_sent_opens_with_what_was_sent(session, tahun):
    held = hold(session, tahun, agree(village(session, tahun)), catatan="Hujan deras")
    answers, version = start(session, tahun, "musrenbangdes")
    assert (answers["catatan"], version) == ("Hujan deras", held.versi)


def test_the_kecamatan_starts_with_the_wakil_desa(session, tahun):
    hold(session, tahun, agree(village(session, tahun)))
    answers, _ = start(session, tahun, "musrenbang-kecamatan", KECAMATAN)
    assert [(r["nama"], r["desa_kode"], r["alamat"]) for r in answers["hadir"]] == [
        (f"Peserta {n}", str(SUKAMAJU), "Desa Sukamaju") for n in range(4, 10)
    ]  # fmt: skip


def lists(session, tahun, names, place=SUKAMAJU, **answers):
    here = Setting(session=session, year=tahun, place=place, answers=answers)
    return {k: [o.value for o in v] for k, v in options_for(here, set(names)).items()}


def test_the_village_chooses_among_five_sources_and_the_kecamatan_among_two(session, tahun):
    assert lists(session, tahun, ["sumber"])["sumber"] == ["blm", "apbd", "add", "swadaya", "lain"]
    assert lists(session, tahun, ["sumber"], KECAMATAN)["sumber"] == ["blm", "apbd"]


def test_a_kind_outside_blm_can_be_chosen(session, tahun):
    assert lists(session, tahun, ["jenis"])["jenis"] == [
        "prasarana", "pendidikan_kesehatan", "kapasitas", "spp", "lainnya",
    ]  # fmt: skip


def test_hamlets_and_villages_are_those_of_the_place(session, tahun):
    village(session, tahun)
    found = lists(session, tahun, ["dusun", "satuan"])
    assert found["dusun"] == ["Dusun I", "Dusun II", "Dusun III", "Dusun IV"]
    assert "meter" in found["satuan"]
    assert len(lists(session, tahun, ["desa"], KECAMATAN)["desa"]) == 12
    assert lists(session, tahun, ["tidak_ada"]) == {}


@pytest.mark.parametrize("rows", [None, [], "x", [None, "x", {}, {"nama": "  "}]])
def test_rows_without_a_name_are_nobody(rows):
    assert attendees({"hadir": rows}) == []


def test_only_somebody_from_a_village_can_sign_for_the_villages(session, tahun):
    rows = [{"nama": "A", "alamat": "X", "desa_kode": str(SUKAMAJU)},
            {"nama": "B", "alamat": "Y", "desa_kode": ""}]  # fmt: skip
    found = lists(session, tahun, ["hadir", "utusan_hadir"], KECAMATAN, hadir=rows)
    assert (found["hadir"], found["utusan_hadir"]) == (["A — X", "B — Y"], ["A — X"])


# --- the trace ----------------------------------------------------------------------------------


def test_the_trace_tells_who_in_which_role_where_and_when(session, tahun):
    who = dunia.act(session, Peran.SEKDES)
    jejak.record(session, who, "uji", "benda:1", place=SUKAMAJU, hak=Hak.ISI_DESA,
                 rincian={"a": 1})  # fmt: skip
    jejak.record(session, Act(oleh=akun.system(), pada=dunia.NOW), "uji", "benda:2")
    session.flush()
    one, two = session.scalars(
        select(Jejak).where(Jejak.tindakan == "uji").order_by(Jejak.id)
    ).all()
    assert (one.peran, one.pengguna_id, one.wilayah_kode, one.rincian, one.pada) == (
        "sekdes", who.oleh.id, str(SUKAMAJU), {"a": 1}, dunia.NOW,
    )  # fmt: skip
    assert (two.peran, two.pengguna_id, two.wilayah_kode) == ("", None, None)


def test_the_trace_holds_no_answers_of_forms(session, tahun):
    secret = "Nama yang hanya ada dalam isian"
    made = village(session, tahun, given=[kinds("add")[0] | {"kegiatan": secret}])
    hold(session, tahun, agree(made), catatan=secret)
    assert secret not in str([j.rincian for j in session.scalars(select(Jejak))])


def test_the_trace_is_read_newest_first_in_pages_within_a_place(session, tahun):
    who = dunia.act(session, Peran.KPMD)
    for n in range(jejak_baca.PAGE + 5):
        jejak.record(session, who, "uji", f"benda:{n}", place=SUKAMAJU)
    jejak.record(session, who, "lain", "benda:x", place=dunia.SUKAMULYA)
    session.flush()
    first = jejak_baca.page(session, KECAMATAN, "uji")
    rest = jejak_baca.page(session, KECAMATAN, "uji", sebelum=first.berikut)
    told = [j.objek for j in (*first.baris, *rest.baris)]
    assert told == [f"benda:{n}" for n in reversed(range(jejak_baca.PAGE + 5))]
    assert rest.berikut is None
    assert "lain" not in jejak_baca.kinds(session, SUKAMAJU)
    assert "lain" in jejak_baca.kinds(session, KECAMATAN)


def test_a_draft_kept_for_later_shows_among_the_open_ones(session, tahun):
    who = dunia.act(session, Peran.KPMD)
    opened = [draf.start(session, who, flow(s), tahun, SUKAMAJU, kunci=s).id
              for s in ("usulan", "profil-desa")]  # fmt: skip
    assert [d.id for d in draf.open_drafts(session, tahun, SUKAMAJU)] == opened
    assert draf.open_drafts(session, tahun, dunia.SUKAMULYA) == []
