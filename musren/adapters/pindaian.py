"""Scans of signed papers as people hand them in, and file names that are safe to hand out."""

import json
import os
import re
import sys
import threading
import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

from musren.adapters.kurungan import Limits, Task, run
from musren.adapters.pindaian_isi import REFUSALS, Scan, kind_of
from musren.domain.errors import Invalid, TooLarge, Unavailable

__all__ = ["Scan", "check_scan", "examined", "megabytes", "safe_filename"]

_MIB = 1024 * 1024
_SECONDS = 30
_LIMITS = Limits(cpu_seconds=25, memory=1024 * _MIB, file_size=256 * _MIB, open_files=64)
_AT_ONCE = threading.BoundedSemaphore(2)
_LONGEST_NAME = 100
_WINDOWS_DEVICES = re.compile(r"con|prn|aux|nul|(?:com|lpt)\d", re.IGNORECASE)

TOO_COMPLEX = (
    "Berkas ini terlalu rumit atau rusak, jadi tidak dapat diperiksa. "
    "Pindailah ulang kertasnya, lalu unggah hasilnya."
)
NOT_CHECKED = (
    "Pemeriksa berkas tidak dapat dijalankan di komputer peladen ini. "
    "Mintalah administrator memeriksanya, lalu unggah kembali."
)


def check_scan(content: bytes, *, limit: int) -> Scan:
    """Return the scan made harmless, judged by its content alone; `limit` is in bytes.

    PDF: written anew without metadata, trailing bytes and earlier versions. JPEG and PNG: drawn
    anew, upright, without EXIF. The content is opened in a process of its own, shut in, because
    a hostile file may crash or fill whatever reads it. Raises TooLarge, Invalid, or Unavailable
    when that process cannot be started.
    """
    if len(content) > limit:
        raise TooLarge(
            f"Berkas lebih besar dari batas {megabytes(limit)} MB. Pindailah dengan resolusi "
            "lebih rendah (150-200 dpi) atau bagilah menjadi beberapa berkas."
        )
    kind_of(content)
    return examined(content, "musren.adapters.pindaian_isi", TOO_COMPLEX)


def megabytes(size: int) -> str:
    """A number of bytes as people read it: ``2,5``."""
    return f"{size / _MIB:.3g}".replace(".", ",")


def examined(content: bytes, program: str, too_complex: str, *words: str) -> Scan:
    """What our own `program` makes of the content, in a process of its own, shut in.

    `words` go to the program; `too_complex` is told when it is killed or takes too long. Raises
    what the program refuses with, or Unavailable when it cannot be started.
    """
    with _AT_ONCE, TemporaryDirectory(prefix="musren-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "masuk").write_bytes(content)
        code = _examine_apart(folder, program, *words)
        if code is None or code < 0:  # too slow, or killed by a limit or by its own crash
            raise Invalid(too_complex)
        return _answer(code, (folder / "keluar").read_bytes(), folder)


def safe_filename(text: str, suffix: str) -> str:
    """Return a name of ASCII letters, digits and dashes, at most 100, with the suffix (".pdf").

    No path, no device name, no hidden file can come out; "berkas" stands for what has no letters.
    A suffix that is not a dot and up to five letters or digits raises ValueError.
    """
    if not re.fullmatch(r"\.[a-z0-9]{1,5}", suffix):
        raise ValueError(f"no plain suffix: {suffix!r}")
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^A-Za-z0-9]+", "-", letters)[:_LONGEST_NAME].strip("-") or "berkas"
    if _WINDOWS_DEVICES.fullmatch(stem):
        stem = f"berkas-{stem}"
    return stem + suffix


def _examine_apart(folder: Path, program: str, *words: str) -> int | None:
    roads = [str(Path(path).resolve()) for path in sys.path]
    task = Task(
        [sys.executable, "-m", program, *words],
        folder,
        _LIMITS,
        _SECONDS,
        environment={"PYTHONPATH": os.pathsep.join(roads), "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=folder / "masuk",
        stdout=folder / "keluar",
        stderr=folder / "pesan",
    )
    try:
        return run(task)
    except OSError as error:
        raise Unavailable(NOT_CHECKED) from error


def _answer(code: int, output: bytes, folder: Path) -> Scan:
    """Read the other process's answer: one line of JSON, then the content."""
    if code:
        error = Unavailable(NOT_CHECKED)
        error.add_note((folder / "pesan").read_text(errors="replace")[-1000:])
        raise error
    line, _, content = output.partition(b"\n")
    told = json.loads(line)
    if told["galat"]:
        raise REFUSALS[told["galat"]](told["pesan"])
    return Scan(tipe=told["tipe"], content=content, pages=told["halaman"])
