"""The engine of long work: claims a job, runs its function, and ends it in the table.

The same engine runs inside the service and in every `musren worker`; only the bell differs.
"""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import structlog

from musren.domain.errors import MusrenError, NotAllowed
from musren.domain.peran import Act
from musren.jobs.konteks import Alat, Batal, Konteks, Pulsa, Terlepas
from musren.services import akun, pekerjaan
from musren.services.jenis_pekerjaan import right
from musren.services.pekerjaan import Klaim

Kerja = Callable[[Konteks], None]

BEAT_SECONDS = 10.0
BROKEN = (
    "Pekerjaan ini tidak berhasil karena gangguan pada musren, bukan karena isian Anda. Mintalah "
    "sekali lagi; bila tetap gagal, sampaikan kode pekerjaan ini kepada administrator."
)
UNKNOWN_KIND = (
    "Pekerjaan semacam ini tidak dikenal oleh program yang mengerjakannya. Mintalah administrator "
    "memasang versi musren yang sama di semua komputer."
)
CLOSED_ACCOUNT = "Akun yang meminta pekerjaan ini sudah nonaktif, jadi tidak dikerjakan."
NO_RIGHT = (
    "Tugas Anda di wilayah ini sudah berakhir sebelum pekerjaan dimulai, jadi tidak dikerjakan."
)

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Mesin:
    """Runs jobs one after the other. `jeda` and `detak` are seconds between writes and beats."""

    alat: Alat
    kerja: Mapping[str, Kerja]
    jeda: float = 1.0
    detak: float = BEAT_SECONDS

    def run_next(self, kode: str = "") -> str | None:
        """Run the oldest waiting job, or just this one; its code, or None when none was left."""
        with self.alat.database.write() as session:
            klaim = pekerjaan.claim(session, self.alat.clock(), kode)
        if klaim is None:
            return None
        log.info("job begins", pekerjaan=klaim.kode, jenis=klaim.jenis, ke=klaim.percobaan)
        self._run(klaim)
        return klaim.kode

    def tend(self) -> list[str]:
        """Take over what dead workers left; the codes of all jobs that wait now."""
        with self.alat.database.write() as session:
            for again in pekerjaan.take_over(session, self.alat.clock()):
                log.warning("job taken over", pekerjaan=again)
            return pekerjaan.waiting(session)

    def is_any_open(self) -> bool:
        with self.alat.database.read() as session:
            return pekerjaan.is_any_open(session)

    def _run(self, klaim: Klaim) -> None:
        pulsa = Pulsa(alat=self.alat, klaim=klaim, jeda=self.jeda)
        act = Act(oleh=akun.system(), pada=self.alat.clock())
        try:
            with _beating(pulsa, self.detak):
                act = self._asker(klaim)
                konteks = Konteks(self.alat, act, pulsa)
                self._function(klaim)(konteks)
            self._finish(konteks, pulsa)
        except Batal:
            with self.alat.database.write() as session:
                pekerjaan.stop(session, act, klaim)
        except Terlepas:
            log.warning("job lost to another worker", pekerjaan=klaim.kode)
        except MusrenError as reason:
            self._fail(klaim, act, reason.message)
        except Exception:
            log.exception("job failed", pekerjaan=klaim.kode, jenis=klaim.jenis)
            self._fail(klaim, act, BROKEN)

    def _asker(self, klaim: Klaim) -> Act:
        """Who asked, with the rights held now; raises NotAllowed."""
        now = self.alat.clock()
        with self.alat.database.read() as session:
            person = pekerjaan.asker(session, klaim)
            if not person.aktif:
                raise NotAllowed(CLOSED_ACCOUNT)
            pelaku = akun.pelaku_of(person, now)
        place = klaim.place
        if place is not None and not pelaku.may(right(klaim.jenis, place), place):
            raise NotAllowed(NO_RIGHT)
        return Act(oleh=pelaku, pada=now)

    def _function(self, klaim: Klaim) -> Kerja:
        found = self.kerja.get(klaim.jenis)
        if found is None:
            raise NotAllowed(UNKNOWN_KIND)
        return found

    def _finish(self, konteks: Konteks, pulsa: Pulsa) -> None:
        """Files are in the store already; now they appear, all together."""
        act = Act(oleh=konteks.act.oleh, pada=self.alat.clock())
        with self.alat.database.write() as session:
            pekerjaan.beat(session, pulsa.klaim, act.pada, pulsa.kemajuan)
            done = pekerjaan.finish(session, act, pulsa.klaim, konteks.hasil, konteks.catatan)
        log.info("job ends", pekerjaan=pulsa.klaim.kode, berkas=len(konteks.hasil), berlaku=done)

    def _fail(self, klaim: Klaim, act: Act, kalimat: str) -> None:
        with self.alat.database.write() as session:
            ended = Act(oleh=act.oleh, pada=self.alat.clock())
            pekerjaan.fail(session, ended, klaim, kalimat)


@contextmanager
def _beating(pulsa: Pulsa, every: float) -> Iterator[None]:
    """Show life from a thread of its own, for a step may take long."""
    ends = threading.Event()

    def go_on() -> None:
        while not ends.wait(every):
            pulsa.beat()

    heart = threading.Thread(target=go_on, name="detak", daemon=True)
    heart.start()
    try:
        yield
    finally:
        ends.set()
        heart.join()
