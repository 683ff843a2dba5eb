"""A module is called after what lives there, never after the fact that things live there."""

from pathlib import Path

import pytest

from tests.guards.tree import python_files

SAYS_NOTHING = {"util", "utils", "helper", "helpers", "manager", "managers", "common", "misc"}


def says_nothing(path: Path) -> bool:
    parts = {word for part in path.with_suffix("").parts for word in part.split("_")}
    return bool(parts & SAYS_NOTHING)


def test_no_module_has_a_name_that_says_nothing():
    assert [str(path) for path in python_files() if says_nothing(path)] == []


@pytest.mark.parametrize(
    ("path", "refused"),
    [
        ("musren/utils.py", True),
        ("musren/web/form_helpers.py", True),
        ("musren/common/x.py", True),
        ("musren/domain/rupiah.py", False),
    ],
)
def test_the_names_that_say_nothing_are_known(path: str, refused: bool):
    assert says_nothing(Path(path)) is refused
