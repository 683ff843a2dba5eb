"""What the Surat Penetapan Camat sent to the kabupaten, and what each forum decided of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, aliased

from musren.domain.wilayah import RegionCode
from musren.integration.forum import DIALIHKAN, FORUM_SKPD, Nilai
from musren.integration.status import StatusUsulan as S
from musren.models.musyawarah import Musyawarah
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, Usulan, UsulanKecamatan
from musren.models.wilayah import SkpdProfil, Wilayah
from musren.services.kabupaten.skpd import DaftarSkpd

FORUM_MASIH = frozenset({S.DITETAPKAN_CAMAT, S.DITERIMA_FORUM, S.DITOLAK_FORUM})
"""States in which a forum may still change its decision."""
KABUPATEN_MASIH = FORUM_MASIH | {S.DITERIMA_KABUPATEN, S.DITOLAK_KABUPATEN}
SESUDAH_SPC = KABUPATEN_MASIH | {S.MASUK_ANGGARAN, S.TIDAK_MASUK_ANGGARAN}


@dataclass(frozen=True, kw_only=True)
class Masuk:
    """One proposal of the APBD list with the decision of its kecamatan and the village's copy."""

    usulan: Usulan
    kecamatan_putusan: Keputusan
    salinan: Mapping[str, Any]
    desa: str
    kecamatan: str
    kecamatan_kode: str

    @property
    def nilai(self) -> Nilai:
        """What the kecamatan agreed."""
        k = self.kecamatan_putusan
        return Nilai(
            volume=k.volume, satuan=k.satuan, biaya=k.biaya, lokasi=self.usulan.lokasi,
            skpd=k.skpd,
        )  # fmt: skip


def sent() -> tuple[ColumnElement[bool], ...]:
    """Conditions on `Keputusan` and `Usulan`: agreed for the APBD, and in the camat's decree."""
    return (
        Keputusan.tingkat == "kecamatan", Keputusan.sumber == "apbd",
        Keputusan.putusan == "disepakati", Usulan.status.in_([one.value for one in SESUDAH_SPC]),
    )  # fmt: skip


def incoming(
    session: Session, year: Tahun, place: RegionCode, *more: ColumnElement[bool]
) -> list[Masuk]:
    """What came to the kabupaten, kecamatan by kecamatan in the order of rank."""
    desa, kecamatan = aliased(Wilayah), aliased(Wilayah)
    rows = session.execute(
        select(Usulan, Keputusan, UsulanKecamatan.salinan, desa.nama, kecamatan.nama,
               kecamatan.kode)
        .join(Keputusan, Keputusan.usulan_id == Usulan.id)
        .join(UsulanKecamatan, UsulanKecamatan.usulan_id == Usulan.id)
        .join(desa, desa.kode == Usulan.desa_kode)
        .join(kecamatan, kecamatan.kode == desa.induk_kode)
        .where(
            Usulan.tahun_id == year.id, Usulan.desa_kode.startswith(f"{place}."), *sent(), *more
        )
        .order_by(kecamatan.kode, Keputusan.peringkat, Usulan.id)
    )  # fmt: skip
    return [
        Masuk(
            usulan=usulan, kecamatan_putusan=putusan, salinan=salinan, desa=nama,
            kecamatan=di, kecamatan_kode=kode,
        )
        for usulan, putusan, salinan, nama, di, kode in rows
    ]  # fmt: skip


def written_names(session: Session, year: Tahun) -> tuple[list[str], list[str]]:
    """The names of SKPD as the kecamatan wrote them, and as forums passed proposals on."""
    first = session.scalars(
        select(Keputusan.skpd)
        .join(Usulan, Usulan.id == Keputusan.usulan_id)
        .where(Usulan.tahun_id == year.id, *sent())
        .distinct()
    )
    passed = session.scalars(
        select(Keputusan.skpd_tujuan)
        .join(Musyawarah, Musyawarah.id == Keputusan.musyawarah_id)
        .where(Musyawarah.tahun_id == year.id, Keputusan.putusan == DIALIHKAN)
        .distinct()
    )
    return list(first), list(passed)


def of_agency(
    session: Session, year: Tahun, place: RegionCode, known: DaftarSkpd, one: SkpdProfil
) -> list[Masuk]:
    """Everything on the list of one forum: sent to it, passed on to it, or decided by it."""
    first, passed = written_names(session, year)
    other = aliased(Keputusan)
    decided = (
        select(other.usulan_id)
        .join(Musyawarah, Musyawarah.id == other.musyawarah_id)
        .where(
            Musyawarah.tahun_id == year.id, Musyawarah.jenis == FORUM_SKPD,
            or_(
                Musyawarah.kelompok == str(one.urutan),
                and_(
                    other.putusan == DIALIHKAN,
                    other.skpd_tujuan.in_([n for n in passed if known.find(n) is one]),
                ),
            ),
        )
    )  # fmt: skip
    own = Keputusan.skpd.in_([n for n in first if known.find(n) is one])
    return incoming(session, year, place, or_(own, Usulan.id.in_(decided)))


def to_decide(
    session: Session, year: Tahun, place: RegionCode, known: DaftarSkpd, one: SkpdProfil
) -> list[Masuk]:
    """Of the list of one forum what it decides: not what went on without its word.

    The kabupaten may accept, and a budget may pay, what no forum discussed (V.E, V.B); such a
    proposal cannot be decided here any more, so it does not hold up the others.
    """
    own = set(
        session.scalars(
            select(Keputusan.usulan_id)
            .join(Musyawarah, Musyawarah.id == Keputusan.musyawarah_id)
            .where(
                Musyawarah.tahun_id == year.id, Musyawarah.jenis == FORUM_SKPD,
                Musyawarah.kelompok == str(one.urutan),
            )
        )
    )  # fmt: skip
    return [
        m for m in of_agency(session, year, place, known, one)
        if S(m.usulan.status) in FORUM_MASIH or m.usulan.id in own
    ]  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Dibahas:
    """What one forum decided of a proposal; `nomor` is the number of the forum's SKPD."""

    nomor: int
    skpd: str
    putusan: Keputusan


def forum_decisions(session: Session, year: Tahun) -> dict[int, list[Dibahas]]:
    """By proposal, what the forums of the year decided of it, in the order of their decisions."""
    rows = session.execute(
        select(Keputusan, Musyawarah.kelompok, Musyawarah.kelompok_nama)
        .join(Musyawarah, Musyawarah.id == Keputusan.musyawarah_id)
        .where(Musyawarah.tahun_id == year.id, Musyawarah.jenis == FORUM_SKPD)
        .order_by(Keputusan.id)
    )
    found: dict[int, list[Dibahas]] = {}
    for putusan, kelompok, nama in rows:
        told = Dibahas(nomor=int(kelompok), skpd=nama, putusan=putusan)
        found.setdefault(putusan.usulan_id, []).append(told)
    return {key: in_order(ones) for key, ones in found.items()}


def in_order(ones: Sequence[Dibahas]) -> list[Dibahas]:
    """Those that passed it on before the one that kept it, whenever they were written."""
    return sorted(ones, key=lambda one: one.putusan.putusan != DIALIHKAN)


def last_word(ones: Iterable[Dibahas]) -> Dibahas | None:
    """The forum that accepted or refused it; None while it only was passed on."""
    return next((one for one in ones if one.putusan.putusan != DIALIHKAN), None)


def passed_on(ones: Iterable[Dibahas]) -> Iterator[Dibahas]:
    return (one for one in ones if one.putusan.putusan == DIALIHKAN)
