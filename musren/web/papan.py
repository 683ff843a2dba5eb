"""The meeting board of a kabupaten: every kecamatan and village with what blocks it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from musren.domain.peran import Hak
from musren.domain.wilayah import Level
from musren.integration.keadaan import Keadaan
from musren.services import papan as boards
from musren.services import papan_kabupaten
from musren.services.langkah_kecamatan import LangkahKecamatan
from musren.services.papan import Papan
from musren.services.papan_kabupaten import TahapKabupaten
from musren.web.access import by_kode, need
from musren.web.halaman import page
from musren.web.kecamatan import BarisDesa, counted, line
from musren.web.tempat import Di, at
from musren.web.tugas import ahead
from musren.web.unit_of_work import current_session

papan = Blueprint("papan", __name__, url_prefix="/kabupaten/<kode>/<int:tahun>/papan")

PER_PAGE = 5
"""Kecamatan with all their villages on one page; a kecamatan has some fifteen villages."""

STATES = ("belum", "berjalan", "ditandatangani", "selesai")
LABEL = {
    Keadaan.BELUM: "Belum", Keadaan.DRAF: "Berjalan", Keadaan.MENUNGGU: "Menunggu",
    Keadaan.SELESAI: "Selesai", Keadaan.TERHALANG: "Terhalang",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class BarisPapan:
    """One kecamatan: what it works on now, its steps so far, and its villages."""

    papan: Papan
    judul: str
    keadaan: str
    label: str
    alasan: str
    pelaku: str
    langkah: str
    spc: str
    jumlah: dict[str, int]
    desa: tuple[BarisDesa, ...]


def rows(
    kecamatan: Sequence[Papan], villages: Sequence[Papan], steps: Mapping[str, LangkahKecamatan]
) -> list[BarisPapan]:
    """The board in the order of codes."""
    return [_row(one, villages, steps.get(str(one.kode), LangkahKecamatan())) for one in kecamatan]


def _row(board: Papan, villages: Sequence[Papan], steps: LangkahKecamatan) -> BarisPapan:
    own = tuple(line(one) for one in villages if board.kode.contains(one.kode))
    current = ahead(board.tahap)
    state = current.keadaan if current else Keadaan.SELESAI
    done = {one.tahap.kunci: one.keadaan == Keadaan.SELESAI for one in board.tahap}
    spc = "belum"
    if done["spc"]:
        spc = "ditandatangani" if done["tanda_tangan_spc"] else "terbit"
    return BarisPapan(
        papan=board, judul=current.tahap.judul if current else "Semua tahap selesai",
        keadaan=state.value, label=LABEL[state], alasan=current.alasan if current else "",
        pelaku=current.pelaku if current else "", langkah=steps.kalimat, spc=spc,
        jumlah=counted(own), desa=own,
    )  # fmt: skip


def is_blocked(one: Papan) -> bool:
    """Whether something keeps the place from its next step."""
    current = ahead(one.tahap)
    return current is not None and current.keadaan == Keadaan.TERHALANG


def _blocked_only(row: BarisPapan) -> BarisPapan:
    kept = tuple(one for one in row.desa if is_blocked(one.papan))
    return replace(row, desa=kept)


def board_of(di: Di) -> tuple[list[BarisPapan], list[TahapKabupaten]]:
    """The board and the kabupaten's own stages, in a fixed number of statements."""
    found = boards.together(di.session, di.year, di.place)
    stages = papan_kabupaten.stages(di.session, di.year, di.place, found.kecamatan)
    return rows(found.kecamatan, found.desa, found.langkah), stages


@papan.get("")
@need(Hak.LIHAT_KABUPATEN, place=by_kode)
def lihat(kode: str, tahun: int) -> ResponseReturnValue:
    """A few kecamatan at a time; ``terhalang=ya`` keeps what is blocked, ``cetak=ya`` shows all."""
    di = at(current_session(), kode, tahun, Level.KABUPATEN)
    found, stages = board_of(di)
    whole = len(found)
    blocked = bool(request.args.get("terhalang"))
    if blocked:
        found = [_blocked_only(one) for one in found]
        found = [one for one in found if one.desa or is_blocked(one.papan)]
    printing = "cetak" in request.args
    number = _page(len(found))
    shown = found if printing else found[(number - 1) * PER_PAGE : number * PER_PAGE]
    return page(
        "kabupaten/papan.html", "Papan musyawarah", **di.context(), kecamatan=shown,
        tahap=stages, label=LABEL, terhalang=blocked, cetak=printing, halaman=number,
        banyak=len(found), per=PER_PAGE, semua=whole, boleh_isi=di.may(Hak.ISI_KABUPATEN),
        cari="&terhalang=ya" if blocked else "",
    )  # fmt: skip


def _page(count: int) -> int:
    """The page asked for, kept within those there are."""
    asked = request.args.get("halaman", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1  # noqa: PLR2004
    return max(1, min(number, (count + PER_PAGE - 1) // PER_PAGE))
