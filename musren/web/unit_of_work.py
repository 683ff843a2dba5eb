"""One request, one unit of work: reading never changes anything, a change is kept whole or not.

Who is asking is found out in a reading session. A view of an unsafe method gets a writing
session when it first asks for one, so no lock is held while a form is parsed or a page is refused.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from flask import current_app, g, request
from sqlalchemy.orm import Session

from musren.domain.errors import NotSignedIn
from musren.domain.peran import Act, Pelaku
from musren.runtime import Runtime

if TYPE_CHECKING:
    from datetime import datetime

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
SIGN_IN_FIRST = "Anda belum masuk, atau waktu masuk Anda sudah habis. Masuk lagi untuk melanjutkan."


def runtime() -> Runtime:
    return cast("Runtime", current_app.extensions["musren"])


class Unit:
    """The sessions of one request, and who asks when."""

    def __init__(self, running: Runtime) -> None:
        self.pada: datetime = running.clock()
        self.pelaku: Pelaku | None = None
        self.must_change_password = False
        self._database = running.database
        self._reading: Session | None = None
        self._writing: Session | None = None

    def reading(self) -> Session:
        if self._reading is None:
            self._reading = self._database.reading_session()
        return self._reading

    def writing(self) -> Session:
        if self._writing is None:
            self.end_reading()  # a reader of our own would keep us from writing
            self._writing = self._database.writing_session()
        return self._writing

    @property
    def has_written(self) -> bool:
        return self._writing is not None

    def end_reading(self) -> None:
        if self._reading is not None:
            self._reading.close()
            self._reading = None

    def keep(self) -> None:
        """Commit what the view changed; called once, after the view succeeded."""
        if self._writing is not None:
            self._writing.commit()

    def drop(self) -> None:
        self.end_reading()
        if self._writing is not None:
            self._writing.close()  # what was not committed is rolled back
            self._writing = None


def current() -> Unit:
    if "unit" not in g:
        g.unit = Unit(runtime())
    return cast("Unit", g.unit)


def current_session() -> Session:
    """Reading for GET, HEAD and OPTIONS (never commits); writing for every other method."""
    unit = current()
    return unit.reading() if request.method in SAFE else unit.writing()


def current_pelaku() -> Pelaku:
    """Who is signed in; raises NotSignedIn."""
    pelaku = current().pelaku
    if pelaku is None:
        raise NotSignedIn(SIGN_IN_FIRST)
    return pelaku


def current_act() -> Act:
    """The signed-in person acting now (UTC, one moment for the whole request)."""
    return Act(oleh=current_pelaku(), pada=current().pada)


@contextmanager
def work() -> Iterator[Session]:
    """One short transaction of its own, for views that need several (issuing a paper).

    Each block is committed when it ends well, whatever comes later in the request. Not to be
    mixed with `current_session()` in one view of an unsafe method.
    """
    unit = current()
    if unit.has_written:
        raise RuntimeError("work() inside a view that already writes in current_session()")
    unit.end_reading()
    with runtime().database.write() as session:
        yield session


def release() -> None:
    """Let go of what was read; for views that go on working for long with it."""
    current().end_reading()


def close(_error: BaseException | None = None) -> None:
    """At the end of every request."""
    if "unit" in g:
        cast("Unit", g.pop("unit")).drop()
