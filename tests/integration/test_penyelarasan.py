"""Income per source against the plan."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musren.integration.penyelarasan import (
    LABEL_DANA,
    KeadaanDana,
    Pagu,
    balance,
    check,
    selaraskan,
)
from musren.integration.profil import load
from tests.integration.contoh import BARIS, fakta

P = load("pnpm-2010")
KETAT = P.dengan({"pagu_desa_mengikat": True})


def satu(pagu, rencana, sumber="add"):
    return next(s for s in selaraskan(P, pagu, rencana) if s.sumber == sumber)


@pytest.mark.parametrize(
    ("pagu", "anggaran", "rencana", "selisih", "keadaan", "kata"),
    [
        (100, None, 100, 0, "cukup", "Rencana Rp100 sama dengan pagu ADD Rp100."),
        (100, None, 130, -30, "lebih", "melebihi pagu ADD Rp100: kurang Rp30"),
        (100, None, 60, 40, "kurang", "Dari pagu ADD Rp100 baru direncanakan Rp60; sisa Rp40."),
        (100, 50, 60, -10, "lebih", "melebihi anggaran APB Desa ADD Rp50"),
        (100, 0, 0, 0, "cukup", "anggaran APB Desa"),
        (None, None, 60, None, "belum_ada_pagu", "belum diisi, padahal sudah direncanakan Rp60"),
        (None, None, 0, None, "belum_ada_pagu", "belum ada rencana"),
    ],
)
def test_a_source_tells_how_its_money_and_the_plan_agree(
    pagu, anggaran, rencana, selisih, keadaan, kata
):
    s = satu([Pagu("add", pagu, anggaran)], [{"add": rencana}])
    assert (s.direncanakan, s.selisih, s.keadaan) == (rencana, selisih, keadaan)
    assert kata in s.kalimat


def test_the_five_sources_stand_in_printed_order_even_without_any_money():
    assert [s.sumber for s in selaraskan(P, [], [])] == ["blm", "apbd", "add", "swadaya", "lain"]


def test_money_without_a_known_source_has_a_line_of_its_own():
    *_, akhir = selaraskan(P, [], [{"": 5, "bansos": 2}, {"add": 1}])
    assert (akhir.sumber, akhir.nama, akhir.direncanakan) == ("", "Belum ada sumber", 7)
    assert "Tentukan sumbernya" in akhir.kalimat


def test_the_worked_example_is_added_up_per_source():
    hasil = {s.sumber: s.direncanakan for s in selaraskan(P, [], [fakta(b).dana for b in BARIS])}
    assert hasil == {
        "blm": 302_700_000,
        "apbd": 2_074_250_000,
        "add": 125_000_000,
        "swadaya": 102_600_000,
        "lain": 374_000_000,
    }


def test_planning_more_than_there_is_only_warns_unless_the_kabupaten_forbids_it():
    selaras = selaraskan(P, [Pagu("add", 10), Pagu("blm", 10)], [{"add": 11, "blm": 10}])
    (lunak,) = check(P, selaras)
    (keras,) = check(KETAT, selaras)
    assert (lunak.keras, keras.keras) == (False, True)
    assert "ADD" in keras.kalimat


def test_the_balance_shows_what_one_more_proposal_does():
    (saldo,) = balance(P, [Pagu("add", 100)], [{"add": 70}], {"add": 20})
    assert (saldo.sebelum, saldo.sesudah, saldo.keadaan) == (30, 10, KeadaanDana.KURANG)
    assert saldo.kalimat == "Sisa ADD Rp30; dengan usulan ini tersisa Rp10."


@pytest.mark.parametrize(
    ("tetap", "kata"),
    [(90, "Sisa ADD Rp10; dengan usulan ini menjadi kurang Rp10"), (110, "ADD sudah kurang Rp10")],
)
def test_the_balance_says_when_the_money_is_not_enough(tetap, kata):
    (saldo,) = balance(P, [Pagu("add", 100)], [{"add": tetap}], {"add": 20})
    assert saldo.keadaan == "lebih"
    assert kata in saldo.kalimat


def test_the_balance_of_unknown_money_says_what_is_missing():
    saldo = balance(P, [], [], {"lain": 20, "": 3})
    assert [(s.sumber, s.sebelum, s.sesudah) for s in saldo] == [
        ("lain", None, None),
        ("", None, None),
    ]
    assert "belum diisi" in saldo[0].kalimat


def test_every_state_has_a_name_for_people():
    assert LABEL_DANA.keys() == set(KeadaanDana)


DANA = st.dictionaries(st.sampled_from(["blm", "add", "swadaya", "x", ""]), st.integers(0, 10**9))


@given(st.lists(DANA, max_size=8), DANA)
def test_no_money_of_the_plan_is_lost(rencana, usulan):
    semua = [*rencana, usulan]
    hasil = selaraskan(P, [Pagu("add", 10**9)], semua)
    assert sum(s.direncanakan for s in hasil) == sum(sum(d.values()) for d in semua)
    saldo = balance(P, [Pagu("add", 10**9)], rencana, usulan)
    ada = {s.sumber for s in saldo if s.sumber}
    assert ada == usulan.keys() - {"x", ""}
