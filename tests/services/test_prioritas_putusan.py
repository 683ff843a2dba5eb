"""What the Musrenbang Kecamatan decides beside the computed ranks: reasons, unfit ones, ceilings."""

import pytest

from musren.domain.errors import Invalid, NotReady
from musren.domain.peran import Peran
from musren.integration.pagu import Disepakati
from musren.integration.tahapan import StatusUsulan
from musren.models.prioritas import AcuanProgram, PaguIndikatif
from musren.models.verifikasi import Pengembalian, Verifikasi
from musren.models.wilayah import SkpdProfil
from musren.services.baris_tetap import merge
from musren.services.pilihan import Setting
from musren.services.prioritas import acuan
from musren.services.tahun import change_parameter
from musren.services.usulan_masuk import incoming
from tests import dunia
from tests.dunia import KECAMATAN, hold_kecamatan, rank
from tests.services.prioritas_uji import (
    groups,
    hold_session,
    ids,
    spp_done,
    two_villages,
)


@pytest.fixture
def signed(kantor, tahun):
    return two_villages(kantor, tahun)


# --- what the meeting decides -------------------------------------------------------------------


def laid_out(session, tahun, name):
    return merge(Setting(session=session, year=tahun, place=KECAMATAN, answers={}), name, [])


def test_the_ranks_of_the_session_are_filled_in_beforehand(session, signed):
    spp_done(session, signed)
    orders = ((4, 3, 2, 1),)
    hold_session(session, signed, "bukan_spp", **groups(session, signed, "bukan_spp", *orders))
    rows = laid_out(session, signed, "usulan_blm")
    assert [row["peringkat"] for row in rows] == ["1", "2", "1", "2", "3", "4"]
    assert "hasil sidang: peringkat 1 (nilai 1)" in rows[2]["uraian"]
    assert rows[0]["semula"] == "140 meter · Rp76.000.000"


def test_a_changed_rank_needs_its_reason_and_is_kept_beside_the_computed_one(session, signed):
    spp_done(session, signed)
    hold_session(session, signed, "bukan_spp",
                 **groups(session, signed, "bukan_spp", (1, 2, 3, 4)))  # fmt: skip
    rows = rank(session, signed, "blm")
    own = [row for row in rows if row["usulan_id"] in ids(session, signed, "bukan_spp")]
    own[0]["peringkat"], own[1]["peringkat"] = "2", "1"
    with pytest.raises(Invalid) as wrong, session.begin_nested():
        hold_kecamatan(session, signed, prioritas_blm=rows)
    (field,) = wrong.value.errors  # who only makes room needs no reason
    assert field.endswith(".alasan_urutan")
    own[1]["alasan_urutan"] = "Jembatan putus didahulukan"
    held = hold_kecamatan(session, signed, prioritas_blm=rows)
    found = {k.usulan_id: k for k in held.keputusan}
    kept = [found[int(row["usulan_id"])] for row in own]
    assert [(k.peringkat, k.peringkat_hitung, k.nilai) for k in kept] == [
        (2, 1, 1), (1, 2, 2), (3, 3, 3), (4, 4, 4),
    ]  # fmt: skip
    assert [k.alasan_urutan for k in kept] == [
        "Bergeser karena usulan lain dipindah.", "Jembatan putus didahulukan", "", "",
    ]  # fmt: skip


def test_who_moves_up_because_another_was_put_off_needs_no_reason(session, signed):
    spp_done(session, signed)
    hold_session(session, signed, "bukan_spp",
                 **groups(session, signed, "bukan_spp", (1, 2, 3, 4)))  # fmt: skip
    rows = rank(session, signed, "blm")
    own = [row for row in rows if row["usulan_id"] in ids(session, signed, "bukan_spp")]
    own[0] |= {"putusan": "cadangan", "alasan": "Menunggu lahan"}
    for n, row in enumerate(own[1:], 1):
        row["peringkat"] = str(n)
    held = hold_kecamatan(session, signed, prioritas_blm=rows)
    found = {k.usulan_id: k for k in held.keputusan}
    kept = [found[int(row["usulan_id"])] for row in own]
    assert [(k.peringkat, k.peringkat_hitung) for k in kept] == [(None, 1), (1, 1), (2, 2), (3, 3)]
    assert kept[0].usulan.status == StatusUsulan.CADANGAN_KECAMATAN.value


def test_ranks_without_a_gap_are_asked_for(session, signed):
    rows = rank(session, signed, "apbd")
    rows[3]["peringkat"] = "6"
    with pytest.raises(Invalid) as wrong, session.begin_nested():
        hold_kecamatan(session, signed, prioritas_apbd=rows)
    assert "Peringkat 4 sampai 5 tidak dipakai" in wrong.value.errors["prioritas_apbd.3.peringkat"]


