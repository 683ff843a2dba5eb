"""The papers of Tim Verifikasi: its decree, one sheet, the two recaps, and the Berita Acara."""

from datetime import date

import pytest

from musren.domain.errors import NotFound, NotReady
from musren.services import naskah
from musren.services.fakta import verifikasi
from musren.services.fakta.kecamatan import ba_musrenbang_kecamatan
from musren.services.lengkap import kurang_of
from musren.services.susunan.daftar import keys_at
from tests import dunia
from tests.dunia import KECAMATAN, SUKAMAJU, SUKAMULYA, kinds
from tests.services.test_verifikasi import (
    TIM,
    camat,
    form_team,
    mend,
    one_of,
    send_back,
    verify,
)

PAPERS = ("sk_tim_verifikasi", "rekap_verifikasi", "rekap_usulan_desa")
DAY = date(2011, 1, 20)


@pytest.fixture
def diperiksa(kantor_asli, session, tahun):
    """A team, two villages, one proposal mended, one unfit, one not looked at, one at home."""
    dunia.fill(session, camat(session), "profil-kecamatan", tahun, KECAMATAN, dunia.CAMAT)
    form_team(session, tahun)
    for place in (SUKAMAJU, SUKAMULYA):
        kantor_asli.village_signed(tahun, place, kinds("spp", "blm", "apbd"))
    one = one_of(session, tahun)
    send_back(session, tahun, one, "volume", "biaya", tenggat="25/1/2011")
    mend(session, tahun, one, {"volume": "620", "biaya": "150.000.000"},
         dana=[{"sumber": "blm", "jumlah": "140.000.000"},
               {"sumber": "swadaya", "jumlah": "10.000.000"}])  # fmt: skip
    verify(session, tahun, one, rekomendasi="layak_perbaikan", alasan="Izin lahan menyusul",
           pemeriksa=["Ir. Darsono"])  # fmt: skip
    spp = one_of(session, tahun, "spp")
    verify(session, tahun, spp, lembar="simpan_pinjam", rekomendasi="tidak_layak",
           alasan="Tunggakan masih besar")  # fmt: skip
    return tahun


def issue(kantor, tahun, jenis):
    return kantor.issue(tahun, jenis, KECAMATAN, tanggal=date(2011, 2, 5))


def test_the_decree_lists_members_and_duties_and_is_numbered(session, diperiksa, kantor_asli):
    paper = issue(kantor_asli, diperiksa, "sk_tim_verifikasi")
    facts = paper.fakta
    assert paper.nomor
    assert [one["nama"] for one in facts["anggota"]] == [one["nama"] for one in TIM]
    assert facts["anggota"][0]["kedudukan"] == "Ketua"
    assert len(facts["tugas"]) == 4
    assert [t.jabatan for t in paper.tanda_tangan] == ["Camat Sukaraya"]
    assert verifikasi.summary(session, diperiksa, KECAMATAN)["sk"]["nomor"] == paper.nomor


def test_a_sheet_is_printed_with_what_was_asked_and_mended(session, diperiksa, kantor_asli):
    one = one_of(session, diperiksa)
    paper = issue(kantor_asli, diperiksa, f"lembar_verifikasi~U.{one.usulan_id}")
    facts = paper.fakta
    assert facts["formulir"] == "Form.12.d"
    assert (facts["usulan"]["volume"], facts["usulan"]["biaya"]) == ("620", 150_000_000)
    assert facts["usulan"]["dari_sumber"] + facts["usulan"]["swadaya"] == 150_000_000
    assert facts["usulan"]["nomor_ba"] == one.salinan["nomor_ba"]
    (back,) = facts["pengembalian"]
    assert back["kolom"] == [
        {"kolom": "Volume", "semula": "140", "menjadi": "620"},
        {"kolom": "Biaya", "semula": "Rp168.200.000", "menjadi": "Rp150.000.000"},
        {"kolom": "Rincian sumber dana", "semula": "BLM PNPM-MP Rp168.200.000",
         "menjadi": "BLM PNPM-MP Rp140.000.000; Swadaya masyarakat Rp10.000.000"},
    ]  # fmt: skip
    assert facts["rekomendasi"] == "layak_perbaikan"
    assert facts["pemeriksa"] == ["Ir. Darsono"]
    assert len(facts["kelengkapan"]) == 7
    assert [t.nama for t in paper.tanda_tangan] == [one["nama"] for one in TIM]


def test_every_sheet_has_a_paper_and_nothing_else_has(session, diperiksa):
    listed = {
        one.kode: [about.objek for about in ones]
        for one, ones in keys_at(session, diperiksa, KECAMATAN)
    }
    wanted = {f"U.{one_of(session, diperiksa, jenis).usulan_id}" for jenis in ("spp", "prasarana")}
    assert set(listed["lembar_verifikasi"]) == wanted
    with pytest.raises(NotFound):
        naskah.lacking(session, diperiksa, KECAMATAN, "lembar_verifikasi~U.999")
    with pytest.raises(NotFound):
        naskah.lacking(session, diperiksa, KECAMATAN, "lembar_verifikasi")


