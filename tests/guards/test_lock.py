"""The lock file pins every dependency with its hashes, and knows each one that pyproject.toml names."""

import re
import tomllib

import pytest

from tests.guards.tree import ROOT

PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+) \\$", re.MULTILINE)
LOCK = (ROOT / "requirements.lock").read_text()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def named() -> list[str]:
    extras = PROJECT["optional-dependencies"].values()
    wanted = [*PROJECT["dependencies"], *(line for extra in extras for line in extra)]
    return [plain(re.split(r"[\[<>=!~; ]", line)[0]) for line in wanted]


@pytest.mark.parametrize("name", named())
def test_a_dependency_of_the_project_is_locked(name: str):
    assert name in {plain(found) for found, _ in PINNED.findall(LOCK)}, "run: make lock"


def test_the_lock_holds_nothing_but_pins_and_hashes():
    line = re.compile(r"^(?:[A-Za-z0-9._-]+==\S+ \\|    --hash=sha256:[0-9a-f]{64}(?: \\)?|#.*|)$")
    assert [text for text in LOCK.splitlines() if not line.match(text)] == []


def test_every_pin_has_a_hash():
    pins = re.split(PINNED, LOCK)[1:]
    assert [
        name for name, rest in zip(pins[::3], pins[2::3], strict=True) if "--hash" not in rest
    ] == []
