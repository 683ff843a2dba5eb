"""Texts, places, posts and promulgation: what people type is what the papers print."""

from datetime import date

import pytest

from musren.domain.errors import Conflict, Invalid
from musren.domain.peran import Peran
from musren.forms.alur import flow
from musren.models.narasi import NarasiRkp
from musren.papers import contracts
from musren.services import draf, kirim, naskah
from musren.services.alur import answers_for
from musren.services.lengkap import kurang_of
from musren.services.rpjm.tim import team
from tests import dunia
from tests import rpjm_dunia as desa
from tests.dunia import SUKAMAJU, fill
from tests.services import rkp_uji

OWN = flow("naskah-rkp").fields
TEXTS = {name: f"{name} menurut desa.\n\nAlinea kedua." for name in OWN}
REPORT = {"pengantar": "Dengan hormat.", "permasalahan": "Hujan.", "upaya": "Jadwal baru."}


def facts_of(session, tahun, jenis, **dated):
    facts = naskah.facts_for(session, tahun, SUKAMAJU, jenis)
    return contracts.freeze(jenis, facts | {"draf": True, "tanggal_surat": "2011-01-20", **dated})


def write(session, tahun, slug, peran=Peran.SEKDES, **answers):
    told = fill(session, dunia.act(session, peran), slug, tahun, SUKAMAJU, answers)
    session.flush()
    return told


@pytest.fixture
def planned(session, tahun):
    """A village whose RPJM-Desa and Musrenbangdes are there."""
    desa.profile(session, tahun)
    desa.draft(session, tahun)
    return rkp_uji.decided(session, tahun, "add")


# --- RKP-Desa -----------------------------------------------------------------------------------


def test_every_text_of_the_form_is_printed_in_the_document(session, tahun, planned):
    write(session, tahun, "naskah-rkp", **TEXTS)
    facts = facts_of(session, tahun, "naskah_rkp")
    assert {name: facts[name] for name in TEXTS} == TEXTS


def test_empty_texts_come_from_the_plan_or_are_left_to_the_template(session, tahun, planned):
    for answers in ({}, dict.fromkeys(TEXTS, "  ")):
        facts = facts_of(session, tahun, "naskah_rkp")
        told = {name: facts[name] for name in OWN if facts[name] is not None}
        assert told == {
            "kondisi_umum": desa.TEXTS["kondisi_umum"],
            "kebijakan_keuangan": desa.TEXTS["arah_keuangan"],
        }
        write(session, tahun, "naskah-rkp", **answers)


def test_the_document_form_opens_with_what_was_sent(session, tahun, planned):
    write(session, tahun, "naskah-rkp", **TEXTS)
    answers, version = answers_for(session, flow("naskah-rkp"), tahun, SUKAMAJU, "")
    assert answers == TEXTS
    assert version == session.get_one(NarasiRkp, (tahun.id, str(SUKAMAJU))).versi


def test_the_policy_on_money_may_be_told_where_the_plan_is_silent(session, tahun):
    desa.profile(session, tahun)
    desa.draft(session, tahun, desa.BARU | {"arah_keuangan": ""})
    rkp_uji.decided(session, tahun, "add")
    [hole] = naskah.lacking(session, tahun, SUKAMAJU, "naskah_rkp")
    assert (hole.tujuan.formulir, hole.tujuan.langkah) == ("naskah-rkp", "gambaran")
    write(session, tahun, "naskah-rkp", kebijakan_keuangan="Hemat")
    assert naskah.lacking(session, tahun, SUKAMAJU, "naskah_rkp") == []


