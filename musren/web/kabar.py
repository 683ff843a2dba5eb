"""The news of a village's proposals: per hamlet and group, as text for messaging and as poster."""

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from musren.domain.peran import Hak
from musren.domain.waktu import day_of
from musren.domain.wilayah import Level
from musren.services import jenis_pekerjaan, pekerjaan
from musren.services import kabar_kelompok as news
from musren.services.publik import is_public
from musren.services.terbit import DOCX
from musren.web.access import by_kode, need
from musren.web.halaman import page
from musren.web.kantor import workers
from musren.web.tempat import Di, at
from musren.web.unduh import attachment
from musren.web.unit_of_work import current, current_act, current_session, release, runtime, work

kabar = Blueprint("kabar", __name__, url_prefix="/desa/<kode>/<int:tahun>/kabar")

JOB = "kabar_wilayah"


def _here(kode: str, tahun: int) -> Di:
    return at(current_session(), kode, tahun, Level.DESA)


@kabar.get("")
@need(Hak.LIHAT_DESA, place=by_kode)
def daftar(kode: str, tahun: int) -> ResponseReturnValue:
    """Every hamlet and group with its summary, and what changed since its last poster."""
    di = _here(kode, tahun)
    found = news.groups(di.session, di.year, di.place)
    return page(
        "desa/kabar.html", "Kabar usulan", **di.context(), kelompok=found,
        publik=is_public(di.year),
    )  # fmt: skip


@kabar.get("/<kelompok>")
@need(Hak.LIHAT_DESA, place=by_kode)
def satu(kode: str, tahun: int, kelompok: str) -> ResponseReturnValue:
    """The news of one hamlet or group, proposal by proposal, ready to be copied."""
    di = _here(kode, tahun)
    found = news.group(di.session, di.year, di.place, kelompok)
    return page(
        "desa/kabar_satu.html", f"Kabar usulan: {found.nama}", **di.context(), kelompok=found
    )  # fmt: skip


@kabar.get("/<kelompok>.docx")
@need(Hak.LIHAT_DESA, place=by_kode)
def poster(kode: str, tahun: int, kelompok: str) -> ResponseReturnValue:
    """The poster as it is true at this moment; that it was made is remembered."""
    di = _here(kode, tahun)
    found = news.group(di.session, di.year, di.place, kelompok)
    day = day_of(current().pada, di.place)
    facts = news.poster(di.session, di.year, di.place, found, day, _public_page(di))
    name = news.file_name(di.place, tahun, found, ".docx")
    release()  # nobody waits while the file is made
    content = news.as_word(facts, runtime().settings.templates_dir)
    with work() as session:
        there = at(session, kode, tahun, Level.DESA)
        news.record_printed(session, current_act(), there.year, there.place, [kelompok])
    return attachment(content, name, DOCX)


def _public_page(di: Di) -> str:
    return f"{request.host_url}publik/{di.place}" if is_public(di.year) else ""


@kabar.post("/semua")
@need(Hak.LIHAT_DESA, place=by_kode)
def semua(kode: str, tahun: int) -> ResponseReturnValue:
    """All posters of the village in one zip, made beside the requests; PDFs if wanted."""
    with work() as session:
        di = at(session, kode, tahun, Level.DESA)
        kind = jenis_pekerjaan.kind(JOB, di.place)
        isian = kind.baca(request.form)
        made = pekerjaan.ask(session, current_act(), kind, di.year, di.place, isian).kode
    workers().ring()
    return redirect(f"/pekerjaan/{made}", 303)
