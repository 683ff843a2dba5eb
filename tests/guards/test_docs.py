"""The papers of the house itself: README, changelog, decisions, glossary, and links that lead somewhere."""

import re
from pathlib import Path

import pytest

from tests.guards.tree import ROOT, project_files

LINK = re.compile(r"\[[^\]]*\]\((?!https?:|#|mailto:)([^)#\s]+)")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def dead_links(page: Path) -> list[str]:
    text = COMMENT.sub("", page.read_text(encoding="utf-8"))
    return [link for link in LINK.findall(text) if not (page.parent / link).exists()]


def numbers(names: list[str]) -> list[int]:
    return sorted(int(name.split("-")[0]) for name in names)


@pytest.mark.parametrize("command", ["make run", "make test"])
def test_the_readme_names_the_two_commands(command: str):
    assert command in (ROOT / "README.md").read_text()


def test_decisions_are_numbered_without_gaps():
    found = numbers([path.name for path in (ROOT / "docs/decisions").glob("*.md")])
    assert found == list(range(1, len(found) + 1))
    assert found


def test_the_changelog_has_a_place_for_what_comes_next():
    assert "## [Unreleased]" in (ROOT / "CHANGELOG.md").read_text()


def test_no_link_is_dead():
    pages = [path for path in project_files() if path.suffix == ".md"]
    assert {str(page): dead for page in pages if (dead := dead_links(ROOT / page))} == {}


def test_a_dead_link_is_seen_and_a_commented_one_is_not(tmp_path: Path):
    page = tmp_path / "page.md"
    page.write_text("[a](page.md) [b](gone.md) [c](https://contoh.example) <!-- [d](later.png) -->")
    assert dead_links(page) == ["gone.md"]


def test_the_glossary_has_one_row_for_each_term():
    rows = re.findall(r"^\| \*\*(.+?)\*\*", (ROOT / "docs/glossary.md").read_text(), re.MULTILINE)
    assert len(rows) >= 40
    assert sorted(rows, key=str.casefold) == rows
    assert len({row.casefold() for row in rows}) == len(rows)
