"""Decisions of Forum SKPD and Musrenbang Kabupaten."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musren.integration.forum import (
    PUTUSAN,
    Nilai,
    Putusan,
    changes,
    choices,
    decision_errors,
    status_after,
)
from musren.integration.profil import load
from musren.integration.status import StatusUsulan

P = load("pnpm-2010")
BEBAS = P.dengan({"alasan_putusan_wajib": False})
ASAL = Nilai(Decimal(620), "meter", 168_200_000, "Dusun I", "Dinas PU")
SKPD = ("Dinas PU", "Dinas Kesehatan")


def salah(putusan, tingkat="forum_skpd", profil=P):
    return sorted(decision_errors(profil, tingkat, ASAL, putusan, SKPD))


@pytest.mark.parametrize(
    ("putusan", "kolom"),
    [
        (Putusan("diterima"), []),
        (Putusan("diterima", volume=Decimal(620), biaya=168_200_000, lokasi="dusun i"), []),
        (Putusan("diterima", biaya=1), ["perubahan"]),
        (Putusan("diterima_perubahan", "Dana terbatas", biaya=100_000_000), []),
        (Putusan("diterima_perubahan", "Dana terbatas", volume=Decimal(500)), []),
        (Putusan("diterima_perubahan", "Pindah", lokasi="Dusun II"), []),
        (Putusan("diterima_perubahan", "Dana terbatas"), ["perubahan"]),
        (Putusan("diterima_perubahan", "Dana terbatas", biaya=0), ["perubahan"]),
        (Putusan("diterima_perubahan", "Dana terbatas", volume=Decimal(0)), ["perubahan"]),
        (Putusan("diterima_perubahan", " ", biaya=1), ["alasan"]),
        (Putusan("diterima_perubahan"), ["alasan", "perubahan"]),
        (Putusan("ditolak", "Lahan sengketa"), []),
        (Putusan("ditolak"), ["alasan"]),
        (Putusan("dialihkan", "Bukan tugasnya", skpd_tujuan="dinas kesehatan"), []),
        (Putusan("dialihkan", "Bukan tugasnya"), ["skpd_tujuan"]),
        (Putusan("dialihkan", "Bukan tugasnya", skpd_tujuan="Dinas PU."), ["skpd_tujuan"]),
        (Putusan("dialihkan", "Bukan tugasnya", skpd_tujuan="Dinas Gaib"), ["skpd_tujuan"]),
        (Putusan("dialihkan", skpd_tujuan="Dinas Kesehatan"), ["alasan"]),
        (Putusan(""), ["putusan"]),
        (Putusan("mungkin"), ["putusan"]),
    ],
)
def test_each_decision_needs_what_it_changes_and_why(putusan, kolom):
    assert salah(putusan) == kolom


def test_the_kabupaten_does_not_re_route():
    assert "dialihkan" not in choices("kabupaten")
    assert salah(Putusan("dialihkan", "x", skpd_tujuan="Dinas Kesehatan"), "kabupaten") == [
        "putusan"
    ]


def test_without_a_list_of_agencies_any_other_name_is_taken():
    putusan = Putusan("dialihkan", "x", skpd_tujuan="Dinas Gaib")
    assert decision_errors(P, "forum_skpd", ASAL, putusan) == {}


def test_an_office_may_leave_reasons_of_changes_out_but_never_that_of_a_refusal():
    assert salah(Putusan("diterima_perubahan", biaya=1), profil=BEBAS) == []
    assert salah(Putusan("ditolak"), profil=BEBAS) == ["alasan"]


def test_what_changed_is_told_in_phrases():
    putusan = Putusan("diterima_perubahan", "x", Decimal(500), 100_000_000, "Dusun II")
    assert changes(ASAL, putusan) == (
        "volume 620 menjadi 500 meter",
        "biaya Rp168.200.000 menjadi Rp100.000.000",
        "lokasi Dusun I menjadi Dusun II",
    )
    assert changes(Nilai(), Putusan("x", biaya=5)) == ("biaya belum diisi menjadi Rp5",)


@pytest.mark.parametrize("tingkat", ["forum_skpd", "kabupaten"])
def test_every_decision_leads_to_a_known_status_or_stays(tingkat):
    for putusan in choices(tingkat):
        ke = status_after(tingkat, putusan)
        assert (ke is None) is (putusan == "dialihkan")
        assert ke is None or StatusUsulan(ke)


@given(
    st.sampled_from([*PUTUSAN, ""]),
    st.text(max_size=3),
    st.one_of(st.none(), st.decimals(0, 999, places=1)),
    st.one_of(st.none(), st.integers(0, 999)),
    st.sampled_from(["", "Dusun I", "Dusun II"]),
    st.sampled_from(["", *SKPD, "x"]),
)
def test_every_complaint_is_a_sentence(putusan, alasan, volume, biaya, lokasi, tujuan):
    isi = Putusan(putusan, alasan, volume, biaya, lokasi, tujuan)
    for tingkat in ("forum_skpd", "kabupaten"):
        for kalimat in decision_errors(P, tingkat, ASAL, isi, SKPD).values():
            assert kalimat.endswith(".")
