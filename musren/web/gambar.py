"""Pictures above the rows of a form, drawn from what is typed right now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from sqlalchemy.orm import Session

from musren.domain.errors import MusrenError
from musren.models.draf import Draf
from musren.models.musyawarah import Musyawarah
from musren.papers.gambar import as_svg, bagan, kalender, sketsa
from musren.papers.gambar.scene import Scene
from musren.services.draf import place_of, year_of
from musren.services.foto import photos_of
from musren.services.pkd.pertemuan import JENIS
from musren.services.prefill import meeting_of_key
from musren.web.kantor import store
from musren.web.tempat import Di

Row = Mapping[str, Any]

LEBAR, LEBAR_KALENDER = 95.0, 130.0
"""Millimetres of a drawing; the page stretches it, so this decides how large letters are."""

NAMES = {
    "sketsa": "Sketsa desa",
    "kalender": "Kalender musim",
    "bagan": "Bagan kelembagaan",
}
HELP = {
    "sketsa": "Geser simbol ke tempatnya. Simbol baru: pilih barisnya, lalu ketuk tempatnya pada "
    "sketsa. Dengan papan ketik: pilih simbol, lalu tekan tombol panah.",
    "bagan": "Geser lingkaran: makin dekat ke tengah, makin dekat dengan masyarakat. Dengan papan "
    "ketik: pilih lingkaran; panah kiri dan kanan memutar, panah atas menjauhkan, panah bawah "
    "mendekatkan, tanda + dan - mengubah besarnya.",
    "kalender": "Gambar mengikuti isian di bawah.",
}


@dataclass(frozen=True)
class Foto:
    """A photo of the map people drew: where the page finds it ("": carried inside), its bytes."""

    alamat: str
    isi: bytes


def foto_dasar(session: Session, draft: Draf) -> Foto | None:
    """The photo that lies under the signs of this draft: that of its recorded meeting."""
    if not draft.objek.startswith(f"{JENIS}."):
        return None
    year, place = year_of(session, draft), place_of(draft)
    held = meeting_of_key(session, draft.objek, year, place)
    return foto_rapat(Di(session=session, place=place, year=year), held) if held else None


def foto_rapat(di: Di, held: Musyawarah) -> Foto | None:
    """The first photo of the map a group drew; None when there is none or it is lost."""
    found = photos_of(di.session, di.year, di.place, f"musyawarah:{held.id}/sketsa")
    if not found:
        return None
    try:
        content = store().get(found[0].berkas.sha256)
    except (MusrenError, OSError, LookupError):
        return None  # the page still shows the signs
    return Foto(alamat=f"/foto/{found[0].id}.jpg", isi=content)


def drawn(kind: str, rows: Sequence[Row], foto: Foto | None = None, ident: str = "") -> Markup:
    """The picture (sketsa, kalender, bagan) of typed rows as SVG; what is unreadable is left out.

    `ident` keeps several pictures of one page apart.
    """
    href = foto.alamat or None if foto and kind == "sketsa" else None
    svg = as_svg(_scene(kind, rows, foto), ident=ident or kind, photo_href=href)
    return Markup(svg)  # noqa: S704  the writer escapes whatever a person typed


def _scene(kind: str, rows: Sequence[Row], foto: Foto | None) -> Scene:
    if kind == "sketsa":
        return sketsa(rows, foto.isi if foto else None, LEBAR)
    if kind == "bagan":
        return bagan(rows, LEBAR)
    return kalender([_factor(row) for row in rows], LEBAR_KALENDER)


def _factor(row: Row) -> dict[str, Any]:
    """A row of the calendar with its twelve columns as one list."""
    return {"bulan": [row.get(f"b{month}") for month in range(1, 13)], **row}
