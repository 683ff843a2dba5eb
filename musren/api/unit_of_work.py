"""One call of a program: who asks, when, one reading session, and short transactions of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from flask import current_app, g
from sqlalchemy.orm import Session

from musren.adapters.gudang import Gudang
from musren.domain.errors import NotSignedIn
from musren.domain.peran import Act, Pelaku
from musren.runtime import Runtime
from musren.services.terbit import Office

KEY_FIRST = (
    "Sertakan kunci program yang masih berlaku: Authorization: Bearer <kunci>. Kunci dibuat oleh "
    "administrator kabupaten untuk satu peran di satu wilayah."
)


def runtime() -> Runtime:
    return cast("Runtime", current_app.extensions["musren"])


class Unit:
    """What one request needs; the reading session is opened when first asked for."""

    def __init__(self, running: Runtime) -> None:
        self.pada = running.clock()
        self.pelaku: Pelaku | None = None
        self._database = running.database
        self._reading: Session | None = None

    def reading(self) -> Session:
        if self._reading is None:
            self._reading = self._database.reading_session()
        return self._reading

    def end_reading(self) -> None:
        if self._reading is not None:
            self._reading.close()
            self._reading = None


def current() -> Unit:
    if "api_unit" not in g:
        g.api_unit = Unit(runtime())
    return cast("Unit", g.api_unit)


def reading() -> Session:
    """For views that only show; nothing of it is ever kept."""
    return current().reading()


@contextmanager
def work() -> Iterator[Session]:
    """One transaction: kept when the block ends well, dropped otherwise."""
    current().end_reading()  # a reader of our own would keep us from writing
    with runtime().database.write() as session:
        yield session


def release() -> None:
    """Let go of what was read; for operations that go on working for long with it."""
    current().end_reading()


def pelaku() -> Pelaku:
    """The owner of the key with the one role it carries; raises NotSignedIn."""
    found = current().pelaku
    if found is None:
        raise NotSignedIn(KEY_FIRST)
    return found


def act() -> Act:
    return Act(oleh=pelaku(), pada=current().pada)


def office() -> Office:
    """Where papers are issued: transactions of this edge, the store, the office's own templates."""
    settings = runtime().settings
    return Office(work=work, store=Gudang(settings.files_dir), templates=settings.templates_dir)


def close(_error: BaseException | None = None) -> None:
    """At the end of every request."""
    if "api_unit" in g:
        cast("Unit", g.pop("api_unit")).end_reading()
