"""The women's meeting: who decides, what it brings, replacements, women's share."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musren.integration.mkp import (
    Bagian,
    Peserta,
    check_guests,
    check_usulan,
    replacement_errors,
    replacements,
    share_of_money,
    share_of_people,
    share_of_proposals,
    vote_errors,
    voters,
)
from musren.integration.profil import load
from musren.integration.usulan import FaktaUsulan

P = load("pnpm-2010")
SPP = FaktaUsulan("U1", "Tambahan modal SPP", "spp", "mkp", biaya=76)
POSYANDU = FaktaUsulan("U2", "Pembangunan gedung Posyandu", "prasarana", "mkp", biaya=58)
JALAN = FaktaUsulan("U3", "Rabat beton jalan", "prasarana", "campuran", biaya=180)
KEMBAR = FaktaUsulan("U2", "Cor beton jalan desa", "prasarana", "mkp", biaya=58)
BIDAN = FaktaUsulan("U4", "Pelatihan kader kesehatan", "pendidikan_kesehatan", "mkp")
TIGA = (SPP, POSYANDU, JALAN)
IBU = [Peserta(f"Ibu {i}", "P", "perempuan") for i in range(12)]


def test_only_the_women_present_decide():
    hadir = [*IBU, Peserta("Kades", "L", "pemdes"), Peserta("Tanpa keterangan")]
    assert voters(hadir) == tuple(IBU)


def test_men_may_come_as_guests_and_others_than_officials_are_reminded():
    assert (
        check_guests([*IBU, Peserta("Kades", "L", "pemdes"), Peserta("FK", "L", "fasilitator")])
        == ()
    )
    (alasan,) = check_guests([*IBU, Peserta("Pak Tani", "L", "warga")])
    assert not alasan.keras
    assert "1 laki-laki" in alasan.kalimat


@pytest.mark.parametrize(
    ("suara", "cukup"), [((10, 1, 1), True), ((0, 0, 0), True), ((12, 1, 0), False)]
)
def test_there_are_no_more_votes_than_women(suara, cukup):
    assert (vote_errors([*IBU, Peserta("Kades", "L")], *suara) == []) is cukup


@pytest.mark.parametrize(
    ("usulan", "aturan"),
    [
        (TIGA, []),
        ((SPP, replace(SPP, kode="U5")), ["mkp_satu_spp"]),
        ((POSYANDU, BIDAN), ["mkp_satu_non_spp"]),
        ((*TIGA, replace(JALAN, kode="U5")), ["blm_maksimal"]),
        ((SPP, JALAN), ["mkp_minimal"]),
        ((), ["mkp_minimal"]),
    ],
)
def test_the_women_bring_one_spp_and_one_other_proposal_to_blm(usulan, aturan):
    assert [a.aturan for a in check_usulan(P, usulan)] == aturan


def test_too_few_from_the_women_only_warns_and_the_rest_is_refused():
    hasil = check_usulan(P, [replace(JALAN, kode=f"U{i}") for i in range(4)])
    assert {a.aturan: a.keras for a in hasil} == {"blm_maksimal": True, "mkp_minimal": False}


def test_a_kabupaten_that_allows_more_proposals_has_its_own_division():
    banyak = P.dengan({"max_usulan_blm_per_desa": 6})
    assert check_usulan(banyak, (SPP, replace(SPP, kode="U5"), POSYANDU, BIDAN)) == ()


def test_the_women_may_replace_what_the_mixed_meeting_proposes_too():
    (tawaran,) = replacements(P, [SPP, KEMBAR, JALAN])
    assert (tawaran.mkp_kode, tawaran.campuran_kode) == ("U2", "U3")
    assert tawaran.kalimat.endswith("usulan BLM desa tetap 3.")


@pytest.mark.parametrize("usulan", [TIGA, (KEMBAR, replace(JALAN, asal="dusun")), (KEMBAR, BIDAN)])
def test_without_a_coincidence_nothing_is_offered(usulan):
    assert replacements(P, usulan) == ()


@pytest.mark.parametrize(
    ("diganti", "pengganti", "lain", "kata"),
    [
        (KEMBAR, replace(BIDAN, asal="campuran"), TIGA, "diputuskan MKP"),
        (KEMBAR, replace(BIDAN, jenis="spp"), TIGA, "non-SPP"),
        (SPP, BIDAN, TIGA, "Yang dapat diganti"),
        (JALAN, BIDAN, TIGA, "Yang dapat diganti"),
        (KEMBAR, replace(KEMBAR, kode="U9"), (SPP, KEMBAR, JALAN), "masih serupa"),
        (KEMBAR, BIDAN, (SPP, KEMBAR, JALAN, replace(JALAN, kode="U7", asal="dusun")), "menjadi 4"),
    ],
)
def test_a_replacement_that_is_none_is_refused(diganti, pengganti, lain, kata):
    (keluhan,) = replacement_errors(P, diganti, pengganti, lain)
    assert kata in keluhan


def test_a_replacement_leaves_three_proposals():
    assert replacement_errors(P, KEMBAR, BIDAN, (SPP, KEMBAR, JALAN)) == []
    assert replacement_errors(P, KEMBAR, BIDAN, (SPP, BIDAN, JALAN)) == []


@pytest.mark.parametrize(
    ("bagian", "teks"),
    [
        (share_of_people(["P"] * 12 + ["L"] * 18), "12 dari 30 orang (40,0%)"),
        (share_of_people([]), "belum ada"),
        (share_of_proposals(TIGA), "2 dari 3 usulan (66,7%)"),
        (share_of_money(TIGA), "Rp134 dari Rp314 (42,7%)"),
        (share_of_money([BIDAN]), "belum ada"),
        (Bagian(1, 16, "orang"), "1 dari 16 orang (6,3%)"),
        (Bagian(1500, 1500, "usulan"), "1.500 dari 1.500 usulan (100,0%)"),
    ],
)
def test_the_womens_share_is_told_in_numbers_and_percent(bagian, teks):
    assert bagian.teks == teks


@given(st.lists(st.sampled_from(["L", "P", ""])))
def test_a_share_lies_between_nothing_and_everything(jk):
    persen = share_of_people(jk).persen
    assert (persen is None) is (not jk)
    assert persen is None or Decimal(0) <= persen <= Decimal(100)
