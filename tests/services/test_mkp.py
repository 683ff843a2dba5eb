"""The women's meeting: who decides, what goes to BLM, how the Musrenbangdes legalises it."""

import pytest
from sqlalchemy import select

from musren.domain.errors import Conflict, Invalid
from musren.domain.peran import Peran
from musren.forms.alur import flow
from musren.models.usulan import Keputusan, Usulan
from musren.papers import contracts
from musren.services import baris_tetap, draf, mkp, pengumuman, terbit
from musren.services.alur import PERINGATAN
from musren.services.fakta.desa import ba_musrenbangdes
from musren.services.fakta.mkp import ba_mkp
from musren.services.naskah import missing_before
from musren.services.pilihan import PROVIDERS, Setting
from musren.services.susunan import daftar as susunan
from musren.services.usulan import of_village
from tests import dunia
from tests.dunia import SUKAMAJU, agree, hold, hold_mkp, kinds, mkp_agrees, village
from tests.services import rkp_uji


def refused(does, error=Invalid):
    def attempt(session, *asked, **changed):
        with pytest.raises(error) as told, session.begin_nested():
            does(session, *asked, **changed)
        return told.value

    return attempt


refused_mkp, refused_meeting = refused(hold_mkp), refused(hold)


def women(session, tahun, *more):
    """A village with a non-SPP and an SPP of the women, and others; profile filled in."""
    return village(session, tahun, given=kinds("mkp", "spp", *more))


def setting(session, tahun, **answers):
    return Setting(session=session, year=tahun, place=SUKAMAJU, answers=answers)


def issued(session, tahun, kantor, *more):
    made = women(session, tahun, *more)
    hold_mkp(session, tahun, mkp_agrees(made[:2]))
    return made, kantor.issue(tahun, "ba_mkp")


# --- who and what -------------------------------------------------------------------------------


def test_the_meeting_is_kept_with_its_decisions_and_candidates(session, tahun):
    made = women(session, tahun)
    held = hold_mkp(session, tahun, mkp_agrees(made))
    kept = session.scalars(select(Keputusan).order_by(Keputusan.usulan_id)).all()
    assert [(k.tingkat, k.sumber, k.putusan) for k in kept] == [("mkp", "blm", "disepakati")] * 2
    assert [h.nama for h in held.hadir if h.wakil_desa] == ["Peserta 7", "Peserta 9"]
    assert [u.status for u in made] == ["diajukan", "diajukan"]


def test_only_the_womens_own_proposals_are_laid_out(session, tahun):
    made = women(session, tahun, "blm", "add")
    rows = baris_tetap.LAYOUTS["usulan_mkp"](setting(session, tahun))
    assert [row["usulan_id"] for row in rows] == [str(u.id) for u in made[:2]]
    assert [row["kelompok"] for row in rows] == ["Non-SPP", "SPP"]


def test_without_women_there_is_no_mkp(session, tahun):
    made = women(session, tahun)
    men = [r | {"jk": "L"} for r in dunia.hadir()]
    wrong = refused_mkp(session, tahun, mkp_agrees(made), hadir=men, calon_wakil=[])
    assert "perempuan" in wrong.errors["hadir"]


@pytest.mark.parametrize(("votes", "fits"), [(8, True), (9, False)])
def test_only_women_vote(session, tahun, votes, fits):
    decisions = mkp_agrees(women(session, tahun))
    given = {"cara_putusan": "voting", "suara_setuju": str(votes)}
    if fits:
        assert hold_mkp(session, tahun, decisions, **given).suara_setuju == votes
    else:
        wrong = refused_mkp(session, tahun, decisions, **given)
        assert "perempuan yang hadir 8" in wrong.errors["suara_setuju"]


def test_a_candidate_is_a_woman_who_was_there(session, tahun):
    decisions, present = mkp_agrees(women(session, tahun)), dunia.mkp([])["hadir"]
    wrong = refused_mkp(session, tahun, decisions, calon_wakil=[dunia.attendee(present[1])])
    assert "Calon dari MKP adalah perempuan; ganti Peserta 2" in wrong.errors["calon_wakil"]
    wrong = refused_mkp(session, tahun, decisions, calon_wakil=["Orang Lain — Dusun I"])
    assert "calon_wakil" in wrong.errors


