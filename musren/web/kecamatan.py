"""The home of a kecamatan: its own stages, the board of its villages, what came in from them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from musren.domain.peran import Hak
from musren.domain.wilayah import Level
from musren.integration.keadaan import Keadaan
from musren.integration.tahapan import LABEL_STATUS, StatusUsulan
from musren.models.usulan import UsulanKecamatan
from musren.services import naskah, papan
from musren.services.kecamatan import incoming
from musren.services.papan import Papan
from musren.services.usulan_masuk import current
from musren.web import corong
from musren.web.access import by_kode, need
from musren.web.halaman import page
from musren.web.tempat import at
from musren.web.tugas import RUTE_KECAMATAN, ahead, next_step, steps
from musren.web.unit_of_work import current_session

kecamatan = Blueprint("kecamatan", __name__, url_prefix="/kecamatan/<kode>/<int:tahun>")

SIGNED = "tanda_tangan_ba"


@dataclass(frozen=True, kw_only=True)
class BarisDesa:
    """One village on the board: how far it is in one word, and why it is not further."""

    papan: Papan
    keadaan: str
    beres: int
    alasan: str
    pelaku: str


def line(board: Papan) -> BarisDesa:
    """Not begun, under way, Berita Acara signed, or all done."""
    states = {one.tahap.kunci: one.keadaan for one in board.tahap}
    done = sum(state == Keadaan.SELESAI for state in states.values())
    current = ahead(board.tahap)
    if current is None:
        state = "selesai"
    elif states.get(SIGNED) == Keadaan.SELESAI:
        state = "ditandatangani"
    elif done or any(s == Keadaan.DRAF for s in states.values()):
        state = "berjalan"
    else:
        state = "belum"
    return BarisDesa(
        papan=board, keadaan=state, beres=done,
        alasan=f"{current.tahap.judul}: {current.alasan}" if current else "",
        pelaku=current.pelaku if current else "",
    )  # fmt: skip


def counted(lines: Sequence[BarisDesa]) -> dict[str, int]:
    """How many villages are in each state."""
    order = ("belum", "berjalan", "ditandatangani", "selesai")
    return {name: sum(one.keadaan == name for one in lines) for name in order}


@kecamatan.get("")
@need(Hak.LIHAT_KECAMATAN, place=by_kode)
def beranda(kode: str, tahun: int) -> ResponseReturnValue:
    """What the kecamatan does next, and how far each village is."""
    di = at(current_session(), kode, tahun, Level.KECAMATAN)
    found = papan.district(di.session, di.year, di.place)
    board = found.kecamatan[0]
    papers = naskah.of_place(di.session, di.year, di.place)
    stages = steps(di, board.tahap, RUTE_KECAMATAN, papers)
    lines = [line(one) for one in found.desa]
    return page(
        "kecamatan/beranda.html", di.nama, **di.context(), papan=board, langkah=stages,
        corong=corong.small(di), berikut=next_step(stages), desa=lines, jumlah=counted(lines),
        selesai=sum(one.isi.keadaan == Keadaan.SELESAI for one in stages),
        naskah=[p for p in papers if p.status in {"terbit", "ditandatangani"}],
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Masuk:
    """A proposal as it came with its village's Berita Acara, and what became of it.

    `kini` is what the kecamatan works with: the same, or as the village mended it since.
    """

    usulan_id: int
    salinan: Mapping[str, Any]
    kini: Mapping[str, Any]
    status: str
    peringkat: int | None
    alasan: str


def _arrived(one: UsulanKecamatan) -> Masuk:
    decided = next((k for k in one.usulan.keputusan if k.tingkat == "kecamatan"), None)
    return Masuk(
        usulan_id=one.usulan_id, salinan=one.salinan, kini=current(one),
        status=LABEL_STATUS[StatusUsulan(one.usulan.status)],
        peringkat=decided.peringkat if decided else None, alasan=decided.alasan if decided else "",
    )  # fmt: skip


@kecamatan.get("/masuk")
@need(Hak.LIHAT_KECAMATAN, place=by_kode)
def masuk(kode: str, tahun: int) -> ResponseReturnValue:
    """The two lists that came from the villages: BLM and APBD."""
    di = at(current_session(), kode, tahun, Level.KECAMATAN)
    came = incoming(di.session, di.year, di.place)
    lists = [
        (source, [_arrived(one) for one in came if one.daftar == source.kunci])
        for source in di.profile.sumber_tingkat("kecamatan")
    ]
    return page("kecamatan/masuk.html", "Usulan desa yang masuk", **di.context(), daftar=lists)
