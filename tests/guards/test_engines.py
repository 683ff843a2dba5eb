"""Where SQLite and PostgreSQL may differ, the tests run on both; no test runs on neither."""

import re
from pathlib import Path

import pytest

from tests.fixtures.engines import BOTH, ENGINES, engines_for

ROOT = Path(__file__).parents[2]
PRODUCT = ROOT / "musren" / "services"
TESTS = ROOT / "tests"

# What the two engines do in ways of their own: locks, savepoints, their own SQL, raw statements.
OWN_WAYS = re.compile(
    r"with_for_update|is_sqlite|begin_nested|IntegrityError|OperationalError|on_conflict"
    r"|\bfunc\.(?!count|sum|max|min|coalesce|nullif)|\btext\(\"|\.i?like\(|\.collate\(|nulls_(first|last)|\bcast\((?!\")"
)
# Tests that race, or count on what the engine refuses.
RACES = re.compile(r"\bThread\b|\bBarrier\b|ThreadPool|IntegrityError|StaleDataError")
RUNS_TWICE = re.compile(r"\b(database|session|home|musren|kantor\w*|tahun)\b")


def checks_of(module: Path) -> Path | None:
    """The tests of a service: of the module itself, or of its package."""
    parts = module.relative_to(PRODUCT).with_suffix("").parts
    names = ["_".join(parts), parts[-1] if len(parts) == 1 else parts[0]]
    found = (TESTS / "services" / f"test_{name}.py" for name in names)
    return next((path for path in found if path.exists()), None)


def must_run_twice() -> set[str]:
    own = [path for path in PRODUCT.rglob("*.py") if OWN_WAYS.search(path.read_text("utf-8"))]
    found = {path for path in map(checks_of, own) if path is not None}
    for folder in ("services", "api"):
        for path in (TESTS / folder).glob("test_*.py"):
            text = path.read_text("utf-8")
            if RACES.search(text) and RUNS_TWICE.search(text):
                found.add(path)
    return {path.relative_to(ROOT).as_posix() for path in found}


def test_there_are_services_with_ways_of_an_engine():
    assert len(must_run_twice()) > 5


@pytest.mark.parametrize("module", sorted(must_run_twice()))
def test_what_an_engine_does_in_its_own_way_is_tested_on_both(module: str):
    assert module.startswith(BOTH), f"write {module} into BOTH of tests/fixtures/engines.py"


@pytest.mark.parametrize("path", BOTH)
def test_what_is_written_down_is_there(path: str):
    assert (ROOT / path).exists()


@pytest.mark.parametrize("name", ["test_a", "test_b[{}]", "test_c[{}-x]", "test_d[1-{}-sqlite]"])
@pytest.mark.parametrize("module", ["tests/services/test_x.py", "tests/services/test_tahun.py"])
def test_every_test_runs_and_both_its_variants_agree_on_where(module: str, name: str):
    told = {engines_for(f"{module}::{name.format(engine)}", engine) for engine in ENGINES}
    assert len(told) == 1
    (chosen,) = told
    assert set(chosen) <= set(ENGINES)
    assert len(chosen) == (2 if module.startswith(BOTH) else 1)


def test_the_engines_share_the_work():
    chosen = [engines_for(f"tests/services/test_x.py::test_{n}[sqlite]", "sqlite")
              for n in range(400)]  # fmt: skip
    assert 150 < sum(one == ("sqlite",) for one in chosen) < 250


def test_a_module_that_is_not_written_down_runs_each_test_once(pytester: pytest.Pytester):
    pytester.makeconftest('pytest_plugins = ["tests.fixtures.engines"]')
    pytester.makepyfile(
        """
        import pytest

        @pytest.fixture(params=["sqlite", "postgresql"])
        def database(request):
            return request.param

        @pytest.mark.parametrize("n", range(20))
        def test_once(database, n):
            pass
        """
    )
    pytester.runpytest("-p", "no:randomly").assert_outcomes(passed=20, deselected=20)
    pytester.runpytest("-p", "no:randomly", "--both-engines").assert_outcomes(passed=40)
