"""Progress of the work: never in the future, never down without a word, an SKPD only its own."""

import pytest

from musren.domain.errors import Invalid, NotAllowed, NotFound
from musren.domain.peran import Peran
from musren.services.anggaran import kemajuan
from tests import dunia
from tests import kabupaten_dunia as kab
from tests.dunia import SUKAMAJU, SUKAMULYA, fill


@pytest.fixture
def built(session, tahun):
    """A proposal the village agreed to pay for itself."""
    made = dunia.village(session, tahun, given=dunia.kinds("add"))
    dunia.hold(session, tahun, dunia.agree(made))
    return made[0]


def tell(session, tahun, usulan, persen: str, who=None, **more: str) -> str:
    act = who or dunia.act(session, Peran.SEKDES, pada=kab.DAY)
    answers = {"tanggal": "1/3/2011", "persen": persen, "catatan": ""} | more
    return fill(session, act, "kemajuan", tahun, SUKAMAJU, answers, f"usulan:{usulan.id}")


def test_progress_does_not_fall_without_a_reason(session, tahun, built):
    tell(session, tahun, built, "60", realisasi="5.000.000")
    with pytest.raises(Invalid, match="turun dari 60% menjadi 40%"):
        tell(session, tahun, built, "40", tanggal="2/3/2011")
    tell(session, tahun, built, "40", tanggal="2/3/2011", catatan="Sebagian rusak karena banjir")
    told = kemajuan.timeline(session, tahun, built)
    assert [(one.isi.persen, one.isi.realisasi) for one in told] == [(40, None), (60, 5_000_000)]
    assert kemajuan.start(session, tahun, SUKAMAJU, f"usulan:{built.id}")[0]["persen"] == "40"


@pytest.mark.parametrize("persen", ["101", "-1", "1,5", "separuh"])
def test_percent_is_whole_and_within_a_hundred(session, tahun, built, persen):
    with pytest.raises(Invalid):
        tell(session, tahun, built, persen)


def test_a_day_to_come_is_refused(session, tahun, built):
    with pytest.raises(Invalid, match="belum tiba"):
        tell(session, tahun, built, "5", tanggal="1/3/2031")


def test_work_nobody_pays_has_no_progress(session, tahun):
    with pytest.raises(Invalid, match="Catat dahulu"):
        tell(session, tahun, dunia.propose(session, tahun), "5")


def test_an_agency_tells_only_of_its_own_work(session, tahun, kantor):
    road, *_, scales, _ = kab.decreed(kantor, tahun)
    roads = kab.of_skpd(session, "Dinas Pekerjaan Umum")
    assert tell(session, tahun, road, "5", who=roads).startswith("kemajuan:")
    with pytest.raises(NotAllowed, match="SKPD lain"):
        tell(session, tahun, scales, "5", who=roads)


def test_a_proposal_of_another_village_is_not_found(session, tahun, built):
    who = dunia.act(session, Peran.SEKDES, SUKAMULYA, pada=kab.DAY)
    with pytest.raises(NotFound):
        fill(session, who, "kemajuan", tahun, SUKAMULYA, {"persen": "5"}, f"usulan:{built.id}")
