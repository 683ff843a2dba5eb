"""Tim Penyusun: exclusive seats, the KPMD, what only warns, and how the form begins."""

import pytest

from musren.domain.errors import Conflict, Invalid
from musren.domain.peran import Peran
from musren.forms.alur import flow
from musren.services import draf, kirim
from musren.services.alur import PERINGATAN, answers_for
from musren.services.rpjm.tim import team
from musren.services.tahun import change_parameter
from tests import dunia
from tests import rpjm_dunia as desa
from tests.dunia import SUKAMAJU


def send(session, tahun, rows, slug="tim-rpjm"):
    with session.begin_nested():
        dunia.fill(session, desa.kpmd(session), slug, tahun, SUKAMAJU, {"anggota": rows})


def refused(session, tahun, rows):
    with pytest.raises(Invalid) as told:
        send(session, tahun, rows)
    return told.value.errors["anggota"]


def test_a_team_is_kept_in_its_order(session, tahun):
    send(session, tahun, desa.TEAM)
    kept = team(session, "rpjm", tahun, SUKAMAJU)
    assert [(a.nama, a.kedudukan) for a in kept.anggota] == [
        (row["nama"], row["kedudukan"]) for row in desa.TEAM
    ]
    assert team(session, "rkp", tahun, SUKAMAJU) is None


def test_one_person_has_one_seat(session, tahun):
    twice = [*desa.TEAM, desa.TEAM[0] | {"kedudukan": "anggota"}]
    assert "Ahmad Sukri merangkap" in refused(session, tahun, twice)


def test_a_seat_for_one_is_taken_once(session, tahun):
    rows = [*desa.TEAM, desa.TEAM[6] | {"nama": "Rukmini", "kedudukan": "ketua"}]
    assert "Ketua hanya satu orang" in refused(session, tahun, rows)


def test_the_kpmd_is_a_member(session, tahun):
    rows = [row for row in desa.TEAM if row["jabatan"] != "KPMD"]
    assert "KPMD belum ada dalam tim" in refused(session, tahun, rows)


def test_a_seat_of_the_other_team_is_refused(session, tahun):
    rows = [desa.TEAM[0] | {"kedudukan": "pengendali"}, *desa.TEAM[1:]]
    with pytest.raises(Invalid) as told:
        send(session, tahun, rows)
    assert "anggota.0.kedudukan" in told.value.errors


def test_a_leader_of_both_teams_is_pointed_out_and_refused_where_the_profile_says_so(
    session, tahun
):
    send(session, tahun, desa.TEAM)
    seats = {"pembina": "pengendali", "ketua": "penanggungjawab", "sekretaris": "pelaksana"}
    rows = [row | {"kedudukan": seats.get(row["kedudukan"], "anggota")} for row in desa.TEAM]
    send(session, tahun, rows, "tim-rkp")
    for slug, given in (("tim-rkp", rows), ("tim-rpjm", desa.TEAM)):
        told = PERINGATAN[slug](session, tahun, SUKAMAJU, {"anggota": given})
        assert sum("tim RPJM-Desa" in one and "tim RKP-Desa" in one for one in told) == 2
    who = dunia.act(session, Peran.BAPPEDA)
    change_parameter(session, who, tahun, {"tim_rangkap_antartim_ditolak": True}, "Kesepakatan")
    assert "tim RKP-Desa" in refused(session, tahun, desa.TEAM)


def test_size_and_women_only_warn(session, tahun):
    rows = [row | {"jk": "L"} for row in desa.TEAM[:4]]
    told = PERINGATAN["tim-rpjm"](session, tahun, SUKAMAJU, {"anggota": rows})
    assert any("7 sampai 11" in one for one in told)
    assert any("perempuan" in one for one in told)
    send(session, tahun, rows)
    assert len(team(session, "rpjm", tahun, SUKAMAJU).anggota) == 4


@pytest.mark.parametrize(("slug", "head"), [("tim-rpjm", "pembina"), ("tim-rkp", "pengendali")])
def test_the_form_begins_with_the_officials_and_the_kpmd(session, tahun, slug, head):
    desa.profile(session, tahun)
    answers, version = answers_for(session, flow(slug), tahun, SUKAMAJU, "")
    rows = answers["anggota"]
    assert version is None
    assert (rows[0]["nama"], rows[0]["kedudukan"]) == ("Ahmad Sukri", head)
    assert [row["nama"] for row in rows if row["jabatan"] == "KPMD"] == [
        "Siti Rahma", "Budi Hartono",
    ]  # fmt: skip


def test_a_village_without_profile_begins_with_nobody(session, tahun):
    assert answers_for(session, flow("tim-rpjm"), tahun, SUKAMAJU, "") == ({"anggota": []}, None)


def test_a_team_changed_elsewhere_is_not_overwritten(session, tahun):
    send(session, tahun, desa.TEAM)
    form, who = flow("tim-rpjm"), desa.kpmd(session)
    first = draf.start(session, who, form, tahun, SUKAMAJU, kunci=dunia.key())
    kept = team(session, "rpjm", tahun, SUKAMAJU)
    kept.diubah = dunia.LATER
    session.flush()
    with pytest.raises(Conflict):
        kirim.submit(session, who, first)
