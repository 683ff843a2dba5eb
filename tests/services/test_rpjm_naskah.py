"""Papers of the RPJM-Desa: their order, their facts, their sums, both branches to the Perdes."""

from datetime import date

import pytest
from sqlalchemy import select

from musren.domain.errors import NotReady
from musren.domain.peran import Peran
from musren.models.wilayah import ProfilDesa
from musren.papers import contracts
from musren.services import naskah
from musren.services.pkd.masalah import problems
from musren.services.rpjm.dokumen import drafted
from musren.services.rpjm.usulan import of_rpjm
from musren.services.tahun import profile_of
from tests import dunia
from tests import rpjm_dunia as desa
from tests.dunia import SUKAMAJU
from tests.services import pkd_uji

TABLES = ("formulir_rpjm", "matrik_rpjm", "matrik_rpjm_tahunan")
UNNUMBERED = (*TABLES, "naskah_rpjm")
LAW = ("ba_musrenbangdes_rpjm", "rancangan_perdes_rpjm", "keputusan_bpd", "perdes_rpjm")


def frozen(session, tahun, jenis):
    facts = naskah.facts_for(session, tahun, SUKAMAJU, jenis)
    told = {"draf": True, "nomor": None, "tanggal_surat": "2011-01-19"}
    printed = contracts.contract(jenis).fields
    return contracts.freeze(jenis, facts | {n: v for n, v in told.items() if n in printed})


def missing(session, tahun, jenis):
    return naskah.missing_before(session, tahun, SUKAMAJU, jenis)


def lacking(session, tahun, jenis):
    return naskah.lacking(session, tahun, SUKAMAJU, jenis)


# --- the order ----------------------------------------------------------------------------------


def test_each_paper_waits_for_what_it_rests_on(session, tahun, kantor):
    desa.village(session, tahun)
    assert "Isian Musrenbangdes RPJM-Desa belum dikirim." in missing(session, tahun, LAW[0])
    desa.hold(session, tahun)
    assert missing(session, tahun, LAW[0]) == []
    assert "Berita Acara Musrenbangdes RPJM-Desa belum diterbitkan." in missing(
        session, tahun, "rancangan_perdes_rpjm"
    )
    paper = desa.issue(kantor, tahun, "ba_musrenbangdes_rpjm")
    [left] = missing(session, tahun, "rancangan_perdes_rpjm")
    assert left.endswith("belum ditandatangani lengkap.")
    kantor.sign(paper)
    assert missing(session, tahun, "rancangan_perdes_rpjm") == []
    assert missing(session, tahun, "keputusan_bpd") == ["Isian Rapat BPD belum dikirim."]
    desa.hold_bpd(session, tahun)
    assert missing(session, tahun, "keputusan_bpd") == []
    assert any("Keputusan BPD" in one for one in missing(session, tahun, "perdes_rpjm"))
    desa.sign(kantor, tahun, "keputusan_bpd")
    assert missing(session, tahun, "perdes_rpjm") == []
    law = desa.sign(kantor, tahun, "perdes_rpjm")
    assert law.nomor == "01 TAHUN 2011"


@pytest.mark.parametrize("jenis", LAW)
def test_nothing_is_issued_out_of_its_order(session, tahun, kantor, jenis):
    desa.village(session, tahun)
    with pytest.raises(NotReady):
        desa.issue(kantor, tahun, jenis)


@pytest.mark.parametrize(
    ("jenis", "hak"),
    [
        ("sk_tim_penyusun~rpjm", {Peran.KEPALA_DESA}), ("keputusan_bpd", {Peran.BPD}),
        ("perdes_rpjm", {Peran.KEPALA_DESA}),
        ("ba_musrenbangdes_rpjm", {Peran.KEPALA_DESA, Peran.SEKDES}),
        ("naskah_rpjm", {Peran.KPMD, Peran.LPMD, Peran.SEKDES, Peran.KEPALA_DESA}),
    ],
)  # fmt: skip
def test_a_paper_belongs_to_its_office(jenis, hak):
    assert naskah.HAK[naskah.right_to_issue(jenis, SUKAMAJU)] == hak


