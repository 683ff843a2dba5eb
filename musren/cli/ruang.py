"""The workplace of a command: settings, a migrated database and the store of files."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from musren.adapters.gudang import Gudang
from musren.domain.peran import Act
from musren.domain.wilayah import BadRegionCode, Level, RegionCode
from musren.models.database import Database
from musren.models.migrate import upgrade
from musren.services.akun import NAMA_TINGKAT, system
from musren.services.terbit import Office
from musren.settings import Settings, load

CONTOH_KODE = {Level.KABUPATEN: "35.07", Level.KECAMATAN: "35.07.21", Level.DESA: "35.07.21.2012"}


@dataclass(frozen=True, kw_only=True)
class Ruang:
    """What every command works with; works on an empty database too."""

    settings: Settings
    database: Database
    gudang: Gudang

    @property
    def office(self) -> Office:
        return Office(
            work=self.database.write, store=self.gudang, templates=self.settings.templates_dir
        )


@contextmanager
def ruang(settings: Settings | None = None) -> Iterator[Ruang]:
    """Open the workplace: folders made, schema brought up to date."""
    chosen = settings or load()
    database = Database(chosen.database_url)
    try:
        upgrade(database)
        yield Ruang(settings=chosen, database=database, gudang=Gudang(chosen.files_dir))
    finally:
        database.close()


def here_and_now() -> Act:
    """The machine itself acts, now."""
    return Act(oleh=system("Baris perintah"), pada=datetime.now(UTC))  # noqa: TID251  an edge


def code(text: str, level: Level | None = None) -> RegionCode:
    """The region code, at the level the command works on. Raises BadRegionCode."""
    place = RegionCode.parse(text)
    if level is not None and place.level is not level:
        raise BadRegionCode(
            f"{place} bukan kode {NAMA_TINGKAT[level]}. Contoh: {CONTOH_KODE[level]}."
        )
    return place
