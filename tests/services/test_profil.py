"""Profiles of village and kecamatan: kept whole, hamlets follow, nobody overwrites another."""

import pytest
from sqlalchemy import select

from musren.domain.errors import Conflict, Invalid, NotReady
from musren.domain.peran import Peran
from musren.forms.alur import flow
from musren.models.wilayah import ProfilDesa, ProfilKecamatan
from musren.services import draf, kirim, profil
from musren.services.alur import answers_for
from musren.services.tahun import blm_ceiling, profile_of
from musren.services.wilayah import dusun_of
from tests import dunia
from tests.dunia import CAMAT, KECAMATAN, PROFIL, SUKAMAJU


def fill(session, tahun, **changed):
    who = dunia.act(session, Peran.KPMD)
    return dunia.fill(session, who, "profil-desa", tahun, SUKAMAJU, PROFIL | changed)


def rows(*names):
    return [{"nama": n, "rt_rw": ""} for n in names]


def test_a_profile_is_kept_and_opens_with_what_was_kept(session, tahun):
    fill(session, tahun)
    stored = session.get_one(ProfilDesa, str(SUKAMAJU))
    assert (stored.kepala_desa_nama, stored.jumlah_kaur, stored.kantor_layak) == (
        "Ahmad Sukri", 3, True,
    )  # fmt: skip
    who = dunia.act(session, Peran.KPMD)
    again = draf.start(session, who, flow("profil-desa"), tahun, SUKAMAJU, kunci="k")
    assert again.jawaban["kepala_desa_nama"] == "Ahmad Sukri"
    assert [d["nama"] for d in again.jawaban["dusun"]] == [d["nama"] for d in PROFIL["dusun"]]


@pytest.mark.parametrize(
    "names", [["Dusun I"], ["dusun iv", "Dusun I"], ["Baru", "Dusun II", "Lain"], ["Dusun IV",
              "Dusun III", "Dusun II", "Dusun I"]],
)  # fmt: skip
def test_hamlets_follow_the_last_profile_in_its_order(session, tahun, names):
    fill(session, tahun)
    kept = {d.nama.casefold(): d.id for d in dusun_of(session, SUKAMAJU)}
    fill(session, tahun, dusun=rows(*names))
    session.flush()
    session.expire_all()
    found = dusun_of(session, SUKAMAJU)
    assert [d.nama for d in found] == names
    assert all(d.id == kept[d.nama.casefold()] for d in found if d.nama.casefold() in kept)


def test_hamlets_are_kept_with_their_heads_and_counts(session, tahun):
    told = {"kepala_dusun": "Sarman", "penduduk_l": "40", "penduduk_p": "45", "jumlah_kk": "20",
            "jumlah_rtm": "5"}  # fmt: skip
    fill(session, tahun, dusun=[{"nama": "Dusun I", "rt_rw": "RT 01", **told}, *rows("Dusun II")])
    session.flush()
    first, second = dusun_of(session, SUKAMAJU)
    assert (first.kepala_dusun, first.penduduk_l, first.jumlah_rtm) == ("Sarman", 40, 5)
    assert (second.kepala_dusun, second.penduduk_l) == ("", None)
    answers, _ = answers_for(session, flow("profil-desa"), tahun, SUKAMAJU, "")
    assert answers["dusun"][0] == {"nama": "Dusun I", "rt_rw": "RT 01", **told}


def test_a_hamlet_has_no_more_poor_households_than_households(session, tahun):
    with pytest.raises(Invalid) as refused:
        fill(session, tahun, dusun=[{"nama": "Dusun I", "jumlah_kk": "4", "jumlah_rtm": "5"}])
    assert "dusun.0.jumlah_rtm" in refused.value.errors


@pytest.mark.parametrize(
    ("hamlets", "told"),
    [
        ((30, 70), 0), ((30, None), 0), ((None, None), 0),
        ((30, 60), 1), ((101, None), 1), ((80, 21), 1),
    ],
)  # fmt: skip
def test_counts_of_hamlets_that_do_not_add_up_are_told(session, tahun, hamlets, told):
    blank = dict.fromkeys(("penduduk_l", "penduduk_p", "jumlah_rtm"))
    values = {"jumlah_kk": 100, "dusun": [blank | {"jumlah_kk": n} for n in hamlets]}
    found = profil.attention(session, tahun, SUKAMAJU, values)
    assert len(found) == told
    assert all("Jumlah KK menurut dusun" in one and "100" in one for one in found)


