"""Keeping the wishes of the DPRD: pokir and jaring asmara (Panduan V.A)."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from musren.domain.errors import NotFound
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import Level, RegionCode
from musren.forms.pilihan import Option
from musren.forms.pokir import POKIR
from musren.models.draf import Draf
from musren.models.prioritas import Pokir
from musren.models.tahun import Tahun
from musren.models.wilayah import Wilayah, columns_of
from musren.services import jejak
from musren.services.perubahan import refuse_stale
from musren.services.pilihan import Setting
from musren.services.prefill import Started
from musren.services.wilayah import is_desa, lock_place

AWAL = {"pokir": "PK", "jaring_asmara": "JA"}
GONE = "Pokir itu tidak ada. Kembali ke daftar pokir dan pilih lagi."
MOST_DIGITS = 18


def get(session: Session, year: Tahun, kode: str) -> Pokir:
    """The wish with this code in the year; raises NotFound."""
    found = session.scalar(select(Pokir).where(Pokir.tahun_id == year.id, Pokir.kode == kode))
    if found is None:
        raise NotFound(GONE)
    return found


def _of_objek(session: Session, year: Tahun, objek: str) -> Pokir:
    number = objek.removeprefix("pokir:")
    plain = number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS
    found = session.get(Pokir, int(number)) if plain else None
    if found is None or found.tahun_id != year.id:
        raise NotFound(GONE)
    return found


def start(session: Session, year: Tahun, _place: RegionCode, objek: str) -> Started:
    if not objek:
        return {}, None
    stored = _of_objek(session, year, objek)
    return POKIR.write(columns_of(stored)), stored.versi


def submit(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Mapping[str, Any],
    draft: Draf,
) -> str:  # fmt: skip
    """Keep one wish; its code stays for ever, whatever is corrected. Raises Conflict, NotFound."""
    ready = dict(values)
    if ready["desa_kode"]:
        village = RegionCode.parse(ready["desa_kode"])
        ready["kecamatan_kode"] = str(village.at(Level.KECAMATAN))
    ready = {k: v or None if k.endswith("_kode") else v for k, v in ready.items()}
    if draft.objek:
        stored = _of_objek(session, year, draft.objek)
        refuse_stale(stored.versi, draft.objek_versi, f"Pokir {stored.kode}")
        for name, value in ready.items():
            setattr(stored, name, value)
    else:
        lock_place(session, place)  # two that are sent at once get two codes
        stored = Pokir(
            kode=_next_code(session, year, place, ready["jenis"]), tahun_id=year.id,
            pelaku_id=act.oleh.id or None, dibuat=act.pada, **ready,
        )  # fmt: skip
        session.add(stored)
    session.flush()
    jejak.record(
        session, act, "simpan_pokir", f"pokir:{stored.kode}", place=place, hak=Hak.ISI_POKIR
    )
    return f"pokir:{stored.kode}"


def _next_code(session: Session, year: Tahun, place: RegionCode, jenis: str) -> str:
    """PK-99.01-2011-003: kind, kabupaten, year, and a number that runs over both kinds."""
    count = session.scalar(select(func.count()).where(Pokir.tahun_id == year.id)) or 0
    return f"{AWAL[jenis]}-{place}-{year.tahun}-{count + 1:03}"


# --- lists of the form --------------------------------------------------------------------------


def _known(column: InstrumentedAttribute[str]) -> Callable[[Setting], list[Option]]:
    """What was written in this column before, in any year."""

    def provide(here: Setting) -> list[Option]:
        found = here.session.scalars(
            select(column)
            .join(Tahun, Tahun.id == Pokir.tahun_id)
            .where(Tahun.kabupaten_kode == here.year.kabupaten_kode, column != "")
            .distinct()
            .order_by(column)
        )
        return [Option(one, one) for one in found]

    return provide


def _villages(here: Setting) -> list[Option]:
    """Every village of the kabupaten with its kecamatan."""
    kabupaten = here.place.at(Level.KABUPATEN)
    found = here.session.scalars(
        select(Wilayah)
        .where(Wilayah.kode.startswith(f"{kabupaten}."), Wilayah.tingkat >= int(Level.KECAMATAN))
        .order_by(Wilayah.kode)
    ).all()
    names = {one.kode: one.nama for one in found}
    return [
        Option(one.kode, f"{one.nama} ({names.get(one.induk_kode or '', '')})")
        for one in found
        if one.tingkat == int(Level.DESA) and is_desa(one)
    ]


PROVIDERS = {
    "anggota_dprd": _known(Pokir.anggota_nama),
    "fraksi": _known(Pokir.fraksi),
    "dapil": _known(Pokir.dapil),
    "desa_kabupaten": _villages,
}
