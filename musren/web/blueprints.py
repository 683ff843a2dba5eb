"""The pages there are: a module with pages adds its blueprint here, in one line."""

from flask import Blueprint, Flask

from musren.web import errors, guard, halaman, headers, static_files
from musren.web.formulir import formulir
from musren.web.masuk import pintu_masuk
from musren.web.parameter import parameter
from musren.web.pengguna import pengguna
from musren.web.pintu import pintu

BLUEPRINTS: tuple[Blueprint, ...] = (pintu, pintu_masuk, formulir, pengguna, parameter)


def register(app: Flask) -> None:
    """Everything of the HTML edge: headers, guard, templates, error pages, pages."""
    headers.register(app)
    guard.register(app)
    halaman.register(app)
    errors.register(app)
    static_files.register(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
