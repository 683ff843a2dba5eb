"""The funnel from proposal to what is built."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musren.integration.corong import TAHAP, FaktaCorong, funnel, stages_of, value_at
from musren.integration.status import StatusUsulan

TAHAPAN = list(TAHAP)
KEC = {"kecamatan": "disepakati"}


@pytest.mark.parametrize(
    ("status", "putusan", "sampai"),
    [
        ("belum_lengkap", {}, 1),
        ("diajukan", {}, 1),
        ("ditolak", {"desa": "ditolak"}, 1),
        ("disepakati", {}, 2),
        ("ditetapkan", {}, 2),
        ("diteruskan", {}, 3),
        ("dikembalikan", {}, 3),
        ("ditunda_kecamatan", {"kecamatan": "ditunda"}, 3),
        ("cadangan_kecamatan", {"kecamatan": "cadangan"}, 3),
        ("disepakati_kecamatan", KEC, 4),
        ("belum_didanai", KEC, 4),
        ("ditetapkan_camat", KEC, 5),
        ("diterima_forum", KEC, 5),
        ("ditolak_forum", KEC, 5),
        ("ditolak_kabupaten", KEC | {"kabupaten": "ditolak"}, 5),
        ("diterima_kabupaten", KEC, 6),
        ("tidak_masuk_anggaran", KEC | {"kabupaten": "diterima_perubahan"}, 6),
        ("masuk_anggaran", KEC | {"kabupaten": "diterima"}, 7),
        ("tidak_masuk_anggaran", {"desa": "disepakati"}, 2),
    ],
)
def test_a_status_tells_how_far_a_proposal_came(status, putusan, sampai):
    assert list(stages_of(FaktaCorong("A", status, putusan))) == TAHAPAN[:sampai]


def test_a_village_pays_without_kecamatan_and_kabupaten():
    fakta = FaktaCorong("A", "masuk_anggaran", {"desa": "disepakati"}, persen=100)
    assert stages_of(fakta) == ("diusulkan", "disepakati_desa", "anggaran", "terbangun")


def test_what_blm_did_not_reach_is_not_in_the_letter_even_when_a_budget_pays_later():
    fakta = FaktaCorong("A", "masuk_anggaran", KEC, spc=False)
    assert "spc" not in stages_of(fakta)
    assert "disepakati_kecamatan" in stages_of(fakta)


@pytest.mark.parametrize("status", ["digabung", "dipecah", "dibatalkan", "ditarik"])
def test_what_lives_on_in_another_proposal_is_not_counted(status):
    assert stages_of(FaktaCorong("A", status, terserap=5)) == ()


def test_each_stage_counts_its_own_value():
    satu = FaktaCorong(
        "A", "masuk_anggaran", KEC | {"kabupaten": "diterima"},
        {"usulan": 100, "desa": 90, "salinan": 90, "kecamatan": 80, "kabupaten": 70},
        terserap=60, persen=100, realisasi=55, asal_mkp=True,
    )  # fmt: skip
    dua = FaktaCorong("B", "diajukan", {}, {"usulan": None})
    hasil = funnel([satu, dua])
    assert [b.rupiah for b in hasil] == [100, 90, 90, 80, 80, 70, 60, 55]
    assert [b.usulan for b in hasil] == [2, 1, 1, 1, 1, 1, 1, 1]
    assert [b.rupiah_mkp for b in hasil] == [b.rupiah for b in hasil]
    assert [b.usulan_mkp for b in hasil] == [1] * 8
    assert [b.tanpa_nilai for b in hasil] == [1, 0, 0, 0, 0, 0, 0, 0]


def test_an_empty_year_still_shows_every_stage():
    assert [(b.tahap, b.usulan, b.rupiah) for b in funnel([])] == [(t, 0, 0) for t in TAHAP]


FAKTA = st.builds(
    FaktaCorong,
    st.just("A"),
    st.sampled_from(list(map(str, StatusUsulan))),
    st.dictionaries(
        st.sampled_from(["desa", "kecamatan", "kabupaten"]),
        st.sampled_from(["disepakati", "ditunda", "diterima", "ditolak"]),
    ),
    st.dictionaries(
        st.sampled_from(["usulan", "kecamatan"]), st.one_of(st.none(), st.integers(0, 9))
    ),
    st.integers(0, 9),
    st.integers(0, 100),
    asal_mkp=st.booleans(),
)


@given(st.lists(FAKTA, max_size=12))
def test_a_bar_is_the_proposals_that_reached_its_stage(semua):
    for b in funnel(semua):
        sampai = [f for f in semua if b.tahap in stages_of(f)]
        assert b.usulan == len(sampai) <= len(semua)
        assert b.rupiah == sum(value_at(f, b.tahap) or 0 for f in sampai)
        assert 0 <= b.usulan_mkp <= b.usulan
        assert 0 <= b.rupiah_mkp <= b.rupiah
