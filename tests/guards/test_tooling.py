"""The programs that other tests stand on really answer, and a skip in CI is really a failure."""

import subprocess
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page
from sqlalchemy import create_engine, text

CONFTEST = (Path(__file__).parents[1] / "conftest.py").read_text()

SKIPPING = """
import pytest

@pytest.mark.skip(reason="no such program")
def test_that_skips(): ...

@pytest.mark.xfail
def test_that_is_known_to_fail():
    assert False
"""


def test_postgresql_answers_in_a_database_of_its_own(postgres_url: str):
    engine = create_engine(postgres_url)
    with engine.connect() as connection:
        name = connection.execute(text("select current_database()")).scalar_one()
        assert connection.execute(text("select 1")).scalar_one() == 1
    engine.dispose()
    assert name.startswith("musren_")


@pytest.mark.browser
def test_chromium_opens_an_empty_page(page: Page):
    page.goto("about:blank")
    assert page.evaluate("1 + 1") == 2


@pytest.mark.browser
def test_chromium_knows_no_host_but_ours(page: Page):
    page.goto("about:blank")
    answer = page.evaluate("fetch('http://contoh.example/').then(() => 'reached', () => 'refused')")
    assert answer == "refused"


@pytest.mark.slow
def test_libreoffice_turns_a_word_file_into_pdf(soffice: Path, tmp_path: Path):
    paper = docx.Document()
    paper.add_paragraph("Berita Acara")
    paper.save(str(tmp_path / "ba.docx"))
    command = [
        str(soffice),
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        *("--convert-to", "pdf"),
        *("--outdir", str(tmp_path)),
        str(tmp_path / "ba.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert (tmp_path / "ba.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("ci", "outcome"),
    [("true", {"errors": 1, "xfailed": 1}), ("", {"skipped": 1, "xfailed": 1})],
)
def test_a_skip_is_a_failure_in_ci_only(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, ci: str, outcome: dict[str, int]
):
    monkeypatch.setenv("CI", ci)
    without_fixtures = CONFTEST.replace('"tests.fixtures.', '# "')
    pytester.makeconftest(without_fixtures)
    pytester.makepyfile(SKIPPING)
    pytester.runpytest_inprocess("-p", "no:randomly").assert_outcomes(**outcome)
