"""Hints about proposals that may be the same work: here, against last year, and put aside."""

import pytest

from musren.domain.errors import Conflict, Invalid, NotFound
from musren.domain.peran import Peran
from musren.services import kemiripan, silsilah
from musren.services.pengumuman import for_step
from musren.services.pilihan import Setting
from tests import dunia
from tests.dunia import SUKAMAJU, SUKAMULYA, agree, hold, village
from tests.services.test_silsilah import merge, split, undo

SAME = [{"kegiatan": "Drainase pasangan batu"}, {"kegiatan": "Drainase Pasangan Batu"}]


def pairs(session, tahun):
    return [(h.usulan.nomor_urut, h.lain.nomor_urut, h.tahun_lalu)
            for h in kemiripan.hints(session, tahun, SUKAMAJU)]  # fmt: skip


def test_two_alike_are_told_once_with_the_reason(session, tahun):
    made = village(session, tahun, given=[*SAME, {"kegiatan": "Bibit karet"}])
    (hint,) = kemiripan.hints(session, tahun, SUKAMAJU)
    assert (hint.usulan, hint.lain) == (made[0], made[1])
    assert hint.kalimat.startswith("Mirip dengan “Drainase Pasangan Batu”, karena nama sama")
    (other_side,) = kemiripan.for_proposal([hint], made[1])
    assert other_side.lain is made[0]
    assert kemiripan.for_proposal([hint], made[2]) == []


def test_a_page_with_few_rows_gets_the_same_hints_about_them(session, tahun):
    made = village(session, tahun, given=[*SAME, SAME[0], {"kegiatan": "Bibit karet"}])
    every = {(h.usulan.id, h.lain.id) for h in kemiripan.hints(session, tahun, SUKAMAJU)}
    assert len(every) == 3
    for one in made:
        about = kemiripan.hints(session, tahun, SUKAMAJU, {one.id})
        assert {(h.usulan.id, h.lain.id) for h in about} == {p for p in every if one.id in p}


def test_last_years_proposals_are_compared_too(session, tahun):
    before = dunia.year(session, 2010)
    dunia.propose(session, before, **SAME[0])
    village(session, tahun, given=[SAME[1]])
    (hint,) = kemiripan.hints(session, tahun, SUKAMAJU)
    assert "(tahun 2010)" in hint.kalimat


def test_what_continues_last_years_proposal_is_no_hint(session, tahun):
    old = dunia.propose(session, dunia.year(session, 2010), **SAME[0])
    (new,) = village(session, tahun, given=[SAME[1]])
    new.asal_id = old.id
    session.flush()
    assert pairs(session, tahun) == []


def test_another_village_is_not_compared(session, tahun):
    village(session, tahun, given=SAME[:1])
    village(session, tahun, SUKAMULYA, given=SAME[1:])
    assert pairs(session, tahun) == []


def test_once_both_are_decided_nobody_is_reminded(session, tahun):
    hold(session, tahun, agree(village(session, tahun, given=SAME)))
    assert pairs(session, tahun) == []


def test_a_hint_put_aside_stays_away_and_its_reason_is_kept(session, tahun):
    one, two = village(session, tahun, given=SAME)
    who = dunia.act(session, Peran.KPMD)
    with pytest.raises(Invalid):
        kemiripan.set_aside(session, who, two, one, " ")
    for _ in range(2):
        kemiripan.set_aside(session, who, two, one, "Dusun II dan Dusun IV")
        session.flush()
    assert pairs(session, tahun) == []
    assert silsilah.around(session, one) == ([], [])
    with pytest.raises(Conflict):
        kemiripan.need_hint(session, tahun, one, two.id)


def test_proposals_of_two_villages_are_not_told_apart(session, tahun):
    (one,) = village(session, tahun, given=SAME[:1])
    (two,) = village(session, tahun, SUKAMULYA, given=SAME[1:])
    with pytest.raises(NotFound):
        kemiripan.set_aside(session, dunia.act(session, Peran.KPMD), one, two, "Lain desa")


def test_merged_ones_and_parts_of_one_are_not_hinted_at(session, tahun):
    made = village(session, tahun, given=SAME)
    one = merge(session, tahun, made)
    assert pairs(session, tahun) == []
    split(session, tahun, one, [70_000_000, 5_600_000])
    assert pairs(session, tahun) == []


def test_after_undoing_the_hint_is_back(session, tahun):
    one = merge(session, tahun, village(session, tahun, given=SAME))
    undo(session, one)
    assert pairs(session, tahun) == [(1, 2, None)]


def test_the_page_of_decisions_tells_the_hints_and_how_many_more(session, tahun):
    village(session, tahun, given=[SAME[0]] * 6)
    here = Setting(session=session, year=tahun, place=SUKAMAJU, answers={})
    (told,) = for_step(here, "mirip")
    assert len(told.baris) == 12
    assert told.baris[10] == "Dan 5 pasang lagi; lihat daftar usulan."
    assert "Usulan yang mungkin sama" in [one.judul for one in for_step(here, "keputusan_desa")]