@pytest.mark.parametrize(("kind", "told"), [("mkp", "satu usulan non-SPP"),
                                            ("spp", "satu usulan SPP")])  # fmt: skip
def test_the_women_bring_one_of_each_kind(session, tahun, kind, told):
    made = village(session, tahun, given=kinds(kind, kind))
    assert told in refused_mkp(session, tahun, mkp_agrees(made)).errors["keputusan"]
    rows = mkp_agrees(made)
    rows[1] |= {"putusan": "ditunda"}
    wrong = refused_mkp(session, tahun, rows)
    assert "keputusan.1.alasan" in wrong.errors
    rows[1] |= {"alasan": "Dana ADD lebih tepat"}
    assert len(hold_mkp(session, tahun, rows).keputusan) == 2


def test_what_a_hard_rule_forbids_is_refused_at_its_row(session, tahun):
    (one,) = village(session, tahun, given=[dunia.KINDS["mkp"] | {"jenis": "lainnya"}])
    wrong = refused_mkp(session, tahun, mkp_agrees([one]))
    assert "BLM membiayai jenis kegiatan" in wrong.errors["keputusan.0.putusan"]


def test_two_of_a_kind_do_not_share_a_rank_but_spp_and_non_spp_may(session, tahun):
    made = village(session, tahun, given=kinds("mkp", "spp"))
    hold_mkp(session, tahun, mkp_agrees(made, peringkat="1"))
    assert [k.peringkat for k in session.scalars(select(Keputusan))] == [1, 1]


def test_men_are_told_of_as_guests_and_fewer_proposals_are_a_reminder(session, tahun):
    made = women(session, tahun)
    values = {"hadir": dunia.mkp([])["hadir"], "keputusan": mkp_agrees(made[:1])}
    told = " ".join(PERINGATAN["mkp"](session, tahun, SUKAMAJU, values))
    assert "4 laki-laki tercatat hadir" in told
    assert "Usulan BLM dari MKP baru 1" in told


def test_the_notices_count_women_and_places(session, tahun):
    made = village(session, tahun, given=kinds("mkp", "mkp"))
    here = setting(session, tahun, hadir=dunia.mkp([])["hadir"], keputusan=mkp_agrees(made))
    (present,) = pengumuman.for_step(here, "hadir_mkp")
    assert "8 dari 12 orang (66,7%)" in present.baris[0]
    (places,) = pengumuman.for_step(here, "tempat_mkp")
    assert places.warns
    assert "satu usulan non-SPP" in places.baris[1]
    nobody = setting(session, tahun, hadir=[{"nama": "Budi", "jk": "L"}])
    assert pengumuman.for_step(nobody, "hadir_mkp")[0].warns


# --- its Berita Acara ---------------------------------------------------------------------------


def test_the_berita_acara_satisfies_its_contract(session, tahun):
    made = women(session, tahun)
    rows = mkp_agrees(made)
    rows[1] |= {"putusan": "ditolak", "alasan": "Kelompok belum lunas"}
    hold_mkp(session, tahun, rows)
    facts = ba_mkp(session, tahun, SUKAMAJU) | {
        "draf": True,
        "nomor": None,
        "tanggal_surat": "2011-01-13",
    }
    frozen = contracts.freeze("ba_mkp", facts)
    assert [u["jenis"] for u in frozen["usulan"]] == ["Non-SPP"]
    assert frozen["jumlah"]["biaya"] == 58_500_000
    assert [w["nama"] for w in frozen["calon_wakil"]] == ["Peserta 7", "Peserta 9"]
    assert "Kelompok belum lunas" in frozen["keputusan"][0]


def test_the_paper_waits_for_the_meeting(session, tahun):
    about = susunan.about(session, tahun, SUKAMAJU, "ba_mkp")
    (lacking,) = susunan.find("ba_mkp", SUKAMAJU).kurang(about)
    assert lacking.tujuan.formulir == "mkp"


def test_after_its_berita_acara_the_meeting_is_closed(session, tahun, kantor):
    made, paper = issued(session, tahun, kantor)
    told = refused(hold_mkp, Conflict)(session, tahun, mkp_agrees(made), tempat="Lain")
    assert paper.nomor in told.message