@pytest.mark.parametrize(
    ("hole", "jenis", "form", "step"),
    [
        ("kebijakan_keuangan", "naskah_rkp", "naskah-rkp", "gambaran"),
        ("evaluasi_umum", "naskah_rkp", "naskah-rkp", "penutup"),
        ("visi", "naskah_rkp", "rpjm", "visi-misi"),
        ("permasalahan", "lkpj", "lkpj", "laporan"),
        ("tanggal_diundangkan", "perdes_rpjm", "pengundangan", "pengundangan"),
        ("kata_pengantar", "naskah_rpjm", "rpjm", "penutup"),
    ],
)
def test_a_hole_leads_to_the_form_that_asks_for_it(hole, jenis, form, step):
    found = kurang_of(hole, jenis, "desa").tujuan
    assert (found.formulir, found.langkah) == (form, step)


def test_texts_written_from_an_old_beginning_overwrite_nothing(session, tahun, planned):
    who, form = dunia.act(session, Peran.KPMD), flow("naskah-rkp")
    slow = draf.start(session, who, form, tahun, SUKAMAJU, kunci="lambat")
    session.add(NarasiRkp(tahun_id=tahun.id, desa_kode=str(SUKAMAJU), penutup="Dari lain"))
    session.flush()
    with pytest.raises(Conflict, match="sudah diubah dari tempat lain"):
        kirim.submit(session, who, slow)


# --- LKPj ---------------------------------------------------------------------------------------


@pytest.fixture
def reported(session, tahun, kantor):
    """A decreed plan of one activity that was carried out."""
    made = rkp_uji.decided(session, tahun, "add")
    for jenis in ("ba_musrenbangdes", "sk_rkp_desa"):
        kantor.signed(tahun, jenis)
    [one] = made
    rkp_uji.realise(
        session, tahun, rkp_uji.report(one, "selesai", str(one.volume), str(one.biaya))
    )  # fmt: skip
    session.flush()


def test_the_report_prints_what_the_head_wrote_and_leaves_out_the_rest(session, tahun, reported):
    names = tuple(REPORT)
    before = facts_of(session, tahun, "lkpj", nomor="1")
    assert [before[name] for name in names] == [None] * len(names)
    write(session, tahun, "lkpj", **REPORT)
    after = facts_of(session, tahun, "lkpj", nomor="1")
    assert {name: after[name] for name in names} == REPORT


def test_a_report_already_issued_is_named_before_its_texts_are_sent(
    session, tahun, kantor, reported
):
    form = flow("lkpj")
    who = dunia.act(session, Peran.SEKDES)
    early = draf.start(session, who, form, tahun, SUKAMAJU, kunci="k")
    assert kirim.warnings(session, early, {}) == []
    paper = kantor.issue(tahun, "lkpj", tanggal=date(2011, 1, 20))
    [told] = kirim.warnings(session, early, {})
    assert paper.nomor in told


# --- RPJM-Desa ----------------------------------------------------------------------------------


def test_the_document_tells_where_the_village_lies_and_who_governs_it(session, tahun):
    hamlet = {"nama": "Dusun I", "kepala_dusun": "Sarman", "penduduk_l": "40", "penduduk_p": "45",
              "jumlah_kk": "20", "jumlah_rtm": "5"}  # fmt: skip
    desa.profile(
        session, tahun, luas="640,5", jarak_kecamatan="7", jarak_kabupaten="42,25",
        batas_utara="Desa Sukamulya", batas_barat="Sungai Jernih", dusun=[hamlet],
        perangkat=[
            {"jabatan": "Kaur Umum", "nama": "Wati", "keterangan": "Merangkap bendahara"},
            {"jabatan": "kepala  dusun I", "nama": "Sarman"},
        ],
    )  # fmt: skip
    desa.draft(session, tahun)
    facts = facts_of(session, tahun, "naskah_rpjm")
    place = facts["profil"]
    assert [place[n] for n in ("luas", "jarak_kecamatan", "jarak_kabupaten")] == [
        "640.5", "7", "42.25",
    ]  # fmt: skip
    assert place["batas"] == {
        "utara": "Desa Sukamulya", "timur": None, "selatan": None, "barat": "Sungai Jernih",
    }  # fmt: skip
    assert facts["dusun"] == [
        {"nama": "Dusun I", "kepala": "Sarman", "rt_rw": None, "laki_laki": 40, "perempuan": 45,
         "kk": 20, "rtm": 5},
    ]  # fmt: skip
    assert [(one["jabatan"], one["nama"]) for one in facts["perangkat"]] == [
        ("Kepala Desa", "Ahmad Sukri"), ("Sekretaris Desa", "Siti Rohani"), ("Kaur Umum", "Wati"),
        ("kepala dusun I", "Sarman"), ("Ketua BPD", "Marwan"), ("Ketua LPMD", "Ahmad Fauzi"),
    ]  # fmt: skip
    assert facts["perangkat"][2]["keterangan"] == "Merangkap bendahara"


