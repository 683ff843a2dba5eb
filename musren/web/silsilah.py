"""Pages that merge, split and tell apart proposals, and what one proposal has to do with others."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from musren.domain.errors import Conflict, MusrenError
from musren.domain.peran import Hak
from musren.domain.wilayah import Level, RegionCode
from musren.forms.silsilah import GABUNG_USULAN
from musren.integration.mkp import Pengganti
from musren.integration.silsilah import PALING_BANYAK
from musren.integration.tahapan import LABEL_STATUS, StatusUsulan
from musren.models.tahun import Tahun
from musren.models.usulan import Silsilah, Usulan
from musren.services import draf, kemiripan, mkp
from musren.services import silsilah as lineage
from musren.services import usulan as stored
from musren.services.kemiripan import Petunjuk
from musren.services.silsilah import Pembatalan
from musren.web.access import by_kode, by_usulan, need
from musren.web.halaman import form_key, page
from musren.web.tempat import Di, at
from musren.web.unit_of_work import current, current_act, current_session, work

silsilah = Blueprint("silsilah", __name__)

LONGEST_NUMBER = 9


@dataclass(frozen=True, kw_only=True)
class Kaitan:
    """What one proposal has to do with others, and what may be done about it."""

    asal: Sequence[Silsilah]
    hasil: Sequence[Silsilah]
    mirip: Sequence[Petunjuk]
    pengganti: Pengganti | None
    pembatalan: Pembatalan | None
    dapat_dipecah: bool
    boleh_isi: bool


def related(di: Di, usulan: Usulan) -> Kaitan:
    """Lineage, hints, the offer to replace, and which of merging and splitting is open."""
    session = di.session
    asal, hasil = lineage.around(session, usulan)
    found = kemiripan.hints(session, di.year, di.place, {usulan.id})
    return Kaitan(
        asal=asal, hasil=hasil, mirip=kemiripan.for_proposal(found, usulan),
        pengganti=mkp.offer_for(session, di.year, usulan),
        pembatalan=lineage.undoing(session, usulan),
        dapat_dipecah=not lineage.obstacle(session, usulan), boleh_isi=di.may(Hak.ISI_DESA),
    )  # fmt: skip


def hints_by_row(di: Di, shown: Iterable[int]) -> Mapping[int, Sequence[Petunjuk]]:
    """The hints about the proposals on this page, by the one they stand beside."""
    told: dict[int, list[Petunjuk]] = {}
    for one in kemiripan.hints(di.session, di.year, di.place, set(shown)):
        told.setdefault(one.usulan.id, []).append(one)
    return told


def _proposal(session: Session, usulan_id: int) -> tuple[Di, Usulan]:
    found = stored.get(session, usulan_id)
    year = session.get_one(Tahun, found.tahun_id)
    return Di(session=session, place=RegionCode.parse(found.desa_kode), year=year), found


# --- merging ------------------------------------------------------------------------------------


@silsilah.get("/desa/<kode>/<int:tahun>/usulan/gabung")
@need(Hak.ISI_DESA, place=by_kode)
def pilih(kode: str, tahun: int) -> ResponseReturnValue:
    """Which proposals become one; those of a hint come ticked."""
    return _choose(at(current_session(), kode, tahun, Level.DESA), request.args.getlist("nomor"))


def _choose(
    di: Di, ticked: Sequence[str], status: int = 200, errors: Mapping[str, str] | None = None,
    message: str = "",
) -> tuple[str, int]:  # fmt: skip
    return page(
        "silsilah/gabung.html", "Gabungkan usulan", status, **di.context(),
        calon=lineage.candidates(di.session, di.year, di.place), terpilih=set(ticked),
        galat=errors or {}, sebab=message, kunci=form_key(), paling_banyak=PALING_BANYAK,
    )  # fmt: skip


@silsilah.post("/desa/<kode>/<int:tahun>/usulan/gabung")
@need(Hak.ISI_DESA, place=by_kode)
def gabung(kode: str, tahun: int) -> ResponseReturnValue:
    """Begin the form of the new proposal, filled in from the chosen ones."""
    ticked = request.form.getlist("nomor")
    numbers = [int(n) for n in ticked if n.isascii() and n.isdigit() and len(n) <= LONGEST_NUMBER]
    kunci = (request.form.get("kunci") or form_key())[:64]
    try:
        with work() as session:
            di = at(session, kode, tahun, Level.DESA)
            lineage.sources(session, di.year, di.place, lineage.key_of(numbers))
            begun = draf.start(
                session, current_act(), GABUNG_USULAN, di.year, di.place, kunci=kunci,
                objek=lineage.key_of(numbers),
            )  # fmt: skip
            address = f"/draf/{begun.id}"
    except MusrenError as reason:
        di = at(current().reading(), kode, tahun, Level.DESA)
        return _choose(di, ticked, reason.status, reason.errors, reason.message)
    return redirect(address, 303)


# --- undoing ------------------------------------------------------------------------------------


@silsilah.get("/usulan/<int:usulan_id>/batalkan")
@need(Hak.ISI_DESA, place=by_usulan)
def tanya_batal(usulan_id: int) -> ResponseReturnValue:
    """What undoing would bring back and what it would take away."""
    return _undo_page(current_session(), usulan_id)


def _undo_page(
    session: Session, usulan_id: int, status: int = 200, errors: Mapping[str, str] | None = None
) -> tuple[str, int]:
    di, found = _proposal(session, usulan_id)
    undoing = lineage.undoing(session, found)
    if undoing is None:
        raise Conflict("Penggabungan atau pemecahan itu sudah dibatalkan, atau tidak ada.")
    merged = undoing.jenis == lineage.GABUNG
    return page(
        "silsilah/batal.html",
        "Batalkan penggabungan" if merged else "Batalkan pemecahan", status, **di.context(),
        usulan=found, batal=undoing, galat=errors or {}, alasan=request.form.get("alasan", ""),
    )  # fmt: skip


@silsilah.post("/usulan/<int:usulan_id>/batalkan")
@need(Hak.ISI_DESA, place=by_usulan)
def batalkan(usulan_id: int) -> ResponseReturnValue:
    try:
        with work() as session:
            _, found = _proposal(session, usulan_id)
            lineage.undo(session, current_act(), found, request.form.get("alasan", ""))
    except MusrenError as reason:
        if not reason.errors:
            raise
        return _undo_page(current().reading(), usulan_id, reason.status, reason.errors)
    return redirect(f"/usulan/{usulan_id}?pesan=batal_gabung", 303)


# --- telling apart ------------------------------------------------------------------------------


@silsilah.get("/usulan/<int:usulan_id>/beda/<int:lain_id>")
@need(Hak.ISI_DESA, place=by_usulan)
def tanya_beda(usulan_id: int, lain_id: int) -> ResponseReturnValue:
    """Both proposals of a hint side by side, and why they are not the same."""
    return _apart_page(current_session(), usulan_id, lain_id)


def _apart_page(
    session: Session, usulan_id: int, lain_id: int, status: int = 200,
    errors: Mapping[str, str] | None = None,
) -> tuple[str, int]:  # fmt: skip
    di, found = _proposal(session, usulan_id)
    hint = kemiripan.need_hint(session, di.year, found, lain_id)
    words = {s.value: LABEL_STATUS[s] for s in StatusUsulan}
    return page(
        "silsilah/beda.html", "Usulan ini berbeda", status, **di.context(), petunjuk=hint,
        kedudukan=words, galat=errors or {}, alasan=request.form.get("alasan", ""),
    )  # fmt: skip


@silsilah.post("/usulan/<int:usulan_id>/beda/<int:lain_id>")
@need(Hak.ISI_DESA, place=by_usulan)
def tandai_beda(usulan_id: int, lain_id: int) -> ResponseReturnValue:
    try:
        with work() as session:
            di, found = _proposal(session, usulan_id)
            other = kemiripan.need_hint(session, di.year, found, lain_id).lain
            alasan = request.form.get("alasan", "")
            kemiripan.set_aside(session, current_act(), found, other, alasan)
    except MusrenError as reason:
        if not reason.errors:
            raise
        return _apart_page(current().reading(), usulan_id, lain_id, reason.status, reason.errors)
    return redirect(f"/usulan/{usulan_id}?pesan=beda", 303)
