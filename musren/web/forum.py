"""The board of the forums of all SKPD, the list of each, and the Musrenbang Kabupaten (V.D-E)."""

from collections.abc import Sequence
from urllib.parse import urlencode

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from musren.domain.errors import NotFound
from musren.domain.peran import Hak
from musren.domain.wilayah import Level
from musren.integration.forum import PUTUSAN
from musren.services.kabupaten import daftar_forum, papan, skpd
from musren.services.kabupaten.daftar_forum import BarisForum
from musren.services.kabupaten.papan import PapanForum
from musren.services.susunan.berlaku import in_force
from musren.web.access import HIDDEN, by_kode, need
from musren.web.halaman import page
from musren.web.saringan import Pilih
from musren.web.tempat import Di, at
from musren.web.unit_of_work import current_pelaku, current_session

forum = Blueprint("forum", __name__, url_prefix="/kabupaten/<kode>/<int:tahun>/forum")

PER_PAGE = 100
NONE_YET = ("belum", "Belum diputuskan")
LABEL = {
    "kosong": "Belum ada usulan", "belum": "Belum mulai", "draf": "Sedang diisi",
    "menunggu": "Siap Berita Acara", "terbit": "BA menunggu tanda tangan",
    "ditandatangani": "BA ditandatangani",
}  # fmt: skip


def may_fill(di: Di, board: PapanForum) -> bool:
    """Whether this person decides for this SKPD."""
    if not di.may(Hak.ISI_FORUM_SKPD):
        return False
    allowed = current_pelaku().agencies(Hak.ISI_FORUM_SKPD, di.place)
    if allowed is None:
        return True
    known = skpd.register(di.session, di.place)
    return any((found := known.find(one)) and found.id == board.skpd.id for one in allowed)


def own_forums(di: Di) -> list[PapanForum]:
    """The forums of somebody who acts for certain SKPD alone; nothing for anybody else."""
    if not di.may(Hak.ISI_FORUM_SKPD) or not current_pelaku().agencies(
        Hak.ISI_FORUM_SKPD, di.place
    ):
        return []
    return [one for one in papan.board(di.session, di.year, di.place).forum if may_fill(di, one)]


@forum.get("")
@need(Hak.LIHAT_KABUPATEN, place=by_kode)
def semua(kode: str, tahun: int) -> ResponseReturnValue:
    """Every SKPD: how much lies before its forum, what is decided, what blocks it."""
    di = at(current_session(), kode, tahun, Level.KABUPATEN)
    board = papan.board(di.session, di.year, di.place)
    return page(
        "kabupaten/forum.html", "Forum SKPD", **di.context(), papan=board, label=LABEL,
        boleh={one.skpd.urutan for one in board.forum if may_fill(di, one)},
        boleh_isi=di.may(Hak.ISI_KABUPATEN), putusan=PUTUSAN,
        akhir=daftar_forum.final_counts(di.session, di.year),
        ba=in_force(di.session, di.year, di.place, "ba_musrenbang_kabupaten"),
    )  # fmt: skip


@forum.get("/<int:nomor>")
@need(Hak.LIHAT_KABUPATEN, place=by_kode)
def satu(kode: str, tahun: int, nomor: int) -> ResponseReturnValue:
    """The list of one forum, a hundred rows at a time."""
    di = at(current_session(), kode, tahun, Level.KABUPATEN)
    board = next(
        (one for one in papan.board(di.session, di.year, di.place).forum
         if one.skpd.urutan == nomor), None,
    )  # fmt: skip
    if board is None:
        raise NotFound(HIDDEN)
    rows = daftar_forum.rows_of(di.session, di.year, di.place, board.skpd)
    shown, asked = filtered(rows)
    number = _page()
    return page(
        "kabupaten/forum_satu.html", f"Forum {board.skpd.nama}", **di.context(), satu=board,
        baris=shown[(number - 1) * PER_PAGE : number * PER_PAGE], banyak=len(shown),
        semua=len(rows), halaman=number, per=PER_PAGE, saring=asked, label=LABEL, putusan=PUTUSAN,
        dipakai=any(one.nilai for one in asked), boleh=may_fill(di, board),
        cari="".join(f"&{urlencode({one.nama: one.nilai})}" for one in asked if one.nilai),
    )  # fmt: skip


def _page() -> int:
    text = request.args.get("halaman", "")
    plain = text.isascii() and text.isdigit() and len(text) < 5  # noqa: PLR2004
    return max(int(text), 1) if plain else 1


def filtered(rows: Sequence[BarisForum]) -> tuple[list[BarisForum], list[Pilih]]:
    """The rows that were asked for, and the filters with what is in force."""
    places = dict.fromkeys((r.masuk.kecamatan_kode, r.masuk.kecamatan) for r in rows)
    kinds = [NONE_YET, *PUTUSAN.items()]
    kecamatan = _one_of(request.args.get("kecamatan", ""), [code for code, _ in places])
    putusan = _one_of(request.args.get("putusan", ""), [key for key, _ in kinds])
    shown = [
        r for r in rows
        if kecamatan in {"", r.masuk.kecamatan_kode}
        and putusan in {"", r.putusan.putusan if r.putusan else NONE_YET[0]}
    ]  # fmt: skip
    return shown, [
        Pilih(nama="kecamatan", label="Kecamatan", nilai=kecamatan, pilihan=list(places)),
        Pilih(nama="putusan", label="Keputusan forum", nilai=putusan, pilihan=kinds),
    ]


def _one_of(given: str, known: Sequence[str]) -> str:
    return given if given in known else ""
