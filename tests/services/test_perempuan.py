"""The women's share at each stage, from the meetings to the kecamatan."""

from musren.services.perempuan import shares
from tests import dunia
from tests import rpjm_dunia as desa
from tests.dunia import SUKAMAJU, agree, hold, hold_mkp, kinds, mkp_agrees, village
from tests.services.test_fakta_pkd import workshop
from tests.services.test_silsilah import merge

HADIR_MKP, HADIR_DESA, DIAJUKAN, DESA, DITERUSKAN, KECAMATAN = range(1, 7)


def told(session, tahun, stage):
    return [one.teks for one in shares(session, tahun, SUKAMAJU)[stage].bagian]


def test_nothing_known_is_told_as_nothing(session, tahun):
    assert [one.ada for one in shares(session, tahun, SUKAMAJU)] == [False] * 7


def test_the_share_is_counted_from_the_list_to_the_kecamatan(session, tahun, kantor):
    made = village(session, tahun, given=kinds("mkp", "spp", "add", "apbd"))
    assert told(session, tahun, DIAJUKAN)[0] == "2 dari 4 usulan (50,0%)"
    assert "Rp134.500.000 dari Rp892.300.000 (15,1%)" in told(session, tahun, DIAJUKAN)[1]
    hold_mkp(session, tahun, mkp_agrees(made[:2]))
    assert told(session, tahun, HADIR_MKP) == ["8 dari 12 orang (66,7%)"]
    assert told(session, tahun, DESA)[0] == "belum ada"
    rows = agree(made)
    rows[2] |= {"putusan": "ditunda", "alasan": "Dana kurang"}
    hold(session, tahun, rows)
    assert told(session, tahun, HADIR_DESA) == ["6 dari 12 orang (50,0%)"]
    assert told(session, tahun, DESA)[0] == "2 dari 3 usulan (66,7%)"
    kantor.signed(tahun, "ba_musrenbangdes")
    assert told(session, tahun, DITERUSKAN)[0] == "2 dari 3 usulan (66,7%)"
    dunia.hold_kecamatan(session, tahun)
    assert told(session, tahun, KECAMATAN)[0] == "2 dari 3 usulan (66,7%)"


def test_what_was_merged_is_counted_once(session, tahun):
    made = village(session, tahun, given=kinds("mkp", "add", "add"))
    merge(session, tahun, made[1:])
    assert told(session, tahun, DIAJUKAN)[0] == "1 dari 2 usulan (50,0%)"


def test_the_medium_term_plan_is_told_in_the_year_it_is_drafted(session, tahun):
    desa.profile(session, tahun)
    for asal in ("mkp", "dusun", "dusun", "dusun"):
        desa.propose(session, tahun, asal=asal)
    every = {one.tahap: [p.teks for p in one.bagian] for one in shares(session, tahun, SUKAMAJU)}
    assert every["Usulan RPJM-Desa dari perempuan"] == [
        "1 dari 4 usulan (25,0%)", "Rp37.800.000 dari Rp151.200.000 (25,0%)",
    ]  # fmt: skip
    assert "Hadir Musrenbangdes RPJM-Desa" not in every
    desa.hold(session, tahun)
    every = {one.tahap: [p.teks for p in one.bagian] for one in shares(session, tahun, SUKAMAJU)}
    assert every["Hadir Musrenbangdes RPJM-Desa"] == ["6 dari 12 orang (50,0%)"]
    assert "Hadir Lokakarya Desa" not in every
    workshop(session, tahun)
    every = {one.tahap: one for one in shares(session, tahun, SUKAMAJU)}
    assert every["Hadir Lokakarya Desa"].ada
