"""The RPJM-Desa: both branches, its proposals and years, its ranks, its meetings, its lock."""

import pytest
from sqlalchemy import select

from musren.domain.errors import Conflict, Invalid, NotFound, NotReady
from musren.domain.peran import HAK, Peran
from musren.forms.alur import flow
from musren.models.jejak import Jejak
from musren.models.rpjm import Rpjm, UsulanRpjm
from musren.services import baris_tetap, draf, kirim, naskah, terbit
from musren.services.alur import PERINGATAN, answers_for
from musren.services.fakta.rpjm import formulir
from musren.services.pilihan import Setting
from musren.services.rpjm import salin, usulan
from musren.services.rpjm.dokumen import drafted, ensure, rpjm_of
from musren.services.rpjm.papan import board
from tests import dunia
from tests import rpjm_dunia as desa
from tests.dunia import SUKAMAJU, SUKAMULYA, fill
from tests.services import pkd_uji


def pkd_uji_action(session, tahun):
    """A feasible action of a group's problem."""
    pkd_uji.meet(session, tahun)
    return pkd_uji.weigh(session, tahun)[0]


def refused(session, error, act, *given, **more):
    with pytest.raises(error) as told, session.begin_nested():  # an edge would drop it all
        act(session, *given, **more)
    return told.value


# --- the document -------------------------------------------------------------------------------


def test_a_village_without_a_plan_drafts_a_new_one(session, tahun):
    plan = desa.draft(session, tahun)
    assert (plan.cabang, plan.periode_awal, plan.periode_akhir) == ("baru", 2011, 2015)
    assert (plan.visi, plan.misi) == ("Sukamaju yang sejahtera", ["Memperbaiki jalan"])
    assert (plan.tinjauan, plan.perdes_lama_nomor) == ([], "")


def test_a_village_with_a_plan_reviews_it(session, tahun):
    plan = desa.draft(session, tahun, desa.TINJAU)
    assert plan.cabang == "tinjau"
    assert (plan.perdes_lama_nomor, plan.lama_awal, plan.lama_akhir) == (
        "03 Tahun 2009",
        2009,
        2013,
    )
    assert [row["hal"] for row in plan.tinjauan] == ["potensi", "masalah", "gagasan"]


@pytest.mark.parametrize("hal", ["potensi", "masalah", "gagasan"])
def test_potentials_problems_and_ideas_are_all_reviewed(session, tahun, hal):
    rows = [row for row in desa.TINJAUAN if row["hal"] != hal]
    told = refused(session, Invalid, desa.draft, tahun, desa.TINJAU | {"tinjauan": rows})
    assert hal in told.errors["tinjauan"]


def test_what_was_told_of_the_old_plan_is_dropped_when_there_was_none(session, tahun):
    desa.draft(session, tahun, desa.TINJAU)
    plan = desa.draft(session, tahun, {"cabang": "baru"})
    assert (plan.tinjauan, plan.perdes_lama_nomor, plan.lama_awal) == ([], "", None)


def test_the_document_may_be_sent_before_its_chapters_are_written(session, tahun):
    plan = desa.draft(session, tahun, {"cabang": "baru", "periode_awal": "2011"})
    assert (plan.visi, plan.misi, plan.sejarah) == ("", [], "")


@pytest.mark.parametrize("first", ["2005", "2014"])
def test_a_period_without_the_planning_year_is_refused(session, tahun, first):
    answers = desa.BARU | {"periode_awal": first}
    told = refused(session, Invalid, desa.draft, tahun, answers)
    assert "2011" in told.errors["periode_awal"]


def test_the_form_opens_with_what_was_sent(session, tahun):
    desa.draft(session, tahun, desa.TINJAU)
    answers, version = answers_for(session, flow("rpjm"), tahun, SUKAMAJU, "")
    assert version == drafted(session, tahun, SUKAMAJU).versi
    assert answers["cabang"] == "tinjau"
    assert answers["misi"] == [{"misi": "Memperbaiki jalan"}]
    assert answers["perdes_lama_tanggal"] == "2009-03-05"


