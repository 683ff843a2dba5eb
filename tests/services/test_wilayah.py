"""Regions are loaded once, kabupaten by kabupaten; places are read in the order of codes."""

import pytest
from sqlalchemy import func, select

from musren.domain.errors import NotFound
from musren.domain.wilayah import RegionCode
from musren.models.wilayah import Wilayah
from musren.services import wilayah
from tests.dunia import KABUPATEN, KECAMATAN, SUKAMAJU

MALANG = RegionCode.parse("35.07")


def test_a_kabupaten_is_loaded_whole_and_only_once(session):
    assert not wilayah.is_loaded(session, MALANG)
    first = wilayah.ensure_region(session, RegionCode.parse("35.07.21.2012"))
    assert first == session.scalar(select(func.count()).select_from(Wilayah)) > 400
    assert wilayah.ensure_region(session, MALANG) == 0
    assert wilayah.is_loaded(session, MALANG)
    assert [w.nama for w in wilayah.loaded_kabupaten(session)] == ["Kabupaten Malang"]


def test_every_loaded_place_lies_in_its_parent(session):
    wilayah.ensure_region(session, MALANG)
    for code, above in session.execute(select(Wilayah.kode, Wilayah.induk_kode)):
        parent = RegionCode.parse(code).parent
        assert above == (str(parent) if parent else None)


@pytest.mark.parametrize("code", ["98.01", "35.99", "35.07.99.2001", "35"])
def test_a_code_that_stands_for_no_kabupaten_is_refused(session, code):
    with pytest.raises(NotFound):
        wilayah.ensure_region(session, RegionCode.parse(code))
    assert session.scalar(select(func.count()).select_from(Wilayah)) == 0


@pytest.mark.parametrize("text", ["", "abc", "99.1", "99.01.01.2001.1", "../../etc"])
def test_a_broken_code_leads_nowhere(text):
    with pytest.raises(NotFound):
        wilayah.parse_code(text)


def test_places_are_found_with_their_children(session, tahun):
    assert wilayah.name(session, SUKAMAJU) == "Sukamaju"
    assert [w.kode for w in wilayah.children(session, KABUPATEN)] == [str(KECAMATAN)]
    assert len(wilayah.children(session, KECAMATAN)) == 12
    with pytest.raises(NotFound, match="belum dimuat"):
        wilayah.get(session, MALANG)


@pytest.mark.parametrize(("code", "plans"), [("99.01.01.2001", True), ("35.07.01.1001", False)])
def test_a_kelurahan_is_no_desa(code, plans):
    place = Wilayah(kode=code, nama="Tempat", tingkat=4)
    assert wilayah.is_desa(place) is plans
