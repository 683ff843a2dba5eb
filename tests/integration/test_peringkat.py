"""Scores, merged group orders and votes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musren.domain.errors import Refused
from musren.integration.peringkat import merge, picks_for, rank, tally
from musren.integration.profil import load

P = load("pnpm-2010")


@pytest.mark.parametrize(
    ("usulan", "pilihan"),
    [(0, 0), (1, 1), (2, 2), (9, 3), (10, 3), (11, 5), (18, 5), (19, 7), (60, 7)],
)
def test_each_delegate_picks_as_many_as_the_table_says(usulan, pilihan):
    assert picks_for(P, usulan) == pilihan


@pytest.mark.parametrize(("usulan", "suara"), [(9, 162), (18, 270), (19, 378)])
def test_54_delegates_cast_the_expected_number_of_votes(usulan, suara):
    calon = [f"U{i:02}" for i in range(usulan)]
    pilihan = picks_for(P, usulan)
    kartu = [[calon[(w + n) % usulan] for n in range(pilihan)] for w in range(9 * 6)]
    hasil = tally(calon, kartu, pilihan)
    assert sum(h.nilai for h in hasil) == suara
    assert [h.nilai for h in hasil] == sorted((h.nilai for h in hasil), reverse=True)


def test_problem_scores_give_competition_ranks():
    nilai = [sum(s) for s in ((5, 4, 3, 5, 4), (4, 4, 4, 4, 4), (3, 5, 4, 4, 4), (2, 2, 5, 3, 1))]
    assert nilai == [21, 20, 20, 13]
    assert rank(nilai) == [1, 2, 2, 4]


def test_group_orders_are_merged_by_the_sum_of_ranks():
    hasil = merge([["A", "B", "C"], ["B", "A", "C"], ["A", "C", "B"]])
    assert [(h.kode, h.nilai, h.peringkat, h.seri) for h in hasil] == [
        ("A", 4, 1, False),
        ("B", 6, 2, False),
        ("C", 8, 3, False),
    ]


def test_equal_sums_share_a_rank_and_ask_the_forum():
    hasil = merge([["A", "B", "C"], ["B", "A", "C"]])
    assert [(h.kode, h.peringkat, h.seri) for h in hasil] == [
        ("A", 1, True),
        ("B", 1, True),
        ("C", 3, False),
    ]


@pytest.mark.parametrize(
    ("kelompok", "pesan"),
    [
        ([["A", "B"], ["A"]], "kelompok 2"),
        ([["A", "B"], ["A", "C"]], "B, C"),
        ([["A", "A"]], "lebih dari sekali"),
    ],
)
def test_groups_that_ordered_different_proposals_are_refused(kelompok, pesan):
    with pytest.raises(Refused, match=pesan):
        merge(kelompok)


@pytest.mark.parametrize(
    ("kartu", "pesan"),
    [
        (["A", "B"], "harus memilih 3"),
        (["A", "A", "B"], "berbeda"),
        (["A", "B", "X"], "tidak ada: X"),
    ],
)
def test_a_wrong_ballot_is_refused_and_named(kartu, pesan):
    with pytest.raises(Refused, match=pesan) as salah:
        tally(["A", "B", "C"], [["A", "B", "C"], kartu], 3)
    assert "Surat suara 2" in salah.value.message


def test_nothing_to_merge_gives_nothing():
    assert merge([]) == ()


@given(st.lists(st.permutations("ABCDE"), min_size=1, max_size=5))
def test_merging_ranks_everything_once_and_ignores_the_order_of_groups(kelompok):
    hasil = merge(kelompok)
    assert {h.kode for h in hasil} == set("ABCDE")
    assert [h.peringkat for h in hasil] == rank([h.nilai for h in hasil], highest_first=False)
    assert merge(kelompok[::-1]) == hasil
