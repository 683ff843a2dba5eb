"""PDFs of issued papers, made one after the other beside the requests.

Nothing is kept of the line itself: after a restart whoever still wants a PDF asks again.
"""

import queue
import threading
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

import structlog

from musren.adapters.gudang import Gudang
from musren.domain.errors import MusrenError
from musren.domain.peran import Act, Pelaku
from musren.models.database import Database
from musren.papers.pages import as_pdf
from musren.services import naskah, terbit

MADE, FAILED = "dibuat", "gagal"
BROKEN = (
    "PDF tidak berhasil dibuat karena gangguan pada musren. Berkas Word tetap dapat diunduh; "
    "coba lagi beberapa saat lagi."
)

log = structlog.get_logger()


class Converter(Protocol):
    """Turns a Word file into a PDF within its own time limit."""

    def to_pdf(self, docx: bytes) -> bytes: ...


class AntreanPdf:
    """One worker thread, started by the first wish; `find` gives the converter or raises."""

    def __init__(
        self, database: Database, store: Gudang, find: Callable[[], Converter],
        clock: Callable[[], datetime],
    ) -> None:  # fmt: skip
        self._database, self._store, self._find, self._clock = database, store, find, clock
        self._line: queue.Queue[tuple[int, Pelaku]] = queue.Queue()
        self._states: dict[int, tuple[str, str]] = {}
        self._lock = threading.Lock()
        self._worker: threading.Thread | None = None

    def lacking(self) -> str:
        """Why this machine makes no PDF at all, or nothing."""
        try:
            self._find()
        except MusrenError as reason:
            return reason.message
        return ""

    def state(self, naskah_id: int) -> tuple[str, str]:
        """("", "") when nobody asked, ("dibuat", "") while it is made, ("gagal", why) after."""
        with self._lock:
            return self._states.get(naskah_id, ("", ""))

    def ask(self, naskah_id: int, oleh: Pelaku) -> None:
        """Put the paper in the line, unless it stands there already."""
        with self._lock:
            if self._states.get(naskah_id, ("", ""))[0] == MADE:
                return
            self._states[naskah_id] = (MADE, "")
            self._line.put((naskah_id, oleh))
            if self._worker is None or not self._worker.is_alive():
                self._worker = threading.Thread(target=self._work, name="pdf", daemon=True)
                self._worker.start()

    def wait(self) -> None:
        """Until nobody stands in the line any more."""
        self._line.join()

    def _work(self) -> None:
        while True:
            naskah_id, oleh = self._line.get()
            try:
                self._settle(naskah_id, self._try(naskah_id, oleh))
            finally:
                self._line.task_done()

    def _settle(self, naskah_id: int, why: str) -> None:
        with self._lock:
            if why:
                self._states[naskah_id] = (FAILED, why)
            else:
                self._states.pop(naskah_id, None)

    def _try(self, naskah_id: int, oleh: Pelaku) -> str:
        try:
            self.make(naskah_id, oleh)
        except MusrenError as reason:
            return reason.message
        except Exception:
            log.exception("pdf failed", naskah=naskah_id)
            return BROKEN
        return ""

    def make(self, naskah_id: int, oleh: Pelaku) -> None:
        """Convert outside any transaction, attach in one; a PDF that is there is not made again."""
        with self._database.read() as session:
            paper = naskah.get(session, naskah_id)
            if paper.pdf_id is not None or paper.docx is None:
                return
            word = paper.docx.sha256
        pdf = as_pdf(self._store.get(word), self._find().to_pdf)
        sha256 = self._store.put(pdf)
        with self._database.write() as session:
            paper = naskah.get(session, naskah_id)
            act = Act(oleh=oleh, pada=self._clock())
            terbit.attach_pdf(act, paper, sha256=sha256, size=len(pdf))