def test_what_is_missing_says_who_and_where(session, tahun):
    desa.profile(session, tahun)
    desa.draft(session, tahun, {"cabang": "baru", "periode_awal": "2011"})
    found = {one.kalimat: one for one in lacking(session, tahun, "naskah_rpjm")}
    assert set(found) >= {
        "Sejarah desa belum diisi.", "Visi belum diisi.", "Misi belum diisi.",
        "Arah kebijakan pembangunan belum diisi.", "Belum ada usulan RPJM-Desa.",
    }  # fmt: skip
    where = found["Visi belum diisi."]
    assert (where.tujuan.formulir, where.tujuan.langkah) == ("rpjm", "visi-misi")
    assert Peran.KPMD in where.peran


def test_a_proposal_without_cost_needs_a_word_why(session, tahun):
    desa.profile(session, tahun)
    desa.draft(session, tahun)
    one = desa.propose(session, tahun, biaya="", dana=[])
    [left] = lacking(session, tahun, "matrik_rpjm")
    assert left.tujuan.objek == f"usulan_rpjm:{one.id}"
    one.keterangan = "Menunggu survei"
    session.flush()
    assert missing(session, tahun, "matrik_rpjm") == []
    assert frozen(session, tahun, "matrik_rpjm")["matrik"]["tanpa_biaya"] == 1


def test_an_undecided_proposal_stops_the_berita_acara(session, tahun):
    desa.village(session, tahun)
    desa.hold(session, tahun)
    desa.propose(session, tahun)
    [left] = missing(session, tahun, "ba_musrenbangdes_rpjm")
    assert left.startswith("1 usulan RPJM-Desa belum diputuskan.")


@pytest.mark.parametrize(
    ("jenis", "name"),
    [("keputusan_bpd", "Ketua BPD"), ("perdes_rpjm", "Sekretaris Desa"),
     ("matrik_rpjm_tahunan", "Sekretaris Desa")],
)  # fmt: skip
def test_who_signs_must_be_known(session, tahun, jenis, name):
    desa.profile(session, tahun, sekdes_nama="", ketua_bpd_nama="")
    assert f"Nama {name} belum diisi pada profil desa." in missing(session, tahun, jenis)


# --- facts --------------------------------------------------------------------------------------


@pytest.mark.parametrize("jenis", [*UNNUMBERED, "sk_tim_penyusun~rpjm"])
def test_facts_of_a_full_village_satisfy_their_contract(session, tahun, jenis):
    pkd_uji.meet(session, tahun)
    pkd_uji.group(session, tahun)
    pkd_uji.score(session, tahun)
    pkd_uji.weigh(session, tahun)
    desa.village(session, tahun)
    desa.hold(session, tahun)
    assert frozen(session, tahun, jenis)["tahun"] == 2011


@pytest.mark.parametrize("jenis", UNNUMBERED)
def test_facts_of_a_minimal_village_satisfy_their_contract(session, tahun, jenis):
    desa.profile(session, tahun, sekdes_nama="", ketua_bpd_nama="", ketua_lpmd_nama="")
    desa.draft(session, tahun, {"cabang": "baru", "periode_awal": "2011"})
    assert frozen(session, tahun, jenis)["periode_akhir"] == 2015


@pytest.mark.parametrize("jenis", [*UNNUMBERED, *LAW])
def test_no_paper_of_a_village_without_plan_or_profile_can_be_made(session, tahun, jenis):
    with pytest.raises(NotReady):
        naskah.facts_for(session, tahun, SUKAMAJU, jenis)
    assert missing(session, tahun, jenis)


