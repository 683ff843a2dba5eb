"""What was typed survives an expired sign-in or page: it is carried along and offered again."""

import json
from collections.abc import Iterator
from urllib.parse import urlsplit

from flask import request
from werkzeug.exceptions import HTTPException

Pairs = list[tuple[str, str]]

HOME = "/"
NEVER = ("csrf_token", "titipan", "lanjut")  # passwords neither, see below
MOST = 4 * 1024 * 1024


def local_path(wanted: str | None) -> str:
    """The address when it is one of ours, else the home page: nobody is sent elsewhere."""
    path = (wanted or "").strip()
    if (
        not path.startswith("/")
        or path[1:2] in {"/", "\\"}
        or "\\" in path
        or not path.isprintable()
    ):
        return HOME
    parts = urlsplit(path)
    return path if not parts.scheme and not parts.netloc else HOME


def from_our_own_page() -> bool:
    """Whether the browser says that one of our own pages sent this form."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    source = request.headers.get("Origin") or request.referrer or ""
    return bool(source) and urlsplit(source).netloc == request.host


def typed() -> Pairs:
    """The fields of this POST worth keeping; nothing of a form that another site sent."""
    if request.method != "POST" or not from_our_own_page():
        return []
    return [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in NEVER and not name.startswith(("sandi", "lama", "ulang"))
    ]


def packed(pairs: Pairs) -> str:
    return json.dumps(pairs, ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str) -> Pairs:
    """The pairs that `packed` wrote; anything else is nothing."""
    try:
        found = json.loads(text[:MOST])
        return [(str(name), str(value)) for name, value in found]
    except (ValueError, TypeError, RecursionError):
        return []


def readable(pairs: Pairs) -> Pairs:
    """What a person recognises as their own words."""
    return [(name, value) for name, value in _shown(pairs) if value.strip()]


def _shown(pairs: Pairs) -> Iterator[tuple[str, str]]:
    for name, value in pairs:
        if name not in {"tanda", "aksi", "kunci", "kembali", "versi", "csrf_token"}:
            yield name.replace("-", " ").replace("_", " "), value


def safely_typed() -> Pairs:
    """As `typed`, also while an error is answered: the form itself may be what is wrong."""
    try:
        return typed()
    except HTTPException:
        return []
