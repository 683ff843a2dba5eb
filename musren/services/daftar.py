"""The consolidated list of a kabupaten: filters, pages, totals and streams of plain rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Row,
    ScalarSelect,
    Select,
    and_,
    case,
    cast,
    exists,
    false,
    func,
    literal,
    not_,
    or_,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from musren.domain.bahasa import angka
from musren.domain.wilayah import RegionCode
from musren.exports.kolom import KOLOM_USULAN, Baris
from musren.exports.potret import Kelompok, Rekap
from musren.integration.forum import DIALIHKAN, FORUM_SKPD, KABUPATEN
from musren.integration.forum import PUTUSAN as PUTUSAN_ATAS
from musren.integration.profil import Profil
from musren.integration.tahapan import LABEL_STATUS, StatusUsulan
from musren.models.naskah import Naskah
from musren.models.serapan import BarisAnggaran, Kemajuan, Serapan
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, Usulan, UsulanDana, UsulanKecamatan
from musren.models.wilayah import Wilayah
from musren.services.corong import reached
from musren.services.dihitung import NOT_COUNTED, counted, from_women
from musren.services.tahun import profile_of
from musren.services.wilayah import inside

Columns = tuple[Any, ...]

PAGE = 100
STREAM = 1_000
UNMAPPED = "Belum dipetakan"
NO_SKPD = "SKPD belum ditentukan"
IN_FORCE = ("terbit", "ditandatangani")
PLANNED = ("prioritas_daerah", "sasaran_daerah", "program")
DECIDED = frozenset({"sumber", "skpd", "putusan"})
"""Filters that look at what meetings decided."""

NONE_YET = "belum"
"""As `putusan` no meeting has decided yet; as `sumber` nobody mapped the village's words."""


@dataclass(frozen=True, slots=True)
class Saring:
    """What to show; an empty text means everything. `teks` is searched in what people wrote.

    `tahap` is a stage of the funnel the proposal came to; `perempuan` is ya or tidak.

    What was merged or split stands in another proposal and is shown only when asked for by status.
    """

    kecamatan: str = ""
    desa: str = ""
    sumber: str = ""
    status: str = ""
    bidang: str = ""
    skpd: str = ""
    asal: str = ""
    teks: str = ""
    putusan: str = ""
    tahap: str = ""
    perempuan: str = ""

    def used(self) -> dict[str, str]:
        named = ((f.name, str(getattr(self, f.name))) for f in fields(self))
        return {name: value for name, value in named if value}


@dataclass(frozen=True, slots=True)
class Kunci:
    """Where a page ends: the next one starts after this proposal."""

    desa: str
    nomor_urut: int


@dataclass(frozen=True, slots=True)
class Halaman:
    """Up to 100 rows (names as in `KOLOM_USULAN`, and `id`), and the key of the next page."""

    baris: Sequence[Row[*Columns]]
    berikut: Kunci | None


_desa, _kecamatan = aliased(Wilayah), aliased(Wilayah)
_kd, _kk, _kp = aliased(Keputusan), aliased(Keputusan), aliased(Keputusan)


def _main_share(column: InstrumentedAttribute[Any]) -> ScalarSelect[Any]:
    """Of the largest share that is not swadaya, or of the swadaya where there is no other."""
    swadaya = case((func.coalesce(UsulanDana.sumber, "") == "swadaya", 1), else_=0)
    return (
        select(column)
        .where(UsulanDana.usulan_id == Usulan.id)
        .order_by(swadaya, func.coalesce(UsulanDana.jumlah, -1).desc(), UsulanDana.urutan)
        .limit(1)
        .correlate(Usulan)
        .scalar_subquery()
    )


def _first_told(*texts: Any) -> ColumnElement[str]:
    """The first text that is not empty."""
    return func.coalesce(*(func.nullif(t, "") for t in texts), "")


def _of_forum(column: Any) -> ScalarSelect[Any]:
    """Of the Forum SKPD that accepted or refused it, else of the last that passed it on."""
    k = aliased(Keputusan)
    return (
        select(column(k))
        .where(k.usulan_id == Usulan.id, k.tingkat == FORUM_SKPD)
        .order_by(case((k.putusan == DIALIHKAN, 1), else_=0), k.id.desc())
        .limit(1)
        .correlate(Usulan)
        .scalar_subquery()
    )


