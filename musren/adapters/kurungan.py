"""Running another program shut in: bare environment, limits, a deadline, no network.

The walls are the strongest ones this machine allows (own namespaces, no network; else no network
only; else none). The limits, the deadline and the killing of the whole group hold everywhere.
"""

import os
import select
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

# The group dies with us even when we are killed: the middle program is told by the kernel.
_DIE_WITH_US = ("setpriv", "--pdeathsig", "KILL", "--")
_NAMESPACES = ("unshare", "-n", "-m", "-p", "-f", "--kill-child", "--mount-proc", "--")
FULL_WALLS = ("unshare", "-r", "--", *_DIE_WITH_US, *_NAMESPACES)
NO_NETWORK = ("unshare", "-r", "-n", "--", *_DIE_WITH_US)
NO_WALLS: tuple[str, ...] = ()
_TRIED = (FULL_WALLS, NO_NETWORK, _DIE_WITH_US)
_PROBE_SECONDS = 10

# A limit above the one already in force is refused by the shell; the lower one then stays.
_LIMITED = """
ulimit -c 0; ulimit -t "$1"; ulimit -v "$2"; ulimit -f "$3"; ulimit -n "$4"
shift 4; exec "$@"
"""
_BLOCK = 512  # bytes; what `ulimit -f` counts


@dataclass(frozen=True, slots=True)
class Limits:
    """What one process may use: seconds of CPU, bytes of memory, bytes per file, open files."""

    cpu_seconds: int
    memory: int
    file_size: int
    open_files: int = 1024

    def words(self) -> list[str]:
        return [
            str(number)
            for number in (
                self.cpu_seconds,
                self.memory // 1024,
                self.file_size // _BLOCK,
                self.open_files,
            )
        ]


@dataclass(frozen=True, slots=True)
class Task:
    """A command with its private folder (work folder, home and temporary files at once)."""

    command: Sequence[str]
    folder: Path
    limits: Limits
    seconds: float
    environment: Mapping[str, str] | None = None
    stdin: Path | None = None
    stdout: Path | None = None
    stderr: Path | None = None


def run(task: Task, walls: Sequence[str] | None = None) -> int | None:
    """Run the task to its end and return its exit code, or None when the deadline passed.

    Nothing it started in its group lives on; behind FULL_WALLS nothing at all. Raises OSError
    when it cannot be started. `walls` is for tests; it is `walls_of_this_machine()` otherwise.
    """
    inside = walls_of_this_machine() if walls is None else tuple(walls)
    shell = ["/bin/sh", "-c", _LIMITED, "sh", *task.limits.words(), *inside, *task.command]
    with ExitStack() as files:
        process = subprocess.Popen(  # noqa: S603 - the command is ours, never a user's text
            shell,
            cwd=task.folder,
            env=_environment(task),
            stdin=files.enter_context((task.stdin or Path(os.devnull)).open("rb")),
            stdout=files.enter_context((task.stdout or Path(os.devnull)).open("wb")),
            stderr=files.enter_context((task.stderr or Path(os.devnull)).open("wb")),
            start_new_session=True,
        )
        try:
            in_time = _ended(process.pid, task.seconds)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            code = process.wait()
    return code if in_time else None


@cache
def walls_of_this_machine() -> tuple[str, ...]:
    """Return the strongest walls that hold here, tried once per process."""
    return next((walls for walls in _TRIED if _holds(walls)), NO_WALLS)


def has_no_network() -> bool:
    """Whether a program shut in on this machine is cut off from the network (for the doctor)."""
    return walls_of_this_machine() in (FULL_WALLS, NO_NETWORK)


def _environment(task: Task) -> dict[str, str]:
    home = str(task.folder)
    bare = {"PATH": _PATH, "HOME": home, "TMPDIR": home, "LANG": "C.UTF-8"}
    return bare | dict(task.environment or {})


def _ended(pid: int, seconds: float) -> bool:
    """Wait without collecting the process: its number stays ours until the group is killed."""
    handle = os.pidfd_open(pid)
    try:
        return bool(select.select([handle], [], [], seconds)[0])
    finally:
        os.close(handle)


def _holds(walls: Sequence[str]) -> bool:
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command
            [*walls, "true"],
            check=False,
            env={"PATH": _PATH},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PROBE_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
