"""What a meeting of the kabupaten begins with: its invitation, and who usually comes."""

from typing import Any

from sqlalchemy.orm import Session

from musren.domain.wilayah import RegionCode
from musren.forms.steps import Flow
from musren.models.tahun import Tahun
from musren.services.kabupaten.penerima import delegates
from musren.services.kabupaten.skpd import register
from musren.services.prefill import new_meeting


def started(
    session: Session, form: Flow, year: Tahun, place: RegionCode, acara: str
) -> dict[str, Any]:
    """The answers of a meeting not recorded yet: the heads and the delegates who are known."""
    begun = new_meeting(session, form, year, place, acara)
    return begun | {"hadir": [*_heads(session, place, acara), *_envoys(session, year, place)]}


def _heads(session: Session, place: RegionCode, acara: str) -> list[dict[str, str]]:
    """Of a forum the head of its own SKPD; else those of all."""
    known = register(session, place)
    own = known.of_forum(acara)
    return [
        {"nama": one.kepala_nama, "jk": "", "unsur": one.nama, "alamat": "", "telepon": ""}
        for one in ([own] if own is not None else known.semua)
        if one.kepala_nama
    ]


def _envoys(session: Session, year: Tahun, place: RegionCode) -> list[dict[str, str]]:
    return [
        {
            "nama": one.nama, "jk": one.jk, "unsur": "Delegasi kecamatan",
            "alamat": f"Kecamatan {one.musyawarah.wilayah.nama}", "telepon": one.telepon,
        }
        for one in delegates(session, year, place)
    ]  # fmt: skip