FORUM = _of_forum(lambda k: k.putusan)
"""What the forum decided that holds the proposal now."""
AGENCY = _of_forum(lambda k: case((k.putusan == DIALIHKAN, k.skpd_tujuan), else_=k.skpd))


def _program(name: str) -> ColumnElement[str]:
    """A text of the kabupaten's plan, as the last level put it."""
    above = _of_forum(lambda k: getattr(k, name))
    return _first_told(getattr(_kp, name), above, getattr(_kk, name))


SUMBER = _first_told(_kk.sumber, _kd.sumber, _main_share(UsulanDana.sumber))
SKPD = _first_told(_kp.skpd, AGENCY, _kk.skpd, _kd.skpd, Usulan.skpd)
PUTUSAN = _first_told(_kk.putusan, _kd.putusan, literal(NONE_YET))

_SWADAYA = (
    select(func.sum(UsulanDana.jumlah))
    .where(UsulanDana.usulan_id == Usulan.id, UsulanDana.sumber == "swadaya")
    .correlate(Usulan)
    .scalar_subquery()
)
_BA = (
    select(Naskah.nomor)
    .where(
        Naskah.tahun_id == Usulan.tahun_id,
        Naskah.wilayah_kode == Usulan.desa_kode,
        Naskah.jenis == "ba_musrenbangdes",
        Naskah.status.in_(IN_FORCE),
    )
    .order_by(Naskah.id.desc())
    .limit(1)
    .correlate(Usulan)
    .scalar_subquery()
)
_BA_PROMOTED = (
    select(Naskah.nomor)
    .join(UsulanKecamatan, UsulanKecamatan.ba_naskah_id == Naskah.id)
    .where(UsulanKecamatan.usulan_id == Usulan.id)
    .correlate(Usulan)
    .scalar_subquery()
)


def _in_budgets(*more: ColumnElement[bool]) -> ScalarSelect[Any]:
    """What budget lines give a proposal, rupiah; nothing where none does."""
    return (
        select(cast(func.sum(Serapan.jumlah), BigInteger))
        .join(BarisAnggaran, BarisAnggaran.id == Serapan.baris_id)
        .where(Serapan.usulan_id == Usulan.id, *more)
        .correlate(Usulan)
        .scalar_subquery()
    )


_IN_BUDGETS, _IN_APBD = _in_budgets(), _in_budgets(BarisAnggaran.jenis == "apbd")
_APBD_KEPT = (
    exists()
    .where(BarisAnggaran.tahun_id == Usulan.tahun_id, BarisAnggaran.jenis == "apbd")
    .correlate(Usulan)
)
"""Whether the APBD of the year was taken in at all; before that nobody can say "tidak"."""
_PROGRESS = (
    select(Kemajuan.persen)
    .where(Kemajuan.usulan_id == Usulan.id)
    .order_by(Kemajuan.tanggal.desc(), Kemajuan.id.desc())
    .limit(1)
    .correlate(Usulan)
    .scalar_subquery()
)

_before = aliased(Usulan)
_ORIGIN = (
    select(_before.kode).where(_before.id == Usulan.asal_id).correlate(Usulan).scalar_subquery()
)

