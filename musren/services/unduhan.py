"""Downloads of the consolidated list: rows, totals and file come from one moment."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from musren.domain.errors import Invalid
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import RegionCode
from musren.exports.buku import workbook
from musren.exports.data_terbuka import csv_usulan, json_usulan
from musren.exports.kolom import Baris
from musren.exports.potret import Potret, Rekap
from musren.models.tahun import Tahun
from musren.services import jejak
from musren.services.daftar import Saring, per_skpd, skpd_totals, stream, totals
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Bahan:
    """Everything a file needs, read at one moment; making the file asks nothing more."""

    kabupaten: RegionCode
    tahun_id: int
    wilayah: tuple[RegionCode, ...]
    potret: Potret
    baris: Sequence[Baris]
    skpd: Sequence[Baris]
    rekap: Rekap

    def nama(self, bentuk: str) -> str:
        """What the file is called; the number is that of its picture."""
        number = f"-{self.potret.kode.rpartition('-')[2]}" if self.potret.kode else ""
        return f"usulan-{self.kabupaten}-{self.potret.tahun}{number}.{bentuk}"


def gather(
    session: Session, act: Act, year: Tahun, saring: Saring, places: Sequence[RegionCode]
) -> Bahan:
    """Read the list; reading is short, so that nobody's save waits for a workbook."""
    kabupaten = RegionCode.parse(year.kabupaten_kode)
    return Bahan(
        kabupaten=kabupaten,
        tahun_id=year.id,
        wilayah=tuple(places),
        potret=Potret(name(session, kabupaten), year.tahun, saring.used(), act.pada),
        baris=list(stream(session, year, saring, places)),
        skpd=list(per_skpd(session, year, saring, places)),
        rekap=replace(
            totals(session, year, saring, places),
            skpd=skpd_totals(session, year, saring, places),
        ),
    )


def check_form(bentuk: str) -> None:
    """Raises Invalid for a form the list is not given in."""
    if bentuk not in TIPE:
        raise Invalid(
            f"Bentuk “{bentuk}” tidak dikenal. Pilih xlsx, csv, atau json.",
            {"format": "Pilih xlsx, csv, atau json."},
        )


def make(bahan: Bahan, bentuk: str) -> Unduhan:
    """The list as xlsx, csv or json. Raises Invalid for another form."""
    check_form(bentuk)
    made: dict[str, Callable[[], bytes]] = {
        "xlsx": lambda: workbook(bahan.potret, bahan.baris, bahan.skpd, bahan.rekap),
        "csv": lambda: csv_usulan(bahan.baris, bahan.rekap, bahan.potret),
        "json": lambda: json_usulan(bahan.potret, bahan.baris, bahan.rekap),
    }
    return Unduhan(
        bahan.nama(bentuk), TIPE[bentuk], made[bentuk](), bahan.rekap.usulan, bahan.rekap.biaya
    )


def record(session: Session, act: Act, bahan: Bahan, bentuk: str) -> None:
    """Keep who took what."""
    jejak.record(
        session, act, "unduh_daftar", f"tahun:{bahan.tahun_id}", place=bahan.kabupaten,
        hak=Hak.UNDUH_DAFTAR,
        rincian={
            "bentuk": bentuk, "saring": dict(bahan.potret.saring), "usulan": bahan.rekap.usulan,
        },
    )  # fmt: skip


def consolidated(
    session: Session, act: Act, year: Tahun, saring: Saring, places: Sequence[RegionCode],
    bentuk: str,
) -> Unduhan:  # fmt: skip
    """Read, make and record in one go, for commands. Raises Invalid."""
    bahan = gather(session, act, year, saring, places)
    made = make(bahan, bentuk)
    record(session, act, bahan, bentuk)
    return made
