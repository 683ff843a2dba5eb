"""What a signed Berita Acara brings to the kecamatan: once, and never changed afterwards."""

import pytest
from sqlalchemy import func, select

from musren.domain.errors import NotReady
from musren.domain.peran import Peran
from musren.models.jejak import Jejak
from musren.models.usulan import Usulan, UsulanKecamatan
from musren.services import naskah, promosi
from tests import dunia
from tests.dunia import SUKAMAJU, agree, hold, kinds, village


def came(session):
    return session.scalars(select(UsulanKecamatan).order_by(UsulanKecamatan.id)).all()


def test_nothing_goes_up_before_the_last_signature(session, tahun, kantor):
    hold(session, tahun, agree(village(session, tahun)))
    ba = kantor.issue(tahun, "ba_musrenbangdes")
    kantor.sign(ba, range(4))
    assert came(session) == []
    with pytest.raises(NotReady, match=ba.nomor):
        promosi.promote(session, dunia.act(session, Peran.KEPALA_DESA), tahun, SUKAMAJU, ba)
    kantor.sign(ba, [4])
    assert [one.daftar for one in came(session)] == ["blm", "apbd"]


def test_a_second_promotion_changes_nothing(session, tahun, kantor):
    kantor.village_signed(tahun)
    ba = naskah.in_force(session, tahun, SUKAMAJU, "ba_musrenbangdes")
    before = [(one.id, one.salinan) for one in came(session)]
    who = dunia.act(session, Peran.KEPALA_DESA)
    assert promosi.promote(session, who, tahun, SUKAMAJU, ba) == 0
    assert [(one.id, one.salinan) for one in came(session)] == before
    told = select(func.count()).where(Jejak.tindakan == "teruskan_usulan")
    assert session.scalar(told) == 1


def test_what_was_put_off_or_stays_in_the_village_does_not_go_up(session, tahun, kantor):
    made = village(session, tahun, given=kinds("add", "blm", "apbd", "swadaya", "lain"))
    rows = agree(made)
    rows[1] |= {"putusan": "ditunda", "alasan": "Dana kurang"}
    hold(session, tahun, rows)
    kantor.signed(tahun, "ba_musrenbangdes")
    assert [one.usulan_id for one in came(session)] == [made[2].id]
    assert [u.status for u in made] == [
        "disepakati", "ditunda", "diteruskan", "disepakati", "disepakati",
    ]  # fmt: skip


def test_the_snapshot_is_what_the_meeting_decided_and_stays_so(session, tahun, kantor):
    made = kantor.village_signed(tahun)
    copy = came(session)[0]
    kept = dict(copy.salinan)
    for one in session.scalars(select(Usulan)):
        one.kegiatan, one.biaya = "Diganti diam-diam", 1
    session.flush()
    session.expire_all()
    assert copy.salinan == kept
    ba = naskah.in_force(session, tahun, SUKAMAJU, "ba_musrenbangdes")
    told = {k: kept[k] for k in ("kode", "kegiatan", "biaya", "biaya_sumber", "swadaya", "volume",
                                 "desa_kode", "nomor_ba", "tanggal_ba", "peringkat_desa")}  # fmt: skip
    assert told == {
        "kode": made[1].kode, "kegiatan": "Rabat beton 2", "biaya": 168_200_000,
        "biaya_sumber": 168_200_000, "swadaya": 0, "volume": "140", "desa_kode": str(SUKAMAJU),
        "nomor_ba": ba.nomor, "tanggal_ba": "2011-01-17", "peringkat_desa": 2,
    }  # fmt: skip


def test_each_line_names_its_place_in_the_list_of_the_berita_acara(session, tahun, kantor):
    made = village(session, tahun, given=kinds("apbd", "blm", "apbd", "apbd"))
    rows = agree(made)
    for row, place in zip(rows, ("3", "1", "1", "2"), strict=True):
        row["peringkat"] = place
    hold(session, tahun, rows)
    ba = kantor.signed(tahun, "ba_musrenbangdes")
    printed = {one["kunci"]: [r["kode"] for r in one["baris"]] for one in ba.fakta["daftar"]}
    for one in came(session):
        assert printed[one.daftar][one.baris - 1] == one.usulan.kode
    assert sorted((one.daftar, one.baris) for one in came(session)) == [
        ("apbd", 1), ("apbd", 2), ("apbd", 3), ("blm", 1),
    ]  # fmt: skip
