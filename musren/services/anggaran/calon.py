"""Proposals a budget may pay, and the share of each line that already pays one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from musren.domain.wilayah import RegionCode
from musren.integration.anggaran import Calon
from musren.integration.status import PERPINDAHAN, StatusUsulan
from musren.models.serapan import Serapan
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, RiwayatStatus, Usulan
from musren.models.wilayah import Wilayah
from musren.services import wilayah

IN_BUDGET = StatusUsulan.MASUK_ANGGARAN.value
LEFT_OUT = StatusUsulan.TIDAK_MASUK_ANGGARAN.value
BUDGETABLE = frozenset(
    {p.dari.value for p in PERPINDAHAN if p.ke is StatusUsulan.MASUK_ANGGARAN} | {IN_BUDGET}
)
"""States from which a budget may pay a proposal, and of those it pays."""
DECREED = StatusUsulan.DITETAPKAN_CAMAT.value
NO_BLM = StatusUsulan.BELUM_DIDANAI.value
_AGREED = (StatusUsulan.DISEPAKATI.value, StatusUsulan.DITETAPKAN.value)
_DECIDED_ABOVE = ("blm", "apbd")


def inside(place: RegionCode) -> ColumnElement[bool]:
    return wilayah.inside(Usulan.desa_kode, place)


def on_its_way() -> ColumnElement[bool]:
    """Whether the village agreed to send it to the kecamatan and its Berita Acara is not signed.

    Paid or left out now, it could not be brought there any more (II.D.4.b).
    """
    sent = exists().where(
        Keputusan.usulan_id == Usulan.id, Keputusan.tingkat == "desa",
        Keputusan.putusan == "disepakati", Keputusan.sumber.in_(_DECIDED_ABOVE),
    )  # fmt: skip
    return and_(Usulan.status.in_(_AGREED), sent)


def by_blm(kecamatan: Any) -> ColumnElement[bool]:
    """Whether the camat's decree gave it BLM; `kecamatan` is the decision of its kecamatan."""
    passed_over = exists().where(
        RiwayatStatus.usulan_id == Usulan.id, RiwayatStatus.dari == NO_BLM
    )  # fmt: skip
    return and_(
        kecamatan.sumber == "blm", kecamatan.putusan == "disepakati",
        or_(
            Usulan.status == DECREED,
            and_(Usulan.status.in_([IN_BUDGET, LEFT_OUT]), ~passed_over),
        ),
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Didapat:
    """A proposal a line may pay; `biaya` as the last level put it.

    `blm` when the SPC pays it, `ke_kecamatan` while it waits to be brought to its kecamatan.
    """

    id: int
    tahun_id: int
    kode: str
    kegiatan: str
    status: str
    desa_kode: str
    desa: str
    lokasi: str
    dusun: str
    volume: Decimal | None
    satuan: str
    biaya: int | None
    blm: bool
    ke_kecamatan: bool

    @property
    def dapat_dibiayai(self) -> bool:
        return self.status in BUDGETABLE and not self.ke_kecamatan

    @property
    def calon(self) -> Calon:
        return Calon(
            self.kode, self.kegiatan, self.desa_kode, self.desa_kode.rpartition(".")[0],
            self.lokasi, self.dusun, self.volume, self.satuan, self.biaya,
        )  # fmt: skip


def statement() -> Select[Any]:
    """Every proposal with what `Didapat` tells, not yet narrowed down."""
    levels = {name: aliased(Keputusan) for name in ("kabupaten", "kecamatan", "desa")}
    cost = func.coalesce(*(k.biaya for k in levels.values()), Usulan.biaya)
    columns: list[Any] = [
        Usulan.id, Usulan.tahun_id, Usulan.kode, Usulan.kegiatan, Usulan.status, Usulan.desa_kode,
        Wilayah.nama.label("desa"), Usulan.lokasi, Usulan.dusun, Usulan.volume, Usulan.satuan,
        cost.label("biaya"), by_blm(levels["kecamatan"]).label("blm"),
        on_its_way().label("ke_kecamatan"),
    ]  # fmt: skip
    found: Select[Any] = select(*columns).join(Wilayah, Wilayah.kode == Usulan.desa_kode)
    for name, k in levels.items():
        found = found.outerjoin(k, and_(k.usulan_id == Usulan.id, k.tingkat == name))
    return found


def _told(rows: Iterable[Any]) -> list[Didapat]:
    flags = ("blm", "ke_kecamatan")
    return [
        Didapat(**row._asdict() | {name: bool(getattr(row, name)) for name in flags})
        for row in rows
    ]


def payable(session: Session, year: Tahun, place: RegionCode) -> list[Didapat]:
    """Proposals of the place a budget may pay; with one statement."""
    wanted = statement().where(
        Usulan.tahun_id == year.id, inside(place), Usulan.status.in_(sorted(BUDGETABLE))
    )
    return [one for one in _told(session.execute(wanted.order_by(Usulan.id))) if one.dapat_dibiayai]


def of_ids(session: Session, ids: Iterable[int]) -> dict[int, Didapat]:
    wanted = statement().where(Usulan.id.in_(sorted(set(ids))))
    return {one.id: one for one in _told(session.execute(wanted))}


def of_code(session: Session, year: Tahun, place: RegionCode, kode: str) -> Didapat | None:
    """The proposal of this code in the place, whatever its state."""
    wanted = statement().where(
        Usulan.tahun_id == year.id, inside(place), func.lower(Usulan.kode) == kode.strip().lower()
    )
    return next(iter(_told(session.execute(wanted))), None)


def states_of(session: Session, year: Tahun, kode: Sequence[str]) -> Mapping[str, str]:
    """State by lower-case code, of codes of the year that nobody may pay yet."""
    if not kode:
        return {}
    rows = session.execute(
        select(Usulan.kode, Usulan.status).where(
            Usulan.tahun_id == year.id,
            func.lower(Usulan.kode).in_(sorted(set(kode))),
            or_(Usulan.status.not_in(sorted(BUDGETABLE)), on_its_way()),
        )
    )
    return {row.kode.casefold(): row.status for row in rows}


def paid_elsewhere(session: Session, ids: Iterable[int], but: int) -> dict[int, int]:
    """What other lines than `but` give these proposals, rupiah."""
    rows = session.execute(
        select(Serapan.usulan_id, func.sum(Serapan.jumlah))
        .where(Serapan.usulan_id.in_(sorted(set(ids))), Serapan.baris_id != but)
        .group_by(Serapan.usulan_id)
    )
    return {usulan_id: int(total) for usulan_id, total in rows}
