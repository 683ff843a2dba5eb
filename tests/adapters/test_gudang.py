"""A stored file is whole or not there, whatever happens while it is written."""

import errno
import hashlib
import os
import random
import resource
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musren.adapters.gudang import CLOSED, DAMAGED, FAILED, FULL, MISSING, Gudang
from musren.domain.errors import Invalid, Unavailable

KILLS = 40
HOUR = 3600
WRITER = """
import sys
from pathlib import Path
from random import Random
from musren.adapters.gudang import Gudang

gudang, dice = Gudang(Path(sys.argv[1])), Random(int(sys.argv[2]))
print("mulai", flush=True)
while True:
    print(gudang.put(dice.randbytes(dice.randrange(200_000, 2_000_000))), flush=True)
"""

DIES_AT_A_STEP = """
import os, signal, sys
from pathlib import Path
from musren.adapters.gudang import Gudang

left = int(sys.argv[2])

def dying(real):
    def call(*args, **kwargs):
        global left
        left -= 1
        if left == 0:
            if real is write:
                write(args[0], bytes(args[1][:1000]))
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **kwargs)
    return call

write = os.write
for name in ("open", "write", "fsync", "close", "rename", "mkdir"):
    setattr(os, name, dying(getattr(os, name)))
digest = Gudang(Path(sys.argv[1])).put(bytes(50_000))
left = 0
print(digest, flush=True)
"""


@pytest.fixture
def gudang(tmp_path: Path) -> Gudang:
    return Gudang(tmp_path / "data" / "berkas")


def all_files(gudang: Gudang) -> list[Path]:
    return [path for path in gudang.folder.rglob("*") if path.is_file()]


def make_old(path: Path) -> None:
    os.utime(path, (1_000, 1_000))


def now_of(path: Path) -> float:
    return path.stat().st_mtime


@given(content=st.binary(max_size=5_000))
def test_what_was_put_comes_back(tmp_path_factory: pytest.TempPathFactory, content: bytes):
    gudang = Gudang(tmp_path_factory.mktemp("g"))
    digest = gudang.put(content)
    assert digest == hashlib.sha256(content).hexdigest()
    assert gudang.get(digest) == content


def test_a_file_stands_in_the_folder_of_its_first_two_letters(gudang: Gudang):
    digest = gudang.put(b"berita acara")
    assert all_files(gudang) == [gudang.folder / digest[:2] / digest]
    assert gudang.path(digest).stat().st_mode & 0o077 == 0


def test_the_same_content_twice_is_one_file(gudang: Gudang):
    assert gudang.put(b"sama") == gudang.put(b"sama")
    assert len(all_files(gudang)) == 1


def test_the_store_says_whether_it_has_a_file(gudang: Gudang):
    digest = gudang.put(b"ada")
    assert gudang.has(digest)
    assert not gudang.has("0" * 64)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "ab",
        "../../etc/passwd",
        "g" * 64,
        "A" * 64,
        "a" * 63,
        "a" * 65,
        "a" * 64 + "\n",
        "٣" * 64,
    ],
)
def test_only_a_digest_is_a_name(gudang: Gudang, name: str):
    for ask in (gudang.path, gudang.has, gudang.get):
        with pytest.raises(Invalid):
            ask(name)


def test_a_large_file_is_moved_into_the_store_and_read_back_in_pieces(gudang: Gudang):
    with gudang.scratch() as path:
        path.write_bytes(b"besar")
        digest = gudang.take(path)
    assert digest == hashlib.sha256(b"besar").hexdigest()
    assert all_files(gudang) == [gudang.folder / digest[:2] / digest]
    assert gudang.path(digest).stat().st_mode & 0o077 == 0
    with gudang.open(digest) as file:
        assert (file.read(2), file.read()) == (b"be", b"sar")


def test_a_scratch_that_was_not_taken_is_gone(gudang: Gudang):
    with gudang.scratch() as path:
        path.write_bytes(b"separuh")
    assert all_files(gudang) == []


def test_taking_what_is_there_already_keeps_one_file(gudang: Gudang):
    digest = gudang.put(b"sama")
    with gudang.scratch() as path:
        path.write_bytes(b"sama")
        assert gudang.take(path) == digest
    assert len(all_files(gudang)) == 1


