"""Taking a village's own table in, and saying what its unknown funding sources mean."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.adapters.berkas_tabel import read_table
from musren.domain.errors import Invalid, MusrenError
from musren.domain.peran import Hak
from musren.domain.wilayah import Level, RegionCode
from musren.forms.usulan import USULAN
from musren.models.tahun import PetaSumber, Tahun
from musren.services.impor import (
    RKP,
    Hasil,
    Sasaran,
    SumberAsing,
    import_usulan,
    unknown_sources,
)
from musren.services.impor_sumber import same_words
from musren.services.rpjm import impor as rpjm
from musren.services.rpjm.impor import RPJM
from musren.web.access import by_kode, need
from musren.web.halaman import page
from musren.web.tempat import Di, at
from musren.web.unit_of_work import current, current_act, current_session, work

impor = Blueprint("impor", __name__, url_prefix="/desa/<kode>/<int:tahun>")

MOST_SHOWN = 500
NO_FILE = "Pilih berkas CSV atau xlsx yang akan diimpor."
NO_PLAN = "Pilih rencana tujuan berkas ini: RKP-Desa atau RPJM-Desa."


@dataclass(frozen=True, kw_only=True)
class Rencana:
    """A plan rows may be taken into, its page below the village's home, and how it is named."""

    sasaran: Sasaran
    halaman: str
    nama: str


RENCANA: Mapping[str, Rencana] = {
    "rkp": Rencana(sasaran=RKP, halaman="usulan", nama="RKP-Desa tahun ini"),
    "rpjm": Rencana(sasaran=RPJM, halaman="rpjm", nama="RPJM-Desa"),
}


@impor.get("/impor")
@need(Hak.ISI_DESA, place=by_kode)
def unggah(kode: str, tahun: int) -> ResponseReturnValue:
    return _upload_page(at(current_session(), kode, tahun, Level.DESA))


def _upload_page(di: Di, status: int = 200, **galat: str) -> tuple[str, int]:
    title, given = "Impor usulan dari lembar kerja", request.values.get("rencana", "rkp")
    return page(
        "usulan/impor.html", title, status, **di.context(), galat=galat,
        rencana=[(key, one.nama) for key, one in RENCANA.items()],
        dipilih=given if given in RENCANA else "rkp",
    )  # fmt: skip


def _plan() -> Rencana:
    found = RENCANA.get(request.form.get("rencana", "rkp"))
    if found is None:
        raise Invalid(NO_PLAN)
    return found


@impor.post("/impor")
@need(Hak.ISI_DESA, place=by_kode)
def ambil(kode: str, tahun: int) -> ResponseReturnValue:
    """Take the good rows and tell about the others; the same file again changes nothing."""
    given = request.files.get("berkas")
    try:
        if given is None or not given.filename:
            raise Invalid(NO_FILE)
        plan, table = _plan(), read_table(given.stream.read())
        with work() as session:
            di = at(session, kode, tahun, Level.DESA)
            result = import_usulan(
                session, current_act(), di.year, di.place, table,
                nama_berkas=given.filename[:200], sasaran=plan.sasaran,
            )  # fmt: skip
    except MusrenError as reason:
        di = at(current().reading(), kode, tahun, Level.DESA)
        return _upload_page(di, reason.status, berkas=reason.message)
    di = at(current().reading(), kode, tahun, Level.DESA)
    return page(
        "usulan/hasil_impor.html", "Hasil impor", **di.context(), hasil=result,
        berkas=given.filename, galat=result.errors[:MOST_SHOWN],
        lebih=max(len(result.errors) - MOST_SHOWN, 0), judul_kolom=_columns(result),
        asing=len(_unknown(di.session, di.year, di.place)), rencana=plan,
    )  # fmt: skip


def _columns(result: Hasil) -> list[tuple[str, str]]:
    """Which heading of the file was read as which field."""
    labels = {name: field.label for name, field in USULAN.fields.items()}
    return [(heading, labels.get(name, name)) for name, heading in result.columns.items()]


# --- unknown sources ----------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Asing:
    """One source in the village's words, and the category it was given, if any."""

    rincian: str
    usulan: int
    jumlah: int
    sumber: str = ""


def _unknown(session: Session, year: Tahun, desa: RegionCode) -> list[SumberAsing]:
    """Of the yearly proposals and of the RPJM-Desa; one line for one source."""
    merged: dict[str, SumberAsing] = {}
    for one in (*unknown_sources(session, year, desa), *rpjm.unknown_sources(session, year, desa)):
        key = same_words(one.rincian)
        old = merged.get(key, SumberAsing(one.rincian, 0, 0))
        merged[key] = SumberAsing(old.rincian, old.usulan + one.usulan, old.jumlah + one.jumlah)
    return list(merged.values())


def _sources(session: Session, year: Tahun, desa: RegionCode) -> tuple[list[Asing], list[Asing]]:
    """Those nobody mapped yet, and those that were."""
    unknown = [
        Asing(rincian=one.rincian, usulan=one.usulan, jumlah=one.jumlah)
        for one in _unknown(session, year, desa)
    ]
    mapped = session.scalars(
        select(PetaSumber)
        .where(PetaSumber.tahun_id == year.id, PetaSumber.desa_kode == str(desa))
        .order_by(PetaSumber.rincian)
    )
    known = [Asing(rincian=m.rincian, usulan=0, jumlah=0, sumber=m.sumber) for m in mapped]
    return unknown, known


@impor.get("/sumber")
@need(Hak.ISI_DESA, place=by_kode)
def sumber(kode: str, tahun: int) -> ResponseReturnValue:
    """Sources as the village wrote them; people say what each means, nothing is guessed."""
    di = at(current_session(), kode, tahun, Level.DESA)
    unknown, known = _sources(di.session, di.year, di.place)
    return page(
        "usulan/sumber.html", "Petakan sumber dana", **di.context(), asing=unknown, terpeta=known,
        kategori=[(s.kunci, s.nama, s.penjelasan) for s in di.profile.sumber_tingkat("desa")],
    )  # fmt: skip


@impor.post("/sumber")
@need(Hak.ISI_DESA, place=by_kode)
def petakan(kode: str, tahun: int) -> ResponseReturnValue:
    session = current_session()
    di = at(session, kode, tahun, Level.DESA)
    for rincian, chosen in zip(
        request.form.getlist("rincian"), request.form.getlist("sumber"), strict=False
    ):
        if chosen:
            rpjm.map_in_plan(session, current_act(), di.year, di.place, rincian, chosen)
    unknown, _known = _sources(session, di.year, di.place)
    onward = "sumber" if unknown else "usulan"
    return redirect(f"{di.beranda}/{onward}?pesan=sumber", 303)
