"""The papers of the kabupaten: letters, minutes, Berita Acara of the forums, the musrenbang, R4."""

from datetime import date

import pytest

from musren.domain.errors import Conflict, NotReady
from musren.domain.peran import Peran
from musren.papers.words import as_lines
from musren.services import naskah
from tests import dunia
from tests import kabupaten_dunia as kab
from tests.dunia import KABUPATEN, KECAMATAN, fill
from tests.kabupaten_dunia import (
    SKPD_HEALTH,
    SKPD_ROADS,
    decide,
    hold_forum,
    hold_musrenbang,
    rows_of,
)

FORUM, MUSRENBANG = date(2011, 3, 7), date(2011, 3, 14)
BA = f"ba_forum_skpd~{SKPD_ROADS}"


def issue(kantor, tahun, jenis, tanggal=FORUM):
    who = kab.bappeda(kantor.session)
    return kantor.issue(tahun, jenis, KABUPATEN, who=who, tanggal=tanggal)


def sign(kantor, paper):
    days = {one.id: paper.tanggal for one in paper.tanda_tangan}
    dunia.terbit.record_signatures(
        kantor.session, kab.bappeda(kantor.session), paper, dunia.SCAN, days
    )
    return paper


def three_ways(session, tahun):
    """The roads' forum: one changed, one refused, one passed on to health."""
    road, bridge, clinic = rows_of(session, tahun, SKPD_ROADS)
    hold_forum(session, tahun, SKPD_ROADS, [
        decide(road, "diterima_perubahan", biaya="150.000.000", alasan="Pagu terbatas"),
        decide(bridge, "ditolak", alasan="Sudah dibangun provinsi"),
        decide(clinic, "dialihkan", skpd_tujuan="Dinas Kesehatan", alasan="Urusan kesehatan"),
    ])  # fmt: skip
    return road, bridge, clinic


def test_the_record_of_a_forum_lists_each_decision_with_its_reason(session, tahun, kantor):
    kab.decreed(kantor, tahun)
    three_ways(session, tahun)
    facts = issue(kantor, tahun, BA).fakta
    assert facts["skpd"] == "Dinas Pekerjaan Umum"
    assert facts["diterima"] == []
    [changed] = facts["diterima_perubahan"]
    assert (changed["biaya_semula"], changed["biaya"]) == (200_000_000, 150_000_000)
    assert [row["alasan"] for row in facts["ditolak"]] == ["Sudah dibangun provinsi"]
    assert [row["skpd_tujuan"] for row in facts["dialihkan"]] == ["Dinas Kesehatan"]
    assert facts["jumlah"]["dibahas"] == 3
    assert facts["jumlah"]["dialihkan"] == {"usulan": 1, "biaya": 350_000_000, "tanpa_biaya": 0}
    assert facts["penandatangan"]["kepala_skpd"]["nama"] == "Ir. Wijaya"


def test_it_is_numbered_in_the_register_of_the_kabupaten_and_signed_by_five(session, tahun, kantor):
    kab.decreed(kantor, tahun)
    three_ways(session, tahun)
    paper = issue(kantor, tahun, BA)
    assert paper.nomor == "050/001/BA/Bappeda/III/2011"
    assert [one.kelompok for one in paper.tanda_tangan] == [
        "kepala_skpd", "pimpinan_musyawarah", "delegasi", "delegasi", "delegasi",
    ]  # fmt: skip
    assert sign(kantor, paper).status == "ditandatangani"


def test_an_issued_record_locks_its_forum_and_no_other(session, tahun, kantor):
    kab.decreed(kantor, tahun)
    road, bridge, clinic = three_ways(session, tahun)
    issue(kantor, tahun, BA)
    with pytest.raises(Conflict, match="sudah diterbitkan"):
        hold_forum(session, tahun, SKPD_ROADS, [decide(road), decide(bridge), decide(clinic)])
    other = [decide(one) for one in rows_of(session, tahun, SKPD_HEALTH)]
    assert hold_forum(session, tahun, SKPD_HEALTH, other).id


