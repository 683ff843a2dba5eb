"""The kabupaten's office, its register of SKPD, its programs and ceilings."""

import pytest
from sqlalchemy import select

from musren.domain.errors import Invalid
from musren.models.prioritas import AcuanProgram, PaguIndikatif
from musren.services import alur
from musren.services.kabupaten.skpd import register
from musren.services.pilihan import Setting, options_for
from tests import kabupaten_dunia as kab
from tests.dunia import KABUPATEN, KECAMATAN, SUKAMAJU, fill
from tests.kabupaten_dunia import SKPD_ROADS, decide, hold_forum, rows_of


def names(session):
    return {one.nama: one.urutan for one in register(session, KABUPATEN).semua}


def rows(session):
    return [
        {"urutan": str(one.urutan), "nama": one.nama, "singkatan": one.singkatan,
         "kepala_nama": one.kepala_nama, "kepala_nip": one.kepala_nip}
        for one in register(session, KABUPATEN).semua
    ]  # fmt: skip


def test_each_agency_gets_a_number_and_keeps_it_under_another_name(session, tahun):
    kab.office(session, tahun)
    given = rows(session)
    given[0] |= {"nama": "Dinas Bina Marga", "singkatan": "Dinas Pekerjaan Umum; Dinas PU"}
    given.insert(0, {"nama": "Dinas Pertanian"})
    kab.office(session, tahun, skpd=given)
    assert names(session) == {
        "Dinas Bina Marga": 1, "Dinas Kesehatan": 2, "Dinas Pendidikan": 3, "Dinas Pertanian": 4,
    }  # fmt: skip


@pytest.mark.parametrize("written", ["dinas pu", "DPU", "Dinas  Pekerjaan Umum", "DINAS PU"])
def test_an_agency_is_found_by_each_of_its_names(session, tahun, written):
    kab.office(session, tahun)
    assert register(session, KABUPATEN).canonical(written) == "Dinas Pekerjaan Umum"


def test_one_name_means_one_agency(session, tahun):
    twice = [{"nama": "Dinas A", "singkatan": "Pasar"}, {"nama": "Dinas B", "singkatan": "PASAR"}]
    with pytest.raises(Invalid) as refused:
        kab.office(session, tahun, skpd=twice)
    assert "sudah menjadi nama pada baris 1" in refused.value.errors["skpd.1.nama"]


def test_an_agency_whose_forum_was_held_stays(session, tahun, kantor):
    kab.decreed(kantor, tahun)
    hold_forum(session, tahun, SKPD_ROADS,
               [decide(one) for one in rows_of(session, tahun, SKPD_ROADS)])  # fmt: skip
    with pytest.raises(Invalid, match="tidak dapat dihapus"):
        kab.office(session, tahun, skpd=rows(session)[1:])
    assert "Dinas Pekerjaan Umum" in names(session)


def test_an_agency_nobody_met_yet_may_go(session, tahun):
    kab.office(session, tahun)
    kab.office(session, tahun, skpd=rows(session)[:2])
    assert list(names(session)) == ["Dinas Pekerjaan Umum", "Dinas Kesehatan"]


@pytest.mark.parametrize("place", [SUKAMAJU, KECAMATAN, KABUPATEN])
def test_the_register_is_suggested_everywhere_else_the_profiles_list(session, tahun, place):
    def offered() -> list[str]:
        here = Setting(session=session, year=tahun, place=place, answers={})
        return [one.value for one in options_for(here, {"skpd"})["skpd"]]

    assert "Dinas Pekerjaan Umum" in offered()
    assert len(offered()) > 3
    kab.office(session, tahun)
    assert offered() == ["Dinas Pekerjaan Umum", "Dinas Kesehatan", "Dinas Pendidikan"]


ACUAN = {
    "acuan": [
        {"skpd": "DPU", "prioritas_daerah": "Infrastruktur perdesaan",
         "sasaran_daerah": "Jalan mantap", "program": "Pembangunan jalan dan jembatan"},
    ],
    "pagu_indikatif": [
        {"kecamatan_kode": str(KECAMATAN), "skpd": "Dinas PU", "pagu": "500.000.000"},
        {"kecamatan_kode": str(KECAMATAN), "skpd": "Dinas Kesehatan", "pagu": "100.000.000"},
    ],
}  # fmt: skip


def test_programs_and_ceilings_are_kept_under_the_names_of_the_register(session, tahun):
    kab.office(session, tahun)
    who = kab.bappeda(session)
    fill(session, who, "acuan-apbd", tahun, KABUPATEN, ACUAN)
    assert session.scalar(select(AcuanProgram.skpd)) == "Dinas Pekerjaan Umum"
    kept = {p.skpd: p.pagu for p in session.scalars(select(PaguIndikatif))}
    assert kept == {"Dinas Pekerjaan Umum": 500_000_000, "Dinas Kesehatan": 100_000_000}
    begun = kab.begun(session, tahun, "acuan-apbd")
    assert begun["pagu_indikatif"][0]["pagu"] == "500.000.000"
    fill(session, who, "acuan-apbd", tahun, KABUPATEN, begun | {"acuan": []})
    assert session.scalar(select(AcuanProgram.skpd)) is None


def test_two_names_of_one_agency_are_one_ceiling(session, tahun):
    kab.office(session, tahun)
    twice = [ACUAN["pagu_indikatif"][0], ACUAN["pagu_indikatif"][0] | {"skpd": "DPU"}]
    with pytest.raises(Invalid) as refused:
        fill(session, kab.bappeda(session), "acuan-apbd", tahun, KABUPATEN,
             {"acuan": [], "pagu_indikatif": twice})  # fmt: skip
    assert "pagu_indikatif.1.skpd" in refused.value.errors


def test_a_name_the_register_does_not_have_is_pointed_out_but_kept(session, tahun):
    kab.office(session, tahun)
    values = {"acuan": [{"skpd": "Dinas Sihir"}, {"skpd": "DPU"}]}
    [told] = alur.PERINGATAN["acuan-apbd"](session, tahun, KABUPATEN, values)
    assert "Dinas Sihir" in told
