"""Meetings beside the Musrenbangdes: invitation, attendance, minutes, and their own record."""

from datetime import date
from typing import Any

import pytest

from musren.domain.errors import Conflict, Invalid, NotFound
from musren.domain.peran import Peran
from musren.forms.alur import flow
from musren.models.musyawarah import Musyawarah
from musren.services import alur, naskah
from musren.services.pertemuan import all_held, key_of, meeting_name
from tests import dunia
from tests.dunia import PROFIL, SUKAMAJU, attendee, fill, hadir

LETTER = {
    "acara": "sosialisasi.1", "acara_nama": "", "tanggal_surat": "10/1/2011",
    "tanggal": "15/1/2011", "jam_mulai": "09.00", "jam_selesai": "12.00", "tempat": "Balai Desa",
    "agenda": [{"acara": "Pembukaan"}, {"acara": "Penjelasan Panduan"}],
    "penerima": [
        {"nama": "Sumiati", "jabatan": "Kelompok perempuan", "alamat": "Dusun II"},
        {"nama": "Darmawan", "jabatan": "Tokoh masyarakat", "diterima": "11/1/2011"},
    ],
}  # fmt: skip


@pytest.fixture
def desa(session, tahun):
    """A village whose officials are known."""
    fill(session, dunia.act(session, Peran.KPMD), "profil-desa", tahun, SUKAMAJU, PROFIL)
    return tahun


def sosialisasi(**changed: Any) -> dict[str, Any]:
    present = hadir(8)
    given = {
        "tanggal": "15/1/2011", "jam_mulai": "09.00", "jam_selesai": "12.00",
        "tempat": "Balai Desa", "agenda": [{"acara": "Penjelasan Panduan"}], "hadir": present,
        "kelompok_nama": "", "materi": [{"judul": "Panduan Teknis Integrasi", "penyaji": "FK",
                                         "bahan": "Lembar balik"}],
        "pimpinan_nama": "Peserta 4", "pimpinan_unsur": "LPMD", "notulis_nama": "Peserta 5",
        "notulis_unsur": "KPMD", "cara_putusan": "mufakat",
        "keputusan_lain": "Desa mengikuti integrasi\nJadwal PKD disepakati",
        "wakil_masyarakat": [attendee(row) for row in present[:3]],
    }  # fmt: skip
    return given | changed


def keep(session, tahun, objek: str = "", **changed: Any) -> Musyawarah:
    who = dunia.act(session, Peran.KPMD)
    told = fill(session, who, "sosialisasi", tahun, SUKAMAJU, sosialisasi(**changed), objek)
    return session.get_one(Musyawarah, int(told.removeprefix("musyawarah:")))


def test_meetings_of_one_kind_are_numbered_and_each_keeps_its_own_record(session, desa):
    first, second = keep(session, desa), keep(session, desa, kelompok_nama="Dusun IV")
    assert [key_of(m) for m in all_held(session, desa, SUKAMAJU)] == [
        "sosialisasi.1", "sosialisasi.2",
    ]  # fmt: skip
    assert meeting_name(desa, key_of(second), second) == "Musdes Sosialisasi Dusun IV"
    assert (len(first.hadir), first.materi[0]["penyaji"]) == (8, "FK")


def test_a_meeting_is_opened_again_with_its_answers_and_stays_the_same_one(session, desa):
    first = keep(session, desa)
    raw, version = alur.STARTS["sosialisasi"](session, desa, SUKAMAJU, "sosialisasi.1")
    assert (raw["tempat"], version) == ("Balai Desa", first.versi)
    held = keep(session, desa, "sosialisasi.1", tempat="Rumah Kepala Dusun")
    assert [m.tempat for m in all_held(session, desa, SUKAMAJU)] == ["Rumah Kepala Dusun"]
    assert held.kelompok == "1"


def test_a_meeting_nobody_recorded_cannot_be_changed(session, desa):
    with pytest.raises(NotFound):
        keep(session, desa, "sosialisasi.7")


