"""Group orders, votes and criteria; ties; and what people changed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musren.integration.prioritas import (
    DAFTAR,
    Calon,
    Urutan,
    daftar_of,
    differences,
    group_errors,
    kriteria,
    order,
    order_by_criteria,
    order_by_groups,
    order_by_votes,
    rank_errors,
    reason_errors,
    score_errors,
    tally_errors,
    tie_errors,
)
from musren.integration.profil import ProfileError, load

P = load("pnpm-2010")


def kelompok(**urutan):
    return [Calon(k, f"Kegiatan {k}", kelompok=tuple(v)) for k, v in urutan.items()]


def ringkas(hasil):
    return [(u.kode, u.nilai, u.peringkat, u.seri) for u in hasil]


def test_spp_comes_first_and_apart():
    assert list(DAFTAR) == ["spp", "bukan_spp", "apbd"]
    assert daftar_of("blm", "spp") == "spp"
    assert daftar_of("blm", "prasarana") == "bukan_spp"
    assert daftar_of("apbd", "spp") == "apbd"


def test_group_orders_are_merged_lowest_sum_first():
    hasil = order_by_groups(kelompok(A=(1, 2, 1), B=(2, 1, 3), C=(3, 3, 2)))
    assert ringkas(hasil) == [("A", 4, 1, False), ("B", 6, 2, False), ("C", 8, 3, False)]


def test_most_votes_come_first():
    hasil = order_by_votes([Calon("A", suara=3), Calon("B", suara=9), Calon("C", suara=0)])
    assert ringkas(hasil) == [("B", 9, 1, False), ("A", 3, 2, False), ("C", 0, 3, False)]


def test_criteria_count_with_their_weights():
    p = P.dengan({"kriteria_prioritas_kecamatan": ["Mendesak: 3", "Manfaat"]})
    assert kriteria(p) == (("Mendesak", 3), ("Manfaat", 1))
    hasil = order_by_criteria(p, [Calon("A", skor=(2, 5)), Calon("B", skor=(4, 1))])
    assert ringkas(hasil) == [("B", 13, 1, False), ("A", 11, 2, False)]


def test_the_default_criteria_of_the_kecamatan_weigh_the_same():
    assert [bobot for _, bobot in kriteria(P)] == [1] * 6


@pytest.mark.parametrize("baris", [["A: 0"], ["A: x"], [": 2"], ["A", "A: 2"], [" "]])
def test_a_weight_that_is_none_is_refused(baris):
    with pytest.raises(ProfileError, match="kriteria_prioritas_kecamatan"):
        P.dengan({"kriteria_prioritas_kecamatan": baris})


def test_nothing_is_computed_when_people_order_directly():
    assert order(P, "langsung", kelompok(A=(1,))) == ()
    assert order(P, "kelompok", kelompok(A=(1,))) == order_by_groups(kelompok(A=(1,)))
    assert order(P, "suara", [Calon("A", suara=1)])[0].peringkat == 1
    assert order(P, "kriteria", [Calon("A", skor=(1,) * 6)])[0].nilai == 6


@pytest.mark.parametrize(
    ("calon", "urutan", "cara"),
    [
        (kelompok(B=(1, 4), A=(2, 3), C=(3, 1), D=(4, 2)), "CBAD", "peringkat terbaik"),
        (
            [Calon("A", kelompok=(1, 2), suara=3), Calon("B", kelompok=(2, 1), suara=9)],
            "BA",
            "jumlah suara",
        ),
        (kelompok(B=(2, 1), A=(1, 2)), "AB", "kode usulan"),
    ],
)
def test_a_tie_stands_by_a_stated_rule_and_is_flagged(calon, urutan, cara):
    hasil = order_by_groups(calon)
    assert "".join(u.kode for u in hasil) == urutan
    assert [u.peringkat for u in hasil] == list(range(1, len(calon) + 1))
    assert any(u.seri and cara in u.catatan for u in hasil)


def test_the_forum_decides_a_tie_and_that_is_recorded():
    calon = [replace(c, seri=n) for c, n in zip(kelompok(A=(1, 2), B=(2, 1)), (2, 1), strict=True)]
    hasil = order_by_groups(calon)
    assert [(u.kode, u.seri, u.dipecahkan) for u in hasil] == [
        ("B", False, True), ("A", False, True),
    ]  # fmt: skip
    assert "diputuskan forum" in hasil[0].catatan


@pytest.mark.parametrize(
    ("seri", "salah"), [((None, None), []), ((1, None), ["B"]), ((1, 1), ["A", "B"]), ((1, 2), [])]
)
def test_half_a_decision_on_a_tie_is_refused(seri, salah):
    calon = [replace(c, seri=n) for c, n in zip(kelompok(A=(1, 2), B=(2, 1)), seri, strict=True)]
    assert list(tie_errors(calon, order_by_groups(calon))) == salah


def test_a_place_among_equals_outside_a_tie_counts_for_nothing():
    hasil = order_by_votes([Calon("A", suara=1, seri=1), Calon("B", suara=2, seri=2)])
    assert [u.kode for u in hasil] == ["B", "A"]


def test_what_is_incomplete_comes_last_without_a_rank():
    hasil = order_by_groups(kelompok(A=(None, 1), B=(1, 2), C=()))
    assert ringkas(hasil) == [
        ("B", 3, 1, False),
        ("A", None, None, False),
        ("C", None, None, False),
    ]


def test_a_proposal_not_scored_on_every_criterion_has_no_rank():
    hasil = order_by_criteria(P, [Calon("A", skor=(5,) * 5), Calon("B", skor=(1,) * 6)])
    assert [(u.kode, u.peringkat) for u in hasil] == [("B", 1), ("A", None)]


# --- the tally sheet ---------------------------------------------------------------------------


def suara(banyak, pemilih, pilihan):
    isi = [0] * banyak
    for n in range(pemilih * pilihan):
        isi[n % banyak] += 1
    return {f"U{n:02}": s for n, s in enumerate(isi)}


@pytest.mark.parametrize(("usulan", "pilihan"), [(9, 3), (10, 3), (11, 5), (18, 5), (19, 7)])
def test_54_ballots_add_up_with_three_five_or_seven_choices(usulan, pilihan):
    benar = suara(usulan, 54, pilihan)
    assert sum(benar.values()) == {3: 162, 5: 270, 7: 378}[pilihan]
    assert tally_errors(P, 54, 54, benar) == {}
    kurang = {**benar, "U00": benar["U00"] - 1}
    assert f"seharusnya {54 * pilihan}" in tally_errors(P, 54, 54, kurang)[""]


@pytest.mark.parametrize(
    ("pemilih", "berhak", "isi", "kolom", "kata"),
    [
        (6, 6, {"A": 7, "B": 6, "C": 5}, "A", "hanya sekali"),
        (6, 6, {"A": None, "B": 6, "C": 6}, "A", "tulis 0"),
        (6, 6, {"A": -1, "B": 6, "C": 6}, "A", "kurang dari nol"),
        (6, 5, {"A": 6, "B": 6, "C": 6}, "", "yang berhak memberi suara 5 orang"),
        (0, 5, {"A": 0, "B": 0, "C": 0}, "", "kartu suara"),
    ],
)
def test_a_tally_that_cannot_be_is_refused_and_named(pemilih, berhak, isi, kolom, kata):
    assert kata in tally_errors(P, pemilih, berhak, isi)[kolom]


def test_with_two_proposals_each_ballot_names_both():
    assert tally_errors(P, 4, 4, {"A": 4, "B": 4}) == {}


# --- groups and scores -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("urutan", "kata"),
    [
        ({"A": (1,), "B": (2,)}, None),
        ({"A": (1,), "B": (None,)}, "belum memberi urutan pada “Kegiatan B”"),
        ({"A": (1,), "B": (1,)}, "dipakai lebih dari sekali: 1; tidak dipakai: 2"),
        ({"A": (1,), "B": (3,)}, "tidak dipakai: 2"),
    ],
)
def test_each_group_orders_every_proposal_once(urutan, kata):
    salah = group_errors(kelompok(**urutan))
    assert list(salah) == ([0] if kata else [])
    assert not kata or kata in salah[0]


def test_scores_outside_the_scale_or_missing_are_named():
    assert score_errors(P, (1, 2, 3, 4, 5, 1)) == {}
    assert list(score_errors(P, (1, 9, 3))) == [1, 3, 4, 5]
    assert list(score_errors(P, (1,) * 7)) == [6]


# --- what people decided -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("peringkat", "salah"),
    [
        ({"A": 1, "B": 2, "C": 3}, {}),
        ({}, {}),
        ({"A": 1, "B": 1, "C": 2}, {"A": "dipakai “Jalan” dan “B”", "B": "dipakai"}),
        ({"A": 1, "B": 3, "C": 4}, {"B": "Peringkat 2 tidak dipakai"}),
        ({"A": 4, "B": 5}, {"A": "Peringkat 1 sampai 3 tidak dipakai"}),
        ({"A": 1, "B": 2, "C": 2, "D": 4}, {"B": "dipakai", "C": "dipakai"}),
        ({"A": None, "B": 1}, {"A": "Isi peringkat"}),
        ({"A": 0, "B": 1}, {"A": "mulai dari 1"}),
    ],
)
def test_ranks_run_without_gaps_and_doubles(peringkat, salah):
    hasil = rank_errors(peringkat, {"A": "Jalan"})
    assert hasil.keys() == salah.keys()
    assert all(kata in hasil[k] for k, kata in salah.items())


HITUNG = tuple(Urutan(k, 0, n) for n, k in enumerate("ABCD", 1))


def test_a_changed_order_needs_a_reason_for_each_proposal_that_was_moved():
    beda = differences(HITUNG, {"A": 2, "B": 1, "C": 3, "D": 4})
    assert [(b.kode, b.dihitung, b.diputuskan) for b in beda] == [("B", 2, 1), ("A", 1, 2)]
    assert "(naik 1)" in beda[0].kalimat
    assert "bergeser turun 1 karena usulan lain dipindah" in beda[1].kalimat
    assert list(reason_errors(P, beda, {"A": "x", "B": " "})) == ["B"]
    assert reason_errors(P.dengan({"alasan_urutan_wajib": False}), beda, {}) == {}


@pytest.mark.parametrize(
    ("susunan", "dipindah"),
    [("DABC", "D"), ("BCDA", "A"), ("BADC", "BD"), ("DCBA", "BCD"), ("ABCD", "")],
)
def test_only_what_was_moved_needs_a_reason_not_what_made_room(susunan, dipindah):
    diputuskan = {kode: n for n, kode in enumerate(susunan, 1)}
    beda = differences(HITUNG, diputuskan)
    assert {b.kode for b in beda if b.dipindah} == set(dipindah)
    assert set(reason_errors(P, beda, {})) == set(dipindah)


@given(st.permutations("ABCDEFG"))
def test_what_made_room_keeps_its_order(susunan):
    hitung = tuple(Urutan(k, 0, n) for n, k in enumerate("ABCDEFG", 1))
    beda = differences(hitung, {kode: n for n, kode in enumerate(susunan, 1)})
    geser = [b.kode for b in beda if not b.dipindah]
    assert geser == sorted(geser)
    assert {b.kode for b in beda} == {k for n, k in enumerate(susunan) if "ABCDEFG"[n] != k}


def test_one_postponed_does_not_make_the_others_differ():
    assert differences(HITUNG, {"A": 1, "B": None, "C": 2, "D": 3}) == ()


def test_a_rank_without_a_computed_one_differs_and_nothing_computed_differs_from_nothing():
    (beda,) = differences([Urutan("A", None, None)], {"A": 1})
    assert (beda.dihitung, beda.diputuskan) == (None, 1)
    assert differences((), {"A": 1, "B": 2}) == ()


# --- the same data, the same order -------------------------------------------------------------

CALON = st.lists(
    st.builds(
        Calon,
        st.text("ABCDEFGH", min_size=1, max_size=2),
        kelompok=st.tuples(st.integers(1, 4), st.integers(1, 4)),
        suara=st.one_of(st.none(), st.integers(0, 5)),
        skor=st.tuples(*[st.integers(1, 2)] * 6),
        seri=st.one_of(st.none(), st.integers(1, 3)),
    ),
    unique_by=lambda c: c.kode,
    max_size=8,
)


@given(CALON, st.data(), st.sampled_from(["kelompok", "suara", "kriteria"]))
def test_the_same_data_always_give_the_same_order(calon, data, cara):
    hasil = order(P, cara, calon)
    assert order(P, cara, data.draw(st.permutations(calon))) == hasil
    bernomor = [u.peringkat for u in hasil if u.peringkat]
    assert bernomor == list(range(1, len(bernomor) + 1))
    assert {u.kode for u in hasil} == {c.kode for c in calon}
    assert rank_errors({u.kode: u.peringkat for u in hasil if u.peringkat}, {}) == {}
    assert differences(hasil, {u.kode: u.peringkat for u in hasil}) == ()


@given(CALON, st.sampled_from(["kelompok", "suara", "kriteria"]))
def test_a_tie_is_either_open_or_decided_and_always_explained(calon, cara):
    hasil = order(P, cara, calon)
    per_nilai = {}
    for u in hasil:
        if u.nilai is not None:
            per_nilai.setdefault(u.nilai, []).append(u)
    for anggota in per_nilai.values():
        bersama = len(anggota) > 1
        assert all((u.seri or u.dipecahkan) is bersama for u in anggota)
        assert all(bool(u.catatan) is bersama for u in anggota)