_COLUMNS: Mapping[str, Any] = {
    "kode": Usulan.kode,
    "kecamatan": _kecamatan.nama,
    "desa": _desa.nama,
    "lokasi": Usulan.lokasi,
    "kegiatan": Usulan.kegiatan,
    "volume": Usulan.volume,
    "satuan": Usulan.satuan,
    "biaya": Usulan.biaya,
    "swadaya": _SWADAYA,
    "sasaran": Usulan.sasaran,
    "pemanfaat_l": Usulan.pemanfaat_l,
    "pemanfaat_p": Usulan.pemanfaat_p,
    "pemanfaat_rtm": Usulan.pemanfaat_rtm,
    "prioritas_desa": _kd.peringkat,
    "prioritas_kecamatan": _kk.peringkat,
    "skpd": SKPD,
    "sifat": Usulan.sifat,
    "asal": Usulan.asal,
    "sumber": SUMBER,
    "rincian": _main_share(UsulanDana.rincian),
    "status": Usulan.status,
    "biaya_desa": _kd.biaya,
    "biaya_kecamatan": _kk.biaya,
    "nomor_ba_desa": func.coalesce(_BA_PROMOTED, _BA),
    "status_forum_skpd": func.coalesce(FORUM, ""),
    "status_kabupaten": func.coalesce(_kp.putusan, ""),
    "masuk_apbd": case((_IN_APBD.is_not(None), "ya"), else_=case((_APBD_KEPT, "tidak"), else_="")),
    "masuk_apbd_rp": _IN_APBD,
    "anggaran_rp": _IN_BUDGETS,
    "kemajuan_persen": _PROGRESS,
    "keterangan": Usulan.keterangan,
    "kode_asal": _ORIGIN,
    "forum_awal": func.coalesce(func.nullif(Usulan.asal_awal, ""), Usulan.asal),
}
"""Every column of the list and where it comes from."""


def _placed(statement: Select[*Columns]) -> Select[*Columns]:
    """The proposal with its places."""
    return (
        statement.select_from(Usulan)
        .join(_desa, _desa.kode == Usulan.desa_kode)
        .join(_kecamatan, _kecamatan.kode == _desa.induk_kode)
    )


def _joined(statement: Select[*Columns]) -> Select[*Columns]:
    """The proposal with its places and with what each level decided."""
    return (
        _placed(statement)
        .outerjoin(_kd, and_(_kd.usulan_id == Usulan.id, _kd.tingkat == "desa"))
        .outerjoin(_kk, and_(_kk.usulan_id == Usulan.id, _kk.tingkat == "kecamatan"))
        .outerjoin(_kp, and_(_kp.usulan_id == Usulan.id, _kp.tingkat == KABUPATEN))
    )


def _seen(
    statement: Select[*Columns], year: Tahun, saring: Saring, places: Sequence[RegionCode]
) -> Select[*Columns]:
    return _joined(statement).where(*_conditions(year, saring, places))


def _counted_only(
    statement: Select[*Columns], year: Tahun, saring: Saring, places: Sequence[RegionCode]
) -> Select[*Columns]:
    """As `_seen`, without the decisions where no filter asks for them; they cost most of it."""
    joined = _joined if DECIDED & saring.used().keys() else _placed
    return joined(statement).where(*_conditions(year, saring, places))


def _conditions(
    year: Tahun, saring: Saring, places: Sequence[RegionCode]
) -> Iterator[ColumnElement[bool]]:
    yield Usulan.tahun_id == year.id
    yield or_(false(), *(inside(Usulan.desa_kode, place) for place in places))
    yield from _filters(saring)
    if saring.tahap:
        yield reached(year, places, saring.tahap)
    if saring.status not in NOT_COUNTED:
        yield counted()


def _filters(saring: Saring) -> Iterator[ColumnElement[bool]]:
    exact: Mapping[str, Any] = {
        "kecamatan": _desa.induk_kode,
        "desa": Usulan.desa_kode,
        "sumber": SUMBER,
        "status": Usulan.status,
        "bidang": Usulan.bidang,
        "skpd": SKPD,
        "asal": Usulan.asal,
        "putusan": PUTUSAN,
    }
    for name, column in exact.items():
        wanted = getattr(saring, name)
        if wanted:
            yield column == ("" if name == "sumber" and wanted == NONE_YET else wanted)
    if saring.perempuan:
        yield from_women() if saring.perempuan == "ya" else not_(from_women())
    if saring.teks:
        written = (Usulan.kegiatan, Usulan.lokasi, Usulan.dusun, Usulan.pengusul, Usulan.kode)
        yield or_(*(column.icontains(saring.teks, autoescape=True) for column in written))


def _flat(year: Tahun, saring: Saring, places: Sequence[RegionCode]) -> Select[*Columns]:
    columns = [column.label(name) for name, column in _COLUMNS.items()]
    own = (Usulan.id, Usulan.desa_kode, Usulan.nomor_urut, Usulan.dusun, PUTUSAN.label("putusan"))
    return _seen(select(*columns, *own), year, saring, places).order_by(
        Usulan.desa_kode, Usulan.nomor_urut
    )


