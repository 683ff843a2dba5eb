"""Hard limits of BLM through the meeting's form, and suggestions for stored proposals.

The rows are the negative rows of the worked example.
"""

import pytest
from sqlalchemy import select

from musren.domain.errors import Invalid
from musren.domain.peran import Peran
from musren.models.usulan import Keputusan
from musren.services import klasifikasi
from musren.services.tahun import change_parameter, set_blm_ceiling
from musren.services.usulan import of_village
from tests import dunia
from tests.dunia import KECAMATAN, agree, hold, kinds, village


def blm(kegiatan, asal="campuran", jenis="prasarana", biaya="10.000.000"):
    dana = [{"sumber": "blm", "rincian": "", "jumlah": biaya}]
    return {"kegiatan": kegiatan, "asal": asal, "jenis": jenis, "biaya": biaya, "dana": dana}


def refused(session, tahun, given, **changed):
    made = village(session, tahun, given=given)
    with pytest.raises(Invalid) as told, session.begin_nested():
        hold(session, tahun, agree(made, **changed))
    return told.value.errors


def switch_off_the_limit(session, tahun):
    who = dunia.act(session, Peran.BAPPEDA, dunia.KABUPATEN)
    change_parameter(session, who, tahun, {"max_nilai_usulan_blm_berlaku": False}, "Kesepakatan")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (blm("Rehab mushola Dusun II"), "BLM tidak membiayai"),
        (blm("Pengadaan pestisida"), "BLM tidak membiayai"),
        (blm("Rehabilitasi kantor desa"), "BLM tidak membiayai"),
        (blm("Modal SPP", asal="campuran", jenis="spp"), "SPP hanya dapat diusulkan oleh MKP"),
        (blm("Rabat beton", asal="dusun"), "berasal dari MKP atau Musdes Perencanaan"),
        (blm("Pelantikan pengurus", jenis="lainnya"), "BLM membiayai jenis kegiatan"),
    ],
)
def test_blm_refuses_at_the_row_and_says_why(session, tahun, given, told):
    errors = refused(session, tahun, [*kinds("add"), given])
    assert set(errors) == {"keputusan.1.sumber"}
    assert told in errors["keputusan.1.sumber"]


@pytest.mark.parametrize("kegiatan", ["Rehab mushola Dusun II", "Pengadaan pestisida"])
@pytest.mark.parametrize("sumber", ["add", "swadaya", "lain"])
def test_what_blm_refuses_may_be_paid_otherwise(session, tahun, kegiatan, sumber):
    jumlah = "17.500.000"
    dana = [{"sumber": sumber, "rincian": "CSR", "jumlah": jumlah}]
    given = {"kegiatan": kegiatan, "biaya": jumlah, "dana": dana}
    hold(session, tahun, agree(village(session, tahun, given=[given])))
    assert session.scalars(select(Keputusan.sumber)).all() == [sumber]


def test_the_three_of_a_village_are_accepted(session, tahun):
    made = village(session, tahun, given=kinds("mkp", "spp", "blm"))
    hold(session, tahun, agree(made))
    assert {u.status for u in made} == {"disepakati"}


def test_a_fourth_blm_proposal_is_refused(session, tahun):
    given = [*kinds("mkp", "spp", "blm"), blm("Jembatan", asal="mkp", jenis="prasarana")]
    errors = refused(session, tahun, given)
    assert "paling banyak 3" in errors["keputusan.3.sumber"]


def test_a_fourth_blm_proposal_that_is_put_off_is_no_hindrance(session, tahun):
    given = [*kinds("mkp", "spp", "blm"), blm("Jembatan", asal="mkp")]
    rows = agree(village(session, tahun, given=given))
    rows[3] |= {"putusan": "ditunda", "alasan": "Batas tiga usulan"}
    hold(session, tahun, rows)


def test_two_proposals_for_the_same_place_among_the_three_are_refused(session, tahun):
    errors = refused(session, tahun, [*kinds("mkp"), blm("Jembatan gantung", asal="mkp")])
    assert all("sudah dipakai" in told for told in errors.values())
    assert set(errors) == {"keputusan.0.sumber", "keputusan.1.sumber"}


