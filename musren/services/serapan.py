"""Rates of absorption, counted by the database: by place, source, SKPD, theme, women (V.B)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from sqlalchemy import ColumnElement, Row, Subquery, and_, case, func, select
from sqlalchemy.orm import Session, aliased

from musren.domain.wilayah import Level, RegionCode
from musren.integration.serapan import DIMENSI, PENYEBUT, Laju, nama_penyebut
from musren.models.prioritas import Pendanaan
from musren.models.serapan import BarisAnggaran, Serapan
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, Usulan
from musren.models.wilayah import Wilayah
from musren.services import corong
from musren.services.anggaran.calon import by_blm
from musren.services.daftar import AGENCY
from musren.services.dihitung import counted
from musren.services.kabupaten.skpd import register
from musren.services.prioritas import dana
from musren.services.tahun import profile_of
from musren.services.wilayah import inside

UNFILLED = "Belum diisi"
STAGE = {"disepakati_desa": "disepakati_desa", "spc": "spc", "diterima_kabupaten": "kabupaten"}
"""Of each denominator the stage of the funnel that reached it."""
MEASURES = ("usulan", "terserap", "penuh", "rupiah", "rupiah_terserap", "tanpa_biaya")
ORDER = ("", "kecamatan", "desa", "sumber", "skpd", "bidang", "asal")
BY_BLM = "BLM melalui Surat Penetapan Camat"

_kd, _kk, _kp = aliased(Keputusan), aliased(Keputusan), aliased(Keputusan)
_desa, _kecamatan = aliased(Wilayah), aliased(Wilayah)


def extras(session: Session, year: Tahun, place: RegionCode) -> dict[int, int]:
    """How far the BLM of a proposal of the place differs from what was agreed, by its id.

    Only where a forum shared out what was left over.
    """
    changed = select(Pendanaan).where(
        Pendanaan.tahun_id == year.id,
        Pendanaan.pilihan_sisa.in_(["tambah_swadaya", "tambah_volume"]),
    )
    if place.level >= Level.KECAMATAN:
        changed = changed.where(Pendanaan.kecamatan_kode == str(place.at(Level.KECAMATAN)))
    found: dict[int, int] = {}
    for shared in dana.of_kept(session, year, session.scalars(changed).all()).values():
        for _, row in shared.rows():
            agreed = shared.per_kode[row.kode].keputusan
            if row.didanai and row.blm != agreed.biaya_sumber:
                found[agreed.usulan_id] = row.blm - (agreed.biaya_sumber or 0)
    return found


def _blm(more: Mapping[int, int]) -> ColumnElement[int]:
    """Rupiah the SPC gives a proposal: computed from the decision, never typed."""
    agreed = func.coalesce(_kk.biaya_sumber, _kk.biaya, 0)
    amount = agreed + case(dict(more), value=Usulan.id, else_=0) if more else agreed
    return case((by_blm(_kk), amount), else_=0)


def facts(year: Tahun, place: RegionCode, more: Mapping[int, int]) -> Subquery:
    """Per proposal: groups, for each denominator ``t_`` and ``n_``, and what it got (`serapan`)."""
    found = corong.facts(year, (place,)).subquery()
    blm = _blm(more)
    shares = func.coalesce(found.c.n_anggaran, 0)
    source = func.coalesce(func.nullif(_kk.sumber, ""), func.nullif(_kd.sumber, ""), "")
    agency = func.coalesce(
        func.nullif(_kp.skpd, ""), func.nullif(AGENCY, ""), func.nullif(_kk.skpd, ""),
        func.nullif(_kd.skpd, ""), Usulan.skpd,
    )  # fmt: skip
    return (
        select(
            found.c.id, found.c.mkp, found.c.desa_kode, _desa.nama.label("desa"),
            _kecamatan.kode.label("kecamatan_kode"), _kecamatan.nama.label("kecamatan"),
            source.label("sumber"), agency.label("skpd"), Usulan.bidang,
            *(found.c[f"t_{STAGE[p]}"].label(f"t_{p}") for p in PENYEBUT),
            *(found.c[f"n_{STAGE[p]}"].label(f"n_{p}") for p in PENYEBUT),
            (shares + blm).label("serapan"),
        )
        .select_from(found)
        .join(Usulan, Usulan.id == found.c.id)
        .join(_desa, _desa.kode == found.c.desa_kode)
        .join(_kecamatan, _kecamatan.kode == _desa.induk_kode)
        .outerjoin(_kd, and_(_kd.usulan_id == Usulan.id, _kd.tingkat == "desa"))
        .outerjoin(_kk, and_(_kk.usulan_id == Usulan.id, _kk.tingkat == "kecamatan"))
        .outerjoin(_kp, and_(_kp.usulan_id == Usulan.id, _kp.tingkat == "kabupaten"))
        .subquery()
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Tabel:
    """The rates of one dimension; `kode` of a row is a place's code, where the rows are places."""

    dimensi: str
    judul: str
    baris: Sequence[tuple[str, Laju]]


