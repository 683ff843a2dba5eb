"""A village through two years: RPJM-Desa, draft, decree, letter, realisation, report, next draft."""

from datetime import date
from decimal import Decimal

from musren.domain.peran import Peran
from musren.forms.alur import flow
from musren.services import naskah
from musren.services.alur import answers_for
from musren.services.rkp.lalu import chain
from musren.services.rkp.papan import board
from tests import dunia
from tests.dunia import SUKAMAJU, agree, hold, village
from tests.services.rkp_uji import (
    BRIDGE,
    NO,
    ROAD,
    YES,
    carry,
    draft,
    old_rows,
    plan,
    proposals,
    realise,
    report,
    set_pagu,
    taking,
)

PAPERS = ("formulir_rkp", "du_rkp", "surat_usulan", "penyelarasan", "naskah_rkp")
BY_SOURCE = {"dana": [("apbd", "APBD Kab", 90_000_000), ("swadaya", "", 10_000_000)]}


def states(session, year):
    return {one.kunci: one.keadaan for one in board(session, year, SUKAMAJU).langkah}


def first_year(session, tahun, kantor):
    """2011 up to its report: the road is half done, the well is done."""
    made = plan(session, tahun, (*ROAD, dict(BY_SOURCE)), (*BRIDGE, {}))
    made[0].rpjm.visi, made[0].rpjm.misi = "Desa rukun", ["Jalan baik"]
    made[0].rpjm.arah_keuangan = "Hemat dan terbuka"
    well = village(session, tahun, given=[{"kegiatan": "Sumur"}])[0]
    draft(session, tahun, **taking(session, tahun, "Jalan"))
    set_pagu(session, tahun, apbd=(36_000_000, ""), add=(30_000_000, 34_000_000))
    road = next(u for u in proposals(session, tahun) if u.kegiatan == "Jalan")
    hold(session, tahun, agree([well, road]))
    kantor.signed(tahun, "ba_musrenbangdes")
    kantor.signed(tahun, "sk_rkp_desa")
    return well, road


def test_two_years_of_a_village(session, tahun, kantor_asli):
    kantor = kantor_asli
    well, road = first_year(session, tahun, kantor)
    assert (road.volume, road.biaya) == (Decimal(40), 40_000_000)
    issued = {j: kantor.issue(tahun, j, tanggal=date(2011, 1, 20)) for j in PAPERS}
    assert issued["du_rkp"].fakta["jumlah"] == 36_000_000
    assert issued["penyelarasan"].fakta["jumlah"]["direncanakan"] == 77_800_000
    assert states(session, tahun)["surat_usulan"] == "berjalan"
    assert naskah.missing_before(session, tahun, SUKAMAJU, "lkpj") == [
        "Realisasi 2 kegiatan belum diisi.",
    ]
    realise(
        session, tahun, report(well, "selesai", "140", "37.800.000"),
        report(road, "sebagian", "25", "24.000.000", "Hujan", "diusulkan_kembali"),
    )  # fmt: skip
    late = dunia.act(session, Peran.KEPALA_DESA, pada=dunia.NOW.replace(year=2012))
    paper = kantor.issue(tahun, "lkpj", who=late, tanggal=date(2012, 1, 10))
    assert paper.fakta["belum_selesai"][0]["sebab"] == "Hujan"

    later = dunia.year(session, 2012)
    (row,) = old_rows(session, later)
    assert "Sebab: Hujan." in row["riwayat"]
    assert {"evaluasi", "rancangan-rkp"} <= states(session, later).keys()
    carry(session, later, YES)
    draft(session, later, **taking(session, later, "Jalan", "Jembatan"),
          usulan_lama=[{"asal_id": str(road.id), "ambil": "ya", "alasan": ""}])  # fmt: skip
    again, share, bridge = proposals(session, later)
    assert (again.sifat, again.volume, again.biaya) == ("L", Decimal(15), 16_000_000)
    assert [(d.sumber, d.jumlah) for d in again.dana] == [
        ("apbd", 14_400_000), ("swadaya", 1_600_000),
    ]  # fmt: skip
    assert (share.volume, share.biaya, bridge.biaya) == (Decimal(60), 60_000_000, 80_000_000)
    assert [one.kode for one in chain(session, again)] == [road.kode]

    answers, _ = answers_for(session, flow("musrenbangdes"), later, SUKAMAJU, "")
    held = hold(
        session, later, agree([again, share, bridge]), tanggal="9/1/2012", undangan_tanggal="",
        evaluasi_ada="ya", evaluasi=answers["evaluasi"],
    )  # fmt: skip
    assert sorted(e.usulan_id for e in held.evaluasi) == sorted([well.id, road.id])
    ba = kantor.issue(later, "ba_musrenbangdes", who=late, tanggal=date(2012, 1, 9))
    assert {r["sebab"] for r in ba.fakta["evaluasi"]} == {None, "Hujan"}
    notes = [r["keterangan"] for one in ba.fakta["daftar"] for r in one["baris"]]
    assert "Lanjutan tahun 2011" in notes


def test_a_third_year_still_knows_the_first(session, tahun, kantor):
    _, road = first_year(session, tahun, kantor)
    second, third = dunia.year(session, 2012), dunia.year(session, 2013)
    carry(session, second, *[YES if r["asal_id"] == str(road.id) else NO
                             for r in old_rows(session, second)])  # fmt: skip
    carry(session, third, *[YES for _ in old_rows(session, third)])
    (last,) = proposals(session, third)
    assert last.asal_usulan_lama_tahun == 2011
    assert [one.tahun for one in chain(session, last)] == [2011, 2012]
    assert last.keterangan == "Usulan lama tahun 2011"
