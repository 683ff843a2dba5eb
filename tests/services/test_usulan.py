"""Proposals: numbered per village and year, kept once per key, changed only while undecided."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from musren.domain.errors import Conflict, Invalid, NotFound
from musren.domain.peran import Act, Peran
from musren.forms.usulan import USULAN
from musren.models.jejak import Jejak
from musren.models.usulan import RiwayatStatus
from musren.services import draf, kirim, naskah, usulan
from musren.services.pilihan import Setting, options_for
from tests import dunia
from tests.dunia import SUKAMAJU, SUKAMULYA


def values(session, tahun, **changed):
    here = Setting(session=session, year=tahun, place=SUKAMAJU, answers={})
    return USULAN.read(dunia.usulan(**changed), options_for(here, USULAN.lists()))


def made(session, tahun, kunci="k", place=SUKAMAJU, **changed):
    who = dunia.act(session, Peran.KPMD, place)
    return usulan.create(session, who, tahun, place, values(session, tahun, **changed), kunci=kunci)


def reworked(session, tahun, stored, **changed):
    """The stored proposal opened, changed and sent again."""
    who = dunia.act(session, Peran.KPMD)
    return dunia.fill(session, who, "usulan", tahun, SUKAMAJU, changed, objek=f"usulan:{stored.id}")


def test_numbers_run_per_village_and_year(session, tahun):
    next_year = dunia.year(session, 2012)
    codes = [
        made(session, year, f"k{n}", place).kode
        for n, (year, place) in enumerate(
            [(tahun, SUKAMAJU), (tahun, SUKAMAJU), (tahun, SUKAMULYA), (next_year, SUKAMAJU)]
        )
    ]
    assert codes == [
        f"{SUKAMAJU}-2011-001", f"{SUKAMAJU}-2011-002", f"{SUKAMULYA}-2011-001",
        f"{SUKAMAJU}-2012-001",
    ]  # fmt: skip


def test_the_same_key_is_the_same_proposal(session, tahun):
    assert made(session, tahun).id == made(session, tahun, kegiatan="Lain").id
    assert [u.nomor_urut for u in usulan.of_village(session, tahun, SUKAMAJU)] == [1]


@pytest.mark.parametrize("where", ["village", "year"])
def test_a_key_used_elsewhere_is_a_conflict(session, tahun, where):
    made(session, tahun)
    year = dunia.year(session, 2012) if where == "year" else tahun
    with pytest.raises(Conflict):
        made(session, year, place=SUKAMULYA if where == "village" else SUKAMAJU)


def test_every_answer_is_kept_with_its_shares_in_order(session, tahun):
    stored = made(session, tahun)
    session.flush()
    session.expire(stored)
    assert (stored.biaya, stored.pemanfaat_rtm, str(stored.volume)) == (37_800_000, 30, "140")
    assert [(d.sumber, d.jumlah) for d in stored.dana] == [
        ("add", 33_600_000), ("swadaya", 4_200_000),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("biaya", "shares", "told"),
    [
        ("37.800.001", ["33.600.000", "4.200.000"], "selisih Rp1"),
        ("0", ["1", "0"], "selisih Rp1"),
        ("1.000.000.000.000.000", ["999.999.999.999.999", "0"], "selisih Rp1"),
    ],
)
def test_a_cost_that_its_sources_do_not_add_up_to_is_refused(session, tahun, biaya, shares, told):
    dana = [{"sumber": "add", "rincian": "", "jumlah": n} for n in shares]
    with pytest.raises(Invalid) as refused:
        dunia.propose(session, tahun, biaya=biaya, dana=dana)
    assert told in refused.value.errors["biaya"]


@pytest.mark.parametrize("jumlah", ["-1", "1.000.000.000.000.001", "12,5", "seribu"])
def test_an_amount_that_is_no_whole_rupiah_is_refused(session, tahun, jumlah):
    with pytest.raises(Invalid) as refused:
        dunia.propose(session, tahun, biaya=jumlah)
    assert "biaya" in refused.value.errors


def test_an_undecided_proposal_can_be_changed_and_the_change_is_traced(session, tahun):
    stored = dunia.propose(session, tahun)
    shares = [{"sumber": "lain", "rincian": "PPIP", "jumlah": "5.000.000"}]
    reworked(session, tahun, stored, biaya="5.000.000", dana=shares)
    session.flush()
    session.expire(stored)
    assert (stored.biaya, [d.rincian for d in stored.dana]) == (5_000_000, ["PPIP"])
    traced = session.scalars(select(Jejak.tindakan).where(Jejak.objek == f"usulan:{stored.kode}"))
    assert list(traced) == ["ajukan_usulan", "ubah_usulan"]


def test_changing_only_the_shares_raises_the_version(session, tahun):
    stored = dunia.propose(session, tahun)
    before, later = stored.versi, dunia.NOW + timedelta(minutes=1)
    who = Act(oleh=dunia.actor(session, Peran.KPMD), pada=later)
    given = values(session, tahun) | {"dana": [{"sumber": "add", "jumlah": 37_800_000}]}
    usulan.change(session, who, stored, given, before)
    session.flush()
    assert stored.versi > before


def test_a_change_based_on_an_old_version_is_refused(session, tahun):
    stored = dunia.propose(session, tahun)
    who = dunia.act(session, Peran.KPMD)
    with pytest.raises(Conflict, match="sudah diubah dari tempat lain"):
        usulan.change(session, who, stored, values(session, tahun), stored.versi - 1)


@pytest.mark.parametrize("putusan", ["disepakati", "ditunda", "ditolak"])
def test_a_proposal_is_not_changed_behind_the_berita_acara(session, tahun, kantor, putusan):
    (stored,) = dunia.village(session, tahun, given=dunia.kinds("add"))
    dunia.hold(session, tahun, dunia.agree([stored], putusan=putusan, alasan="Dana kurang"))
    kantor.issue(tahun, "ba_musrenbangdes")
    with pytest.raises(Conflict, match="sudah tercantum dalam Berita Acara"):
        reworked(session, tahun, stored, kegiatan="Lain sama sekali")
    session.flush()
    session.expire(stored)
    assert stored.kegiatan == "Gorong-gorong 1"


def test_an_incomplete_proposal_becomes_complete_by_editing_it(session, tahun):
    dunia.fill(session, dunia.act(session, Peran.KPMD), "profil-desa", tahun, SUKAMAJU,
               dunia.PROFIL)  # fmt: skip
    stored = dunia.incomplete(session, tahun)
    assert (stored.status, stored.biaya) == ("belum_lengkap", None)
    assert usulan.incomplete(stored)
    reworked(session, tahun, stored, **dunia.usulan())
    assert (stored.status, stored.biaya) == ("diajukan", 37_800_000)
    assert not usulan.incomplete(stored)
    moves = session.scalars(select(RiwayatStatus).where(RiwayatStatus.usulan_id == stored.id))
    assert [(m.ke, m.peran) for m in moves][-1] == ("diajukan", "kpmd")


def test_an_edit_begun_before_another_edit_does_not_overwrite_it(session, tahun):
    stored = dunia.propose(session, tahun)
    who = dunia.act(session, Peran.KPMD)
    open_draft = draf.start(
        session, who, USULAN, tahun, SUKAMAJU, kunci="k", objek=f"usulan:{stored.id}"
    )
    later = Act(oleh=who.oleh, pada=dunia.NOW + timedelta(minutes=1))
    usulan.change(session, later, stored, values(session, tahun, kegiatan="Baru"), stored.versi)
    session.flush()
    with pytest.raises(Conflict):
        kirim.submit(session, who, open_draft)
    assert stored.kegiatan == "Baru"


def test_a_proposal_is_found_by_its_code_or_said_to_be_missing(session, tahun):
    stored = dunia.propose(session, tahun)
    assert usulan.by_code(session, stored.kode).id == stored.id
    assert usulan.get(session, stored.id).kode == stored.kode
    for find, what in ((usulan.by_code, "99.01.01.2001-2011-999"), (usulan.get, 0)):
        with pytest.raises(NotFound):
            find(session, what)


def test_a_decided_proposal_is_corrected_before_the_berita_acara_and_decided_again(session, tahun):
    made = dunia.village(session, tahun)
    dunia.hold(session, tahun, dunia.agree(made))
    one = made[0]
    assert one.status == "disepakati"
    dunia.fill(
        session,
        dunia.act(session, Peran.KPMD),
        "usulan",
        tahun,
        dunia.SUKAMAJU,
        {"kegiatan": "Drainase beton"},
        objek=f"usulan:{one.id}",
    )
    assert (one.kegiatan, one.status) == ("Drainase beton", "diajukan")
    assert one.riwayat[-1].alasan == usulan.CORRECTED
    lacking = naskah.missing_before(session, tahun, dunia.SUKAMAJU, "ba_musrenbangdes")
    assert any("belum diputuskan" in one for one in lacking)


def test_after_the_berita_acara_a_decided_proposal_stays_as_it_is(session, tahun, kantor):
    made = dunia.village(session, tahun)
    dunia.hold(session, tahun, dunia.agree(made))
    kantor.issue(tahun, "ba_musrenbangdes")
    assert not usulan.may_change(session, made[0])
