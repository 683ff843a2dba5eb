"""Copies of stored files are made once, made again when damaged, and never stand in the way."""

from collections.abc import Callable
from pathlib import Path

import pytest

from musren.adapters.gudang import Gudang
from musren.adapters.turunan import Turunan
from musren.domain.errors import Invalid, Unavailable


class Counted:
    """Makes a copy and counts how often."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, content: bytes) -> bytes:
        self.times += 1
        return b"kecil " + content


@pytest.fixture
def store(tmp_path: Path) -> Gudang:
    return Gudang(tmp_path / "berkas")


def files(store: Gudang) -> list[Path]:
    return [one for one in (store.folder / "turunan").rglob("*") if one.is_file()]


def test_a_copy_is_made_once(store: Gudang):
    sha256, make = store.put(b"foto"), Counted()
    for _ in range(2):
        assert Turunan(store).get(sha256, "kecil", make) == b"kecil foto"
    assert make.times == 1


@pytest.mark.parametrize(
    "damage", [lambda kept: kept[:-1], lambda _: b"", lambda kept: kept + b"x"]
)
def test_a_damaged_copy_is_made_again(store: Gudang, damage: Callable[[bytes], bytes]):
    sha256, make = store.put(b"foto"), Counted()
    Turunan(store).get(sha256, "kecil", make)
    (kept,) = files(store)
    kept.write_bytes(damage(kept.read_bytes()))
    assert Turunan(store).get(sha256, "kecil", make) == b"kecil foto"
    assert make.times == 2
    assert len(files(store)) == 1


def test_a_file_that_is_gone_has_no_copy(store: Gudang):
    with pytest.raises(Unavailable):
        Turunan(store).get("0" * 64, "kecil", Counted())


@pytest.mark.parametrize("mark", ["../../etc/passwd", "x" * 64, ""])
def test_a_mark_that_is_none_leads_nowhere(store: Gudang, mark: str):
    with pytest.raises(Invalid):
        Turunan(store).get(mark, "kecil", Counted())


def test_where_nothing_can_be_written_the_copy_is_given_all_the_same(store: Gudang):
    sha256, make = store.put(b"foto"), Counted()
    (store.folder / "turunan").write_bytes(b"a file is in the way")
    assert Turunan(store).get(sha256, "kecil", make) == b"kecil foto"


def test_copies_are_no_orphans_of_the_store(store: Gudang):
    sha256 = store.put(b"foto")
    Turunan(store).get(sha256, "kecil", Counted())
    swept = store.sweep({sha256}, now=10**12)
    assert (swept.orphans, swept.damaged, swept.missing) == (0, (), ())
    assert len(files(store)) == 1
