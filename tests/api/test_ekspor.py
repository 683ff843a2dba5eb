"""The list for Bappeda over the JSON edge: three forms, the places of the key, a trace."""

import csv
import io
import json

import openpyxl
import pytest
from sqlalchemy import select

from musren.domain.peran import Peran
from musren.models.jejak import Jejak
from tests import dunia
from tests.api import jalan
from tests.api.conftest import Musren, galat, usulan

EKSPOR = "/api/v1/ekspor/bappeda"


def two_villages(musren: Musren) -> None:
    jalan.two_proposals(musren)
    program = musren.program(Peran.KPMD, dunia.SUKAMULYA)
    made = program.post("/api/v1/usulan", usulan() | {"desa_kode": str(dunia.SUKAMULYA)})
    assert made.status_code == 201


def test_the_list_as_json_csv_and_workbook_holds_the_same_rows(musren: Musren):
    two_villages(musren)
    program = musren.program(Peran.BAPPEDA)

    def taken(bentuk: str):
        answer = program.get(EKSPOR, kabupaten="99.01", tahun=2011, format=bentuk)
        assert answer.status_code == 200, answer.text
        assert answer.headers["Content-Disposition"] == (
            f"attachment; filename=usulan-99.01-2011-0001.{bentuk}"
        )
        assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
        return answer.data

    codes = [row["kode"] for row in json.loads(taken("json"))["rows"]]
    assert codes == [jalan.kode(1), jalan.kode(2), "99.01.01.2002-2011-001"]
    rows = list(csv.reader(io.StringIO(taken("csv").decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == codes
    book = openpyxl.load_workbook(io.BytesIO(taken("xlsx")), read_only=True)
    cells = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert set(codes) <= cells


def test_a_download_is_kept_in_the_trace(musren: Musren):
    musren.program(Peran.BAPPEDA).get(EKSPOR, kabupaten="99.01", tahun=2011, desa="99.01.01.2001")
    with musren.database.read() as session:
        kept = session.scalar(select(Jejak).where(Jejak.tindakan == "unduh_daftar"))
        assert kept is not None
        assert kept.rincian["saring"] == {"desa": "99.01.01.2001"}


def test_a_kecamatan_takes_its_own_part(ringan: Musren):
    two_villages(ringan)
    camat = ringan.program(Peran.CAMAT)
    told = camat.get(EKSPOR, kabupaten="99.01", tahun=2011, sumber="add").get_json()
    assert [row["kode"] for row in told["rows"]] == [jalan.kode(2), "99.01.01.2002-2011-001"]


@pytest.mark.parametrize("kabupaten", ["35.07", "99.02"])
def test_another_kabupaten_is_not_there(ringan: Musren, kabupaten: str):
    program = ringan.program(Peran.BAPPEDA)
    galat(program.get(EKSPOR, kabupaten=kabupaten, tahun=2011), 404)


def test_a_village_does_not_take_the_list(ringan: Musren):
    galat(ringan.program(Peran.KEPALA_DESA).get(EKSPOR, kabupaten="99.01", tahun=2011), 403)


def test_an_unknown_form_is_refused(ringan: Musren):
    answer = ringan.program(Peran.BAPPEDA).get(EKSPOR, kabupaten="99.01", tahun=2011, format="pdf")
    assert "format" in galat(answer, 422)["errors"]