def test_the_recap_counts_what_was_recommended(session, diperiksa, kantor_asli):
    facts = issue(kantor_asli, diperiksa, "rekap_verifikasi").fakta
    assert facts["jumlah"] == {
        "usulan": 4, "layak": 0, "layak_perbaikan": 1, "tidak_layak": 1, "belum": 2,
        "dikembalikan": 1,
    }  # fmt: skip
    assert [one["kode"] for one in facts["desa"]] == [str(SUKAMAJU), str(SUKAMULYA)]
    by_kind = {row["rekomendasi"]: row for row in facts["desa"][0]["baris"]}
    assert by_kind["layak_perbaikan"]["aspek"] == ["B"] * 7
    assert by_kind["layak_perbaikan"]["dokumen_ada"] == 7
    assert by_kind["layak_perbaikan"]["biaya"] == 150_000_000
    assert facts["desa"][1]["baris"][0]["aspek"] == ["–"] * 7


def test_the_recap_of_proposals_adds_up_after_repair(session, diperiksa, kantor_asli):
    facts = issue(kantor_asli, diperiksa, "rekap_usulan_desa").fakta
    assert facts["jumlah"] == {
        "usulan": 4, "dari_sumber": 2 * 76_000_000 + 140_000_000 + 168_200_000,
        "swadaya": 10_000_000, "biaya": 2 * 76_000_000 + 150_000_000 + 168_200_000,
        "tanpa_biaya": 0,
    }  # fmt: skip
    assert facts["penandatangan"]["ketua_tim"]["nama"] == "Ir. Darsono"


def test_the_berita_acara_sums_the_verification_up(session, diperiksa):
    dunia.hold_kecamatan(
        session, diperiksa,
        prioritas_blm=dunia.rank(session, diperiksa, "blm", alasan="Disepakati forum"),
    )  # fmt: skip
    facts = ba_musrenbang_kecamatan(session, diperiksa, KECAMATAN)
    assert facts["verifikasi"] == {
        "sk": None, "usulan": 2, "layak": 0, "layak_perbaikan": 1, "tidak_layak": 1,
        "dikembalikan": 1, "diperbaiki": 1,
    }  # fmt: skip


def test_without_verification_the_berita_acara_says_nothing_of_it(session, tahun):
    assert verifikasi.summary(session, tahun, KECAMATAN) is None


@pytest.mark.parametrize("jenis", PAPERS)
def test_a_paper_that_cannot_be_made_yet_says_who_repairs_it_where(session, tahun, jenis):
    told = naskah.lacking(session, tahun, KECAMATAN, jenis)
    assert [one.tujuan.formulir for one in told][:2] == ["profil-kecamatan", "tim-verifikasi"]
    assert all(one.peran for one in told)


def test_a_sheet_without_recommendation_is_not_printed(session, diperiksa, kantor_asli):
    one = one_of(session, diperiksa)
    send_back(session, diperiksa, one, "lokasi", tenggat="28/1/2011")
    told = naskah.lacking(session, diperiksa, KECAMATAN, f"lembar_verifikasi~U.{one.usulan_id}")
    assert [(t.tujuan.formulir, t.tujuan.objek) for t in told] == [
        ("verifikasi", f"usulan:{one.usulan_id}")
    ]
    with pytest.raises(NotReady):
        issue(kantor_asli, diperiksa, f"lembar_verifikasi~U.{one.usulan_id}")


@pytest.mark.parametrize(
    ("hole", "jenis", "objek", "form", "langkah"),
    [
        ("anggota.0.keahlian", "sk_tim_verifikasi", "", "tim-verifikasi", "anggota"),
        ("tugas.1", "sk_tim_verifikasi", "", "tim-verifikasi", "tugas"),
        ("penandatangan.tim.0.nama", "lembar_verifikasi", "U.7", "tim-verifikasi", "anggota"),
        ("penandatangan.camat.nip", "rekap_usulan_desa", "", "profil-kecamatan", "camat"),
        ("kelengkapan.0.keadaan", "lembar_verifikasi", "U.7", "verifikasi", "kelengkapan"),
        ("rekomendasi", "lembar_verifikasi", "U.7", "verifikasi", "rekomendasi"),
    ],
)
def test_a_hole_leads_to_its_form(hole, jenis, objek, form, langkah):
    found = kurang_of(hole, jenis, "kecamatan", objek).tujuan
    assert (found.formulir, found.langkah) == (form, langkah)
    assert found.objek == ("usulan:7" if form == "verifikasi" else "")