def test_next_years_review_begins_with_this_years_plan(session, tahun):
    desa.draft(session, tahun)
    later = dunia.year(session, 2013)
    answers, version = answers_for(session, flow("rpjm"), later, SUKAMAJU, "")
    assert version is None
    assert (answers["cabang"], answers["periode_awal"]) == ("tinjau", "2011")
    assert (answers["lama_awal"], answers["visi"]) == ("2011", "Sukamaju yang sejahtera")


@pytest.mark.parametrize(
    ("drafts", "asked", "found"),
    [
        ([2011], 2011, 2011), ([2011], 2013, 2011), ([2011], 2015, 2011), ([2011], 2016, None),
        ([2011, 2013], 2014, 2013), ([2013], 2012, None), ([2011, 2013], 2012, 2011),
    ],
)  # fmt: skip
def test_a_planning_year_rests_on_the_newest_plan_that_covers_it(session, drafts, asked, found):
    for year in drafts:
        ensure(session, desa.kpmd(session), dunia.year(session, year), SUKAMAJU)
    plan = rpjm_of(session, dunia.year(session, asked), SUKAMAJU)
    assert (plan.tahun.tahun if plan else None) == found


def test_a_plan_begun_by_an_import_can_still_be_answered(session, tahun):
    started = ensure(session, desa.kpmd(session), tahun, SUKAMAJU)
    assert started.cabang == ""
    assert desa.draft(session, tahun).id == started.id


def test_a_document_changed_elsewhere_is_not_overwritten(session, tahun):
    desa.draft(session, tahun)
    who = desa.kpmd(session)
    form = flow("rpjm")
    first = draf.start(session, who, form, tahun, SUKAMAJU, kunci=dunia.key())
    drafted(session, tahun, SUKAMAJU).visi = "Lain"
    session.flush()
    with pytest.raises(Conflict, match="RPJM-Desa sudah diubah"):
        kirim.submit(session, who, first)


# --- proposals ----------------------------------------------------------------------------------


def test_proposals_get_a_code_for_life(session, tahun):
    desa.draft(session, tahun)
    made = [desa.propose(session, tahun), desa.propose(session, tahun)]
    assert [one.kode for one in made] == [
        "99.01.01.2001-RPJM2011-001", "99.01.01.2001-RPJM2011-002",
    ]  # fmt: skip
    assert made[0].dana[0].sumber == "add"


def test_a_proposal_begins_the_plan_when_there_is_none(session, tahun):
    made = desa.propose(session, tahun)
    assert (made.rpjm.cabang, made.rpjm.periode_akhir) == ("", 2015)


def test_a_review_in_the_same_period_goes_on_with_the_numbers(session, tahun):
    desa.propose(session, tahun)
    later = dunia.year(session, 2012)
    desa.draft(session, later, desa.TINJAU | {"periode_awal": "2011"})
    assert desa.propose(session, later).kode == "99.01.01.2001-RPJM2011-002"


def test_the_same_key_makes_one_proposal(session, tahun):
    plan, who = desa.draft(session, tahun), desa.kpmd(session)
    made = [
        usulan.create(session, who, plan, {"kegiatan": "Talud"}, kunci="uji:1") for _ in range(2)
    ]
    assert made[0] is made[1]
    other = ensure(session, who, tahun, SUKAMULYA)
    with pytest.raises(Conflict):
        usulan.create(session, who, other, {"kegiatan": "Talud"}, kunci="uji:1")


def test_a_cost_may_wait_for_a_survey(session, tahun):
    made = desa.propose(session, tahun, biaya="", dana=[], keterangan="Menunggu survei")
    assert (made.biaya, made.dana) == (None, [])


def test_sources_without_a_total_are_refused(session, tahun):
    told = refused(session, Invalid, desa.propose, tahun, biaya="")
    assert "biaya" in told.errors


