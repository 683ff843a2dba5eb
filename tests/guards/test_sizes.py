"""The budgets: nothing in the house grows past what a reader holds in the head."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.guards.tree import ROOT, project_files, python_files, tree_of

MODULE, FUNCTION, TEMPLATE, CONFTEST = 500, 50, 120, 200

# "path::name" of a function that may be longer, with the reason beside it.
MAY_BE_LONGER: dict[str, str] = {}

# A migration lists columns, one per line; cutting it into pieces would help nobody.
WITHOUT_FUNCTION_BUDGET = Path("musren/migrations/versions")


def length(path: Path) -> int:
    return len((ROOT / path).read_text(encoding="utf-8").splitlines())


def functions(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Name and number of lines of each function, its decorators not counted."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def budget(path: Path) -> int | None:
    if path.name == "conftest.py":
        return CONFTEST
    return {".py": MODULE, ".html": TEMPLATE}.get(path.suffix)


def test_no_module_and_no_template_is_over_its_budget():
    lengths = {path: (length(path), budget(path)) for path in project_files() if budget(path)}
    too_long = {str(path): lines for path, (lines, most) in lengths.items() if lines > most}
    assert too_long == {}


def test_no_function_is_over_its_budget():
    too_long = {
        f"{path}::{name}": lines
        for path in python_files()
        if not path.is_relative_to(WITHOUT_FUNCTION_BUDGET)
        for name, lines in functions(tree_of(path))
        if lines > FUNCTION
    }
    assert {name: lines for name, lines in too_long.items() if name not in MAY_BE_LONGER} == {}
    assert set(MAY_BE_LONGER) <= set(too_long), "an exception that is no longer needed"


@pytest.mark.parametrize("lines", [1, 50, 51])
def test_a_function_is_as_long_as_its_lines(lines: int):
    source = "def f():\n" + "    pass\n" * (lines - 1) if lines > 1 else "def f(): pass"
    assert list(functions(ast.parse(source))) == [("f", lines)]