@pytest.mark.parametrize("objek", ["pelatihan.1", "mkp", "musrenbangdes_rkp"])
def test_a_form_does_not_open_the_meeting_of_another_kind(session, desa, objek):
    keep(session, desa)
    with pytest.raises(NotFound):
        alur.STARTS["sosialisasi"](session, desa, SUKAMAJU, objek)


@pytest.mark.parametrize(
    ("changed", "field", "told"),
    [
        ({"tanggal": "15/1/2014"}, "tanggal", "2010 atau 2011"),
        ({"pimpinan_nama": "Orang Lain"}, "pimpinan_nama", "daftar hadir"),
        ({"cara_putusan": "voting", "suara_setuju": "90"}, "suara_setuju", "melebihi yang hadir"),
        (
            {"wakil_masyarakat": [attendee(r) for r in (*hadir(8)[:2], hadir(8)[3])]},
            "wakil_masyarakat",
            "Peserta 4",
        ),
    ],
)
def test_what_cannot_be_is_refused_where_it_is_repaired(session, desa, changed, field, told):
    with pytest.raises(Invalid) as refused:
        keep(session, desa, **changed)
    assert told in refused.value.errors[field]
    assert all_held(session, desa, SUKAMAJU) == []


def test_a_late_invitation_and_men_alone_are_pointed_out_but_kept(session, desa):
    men = [row | {"jk": "L"} for row in hadir(8)]
    values = {"hadir": men, "tanggal": date(2011, 1, 15), "undangan_tanggal": date(2011, 1, 14)}
    told = " ".join(alur.PERINGATAN["sosialisasi"](session, desa, SUKAMAJU, values))
    assert "perempuan" in told
    assert "1 hari sebelum" in told
    chosen = [attendee(row) for row in men[:3]]
    assert keep(session, desa, hadir=men, wakil_masyarakat=chosen).id


def test_the_invitation_comes_first_and_the_meeting_starts_from_it(session, desa, kantor):
    who = dunia.act(session, Peran.KPMD)
    fill(session, who, "undangan", desa, SUKAMAJU, LETTER)
    paper = kantor.issue(desa, "undangan~sosialisasi.1", tanggal=date(2011, 1, 10))
    assert paper.nomor
    assert [one["nama"] for one in paper.fakta["penerima"]] == ["Sumiati", "Darmawan"]
    raw, _ = alur.STARTS["sosialisasi"](session, desa, SUKAMAJU, "")
    assert raw["undangan_nomor"] == paper.nomor
    assert (raw["tanggal"], raw["tempat"]) == ("2011-01-15", "Balai Desa")
    assert raw["agenda"][1] == {"acara": "Penjelasan Panduan"}


def test_an_invitation_is_not_dated_after_what_it_invites_to(session, desa, kantor):
    who = dunia.act(session, Peran.KPMD)
    fill(session, who, "undangan", desa, SUKAMAJU, LETTER)
    with pytest.raises(Invalid, match="sesudah tanggal acaranya"):
        kantor.issue(desa, "undangan~sosialisasi.1", tanggal=date(2011, 1, 16))
    with pytest.raises(Invalid):
        fill(session, who, "undangan", desa, SUKAMAJU, LETTER | {"tanggal_surat": "16/1/2011"})


def test_an_invitation_is_offered_with_the_day_its_form_names(session, desa):
    today, who = date(2011, 3, 1), dunia.act(session, Peran.KPMD)
    fill(session, who, "undangan", desa, SUKAMAJU, LETTER)
    assert naskah.usual_day(
        session, desa, SUKAMAJU, "undangan~sosialisasi.1", today
    ) == date(2011, 1, 10)  # fmt: skip


def test_who_signs_the_letter_is_not_invited_by_it(session, desa):
    raw, _ = alur.STARTS["undangan"](session, desa, SUKAMAJU, "sosialisasi.1")
    assert "Ketua BPD" in [one["jabatan"] for one in raw["penerima"]]
    assert "Kepala Desa" not in [one["jabatan"] for one in raw["penerima"]]


