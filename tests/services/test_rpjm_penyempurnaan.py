"""Repairing the draft RPJM-Desa after its Berita Acara: for what, by whom, until when."""

import pytest
from sqlalchemy import select

from musren.domain.errors import Conflict, Invalid
from musren.domain.peran import Peran
from musren.forms.alur import flow
from musren.models.jejak import Jejak
from musren.services import draf, kirim, naskah, terbit
from musren.services.alur import answers_for
from musren.services.rpjm import kunci
from musren.services.rpjm.dokumen import drafted
from musren.services.rpjm.papan import board
from musren.services.rpjm.usulan import of_rpjm
from tests import dunia
from tests import rpjm_dunia as desa
from tests.dunia import SUKAMAJU, fill

BA = "ba_musrenbangdes_rpjm"
MISI = {"bagian": "Bab III Visi dan Misi", "semula": "", "menjadi": "Ditambah misi kesehatan"}
LAMPIRAN = {"bagian": "Lampiran", "semula": "", "menjadi": "Ditambah Dusun IV"}
PASAL = {"bagian": "Pasal-pasal", "semula": "", "menjadi": "Diumumkan kepada warga"}
ASKS = {"putusan": "disetujui_dengan_perubahan", "perubahan": [LAMPIRAN]}
REFUSES = {"putusan": "ditolak", "catatan_putusan": "Dusun IV belum ada"}


def signed(session, tahun, kantor, *changes):
    """A village whose Berita Acara, with these changes, is signed."""
    desa.village(session, tahun)
    desa.hold(session, tahun, perubahan=list(changes))
    desa.sign(kantor, tahun, BA)
    return drafted(session, tahun, SUKAMAJU)


def refused(session, error, act, *given, **more):
    with pytest.raises(error) as told, session.begin_nested():
        act(session, *given, **more)
    return told.value


def marks(session, plan):
    return [one.kunci for one in kunci.asked(session, plan)]


def repair(session, tahun, **answers):
    """Send the document again, for the first revision asked unless another is named."""
    plan = drafted(session, tahun, SUKAMAJU)
    first = next(iter(marks(session, plan)), "")
    return desa.draft(session, tahun, desa.BARU | {"menjawab": first} | answers)


def repair_one(session, tahun, one=None, **answers):
    plan = drafted(session, tahun, SUKAMAJU)
    given = dunia.usulan(menjawab=marks(session, plan)[0], putusan="disepakati") | answers
    objek = f"usulan_rpjm:{one.id}" if one is not None else ""
    return fill(session, desa.kpmd(session), "usulan-rpjm", tahun, SUKAMAJU, given, objek)


def traced(session):
    found = select(Jejak).where(Jejak.tindakan == kunci.TRACED).order_by(Jejak.id)
    return [row.rincian for row in session.scalars(found)]


def step(session, tahun, key):
    found = {one.kunci: one for one in board(session, tahun, SUKAMAJU).langkah}[key]
    return found.keadaan, found.alasan


def missing(session, tahun, jenis):
    return naskah.missing_before(session, tahun, SUKAMAJU, jenis)


# --- until when -----------------------------------------------------------------------------------


def test_what_the_meeting_changed_is_written_after_the_berita_acara(session, tahun, kantor):
    plan = signed(session, tahun, kantor, MISI)
    assert step(session, tahun, "penyempurnaan")[0] == "menunggu"
    repair(session, tahun, misi=[{"misi": "Kesehatan"}], alasan_perubahan="Satu misi ditambah")
    assert plan.misi == ["Kesehatan"]
    [row] = traced(session)
    assert row["diubah"] == f"rpjm:{plan.id}"
    assert row["alasan"] == "Satu misi ditambah"
    assert row["diminta"] == ["Musrenbangdes: Bab III Visi dan Misi, “Ditambah misi kesehatan”"]
    state, told = step(session, tahun, "penyempurnaan")
    assert state == "selesai"
    assert told.startswith("1 perubahan dari Musrenbangdes dan 0 dari BPD; 1 sudah dikerjakan")


def test_an_unsigned_berita_acara_closes_everything(session, tahun, kantor):
    desa.village(session, tahun)
    desa.hold(session, tahun, perubahan=[MISI])
    desa.issue(kantor, tahun, BA)
    told = refused(session, Conflict, repair, tahun)
    assert "Ganti dengan yang baru" in told.message
    assert step(session, tahun, "penyempurnaan")[0] == "terhalang"