def test_a_proposal_is_split_over_the_years(session, tahun):
    rows = [{"tahun": "2013", "volume": "40", "biaya": "10.000.000"},
            {"tahun": "2011", "volume": "100", "biaya": "27.800.000"}]  # fmt: skip
    made = desa.propose(session, tahun, tahunan=rows)
    assert [(t.tahun, int(t.volume), t.biaya) for t in made.tahunan] == [
        (2011, 100, 27_800_000), (2013, 40, 10_000_000),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "field"),
    [
        ([{"tahun": "2011", "biaya": "1.000"}], "tahunan"),
        ([{"tahun": "2016"}], "tahunan.0.tahun"),
        ([{"tahun": "2011"}, {"tahun": "2011"}], "tahunan.1.tahun"),
        ([{"tahun": "2011", "volume": "1", "biaya": "37.800.000"}], "tahunan"),
    ],
)
def test_a_split_that_does_not_fit_is_refused(session, tahun, rows, field):
    told = refused(session, Invalid, desa.propose, tahun, tahunan=rows)
    assert field in told.errors


def test_a_changed_split_replaces_the_old_one(session, tahun):
    made = desa.propose(session, tahun, tahunan=[{"tahun": "2011", "biaya": "37.800.000"}])
    answers = dunia.usulan(tahunan=[{"tahun": "2011"}, {"tahun": "2012"}])
    fill(session, desa.kpmd(session), "usulan-rpjm", tahun, SUKAMAJU, answers,
         f"usulan_rpjm:{made.id}")  # fmt: skip
    assert [(t.tahun, t.biaya) for t in made.tahunan] == [(2011, None), (2012, None)]
    assert made.kode.endswith("-001")


def test_the_period_cannot_leave_planned_years_behind(session, tahun):
    desa.draft(session, tahun)
    desa.propose(session, tahun, tahunan=[{"tahun": "2011", "biaya": "37.800.000"}])
    answers = desa.BARU | {"periode_awal": "2012"}
    told = refused(session, Invalid, desa.draft, tahun, answers)
    assert "Drainase pasangan batu" in told.errors["periode_awal"]


@pytest.mark.parametrize("objek", ["usulan_rpjm:999999", "usulan_rpjm:x", "usulan:1"])
def test_a_proposal_that_is_not_there_is_not_opened(session, tahun, objek):
    with pytest.raises(NotFound):
        answers_for(session, flow("usulan-rpjm"), tahun, SUKAMAJU, objek)


def test_a_proposal_of_another_village_is_not_opened(session, tahun):
    made = desa.propose(session, tahun)
    with pytest.raises(NotFound):
        answers_for(session, flow("usulan-rpjm"), tahun, SUKAMULYA, f"usulan_rpjm:{made.id}")


def test_an_action_of_the_pkd_becomes_one_proposal(session, tahun):
    action = pkd_uji_action(session, tahun)
    objek = f"tindakan:{action.id}"
    started, version = answers_for(session, flow("usulan-rpjm"), tahun, SUKAMAJU, objek)
    assert (started["masalah"], version) == (action.masalah.masalah, None)
    told = fill(session, desa.kpmd(session), "usulan-rpjm", tahun, SUKAMAJU, dunia.usulan(), objek)
    made = session.get_one(UsulanRpjm, int(told.removeprefix("usulan_rpjm:")))
    assert (made.tindakan_id, made.masalah) == (action.id, action.masalah.masalah)
    with pytest.raises(Conflict, match="sudah menjadi usulan"):
        answers_for(session, flow("usulan-rpjm"), tahun, SUKAMAJU, objek)


def test_one_action_makes_one_proposal_of_a_plan(session, tahun):
    action, plan = pkd_uji_action(session, tahun), desa.draft(session, tahun)
    who, told = desa.kpmd(session), {"kegiatan": "Talud"}
    usulan.create(session, who, plan, told, kunci="a", tindakan_id=action.id)
    with pytest.raises(Conflict, match="sudah menjadi usulan"):
        usulan.create(session, who, plan, told, kunci="b", tindakan_id=action.id)


# --- ranking ------------------------------------------------------------------------------------


