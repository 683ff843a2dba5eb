"""Facts of the RKP-Desa papers: contracts kept, sums true, what is missing told with its repair."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from musren.adapters.berkas_tabel import read_table
from musren.domain.errors import NotReady
from musren.domain.peran import Peran
from musren.models.rpjm import PaguDesa, Rpjm
from musren.models.usulan import Realisasi, Usulan
from musren.papers import contracts
from musren.services import naskah
from musren.services.fakta.lkpj import percent
from musren.services.impor import import_usulan
from musren.services.impor_sumber import map_source, unknown_sources
from tests import data_nyata, dunia
from tests.dunia import SUKAMAJU, agree, hold, kinds, village

EACH = ("blm", "apbd", "add", "swadaya", "lain")
UNNUMBERED = ("formulir_rkp", "du_rkp", "penyelarasan", "naskah_rkp")


def frozen(session, tahun, jenis):
    """The facts as the paper's contract keeps them, complete as for issuing."""
    facts = naskah.facts_for(session, tahun, SUKAMAJU, jenis)
    dated = facts | {"draf": False, "tanggal_surat": "2011-01-20"}
    if jenis in {"surat_usulan", "lkpj"}:
        dated["nomor"] = "1"
    return contracts.freeze(jenis, dated)


@pytest.fixture
def decided(session, tahun):
    made = village(session, tahun, given=kinds(*EACH))
    hold(session, tahun, agree(made))
    session.flush()
    return made


@pytest.fixture
def decreed(session, tahun, kantor, decided):
    kantor.signed(tahun, "ba_musrenbangdes")
    kantor.signed(tahun, "sk_rkp_desa")
    return decided


def lacking(session, tahun, jenis):
    return naskah.lacking(session, tahun, SUKAMAJU, jenis)


# --- R1, R2, DU-RKP -----------------------------------------------------------------------------


def test_the_forms_hold_every_activity_by_hamlet_and_by_group(session, tahun, decided):
    facts = frozen(session, tahun, "formulir_rkp")
    total = sum(u.biaya for u in decided)
    assert facts["jumlah"] == facts["jumlah_dusun"] == total
    assert [one["nama"] for one in facts["dusun"]] == ["Dusun II"]
    assert facts["dusun"][0]["baris"][0]["sumber"] == "BLM"
    assert [one["kunci"] for one in facts["kelompok"]] == [
        "apbn", "apbd_provinsi", "apbd_kabupaten", "apb_desa", "swasta",
    ]  # fmt: skip


def test_hamlets_stand_in_the_villages_order_and_the_whole_village_last(session, tahun):
    given = [{"kegiatan": n, "dusun": d} for n, d in
             (("Semua", ""), ("Jauh", "Dusun Baru"), ("Dua", "Dusun II"), ("Satu", "Dusun I"))]  # fmt: skip
    hold(session, tahun, agree(village(session, tahun, given=given)))
    facts = frozen(session, tahun, "formulir_rkp")
    assert [one["nama"] for one in facts["dusun"]] == [
        "Dusun I", "Dusun II", "Dusun Baru", "Desa",
    ]  # fmt: skip
    assert facts["dusun"][0]["baris"][0]["sumber"] == "ADD, Swadaya"


def test_only_what_goes_through_the_kecamatan_is_carried_up(session, tahun, decided):
    facts = frozen(session, tahun, "du_rkp")
    assert [(g["kunci"], g["jumlah"]) for g in facts["kelompok"]] == [
        ("blm", 168_200_000), ("apbd", 720_000_000), ("lain", 110_000_000),
    ]  # fmt: skip
    assert facts["kelompok"][0]["nama"] == "BLM PNPM-MP melalui Musrenbang Kecamatan"
    assert (facts["jumlah_usulan"], facts["jumlah"]) == (3, 998_200_000)
    assert facts["kelompok"][2]["baris"][0]["sumber"] == "PAMSIMAS"
    assert facts["kelompok"][0]["baris"][0]["kode"] == decided[0].kode


