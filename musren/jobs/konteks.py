"""What a job works with: the database, the store, who asked, and the ways to report back."""

import threading
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

import structlog
from sqlalchemy.orm import Session

from musren.adapters.gudang import Gudang
from musren.domain.errors import Conflict
from musren.domain.peran import Act
from musren.domain.wilayah import RegionCode
from musren.models.database import Database
from musren.models.tahun import Tahun
from musren.services import pekerjaan
from musren.services.pekerjaan import Hasil, Kemajuan, Klaim

NOWHERE = "Pekerjaan ini tidak menyebut wilayah dan tahunnya. Mintalah dari beranda wilayahnya."

log = structlog.get_logger()


class Batal(Exception):
    """The asker wished to stop; raised at a safe point, between two steps."""


class Terlepas(Exception):
    """The job is in other hands by now: this worker was silent for too long."""


class Converter(Protocol):
    """Turns a Word file into a PDF within its own time limit."""

    def to_pdf(self, docx: bytes) -> bytes: ...


@dataclass(frozen=True, kw_only=True)
class Alat:
    """What every worker has: `find` gives the PDF converter or raises Unavailable."""

    database: Database
    store: Gudang
    clock: Callable[[], datetime]
    find: Callable[[], Converter]
    templates: Path | None = None


@dataclass(kw_only=True)
class Pulsa:
    """The line between a running job and its row: life and progress out, wishes in.

    Writes at most every `jeda` seconds when the job reports, and whenever `beat` is called.
    """

    alat: Alat
    klaim: Klaim
    jeda: float = 1.0
    kemajuan: Kemajuan = field(default_factory=Kemajuan)
    diminta_batal: bool = False
    terlepas: bool = False
    _last: float = field(default=float("-inf"), init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)

    def report(self, kemajuan: Kemajuan) -> None:
        self.kemajuan = kemajuan
        if time.monotonic() - self._last >= self.jeda:
            self.beat()

    def beat(self) -> None:
        """One short transaction; what goes wrong with it is tried again at the next beat."""
        with self._lock:
            self._last = time.monotonic()
            try:
                with self.alat.database.write() as session:
                    wish = pekerjaan.beat(session, self.klaim, self.alat.clock(), self.kemajuan)
            except Exception:
                log.exception("no beat", pekerjaan=self.klaim.kode)
                return
        self.diminta_batal, self.terlepas = bool(wish), wish is None


class Konteks:
    """Given to the function of a job; see `jobs/daftar.py` for how a kind is added.

    The function opens short transactions of its own on `database`, reports after each step with
    `progress`, and hands over files with `put` or `put_large`: they appear on the job's page all
    together when the function returns, and not at all when it raises. A MusrenError it lets out
    is told to the asker.
    """

    def __init__(self, alat: Alat, act: Act, pulsa: Pulsa) -> None:
        self.alat, self.act, self._pulsa = alat, act, pulsa
        self.database, self.store = alat.database, alat.store
        self.hasil: list[Hasil] = []
        self.catatan: list[str] = []

    @property
    def klaim(self) -> Klaim:
        return self._pulsa.klaim

    @property
    def isian(self) -> Mapping[str, Any]:
        """What was asked for, as `JenisPekerjaan.baca` made it."""
        return self.klaim.isian

    @property
    def place(self) -> RegionCode:
        """Where the job was asked for; raises Conflict for a job without a place."""
        if self.klaim.place is None:
            raise Conflict(NOWHERE)
        return self.klaim.place

    def year(self, session: Session) -> Tahun:
        """The planning year of the job; raises Conflict for a job without one."""
        found = session.get(Tahun, self.klaim.tahun_id) if self.klaim.tahun_id else None
        if found is None:
            raise Conflict(NOWHERE)
        return found

    def read(self) -> AbstractContextManager[Session]:
        return self.database.read()

    def write(self) -> AbstractContextManager[Session]:
        """One transaction; keep it short, for nobody else writes meanwhile (SQLite)."""
        return self.database.write()

    def progress(self, selesai: int, jumlah: int, kini: str = "") -> None:
        """Tell how far the job is and what it does next; a safe point (see `cancelled`)."""
        self._pulsa.report(Kemajuan(selesai=selesai, jumlah=jumlah, kini=kini))
        self.cancelled()

    def cancelled(self) -> None:
        """A safe point: raises Batal when the asker wants to stop, Terlepas when it is too late."""
        if self._pulsa.terlepas:
            raise Terlepas
        if self._pulsa.diminta_batal:
            raise Batal

    def put(self, nama: str, tipe: str, isi: bytes) -> None:
        """Keep a file as a result; `nama` must be unique within the job."""
        self._keep(nama, tipe, self.store.put(isi), len(isi))

    def put_large(self, nama: str, tipe: str, path: Path) -> None:
        """Keep a file written to `store.scratch()` as a result, without reading it into memory."""
        size = path.stat().st_size
        self._keep(nama, tipe, self.store.take(path), size)

    def _keep(self, nama: str, tipe: str, sha256: str, ukuran: int) -> None:
        self.hasil.append(Hasil(nama=nama, tipe=tipe, sha256=sha256, ukuran=ukuran))

    def note(self, kalimat: str) -> None:
        """A sentence for the asker, shown with the results."""
        self.catatan.append(kalimat)
