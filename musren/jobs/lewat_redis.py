"""Long work on several workers: the service rings, `musren worker` runs what the table holds."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import structlog
from redis import Redis
from rq import Worker
from rq.serializers import JSONSerializer

from musren.adapters import antrean_redis
from musren.jobs.mesin import Mesin

TEND_SECONDS = 15
_TTL_SECONDS = 30  # after so long without a word RQ forgets a worker; half of it is one wait

Opened = Callable[[], AbstractContextManager[Mesin]]
"""Opens an engine with a database of its own: a forked process must not use its parent's."""

log = structlog.get_logger()


class AntreanRedis:
    """The service's side: it rings and runs nothing itself."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._redis = antrean_redis.connect(url)

    def ring(self) -> None:
        """A job waits. A bell that is lost costs time only: workers look at the table too."""
        antrean_redis.ring(self._redis, kerjakan)

    def look(self) -> None:
        """Somebody looks at an open job; the workers tend to it by themselves."""

    def lacking(self) -> str:
        """Why nothing is worked on now, or nothing."""
        return antrean_redis.lacking(self._url)

    def close(self) -> None:
        self._redis.close()


class Pekerja(Worker):
    """RQ's worker, which also takes over what dead workers left, and rings lost bells again."""

    opened: Opened | None = None

    def run_maintenance_tasks(self) -> None:
        super().run_maintenance_tasks()  # type: ignore[no-untyped-call]
        try:
            self.tend()
        except Exception:
            log.exception("jobs not tended")

    def tend(self) -> None:
        """As many bells as jobs wait."""
        assert self.opened is not None
        with self.opened() as mesin:
            waiting = len(mesin.tend())
        for _ in range(waiting - antrean_redis.bells(self.connection)):
            antrean_redis.ring(self.connection, kerjakan)


def kerjakan() -> None:
    """Run one waiting job, if there still is one; called in the process forked for it."""
    assert Pekerja.opened is not None
    with Pekerja.opened() as mesin:
        mesin.run_next()


def serve(redis: Redis, opened: Opened, *, until_empty: bool = False) -> None:
    """Work until told to stop (a second Ctrl+C stops at once), or until nothing waits."""
    Pekerja.opened = staticmethod(opened)
    worker = Pekerja(
        [antrean_redis.queue(redis)], connection=redis, serializer=JSONSerializer,
        worker_ttl=_TTL_SECONDS, maintenance_interval=TEND_SECONDS,
    )  # fmt: skip
    worker.work(burst=until_empty, logging_level="WARNING")
