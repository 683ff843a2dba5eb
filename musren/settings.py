"""Settings from the environment, prefix MUSREN_; validated once, at start."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError


class BadSetting(ValueError):
    """A setting that cannot be used; the message names it and says what would do."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What one musren runs with. Paths are absolute; sizes are bytes."""

    data_dir: Path
    database_url: str
    secret_key: str = field(repr=False)
    templates_dir: Path | None = None
    upload_limit: int = 10 * 1024 * 1024
    session_hours: int = 12
    secure_cookies: bool = False
    pdf_seconds: int = 60
    proxies: int = 0
    redis_url: str = field(default="", repr=False)

    @property
    def files_dir(self) -> Path:
        return self.data_dir / "berkas"


NAMES: dict[str, str] = {
    "MUSREN_DATA_DIR": "Folder for the database, stored files and the secret key (default: var)",
    "MUSREN_DATABASE_URL": "Address of the database (default: SQLite in MUSREN_DATA_DIR)",
    "MUSREN_SECRET_KEY": "Signs cookies (default: made once and kept in the data folder)",
    "MUSREN_TEMPLATES_DIR": "Folder with the office's own Word templates, looked at first",
    "MUSREN_UPLOAD_LIMIT": "Largest uploaded file in bytes (default: 10485760)",
    "MUSREN_SESSION_HOURS": "Hours after which one must sign in again (default: 12)",
    "MUSREN_SECURE_COOKIES": "1 when served over HTTPS: cookies only travel encrypted (default: 0)",
    "MUSREN_PROXIES": "How many proxies of your own stand before musren (default: 0)",
    "MUSREN_REDIS_URL": "Address of Redis when long work runs on workers (default: in the service)",
    "MUSREN_PDF_SECONDS": "Longest time LibreOffice may take for one PDF (default: 60)",
}


def _whole(env: Mapping[str, str], name: str, default: int) -> int:
    text = env.get(name, "")
    if not text:
        return default
    if not text.isdigit() or int(text) < (default > 0):
        raise BadSetting(f"{name}={text!r}: isi dengan bilangan bulat, misalnya {default or 1}.")
    return int(text)


def _secret(data_dir: Path) -> str:
    kept = data_dir / "kunci_rahasia"
    if kept.exists():
        return kept.read_text(encoding="ascii").strip()
    made = secrets.token_hex(32)
    data_dir.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(made)
    except FileExistsError:  # another process was quicker; its key is the key
        return kept.read_text(encoding="ascii").strip()
    return made


def _address(url: str) -> str:
    """The plain address that people know means the driver that we ship; other engines are refused.

    The message leaves the address out, for it may hold a password.
    """
    for plain in ("postgresql://", "postgres://"):
        if url.startswith(plain):
            url = "postgresql+psycopg://" + url.removeprefix(plain)
    if not url.startswith(("sqlite://", "postgresql+psycopg://")):
        raise BadSetting("MUSREN_DATABASE_URL: awali dengan sqlite:/// atau postgresql://.")
    try:
        make_url(url)
    except (ArgumentError, ValueError) as reason:
        raise BadSetting(
            "MUSREN_DATABASE_URL tidak terbaca sebagai alamat. Contoh: "
            "postgresql://nama:sandi@127.0.0.1:5432/musren."
        ) from reason
    return url


def _redis(url: str) -> str:
    """The message leaves the address out, for it may hold a password."""
    if url and not url.startswith(("redis://", "rediss://", "unix://")):
        raise BadSetting("MUSREN_REDIS_URL: awali dengan redis://, rediss:// atau unix://.")
    return url


def load(env: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; unknown MUSREN_ names are refused, for they are misspellings."""
    env = os.environ if env is None else env
    unknown = sorted(n for n in env if n.startswith("MUSREN_") and n not in NAMES)
    if unknown:
        raise BadSetting(f"Pengaturan tidak dikenal: {', '.join(unknown)}.")
    data_dir = Path(env.get("MUSREN_DATA_DIR") or "var").resolve()
    url = env.get("MUSREN_DATABASE_URL") or f"sqlite:///{data_dir / 'musren.db'}"
    own = env.get("MUSREN_TEMPLATES_DIR")
    return Settings(
        data_dir=data_dir,
        database_url=_address(url),
        secret_key=env.get("MUSREN_SECRET_KEY") or _secret(data_dir),
        templates_dir=Path(own).resolve() if own else None,
        upload_limit=_whole(env, "MUSREN_UPLOAD_LIMIT", 10 * 1024 * 1024),
        session_hours=_whole(env, "MUSREN_SESSION_HOURS", 12),
        secure_cookies=env.get("MUSREN_SECURE_COOKIES") == "1",
        pdf_seconds=_whole(env, "MUSREN_PDF_SECONDS", 60),
        proxies=_whole(env, "MUSREN_PROXIES", 0),
        redis_url=_redis(env.get("MUSREN_REDIS_URL", "")),
    )
