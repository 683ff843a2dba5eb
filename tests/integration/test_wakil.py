"""Representatives and delegates: numbers, women, presence."""

import pytest

from musren.integration.profil import load
from musren.integration.wakil import (
    Orang,
    check_delegasi_desa,
    check_delegasi_kecamatan,
    check_hadir,
    check_wakil_desa,
    check_wakil_masyarakat,
    check_wakil_utusan,
)

P = load("pnpm-2010")


def orang(laki=0, perempuan=0, **kw):
    return [Orang(f"L{i}", "L", **kw) for i in range(laki)] + [
        Orang(f"P{i}", "P", **kw) for i in range(perempuan)
    ]


@pytest.mark.parametrize("periksa", [check_wakil_masyarakat, check_wakil_utusan])
@pytest.mark.parametrize(("jumlah", "cukup"), [(0, False), (2, False), (3, True), (4, False)])
def test_a_record_has_exactly_three_representatives(periksa, jumlah, cukup):
    assert (not periksa(P, orang(jumlah))) is cukup


def test_a_representative_must_be_on_the_attendance_list():
    keluhan = check_wakil_masyarakat(P, [*orang(2), Orang("Budi", "L", hadir=False)])
    assert len(keluhan) == 1
    assert "Budi tidak ada dalam daftar hadir" in keluhan[0]


def test_one_person_does_not_stand_for_two():
    keluhan = check_wakil_masyarakat(P, [*orang(1), Orang("Siti"), Orang("siti ")])
    assert len(keluhan) == 1
    assert "lebih dari sekali" in keluhan[0]


def test_the_same_name_in_two_villages_is_two_people():
    wakil = [Orang("Siti", desa_kode="a"), Orang("Siti", desa_kode="b"), Orang("Tono")]
    assert not check_wakil_utusan(P, wakil)


@pytest.mark.parametrize(
    ("laki", "perempuan", "cukup"),
    [(3, 3, True), (0, 6, True), (4, 2, False), (3, 2, False), (3, 4, False)],
)
def test_six_village_representatives_with_three_women(laki, perempuan, cukup):
    assert (not check_wakil_desa(P, orang(laki, perempuan))) is cukup


@pytest.mark.parametrize(
    ("laki", "perempuan", "cukup"),
    [(2, 1, True), (4, 1, True), (5, 0, False), (1, 1, False), (5, 1, False)],
)
def test_three_to_five_delegates_with_a_woman(laki, perempuan, cukup):
    assert (not check_delegasi_desa(P, orang(laki, perempuan))) is cukup


@pytest.mark.parametrize(("jumlah", "cukup"), [(3, True), (2, False), (4, False)])
def test_the_kecamatan_sends_three(jumlah, cukup):
    assert (not check_delegasi_kecamatan(P, orang(jumlah))) is cukup


def test_an_office_may_ask_for_other_numbers():
    lain = P.dengan({"wakil_desa_mad": 8, "min_perempuan_wakil_desa": 4})
    assert not check_wakil_desa(lain, orang(4, 4))


@pytest.mark.parametrize("periksa", [check_wakil_masyarakat, check_wakil_utusan])
@pytest.mark.parametrize("nama", ["L1", " l1 "])
def test_nobody_signs_a_record_twice(periksa, nama):
    keluhan = periksa(P, orang(3), {"Pimpinan Musyawarah": nama, "Camat": "Orang Lain"})
    assert len(keluhan) == 1
    assert "L1 sudah menandatangani sebagai Pimpinan Musyawarah" in keluhan[0]


@pytest.mark.parametrize(
    ("nama", "ada"), [("Siti Aminah", True), (" siti  AMINAH", True), ("Siti", False)]
)
def test_whoever_led_the_meeting_was_present(nama, ada):
    assert (not check_hadir(nama, "Pimpinan musyawarah", ["Budi", "Siti Aminah"])) is ada
