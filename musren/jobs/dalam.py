"""Long work inside the service itself: one thread that runs what the table holds, then ends."""

import threading

import structlog

from musren.jobs.mesin import Mesin

LOOK_AGAIN = 5.0  # seconds between looks at jobs that are in other hands

log = structlog.get_logger()


class AntreanDalam:
    """Started by the first wish, by a look at an open job, or at start; ends when nothing is open.

    Nothing is kept here: after a restart the jobs stand in the table as before.
    """

    def __init__(self, mesin: Mesin, *, look_again: float = LOOK_AGAIN) -> None:
        self._mesin, self._look_again = mesin, look_again
        self._bell = threading.Event()
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self._worker: threading.Thread | None = None

    def ring(self) -> None:
        """There may be something to do."""
        with self._lock:
            if self._closing.is_set():
                return
            self._bell.set()
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, name="pekerjaan", daemon=True)
                self._worker.start()

    def look(self) -> None:
        """Somebody looks at an open job; after a restart this may be what wakes the line."""
        self.ring()

    def lacking(self) -> str:
        """Nothing: the service works on it itself."""
        return ""

    def wait(self) -> None:
        """Until nothing is open any more, or the line was closed."""
        worker = self._worker
        if worker is not None:
            worker.join()

    def close(self) -> None:
        """Run nothing more after the job at work; returns when that has ended."""
        self._closing.set()
        self._bell.set()
        self.wait()

    @property
    def is_closing(self) -> bool:
        return self._closing.is_set()

    def _work(self) -> None:
        while self._goes_on():
            try:
                self._bell.clear()
                self._mesin.tend()
                while not self._closing.is_set() and self._mesin.run_next():
                    pass
            except Exception:
                log.exception("jobs stopped for a moment")
                self._bell.wait(self._look_again)

    def _goes_on(self) -> bool:
        """Whether there is more: the bell rang, or a job is in hands that may be dead."""
        while not self._closing.is_set():
            with self._lock:
                if self._bell.is_set():
                    return True
                if not self._is_any_open():
                    self._worker = None
                    return False
            self._bell.wait(self._look_again)
            self._bell.set()  # time to look who is silent
        with self._lock:
            self._worker = None
        return False

    def _is_any_open(self) -> bool:
        try:
            return self._mesin.is_any_open()
        except Exception:
            log.exception("jobs not readable")
            return False
