"""What issuing papers needs beside the database: the store, the templates, the maker of PDFs."""

from typing import Protocol, cast

from flask import current_app

from musren.adapters.gudang import Gudang
from musren.domain.peran import Pelaku
from musren.services.terbit import Office
from musren.web.unit_of_work import runtime, work


class PembuatPdf(Protocol):
    """Makes PDFs beside the requests; `app.extensions["musren.pdf"]`."""

    def lacking(self) -> str:
        """Why this machine makes no PDF at all, or nothing."""

    def ask(self, naskah_id: int, oleh: Pelaku) -> None:
        """Put the paper in the line, unless it stands there already."""

    def state(self, naskah_id: int) -> tuple[str, str]:
        """("", "") when nobody asked; ("dibuat", "") while it is made; ("gagal", why)."""


class Pekerja(Protocol):
    """Runs long work, or has it run; `app.extensions["musren.pekerjaan"]`."""

    def ring(self) -> None:
        """A job waits; called after it was committed."""

    def look(self) -> None:
        """Somebody looks at an open job."""

    def lacking(self) -> str:
        """Why nothing is worked on now, or nothing."""


def store() -> Gudang:
    return Gudang(runtime().settings.files_dir)


def office() -> Office:
    """For `terbit.issue`: every block of `work` is a transaction of its own."""
    return Office(work=work, store=store(), templates=runtime().settings.templates_dir)


def pdf_maker() -> PembuatPdf:
    return cast("PembuatPdf", current_app.extensions["musren.pdf"])


def workers() -> Pekerja:
    return cast("Pekerja", current_app.extensions["musren.pekerjaan"])
