"""The way of a year over the JSON edge: proposals, meeting, papers, signatures, kecamatan."""

from datetime import date
from typing import Any

from werkzeug.test import TestResponse

from musren.domain.peran import Peran
from musren.services import naskah, terbit
from tests import dunia
from tests.api.conftest import Musren, usulan

DESA = f"/api/v1/desa/{dunia.SUKAMAJU}/2011/musrenbangdes"
KECAMATAN = f"/api/v1/kecamatan/{dunia.KECAMATAN}/2011/musrenbang-kecamatan"
NASKAH = "/api/v1/naskah"


def kode(number: int) -> str:
    return f"{dunia.SUKAMAJU}-2011-{number:03}"


def two_proposals(musren: Musren) -> None:
    """One for the kecamatan's APBD list, one from the village's own money."""
    program = musren.program(Peran.KPMD)
    apbd = {"kegiatan": "Perbaikan jalan kabupaten", "skpd": "Dinas Pekerjaan Umum", "kunci": "u-1",
            "dana": [{"sumber": "apbd", "jumlah": 37_800_000}]}  # fmt: skip
    for changed in (apbd, {"kunci": "u-2"}):
        made = program.post("/api/v1/usulan", usulan() | changed)
        assert made.status_code == 201, made.text


def decided(number: int, **changed: Any) -> dict[str, Any]:
    sumber = "apbd" if number == 1 else "add"
    row = {"kode": kode(number), "putusan": "disepakati", "sumber": sumber, "peringkat": 1}
    return row | changed


def meeting(*decisions: dict[str, Any], **changed: Any) -> dict[str, Any]:
    rows = list(decisions) or [decided(1), decided(2)]
    agenda = [{"acara": "Pembukaan"}, {"acara": "Penetapan"}]
    return dunia.musrenbangdes(rows, kunci="m-1", agenda=agenda, **changed)


def held(musren: Musren) -> TestResponse:
    """Profile, two proposals and the Musrenbangdes that agreed on both."""
    musren.fill(Peran.KEPALA_DESA, "profil-desa", dunia.SUKAMAJU, dunia.PROFIL)
    two_proposals(musren)
    made = musren.program(Peran.KPMD).post(DESA, meeting())
    assert made.status_code == 201, made.text
    return made


def order(jenis: str = "ba_musrenbangdes", **changed: Any) -> dict[str, Any]:
    return {
        "jenis": jenis, "wilayah": str(dunia.SUKAMAJU), "tahun": 2011, "tanggal": "2011-01-17",
        "kunci": f"n-{jenis}", **changed,
    }  # fmt: skip


def issued(musren: Musren, jenis: str = "ba_musrenbangdes", **changed: Any) -> dict[str, Any]:
    made = musren.program(Peran.KEPALA_DESA).post(NASKAH, order(jenis, **changed))
    assert made.status_code == 201, made.text
    told: dict[str, Any] = made.get_json()
    return told


def signed(musren: Musren, naskah_id: int) -> None:
    """Everybody signs; a village's Berita Acara brings its proposals to the kecamatan."""
    with musren.database.write() as session:
        paper = naskah.get(session, naskah_id)
        days = {t.id: date(2011, 1, 17) for t in paper.tanda_tangan}
        scan = terbit.Scan(sha256="0" * 64, tipe="application/pdf", ukuran=9)
        terbit.record_signatures(session, dunia.act(session, Peran.KEPALA_DESA), paper, scan, days)


def kecamatan_meeting(**changed: Any) -> dict[str, Any]:
    present = [
        {"nama": f"Utusan {n}", "jk": "P" if n % 2 else "L", "unsur": "Wakil desa",
         "desa_kode": str(dunia.SUKAMAJU), "alamat": "Desa Sukamaju"}
        for n in range(1, 8)
    ]  # fmt: skip
    keys = [f"{p['nama']} — {p['alamat']}" for p in present]
    body = meeting(hadir=present, pimpinan_nama="Utusan 1", notulis_nama="Utusan 2")
    for name in ("evaluasi_ada", "keputusan", "wakil_masyarakat", "wakil_desa"):
        del body[name]
    return body | {
        "prioritas_blm": [],
        "prioritas_apbd": [{"kode": kode(1), "putusan": "disepakati", "peringkat": 1}],
        "wakil_utusan": keys[:3], "delegasi": keys[:3],
        "pimpinan_nama": "Utusan 6", "notulis_nama": "Utusan 7", **changed,
    }  # fmt: skip


def at_the_kecamatan(musren: Musren) -> None:
    """The village's Berita Acara is signed, the kecamatan's office is known."""
    held(musren)
    signed(musren, issued(musren)["id"])
    musren.fill(Peran.CAMAT, "profil-kecamatan", dunia.KECAMATAN, dunia.CAMAT)
