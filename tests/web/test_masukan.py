"""What no honest browser sends: impossible numbers and letters; on both engines, never a fault."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from musren.models.database import Database
from musren.models.draf import Draf
from musren.models.naskah import Naskah
from musren.models.tahun import PerubahanParameter, PetaSumber
from musren.models.usulan import RiwayatStatus
from tests.fixtures.database import ENGINES, empty
from tests.web import keadaan
from tests.web.conftest import PASSWORD, SUKAMAJU, people
from tests.web.inspector import Browser

SignedIn = Callable[[str], Browser]
NUL = "a\0b"
NOT_NUMBERS = ("9223372036854775808", "9" * 30, "9" * 5000, "2147483648", "²", "-1", "1e3")
ADDRESSES = (
    "/draf/{}", "/draf/{}/periksa", "/usulan/{}", "/naskah/{}", "/naskah/{}/keaslian", "/berkas/{}",
    "/desa/99.01.01.2001/{}", "/desa/99.01.01.2001/{}/usulan", "/kecamatan/99.01.01/{}",
    "/kabupaten/99.01/{}", "/kabupaten/99.01/{}/parameter", "/kabupaten/99.01/pengguna/{}",
    "/formulir/usulan/{}/99.01.01.2001", "/naskah/spc/99.01.01/{}",
)  # fmt: skip
MARKERS = (
    "/desa/99.01.01.2001/2011/usulan?sesudah=99.01.01.2001~{}", "/jejak/99.01?sebelum={}",
    "/kabupaten/99.01/2011/daftar?sesudah=99.01.01.2001~{}", "/naskah/spc/99.01.01/2011?ganti={}",
    "/desa/99.01.01.2001/2011/usulan?sesudah={}~1", "/jejak/99.01?tindakan={}",
    "/kabupaten/99.01/2011/daftar?teks={}&sumber={}&desa={}",
)  # fmt: skip


@pytest.fixture(params=ENGINES)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """The people of these tests on either engine."""
    found: Database = request.getfixturevalue(
        "sqlite_database" if request.param == "sqlite" else "postgres_database"
    )
    people(found)
    yield found
    empty(found)


def test_a_number_that_no_row_can_have_is_a_page_that_is_not_there(signed_in: SignedIn):
    browser = signed_in("admin")
    told = {
        (path, number): browser.get(path.format(number)).status_code
        for path in ADDRESSES
        for number in NOT_NUMBERS
    }
    assert {one: status for one, status in told.items() if status != 404} == {}


@pytest.mark.parametrize("sign", ["²", "٣", NUL, "9" * 30, "%", "'"])
def test_a_strange_mark_in_the_address_of_a_list_does_no_harm(signed_in: SignedIn, sign: str):
    browser = signed_in("admin")
    for path in MARKERS:
        answer = browser.get(path.replace("{}", sign), follow_redirects=True)
        assert answer.status_code == 200, path


def test_a_name_with_a_nul_is_nobodys_name(client: Browser):
    answer = client.send("/masuk", {"nama_pengguna": "kpm\0d\0\0x", "sandi": NUL})
    assert answer.status_code == 401


def test_a_nul_reaches_no_column(app: Flask, signed_in: SignedIn, database: Database):
    """Reasons, keys, sources and names of files: whatever a form carries beside its fields."""
    keadaan.meeting(database)
    kpmd, kades, admin = signed_in("kpmd"), signed_in("kades"), signed_in("admin")
    desa, place = keadaan.DESA, str(SUKAMAJU)
    table = (io.BytesIO(b"Kegiatan;Biaya;Sumber\nJalan;1000000;Hibah\n"), "a\0b\x07.csv")
    paper = {"tanggal": "17/1/2011", "setuju": "ya"}
    sent = [
        kpmd.send(f"/formulir/usulan/2011/{place}/mulai", {"kunci": NUL, "objek": NUL[1:2]}),
        kpmd.send(f"{desa}/impor", {"berkas": table}, content_type="multipart/form-data"),
        kpmd.send(f"{desa}/sumber", {"rincian": f"Hibah{NUL}", "sumber": "add"}),
        admin.send(
            f"{keadaan.KABUPATEN}/parameter/max_usulan_blm_per_desa",
            {"nilai": "4", "alasan": NUL, "versi": "1"},
        ),
        kades.send(f"/naskah/daftar_hadir/{place}/2011", {**paper, "kunci": NUL}),
    ]
    with database.read() as session:
        first = session.scalars(select(Naskah.id)).one()
    sent.append(
        kades.send(
            f"/naskah/daftar_hadir/{place}/2011",
            {**paper, "kunci": "k2", "mengganti": str(first), "alasan": "salah\0\u202e ketik"},
        )
    )
    refused = [one.get_data(as_text=True)[-1500:] for one in sent if one.status_code >= 400]
    assert refused == []
    with database.read() as session:
        kept = [
            *session.scalars(select(Draf.kunci)), *session.scalars(select(PetaSumber.rincian)),
            *session.scalars(select(PerubahanParameter.alasan)),
            *session.scalars(select(RiwayatStatus.alasan)),
            *session.scalars(select(Naskah.alasan_ganti)), *session.scalars(select(Naskah.kunci)),
        ]  # fmt: skip
    assert {"ab", "Hibahab", "salah ketik", "Impor ab.csv baris 2"} <= set(kept)
    assert not any("\0" in one for one in kept)


def test_a_reason_of_invisible_signs_is_no_reason(signed_in: SignedIn, database: Database):
    address = f"{keadaan.KABUPATEN}/parameter/max_usulan_blm_per_desa"
    answers = {"nilai": "4", "alasan": "\u200b \u2060", "versi": "1"}
    page = signed_in("admin").sent(address, answers, status=422)
    assert "Isi alasan perubahan." in page.text
    with database.read() as session:
        assert session.scalars(select(PerubahanParameter.id)).all() == []


@pytest.mark.parametrize("carried", ["[" * 100_000, '[["a"]]', "[1]", "{", '{"a": 1}', "null"])
def test_answers_carried_along_that_nobody_packed_are_nothing(carried: str, client: Browser):
    told = client.send("/masuk", {"nama_pengguna": "kpmd", "sandi": PASSWORD, "titipan": carried})
    assert (told.status_code, told.headers.get("Location")) == (303, "/")
