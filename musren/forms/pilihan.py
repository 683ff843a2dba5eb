"""Choices: fixed ones, and named ones that the edge looks up for this village or profile."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class From:
    """A list known by name only; whoever shows or reads the form provides it."""

    name: str


Options = Mapping[str, Sequence[Option]]

_PROVIDED: ContextVar[Options | None] = ContextVar("musren_options", default=None)


@contextmanager
def provided(options: Options | None) -> Iterator[None]:
    """Within this block named lists have these contents."""
    token = _PROVIDED.set(options)
    try:
        yield
    finally:
        _PROVIDED.reset(token)


def resolve(source: From | Sequence[Option]) -> Sequence[Option] | None:
    """The options, or None when nobody provided the named list (then anything goes)."""
    if not isinstance(source, From):
        return source
    lists = _PROVIDED.get()
    return None if lists is None else lists.get(source.name, ())


def options(pairs: Mapping[str, str]) -> tuple[Option, ...]:
    return tuple(Option(value, label) for value, label in pairs.items())
