"""What a command says when it cannot go on: one Indonesian sentence, never a trace."""

import errno
import tempfile
import traceback
from collections.abc import Mapping
from pathlib import Path

import click
from sqlalchemy.exc import InterfaceError, OperationalError

from musren.domain.errors import MusrenError
from musren.settings import BadSetting

WHY: Mapping[int, str] = {
    errno.ENOENT: "tidak ada",
    errno.EACCES: "tidak boleh dibuka; periksa hak aksesnya",
    errno.EPERM: "tidak boleh dibuka; periksa hak aksesnya",
    errno.EISDIR: "adalah folder, bukan berkas",
    errno.ENOTDIR: "bukan folder",
    errno.EEXIST: "sudah ada sebagai berkas, bukan folder",
    errno.ENOSPC: "tidak dapat ditulis karena penyimpanan penuh",
    errno.EROFS: "tidak dapat ditulis karena hanya dapat dibaca",
    errno.EADDRINUSE: "sudah dipakai program lain; pilih port lain",
}
NO_DATABASE = (
    "Basis data tidak dapat dibuka atau tidak menjawab. Periksa MUSREN_DATABASE_URL, lalu jalankan "
    "musren doctor."
)


def why(reason: OSError) -> str:
    """The system's reason in Indonesian."""
    return WHY.get(reason.errno or 0, "tidak dapat dibuka atau ditulis")


def tell(reason: Exception) -> None:
    """Say on the error channel what is wrong; the fields of a form each on a line of their own."""
    message, errors = _sentence(reason)
    click.echo(f"Galat: {message}", err=True)
    for name, sentence in errors.items():
        if sentence != message:
            click.echo(f"  {name}: {sentence}", err=True)


def _sentence(reason: Exception) -> tuple[str, Mapping[str, str]]:
    if isinstance(reason, MusrenError):
        return reason.message, reason.errors
    if isinstance(reason, BadSetting):
        return str(reason), {}
    if isinstance(reason, OperationalError | InterfaceError):
        return NO_DATABASE, {}
    if isinstance(reason, OSError):
        named = f"“{reason.filename}”" if reason.filename else "Berkas atau alamat itu"
        return f"{named} {why(reason)}.", {}
    return _unexpected(reason), {}


def _unexpected(reason: Exception) -> str:
    """Keep the trace in a file of its own, for whoever repairs musren."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="musren-galat-", suffix=".txt", encoding="utf-8", delete=False
    ) as kept:
        traceback.print_exception(reason, file=kept)
    return (
        "Ada kesalahan yang tidak terduga di dalam musren. Kirimkan berkas "
        f"{Path(kept.name)} kepada pengembang."
    )
