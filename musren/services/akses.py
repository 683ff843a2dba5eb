"""Rights on what an edge offers: declared on each view, decided the same way at every edge.

A thing of another place gives the same answer as a thing that is not there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from musren.domain.errors import NotAllowed, NotFound
from musren.domain.peran import Hak, Pelaku
from musren.domain.wilayah import Level, RegionCode
from musren.models.naskah import Naskah
from musren.services import wilayah

Args = Mapping[str, Any]
PlaceOf = Callable[[Session, Args], RegionCode]
RightOf = Callable[[Session, Args], Hak]
View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, kw_only=True)
class Kalimat:
    """How an edge words a refusal: `tersembunyi` for what is elsewhere or nowhere."""

    tersembunyi: str
    kurang: str


@dataclass(frozen=True, kw_only=True)
class Access:
    """What a view asks for. `place` None means: held anywhere at all.

    Each edge has a kind of its own, so that one edge never takes the other's views for its own.
    """

    hak: Hak | RightOf
    place: PlaceOf | None = None

    def right(self, session: Session, args: Args) -> Hak:
        return self.hak if isinstance(self.hak, Hak) else self.hak(session, args)

    @property
    def public(self) -> bool:
        return self.hak is Hak.PUBLIK


def declare(access: Access) -> Callable[[View], View]:
    """Put the declaration on a view; without it the application does not start."""

    def put(view: View) -> View:
        view.access = access  # type: ignore[attr-defined]
        return view

    return put


def by_kode(session: Session, args: Args) -> RegionCode:
    """A loaded region: ``<kode>``."""
    code = wilayah.parse_code(args["kode"])
    wilayah.get(session, code)
    return code


def by_naskah(session: Session, args: Args) -> RegionCode:
    """The place of a paper: ``<naskah_id>``."""
    found = session.get(Naskah, args["naskah_id"])
    if found is None:
        raise NotFound("Naskah itu tidak ada.")
    return RegionCode(found.wilayah_kode)


SEEING = {Level.DESA: Hak.LIHAT_DESA, Level.KECAMATAN: Hak.LIHAT_KECAMATAN}


def right_to_see(place: RegionCode) -> Hak:
    """The right one needs to look at what belongs to a place."""
    return SEEING.get(place.level, Hak.LIHAT_KABUPATEN)


def require(pelaku: Pelaku, hak: Hak, place: RegionCode | None, kalimat: Kalimat) -> None:
    """Raises NotFound for what is elsewhere, NotAllowed where the role lacks the right."""
    if place is None:
        if not pelaku.may_anywhere(hak):
            raise NotAllowed(kalimat.kurang)
    elif not pelaku.may(hak, place):
        if pelaku.roles_at(place):
            raise NotAllowed(kalimat.kurang)
        raise NotFound(kalimat.tersembunyi)


def admit(session: Session, access: Access, pelaku: Pelaku, args: Args, kalimat: Kalimat) -> None:
    """Check a declaration for one call; raises NotFound or NotAllowed."""
    try:
        hak = access.right(session, args)
        place = access.place(session, args) if access.place else None
    except NotFound:
        raise NotFound(kalimat.tersembunyi) from None
    if hak not in {Hak.PUBLIK, Hak.MASUK}:
        require(pelaku, hak, place, kalimat)
