"""BLM down the ranks: the running sum, the remainder, and what if the ceiling were another."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musren.integration.pendanaan import (
    Calon,
    Masukan,
    PilihanSisa,
    Tambahan,
    allocate,
    check_inputs,
    input_errors,
    inputs,
    option_errors,
    what_if,
)
from musren.integration.profil import load

P = load("pnpm-2010")
JUTA = 1_000_000
PAGU = 1500 * JUTA


def baris(awal, *ribu):
    return [Calon(f"{awal}{n}", f"Kegiatan {awal}{n}", n, b * 1000) for n, b in enumerate(ribu, 1)]


SPP = baris("S", 76_000, 64_000, 88_000, 59_000, 72_000, 51_000)
LAIN = baris("N", 168_200, 58_500, 245_000, 310_000, 92_000, 287_500, 74_000, 198_000, 145_000)
MASUKAN = inputs(P, PAGU)


def contoh(sisa=None):
    return allocate(MASUKAN, SPP, LAIN, sisa)


def test_the_shares_of_the_ceiling_are_those_of_the_profile():
    assert Masukan(PAGU, 30 * JUTA, 45 * JUTA, 375 * JUTA) == MASUKAN
    assert MASUKAN.operasional == 75 * JUTA


def test_the_worked_example_is_allocated_to_the_rupiah():
    hasil = contoh()
    assert [b.didanai for b in hasil.spp] == [True] * 5 + [False]
    assert hasil.jumlah_spp == 359_000_000
    assert hasil.spp[4].kumulatif == 359_000_000
    assert 359_000_000 + (SPP[5].blm or 0) == 410_000_000 > MASUKAN.spp_maks
    assert hasil.pot == 1_066_000_000
    assert [b.kode for b in hasil.bukan_spp if b.didanai] == ["N1", "N2", "N3", "N4", "N5"]
    assert hasil.jumlah_bukan_spp == 873_700_000
    assert (hasil.sisa, hasil.sisa_awal) == (192_300_000, 192_300_000)
    assert (hasil.berikut, hasil.perlu_swadaya) == ("N6", 95_200_000)
    assert [b.kumulatif for b in hasil.bukan_spp][:5] == [
        168_200_000, 226_700_000, 471_700_000, 781_700_000, 873_700_000,
    ]  # fmt: skip


def test_lower_ranks_are_not_pulled_up_and_the_reason_says_so():
    hasil = contoh()
    assert "sisa batas SPP Rp16.000.000, kurang Rp35.000.000" in hasil.spp[5].alasan
    assert "kurang Rp95.200.000" in hasil.bukan_spp[5].alasan
    assert all("tidak dilompati" in b.alasan for b in hasil.bukan_spp[6:])
    assert "Sisa BLM Rp192.300.000." in hasil.kalimat
    assert "Forum belum memutuskan sisa BLM." in hasil.kalimat


def test_a_spp_that_crosses_the_cap_stops_the_smaller_ones_after_it():
    hasil = allocate(MASUKAN, baris("S", 300_000, 100_000, 10_000), [])
    assert hasil.didanai == ("S1",)


def test_the_next_in_rank_is_funded_with_more_swadaya():
    hasil = contoh(PilihanSisa("tambah_swadaya", "N6", 95_200_000))
    n6 = hasil.bukan_spp[5]
    assert (n6.didanai, n6.blm, n6.swadaya, n6.kumulatif) == (
        True, 192_300_000, 95_200_000, 1_066_000_000,
    )  # fmt: skip
    assert hasil.sisa == 0
    assert not any(b.didanai for b in hasil.bukan_spp[6:])
    assert "Rp95.200.000" in n6.alasan


def test_an_agreed_activity_grows_by_the_remainder():
    hasil = contoh(PilihanSisa("tambah_volume", tambahan=(Tambahan("N1", 192_300_000),)))
    assert hasil.bukan_spp[0].blm == 360_500_000
    assert hasil.bukan_spp[4].kumulatif == 1_066_000_000
    assert (hasil.sisa, hasil.sisa_awal) == (0, 192_300_000)
    assert "Rp192.300.000" in hasil.bukan_spp[0].alasan


def test_the_remainder_may_go_back():
    hasil = contoh(PilihanSisa("kembali"))
    assert hasil.sisa == 192_300_000
    assert "Putusan forum atas sisa: Tidak dialokasikan; kembali ke kas negara." in hasil.kalimat


@pytest.mark.parametrize(
    ("pilihan", "kolom"),
    [
        (PilihanSisa("lain"), ["pilihan_sisa"]),
        (PilihanSisa("tambah_swadaya", "N7", 95_200_000), ["sisa_usulan_id"]),
        (PilihanSisa("tambah_swadaya", "N6", 95_199_999), ["swadaya_tambahan"]),
        (PilihanSisa("tambah_swadaya", "N6", 287_500_000), ["swadaya_tambahan"]),
        (PilihanSisa("tambah_volume"), ["tambahan"]),
        (PilihanSisa("tambah_volume", tambahan=(Tambahan("N6", 1),)), ["tambahan.0.usulan_id"]),
        (PilihanSisa("tambah_volume", tambahan=(Tambahan("N1", 0),)), ["tambahan.0.biaya"]),
        (PilihanSisa("tambah_volume", tambahan=(Tambahan("N1", None),)), ["tambahan.0.biaya"]),
        (
            PilihanSisa("tambah_volume", tambahan=(Tambahan("N1", 1), Tambahan("N1", 2))),
            ["tambahan.1.usulan_id"],
        ),
        (PilihanSisa("tambah_volume", tambahan=(Tambahan("N1", 192_300_001),)), ["tambahan"]),
        (PilihanSisa("tambah_volume", tambahan=(Tambahan("S1", 16_000_001),)), ["tambahan"]),
    ],
)
def test_a_choice_that_cannot_be_is_refused_and_changes_nothing(pilihan, kolom):
    dasar = contoh()
    assert list(option_errors(dasar, pilihan)) == kolom
    assert contoh(pilihan).didanai == dasar.didanai
    assert contoh(pilihan).sisa == dasar.sisa


def test_without_a_remainder_there_is_nothing_to_choose():
    habis = allocate(Masukan(10, 0, 0, 0), [], [Calon("A", "A", 1, 10)])
    assert habis.sisa == 0
    assert list(option_errors(habis, PilihanSisa("kembali"))) == ["pilihan_sisa"]
    semua = allocate(Masukan(11, 0, 0, 0), [], [Calon("A", "A", 1, 10)])
    assert "Semua usulan" in option_errors(semua, PilihanSisa("tambah_swadaya"))["pilihan_sisa"]
    assert option_errors(semua, PilihanSisa()) == {}


@pytest.mark.parametrize("blm", [None, 0])
def test_an_unknown_cost_stops_the_allocation_with_its_reason(blm):
    hasil = allocate(Masukan(100, 0, 0, 0), [], [Calon("A", "A", 1, blm), Calon("B", "B", 2, 5)])
    assert hasil.didanai == ()
    assert "belum diisi" in hasil.bukan_spp[0].alasan
    assert (hasil.berikut, hasil.perlu_swadaya) == ("A", None)
    salah = option_errors(hasil, PilihanSisa("tambah_swadaya", "A", 5))
    assert list(salah) == ["sisa_usulan_id"]


def test_what_spp_does_not_use_goes_to_the_others():
    assert allocate(MASUKAN, [], LAIN).pot == 1_425_000_000


def test_operations_above_the_ceiling_fund_nothing_and_say_so():
    masukan = Masukan(100, 80, 30, 25)
    assert "bersama melebihi" in input_errors(masukan)["op_tpk"]
    hasil = allocate(masukan, baris("S", 1), baris("N", 1))
    assert hasil.didanai == ()
    assert any("tidak ada usulan yang terdanai" in k for k in hasil.kalimat)


@pytest.mark.parametrize(
    ("ubah", "kolom"), [({"op_upk": PAGU + 1}, "op_upk"), ({"spp_maks": -1}, "spp_maks")]
)
def test_inputs_out_of_bounds_are_named(ubah, kolom):
    assert list(input_errors(replace(MASUKAN, **ubah))) == [kolom]
    assert input_errors(MASUKAN) == {}


def test_more_spp_than_the_share_is_refused_and_more_operations_only_warned_of():
    assert check_inputs(P, MASUKAN) == ()
    hasil = check_inputs(P, replace(MASUKAN, spp_maks=375 * JUTA + 1, op_tpk=46 * JUTA))
    assert [(a.aturan, a.keras) for a in hasil] == [("spp_maks", True), ("op_tpk", False)]
    assert "25 persen" in hasil[0].kalimat


def test_what_if_the_ceiling_were_another():
    hasil = what_if(P, [1000 * JUTA, PAGU, 3000 * JUTA], SPP, LAIN)
    assert [len(a.didanai) for a in hasil] == [3 + 3, 5 + 5, 6 + 9]
    assert hasil[0].masukan.spp_maks == 250 * JUTA
    assert hasil[1].didanai == contoh().didanai


BARIS = st.lists(st.one_of(st.none(), st.integers(0, 500)), max_size=9).map(
    lambda xs: [Calon(f"k{n}", "x", n, x) for n, x in enumerate(xs, 1)]
)


@given(st.integers(0, 2000), st.integers(0, 100), st.integers(0, 600), BARIS, BARIS)
def test_the_ceiling_holds_and_the_funded_are_the_first_of_each_list(pagu, op, spp_maks, spp, lain):
    hasil = allocate(Masukan(pagu, op, 0, spp_maks), spp, lain)
    assert hasil.jumlah_spp <= spp_maks
    if op <= pagu:
        assert hasil.jumlah_spp + hasil.jumlah_bukan_spp + op + hasil.sisa == pagu
    for daftar in (hasil.spp, hasil.bukan_spp):
        didanai = [b.didanai for b in daftar]
        assert didanai == sorted(didanai, reverse=True)
        jalan = [b.kumulatif for b in daftar if b.didanai]
        assert jalan == sorted(set(jalan))
        assert all(b.alasan.endswith(".") for b in daftar)


@given(st.permutations(LAIN), st.permutations(SPP))
def test_the_order_of_the_rows_does_not_matter(lain, spp):
    assert allocate(MASUKAN, spp, lain) == contoh()


@given(st.integers(0, 300_000_000), st.sampled_from([b.kode for b in LAIN]))
def test_no_choice_goes_over_the_ceiling(jumlah, kode):
    for pilihan in (
        PilihanSisa("tambah_swadaya", kode, jumlah),
        PilihanSisa("tambah_volume", tambahan=(Tambahan(kode, jumlah),)),
    ):
        hasil = contoh(pilihan)
        assert hasil.jumlah_spp + hasil.jumlah_bukan_spp + hasil.sisa + 75 * JUTA == PAGU
        assert hasil.sisa >= 0
