"""What the guards read: the files of the project, their text, and the trees of the Python ones."""

import ast
import re
import subprocess
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
ZIPPED = {".docx", ".xlsx", ".zip"}


@cache
def project_files() -> tuple[Path, ...]:
    """Every file that git knows or would take, as a path from the root."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-zco", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    names = sorted(set(listed.split("\0")) - {""})
    return tuple(Path(name) for name in names if (ROOT / name).is_file())


def python_files(*folders: str) -> list[Path]:
    return [
        path
        for path in project_files()
        if path.suffix == ".py" and (path.parts[0] in folders or not folders)
    ]


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), str(path))


def contents(path: Path) -> Iterator[tuple[str, bytes]]:
    """The bytes of a file; of an office file, those of each part inside it."""
    whole = ROOT / path
    if path.suffix not in ZIPPED:
        yield str(path), whole.read_bytes()
        return
    with zipfile.ZipFile(whole) as parts:
        for name in parts.namelist():
            yield f"{path}!{name}", parts.read(name)


def words(data: bytes) -> str:
    """The text a reader sees: no tags, so that a word split by Word's runs is whole again."""
    return re.sub(r"<[^>]*>", "", data.decode("utf-8", errors="ignore"))
