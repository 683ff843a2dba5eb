"""MAD Pendanaan: BLM goes down the ranks, the remainder is decided, the decree follows it."""

import pytest
from sqlalchemy import select

from musren.domain.errors import Conflict, Invalid, NotReady
from musren.domain.peran import Peran
from musren.domain.wilayah import RegionCode
from musren.models.prioritas import Pendanaan
from musren.models.usulan import Usulan
from musren.services import naskah
from musren.services.prioritas import dana
from tests import dunia
from tests.dunia import KECAMATAN, fund, hold_kecamatan

JUTA = 1_000_000
SPP = (76, 64, 88, 59, 72, 51)
NAMES = ("Jalan rabat", "Jembatan", "Air bersih", "Talud", "Drainase", "Irigasi", "Posyandu", "PAUD",
         "Poskesdes")  # fmt: skip
OTHERS = (168.2, 58.5, 245, 310, 92, 287.5, 74, 198, 145)
VILLAGES = [RegionCode.parse(f"99.01.01.{2001 + n}") for n in range(6)]


def rupiah(millions: float) -> int:
    return round(millions * JUTA)


def work(number: int) -> str:
    """The name of the proposal with this place in the example, from 0."""
    return f"{NAMES[number]} {number}"


def proposal(kind: str, name: str, millions: float) -> dict:
    amount = str(rupiah(millions))
    share = [{"sumber": "blm", "rincian": "", "jumlah": amount}]
    return dunia.KINDS[kind] | {"kegiatan": name, "biaya": amount, "dana": share}


@pytest.fixture
def vector(kantor, tahun):
    """The six SPP and nine other proposals of the allocation example, from six villages."""
    for n, place in enumerate(VILLAGES):
        given = [proposal("spp", f"Modal kelompok {n}", SPP[n])]
        given += [proposal("blm", work(n), OTHERS[n])]
        if n < 3:
            given += [proposal("mkp", work(n + 6), OTHERS[n + 6])]
        kantor.village_signed(tahun, place, given)
    return tahun


def hold(session, tahun, **changed):
    """Everything agreed, ranked in the order of the example."""
    rows = dunia.rank(session, tahun, "blm")
    order = {u.id: u.kegiatan for u in session.scalars(select(Usulan))}
    for row in rows:
        number = int(order[int(row["usulan_id"])].split()[-1])
        row["peringkat"] = str(number + 1)
    return hold_kecamatan(session, tahun, prioritas_blm=rows, **changed)


def refused(session, tahun, **answers):
    with pytest.raises(Invalid) as wrong, session.begin_nested():
        fund(session, tahun, **answers)
    return wrong.value.errors


def of_name(session, name):
    return session.scalars(select(Usulan).where(Usulan.kegiatan == name)).one()


# --- the allocation -----------------------------------------------------------------------------


def test_the_example_of_the_guide_is_shared_out_to_the_rupiah(session, vector):
    hold(session, vector)
    found = dana.of(session, vector, KECAMATAN)
    assert found.masukan.operasional == rupiah(75)
    assert found.masukan.spp_maks == rupiah(375)
    assert [row.didanai for row in found.alokasi.spp] == [True] * 5 + [False]
    assert found.alokasi.jumlah_spp == rupiah(359)
    assert found.alokasi.pot == rupiah(1066)
    assert [row.didanai for row in found.alokasi.bukan_spp] == [True] * 5 + [False] * 4
    assert found.alokasi.jumlah_bukan_spp == rupiah(873.7)
    assert found.alokasi.sisa == rupiah(192.3)
    assert found.alokasi.perlu_swadaya == rupiah(95.2)


def test_the_inputs_are_frozen_but_who_is_funded_is_computed_anew(session, vector):
    hold(session, vector)
    kept = session.scalars(select(Pendanaan)).one()
    assert (kept.pagu, kept.op_upk, kept.op_tpk) == (rupiah(1500), rupiah(30), rupiah(45))
    dunia.fill(session, dunia.act(session, Peran.CAMAT), "profil-kecamatan", vector, KECAMATAN,
               dunia.CAMAT | {"blm": "2.000.000.000"})  # fmt: skip
    assert dana.of(session, vector, KECAMATAN).masukan.pagu == rupiah(1500)
    found = fund(session, vector, pagu="1.800.000.000", op_upk="30.000.000", op_tpk="45.000.000",
                 spp_maks="375.000.000", pilihan_sisa="kembali", alasan="Sisa")  # fmt: skip
    assert [row.didanai for row in found.alokasi.bukan_spp] == [True] * 7 + [False] * 2


# --- the remainder ------------------------------------------------------------------------------


def test_the_next_proposal_is_funded_with_more_swadaya_when_the_forum_agrees(session, vector):
    hold(session, vector)
    found = fund(
        session, vector, pilihan_sisa="tambah_swadaya", alasan="Desa sanggup",
        sisa_usulan_id=str(of_name(session, work(5)).id), swadaya_tambahan="95.200.000",
    )  # fmt: skip
    sixth = found.alokasi.bukan_spp[5]
    assert (sixth.didanai, sixth.blm, sixth.swadaya) == (True, rupiah(192.3), rupiah(95.2))
    assert found.alokasi.sisa == 0


