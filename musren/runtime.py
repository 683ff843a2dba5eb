"""What one running musren stands on: settings, database, clock and password hasher."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from argon2 import PasswordHasher

from musren.models.database import Database
from musren.settings import Settings


def wall_clock() -> datetime:
    """The moment now, UTC."""
    return datetime.now(UTC)  # noqa: TID251  the one clock of the edges


@dataclass(frozen=True, kw_only=True)
class Runtime:
    """Kept as `app.extensions["musren"]`; tests put in their own clock and a quick hasher."""

    settings: Settings
    database: Database
    clock: Callable[[], datetime] = wall_clock
    hasher: PasswordHasher = field(default_factory=PasswordHasher)
