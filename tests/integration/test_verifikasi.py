"""Sheets, recommendation and return of the Tim Verifikasi."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musren.integration.profil import ProfileError, load
from musren.integration.verifikasi import (
    DAPAT_DIKEMBALIKAN,
    KOLOM,
    REKOMENDASI,
    Pengembalian,
    Periksa,
    answer_errors,
    aspek,
    check,
    check_return,
    checklist,
    labels_of,
    lembar_of,
    pertanyaan,
    return_errors,
)
from tests.integration.contoh import satu

P = load("pnpm-2010")
HARI_INI = date(2011, 2, 7)
RAPAT = date(2011, 2, 21)
LENGKAP = Periksa(
    lembar="prasarana",
    kelengkapan={b.kunci: "ada" for b in checklist(P, "prasarana")},
    aspek=dict.fromkeys(aspek(P), "baik"),
    khusus=dict.fromkeys(pertanyaan(P, "prasarana"), "ada"),
    rekomendasi="layak",
    tanggal_kunjungan=date(2011, 2, 5),
    pemeriksa=("Anggota",),
)


def aturan(profil, periksa):
    return {a.aturan: a.keras for a in check(profil, periksa, HARI_INI)}


@pytest.mark.parametrize(
    ("jenis", "bidang", "kegiatan", "lembar"),
    [
        ("spp", "ekonomi", "Penambahan modal SPP", "simpan_pinjam"),
        ("prasarana", "sosial_budaya", "Pembangunan gedung Posyandu", "prasarana"),
        ("kapasitas", "ekonomi", "Jalan-jalan", "kapasitas"),
        ("pendidikan_kesehatan", "sosial_budaya", "Pelatihan kader Posyandu", "kesehatan"),
        ("pendidikan_kesehatan", "sosial_budaya", "Beasiswa murid SD", "pendidikan"),
        ("pendidikan_kesehatan", "Pendidikan", "Bantuan seragam", "pendidikan"),
        ("pendidikan_kesehatan", "", "Seragam", "kesehatan"),
        ("lainnya", "fisik", "Rehabilitasi 3 ruang kelas SDN 02", "prasarana"),
        ("lainnya", "sosial_budaya", "Insentif guru PAUD", "pendidikan"),
        ("lainnya", "ekonomi", "Bantuan sapi bergulir", "kapasitas"),
        ("lainnya", "", "Sesuatu", "prasarana"),
        ("", "", "", "prasarana"),
    ],
)
def test_a_proposal_gets_the_sheet_that_suits_it(jenis, bidang, kegiatan, lembar):
    assert lembar_of(P, jenis, bidang, kegiatan) == lembar


@pytest.mark.parametrize(
    ("kode", "lembar"), [("P01", "prasarana"), ("P02", "simpan_pinjam"), ("K07", "kesehatan")]
)
def test_the_worked_example_gets_its_sheets(kode, lembar):
    u = satu(kode)
    assert lembar_of(P, u.jenis, u.bidang, u.kegiatan) == lembar


def test_every_sheet_has_documents_and_questions_and_the_seven_aspects():
    for lembar in P.lembar:
        assert any(b.wajib for b in checklist(P, lembar.kunci))
        assert pertanyaan(P, lembar.kunci)
    assert len(aspek(P)) == 7


def test_a_complete_sheet_meets_no_objection():
    assert check(P, LENGKAP, HARI_INI) == ()
    assert answer_errors(P, LENGKAP) == {}


def test_a_sheet_still_being_filled_in_is_left_alone():
    assert check(P, Periksa("prasarana"), HARI_INI) == ()


@pytest.mark.parametrize("rekomendasi", ["layak_perbaikan", "tidak_layak"])
@pytest.mark.parametrize(("profil", "keras"), [(True, True), (False, False)])
def test_anything_but_layak_needs_a_reason(rekomendasi, profil, keras):
    p = P.dengan({"verifikasi_alasan_wajib": profil})
    tanpa = replace(LENGKAP, rekomendasi=rekomendasi, alasan="  ")
    assert aturan(p, tanpa) == {"verifikasi_alasan": keras}
    assert aturan(p, replace(tanpa, alasan="Lahan belum jelas.")) == {}


@pytest.mark.parametrize("keadaan", ["tidak", ""])
@pytest.mark.parametrize("keras", [True, False])
def test_layak_waits_for_the_required_documents(keadaan, keras):
    p = P.dengan({"verifikasi_dokumen_wajib": keras})
    kurang = replace(LENGKAP, kelengkapan={**LENGKAP.kelengkapan, "biaya": keadaan})
    (alasan,) = check(p, kurang, HARI_INI)
    assert (alasan.aturan, alasan.keras) == ("verifikasi_dokumen", keras)
    assert "Perkiraan biaya" in alasan.kalimat
    perbaikan = replace(kurang, rekomendasi="layak_perbaikan", alasan="RAB belum ada.")
    assert aturan(p, perbaikan) == {}


def test_a_document_may_be_missing_when_it_is_not_required_or_not_needed():
    ada = {**LENGKAP.kelengkapan, "lahan": "tidak", "biaya": "tidak_perlu"}
    assert aturan(P, replace(LENGKAP, kelengkapan=ada)) == {}


@pytest.mark.parametrize(
    ("ubah", "kena"),
    [
        ({"aspek": {}}, "verifikasi_aspek"),
        ({"aspek": {**LENGKAP.aspek, "teknis": "kurang"}}, "verifikasi_aspek_kurang"),
        ({"khusus": {}}, "verifikasi_pertanyaan"),
        ({"khusus": {**LENGKAP.khusus, "ukuran": None}}, "verifikasi_pertanyaan"),
        ({"tanggal_kunjungan": None}, "verifikasi_kunjungan"),
        ({"tanggal_kunjungan": date(2011, 2, 8)}, "verifikasi_kunjungan"),
        ({"pemeriksa": (" ",)}, "verifikasi_pemeriksa"),
    ],
)
def test_what_is_unfinished_only_warns(ubah, kena):
    assert aturan(P, replace(LENGKAP, **ubah)) == {kena: False}


def test_a_zero_is_an_answer():
    assert aturan(P, replace(LENGKAP, khusus=dict.fromkeys(LENGKAP.khusus, 0))) == {}


@pytest.mark.parametrize(
    ("ubah", "kolom"),
    [
        ({"lembar": "gaib"}, "lembar"),
        ({"kelengkapan": {"gaib": "ada"}}, "kelengkapan"),
        ({"kelengkapan": {"biaya": "hilang"}}, "kelengkapan"),
        ({"aspek": {"teknis": "buruk"}}, "aspek"),
        ({"rekomendasi": "mungkin"}, "rekomendasi"),
    ],
)
def test_an_answer_the_sheet_does_not_know_is_refused(ubah, kolom):
    assert list(answer_errors(P, replace(LENGKAP, **ubah))) == [kolom]


def test_what_the_village_meeting_decided_is_not_sent_back():
    salah = return_errors(Pengembalian(("biaya", "kegiatan"), "x", RAPAT))
    assert "kegiatan" in salah["kolom"]
    assert return_errors(Pengembalian(("biaya", "dana"), "x", date(2011, 2, 14))) == {}
    assert "kolom" in return_errors(Pengembalian((), "x", RAPAT))
    assert "tenggat" in return_errors(Pengembalian(("biaya",), "x", None))


@pytest.mark.parametrize(
    ("tenggat", "musyawarah", "kata"),
    [
        (date(2011, 2, 14), RAPAT, None),
        (date(2011, 2, 14), None, None),
        (HARI_INI, RAPAT, "sudah lewat"),
        (date(2011, 2, 6), None, "sudah lewat"),
        (RAPAT, RAPAT, "21 Februari 2011"),
    ],
)
def test_the_answer_is_due_after_today_and_before_the_meeting(tenggat, musyawarah, kata):
    hasil = check_return(P, Pengembalian(("biaya",), "Lengkapi RAB", tenggat), HARI_INI, musyawarah)
    assert [(a.aturan, a.keras) for a in hasil] == (
        [("pengembalian_tenggat", True)] if kata else []
    )
    assert not kata or kata in hasil[0].kalimat
    lunak = P.dengan({"tenggat_pengembalian_diperiksa": False})
    lagi = check_return(lunak, Pengembalian(("biaya",), "x", tenggat), HARI_INI, musyawarah)
    assert not any(a.keras for a in lagi)


def test_a_return_says_what_is_to_be_repaired():
    (alasan,) = check_return(P, Pengembalian(("biaya",), " ", date(2011, 2, 9)), HARI_INI)
    assert (alasan.aturan, alasan.keras) == ("pengembalian_catatan", True)
    assert labels_of(["dana", "lokasi"]) == ("Lokasi", "Rincian sumber dana")


def test_a_return_without_a_day_is_left_to_the_form():
    assert check_return(P, Pengembalian(("biaya",), "Lengkapi RAB", None), HARI_INI) == ()


@pytest.mark.parametrize(
    ("ubah", "pesan"),
    [
        ({"lembar.prasarana.dokumen_wajib": ["gaib"]}, "'gaib' tidak dikenal"),
        ({"lembar.prasarana.pertanyaan": ["a: x", "a: y"]}, "kunci yang berbeda"),
        ({"aspek_verifikasi": [": x"]}, "kunci yang berbeda"),
    ],
)
def test_a_checklist_that_does_not_fit_is_refused(ubah, pesan):
    with pytest.raises(ProfileError, match=pesan):
        P.dengan(ubah)


def test_an_office_may_add_a_document_and_require_it():
    p = P.dengan({
        "lembar.prasarana.dokumen": ["usulan: Usulan", "foto: Foto lokasi"],
        "lembar.prasarana.dokumen_wajib": ["foto"],
    })  # fmt: skip
    (alasan,) = check(p, replace(LENGKAP, kelengkapan={"usulan": "ada"}), HARI_INI)
    assert "Foto lokasi" in alasan.kalimat


PERIKSA = st.builds(
    Periksa,
    st.sampled_from([x.kunci for x in P.lembar]),
    st.dictionaries(
        st.sampled_from(["usulan", "biaya", "rencana"]), st.sampled_from(["ada", "tidak", ""])
    ),
    st.dictionaries(st.sampled_from(list(aspek(P))), st.sampled_from(["baik", "kurang", ""])),
    st.dictionaries(
        st.sampled_from(["ukuran", "kader"]), st.one_of(st.none(), st.text(max_size=3))
    ),
    st.sampled_from(list(REKOMENDASI)),
    st.text(max_size=3),
)


@given(PERIKSA)
def test_every_objection_is_a_sentence_beside_a_field(periksa):
    for a in check(P, periksa, HARI_INI):
        assert KOLOM[a.aturan]
        assert a.kalimat.endswith(".")
        assert a.tanda in {"D", "G"}


def test_the_fields_that_may_be_sent_back_are_fields_of_a_usulan():
    assert {"kegiatan", "jenis", "asal", "pengusul", "kode"}.isdisjoint(DAPAT_DIKEMBALIKAN)
