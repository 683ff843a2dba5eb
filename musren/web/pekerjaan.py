"""Long work: asking for it, watching it go on, stopping it, taking what came of it."""

from typing import Any

from flask import Blueprint, jsonify, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from musren.domain.peran import Hak
from musren.domain.wilayah import Level
from musren.models.kerja import Pekerjaan
from musren.models.tahun import Tahun
from musren.services import jenis_pekerjaan, wilayah
from musren.services import pekerjaan as jobs
from musren.services.pekerjaan import ANTRE, LABEL, TERBUKA
from musren.web.access import Args, by_kode, need
from musren.web.errors import wants_json
from musren.web.halaman import Letak, home_path, letak, page
from musren.web.kantor import store, workers
from musren.web.tempat import at
from musren.web.unduh import attachment_file
from musren.web.unit_of_work import (
    current,
    current_act,
    current_pelaku,
    current_session,
    release,
    work,
)

pekerjaan = Blueprint("pekerjaan", __name__)

LEVELS = (Level.KABUPATEN, Level.KECAMATAN)


def asks_kind(_session: Session, args: Args) -> Hak:
    """For `@need`: the right that the kind ``<kerja>`` asks for at the place ``<kode>``."""
    return jenis_pekerjaan.right(args["kerja"], wilayah.parse_code(args["kode"]))


@pekerjaan.post("/kabupaten/<kode>/<int:tahun>/pekerjaan/<kerja>")
@pekerjaan.post("/kecamatan/<kode>/<int:tahun>/pekerjaan/<kerja>")
@need(asks_kind, place=by_kode)
def minta(kode: str, tahun: int, kerja: str) -> ResponseReturnValue:
    """Put it into the line; the same wish twice is one job. What the form sent goes along."""
    with work() as session:
        di = at(session, kode, tahun, *LEVELS)
        kind = jenis_pekerjaan.kind(kerja, di.place)
        isian = kind.baca(request.values)
        made = jobs.ask(session, current_act(), kind, di.year, di.place, isian).kode
    workers().ring()  # it is in the table for good by now
    return redirect(f"/pekerjaan/{made}", 303)


@pekerjaan.get("/pekerjaan")
@need(Hak.MASUK)
def daftar() -> ResponseReturnValue:
    """What this person asked for, newest first."""
    found = jobs.mine(current_session(), current_pelaku())
    is_open = any(one.status in TERBUKA for one in found)
    if is_open:
        workers().look()
    return page(
        "pekerjaan/daftar.html", "Pekerjaan saya", pekerjaan=found, label=LABEL, terbuka=is_open,
        kalimat={one.kode: _sentence(one) for one in found},
    )  # fmt: skip


@pekerjaan.get("/pekerjaan/<pekerjaan_kode>")
@need(Hak.MASUK)
def lihat(pekerjaan_kode: str) -> ResponseReturnValue:
    """How far it is; the same as JSON for the page's own script."""
    session, pelaku = current_session(), current_pelaku()
    one = jobs.need(session, pelaku, pekerjaan_kode)
    if one.status in TERBUKA:
        workers().look()
    if wants_json():
        return jsonify(_progress(one))
    return page(
        "pekerjaan/satu.html", one.judul, letak=_letak(session, one), kerja=one,
        terbuka=one.status in TERBUKA, kemajuan=_progress(one), hasil=jobs.files_of(one),
        boleh_unduh=jobs.may_take(pelaku, one), milik_saya=jobs.is_mine(pelaku, one),
        halangan=workers().lacking() if one.status == ANTRE else "", beranda=_home(session, one),
    )  # fmt: skip


def _progress(one: Pekerjaan) -> dict[str, Any]:
    """What changes while one looks: state, steps and words."""
    return {
        "status": one.status, "label": LABEL[one.status], "selesai": one.selesai,
        "jumlah": one.jumlah, "kalimat": _sentence(one),
    }  # fmt: skip


def _sentence(one: Pekerjaan) -> str:
    if one.status == ANTRE:
        return "Menunggu giliran."
    if one.status not in TERBUKA:
        return f"{LABEL[one.status]}."
    steps = f"{one.selesai} dari {one.jumlah} langkah selesai." if one.jumlah else "Sedang dimulai."
    now = f" Sekarang: {one.kini}." if one.kini else ""
    stops = " Berhenti sesudah langkah ini." if one.batal_diminta else ""
    return f"{steps}{now}{stops}"


def _letak(session: Session, one: Pekerjaan) -> Letak | None:
    place = jobs.place_of(one)
    year = session.get(Tahun, one.tahun_id) if one.tahun_id else None
    return letak(session, place, year.tahun if year else None) if place else None


def _home(session: Session, one: Pekerjaan) -> str:
    """Where it was asked for."""
    place = jobs.place_of(one)
    year = session.get(Tahun, one.tahun_id) if one.tahun_id else None
    return home_path(place, year.tahun) if place and year else "/"


@pekerjaan.post("/pekerjaan/<pekerjaan_kode>/batal")
@need(Hak.MASUK)
def batal(pekerjaan_kode: str) -> ResponseReturnValue:
    """Stop it: at once while it waits, else after the step at work."""
    session, act = current_session(), current_act()
    jobs.wish_cancel(session, act, jobs.need(session, act.oleh, pekerjaan_kode))
    return redirect(f"/pekerjaan/{pekerjaan_kode}?pesan=batal_pekerjaan", 303)


@pekerjaan.get("/pekerjaan/<pekerjaan_kode>/hasil/<int:nomor>")
@need(Hak.MASUK)
def unduh(pekerjaan_kode: str, nomor: int) -> ResponseReturnValue:
    """A file it made, checked against its hash; who took it is kept in the trace."""
    one, file = jobs.need_file(current().reading(), current_act(), pekerjaan_kode, nomor)
    release()
    opened = store().open(file.sha256)
    with work() as session:
        jobs.record_download(session, current_act(), one, file)
    return attachment_file(opened, file.nama, file.tipe, file.ukuran)
