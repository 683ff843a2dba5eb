"""Papers over the JSON edge: issued once, listed, told with their signers, handed out safely."""

import hashlib
import io
import zipfile

from musren.domain.peran import Peran
from tests import dunia
from tests.api import jalan
from tests.api.conftest import Musren, galat


def test_a_paper_is_issued_with_number_signers_and_file(musren: Musren):
    jalan.held(musren)
    told = jalan.issued(musren)
    assert told["nomor"]
    assert (told["status"], told["kurang_tanda_tangan"]) == ("terbit", 5)
    assert [t["ditandatangani"] for t in told["tanda_tangan"]] == [None] * 5
    assert told["pdf"] is None
    program = musren.program(Peran.BPD)
    assert program.get(f"{jalan.NASKAH}/{told['id']}").get_json() == told
    file = program.get(told["docx"]["tautan"])
    assert file.status_code == 200
    assert hashlib.sha256(file.data).hexdigest() == told["docx"]["sha256"]
    assert zipfile.is_zipfile(io.BytesIO(file.data))
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert file.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert file.headers["Content-Disposition"].startswith("attachment; filename=ba_musrenbangdes-")


def test_a_pdf_nobody_made_yet_is_told_so(musren: Musren):
    jalan.held(musren)
    told = jalan.issued(musren)
    answer = musren.program(Peran.BPD).get(f"{jalan.NASKAH}/{told['id']}/pdf")
    assert "PDF" in galat(answer, 409)["message"]


def test_the_same_key_issues_once(musren: Musren):
    jalan.held(musren)
    first = jalan.issued(musren)
    program = musren.program(Peran.KEPALA_DESA)
    again = program.post(jalan.NASKAH, jalan.order())
    assert (again.status_code, again.get_json()) == (200, first)
    told = galat(program.post(jalan.NASKAH, jalan.order(tanggal="2011-01-18")), 409)
    assert "kunci" in told["errors"]


def test_a_paper_is_not_issued_twice_under_two_keys(musren: Musren):
    jalan.held(musren)
    jalan.issued(musren)
    answer = musren.program(Peran.KEPALA_DESA).post(jalan.NASKAH, jalan.order(kunci="n-2"))
    assert "sudah diterbitkan" in galat(answer, 409)["message"]


def test_an_unsigned_paper_is_replaced_with_a_reason(musren: Musren):
    jalan.held(musren)
    first = jalan.issued(musren)
    program = musren.program(Peran.KEPALA_DESA)
    silent = jalan.order(kunci="n-2", mengganti=first["id"])
    assert "alasan" in galat(program.post(jalan.NASKAH, silent), 422)["errors"]
    told = program.post(jalan.NASKAH, silent | {"alasan": "Salah ketik nama dusun"})
    assert told.status_code == 201, told.text
    assert told.get_json()["menggantikan_id"] == first["id"]
    assert program.get(f"{jalan.NASKAH}/{first['id']}").get_json()["status"] == "diganti"


def test_a_paper_waits_for_what_must_come_first(musren: Musren):
    jalan.held(musren)
    program = musren.program(Peran.KEPALA_DESA)
    told = galat(program.post(jalan.NASKAH, jalan.order("sk_rkp_desa")), 409)
    assert "Berita Acara" in told["message"]


def test_only_who_may_issue_issues(musren: Musren):
    jalan.held(musren)
    galat(musren.program(Peran.KPMD).post(jalan.NASKAH, jalan.order()), 403)
    galat(musren.program(Peran.BAPPEDA).post(jalan.NASKAH, jalan.order()), 403)
    galat(musren.program(Peran.SEKDES).post(jalan.NASKAH, jalan.order("sk_rkp_desa")), 403)


def test_a_kind_of_another_level_is_not_found(ringan: Musren):
    program = ringan.program(Peran.KEPALA_DESA)
    galat(program.post(jalan.NASKAH, jalan.order("spc")), 404)
    told = galat(program.post(jalan.NASKAH, jalan.order("surat_cinta")), 422)
    assert "jenis" in told["errors"]


def test_a_list_shows_papers_of_the_places_the_key_may_see(musren: Musren):
    jalan.held(musren)
    ids = [jalan.issued(musren, "daftar_hadir")["id"], jalan.issued(musren)["id"]]

    def seen(peran, place=None, **query):
        told = musren.program(peran, place).get(jalan.NASKAH, **query).get_json()
        return [p["id"] for p in told["naskah"]]

    assert seen(Peran.BPD) == ids
    assert seen(Peran.CAMAT, wilayah=str(dunia.SUKAMAJU), tahun=2011) == ids
    assert seen(Peran.BAPPEDA, jenis="ba_musrenbangdes") == ids[1:]
    assert seen(Peran.BAPPEDA, tahun=2012) == []
    assert seen(Peran.BPD, dunia.SUKAMULYA) == []


def test_a_list_of_papers_goes_page_by_page(musren: Musren):
    jalan.held(musren)
    ids = [jalan.issued(musren, "daftar_hadir")["id"], jalan.issued(musren)["id"]]
    program = musren.program(Peran.BPD)
    first = program.get(jalan.NASKAH, batas=1).get_json()
    assert ([p["id"] for p in first["naskah"]], first["berikut"]) == (ids[:1], ids[0])
    last = program.get(jalan.NASKAH, batas=1, sesudah=first["berikut"]).get_json()
    assert ([p["id"] for p in last["naskah"]], last["berikut"]) == (ids[1:], None)
