"""Meetings recorded whole by a program: the same rules as the pages, once per key."""

import pytest
from sqlalchemy import select

from musren.domain.peran import Peran
from musren.forms.alur import flow
from musren.models.draf import Draf
from musren.services import draf
from tests import dunia
from tests.api import jalan
from tests.api.conftest import Musren, galat

KEPUTUSAN = "/api/v1/keputusan"


def test_a_musrenbangdes_is_recorded_and_its_decisions_are_told(musren: Musren):
    told = jalan.held(musren).get_json()
    assert told["musyawarah"]["jenis"] == "musrenbangdes_rkp"
    assert (told["musyawarah"]["hadir_l"], told["musyawarah"]["hadir_p"]) == (6, 6)
    assert [(k["kode"], k["putusan"], k["sumber"], k["peringkat"]) for k in told["keputusan"]] == [
        (jalan.kode(1), "disepakati", "apbd", 1), (jalan.kode(2), "disepakati", "add", 1),
    ]  # fmt: skip
    program = musren.program(Peran.BPD)
    asked = program.get(KEPUTUSAN, wilayah=str(dunia.SUKAMAJU), tahun=2011)
    assert asked.get_json() == told
    one = program.get(f"/api/v1/usulan/{jalan.kode(1)}").get_json()
    assert (one["status"], one["keputusan"][0]["tingkat"]) == ("disepakati", "desa")


def test_before_the_meeting_there_are_no_decisions(ringan: Musren):
    told = ringan.program(Peran.KPMD).get(KEPUTUSAN, wilayah=str(dunia.SUKAMAJU), tahun=2011)
    assert told.get_json() == {"musyawarah": None, "keputusan": []}


def test_the_same_meeting_twice_is_one_meeting(musren: Musren):
    first = jalan.held(musren)
    program = musren.program(Peran.KPMD)
    again = program.post(jalan.DESA, jalan.meeting())
    assert (again.status_code, again.get_json()) == (200, first.get_json())
    galat(program.post(jalan.DESA, jalan.meeting(tempat="Sekolah")), 409)


def test_another_key_records_the_meeting_anew_while_no_paper_is_out(musren: Musren):
    jalan.held(musren)
    program = musren.program(Peran.KPMD)
    later = jalan.meeting(jalan.decided(1), jalan.decided(2, putusan="ditunda", alasan="Lahan"))
    told = program.post(jalan.DESA, later | {"kunci": "m-2"})
    assert told.status_code == 201, told.text
    assert [k["putusan"] for k in told.get_json()["keputusan"]] == ["disepakati", "ditunda"]


def test_a_meeting_with_its_paper_out_is_not_changed(musren: Musren):
    jalan.held(musren)
    jalan.issued(musren)
    answer = musren.program(Peran.KPMD).post(jalan.DESA, jalan.meeting() | {"kunci": "m-2"})
    assert "Berita Acara" in galat(answer, 409)["message"]


def test_a_draft_open_in_a_browser_stays_as_it_was(musren: Musren):
    with musren.database.write() as session:
        open_one = draf.start(
            session, dunia.act(session, Peran.KPMD), flow("musrenbangdes"), dunia.year(session),
            dunia.SUKAMAJU, kunci="peramban",
        )  # fmt: skip
        before = dict(open_one.jawaban)
    jalan.held(musren)
    with musren.database.read() as session:
        kept = session.scalar(select(Draf).where(Draf.kunci == "peramban"))
        assert kept is not None
        assert (kept.status, kept.jawaban) == ("terbuka", before)


def test_a_program_and_a_page_read_the_same_answers_again(musren: Musren):
    jalan.held(musren)
    with musren.database.write() as session:
        again = draf.start(
            session, dunia.act(session, Peran.KPMD), flow("musrenbangdes"), dunia.year(session),
            dunia.SUKAMAJU, kunci="lagi",
        )  # fmt: skip
        values, wrong, _ = draf.review(session, again)
    assert wrong == {}
    assert again.jawaban["hadir"][3]["rtm"] == "ya"
    assert values["jam_mulai"].hour == 9


@pytest.mark.parametrize(
    ("rows", "paths"),
    [
        ([jalan.decided(2, putusan="ditolak"), jalan.decided(1)], {"keputusan.0.alasan"}),
        ([jalan.decided(2)], {f"keputusan.{jalan.kode(1)}.putusan"}),
        ([jalan.decided(2, putusan="entah"), jalan.decided(1)], {"keputusan.0.putusan"}),
    ],
)
def test_rows_with_faults_are_named_as_the_program_numbered_them(musren: Musren, rows, paths):
    musren.fill(Peran.KEPALA_DESA, "profil-desa", dunia.SUKAMAJU, dunia.PROFIL)
    jalan.two_proposals(musren)
    answer = musren.program(Peran.KPMD).post(jalan.DESA, jalan.meeting(*rows))
    assert set(galat(answer, 422)["errors"]) == paths


