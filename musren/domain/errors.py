"""One tree of errors; each carries an Indonesian sentence for the person and its place."""

from collections.abc import Mapping
from typing import ClassVar


class MusrenError(Exception):
    """Something a person can read and repair.

    `message` says in Indonesian what, where and how to repair; `errors` names fields
    (dotted paths such as ``hadir.3.nama``) with one sentence each.
    """

    code: ClassVar[str] = "galat"
    status: ClassVar[int] = 400

    def __init__(self, message: str, errors: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.errors: dict[str, str] = dict(errors or {})


class Invalid(MusrenError):
    """What was typed cannot be understood."""

    code = "isian_tidak_sah"
    status = 422


class Refused(MusrenError):
    """A rule of the guide or of the profile does not allow it."""

    code = "ditolak_aturan"
    status = 422


class NotReady(MusrenError):
    """Something that must come first is still missing."""

    code = "belum_siap"
    status = 409


class Conflict(MusrenError):
    """Somebody else changed it first, or it was already done differently."""

    code = "bentrok"
    status = 409


class NotFound(MusrenError):
    code = "tidak_ditemukan"
    status = 404


class NotAllowed(MusrenError):
    code = "tidak_berhak"
    status = 403


class NotSignedIn(MusrenError):
    code = "belum_masuk"
    status = 401


class TooMany(MusrenError):
    """Too many tries; wait."""

    code = "terlalu_sering"
    status = 429


class TooLarge(MusrenError):
    code = "terlalu_besar"
    status = 413


class Unavailable(MusrenError):
    """A program this machine lacks, or one that did not finish in time."""

    code = "tidak_tersedia"
    status = 503
