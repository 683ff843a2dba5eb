"""Realisation of the yearly plan, and the money of each source while deciding."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from musren.domain.errors import Conflict, Invalid, NotReady
from musren.domain.peran import Peran
from musren.forms.alur import flow
from musren.models.rpjm import PaguDesa
from musren.models.usulan import Realisasi
from musren.services import alur, draf, kirim
from musren.services.alur import answers_for
from musren.services.pengumuman import for_step
from musren.services.rkp.realisasi import missing
from musren.services.tahun import change_parameter
from tests import dunia
from tests.dunia import SUKAMAJU, agree, hold, kinds, village
from tests.services.rkp_uji import decided, here, kpmd, realise, report, set_pagu


def refused(session, call, error=Invalid):
    with pytest.raises(error) as told, session.begin_nested():
        call()
    return told.value


# --- realisation ------------------------------------------------------------------------------------


def test_before_anything_is_decided_nothing_can_be_realised(session, tahun):
    village(session, tahun)
    told = refused(session, lambda: realise(session, tahun), NotReady)
    assert "Musrenbangdes" in told.message


def test_what_was_done_is_kept_and_the_rest_may_follow(session, tahun):
    add, blm = decided(session, tahun, "add", "blm")
    realise(session, tahun, report(add, "selesai", "140", "37.000.000"))
    session.flush()
    kept = session.get_one(Realisasi, add.id)
    assert (kept.volume_realisasi, kept.biaya_realisasi) == (Decimal(140), 37_000_000)
    assert kept.tindak_lanjut == "tidak_perlu"
    assert missing(session, tahun, SUKAMAJU) == 1
    answers, _ = answers_for(session, flow("realisasi-rkp"), tahun, SUKAMAJU, "")
    assert answers["realisasi"][0]["biaya_realisasi"] == "37.000.000"
    again = report(blm, "belum", sebab="Dana belum cair", lanjut="diusulkan_kembali")
    realise(session, tahun, *answers["realisasi"], again)
    assert missing(session, tahun, SUKAMAJU) == 0


def test_a_report_taken_out_again_is_gone(session, tahun):
    (add,) = decided(session, tahun, "add")
    realise(session, tahun, report(add, "selesai"))
    realise(session, tahun, report(add, ""))
    session.flush()
    assert session.scalars(select(Realisasi)).all() == []


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"status": "belum", "lanjut": "dihapus"}, "sebab"),
        ({"status": "sebagian", "sebab": "Hujan"}, "tindak_lanjut"),
        ({"status": "", "volume": "3"}, "status_pelaksanaan"),
        ({"status": "belum", "volume": "3", "sebab": "x", "lanjut": "dihapus"},
         "status_pelaksanaan"),
        ({"status": "selesai", "biaya": "-1"}, "biaya_realisasi"),
        ({"status": "selesai", "volume": "-1"}, "volume_realisasi"),
    ],
)  # fmt: skip
def test_a_report_that_does_not_hang_together_is_explained(session, tahun, row, field):
    (add,) = decided(session, tahun, "add")
    wrong = refused(session, lambda: realise(session, tahun, report(add, **row)))
    assert f"realisasi.0.{field}" in wrong.errors


def test_more_than_planned_warns_and_is_kept(session, tahun):
    (add,) = decided(session, tahun, "add")
    row = {"usulan_id": str(add.id), "volume_realisasi": Decimal(150), "biaya_realisasi": 10**9}
    told = alur.PERINGATAN["realisasi-rkp"](session, tahun, SUKAMAJU, {"realisasi": [row]})
    assert "melebihi rencana 140 meter" in told[0]
    assert "Rp1.000.000.000 melebihi rencana Rp37.800.000" in told[1]
    realise(session, tahun, report(add, "selesai", "150", "1.000.000.000"))
    assert session.get_one(Realisasi, add.id).biaya_realisasi == 10**9


def test_a_report_changed_elsewhere_meanwhile_is_not_overwritten(session, tahun):
    add, blm = decided(session, tahun, "add", "blm")
    mine = draf.start(
        session, kpmd(session), flow("realisasi-rkp"), tahun, SUKAMAJU, kunci=dunia.key()
    )
    session.add(Realisasi(usulan_id=blm.id, status_pelaksanaan="selesai", diubah=dunia.NOW))
    session.flush()
    step = flow("realisasi-rkp").steps[0]
    draf.save(session, kpmd(session), mine, step, {"realisasi": [report(add, "selesai")]})
    refused(session, lambda: kirim.submit(session, kpmd(session), mine), Conflict)


# --- pagu -------------------------------------------------------------------------------------------


def test_money_of_each_source_is_kept_and_taken_away_again(session, tahun):
    set_pagu(session, tahun, add=(125_000_000, ""), blm=("", 300_000_000))
    rows = {p.sumber: (p.pagu, p.anggaran) for p in session.scalars(select(PaguDesa))}
    assert rows == {"add": (125_000_000, None), "blm": (None, 300_000_000)}
    answers, _ = answers_for(session, flow("pagu-desa"), tahun, SUKAMAJU, "")
    assert {r["sumber"]: r["pagu"] for r in answers["pagu_desa"]}["add"] == "125.000.000"
    set_pagu(session, tahun, add=("", ""), blm=("", 300_000_000))
    assert [p.sumber for p in session.scalars(select(PaguDesa))] == ["blm"]


def saldo(session, tahun, decisions):
    (told,) = for_step(here(session, tahun, keputusan=decisions), "saldo_pagu")
    return told, {row[0]: row[1:] for row in told.tabel.isi}


def test_the_balance_follows_the_answers_so_far(session, tahun):
    made = village(session, tahun)
    told, rows = saldo(session, tahun, [])
    assert "belum diisi" in told.baris[0]
    assert rows["ADD"] == ("–", "Rp0", "–")
    set_pagu(session, tahun, add=(40_000_000, ""))
    told, rows = saldo(session, tahun, agree(made[:1]))
    assert not told.warns
    assert rows["ADD"] == ("Rp40.000.000", "Rp33.600.000", "Rp6.400.000")
    assert rows["Swadaya masyarakat"][1] == "Rp4.200.000"
    told, _ = saldo(session, tahun, agree(made[:1], putusan="ditunda"))
    assert told.tabel.isi[2][2] == "Rp0"


@pytest.mark.parametrize("rubbish", [None, "x", ["x"], [{}], [{"putusan": "disepakati"}]])
def test_the_balance_survives_answers_that_cannot_be_read(session, tahun, rubbish):
    village(session, tahun)
    assert for_step(here(session, tahun, keputusan=rubbish), "saldo_pagu")


def test_over_the_pagu_warns_and_only_a_binding_one_refuses(session, tahun):
    made = village(session, tahun, given=kinds("add"))
    set_pagu(session, tahun, add=(30_000_000, ""))
    told, _ = saldo(session, tahun, agree(made))
    assert told.warns
    warned = alur.PERINGATAN["musrenbangdes"](
        session, tahun, SUKAMAJU, {"keputusan": agree(made), "hadir": dunia.hadir()}
    )
    assert any("melebihi pagu ADD" in one for one in warned)
    hold(session, tahun, agree(made))
    who = dunia.act(session, Peran.BAPPEDA, dunia.KABUPATEN)
    change_parameter(session, who, tahun, {"pagu_desa_mengikat": True}, "Kesepakatan")
    wrong = refused(session, lambda: hold(session, tahun, agree(made)))
    assert "kurang Rp3.600.000" in wrong.errors["keputusan"]
    set_pagu(session, tahun, add=(30_000_000, 40_000_000))
    hold(session, tahun, agree(made))
