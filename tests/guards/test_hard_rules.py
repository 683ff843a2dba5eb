"""What blocks people is the word of the guide or a value of the profile, never one of ours."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.guards.tree import python_files, tree_of

REFUSES = {"P", "S"}
"""Marks of a rule that may refuse without asking the profile: read in the guide, or in a source."""

FIELDS = ("aturan", "kalimat", "asal", "tanda", "keras")


def reasons() -> Iterator[tuple[Path, ast.Call]]:
    for path in python_files("musren"):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("Alasan"):
                yield path, node


def said(call: ast.Call) -> dict[str, ast.expr]:
    given = dict(zip(FIELDS, call.args, strict=False))
    return given | {one.arg: one.value for one in call.keywords if one.arg}


def literal(node: ast.expr | None) -> object:
    return node.value if isinstance(node, ast.Constant) else None


def unfounded(call: ast.Call) -> bool:
    """Hard whatever the profile says, though neither the guide nor a source says so."""
    told = said(call)
    return literal(told.get("keras")) is True and literal(told.get("tanda")) not in REFUSES


def test_only_the_guide_and_its_sources_refuse_whatever_the_profile_says():
    assert [f"{path}:{call.lineno}" for path, call in reasons() if unfounded(call)] == []


def test_the_guard_sees_the_reasons_and_what_is_wrong_with_one():
    assert sum(literal(said(call).get("keras")) is True for _, call in reasons()) > 1
    (wrong, right, asked) = (
        ast.parse(text, mode="eval").body
        for text in (
            'Alasan("a", k, "kaidah", "D", keras=True)', 'Alasan("a", k, "Panduan", "P", True)',
            'Alasan("a", k, "kaidah", "D", keras=profil.batas_bool("x"))',
        )
    )  # fmt: skip
    assert isinstance(wrong, ast.Call)
    assert isinstance(right, ast.Call)
    assert isinstance(asked, ast.Call)
    assert [unfounded(one) for one in (wrong, right, asked)] == [True, False, False]
