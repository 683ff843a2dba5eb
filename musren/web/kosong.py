"""The blank form of any guided form: a sheet to print from the screen, and a Word file."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from musren.forms.steps import Flow
from musren.services import draf
from musren.services.formulir_kosong import as_word, blank
from musren.services.tahun import year_for
from musren.services.terbit import DOCX
from musren.web.access import by_kode, need, right_of_flow
from musren.web.formulir import form_at
from musren.web.halaman import home_path, letak, page
from musren.web.unduh import attachment
from musren.web.unit_of_work import current_session, release, runtime

kosong = Blueprint("kosong", __name__, url_prefix="/formulir/<slug>/<int:tahun>/<kode>")

LONGEST_OBJECT = 80


def asked_object() -> str:
    return request.args.get("objek", "")[:LONGEST_OBJECT]


@kosong.get("/kosong")
@need(right_of_flow, place=by_kode)
def lembar(slug: str, tahun: int, kode: str) -> ResponseReturnValue:
    """The sheet as the hall will see it, and the way back in for what was written on it."""
    form, place = form_at(slug, kode)
    session, objek = current_session(), asked_object()
    year = year_for(session, place, tahun)
    return page(
        "kosong.html", f"Formulir kosong: {form.title}", form=form, kode=kode, tahun=tahun,
        objek=objek, beranda=home_path(place, tahun), letak=letak(session, place, tahun),
        lembar=blank(session, year, place, form, objek),
        berjalan=draf.find_open(session, form, year, place, objek) if _goes_on(form, objek)
        else None,
    )  # fmt: skip


def _goes_on(form: Flow, objek: str) -> bool:
    return form.tunggal or bool(objek)


@kosong.get("/kosong.docx")
@need(right_of_flow, place=by_kode)
def word(slug: str, tahun: int, kode: str) -> ResponseReturnValue:
    """The same sheet as a Word file."""
    form, place = form_at(slug, kode)
    session = current_session()
    facts = blank(session, year_for(session, place, tahun), place, form, asked_object())
    release()  # nobody waits while the file is made
    content = as_word(facts, runtime().settings.templates_dir)
    return attachment(content, f"formulir-kosong-{form.slug}-{place}-{tahun}.docx", DOCX)