def test_the_same_hamlet_twice_is_refused(session, tahun):
    with pytest.raises(Invalid) as refused:
        fill(session, tahun, dusun=rows("Dusun I", "DUSUN I"))
    assert "dusun.1.nama" in refused.value.errors


@pytest.mark.parametrize("changed", [{"telepon": "0812"}, {"dusun": rows("Dusun Baru")}])
def test_a_profile_changed_from_elsewhere_is_not_overwritten(session, tahun, changed):
    fill(session, tahun)
    session.flush()
    who, form = dunia.act(session, Peran.KPMD), flow("profil-desa")
    slow = draf.start(session, who, form, dunia.year(session, 2012), SUKAMAJU, kunci="slow")
    fill(session, tahun, **changed)
    session.flush()
    with pytest.raises(Conflict, match="sudah diubah dari tempat lain"):
        kirim.submit(session, who, slow)


def test_the_ceiling_belongs_to_the_year_and_the_office_to_the_kecamatan(session, tahun):
    other = dunia.year(session, 2012)
    who = dunia.act(session, Peran.CAMAT)
    dunia.fill(session, who, "profil-kecamatan", tahun, KECAMATAN, CAMAT)
    assert blm_ceiling(session, tahun, KECAMATAN) == 1_500_000_000
    assert blm_ceiling(session, other, KECAMATAN) is None
    started = draf.start(session, who, flow("profil-kecamatan"), other, KECAMATAN, kunci="k")
    assert (started.jawaban["camat_nama"], started.jawaban["blm"]) == (CAMAT["camat_nama"], "")
    assert session.scalars(select(ProfilKecamatan.camat_nip)).all() == [CAMAT["camat_nip"]]


def test_an_empty_ceiling_takes_the_old_one_away(session, tahun):
    who = dunia.act(session, Peran.CAMAT)
    for given in (CAMAT, CAMAT | {"blm": ""}):
        dunia.fill(session, who, "profil-kecamatan", tahun, KECAMATAN, given)
        session.flush()
    assert blm_ceiling(session, tahun, KECAMATAN) is None


@pytest.mark.parametrize(
    ("lacking", "count"),
    [
        ({}, 0),
        ({"kantor_layak": "tidak"}, 1),
        ({"sekdes_nama": ""}, 1),
        ({"jumlah_kaur": "1"}, 1),
        ({"jumlah_kaur": "2"}, 0),
        ({"bpd_terbentuk": "tidak", "sekdes_nama": "", "kantor_layak": "tidak"}, 3),
    ],
)
def test_conditions_a_village_does_not_meet_are_named_with_their_consequence(
    session, tahun, lacking, count
):
    fill(session, tahun, **lacking)
    stored = session.get_one(ProfilDesa, str(SUKAMAJU))
    unmet = profil.unmet_conditions(profile_of(tahun), stored)
    assert len(unmet) == count
    assert all(one.teks and one.akibat and one.menghalangi for one in unmet)


def test_a_condition_nobody_answered_yet_is_not_called_unmet(tahun):
    answers = {"kantor_layak": False, "sekdes_nama": "Siti", "bpd_terbentuk": True}
    assert profil.unmet_by_answers(profile_of(tahun), answers) == []
    unmet = profil.unmet_by_answers(profile_of(tahun), answers | {"jumlah_kaur": 2})
    assert [one.kunci for one in unmet] == ["kantor_layak"]


@pytest.mark.parametrize(
    ("need", "place"), [(profil.need_village, SUKAMAJU), (profil.need_kecamatan, KECAMATAN)]
)
def test_what_needs_a_profile_says_that_it_is_missing(session, tahun, need, place):
    with pytest.raises(NotReady, match="belum diisi"):
        need(session, place)
