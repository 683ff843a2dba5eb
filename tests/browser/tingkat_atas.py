"""People of a kecamatan and a kabupaten at browsers, on work the services did beforehand.

Every page they come to is looked over: its labels, ids and heading, its width, and the console.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from lxml import html
from playwright.sync_api import Browser, ConsoleMessage, Page
from sqlalchemy.orm import Session

from musren.adapters.gudang import Gudang
from musren.domain.peran import Act, Peran
from musren.models.tahun import Tahun
from musren.services import akun
from musren.services.tahun import open_year
from musren.settings import Settings
from tests import dunia
from tests.browser.layanan import served
from tests.browser.rencana import Pejalan
from tests.fixtures.app import app_for
from tests.fixtures.database import careless, fresh
from tests.web import inspector
from tests.web.conftest import PASSWORD, QUICK, Clock

DESA, KECAMATAN, KABUPATEN = map(str, (dunia.SUKAMAJU, dunia.KECAMATAN, dunia.KABUPATEN))
PEOPLE = {
    "camat": (Peran.CAMAT, dunia.KECAMATAN, ""),
    "kpmd": (Peran.KPMD, dunia.SUKAMAJU, ""),
    "bappeda": (Peran.BAPPEDA, dunia.KABUPATEN, ""),
    "dinas": (Peran.SKPD, dunia.KABUPATEN, "Dinas Pekerjaan Umum"),
    "dewan": (Peran.DPRD, dunia.KABUPATEN, ""),
}
START = datetime(2011, 1, 1, 2, 0, tzinfo=UTC)
REFUSED = "Failed to load resource: the server responded with a status of 4"
"""What Chromium says of a form that came back with its faults: no fault of the page."""

Build = Callable[[dunia.Kantor, Tahun], None]


class Seen(inspector.Page):
    """The page as it stands in a browser, without what its scripts hide from a screen reader."""

    def __init__(self, source: str) -> None:
        self.text_source = source
        self.root = html.document_fromstring(source)
        for hidden in self.find("//*[@aria-hidden='true']"):
            hidden.drop_tree()


class Petugas(Pejalan):
    """Somebody whose every page is looked over."""

    def __init__(self, page: Page, address: str, name: str, password: str) -> None:
        self.noise: list[str] = []
        page.on("console", self.heard)
        super().__init__(page, address, name, password)

    def heard(self, told: ConsoleMessage) -> None:
        if told.type in {"error", "warning"} and not told.text.startswith(REFUSED):
            self.noise.append(told.text)

    def fits(self) -> None:
        super().fits()
        told = inspector.complaints(Seen(self.page.content()))
        assert told == [], (self.page.url, told)

    def begin(self, slug: str, kode: str, objek: str = "") -> None:
        """Open a form from its own address, as the links of the pages do."""
        self.open(f"/formulir/{slug}/2011/{kode}" + (f"?objek={objek}" if objek else ""))
        self.click("main form button")
        assert "/draf/" in self.page.url, self.page.url

    def press(self, name: str, within: str = "main") -> None:
        """The first button or link whose words are these."""
        self.click(f"{within} :is(a, button):has-text('{name}')")

    def step(self, slug: str) -> None:
        assert self.page.url.endswith(f"/{slug}"), self.page.url

    def row_of(self, group: str, told: str) -> int:
        """The number of the laid-out row that tells this."""
        for number, row in enumerate(self.page.locator(f"[data-kelompok={group}] .baris").all()):
            if told in row.inner_text():
                return number
        raise AssertionError((group, told))

    def fill_rows(self, group: str, rows: Mapping[str, Mapping[str, str]]) -> None:
        """Fill rows that the form laid out itself, found by what they tell."""
        for told, given in rows.items():
            number = self.row_of(group, told)
            for name, value in given.items():
                self.put(f"{group}-{number}-{name}", value)

    def each(self, group: str, name: str, value: str) -> None:
        """The same answer on every row."""
        for number in range(self.page.locator(f"[data-kelompok={group}] .baris").count()):
            self.put(f"{group}-{number}-{name}", value)

    def sent_back(self, told: str) -> None:
        """Send; it is refused with these words, which lead to where they are repaired."""
        self.click("main button[value=kirim]")
        summary = self.page.locator("#ringkasan").inner_text()
        assert told in summary, summary
        self.press(told, "#ringkasan")

    def done(self) -> None:
        super().done()
        assert self.noise == [], self.noise


Enter = Callable[..., Petugas]


def prepare(folder: Path, templates: Path, build: Build) -> Path:
    """A data folder with everybody of PEOPLE, and what was built."""
    database = fresh(folder / "musren.db")
    with database.write() as session:
        _people(session)
    with database.write() as session:
        build(dunia.Kantor(session, Gudang(folder / "berkas"), templates), dunia.year(session))
    database.close()
    return folder


def _people(session: Session) -> None:
    act = Act(oleh=akun.system(), pada=START)
    open_year(session, act, dunia.KABUPATEN, 2011)
    for name, (peran, place, skpd) in PEOPLE.items():
        user = akun.create_user(session, act, name, f"Ibu {name}", PASSWORD, hasher=QUICK)
        akun.assign(session, act, user, peran, place, mulai=date(2011, 1, 1), skpd=skpd)


@contextmanager
def at_work(browser: Browser, prepared: Path, folder: Path, clock: Clock) -> Iterator[Enter]:
    """Serve a copy of what was prepared; gives a way to sign people in."""
    data = Path(shutil.copytree(prepared, folder / "data"))
    database, contexts = careless(data / "musren.db"), []
    settings = Settings(data_dir=data, database_url="", secret_key="rahasia untuk uji")
    app = app_for(settings, database, clock=clock, hasher=QUICK)
    with served(app) as address:

        def enter(name: str, *, width: int = 360, script: bool = False) -> Petugas:
            context = browser.new_context(
                locale="id-ID", viewport={"width": width, "height": 780},
                java_script_enabled=script, accept_downloads=True,
            )  # fmt: skip
            contexts.append(context)
            return Petugas(context.new_page(), address, name, PASSWORD)

        yield enter
        for context in contexts:
            context.close()
    database.close()
