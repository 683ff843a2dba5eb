"""Moves of a proposal: only along the table, only by its roles, with reason, role and time."""

import pytest
from sqlalchemy import select

from musren.domain.errors import Conflict, NotAllowed
from musren.domain.peran import HAK, Hak, Peran
from musren.domain.wilayah import Level
from musren.integration.tahapan import PERPINDAHAN, StatusUsulan, TransitionRefused
from musren.models.usulan import RiwayatStatus
from musren.services.perubahan import move, refuse_stale
from tests import dunia

RIGHT = {
    "ajukan": Hak.ISI_DESA, "kembalikan": Hak.ISI_DESA, "putuskan": Hak.ISI_DESA,
    "buka_kembali": Hak.ISI_DESA, "tetapkan": Hak.TERBITKAN_SK, "teruskan": Hak.CATAT_TTD_DESA,
    "putuskan_kecamatan": Hak.ISI_KECAMATAN, "buka_kembali_kecamatan": Hak.ISI_KECAMATAN,
    "tetapkan_camat": Hak.TERBITKAN_SPC, "kembalikan_verifikasi": Hak.ISI_KECAMATAN,
    "perbaiki": Hak.ISI_DESA,
    **dict.fromkeys(("putuskan_forum", "buka_kembali_forum"), Hak.ISI_FORUM_SKPD),
    **dict.fromkeys(("putuskan_kabupaten", "buka_kembali_kabupaten"), Hak.ISI_KABUPATEN),
    **dict.fromkeys(("catat_anggaran", "batal_anggaran"), Hak.ISI_ANGGARAN),
    **dict.fromkeys(
        ("gabung", "pecah", "batal_gabung", "batal_pecah", "batalkan_hasil", "keluarkan",
         "petik_kembali"),
        Hak.ISI_DESA,
    ),
}  # fmt: skip
STEPS = [pytest.param(step, id=f"{step.dari}-{step.ke}") for step in PERPINDAHAN]


@pytest.fixture
def stored(session, tahun):
    return dunia.propose(session, tahun)


@pytest.mark.parametrize("step", STEPS)
def test_each_move_is_made_by_the_roles_of_the_table_and_by_no_other(session, stored, step):
    hak = RIGHT[step.pemicu]
    for peran in Peran:
        stored.status = step.dari.value
        who = dunia.act(session, peran)
        if peran in step.peran and peran in HAK[hak]:
            move(session, who, stored, step.ke.value, hak=hak, alasan="Kesepakatan")
            assert stored.status == step.ke.value
        else:
            with pytest.raises(NotAllowed, match="Langkah ini dilakukan oleh"):
                move(session, who, stored, step.ke.value, hak=hak, alasan="Kesepakatan")
            assert stored.status == step.dari.value


@pytest.mark.parametrize("step", [s for s in STEPS if s.values[0].alasan_wajib])
@pytest.mark.parametrize("alasan", ["", "  \n"])
def test_a_move_that_needs_a_reason_is_not_made_without(session, stored, step, alasan):
    stored.status = step.dari.value
    who = dunia.act(session, Peran.FK)
    with pytest.raises(TransitionRefused, match="Isi alasan"):
        move(session, who, stored, step.ke.value, hak=RIGHT[step.pemicu], alasan=alasan)


def test_a_move_the_table_does_not_have_is_refused(session, stored):
    who = dunia.act(session, Peran.KEPALA_DESA)
    allowed = {(p.dari, p.ke) for p in PERPINDAHAN}
    for dari in StatusUsulan:
        for ke in StatusUsulan:
            if (dari, ke) not in allowed:
                stored.status = dari.value
                with pytest.raises(TransitionRefused):
                    move(session, who, stored, ke.value, hak=Hak.ISI_DESA, alasan="x")


@pytest.mark.parametrize("level", [Level.DESA, Level.KECAMATAN])
def test_a_role_held_elsewhere_moves_nothing_here(session, stored, level):
    elsewhere = dunia.SUKAMULYA if level is Level.DESA else dunia.RegionCode.parse("99.02.01")
    peran = Peran.KEPALA_DESA if level is Level.DESA else Peran.FK
    with pytest.raises(NotAllowed):
        move(session, dunia.act(session, peran, elsewhere), stored, "disepakati",
             hak=Hak.ISI_DESA)  # fmt: skip


def test_the_history_has_role_reason_person_and_time(session, stored):
    who = dunia.act(session, Peran.SEKDES)
    move(session, who, stored, "ditolak", hak=Hak.ISI_DESA, alasan="  Di luar wewenang desa ")
    session.flush()
    first, last = session.scalars(select(RiwayatStatus).order_by(RiwayatStatus.id)).all()
    assert (first.dari, first.ke, first.peran) == ("", "diajukan", "kpmd")
    assert (last.dari, last.ke, last.peran, last.alasan, last.pelaku_id, last.pada) == (
        "diajukan", "ditolak", "sekdes", "Di luar wewenang desa", who.oleh.id, dunia.NOW,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("stored_version", "expected", "fits"),
    [(None, None, True), (1, 1, True), (2, 1, False), (1, None, False), (None, 1, False)],
)
def test_only_the_version_that_was_opened_is_overwritten(stored_version, expected, fits):
    if fits:
        refuse_stale(stored_version, expected, "Profil")
        return
    with pytest.raises(Conflict, match="Profil sudah diubah"):
        refuse_stale(stored_version, expected, "Profil")