def rewrite(session, tahun, one, **changed):
    """The proposal through its form, with other answers."""
    who = dunia.act(session, Peran.KPMD)
    given = dunia.usulan(**kinds("mkp")[0] | changed)
    dunia.fill(session, who, "usulan", tahun, SUKAMAJU, given, f"usulan:{one.id}")
    session.flush()


DEARER = {"biaya": "99.000.000", "dana": [{"sumber": "blm", "rincian": "", "jumlah": "99.000.000"}]}


@pytest.mark.parametrize("changed", [DEARER, {"asal": "campuran"}, {"kegiatan": "Pagar kantor"}])
def test_what_the_women_agreed_is_not_rewritten_after_its_berita_acara(
    session, tahun, kantor, changed
):
    made, _ = issued(session, tahun, kantor)
    told = refused(rewrite, Conflict)(session, tahun, made[0], **changed)
    assert "sudah tercantum dalam Berita Acara" in told.message


def test_a_reopened_mkp_lets_its_proposals_be_corrected_and_asks_to_be_sent_again(
    session, tahun, kantor
):
    made, paper = issued(session, tahun, kantor)
    terbit.reopen_meeting(session, dunia.act(session, Peran.KEPALA_DESA), paper, "Biaya keliru")
    rewrite(session, tahun, made[0], **DEARER)
    (told,) = missing_before(session, tahun, SUKAMAJU, "ba_mkp")
    assert f"“{made[0].kegiatan}” diubah sesudah diputuskan MKP" in told
    hold_mkp(session, tahun, mkp_agrees(made[:2]))
    assert missing_before(session, tahun, SUKAMAJU, "ba_mkp") == []


@pytest.mark.parametrize("changed", [DEARER, {"asal": "campuran"}, {"volume": "9"}])
def test_a_proposal_changed_after_the_mkp_holds_back_its_berita_acara(session, tahun, changed):
    made = women(session, tahun)
    hold_mkp(session, tahun, mkp_agrees(made[:2]))
    rewrite(session, tahun, made[0], kegiatan="Gedung Posyandu Melati")
    assert missing_before(session, tahun, SUKAMAJU, "ba_mkp") == []
    rewrite(session, tahun, made[0], **changed)
    assert len(missing_before(session, tahun, SUKAMAJU, "ba_mkp")) == 1


def test_the_shipped_template_prints_it(session, tahun, kantor_asli):
    made = women(session, tahun)
    hold_mkp(session, tahun, mkp_agrees(made))
    assert kantor_asli.issue(tahun, "ba_mkp").status == "terbit"


# --- legalised ----------------------------------------------------------------------------------


def test_what_the_women_agreed_is_laid_out_first_and_decided(session, tahun, kantor):
    village(session, tahun, given=kinds("add"))
    made = [dunia.propose(session, tahun, **one) for one in kinds("mkp", "spp")]
    hold_mkp(session, tahun, mkp_agrees(made))
    assert baris_tetap.usulan_desa(setting(session, tahun))[0].get("putusan") is None
    kantor.issue(tahun, "ba_mkp")
    rows = baris_tetap.usulan_desa(setting(session, tahun))
    assert [row["usulan_id"] for row in rows[:2]] == [str(u.id) for u in made]
    assert all(row["putusan"] == "disepakati" and row["sumber"] == "blm" for row in rows[:2])
    assert "disahkan dari MKP" in rows[0]["uraian"]
    assert "putusan" not in rows[2]


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"putusan": "ditolak", "alasan": "Lain kali"}, "putusan"), ({"sumber": "add"}, "sumber")],
)
def test_what_the_women_decided_is_not_discussed_again(session, tahun, kantor, typed, field):
    made, _ = issued(session, tahun, kantor, "add")
    rows = agree(made)
    rows[0] |= typed
    wrong = refused_meeting(session, tahun, rows)
    assert "hanya dibacakan dan disahkan" in wrong.errors[f"keputusan.0.{field}"]
    hold(session, tahun, agree(made))
    assert made[0].status == "disepakati"


