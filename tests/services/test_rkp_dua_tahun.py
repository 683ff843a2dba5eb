"""Two years of one village: what is unfinished comes back, with its reasons."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from musren.domain.errors import Invalid
from musren.forms.alur import flow
from musren.models.musyawarah import Evaluasi
from musren.models.usulan import Realisasi, RiwayatStatus
from musren.services import alur
from musren.services.alur import answers_for
from musren.services.pengumuman import for_step
from musren.services.rkp.lalu import chain, continued_by, evaluated_year
from musren.services.rkp.realisasi import unmeasured
from tests import dunia
from tests.dunia import SUKAMAJU, agree, hold, kinds, village
from tests.services.rkp_uji import (
    NO,
    YES,
    carry,
    decided,
    here,
    old_rows,
    proposals,
    realise,
    report,
)


def refused(session, call, error=Invalid):
    with pytest.raises(error) as told, session.begin_nested():
        call()
    return told.value


# --- two years --------------------------------------------------------------------------------------


@pytest.fixture
def two_years(session, tahun):
    """2011: one done, one half done, one struck off, one put off, one never decided."""
    names = ("add", "apbd", "lain", "swadaya")
    made = village(session, tahun, given=kinds(*names))
    rows = agree(made)
    rows[3] |= {"putusan": "ditunda", "alasan": "Dana kurang"}
    hold(session, tahun, rows)
    realise(
        session, tahun, report(made[0], "selesai", "140", "37.800.000"),
        report(made[1], "sebagian", "100", "500.000.000", "Hujan", "diusulkan_kembali"),
        report(made[2], "belum", "", "", "Lahan sengketa", "dihapus"),
    )  # fmt: skip
    late = dunia.propose(session, tahun, kegiatan="Usulan terlambat")
    return [*made, late], dunia.year(session, 2012)


def test_next_year_begins_with_what_is_unfinished_and_why(session, two_years):
    made, later = two_years
    rows = old_rows(session, later)
    assert [r["kode"] for r in rows] == [made[1].kode, made[3].kode, made[4].kode]
    assert "Sebab: Hujan." in rows[0]["riwayat"]
    assert "Rp220.000.000" in rows[0]["sisa"]
    assert "40 meter" in rows[0]["sisa"]
    assert "ditunda Musrenbangdes (Dana kurang)" in rows[1]["riwayat"]
    assert "belum diputuskan" in rows[2]["riwayat"]
    (told,) = for_step(here(session, later), "usulan_lama")
    assert [(row[0], row[2]) for row in told.tabel.isi] == [
        (made[0].kode, "Tidak ditawarkan lagi karena sudah selesai."),
        (made[2].kode, "Tidak ditawarkan lagi karena dihapus dalam evaluasi."),
    ]


def test_what_is_carried_over_continues_with_what_is_left(session, two_years):
    made, later = two_years
    carry(session, later, YES, YES, NO)
    half, off = proposals(session, later)
    assert (half.asal_id, half.asal, half.asal_usulan_lama_tahun, half.sifat) == (
        made[1].id, "usulan_lama", 2011, "L",
    )  # fmt: skip
    assert (half.volume, half.biaya) == (Decimal(40), 220_000_000)
    assert [(d.sumber, d.jumlah) for d in half.dana] == [("apbd", 220_000_000)]
    assert half.keterangan == "Lanjutan tahun 2011"
    assert (off.sifat, off.biaya, off.keterangan) == ("B", 9_000_000, "Usulan lama tahun 2011")
    assert old_rows(session, later)[0]["ambil"] == "ya"
    answers, _ = answers_for(session, flow("rancangan-rkp"), later, SUKAMAJU, "")
    assert answers["usulan_lama"] == [
        {"asal_id": str(made[4].id), "ambil": "tidak", "alasan": NO[1]},
    ]
    carry(session, later, YES, YES, NO)
    assert len(proposals(session, later)) == 2


def test_the_chain_over_the_years_is_told_on_the_proposal(session, two_years):
    made, later = two_years
    carry(session, later, YES, NO, NO)
    (half,) = proposals(session, later)
    (before,) = chain(session, half)
    assert (before.kode, before.tahun) == (made[1].kode, 2011)
    assert "Terlaksana sebagian: 100 dari 140 meter" in before.riwayat
    assert continued_by(session, made[1]) == [half]


def test_an_old_proposal_is_not_dropped_without_a_reason(session, two_years):
    _, later = two_years
    wrong = refused(session, lambda: carry(session, later, YES, ("tidak", ""), NO))
    assert "usulan_lama.1.alasan" in wrong.errors


def test_every_old_proposal_is_looked_at(session, two_years):
    _, later = two_years
    wrong = refused(session, lambda: carry(session, later, YES, YES, ("", "")))
    assert "usulan_lama.2.ambil" in wrong.errors


def test_an_old_proposal_taken_back_out_keeps_the_reason(session, two_years):
    _, later = two_years
    carry(session, later, YES, YES, NO)
    carry(session, later, YES, NO, NO)
    half, off = proposals(session, later)
    assert (half.status, off.status) == ("diajukan", "ditarik")
    moves = session.scalars(select(RiwayatStatus).where(RiwayatStatus.usulan_id == off.id))
    assert [m.alasan for m in moves][-1] == NO[1]


def test_a_rest_that_costs_nothing_waits_for_its_cost(session, tahun):
    (add,) = decided(session, tahun, "add")
    realise(session, tahun, report(add, "sebagian", "100", "50.000.000", "Hujan", "swadaya"))
    later = dunia.year(session, 2012)
    carry(session, later, YES)
    (made,) = proposals(session, later)
    assert (made.status, made.biaya, made.volume) == ("belum_lengkap", None, Decimal(40))
    assert {d.jumlah for d in made.dana} == {None}


def test_what_the_kecamatan_put_off_comes_back_with_its_reason(session, tahun, kantor):
    made = kantor.village_signed(tahun, given=kinds("apbd"))
    rows = dunia.rank(session, tahun, "apbd", putusan="ditunda", alasan="Kuota habis")
    dunia.hold_kecamatan(session, tahun, prioritas_apbd=rows)
    later = dunia.year(session, 2012)
    (row,) = old_rows(session, later)
    assert row["kode"] == made[0].kode
    assert "belum disepakati Musrenbang Kecamatan (Kuota habis)" in row["riwayat"]


def test_a_proposal_in_the_kecamatan_but_in_no_decree_is_offered_again(session, tahun, kantor):
    kantor.village_signed(tahun, given=kinds("apbd"))
    dunia.hold_kecamatan(session, tahun)
    (row,) = old_rows(session, dunia.year(session, 2012))
    assert "belum dievaluasi" in row["riwayat"]


# --- evaluation in the next meeting -----------------------------------------------------------------


def test_the_next_meeting_begins_with_the_evaluation_of_last_year(session, two_years):
    made, later = two_years
    answers, version = answers_for(session, flow("musrenbangdes"), later, SUKAMAJU, "")
    assert (answers["evaluasi_ada"], version) == ("ya", None)
    assert [r["usulan_id"] for r in answers["evaluasi"]] == [str(u.id) for u in made[:3]]
    assert answers["evaluasi"][1] | {"lokasi": ""} == {
        "usulan_id": str(made[1].id), "kegiatan": "Pengaspalan jalan 2", "lokasi": "",
        "volume_rencana": "140", "volume_realisasi": "100", "satuan": "meter",
        "biaya_rencana": "720.000.000", "biaya_realisasi": "500.000.000", "sumber_dana": "APBD",
        "status_pelaksanaan": "sebagian", "sebab": "Hujan", "tindak_lanjut": "diusulkan_kembali",
    }  # fmt: skip


def next_meeting(session, later, **changed):
    carry(session, later, YES, YES, NO)
    answers, _ = answers_for(session, flow("musrenbangdes"), later, SUKAMAJU, "")
    given = {
        "tanggal": "16/1/2012", "undangan_tanggal": "9/1/2012", "evaluasi_ada": "ya",
        "evaluasi": answers["evaluasi"],
    } | changed  # fmt: skip
    return hold(session, later, agree(proposals(session, later)), **given)


def test_the_meeting_keeps_which_activity_each_row_evaluates(session, two_years):
    made, later = two_years
    typed = {"kegiatan": "Kegiatan lain", "status_pelaksanaan": "selesai",
             "tindak_lanjut": "tidak_perlu", "usulan_id": str(10**6)}  # fmt: skip
    answers, _ = answers_for(session, flow("musrenbangdes"), later, SUKAMAJU, "")
    held = next_meeting(session, later, evaluasi=[*answers["evaluasi"], typed])
    assert [e.usulan_id for e in held.evaluasi] == [*(u.id for u in made[:3]), None]


def test_what_only_the_meeting_evaluated_becomes_the_report(session, tahun):
    (add,) = decided(session, tahun, "add")
    later = dunia.year(session, 2012)
    answers, _ = answers_for(session, flow("musrenbangdes"), later, SUKAMAJU, "")
    row = answers["evaluasi"][0] | {
        "status_pelaksanaan": "belum", "sebab": "Banjir", "tindak_lanjut": "diusulkan_kembali",
    }  # fmt: skip
    made = dunia.propose(session, later)
    hold(
        session, later, agree([made]), tanggal="16/1/2012", undangan_tanggal="",
        evaluasi_ada="ya", evaluasi=[row],
    )  # fmt: skip
    session.flush()
    assert session.get_one(Realisasi, add.id).sebab == "Banjir"
    assert session.scalars(select(Evaluasi.usulan_id)).all() == [add.id]


def test_an_activity_evaluated_twice_is_pointed_out_and_nothing_is_kept(session, tahun):
    (add,) = decided(session, tahun, "add")
    later = dunia.year(session, 2012)
    answers, _ = answers_for(session, flow("musrenbangdes"), later, SUKAMAJU, "")
    row = answers["evaluasi"][0] | {
        "status_pelaksanaan": "selesai", "tindak_lanjut": "tidak_perlu",
    }  # fmt: skip
    made = dunia.propose(session, later)
    wrong = refused(
        session,
        lambda: hold(
            session, later, agree([made]), tanggal="16/1/2012", undangan_tanggal="",
            evaluasi_ada="ya", evaluasi=[row, row | {"volume_realisasi": "1"}],
        ),
    )  # fmt: skip
    assert "sudah dievaluasi pada baris 1" in wrong.errors["evaluasi.1.kegiatan"]
    assert session.get(Realisasi, add.id) is None


@pytest.mark.parametrize(("reported", "kept"), [(False, "Longsor"), (True, "Hujan")])
def test_a_corrected_meeting_corrects_the_report_that_came_of_it(session, tahun, reported, kept):
    (add,) = decided(session, tahun, "add")
    if reported:
        realise(session, tahun, report(add, "belum", sebab="Hujan", lanjut="swadaya"))
    later = dunia.year(session, 2012)
    answers, _ = answers_for(session, flow("musrenbangdes"), later, SUKAMAJU, "")
    made = dunia.propose(session, later)
    for sebab in ("Banjir", "Longsor"):
        row = answers["evaluasi"][0] | {
            "status_pelaksanaan": "belum", "sebab": sebab, "tindak_lanjut": "diusulkan_kembali",
        }  # fmt: skip
        hold(
            session, later, agree([made]), tanggal="16/1/2012", undangan_tanggal="",
            evaluasi_ada="ya", evaluasi=[row],
        )  # fmt: skip
        session.flush()
    assert session.get_one(Realisasi, add.id).sebab == kept


def test_a_village_with_a_plan_last_year_evaluates_it(session, two_years):
    _, later = two_years
    wrong = refused(session, lambda: next_meeting(session, later, evaluasi_ada="tidak"))
    assert "tercatat dengan 3 kegiatan" in wrong.errors["evaluasi_ada"]


def test_an_activity_left_out_of_the_evaluation_is_pointed_out(session, two_years):
    made, later = two_years
    rows = [{"usulan_id": str(made[0].id)}]
    told = alur.PERINGATAN["musrenbangdes"](
        session, later, SUKAMAJU, {"evaluasi_ada": True, "evaluasi": rows}
    )
    (left,) = [one for one in told if "2 kegiatan RKP-Desa tahun 2011 belum dievaluasi" in one]
    assert all(f"“{one.kegiatan}”" in left for one in made[1:3])


@pytest.mark.parametrize(
    ("status", "volume", "biaya", "told"),
    [
        ("selesai", None, None, ["Volume realisasi dan biaya realisasi “Talud” belum diisi"]),
        ("sebagian", Decimal(5), None, ["Biaya realisasi “Talud” belum diisi"]),
        ("selesai", Decimal(5), 9, []),
        ("belum", None, None, []),
    ],
)
def test_what_was_done_is_asked_for_its_volume_and_cost(status, volume, biaya, told):
    row = {"status_pelaksanaan": status, "volume_realisasi": volume, "biaya_realisasi": biaya}
    said = unmeasured([("Talud", row)])
    assert [one.partition(",")[0] for one in said] == told


# --- a year nobody decided on ------------------------------------------------------------------------


def test_a_year_that_was_skipped_loses_nothing(session, two_years):
    made, _ = two_years
    after = dunia.year(session, 2013)
    assert [r["kode"] for r in old_rows(session, after)] == [
        made[1].kode, made[3].kode, made[4].kode,
    ]  # fmt: skip
    answers, _ = answers_for(session, flow("musrenbangdes"), after, SUKAMAJU, "")
    assert [r["usulan_id"] for r in answers["evaluasi"]] == [str(u.id) for u in made[:3]]
    assert evaluated_year(session, after, SUKAMAJU) == 2011


def test_what_an_undecided_year_took_over_comes_back_from_there_and_only_once(session, two_years):
    made, later = two_years
    carry(session, later, YES, YES, YES)
    after = dunia.year(session, 2013)
    again = [r["kode"] for r in old_rows(session, after)]
    assert again == [u.kode for u in proposals(session, later)]
    assert not {made[1].kode, made[3].kode, made[4].kode} & set(again)
