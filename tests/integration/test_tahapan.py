"""States of a usulan, gates, and what the task lists say."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musren.domain.errors import Refused
from musren.domain.peran import HAK, Hak, Peran
from musren.integration.dasar import CLAUSES, penjelasan
from musren.integration.keadaan import Keadaan, berikutnya, keadaan_desa, keadaan_kecamatan
from musren.integration.tahapan import (
    LABEL_STATUS,
    PERPINDAHAN,
    TAHAP_DESA,
    TAHAP_KECAMATAN,
    TITIK_TEMU,
    FaktaDesa,
    FaktaKecamatan,
    StatusUsulan,
    TransitionRefused,
    gate_ba,
    gate_ba_kecamatan,
    gate_musrenbangdes,
    gate_promosi,
    gate_sk,
    gate_spc,
    may_move,
    next_states,
)

S = StatusUsulan
DIBOLEHKAN = {(p.dari, p.ke) for p in PERPINDAHAN}

SIAP = FaktaDesa(profil_ada=True, profil_lengkap=True, usulan=36)
BERMUSYAWARAH = replace(SIAP, musrenbang_ada=True, musrenbang_selesai=True, wakil_masyarakat=3)
BERBA = replace(BERMUSYAWARAH, ba_terbit=True, usulan_untuk_kecamatan=15, ba_tanda_tangan_kurang=2)
BERTANDA = replace(BERBA, ba_ttd=True, ba_tanda_tangan_kurang=0)
TUNTAS = replace(BERTANDA, sk_terbit=True, sk_ttd=True, usulan_diteruskan=15)

KEC = FaktaKecamatan(profil_lengkap=True, desa=8, desa_ba_ttd=8, desa_diteruskan=8, usulan_masuk=90)
KEC_SELESAI = replace(
    KEC, musrenbang_ada=True, musrenbang_selesai=True, usulan_disepakati=70, wakil_utusan=3
)
KEC_TIM = replace(KEC, perlu_verifikasi=40, belum_verifikasi=40, daftar=3)
KEC_BA = replace(KEC_SELESAI, ba_terbit=True, ba_ttd=True)


@pytest.mark.parametrize(("dari", "ke"), sorted(product(S, S)))
def test_only_declared_moves_are_possible(dari, ke):
    if (dari, ke) in DIBOLEHKAN:
        assert may_move(dari, ke).arti.endswith(".")
        return
    with pytest.raises(TransitionRefused) as salah:
        may_move(dari, ke)
    assert LABEL_STATUS[dari] in salah.value.message
    assert isinstance(salah.value, Refused)


def test_each_move_is_declared_once_with_clause_and_role():
    assert len(DIBOLEHKAN) == len(PERPINDAHAN)
    assert all(p.dasar in CLAUSES for p in PERPINDAHAN)
    assert all(p.peran and p.peran <= set(Peran) for p in PERPINDAHAN)


def test_a_refusal_or_postponement_always_needs_a_reason():
    tanpa = [
        p for p in PERPINDAHAN
        if p.ke in {
            S.DITUNDA, S.DITOLAK, S.DITUNDA_KECAMATAN, S.CADANGAN_KECAMATAN, S.BELUM_DIDANAI,
            S.DITOLAK_FORUM, S.DITOLAK_KABUPATEN, S.TIDAK_MASUK_ANGGARAN, S.DIKEMBALIKAN,
        } and not p.alasan_wajib
    ]  # fmt: skip
    assert not tanpa


def test_only_the_camat_and_his_office_fix_the_result_of_the_kecamatan():
    assert may_move(S.DISEPAKATI_KECAMATAN, S.DITETAPKAN_CAMAT).peran == {"camat", "staf_kecamatan"}


def test_the_last_state_cannot_be_left():
    assert not next_states(S.DIBATALKAN)


def test_every_state_has_a_label_and_can_be_reached():
    assert set(LABEL_STATUS) == set(S)
    dicapai = {S.BELUM_LENGKAP}
    for _ in S:
        dicapai |= {p.ke for p in PERPINDAHAN if p.dari in dicapai}
    assert dicapai == set(S)


@pytest.mark.parametrize("tahap", [*TAHAP_DESA, *TAHAP_KECAMATAN], ids=lambda t: t.kunci)
def test_every_stage_names_a_clause_that_is_explained(tahap):
    assert tahap.dasar in CLAUSES


def test_the_four_meeting_points_are_there():
    assert list(TITIK_TEMU) == ["II.D.1", "II.D.2", "II.D.3", "II.D.4"]


@pytest.mark.parametrize("kunci", CLAUSES)
def test_a_clause_is_told_in_one_to_three_sentences(kunci):
    assert 1 <= CLAUSES[kunci].count(". ") + 1 <= 3
    assert CLAUSES[kunci].endswith(".")


def test_a_finer_clause_falls_back_to_the_one_above_it():
    assert penjelasan("II.D.3.e.4") == CLAUSES["II.D.3.e"]
    assert penjelasan("X.9") == ""


@pytest.mark.parametrize(
    ("gate", "fakta", "potongan"),
    [
        (gate_musrenbangdes, replace(SIAP, syarat_kurang=("BPD sudah terbentuk",)), ["BPD"]),
        (gate_musrenbangdes, FaktaDesa(), ["Profil desa", "Belum ada usulan"]),
        (gate_musrenbangdes, SIAP, []),
        (gate_ba, replace(BERMUSYAWARAH, wakil_masyarakat=2), ["tercatat 2 orang; harus 3"]),
        (gate_ba, replace(BERMUSYAWARAH, usulan_belum_diputus=4), ["4 usulan"]),
        (gate_ba, SIAP, ["belum selesai", "harus 3"]),
        (gate_ba, BERMUSYAWARAH, []),
        (gate_sk, BERMUSYAWARAH, ["belum diterbitkan"]),
        (gate_sk, BERBA, ["belum ditandatangani"]),
        (gate_sk, BERTANDA, []),
        (gate_promosi, BERBA, ["belum ditandatangani"]),
        (gate_promosi, replace(BERTANDA, usulan_untuk_kecamatan=0), ["Tidak ada usulan"]),
        (gate_promosi, BERTANDA, []),
        (gate_ba_kecamatan, KEC, ["belum selesai", "harus 3"]),
        (gate_ba_kecamatan, replace(KEC_SELESAI, usulan_belum_diputus=1), ["1 usulan"]),
        (gate_ba_kecamatan, KEC_SELESAI, []),
        (gate_spc, KEC_SELESAI, ["belum diterbitkan"]),
        (gate_spc, replace(KEC_BA, ba_ttd=False), ["belum ditandatangani"]),
        (gate_spc, replace(KEC_BA, usulan_disepakati=0), ["Belum ada usulan"]),
        (gate_spc, KEC_BA, []),
    ],
)  # fmt: skip
def test_a_gate_lists_exactly_what_is_missing(gate, fakta, potongan):
    kurang = gate(fakta)
    assert len(kurang) == len(potongan)
    for kalimat, bagian in zip(kurang, potongan, strict=True):
        assert bagian in kalimat
        assert kalimat.endswith(".")


@pytest.mark.parametrize(
    ("fakta", "kunci", "keadaan"),
    [
        (FaktaDesa(), "profil", Keadaan.BELUM),
        (FaktaDesa(profil_ada=True), "profil", Keadaan.DRAF),
        (replace(SIAP, syarat_kurang=("BPD",)), "profil", Keadaan.TERHALANG),
        (replace(SIAP, usulan_belum_lengkap=2), "usulan", Keadaan.DRAF),
        (FaktaDesa(), "musrenbangdes", Keadaan.TERHALANG),
        (SIAP, "musrenbangdes", Keadaan.BELUM),
        (replace(SIAP, musrenbang_ada=True), "musrenbangdes", Keadaan.DRAF),
        (SIAP, "berita_acara", Keadaan.BELUM),
        (replace(BERMUSYAWARAH, wakil_masyarakat=1), "berita_acara", Keadaan.TERHALANG),
        (BERMUSYAWARAH, "berita_acara", Keadaan.MENUNGGU),
        (BERBA, "tanda_tangan_ba", Keadaan.MENUNGGU),
        (BERBA, "sk", Keadaan.TERHALANG),
        (BERTANDA, "sk", Keadaan.MENUNGGU),
        (BERTANDA, "diteruskan", Keadaan.MENUNGGU),
        (replace(BERTANDA, usulan_untuk_kecamatan=0), "diteruskan", Keadaan.SELESAI),
        (TUNTAS, "tanda_tangan_sk", Keadaan.SELESAI),
    ],
)
def test_a_village_sees_where_it_stands(fakta, kunci, keadaan):
    temu = next(k for k in keadaan_desa(fakta) if k.tahap.kunci == kunci)
    assert temu.keadaan == keadaan
    assert temu.alasan.endswith(".")
    assert bool(temu.pelaku) == (keadaan != Keadaan.SELESAI)


def test_missing_signatures_are_counted_for_the_reader():
    temu = next(k for k in keadaan_desa(BERBA) if k.tahap.kunci == "tanda_tangan_ba")
    assert "kurang 2 tanda tangan" in temu.alasan
    assert "tiga wakil masyarakat" in temu.pelaku


def test_a_finished_village_has_nothing_next():
    assert berikutnya(keadaan_desa(TUNTAS)) is None
    pertama = berikutnya(keadaan_desa(BERTANDA))
    assert pertama is not None
    assert pertama.tahap.kunci == "sk"


@pytest.mark.parametrize(
    ("fakta", "kunci", "keadaan"),
    [
        (FaktaKecamatan(), "profil_kecamatan", Keadaan.BELUM),
        (FaktaKecamatan(desa=8), "usulan_masuk", Keadaan.BELUM),
        (replace(KEC, desa_diteruskan=5), "usulan_masuk", Keadaan.MENUNGGU),
        (FaktaKecamatan(desa=8), "musrenbang_kecamatan", Keadaan.TERHALANG),
        (KEC, "musrenbang_kecamatan", Keadaan.BELUM),
        (replace(KEC, musrenbang_ada=True), "musrenbang_kecamatan", Keadaan.DRAF),
        (FaktaKecamatan(desa=8), "verifikasi", Keadaan.BELUM),
        (FaktaKecamatan(desa=8), "sidang_prioritas", Keadaan.BELUM),
        (KEC, "verifikasi", Keadaan.SELESAI),
        (KEC_TIM, "verifikasi", Keadaan.BELUM),
        (replace(KEC_TIM, belum_verifikasi=5), "verifikasi", Keadaan.DRAF),
        (replace(KEC_TIM, belum_verifikasi=0), "verifikasi", Keadaan.SELESAI),
        (replace(KEC_TIM, belum_verifikasi=0, dikembalikan=2), "verifikasi", Keadaan.MENUNGGU),
        (replace(KEC_TIM, musrenbang_selesai=True), "verifikasi", Keadaan.SELESAI),
        (KEC_TIM, "sidang_prioritas", Keadaan.BELUM),
        (replace(KEC_TIM, daftar_diperingkat=1), "sidang_prioritas", Keadaan.DRAF),
        (replace(KEC_TIM, daftar_diperingkat=3), "sidang_prioritas", Keadaan.SELESAI),
        (replace(KEC_TIM, musrenbang_selesai=True), "sidang_prioritas", Keadaan.SELESAI),
        (KEC, "pendanaan", Keadaan.BELUM),
        (KEC_SELESAI, "pendanaan", Keadaan.SELESAI),
        (replace(KEC_SELESAI, perlu_pendanaan=True), "pendanaan", Keadaan.MENUNGGU),
        (
            replace(KEC_SELESAI, perlu_pendanaan=True, pendanaan_ada=True),
            "pendanaan",
            Keadaan.SELESAI,
        ),
        (KEC, "berita_acara", Keadaan.BELUM),
        (replace(KEC_SELESAI, wakil_utusan=0), "berita_acara", Keadaan.TERHALANG),
        (KEC_SELESAI, "berita_acara", Keadaan.MENUNGGU),
        (KEC_SELESAI, "spc", Keadaan.TERHALANG),
        (KEC_BA, "spc", Keadaan.MENUNGGU),
        (replace(KEC_BA, spc_terbit=True), "tanda_tangan_spc", Keadaan.MENUNGGU),
        (KEC_BA, "daftar_kabupaten", Keadaan.BELUM),
        (replace(KEC_BA, spc_terbit=True, spc_ttd=True), "daftar_kabupaten", Keadaan.MENUNGGU),
    ],
)
def test_a_kecamatan_sees_where_it_stands(fakta, kunci, keadaan):
    temu = next(k for k in keadaan_kecamatan(fakta) if k.tahap.kunci == kunci)
    assert temu.keadaan == keadaan
    assert temu.alasan.endswith(".")


FAKTA = st.builds(
    FaktaDesa,
    profil_ada=st.booleans(), profil_lengkap=st.booleans(), usulan=st.integers(0, 3),
    usulan_belum_lengkap=st.integers(0, 3), musrenbang_ada=st.booleans(),
    musrenbang_selesai=st.booleans(), usulan_belum_diputus=st.integers(0, 3),
    wakil_masyarakat=st.integers(0, 4), ba_terbit=st.booleans(), ba_ttd=st.booleans(),
    sk_terbit=st.booleans(), sk_ttd=st.booleans(), usulan_untuk_kecamatan=st.integers(0, 3),
    usulan_diteruskan=st.integers(0, 3),
)  # fmt: skip


@given(FAKTA)
def test_whatever_the_facts_every_stage_gets_a_state_and_a_sentence(fakta):
    semua = keadaan_desa(fakta)
    assert [k.tahap for k in semua] == list(TAHAP_DESA)
    assert all(k.alasan.endswith(".") for k in semua)


@given(FAKTA)
def test_a_decree_is_never_ready_without_the_signed_record(fakta):
    sk = next(k for k in keadaan_desa(fakta) if k.tahap.kunci == "sk")
    if not (fakta.ba_terbit and fakta.ba_ttd) and not fakta.sk_terbit:
        assert sk.keadaan == Keadaan.TERHALANG


@pytest.mark.parametrize(
    ("pemicu", "hak"),
    [
        ("ajukan", Hak.ISI_DESA), ("putuskan", Hak.ISI_DESA), ("buka_kembali", Hak.ISI_DESA),
        ("putuskan_kecamatan", Hak.ISI_KECAMATAN), ("buka_kembali_kecamatan", Hak.ISI_KECAMATAN),
    ],
)  # fmt: skip
def test_who_may_fill_in_the_form_may_make_the_moves_it_asks_for(pemicu, hak):
    """Nobody fills in a whole meeting only to be refused at its end."""
    for step in PERPINDAHAN:
        if step.pemicu == pemicu:
            assert step.peran == HAK[hak]


def test_an_unmet_condition_is_told_with_its_consequence():
    fakta = replace(
        SIAP, syarat_kurang=("Kantor layak", "BPD terbentuk"),
        akibat_syarat=("Musrenbangdes menunggu.", "Peraturan Desa menunggu."),
    )  # fmt: skip
    told = next(k.alasan for k in keadaan_desa(fakta) if k.tahap.kunci == "profil")
    assert told == (
        "Belum terpenuhi: Kantor layak. Akibatnya: Musrenbangdes menunggu. "
        "Belum terpenuhi: BPD terbentuk. Akibatnya: Peraturan Desa menunggu."
    )
