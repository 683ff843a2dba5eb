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


def store() -> Gudang:
    return Gudang(runtime().settings.files_dir)


def office() -> Office:
    """For `terbit.issue`: every block of `work` is a transaction of its own."""
    return Office(work=work, store=store(), templates=runtime().settings.templates_dir)


def pdf_maker() -> PembuatPdf:
    return cast("PembuatPdf", current_app.extensions["musren.pdf"])