def test_a_signed_berita_acara_without_changes_closes_everything(session, tahun, kantor):
    signed(session, tahun, kantor)
    told = refused(session, Conflict, desa.draft, tahun)
    assert "tidak ada perubahan yang diminta" in told.message
    refused(session, Conflict, desa.propose, tahun)
    assert step(session, tahun, "penyempurnaan") == ("selesai", "Tidak ada yang diminta.")


def test_while_it_is_repaired_nothing_else_is_changed(session, tahun, kantor):
    plan = signed(session, tahun, kantor, MISI)
    told = refused(session, Conflict, rank, tahun, of_rpjm(session, plan))
    assert "hanya isian RPJM-Desa dan usulannya" in told.message
    refused(session, Conflict, desa.hold, tahun)


def rank(session, tahun, rows):
    given = [{"usulan_rpjm_id": str(u.id), **{f"k{n}": "1" for n in range(1, 6)}} for u in rows]
    fill(session, desa.kpmd(session), "peringkat-usulan-rpjm", tahun, SUKAMAJU,
         {"peringkat_usulan": given})  # fmt: skip


@pytest.mark.parametrize("last", ["keputusan_bpd", "perdes_rpjm"])
def test_what_the_bpd_agreed_to_is_closed_for_good(session, tahun, kantor, last):
    signed(session, tahun, kantor, MISI)
    repair(session, tahun)
    desa.hold_bpd(session, tahun)
    papers = ["keputusan_bpd", "perdes_rpjm"]
    for jenis in papers[: papers.index(last) + 1]:
        paper = desa.sign(kantor, tahun, jenis)
    told = refused(session, Conflict, repair, tahun)
    assert paper.nomor in told.message
    assert "meninjau ulang" in told.message
    refused(session, Conflict, desa.propose, tahun)
    assert step(session, tahun, "penyempurnaan") == ("selesai", "1 perbaikan tercatat.")


# --- what is asked --------------------------------------------------------------------------------


def test_the_form_asks_which_change_it_answers(session, tahun, kantor):
    plan = signed(session, tahun, kantor, MISI)
    answers, _ = answers_for(session, flow("rpjm"), tahun, SUKAMAJU, "")
    assert "penyempurnaan" in [one.slug for one in flow("rpjm").path(answers)]
    told = refused(session, Invalid, repair, tahun, menjawab="")
    assert "menjawab" in told.errors
    told = refused(session, Invalid, repair, tahun, menjawab="lain")
    assert "menjawab" in told.errors
    assert plan.misi == ["Memperbaiki jalan"]


def test_before_the_berita_acara_the_form_does_not_ask_it(session, tahun):
    desa.village(session, tahun)
    desa.hold(session, tahun, perubahan=[MISI])
    answers, _ = answers_for(session, flow("rpjm"), tahun, SUKAMAJU, "")
    assert "penyempurnaan" not in [one.slug for one in flow("rpjm").path(answers)]
    repair(session, tahun, visi="Lain")
    assert traced(session) == []


def test_a_form_begun_before_still_arrives_and_answers_all(session, tahun, kantor):
    desa.village(session, tahun)
    who = desa.kpmd(session)
    early = draf.start(session, who, flow("rpjm"), tahun, SUKAMAJU, kunci=dunia.key())
    desa.hold(session, tahun, perubahan=[MISI, LAMPIRAN])
    desa.sign(kantor, tahun, BA)
    kirim.submit(session, who, early)
    assert len(traced(session)[0]["menjawab"]) == 2


def test_a_proposal_added_or_dropped_while_repairing_is_decided(session, tahun, kantor):
    plan = signed(session, tahun, kantor, LAMPIRAN)
    repair_one(session, tahun, kegiatan="Talud Dusun IV")
    first = of_rpjm(session, plan)[0]
    told = refused(session, Invalid, repair_one, tahun, first, putusan="ditunda")
    assert "alasan" in told.errors
    repair_one(session, tahun, first, putusan="ditunda", alasan="Menunggu lahan")
    added = of_rpjm(session, plan)[-1]
    assert (added.kegiatan, added.putusan) == ("Talud Dusun IV", "disepakati")
    assert (first.putusan, first.alasan) == ("ditunda", "Menunggu lahan")
    assert [row["diubah"] for row in traced(session)] == [
        f"usulan_rpjm:{added.kode}", f"usulan_rpjm:{first.kode}",
    ]  # fmt: skip


