"""Every operation declares the right it asks for and where; one guard checks it before it runs.

A thing of another place gives the same answer as a thing that is not there.
"""

from collections.abc import Callable
from dataclasses import dataclass

from flask import current_app, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.api import unit_of_work
from musren.domain.errors import Invalid, NotFound, NotSignedIn
from musren.domain.peran import Hak, Pelaku
from musren.domain.wilayah import Level, RegionCode
from musren.models.usulan import Usulan
from musren.services import akses, akun, wilayah
from musren.services.akses import (
    Args,
    Kalimat,
    PlaceOf,
    RightOf,
    View,
    by_kode,
    by_naskah,
    right_to_see,
)

__all__ = ["by_kode", "by_naskah", "by_usulan", "need", "place_given", "require", "right_to_see"]

KALIMAT = Kalimat(
    tersembunyi="Data itu tidak ada, atau bukan wewenang kunci ini. Periksa alamat dan kodenya.",
    kurang="Peran kunci ini tidak mencakup tindakan itu di wilayah tersebut. Pakailah kunci dengan "
    "peran yang berwenang, atau hubungi administrator kabupaten.",
)
HIDDEN = KALIMAT.tersembunyi
BODY_LIMIT = 4 * 1024 * 1024  # bytes; a kecamatan deciding on 5,000 proposals fits
LONGEST_CODE = 40


@dataclass(frozen=True, kw_only=True)
class Access(akses.Access):
    """What an operation asks for."""


def need(hak: Hak | RightOf, *, place: PlaceOf | None = None) -> Callable[[View], View]:
    """Declare on a view who may use it."""
    return akses.declare(Access(hak=hak, place=place))


# --- where the thing is that the address names -------------------------------------------------


def by_usulan(session: Session, args: Args) -> RegionCode:
    """The village of a proposal: ``<usulan_kode>``."""
    written = args["usulan_kode"]
    if len(written) > LONGEST_CODE or not written.isprintable():
        raise NotFound(HIDDEN)
    found = session.scalar(select(Usulan.desa_kode).where(Usulan.kode == written))
    if found is None:
        raise NotFound(HIDDEN)
    return RegionCode(found)


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
    akses.admit(unit.reading(), declared, unit.pelaku, request.view_args or {}, KALIMAT)


def _owner(unit: unit_of_work.Unit) -> Pelaku:
    """Only the header counts: cookies of a browser open nothing here."""
    given = request.authorization
    if given is not None and given.type == "bearer" and given.token:
        found = akun.actor_of_token(unit.reading(), given.token, unit.pada)
        if found is not None:
            return found
    raise NotSignedIn(unit_of_work.KEY_FIRST)


def require(pelaku: Pelaku, hak: Hak, place: RegionCode | None) -> None:
    akses.require(pelaku, hak, place, KALIMAT)


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
