"""Rows a form lays out: they follow the proposals, whatever was typed or forged."""

from decimal import Decimal

import pytest

from musren.domain.peran import Peran
from musren.forms.alur import flow
from musren.forms.fields import Hidden, Shown, Text
from musren.forms.pilihan import From
from musren.forms.steps import Rows, StepSchema
from musren.models.usulan import Usulan, UsulanDana
from musren.services import baris_tetap, draf
from musren.services.baris_tetap import described, merge
from musren.services.klasifikasi import main_source
from musren.services.pilihan import Setting
from tests import dunia
from tests.dunia import SUKAMAJU, SUKAMULYA

MUSRENBANGDES = flow("musrenbangdes")
KEPUTUSAN = MUSRENBANGDES.step("keputusan")


def here(session, tahun, place=SUKAMAJU):
    return Setting(session=session, year=tahun, place=place, answers={})


def rows(session, tahun, typed=()):
    return merge(here(session, tahun), "usulan_desa", typed)


def test_each_undecided_proposal_of_the_village_has_its_row(session, tahun):
    first, second = (dunia.propose(session, tahun) for _ in range(2))
    dunia.propose(session, tahun, SUKAMULYA)
    assert [r["usulan_id"] for r in rows(session, tahun)] == [str(first.id), str(second.id)]
    assert rows(session, dunia.year(session, 2012)) == []


def test_what_was_typed_stays_with_its_proposal_when_another_comes(session, tahun):
    first = dunia.propose(session, tahun)
    typed = rows(session, tahun)
    typed[0] |= {"putusan": "ditunda", "alasan": "Dana kurang", "sumber": "lain"}
    second = dunia.propose(session, tahun)
    told = rows(session, tahun, typed)
    assert told[0]["usulan_id"] == str(first.id)
    assert (told[0]["putusan"], told[0]["alasan"], told[0]["sumber"]) == (
        "ditunda", "Dana kurang", "lain",
    )  # fmt: skip
    assert (told[1]["usulan_id"], told[1]["sumber"]) == (str(second.id), "add")
    assert "putusan" not in told[1]


def test_a_forged_description_is_replaced_by_ours(session, tahun):
    stored = dunia.propose(session, tahun)
    forged = [{"usulan_id": str(stored.id), "uraian": "Istana", "putusan": "disepakati"}]
    assert rows(session, tahun, forged)[0]["uraian"] == (
        "1. Drainase pasangan batu · RT 03 · 140 meter · Rp37.800.000 · saran: ADD"
    )


@pytest.mark.parametrize("forged", ["foreign", "0", "x", "", None])
def test_a_row_for_a_proposal_that_is_not_laid_out_falls_away(session, tahun, forged):
    dunia.propose(session, tahun)
    foreign = dunia.propose(session, tahun, SUKAMULYA)
    key = str(foreign.id) if forged == "foreign" else forged
    typed = [*rows(session, tahun), {"usulan_id": key, "putusan": "disepakati"}]
    assert len(rows(session, tahun, typed)) == 1


@pytest.mark.parametrize("typed", [["x"], [None], [[]], [{}], [{"usulan_id": []}]])
def test_rows_that_are_no_rows_are_passed_over(session, tahun, typed):
    dunia.propose(session, tahun)
    assert [r["sumber"] for r in rows(session, tahun, typed)] == ["add"]


def test_a_draft_shows_a_proposal_that_came_after_it_was_saved(session, tahun):
    dunia.village(session, tahun, given=dunia.kinds("add"))
    who = dunia.act(session, Peran.KPMD)
    draft = draf.start(session, who, MUSRENBANGDES, tahun, SUKAMAJU, kunci="k")
    shown = draf.typed(session, draft, KEPUTUSAN)
    shown["keputusan"][0]["putusan"] = "disepakati"
    draf.save(session, who, draft, KEPUTUSAN, shown)
    dunia.propose(session, tahun)
    again = draf.typed(session, draft, KEPUTUSAN)["keputusan"]
    assert [r.get("putusan") for r in again] == ["disepakati", None]


def proposal(**changed):
    base = {"nomor_urut": 7, "kegiatan": "Talud", "lokasi": "", "volume": None, "satuan": "",
            "biaya": None, "dana": []}  # fmt: skip
    return Usulan(**(base | changed))


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, "7. Talud · biaya belum diisi"),
        ({"lokasi": "RT 01"}, "7. Talud · RT 01 · biaya belum diisi"),
        ({"volume": Decimal("2.5"), "satuan": "km"}, "7. Talud · 2,5 km · biaya belum diisi"),
        ({"volume": Decimal(0), "biaya": 0}, "7. Talud · 0 · Rp0"),
    ],
)
def test_a_proposal_is_described_in_one_line(changed, told):
    assert described(proposal(**changed)) == told


@pytest.mark.parametrize(
    ("shares", "source"),
    [
        ([], ""),
        ([(None, 5)], ""),
        ([("swadaya", 5)], "swadaya"),
        ([("swadaya", 9), ("add", 5)], "add"),
        ([("add", 5), ("apbd", 9)], "apbd"),
        ([("add", None)], "add"),
        ([(None, 9), ("lain", 1)], "lain"),
    ],
)
def test_the_list_a_proposal_starts_on_is_its_largest_outside_source(shares, source):
    dana = [UsulanDana(urutan=n, sumber=s, jumlah=j) for n, (s, j) in enumerate(shares, 1)]
    assert main_source(proposal(dana=dana)) == source


def test_the_group_in_which_a_blm_proposal_is_ranked_is_always_ours(session, tahun, kantor):
    kantor.village_signed(tahun, SUKAMAJU, dunia.kinds("spp", "blm"))
    place = Setting(session=session, year=tahun, place=dunia.KECAMATAN, answers={})
    forged = [row | {"kelompok": "spp", "peringkat": "1"} for row in merge(place, "usulan_blm", [])]
    told = merge(place, "usulan_blm", forged)
    assert [(row["kelompok"], row["peringkat"]) for row in told] == [("spp", "1"), ("non_spp", "1")]


class NilaiRow(StepSchema):
    masalah_id = Hidden("Masalah")
    masalah = Shown("Masalah")
    catatan = Text("Catatan", wajib=False)
    asal = Text("Asal", wajib=False)


def test_rows_may_be_about_anything_that_has_a_key(session, tahun, monkeypatch):
    laid = [{"masalah_id": str(n), "masalah": f"Masalah {n}", "asal": "dusun"} for n in (3, 5)]
    monkeypatch.setitem(baris_tetap.LAYOUTS, "masalah", lambda _here: laid)
    monkeypatch.setitem(baris_tetap.OURS, "masalah", ("asal",))
    field = Rows("Masalah", NilaiRow, tetap=From("masalah"))
    typed = [
        {"masalah_id": "5", "masalah": "palsu", "catatan": "a", "asal": "palsu"},
        {"masalah_id": "4", "catatan": "b"},
    ]
    assert baris_tetap.merged(here(session, tahun), field, typed) == [
        laid[0],
        {**laid[1], "catatan": "a"},
    ]
