"""Downloads of the consolidated list: rows, totals and file come from one moment."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from musren.domain.errors import Invalid
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import RegionCode
from musren.exports.buku import workbook
from musren.exports.data_terbuka import csv_usulan, json_usulan
from musren.exports.potret import Potret
from musren.models.tahun import Tahun
from musren.services import jejak
from musren.services.daftar import Saring, per_skpd, stream, totals
from musren.services.wilayah import name

TIPE = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


@dataclass(frozen=True, slots=True)
class Unduhan:
    """A file to hand out."""

    nama: str
    tipe: str
    isi: bytes
    usulan: int
    biaya: int


def consolidated(
    session: Session, act: Act, year: Tahun, saring: Saring, places: Sequence[RegionCode],
    bentuk: str,
) -> Unduhan:  # fmt: skip
    """The list as xlsx, csv or json; who took what is kept in the trace. Raises Invalid."""
    if bentuk not in TIPE:
        raise Invalid(
            f"Bentuk “{bentuk}” tidak dikenal. Pilih xlsx, csv, atau json.",
            {"format": "Pilih xlsx, csv, atau json."},
        )
    kabupaten = RegionCode.parse(year.kabupaten_kode)
    rekap = totals(session, year, saring, places)
    potret = Potret(name(session, kabupaten), year.tahun, saring.used(), act.pada)
    rows = stream(session, year, saring, places)
    made: dict[str, Callable[[], bytes]] = {
        "xlsx": lambda: workbook(potret, rows, per_skpd(session, year, saring, places), rekap),
        "csv": lambda: csv_usulan(rows, rekap),
        "json": lambda: json_usulan(potret, rows, rekap),
    }
    isi = made[bentuk]()
    jejak.record(
        session, act, "unduh_daftar", f"tahun:{year.id}", place=kabupaten, hak=Hak.UNDUH_DAFTAR,
        rincian={"bentuk": bentuk, "saring": saring.used(), "usulan": rekap.usulan},
    )  # fmt: skip
    return Unduhan(
        f"usulan-{kabupaten}-{year.tahun}.{bentuk}", TIPE[bentuk], isi, rekap.usulan, rekap.biaya
    )
