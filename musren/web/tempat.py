"""The place and the year an address names, with what every working page says about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from musren.domain.errors import NotFound
from musren.domain.peran import Hak
from musren.domain.wilayah import Level, RegionCode
from musren.integration.profil import Profil
from musren.models.tahun import Tahun
from musren.services import wilayah
from musren.services.tahun import profile_of, year_for, years_of
from musren.web.access import HIDDEN, Args
from musren.web.halaman import home_path, letak, place_name
from musren.web.unit_of_work import current_pelaku

_SEES: Mapping[Level, Hak] = {
    Level.DESA: Hak.LIHAT_DESA,
    Level.KECAMATAN: Hak.LIHAT_KECAMATAN,
    Level.KABUPATEN: Hak.LIHAT_KABUPATEN,
}


@dataclass(frozen=True, kw_only=True)
class Di:
    """A page is about this place in this planning year."""

    session: Session
    place: RegionCode
    year: Tahun

    @property
    def profile(self) -> Profil:
        return profile_of(self.year)

    @property
    def nama(self) -> str:
        return place_name(self.session, self.place)

    @property
    def beranda(self) -> str:
        return home_path(self.place, self.year.tahun)

    def may(self, hak: Hak) -> bool:
        return current_pelaku().may(hak, self.place)

    def years(self) -> list[int]:
        return [y.tahun for y in years_of(self.session, self.place.at(Level.KABUPATEN))]

    def context(self) -> dict[str, Any]:
        return {
            "di": self,
            "letak": letak(self.session, self.place, self.year.tahun),
            "beranda": self.beranda,
        }


def at(session: Session, kode: str, tahun: int, *levels: Level) -> Di:
    """The place and year of an address; raises NotFound, also for a place of another level.

    A kelurahan has no pages: it plans elsewhere.
    """
    place = wilayah.parse_code(kode)
    if place.level not in levels:
        raise NotFound(HIDDEN)
    if place.level is Level.DESA and not wilayah.is_desa(wilayah.get(session, place)):
        raise NotFound(HIDDEN)
    return Di(session=session, place=place, year=year_for(session, place, tahun))


def right_to_see(place: RegionCode) -> Hak:
    """The right to look at a place; raises NotFound for a level without pages."""
    found = _SEES.get(place.level)
    if found is None:
        raise NotFound(HIDDEN)
    return found


def sees_kode(_session: Session, args: Args) -> Hak:
    """For `@need`: the right to look at the place ``<kode>``."""
    return right_to_see(wilayah.parse_code(args["kode"]))
