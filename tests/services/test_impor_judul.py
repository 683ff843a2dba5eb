"""Headings are understood by meaning, whatever their order, case and spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musren.adapters.tabel import Baris, Tabel
from musren.domain.errors import Invalid
from musren.integration.profil import load
from musren.services.impor_judul import SINONIM, find_headings, match

PROFILE = load("pnpm-2010")


def table(*rows: list) -> Tabel:
    return Tabel(tuple(Baris(number, tuple(cells)) for number, cells in enumerate(rows, 1)))


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Kegiatan", "kegiatan"), ("jenis_kegiatan", "kegiatan"), ("NAMA KEGIATAN", "kegiatan"),
        ("Uraian", "kegiatan"), ("Usulan Kegiatan", "kegiatan"), ("jumlah_rp", "biaya"),
        ("Jumlah (Rp)", "biaya"), ("Biaya", "biaya"), ("Anggaran (Rp.)", "biaya"),
        ("PAGU", "biaya"), ("Perkiraan Biaya", "biaya"), ("Biaya seluruhnya", "biaya"),
        ("Kebutuhan biaya pembangunan", "biaya"), ("sumber_biaya", "sumber"),
        ("Sumber Dana", "sumber"), ("Sumber  Pembiayaan", "sumber"), ("volume_satuan", "volume_satuan"),
        ("Volume & Satuan", "volume_satuan"), ("Vol.", "volume"), ("Satuan", "satuan"),
        ("Lokasi (Dusun/RT)", "lokasi"), ("Sasaran", "sasaran"), ("penerima_manfaat", "sasaran"),
        ("sasaran_manfaat", "sasaran"), ("target_capaian", "target"),
        ("data_eksisting", "latar_belakang"), ("Waktu Pelaksanaan", "waktu"), ("Sifat", "sifat"),
        ("Asal Usulan", "asal"), ("Pengusul", "pengusul"), ("SKPD", "skpd"), ("Dusun", "dusun"),
        ("Pemanfaat L", "pemanfaat_l"), ("L", "pemanfaat_l"), ("P", "pemanfaat_p"),
        ("RTM", "pemanfaat_rtm"), ("Ket.", "keterangan"), ("No.", "nomor"),
    ],
)  # fmt: skip
def test_a_heading_is_matched_by_meaning(heading: str, field: str):
    assert match(["x", heading]) == {field: 1}


@given(st.permutations(["Kegiatan", "VOLUME", "satuan", "Biaya (Rp)", "sumber dana", "Lokasi"]))
def test_the_order_of_the_columns_does_not_matter(headings: list[str]):
    found = match(headings)
    assert {field: headings[at] for field, at in found.items()} == {
        "kegiatan": "Kegiatan", "volume": "VOLUME", "satuan": "satuan", "biaya": "Biaya (Rp)",
        "sumber": "sumber dana", "lokasi": "Lokasi",
    }  # fmt: skip


def test_a_kind_of_activity_beside_its_name_is_the_kind():
    assert match(["Nama kegiatan", "Jenis kegiatan"]) == {"kegiatan": 0, "jenis": 1}


def test_two_columns_that_mean_the_same_are_refused_by_name():
    with pytest.raises(Invalid, match="“Biaya” dan “Jumlah Rp”"):
        match(["Kegiatan", "Biaya", "Jumlah Rp"])


def test_unclear_headings_are_not_passed_over_for_a_row_that_looks_like_headings():
    with pytest.raises(Invalid, match="sama-sama"):
        find_headings(
            table(["Kegiatan", "Biaya", "Anggaran"], ["Kegiatan sosial", "5", "5"]), PROFILE
        )


def test_a_table_of_names_alone_is_understood():
    headings, rows = find_headings(table(["Kegiatan"], ["Jalan"]), PROFILE)
    assert (headings.letak, len(rows)) == ({"kegiatan": 0}, 1)


def test_columns_of_the_same_name_keep_both_values():
    headings, _ = find_headings(table(["Kegiatan", "x", "x", "", "x (2)"], ["a"]), PROFILE)
    assert headings.nama == ("Kegiatan", "x", "x (2)", "kolom 4", "x (2) (2)")


def test_amounts_of_several_years_are_not_taken_for_one_cost():
    assert "biaya" not in match(["Kegiatan", "Biaya tahap 1", "Biaya tahap 2"])


def test_without_an_activity_column_the_message_says_what_was_found_and_is_needed():
    with pytest.raises(Invalid) as told:
        find_headings(table(["Tanggal", "Petugas"], ["1", "2"]), PROFILE)
    assert "“Tanggal”, “Petugas”" in told.value.message
    assert "“Kegiatan”" in told.value.message


def test_titles_above_and_numbers_below_the_headings_are_left_out():
    headings, rows = find_headings(
        table(["DAFTAR USULAN"], ["Desa", "Sukamaju"], ["No", "Kegiatan", "Biaya"],
              ["(1)", "(2)", "(3)"], ["1", "Jalan", "5"]),
        PROFILE,
    )  # fmt: skip
    assert headings.baris == 3
    assert [row.nomor for row in rows] == [5]


def test_a_column_named_after_a_source_holds_its_share():
    headings, _ = find_headings(
        table(["Kegiatan", "Kabupaten", "BLM", "Swadaya (Rp)", "Lain-lain"],
              ["Jalan", "Bina Makmur", 100, "4.500", "perlu dicek"]),
        PROFILE,
    )  # fmt: skip
    assert headings.bagian == {2: "BLM", 3: "Swadaya"}


def test_no_spelling_stands_for_two_fields_in_the_first_rank():
    first = [text for ranks in SINONIM.values() for text in ranks[0]]
    assert sorted(first) == sorted(set(first))
