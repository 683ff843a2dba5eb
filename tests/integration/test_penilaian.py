"""Scores of problems and actions: scale, totals, ranks, ties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musren.integration.penilaian import (
    Dinilai,
    catatan_seri,
    kriteria_masalah,
    kriteria_tindakan,
    score_errors,
    skala,
    skor_tertinggi,
    tie_errors,
    tie_sentences,
    total,
    urutkan,
)
from musren.integration.profil import load

P = load("pnpm-2010")
LIMA = kriteria_masalah(P)
VEKTOR = {
    "M-001": (5, 4, 3, 5, 4),
    "M-002": (4, 4, 4, 4, 4),
    "M-003": (3, 5, 4, 4, 4),
    "M-004": (2, 2, 5, 3, 1),
}


def dinilai(**seri):
    return [Dinilai(k, s, seri.get(k.replace("-", "_"))) for k, s in VEKTOR.items()]


def ringkas(urutan):
    return [(u.kode, u.jumlah, u.peringkat, u.seri, u.dipecahkan) for u in urutan]


def test_problems_have_five_criteria_and_actions_three():
    assert len(LIMA) == 5
    assert LIMA[0] == "Dirasakan oleh orang banyak"
    assert len(kriteria_tindakan(P)) == 3


def test_the_scale_and_the_highest_total_come_from_the_profile():
    assert (skala(P), skor_tertinggi(P, LIMA)) == ((1, 2, 3, 4, 5), 25)
    lain = P.dengan({"skala_peringkat": [20, 15, 10, 5, 1]})
    assert (skala(lain), skor_tertinggi(lain, LIMA)) == ((1, 5, 10, 15, 20), 100)


def test_the_worked_example_gives_competition_ranks_with_the_tie_marked():
    assert ringkas(urutkan(LIMA, dinilai())) == [
        ("M-001", 21, 1, False, False),
        ("M-002", 20, 2, True, False),
        ("M-003", 20, 2, True, False),
        ("M-004", 13, 4, False, False),
    ]


def test_a_tie_the_meeting_has_decided_gives_consecutive_ranks():
    assert ringkas(urutkan(LIMA, dinilai(M_002=2, M_003=1))) == [
        ("M-001", 21, 1, False, False),
        ("M-003", 20, 2, False, True),
        ("M-002", 20, 3, False, True),
        ("M-004", 13, 4, False, False),
    ]


@pytest.mark.parametrize(
    ("seri", "salah"),
    [
        ({}, {}),
        ({"M_002": 2, "M_003": 1}, {}),
        ({"M_002": 7, "M_003": 3}, {}),
        ({"M_002": 1}, {"M-003": "kosongkan semuanya"}),
        ({"M_002": 1, "M_003": 1}, {"M-002": "lebih dari sekali", "M-003": "lebih dari sekali"}),
        ({"M_001": 1}, {}),
    ],
)
def test_the_order_within_a_tie_is_given_for_all_or_for_none(seri, salah):
    keluhan = tie_errors(LIMA, dinilai(**seri))
    assert keluhan.keys() == salah.keys()
    assert all(salah[k] in keluhan[k] for k in salah)


@pytest.mark.parametrize("seri", [{"M_002": 1}, {"M_002": 1, "M_003": 1}])
def test_a_tie_decided_wrongly_stays_a_tie(seri):
    assert ringkas(urutkan(LIMA, dinilai(**seri))) == ringkas(urutkan(LIMA, dinilai()))


def test_a_tie_is_told_with_its_names_open_and_decided():
    nama = {"M-002": "Jalan rusak", "M-003": "Air keruh"}
    (buka,) = tie_sentences(urutkan(LIMA, dinilai()), nama)
    assert "“Jalan rusak” dan “Air keruh” bernilai sama, yaitu 20" in buka
    (putus,) = tie_sentences(urutkan(LIMA, dinilai(M_002=2, M_003=1)), nama)
    assert putus.endswith("urutan: “Air keruh” dan “Jalan rusak”.")


@pytest.mark.parametrize(
    ("skor", "tempat", "kata"),
    [
        ((6, 1, 1, 1, 1), 0, "“Dirasakan oleh orang banyak” harus salah satu dari 1, 2, 3, 4, 5"),
        ((1, 0, 1, 1, 1), 1, "“Sangat parah”"),
        ((1, 1, 1, 1, -5), 4, "sekarang -5"),
        ((1, 1, 1, 1, 1, 1), 5, "Ada 6 nilai, padahal kriterianya 5"),
    ],
)
def test_a_score_out_of_scale_names_its_criterion_and_what_is_allowed(skor, tempat, kata):
    salah = score_errors(P, LIMA, skor)
    assert list(salah) == [tempat]
    assert kata in salah[tempat]


def test_a_missing_score_is_kept_until_the_scores_must_be_complete():
    assert score_errors(P, LIMA, (1, None, 1)) == {}
    assert list(score_errors(P, LIMA, (1, None, 1), lengkap=True)) == [1, 3, 4]


def test_without_all_scores_there_is_no_total_and_no_rank():
    assert [total(LIMA, s) for s in (None, (1, 2), (1, None, 1, 1, 1), (1,) * 5)] == [
        None, None, None, 5,
    ]  # fmt: skip
    hasil = urutkan(LIMA, [Dinilai("A"), Dinilai("B", (1, 1, 1, 1, 1))])
    assert [(u.kode, u.peringkat) for u in hasil] == [("B", 1), ("A", None)]


NILAI = st.lists(
    st.tuples(
        st.one_of(st.none(), st.tuples(*[st.integers(1, 3)] * 3)),
        st.one_of(st.none(), st.integers(1, 4)),
    ),
    max_size=12,
)


@given(NILAI, st.randoms(use_true_random=False))
def test_the_same_scores_always_give_the_same_order(isi, acak):
    kriteria = kriteria_tindakan(P)
    semua = [Dinilai(f"T-{i:02}", *satu) for i, satu in enumerate(isi)]
    kocok = list(semua)
    acak.shuffle(kocok)
    assert urutkan(kriteria, kocok) == urutkan(kriteria, semua)
    assert tie_errors(kriteria, kocok) == tie_errors(kriteria, semua)


@given(NILAI)
def test_ranks_follow_the_totals_and_only_open_ties_share_one(isi):
    kriteria = kriteria_tindakan(P)
    hasil = urutkan(kriteria, [Dinilai(f"T-{i:02}", *satu) for i, satu in enumerate(isi)])
    bernilai = [u for u in hasil if u.peringkat is not None]
    assert [u.jumlah for u in bernilai] == sorted((u.jumlah for u in bernilai), reverse=True)
    for urut, u in enumerate(bernilai, 1):
        sama = [x for x in bernilai if x.jumlah == u.jumlah]
        if u.seri:
            assert u.peringkat == 1 + sum(x.jumlah > u.jumlah for x in bernilai)
            assert len(sama) > 1
        else:
            assert u.peringkat == urut
            assert u.dipecahkan == (len(sama) > 1)


def test_where_the_order_of_the_meeting_does_not_decide_equals_always_share_their_rank():
    given = dinilai(M_002=2, M_003=1)
    shared = urutkan(LIMA, given, memutus=False)
    assert [u.peringkat for u in shared] == [u.peringkat for u in urutkan(LIMA, dinilai())]
    assert not any(u.seri or u.dipecahkan for u in shared)
    assert tie_sentences(shared, {}) == ()


def test_the_note_says_what_the_profile_says_of_equals():
    assert "kecuali bila musyawarah menyepakati urutannya" in catatan_seri(P)
    assert "kecuali" not in catatan_seri(P.dengan({"seri_memutus": False}))
