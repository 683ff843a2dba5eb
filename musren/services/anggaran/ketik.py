"""A budget line typed through its form."""

import hashlib
from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from musren.domain.errors import Invalid
from musren.domain.peran import Act
from musren.domain.wilayah import Level, RegionCode
from musren.forms.anggaran import BARIS_ANGGARAN, BARIS_APB_DESA
from musren.integration.anggaran import PARKIR
from musren.models.draf import Draf
from musren.models.serapan import BarisAnggaran
from musren.models.tahun import Tahun
from musren.models.wilayah import columns_of
from musren.services.anggaran.impor import COLUMNS, Anggaran, jenis_at, unshrinkable
from musren.services.anggaran.kaitan import GONE, find, pair
from musren.services.perubahan import refuse_stale
from musren.services.prefill import Started

AWALAN = "baris_anggaran:"
MOST_DIGITS = 18


def of_objek(session: Session, year: Tahun, place: RegionCode, objek: str) -> BarisAnggaran:
    number = objek.removeprefix(AWALAN)
    plain = number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS
    line = find(session, year, place, int(number) if plain else 0)
    if line.wilayah_kode != str(place):
        raise Invalid(GONE)
    return line


def start(session: Session, year: Tahun, place: RegionCode, objek: str) -> Started:
    if not objek:
        return {}, None
    line = of_objek(session, year, place, objek)
    form = BARIS_ANGGARAN if place.level is Level.KABUPATEN else BARIS_APB_DESA
    return form.write(columns_of(line)), line.versi


def submit(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Mapping[str, Any],
    draft: Draf,
) -> str:  # fmt: skip
    """Keep one line and look for its proposal. Raises Conflict, Invalid, NotFound."""
    here = Anggaran(session=session, act=act, year=year, place=place, jenis=jenis_at(place))
    ready = dict.fromkeys(COLUMNS, "") | _placed(place, values)
    if draft.objek:
        line = of_objek(session, year, place, draft.objek)
        refuse_stale(line.versi, draft.objek_versi, "Baris anggaran ini")
        message = unshrinkable(line, ready["pagu"])
        if message:
            raise Invalid(message, {"pagu": message})
        here.change(line, ready)
    else:
        kunci = hashlib.sha256(f"ketik:{draft.kunci}".encode()).hexdigest()
        line = here.add(kunci, ready, None)
    session.flush()
    if line.keadaan == PARKIR and not line.serapan:
        pair(session, act, year, place, [line])
    return f"{AWALAN}{line.id}"


def _placed(place: RegionCode, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with their places; a village of a budget lies in its kecamatan."""
    ready = dict(values)
    if place.level is Level.DESA:
        ready["desa_kode"] = str(place)
    desa = ready.get("desa_kode") or None
    kecamatan = str(RegionCode.parse(desa).at(Level.KECAMATAN)) if desa else None
    return ready | {
        "desa_kode": desa, "kecamatan_kode": kecamatan or ready.get("kecamatan_kode") or None,
    }  # fmt: skip