def test_a_record_waits_until_everything_before_the_forum_is_decided(session, tahun, kantor):
    kab.decreed(kantor, tahun)
    tools = rows_of(session, tahun, SKPD_HEALTH)
    hold_forum(session, tahun, SKPD_HEALTH, [decide(one) for one in tools])
    three_ways(session, tahun)  # passes one on to a forum that was recorded already
    key = f"ba_forum_skpd~{SKPD_HEALTH}"
    assert naskah.missing_before(session, tahun, KABUPATEN, key) == [
        "1 usulan belum diputuskan Forum Dinas Kesehatan."
    ]
    with pytest.raises(NotReady):
        issue(kantor, tahun, key)


def test_the_head_who_signs_must_be_known(session, tahun, kantor):
    kab.decreed(kantor, tahun)
    three_ways(session, tahun)
    rows = [{**one, "kepala_nama": ""} for one in kab.PROFIL["skpd"]]
    kab.office(session, tahun, skpd=rows)
    assert "Nama Kepala Dinas Pekerjaan Umum belum diisi." in naskah.missing_before(
        session, tahun, KABUPATEN, BA
    )


def test_the_record_of_the_musrenbang_holds_everything_by_agency(session, tahun, kantor):
    kab.decreed(kantor, tahun)
    _, bridge, _ = three_ways(session, tahun)
    hold_forum(session, tahun, SKPD_HEALTH,
               [decide(one) for one in rows_of(session, tahun, SKPD_HEALTH)])  # fmt: skip
    forum = issue(kantor, tahun, BA)
    hold_musrenbang(session, tahun, [
        {"kode": bridge.kode, "putusan": "diterima", "alasan": "Provinsi membatalkan rencananya"},
    ])  # fmt: skip
    facts = issue(kantor, tahun, "ba_musrenbang_kabupaten", MUSRENBANG).fakta
    assert {g["skpd"]: g["jumlah"]["usulan"] for g in facts["kelompok"]} == {
        "Dinas Pekerjaan Umum": 2, "Dinas Kesehatan": 2,
    }  # fmt: skip
    recap = {row["skpd"]: row for row in facts["rekap"]}
    assert recap["Dinas Pekerjaan Umum"]["nomor_ba"] == forum.nomor
    assert recap["Dinas Pekerjaan Umum"]["biaya"] == 350_000_000
    assert [one["kecamatan"] for one in facts["kecamatan_masuk"]] == ["Sukaraya"]
    assert facts["kecamatan_masuk"][0]["usulan"] == 5
    assert all(one["alasan"] for one in facts["kecamatan_tertahan"])


def test_form_r4_recaps_what_the_kabupaten_accepted(session, tahun, kantor):
    kab.decreed(kantor, tahun)
    three_ways(session, tahun)
    hold_musrenbang(session, tahun)
    facts = issue(kantor, tahun, "formulir_r4", MUSRENBANG).fakta
    groups = {one["kunci"]: one for one in facts["kelompok"]}
    assert groups["apbd_kabupaten"]["jumlah"] == 150_000_000
    assert groups["apbd_kabupaten"]["baris"][0]["lokasi"].endswith("Desa Sukamaju")
    assert facts["penandatangan"]["bupati"]["jabatan"] == "Bupati Bina Makmur"


LETTER = {
    "tanggal_surat": "1/3/2011", "tanggal": "7/3/2011", "jam_mulai": "09.00",
    "tempat": "Aula Bappeda", "agenda": [{"acara": "Pembahasan"}],
}  # fmt: skip


def test_an_invitation_of_the_kabupaten_names_heads_camat_and_delegates(session, tahun, kantor):
    kab.decreed(kantor, tahun)
    begun = kab.begun(session, tahun, "undangan-kabupaten", SKPD_HEALTH)
    told = [(one["nama"], one["jabatan"]) for one in begun["penerima"]]
    assert told[0] == ("dr. Ratna", "Kepala Dinas Kesehatan")
    assert ("Drs. Bambang Haryadi", "Camat Sukaraya") in told
    assert sum(jabatan == "Delegasi kecamatan" for _, jabatan in told) == 3
    who = kab.bappeda(session)
    answers = LETTER | {"acara": SKPD_HEALTH, "penerima": begun["penerima"]}
    fill(session, who, "undangan-kabupaten", tahun, KABUPATEN, answers, SKPD_HEALTH)
    paper = issue(kantor, tahun, f"undangan~{SKPD_HEALTH}", date(2011, 3, 1))
    assert paper.fakta["acara_nama"] == "Forum SKPD Tahun 2011 Dinas Kesehatan"
    assert paper.fakta["penandatangan"]["pengundang"]["nama"] == "Ir. Hartono, M.Si."
    assert paper.fakta["kop"]["instansi"] == "Badan Perencanaan Pembangunan Daerah"
    started = kab.begun(session, tahun, "forum-skpd", SKPD_HEALTH)
    assert (started["undangan_nomor"], started["tempat"]) == (paper.nomor, "Aula Bappeda")


