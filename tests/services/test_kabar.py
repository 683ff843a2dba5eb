"""The news of a village: true at every stage, by hamlet and group, and on a poster."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from musren.domain.errors import NotFound, NotReady
from musren.domain.peran import Act, Peran
from musren.integration.status import StatusUsulan
from musren.models.musyawarah import Musyawarah
from musren.models.serapan import Kemajuan
from musren.models.usulan import RiwayatStatus
from musren.papers.words import as_lines
from musren.services import kabar
from musren.services import kabar_kelompok as news
from tests import dunia, kabupaten_dunia
from tests.dunia import LATER, NOW, SUKAMAJU

DAY = NOW.date()


def by_code(session, tahun):
    return {one.usulan.kode: one for one in kabar.of_village(session, tahun, SUKAMAJU)}


def test_the_news_follows_a_proposal_from_stage_to_stage_without_extra_work(session, tahun, kantor):
    (road,) = dunia.village(session, tahun, given=[kabupaten_dunia.apbd("Pengaspalan jalan")])
    told = [by_code(session, tahun)[road.kode].kabar.keadaan]
    dunia.hold(session, tahun, dunia.agree([road]))
    told.append(by_code(session, tahun)[road.kode].kabar.diputuskan)
    kantor.signed(tahun, "ba_musrenbangdes")
    dunia.hold_kecamatan(session, tahun)
    told.append(by_code(session, tahun)[road.kode].kabar.keadaan)
    kantor.signed(tahun, "ba_musrenbang_kecamatan", dunia.KECAMATAN)
    kantor.signed(tahun, "spc", dunia.KECAMATAN)
    told.append(by_code(session, tahun)[road.kode].kabar.diputuskan)
    assert told[0] == "Sudah diajukan dan menunggu Musrenbangdes."
    assert told[1] == "Oleh Musrenbangdes Desa Sukamaju, 17 Januari 2011."
    assert told[2] == "Disepakati Musrenbang Kecamatan, peringkat 1 untuk APBD."
    assert told[3].startswith("Oleh Camat Sukaraya, 21 Februari 2011, Nomor ")


def test_a_changed_volume_is_told_as_a_change(session, tahun, kantor):
    made = kantor.village_signed(tahun, SUKAMAJU, [kabupaten_dunia.apbd("Pengaspalan jalan")])
    rows = dunia.rank(session, tahun, "apbd", volume="100", biaya="150.000.000")
    dunia.hold_kecamatan(session, tahun, prioritas_apbd=rows)
    said = by_code(session, tahun)[made[0].kode].kabar.keadaan
    assert "volume 140 menjadi 100 meter" in said
    assert "biaya Rp200.000.000 menjadi Rp150.000.000" in said


@pytest.mark.parametrize("status", [s.value for s in StatusUsulan])
def test_every_status_has_boxes_and_a_message_that_fits(session, tahun, status):
    one = dunia.village(session, tahun, given=dunia.kinds("blm"))[0]
    one.status = status
    session.flush()
    for told in kabar.of_village(session, tahun, SUKAMAJU):
        assert 0 < len(told.pesan) <= 300
        states = [state for _, state in told.langkah]
        assert states.count("kini") + states.count("berhenti") == 1
        way = [state for state in states if state != "tidak"]
        assert way == sorted(way, key=["lewat", "kini", "berhenti", "belum"].index)


def test_what_is_built_is_done(session, tahun):
    one = dunia.village(session, tahun, given=dunia.kinds("add"))[0]
    session.add(Kemajuan(usulan_id=one.id, tanggal=DAY, persen=100, realisasi=None, dibuat=NOW))
    session.flush()
    told = by_code(session, tahun)[one.kode]
    assert told.keadaan == "selesai"
    assert told.langkah[0][1] == told.langkah[-1][1] == "lewat"
    assert {state for _, state in told.langkah[1:-1]} == {"tidak"}


def test_a_proposal_stands_with_its_hamlets_with_the_women_and_with_its_group(session, tahun):
    held = Musyawarah(
        jenis="pertemuan_pkd", kelompok="2", kelompok_nama="Tani Makmur", kelompok_jenis="campuran",
        tahun_id=tahun.id, wilayah_kode=str(SUKAMAJU), tanggal=DAY, jam_mulai=NOW.time(),
        jam_selesai=NOW.time(), tempat="Balai", pimpinan_nama="A", pimpinan_unsur="B",
        notulis_nama="C", notulis_unsur="D", cara_putusan="mufakat", ditutup=NOW,
    )  # fmt: skip
    session.add(held)
    dunia.village(session, tahun, given=[
        {"kegiatan": "Di dua dusun", "dusun": "Dusun I"},
        {"kegiatan": "Usul perempuan", "dusun": "Dusun II", "asal": "mkp"},
        {"kegiatan": "Traktor", "dusun": "Dusun II", "pengusul": "Tani Makmur"},
        {"kegiatan": "Kantor desa", "dusun": ""},
        {"kegiatan": "Orang", "dusun": "Dusun II", "pengusul": "Pak Budi"},
    ])  # fmt: skip
    first = kabar.of_village(session, tahun, SUKAMAJU)[0].usulan
    first.dusun = "Dusun I - Dusun III"
    session.flush()
    found = {
        one.nama: [u.usulan.kegiatan for u in one.usulan]
        for one in news.groups(session, tahun, SUKAMAJU)
    }
    assert found == {
        "Dusun I": ["Di dua dusun"], "Dusun II": ["Usul perempuan", "Traktor", "Orang"],
        "Dusun III": ["Di dua dusun"], "Dusun IV": [], "seluruh Desa Sukamaju": ["Kantor desa"],
        "Kelompok perempuan (MKP)": ["Usul perempuan"], "Tani Makmur": ["Traktor"],
    }  # fmt: skip


def test_the_poster_tells_every_proposal_and_names_nobody(session, tahun):
    dunia.village(session, tahun, given=dunia.kinds("add", "blm"))
    one = news.groups(session, tahun, SUKAMAJU)[1]
    facts = news.poster(session, tahun, SUKAMAJU, one, DAY, "http://contoh/publik/1")
    words = "\n".join(as_lines(news.as_word(facts)))
    assert "Gorong-gorong 1" in words
    assert "http://contoh/publik/1" in words
    assert "Pintu berikutnya" not in words
    assert "DRAF" not in words
    for name in ("Ahmad Sukri", "Siti Rohani", "LPMD"):
        assert name not in words
    assert news.as_word(facts) == news.as_word(facts)


def test_without_a_profile_the_poster_says_what_is_missing(session, tahun):
    dunia.propose(session, tahun)
    (one,) = news.groups(session, tahun, SUKAMAJU)
    with pytest.raises(NotReady):
        news.poster(session, tahun, SUKAMAJU, one, DAY)


def test_what_changed_since_the_last_poster_is_marked(session, tahun):
    one, two = dunia.village(session, tahun, given=dunia.kinds("add", "blm"))
    who = dunia.act(session, Peran.KEPALA_DESA, pada=LATER)
    key = news.groups(session, tahun, SUKAMAJU)[1].kunci
    assert news.group(session, tahun, SUKAMAJU, key).dicetak is None
    news.record_printed(session, who, tahun, SUKAMAJU, [key])
    session.flush()
    told = news.group(session, tahun, SUKAMAJU, key)
    assert (told.dicetak, told.berubah) == (LATER, frozenset())
    session.add(RiwayatStatus(usulan_id=two.id, dari="diajukan", ke="disepakati",
                              pada=LATER + timedelta(hours=1)))  # fmt: skip
    session.flush()
    assert news.group(session, tahun, SUKAMAJU, key).berubah == {two.kode}
    news.record_printed(
        session, Act(oleh=who.oleh, pada=LATER + timedelta(days=1)), tahun, SUKAMAJU, [key]
    )
    session.flush()
    assert news.group(session, tahun, SUKAMAJU, key).berubah == frozenset()
    assert one.kode


def test_an_unknown_group_is_not_found(session, tahun):
    with pytest.raises(NotFound):
        news.group(session, tahun, SUKAMAJU, "k99")


def test_many_proposals_cost_no_more_statements_than_two(session, tahun):
    counts = []
    for batch in (2, 8):
        for n in range(batch):
            dunia.propose(session, tahun, kegiatan=f"Kegiatan {batch} {n}")
        session.expire_all()
        told = []

        def note(*args, told=told):
            told.append(args[2])

        engine = session.get_bind()
        event.listen(engine, "before_cursor_execute", note)
        kabar.of_village(session, tahun, SUKAMAJU)
        event.remove(engine, "before_cursor_execute", note)
        counts.append(len(told))
    assert counts[0] == counts[1]
    assert counts[0] <= 15


def test_the_summary_counts(session, tahun):
    dunia.village(session, tahun, given=dunia.kinds("add", "blm"))
    found = kabar.of_village(session, tahun, SUKAMAJU)
    found[0].usulan.status = "ditunda"
    told = kabar.summary("Dusun II", 2011, kabar.of_village(session, tahun, SUKAMAJU))
    assert told == (
        "Kabar usulan Dusun II tahun 2011: 2 usulan; 1 berjalan, 1 belum berhasil tahun ini, 0 "
        "selesai dikerjakan."
    )