def test_without_an_issued_berita_acara_the_village_decides_freely(session, tahun):
    made = women(session, tahun)
    hold_mkp(session, tahun, mkp_agrees(made))
    hold(session, tahun, agree(made, putusan="ditunda", alasan="Belum siap"))
    assert {u.status for u in made} == {"ditunda"}


def test_a_hard_rule_that_came_later_frees_the_decision_and_is_told(session, tahun, kantor):
    made, _ = issued(session, tahun, kantor)
    made[0].kegiatan = "Pembelian gergaji mesin chainsaw"
    session.flush()
    row = baris_tetap.usulan_desa(setting(session, tahun))
    told = next(r for r in row if r["usulan_id"] == str(made[0].id))
    assert "tetapi: BLM tidak membiayai" in told["uraian"]
    rows = agree(made)
    rows[0] |= {"putusan": "ditolak", "alasan": "Terlarang"}
    hold(session, tahun, rows)
    assert made[0].status == "ditolak"


def test_others_give_way_to_what_the_women_brought(session, tahun, kantor):
    made, _ = issued(session, tahun, kantor, "blm", "blm")
    wrong = refused_meeting(session, tahun, agree(made))
    assert set(wrong.errors) == {"keputusan.2.sumber", "keputusan.3.sumber"}


def test_the_berita_acara_of_the_village_names_what_was_legalised(session, tahun, kantor):
    made, paper = issued(session, tahun, kantor, "add")
    hold(session, tahun, agree(made))
    facts = ba_musrenbangdes(session, tahun, SUKAMAJU)
    assert [u["kode"] for u in facts["mkp_disahkan"]] == [u.kode for u in made[:2]]
    assert facts["berita_acara_mkp"] == {"nomor": paper.nomor, "tanggal": "2011-01-13"}
    assert facts["perempuan"] == {"hadir": 6, "usulan": 2, "biaya": 134_500_000}
    kantor.issue(tahun, "ba_musrenbangdes")


def test_a_village_without_mkp_says_nothing_of_it(session, tahun):
    hold(session, tahun, agree(village(session, tahun)))
    facts = ba_musrenbangdes(session, tahun, SUKAMAJU)
    assert not {"mkp_disahkan", "berita_acara_mkp", "perempuan"} & set(facts)
    assert facts["silsilah"] == []


# --- candidates ---------------------------------------------------------------------------------


def test_candidates_of_the_mkp_are_marked_and_missed_when_left_out(session, tahun):
    hold_mkp(session, tahun, mkp_agrees(women(session, tahun)))
    present = dunia.hadir()
    options = PROVIDERS["hadir_calon"](setting(session, tahun, hadir=present))
    assert [o.hint.endswith("calon dari MKP") for o in options[:3]] == [True, True, False]
    chosen = [dunia.attendee(r) for r in present[:6]]
    told = PERINGATAN["musrenbangdes"](
        session, tahun, SUKAMAJU, {"hadir": present, "wakil_desa": chosen}
    )
    assert any("Peserta 7 dan Peserta 9" in one for one in told)


# --- replacement --------------------------------------------------------------------------------

POSYANDU = {"kegiatan": "Gedung Posyandu"}


def coinciding(session, tahun):
    given = [dunia.KINDS["mkp"] | POSYANDU, dunia.KINDS["spp"], dunia.KINDS["blm"] | POSYANDU]
    return village(session, tahun, given=given)


def replace(session, tahun, old, **changed):
    who = dunia.act(session, Peran.KPMD)
    answers = dunia.usulan(**{**dunia.KINDS["mkp"], "kegiatan": "Sumur resapan", **changed})
    told = dunia.fill(session, who, "usulan", tahun, SUKAMAJU, answers, f"pengganti:{old.id}")
    return session.get_one(Usulan, int(told.removeprefix("usulan:")))


def test_a_coinciding_proposal_is_offered_for_replacement_where_it_matters(session, tahun):
    made = coinciding(session, tahun)
    assert mkp.offer_for(session, tahun, made[0]).campuran_kode == made[2].kode
    assert mkp.offer_for(session, tahun, made[1]) is None
    told = pengumuman.for_step(setting(session, tahun), "keputusan_desa")
    assert "Usulan MKP serupa dengan usulan campuran" in [one.judul for one in told]