def test_preface_and_vision_of_the_head_are_printed(session, tahun):
    desa.profile(session, tahun)
    told = {"kata_pengantar": "Puji syukur.", "visi_misi_kepala_desa": "Desa terang."}
    desa.draft(session, tahun, desa.BARU | told)
    facts = facts_of(session, tahun, "naskah_rpjm")
    assert {name: facts[name] for name in told} == told


def test_the_work_plan_of_the_team_is_printed_and_survives_a_change_of_the_team(session, tahun):
    desa.profile(session, tahun)
    desa.draft(session, tahun)
    steps = [{"kegiatan": "Pengkajian", "waktu": "Januari", "pelaksana": "KPMD", "keterangan": ""},
             {"kegiatan": "Musyawarah", "waktu": "", "pelaksana": "", "keterangan": ""}]  # fmt: skip
    write(session, tahun, "tim-rpjm", anggota=desa.TEAM, rktl=steps)
    version = team(session, "rpjm", tahun, SUKAMAJU).versi
    write(session, tahun, "tim-rpjm", anggota=desa.TEAM[:-1])
    session.expire_all()
    assert team(session, "rpjm", tahun, SUKAMAJU).versi > version
    assert facts_of(session, tahun, "naskah_rpjm")["rktl"] == [
        {name: text or None for name, text in row.items()} for row in steps
    ]


# --- Keputusan BPD and promulgation -------------------------------------------------------------


@pytest.fixture
def agreed(session, tahun, kantor):
    """The BPD agreed on the draft on 18 January 2011."""
    desa.village(session, tahun)
    desa.profile(session, tahun, jumlah_anggota_bpd="11")
    desa.hold(session, tahun)
    desa.sign(kantor, tahun, "ba_musrenbangdes_rpjm")
    desa.hold_bpd(session, tahun)
    return desa.sign(kantor, tahun, "keputusan_bpd")


def test_the_decision_tells_how_many_of_the_members_were_there(agreed):
    assert (agreed.fakta["rapat"]["hadir"], agreed.fakta["rapat"]["anggota"]) == (11, 11)


def test_promulgation_is_printed_when_it_is_known(session, tahun, kantor, agreed):
    blank = naskah.facts_for(session, tahun, SUKAMAJU, "perdes_rpjm")
    assert (blank["lembaran_nomor"], blank["tanggal_diundangkan"]) == (None, None)
    write(session, tahun, "pengundangan", lembaran_nomor="03", tanggal_diundangkan="20/1/2011")
    law = desa.issue(kantor, tahun, "perdes_rpjm")
    assert (law.fakta["lembaran_nomor"], law.fakta["tanggal_diundangkan"]) == ("03", "2011-01-20")


def test_a_law_is_not_dated_after_its_promulgation(session, tahun, kantor, agreed):
    write(session, tahun, "pengundangan", tanggal_diundangkan="18/1/2011")
    with pytest.raises(Invalid, match="sesudah tanggal diundangkan"):
        desa.issue(kantor, tahun, "perdes_rpjm")


def test_nothing_is_promulgated_before_the_bpd_agreed(session, tahun, agreed):
    with pytest.raises(Invalid) as refused:
        write(session, tahun, "pengundangan", tanggal_diundangkan="17/1/2011")
    assert "Keputusan BPD" in refused.value.errors["tanggal_diundangkan"]
