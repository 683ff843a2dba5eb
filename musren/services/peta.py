"""Where villages lie, and how far their proposals came: for the map and the grid map."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from musren.adapters.geojson import Bidang
from musren.domain import teks
from musren.domain.errors import Invalid
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import Level, RegionCode
from musren.models.tahun import Tahun
from musren.models.wilayah import PetaWilayah, Wilayah
from musren.services import corong, jejak
from musren.services.wilayah import is_desa

NONE_TAKEN = (
    "Tidak ada satu desa pun yang dapat diambil dari peta ini. Periksa kode desanya; peta lama "
    "tidak berubah."
)


@dataclass(frozen=True, slots=True)
class Hasil:
    """What became of a map: villages taken, and a sentence for each that was not."""

    diambil: int
    galat: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DesaPeta:
    """A village on the map: the last stage any of its proposals came to, and its shape."""

    kode: str
    nama: str
    kecamatan: str
    kecamatan_kode: str
    tahap: str
    bentuk: dict[str, Any] | None


def keep(
    session: Session, act: Act, kabupaten: RegionCode, shapes: Iterable[Bidang], sumber: str,
    wrong: Iterable[str] = (),
) -> Hasil:  # fmt: skip
    """Keep the shapes of villages of this kabupaten; others are told, nothing else changes.

    Raises Invalid when not one can be taken.
    """
    below = Wilayah.kode.startswith(f"{kabupaten}.")
    rows = session.scalars(select(Wilayah).where(below, Wilayah.tingkat == int(Level.DESA)))
    known = {w.kode for w in rows}
    here = PetaWilayah.wilayah_kode.startswith(f"{kabupaten}.")
    old = {one.wilayah_kode: one for one in session.scalars(select(PetaWilayah).where(here))}
    told, source, taken = list(wrong), teks.clean(sumber), 0
    for shape in shapes:
        kode = str(shape.kode)
        if kode not in known:
            told.append(f"Desa {kode} tidak ada di {kabupaten}, jadi tidak diambil.")
            continue
        row = old.get(kode)
        if row is None:
            row = PetaWilayah(wilayah_kode=kode)
            session.add(row)
        row.bentuk, row.sumber = shape.as_json(), source
        taken += 1
    if not taken:
        raise Invalid(NONE_TAKEN, {"berkas": " ".join([NONE_TAKEN, *told[:5]])})
    session.flush()
    jejak.record(
        session, act, "muat_peta", f"wilayah:{kabupaten}", place=kabupaten, hak=Hak.ISI_KABUPATEN,
        rincian={"desa": taken, "sumber": source, "ditolak": len(told)},
    )  # fmt: skip
    return Hasil(taken, tuple(told))


def villages(session: Session, year: Tahun, place: RegionCode) -> list[DesaPeta]:
    """Every village at or below a place, in the order of codes, in two statements."""
    stages = corong.furthest(session, year, place)
    desa, kecamatan = aliased(Wilayah), aliased(Wilayah)
    rows = session.execute(
        select(desa, kecamatan.nama, PetaWilayah.bentuk)
        .join(kecamatan, kecamatan.kode == desa.induk_kode)
        .outerjoin(PetaWilayah, PetaWilayah.wilayah_kode == desa.kode)
        .where(desa.kode.startswith(f"{place}."), desa.tingkat == int(Level.DESA))
        .order_by(desa.kode)
    )
    return [
        DesaPeta(
            w.kode, w.nama, nama, str(w.induk_kode), stages.get(w.kode, ""), bentuk
        )
        for w, nama, bentuk in rows
        if is_desa(w)
    ]  # fmt: skip


def sources(session: Session, place: RegionCode) -> list[str]:
    """What the shapes of a place were taken from, each once."""
    found = session.scalars(
        select(PetaWilayah.sumber)
        .where(PetaWilayah.wilayah_kode.startswith(f"{place}."), PetaWilayah.sumber != "")
        .distinct()
        .order_by(PetaWilayah.sumber)
    )
    return list(found)
