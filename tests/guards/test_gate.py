"""The static checks of `make lint` hold; each line of that recipe is a test, so that CI runs them."""

import re
import subprocess

import pytest

from tests.guards.tree import ROOT


def recipe(target: str) -> list[str]:
    """The commands of a target of the Makefile."""
    makefile = (ROOT / "Makefile").read_text()
    body = re.search(rf"^{target}:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)
    assert body, f"the Makefile has no recipe for {target}"
    return [line.strip().replace("$(BIN)", ".venv/bin") for line in body[1].splitlines()]


CHECKS = recipe("lint")


def test_the_gate_has_all_its_tools():
    gate = "\n".join(CHECKS)
    for tool in ("ruff format", "ruff check", "djlint", "mypy", "lint-imports", "deptry"):
        assert tool in gate


@pytest.mark.parametrize("command", [line for line in CHECKS if "lint-imports" not in line])
def test_a_static_check_passes(command: str):
    """lint-imports has its own guard, test_layers."""
    result = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, (result.stdout + result.stderr)[-4000:]
