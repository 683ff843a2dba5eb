"""Recording who signed a paper in ink, with the scan that shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from musren.adapters.pindaian import check_scan
from musren.domain.bahasa import parse_tanggal, tanggal_pendek
from musren.domain.errors import Conflict, Invalid, MusrenError
from musren.domain.peran import Hak
from musren.models.naskah import Naskah
from musren.services import naskah as papers
from musren.services.terbit import Scan, record_signatures
from musren.web.access import Args, by_naskah, need
from musren.web.halaman import page
from musren.web.kantor import store
from musren.web.naskah_terbit import Lembar, opened
from musren.web.unit_of_work import current, current_act, current_session, runtime, work

tanda_tangan = Blueprint("tanda_tangan", __name__)

NO_SCAN = "Pilih berkas pindaian naskah yang sudah ditandatangani (PDF, JPG, atau PNG)."
NOT_KEPT = "Tanda tangan belum disimpan. Perbaiki yang ditandai."
NO_TICK = "Tandai paling sedikit satu orang yang tanda tangannya ada pada pindaian."
CHANGED = (
    "Tanda tangan naskah ini baru saja dicatat orang lain. Yang sudah tercatat tampak di bawah; "
    "periksa, lalu kirim yang masih kurang."
)
CHOOSE_AGAIN = " Tanda centang dan tanggal masih tersimpan; pilih lagi berkasnya."


def signs_paper(session: Session, args: Args) -> Hak:
    place = by_naskah(session, args)
    return papers.right_to_sign(papers.get(session, args["naskah_id"]).jenis, place)


@dataclass(frozen=True, kw_only=True)
class Isian:
    """What was typed: ticked ids, and the day typed for each signer."""

    ttd: frozenset[str] = frozenset()
    hari: Mapping[str, str] = field(default_factory=dict)
    tanda: str = ""


@tanda_tangan.get("/naskah/<int:naskah_id>/tanda-tangan")
@need(signs_paper, place=by_naskah)
def formulir(naskah_id: int) -> ResponseReturnValue:
    here = opened(current_session(), naskah_id)
    if not here.owed or here.naskah.status != "terbit":
        return redirect(f"/naskah/{naskah_id}")
    return _form(here, Isian(), {})


def _form(
    here: Lembar, isian: Isian, errors: Mapping[str, str], *, status: int = 200, message: str = ""
) -> tuple[str, int]:
    paper = here.naskah
    usual = tanggal_pendek(paper.tanggal)
    rows = [
        (one, str(one.id) in isian.ttd, isian.hari.get(str(one.id), usual))
        for one in paper.tanda_tangan
    ]
    return page(
        "naskah/tanda_tangan.html", "Catat tanda tangan", status, **here.di.context(),
        naskah=paper, nama=here.nama, orang=rows, galat=dict(errors),
        sebab=NOT_KEPT if errors else message,
        tanda=owed_mark(paper),
        batas=runtime().settings.upload_limit // 1024 // 1024,
    )  # fmt: skip


def owed_mark(paper: Naskah) -> str:
    """Whose signatures are owed, to notice that somebody else recorded some meanwhile."""
    return ".".join(str(one.id) for one in paper.tanda_tangan if one.ditandatangani is None)


def _typed() -> Isian:
    hari = {
        name.removeprefix("tanggal-"): value[:40]
        for name, value in request.form.items()
        if name.startswith("tanggal-")
    }
    return Isian(
        ttd=frozenset(request.form.getlist("ttd")), hari=hari,
        tanda=request.form.get("tanda", ""),
    )  # fmt: skip


@tanda_tangan.post("/naskah/<int:naskah_id>/tanda-tangan")
@need(signs_paper, place=by_naskah)
def catat(naskah_id: int) -> ResponseReturnValue:
    """Check everything typed, then the scan, then keep both; a refusal keeps what was typed."""
    isian = _typed()
    try:
        signed = _days(isian)
        if not _already(naskah_id, signed):
            scan = _scan()
            with work() as session:
                paper = papers.get(session, naskah_id)
                if isian.tanda not in {"", owed_mark(paper)}:
                    raise Conflict(CHANGED)
                record_signatures(session, current_act(), paper, scan, signed)
    except MusrenError as reason:
        here = opened(current().reading(), naskah_id)
        return _form(here, isian, reason.errors, status=reason.status, message=reason.message)
    return redirect(f"/naskah/{naskah_id}?pesan=tanda_tangan", 303)


def _days(isian: Isian) -> dict[int, date]:
    """The day for each ticked signer; raises Invalid naming every wrong one."""
    if not isian.ttd:
        raise Invalid(NO_TICK, {"penandatangan": NO_TICK})
    signed: dict[int, date] = {}
    wrong: dict[str, str] = {}
    for key in sorted(isian.ttd):
        try:
            signed[int(key)] = parse_tanggal(isian.hari.get(key, ""))
        except Invalid as reason:
            wrong[f"tanggal-{key}"] = reason.message
        except ValueError:
            wrong["penandatangan"] = NO_TICK
    if wrong:
        raise Invalid("Ada tanggal yang perlu diperbaiki.", wrong)
    return signed


def _already(naskah_id: int, signed: Mapping[int, date]) -> bool:
    """The same form sent twice: all of it is recorded already."""
    paper = papers.get(current().reading(), naskah_id)
    known = {one.id: one.ditandatangani for one in paper.tanda_tangan}
    return all(known.get(key) == day for key, day in signed.items())


def _scan() -> Scan:
    given = request.files.get("pindaian")
    if given is None or not given.filename:
        raise Invalid(NO_SCAN, {"pindaian": NO_SCAN})
    try:
        clean = check_scan(given.stream.read(), limit=runtime().settings.upload_limit)
    except MusrenError as reason:
        reason.errors["pindaian"] = reason.message + CHOOSE_AGAIN
        raise
    return Scan(sha256=store().put(clean.content), tipe=clean.tipe, ukuran=len(clean.content))
