"""Proposals over the JSON edge: sent once, read back, listed in pages."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from musren.domain.peran import Peran
from musren.models.draf import Draf
from musren.models.usulan import Usulan
from tests import dunia
from tests.api.conftest import Musren, galat, usulan

ALAMAT = "/api/v1/usulan"


def test_a_proposal_is_kept_and_told_back_with_its_suggestion(musren: Musren):
    program = musren.program(Peran.KPMD)
    made = program.post(ALAMAT, usulan(volume=140, biaya=37_800_000))
    assert made.status_code == 201, made.text
    told = made.get_json()
    assert told["kode"] == "99.01.01.2001-2011-001"
    assert told["status"] == "diajukan"
    assert (told["volume"], told["biaya"]) == (140, 37_800_000)
    assert [d["jumlah"] for d in told["dana"]] == [33_600_000, 4_200_000]
    assert told["saran"]["sumber"] == "add"
    assert told["saran"]["alasan"][0]["kalimat"]
    assert [(r["dari"], r["ke"], r["peran"]) for r in told["riwayat"]] == [("", "diajukan", "kpmd")]
    assert program.get(made.headers["Location"]).get_json() == told


@pytest.mark.parametrize(
    ("given", "kept"), [("2,5", 2.5), (2.5, 2.5), ("1.250", 1250), (1250, 1250), (0.125, 0.125)]
)
def test_a_volume_is_a_number_or_text_as_on_the_form(musren: Musren, given, kept):
    made = musren.program(Peran.KPMD).post(ALAMAT, usulan(volume=given))
    assert made.get_json()["volume"] == kept


def test_the_same_key_answers_with_the_first_proposal(musren: Musren):
    program = musren.program(Peran.KPMD)
    first = program.post(ALAMAT, usulan())
    again = program.post(ALAMAT, usulan())
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.get_json() == first.get_json()
    with musren.database.read() as session:
        assert session.scalar(select(func.count(Usulan.id))) == 1


def test_the_key_may_stand_in_the_header(musren: Musren):
    program, body = musren.program(Peran.KPMD), usulan()
    del body["kunci"]
    head = {"Idempotency-Key": "k-1"}
    assert program.post(ALAMAT, body, headers=head).status_code == 201
    assert program.post(ALAMAT, usulan()).status_code == 200


def test_the_same_key_with_other_content_is_a_conflict(musren: Musren):
    program = musren.program(Peran.KPMD)
    program.post(ALAMAT, usulan())
    told = galat(program.post(ALAMAT, usulan(satuan="meter persegi")), 409)
    assert "kunci" in told["errors"]


def test_the_same_key_of_somebody_else_is_another_key(musren: Musren):
    musren.program(Peran.KPMD).post(ALAMAT, usulan())
    other = musren.program(Peran.KPMD, dunia.SUKAMULYA)
    made = other.post(ALAMAT, usulan() | {"desa_kode": str(dunia.SUKAMULYA)})
    assert made.status_code == 201
    assert made.get_json()["desa_kode"] == str(dunia.SUKAMULYA)


def test_without_a_key_nothing_is_kept(musren: Musren):
    body = usulan()
    del body["kunci"]
    told = galat(musren.program(Peran.KPMD).post(ALAMAT, body), 422)
    assert "Idempotency-Key" in told["errors"]["kunci"]


def test_two_different_keys_are_refused(musren: Musren):
    answer = musren.program(Peran.KPMD).post(ALAMAT, usulan(), headers={"Idempotency-Key": "lain"})
    assert "kunci" in galat(answer, 422)["errors"]


def test_rules_across_fields_and_steps_are_those_of_the_form(musren: Musren):
    body = usulan(biaya=1, asal="usulan_lama", pemanfaat_rtm=999, kegiatan="", sumber_lain="x")
    del body["sumber_lain"]
    errors = galat(musren.program(Peran.KPMD).post(ALAMAT, body), 422)["errors"]
    assert set(errors) == {"kegiatan", "biaya", "asal_usulan_lama_tahun", "pemanfaat_rtm"}
    assert "selisih" in errors["biaya"]
    with musren.database.read() as session:
        assert session.scalar(select(func.count(Draf.id))) == 0


@pytest.mark.parametrize("name", ["status", "nomor_urut", "kode", "versi", "peran"])
def test_what_is_not_the_senders_to_set_is_refused(ringan: Musren, name: str):
    answer = ringan.program(Peran.KPMD).post(ALAMAT, usulan() | {name: "x"})
    assert name in galat(answer, 422)["errors"]


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"dana": 5}, "dana"),
        ({"dana": ["x"]}, "dana"),
        ({"dana": [{"sumber": "add", "jumlah": [1]}]}, "dana.0.jumlah"),
        ({"dana": [{"sumber": "add", "jumlah": 1, "x": 1}]}, "dana.0.x"),
        ({"dana": [{"sumber": "bansos", "jumlah": 37_800_000}]}, "dana.0.sumber"),
        ({"kegiatan": {"a": 1}}, "kegiatan"),
        ({"volume": True}, "volume"),
        ({"biaya": "tiga juta"}, "biaya"),
        ({"biaya": -1}, "biaya"),
        ({"biaya": 10**400}, "biaya"),
        ({"kegiatan": "x" * 301}, "kegiatan"),
        ({"desa_kode": "bukan"}, "desa_kode"),
        ({"desa_kode": "99.01.01"}, "desa_kode"),
        ({"tahun": 5}, "tahun"),
    ],
)
def test_a_value_of_another_shape_is_named(ringan: Musren, changed, path: str):
    place = dunia.KECAMATAN if changed.get("desa_kode") == "99.01.01" else None
    program = ringan.program(Peran.FK if place else Peran.KPMD, place)
    assert path in galat(program.post(ALAMAT, usulan() | changed), 422)["errors"]


def test_hostile_text_is_kept_as_typed_but_cleaned(musren: Musren):
    body = usulan(kegiatan="{{7*7}} <b>Jalan</b>\x00\u202e\ud800 =1+1")
    told = musren.program(Peran.KPMD).post(ALAMAT, body).get_json()
    assert told["kegiatan"] == "{{7*7}} <b>Jalan</b> =1+1"


def test_a_year_that_is_not_open_is_said(ringan: Musren):
    answer = ringan.program(Peran.KPMD).post(ALAMAT, usulan() | {"tahun": 2050})
    assert "2050" in galat(answer, 404)["message"]


# --- the list ---------------------------------------------------------------------------------


def send(musren: Musren, desa, count: int) -> None:
    program = musren.program(Peran.KPMD, desa)
    for n in range(1, count + 1):
        body = usulan(kegiatan=f"Kegiatan {n}") | {"desa_kode": str(desa), "kunci": f"k-{n}"}
        assert program.post(ALAMAT, body).status_code == 201


def walk(program, **query) -> list[list[str]]:
    pages, after = [], ""
    while after is not None:
        told = program.get(ALAMAT, tahun=2011, sesudah=after, **query).get_json()
        pages.append([row["kode"][-13:] for row in told["usulan"]])
        after = told["berikut"]
    return pages


def test_pages_hold_every_proposal_once_in_order(musren: Musren):
    send(musren, dunia.SUKAMAJU, 3)
    send(musren, dunia.SUKAMULYA, 2)
    pages = walk(musren.program(Peran.BAPPEDA), batas=2)
    assert [len(p) for p in pages] == [2, 2, 1]
    assert [kode for page in pages for kode in page] == [
        "2001-2011-001", "2001-2011-002", "2001-2011-003", "2002-2011-001", "2002-2011-002",
    ]  # fmt: skip


def test_a_list_shows_only_what_the_key_may_see(musren: Musren):
    send(musren, dunia.SUKAMAJU, 2)
    send(musren, dunia.SUKAMULYA, 1)
    own = musren.program(Peran.BPD, dunia.SUKAMULYA)
    assert walk(own) == [["2002-2011-001"]]
    assert walk(musren.program(Peran.CAMAT), desa=str(dunia.SUKAMAJU)) == [
        ["2001-2011-001", "2001-2011-002"]
    ]
    foreign = own.get(ALAMAT, tahun=2011, desa=str(dunia.SUKAMAJU))
    missing = own.get(ALAMAT, tahun=2011, desa="99.01.01.2999")
    assert galat(foreign, 404) == galat(missing, 404)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"status": "diajukan"}, 2),
        ({"status": "ditolak"}, 0),
        ({"sumber": "add"}, 2),
        ({"sumber": "blm"}, 0),
        ({"teks": "kegiatan 2"}, 1),
        ({"teks": "%"}, 0),
        ({"kabupaten": "99.01"}, 2),
        ({"kecamatan": "99.01.01"}, 2),
        ({"sesudah": "99.01.01.2001-2011-001"}, 1),
    ],
)
def test_a_list_is_filtered(ringan: Musren, query, count: int):
    send(ringan, dunia.SUKAMAJU, 2)
    told = ringan.program(Peran.KPMD).get(ALAMAT, tahun=2011, **query).get_json()
    assert len(told["usulan"]) == count


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ({}, "tahun"),
        ({"tahun": 2011, "statsu": "diajukan"}, "statsu"),
        ({"tahun": 2011, "status": "selesai"}, "status"),
        ({"tahun": 2011, "batas": 0}, "batas"),
        ({"tahun": 2011, "batas": 101}, "batas"),
        ({"tahun": 2011, "sesudah": "x"}, "sesudah"),
        ({"tahun": 2011, "desa": "x"}, "desa"),
    ],
)
def test_a_question_that_cannot_be_read_is_told(ringan: Musren, query, name: str):
    assert name in galat(ringan.program(Peran.KPMD).get(ALAMAT, **query), 422)["errors"]


@pytest.mark.parametrize("kode", ["x", "x" * 400, "99.01.01.2001-2011-999", "%00", "%F0%9F%92%A9"])
def test_a_proposal_that_is_not_there_is_not_found(musren: Musren, kode: str):
    galat(musren.program(Peran.KPMD).get(f"{ALAMAT}/{kode}"), 404)


def test_the_same_key_sent_at_once_is_kept_once(musren: Musren):
    program = musren.program(Peran.KPMD)
    with ThreadPoolExecutor(4) as many:
        answers = list(many.map(lambda _: program.post(ALAMAT, usulan()), range(4)))
    assert sorted(a.status_code for a in answers) == [200, 200, 200, 201]
    with musren.database.read() as session:
        assert session.scalar(select(func.count(Usulan.id))) == 1
    assert program.post(ALAMAT, usulan()).status_code == 200