def test_without_a_session_nothing_is_computed_and_nothing_differs(session, signed):
    held = hold_kecamatan(session, signed)
    assert {(k.nilai, k.peringkat_hitung) for k in held.keputusan} == {(None, None)}


def test_what_verification_found_unfit_is_agreed_only_with_a_reason(session, signed):
    rows = rank(session, signed, "apbd")
    session.add(
        Verifikasi(usulan_id=int(rows[1]["usulan_id"]), lembar="prasarana", alasan="Lahan sengketa",
                   rekomendasi="tidak_layak", diubah=dunia.NOW)
    )  # fmt: skip
    session.flush()
    assert "tidak layak (Lahan sengketa)" in laid_out(session, signed, "usulan_apbd")[1]["uraian"]
    with pytest.raises(Invalid) as wrong, session.begin_nested():
        hold_kecamatan(session, signed, prioritas_apbd=rows)
    assert list(wrong.value.errors) == ["prioritas_apbd.1.alasan"]
    rows[1]["alasan"] = "Sengketa selesai, surat hibah ada"
    hold_kecamatan(session, signed, prioritas_apbd=rows)


def test_what_went_back_to_its_village_waits_and_holds_the_berita_acara(session, signed, kantor):
    one = incoming(session, signed, KECAMATAN)[-1]
    one.usulan.status = StatusUsulan.DIKEMBALIKAN.value
    session.add(
        Pengembalian(usulan_id=one.usulan_id, kolom=["volume"], catatan="Ukur ulang",
                     tenggat=dunia.NOW.date(), pada=dunia.NOW)
    )  # fmt: skip
    session.flush()
    rows = laid_out(session, signed, "usulan_apbd")
    assert str(one.usulan_id) not in [row["usulan_id"] for row in rows]
    hold_kecamatan(session, signed, prioritas_apbd=rank(session, signed, "apbd")[:3])
    with pytest.raises(NotReady, match="1 usulan masih dikembalikan"):
        kantor.issue(signed, "ba_musrenbang_kecamatan", KECAMATAN)


# --- the APBD list ------------------------------------------------------------------------------


def test_the_program_of_the_only_reference_of_an_skpd_is_taken_over(session, signed):
    session.add(AcuanProgram(tahun_id=signed.id, urutan=1, skpd="Dinas PU", program="Jalan Poros",
                             prioritas_daerah="Infrastruktur", sasaran_daerah="Akses"))  # fmt: skip
    session.flush()
    rows = rank(session, signed, "apbd")
    rows[0]["program"] = "Program sendiri"
    held = hold_kecamatan(session, signed, prioritas_apbd=rows)
    found = [k for k in held.keputusan if k.sumber == "apbd"]
    assert [(k.program, k.prioritas_daerah) for k in found[:2]] == [
        ("Program sendiri", ""), ("Jalan Poros", "Infrastruktur"),
    ]  # fmt: skip


@pytest.mark.parametrize("binding", [False, True])
def test_more_than_the_indicative_ceiling_warns_or_refuses_as_the_profile_says(
    session, signed, binding
):
    session.add(PaguIndikatif(tahun_id=signed.id, kecamatan_kode=str(KECAMATAN), skpd="Dinas PU",
                              pagu=1_000_000_000))  # fmt: skip
    who = dunia.act(session, Peran.BAPPEDA)
    change_parameter(session, who, signed, {"pagu_indikatif_mengikat": binding}, "Kesepakatan")
    if not binding:
        assert hold_kecamatan(session, signed)
        return
    with pytest.raises(Invalid) as wrong, session.begin_nested():
        hold_kecamatan(session, signed)
    assert "melebihi pagu indikatif" in wrong.value.errors["prioritas_apbd"]


def test_a_ceiling_counts_under_whichever_of_its_names_the_agency_is_written(session, signed):
    session.add(SkpdProfil(kabupaten_kode="99.01", nama="Dinas Pekerjaan Umum",
                           singkatan="DPU; Dinas PU", urutan=1))  # fmt: skip
    for skpd, pagu in (("Dinas Pekerjaan Umum", 500_000_000), ("DPU", 100_000_000)):
        session.add(PaguIndikatif(tahun_id=signed.id, kecamatan_kode=str(KECAMATAN), skpd=skpd,
                                  pagu=pagu))  # fmt: skip
    session.flush()
    agreed = [Disepakati("a", "Jalan", "Dinas PU", 1, 400_000_000),
              Disepakati("b", "Jembatan", "Dinas Pekerjaan Umum", 2, 300_000_000)]  # fmt: skip
    (line,) = acuan.against(session, signed, KECAMATAN, agreed)
    assert (line.skpd, line.pagu, line.disepakati) == (
        "Dinas Pekerjaan Umum", 600_000_000, 700_000_000,
    )  # fmt: skip
    assert line.cadangan == ("b",)
