"""The page of the RKP-Desa: its steps with who acts, and the balance of each source."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from musren.domain.peran import Hak
from musren.domain.wilayah import Level
from musren.forms.narasi import NASKAH_RKP, TEKS_LKPJ
from musren.services.rkp.papan import LangkahTahun, board
from musren.web.access import by_kode, need
from musren.web.halaman import page
from musren.web.tempat import Di, at
from musren.web.unit_of_work import current_session

rkp = Blueprint("rkp", __name__)

FORM_LABEL = {"selesai": "Ubah", "berjalan": "Lanjutkan", "menunggu": "Isi", "terhalang": "Buka"}

TEXTS = tuple((form.slug, form.title) for form in (NASKAH_RKP, TEKS_LKPJ))
"""Forms of what the papers print in words; nothing waits for them."""


@rkp.get("/desa/<kode>/<int:tahun>/rkp")
@need(Hak.LIHAT_DESA, place=by_kode)
def papan(kode: str, tahun: int) -> ResponseReturnValue:
    """From the team to the report to the BPD: what is done, what is next, what money is left."""
    di = at(current_session(), kode, tahun, Level.DESA)
    found = board(di.session, di.year, di.place)
    return page(
        "rkp/papan.html", "RKP-Desa", **di.context(), papan=found, cetak="cetak" in request.args,
        alamat={one.kunci: _address(di, one) for one in found.langkah},
        boleh={one.kunci: di.may(one.hak) for one in found.langkah}, tombol=FORM_LABEL,
        sebelum=di.year.tahun - 1 if di.year.tahun - 1 in di.years() else None,
        teks=TEXTS if di.may(Hak.ISI_DESA) else (),
    )  # fmt: skip


def _address(di: Di, one: LangkahTahun) -> str:
    if one.formulir:
        return f"/formulir/{one.formulir}/{one.tahun}/{di.place}"
    if one.naskah_id is not None:
        return f"/naskah/{one.naskah_id}"
    return f"/naskah/{one.naskah}/{di.place}/{one.tahun}"
