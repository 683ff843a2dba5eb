"""A program asks how far a job is: with a key of its place, and with no other."""

from musren.domain.peran import Peran
from musren.services import pekerjaan
from musren.services.pekerjaan import Hasil, Kemajuan
from tests import dunia
from tests.api.conftest import Musren, Program, galat
from tests.kerja_uji import asked, somebody

FILE = Hasil(nama="a.zip", tipe="application/zip", sha256="a" * 64, ukuran=3)


def test_the_way_of_a_job_is_told_from_the_line_to_its_files(musren: Musren):
    kode = asked(musren.database, "naskah_wilayah")
    program = musren.program(Peran.CAMAT)
    address = f"/api/v1/pekerjaan/{kode}"
    waiting = program.get(address).get_json()
    assert (waiting["status"], waiting["hasil"], waiting["berakhir"]) == ("antre", [], None)
    with musren.database.write() as session:
        klaim = pekerjaan.claim(session, dunia.NOW)
        assert klaim is not None
        pekerjaan.beat(session, klaim, dunia.NOW, Kemajuan(selesai=1, jumlah=2, kini="BA"))
    running = program.get(address).get_json()
    assert (running["selesai"], running["jumlah"], running["kini"]) == (1, 2, "BA")
    with musren.database.write() as session:
        pekerjaan.finish(session, somebody(session), klaim, [FILE], ["Satu."])
    done = musren.program(Peran.BAPPEDA).get(address).get_json()
    assert (done["status"], done["catatan"]) == ("selesai", ["Satu."])
    assert done["hasil"] == [
        {"nama": "a.zip", "tipe": "application/zip", "sha256": "a" * 64, "ukuran": 3}
    ]


def test_a_key_of_another_place_or_no_key_finds_nothing(ringan: Musren):
    kode = asked(ringan.database, "naskah_wilayah")
    address = f"/api/v1/pekerjaan/{kode}"
    galat(ringan.program(Peran.KPMD).get(address), 404)
    galat(ringan.program(Peran.KEPALA_DESA, dunia.SUKAMULYA).get(address), 404)
    galat(Program(ringan.app).get(address), 401)
    galat(ringan.program(Peran.CAMAT).get("/api/v1/pekerjaan/tidak-ada"), 404)
