"""One village from its first meeting to next year's plan, every stage through its form and paper.

PKD, RPJM-Desa with its Peraturan Desa, MKP, RKP-Desa to the signed SK, realisation, next draft.
"""

from datetime import date

import pytest
from sqlalchemy import select

from musren.forms.alur import flow
from musren.models.pkd import Tindakan
from musren.models.usulan import RiwayatStatus
from musren.services.alur import answers_for
from musren.services.rkp.lalu import chain
from musren.services.rpjm.dokumen import need_drafted
from musren.services.rpjm.usulan import of_rpjm
from tests import dunia
from tests import rpjm_dunia as desa
from tests.dunia import SUKAMAJU, agree, hold, hold_mkp, mkp_agrees
from tests.services import pkd_uji, rkp_uji

ACTION = "Rabat beton jalan Dusun III"
YEARS = [{"tahun": "2011", "volume": "40", "biaya": "40.000.000"},
         {"tahun": "2012", "volume": "60", "biaya": "60.000.000"}]  # fmt: skip
ROAD = {
    "kegiatan": ACTION, "volume": "100", "biaya": "100.000.000", "tahunan": YEARS,
    "dana": [{"sumber": "add", "rincian": "", "jumlah": "100.000.000"}],
}  # fmt: skip
TEAM_RKP = [
    {"nama": "Ahmad Sukri", "jk": "L", "jabatan": "Kepala Desa", "kedudukan": "pengendali"},
    {"nama": "Siti Rohani", "jk": "P", "jabatan": "Sekretaris Desa",
     "kedudukan": "penanggungjawab"},
    {"nama": "Ahmad Fauzi", "jk": "L", "jabatan": "Ketua LPMD", "kedudukan": "pelaksana"},
    {"nama": "Siti Rahma", "jk": "P", "jabatan": "KPMD", "kedudukan": "anggota"},
    {"nama": "Sumiati", "jk": "P", "jabatan": "Kelompok perempuan", "kedudukan": "anggota"},
]  # fmt: skip


def assessed(session, tahun):
    """The PKD: told, grouped, ranked, weighed; the one action that is feasible."""
    desa.profile(session, tahun)
    pkd_uji.meet(session, tahun)
    pkd_uji.group(session, tahun)
    pkd_uji.score(session, tahun)
    pkd_uji.weigh(session, tahun)
    return session.scalars(select(Tindakan).where(Tindakan.layak)).one()


def planned(session, tahun, kantor, action):
    """The RPJM-Desa up to its signed Peraturan Desa; the road is made of the action."""
    desa.draft(session, tahun)
    dunia.fill(session, desa.kpmd(session), "tim-rpjm", tahun, SUKAMAJU, {"anggota": desa.TEAM})
    dunia.fill(session, desa.kpmd(session), "usulan-rpjm", tahun, SUKAMAJU, dunia.usulan(**ROAD),
               objek=f"tindakan:{action.id}")  # fmt: skip
    desa.propose(session, tahun, kegiatan="Jembatan", tahunan=[YEARS[1] | {
        "volume": "140", "biaya": "37.800.000"}])  # fmt: skip
    scores = pkd_uji.nilai(
        "usulan_rpjm_id", [u.id for u in of_rpjm(session, need_drafted(session, tahun, SUKAMAJU))],
        ((5, 4, 3, 5, 4), (3, 3, 3, 3, 3)), None,
    )  # fmt: skip
    pkd_uji.send(session, tahun, "peringkat-usulan-rpjm", peringkat_usulan=scores)
    desa.hold(session, tahun)
    desa.sign(kantor, tahun, "ba_musrenbangdes_rpjm")
    desa.hold_bpd(session, tahun)
    desa.sign(kantor, tahun, "keputusan_bpd")
    return desa.sign(kantor, tahun, "perdes_rpjm")


def decreed(session, tahun, kantor):
    """Team, draft, MKP, Musrenbangdes, signed Berita Acara and SK; the proposals of the year."""
    dunia.fill(session, desa.kpmd(session), "tim-rkp", tahun, SUKAMAJU, {"anggota": TEAM_RKP})
    rkp_uji.draft(session, tahun, **rkp_uji.taking(session, tahun, ACTION))
    (road,) = rkp_uji.proposals(session, tahun)
    women = dunia.propose(session, tahun, **dunia.KINDS["mkp"])
    well = dunia.propose(session, tahun, kegiatan="Sumur")
    late = dunia.propose(session, tahun, kegiatan="Balai dusun")
    rkp_uji.set_pagu(session, tahun, add=(90_000_000, ""), blm=(60_000_000, ""))
    hold_mkp(session, tahun, mkp_agrees([women]))
    kantor.signed(tahun, "ba_mkp")
    rows = agree([road, women, well, late])
    rows[3] |= {"putusan": "ditunda", "alasan": "Lahan belum ada"}
    hold(session, tahun, rows)
    kantor.signed(tahun, "ba_musrenbangdes")
    return (road, women, well, late), kantor.signed(tahun, "sk_rkp_desa")


