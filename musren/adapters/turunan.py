"""Small copies made of stored files: kept beside them, believed only when whole, never missed."""

import hashlib
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from musren.adapters.gudang import Gudang

_MARK = hashlib.sha256().digest_size


class Turunan:
    """A cache below the store, as ``turunan/ab/ab12....kind``; losing it costs time only."""

    def __init__(self, store: Gudang) -> None:
        self._store = store

    def get(self, sha256: str, kind: str, make: Callable[[bytes], bytes]) -> bytes:
        """The copy of that kind of a stored file; made once with `make`, or again when damaged.

        Raises what `make` raises, and Unavailable when the stored file itself is gone.
        """
        place = self._place(sha256, kind)
        kept = _whole(place)
        if kept is not None:
            return kept
        made = make(self._store.get(sha256))
        with suppress(OSError):  # a full disk must not keep anybody from looking
            _put(place, made)
        return made

    def _place(self, sha256: str, kind: str) -> Path:
        stored = self._store.path(sha256)
        return self._store.folder / "turunan" / stored.parent.name / f"{stored.name}.{kind}"


def _whole(place: Path) -> bytes | None:
    try:
        found = place.read_bytes()
    except OSError:
        return None
    content = found[_MARK:]
    return content if hashlib.sha256(content).digest() == found[:_MARK] else None


def _put(place: Path, content: bytes) -> None:
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = place.with_name(f".baru-{secrets.token_hex(8)}")
    temporary.write_bytes(hashlib.sha256(content).digest() + content)
    temporary.replace(place)