def test_somebody_invited_twice_is_pointed_out(session, desa):
    twice = [LETTER["penerima"][0], LETTER["penerima"][0] | {"nama": " sumiati"}]
    warn = alur.PERINGATAN["undangan"]
    assert warn(session, desa, SUKAMAJU, {"penerima": LETTER["penerima"]}) == []
    (told,) = warn(session, desa, SUKAMAJU, {"penerima": twice})
    assert "“sumiati” tertulis 2 kali" in told


@pytest.mark.parametrize("slug", ["undangan", "sosialisasi"])
def test_a_meeting_does_not_end_before_it_begins(slug):
    step = flow(slug).steps[0]
    typed = {k: v for k, v in LETTER.items() if k in step.fields}
    with pytest.raises(Invalid) as refused:
        step.read(typed | {"jam_selesai": "08.00"})
    assert "08.00" in refused.value.errors["jam_selesai"]


def test_a_letter_dated_after_what_it_invites_to_is_told_where_it_is_repaired(session, desa):
    who = dunia.act(session, Peran.KPMD)
    with pytest.raises(Invalid) as refused:
        fill(session, who, "undangan", desa, SUKAMAJU, LETTER | {"tanggal_surat": "20/1/2011"})
    assert "20 Januari 2011" in refused.value.errors["tanggal"]


def test_a_letter_written_again_replaces_its_own_words(session, desa):
    who = dunia.act(session, Peran.KPMD)
    fill(session, who, "undangan", desa, SUKAMAJU, LETTER)
    fill(session, who, "undangan", desa, SUKAMAJU, {"tempat": "Rumah Kepala Desa"},
         "sosialisasi.1")  # fmt: skip
    raw, version = alur.STARTS["undangan"](session, desa, SUKAMAJU, "sosialisasi.1")
    assert (raw["tempat"], version) == ("Rumah Kepala Desa", 2)
    assert raw["penerima"][1]["diterima"] == "2011-01-11"


def test_minutes_wait_for_the_meeting_and_are_printed_from_it(session, desa, kantor):
    who = dunia.act(session, Peran.KPMD)
    said = {
        "acara": "sosialisasi.1",
        "pembahasan": [{"pembicara": "Sumiati", "uraian": "Kapan dimulai?", "tanggapan": "Besok"}],
    }
    with pytest.raises(Invalid):
        fill(session, who, "notulen", desa, SUKAMAJU, said)
    keep(session, desa)
    key = "notulen~sosialisasi.1"
    assert naskah.missing_before(session, desa, SUKAMAJU, key) == [
        "Jalannya pembahasan belum dicatat."
    ]
    fill(session, who, "notulen", desa, SUKAMAJU, said, "sosialisasi.1")
    paper = kantor.sign(kantor.issue(desa, key, tanggal=date(2011, 1, 15)))
    assert [t.nama for t in paper.tanda_tangan] == ["Peserta 5", "Peserta 4"]
    with pytest.raises(Conflict, match="sudah ditandatangani"):
        fill(session, who, "notulen", desa, SUKAMAJU, said, "sosialisasi.1")


def test_its_berita_acara_locks_the_meeting(session, desa, kantor):
    keep(session, desa)
    paper = kantor.issue(desa, "ba_pertemuan~sosialisasi.1", tanggal=date(2011, 1, 15))
    assert len(paper.tanda_tangan) == 5
    assert paper.fakta["keputusan"] == ["Desa mengikuti integrasi", "Jadwal PKD disepakati"]
    with pytest.raises(Conflict, match="sudah diterbitkan"):
        keep(session, desa, "sosialisasi.1", tempat="Tempat lain")
    listed = kantor.issue(desa, "daftar_hadir~sosialisasi.1", tanggal=date(2011, 1, 15))
    assert listed.fakta["acara"] == "Musdes Sosialisasi"


def test_a_paper_about_a_meeting_that_is_not_there_does_not_exist(session, desa):
    with pytest.raises(NotFound):
        naskah.missing_before(session, desa, SUKAMAJU, "ba_pertemuan~pelatihan.1")
    with pytest.raises(NotFound):
        naskah.facts_for(session, desa, SUKAMAJU, "undangan~mkp")
