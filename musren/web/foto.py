"""Photos of a thing: looking at them, adding, naming, ordering and taking them off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, Response, current_app, jsonify, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from musren.adapters.foto import LONGEST_SMALL, clean_photo
from musren.adapters.turunan import Turunan
from musren.domain import teks
from musren.domain.errors import Invalid, MusrenError, NotAllowed, NotFound
from musren.domain.peran import Hak
from musren.domain.wilayah import Level, RegionCode
from musren.models.pkd import Foto
from musren.models.serapan import Kemajuan
from musren.models.tahun import Tahun
from musren.services import foto as photos
from musren.services import wilayah
from musren.services.anggaran.kemajuan import ELSEWHERE, may_tell
from musren.services.foto import Gambar, Objek, Tulisan
from musren.web.access import HIDDEN, Args, by_kode, need
from musren.web.errors import wants_json
from musren.web.halaman import page
from musren.web.kantor import store
from musren.web.tempat import Di, at, right_to_see, sees_kode
from musren.web.unduh import SANDBOX
from musren.web.unit_of_work import (
    current,
    current_act,
    current_session,
    release,
    runtime,
    work,
)

foto = Blueprint("foto", __name__)

LEVELS = (Level.DESA, Level.KECAMATAN)
NO_OBJECT = "Buka foto dari halaman usulan atau musyawarahnya, lalu ulangi."
NO_FILE = "Pilih paling sedikit satu foto (JPEG atau PNG)."
SOME_LEFT = "Ada foto yang belum tersimpan. Pilih lagi foto itu; keterangannya masih ada."
TOO_MANY = f"Unggah paling banyak {photos.MOST} foto sekaligus."
NAMED_WRONG = "Perubahan belum disimpan. Perbaiki yang ditandai."
SMALL = "kecil"
_MIB = 1024 * 1024


def by_foto(session: Session, args: Args) -> RegionCode:
    return RegionCode(photos.get(session, args["foto_id"]).wilayah_kode)


def sees_foto(session: Session, args: Args) -> Hak:
    return right_to_see(by_foto(session, args))


def changes_kode(_session: Session, args: Args) -> Hak:
    """For `@need`: the right to change photos at ``<kode>``; raises NotFound for other levels."""
    place = wilayah.parse_code(args["kode"])
    if place.level not in LEVELS:
        raise NotFound(HIDDEN)
    return photos.right_to_change(place, _asked())


def _asked() -> str:
    """The key of the thing a posted form is about; the address has no say in it.

    One place for the right and for the change: a key in the address could otherwise bring the
    right of one thing to another.
    """
    return request.form.get("objek", "")


@dataclass(frozen=True, kw_only=True)
class Bahan:
    """A thing with its photos, at its place and year."""

    di: Di
    objek: Objek

    @property
    def fotos(self) -> list[Foto]:
        return photos.photos_of(self.di.session, self.di.year, self.di.place, self.objek.kunci)

    def address(self, **more: str) -> str:
        query = urlencode({"objek": self.objek.kunci, **more})
        return f"/foto/{self.di.year.tahun}/{self.di.place}?{query}"


def _opened(session: Session, kode: str, tahun: int, kunci: str) -> Bahan:
    di = at(session, kode, tahun, *LEVELS)
    if not kunci:
        raise Invalid(NO_OBJECT)
    return Bahan(di=di, objek=photos.need(session, di.year, di.place, kunci))


# --- looking ------------------------------------------------------------------------------------


@foto.get("/foto/<int:tahun>/<kode>")
@need(sees_kode, place=by_kode)
def lihat(tahun: int, kode: str) -> ResponseReturnValue:
    """The photos of one thing (``?objek=``), or all things of the year that have photos."""
    kunci = request.args.get("objek", "")
    if kunci:
        return _page(_opened(current_session(), kode, tahun, kunci))
    di = at(current_session(), kode, tahun, *LEVELS)
    found = photos.all_photos(di.session, di.year, di.place)
    return page("foto/semua.html", f"Foto {di.nama}", **di.context(), kelompok=found)


def _page(  # noqa: PLR0913
    here: Bahan, status: int = 200, *, message: str = "", wrong: Sequence[str] = (),
    errors: Mapping[str, str] | None = None, typed: Mapping[str, str] | None = None,
    keterangan: str = "",
) -> tuple[str, int]:  # fmt: skip
    """`typed`: captions by field name as they were sent; `wrong`: what of an upload failed."""
    return page(
        "foto/satu.html", f"Foto: {here.objek.nama}", status, **here.di.context(), bahan=here,
        fotos=here.fotos, boleh=_may_change(here),
        sebab=message, gagal=wrong, galat=dict(errors or {}), ketikan=dict(typed or {}),
        keterangan=keterangan, lepas=request.args.get("lepas", ""), paling_banyak=photos.MOST,
        batas=runtime().settings.upload_limit // _MIB,
        sekaligus=(current_app.config["MAX_CONTENT_LENGTH"] or 0) // _MIB - 1,
    )  # fmt: skip


def _may_change(here: Bahan) -> bool:
    """Whether this person may; of progress an SKPD only where the work is its own."""
    if not here.di.may(photos.right_to_change(here.di.place, here.objek.kunci)):
        return False
    return not _of_another_agency(here.di.session, here.objek.kunci)


def _of_another_agency(session: Session, kunci: str) -> bool:
    number = kunci.removeprefix("kemajuan:")
    told = session.get(Kemajuan, int(number)) if number != kunci and number.isdigit() else None
    return told is not None and not may_tell(session, current_act(), told.usulan)


def _opened_to_change(session: Session, kode: str, tahun: int, kunci: str) -> Bahan:
    here = _opened(session, kode, tahun, kunci)
    if _of_another_agency(session, here.objek.kunci):
        raise NotAllowed(ELSEWHERE)
    return here


@foto.get("/foto/<int:foto_id>.jpg")
@need(sees_foto, place=by_foto)
def berkas(foto_id: int) -> ResponseReturnValue:
    """The picture; with ``kecil=1`` its thumbnail. Kept by the browser, asked for each time."""
    sha256 = photos.get(current_session(), foto_id).berkas.sha256
    small = bool(request.args.get("kecil"))
    release()
    answer = Response(content_type="image/jpeg")
    answer.set_etag(f"{sha256}-{SMALL}" if small else sha256)
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Content-Security-Policy"] = SANDBOX
    if answer.make_conditional(request).status_code != 304:  # noqa: PLR2004
        answer.set_data(_thumbnail(sha256) if small else store().get(sha256))
    return answer


def _thumbnail(sha256: str) -> bytes:
    return Turunan(store()).get(
        sha256, SMALL, lambda whole: clean_photo(whole, limit=len(whole), longest=LONGEST_SMALL)
    )


# --- adding -------------------------------------------------------------------------------------


@foto.post("/foto/<int:tahun>/<kode>")
@need(changes_kode, place=by_kode)
def tambah(tahun: int, kode: str) -> ResponseReturnValue:
    """Keep every good photo and tell about the others; a photo sent twice is there once."""
    kunci, keterangan = _asked(), request.form.get("keterangan", "")
    here = _opened_to_change(current().reading(), kode, tahun, kunci)
    try:
        photos.clean_caption(keterangan)
        given = _given()
    except Invalid as reason:
        return _refused(here, reason, keterangan)
    release()
    faults: list[MusrenError] = []
    clean = _cleaned(given, faults)
    with work() as session:
        here = _opened(session, kode, tahun, kunci)
        _attach(here, clean, keterangan, faults)
    if faults:
        here = _opened(current().reading(), kode, tahun, kunci)
        return _refused(here, faults[0], keterangan, faults)
    if wants_json():
        return jsonify(tersimpan=len(clean)), 201
    return redirect(here.address(pesan="foto"), 303)


def _given() -> list[FileStorage]:
    found = [one for one in request.files.getlist("foto") if one.filename]
    if not found:
        raise Invalid(NO_FILE, {"foto": NO_FILE})
    if len(found) > photos.MOST:  # each is opened in a process of its own
        raise Invalid(TOO_MANY, {"foto": TOO_MANY})
    return found


def _cleaned(
    given: Sequence[FileStorage], faults: list[MusrenError]
) -> list[tuple[str, Gambar]]:  # fmt: skip
    """Names and pictures of those that are photos, put into the store; the others to `faults`."""
    limit = runtime().settings.upload_limit
    found = []
    for one in given:
        name = teks.quoted(one.filename or "", 60)
        try:
            with one.stream as stream:  # a large one lies in a temporary file
                clean = clean_photo(stream.read(), limit=limit)
            found.append((name, Gambar(sha256=store().put(clean), ukuran=len(clean))))
        except MusrenError as reason:
            faults.append(_about(name, reason))
    return found


def _attach(
    here: Bahan, clean: Sequence[tuple[str, Gambar]], keterangan: str, faults: list[MusrenError]
) -> None:
    for name, gambar in clean:
        try:
            photos.add(here.di.session, current_act(), here.objek, gambar, keterangan)
        except Invalid as reason:
            faults.append(_about(name, reason))


def _about(name: str, reason: MusrenError) -> MusrenError:
    return type(reason)(f"Foto {name}: {reason.message}")


def _refused(
    here: Bahan, reason: MusrenError, keterangan: str, faults: Sequence[MusrenError] = ()
) -> ResponseReturnValue:  # fmt: skip
    if wants_json():
        raise reason
    told = [one.message for one in faults]
    return _page(
        here, reason.status, message=SOME_LEFT if told else reason.message, wrong=told,
        errors=reason.errors, keterangan=keterangan,
    )  # fmt: skip


# --- naming, ordering, removing -----------------------------------------------------------------


@foto.post("/foto/<int:tahun>/<kode>/atur")
@need(changes_kode, place=by_kode)
def atur(tahun: int, kode: str) -> ResponseReturnValue:
    """Keep all captions, then do what the pressed button says (``naik:7``, ``lepaskan:7``)."""
    kunci, aksi = _asked(), request.form.get("aksi", "")
    name, _, number = aksi.partition(":")
    chosen = int(number) if number.isascii() and number.isdigit() and len(number) < 11 else 0  # noqa: PLR2004
    _opened_to_change(current().reading(), kode, tahun, kunci)
    try:
        with work() as session:
            _arrange(_opened(session, kode, tahun, kunci), name, chosen)
    except MusrenError as reason:
        here = _opened(current().reading(), kode, tahun, kunci)
        message = NAMED_WRONG if reason.errors else reason.message
        return _page(
            here, reason.status, message=message, errors=reason.errors, typed=request.form
        )  # fmt: skip
    here = _opened(current().reading(), kode, tahun, kunci)
    if name == "lepas":
        return redirect(f"{here.address(lepas=str(chosen))}#foto-{chosen}", 303)
    done = "foto_lepas" if name == "lepaskan" else "foto_atur"
    anchor = f"#foto-{chosen}" if name in WAYS else ""
    return redirect(here.address(pesan=done) + anchor, 303)


WAYS = {"naik": photos.UP, "turun": photos.DOWN}


def _arrange(here: Bahan, name: str, chosen: int) -> None:
    session, act, fotos = here.di.session, current_act(), here.fotos
    photos.write_captions(session, act, fotos, _typed(fotos))
    if name in WAYS:
        photos.shift(session, act, fotos, chosen, WAYS[name])
    elif name == "lepaskan":
        photos.detach(session, act, fotos, chosen)


def _typed(fotos: Sequence[Foto]) -> dict[int, Tulisan]:
    sent = request.form
    return {
        one.id: Tulisan(
            semula=sent.get(f"semula-{one.id}", ""), kini=sent.get(f"keterangan-{one.id}", "")
        )
        for one in fotos
        if f"keterangan-{one.id}" in sent
    }


# --- finding the page from the thing alone ------------------------------------------------------


def by_objek(session: Session, args: Args) -> RegionCode:
    return photos.find(session, args["objek"]).place


def sees_objek(session: Session, args: Args) -> Hak:
    return right_to_see(by_objek(session, args))


@foto.get("/foto/<path:objek>")
@need(sees_objek, place=by_objek)
def cari(objek: str) -> ResponseReturnValue:
    """From ``/foto/usulan:7`` to the photos of that proposal at its own place and year."""
    found = photos.find(current_session(), objek)
    tahun = current_session().get_one(Tahun, found.tahun_id).tahun
    return redirect(f"/foto/{tahun}/{found.place}?{urlencode({'objek': objek})}")
