"""The members and duties of Tim Verifikasi: beginning, checking, keeping (II.D.4.a)."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from musren.domain.peran import Act, Hak
from musren.domain.wilayah import RegionCode
from musren.forms.verifikasi import KEDUDUKAN, TIM_VERIFIKASI
from musren.models.draf import Draf
from musren.models.tahun import Tahun
from musren.models.verifikasi import TimVerifikasi
from musren.services import jejak
from musren.services.perubahan import refuse_stale
from musren.services.prefill import Started
from musren.services.tahun import profile_of

KETUA = "ketua"
Row = Mapping[str, Any]


def team(session: Session, year: Tahun, place: RegionCode) -> TimVerifikasi | None:
    return session.get(TimVerifikasi, (year.id, str(place)))


def members(session: Session, year: Tahun, place: RegionCode) -> Sequence[Row]:
    """{nama, jk, keahlian, kedudukan, alamat}, the head first; nobody before it was formed."""
    found = team(session, year, place)
    seats = list(KEDUDUKAN)
    return sorted(found.anggota if found else (), key=lambda one: seats.index(one["kedudukan"]))


def head(session: Session, year: Tahun, place: RegionCode) -> Row | None:
    """Who leads the team; None while nobody was named."""
    ones = members(session, year, place)
    return next((one for one in ones if one["kedudukan"] == KETUA), None)


def start(session: Session, year: Tahun, place: RegionCode, _objek: str) -> Started:
    found = team(session, year, place)
    if found is None:
        usual = [{"uraian_tugas": one} for one in profile_of(year).tugas("verifikasi")]
        return {"tugas": usual}, None
    duties = [{"uraian_tugas": one} for one in found.tugas]
    return TIM_VERIFIKASI.write({"anggota": found.anggota, "tugas": duties}), found.versi


def submit(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Mapping[str, Any],
    draft: Draf,
) -> str:  # fmt: skip
    """Keep the team. Raises Conflict when it was changed elsewhere."""
    kept = team(session, year, place)
    refuse_stale(kept.versi if kept else None, draft.objek_versi, "Susunan Tim Verifikasi")
    if kept is None:
        kept = TimVerifikasi(tahun_id=year.id, kecamatan_kode=str(place))
        session.add(kept)
    kept.anggota = [dict(row) for row in values["anggota"]]
    kept.tugas = [row["uraian_tugas"] for row in values["tugas"]]
    kept.diubah = act.pada
    session.flush()
    jejak.record(
        session, act, "susun_tim_verifikasi", f"kecamatan:{place}", place=place,
        hak=Hak.ISI_KECAMATAN, rincian={"anggota": len(kept.anggota)},
    )  # fmt: skip
    return f"tim_verifikasi:{place}"


def attention(
    _session: Session, _year: Tahun, _place: RegionCode, values: Mapping[str, Any]
) -> list[str]:
    """What deserves a second look: a team needs one head, and skills of several kinds."""
    rows = [row for row in values.get("anggota") or () if row.get("kedudukan")]
    heads = sum(row["kedudukan"] == KETUA for row in rows)
    told = []
    if rows and heads != 1:
        told.append(
            "Tim Verifikasi belum mempunyai ketua." if not heads
            else f"Ada {heads} ketua. Biasanya satu orang yang memimpin tim."
        )  # fmt: skip
    if rows and not any(row.get("jk") == "P" for row in rows):
        told.append("Belum ada perempuan dalam Tim Verifikasi.")
    return told