def rank(session, tahun, made, scores, **seri):
    rows = [
        {"usulan_rpjm_id": str(one.id), "seri": seri.get(f"s{n}", ""),
         **{f"k{k}": str(s) for k, s in enumerate(values, 1)}}
        for n, (one, values) in enumerate(zip(made, scores, strict=True))
    ]  # fmt: skip
    fill(session, desa.kpmd(session), "peringkat-usulan-rpjm", tahun, SUKAMAJU,
         {"peringkat_usulan": rows})  # fmt: skip


def test_proposals_are_ranked_as_problems_are(session, tahun):
    desa.profile(session, tahun)
    made = [desa.propose(session, tahun) for _ in range(4)]
    scores = [(2, 2, 5, 3, 1), (4, 4, 4, 4, 4), (5, 4, 3, 5, 4), (3, 5, 4, 4, 4)]
    rank(session, tahun, made, scores, s1="2", s3="1")
    facts = formulir(session, tahun, SUKAMAJU)["pemeringkatan"]
    assert [(row["jumlah"], row["peringkat"]) for row in facts] == [
        (21, 1), (20, 2), (20, 3), (13, 4),
    ]  # fmt: skip
    assert [row["seri"] for row in facts] == [None, 1, 2, None]


def test_a_tie_half_decided_is_refused(session, tahun):
    made = [desa.propose(session, tahun) for _ in range(2)]
    told = refused(session, Invalid, rank, tahun, made, [(4,) * 5, (4,) * 5], s0="1")
    assert "peringkat_usulan.1.seri" in told.errors


def test_a_score_off_the_scale_is_refused(session, tahun):
    made = [desa.propose(session, tahun)]
    told = refused(session, Invalid, rank, tahun, made, [(6, 1, 1, 1, 1)])
    assert "peringkat_usulan.0.k1" in told.errors


def test_scores_of_the_problem_are_suggested(session, tahun):
    action = pkd_uji_action(session, tahun)
    action.masalah.skor = [5, 4, 3, 5, 4]
    plan = desa.draft(session, tahun)
    usulan.create(session, desa.kpmd(session), plan, {"kegiatan": "Talud"}, kunci="a",
                  tindakan_id=action.id)  # fmt: skip
    here = Setting(session=session, year=tahun, place=SUKAMAJU, answers={})
    [row] = baris_tetap.LAYOUTS["usulan_rpjm_dinilai"](here)
    assert [row[f"k{n}"] for n in range(1, 6)] == ["5", "4", "3", "5", "4"]
    assert row["masalah"] == f"{action.masalah.masalah} (Talud)"


# --- the meeting and the lock -------------------------------------------------------------------


def test_the_meeting_decides_every_proposal(session, tahun):
    desa.village(session, tahun)
    first, second, *_ = usulan.of_rpjm(session, drafted(session, tahun, SUKAMAJU))
    rows = desa.meeting_answers(session, tahun)["keputusan"]
    rows[1] |= {"putusan": "ditunda", "alasan": "Lahan belum jelas"}
    changes = [{"bagian": "Bab III Visi dan Misi", "semula": "", "menjadi": "Ditambah satu misi"}]
    held = desa.hold(session, tahun, keputusan=rows, perubahan=changes)
    assert (first.putusan, second.putusan, second.alasan) == (
        "disepakati", "ditunda", "Lahan belum jelas",
    )  # fmt: skip
    assert held.perubahan[0]["menjadi"] == "Ditambah satu misi"
    assert session.scalar(select(Jejak).where(Jejak.tindakan == "catat_musrenbangdes_rpjm"))


def test_what_is_put_off_needs_its_reason(session, tahun):
    desa.village(session, tahun)
    rows = desa.meeting_answers(session, tahun)["keputusan"]
    rows[0]["putusan"] = "ditolak"
    told = refused(session, Invalid, desa.hold, tahun, keputusan=rows)
    assert "keputusan.0.alasan" in told.errors


def test_a_new_record_begins_with_the_draft_agreed(session, tahun):
    desa.village(session, tahun)
    answers, _ = answers_for(session, flow("musrenbangdes-rpjm"), tahun, SUKAMAJU, "")
    assert {row["putusan"] for row in answers["keputusan"]} == {"disepakati"}
    assert "Pembahasan rancangan RPJM-Desa" in [row["acara"] for row in answers["agenda"]]


