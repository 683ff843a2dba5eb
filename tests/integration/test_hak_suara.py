"""Voting rights, letters of authority and the quorum."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musren.integration.hak_suara import Pemilih, check_quorum, quorum, right_errors, voters
from musren.integration.profil import load

P = load("pnpm-2010")
A, B = "99.01.01.2001", "99.01.01.2002"
WAKIL = {A: [f"Wakil {n}" for n in range(1, 7)]}
KUASA = Pemilih("Pengganti", A, hak_suara=True, mewakili="Wakil 6", surat_kuasa="05/2011",
                kuasa_diketahui=True)  # fmt: skip


def hak(*hadir):
    return voters(P, hadir, WAKIL)


def test_the_named_wakil_vote_whatever_the_spelling_of_their_name():
    (satu,) = hak(Pemilih("wakil  1", A))
    assert satu.berhak


@pytest.mark.parametrize(
    ("siapa", "kata"),
    [
        (Pemilih("Tamu", A, hak_suara=True), "Bukan wakil desa"),
        (Pemilih("Camat", hak_suara=True), "isi desanya"),
        (replace(KUASA, surat_kuasa=" "), "memerlukan surat kuasa"),
        (replace(KUASA, kuasa_diketahui=False), "diketahui Kepala Desa dan BPD"),
        (replace(KUASA, mewakili="Orang lain"), "bukan wakil desa yang dipilih"),
    ],
)
def test_who_is_not_named_or_has_no_valid_letter_does_not_vote(siapa, kata):
    (h,) = hak(siapa)
    assert not h.berhak
    assert kata in right_errors([siapa], [h])[0]


def test_a_replacement_votes_with_a_letter_known_to_kepala_desa_and_bpd():
    (h,) = hak(KUASA)
    assert h.berhak
    assert "05/2011" in h.alasan
    assert right_errors([KUASA], [h]) == {}


def test_a_wakil_who_came_is_not_replaced():
    ganti, sendiri = hak(KUASA, Pemilih("Wakil 6", A))
    assert (ganti.berhak, sendiri.berhak) == (False, True)


def test_one_wakil_has_one_voice():
    satu, dua = hak(KUASA, replace(KUASA, nama="Pengganti lain"))
    assert (satu.berhak, dua.berhak) == (True, False)
    assert "sudah dipakai" in dua.alasan


def test_a_village_has_at_most_six_voices():
    banyak = voters(P, [Pemilih(f"Orang {n}", B, hak_suara=True) for n in range(8)], WAKIL)
    assert sum(h.berhak for h in banyak) == 6
    assert "sudah mempunyai 6 pemilih" in banyak[7].alasan


def test_where_the_choice_of_a_village_is_not_on_record_the_list_is_believed():
    ya, tidak = voters(P, [Pemilih("X", B, hak_suara=True), Pemilih("Y", B)], WAKIL)
    assert (ya.berhak, tidak.berhak) == (True, False)
    assert "belum tercatat" in ya.alasan


def test_who_claims_no_vote_is_no_mistake():
    tamu = Pemilih("Tamu", A)
    assert right_errors([tamu], hak(tamu)) == {}


@pytest.mark.parametrize(
    ("desa", "tiap", "tercapai"), [(9, 4, True), (6, 6, True), (5, 6, False), (9, 3, False)]
)
def test_the_quorum_is_two_thirds_of_the_wakil_from_two_thirds_of_the_villages(
    desa, tiap, tercapai
):
    hadir = [Pemilih(f"{d}-{n}", f"d{d}", hak_suara=True) for d in range(desa) for n in range(tiap)]
    k = quorum(P, voters(P, hadir, {}), 9)
    assert (k.pemilih_perlu, k.desa_perlu) == (36, 6)
    assert k.tercapai is tercapai
    assert bool(check_quorum(P, k)) is not tercapai


def test_a_missing_quorum_warns_unless_the_kabupaten_makes_it_binding():
    k = quorum(P, [], 9)
    assert [a.keras for a in check_quorum(P, k)] == [False]
    assert [a.keras for a in check_quorum(P.dengan({"kuorum_mengikat": True}), k)] == [True]


HADIR = st.builds(
    Pemilih,
    st.sampled_from([*WAKIL[A], "Tamu", ""]),
    st.sampled_from([A, B, ""]),
    st.booleans(),
    st.sampled_from(["", "Wakil 1", "Wakil 2", "Tamu"]),
    st.sampled_from(["", "1/2011"]),
    st.booleans(),
)


@given(st.lists(HADIR, max_size=20))
def test_no_village_ever_has_more_voices_than_wakil(hadir):
    semua = voters(P, hadir, WAKIL)
    assert [h.nama for h in semua] == [p.nama for p in hadir]
    for desa in (A, B, ""):
        assert sum(h.berhak for h in semua if h.desa_kode == desa) <= (6 if desa else 0)
    assert all(h.alasan.endswith(".") for h in semua)
