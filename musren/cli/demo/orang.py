"""The invented people who sign in: one for each role that the year needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from argon2 import PasswordHasher
from sqlalchemy.orm import Session

from musren.domain.peran import NAMA_PERAN, TINGKAT_PERAN, Act, Pelaku, Peran
from musren.domain.wilayah import Level, RegionCode
from musren.services.akun import assign, create_user, find_user, pelaku_of, system

SANDI = "musyawarah-mufakat"
QUICK = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)  # raised at first sign-in
HOME = "99.01"
"""The kabupaten whose user names are the short ones."""

FROM = date(2010, 1, 1)
BUILT = datetime(2010, 7, 1, 1, 0, tzinfo=UTC)

KABUPATEN_ROLES = (
    Peran.ADMINISTRATOR, Peran.BAPPEDA, Peran.INSPEKTORAT, Peran.DPRD, Peran.BUPATI, Peran.FASKAB,
)  # fmt: skip
KECAMATAN_ROLES = (Peran.CAMAT, Peran.STAF_KECAMATAN, Peran.FK, Peran.BKAD)
DESA_ROLES = (Peran.KEPALA_DESA, Peran.SEKDES, Peran.KPMD, Peran.BPD)


@dataclass
class Pemeran:
    """Who plays whom; whoever acted once is known without the session."""

    session: Session
    names: Mapping[tuple[Peran, RegionCode], str] = field(default_factory=dict)
    known: dict[tuple[Peran, RegionCode], Pelaku] = field(default_factory=dict)

    def act(self, peran: Peran, place: RegionCode, day: date, hour: int = 3) -> Act:
        """Somebody in this role acts on this day (hour in UTC)."""
        moment = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
        return Act(oleh=self.actor(peran, place.at(TINGKAT_PERAN[peran])), pada=moment)

    def actor(self, peran: Peran, place: RegionCode) -> Pelaku:
        if (peran, place) in self.known:
            return self.known[peran, place]
        login = login_for(peran, place)
        user = find_user(self.session, login)
        if user is None:
            who = Act(oleh=system("Peragaan"), pada=BUILT)
            name = self.names.get((peran, place)) or f"{NAMA_PERAN[peran]} (contoh)"
            user = create_user(self.session, who, login, name, SANDI, hasher=QUICK)
            assign(self.session, who, user, peran, place, mulai=FROM)
        found = pelaku_of(user, BUILT + timedelta(days=1))
        self.known[peran, place] = found
        return found


def login_for(peran: Peran, place: RegionCode) -> str:
    """A user name that can be guessed from role and place: kades.2001, camat.01, bappeda.

    The places of a further kabupaten say which one it is: camat.02.05, bappeda.02.
    """
    short = {"kepala_desa": "kades", "staf_kecamatan": "staf"}.get(peran.value, peran.value)
    short = short.replace("_", "-")
    if not str(place).startswith(HOME):
        parts = str(place).split(".")[1:]
        return ".".join((short, *parts))
    if place.level is Level.DESA:
        tail = str(place)[-4:]
        district = str(place)[6:8]
        return f"{short}.{tail}" if district == "01" else f"{short}.{district}.{tail}"
    return f"{short}.{str(place)[-2:]}" if place.level is Level.KECAMATAN else short
