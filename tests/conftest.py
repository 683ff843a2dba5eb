"""Wiring of the test suite: which fixture files are loaded, and what a skipped test means in CI."""

import os
from collections.abc import Iterator

import pytest

pytest_plugins = [
    "pytester",
    "tests.fixtures.engines",  # before those that import it
    "tests.fixtures.browser",
    "tests.fixtures.database",
    "tests.fixtures.demo",
    "tests.fixtures.office",
    "tests.fixtures.postgres",
    "tests.fixtures.redis",
]


def refuse_skips_in_ci(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure where CI=true: there, every program a test starts is installed."""
    if os.environ.get("CI") != "true" or not report.skipped or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
    report.outcome = "failed"
    report.longrepr = f"In CI a skipped test is a failure. {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[None]:
    report = yield
    refuse_skips_in_ci(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Iterator[None]:
    report = yield
    refuse_skips_in_ci(report)
    return report