def rates(
    session: Session, year: Tahun, place: RegionCode, penyebut: str, dimensi: str = "",
    sumber: str = "",
) -> Tabel:  # fmt: skip
    """The rates of one dimension as `integration.serapan.rates` tells them; in one statement.

    `sumber` keeps one funding category. The rupiah are exact.
    """
    return tables(session, year, place, penyebut, (dimensi,), sumber)[0]


def tables(  # noqa: PLR0913, PLR0917
    session: Session, year: Tahun, place: RegionCode, penyebut: str, dimensi: Sequence[str],
    sumber: str = "", more: Mapping[int, int] | None = None,
) -> list[Tabel]:  # fmt: skip
    """The rates of several dimensions, counted by the database in one statement.

    `more` is what `extras` tells, where it is known already.
    """
    found = facts(year, place, extras(session, year, place) if more is None else more)
    keys = {name: found.c[name] for one in dimensi for name in COLUMNS[one]}
    wanted = select(*(key.label(f"k_{name}") for name, key in keys.items()),
                    *_sums(found, penyebut))  # fmt: skip
    wanted = wanted.where(found.c[f"t_{penyebut}"] == 1).group_by(*keys.values())
    if sumber:
        wanted = wanted.where(found.c.sumber == sumber)
    names = {s.kunci: s.nama for s in profile_of(year).sumber_dana}
    told = nama_penyebut(penyebut, names.get(sumber, sumber))
    rows = list(session.execute(wanted))
    return [
        Tabel(dimensi=one, judul=DIMENSI[one],
              baris=_worded(session, year, place, one, _folded(rows, one, told)))
        for one in dimensi
    ]  # fmt: skip


COLUMNS: Mapping[str, tuple[str, ...]] = {
    "": (), "desa": ("desa_kode", "desa"), "kecamatan": ("kecamatan_kode", "kecamatan"),
    "sumber": ("sumber",), "skpd": ("skpd",), "bidang": ("bidang",), "asal": ("mkp",),
}  # fmt: skip
"""By which columns each dimension is told apart; the last one is shown."""


def _folded(rows: Sequence[Row[Any]], dimensi: str, told: str) -> list[tuple[Any, Laju]]:
    """The finer groups of the statement added up for one dimension, by key."""
    columns = [f"k_{name}" for name in COLUMNS[dimensi]]
    sums: dict[tuple[Any, ...], list[int]] = {}
    if not dimensi:
        sums[()] = [0] * len(MEASURES)
    for row in rows:
        key = tuple(getattr(row, name) for name in columns)
        own = sums.setdefault(key, [0] * len(MEASURES))
        for at, name in enumerate(MEASURES):
            own[at] += int(getattr(row, name) or 0)
    return [
        (key[0] if key else "", _rate(key[-1] if key else DIMENSI[""], sums[key], told))
        for key in sorted(sums)
    ]


