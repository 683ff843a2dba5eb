"""A program that is shut in has limits, a deadline, and no way out."""

import socket
import sys
from pathlib import Path

import pytest

from musren.adapters import kurungan
from musren.adapters.kurungan import Limits, Task, run

MIB = 1024 * 1024
LIMITS = Limits(cpu_seconds=20, memory=512 * MIB, file_size=MIB)


def python(folder: Path, code: str, seconds: float = 20, limits: Limits = LIMITS) -> Task:
    out = folder / "keluar"
    return Task([sys.executable, "-c", code], folder, limits, seconds, stdout=out)


@pytest.mark.parametrize("code", [0, 1, 77])
def test_the_exit_code_comes_back(tmp_path: Path, code: int):
    assert run(python(tmp_path, f"raise SystemExit({code})")) == code


def test_what_it_reads_and_writes_are_files(tmp_path: Path):
    (tmp_path / "masuk").write_bytes(b"usulan")
    task = Task(
        ["tr", "a-z", "A-Z"],
        tmp_path,
        LIMITS,
        20,
        stdin=tmp_path / "masuk",
        stdout=tmp_path / "keluar",
    )
    assert run(task) == 0
    assert (tmp_path / "keluar").read_bytes() == b"USULAN"


def test_a_passed_deadline_has_no_exit_code(tmp_path: Path):
    assert run(python(tmp_path, "import time; time.sleep(3600)", seconds=0.3)) is None


@pytest.mark.parametrize(
    ("code", "limits"),
    [
        ("bytearray(600 * 1024 * 1024)", LIMITS),
        ("open('besar', 'wb').write(bytes(5_000_000))", LIMITS),
        ("while True: pass", Limits(cpu_seconds=1, memory=512 * MIB, file_size=MIB)),
        (
            "held = [open('x', 'w') for _ in range(100)]",
            Limits(cpu_seconds=20, memory=512 * MIB, file_size=MIB, open_files=50),
        ),
    ],
    ids=["memory", "file size", "cpu", "open files"],
)
def test_a_limit_ends_the_program(tmp_path: Path, code: str, limits: Limits):
    assert run(python(tmp_path, code, seconds=60, limits=limits)) not in {0, None}


def test_behind_the_walls_not_even_this_machine_is_reached(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
        call = f"import socket; socket.create_connection(('127.0.0.1', {port}), 5)"
        reached = {
            walls: run(python(tmp_path, call), walls)
            for walls in (kurungan.walls_of_this_machine(), kurungan.NO_WALLS)
        }
    assert reached.pop(kurungan.NO_WALLS) == 0
    assert any(code == 1 for code in reached.values()) is kurungan.has_no_network()


def test_walls_that_this_machine_lacks_do_not_hold():
    assert not kurungan._holds(("program-yang-tidak-ada",))
    assert not kurungan._holds(("false",))
    assert kurungan._holds(kurungan.NO_WALLS)


def test_a_program_that_does_not_exist_is_an_exit_code_too(tmp_path: Path):
    assert run(Task(["program-yang-tidak-ada"], tmp_path, LIMITS, 20)) not in {0, None}
