"""A worker in a process of its own, for tests that kill it: it stops in the middle of its job."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

from musren.adapters import antrean_redis
from musren.jobs import lewat_redis
from musren.jobs.konteks import Konteks
from musren.jobs.mesin import Mesin
from musren.models.database import Database
from musren.services.jenis_pekerjaan import JENIS
from tests import dunia
from tests.kerja_uji import KIND, KUNCI, engine, tools

HOURS = {"macet": 0, "macet-lagi": 1, "utuh": 2}
"""How much later than the first a worker comes, by what it does."""


def stuck(konteks: Konteks) -> None:
    """Writes the half of its results and then nothing more."""
    konteks.put("separuh.txt", "text/plain", b"separuh")
    konteks.progress(1, 2, "Separuh jalan")
    sys.stdout.write(f"di tengah {os.getpid()}\n")
    sys.stdout.flush()
    signal.pause()


def whole(konteks: Konteks) -> None:
    """Tells which process did it."""
    konteks.put("utuh.txt", "text/plain", str(os.getpid()).encode())


@contextmanager
def opened(url: str, folder: Path, how: str) -> Iterator[Mesin]:
    """An engine of this process, with a clock of its own."""
    database = Database(url)
    later = timedelta(hours=HOURS[how])
    try:
        does = whole if how == "utuh" else stuck
        yield engine(tools(database, folder, lambda: dunia.NOW + later), does)
    finally:
        database.close()


def main(url: str, folder: str, how: str, redis: str = "") -> None:
    JENIS[KUNCI] = KIND
    if redis:
        connection = antrean_redis.connect(redis)
        open_ = partial(opened, url, Path(folder), how)
        lewat_redis.serve(connection, open_, until_empty=how == "utuh")
        return
    with opened(url, Path(folder), how) as mesin:
        mesin.tend()
        while mesin.run_next():
            pass


if __name__ == "__main__":
    main(*sys.argv[1:])