@pytest.mark.parametrize(("biaya", "fits"), [("350.000.000", True), ("351.000.000", False)])
def test_a_blm_proposal_above_the_value_limit_is_refused(session, tahun, biaya, fits):
    given = [blm("Rabat beton", biaya=biaya)]
    if fits:
        hold(session, tahun, agree(village(session, tahun, given=given)))
    else:
        assert "melebihi batas" in refused(session, tahun, given)["keputusan.0.sumber"]


def test_a_kabupaten_may_switch_the_value_limit_off(session, tahun):
    switch_off_the_limit(session, tahun)
    given = [blm("Rabat beton", biaya="351.000.000")]
    hold(session, tahun, agree(village(session, tahun, given=given)))


def test_women_may_replace_a_proposal_that_equals_the_mixed_one(session, tahun):
    same = [blm("Rabat beton jalan desa", asal=asal) for asal in ("mkp", "campuran")]
    errors = refused(session, tahun, same)
    assert "usulan pengganti" in errors["keputusan.0.alasan"]
    made = agree(of_village(session, tahun, dunia.SUKAMAJU), alasan="MKP tetap pada usulannya")
    hold(session, tahun, made)
    kept = session.scalars(select(Keputusan)).all()
    assert {k.alasan for k in kept} == {"MKP tetap pada usulannya"}
    assert all("blm_pengganti_mkp" in [a["kunci"] for a in k.saran["aturan"]] for k in kept)


@pytest.mark.parametrize(
    ("ceiling", "fits"), [(304_000_000, True), (303_999_999, False), (None, True)]
)
def test_the_village_s_own_spp_stays_within_the_share_of_the_ceiling(session, tahun, ceiling, fits):
    camat = dunia.act(session, Peran.CAMAT)
    set_blm_ceiling(session, camat, tahun, KECAMATAN, ceiling)
    session.flush()
    if fits:  # 76 of 304 million is a quarter
        hold(session, tahun, agree(village(session, tahun, given=kinds("spp"))))
    else:
        assert "melebihi batas" in refused(session, tahun, kinds("spp"))["keputusan.0.sumber"]


# --- suggestions --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "source"),
    [("add", "add"), ("blm", "blm"), ("mkp", "blm"), ("spp", "blm"), ("apbd", "apbd"),
     ("swadaya", "swadaya"), ("lain", "lain")],
)  # fmt: skip
def test_a_stored_proposal_is_suggested_for_its_own_list_with_a_reason(
    session, tahun, kind, source
):
    (stored,) = village(session, tahun, given=kinds(kind))
    told = klasifikasi.suggestion(session, tahun, stored)
    assert told.sumber == source
    assert told.alasan


def test_a_suggestion_knows_the_other_blm_proposals_of_the_village(session, tahun):
    given = [*kinds("mkp", "spp", "blm"), blm("Jembatan gantung")]
    stored = village(session, tahun, given=given)[3]
    told = klasifikasi.suggestion(session, tahun, stored)
    assert told.sumber != "blm"
    assert {a.aturan for a in told.tertutup["blm"]} >= {"blm_maksimal", "blm_satu_per_asal"}


def test_a_suggestion_moves_nothing(session, tahun):
    (stored,) = village(session, tahun, given=kinds("blm"))
    before = (stored.versi, stored.status)
    klasifikasi.suggestion(session, tahun, stored)
    session.flush()
    assert (stored.versi, stored.status) == before


def test_money_of_an_unknown_source_is_counted_apart(session, tahun):
    stored = dunia.propose(session, tahun)
    stored.dana[0].sumber = None
    facts = klasifikasi.facts_of(stored)
    assert facts.dana == {"": 33_600_000, "swadaya": 4_200_000}


def test_what_the_decided_source_pays_is_told_apart_from_the_rest(session, tahun):
    shares = [
        {"sumber": "blm", "rincian": "", "jumlah": "25.000.000"},
        {"sumber": "add", "rincian": "", "jumlah": "10.000.000"},
        {"sumber": "swadaya", "rincian": "", "jumlah": "2.800.000"},
    ]
    one = dunia.propose(session, tahun, dana=shares)
    told = {s: klasifikasi.from_source(one, s) for s in ("blm", "add", "lain")}
    assert told == {"blm": 25_000_000, "add": 10_000_000, "lain": 35_000_000}
