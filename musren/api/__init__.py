"""JSON edge: /api/v1, the fields and rules of the pages, described at /api/openapi.json."""

from flask import Flask

from musren.api import ekspor, musyawarah, naskah, paspor, pekerjaan, umum, usulan
from musren.api.dokumen import configure
from musren.api.tepi import every_other_address, tepi

__all__ = ["ekspor", "musyawarah", "naskah", "paspor", "pekerjaan", "register", "umum", "usulan"]


def register(app: Flask) -> None:
    """Add the operations and their document to the application."""
    configure(app).register_blueprint(tepi)
    app.register_blueprint(every_other_address)