def test_swadaya_stands_beside_what_is_asked(session, tahun):
    dana = [
        {"sumber": "apbd", "jumlah": "30.000.000"},
        {"sumber": "swadaya", "jumlah": "7.800.000"},
    ]
    hold(session, tahun, agree(village(session, tahun, given=[{"dana": dana}])))
    (row,) = frozen(session, tahun, "du_rkp")["kelompok"][1]["baris"]
    assert (row["biaya"], row["keterangan"]) == (30_000_000, "Swadaya Rp7.800.000")


def test_a_village_that_pays_everything_itself_has_nothing_to_carry_up(session, tahun):
    hold(session, tahun, agree(village(session, tahun, given=kinds("add"))))
    (told,) = lacking(session, tahun, "du_rkp")
    assert "tidak ada usulan yang diajukan" in told.kalimat
    assert lacking(session, tahun, "formulir_rkp") == []


@pytest.mark.parametrize("jenis", [*UNNUMBERED, "surat_usulan", "lkpj"])
def test_before_the_meeting_every_paper_names_the_form_to_fill(session, tahun, jenis):
    village(session, tahun)
    found = lacking(session, tahun, jenis)
    assert found[0].tujuan.formulir == "musrenbangdes"
    with pytest.raises(NotReady):
        naskah.facts_for(session, tahun, SUKAMAJU, jenis)


def test_a_meeting_that_agreed_on_nothing_gives_no_plan(session, tahun):
    made = village(session, tahun)
    hold(session, tahun, agree(made, putusan="ditunda", alasan="Dana kurang"))
    assert "Belum ada usulan yang disepakati" in lacking(session, tahun, "du_rkp")[0].kalimat


# --- real rows ----------------------------------------------------------------------------------


REAL = [path for path in data_nyata.TABLES if path.name.startswith("rkp")]


@pytest.mark.parametrize("path", REAL, ids=[p.name for p in REAL])
def test_real_rows_give_their_known_sums(session, tahun, path):
    village(session, tahun, given=[])
    who = dunia.act(session, Peran.KPMD)
    table = read_table(path.read_bytes())
    import_usulan(session, who, tahun, SUKAMAJU, table, nama_berkas=path.name)
    for one in unknown_sources(session, tahun, SUKAMAJU):
        map_source(session, who, tahun, SUKAMAJU, one.rincian, "lain")
    made = session.scalars(select(Usulan).order_by(Usulan.nomor_urut)).all()
    for one in made:
        if one.status == "belum_lengkap":  # the one row without a volume is completed
            one.volume, one.status = Decimal(1), "diajukan"
    rows = agree(made, alasan="Kesepakatan")
    hold(session, tahun, [row | {"sumber": row["sumber"] or "lain"} for row in rows])
    printed = data_nyata.sums_of(path)
    facts = frozen(session, tahun, "formulir_rkp")
    assert facts["jumlah"] == facts["jumlah_dusun"] == sum(printed.values())
    assert sum(len(one["baris"]) for one in facts["dusun"]) == len(data_nyata.rows_of(path))
    up = frozen(session, tahun, "du_rkp")
    assert up["jumlah"] == sum(printed.values()) - printed["ADD"]


# --- the letter ---------------------------------------------------------------------------------


def test_the_letter_rests_on_the_signed_decree_and_names_both(session, tahun, kantor, decided):
    told = [one.kalimat for one in lacking(session, tahun, "surat_usulan")]
    assert told == ["Keputusan Kepala Desa tentang RKP-Desa belum diterbitkan."]
    ba = kantor.signed(tahun, "ba_musrenbangdes")
    sk = kantor.signed(tahun, "sk_rkp_desa")
    assert lacking(session, tahun, "surat_usulan") == []
    facts = frozen(session, tahun, "surat_usulan")
    assert facts["sk"] == {"nomor": sk.nomor, "tanggal": "2011-01-19"}
    assert facts["berita_acara"]["nomor"] == ba.nomor
    assert facts["kepada"] == {"jabatan": "Camat Sukaraya", "tempat": "Sukaraya"}
    assert facts["hal"] == "Usulan RKP-Desa Tahun 2011"
    paper = kantor.issue(tahun, "surat_usulan", tanggal=date(2011, 1, 20))
    assert paper.nomor.startswith("050/001/")


