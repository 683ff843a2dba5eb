"""The store of issued papers and scans: whole files, named by the SHA-256 of their content.

A file is published in one order only: temporary name in the same folder, fsync, rename, fsync of
the folder. A power cut or a killed process leaves the old state or the new one, never a half.
"""

import errno
import fcntl
import hashlib
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from musren.domain.errors import Invalid, MusrenError, Unavailable

_DIGEST = re.compile(r"[0-9a-f]{64}")
_TEMPORARY = ".baru-"
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}

FULL = (
    "Ruang simpan penuh, jadi berkas belum disimpan. Kosongkan ruang di komputer peladen, "
    "lalu ulangi. Isian Anda tidak berubah."
)
CLOSED = (
    "Folder penyimpanan tidak dapat ditulisi, jadi berkas belum disimpan. "
    "Mintalah administrator memeriksa izin folder data musren, lalu ulangi."
)
FAILED = (
    "Berkas gagal disimpan karena gangguan pada media penyimpanan. "
    "Mintalah administrator memeriksa cakram komputer peladen sebelum mengulangi."
)
MISSING = (
    "Berkas tidak ada lagi di tempat simpan. "
    "Mintalah administrator memulihkan folder data musren dari cadangan."
)
DAMAGED = (
    "Isi berkas di tempat simpan telah berubah atau rusak, jadi tidak diberikan. "
    "Mintalah administrator memulihkan folder data musren dari cadangan."
)


@dataclass(frozen=True, slots=True)
class Sweep:
    """What a sweep did and saw: two counts, and the known digests that need the backup."""

    temporary: int
    orphans: int
    missing: tuple[str, ...]
    damaged: tuple[str, ...]


class Gudang:
    """Files below `folder`, as ``ab/ab12...``; safe for several processes at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where a file stands. Anything but 64 small hexadecimal letters raises Invalid."""
        if not _DIGEST.fullmatch(sha256):
            raise Invalid("Tanda berkas tidak sah. Bukalah berkas dari halamannya di musren.")
        return self.folder / sha256[:2] / sha256

    def has(self, sha256: str) -> bool:
        return self.path(sha256).is_file()

    def get(self, sha256: str) -> bytes:
        """Return the whole content, checked; Unavailable when it is missing or damaged."""
        try:
            content = self.path(sha256).read_bytes()
        except FileNotFoundError as error:
            raise Unavailable(MISSING) from error
        except OSError as error:
            raise Unavailable(DAMAGED) from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise Unavailable(DAMAGED)
        return content

    def put(self, content: bytes) -> str:
        """Publish the content and return its SHA-256; on the disk for good when this returns.

        The same content twice is one file. A damaged file of that name is replaced by a whole
        one. Raises Unavailable when the disk is full, closed or broken, and leaves nothing half.
        """
        digest = hashlib.sha256(content).hexdigest()
        target = self.path(digest)
        try:
            self._make_folder(target.parent)
            with self._lock(fcntl.LOCK_SH):
                if not _renew(target, digest):
                    _write(target, content)
            _sync(target.parent)
            _sync(self.folder)
        except OSError as error:
            raise _explained(error) from error
        return digest

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """A place inside the store to write something large; gone afterwards unless `take`n.

        Raises Unavailable when the disk is closed or broken.
        """
        folder = self.folder / "00"
        try:
            self._make_folder(folder)
        except OSError as error:
            raise _explained(error) from error
        path = folder / f"{_TEMPORARY}{secrets.token_hex(16)}"
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)

    def take(self, path: Path) -> str:
        """Publish a whole file that was written to a `scratch`; returns its SHA-256.

        Moved, not copied, and read in pieces: for what is too large to be held in memory. Raises
        Unavailable as `put` does.
        """
        try:
            _settle(path)
            digest = _digest_of(path) or ""
            target = self.path(digest)
            self._make_folder(target.parent)
            with self._lock(fcntl.LOCK_SH):
                if not _renew(target, digest):
                    path.rename(target)
            _sync(target.parent)
            _sync(self.folder)
        except OSError as error:
            raise _explained(error) from error
        return digest

    def open(self, sha256: str) -> BinaryIO:
        """The file opened for reading, checked whole first; Unavailable as `get`. Close it."""
        try:
            file = self.path(sha256).open("rb")
        except FileNotFoundError as error:
            raise Unavailable(MISSING) from error
        except OSError as error:
            raise Unavailable(DAMAGED) from error
        if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
            file.close()
            raise Unavailable(DAMAGED)
        file.seek(0)
        return file

    def sweep(self, known: Iterable[str], now: float, older_than: float = 3600) -> Sweep:
        """Compare the store with the digests the database knows; remove what nobody needs.

        `now` and `older_than` are seconds. Read `known` before calling. Only files older than
        `older_than` go, so a file whose row is about to be written stays. When `known` is empty
        no file goes at all: then the database is more likely the wrong one than the store.
        """
        wanted = set(known)
        before = now - older_than
        present = {path.name: path for path in self._files() if _DIGEST.fullmatch(path.name)}
        leftovers = [path for path in self._files() if path.name.startswith(_TEMPORARY)]
        orphans = [path for name, path in present.items() if wanted and name not in wanted]
        held = sorted(wanted & present.keys())
        return Sweep(
            temporary=sum(self._remove(path, before) for path in leftovers),
            orphans=sum(self._remove(path, before) for path in orphans),
            missing=tuple(sorted(wanted - present.keys())),
            damaged=tuple(name for name in held if _digest_of(present[name]) != name),
        )

    def _files(self) -> Iterator[Path]:
        return (path for path in self.folder.glob("??/*") if path.is_file())

    def _make_folder(self, folder: Path) -> None:
        if not self.folder.is_dir():
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _sync(self.folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)

    @contextmanager
    def _lock(self, kind: int) -> Iterator[None]:
        """Keep a sweep from removing the very file that is being stored again."""
        with _opened(self.folder) as descriptor:
            fcntl.flock(descriptor, kind)
            yield

    def _remove(self, path: Path, before: float) -> bool:
        with self._lock(fcntl.LOCK_EX), suppress(FileNotFoundError):
            if path.stat().st_mtime < before:
                path.unlink()
                return True
        return False


def _renew(target: Path, digest: str) -> bool:
    """Whether the file is there and whole; then it is made young, so that no sweep takes it."""
    if _digest_of(target) != digest:
        return False
    os.utime(target)
    return True


def _digest_of(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _settle(path: Path) -> None:
    """What was written is on the disk, and for the owner alone."""
    path.chmod(0o600)
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _write(target: Path, content: bytes) -> None:
    temporary = target.with_name(f"{_TEMPORARY}{secrets.token_hex(16)}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    try:
        try:
            _write_all(descriptor, content)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        os.rename(temporary, target)  # noqa: PTH104 - the bare call, as the order above names it
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _write_all(descriptor: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _sync(folder: Path) -> None:
    with _opened(folder) as descriptor:
        os.fsync(descriptor)


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _explained(error: OSError) -> MusrenError:
    if error.errno in _FULL:
        return Unavailable(FULL)
    return Unavailable(CLOSED if error.errno in _CLOSED else FAILED)
