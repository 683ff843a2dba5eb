"""Every view declares the right it asks for and where; one guard checks it before the view runs.

A thing of another place gives the same answer as a thing that is not there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, request
from flask import session as cookie
from sqlalchemy.orm import Session

from musren.domain.errors import NotAllowed, NotFound
from musren.domain.peran import Hak, Pelaku
from musren.domain.wilayah import RegionCode
from musren.forms.alur import flow
from musren.models.naskah import Berkas, Naskah
from musren.models.usulan import Usulan
from musren.services import akun, draf, masuk, wilayah
from musren.web import unit_of_work

HIDDEN = (
    "Halaman itu tidak ada, atau bukan wewenang Anda. Periksa alamatnya, atau kembali ke beranda."
)
LACKING = (
    "Tugas Anda di wilayah ini tidak mencakup tindakan itu. Mintalah petugas yang berwenang, atau "
    "hubungi administrator kabupaten bila tugas Anda belum tercatat dengan benar."
)
SECRET = "rahasia"  # noqa: S105  the key in the cookie, and the only one of ours

Args = Mapping[str, Any]
PlaceOf = Callable[[Session, Args], RegionCode]
RightOf = Callable[[Session, Args], Hak]
View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, kw_only=True)
class Access:
    """What a view asks for. `place` None means: held anywhere at all."""

    hak: Hak | RightOf
    place: PlaceOf | None = None
    while_password_expired: bool = False

    def right(self, session: Session, args: Args) -> Hak:
        return self.hak if isinstance(self.hak, Hak) else self.hak(session, args)

    @property
    def public(self) -> bool:
        return self.hak is Hak.PUBLIK


def need(
    hak: Hak | RightOf, *, place: PlaceOf | None = None, while_password_expired: bool = False
) -> Callable[[View], View]:
    """Declare on a view who may use it; without it the application does not start."""
    access = Access(hak=hak, place=place, while_password_expired=while_password_expired)

    def declare(view: View) -> View:
        view.access = access  # type: ignore[attr-defined]
        return view

    return declare


# --- where the thing is that the address names -------------------------------------------------


def _place(code: str) -> RegionCode:
    return RegionCode(code)


def by_kode(session: Session, args: Args) -> RegionCode:
    """A loaded region: ``<kode>``."""
    code = wilayah.parse_code(args["kode"])
    wilayah.get(session, code)
    return code


def by_draft(session: Session, args: Args) -> RegionCode:
    return draf.place_of(draf.get(session, args["draf_id"]))


def by_usulan(session: Session, args: Args) -> RegionCode:
    return _place(_found(session.get(Usulan, args["usulan_id"])).desa_kode)


def by_naskah(session: Session, args: Args) -> RegionCode:
    return _place(_found(session.get(Naskah, args["naskah_id"])).wilayah_kode)


def by_berkas(session: Session, args: Args) -> RegionCode:
    return _place(_found(session.get(Berkas, args["berkas_id"])).wilayah_kode)


T = TypeVar("T")


def _found(row: T | None) -> T:
    if row is None:
        raise NotFound(HIDDEN)
    return row


def right_of_draft(session: Session, args: Args) -> Hak:
    return flow(draf.get(session, args["draf_id"]).alur).hak


def right_of_flow(_session: Session, args: Args) -> Hak:
    return flow(args["slug"]).hak


# --- the guard ---------------------------------------------------------------------------------


def access_of(endpoint: str | None, app: Flask) -> Access | None:
    view = app.view_functions.get(endpoint or "")
    declared = getattr(view, "access", None)
    return declared if isinstance(declared, Access) else None


def identify() -> None:
    """Find out who asks; rights and passwords changed a moment ago count already."""
    unit, secret = unit_of_work.current(), cookie.get(SECRET)
    if not isinstance(secret, str):
        return
    found = masuk.find_session(unit.reading(), secret, unit.pada)
    if found is None:
        cookie.pop(SECRET)
        return
    unit.pelaku = akun.pelaku_of(found.pengguna, unit.pada)
    unit.must_change_password = found.pengguna.ganti_sandi


def admit(access: Access, pelaku: Pelaku, args: Args) -> None:
    """Raises NotFound for what is elsewhere or nowhere, NotAllowed where the right is lacking."""
    session = unit_of_work.current().reading()
    try:
        hak = access.right(session, args)
        place = access.place(session, args) if access.place else None
    except NotFound:
        raise NotFound(HIDDEN) from None
    if hak in {Hak.PUBLIK, Hak.MASUK}:
        return
    require(pelaku, hak, place)


def require(pelaku: Pelaku, hak: Hak, place: RegionCode | None) -> None:
    """The same check, for a place that comes with the form rather than with the address."""
    if place is None:
        if not pelaku.may_anywhere(hak):
            raise NotAllowed(LACKING)
    elif not pelaku.may(hak, place):
        if pelaku.roles_at(place):
            raise NotAllowed(LACKING)
        raise NotFound(HIDDEN)


def view_args() -> Args:
    return request.view_args or {}


def undeclared(app: Flask) -> list[str]:
    """Endpoints that say nothing about who may use them; there must be none at start-up.

    The JSON edge declares on its views, its view classes or their methods.
    """
    return sorted(
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if not _declares(app.view_functions.get(rule.endpoint))
    )


def _declares(view: Any) -> bool:
    if getattr(view, "access", None) is not None:
        return True
    kind = getattr(view, "view_class", None)
    if kind is None:
        return False
    if getattr(kind, "access", None) is not None:
        return True
    methods = [getattr(kind, name.lower(), None) for name in getattr(kind, "methods", None) or ()]
    return bool(methods) and all(getattr(one, "access", None) is not None for one in methods)
