"""Every view declares the right it asks for and where; one guard checks it before the view runs.

A thing of another place gives the same answer as a thing that is not there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, request
from flask import session as cookie
from sqlalchemy.orm import Session

from musren.domain.errors import NotFound
from musren.domain.peran import Hak, Pelaku
from musren.domain.wilayah import RegionCode
from musren.forms.alur import flow
from musren.models.naskah import Berkas
from musren.models.usulan import Usulan
from musren.services import akses, akun, draf, masuk
from musren.services.akses import Args, Kalimat, PlaceOf, RightOf, View, by_kode, by_naskah
from musren.web import unit_of_work

__all__ = [
    "HIDDEN", "SECRET", "Access", "Args", "by_berkas", "by_draft", "by_kode", "by_naskah",
    "by_usulan", "need", "require", "right_of_draft", "right_of_flow", "undeclared",
]  # fmt: skip

KALIMAT = Kalimat(
    tersembunyi="Halaman itu tidak ada, atau bukan wewenang Anda. Periksa alamatnya, atau kembali "
    "ke beranda.",
    kurang="Tugas Anda di wilayah ini tidak mencakup tindakan itu. Mintalah petugas yang "
    "berwenang, atau hubungi administrator kabupaten bila tugas Anda belum tercatat dengan benar.",
)
HIDDEN = KALIMAT.tersembunyi
SECRET = "rahasia"  # noqa: S105  the key in the cookie, and the only one of ours


@dataclass(frozen=True, kw_only=True)
class Access(akses.Access):
    """What a page asks for."""

    while_password_expired: bool = False


def need(
    hak: Hak | RightOf, *, place: PlaceOf | None = None, while_password_expired: bool = False
) -> Callable[[View], View]:
    """Declare on a view who may use it."""
    return akses.declare(
        Access(hak=hak, place=place, while_password_expired=while_password_expired)
    )


# --- where the thing is that the address names -------------------------------------------------


def _place(code: str) -> RegionCode:
    return RegionCode(code)


def by_draft(session: Session, args: Args) -> RegionCode:
    return draf.place_of(draf.get(session, args["draf_id"]))


def by_usulan(session: Session, args: Args) -> RegionCode:
    return _place(_found(session.get(Usulan, args["usulan_id"])).desa_kode)


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
    """Raises NotFound for what is elsewhere or nowhere, NotAllowed where the role lacks it."""
    akses.admit(unit_of_work.current().reading(), access, pelaku, args, KALIMAT)


def require(pelaku: Pelaku, hak: Hak, place: RegionCode | None) -> None:
    """The same check, for a place that comes with the form rather than with the address."""
    akses.require(pelaku, hak, place, KALIMAT)


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
