"""Every operation declares the right it asks for and where; one guard checks it before it runs.

A thing of another place gives the same answer as a thing that is not there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import current_app, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.api import unit_of_work
from musren.domain.errors import Invalid, NotAllowed, NotFound, NotSignedIn
from musren.domain.peran import Hak, Pelaku
from musren.domain.wilayah import Level, RegionCode
from musren.models.naskah import Naskah
from musren.models.usulan import Usulan
from musren.services import akun, wilayah

HIDDEN = "Data itu tidak ada, atau bukan wewenang kunci ini. Periksa alamat dan kodenya."
LACKING = (
    "Peran kunci ini tidak mencakup tindakan itu di wilayah tersebut. Pakailah kunci dengan peran "
    "yang berwenang, atau hubungi administrator kabupaten."
)
BODY_LIMIT = 4 * 1024 * 1024  # bytes; a kecamatan deciding on 5,000 proposals fits
LONGEST_CODE = 40

Args = Mapping[str, Any]
PlaceOf = Callable[[Session, Args], RegionCode]
RightOf = Callable[[Session, Args], Hak]
View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, kw_only=True)
class Access:
    """What an operation asks for. `place` None means: held anywhere at all."""

    hak: Hak | RightOf
    place: PlaceOf | None = None

    def right(self, session: Session, args: Args) -> Hak:
        return self.hak if isinstance(self.hak, Hak) else self.hak(session, args)


def need(hak: Hak | RightOf, *, place: PlaceOf | None = None) -> Callable[[View], View]:
    """Declare on a view who may use it; without it the application does not start."""
    access = Access(hak=hak, place=place)

    def declare(view: View) -> View:
        view.access = access  # type: ignore[attr-defined]
        return view

    return declare


# --- where the thing is that the address names -------------------------------------------------


def by_kode(session: Session, args: Args) -> RegionCode:
    """A loaded region: ``<kode>``."""
    code = wilayah.parse_code(args["kode"])
    wilayah.get(session, code)
    return code


def by_usulan(session: Session, args: Args) -> RegionCode:
    """The village of a proposal: ``<usulan_kode>``."""
    written = args["usulan_kode"]
    if len(written) > LONGEST_CODE or not written.isprintable():
        raise NotFound(HIDDEN)
    found = session.scalar(select(Usulan.desa_kode).where(Usulan.kode == written))
    if found is None:
        raise NotFound(HIDDEN)
    return RegionCode(found)


def by_naskah(session: Session, args: Args) -> RegionCode:
    """The place of a paper: ``<naskah_id>``."""
    found = session.scalar(select(Naskah.wilayah_kode).where(Naskah.id == args["naskah_id"]))
    if found is None:
        raise NotFound(HIDDEN)
    return RegionCode(found)


SEEING = {Level.DESA: Hak.LIHAT_DESA, Level.KECAMATAN: Hak.LIHAT_KECAMATAN}


def right_to_see(place: RegionCode) -> Hak:
    return SEEING.get(place.level, Hak.LIHAT_KABUPATEN)


def right_to_see_naskah(session: Session, args: Args) -> Hak:
    return right_to_see(by_naskah(session, args))


# --- the guard ---------------------------------------------------------------------------------


def guard() -> None:
    """Before every operation: body bounded, key known, right held."""
    request.max_content_length = BODY_LIMIT
    declared = getattr(current_app.view_functions[request.endpoint or ""], "access", None)
    assert isinstance(declared, Access), "the application refuses to start without it"
    if declared.hak is Hak.PUBLIK:
        return
    unit = unit_of_work.current()
    unit.pelaku = _owner(unit)
    _admit(declared, unit.pelaku, request.view_args or {})


def _owner(unit: unit_of_work.Unit) -> Pelaku:
    """Only the header counts: cookies of a browser open nothing here."""
    given = request.authorization
    if given is not None and given.type == "bearer" and given.token:
        found = akun.actor_of_token(unit.reading(), given.token, unit.pada)
        if found is not None:
            return found
    raise NotSignedIn(unit_of_work.KEY_FIRST)


def _admit(access: Access, pelaku: Pelaku, args: Args) -> None:
    session = unit_of_work.reading()
    try:
        hak = access.right(session, args)
        place = access.place(session, args) if access.place else None
    except NotFound:
        raise NotFound(HIDDEN) from None
    if hak is not Hak.MASUK:
        require(pelaku, hak, place)


def require(pelaku: Pelaku, hak: Hak, place: RegionCode | None) -> None:
    """Raises NotFound for what is elsewhere, NotAllowed where the role lacks the right."""
    if place is None:
        if not pelaku.may_anywhere(hak):
            raise NotAllowed(LACKING)
    elif not pelaku.may(hak, place):
        if pelaku.roles_at(place):
            raise NotAllowed(LACKING)
        raise NotFound(HIDDEN)


def place_given(
    session: Session, text: str, hak: Hak | Callable[[RegionCode], Hak], *, name: str,
    level: Level | None = None,
) -> RegionCode:  # fmt: skip
    """The same check for a place that comes with the question or the body as field `name`.

    Raises Invalid for what is no code or of another level, NotFound and NotAllowed as above.
    """
    try:
        place = RegionCode.parse(text)
    except Invalid as reason:
        raise Invalid(reason.message, {name: reason.message}) from reason
    try:
        require(unit_of_work.pelaku(), hak if isinstance(hak, Hak) else hak(place), place)
        wilayah.get(session, place)
    except NotFound:
        raise NotFound(HIDDEN) from None
    if level is not None and place.level is not level:
        told = f"Isi kode {akun.NAMA_TINGKAT[level]}, bukan {akun.NAMA_TINGKAT[place.level]}."
        raise Invalid(told, {name: told})
    return place
