"""What the DPRD of the small demo brought from its recess, laid beside the proposals."""

from datetime import date

from sqlalchemy.orm import Session

from musren.cli.demo.langkah import fill
from musren.cli.demo.orang import Pemeran
from musren.domain.peran import Peran
from musren.domain.wilayah import RegionCode
from musren.models.tahun import Tahun
from musren.services.kabupaten.usulan import Masuk, incoming
from musren.services.pokir import catat, sanding

ANGGOTA = (
    ("Sabar Sitorus", "Fraksi Karya Bersama"), ("H. Zulkifli", "Fraksi Amanat Rakyat"),
    ("Dra. Halimah Yusuf", "Fraksi Amanat Rakyat"),
)  # fmt: skip
DAPIL = "Daerah Pemilihan Bina Makmur 1"
ANSWERED, ESCORTED = 6, 2
ALONE = (
    ("Pembangunan talud jalan kabupaten", 126_000_000), ("Rehabilitasi pasar kecamatan", None),
    ("Penerangan jalan umum", 60_000_000), ("Pelebaran jembatan kabupaten", 450_000_000),
)  # fmt: skip


def wishes(session: Session, cast: Pemeran, year: Tahun, place: RegionCode, day: date) -> None:
    """Ten wishes: six that proposals of the villages answer, four that none answers."""
    came = incoming(session, year, place)[:ANSWERED]
    act = cast.act(Peran.DPRD, place, day)
    for number, one in enumerate(came):
        code = _enter(session, cast, year, place, day, number, _of(one))
        sanding.match(
            session, act, year, place, catat.get(session, year, code),
            {"kode": one.usulan.kode, "kawal": number < ESCORTED,
             "catatan": "Sama dengan hasil reses"},
        )  # fmt: skip
    for number, (kegiatan, biaya) in enumerate(ALONE if came else (), ANSWERED):
        asked = {
            "kegiatan": kegiatan, "kecamatan_kode": came[0].kecamatan_kode,
            "biaya": "" if biaya is None else str(biaya),
            "keterangan": "Belum ada usulan desa yang sejalan",
        }  # fmt: skip
        _enter(session, cast, year, place, day, number, asked)


def _of(one: Masuk) -> dict[str, str]:
    u = one.usulan
    return {"kegiatan": u.kegiatan, "desa_kode": u.desa_kode, "lokasi": u.lokasi, "skpd": u.skpd}


def _enter(  # noqa: PLR0913, PLR0917
    session: Session, cast: Pemeran, year: Tahun, place: RegionCode, day: date, number: int,
    asked: dict[str, str],
) -> str:  # fmt: skip
    nama, fraksi = ANGGOTA[number % len(ANGGOTA)]
    given = {
        "jenis": "jaring_asmara" if number % 3 == 1 else "pokir", "anggota_nama": nama,
        "fraksi": fraksi, "dapil": DAPIL, **asked,
    }  # fmt: skip
    act = cast.act(Peran.DPRD, place, day)
    return fill(session, act, "pokir", year, place, given, kali=str(number)).partition(":")[2]