@pytest.fixture
def grown(session, tahun, kantor):
    """The whole first year, to the report of what was done."""
    action = assessed(session, tahun)
    law = planned(session, tahun, kantor, action)
    made, decree = decreed(session, tahun, kantor)
    road, women, well, _ = made
    rkp_uji.realise(
        session, tahun, rkp_uji.report(well, "selesai", "140", "37.800.000"),
        rkp_uji.report(road, "sebagian", "25", "24.000.000", "Hujan", "diusulkan_kembali"),
        rkp_uji.report(women, "belum", "", "", "Dana BLM terlambat", "diusulkan_kembali"),
    )  # fmt: skip
    return action, law, decree, made


def test_a_village_goes_from_its_first_meeting_to_a_signed_decree(session, grown):
    action, law, decree, (road, women, well, late) = grown
    assert (law.status, law.nomor) == ("ditandatangani", "01 TAHUN 2011")
    assert decree.status == "ditandatangani"
    assert (road.kegiatan, road.tindakan_id, road.biaya) == (ACTION, action.id, 40_000_000)
    assert action.masalah.masalah == "Jalan ke Dusun III becek"
    told = decree.fakta
    assert ACTION in str(told)
    assert women.kegiatan in str(told)
    assert late.kegiatan not in str(told)
    assert {u.status for u in (road, well)} == {"ditetapkan"}


def test_the_next_year_begins_with_what_is_unfinished_and_its_reasons(session, kantor, grown):
    _, _, _, (road, women, well, late) = grown
    later = dunia.year(session, 2012)
    rows = {row["kode"]: row for row in rkp_uji.old_rows(session, later)}
    assert list(rows) == [road.kode, women.kode, late.kode]
    assert "Sebab: Hujan." in rows[road.kode]["riwayat"]
    assert "Sebab: Dana BLM terlambat." in rows[women.kode]["riwayat"]
    assert "ditunda Musrenbangdes (Lahan belum ada)" in rows[late.kode]["riwayat"]
    assert "15 meter · Rp16.000.000" in rows[road.kode]["sisa"]
    old = [{"asal_id": rows[u.kode]["asal_id"], "ambil": ambil, "alasan": alasan}
           for u, (ambil, alasan) in zip((road, women, late), (rkp_uji.YES, rkp_uji.YES,
                                                               rkp_uji.NO), strict=True)]  # fmt: skip
    rkp_uji.draft(session, later, **rkp_uji.taking(session, later, ACTION, "Jembatan"),
                  usulan_lama=old)  # fmt: skip
    proposed = {(u.kegiatan, u.sifat, u.biaya) for u in rkp_uji.proposals(session, later)}
    assert proposed == {
        (ACTION, "B", 60_000_000), ("Jembatan", "B", 37_800_000), (ACTION, "L", 16_000_000),
        (women.kegiatan, "B", 58_500_000),
    }  # fmt: skip
    again = next(u for u in rkp_uji.proposals(session, later) if u.asal_id == road.id)
    assert [one.kode for one in chain(session, again)] == [road.kode]
    answers, _ = answers_for(session, flow("musrenbangdes"), later, SUKAMAJU, "")
    assert {(r["kegiatan"], r["sebab"]) for r in answers["evaluasi"]} == {
        (ACTION, "Hujan"), (women.kegiatan, "Dana BLM terlambat"), ("Sumur", ""),
    }  # fmt: skip
    brought_back = next(u for u in rkp_uji.proposals(session, later) if u.asal_id == women.id)
    dunia.fill(session, desa.kpmd(session), "usulan", later, SUKAMAJU, {"asal": "mkp"},
               objek=f"usulan:{brought_back.id}")  # fmt: skip
    hold(session, later, agree(rkp_uji.proposals(session, later)), tanggal="9/1/2012",
         undangan_tanggal="", evaluasi_ada="ya", evaluasi=answers["evaluasi"])  # fmt: skip
    when = dunia.act(session, dunia.Peran.KEPALA_DESA, pada=dunia.NOW.replace(year=2012))
    paper = kantor.issue(later, "ba_musrenbangdes", who=when, tanggal=date(2012, 1, 9))
    assert {r["sebab"] for r in paper.fakta["evaluasi"]} == {None, "Hujan", "Dana BLM terlambat"}
    moves = select(RiwayatStatus).where(RiwayatStatus.usulan_id == late.id)
    assert "Lahan belum ada" in {m.alasan for m in session.scalars(moves)}
    assert well.kode not in rows
