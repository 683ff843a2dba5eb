"""Merging and splitting proposals, undoing it, and that nothing is ever counted twice."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select

from musren.domain.errors import Conflict, Invalid, MusrenError, NotFound
from musren.domain.peran import Peran
from musren.forms.alur import flow
from musren.models.usulan import RiwayatStatus, Silsilah, Usulan
from musren.papers.contracts.desa import BarisSilsilah
from musren.services import baris_tetap, daftar, draf, papan, silsilah, usulan
from musren.services.daftar import Saring
from musren.services.fakta.desa import ba_musrenbangdes
from musren.services.klasifikasi import suggestion
from musren.services.pengumuman import for_step
from musren.services.pilihan import Setting
from tests import dunia
from tests.dunia import SUKAMAJU, agree, hold, kinds, village

WHY = {"alasan": "Satu jaringan saluran"}


def merge(session, tahun, made, **changed):
    who = dunia.act(session, Peran.KPMD)
    objek = silsilah.key_of(u.nomor_urut for u in made)
    told = dunia.fill(session, who, "gabung-usulan", tahun, SUKAMAJU, {**WHY, **changed}, objek)
    session.flush()
    return session.get_one(Usulan, int(told.removeprefix("usulan:")))


def split(session, tahun, whole, costs, **changed):
    who = dunia.act(session, Peran.KPMD)
    rows = [
        {"kegiatan": f"{whole.kegiatan} bagian {n}", "lokasi": f"RT {n}", "dusun": "",
         "volume": "10", "satuan": "meter", "biaya": str(cost)}
        for n, cost in enumerate(costs, 1)
    ]  # fmt: skip
    answers = {**WHY, "bagian": rows, **changed}
    dunia.fill(session, who, "pecah-usulan", tahun, SUKAMAJU, answers, f"usulan:{whole.id}")
    session.flush()
    lines = session.scalars(
        select(Silsilah).where(Silsilah.asal_id == whole.id, Silsilah.dibatalkan.is_(None))
    )
    return [line.hasil for line in lines]


def undo(session, stored, why="Ternyata dua saluran"):
    silsilah.undo(session, dunia.act(session, Peran.KPMD), stored, why)
    session.flush()


def counted(session, tahun):
    """Number and cost of what the village's list counts."""
    found = daftar.totals(session, tahun, Saring(), (SUKAMAJU,))
    return found.usulan, found.biaya


# --- merging ------------------------------------------------------------------------------------


def test_several_proposals_become_one_that_costs_what_they_did(session, tahun):
    made = village(session, tahun, given=kinds("add", "add", "add"))
    before = counted(session, tahun)
    one = merge(session, tahun, made[:2])
    assert (one.biaya, one.volume) == (2 * made[0].biaya, 2 * made[0].volume)
    assert {d.sumber: d.jumlah for d in one.dana} == {"add": 67_200_000, "swadaya": 8_400_000}
    assert [u.status for u in made] == ["digabung", "digabung", "diajukan"]
    assert f"gabungan dari {made[0].kode} dan {made[1].kode}" in one.keterangan
    assert counted(session, tahun) == (before[0] - 1, before[1])


def test_what_was_merged_stands_in_no_list_board_or_form(session, tahun):
    made = village(session, tahun, given=kinds("add", "add"))
    one = merge(session, tahun, made)
    rows = daftar.page(session, tahun, Saring(), (SUKAMAJU,)).baris
    assert [row.id for row in rows] == [one.id]
    assert len(list(daftar.stream(session, tahun, Saring(), (SUKAMAJU,)))) == 1
    asked = daftar.page(session, tahun, Saring(status="digabung"), (SUKAMAJU,)).baris
    assert [row.id for row in asked] == [u.id for u in made]
    board = papan.village(session, tahun, SUKAMAJU)
    assert (board.usulan, board.biaya) == (1, one.biaya)
    here = Setting(session=session, year=tahun, place=SUKAMAJU, answers={})
    assert [r["usulan_id"] for r in baris_tetap.usulan_desa(here)] == [str(one.id)]


def test_the_places_for_blm_are_not_taken_by_what_was_merged(session, tahun):
    made = village(session, tahun, given=kinds("blm", "blm"))
    assert suggestion(session, tahun, made[0]).sumber != "blm"
    one = merge(session, tahun, made, kegiatan="Rabat beton seluruhnya")
    assert suggestion(session, tahun, one).sumber == "blm"


def test_the_form_begins_with_sums_and_tells_the_origins(session, tahun):
    made = village(session, tahun, given=kinds("add", "add"))
    who, objek = dunia.act(session, Peran.KPMD), silsilah.key_of(u.nomor_urut for u in made)
    draft = draf.start(session, who, flow("gabung-usulan"), tahun, SUKAMAJU, kunci="g", objek=objek)
    assert draft.jawaban["biaya"] == "75.600.000"
    (told,) = for_step(draf.setting(session, draft), "usulan_digabung")
    assert len(told.baris) == 2


