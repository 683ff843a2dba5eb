"""Applications of the tests share addresses and templates, and nothing a test could change."""

from pathlib import Path

import pytest
from flask import Blueprint

from musren.app import create_app
from musren.models.database import Database
from musren.settings import Settings
from tests.fixtures import app as shared
from tests.fixtures.app import SharedState, app_for

HERE = Settings(data_dir=Path("a"), database_url="", secret_key="satu")
THERE = Settings(data_dir=Path("b"), database_url="", secret_key="dua")


def made(settings=HERE):
    return app_for(settings, Database("sqlite://"))


def told(app):
    return {(str(r), r.endpoint, frozenset(r.methods), r.provide_automatic_options)
            for r in app.url_map.iter_rules()}  # fmt: skip


def test_a_copy_answers_as_the_application_itself():
    whole = create_app(HERE, Database("sqlite://"))
    one = made()
    assert told(one) == told(whole)
    assert dict(one.config) == dict(whole.config)
    assert set(one.extensions) == set(whole.extensions)


def test_settings_and_all_that_stands_on_them_are_a_copy_s_own():
    one, other = made(HERE), made(THERE)
    assert (one.config["SECRET_KEY"], other.config["SECRET_KEY"]) == ("satu", "dua")
    for name in (name for name in one.extensions if name.startswith("musren")):
        assert one.extensions[name] is not other.extensions[name]
    one.extensions["musren.pdf"] = None
    assert other.extensions["musren.pdf"] is not None


def test_what_is_added_to_one_is_unknown_to_all_others():
    before, one = told(made()), made()
    one.add_url_rule("/baru", "baru", lambda: "baru")
    part = Blueprint("bagian", __name__)
    part.add_url_rule("/bagian", "satu", lambda: "bagian")
    one.register_blueprint(part)
    one.register_error_handler(LookupError, lambda _: "x")
    one.before_request(lambda: None)
    assert {path for path, *_ in told(one) - before} == {"/baru", "/bagian"}
    other = made()
    assert told(other) == before
    assert "bagian" not in other.blueprints
    assert "baru" not in other.view_functions
    assert len(other.before_request_funcs[None]) == len(one.before_request_funcs[None]) - 1
    assert LookupError not in other.error_handler_spec[None][None]


def test_what_create_app_forgot_to_leave_to_equip_is_found(monkeypatch):
    pattern = shared._pattern()
    monkeypatch.setitem(pattern.extensions, "musren.lupa", object())
    with pytest.raises(SharedState, match=r"musren\.lupa"):
        made()