def page(
    session: Session, year: Tahun, saring: Saring, places: Sequence[RegionCode],
    sesudah: Kunci | None = None,
) -> Halaman:  # fmt: skip
    """One page in the order of place and number; `places` are those the reader may see."""
    statement = _flat(year, saring, places)
    if sesudah is not None:
        statement = statement.where(
            or_(
                Usulan.desa_kode > sesudah.desa,
                and_(Usulan.desa_kode == sesudah.desa, Usulan.nomor_urut > sesudah.nomor_urut),
            )
        )
    rows = session.execute(statement.limit(PAGE + 1)).all()
    shown = rows[:PAGE]
    more = len(rows) > PAGE
    return Halaman(shown, Kunci(shown[-1].desa_kode, shown[-1].nomor_urut) if more else None)


def stream(
    session: Session, year: Tahun, saring: Saring, places: Sequence[RegionCode]
) -> Iterator[Baris]:
    """Every row in the columns of `KOLOM_USULAN`, in words, without holding them all."""
    profile = profile_of(year)
    found = session.execute(_flat(year, saring, places), execution_options={"yield_per": STREAM})
    words = in_words(profile)
    for row in found:
        yield words.row(row)


_WHOLE = {k.nama for k in KOLOM_USULAN if k.jenis in {"rupiah", "bulat"}}
"""What a database may hand out as a decimal although it is whole."""


class in_words:  # noqa: N801  reads as what it gives: a row in words
    """Keys become the names people know; the same for page, workbook, CSV and JSON."""

    def __init__(self, profile: Profil) -> None:
        self._names: Mapping[str, Mapping[str, str]] = {
            "sumber": {s.kunci: s.nama for s in profile.sumber_dana} | {"": UNMAPPED},
            "asal": {a.kunci: a.nama for a in profile.asal},
            "forum_awal": {a.kunci: a.nama for a in profile.asal},
            "status": {s.value: LABEL_STATUS[s] for s in StatusUsulan},
            "status_forum_skpd": PUTUSAN_ATAS,
            "status_kabupaten": PUTUSAN_ATAS,
        }

    def row(self, row: Row[*Columns]) -> Baris:
        return tuple(self.cell(k.nama, row) for k in KOLOM_USULAN)

    def cell(self, name: str, row: Row[*Columns]) -> Any:
        value = getattr(row, name)
        if name == "lokasi":
            return place_text(row.dusun, value)
        if name in self._names:
            return self._names[name].get(value, value)
        return int(value) if isinstance(value, Decimal) and name in _WHOLE else value


def place_text(dusun: str, lokasi: str) -> str:
    """Hamlet and location, without saying the hamlet twice."""
    if not dusun or dusun.casefold() in lokasi.casefold():
        return lokasi
    return f"{dusun}, {lokasi}" if lokasi else dusun


def totals(session: Session, year: Tahun, saring: Saring, places: Sequence[RegionCode]) -> Rekap:
    """Counts and rupiah of all rows behind the page, counted by the database in two statements."""
    statement = select(
        _kecamatan.kode, _kecamatan.nama, Usulan.status, func.count(Usulan.id),
        func.coalesce(func.sum(Usulan.biaya), 0),
    )  # fmt: skip
    rows = session.execute(
        _counted_only(statement, year, saring, places)
        .group_by(_kecamatan.kode, _kecamatan.nama, Usulan.status)
        .order_by(_kecamatan.kode, Usulan.status)
    ).all()
    kecamatan = _added((kode, count, cost) for kode, _, _, count, cost in rows)
    status = _added((status, count, cost) for _, _, status, count, cost in rows)
    names = {kode: nama for kode, nama, *_ in rows}
    words = {s.value: LABEL_STATUS[s] for s in StatusUsulan}
    return Rekap(
        usulan=sum(count for count, _ in status.values()),
        biaya=sum(cost for _, cost in status.values()),
        kecamatan=[Kelompok(names[kode], *sums) for kode, sums in kecamatan.items()],
        sumber=_per_source(session, year, saring, places),
        status=[Kelompok(words.get(key, key), *status[key]) for key in sorted(status)],
    )


