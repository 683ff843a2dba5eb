"""Rules across the answers of a page, each told beside the answer that can repair it."""

from copy import deepcopy
from typing import Any

import pytest

from musren.domain.errors import Invalid
from musren.forms.alur import FLOWS, flow
from musren.forms.musyawarah import attendee_key
from musren.forms.pilihan import Option
from tests import dunia


def read(slug: str, step: str, typed: dict[str, Any]) -> dict[str, Any]:
    found = flow(slug).step(step)
    assert found is not None
    return found.read(typed)


def refusal(slug: str, step: str, typed: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        read(slug, step, typed)
    return refused.value.errors


def picked(slug: str, step: str, answers: dict[str, Any]) -> dict[str, Any]:
    found = flow(slug).step(step)
    assert found is not None
    return deepcopy(found.pick(answers))


# --- usulan -------------------------------------------------------------------------------


def biaya(total: str, *shares: str) -> dict[str, Any]:
    rows = [{"sumber": "add", "rincian": "", "jumlah": share} for share in shares]
    return {"biaya": total, "dana": rows}


def test_the_cost_may_be_split_over_several_sources():
    values = read("usulan", "biaya", biaya("37.800.000", "33.600.000", "4.200.000"))
    assert [row["jumlah"] for row in values["dana"]] == [33_600_000, 4_200_000]


@pytest.mark.parametrize(
    ("shares", "difference"),
    [(("37.000.000",), "Rp800.000"), (("37.800.000", "1"), "Rp1"), (("0",), "Rp37.800.000")],
)
def test_sources_that_do_not_add_up_are_told_with_the_difference(
    shares: tuple[str, ...], difference: str
):
    told = refusal("usulan", "biaya", biaya("37.800.000", *shares))["biaya"]
    assert told.startswith("Biaya Rp37.800.000 belum sama dengan jumlah sumber dananya Rp")
    assert f"selisih {difference}. Ubah biaya atau sumber dana." in told


def test_the_sum_is_not_judged_while_a_share_cannot_be_read():
    assert refusal("usulan", "biaya", biaya("5.000", "banyak")).keys() == {"dana.0.jumlah"}


def test_a_cost_needs_at_least_one_source():
    assert refusal("usulan", "biaya", {"biaya": "5.000"}) == {
        "dana": "Isi “Sumber dana”, paling sedikit 1 sumber dana."
    }


def test_an_old_proposal_tells_its_year():
    given = picked("usulan", "asal", dunia.usulan(asal="usulan_lama"))
    assert refusal("usulan", "asal", given).keys() == {"asal_usulan_lama_tahun"}
    assert read("usulan", "asal", {**given, "asal_usulan_lama_tahun": "2009"})


@pytest.mark.parametrize(
    ("men", "women", "poor", "good"),
    [("60", "70", "130", True), ("60", "70", "131", False), ("", "70", "900", True)],
)
def test_the_poor_are_among_those_who_benefit(men: str, women: str, poor: str, *, good: bool):
    given = {"pemanfaat_l": men, "pemanfaat_p": women, "pemanfaat_rtm": poor}
    if good:
        assert read("usulan", "pemanfaat", given)
    else:
        assert "131" in refusal("usulan", "pemanfaat", given)["pemanfaat_rtm"]


# --- profil -------------------------------------------------------------------------------


def test_poor_households_are_households():
    given = {"alamat_kantor": "Jalan 1", "jumlah_kk": "100", "jumlah_rtm": "101"}
    assert refusal("profil-desa", "kantor", given).keys() == {"jumlah_rtm"}
    assert read("profil-desa", "kantor", {**given, "jumlah_rtm": "100"})


def test_a_hamlet_is_named_once_whatever_its_case_and_the_typed_row_is_named():
    rows = [{"nama": "Dusun I"}, {"nama": ""}, {"nama": "DUSUN I"}]
    told = refusal("profil-desa", "dusun", {"dusun": rows})
    assert told.keys() == {"dusun.2.nama"}
    assert "baris 1" in told["dusun.2.nama"]


# --- meetings -----------------------------------------------------------------------------

MEETING = dunia.musrenbangdes([])


@pytest.mark.parametrize("slug", ["musrenbangdes", "musrenbang-kecamatan"])
@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"jam_mulai": "13.00", "jam_selesai": "09.00"}, "jam_selesai"),
        ({"jam_mulai": "09.00", "jam_selesai": "09.00"}, "jam_selesai"),
    ],
)
def test_times_stand_in_order(slug: str, changed: dict[str, str], field: str):
    given = picked(slug, "undangan", {**MEETING, "agenda": [{"acara": "Pembukaan"}]})
    assert read(slug, "undangan", given)
    assert refusal(slug, "undangan", {**given, **changed}).keys() == {field}


def test_nobody_is_present_twice_at_the_same_address():
    rows = dunia.hadir(6)
    twice = [*rows, {"nama": ""}, {**rows[2], "nama": rows[2]["nama"].upper()}]
    told = refusal("musrenbangdes", "hadir", {"hadir": twice})
    assert told.keys() == {"hadir.7.nama"}
    assert "baris 3" in told["hadir.7.nama"]
    elsewhere = [*rows, {**rows[2], "alamat": "Dusun IV"}]
    assert len(read("musrenbangdes", "hadir", {"hadir": elsewhere})["hadir"]) == 7


