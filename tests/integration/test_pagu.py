"""Agreed proposals against the indicative ceiling of each agency."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musren.integration.pagu import Disepakati, check, compare
from musren.integration.profil import load

P = load("pnpm-2010")
BARIS = [
    Disepakati("A", "Jalan", "Dinas PU", 1, 700),
    Disepakati("B", "Talud", "DINAS PU.", 2, 200),
    Disepakati("C", "Jembatan", "Dinas PU", 3, 300),
    Disepakati("D", "Poskesdes", "Dinas Kesehatan", 1, 100),
]


def satu(pagu, skpd="Dinas PU", baris=BARIS):
    return next(p for p in compare(pagu, baris) if p.skpd == skpd)


@pytest.mark.parametrize(
    ("pagu", "selisih", "cadangan"),
    [
        (1200, 0, ()),
        (1500, 300, ()),
        (1199, -1, ("C",)),
        (900, -300, ("C",)),
        (899, -301, ("C", "B")),
        (0, -1200, ("C", "B", "A")),
        (None, None, ()),
    ],
)
def test_what_is_over_moves_to_the_reserve_from_the_lowest_rank_up(pagu, selisih, cadangan):
    p = satu({"Dinas PU": pagu})
    assert (p.disepakati, p.usulan, p.selisih, p.cadangan) == (1200, 3, selisih, cadangan)


def test_the_sentence_names_the_rows_to_move():
    p = satu({"Dinas PU": 899})
    assert "sebesar Rp301" in p.kalimat
    assert "“Jembatan” (peringkat 3, Rp300) dan “Talud” (peringkat 2, Rp200)" in p.kalimat
    assert "sisa Rp300" in satu({"Dinas PU": 1500}).kalimat
    assert "belum diisi" in satu({}).kalimat


def test_being_over_only_warns_unless_the_kabupaten_makes_it_binding():
    semua = compare({"Dinas PU": 1, "Dinas Kesehatan": 100}, BARIS)
    assert [(a.aturan, a.keras) for a in check(P, semua)] == [("pagu_indikatif", False)]
    assert check(P.dengan({"pagu_indikatif_mengikat": True}), semua)[0].keras


def test_a_ceiling_without_proposals_and_proposals_without_an_agency_have_their_line():
    semua = compare({"Dinas Sosial": 5}, [Disepakati("A", "x", "", None, None)])
    assert [(p.skpd, p.disepakati, p.selisih) for p in semua] == [
        ("", 0, None),
        ("Dinas Sosial", 0, 5),
    ]
    assert semua[0].kalimat.startswith("Tanpa SKPD")


def test_what_costs_nothing_is_not_moved():
    baris = [Disepakati("A", "x", "S", 1, 10), Disepakati("B", "y", "S", 2, None)]
    assert satu({"S": 5}, "S", baris).cadangan == ("A",)


BARIS_ACAK = st.lists(
    st.builds(
        Disepakati,
        st.text("ABCDEFG", min_size=1, max_size=3),
        st.just("x"),
        st.sampled_from(["Dinas A", "dinas a", "Dinas B"]),
        st.one_of(st.none(), st.integers(1, 9)),
        st.one_of(st.none(), st.integers(0, 100)),
    ),
    unique_by=lambda d: d.kode,
    max_size=9,
)


@given(st.integers(0, 300), BARIS_ACAK, st.data())
def test_after_the_move_it_fits_and_no_money_is_lost(pagu, baris, data):
    semua = compare({"Dinas A": pagu}, baris)
    assert sum(p.disepakati for p in semua) == sum(d.biaya or 0 for d in baris)
    biaya = {d.kode: d.biaya or 0 for d in baris}
    for p in semua:
        sisa = p.disepakati - sum(biaya[k] for k in p.cadangan)
        assert p.pagu is None or sisa <= p.pagu
        assert not p.cadangan or sisa + biaya[p.cadangan[-1]] > (p.pagu or 0)
    lain = compare({"Dinas A": pagu}, data.draw(st.permutations(baris)))
    assert [p.cadangan for p in lain] == [p.cadangan for p in semua]
