"""The home of a kabupaten: every kecamatan with its villages, as one funnel."""

from dataclasses import dataclass

from flask import Blueprint
from flask.typing import ResponseReturnValue

from musren.domain.peran import Hak
from musren.domain.wilayah import Level
from musren.integration.keadaan import Keadaan
from musren.services import daftar, papan
from musren.services.daftar import Saring
from musren.services.papan import Papan
from musren.web.access import by_kode, need
from musren.web.halaman import page
from musren.web.kecamatan import BarisDesa, counted, line
from musren.web.tempat import at
from musren.web.tugas import ahead
from musren.web.unit_of_work import current_session

kabupaten = Blueprint("kabupaten", __name__, url_prefix="/kabupaten/<kode>/<int:tahun>")


@dataclass(frozen=True, kw_only=True)
class BarisKecamatan:
    """One kecamatan with its villages; `spc` is the state of its Surat Penetapan Camat."""

    papan: Papan
    desa: tuple[BarisDesa, ...]
    jumlah: dict[str, int]
    spc: str
    alasan: str
    pelaku: str


def _line(board: Papan, villages: list[Papan]) -> BarisKecamatan:
    own = tuple(line(one) for one in villages if board.kode.contains(one.kode))
    states = {one.tahap.kunci: one.keadaan for one in board.tahap}
    if states["tanda_tangan_spc"] == Keadaan.SELESAI:
        spc = "ditandatangani"
    elif states["spc"] == Keadaan.SELESAI:
        spc = "terbit"
    else:
        spc = "belum"
    current = ahead(board.tahap)
    return BarisKecamatan(
        papan=board, desa=own, jumlah=counted(own), spc=spc,
        alasan=f"{current.tahap.judul}: {current.alasan}" if current else "",
        pelaku=current.pelaku if current else "",
    )  # fmt: skip


@kabupaten.get("")
@need(Hak.LIHAT_KABUPATEN, place=by_kode)
def beranda(kode: str, tahun: int) -> ResponseReturnValue:
    """Counts and rupiah of the whole kabupaten; what blocks whom, opened kecamatan by kecamatan."""
    di = at(current_session(), kode, tahun, Level.KABUPATEN)
    villages = papan.villages(di.session, di.year, di.place)
    boards = papan.kecamatan_board(di.session, di.year, di.place)
    lines = [_line(board, villages) for board in boards]
    return page(
        "kabupaten/beranda.html", di.nama, **di.context(), kecamatan=lines,
        jumlah=counted([one for k in lines for one in k.desa]), desa=len(villages),
        spc=sum(k.spc == "ditandatangani" for k in lines),
        rekap=daftar.totals(di.session, di.year, Saring(), (di.place,)),
        boleh_unduh=di.may(Hak.UNDUH_DAFTAR), boleh_jejak=di.may(Hak.BACA_JEJAK),
    )  # fmt: skip
