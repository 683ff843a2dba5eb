"""The passport of a proposal: its whole life over the years on one page that prints."""

from flask import Blueprint, redirect
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from musren.domain.errors import NotFound
from musren.domain.peran import Hak
from musren.domain.wilayah import RegionCode
from musren.models.tahun import Tahun
from musren.services import usulan as stored
from musren.services.paspor import passport
from musren.web.access import HIDDEN, Args, by_usulan, need
from musren.web.halaman import page
from musren.web.tempat import Di
from musren.web.unit_of_work import current_session

paspor = Blueprint("paspor", __name__)

LONGEST_CODE = 40


def by_usulan_kode(session: Session, args: Args) -> RegionCode:
    """The village of the proposal with the code ``<usulan_kode>``."""
    written = args["usulan_kode"]
    if len(written) > LONGEST_CODE or not written.isprintable():
        raise NotFound(HIDDEN)
    try:
        return RegionCode(stored.by_code(session, written).desa_kode)
    except NotFound:
        raise NotFound(HIDDEN) from None


@paspor.get("/usulan/<int:usulan_id>/paspor")
@need(Hak.LIHAT_DESA, place=by_usulan)
def lihat(usulan_id: int) -> ResponseReturnValue:
    """Every year and level of one proposal."""
    session = current_session()
    found = stored.get(session, usulan_id)
    di = Di(
        session=session, place=RegionCode.parse(found.desa_kode),
        year=session.get_one(Tahun, found.tahun_id),
    )  # fmt: skip
    return page(
        "usulan/paspor.html", f"Paspor usulan: {found.kegiatan}", **di.context(), usulan=found,
        paspor=passport(session, found),
    )  # fmt: skip


@paspor.get("/usulan/<usulan_kode>/paspor")
@need(Hak.LIHAT_DESA, place=by_usulan_kode)
def menurut_kode(usulan_kode: str) -> ResponseReturnValue:
    """The same by the code that papers print."""
    return redirect(f"/usulan/{stored.by_code(current_session(), usulan_kode).id}/paspor", 302)