def test_a_refusal_of_a_rule_names_the_programs_row(musren: Musren):
    musren.fill(Peran.KEPALA_DESA, "profil-desa", dunia.SUKAMAJU, dunia.PROFIL)
    jalan.two_proposals(musren)
    body = jalan.meeting(jalan.decided(2, sumber="blm"), jalan.decided(1))
    errors = galat(musren.program(Peran.KPMD).post(jalan.DESA, body), 422)["errors"]
    assert set(errors) == {"keputusan.0.sumber"}


def test_a_proposal_of_elsewhere_is_refused_like_one_that_is_not_there(musren: Musren):
    musren.fill(Peran.KEPALA_DESA, "profil-desa", dunia.SUKAMAJU, dunia.PROFIL)
    jalan.two_proposals(musren)
    other = musren.program(Peran.KPMD, dunia.SUKAMULYA)
    body = dunia.usulan() | {"desa_kode": str(dunia.SUKAMULYA), "tahun": 2011, "kunci": "x"}
    foreign = other.post("/api/v1/usulan", body).get_json()["kode"]
    told = [
        galat(
            musren.program(Peran.KPMD).post(
                jalan.DESA,
                jalan.meeting(jalan.decided(1), jalan.decided(2), jalan.decided(1, kode=kode)),
            ),
            422,
        )
        for kode in (foreign, "99.01.01.2002-2011-999")
    ]
    assert told[0] == told[1]
    assert set(told[0]["errors"]) == {"keputusan.2.kode"}


def test_the_same_proposal_twice_is_refused(musren: Musren):
    musren.fill(Peran.KEPALA_DESA, "profil-desa", dunia.SUKAMAJU, dunia.PROFIL)
    jalan.two_proposals(musren)
    body = jalan.meeting(jalan.decided(1), jalan.decided(2), jalan.decided(1))
    errors = galat(musren.program(Peran.KPMD).post(jalan.DESA, body), 422)["errors"]
    assert set(errors) == {"keputusan.2.kode"}


def test_without_the_village_profile_the_meeting_waits(musren: Musren):
    jalan.two_proposals(musren)
    answer = musren.program(Peran.KPMD).post(jalan.DESA, jalan.meeting())
    assert "Profil desa" in galat(answer, 409)["message"]


def test_a_musrenbang_kecamatan_ranks_what_the_villages_brought(musren: Musren):
    jalan.at_the_kecamatan(musren)
    program = musren.program(Peran.FK)
    made = program.post(jalan.KECAMATAN, jalan.kecamatan_meeting())
    assert made.status_code == 201, made.text
    told = made.get_json()
    assert [(k["kode"], k["sumber"], k["peringkat"]) for k in told["keputusan"]] == [
        (jalan.kode(1), "apbd", 1)
    ]
    again = program.post(jalan.KECAMATAN, jalan.kecamatan_meeting())
    assert (again.status_code, again.get_json()) == (200, told)
    asked = program.get(KEPUTUSAN, wilayah=str(dunia.KECAMATAN), tahun=2011)
    assert asked.get_json() == told


def test_the_kecamatan_decides_only_on_what_came_in(musren: Musren):
    jalan.at_the_kecamatan(musren)
    row = {"kode": jalan.kode(2), "putusan": "disepakati", "peringkat": 2}
    body = jalan.kecamatan_meeting(
        prioritas_apbd=[row, {"kode": jalan.kode(1), "putusan": "disepakati", "peringkat": 1}]
    )
    errors = galat(musren.program(Peran.FK).post(jalan.KECAMATAN, body), 422)["errors"]
    assert set(errors) == {"prioritas_apbd.0.kode"}


def test_a_place_of_the_wrong_level_has_no_such_meeting(ringan: Musren):
    program = ringan.program(Peran.FK)
    body = jalan.meeting()
    address = f"/api/v1/desa/{dunia.KECAMATAN}/2011/musrenbangdes"
    assert "kode" in galat(program.post(address, body), 422)["errors"]
    told = galat(ringan.program(Peran.BAPPEDA).get(KEPUTUSAN, wilayah="99.01", tahun=2011), 422)
    assert "wilayah" in told["errors"]