def _sums(found: Subquery, penyebut: str) -> list[ColumnElement[Any]]:
    value, got = found.c[f"n_{penyebut}"], found.c.serapan
    made = (
        func.count(),
        func.sum(case((got > 0, 1), else_=0)),
        func.sum(case((and_(value.is_not(None), got > 0, got >= value), 1), else_=0)),
        func.sum(func.coalesce(value, 0)),
        func.sum(got),
        func.sum(case((value.is_(None), 1), else_=0)),
    )
    return [one.label(name) for one, name in zip(made, MEASURES, strict=True)]


def _rate(name: Any, sums: Sequence[int], told: str) -> Laju:
    measures = dict(zip(MEASURES, sums, strict=True))
    return Laju(str(name or "") or UNFILLED, penyebut=told, **measures)


def _worded(
    session: Session, year: Tahun, place: RegionCode, dimensi: str,
    rows: list[tuple[Any, Laju]],
) -> list[tuple[str, Laju]]:  # fmt: skip
    """Rows under the names people know; written names of one SKPD become one row."""
    if dimensi == "asal":
        words = {1: "MKP", 0: "Bukan MKP"}
        return [(str(k), replace(one, kelompok=words[k])) for k, one in rows]
    if dimensi == "sumber":
        names = {s.kunci: s.nama for s in profile_of(year).sumber_dana}
        return [(k, replace(one, kelompok=names.get(k, one.kelompok))) for k, one in rows]
    if dimensi != "skpd":
        return rows
    known = register(session, place)
    merged: dict[str, Laju] = {}
    for written, one in rows:
        name = known.canonical(written) or UNFILLED
        merged[name] = added(merged[name], one) if name in merged else replace(one, kelompok=name)
    return sorted(merged.items())


def added(one: Laju, other: Laju) -> Laju:
    """Both groups as one, under the first one's name."""
    both = {name: getattr(one, name) + getattr(other, name) for name in MEASURES}
    assert {f.name for f in fields(Laju)} == {"kelompok", "penyebut", *MEASURES}
    return Laju(one.kelompok, penyebut=one.penyebut, **both)


def dimensions(place: RegionCode) -> tuple[str, ...]:
    """What makes sense at a place: a village is not told by its kecamatan."""
    dropped = {
        Level.KABUPATEN: set(), Level.KECAMATAN: {"kecamatan"},
        Level.DESA: {"kecamatan", "desa"},
    }[place.level]  # fmt: skip
    return tuple(one for one in ORDER if one not in dropped)


def origins(
    session: Session, year: Tahun, place: RegionCode, more: Mapping[int, int] | None = None
) -> list[tuple[str, int, int]]:
    """Out of which budget the money comes: name, proposals, rupiah; `more` as for `tables`."""
    blm = _blm(extras(session, year, place) if more is None else more)
    here = (Usulan.tahun_id == year.id, inside(Usulan.desa_kode, place), counted())
    count, total = session.execute(
        select(func.count(), func.coalesce(func.sum(blm), 0))
        .select_from(Usulan)
        .join(_kk, and_(_kk.usulan_id == Usulan.id, _kk.tingkat == "kecamatan"))
        .where(*here, blm > 0)
    ).one()
    rows = session.execute(
        select(
            BarisAnggaran.jenis, func.count(func.distinct(Serapan.usulan_id)),
            func.sum(Serapan.jumlah),
        )
        .join(Serapan, Serapan.baris_id == BarisAnggaran.id)
        .join(Usulan, Usulan.id == Serapan.usulan_id)
        .where(*here)
        .group_by(BarisAnggaran.jenis).order_by(BarisAnggaran.jenis)
    )  # fmt: skip
    names = {"apbd": "APBD kabupaten", "apb_desa": "APB Desa"}
    return [(BY_BLM, count, int(total)),
            *((names.get(jenis, jenis), n, int(rp)) for jenis, n, rp in rows)]  # fmt: skip