def test_an_invitation_of_the_kecamatan_names_villages_agencies_and_dprd(session, tahun, kantor):
    kantor.village_signed(tahun, given=kab.GIVEN[:1])
    fill(session, dunia.act(session, Peran.CAMAT, pada=dunia.LATER), "profil-kecamatan", tahun,
         KECAMATAN, dunia.CAMAT)  # fmt: skip
    kab.office(session, tahun)
    acara = "musrenbang_kecamatan"
    begun = dunia.answers_for(
        session, dunia.flow("undangan-kecamatan"), tahun, KECAMATAN, acara
    )[0]  # fmt: skip
    told = [(one["nama"], one["jabatan"], one["alamat"]) for one in begun["penerima"]]
    assert told[0] == ("Ahmad Sukri", "Kepala Desa", "Desa Sukamaju")
    assert sum(one[1] == "Wakil desa" for one in told) == 6
    assert ("", "Anggota DPRD daerah pemilihan …", "") in told
    known = [one for one in begun["penerima"] if one["nama"]]
    who = dunia.act(session, Peran.CAMAT, pada=dunia.LATER)
    answers = LETTER | {"acara": acara, "penerima": known, "tanggal_surat": "1/2/2011",
                        "tanggal": "14/2/2011"}  # fmt: skip
    fill(session, who, "undangan-kecamatan", tahun, KECAMATAN, answers, acara)
    paper = kantor.issue(tahun, f"undangan~{acara}", KECAMATAN, tanggal=date(2011, 2, 1))
    assert paper.fakta["penandatangan"]["pengundang"]["jabatan"] == "Camat Sukaraya"


def test_the_minutes_of_a_rakor_are_written_after_it_was_recorded(session, tahun, kantor):
    kab.decreed(kantor, tahun)
    given = kab.meeting(keputusan_lain="Renja mengacu hasil kecamatan",
                        materi=[{"judul": "Hasil Musrenbang Kecamatan"}])  # fmt: skip
    given.pop("wakil_utusan")
    fill(session, kab.bappeda(session), "rakor-perencana", tahun, KABUPATEN, given)
    key = "notulen~rakor_perencana"
    assert naskah.missing_before(session, tahun, KABUPATEN, key) == [
        "Jalannya pembahasan belum dicatat."
    ]
    said = {"acara": "rakor_perencana",
            "pembahasan": [{"pembicara": "Delegasi 1", "uraian": "Jalan rusak"}]}  # fmt: skip
    fill(session, kab.bappeda(session), "notulen-kabupaten", tahun, KABUPATEN, said,
         "rakor_perencana")  # fmt: skip
    paper = issue(kantor, tahun, key)
    assert paper.fakta["acara"] == "Rapat Koordinasi Unit Perencana SKPD Tahun 2011"
    attended = issue(kantor, tahun, "daftar_hadir~rakor_perencana")
    assert attended.fakta["mengetahui"]["jabatan"] == "Kepala Bappeda Kabupaten Bina Makmur"


@pytest.mark.parametrize("jenis", [BA, "ba_musrenbang_kabupaten", "formulir_r4"])
def test_the_shipped_templates_print_them(session, tahun, kantor, kantor_asli, jenis):
    kab.decreed(kantor, tahun)
    three_ways(session, tahun)
    hold_musrenbang(session, tahun)
    paper = issue(kantor_asli, tahun, jenis, MUSRENBANG)
    assert paper.docx is not None
    lines = as_lines(kantor_asli.store.get(paper.docx.sha256))
    assert any("BINA MAKMUR" in line for line in lines)
