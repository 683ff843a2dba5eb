"""Pages of a kecamatan's priorities and of how its BLM is shared out (Panduan II.D.4.b-c)."""

import re
from collections.abc import Sequence

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from musren.domain.peran import Hak
from musren.domain.rupiah import BadRupiah, parse_rupiah
from musren.domain.wilayah import Level
from musren.integration.pendanaan import PILIHAN_SISA, Alokasi, what_if
from musren.models.naskah import Naskah
from musren.services.prioritas import dana
from musren.services.prioritas.papan import board
from musren.services.susunan.berlaku import in_force
from musren.services.tahun import blm_ceiling
from musren.web.access import by_kode, need
from musren.web.halaman import page
from musren.web.tempat import Di, at
from musren.web.unit_of_work import current_session

prioritas = Blueprint("prioritas", __name__, url_prefix="/kecamatan/<kode>/<int:tahun>")

PER_PAGE = 100
MOST_CEILINGS = 12
PAPERS = (
    ("daftar_prioritas", "Daftar prioritas usulan (Form.15)"),
    ("ba_musrenbang_kecamatan", "Berita Acara Musrenbang Kecamatan"),
)  # fmt: skip
FUNDING_PAPERS = (
    ("usulan_didanai", "Daftar usulan yang didanai (Form.27)"), ("spc", "Surat Penetapan Camat"),
)  # fmt: skip


def papers(di: Di, known: Sequence[tuple[str, str]]) -> list[tuple[str, str, Naskah | None]]:
    return [(key, name, in_force(di.session, di.year, di.place, key)) for key, name in known]


@prioritas.get("/prioritas")
@need(Hak.LIHAT_KECAMATAN, place=by_kode)
def papan(kode: str, tahun: int) -> ResponseReturnValue:
    """The three lists: what the session gave, what was decided, why they differ."""
    di = at(current_session(), kode, tahun, Level.KECAMATAN)
    found = board(di.session, di.year, di.place)
    wanted = request.args.get("daftar", "")
    shown = next((one for one in found.bagian if one.daftar.kunci == wanted), None)
    text = request.args.get("halaman", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 1  # noqa: PLR2004
    return page(
        "kecamatan/prioritas.html", "Prioritas usulan", **di.context(), papan=found,
        satu=shown, halaman=max(number, 1), per=PER_PAGE, boleh_isi=di.may(Hak.ISI_KECAMATAN),
        cetak="cetak" in request.args, naskah=papers(di, PAPERS),
        terkunci=in_force(di.session, di.year, di.place, "ba_musrenbang_kecamatan"),
    )  # fmt: skip


@prioritas.get("/pendanaan")
@need(Hak.LIHAT_KECAMATAN, place=by_kode)
def pendanaan(kode: str, tahun: int) -> ResponseReturnValue:
    """Who is funded, with the running sums; and who would be under other ceilings."""
    di = at(current_session(), kode, tahun, Level.KECAMATAN)
    kept = dana.of(di.session, di.year, di.place)
    shown = kept or dana.expected(di.session, di.year, di.place)
    asked, wrong = ceilings(request.args.get("pagu", ""))
    return page(
        "kecamatan/pendanaan.html", "Pendanaan BLM", **di.context(), dana=shown,
        tercatat=dana.stored(di.session, di.year, di.place), ditanya=request.args.get("pagu", ""),
        pagu=blm_ceiling(di.session, di.year, di.place), salah=wrong, pilihan=PILIHAN_SISA,
        andai=under(di, asked) if asked else (), tabel=dana.table(shown) if shown else None,
        ada=bool(dana.agreed(di.session, di.year, di.place)),
        boleh_isi=di.may(Hak.ISI_KECAMATAN), naskah=papers(di, FUNDING_PAPERS),
        terkunci=in_force(di.session, di.year, di.place, "ba_musrenbang_kecamatan"),
    )  # fmt: skip


def ceilings(text: str) -> tuple[list[int], str]:
    """The ceilings somebody asks about, parted by semicolons; what cannot be read is told."""
    parts = [one.strip() for one in re.split(r"[;\n]+", text[:400]) if one.strip()]
    found: list[int] = []
    for one in parts[:MOST_CEILINGS]:
        try:
            found.append(parse_rupiah(one))
        except BadRupiah as reason:
            return found, f"“{one}”: {reason}"
    return list(dict.fromkeys(found)), ""


def under(di: Di, asked: Sequence[int]) -> tuple[Alokasi, ...]:
    """The allocation under each ceiling, with the shares of the profile."""
    usulan = dana.agreed(di.session, di.year, di.place)
    return what_if(di.profile, asked, *dana.calon_of(usulan))
