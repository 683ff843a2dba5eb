"""Planning years: opened once, with a profile for ever; changed defaults leave a trace."""

import json

import pytest
from sqlalchemy import select

from musren.domain.errors import Invalid, NotFound
from musren.domain.peran import Peran
from musren.models.jejak import Jejak
from musren.services import tahun as years
from tests import dunia
from tests.dunia import KABUPATEN, KECAMATAN


def bappeda(session):
    return dunia.act(session, Peran.BAPPEDA, KABUPATEN)


def test_a_year_is_opened_once(session, tahun):
    assert dunia.year(session).id == tahun.id
    assert [y.tahun for y in years.years_of(session, KABUPATEN)] == [2011]
    dunia.year(session, 2012)
    assert [y.tahun for y in years.years_of(session, KABUPATEN)] == [2012, 2011]


@pytest.mark.parametrize("wrong", [0, 1999, 2101, -5])
def test_a_year_that_makes_no_sense_is_refused(session, wrong):
    with pytest.raises(Invalid, match="tidak wajar"):
        dunia.year(session, wrong)


def test_a_year_that_is_not_open_is_said_so(session, tahun):
    assert years.year_for(session, dunia.SUKAMAJU, 2011).id == tahun.id
    with pytest.raises(NotFound, match="belum dibuka"):
        years.year_for(session, dunia.SUKAMAJU, 2013)


def test_a_changed_default_holds_for_its_year_only(session, tahun):
    other = dunia.year(session, 2012)
    years.change_parameter(session, bappeda(session), tahun, {"wakil_desa_mad": 8}, "Kesepakatan")
    session.flush()
    session.expire_all()
    assert years.profile_of(tahun).batas_int("wakil_desa_mad") == 8
    assert years.profile_of(other).batas_int("wakil_desa_mad") == 6


def test_every_change_is_kept_with_old_new_reason_and_person(session, tahun):
    who = bappeda(session)
    for value in (8, 7):
        years.change_parameter(session, who, tahun, {"wakil_desa_mad": value}, f" Jadi {value} ")
    session.flush()
    last, first = years.changes_of(session, tahun)
    assert [(c.lama, c.baru, c.alasan, c.pengguna_id) for c in (first, last)] == [
        ("6", "8", "Jadi 8", who.oleh.id), ("8", "7", "Jadi 7", who.oleh.id),
    ]  # fmt: skip
    told = session.scalars(select(Jejak).where(Jejak.tindakan == "ubah_parameter")).all()
    assert [(j.peran, j.rincian) for j in told] == [("bappeda", {"kunci": ["wakil_desa_mad"]})] * 2


def test_a_list_is_kept_and_read_back(session, tahun):
    wanted = ("Dinas A", "Dinas B")
    years.change_parameter(session, bappeda(session), tahun, {"skpd": wanted}, "Perangkat baru")
    session.flush()
    session.expire_all()
    assert years.profile_of(tahun).skpd == wanted
    assert json.loads(years.changes_of(session, tahun)[0].baru) == list(wanted)


@pytest.mark.parametrize(
    ("changes", "alasan", "field"),
    [
        ({"wakil_masyarakat_ba": 4}, "x", "wakil_masyarakat_ba"),
        ({"tidak_ada": 1}, "x", "tidak_ada"),
        ({"wakil_desa_mad": -1}, "x", "wakil_desa_mad"),
        ({"wakil_desa_mad": "enam"}, "x", "wakil_desa_mad"),
        ({"wakil_desa_mad": 8, "spp_max_share_blm": 9.5}, "x", "spp_max_share_blm"),
        ({"wakil_desa_mad": 8}, "  ", "alasan"),
    ],
)
def test_a_change_that_cannot_be_is_refused_at_its_field(session, tahun, changes, alasan, field):
    with pytest.raises(Invalid) as refused:
        years.change_parameter(session, bappeda(session), tahun, changes, alasan)
    assert list(refused.value.errors) == [field]
    assert tahun.parameter == {}
    assert years.changes_of(session, tahun) == []


def test_two_limits_that_contradict_each_other_are_refused(session, tahun):
    with pytest.raises(Invalid):
        years.change_parameter(
            session, bappeda(session), tahun, {"min_perempuan_wakil_desa": 7}, "x"
        )


@pytest.mark.parametrize("amounts", [[5, 5], [5, 7], [5, None], [None], [0, None, 9]])
def test_the_ceiling_of_a_kecamatan_is_an_input_with_a_trace(session, tahun, amounts):
    who = dunia.act(session, Peran.CAMAT)
    for amount in amounts:
        years.set_blm_ceiling(session, who, tahun, KECAMATAN, amount)
        session.flush()
        assert years.blm_ceiling(session, tahun, KECAMATAN) == amount
    told = session.scalars(select(Jejak.rincian).where(Jejak.tindakan == "ubah_pagu_blm")).all()
    steps = [(a, b) for a, b in zip([None, *amounts], amounts, strict=False) if a != b]
    assert [(t["lama"], t["baru"]) for t in told] == steps
