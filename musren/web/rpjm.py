"""Pages of the RPJM-Desa: where the village stands, its proposals, and one of them."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from musren.domain.errors import NotFound
from musren.domain.peran import Hak
from musren.domain.wilayah import Level
from musren.forms.rpjm_penyempurnaan import PENYEMPURNAAN
from musren.forms.rpjm_usulan import USULAN_RPJM
from musren.models.rpjm import UsulanRpjm
from musren.models.tahun import Tahun
from musren.services import alur
from musren.services.foto import photos_of
from musren.services.pilihan import Setting, options_for
from musren.services.rpjm import kunci as lock
from musren.services.rpjm import usulan as stored
from musren.services.rpjm.mirip import of_one
from musren.services.rpjm.papan import Langkah, board, forms_of
from musren.services.rpjm.salin import copy_old
from musren.services.susunan.berlaku import in_force
from musren.web.access import HIDDEN, by_kode, need
from musren.web.halaman import page
from musren.web.periksa import sections
from musren.web.tempat import Di, at
from musren.web.unit_of_work import current_act, current_session

rpjm = Blueprint("rpjm", __name__, url_prefix="/desa/<kode>/<int:tahun>/rpjm")

PAPERS = (
    ("formulir_rpjm", "Formulir F1 sampai F6"), ("matrik_rpjm", "Matrik RPJM-Desa"),
    ("matrik_rpjm_tahunan", "Matrik RPJM-Desa per tahun"),
)  # fmt: skip
PUTUSAN = {
    "": "Belum diputuskan", "disepakati": "Disepakati", "ditunda": "Ditunda",
    "ditolak": "Tidak disepakati",
}  # fmt: skip
LOCKED = frozenset({"peringkat", "musrenbangdes", "salin"})
"""Steps the Berita Acara closes for good."""

CLOSED = LOCKED | {"cabang", "tinjauan", "dokumen", "usulan", "penyempurnaan"}
"""Steps that are closed unless the draft is being repaired."""

FORM_LABEL = {"selesai": "Ubah", "berjalan": "Lanjutkan", "menunggu": "Isi", "terhalang": "Buka"}


@rpjm.get("")
@need(Hak.LIHAT_DESA, place=by_kode)
def papan(kode: str, tahun: int) -> ResponseReturnValue:
    """The branch question, the steps with who acts, and the proposals with their sums."""
    di = at(current_session(), kode, tahun, Level.DESA)
    found = board(di.session, di.year, di.place)
    plan, may_fill = found.rpjm, di.may(Hak.ISI_DESA)
    locked = lock.locked_by(di.session, plan) if plan is not None else None
    closed = lock.closed_by(di.session, plan) if plan is not None else None
    shut = CLOSED if closed is not None else LOCKED if locked is not None else frozenset()
    return page(
        "rpjm/papan.html", "RPJM-Desa", **di.context(), papan=found, boleh_isi=may_fill,
        kunci=locked, tutup=closed, sebab=lock.why(plan, closed) if plan and closed else "",
        diminta=lock.unanswered(di.session, plan) if plan is not None and locked else (),
        cetak="cetak" in request.args, putusan=PUTUSAN,
        alamat={one.kunci: _address(di, one) for one in found.langkah},
        boleh={
            one.kunci: di.may(one.hak) and one.kunci not in shut for one in found.langkah
        },
        tombol=FORM_LABEL,
        naskah=[(key, name, in_force(di.session, di.year, di.place, key)) for key, name in PAPERS],
        lain=_elsewhere(di, found.berlaku),
        foto=len(photos_of(di.session, di.year, di.place, f"rpjm:{plan.id}")) if plan else 0,
    )  # fmt: skip


def _elsewhere(di: Di, plan: Any) -> str:
    """Where the plan that holds was drafted, when not this year."""
    if plan is None or plan.tahun_id == di.year.id:
        return ""
    year = di.session.get_one(Tahun, plan.tahun_id)
    return f"/desa/{di.place}/{year.tahun}/rpjm"


def _address(di: Di, one: Langkah) -> str:
    if one.formulir:
        address = f"/formulir/{one.formulir}/{di.year.tahun}/{di.place}"
        return f"{address}?langkah={one.langkah}" if one.langkah else address
    if one.halaman:
        return f"{di.beranda}/{one.halaman}"
    if one.naskah_id is not None:
        return f"/naskah/{one.naskah_id}"
    return f"/naskah/{one.naskah}/{di.place}/{di.year.tahun}"


@rpjm.post("/salin")
@need(Hak.ISI_DESA, place=by_kode)
def salin(kode: str, tahun: int) -> ResponseReturnValue:
    """Copy the proposals of the old plan that are not here yet; twice changes nothing."""
    di = at(current_session(), kode, tahun, Level.DESA)
    copy_old(di.session, current_act(), di.year, di.place)
    return redirect(f"{di.beranda}/rpjm?pesan=salin", 303)


@rpjm.get("/usulan/<int:usulan_rpjm_id>")
@need(Hak.LIHAT_DESA, place=by_kode)
def usulan(kode: str, tahun: int, usulan_rpjm_id: int) -> ResponseReturnValue:
    """One proposal: the problem behind it, its years and money, the forms it appears in."""
    di = at(current_session(), kode, tahun, Level.DESA)
    one = stored.get(di.session, usulan_rpjm_id)
    if (one.rpjm.desa_kode, one.rpjm.tahun_id) != (str(di.place), di.year.id):
        raise NotFound(HIDDEN)
    closed = lock.closed_by(di.session, one.rpjm)
    return page(
        "rpjm/usulan.html", one.kegiatan, **di.context(), usulan=one, putusan=PUTUSAN[one.putusan],
        sebab=lock.why(one.rpjm, closed) if closed else "", boleh_isi=di.may(Hak.ISI_DESA),
        formulir=forms_of(di.profile, one), bagian=_answers(di, one),
        nama_sumber={s.kunci: s.nama for s in di.profile.sumber_dana},
        mirip=of_one(di.profile, stored.of_rpjm(di.session, one.rpjm), one),
        objek=f"{stored.PREFIX}{one.id}", dipetik=stored.picked(di.session, one),
        foto=len(photos_of(di.session, di.year, di.place, f"usulan_rpjm:{one.id}")),
    )  # fmt: skip


def _answers(di: Di, one: UsulanRpjm) -> Sequence[Any]:
    """All fields of the form as a paper prints them."""
    objek = f"{stored.PREFIX}{one.id}"
    raw, _version = alur.answers_for(di.session, USULAN_RPJM, di.year, di.place, objek)
    raw.pop(PENYEMPURNAAN, None)  # its page asks about a change, not about the proposal
    here = Setting(session=di.session, year=di.year, place=di.place, answers=raw)
    return sections(USULAN_RPJM, raw, {}, options_for(here, USULAN_RPJM.lists()), [])