def test_the_replacement_takes_the_place_and_the_total_stays_three(session, tahun, kantor):
    made = coinciding(session, tahun)
    hold_mkp(session, tahun, mkp_agrees(made[:2]))
    kantor.issue(tahun, "ba_mkp")
    new = replace(session, tahun, made[0])
    assert (new.menggantikan_id, new.asal) == (made[0].id, "mkp")
    rows = agree([*made, new])
    wrong = refused_meeting(session, tahun, rows)
    assert "sudah diganti" in wrong.errors["keputusan.1.sumber"]  # the legalised SPP comes first
    rows[0] |= {"putusan": "ditunda", "alasan": "Diganti"}
    hold(session, tahun, rows)
    on_blm = session.scalars(
        select(Keputusan).where(Keputusan.tingkat == "desa", Keputusan.putusan == "disepakati")
    )
    assert sorted(k.usulan_id for k in on_blm) == [made[1].id, made[2].id, new.id]


def test_a_refused_replacement_lets_the_first_one_stand(session, tahun, kantor):
    made = coinciding(session, tahun)
    hold_mkp(session, tahun, mkp_agrees(made[:2]))
    kantor.issue(tahun, "ba_mkp")
    new = replace(session, tahun, made[0])
    rows = agree([*made, new])
    rows[2] |= {"putusan": "ditunda", "alasan": "Sama dengan MKP"}
    rows[3] |= {"putusan": "ditolak", "alasan": "Lahan belum ada"}
    hold(session, tahun, rows)
    assert made[0].status == "disepakati"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"jenis": "spp"}, "non-SPP yang diputuskan MKP"),
        ({"asal": "dusun"}, "non-SPP yang diputuskan MKP"),
        ({"kegiatan": "Gedung  posyandu"}, "masih serupa dengan usulan campuran"),
    ],
)
def test_a_replacement_is_the_womens_own_and_different(session, tahun, changed, told):
    made = coinciding(session, tahun)
    with pytest.raises(Invalid) as wrong, session.begin_nested():
        replace(session, tahun, made[0], **changed)
    assert told in wrong.value.errors["kegiatan"]


def test_a_proposal_is_replaced_once(session, tahun):
    made = coinciding(session, tahun)
    replace(session, tahun, made[0])
    who = dunia.act(session, Peran.KPMD)
    with pytest.raises(Conflict, match="sudah pernah diberi usulan pengganti"):
        draf.start(session, who, flow("usulan"), tahun, SUKAMAJU, kunci="lagi",
                   objek=f"pengganti:{made[0].id}")  # fmt: skip
    assert len(of_village(session, tahun, SUKAMAJU)) == 4


# --- what the women proposed in an earlier year -------------------------------------------------


def carried_over(session, tahun):
    """The women's old proposal of 2011 that stands in the draft of 2012 again."""
    made = women(session, tahun)
    made[0].status = made[1].status = "ditunda"
    later = dunia.year(session, 2012)
    rkp_uji.carry(session, later, *[("ya", "")] * 2)
    return later, rkp_uji.proposals(session, later)


def test_an_old_proposal_remembers_that_the_women_made_it(session, tahun):
    later, again = carried_over(session, tahun)
    assert {(u.asal, u.asal_awal) for u in again} == {("usulan_lama", "mkp")}
    assert [u.id for u in mkp.womens(session, later, SUKAMAJU)] == [u.id for u in again]
    last, third = dunia.year(session, 2013), again[0]
    third.status = again[1].status = "ditunda"
    rkp_uji.carry(session, last, *[("ya", "")] * 2)
    assert {u.asal_awal for u in rkp_uji.proposals(session, last)} == {"mkp"}


def test_the_women_take_up_their_old_proposal_and_it_may_go_to_blm_again(session, tahun):
    later, again = carried_over(session, tahun)
    rows = mkp_agrees(again)
    rows[1] |= {"putusan": "ditunda", "alasan": "Kelompoknya belum siap", "peringkat": ""}
    hold_mkp(session, later, rows)
    assert [u.asal for u in again] == ["mkp", "usulan_lama"]
    assert [u.asal_usulan_lama_tahun for u in again] == [2011, 2011]
    assert [u.asal_id is not None for u in again] == [True, True]
