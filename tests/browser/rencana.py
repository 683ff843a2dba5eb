"""A village whose earlier stages are done already, and a person who minds the width of a phone."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.orm import Session

from musren.adapters.gudang import Gudang
from musren.models.database import Database
from tests import dunia
from tests.browser.layanan import Orang

DESA = str(dunia.SUKAMAJU)
WARGA = [f"Warga {n}" for n in range(1, 8)]
"""Who comes to meetings, the first five to the small ones; those with an odd number are women."""


class Pejalan(Orang):
    """Somebody on a phone: no page they come to may scroll sideways."""

    def open(self, path: str) -> None:
        super().open(path)
        self.fits()

    def click(self, target: str) -> None:
        super().click(target)
        self.fits()

    def fits(self) -> None:
        wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, (self.page.url, wide)

    def told(self) -> str:
        return self.page.locator("main").inner_text()

    def meet(self, day: str, count: int = 5) -> None:
        """The first pages of a meeting's form: when and where, who came."""
        self.answer({"tanggal": day, "jam_mulai": "09.00", "jam_selesai": "12.00",
                     "tempat": "Balai Desa"})  # fmt: skip
        self.rows("hadir", [
            {"nama": name, "jk": "P" if n % 2 == 0 else "L", "unsur": "Tokoh masyarakat",
             "alamat": "Dusun I"} for n, name in enumerate(WARGA[:count])
        ])  # fmt: skip
        self.answer({})

    def lead(self) -> None:
        self.answer(
            {"pimpinan_nama": WARGA[4], "pimpinan_unsur": "LPMD", "notulis_nama": WARGA[3],
             "notulis_unsur": "KPMD", "cara_putusan": "mufakat"}
        )  # fmt: skip

    def finish(self) -> None:
        """Go over the pages that are left as they stand, and send."""
        while not self.page.url.endswith("/periksa"):
            self.answer({})
        self.send()

    def issue_and_sign(self, jenis: str, day: str, scan: Path, tahun: int = 2011) -> str:
        told = self.issue(jenis, DESA, tahun, day)
        self.sign(scan)
        return told

    def word(self) -> Path:
        """The Word file of the paper that is open."""
        with self.page.expect_download() as got:
            self.page.locator("main a", has_text="Word").first.click()
        assert got.value.suggested_filename.endswith(".docx")
        return Path(got.value.path())


def chosen(*numbers: int) -> list[str]:
    """How these people are pointed at in a list of those present."""
    return [f"{WARGA[n - 1]} — Dusun I" for n in numbers]


@contextmanager
def through_services(folder: Path, templates: Path) -> Iterator[tuple[Session, dunia.Kantor]]:
    """Work on the served village beside the browser: its forms and papers, without its pages."""
    database = Database(f"sqlite:///{folder / 'musren.db'}")
    with database.write() as session:
        yield session, dunia.Kantor(session, Gudang(folder / "berkas"), templates)
    database.close()
