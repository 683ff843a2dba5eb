"""Wiring: one Flask application out of settings, database, HTML edge and JSON edge."""

import importlib
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import structlog
from argon2 import PasswordHasher
from flask import Flask
from flask.typing import ResponseReturnValue
from werkzeug.middleware.proxy_fix import ProxyFix

from musren import api, runtime
from musren.adapters.gudang import Gudang
from musren.adapters.libreoffice import converter
from musren.jobs.daftar import KERJA
from musren.jobs.dalam import AntreanDalam
from musren.jobs.konteks import Alat
from musren.jobs.mesin import Mesin
from musren.jobs.pdf import AntreanPdf
from musren.models.database import Database
from musren.runtime import Runtime
from musren.settings import BadSetting, Settings, load
from musren.web import blueprints, masukan
from musren.web.access import undeclared
from musren.web.unit_of_work import current

FORM_MEMORY = 16 * 1024 * 1024  # 5,000 laid-out rows of a kecamatan fit
FORM_PARTS = 60_000


class Musren(Flask):
    """Flask that keeps what a view changed exactly when the view succeeded."""

    def dispatch_request(self) -> ResponseReturnValue:
        answer = super().dispatch_request()
        current().keep()
        return answer


class UndeclaredAccess(RuntimeError):
    """Some address does not say who may use it; musren does not start."""


def create_app(
    settings: Settings | None = None,
    database: Database | None = None,
    *,
    clock: Callable[[], datetime] = runtime.wall_clock,
    hasher: PasswordHasher | None = None,
) -> Flask:
    """The application; raises UndeclaredAccess. Clock and hasher are for tests."""
    configured = settings or load()
    if not structlog.is_configured():
        log_as_json()  # the library's own way of logging would show what people typed
    app = Musren("musren", static_folder=None, template_folder="web/templates")
    equip(app, configured, database or Database(configured.database_url), clock, hasher)
    masukan.register(app)
    blueprints.register(app)
    api.register(app)
    silent = undeclared(app)
    if silent:
        raise UndeclaredAccess(f"no access declared: {', '.join(silent)}")
    return app


def equip(
    app: Flask,
    configured: Settings,
    database: Database,
    clock: Callable[[], datetime] = runtime.wall_clock,
    hasher: PasswordHasher | None = None,
) -> None:
    """Give the application all that depends on settings, database and clock, and only that.

    Addresses and templates are the same in every musren; the tests rely on it.
    """
    _configure(app, configured)
    running = Runtime(
        settings=configured, database=database, clock=clock, hasher=hasher or PasswordHasher()
    )  # fmt: skip
    app.extensions["musren"] = running
    app.extensions["musren.pdf"] = _pdf_line(running)
    app.extensions["musren.pekerjaan"] = _job_line(running)


def _pdf_line(running: Runtime) -> AntreanPdf:
    """PDFs are made beside the requests; LibreOffice is looked for when one is wanted."""
    return AntreanPdf(
        running.database, Gudang(running.settings.files_dir),
        lambda: converter(running.settings.pdf_seconds), running.clock,
    )  # fmt: skip


def engine(running: Runtime) -> Mesin:
    """What runs long work, in the service and in every worker."""
    settings = running.settings
    alat = Alat(
        database=running.database, store=Gudang(settings.files_dir), clock=running.clock,
        find=lambda: converter(settings.pdf_seconds), templates=settings.templates_dir,
    )  # fmt: skip
    return Mesin(alat=alat, kerja=KERJA)


def _job_line(running: Runtime) -> Any:
    """Long work is done in the service itself, or by workers where a Redis is named."""
    if not running.settings.redis_url:
        return AntreanDalam(engine(running))
    return redis_jobs().AntreanRedis(running.settings.redis_url)


def redis_jobs() -> Any:
    """The module for work over Redis; raises BadSetting where its libraries are missing."""
    try:
        return importlib.import_module("musren.jobs.lewat_redis")
    except ModuleNotFoundError as reason:
        raise BadSetting(
            "MUSREN_REDIS_URL memerlukan pustaka Redis. Pasang dengan: pip install musren[redis]"
        ) from reason


def _configure(app: Flask, configured: Settings) -> None:
    app.config.update(
        SECRET_KEY=configured.secret_key,
        SESSION_COOKIE_NAME="musren",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=configured.secure_cookies,
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=timedelta(hours=configured.session_hours),
        MAX_CONTENT_LENGTH=max(FORM_MEMORY, configured.upload_limit + 1024 * 1024),
        MAX_FORM_MEMORY_SIZE=FORM_MEMORY,
        MAX_FORM_PARTS=FORM_PARTS,
    )
    if configured.proxies:  # else every visitor would seem to come from the proxy
        hops = configured.proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops
        )


def log_as_json() -> None:
    """Log lines as JSON on stderr; for the commands that serve."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )
