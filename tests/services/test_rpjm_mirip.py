"""Hints that two proposals of the RPJM-Desa may be the same work."""

from musren.services.pilihan import Setting
from musren.services.rpjm import mirip, usulan
from musren.services.rpjm.papan import board
from musren.services.tahun import profile_of
from tests import rpjm_dunia as desa
from tests.dunia import SUKAMAJU


def notices(session, tahun):
    here = Setting(session=session, year=tahun, place=SUKAMAJU, answers={})
    return mirip.told(here)


def test_proposals_that_look_alike_are_hinted_at_and_left_alone(session, tahun):
    one = desa.propose(session, tahun, kegiatan="Rabat beton jalan dusun", lokasi="RT 03")
    other = desa.propose(session, tahun, kegiatan="Rabat jalan dusun", lokasi="RT 03")
    desa.propose(session, tahun, kegiatan="Pelatihan kader posyandu")
    [pair] = board(session, tahun, SUKAMAJU).mirip
    assert {pair.usulan.id, pair.lain.id} == {one.id, other.id}
    [notice] = notices(session, tahun)
    assert notice.baris[0].startswith("1. Rabat beton jalan dusun: Mirip dengan 2. “Rabat jalan")
    rows = usulan.of_rpjm(session, one.rpjm)
    [mine] = mirip.of_one(profile_of(tahun), rows, other)
    assert (mine.usulan, mine.lain) == (other, one)
    assert mirip.of_one(profile_of(tahun), rows, rows[2]) == []


def test_what_was_put_off_is_like_no_other(session, tahun):
    one, other = (desa.propose(session, tahun) for _ in range(2))
    assert len(notices(session, tahun)) == 1
    other.putusan = "ditolak"
    session.flush()
    assert notices(session, tahun) == []
    assert mirip.of_one(profile_of(tahun), [one, other], other) == []


def test_the_notice_tells_how_many_more_there_are(session, tahun):
    plan, who = desa.draft(session, tahun), desa.kpmd(session)
    for n in range(6):
        usulan.create(session, who, plan, {"kegiatan": "Talud", "lokasi": "RT 1"}, kunci=f"t{n}")
    [notice] = notices(session, tahun)
    assert len(notice.baris) == 12
    assert notice.baris[10] == "Dan 5 pasang lagi; lihat halaman RPJM-Desa."
