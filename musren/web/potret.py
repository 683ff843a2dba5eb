"""Kept pictures of the list with their files, the filters people keep, and the open data."""

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from musren.domain.peran import Hak
from musren.domain.wilayah import Level, RegionCode
from musren.exports.data_terbuka import LICENCE, kamus_csv
from musren.exports.kolom import KOLOM_SKPD, KOLOM_USULAN
from musren.models.tahun import Tahun
from musren.services import potret as pictures
from musren.services import saring_tersimpan
from musren.services.daftar import Saring
from musren.services.potret import Tempat
from musren.services.unduhan import TIPE, check_form, gather
from musren.web import saringan
from musren.web.access import Args, by_kode, need
from musren.web.halaman import home_path, letak, page
from musren.web.kantor import store
from musren.web.tempat import Di, at, sees_kode
from musren.web.unduh import attachment
from musren.web.unit_of_work import current_act, current_pelaku, current_session, release, work

potret = Blueprint("potret", __name__)

LEVELS = (Level.KABUPATEN, Level.KECAMATAN)


def by_potret(session: Session, args: Args) -> RegionCode:
    """Where the picture is of: its place, or the kabupaten when there are several."""
    places = pictures.places_of(pictures.find(session, args["potret_kode"]))
    return places[0] if len(places) == 1 else places[0].at(Level.KABUPATEN)


def _saring(di: Di) -> Saring:
    """The filters of the address; a kecamatan takes its own part."""
    if di.place.level is Level.KECAMATAN:
        return saringan.read(kecamatan=str(di.place))
    return saringan.read()


def _tempat() -> Tempat:
    return Tempat(work=work, store=store())


@potret.get("/kabupaten/<kode>/<int:tahun>/potret")
@potret.get("/kecamatan/<kode>/<int:tahun>/potret")
@need(Hak.UNDUH_DAFTAR, place=by_kode)
def semua(kode: str, tahun: int) -> ResponseReturnValue:
    """All pictures of a place, the newest first."""
    di = at(current_session(), kode, tahun, *LEVELS)
    found = pictures.listed(di.session, di.year, di.place)
    return page(
        "kabupaten/potret.html", "Potret daftar usulan", **di.context(), potret=found, bentuk=TIPE
    )


@potret.post("/kabupaten/<kode>/<int:tahun>/potret")
@potret.post("/kecamatan/<kode>/<int:tahun>/potret")
@need(Hak.UNDUH_DAFTAR, place=by_kode)
def ambil(kode: str, tahun: int) -> ResponseReturnValue:
    """Keep the list as it is now, with the filters of the address."""
    with work() as session:
        di = at(session, kode, tahun, *LEVELS)
        bahan = gather(session, current_act(), di.year, _saring(di), (di.place,))
    return redirect(f"/potret/{pictures.take(_tempat(), current_act(), bahan)}", 303)


@potret.get("/potret/<potret_kode>")
@need(Hak.UNDUH_DAFTAR, place=by_potret)
def satu(potret_kode: str) -> ResponseReturnValue:
    """One picture with its hash and files; with ``periksa=ya`` its rows are counted anew."""
    checked = pictures.same_rows(_tempat(), potret_kode) if "periksa" in request.args else None
    session = current_session()
    one = pictures.find(session, potret_kode)
    place = by_potret(session, {"potret_kode": potret_kode})
    year = session.get_one(Tahun, one.tahun_id)
    return page(
        "kabupaten/potret_satu.html", f"Potret {one.kode}", potret=one, periksa=checked,
        letak=letak(session, place, year.tahun), beranda=home_path(place, year.tahun),
        bentuk=TIPE, lisensi=LICENCE,
    )  # fmt: skip


@potret.get("/potret/<potret_kode>/daftar.<bentuk>")
@need(Hak.UNDUH_DAFTAR, place=by_potret)
def unduh(potret_kode: str, bentuk: str) -> ResponseReturnValue:
    """A file of the picture: the same bytes every time."""
    check_form(bentuk)
    release()
    made = pictures.file(_tempat(), potret_kode, bentuk)
    return attachment(made.isi, made.nama, made.tipe)


@potret.get("/kabupaten/<kode>/<int:tahun>/data-terbuka")
@potret.get("/kecamatan/<kode>/<int:tahun>/data-terbuka")
@need(sees_kode, place=by_kode)
def data_terbuka(kode: str, tahun: int) -> ResponseReturnValue:
    """CSV and JSON with the dictionary of their columns; ``kamus=csv`` gives it as a file."""
    di = at(current_session(), kode, tahun, *LEVELS)
    if request.args.get("kamus") == "csv":
        return attachment(kamus_csv(), f"kamus-usulan-{di.place}.csv", TIPE["csv"])
    return page(
        "kabupaten/data_terbuka.html", "Data terbuka", **di.context(), lisensi=LICENCE,
        daftar=(("Daftar usulan", KOLOM_USULAN), ("Kegiatan menurut SKPD", KOLOM_SKPD)),
        boleh_unduh=di.may(Hak.UNDUH_DAFTAR),
    )  # fmt: skip


@potret.post("/kabupaten/<kode>/<int:tahun>/saringan")
@potret.post("/kecamatan/<kode>/<int:tahun>/saringan")
@need(sees_kode, place=by_kode)
def simpan_saringan(kode: str, tahun: int) -> ResponseReturnValue:
    """Keep the filters of the address under the name that was typed."""
    di = at(current_session(), kode, tahun, *LEVELS)
    hidden = ("kecamatan",) if di.place.level is Level.KECAMATAN else ()
    chosen = saringan.read(**dict.fromkeys(hidden, ""))
    nama = request.form.get("nama", "")[: saringan.LONGEST]
    kept = saring_tersimpan.save(di.session, current_act(), di.place, nama, chosen)
    back = saringan.query(saring_tersimpan.saring_of(kept), hidden, pesan="saring")
    return redirect(f"{di.beranda}/daftar{back}", 303)


@potret.post("/kabupaten/<kode>/<int:tahun>/saringan/<int:saring_id>/hapus")
@potret.post("/kecamatan/<kode>/<int:tahun>/saringan/<int:saring_id>/hapus")
@need(sees_kode, place=by_kode)
def hapus_saringan(kode: str, tahun: int, saring_id: int) -> ResponseReturnValue:
    """Remove one's own filter."""
    di = at(current_session(), kode, tahun, *LEVELS)
    saring_tersimpan.delete(di.session, current_act(), saring_id)
    return redirect(f"{di.beranda}/daftar?pesan=saring_hapus", 303)


def own_filters(di: Di) -> list[tuple[int, str, str]]:
    """The person's filters for the list of a place: id, name, address."""
    hidden = ("kecamatan",) if di.place.level is Level.KECAMATAN else ()
    return [
        (one.id, one.nama, saringan.query(saring_tersimpan.saring_of(one), hidden))
        for one in saring_tersimpan.listed(di.session, current_pelaku(), di.place)
    ]