@pytest.mark.parametrize("objek", ["", "gabung:1", "gabung:x,y", "gabung:1,2,3,4,5,6,7,8,9,10,11"])
def test_one_merges_two_to_ten(session, tahun, objek):
    with pytest.raises(Invalid, match="Pilih 2 sampai 10"):
        silsilah.start_merge(session, tahun, SUKAMAJU, objek)


def test_only_proposals_of_this_village_are_merged(session, tahun):
    village(session, tahun, given=kinds("add"))
    with pytest.raises(NotFound):
        silsilah.start_merge(session, tahun, SUKAMAJU, "gabung:1,9")


def test_what_a_meeting_decided_is_not_merged_any_more(session, tahun):
    made = village(session, tahun, given=kinds("add", "add"))
    hold(session, tahun, agree(made))
    assert silsilah.candidates(session, tahun, SUKAMAJU) == []
    with pytest.raises(Conflict, match="sudah dibahas"):
        silsilah.start_merge(session, tahun, SUKAMAJU, "gabung:1,2")
    with pytest.raises(Conflict, match="sudah dibahas"):
        silsilah.start_split(session, tahun, SUKAMAJU, f"usulan:{made[0].id}")


def test_what_the_women_decided_is_neither_merged_nor_split(session, tahun):
    made = village(session, tahun, given=kinds("mkp", "add"))
    dunia.hold_mkp(session, tahun, dunia.mkp_agrees(made[:1]))
    with pytest.raises(Conflict, match="diputuskan MKP"):
        silsilah.start_merge(session, tahun, SUKAMAJU, "gabung:1,2")


def test_a_proposal_changed_meanwhile_is_not_merged_unseen(session, tahun):
    made = village(session, tahun, given=kinds("add", "add"))
    who, objek = dunia.act(session, Peran.KPMD), silsilah.key_of(u.nomor_urut for u in made)
    draft = draf.start(session, who, flow("gabung-usulan"), tahun, SUKAMAJU, kunci="g", objek=objek)
    made[0].biaya += 1
    session.flush()
    with pytest.raises(Conflict, match="sudah diubah dari tempat lain"):
        silsilah.submit_merge(session, who, tahun, SUKAMAJU, dict(WHY), draft)


# --- splitting ----------------------------------------------------------------------------------


def test_one_proposal_becomes_several_that_cost_together_what_it_did(session, tahun):
    (whole,) = village(session, tahun, given=kinds("add"))
    before = counted(session, tahun)
    parts = split(session, tahun, whole, [30_000_000, 7_800_000])
    assert whole.status == "dipecah"
    assert [p.biaya for p in parts] == [30_000_000, 7_800_000]
    assert [sum(d.jumlah for d in p.dana) for p in parts] == [30_000_000, 7_800_000]
    assert sum(d.jumlah for p in parts for d in p.dana if d.sumber == "swadaya") == 4_200_000
    assert counted(session, tahun) == (2, before[1])
    assert all(whole.kode in p.keterangan and p.pengusul == whole.pengusul for p in parts)


def test_a_difference_in_cost_needs_its_explanation(session, tahun):
    (whole,) = village(session, tahun, given=kinds("add"))
    with pytest.raises(Invalid) as wrong, session.begin_nested():
        split(session, tahun, whole, [30_000_000, 7_000_000])
    assert "selisih Rp800.000" in wrong.value.errors["bagian"]
    parts = split(session, tahun, whole, [30_000_000, 7_000_000], keterangan="Harga semen turun")
    assert all("Harga semen turun" in p.keterangan for p in parts)
    assert [sum(d.jumlah for d in p.dana) for p in parts] == [30_000_000, 7_000_000]


def test_parts_of_an_incomplete_proposal_are_incomplete(session, tahun):
    village(session, tahun, given=[])
    whole = dunia.incomplete(session, tahun)
    parts = split(session, tahun, whole, ["", ""])
    assert {p.status for p in parts} == {"belum_lengkap"}


# --- undoing ------------------------------------------------------------------------------------


def test_undoing_a_merger_brings_the_origins_back_as_they_were(session, tahun):
    made = [*village(session, tahun, given=kinds("add")), dunia.incomplete(session, tahun)]
    before = counted(session, tahun)
    one = merge(session, tahun, made, biaya="50.000.000", volume="1", satuan="unit", jenis="lainnya",
                bidang="Fisik", asal="dusun", pengusul="LPMD", sifat="B", tujuan="a", sasaran="b",
                lokasi="RT 1", dana=[{"sumber": "add", "jumlah": "50.000.000"}])  # fmt: skip
    undo(session, one)
    assert [u.status for u in (*made, one)] == ["diajukan", "belum_lengkap", "dibatalkan"]
    assert counted(session, tahun) == before
    assert silsilah.origins(session, [one.id]) == []
    last = session.scalars(select(RiwayatStatus).order_by(RiwayatStatus.id.desc())).first()
    assert last.alasan == "Ternyata dua saluran"


