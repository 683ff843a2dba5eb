"""PDF from Word papers by LibreOffice, shut in, one at a time, with a deadline."""

import io
import re
import shutil
import threading
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf

from musren.adapters.kurungan import Limits, Task, run
from musren.domain.errors import Invalid, TooLarge, Unavailable

PROGRAMS = ("soffice", "libreoffice")
MOST_UNPACKED = 200 * 1024 * 1024
MOST_WAITING = 4

NOT_INSTALLED = (
    "LibreOffice belum terpasang di komputer ini (paket libreoffice-writer-nogui), jadi PDF tidak "
    "dapat dibuat; berkas Word tetap dapat diunduh dan dicetak."
)
BUSY = (
    "Pembuatan PDF sedang banyak antrean. Ulangi beberapa saat lagi; "
    "berkas Word tetap dapat diunduh."
)
NOT_MADE = (
    "LibreOffice tidak berhasil membuat PDF dari naskah ini. Berkas Word tetap dapat diunduh; "
    "mintalah administrator memeriksa templat naskah bila ini terulang."
)
TOO_SLOW = (
    "LibreOffice tidak selesai membuat PDF dalam {seconds} detik, jadi dihentikan. "
    "Berkas Word tetap dapat diunduh; ulangi beberapa saat lagi."
)
NOT_WORD = (
    "Berkas ini bukan naskah Word (.docx) yang utuh, jadi PDF tidak dapat dibuat. "
    "Bukalah di Word atau LibreOffice, lalu simpan ulang sebagai .docx."
)
UNPACKS_TOO_LARGE = (
    "Naskah Word ini terlalu besar untuk dijadikan PDF. Perkecil gambar di dalamnya, lalu ulangi."
)

_GIB = 1024**3
_VERSION_SECONDS = 30
_LAST_WORDS = 1_000

# No link is followed, no macro runs, nothing is asked of a server.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{items}
</oor:items>
"""
_ITEM = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>"
)
_LOCKED = (
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "CheckDocumentEvents", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Writer/Content/Update", "Field", "false"),
    ("Office.Calc/Content/Update", "Link", "1"),
    ("Office.Update/Update", "Enabled", "false"),
)


def find() -> Path | None:
    """Return LibreOffice's program, or None when this machine has none."""
    found = next((path for name in PROGRAMS if (path := shutil.which(name))), None)
    return Path(found) if found else None


