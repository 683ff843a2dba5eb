"""The kinds of long work there are: how each is called, where it can be asked for, and by whom."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from musren.domain import teks
from musren.domain.errors import NotFound
from musren.domain.peran import Hak
from musren.domain.wilayah import Level, RegionCode
from musren.services.akses import right_to_see
from musren.services.daftar import Saring

Isian = dict[str, Any]

UNKNOWN = "Pekerjaan semacam itu tidak ada di sini. Kembali ke beranda, lalu pilih lagi."
LONGEST = 200


def _nothing(_typed: Mapping[str, str]) -> Isian:
    return {}


def _with_pdf(typed: Mapping[str, str]) -> Isian:
    """Whether PDFs that are not there yet are made along the way."""
    return {"buat_pdf": typed.get("buat_pdf") == "ya"}


def _filters(typed: Mapping[str, str]) -> Isian:
    """The filters of the list, cleaned; unknown names are left out."""
    told = {
        name: teks.clean(typed[name][:LONGEST], limit=LONGEST)
        for name in Saring.__dataclass_fields__
        if typed.get(name)
    }
    return {"saring": {name: value for name, value in told.items() if value}}


def _download_list(_place: RegionCode) -> Hak:
    return Hak.UNDUH_DAFTAR


@dataclass(frozen=True, kw_only=True)
class JenisPekerjaan:
    """A kind of job; what it does stands under the same `kunci` in `jobs/daftar.py`.

    `hak` is the right one needs at the place to ask for it and to take its files; `baca` turns
    what a form sent into the `isian` that is kept, plain JSON values only.
    """

    kunci: str
    nama: str
    tingkat: frozenset[Level]
    hak: Callable[[RegionCode], Hak] = right_to_see
    baca: Callable[[Mapping[str, str]], Isian] = _nothing


_ABOVE = frozenset({Level.KECAMATAN, Level.KABUPATEN})
_EVERYWHERE = _ABOVE | {Level.DESA}

JENIS: dict[str, JenisPekerjaan] = {
    one.kunci: one
    for one in (
        JenisPekerjaan(
            kunci="naskah_wilayah", nama="Semua naskah yang berlaku", tingkat=_ABOVE,
            baca=_with_pdf,
        ),
        JenisPekerjaan(
            kunci="buku_kabupaten", nama="Buku kerja daftar usulan", tingkat=_ABOVE,
            hak=_download_list, baca=_filters,
        ),
        JenisPekerjaan(
            kunci="kabar_wilayah", nama="Poster kabar usulan", tingkat=_EVERYWHERE, baca=_with_pdf,
        ),
    )
}  # fmt: skip
"""Add a kind here and its function to `jobs/daftar.py`."""


def kind(kunci: str, place: RegionCode) -> JenisPekerjaan:
    """The kind of that name, offered at places of this level; raises NotFound."""
    found = JENIS.get(kunci)
    if found is None or place.level not in found.tingkat:
        raise NotFound(UNKNOWN)
    return found


def right(kunci: str, place: RegionCode) -> Hak:
    """The right one needs at the place for this kind and its files; raises NotFound."""
    return kind(kunci, place).hak(place)