def test_a_proposal_added_while_the_record_is_open_must_be_decided(session, tahun):
    desa.village(session, tahun)
    answers = desa.meeting_answers(session, tahun)
    late = desa.propose(session, tahun, kegiatan="Menyusul")
    told = refused(session, Invalid, desa.hold, tahun, keputusan=answers["keputusan"])
    assert told.errors == {"keputusan.4.putusan": told.errors["keputusan.4.putusan"]}
    assert late.putusan == ""


def test_a_meeting_without_a_draft_is_refused(session, tahun):
    desa.profile(session, tahun)
    who = desa.kpmd(session)
    answers = dunia.musrenbangdes([])
    for name in ("evaluasi_ada", "wakil_desa"):
        del answers[name]
    with pytest.raises((Invalid, NotReady)):
        fill(session, who, "musrenbangdes-rpjm", tahun, SUKAMAJU, answers)


@pytest.mark.parametrize("day", ["17/1/2009", "17/1/2012"])
def test_a_meeting_outside_the_year_is_refused(session, tahun, day):
    desa.village(session, tahun)
    told = refused(session, Invalid, desa.hold, tahun, tanggal=day, undangan_tanggal="")
    assert "tanggal" in told.errors


def test_before_the_berita_acara_the_draft_is_revised_as_agreed(session, tahun):
    desa.village(session, tahun)
    desa.hold(session, tahun)
    plan = desa.draft(session, tahun, desa.BARU | {"visi": "Visi yang disepakati"})
    one = usulan.of_rpjm(session, plan)[0]
    fill(session, desa.kpmd(session), "usulan-rpjm", tahun, SUKAMAJU,
         dunia.usulan(kegiatan="Gorong-gorong besar"), f"usulan_rpjm:{one.id}")  # fmt: skip
    assert (plan.visi, one.kegiatan, one.putusan) == (
        "Visi yang disepakati", "Gorong-gorong besar", "disepakati",
    )  # fmt: skip


def test_after_the_berita_acara_all_is_locked_until_it_is_reopened(session, tahun, kantor):
    desa.village(session, tahun)
    desa.hold(session, tahun)
    paper = desa.issue(kantor, tahun, "ba_musrenbangdes_rpjm")
    plan = drafted(session, tahun, SUKAMAJU)
    one = usulan.of_rpjm(session, plan)[0]
    assert paper.nomor in refused(session, Conflict, desa.draft, tahun).message
    refused(session, Conflict, desa.propose, tahun)
    refused(session, Conflict, desa.hold, tahun)
    refused(session, Conflict, change, tahun, one)
    refused(session, Conflict, rank, tahun, usulan.of_rpjm(session, plan), [(1,) * 5] * 4)
    terbit.reopen_meeting(session, dunia.act(session, Peran.KEPALA_DESA), paper, "Salah ketik")
    desa.draft(session, tahun, desa.BARU | {"visi": "Diperbaiki"})
    assert plan.visi == "Diperbaiki"


def change(session, tahun, one):
    fill(session, desa.kpmd(session), "usulan-rpjm", tahun, SUKAMAJU, dunia.usulan(),
         f"usulan_rpjm:{one.id}")  # fmt: skip


# --- Rapat BPD ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"putusan": "disetujui_dengan_perubahan"}, "perubahan"),
        ({"putusan": "ditolak"}, "catatan_putusan"),
        ({"perubahan": [{"bagian": "Lampiran", "menjadi": "Ditambah"}]}, "putusan"),
        ({"tanggal": "16/1/2011", "undangan_tanggal": ""}, "tanggal"),
    ],
)
def test_what_the_bpd_decides_is_complete(session, tahun, answers, field):
    desa.village(session, tahun)
    desa.hold(session, tahun)
    told = refused(session, Invalid, desa.hold_bpd, tahun, **answers)
    assert field in told.errors


