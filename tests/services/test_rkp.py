"""The draft of the yearly plan: what is picked from the RPJM-Desa, and taken back out."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from musren.domain.errors import Invalid
from musren.models.usulan import RiwayatStatus
from musren.services import alur
from musren.services.baris_tetap import LAYOUTS
from musren.services.pengumuman import for_step
from tests import dunia
from tests.dunia import SUKAMAJU, agree, hold, village
from tests.services.rkp_uji import BRIDGE, ROAD, WELL, draft, here, picks, plan, proposals, taking


def refused(session, call, error=Invalid):
    with pytest.raises(error) as told, session.begin_nested():
        call()
    return told.value


# --- picked from the RPJM-Desa ----------------------------------------------------------------------


def test_a_plan_offers_the_rows_of_its_year_and_what_nobody_divided(session, tahun):
    plan(session, tahun, (*ROAD, {}), (*BRIDGE, {}), (*WELL, {}))
    rows = picks(session, tahun)
    assert [(r["uraian"], r["tahun_rencana"], r["biaya_rencana"]) for r in rows] == [
        ("Jalan · Dusun I · RT 01", "2011", "Rp40.000.000"), ("Sumur · Dusun I · RT 01", "Belum dibagi per tahun", "Rp20.000.000"),
    ]  # fmt: skip
    assert rows[0]["volume"] == "40"
    assert rows[0]["sumber"] == "add"


def test_a_year_that_nobody_planned_for_adds_what_earlier_years_left(session, tahun):
    plan(session, tahun, (*ROAD, {}))
    later = dunia.year(session, 2012)
    (row,) = picks(session, later)
    assert (row["tahun_rencana"], row["biaya"], row["volume"]) == (
        "2011, 2012", "100.000.000", "100",
    )  # fmt: skip


@pytest.mark.parametrize("putusan", ["ditolak", "ditunda"])
def test_what_the_meeting_about_the_plan_refused_is_not_offered(session, tahun, putusan):
    plan(session, tahun, (*WELL, {"putusan": putusan}))
    assert picks(session, tahun) == []


def test_without_a_plan_the_page_says_so(session, tahun):
    (told,) = for_step(here(session, tahun), "petik_rpjm")
    assert "belum mempunyai RPJM-Desa" in told.baris[0]
    plan(session, tahun, (*WELL, {}))
    assert for_step(here(session, tahun), "petik_rpjm") == []


def test_what_is_picked_becomes_a_usulan_that_knows_its_row(session, tahun):
    road, *_ = plan(
        session, tahun, (*ROAD, {"dana": [("add", "ADD", 80_000_000), ("swadaya", "", 20_000_000)],
                                 "keterangan": "Poros"}), (*WELL, {}),
    )  # fmt: skip
    draft(session, tahun, **taking(session, tahun, "Jalan"))
    (made,) = proposals(session, tahun)
    assert (made.kegiatan, made.usulan_rpjm_id, made.status) == ("Jalan", road.id, "diajukan")
    assert (made.volume, made.biaya, made.keterangan) == (Decimal(40), 40_000_000, "Poros")
    assert [(d.sumber, d.jumlah) for d in made.dana] == [
        ("add", 32_000_000), ("swadaya", 8_000_000),
    ]  # fmt: skip
    assert made.kode == f"{SUKAMAJU}-2011-001"


def test_another_source_and_cost_are_taken_as_typed(session, tahun):
    plan(session, tahun, (*WELL, {}))
    draft(session, tahun, **taking(session, tahun, "Sumur", sumber="blm", biaya="15.000.000"))
    (made,) = proposals(session, tahun)
    assert [(d.sumber, d.jumlah) for d in made.dana] == [("blm", 15_000_000)]


def test_sending_again_makes_nothing_twice_and_shows_it_as_taken(session, tahun):
    plan(session, tahun, (*WELL, {}))
    draft(session, tahun, **taking(session, tahun, "Sumur"))
    (row,) = picks(session, tahun)
    assert (row["petik"], row["keadaan"]) == ("ya", f"{SUKAMAJU}-2011-001: diajukan")
    draft(session, tahun)
    draft(session, tahun, **taking(session, tahun, "Sumur"))
    assert len(proposals(session, tahun)) == 1


def test_what_is_left_out_again_is_withdrawn_with_its_history_and_may_come_back(session, tahun):
    plan(session, tahun, (*WELL, {}))
    draft(session, tahun, **taking(session, tahun, "Sumur"))
    draft(session, tahun, **taking(session, tahun))
    (made,) = proposals(session, tahun)
    assert made.status == "ditarik"
    assert LAYOUTS["usulan_desa"](here(session, tahun)) == []
    draft(session, tahun, **taking(session, tahun, "Sumur", biaya="19.000.000"))
    assert [(u.status, u.biaya) for u in proposals(session, tahun)] == [("diajukan", 19_000_000)]
    moves = session.scalars(select(RiwayatStatus).where(RiwayatStatus.usulan_id == made.id))
    assert [m.ke for m in moves] == ["diajukan", "ditarik", "diajukan"]


def test_what_the_women_agreed_does_not_leave_the_draft(session, tahun):
    (row,) = plan(session, tahun, ("Posyandu", 50_000_000, [], {"jenis": "prasarana"}))
    row.asal = "mkp"
    dunia.village(session, tahun, given=[])
    draft(session, tahun, **taking(session, tahun, "Posyandu", sumber="blm"))
    (made,) = proposals(session, tahun)
    dunia.hold_mkp(session, tahun, dunia.mkp_agrees([made]))
    session.expire_all()
    told = refused(session, lambda: draft(session, tahun, **taking(session, tahun)))
    assert "sudah disepakati MKP" in told.errors["petik.0.petik"]


def test_what_a_meeting_decided_does_not_leave_the_draft(session, tahun):
    plan(session, tahun, (*WELL, {}))
    village(session, tahun, given=[])
    draft(session, tahun, **taking(session, tahun, "Sumur"))
    hold(session, tahun, agree(proposals(session, tahun)))
    wrong = refused(session, lambda: draft(session, tahun, **taking(session, tahun)))
    assert "Disepakati" in wrong.errors["petik.0.petik"]
    assert proposals(session, tahun)[0].status == "disepakati"


@pytest.mark.parametrize(("field", "told"), [("biaya", "Isi biaya"), ("sumber", "Pilih sumber")])
def test_what_is_picked_says_its_cost_and_source(session, tahun, field, told):
    plan(session, tahun, (*WELL, {}))
    answers = taking(session, tahun, "Sumur", **{field: ""})
    wrong = refused(session, lambda: draft(session, tahun, **answers))
    assert told in wrong.errors[f"petik.0.{field}"]


def test_a_pick_without_a_volume_is_kept_as_incomplete(session, tahun):
    plan(session, tahun, (*WELL, {}))
    draft(session, tahun, **taking(session, tahun, "Sumur", volume=""))
    assert [u.status for u in proposals(session, tahun)] == ["belum_lengkap"]


def test_other_figures_for_what_is_a_usulan_already_are_pointed_out(session, tahun):
    plan(session, tahun, (*WELL, {}))
    draft(session, tahun, **taking(session, tahun, "Sumur"))
    (made,) = proposals(session, tahun)
    row = {"usulan_rpjm_id": str(made.usulan_rpjm_id), "petik": True, "volume": made.volume}
    told = alur.PERINGATAN["rancangan-rkp"]
    assert told(session, tahun, SUKAMAJU, {"petik": [row | {"biaya": made.biaya}]}) == []
    (said,) = told(session, tahun, SUKAMAJU, {"petik": [row | {"biaya": 1}]})
    assert "tidak berubah lewat formulir ini" in said


def test_a_row_picked_in_one_year_offers_only_its_own_share_in_the_next(session, tahun):
    plan(session, tahun, (*ROAD, {}), (*WELL, {}))
    draft(session, tahun, **taking(session, tahun, "Jalan", "Sumur"))
    later = dunia.year(session, 2012)
    (row,) = picks(session, later)
    assert row["uraian"].startswith("Jalan")
    assert (row["tahun_rencana"], row["biaya"]) == ("2012", "60.000.000")