# --- penyelarasan -------------------------------------------------------------------------------


def pagu(session, tahun, **amounts):
    for sumber, (indicative, budget) in amounts.items():
        session.add(
            PaguDesa(
                tahun_id=tahun.id, desa_kode=str(SUKAMAJU), sumber=sumber, pagu=indicative,
                anggaran=budget, keterangan="",
            )
        )  # fmt: skip
    session.flush()


def test_income_stands_against_the_plan_source_by_source(session, tahun, decided):
    (told,) = lacking(session, tahun, "penyelarasan")
    assert (told.tujuan.formulir, told.tujuan.langkah) == ("pagu-desa", "")
    pagu(session, tahun, blm=(160_000_000, None), add=(30_000_000, 40_000_000))
    assert lacking(session, tahun, "penyelarasan") == []
    facts = frozen(session, tahun, "penyelarasan")
    rows = {one["kunci"]: one for one in facts["sumber"]}
    assert list(rows) == ["blm", "apbd", "add", "swadaya", "lain"]
    assert (rows["blm"]["lebih"], rows["blm"]["kurang"]) == (0, 8_200_000)
    assert (rows["add"]["lebih"], rows["add"]["kurang"]) == (6_400_000, 0)
    assert (rows["apbd"]["lebih"], rows["apbd"]["kurang"]) == (None, None)
    assert {r["biaya"] for r in rows["swadaya"]["baris"]} == {9_000_000, 4_200_000}
    assert facts["jumlah"]["direncanakan"] == sum(u.biaya for u in decided)
    assert "melebihi pagu BLM" in facts["catatan"]
    assert facts["penandatangan"]["ketua_bpd"]["nama"] == "Marwan"


def test_without_a_head_of_the_bpd_the_line_is_dotted(session, tahun, decided):
    who = dunia.act(session, Peran.KPMD)
    dunia.fill(session, who, "profil-desa", tahun, SUKAMAJU, dunia.PROFIL | {"ketua_bpd_nama": ""})
    pagu(session, tahun, add=(30_000_000, None))
    facts = frozen(session, tahun, "penyelarasan")
    assert set(facts["penandatangan"]["ketua_bpd"]["nama"]) == {"…"}


# --- LKPj ---------------------------------------------------------------------------------------


def done(session, usulan, status, biaya=None, **more):
    session.add(
        Realisasi(
            usulan_id=usulan.id, status_pelaksanaan=status, biaya_realisasi=biaya,
            diubah=dunia.NOW, **more,
        )
    )  # fmt: skip
    session.flush()


def test_the_report_waits_for_every_activity(session, tahun, decreed):
    done(session, decreed[0], "selesai", decreed[0].biaya)
    (told,) = lacking(session, tahun, "lkpj")
    assert told.kalimat == "Realisasi 4 kegiatan belum diisi."
    assert told.tujuan.formulir == "realisasi-rkp"


def test_the_report_adds_up_by_source_and_tells_what_is_unfinished(session, tahun, decreed):
    blm, apbd, add, swadaya, lain = decreed
    done(session, blm, "selesai", 168_200_000)
    done(session, apbd, "sebagian", 360_000_000, sebab="Hujan", tindak_lanjut="diusulkan_kembali")
    done(session, add, "selesai", 30_000_000)
    done(session, swadaya, "selesai", 9_000_000)
    done(session, lain, "belum", sebab="Belum cair", tindak_lanjut="dihapus")
    assert lacking(session, tahun, "lkpj") == []
    facts = frozen(session, tahun, "lkpj")
    assert facts["jumlah_rekap"] | {"persen": ""} == {
        "kegiatan": 5, "selesai": 3, "sebagian": 1, "belum": 1, "persen": "",
        "biaya_rencana": sum(u.biaya for u in decreed), "biaya_realisasi": 567_200_000,
    }  # fmt: skip
    assert {r["kunci"]: r["persen"] for r in facts["rekap"]}["apbd"] == "50.0"
    assert [(r["kode"], r["sebab"]) for r in facts["belum_selesai"]] == [
        (apbd.kode, "Hujan"), (lain.kode, "Belum cair"),
    ]  # fmt: skip
    income = {r["kunci"]: r for r in facts["pendapatan"]}
    assert income["add"]["realisasi"] + income["swadaya"]["realisasi"] == 39_000_000
    assert income["add"]["keterangan"].startswith("Realisasi dihitung menurut bagian")
    assert income["blm"]["keterangan"] is None
    assert facts["jumlah_pendapatan"]["realisasi"] == 567_200_000
    assert facts["rapat_bpd"] == {"nomor": None, "tanggal": None}


