"""The pages there are: a module with pages adds its blueprint here, in one line."""

from flask import Blueprint, Flask

from musren.web import errors, guard, halaman, headers, static_files
from musren.web.daftar import daftar
from musren.web.desa import desa
from musren.web.formulir import formulir
from musren.web.impor import impor
from musren.web.jejak import jejak
from musren.web.kabupaten import kabupaten
from musren.web.kecamatan import kecamatan
from musren.web.kunci import kunci
from musren.web.masuk import pintu_masuk
from musren.web.naskah import naskah
from musren.web.naskah_terbit import naskah_terbit
from musren.web.parameter import parameter
from musren.web.pengguna import pengguna
from musren.web.pintu import pintu
from musren.web.tanda_tangan import tanda_tangan
from musren.web.unduh import unduh
from musren.web.usulan import usulan

BLUEPRINTS: tuple[Blueprint, ...] = (
    pintu, pintu_masuk, formulir, pengguna, kunci, parameter,
    desa, usulan, impor, kecamatan, kabupaten, daftar,
    naskah, naskah_terbit, tanda_tangan, unduh, jejak,
)  # fmt: skip


def register(app: Flask) -> None:
    """Everything of the HTML edge: headers, guard, templates, error pages, pages."""
    headers.register(app)
    guard.register(app)
    halaman.register(app)
    errors.register(app)
    static_files.register(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
