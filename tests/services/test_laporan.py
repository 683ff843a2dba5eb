"""Laporan Musrenbang: its figures are those of the lists, and it stands as a Word file."""

import pytest

from musren.models.serapan import BarisAnggaran, Serapan
from musren.papers.contracts.laporan import LaporanMusrenbang
from musren.services import corong
from musren.services.fakta.laporan import laporan_musrenbang
from musren.services.susunan import daftar
from tests import dunia
from tests.dunia import KABUPATEN, KECAMATAN, NOW, SUKAMAJU, kinds
from tests.kabupaten_dunia import (
    GIVEN,
    decide,
    decreed,
    hold_forum,
    hold_musrenbang,
    office,
    rows_of,
)

DATED = {"tanggal_surat": "2011-04-11", "draf": False}


def checked(facts):
    """The facts as the contract reads them; raises when a total is wrong."""
    return LaporanMusrenbang().load(facts | DATED)


@pytest.fixture
def rapat(session, tahun, kantor):
    """A village's proposals through the kecamatan's meeting."""
    made = kantor.village_signed(tahun, SUKAMAJU, kinds("mkp", "blm", "spp", "apbd"))
    dunia.hold_kecamatan(session, tahun)
    return made


def test_the_report_of_a_kecamatan_adds_up_and_says_what_the_lists_say(session, tahun, rapat):
    told = checked(laporan_musrenbang(session, tahun, KECAMATAN))
    assert told["tingkat"] == "kecamatan"
    counted = {one.nama: one for one in corong.funnel(session, tahun, (KECAMATAN,))}
    assert {row["nama"]: row["usulan"] for row in told["corong"]} == {
        name: one.usulan for name, one in counted.items()
    }
    assert [row["kode"] for row in told["usulan_wilayah"]] == [str(SUKAMAJU)]
    assert (told["seluruh"]["usulan"], told["seluruh"]["disepakati"]) == (4, 4)
    assert [one["judul"] for one in told["prioritas"]] == [
        "BLM: Simpan Pinjam Perempuan (SPP)", "BLM: selain SPP", "Diajukan untuk didanai APBD",
    ]  # fmt: skip
    assert [len(one["baris"]) for one in told["prioritas"]] == [1, 2, 1]
    assert told["kehadiran"]["jumlah"] == sum(one["jumlah"] for one in told["unsur_hadir"])
    assert told["musyawarah"][0]["nama"] == "Musrenbang Kecamatan Tahun 2011"
    assert told["petak"]["desa"][0]["tahap"] == "disepakati_kecamatan"
    assert told["papan"][0]["naskah"] == "Berita Acara ditandatangani"


def test_what_was_not_agreed_is_told_with_its_reason(session, tahun, kantor):
    kantor.village_signed(tahun, SUKAMAJU, kinds("blm", "apbd"))
    rows = dunia.rank(session, tahun, "apbd")
    rows[0] |= {"putusan": "ditunda", "alasan": "Pagu belum cukup", "peringkat": ""}
    dunia.hold_kecamatan(session, tahun, prioritas_apbd=rows)
    told = checked(laporan_musrenbang(session, tahun, KECAMATAN))
    assert [(one["alasan"], one["usulan"]) for one in told["rekap_alasan"]] == [
        ("Pagu belum cukup", 1)
    ]
    assert [one["putusan"] for one in told["belum_disepakati"]] == ["Ditunda"]


def test_the_report_lacks_the_meeting_until_it_is_held(session, tahun):
    kind = daftar.find("laporan_musrenbang", KABUPATEN)
    about = daftar.about(session, tahun, KABUPATEN, "laporan_musrenbang")
    assert "Profil kabupaten" in kind.kurang(about)[0].kalimat
    office(session, tahun)
    assert "musyawarah" in kind.kurang(about)[0].kalimat


def test_the_report_of_the_kabupaten_tells_absorption_with_its_denominator(session, tahun, kantor):
    made = decreed(kantor, tahun, GIVEN[:2])
    held = rows_of(session, tahun, "forum_skpd.1")
    hold_forum(session, tahun, "forum_skpd.1", [decide(one) for one in held])
    hold_musrenbang(session, tahun)
    line = BarisAnggaran(
        tahun_id=tahun.id, wilayah_kode=str(KABUPATEN), jenis="apbd", kunci="1", kegiatan="Jalan",
        pagu=10**9, keadaan="cocok", dibuat=NOW, versi=1,
    )  # fmt: skip
    line.serapan.append(Serapan(usulan_id=made[0].id, jumlah=150_000_000, cara="kode", pada=NOW))
    session.add(line)
    session.flush()
    told = checked(laporan_musrenbang(session, tahun, KABUPATEN))
    assert told["tingkat"] == "kabupaten"
    assert told["seluruh"]["disepakati"] == 2
    by_place = told["serapan"][0]
    assert (by_place["jumlah"]["usulan"], by_place["jumlah"]["dari_usulan"]) == (1, 2)
    assert by_place["jumlah"]["biaya"] == 150_000_000
    assert "2 usulan senilai Rp400.000.000" in by_place["penyebut"]
    assert [one["nama"] for one in told["usulan_wilayah"]] == ["Sukaraya"]


def test_the_report_stands_as_a_word_file_with_its_charts(session, tahun, kantor_asli):
    kantor_asli.village_signed(tahun, SUKAMAJU, kinds("mkp", "blm", "apbd"))
    dunia.hold_kecamatan(session, tahun)
    made = kantor_asli.issue(tahun, "laporan_musrenbang", KECAMATAN)
    assert made.docx is not None
    content = kantor_asli.store.get(made.docx.sha256)
    assert content.startswith(b"PK")
    assert b"word/media/" in content
