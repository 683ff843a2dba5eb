"""Clocks live in the edges: everything below is told what time it is."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.guards.tree import python_files, tree_of

EDGES = ("musren/web", "musren/api", "musren/jobs", "musren/cli", "musren/runtime.py")
CLOCKS = {"now", "utcnow", "today", "time", "localtime", "gmtime"}
KEEPERS = {"datetime", "date", "time"}
WHERE_SECONDS_ARE_COUNTED: dict[str, str] = {}


def clocks(tree: ast.Module) -> Iterator[int]:
    """Lines that ask the machine for the time: datetime.now(), date.today(), time.time()."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        keeper = node.func.value
        name = keeper.attr if isinstance(keeper, ast.Attribute) else getattr(keeper, "id", "")
        if (
            name in KEEPERS
            and node.func.attr in CLOCKS
            and (name, node.func.attr) != ("datetime", "time")
        ):
            yield node.lineno


def at_the_edge(path: Path) -> bool:
    return any(path.is_relative_to(edge) for edge in EDGES)


def test_only_the_edges_look_at_the_clock():
    inside = [path for path in python_files("musren") if not at_the_edge(path)]
    assert [f"{path}:{line}" for path in inside for line in clocks(tree_of(path))] == []


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("datetime.now(UTC)", [1]),
        ("import datetime as d\ndatetime.datetime.now()", [2]),
        ("x = date.today()", [1]),
        ("time.time()", [1]),
        ("act.pada.time()", []),
        ("time.monotonic()", []),
        ("clock.now()", []),
    ],
)
def test_a_clock_is_seen_wherever_it_hides(source: str, lines: list[int]):
    assert list(clocks(ast.parse(source))) == lines
