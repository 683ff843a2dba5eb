"""Hints that two proposals may be the same work."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musren.integration.kemiripan import Kegiatan, against, nama_serupa, within
from musren.integration.profil import load
from tests.integration.contoh import BARIS

P = load("pnpm-2010")


def pasangan(nama, lain, **kw):
    return within(P, [Kegiatan("A", nama, **kw), Kegiatan("B", lain, **kw)])


@pytest.mark.parametrize(
    ("satu", "dua"),
    [
        ("Rabat beton jalan desa", "Rabat beton jalan desa"),
        ("Pembangunan rabat beton gang RT 03", "Rabat beton lorong RT 3"),
        ("Rehab mushola Dusun II", "Perbaikan musholla dusun 2"),
        ("Pengadaan alat kesenian", "Bantuan alat kesenian"),
        ("Pembangunan pos kamling", "Poskamling"),
        ("Pembangunan talut jalan", "TALUD  JALAN"),
        ("Pembangunan tiga unit jamban", "WC 3 unit"),
    ],
)
def test_the_same_work_in_other_words_is_seen(satu, dua):
    assert len(pasangan(satu, dua)) == 1


@pytest.mark.parametrize(
    ("satu", "dua"),
    [
        ("Pembangunan gedung Posyandu", "Pembangunan gedung TK"),
        ("Operasional BPD", "Operasional PKK desa"),
        ("Pelatihan kader Posyandu", "Pelatihan perangkat desa"),
        ("Pengadaan mebelair SDN 01", "Rehabilitasi 3 ruang kelas SDN 02"),
        ("", ""),
        ("!", "?"),
    ],
)
def test_different_work_is_left_alone(satu, dua):
    assert pasangan(satu, dua) == ()


def test_the_reasons_are_told_in_words():
    (mirip,) = within(
        P,
        [
            Kegiatan("A", "Rabat beton jalan", "Dusun I", "", Decimal(620), "meter", 168_200_000),
            Kegiatan("B", "Rabat beton jalan", "", "DUSUN 1", Decimal(620), "Meter", 168_200_000),
        ],
    )
    assert mirip.nilai == 1
    assert mirip.kalimat == (
        "Nama sama, lokasi sama, volume sama (620 meter), biaya sama (Rp168.200.000)."
    )


@pytest.mark.parametrize(
    ("lokasi", "kata"),
    [
        (("Dusun I", "Dusun I"), "lokasi sama"),
        (("Dusun I, Dusun II", "Dusun II"), "sebagian lokasi sama"),
        (("Dusun I", "Dusun IV"), "lokasi berbeda"),
    ],
)
def test_places_are_compared_however_they_are_written(lokasi, kata):
    (mirip,) = within(
        P, [Kegiatan(k, "Jembatan beton", x) for k, x in zip("AB", lokasi, strict=True)]
    )
    assert mirip.alasan == ("nama sama", kata)


def test_shared_words_are_told_as_they_were_written():
    (mirip,) = pasangan("Lomba panggung PKK", "PKK panggung hiburan")
    assert mirip.alasan == ("sama-sama menyebut panggung dan pkk",)


def test_other_words_for_the_same_work_are_told_as_nearly_the_same():
    (mirip,) = pasangan("Pengadaan alat kesenian", "Bantuan alat kesenian")
    assert (mirip.nilai, mirip.alasan) == (1, ("nama hampir sama",))


def test_another_place_makes_a_pair_less_alike():
    sama = within(P, [Kegiatan(k, "Jembatan", "Dusun I") for k in "AB"])
    beda = within(P, [Kegiatan("A", "Jembatan", "Dusun I"), Kegiatan("B", "Jembatan", "Dusun II")])
    assert sama[0].nilai > beda[0].nilai


def test_costs_that_nearly_agree_are_a_reason():
    (mirip,) = within(
        P, [Kegiatan("A", "Jembatan", biaya=100), Kegiatan("B", "Jembatan", biaya=95)]
    )
    assert "biaya hampir sama" in mirip.alasan


def test_last_year_is_compared_with_this_year_only_across():
    kini = [Kegiatan("2011-1", "Jembatan gantung"), Kegiatan("2011-2", "Jembatan gantung")]
    lama = [Kegiatan("2010-7", "Pembangunan jembatan gantung")]
    assert [(m.satu, m.dua) for m in against(P, kini, lama)] == [
        ("2011-1", "2010-7"),
        ("2011-2", "2010-7"),
    ]


def test_the_kabupaten_decides_how_alike_is_alike():
    lain = P.dengan({"kemiripan_petunjuk": 0.95})
    isi = [Kegiatan("A", "Pembangunan jembatan"), Kegiatan("B", "Rehab jembatan")]
    assert within(P, isi)
    assert not within(lain, isi)


def test_the_worked_example_is_hardly_disturbed_by_hints():
    kegiatan = [Kegiatan(b["kode"], b["kegiatan"], b["lokasi"], biaya=b["biaya"]) for b in BARIS]
    assert len(kegiatan) == 36
    assert [(m.satu, m.dua) for m in within(P, kegiatan)] == [("K03", "S04")]


def test_three_hundred_against_three_hundred_is_answered():
    banyak = [Kegiatan(f"U{i:03}", f"Jalan lingkungan {i}", f"RT {i}") for i in range(300)]
    hasil = against(P, banyak, banyak)
    assert {(m.satu, m.dua) for m in hasil} >= {(u.kode, u.kode) for u in banyak}


KATA = st.lists(
    st.sampled_from(["rehab", "jalan", "gang", "jembatan", "beton", "dusun", "1", "ii", "mushola"]),
    max_size=5,
).map(" ".join)
KEGIATAN = st.builds(
    Kegiatan,
    kode=st.text("ABC", min_size=1, max_size=3),
    kegiatan=KATA,
    lokasi=KATA,
    volume=st.one_of(st.none(), st.decimals(0, 9, places=1)),
    biaya=st.one_of(st.none(), st.integers(0, 9)),
)


@given(st.lists(KEGIATAN, max_size=6, unique_by=lambda k: k.kode))
def test_hints_do_not_depend_on_the_order_of_the_proposals(isi):
    hasil = within(P, isi)
    assert within(P, isi[::-1]) == hasil
    assert all(m.satu < m.dua and 0.6 <= m.nilai <= 1 and m.alasan for m in hasil)


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_two_texts_can_be_compared_both_ways(satu, dua):
    a, b = Kegiatan("A", satu), Kegiatan("B", dua)
    maju, mundur = against(P, [a], [b]), against(P, [b], [a])
    assert [m.nilai for m in maju] == [m.nilai for m in mundur]


@pytest.mark.parametrize(
    ("satu", "dua", "serupa"),
    [
        ("Rabat beton jalan desa", "Rabat beton jalan dusun", True),
        ("Cor beton jalan", "Rabat beton jalan", True),
        ("Pembangunan Posyandu", "Rabat beton jalan", False),
        ("", "", False),
    ],
)
def test_names_alike_enough_for_a_replacement(satu, dua, serupa):
    assert nama_serupa(P, satu, dua) is serupa