def test_a_decision_is_not_smuggled_in_before_the_meeting(session, tahun):
    desa.village(session, tahun)
    made = desa.propose(session, tahun, putusan="disepakati", alasan="Sendiri")
    assert (made.putusan, made.alasan) == ("", "")


# --- the BPD --------------------------------------------------------------------------------------


def test_what_the_bpd_asked_for_is_in_the_document_and_the_law(session, tahun, kantor):
    plan = signed(session, tahun, kantor)
    desa.hold_bpd(session, tahun, **ASKS)
    before = naskah.facts_for(session, tahun, SUKAMAJU, "rancangan_perdes_rpjm")["jumlah"]
    desa.sign(kantor, tahun, "keputusan_bpd")
    [left] = missing(session, tahun, "perdes_rpjm")
    assert "BPD: Lampiran, “Ditambah Dusun IV”" in left
    repair_one(session, tahun, kegiatan="Talud Dusun IV")
    assert missing(session, tahun, "perdes_rpjm") == []
    law = desa.sign(kantor, tahun, "perdes_rpjm")
    assert law.fakta["jumlah"]["usulan"] == before["usulan"] + 1
    document = naskah.facts_for(session, tahun, SUKAMAJU, "naskah_rpjm")
    named = [row["kegiatan"] for group in document["matrik"]["kelompok"] for row in group["baris"]]
    assert "Talud Dusun IV" in named
    assert document["jumlah_usulan"] == law.fakta["jumlah"]["usulan"] == len(of_rpjm(session, plan))


def test_a_change_of_the_articles_alone_does_not_hold_the_law_up(session, tahun, kantor):
    signed(session, tahun, kantor)
    desa.hold_bpd(session, tahun, **ASKS | {"perubahan": [PASAL]})
    desa.sign(kantor, tahun, "keputusan_bpd")
    assert missing(session, tahun, "perdes_rpjm") == []


def test_a_refused_draft_is_repaired_and_agreed(session, tahun, kantor):
    plan = signed(session, tahun, kantor)
    held = desa.hold_bpd(session, tahun, **REFUSES)
    repairs, again = naskah.lacking(session, tahun, SUKAMAJU, "keputusan_bpd")
    assert "BPD: rancangan ditolak: Dusun IV belum ada" in repairs.kalimat
    assert Peran.KPMD in repairs.peran
    assert (again.tujuan.formulir, again.peran) == ("rapat-bpd-rpjm", ("bpd", "sekdes"))
    assert step(session, tahun, "rapat_bpd")[0] == "berjalan"
    repair_one(session, tahun, kegiatan="Talud Dusun IV")
    [again] = missing(session, tahun, "keputusan_bpd")
    assert "catat hasil Rapat BPD yang baru" in again
    assert desa.hold_bpd(session, tahun) is held
    desa.sign(kantor, tahun, "keputusan_bpd")
    law = desa.sign(kantor, tahun, "perdes_rpjm")
    assert law.fakta["jumlah"]["usulan"] == len(of_rpjm(session, plan)) == 5
    rows = session.scalars(select(Jejak).where(Jejak.tindakan == "catat_rapat_bpd")).all()
    first, second = (row.rincian for row in sorted(rows, key=lambda row: row.id))
    assert "sebelumnya" not in first
    assert second["sebelumnya"]["putusan"] == "ditolak"
    assert second["sebelumnya"]["catatan_putusan"] == "Dusun IV belum ada"


def test_a_decision_of_the_bpd_that_is_reopened_opens_the_draft_when_it_refuses(
    session, tahun, kantor
):
    signed(session, tahun, kantor)
    desa.hold_bpd(session, tahun)
    paper = desa.issue(kantor, tahun, "keputusan_bpd")
    terbit.reopen_meeting(session, dunia.act(session, Peran.BPD), paper, "Salah tulis")
    refused(session, Conflict, repair, tahun)
    desa.hold_bpd(session, tahun, **REFUSES)
    repair_one(session, tahun, kegiatan="Talud Dusun IV")
    assert [row["diminta"] for row in traced(session)] == [
        ["BPD: rancangan ditolak: Dusun IV belum ada"]
    ]
