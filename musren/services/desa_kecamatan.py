"""The villages of a kecamatan in one year: whose Berita Acara came in, and what blocks others."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, defer

from musren.domain.wilayah import RegionCode
from musren.models.naskah import Naskah, TandaTangan
from musren.models.tahun import Tahun
from musren.models.usulan import UsulanKecamatan
from musren.models.wilayah import Wilayah
from musren.services.wilayah import children, is_desa

IN_FORCE = ("terbit", "ditandatangani")


@dataclass(frozen=True, kw_only=True)
class DesaState:
    """One village as the kecamatan sees it; `alasan` says why it is not in yet."""

    kode: RegionCode
    nama: str
    ba: Naskah | None
    masuk: bool
    blm: int
    apbd: int
    alasan: str


def villages_of(session: Session, kecamatan: RegionCode) -> list[Wilayah]:
    """The desa of a kecamatan; kelurahan plan elsewhere."""
    return [w for w in children(session, kecamatan) if is_desa(w)]


def states(session: Session, year: Tahun, kecamatan: RegionCode) -> list[DesaState]:
    """Every village of the kecamatan, in the order of codes, with four statements in all."""
    papers = _papers(session, year, kecamatan)
    counts = _counts(session, year, kecamatan)
    owed = _owed(session, [p.id for p in papers.values()])
    return [
        _state(one, papers.get(one.kode), counts.get(one.kode, {}), owed)
        for one in villages_of(session, kecamatan)
    ]


def _papers(session: Session, year: Tahun, kecamatan: RegionCode) -> dict[str, Naskah]:
    found = session.scalars(
        select(Naskah)
        .where(
            Naskah.tahun_id == year.id,
            Naskah.jenis == "ba_musrenbangdes",
            Naskah.wilayah_kode.startswith(f"{kecamatan}."),
            Naskah.status.in_(IN_FORCE),
        )
        .options(defer(Naskah.fakta))  # long, and not told here
    )
    return {paper.wilayah_kode: paper for paper in found}


def _counts(session: Session, year: Tahun, kecamatan: RegionCode) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    rows = session.execute(
        select(Naskah.wilayah_kode, UsulanKecamatan.daftar, func.count())
        .join(Naskah, Naskah.id == UsulanKecamatan.ba_naskah_id)
        .where(
            UsulanKecamatan.tahun_id == year.id,
            UsulanKecamatan.kecamatan_kode == str(kecamatan),
        )
        .group_by(Naskah.wilayah_kode, UsulanKecamatan.daftar)
    )
    for kode, daftar, count in rows:
        found.setdefault(kode, {})[daftar] = count
    return found


def _owed(session: Session, paper_ids: list[int]) -> dict[int, int]:
    rows = session.execute(
        select(TandaTangan.naskah_id, func.count())
        .where(TandaTangan.naskah_id.in_(paper_ids), TandaTangan.ditandatangani.is_(None))
        .group_by(TandaTangan.naskah_id)
    )
    return {paper: count for paper, count in rows}  # noqa: C416  a Row is not a pair for mypy


def _state(
    village: Wilayah, ba: Naskah | None, counts: dict[str, int], owed: dict[int, int]
) -> DesaState:
    signed = ba is not None and ba.status == "ditandatangani"
    if ba is None:
        reason = "Berita Acara Musrenbangdes belum diterbitkan."
    elif not signed:
        reason = (
            f"Berita Acara Nomor {ba.nomor} belum ditandatangani lengkap: kurang "
            f"{owed.get(ba.id, 0)} tanda tangan."
        )
    else:
        reason = ""
    return DesaState(
        kode=RegionCode.parse(village.kode), nama=village.nama, ba=ba, masuk=signed,
        blm=counts.get("blm", 0), apbd=counts.get("apbd", 0), alasan=reason,
    )  # fmt: skip
