"""What a merged proposal says at first, and how the money of a split one is shared."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musren.integration.silsilah import merged, merged_shares, split_errors, split_shares

SATU = {
    "kegiatan": "Rabat beton Dusun I", "jenis": "prasarana", "satuan": "meter", "bidang": "Fisik",
    "volume": Decimal(100), "biaya": 50_000_000, "asal": "dusun", "sifat": "B",
    "manfaat": "Jalan kering", "pemanfaat_l": 10, "asal_usulan_lama_tahun": None,
}  # fmt: skip
DUA = SATU | {
    "kegiatan": "Rabat beton Dusun II", "volume": Decimal("50.5"), "biaya": 25_000_000,
    "pemanfaat_l": 5, "asal_usulan_lama_tahun": 2009,
}  # fmt: skip


def test_costs_and_volumes_of_one_unit_are_added_and_texts_stand_side_by_side():
    made = merged([SATU, DUA])
    assert made["kegiatan"] == "Rabat beton Dusun I dan Rabat beton Dusun II"
    assert (made["volume"], made["satuan"], made["biaya"]) == (
        Decimal("150.5"),
        "meter",
        75_000_000,
    )
    assert (made["manfaat"], made["pemanfaat_l"]) == ("Jalan kering", 15)
    assert made["asal_usulan_lama_tahun"] == 2009


@pytest.mark.parametrize(
    ("other", "open_names"),
    [
        ({"satuan": "unit"}, {"satuan", "volume"}),
        ({"jenis": "spp"}, {"jenis"}),
        ({"asal": "mkp"}, {"asal"}),
        ({"biaya": None}, {"biaya"}),
        ({"volume": None}, {"volume"}),
    ],
)
def test_what_does_not_agree_is_left_open(other, open_names):
    made = merged([SATU, DUA | other])
    known = {"satuan", "volume", "jenis", "asal", "biaya", "sifat", "bidang"}
    assert {name for name in known if not made[name]} == open_names


def test_a_line_that_would_be_too_long_keeps_the_first_text():
    long = SATU | {"kegiatan": "x" * 299}
    assert merged([long, DUA])["kegiatan"] == "x" * 299


def test_shares_of_one_source_are_added_and_an_unknown_amount_stays_unknown():
    shares = [("add", "", 5), ("swadaya", "", 1), ("add", "", 7), (None, "PPIP", None)]
    assert merged_shares([*shares, (None, "PPIP", 3)]) == [
        ("add", "", 12), ("swadaya", "", 1), (None, "PPIP", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("biaya", "bagian", "note", "told"),
    [
        (100, [60, 40], "", ""),
        (100, [60, 30], "", "selisih Rp10"),
        (100, [60, 50], "", "selisih Rp10"),
        (100, [60, 30], "Harga turun", ""),
        (100, [60, None], "Harga turun", "1 bagian belum berbiaya"),
        (None, [None, 5], "", ""),
    ],
)
def test_parts_cost_what_the_whole_did_or_the_difference_is_explained(biaya, bagian, note, told):
    found = split_errors(biaya, bagian, note)
    assert bool(found) is bool(told)
    assert told in " ".join(found)


money = st.integers(0, 10**12)


@given(st.lists(money, min_size=1, max_size=6), st.data())
def test_when_the_parts_make_the_whole_no_rupiah_of_any_source_is_lost(amounts, data):
    whole = sum(amounts)
    cuts = sorted(data.draw(st.lists(st.integers(0, whole), max_size=6)))
    parts = [b - a for a, b in zip([0, *cuts], [*cuts, whole], strict=True)]
    dana = [(f"s{n}", "", amount) for n, amount in enumerate(amounts)]
    shared = split_shares(dana, parts)
    if whole:
        assert [sum(n for _, _, n in shares) for shares in shared] == parts
    for sumber, _, amount in dana:
        got = [n for shares in shared for s, _, n in shares if s == sumber]
        assert sum(n or 0 for n in got) == amount
        assert all((n or 0) >= 0 for n in got)


@given(st.lists(money, min_size=1, max_size=5), st.lists(money, min_size=1, max_size=5))
def test_shares_always_add_up_to_the_part(amounts, parts):
    dana = [(f"s{n}", "", amount) for n, amount in enumerate(amounts)]
    for shares, cost in zip(split_shares(dana, parts), parts, strict=True):
        if all(n is not None for _, _, n in shares):
            assert sum(n for _, _, n in shares) == cost


def test_money_is_shared_in_proportion():
    dana = [("add", "", 80), ("swadaya", "", 20)]
    assert split_shares(dana, [50, 50]) == [[("add", "", 40), ("swadaya", "", 10)]] * 2


def test_unknown_amounts_keep_the_names_of_the_sources():
    assert split_shares([("add", "", None)], [7, None]) == [[("add", "", 7)], [("add", "", None)]]
    two = [("add", "", None), (None, "PPIP", 5)]
    assert split_shares(two, [7]) == [[("add", "", None), (None, "PPIP", None)]]
