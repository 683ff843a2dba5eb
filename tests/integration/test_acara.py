"""Dates of meetings and the women among those present."""

from datetime import date

import pytest

from musren.integration.acara import Acara, check_banyak, check_hadir, check_tanggal
from musren.integration.profil import load

P = load("pnpm-2010")


@pytest.mark.parametrize(
    ("hari", "boleh"),
    [
        (date(2009, 12, 31), False),
        (date(2010, 1, 1), True),
        (date(2011, 12, 31), True),
        (date(2012, 1, 1), False),
        (None, True),
    ],
)
def test_a_meeting_lies_in_the_planning_year_or_the_year_before(hari, boleh):
    hasil = check_tanggal(P, Acara("musrenbangdes_rkp", 2011, hari))
    assert [(a.aturan, a.keras) for a in hasil] == (
        [] if boleh else [("acara_di_luar_tahun", True)]
    )


def test_a_date_outside_the_year_is_told_with_the_years_that_are_right():
    (alasan,) = check_tanggal(P, Acara("mkp", 2011, date(2013, 1, 5)))
    assert "5 Januari 2013" in alasan.kalimat
    assert "2010 atau 2011" in alasan.kalimat


@pytest.mark.parametrize(
    ("surat", "aturan"),
    [
        (None, []),
        (date(2011, 1, 10), []),
        (date(2011, 1, 14), []),
        (date(2011, 1, 15), [("undangan_terlambat", False)]),
        (date(2011, 1, 17), [("undangan_terlambat", False)]),
        (date(2011, 1, 18), [("acara_sebelum_undangan", True)]),
    ],
)
def test_an_invitation_goes_out_before_its_meeting(surat, aturan):
    hasil = check_tanggal(P, Acara("mkp", 2011, date(2011, 1, 17), surat))
    assert [(a.aturan, a.keras) for a in hasil] == aturan


@pytest.mark.parametrize(
    ("hari", "boleh"),
    [
        (date(2010, 12, 31), False),
        (date(2011, 12, 20), True),
        (date(2012, 1, 23), True),
        (date(2013, 1, 1), False),
    ],
)
def test_the_report_of_a_year_is_heard_in_it_or_in_the_year_after(hari, boleh):
    assert (check_tanggal(P, Acara("rapat_bpd_lkpj", 2011, hari)) == ()) is boleh


@pytest.mark.parametrize(
    ("kunci", "acara"),
    [
        ("tanggal_di_luar_tahun_ditolak", Acara("mkp", 2011, date(2014, 1, 5))),
        (
            "undangan_sesudah_acara_ditolak",
            Acara("mkp", 2011, date(2011, 1, 17), date(2011, 1, 18)),
        ),
    ],
)
def test_a_date_the_kabupaten_lets_pass_only_warns(kunci, acara):
    assert [a.keras for a in check_tanggal(P, acara)] == [True]
    assert [a.keras for a in check_tanggal(P.dengan({kunci: False}), acara)] == [False]


@pytest.mark.parametrize(("jenis", "perlu"), [("mkp", 5), ("pertemuan_pkd", 3), ("pelatihan", 3)])
def test_too_few_people_are_no_meeting(jenis, perlu):
    assert check_banyak(P, jenis, perlu) == ()
    (alasan,) = check_banyak(P, jenis, perlu - 1)
    assert alasan.keras
    assert f"paling sedikit {perlu} orang" in alasan.kalimat


def test_the_kabupaten_decides_how_early_people_are_invited():
    acara = Acara("mkp", 2011, date(2011, 1, 17), date(2011, 1, 14))
    (alasan,) = check_tanggal(P.dengan({"undangan_min_hari": 7}), acara)
    assert "hanya 3 hari" in alasan.kalimat
    assert check_tanggal(P.dengan({"undangan_min_hari": 0}), acara) == ()


@pytest.mark.parametrize(
    ("jenis", "jk", "keras"),
    [
        ("mkp", "LL", True),
        ("mkp", "", True),
        ("mkp", "LP", None),
        ("musrenbangdes_rkp", "LL", False),
        ("musrenbangdes_rkp", ["L", ""], False),
        ("musrenbangdes_rkp", "LP", None),
        ("musrenbangdes_rkp", "", None),
    ],
)
def test_a_meeting_without_women_is_warned_of_and_an_mkp_refused(jenis, jk, keras):
    assert [a.keras for a in check_hadir(P, jenis, jk)] == ([] if keras is None else [keras])


def test_the_kabupaten_may_refuse_meetings_without_women():
    (alasan,) = check_hadir(P.dengan({"hadir_wajib_perempuan": True}), "pertemuan_pkd", "LLL")
    assert alasan.keras
    assert alasan.tanda == "D"
