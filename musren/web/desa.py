"""The home of a village: its stages as a task list, the next thing to do on top."""

from dataclasses import replace

from flask import Blueprint
from flask.typing import ResponseReturnValue

from musren.domain.peran import Hak
from musren.domain.waktu import day_of
from musren.domain.wilayah import Level
from musren.integration.keadaan import Keadaan
from musren.models.verifikasi import Pengembalian
from musren.services import draf, naskah, papan, papan_rencana, perempuan
from musren.services.publik import is_public
from musren.services.verifikasi import kembali as verifikasi
from musren.web.access import by_kode, need
from musren.web.halaman import page
from musren.web.tempat import Di, at
from musren.web.tugas import RUTE_DESA, Langkah, next_step, steps
from musren.web.unit_of_work import current, current_session

desa = Blueprint("desa", __name__, url_prefix="/desa/<kode>/<int:tahun>")


@desa.get("")
@need(Hak.LIHAT_DESA, place=by_kode)
def beranda(kode: str, tahun: int) -> ResponseReturnValue:
    """Where the village is, what is done, what is next and who has to do it."""
    di = at(current_session(), kode, tahun, Level.DESA)
    board = papan.village(di.session, di.year, di.place)
    papers = naskah.of_place(di.session, di.year, di.place)
    stages = _with_picking(di, steps(di, board.tahap, RUTE_DESA, papers))
    may_fill = di.may(Hak.ISI_DESA)
    return page(
        "desa/beranda.html", di.nama, **di.context(), papan=board, langkah=stages,
        berikut=next_step(stages), boleh_isi=may_fill,
        selesai=sum(one.isi.keadaan == Keadaan.SELESAI for one in stages),
        draf=_open_drafts(di) if may_fill else [],
        naskah=[p for p in papers if p.status in {"terbit", "ditandatangani"}],
        rencana=papan_rencana.parts(di.session, di.year, di.place),
        andil=perempuan.shares(di.session, di.year, di.place), kembali=_returned(di),
        publik=is_public(di.year),
    )  # fmt: skip


def _returned(di: Di) -> list[tuple[Pengembalian, bool]]:
    """What Tim Verifikasi sent back and waits for, with whether it is late."""
    today = day_of(current().pada, di.place)
    found = verifikasi.open_of_village(di.session, di.year, di.place)
    return [(one, verifikasi.is_late(one, today)) for one in found]


def _with_picking(di: Di, stages: list[Langkah]) -> list[Langkah]:
    """A year without proposals begins with what the RPJM-Desa and last year left to it."""
    found = []
    for one in stages:
        shown = one
        if one.isi.tahap.kunci == "usulan" and one.isi.keadaan == Keadaan.BELUM:
            plan, old = papan_rencana.waiting_to_be_picked(di.session, di.year, di.place)
            if plan or old:
                told = (
                    f"Belum ada usulan. {plan} usulan RPJM-Desa dan {old} usulan lama yang belum "
                    "terlaksana dapat dipilih, lengkap dengan riwayat dan alasannya."
                )
                shown = replace(
                    one, isi=replace(one.isi, alasan=told), tombol="Pilih usulan untuk tahun ini",
                    alamat=f"/formulir/rancangan-rkp/{di.year.tahun}/{di.place}",
                )  # fmt: skip
        found.append(shown)
    return found


def _open_drafts(di: Di) -> list[tuple[int, str]]:
    """Proposals somebody began and did not send; forms of stages stand with their stage."""
    return [
        (one.id, str(one.jawaban.get("kegiatan") or "usulan tanpa nama"))
        for one in draf.open_drafts(di.session, di.year, di.place)
        if one.alur in {"usulan", "gabung-usulan", "pecah-usulan"}
    ]