def test_what_a_crash_left_of_a_scratch_is_swept(gudang: Gudang):
    scratch = gudang.scratch()
    path = scratch.__enter__()
    path.write_bytes(b"separuh")
    make_old(path)
    assert gudang.sweep([], now=10_000).temporary == 1
    assert all_files(gudang) == []
    scratch.__exit__(None, None, None)


def test_a_missing_or_changed_file_is_not_opened(gudang: Gudang):
    with pytest.raises(Unavailable) as caught:
        gudang.open("0" * 64)
    assert caught.value.message == MISSING
    digest = gudang.put(b"anggaran 150")
    gudang.path(digest).write_bytes(b"anggaran 950")
    with pytest.raises(Unavailable) as caught:
        gudang.open(digest)
    assert caught.value.message == DAMAGED


def test_a_missing_file_is_said_to_be_missing(gudang: Gudang):
    with pytest.raises(Unavailable, match="cadangan") as caught:
        gudang.get("0" * 64)
    assert caught.value.message == MISSING


def test_a_changed_file_is_never_given_out(gudang: Gudang):
    digest = gudang.put(b"anggaran 150")
    gudang.path(digest).write_bytes(b"anggaran 950")
    with pytest.raises(Unavailable) as caught:
        gudang.get(digest)
    assert caught.value.message == DAMAGED


def test_storing_a_damaged_file_again_heals_it(gudang: Gudang):
    digest = gudang.put(b"utuh")
    gudang.path(digest).write_bytes(b"ru")
    assert gudang.put(b"utuh") == digest
    assert gudang.get(digest) == b"utuh"


@pytest.mark.parametrize("call", ["write", "fsync", "rename", "open"])
@pytest.mark.parametrize(
    ("number", "message"),
    [
        (errno.ENOSPC, FULL),
        (errno.EDQUOT, FULL),
        (errno.EACCES, CLOSED),
        (errno.EROFS, CLOSED),
        (errno.EIO, FAILED),
    ],
)
def test_a_failing_disk_is_explained_and_nothing_half_is_left(
    gudang: Gudang, monkeypatch: pytest.MonkeyPatch, call: str, number: int, message: str
):
    before = gudang.put(b"sudah ada")

    def fail(*args: object, **kwargs: object) -> int:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as broken:
        broken.setattr(os, call, fail)
        with pytest.raises(Unavailable) as caught:
            gudang.put(b"belum ada")
    assert caught.value.message == message
    assert [path.name for path in all_files(gudang)] == [before]


def test_a_disk_that_fills_up_in_the_middle_leaves_nothing(gudang: Gudang):
    before = gudang.put(b"sudah ada")
    code = (
        "import sys; from pathlib import Path\n"
        "from musren.adapters.gudang import Gudang, FULL\n"
        "from musren.domain.errors import Unavailable\n"
        "try: Gudang(Path(sys.argv[1])).put(bytes(1_000_000))\n"
        "except Unavailable as error: sys.exit(7 if error.message == FULL else 8)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(gudang.folder)],
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000)),
    )
    assert done.returncode == 7
    assert [path.name for path in all_files(gudang)] == [before]


def test_the_order_on_the_disk_is_file_then_name_then_folders(
    gudang: Gudang, monkeypatch: pytest.MonkeyPatch
):
    gudang.put(b"yang pertama membuat folder")
    seen: list[str] = []

    def watched(name: str, real):
        def call(first, *rest):
            kind = "folder" if name == "fsync" and stat.S_ISDIR(os.fstat(first).st_mode) else "file"
            seen.append(f"{name} {kind}")
            return real(first, *rest)

        return call

    for name in ("write", "fsync", "rename"):
        monkeypatch.setattr(os, name, watched(name, getattr(os, name)))
    gudang.put(b"urutan")
    assert seen == ["write file", "fsync file", "rename file", "fsync folder", "fsync folder"]


def test_a_short_write_is_continued(gudang: Gudang, monkeypatch: pytest.MonkeyPatch):
    real = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: real(fd, bytes(data[:3])))
    digest = gudang.put(b"kalimat yang panjang")
    monkeypatch.undo()
    assert gudang.get(digest) == b"kalimat yang panjang"


def test_a_folder_that_is_a_file_is_explained(tmp_path: Path):
    (tmp_path / "berkas").write_bytes(b"")
    with pytest.raises(Unavailable):
        Gudang(tmp_path / "berkas").put(b"x")