def test_undoing_a_split_brings_the_whole_back(session, tahun):
    (whole,) = village(session, tahun, given=kinds("add"))
    parts = split(session, tahun, whole, [30_000_000, 7_800_000])
    undo(session, whole)
    assert [u.status for u in (whole, *parts)] == ["diajukan", "dibatalkan", "dibatalkan"]


def test_undoing_needs_a_reason_and_happens_once(session, tahun):
    one = merge(session, tahun, village(session, tahun, given=kinds("add", "add")))
    with pytest.raises(Invalid):
        undo(session, one, "  ")
    undo(session, one)
    with pytest.raises(Conflict, match="sudah dibatalkan"):
        undo(session, one)


def test_after_the_meeting_decided_the_result_it_stays(session, tahun):
    one = merge(session, tahun, village(session, tahun, given=kinds("add", "add")))
    hold(session, tahun, agree([one]))
    with pytest.raises(Conflict, match="Tidak dapat dibatalkan lagi"):
        undo(session, one)


def test_a_merger_of_a_merger_is_undone_from_the_last_one(session, tahun):
    made = village(session, tahun, given=kinds("add", "add", "add"))
    first = merge(session, tahun, made[:2])
    second = merge(session, tahun, [first, made[2]])
    with pytest.raises(Conflict, match="Batalkan dahulu"):
        undo(session, first)
    assert {s.asal_id for s in silsilah.origins(session, [second.id])} == {
        first.id, *(u.id for u in made)
    }  # fmt: skip
    undo(session, second)
    undo(session, first)
    assert {u.status for u in made} == {"diajukan"}


def test_an_undone_result_can_be_neither_changed_nor_decided(session, tahun):
    one = merge(session, tahun, village(session, tahun, given=kinds("add", "add")))
    undo(session, one)
    assert not usulan.may_change(session, one)
    here = Setting(session=session, year=tahun, place=SUKAMAJU, answers={})
    assert str(one.id) not in {r["usulan_id"] for r in baris_tetap.usulan_desa(here)}


# --- printed ------------------------------------------------------------------------------------


def test_the_lampiran_tells_where_each_proposal_comes_from(session, tahun, kantor_asli):
    made = village(session, tahun, given=kinds("add", "add", "apbd"))
    one = merge(session, tahun, made[:2])
    hold(session, tahun, agree([made[2], one]))
    rows = ba_musrenbangdes(session, tahun, SUKAMAJU)["silsilah"]
    assert [row["kode_asal"] for row in rows] == [u.kode for u in made[:2]]
    assert all(BarisSilsilah().load(row)["alasan"] == WHY["alasan"] for row in rows)
    assert kantor_asli.issue(tahun, "ba_musrenbangdes").status == "terbit"


# --- any order ----------------------------------------------------------------------------------

steps = st.lists(
    st.tuples(st.sampled_from(["merge", "split", "undo"]), st.integers(0, 99), st.integers(1, 99)),
    max_size=8,
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps)
def test_whatever_is_merged_split_and_undone_the_sum_stays(session, tahun, moves):
    with suppress(_Rewind), session.begin_nested():
        village(session, tahun, given=kinds("add", "apbd", "lain"))
        total = counted(session, tahun)[1]
        for what, which, other in moves:
            with suppress(MusrenError), session.begin_nested():
                _one_step(session, tahun, what, which, other)
            assert counted(session, tahun)[1] == total
            counts = papan.village(session, tahun, SUKAMAJU)
            assert (counts.usulan, counts.biaya) == counted(session, tahun)
        raise _Rewind


class _Rewind(Exception):
    pass


def _one_step(session, tahun, what, which, other):
    stored = usulan.of_village(session, tahun, SUKAMAJU)
    one = stored[which % len(stored)]
    if what == "merge":
        second = stored[(which + other) % len(stored)]
        merge(session, tahun, {one, second}, kegiatan="Gabungan", jenis="lainnya", satuan="paket",
              volume="1", asal="dusun", lokasi="RT 1", bidang="Fisik", sifat="B")  # fmt: skip
    elif what == "split":
        first = one.biaya * other // 100
        split(session, tahun, one, [first, one.biaya - first])
    else:
        undo(session, one)


def asked(session, does):
    """How many statements went to the database meanwhile."""
    told = []
    note = lambda *sent: told.append(sent[2])  # noqa: E731
    event.listen(session.connection(), "before_cursor_execute", note)
    does()
    event.remove(session.connection(), "before_cursor_execute", note)
    return len(told)


def test_looking_for_what_may_be_merged_asks_no_more_for_more_proposals(session, tahun):
    village(session, tahun, given=kinds("add", "add"))
    session.flush()
    silsilah.candidates(session, tahun, SUKAMAJU)
    few = asked(session, lambda: silsilah.candidates(session, tahun, SUKAMAJU))
    for one in kinds("add", "swadaya", "apbd", "lain"):
        dunia.propose(session, tahun, **one)
    assert len(silsilah.candidates(session, tahun, SUKAMAJU)) == 6
    assert asked(session, lambda: silsilah.candidates(session, tahun, SUKAMAJU)) == few
