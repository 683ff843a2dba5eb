"""The steps of the RPJM-Desa in the order of each branch."""

from musren.services.rpjm import salin
from musren.services.rpjm.papan import board
from tests import dunia
from tests import rpjm_dunia as desa
from tests.dunia import SUKAMAJU
from tests.services import pkd_uji

COMMON = [
    "tim", "sk_tim_penyusun~rpjm", "dokumen", "usulan", "peringkat", "formulir_rpjm",
    "matrik_rpjm", "musrenbangdes", "ba_musrenbangdes_rpjm", "penyempurnaan",
    "rancangan_perdes_rpjm", "rapat_bpd", "keputusan_bpd", "perdes_rpjm", "naskah_rpjm",
]  # fmt: skip


def test_without_a_branch_there_is_nothing_before_drafting(session, tahun):
    assert [one.kunci for one in board(session, tahun, SUKAMAJU).langkah] == ["cabang", *COMMON]


def test_who_has_no_plan_begins_with_the_assessment_of_the_village(session, tahun):
    desa.draft(session, tahun)
    found = board(session, tahun, SUKAMAJU)
    assert [one.kunci for one in found.langkah] == ["cabang", "pkd", *COMMON]
    assert (found.berikut.kunci, found.berikut.halaman) == ("pkd", "pkd")
    assert found.berikut.keadaan == "menunggu"
    pkd_uji.meet(session, tahun)
    [step] = [one for one in board(session, tahun, SUKAMAJU).langkah if one.kunci == "pkd"]
    assert step.keadaan == "berjalan"
    assert step.alasan.startswith("1 dari 7 langkah PKD selesai; berikutnya Pengelompokan masalah")


def test_what_was_decided_does_not_wait_for_the_assessment(session, tahun):
    desa.village(session, tahun)
    assert board(session, tahun, SUKAMAJU).berikut.kunci == "pkd"
    desa.hold(session, tahun)
    assert board(session, tahun, SUKAMAJU).berikut.kunci != "pkd"


def test_who_has_a_plan_reviews_it_adds_what_is_new_and_copies(session, tahun):
    desa.village(session, tahun)
    later = dunia.year(session, 2013)
    desa.draft(session, later, desa.TINJAU)
    found = board(session, later, SUKAMAJU)
    first = ["cabang", "tinjauan", "pkd", "salin"]
    assert [one.kunci for one in found.langkah] == [*first, *COMMON]
    steps = {one.kunci: one for one in found.langkah}
    assert (steps["tinjauan"].formulir, steps["tinjauan"].langkah) == ("rpjm", "tinjauan")
    assert (steps["tinjauan"].keadaan, steps["tinjauan"].alasan) == ("selesai", "3 hal ditinjau.")
    assert steps["pkd"].judul == "Data baru (PKD)"
    assert (steps["salin"].keadaan, steps["salin"].halaman) == ("menunggu", "rpjm#usulan")
    assert found.berikut.kunci == "tim"
    salin.copy_old(session, desa.kpmd(session), later, SUKAMAJU)
    steps = {one.kunci: one for one in board(session, later, SUKAMAJU).langkah}
    assert steps["salin"].keadaan == "selesai"


def test_a_plan_kept_elsewhere_cannot_be_copied(session, tahun):
    desa.draft(session, tahun, desa.TINJAU)
    [step] = [one for one in board(session, tahun, SUKAMAJU).langkah if one.kunci == "salin"]
    assert (step.keadaan, "tidak tercatat di sini" in step.alasan) == ("terhalang", True)
    desa.propose(session, tahun)
    [step] = [one for one in board(session, tahun, SUKAMAJU).langkah if one.kunci == "salin"]
    assert step.keadaan == "selesai"