def test_a_report_of_one_year_is_issued_in_the_next(session, tahun, kantor, decreed):
    for one in decreed:
        done(session, one, "selesai", one.biaya)
    late = dunia.act(session, Peran.KEPALA_DESA, pada=dunia.NOW.replace(year=2012))
    paper = kantor.issue(tahun, "lkpj", who=late, tanggal=date(2012, 1, 18))
    assert paper.fakta["tanggal_selesai"] == "2011-12-31"
    assert "/LKPj/" in paper.nomor


@pytest.mark.parametrize(
    ("spent", "planned", "told"), [(0, 0, None), (1, 3, "33.3"), (5, 2, "250.0"), (0, 9, "0.0")]
)
def test_a_share_is_told_with_one_decimal(spent, planned, told):
    assert percent(spent, planned) == told


# --- the whole document -------------------------------------------------------------------------


def test_the_document_asks_for_the_plan_it_elaborates(session, tahun, decided):
    (told,) = lacking(session, tahun, "naskah_rkp")
    assert told.tujuan.formulir == "rpjm"
    vision(session, tahun, visi="", misi=[])
    assert [one.kalimat for one in lacking(session, tahun, "naskah_rkp")] == [
        "Visi pada RPJM-Desa belum diisi.", "Misi pada RPJM-Desa belum diisi.",
        "Kebijakan keuangan desa belum diisi, dan RPJM-Desa belum menyebut arahnya.",
    ]  # fmt: skip


def vision(session, tahun, **more):
    plan = Rpjm(
        desa_kode=str(SUKAMAJU), tahun_id=tahun.id, cabang="baru", periode_awal=2010,
        periode_akhir=2014, diubah=dunia.NOW, **more,
    )  # fmt: skip
    session.add(plan)
    session.flush()


def test_the_document_holds_evaluation_priorities_and_money(session, tahun, decided):
    vision(session, tahun, visi="Desa rukun", misi=["Jalan", "Air"], arah_keuangan="Hemat")
    pagu(session, tahun, add=(30_000_000, None))
    assert lacking(session, tahun, "naskah_rkp") == []
    facts = frozen(session, tahun, "naskah_rkp")
    assert (facts["rpjm_awal"], facts["rpjm_akhir"], facts["misi"]) == (
        2010,
        2014,
        ["Jalan", "Air"],
    )
    assert [one["kunci"] for one in facts["prioritas_desa"]] == ["add", "swadaya"]
    assert [one["kunci"] for one in facts["prioritas_luar"]] == ["blm", "apbd", "lain"]
    assert facts["jumlah_prioritas"]["biaya"] == facts["jumlah"] == sum(u.biaya for u in decided)
    assert facts["bidang"] == [
        {"nama": "Fisik dan Prasarana", "usulan": 5, "biaya": facts["jumlah"]},
    ]
    assert [one["nama"] for one in facts["musyawarah"]] == ["Musrenbangdes RKP-Desa Tahun 2011"]
    assert facts["kebijakan_keuangan"] == "Hemat"


# --- real templates -----------------------------------------------------------------------------


@pytest.mark.parametrize("jenis", UNNUMBERED)
def test_the_shipped_templates_take_the_facts(session, tahun, kantor_asli, decided, jenis):
    vision(session, tahun, visi="Desa rukun", misi=["Jalan"], arah_keuangan="Hemat")
    pagu(session, tahun, add=(30_000_000, None))
    paper = kantor_asli.issue(tahun, jenis, tanggal=date(2011, 1, 20))
    assert paper.status == "terbit"
