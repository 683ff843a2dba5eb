"""Every module begins with one sentence that says what lives there."""

import ast

import pytest

from tests.guards.tree import python_files, tree_of


def first_paragraph(tree: ast.Module) -> str:
    return " ".join((ast.get_docstring(tree) or "").split("\n\n")[0].split())


def begins_with_a_sentence(tree: ast.Module) -> bool:
    paragraph = first_paragraph(tree)
    return paragraph.endswith(".") and ". " not in paragraph and " " in paragraph


def test_every_module_begins_with_one_sentence():
    modules = python_files("musren", "tests", "tools", "benchmarks")
    empty = [path for path in modules if path.name == "__init__.py" and not tree_of(path).body]
    silent = [path for path in modules if not begins_with_a_sentence(tree_of(path))]
    tests_may_have_empty_packages = {path for path in empty if path.parts[0] == "tests"}
    assert [str(path) for path in silent if path not in tests_may_have_empty_packages] == []


@pytest.mark.parametrize(
    ("source", "good"),
    [
        ('"""Money in whole rupiah."""', True),
        ('"""Money in whole rupiah.\n\nMore. And more.\n"""', True),
        ('"""Money in whole rupiah"""', False),
        ('"""Money. In rupiah."""', False),
        ('"""Money."""', False),
        ("x = 1", False),
    ],
)
def test_a_sentence_is_told_from_anything_else(source: str, good: bool):
    assert begins_with_a_sentence(ast.parse(source)) is good