def test_the_bpd_keeps_its_own_meeting(session, tahun):
    desa.village(session, tahun)
    desa.hold(session, tahun)
    changes = [{"bagian": "Lampiran", "menjadi": "Ditambah Dusun IV"}]
    held = desa.hold_bpd(session, tahun, putusan="disetujui_dengan_perubahan", perubahan=changes)
    assert (held.putusan, held.perubahan[0]["menjadi"]) == (
        "disetujui_dengan_perubahan", "Ditambah Dusun IV",
    )  # fmt: skip
    soft = PERINGATAN["rapat-bpd-rpjm"](session, tahun, SUKAMAJU, {})
    assert any("Berita Acara Musrenbangdes RPJM-Desa belum" in one for one in soft)


# --- the board ----------------------------------------------------------------------------------


def test_an_empty_village_is_asked_the_branch_question_first(session, tahun):
    found = board(session, tahun, SUKAMAJU)
    assert found.berikut.kunci == "cabang"
    assert (found.rpjm, found.berlaku, found.bidang) == (None, None, [])
    assert session.scalars(select(Rpjm)).all() == []


def test_sums_stand_by_bidang_and_year(session, tahun):
    desa.village(session, tahun)
    desa.propose(session, tahun, bidang="Ekonomi",
                 tahunan=[{"tahun": "2012", "biaya": "37.800.000"}])  # fmt: skip
    found = board(session, tahun, SUKAMAJU)
    assert [one.nama for one in found.bidang] == ["Fisik dan Prasarana", "Ekonomi"]
    assert found.bidang[1].tahunan == [0, 37_800_000, 0, 0, 0]
    assert found.jumlah.biaya == sum(one.biaya for one in found.bidang)


# --- a review in a later year -------------------------------------------------------------------


def test_the_old_plans_proposals_are_copied_once(session, tahun):
    desa.village(session, tahun)
    first, second, *_ = usulan.of_rpjm(session, drafted(session, tahun, SUKAMAJU))
    second.putusan, second.alasan = "ditolak", "Sudah dibiayai"
    later = dunia.year(session, 2013)
    plan = desa.draft(session, later, desa.TINJAU | {"periode_awal": "2013"})
    assert board(session, later, SUKAMAJU).disalin == 3
    counts = [salin.copy_old(session, desa.kpmd(session), later, SUKAMAJU) for _ in range(2)]
    assert counts == [3, 0]
    made = usulan.of_rpjm(session, plan)
    assert [one.kode for one in made] == [f"99.01.01.2001-RPJM2013-00{n}" for n in (1, 2, 3)]
    assert (made[0].kegiatan, made[0].biaya) == (first.kegiatan, first.biaya)
    assert [d.jumlah for d in made[0].dana] == [d.jumlah for d in first.dana]
    assert made[0].putusan == ""


@pytest.mark.parametrize(("start", "kept"), [("2012", True), ("2013", False)])
def test_a_split_is_copied_when_its_years_are_in_the_new_period(session, tahun, start, kept):
    desa.profile(session, tahun)
    desa.draft(session, tahun)
    desa.propose(session, tahun, tahunan=[{"tahun": "2012", "biaya": "37.800.000"}])
    later = dunia.year(session, 2013)
    plan = desa.draft(session, later, desa.TINJAU | {"periode_awal": start})
    salin.copy_old(session, desa.kpmd(session), later, SUKAMAJU)
    [one] = usulan.of_rpjm(session, plan)
    assert [t.tahun for t in one.tahunan] == ([2012] if kept else [])


def test_there_is_nothing_to_copy_without_an_old_plan(session, tahun):
    desa.draft(session, tahun)
    with pytest.raises(NotReady):
        salin.copy_old(session, desa.kpmd(session), tahun, SUKAMAJU)


def test_the_bpd_records_the_signature_on_its_own_decision():
    hak = naskah.right_to_sign("keputusan_bpd", SUKAMAJU)
    assert {Peran.BPD, Peran.SEKDES, Peran.KEPALA_DESA} == HAK[hak]
    assert Peran.BPD not in HAK[naskah.right_to_sign("perdes_rpjm", SUKAMAJU)]