@pytest.mark.parametrize(
    ("name", "amount", "field"),
    [
        (work(6), "95.200.000", "sisa_usulan_id"), ("", "95.200.000", "sisa_usulan_id"),
        (work(5), "95.199.999", "swadaya_tambahan"), (work(5), "", "swadaya_tambahan"),
        (work(5), "287.500.000", "swadaya_tambahan"),
    ],
)  # fmt: skip
def test_nobody_is_pulled_up_past_the_next_in_rank(session, vector, name, amount, field):
    hold(session, vector)
    key = str(of_name(session, name).id) if name else ""
    wrong = refused(session, vector, pilihan_sisa="tambah_swadaya", alasan="Mufakat",
                    sisa_usulan_id=key, swadaya_tambahan=amount)  # fmt: skip
    assert field in wrong


def test_agreed_work_grows_by_at_most_what_is_left(session, vector):
    hold(session, vector)
    first = str(of_name(session, work(0)).id)
    more = {"usulan_id": first, "volume": "20", "biaya": "192.300.001"}
    wrong = refused(session, vector, pilihan_sisa="tambah_volume", alasan="Tambah",
                    tambahan=[more])  # fmt: skip
    assert "melebihi sisa" in wrong["tambahan"]
    found = fund(session, vector, pilihan_sisa="tambah_volume", alasan="Tambah panjang jalan",
                 tambahan=[more | {"biaya": "100.000.000"}])  # fmt: skip
    assert found.alokasi.bukan_spp[0].blm == rupiah(268.2)
    assert found.alokasi.sisa == rupiah(92.3)


def test_a_choice_has_a_reason(session, vector):
    hold(session, vector)
    assert "alasan" in refused(session, vector, pilihan_sisa="kembali", alasan="")


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"spp_maks": "375.000.001"}, "spp_maks"), ({"op_upk": "1.500.000.001"}, "op_upk"),
     ({"op_tpk": "1.480.000.000"}, "op_tpk")],
)  # fmt: skip
def test_shares_that_cannot_be_are_refused(session, vector, changed, field):
    hold(session, vector)
    assert field in refused(session, vector, **changed)


def test_without_agreed_proposals_there_is_nothing_to_fund(session, tahun, kantor):
    kantor.village_signed(tahun, given=dunia.kinds("apbd"))
    hold_kecamatan(session, tahun)
    with pytest.raises(NotReady, match="Belum ada usulan BLM"):
        fund(session, tahun)


# --- the papers ---------------------------------------------------------------------------------


def test_the_berita_acara_waits_for_the_funding_and_leads_to_its_form(session, vector):
    hold(session, vector)
    session.delete(session.scalars(select(Pendanaan)).one())
    session.flush()
    found = naskah.lacking(session, vector, KECAMATAN, "ba_musrenbang_kecamatan")
    assert [one.tujuan.formulir for one in found] == ["pendanaan"]
    fund(session, vector, pilihan_sisa="", alasan="")
    (left,) = naskah.lacking(session, vector, KECAMATAN, "ba_musrenbang_kecamatan")
    assert left.kalimat == "Sisa BLM Rp192.300.000 belum diputuskan forum."
    fund(session, vector)
    assert naskah.lacking(session, vector, KECAMATAN, "ba_musrenbang_kecamatan") == []


def test_a_choice_that_no_longer_fits_the_ranks_is_told(session, vector):
    hold(session, vector)
    fund(session, vector, pilihan_sisa="tambah_swadaya", alasan="Desa sanggup",
         sisa_usulan_id=str(of_name(session, work(5)).id),
         swadaya_tambahan="95.200.000")  # fmt: skip
    rows = dunia.rank(session, vector, "blm", putusan="ditunda", alasan="Belum siap")
    for row in rows[:2]:
        row |= {"putusan": "disepakati", "alasan": "", "peringkat": "1"}
    who = dunia.act(session, Peran.CAMAT, pada=dunia.LATER)
    answers = dunia.musrenbang_kecamatan(session, vector, prioritas_blm=rows)
    dunia.fill(session, who, "musrenbang-kecamatan", vector, KECAMATAN, answers)
    (one,) = naskah.lacking(session, vector, KECAMATAN, "ba_musrenbang_kecamatan")
    assert "tidak sesuai lagi" in one.kalimat


def test_the_decree_settles_who_is_funded_and_tells_the_others_why(session, vector, kantor):
    hold(session, vector)
    kantor.signed(vector, "ba_musrenbang_kecamatan", KECAMATAN)
    kantor.issue(vector, "spc", KECAMATAN)
    found = {u.kegiatan: u for u in session.scalars(select(Usulan))}
    assert {found[work(n)].status for n in range(5)} == {"ditetapkan_camat"}
    assert {found[work(n)].status for n in range(5, 9)} == {"belum_didanai"}
    assert found["Modal kelompok 5"].status == "belum_didanai"
    told = found[work(5)].riwayat[-1].alasan
    assert told.startswith("BLM habis pada peringkat 5 daftar Usulan selain SPP untuk BLM.")
    assert "kurang Rp95.200.000" in told
    spp = found["Modal kelompok 5"].riwayat[-1].alasan
    assert spp.startswith("Bagian SPP dari BLM habis pada peringkat 5 daftar Usulan SPP untuk BLM.")


def test_the_funding_is_closed_by_the_berita_acara(session, vector, kantor):
    hold(session, vector)
    kantor.issue(vector, "ba_musrenbang_kecamatan", KECAMATAN)
    with pytest.raises(Conflict, match="sudah diterbitkan"):
        fund(session, vector)