def _added(rows: Iterable[tuple[str, int, Any]]) -> dict[str, tuple[int, int]]:
    """Counts and rupiah by key, in the order in which the keys came."""
    found: dict[str, tuple[int, int]] = {}
    for key, count, cost in rows:
        known = found.get(key, (0, 0))
        found[key] = (known[0] + int(count), known[1] + int(cost))
    return found


def _per_source(
    session: Session, year: Tahun, saring: Saring, places: Sequence[RegionCode]
) -> list[Kelompok]:
    """By the shares the villages wrote down; unknown sources stand under one name."""
    name = func.coalesce(UsulanDana.sumber, "")
    statement = _counted_only(
        select(
            name,
            func.count(func.distinct(Usulan.id)),
            func.coalesce(func.sum(UsulanDana.jumlah), 0),
        ),
        year, saring, places,
    ).join(UsulanDana, UsulanDana.usulan_id == Usulan.id)  # fmt: skip
    found = {row[0]: row for row in session.execute(statement.group_by(name))}
    known = {s.kunci: s.nama for s in sorted(profile_of(year).sumber_dana, key=lambda s: s.urutan)}
    return [
        Kelompok(label, found[key][1], int(found[key][2]))
        for key, label in {**known, "": UNMAPPED}.items()
        if key in found
    ]


def skpd_totals(
    session: Session, year: Tahun, saring: Saring, places: Sequence[RegionCode]
) -> list[Kelompok]:
    """What `per_skpd` lists, counted by the database: SKPD, proposals, agreed rupiah."""
    cost = func.coalesce(_kk.biaya, Usulan.biaya).label("pagu")
    each = select(SKPD.label("skpd"), cost)
    found = _agreed_for_apbd(_seen(each, year, saring, places)).subquery()
    rows = session.execute(
        select(found.c.skpd, func.count(), func.coalesce(func.sum(found.c.pagu), 0))
        .group_by(found.c.skpd)
        .order_by(found.c.skpd)
    )
    return [Kelompok(name or NO_SKPD, int(count), int(cost)) for name, count, cost in rows]


def _agreed_for_apbd(statement: Select[*Columns]) -> Select[*Columns]:
    return statement.where(_kk.putusan == "disepakati", _kk.sumber == "apbd")


def per_skpd(
    session: Session, year: Tahun, saring: Saring, places: Sequence[RegionCode]
) -> Iterator[Baris]:
    """What the kecamatan agreed on for APBD, in the ten columns, ordered by SKPD and rank."""
    columns = (
        SKPD.label("skpd"), *(_program(name).label(name) for name in PLANNED),
        Usulan.kegiatan, Usulan.sasaran, Usulan.lokasi, Usulan.dusun,
        _desa.nama.label("desa"), _kecamatan.nama.label("kecamatan"),
        func.coalesce(_kk.volume, Usulan.volume).label("volume"),
        _first_told(_kk.satuan, Usulan.satuan).label("satuan"),
        func.coalesce(_kk.biaya, Usulan.biaya).label("pagu"),
    )  # fmt: skip
    statement = _agreed_for_apbd(_seen(select(*columns), year, saring, places)).order_by(
        SKPD, _kecamatan.kode, _kk.peringkat, Usulan.kode
    )
    before, number = None, 0
    for row in session.execute(statement, execution_options={"yield_per": STREAM}):
        number = number + 1 if row.skpd == before else 1
        before = row.skpd
        yield _ten_columns(number, row)


def _ten_columns(number: int, row: Row[*Columns]) -> Baris:
    place = ", ".join(p for p in (place_text(row.dusun, row.lokasi), row.desa, row.kecamatan) if p)
    size = f"{angka(row.volume)} {row.satuan}".strip() if row.volume is not None else ""
    return (
        number, *(getattr(row, name) for name in PLANNED), row.kegiatan, row.sasaran, place, size,
        row.pagu, row.skpd,
    )  # fmt: skip