def test_a_meeting_needs_people_and_how_many_the_profile_says_when_it_is_sent():
    assert refusal("musrenbangdes", "hadir", {"hadir": []}).keys() == {"hadir"}
    assert len(read("musrenbangdes", "hadir", {"hadir": dunia.hadir(1)})["hadir"]) == 1


@pytest.mark.parametrize("typed", [" Siti  Aminah", "Siti\tAminah "])
def test_an_attendee_is_pointed_at_the_same_way_as_typed_and_as_read(typed: str):
    row = {**dunia.hadir(1)[0], "nama": typed}
    rows = [row, *dunia.hadir(6)[1:]]
    read_rows = read("musrenbangdes", "hadir", {"hadir": rows})["hadir"]
    assert attendee_key(row) == attendee_key(read_rows[0]) == "Siti Aminah — Dusun II"


def test_a_vote_has_its_figures():
    given = picked("musrenbangdes", "pimpinan", {**MEETING, "cara_putusan": "voting"})
    assert refusal("musrenbangdes", "pimpinan", given).keys() == {"suara_setuju"}
    assert read("musrenbangdes", "pimpinan", {**given, "suara_setuju": "20"})


# --- evaluation of last year ----------------------------------------------------------------


def activity(**changed: str) -> dict[str, str]:
    return {
        "kegiatan": "Perbaikan jalan", "status_pelaksanaan": "selesai", "sebab": "",
        "tindak_lanjut": "tidak_perlu", **changed,
    }  # fmt: skip


@pytest.mark.parametrize("status", ["sebagian", "belum"])
def test_what_is_unfinished_has_a_cause(status: str):
    rows = [activity(), {"kegiatan": ""}, activity(status_pelaksanaan=status)]
    given = {"evaluasi_ada": "ya", "evaluasi": rows}
    assert refusal("musrenbangdes", "evaluasi", given).keys() == {"evaluasi.2.sebab"}
    rows[2]["sebab"] = "Bahan terlambat"
    assert read("musrenbangdes", "evaluasi", given)


def test_an_evaluation_that_is_there_has_rows_and_one_that_is_not_needs_none():
    assert refusal("musrenbangdes", "evaluasi", {"evaluasi_ada": "ya"}).keys() == {"evaluasi"}
    assert read("musrenbangdes", "evaluasi", {"evaluasi_ada": "tidak"})["evaluasi"] == []


# --- decisions ------------------------------------------------------------------------------

LISTS = {
    "musrenbangdes": ("keputusan", "keputusan"),
    "blm": ("prioritas-blm", "prioritas_blm"),
    "apbd": ("prioritas-apbd", "prioritas_apbd"),
}


def decision(number: int, **changed: str) -> dict[str, str]:
    given = {"usulan_id": str(number), "putusan": "disepakati", "peringkat": str(number)}
    return {**given, **changed}


def decide(kind: str, *rows: dict[str, str]) -> tuple[str, str, dict[str, Any]]:
    step, name = LISTS[kind]
    slug = "musrenbangdes" if kind == "musrenbangdes" else "musrenbang-kecamatan"
    given = [{"sumber": "add", **row} if slug == "musrenbangdes" else row for row in rows]
    return slug, step, {name: given}


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize("putusan", ["ditunda", "ditolak"])
def test_a_proposal_that_is_not_agreed_has_its_reason(kind: str, putusan: str):
    name = LISTS[kind][1]
    refused = decide(kind, decision(1), decision(2, putusan=putusan, peringkat=""))
    assert refusal(*refused).keys() == {f"{name}.1.alasan"}
    assert read(*decide(kind, decision(2, putusan=putusan, peringkat="", alasan="Pagu")))


@pytest.mark.parametrize("kind", LISTS)
def test_a_rank_is_given_once(kind: str):
    name = LISTS[kind][1]
    told = refusal(*decide(kind, decision(1), decision(2), decision(3, peringkat="1")))
    assert told.keys() == {f"{name}.2.peringkat"}
    assert "baris 1" in told[f"{name}.2.peringkat"]


def test_a_village_ranks_each_source_by_itself():
    rows = (decision(1), {**decision(2, peringkat="1"), "sumber": "blm"})
    assert read(*decide("musrenbangdes", *rows))


@pytest.mark.parametrize("kind", ["blm", "apbd"])
def test_what_the_kecamatan_agrees_on_has_a_rank(kind: str):
    assert refusal(*decide(kind, decision(1, peringkat=""))).keys() == {
        f"{LISTS[kind][1]}.0.peringkat"
    }


def test_exactly_three_sign_for_the_people():
    present = [attendee_key(row) for row in dunia.hadir(9)]
    offered = [Option(key, key) for key in present]
    lists = {"hadir": offered, "hadir_calon": offered}
    step = flow("musrenbangdes").step("wakil")
    assert step is not None
    assert step.read({"wakil_masyarakat": present[:3], "wakil_desa": present[3:9]}, lists)
    for count in (2, 4):
        with pytest.raises(Invalid) as refused:
            step.read({"wakil_masyarakat": present[:count], "wakil_desa": present[3:9]}, lists)
        assert refused.value.errors.keys() == {"wakil_masyarakat"}


def test_an_unknown_form_is_told_so():
    with pytest.raises(Exception, match="tidak ada"):
        flow("entah")
    assert all(flow(slug) is found for slug, found in FLOWS.items())
