"""The funnel counted by the database, and the condition for proposals that reached a stage."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Row,
    Select,
    Subquery,
    and_,
    case,
    cast,
    false,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Session, aliased

from musren.domain.wilayah import Level, RegionCode
from musren.integration.corong import TAHAP, BarisCorong, FaktaCorong, stages_of
from musren.integration.status import StatusUsulan
from musren.models.serapan import Kemajuan, Serapan
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, Realisasi, Usulan, UsulanKecamatan
from musren.models.wilayah import Wilayah
from musren.services.dihitung import counted, from_women
from musren.services.wilayah import inside

AGREED = "disepakati"
ACCEPTED = ("diterima", "diterima_perubahan")
WHOLE = 100

_MEASURES = ("usulan", "rupiah", "usulan_mkp", "rupiah_mkp", "tanpa_nilai")
_MOST_MEETINGS = {"desa": "desa", "kecamatan": "kecamatan", "kabupaten": "kabupaten"}


@dataclass(frozen=True, slots=True)
class CorongWilayah:
    """The funnel of one place below the one that was asked for."""

    kode: str
    nama: str
    baris: tuple[BarisCorong, ...]


@cache
def _told_by_status(tahap: str, **putusan: str) -> tuple[str, ...]:
    """The states that alone, or with these decisions, tell that a proposal reached the stage."""
    return tuple(
        one.value
        for one in StatusUsulan
        if tahap in stages_of(FaktaCorong("", one.value, putusan, biaya={}))
    )


def facts(year: Tahun, places: Sequence[RegionCode]) -> Select[Any]:
    """Per proposal: id, desa_kode, mkp, and for each stage ``t_<stage>`` and ``n_<stage>``.

    ``t_`` says whether it came there, ``n_`` is its value there in rupiah or nothing; as
    `integration.corong` tells it of one proposal.
    """
    decided = {name: aliased(Keputusan) for name in _MOST_MEETINGS}
    salinan, built = UsulanKecamatan, _progress()
    paid = (
        select(Serapan.usulan_id, func.sum(Serapan.jumlah).label("jumlah"))
        .group_by(Serapan.usulan_id)
        .subquery()
    )
    reached = _reached(decided, paid, built)
    values = {
        "diusulkan": Usulan.biaya,
        "disepakati_desa": decided["desa"].biaya,
        "masuk_kecamatan": cast(salinan.salinan["biaya"].as_string(), BigInteger),
        "disepakati_kecamatan": decided["kecamatan"].biaya,
        "spc": decided["kecamatan"].biaya,
        "kabupaten": decided["kabupaten"].biaya,
        "anggaran": func.nullif(paid.c.jumlah, 0),
        "terbangun": func.coalesce(built.c.realisasi, Realisasi.biaya_realisasi),
    }
    statement = select(
        Usulan.id, Usulan.desa_kode, case((from_women(), 1), else_=0).label("mkp"),
        *(case((reached[t], 1), else_=0).label(f"t_{t}") for t in TAHAP),
        *(values[t].label(f"n_{t}") for t in TAHAP),
    ).where(
        Usulan.tahun_id == year.id, counted(),
        or_(false(), *(inside(Usulan.desa_kode, place) for place in places)),
    )  # fmt: skip
    for name, level in _MOST_MEETINGS.items():
        row = decided[name]
        statement = statement.outerjoin(row, and_(row.usulan_id == Usulan.id, row.tingkat == level))
    return (
        statement.outerjoin(salinan, salinan.usulan_id == Usulan.id)
        .outerjoin(paid, paid.c.usulan_id == Usulan.id)
        .outerjoin(built, built.c.usulan_id == Usulan.id)
        .outerjoin(Realisasi, Realisasi.usulan_id == Usulan.id)
    )


def _progress() -> Subquery:
    """The last progress told of each proposal."""
    newest = func.row_number().over(
        partition_by=Kemajuan.usulan_id, order_by=(Kemajuan.tanggal.desc(), Kemajuan.id.desc())
    )
    told = select(
        Kemajuan.usulan_id, Kemajuan.persen, Kemajuan.realisasi, newest.label("ke")
    ).subquery()
    return (
        select(told.c.usulan_id, told.c.persen, told.c.realisasi).where(told.c.ke == 1).subquery()
    )


def _reached(
    decided: Mapping[str, Any], paid: Subquery, built: Subquery
) -> dict[str, ColumnElement[bool]]:
    desa, kecamatan, kabupaten = (decided[name] for name in _MOST_MEETINGS)

    def by_status(tahap: str, **putusan: str) -> ColumnElement[bool]:
        return Usulan.status.in_(_told_by_status(tahap, **putusan))

    agreed = kecamatan.putusan == AGREED
    return {
        "diusulkan": Usulan.id.is_not(None),
        "disepakati_desa": or_(by_status("disepakati_desa"), desa.putusan == AGREED),
        "masuk_kecamatan": or_(
            by_status("masuk_kecamatan"), kecamatan.id.is_not(None), UsulanKecamatan.id.is_not(None)
        ),
        "disepakati_kecamatan": or_(by_status("disepakati_kecamatan"), agreed),
        "spc": or_(by_status("spc"), and_(agreed, by_status("spc", kecamatan=AGREED))),
        "kabupaten": or_(by_status("kabupaten"), kabupaten.putusan.in_(ACCEPTED)),
        "anggaran": or_(by_status("anggaran"), paid.c.jumlah > 0),
        "terbangun": or_(built.c.persen >= WHOLE, Realisasi.status_pelaksanaan == "selesai"),
    }


def reached(year: Tahun, places: Sequence[RegionCode], tahap: str) -> ColumnElement[bool]:
    """The condition on Usulan that it came to the stage; of no proposal for an unknown stage."""
    if tahap not in TAHAP:
        return false()
    found = facts(year, places).subquery()
    return Usulan.id.in_(select(found.c.id).where(found.c[f"t_{tahap}"] == 1))


def funnel(session: Session, year: Tahun, places: Sequence[RegionCode]) -> tuple[BarisCorong, ...]:
    """All stages of these places, in one statement."""
    found = facts(year, places).subquery()
    return _rows(session.execute(select(*_sums(found))).one())


def funnels(
    session: Session, year: Tahun, place: RegionCode
) -> list[CorongWilayah]:  # fmt: skip
    """The funnel of each place just below: kecamatan of a kabupaten, villages of a kecamatan."""
    found = facts(year, (place,)).subquery()
    desa, below = aliased(Wilayah), aliased(Wilayah)
    at = desa.induk_kode if place.level is Level.KABUPATEN else desa.kode
    rows = session.execute(
        select(below.kode, below.nama, *_sums(found))
        .select_from(found)
        .join(desa, desa.kode == found.c.desa_kode)
        .join(below, below.kode == at)
        .group_by(below.kode, below.nama)
        .order_by(below.kode)
    )
    return [CorongWilayah(row.kode, row.nama, _rows(row)) for row in rows]


def added(parts: Sequence[CorongWilayah]) -> tuple[BarisCorong, ...]:
    """The funnel of the place whose parts these are, without asking the database again."""
    return tuple(
        BarisCorong(
            tahap=tahap, nama=nama,
            **{name: sum(getattr(one.baris[at], name) for one in parts) for name in _MEASURES},
        )
        for at, (tahap, nama) in enumerate(TAHAP.items())
    )  # fmt: skip


def furthest(session: Session, year: Tahun, place: RegionCode) -> dict[str, str]:
    """Per village code: the last stage any of its proposals came to."""
    found = facts(year, (place,)).subquery()
    columns = [func.max(found.c[f"t_{t}"]).label(t) for t in TAHAP]
    rows = session.execute(select(found.c.desa_kode, *columns).group_by(found.c.desa_kode))
    told = {row.desa_kode: [t for t in TAHAP if getattr(row, t)] for row in rows}
    return {kode: stages[-1] for kode, stages in told.items() if stages}


def _sums(found: Subquery) -> list[ColumnElement[Any]]:
    """Each stage's measures, as ``<stage>_<measure>``."""
    columns: list[ColumnElement[Any]] = []
    for tahap in TAHAP:
        here, value = found.c[f"t_{tahap}"] == 1, func.coalesce(found.c[f"n_{tahap}"], 0)
        women = and_(here, found.c.mkp == 1)
        made = (
            func.sum(case((here, 1), else_=0)),
            func.sum(case((here, value), else_=0)),
            func.sum(case((women, 1), else_=0)),
            func.sum(case((women, value), else_=0)),
            func.sum(case((and_(here, found.c[f"n_{tahap}"].is_(None)), 1), else_=0)),
        )
        columns += [
            func.coalesce(one, 0).label(f"{tahap}_{name}")
            for one, name in zip(made, _MEASURES, strict=True)
        ]
    return columns


def _rows(row: Row[Any]) -> tuple[BarisCorong, ...]:
    return tuple(
        BarisCorong(
            tahap=tahap, nama=nama,
            **{name: int(getattr(row, f"{tahap}_{name}")) for name in _MEASURES},
        )
        for tahap, nama in TAHAP.items()
    )  # fmt: skip
