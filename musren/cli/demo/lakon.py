"""One village at play: its forms filled in, its papers issued and signed, each on its day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from musren.cli.demo.desa import Desa
from musren.cli.demo.langkah import fill, issue, sign
from musren.cli.demo.orang import Pemeran
from musren.cli.ruang import Ruang
from musren.domain.peran import Peran
from musren.domain.wilayah import RegionCode
from musren.models.tahun import Tahun

Row = dict[str, Any]
Answers = Mapping[str, Any] | Callable[[Session, Tahun], Mapping[str, Any]]
"""The answers of a form, or how to find them once its beginning is known."""

MORNING, NOON, EVENING = 3, 5, 9
"""Hours (UTC) at which people fill in, sign, and put papers in order."""


@dataclass(frozen=True, kw_only=True)
class Lakon:
    """Where, in which planning year (as it was read when the play began), and by whom."""

    room: Ruang
    year: Tahun
    desa: Desa
    cast: Pemeran

    @property
    def kode(self) -> RegionCode:
        return self.desa.kode

    def fill(  # noqa: PLR0913
        self, slug: str, day: date, answers: Answers, *, objek: str = "", kali: str = "",
        peran: Peran = Peran.KPMD, hour: int = MORNING,
    ) -> str:  # fmt: skip
        """Send a form; `kali` tells apart several sends of one form in the same year."""
        with self.room.database.write() as session:
            year = session.get_one(Tahun, self.year.id)
            given = answers(session, year) if callable(answers) else answers
            act = self.cast.act(peran, self.kode, day, hour)
            return fill(session, act, slug, year, self.kode, given, objek=objek, kali=kali)

    def issue(
        self, jenis: str, day: date, peran: Peran = Peran.KEPALA_DESA, *, late: int = 0
    ) -> int:
        """Issue a paper dated that day; `late`: the days after it on which somebody does so."""
        act = self.cast.act(peran, self.kode, day + timedelta(days=late), EVENING)
        return issue(self.room, act, self.year, self.kode, jenis, day)

    def signed(
        self, jenis: str, day: date, peran: Peran = Peran.KEPALA_DESA, *, late: int = 0,
        after: int = 0,
    ) -> int:  # fmt: skip
        """Issue a paper and bring it back signed, so many days after it was issued."""
        paper = self.issue(jenis, day, peran, late=late)
        back = day + timedelta(days=late + after)
        act = self.cast.act(Peran.KEPALA_DESA, self.kode, back, EVENING + 1)
        sign(self.room, act, paper, back)
        return paper