def test_the_forms_divide_the_same_proposals(session, tahun):
    desa.profile(session, tahun)
    desa.draft(session, tahun)
    for one in dunia.kinds("add", "swadaya", "apbd", "lain"):
        desa.propose(session, tahun, **one)
    facts = frozen(session, tahun, "formulir_rpjm")
    named = {
        form: [row["kegiatan"].rsplit(" ", 1)[0] for row in facts[form]["baris"]]
        for form in ("swadaya", "ada_dana", "paduan")
    }
    assert named == {
        "swadaya": ["Bersih jalan"], "ada_dana": ["Gorong-gorong", "Sumur bor"],
        "paduan": ["Gorong-gorong", "Bersih jalan", "Sumur bor"],
    }  # fmt: skip
    assert [row["kegiatan"].rsplit(" ", 1)[0] for row in facts["indikasi"]] == [
        "Pengaspalan jalan", "Sumur bor",
    ]  # fmt: skip
    assert facts["matrik"]["jumlah"] == 37_800_000 + 9_000_000 + 720_000_000 + 110_000_000


def test_years_and_sources_both_add_up_to_the_cost(session, tahun):
    desa.profile(session, tahun)
    desa.draft(session, tahun)
    desa.propose(session, tahun, tahunan=[{"tahun": "2012", "biaya": "20.000.000"},
                                          {"tahun": "2014", "biaya": "17.800.000"}])  # fmt: skip
    desa.propose(session, tahun)
    facts = frozen(session, tahun, "matrik_rpjm_tahunan")
    first, second = facts["baris"]
    assert facts["tahun_periode"] == [2011, 2012, 2013, 2014, 2015]
    assert first["tahunan"] == [0, 20_000_000, 0, 17_800_000, 0]
    assert (first["apb_desa"], first["swadaya"]) == (33_600_000, 4_200_000)
    assert (first["belum_dirinci"], second["belum_dirinci"]) == (0, 37_800_000)
    assert facts["jumlah"]["tahunan"] == first["tahunan"]


def test_the_berita_acara_counts_what_was_agreed_by_bidang(session, tahun):
    desa.village(session, tahun)
    rows = desa.meeting_answers(session, tahun)["keputusan"]
    rows[3] |= {"putusan": "ditolak", "alasan": "Sudah dibiayai"}
    desa.hold(session, tahun, keputusan=rows)
    facts = frozen(session, tahun, "ba_musrenbangdes_rpjm")
    plan = of_rpjm(session, drafted(session, tahun, SUKAMAJU))
    assert facts["jumlah"] == {
        "usulan": 3, "biaya": sum(one.biaya for one in plan[:3]), "tanpa_biaya": 0,
    }  # fmt: skip
    assert [row["alasan"] for row in facts["belum_disepakati"]] == ["Sudah dibiayai"]
    matrix = frozen(session, tahun, "matrik_rpjm")["matrik"]
    assert matrix["jumlah"] == facts["jumlah"]["biaya"]


def test_both_teams_get_a_decree_with_their_duties(session, tahun, kantor):
    desa.profile(session, tahun)
    rkp = [desa.TEAM[0] | {"kedudukan": "pengendali"}, *desa.TEAM[3:]]
    for jenis, team in (("rpjm", desa.TEAM), ("rkp", rkp)):
        dunia.fill(session, desa.kpmd(session), f"tim-{jenis}", tahun, SUKAMAJU, {"anggota": team})
        facts = frozen(session, tahun, f"sk_tim_penyusun~{jenis}")
        assert facts["tugas"] == list(profile_of(tahun).tugas(jenis))
        assert [one["nama"] for one in facts["anggota"]] == [one["nama"] for one in team]
    assert frozen(session, tahun, "sk_tim_penyusun~rkp")["tentang"].endswith("Tahun 2011")
    assert desa.issue(kantor, tahun, "sk_tim_penyusun~rpjm").nomor.startswith("141/01/KEP/")


# --- both branches to the end -------------------------------------------------------------------


