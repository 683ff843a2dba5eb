"""Picking rows of the RPJM-Desa for a year, and funding that follows another cost."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musren.integration.petik import Petikan, pick, share_out
from musren.integration.rpjm_rencana import BarisRpjm, Dana, Tahunan


def row(*tahunan: Tahunan, biaya=100, volume=Decimal(10)):
    return BarisRpjm(kode="R-1", biaya=biaya, volume=volume, tahunan=tahunan)


A, B, C = (Tahunan(2011, Decimal(4), 40), Tahunan(2012, Decimal(6), 60), Tahunan(2013))


@pytest.mark.parametrize(
    ("tahunan", "tahun", "pernah", "expected"),
    [
        ((A, B), 2011, False, Petikan((2011,), Decimal(4), 40)),
        ((A, B), 2012, False, Petikan((2011, 2012), Decimal(10), 100)),
        ((A, B), 2012, True, Petikan((2012,), Decimal(6), 60)),
        ((A,), 2012, False, Petikan((2011,), Decimal(4), 40)),
        ((A,), 2012, True, None),
        ((B,), 2011, False, None),
        ((), 2012, False, Petikan((), Decimal(10), 100)),
        ((), 2012, True, None),
        ((C,), 2013, False, Petikan((2013,), Decimal(10), 100)),
        ((A, C), 2013, True, Petikan((2013,), None, None)),
    ],
)
def test_a_row_is_offered_in_its_year_or_later_when_nobody_picked_it(
    tahunan, tahun, pernah, expected
):
    assert pick(row(*tahunan), tahun, pernah=pernah) == expected


ADD, SELF = Dana("add", "ADD", 80), Dana("swadaya", "", 20)


@pytest.mark.parametrize(
    ("dana", "biaya", "sumber", "expected"),
    [
        ((ADD, SELF), 100, "", (("add", 80), ("swadaya", 20))),
        ((ADD, SELF), 50, "", (("add", 40), ("swadaya", 10))),
        ((ADD, SELF), 33, "", (("add", 27), ("swadaya", 6))),
        ((ADD, SELF), 100, "blm", (("blm", 80), ("swadaya", 20))),
        ((ADD, SELF), 100, "swadaya", (("add", 80), ("swadaya", 20))),
        ((ADD,), 100, "swadaya", (("swadaya", 100),)),
        ((SELF,), 100, "add", (("add", 100),)),
        ((Dana(None, "DDS", 100),), 40, "lain", (("lain", 40),)),
        ((Dana("lain", "PBH"), Dana("add", "ADD")), 40, "", (("lain", None), ("add", None))),
        ((Dana("lain", "PBH", 15), Dana("add", "ADD")), 40, "", (("lain", 15), ("add", 25))),
        ((Dana("lain", "PBH", 50), Dana("add", "ADD")), 40, "", (("lain", 50), ("add", None))),
        ((ADD, SELF), None, "", (("add", 80), ("swadaya", 20))),
        ((), 40, "", ()),
        ((), 40, "add", (("add", 40),)),
        ((Dana("add", "", 0), Dana("swadaya", "", 0)), 9, "", (("add", 9), ("swadaya", 0))),
    ],
)
def test_funding_follows_the_cost_and_the_chosen_source(dana, biaya, sumber, expected):
    assert tuple((d.sumber, d.jumlah) for d in share_out(dana, biaya, sumber)) == expected


def test_the_villages_own_words_stay_with_a_source_nobody_had_named():
    (kept,) = share_out((Dana(None, "DDS", 5),), 5, "lain")
    assert kept.rincian == "DDS"


money = st.integers(min_value=0, max_value=10**12)
names = st.sampled_from(["blm", "apbd", "add", "swadaya", "lain", None])


@given(st.lists(st.builds(Dana, names, st.just(""), money), min_size=1), money, names)
def test_known_shares_add_up_to_the_cost_and_never_go_below_zero(dana, biaya, sumber):
    made = share_out(dana, biaya, sumber or "")
    assert sum(d.jumlah for d in made) == biaya
    assert min(d.jumlah for d in made) >= 0
