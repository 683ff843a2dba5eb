"""Why a budget left proposals out: one reason of the closed list for as many as are ticked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session, aliased

from musren.domain import teks
from musren.domain.errors import Invalid, NotFound
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import Level, RegionCode
from musren.integration.serapan import alasan_tidak_terserap, reason_errors
from musren.integration.status import StatusUsulan as S
from musren.models.serapan import TidakTerserap
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, Usulan
from musren.models.wilayah import Wilayah
from musren.services import jejak, perubahan
from musren.services.anggaran.calon import LEFT_OUT, inside, on_its_way
from musren.services.anggaran.kaitan import before_budget, loaded
from musren.services.kabupaten.skpd import register
from musren.services.tahun import profile_of

OF_KABUPATEN = (S.DITETAPKAN_CAMAT, S.DITERIMA_FORUM, S.DITOLAK_FORUM, S.DITERIMA_KABUPATEN,
                S.DITOLAK_KABUPATEN)  # fmt: skip
OF_VILLAGE = (S.DISEPAKATI, S.DITETAPKAN)
LONGEST = 2000
NOT_HERE = "Ada usulan yang tidak dapat diberi alasan di sini. Muat ulang halaman, lalu ulangi."
NONE_TICKED = "Centang paling sedikit satu usulan."

_kk = aliased(Keputusan)


@dataclass(frozen=True, kw_only=True)
class BarisAlasan:
    """One proposal without a budget; `alasan` the key of what was recorded, "" before."""

    id: int
    kode: str
    kegiatan: str
    desa: str
    skpd: str
    biaya: int | None
    status: str
    alasan: str
    keterangan: str


def _open(place: RegionCode) -> ColumnElement[bool]:
    """Which proposals this budget had to decide on and did not pay."""
    if place.level is Level.DESA:
        told = [s.value for s in OF_VILLAGE]
        return and_(_kk.id.is_(None), Usulan.status.in_([*told, LEFT_OUT]), ~on_its_way())
    told = [s.value for s in OF_KABUPATEN]
    return and_(
        _kk.putusan == "disepakati", _kk.sumber == "apbd", Usulan.status.in_([*told, LEFT_OUT])
    )


def waiting(session: Session, year: Tahun, place: RegionCode, skpd: str = "") -> list[BarisAlasan]:
    """Every proposal of the place this budget did not pay, village by village."""
    rows = session.execute(
        select(
            Usulan.id, Usulan.kode, Usulan.kegiatan, Wilayah.nama.label("desa"), Usulan.status,
            _kk.skpd.label("kecamatan_skpd"), Usulan.skpd.label("desa_skpd"),
            _kk.biaya.label("kecamatan_biaya"), Usulan.biaya,
            TidakTerserap.alasan, TidakTerserap.keterangan,
        )
        .join(Wilayah, Wilayah.kode == Usulan.desa_kode)
        .outerjoin(_kk, and_(_kk.usulan_id == Usulan.id, _kk.tingkat == "kecamatan"))
        .outerjoin(TidakTerserap, TidakTerserap.usulan_id == Usulan.id)
        .where(Usulan.tahun_id == year.id, inside(place), _open(place))
        .order_by(Usulan.desa_kode, Usulan.nomor_urut)
    )  # fmt: skip
    known = register(session, place)
    found = [_row(row, known.canonical(row.kecamatan_skpd or row.desa_skpd)) for row in rows]
    return [one for one in found if skpd in {"", one.skpd}]


def _row(row: Any, skpd: str) -> BarisAlasan:
    biaya = row.biaya if row.kecamatan_biaya is None else row.kecamatan_biaya
    return BarisAlasan(
        id=row.id, kode=row.kode, kegiatan=row.kegiatan, desa=row.desa, skpd=skpd, biaya=biaya,
        status=row.status, alasan=row.alasan or "", keterangan=row.keterangan or "",
    )  # fmt: skip


def set_reason(  # noqa: PLR0913
    session: Session, act: Act, year: Tahun, place: RegionCode, ids: Sequence[int], *,
    alasan: str, keterangan: str,
) -> int:  # fmt: skip
    """One reason for all of these; returns how many. All of them or none.

    Raises Invalid naming ``alasan``, ``keterangan`` or ``usulan``.
    """
    profile = profile_of(year)
    told = _cleaned(keterangan)
    wrong = reason_errors(profile, alasan, told) | ({} if ids else {"usulan": NONE_TICKED})
    if wrong:
        raise Invalid(next(iter(wrong.values())), wrong)
    usulan = _allowed(session, year, place, ids)
    words = spoken(alasan_tidak_terserap(profile), alasan, told)
    for one in usulan:
        stored = session.get(TidakTerserap, one.id) or TidakTerserap(usulan_id=one.id)
        stored.alasan, stored.keterangan = alasan, told
        stored.pelaku_id, stored.pada = act.oleh.id or None, act.pada
        session.add(stored)
        if one.status != LEFT_OUT:
            perubahan.move(session, act, one, LEFT_OUT, hak=Hak.ISI_ANGGARAN, alasan=words[:900])
    _trace(session, act, place, "catat_tidak_terserap", usulan, {"alasan": alasan})
    session.flush()
    return len(usulan)


def take_back(
    session: Session, act: Act, year: Tahun, place: RegionCode, ids: Sequence[int]
) -> int:
    """Forget the reasons of these; each goes back to where it was before."""
    if not ids:
        raise Invalid(NONE_TICKED, {"usulan": NONE_TICKED})
    usulan = [one for one in _allowed(session, year, place, ids) if one.status == LEFT_OUT]
    for one in usulan:
        stored = session.get(TidakTerserap, one.id)
        if stored is not None:
            session.delete(stored)
        perubahan.move(
            session, act, one, before_budget(session, one), hak=Hak.ISI_ANGGARAN,
            alasan="Alasan tidak masuk anggaran ditarik kembali.",
        )  # fmt: skip
    _trace(session, act, place, "tarik_tidak_terserap", usulan, {})
    session.flush()
    return len(usulan)


def reason_of(session: Session, usulan: Usulan) -> str:
    """Why the budget left it out, in words; empty when nobody wrote down why."""
    stored = session.get(TidakTerserap, usulan.id)
    if stored is None:
        return ""
    names = alasan_tidak_terserap(profile_of(usulan.tahun))
    return spoken(names, stored.alasan, stored.keterangan)


def spoken(names: dict[str, str], alasan: str, keterangan: str) -> str:
    """The reason in words: its name, and what was added."""
    name = names.get(alasan, alasan)
    if alasan == "lain" and keterangan:
        return keterangan
    return f"{name}: {keterangan}" if keterangan else name


def _cleaned(keterangan: str) -> str:
    try:
        return teks.clean(keterangan, multiline=True, limit=LONGEST)
    except teks.TextTooLong as reason:
        raise Invalid(reason.message, {"keterangan": reason.message}) from reason


def _allowed(
    session: Session, year: Tahun, place: RegionCode, ids: Sequence[int]
) -> list[Usulan]:  # fmt: skip
    open_ones = {one.id for one in waiting(session, year, place)}
    if not set(ids) <= open_ones:
        raise NotFound(NOT_HERE)
    return list(loaded(session, ids).values())


def _trace(
    session: Session, act: Act, place: RegionCode, tindakan: str, usulan: Sequence[Usulan],
    more: dict[str, Any],
) -> None:  # fmt: skip
    jejak.record(
        session, act, tindakan, f"wilayah:{place}", place=place, hak=Hak.ISI_ANGGARAN,
        rincian={**more, "usulan": len(usulan), "kode": [one.kode for one in usulan][:100]},
    )  # fmt: skip