@pytest.mark.parametrize("answers", [desa.BARU, desa.TINJAU], ids=["baru", "tinjau"])
def test_both_branches_end_in_a_peraturan_desa(session, tahun, kantor_asli, answers):
    desa.village(session, tahun, answers)
    desa.hold(session, tahun)
    desa.sign(kantor_asli, tahun, "ba_musrenbangdes_rpjm")
    desa.issue(kantor_asli, tahun, "rancangan_perdes_rpjm")
    desa.hold_bpd(session, tahun)
    agreed = desa.sign(kantor_asli, tahun, "keputusan_bpd")
    law = desa.sign(kantor_asli, tahun, "perdes_rpjm")
    document = desa.issue(kantor_asli, tahun, "naskah_rpjm")
    assert law.status == "ditandatangani"
    reviewed = answers is desa.TINJAU
    assert ("Nomor 03 Tahun 2009" in law.fakta["tentang"]) is reviewed
    assert any("ditinjau ulang" in one for one in law.fakta["menimbang"]) is reviewed
    assert ("03 Tahun 2009" in agreed.fakta["tentang"]) is reviewed
    assert ("peninjauan ulang" in (document.fakta["latar_belakang"] or "")) is reviewed
    named = [one["nomor"] for one in document.fakta["rujukan"]]
    assert named[-1] == law.nomor
    assert ("03 Tahun 2009" in named) is reviewed


def test_a_review_without_an_old_number_still_speaks_of_the_review(session, tahun, kantor):
    bare = {k: v for k, v in desa.TINJAU.items() if not k.startswith(("perdes_", "lama_"))}
    desa.village(session, tahun, bare)
    desa.hold(session, tahun)
    desa.sign(kantor, tahun, "ba_musrenbangdes_rpjm")
    facts = frozen(session, tahun, "rancangan_perdes_rpjm")
    assert facts["tentang"].startswith("Rencana Pembangunan Jangka Menengah Desa")
    assert any("RPJM-Desa yang sudah dimiliki desa telah ditinjau ulang" in one
               for one in facts["menimbang"])  # fmt: skip


def test_a_law_is_not_dated_before_its_basis(session, tahun, kantor):
    desa.village(session, tahun)
    desa.hold(session, tahun)
    desa.sign(kantor, tahun, "ba_musrenbangdes_rpjm")
    desa.hold_bpd(session, tahun)
    desa.sign(kantor, tahun, "keputusan_bpd")
    who = dunia.act(session, Peran.KEPALA_DESA)
    order = naskah.Order(jenis="perdes_rpjm", tanggal=date(2011, 1, 17), kunci="awal")
    with pytest.raises(naskah.Invalid, match="Keputusan BPD"):
        naskah.reserve(session, who, tahun, SUKAMAJU, order, naskah.Trial(word=b""))


def test_a_potential_stands_under_the_bidang_of_its_problem(session, tahun):
    pkd_uji.meet(session, tahun)
    pkd_uji.group(session, tahun)
    desa.profile(session, tahun)
    desa.draft(session, tahun)
    told = {
        " ".join(m.potensi.split()).casefold(): (m.induk or m).bidang
        for m in problems(session, tahun, SUKAMAJU)
        if m.potensi
    }
    found = frozen(session, tahun, "naskah_rpjm")["potensi"]
    assert any(told.values())
    assert {one["potensi"].casefold(): one["bidang"] or "" for one in found} == told


def test_the_profile_tells_who_lives_there(session, tahun):
    desa.profile(session, tahun, penduduk_l="100", penduduk_p="110", jumlah_kk="60")
    desa.draft(session, tahun)
    village = session.scalars(select(ProfilDesa)).one()
    facts = frozen(session, tahun, "naskah_rpjm")
    assert facts["profil"]["penduduk"]["jumlah"] == village.penduduk_l + village.penduduk_p
    assert [one["nama"] for one in facts["dusun"]] == [
        "Dusun I",
        "Dusun II",
        "Dusun III",
        "Dusun IV",
    ]
