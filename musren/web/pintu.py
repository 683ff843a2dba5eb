"""The front door: to the one place and year of a person, or a list; and a few open pages."""

from dataclasses import dataclass

from flask import Blueprint, jsonify, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.orm import Session

from musren.domain import daftar_wilayah
from musren.domain.errors import NotFound
from musren.domain.peran import NAMA_PERAN, Hak, Pelaku
from musren.domain.wilayah import Level, RegionCode
from musren.integration.dasar import CLAUSES
from musren.services.tahun import years_of
from musren.web.access import HIDDEN, need
from musren.web.halaman import home_path, klausul, page, place_name
from musren.web.unit_of_work import current, current_pelaku, current_session

pintu = Blueprint("pintu", __name__)

SEARCHED = 40


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A place of the person, under which roles, with the years that are open there."""

    place: RegionCode
    nama: str
    peran: str
    tahun: tuple[int, ...]
    may_open: bool


def choices(session: Session, pelaku: Pelaku) -> list[Choice]:
    found = []
    for place in sorted({one.wilayah for one in pelaku.penugasan}):
        kabupaten = place.at(Level.KABUPATEN)
        roles = [NAMA_PERAN[o.peran] for o in pelaku.penugasan if o.wilayah == place]
        found.append(
            Choice(
                place=place, nama=place_name(session, place), peran=", ".join(roles),
                tahun=tuple(y.tahun for y in years_of(session, kabupaten)),
                may_open=pelaku.may(Hak.UBAH_PARAMETER, kabupaten),
            )
        )  # fmt: skip
    return found


@pintu.get("/")
@need(Hak.MASUK)
def beranda() -> ResponseReturnValue:
    """Straight to work where there is one place and one year; else a list."""
    found = choices(current_session(), current_pelaku())
    only = [(c.place, year) for c in found for year in c.tahun]
    if len(found) == len(only) == 1:
        place, year = only[0]
        query = request.query_string.decode("ascii", "ignore")
        return redirect(home_path(place, year) + (f"?{query}" if query else ""))
    return page("pilih_tempat.html", "Pilih wilayah dan tahun", pilihan=found)


@pintu.get("/wilayah")
@need(Hak.MASUK)
def cari_wilayah() -> ResponseReturnValue:
    """Regions by name or code, from the directory of the ministry."""
    wanted = request.args.get("q", "").strip()[:100]
    found = [
        (entry, daftar_wilayah.path_name(entry.kode))
        for entry in daftar_wilayah.search(wanted, limit=SEARCHED)
    ]
    return page("wilayah.html", "Cari wilayah", q=wanted, ditemukan=found, batas=SEARCHED)


@pintu.get("/bantuan/dasar/<kunci>")
@need(Hak.MASUK)
def dasar(kunci: str) -> ResponseReturnValue:
    """One clause of the Panduan in plain words."""
    bunyi = klausul(kunci)
    if not bunyi:
        raise NotFound(HIDDEN)
    near = [(key, CLAUSES[key]) for key in CLAUSES if key.startswith(f"{kunci}.")]
    return page(
        "dasar.html", f"Panduan {kunci}", bunyi=bunyi, persis=kunci in CLAUSES, rincian=near
    )


@pintu.get("/sehat")
@need(Hak.PUBLIK)
def sehat() -> ResponseReturnValue:
    """For whoever watches the machine: the database answers."""
    current().reading().execute(text("select 1"))
    return jsonify(status="sehat")
