"""The page of Tim Verifikasi: every proposal with its sheet, recommendation and repair."""

from collections.abc import Sequence
from itertools import groupby

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from musren.domain.peran import Hak
from musren.domain.waktu import day_of
from musren.domain.wilayah import Level
from musren.services.susunan.berlaku import in_force
from musren.services.susunan.verifikasi import PREFIX
from musren.services.verifikasi import papan, tim
from musren.services.verifikasi.kembali import meeting_day
from musren.services.verifikasi.papan import KEADAAN, Baris
from musren.web.access import by_kode, need
from musren.web.halaman import page
from musren.web.tempat import Di, at
from musren.web.unit_of_work import current, current_session

verifikasi = Blueprint("verifikasi", __name__)

PER_PAGE = 100
DAFTAR = {papan.BLM: "BLM", papan.APBD: "APBD"}
PAPERS = (
    ("sk_tim_verifikasi", "Keputusan Camat tentang Tim Verifikasi"),
    ("rekap_verifikasi", "Rekapitulasi rekomendasi (Form.13)"),
    ("rekap_usulan_desa", "Rekapitulasi usulan desa (Form.14)"),
)  # fmt: skip
LATE = "terlambat"


@verifikasi.get("/kecamatan/<kode>/<int:tahun>/verifikasi")
@need(Hak.LIHAT_KECAMATAN, place=by_kode)
def lihat(kode: str, tahun: int) -> ResponseReturnValue:
    """What was looked at, what is at the villages, what waits; by list and by state."""
    di = at(current_session(), kode, tahun, Level.KECAMATAN)
    every = papan.rows(di.session, di.year, di.place, day_of(current().pada, di.place))
    chosen = _chosen(request.args.get("daftar", ""), DAFTAR, papan.BLM)
    state = _chosen(request.args.get("keadaan", ""), {**KEADAAN, LATE: ""}, "")
    own = [one for one in every if one.masuk.daftar == chosen]
    shown = [one for one in own if not state or state in {one.keadaan, LATE * one.terlambat}]
    part = _part(len(shown))
    return page(
        "kecamatan/verifikasi.html", "Verifikasi usulan", **di.context(),
        jumlah=papan.counts(own), label=KEADAAN, daftar=_lists(every), pilih=chosen, saring=state,
        desa=_by_village(shown[(part - 1) * PER_PAGE : part * PER_PAGE]), halaman=part,
        halaman_semua=-(-len(shown) // PER_PAGE), banyak=len(shown), masuk=len(every),
        tim=tim.members(di.session, di.year, di.place), naskah=_papers(di),
        musyawarah=meeting_day(di.session, di.year, di.place), awalan=PREFIX,
        boleh_isi=di.may(Hak.ISI_KECAMATAN),
        terkunci=in_force(di.session, di.year, di.place, "ba_musrenbang_kecamatan"),
    )  # fmt: skip


def _chosen(text: str, known: dict[str, str], otherwise: str) -> str:
    return text if text in known else otherwise


def _part(rows: int) -> int:
    text = request.args.get("halaman", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 1  # noqa: PLR2004
    return max(1, min(number, -(-rows // PER_PAGE)))


def _lists(every: Sequence[Baris]) -> list[tuple[str, str, int]]:
    return [
        (key, name, sum(one.masuk.daftar == key for one in every)) for key, name in DAFTAR.items()
    ]


def _by_village(rows: Sequence[Baris]) -> list[tuple[str, list[Baris]]]:
    return [(name, list(ones)) for name, ones in groupby(rows, key=lambda r: str(r.isi["desa"]))]


def _papers(di: Di) -> list[tuple[str, str, str]]:
    """Name, address and state of the team's papers."""
    told = []
    for key, name in PAPERS:
        paper = in_force(di.session, di.year, di.place, key)
        address = f"/naskah/{paper.id}" if paper else f"/naskah/{key}/{di.place}/{di.year.tahun}"
        state = (f"terbit {paper.nomor}" if paper.nomor else "terbit") if paper else "belum terbit"
        told.append((name, address, state))
    return told
