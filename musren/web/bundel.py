"""An issued paper with everything that belongs to it, handed out as one zip."""

from flask import Blueprint, redirect
from flask.typing import ResponseReturnValue

from musren.services import bundel as bundles
from musren.services import naskah as papers
from musren.web.access import by_naskah, need
from musren.web.kantor import pdf_maker, store
from musren.web.naskah_terbit import sees_paper
from musren.web.tempat import right_to_see
from musren.web.unduh import attachment
from musren.web.unit_of_work import (
    current,
    current_act,
    current_pelaku,
    current_session,
    release,
    work,
)

bundel = Blueprint("bundel", __name__, url_prefix="/naskah/<int:naskah_id>")


@bundel.get("/bundel.zip")
@need(sees_paper, place=by_naskah)
def unduh(naskah_id: int) -> ResponseReturnValue:
    """Word and PDF of the paper and its lampiran; who took it is kept in the trace."""
    session = current_session()
    found = bundles.gather(session, papers.get(session, naskah_id))
    content = bundles.packed(store(), found)
    hak = right_to_see(by_naskah(session, {"naskah_id": naskah_id}))
    release()
    with work() as writing:
        bundles.record(writing, current_act(), found, hak)
    return attachment(content, found.nama, "application/zip")


@bundel.post("/bundel/pdf")
@need(sees_paper, place=by_naskah)
def buat_pdf(naskah_id: int) -> ResponseReturnValue:
    """Ask for every PDF the bundle still lacks; they are made one after the other."""
    session = current().reading()
    found = bundles.gather(session, papers.get(session, naskah_id))
    if not pdf_maker().lacking():
        for one in found.tanpa_pdf:
            pdf_maker().ask(one.id, current_pelaku())
    return redirect(f"/naskah/{naskah_id}?pesan=bundel#bundel", 303)