def published_in(gudang: Gudang) -> dict[str, str]:
    """The name of each file that is no leftover, with the digest of what is in it."""
    files = [path for path in all_files(gudang) if not path.name.startswith(".")]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_a_kill_at_any_step_leaves_the_old_state_or_the_new(tmp_path: Path):
    digest = hashlib.sha256(bytes(50_000)).hexdigest()
    states = []
    for step in range(1, 100):
        gudang = Gudang(tmp_path / str(step))
        command = [sys.executable, "-c", DIES_AT_A_STEP, str(gudang.folder), str(step)]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        states.append(published_in(gudang))
        if done.returncode == 0:
            assert done.stdout.strip() == digest
            break
        assert done.returncode == -signal.SIGKILL
    assert states[0] == {}
    assert states[-1] == {digest: digest}
    assert all(state in (states[0], states[-1]) for state in states)
    assert len(states) > 10, "every call to the disk is a step"


def killed_writer(gudang: Gudang, dice: random.Random) -> list[str]:
    """Let a process store files, kill it somewhere in the middle, return what it acknowledged."""
    command = [sys.executable, "-c", WRITER, str(gudang.folder), str(dice.randrange(10**9))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "mulai\n"
        lines = [writer.stdout.readline() for _ in range(dice.randrange(3))]
        wait_busily(dice.randrange(150_000))
        writer.send_signal(signal.SIGKILL)
        lines += writer.stdout.readlines()
    return [line.strip() for line in lines if line.endswith("\n")]


def wait_busily(rounds: int) -> None:
    for _ in range(rounds):
        os.getppid()


def test_no_kill_leaves_a_torn_file_or_loses_an_acknowledged_one(gudang: Gudang):
    dice = random.Random(2011)
    acknowledged = [line for _ in range(KILLS) for line in killed_writer(gudang, dice)]
    published = published_in(gudang)
    assert {name for name, digest in published.items() if name != digest} == set()
    assert set(acknowledged) <= published.keys()
    assert len(published) >= KILLS / 2

    for path in all_files(gudang):
        make_old(path)
    swept = gudang.sweep(acknowledged, now=2_000 + HOUR)
    assert (swept.missing, swept.damaged) == ((), ())
    assert {path.name for path in all_files(gudang)} == set(acknowledged)


def test_a_sweep_removes_old_leftovers_and_old_orphans_only(gudang: Gudang):
    kept, old, young = gudang.put(b"dipakai"), gudang.put(b"lama"), gudang.put(b"baru")
    half_old = gudang.path(old).with_name(".baru-1")
    half_young = gudang.path(young).with_name(".baru-2")
    for path in (half_old, half_young):
        path.write_bytes(b"setengah")
    for path in (gudang.path(kept), gudang.path(old), half_old):
        make_old(path)

    swept = gudang.sweep([kept], now=now_of(half_young))
    assert (swept.temporary, swept.orphans) == (1, 1)
    assert set(all_files(gudang)) == {gudang.path(kept), gudang.path(young), half_young}


def test_a_sweep_names_what_is_missing_and_what_is_damaged(gudang: Gudang):
    whole, damaged = gudang.put(b"utuh"), gudang.put(b"rusak")
    gudang.path(damaged).write_bytes(b"rusa")
    swept = gudang.sweep([whole, damaged, "f" * 64, "bukan tanda"], now=HOUR)
    assert swept.missing == ("bukan tanda", "f" * 64)
    assert swept.damaged == (damaged,)
    assert gudang.path(damaged).exists()


def test_an_orphan_that_is_stored_again_is_young_again(gudang: Gudang):
    digest = gudang.put(b"kembali")
    make_old(gudang.path(digest))
    gudang.put(b"kembali")
    assert gudang.sweep(["0" * 64], now=time.time()).orphans == 0
    assert gudang.has(digest)


def test_a_database_that_knows_nothing_empties_no_store(gudang: Gudang):
    digest = gudang.put(b"berharga")
    make_old(gudang.path(digest))
    assert gudang.sweep([], now=10 * HOUR).orphans == 0
    assert gudang.has(digest)


def test_a_store_that_was_never_used_can_be_swept(gudang: Gudang):
    assert gudang.sweep(["a" * 64], now=HOUR).missing == ("a" * 64,)
