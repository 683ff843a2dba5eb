"""The news that goes back to those who proposed."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musren.integration.kabar import PANJANG, SMS, FaktaKabar, PutusanKabar, message, news
from musren.integration.profil import load
from musren.integration.status import StatusUsulan

P = load("pnpm-2010")
DASAR = FaktaKabar(
    "99.01.01.2001-2011-007", "Rabat beton jalan desa", "diajukan", "Sukamaju", "Sukaraya", "blm"
)


def kabar(status, tingkat="", putusan=None, **lain):
    semua = {tingkat: putusan} if tingkat else {}
    return news(P, replace(DASAR, status=status, putusan=semua, **lain))


@pytest.mark.parametrize("status", list(StatusUsulan))
def test_every_status_has_its_news(status):
    k = kabar(status)
    assert k.keadaan.endswith(".")
    assert k.keadaan != "Sudah dicatat."
    assert all(satu.endswith(".") for satu in k.kalimat)


def test_the_news_says_where_who_when_by_which_paper_why_and_what_next():
    putusan = PutusanKabar(
        "ditunda", date(2011, 2, 21), "050/3/MK/2011", "Lahan belum jelas.", "BLM PNPM-MP"
    )
    assert kabar("ditunda_kecamatan", "kecamatan", putusan).kalimat == (
        "Belum disepakati Musrenbang Kecamatan untuk BLM PNPM-MP.",
        "Oleh Musrenbang Kecamatan Sukaraya, 21 Februari 2011, Nomor 050/3/MK/2011.",
        "Alasan: Lahan belum jelas.",
        "Perbaiki yang menjadi alasan, lalu usulkan kembali bila masih perlu.",
        "Pintu berikutnya: Musrenbangdes tahun berikutnya, biasanya bulan Januari.",
    )


def test_a_refusal_without_a_reason_tells_where_to_ask():
    assert "Tanyakan alasannya" in kabar("ditolak").perbaikan


def test_what_was_sent_back_names_the_fields_and_the_last_day():
    k = kabar("dikembalikan", kolom=("Biaya", "Lokasi"), tenggat=date(2011, 2, 14))
    assert k.perbaikan == (
        "Perbaiki di kantor desa: Biaya dan Lokasi, paling lambat 14 Februari 2011."
    )
    assert k.oleh == "Tim Verifikasi Kecamatan Sukaraya"


@pytest.mark.parametrize(
    ("status", "sumber", "pintu"),
    [
        ("diajukan", "", "Musrenbangdes, biasanya bulan Januari"),
        ("disepakati", "apbd", "Musrenbang Kecamatan, biasanya bulan Februari"),
        ("disepakati", "add", "biasanya bulan Januari atau Februari"),
        ("ditetapkan", "add", "Penetapan APB Desa"),
        ("ditetapkan", "blm", "Musrenbang Kecamatan"),
        ("diteruskan", "apbd", "Musrenbang Kecamatan"),
        ("disepakati_kecamatan", "apbd", "Surat Penetapan Camat"),
        ("cadangan_kecamatan", "apbd", "bila ada dana"),
        ("ditetapkan_camat", "blm", "persiapan pelaksanaan"),
        ("ditetapkan_camat", "apbd", "Forum SKPD"),
        ("belum_didanai", "blm", "Musrenbangdes tahun berikutnya"),
        ("diterima_forum", "apbd", "Musrenbang Kabupaten"),
        ("ditolak_forum", "apbd", "Musrenbang Kabupaten"),
        ("diterima_kabupaten", "apbd", "Penetapan APBD, biasanya bulan Desember"),
        ("ditolak_kabupaten", "apbd", "Musrenbangdes tahun berikutnya"),
        ("masuk_anggaran", "apbd", "pelaksanaan"),
        ("tidak_masuk_anggaran", "apbd", "Musrenbangdes tahun berikutnya"),
    ],
)
def test_the_next_door_and_its_month_come_from_the_calendar(status, sumber, pintu):
    assert pintu in kabar(status, sumber=sumber).pintu


def test_an_office_may_move_a_month():
    p = P.dengan({"kalender.musrenbangdes.bulan": [3]})
    assert "bulan Maret" in news(p, DASAR).pintu


def test_the_rank_and_what_was_changed_are_told():
    putusan = PutusanKabar("disepakati", sumber="APBD", peringkat=3,
                           perubahan=("volume 620 menjadi 500 meter",))  # fmt: skip
    assert kabar("disepakati_kecamatan", "kecamatan", putusan).keadaan == (
        "Disepakati Musrenbang Kecamatan, peringkat 3 untuk APBD, dengan perubahan: volume 620 "
        "menjadi 500 meter."
    )


def test_a_re_routing_is_told_by_the_forum():
    putusan = PutusanKabar("dialihkan", alasan="Bukan tugasnya", skpd="Dinas PU",
                           skpd_tujuan="Dinas Kesehatan")  # fmt: skip
    k = kabar("ditetapkan_camat", "forum_skpd", putusan, sumber="apbd")
    assert k.keadaan == "Ditetapkan Camat, lalu dialihkan ke Dinas Kesehatan."
    assert (k.oleh, k.alasan) == ("Forum SKPD Dinas PU", "Bukan tugasnya")


@pytest.mark.parametrize(
    ("persen", "keadaan", "pintu"),
    [
        (0, "Mendapat dana Rp500 dari APBD.", "Pintu berikutnya: pelaksanaan kegiatan."),
        (
            40,
            "Mendapat dana Rp500 dari APBD, pengerjaan 40%.",
            "Pintu berikutnya: pelaksanaan kegiatan.",
        ),
        (100, "Mendapat dana Rp500 dari APBD dan selesai dikerjakan.", ""),
    ],
)
def test_money_and_progress_are_told(persen, keadaan, pintu):
    k = kabar("masuk_anggaran", anggaran="APBD", terserap=500, persen=persen)
    assert (k.keadaan, k.pintu, k.oleh) == (keadaan, pintu, "APBD")


@pytest.mark.parametrize(
    ("status", "sumber", "keadaan"),
    [
        ("ditetapkan", "add", "Ditetapkan dalam RKP-Desa dan selesai dikerjakan."),
        ("ditetapkan_camat", "blm", "Ditetapkan Camat dan selesai dikerjakan."),
        (
            "tidak_masuk_anggaran",
            "apbd",
            "Selesai dikerjakan, meskipun tidak ada dalam anggaran yang tercatat.",
        ),
    ],
)
def test_what_was_built_without_a_budget_line_asks_for_nothing_more(status, sumber, keadaan):
    putusan = PutusanKabar(alasan="Dana tidak mencukupi")
    tingkat = "anggaran" if status == "tidak_masuk_anggaran" else "lain"
    k = kabar(status, tingkat, putusan, sumber=sumber, persen=100)
    assert (k.keadaan, k.alasan, k.perbaikan, k.pintu) == (keadaan, "", "", "")
    half = kabar(status, tingkat, putusan, sumber=sumber, persen=40)
    assert "pengerjaan 40%" in half.keadaan
    assert half.pintu == "Pintu berikutnya: pelaksanaan kegiatan."


def test_the_short_message_keeps_what_matters_most():
    putusan = PutusanKabar("ditunda", date(2011, 2, 21), "050/3", "Lahan belum jelas")
    k = kabar("ditunda_kecamatan", "kecamatan", putusan)
    pendek = (
        "Usulan Rabat beton jalan desa: Belum disepakati Musrenbang Kecamatan. Alasan: Lahan "
        "belum jelas. Berikutnya: Musrenbangdes tahun berikutnya sekitar Januari."
    )
    assert message(k, SMS) == pendek
    assert message(k, PANJANG) == (
        f"{pendek} Perbaiki yang menjadi alasan, lalu usulkan kembali bila masih perlu. Oleh "
        "Musrenbang Kecamatan Sukaraya, 21 Februari 2011, Nomor 050/3."
    )


def test_a_long_name_is_cut_before_the_state_is():
    k = news(P, replace(DASAR, kegiatan="Pembangunan " * 20))
    assert message(k, SMS).endswith("...: Sudah diajukan dan menunggu Musrenbangdes.")


TEKS = st.text(max_size=400)


@given(st.sampled_from(list(StatusUsulan)), TEKS, TEKS, TEKS, st.sampled_from([SMS, PANJANG]))
def test_a_short_message_is_never_too_long(status, kegiatan, alasan, perubahan, most):
    putusan = PutusanKabar("x", alasan=alasan, perubahan=(perubahan,) if perubahan else ())
    semua = dict.fromkeys(("desa", "kecamatan", "forum_skpd", "kabupaten", "spc"), putusan)
    k = news(P, replace(DASAR, status=status, kegiatan=kegiatan, putusan=semua))
    teks = message(k, most)
    assert 0 < len(teks) <= most
    assert teks.startswith("Usulan ")
    assert not set(teks) & set("“”…–’")
