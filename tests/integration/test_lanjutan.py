"""What of last year is offered again, as what, and with which history."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musren.integration.lanjutan import UsulanLalu, carry_over, riwayat
from musren.integration.tahapan import StatusUsulan


def lalu(status="ditetapkan", **kw):
    nilai = {"volume": Decimal(620), "satuan": "meter", "biaya": 180_000_000} | kw
    return UsulanLalu("D-2010-007", 2010, "Rabat beton jalan", status, **nilai)


@pytest.mark.parametrize(
    ("usulan", "kata"),
    [
        (lalu("ditunda"), "ditunda tahun lalu"),
        (lalu("ditunda_kecamatan"), "ditunda tahun lalu"),
        (lalu("diajukan"), "belum pernah diputuskan"),
        (lalu("belum_lengkap"), "belum pernah diputuskan"),
        (lalu(), "belum dievaluasi"),
        (lalu("ditetapkan_camat"), "belum dievaluasi"),
        (lalu(status_pelaksanaan="belum"), "belum terlaksana"),
        (lalu(status_pelaksanaan="sebagian"), "belum selesai"),
        (lalu("disepakati", volume_realisasi=Decimal(1)), "belum selesai"),
        (lalu(status_pelaksanaan="belum", tindak_lanjut="diusulkan_kembali"), "hasil evaluasi"),
        (lalu(status_pelaksanaan="belum", tindak_lanjut="swadaya"), "dengan swadaya"),
        (lalu("ditolak", tindak_lanjut="diusulkan_kembali"), "hasil evaluasi"),
    ],
)
def test_unfinished_work_is_offered_again_with_its_reason(usulan, kata):
    hasil = carry_over(usulan)
    assert hasil.ditawarkan
    assert kata in hasil.alasan
    assert hasil.asal_kode == "D-2010-007"


@pytest.mark.parametrize(
    ("usulan", "kata"),
    [
        (lalu(status_pelaksanaan="selesai"), "sudah selesai"),
        (lalu(status_pelaksanaan="selesai", tindak_lanjut="diusulkan_kembali"), "sudah selesai"),
        (lalu(status_pelaksanaan="sebagian", tindak_lanjut="dihapus"), "dihapus"),
        (lalu("ditunda", tindak_lanjut="dihapus"), "dihapus"),
        (lalu(status_pelaksanaan="belum", tindak_lanjut="tidak_perlu"), "tidak perlu"),
        (lalu("ditolak"), "tidak disepakati"),
        (lalu("digabung"), "digabung"),
        (lalu("digabung", tindak_lanjut="diusulkan_kembali"), "digabung"),
        (lalu("dipecah"), "bagian-bagiannya"),
    ],
)
def test_what_is_done_or_struck_off_is_not_offered_again(usulan, kata):
    hasil = carry_over(usulan)
    assert not hasil.ditawarkan
    assert kata in hasil.alasan


@pytest.mark.parametrize(
    ("usulan", "sifat", "keterangan"),
    [
        (lalu("ditunda"), "B", "Usulan lama tahun 2010"),
        (lalu(volume_realisasi=Decimal(0)), "B", "Usulan lama tahun 2010"),
        (lalu(volume_realisasi=Decimal(120)), "L", "Lanjutan tahun 2010"),
        (lalu(status_pelaksanaan="sebagian"), "L", "Lanjutan tahun 2010"),
        (lalu("ditunda", sifat="R"), "R", "Usulan lama tahun 2010"),
        (lalu(sifat="R", status_pelaksanaan="sebagian"), "L", "Lanjutan tahun 2010"),
        (lalu(sifat="L", status_pelaksanaan="belum"), "L", "Usulan lama tahun 2010"),
        (lalu("ditunda", asal_usulan_lama_tahun=2008), "B", "Usulan lama tahun 2008"),
    ],
)
def test_work_that_has_begun_is_lanjutan_and_the_rest_an_old_proposal(usulan, sifat, keterangan):
    hasil = carry_over(usulan)
    assert (hasil.sifat, hasil.keterangan) == (sifat, keterangan)


@pytest.mark.parametrize(
    ("volume", "terlaksana", "biaya", "terpakai", "sisa"),
    [
        (Decimal(620), Decimal(120), 180, 30, (Decimal(500), 150)),
        (Decimal(620), Decimal(700), 180, 200, (Decimal(0), 0)),
        (Decimal(620), None, 180, None, (Decimal(620), 180)),
        (None, Decimal(5), None, 30, (None, None)),
    ],
)
def test_what_is_left_is_planned_minus_realised_and_never_negative(
    volume, terlaksana, biaya, terpakai, sisa
):
    usulan = lalu(volume=volume, volume_realisasi=terlaksana, biaya=biaya, biaya_realisasi=terpakai)
    hasil = carry_over(usulan)
    assert (hasil.volume, hasil.biaya) == sisa


def test_the_history_tells_decision_work_and_cause():
    usulan = lalu(
        "ditetapkan_camat",
        asal_usulan_lama_tahun=2009,
        status_pelaksanaan="sebagian",
        volume_realisasi=Decimal(120),
        biaya_realisasi=30_000_000,
        sebab="Dana cair terlambat.",
    )
    assert riwayat(usulan) == (
        "Pertama diusulkan tahun 2009. Tahun 2010: ditetapkan Camat. Terlaksana sebagian: "
        "120 dari 620 meter, biaya Rp30.000.000 dari Rp180.000.000. Sebab: Dana cair terlambat."
    )


def test_the_history_of_a_postponed_proposal_keeps_the_reason():
    assert riwayat(lalu("ditunda", alasan="Dana belum mencukupi")) == (
        "Tahun 2010: ditunda Musrenbangdes (Dana belum mencukupi)."
    )


@pytest.mark.parametrize("status", [*StatusUsulan, "digabung", "dipecah"])
def test_every_state_has_its_own_history(status):
    assert "dicatat." not in riwayat(lalu(str(status)))


VOLUME = st.one_of(st.none(), st.decimals(0, 999, places=1))
BIAYA = st.one_of(st.none(), st.integers(0, 10**9))


@given(
    st.builds(
        UsulanLalu,
        kode=st.just("A"),
        tahun=st.just(2010),
        kegiatan=st.just("Jalan"),
        status=st.sampled_from([*map(str, StatusUsulan), "digabung", "dipecah", ""]),
        volume=VOLUME,
        volume_realisasi=VOLUME,
        biaya=BIAYA,
        biaya_realisasi=BIAYA,
        status_pelaksanaan=st.sampled_from(["", "selesai", "sebagian", "belum"]),
        tindak_lanjut=st.sampled_from(
            ["", "tidak_perlu", "diusulkan_kembali", "swadaya", "dihapus"]
        ),
    )
)
def test_every_past_proposal_gets_an_answer_in_sentences(usulan):
    hasil = carry_over(usulan)
    assert hasil.alasan.endswith(".")
    assert hasil.riwayat.endswith(".")
    assert hasil.volume is None or 0 <= hasil.volume <= usulan.volume
    assert hasil.biaya is None or 0 <= hasil.biaya <= usulan.biaya
    if usulan.status_pelaksanaan == "selesai" or usulan.tindak_lanjut == "dihapus":
        assert not hasil.ditawarkan