def version(soffice: Path | None = None) -> str | None:
    """Return its version, as "7.4.7.2", or None when it is missing or does not answer."""
    program = soffice or find()
    if program is None:
        return None
    with TemporaryDirectory(prefix="musren-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        answer = folder / "versi"
        command = [str(program), "--version"]
        run(Task(command, folder, _limits(_VERSION_SECONDS), _VERSION_SECONDS, stdout=answer))
        found = re.search(rb"\d+(?:\.\d+)+", answer.read_bytes())
    return found.group().decode() if found else None


def converter(seconds: int) -> "Converter":
    """Return a converter with the LibreOffice of this machine; Unavailable when there is none."""
    program = find()
    if program is None:
        raise Unavailable(NOT_INSTALLED)
    return Converter(program, seconds)


@dataclass(frozen=True, slots=True)
class _Failure:
    """One try brought no PDF: a sentence for the person, last words for the log."""

    sentence: str
    last_words: str

    def as_error(self) -> Unavailable:
        error = Unavailable(self.sentence)
        error.add_note(self.last_words)
        return error


class Converter:
    """Turns docx into PDF; `seconds` is the deadline of one try, of two.

    One conversion runs at a time in a process; at most `MOST_WAITING` more wait their turn.
    `walls` is for tests: what stands around LibreOffice, see `kurungan`.
    """

    def __init__(self, soffice: Path, seconds: int, *, walls: Sequence[str] | None = None) -> None:
        self.soffice = soffice
        self.seconds = seconds
        self._walls = walls

    def to_pdf(self, docx: bytes) -> bytes:
        """Return a PDF of at least one page.

        Raises Invalid for what is no docx, TooLarge for one that unpacks to too much, and
        Unavailable (always naming the Word file as the way on) when LibreOffice is missing, busy,
        too slow or yields no PDF. Every process it started is gone when this returns.
        """
        _check_docx(docx)
        with _QUEUE.turn():
            outcome = self._try(docx)
            if isinstance(outcome, _Failure):
                outcome = self._try(docx)
        if isinstance(outcome, _Failure):
            raise outcome.as_error()
        return outcome

    def _try(self, docx: bytes) -> bytes | _Failure:
        """One run with a fresh profile in a private folder that is removed afterwards."""
        with TemporaryDirectory(prefix="musren-", ignore_cleanup_errors=True) as name:
            folder = Path(name)
            _write_settings(folder / "profil")
            (folder / "naskah.docx").write_bytes(docx)
            code = self._run(folder)
            said = (folder / "pesan").read_bytes()[-_LAST_WORDS:].decode(errors="replace")
            if code is None:
                return _Failure(TOO_SLOW.format(seconds=self.seconds), said)
            pdf = folder / "hasil" / "naskah.pdf"
            content = pdf.read_bytes() if pdf.is_file() else b""
            if code or not _is_pdf(content):
                return _Failure(NOT_MADE, f"exit {code}, {len(content)} bytes. {said}")
            return content

    def _run(self, folder: Path) -> int | None:
        profile = (folder / "profil").as_uri()
        command = [str(self.soffice), f"-env:UserInstallation={profile}", "--headless"]
        command += ["--invisible", "--norestore", "--nologo", "--nodefault", "--nolockcheck"]
        command += ["--nofirststartwizard", "--infilter=MS Word 2007 XML"]
        command += ["--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder / "hasil")]
        task = Task(
            [*command, str(folder / "naskah.docx")],
            folder,
            _limits(self.seconds),
            self.seconds,
            stderr=folder / "pesan",
        )
        if not self.soffice.exists():
            raise Unavailable(NOT_INSTALLED)
        return run(task, self._walls)


class _Queue:
    """One inside, a few waiting, nobody else."""

    def __init__(self, waiting: int) -> None:
        self._places = threading.BoundedSemaphore(waiting + 1)
        self._inside = threading.Lock()

    @contextmanager
    def turn(self) -> Iterator[None]:
        if not self._places.acquire(blocking=False):
            raise Unavailable(BUSY)
        try:
            with self._inside:
                yield
        finally:
            self._places.release()


_QUEUE = _Queue(MOST_WAITING)


def _limits(seconds: int) -> Limits:
    # Several threads can use more CPU than wall time; the deadline is the real limit.
    return Limits(cpu_seconds=4 * seconds, memory=4 * _GIB, file_size=_GIB // 4)


def _write_settings(profile: Path) -> None:
    user = profile / "user"
    user.mkdir(parents=True)
    items = (_ITEM.format(path=path, name=name, value=value) for path, name, value in _LOCKED)
    settings = _SETTINGS.format(items="\n".join(items))
    (user / "registrymodifications.xcu").write_text(settings, encoding="utf-8")


def _check_docx(docx: bytes) -> None:
    if not docx.startswith(b"PK\x03\x04"):
        raise Invalid(NOT_WORD)
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as parts:
            sizes = {part.filename: part.file_size for part in parts.infolist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Invalid(NOT_WORD) from error
    if "word/document.xml" not in sizes:
        raise Invalid(NOT_WORD)
    if sum(sizes.values()) > MOST_UNPACKED:
        raise TooLarge(UNPACKS_TOO_LARGE)


def _is_pdf(content: bytes) -> bool:
    if not content.startswith(b"%PDF-"):
        return False
    try:
        with pikepdf.open(io.BytesIO(content), attempt_recovery=False) as pdf:
            return len(pdf.pages) > 0
    except pikepdf.PdfError:
        return False
