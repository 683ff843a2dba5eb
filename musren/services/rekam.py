"""What is kept about proposals beside themselves, read in as many statements as there are tables.

Passport, news and public page tell the same life of a proposal; they read it here.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, and_, or_, select
from sqlalchemy.orm import Session, joinedload

from musren.domain.wilayah import Level, RegionCode
from musren.models.musyawarah import Musyawarah
from musren.models.naskah import Naskah
from musren.models.prioritas import Pokir, PokirUsulan
from musren.models.serapan import BarisAnggaran, Kemajuan, Serapan, TidakTerserap
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, Realisasi, UsulanKecamatan
from musren.models.verifikasi import Pengembalian
from musren.services.susunan.berlaku import IN_FORCE

SK, SPC = "sk_rkp_desa", "spc"

Ids = Sequence[int] | Select[int]
"""The proposals meant: their ids, or the statement that finds them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Putusan:
    """One decision with its meeting: its kind, its day, and for whom it was held."""

    keputusan: Keputusan
    jenis: str
    kelompok_nama: str
    tanggal: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Surat:
    """A paper in force as others cite it."""

    id: int
    jenis: str
    nomor: str
    tanggal: date
    wilayah: str
    tahun_id: int
    musyawarah_id: int | None


@dataclass(frozen=True, kw_only=True)
class Rekam:
    """By id of the proposal: decisions, snapshot, returns, budget lines, progress."""

    putusan: Mapping[int, Sequence[Putusan]]
    masuk: Mapping[int, UsulanKecamatan]
    kembali: Mapping[int, Sequence[Pengembalian]]
    serapan: Mapping[int, Sequence[Serapan]]
    kemajuan: Mapping[int, Sequence[Kemajuan]]
    tidak_terserap: Mapping[int, TidakTerserap]
    realisasi: Mapping[int, Realisasi]
    surat: Sequence[Surat]

    def record_of(self, putusan: Putusan) -> Surat | None:
        """The Berita Acara in force of the meeting that decided so."""
        held = putusan.keputusan.musyawarah_id
        return next((one for one in self.surat if one.musyawarah_id == held), None)

    def paper(self, jenis: str, wilayah: str, tahun_id: int) -> Surat | None:
        """The SK RKP-Desa of a village, or the Surat Penetapan Camat of a kecamatan."""
        asked = (jenis, wilayah, tahun_id)
        return next((p for p in self.surat if (p.jenis, p.wilayah, p.tahun_id) == asked), None)


def read(session: Session, ids: Ids, desa: RegionCode, tahun: Iterable[int]) -> Rekam:
    """All that is kept of these proposals of one village in these planning years; 8 statements."""
    decided = _decisions(session, ids)
    kecamatan = str(desa.at(Level.KECAMATAN))
    return Rekam(
        putusan=decided,
        masuk={
            one.usulan_id: one
            for one in session.scalars(
                select(UsulanKecamatan).where(UsulanKecamatan.usulan_id.in_(ids))
            )
        },
        kembali=_many(session, select(Pengembalian).where(Pengembalian.usulan_id.in_(ids))
                      .order_by(Pengembalian.id)),
        serapan=_many(session, select(Serapan).where(Serapan.usulan_id.in_(ids))
                      .order_by(Serapan.id).options(joinedload(Serapan.baris))),
        kemajuan=_many(session, select(Kemajuan).where(Kemajuan.usulan_id.in_(ids))
                       .order_by(Kemajuan.tanggal, Kemajuan.id)),
        tidak_terserap=_one(session, select(TidakTerserap).where(TidakTerserap.usulan_id.in_(ids))),
        realisasi=_one(session, select(Realisasi).where(Realisasi.usulan_id.in_(ids))),
        surat=_papers(session, decided, (str(desa), kecamatan), list(tahun)),
    )  # fmt: skip


def _decisions(session: Session, ids: Ids) -> Mapping[int, Sequence[Putusan]]:
    rows = session.execute(
        select(Keputusan, Musyawarah.jenis, Musyawarah.kelompok_nama, Musyawarah.tanggal)
        .join(Musyawarah, Musyawarah.id == Keputusan.musyawarah_id)
        .where(Keputusan.usulan_id.in_(ids))
        .order_by(Keputusan.usulan_id, Musyawarah.tanggal, Keputusan.id)
    )
    found: dict[int, list[Putusan]] = defaultdict(list)
    for decision, jenis, nama, day in rows:
        one = Putusan(keputusan=decision, jenis=jenis, kelompok_nama=nama, tanggal=day)
        found[decision.usulan_id].append(one)
    return found


def _many(session: Session, statement: Select[Any]) -> Mapping[int, Sequence[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for one in session.scalars(statement):
        found[one.usulan_id].append(one)
    return found


def _one(session: Session, statement: Select[Any]) -> Mapping[int, Any]:
    return {one.usulan_id: one for one in session.scalars(statement)}


def _papers(
    session: Session, decided: Mapping[int, Sequence[Putusan]], places: tuple[str, str],
    tahun: Sequence[int],
) -> list[Surat]:  # fmt: skip
    """The Berita Acara of these meetings, and the decrees of village and kecamatan."""
    held = {one.keputusan.musyawarah_id for ones in decided.values() for one in ones}
    desa, kecamatan = places
    decrees = or_(
        and_(Naskah.jenis == SK, Naskah.wilayah_kode == desa),
        and_(Naskah.jenis == SPC, Naskah.wilayah_kode == kecamatan),
    )
    rows = session.execute(
        select(
            Naskah.id, Naskah.jenis, Naskah.nomor, Naskah.tanggal, Naskah.wilayah_kode,
            Naskah.tahun_id, Naskah.musyawarah_id,
        )
        .where(
            Naskah.status.in_(IN_FORCE),
            or_(
                and_(Naskah.jenis.startswith("ba_"), Naskah.musyawarah_id.in_(held)),
                and_(decrees, Naskah.tahun_id.in_(tahun)),
            ),
        )
        .order_by(Naskah.id.desc())
    )  # fmt: skip
    return [_paper(row) for row in rows]


def _paper(row: Row[*tuple[Any, ...]]) -> Surat:
    decree = row.jenis in {SK, SPC}
    return Surat(
        id=row.id, jenis=row.jenis, nomor=row.nomor or "", tanggal=row.tanggal,
        wilayah=row.wilayah_kode, tahun_id=row.tahun_id,
        musyawarah_id=None if decree else row.musyawarah_id,
    )  # fmt: skip


def wishes(session: Session, ids: Ids) -> Mapping[int, Sequence[tuple[Pokir, PokirUsulan]]]:
    """The wishes of the DPRD that these proposals answer."""
    found: dict[int, list[tuple[Pokir, PokirUsulan]]] = defaultdict(list)
    rows = session.execute(
        select(PokirUsulan, Pokir)
        .join(Pokir, Pokir.id == PokirUsulan.pokir_id)
        .where(PokirUsulan.usulan_id.in_(ids))
        .order_by(PokirUsulan.pokir_id)
    )
    for link, wish in rows:
        found[link.usulan_id].append((wish, link))
    return found


def budget_name(line: BarisAnggaran, year: Tahun) -> str:
    """The budget a line stands in, as people call it: ``APB Desa 2011``."""
    return f"{'APB Desa' if line.jenis == 'apb_desa' else 'APBD'} {year.tahun}"
