"""The house is in order: tests stand where the code stands, and files speak of the product alone."""

import re
from pathlib import Path

import pytest

from tests.guards.tree import ROOT, contents, project_files, python_files

# Migrations are proved by walking them up and down, in a guard of their own.
TESTED_ELSEWHERE = {"migrations"}

# Written in two halves, so that this file keeps its own rule.
NOT_OF_THE_PRODUCT = ("issue" + " 2", "sub" + "agent", "clau" + "de", "session" + " limit")
CHATTER = re.compile(rb"\b(?:" + "|".join(NOT_OF_THE_PRODUCT).encode() + rb")\b", re.IGNORECASE)


def packages_with_code() -> set[str]:
    return {
        path.parts[1]
        for path in python_files("musren")
        if len(path.parts) > 2 and path.name != "__init__.py"
    }


def packages_with_tests() -> set[str]:
    return {
        path.parts[1]
        for path in python_files("tests")
        if len(path.parts) > 2 and path.name.startswith("test_")
    }


def test_tests_mirror_the_package():
    assert packages_with_code() - packages_with_tests() - TESTED_ELSEWHERE == set()


def test_files_speak_of_the_product_alone():
    found = {
        name: match.group().decode()
        for path in project_files()
        for name, data in contents(path)
        if (match := CHATTER.search(data))
    }
    assert found == {}


@pytest.mark.parametrize("word", NOT_OF_THE_PRODUCT)
def test_chatter_is_seen(word: str):
    assert CHATTER.search(f"see {word.upper()}.".encode())


@pytest.mark.parametrize("name", [".ci/run", "tools/system_packages.sh"])
def test_scripts_can_be_started(name: str):
    assert (ROOT / name).stat().st_mode & 0o111


def test_ci_runs_the_test_command_of_the_readme_and_nothing_else():
    lines = [line for line in Path(ROOT, ".ci/run").read_text().splitlines() if "make" in line]
    assert lines == ["exec make test"]
