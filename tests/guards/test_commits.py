"""Transactions belong to the edges: services take a session and never end it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.guards.tree import python_files, tree_of

EDGES = ("musren/web", "musren/api", "musren/jobs", "musren/cli", "musren/app.py")
WHERE_TRANSACTIONS_ARE_MADE = {
    "musren/models/database.py": "offers write(), the one transaction that an edge opens",
    "musren/models/migrate.py": "an upgrade of the database is a transaction of its own",
    "musren/migrations": "Alembic's env.py opens the transaction of an upgrade",
}
ENDS_OR_OPENS = {"commit", "begin"}


def is_transaction(call: ast.Call) -> bool:
    """True of x.commit(), x.begin(), and of x.write() without arguments, which is not a file's."""
    if not isinstance(call.func, ast.Attribute):
        return False
    opens_one = call.func.attr == "write" and not call.args and not call.keywords
    return opens_one or call.func.attr in ENDS_OR_OPENS


def transactions(tree: ast.Module) -> Iterator[int]:
    """Lines on which something is committed or a transaction is opened."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return (call.lineno for call in calls if is_transaction(call))


def at_the_edge(path: Path) -> bool:
    return any(path.is_relative_to(place) for place in (*EDGES, *WHERE_TRANSACTIONS_ARE_MADE))


def test_only_the_edges_commit():
    inside = [path for path in python_files("musren") if not at_the_edge(path)]
    assert [f"{path}:{line}" for path in inside for line in transactions(tree_of(path))] == []


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("session.commit()", [1]),
        ("\nwith engine.begin() as c: pass", [2]),
        ("self.db.session.commit()", [1]),
        ("with database.write() as session: pass", [1]),
        ("file.write(b'')", []),
        ("session.flush()\nsession.begin_nested()\ncommit = 1", []),
    ],
)
def test_a_commit_is_seen_wherever_it_hides(source: str, lines: list[int]):
    assert list(transactions(ast.parse(source))) == lines
