"""What everybody may see of a village's proposals: no person, no words typed about persons.

Left out on purpose: who proposed and who answers for it, all names of officials and attendants,
the free description of the place, notes, and reasons unless they are one of the reasons the
profile lists. What remains of typed text is the name of the work itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import Session

from musren.domain import daftar_wilayah
from musren.domain.bahasa import kapital
from musren.domain.errors import NotFound
from musren.domain.peran import Act
from musren.domain.waktu import day_of
from musren.domain.wilayah import Level, RegionCode
from musren.integration.corong import TAHAP, BarisCorong
from musren.integration.profil import Profil
from musren.integration.serapan import alasan_tidak_terserap
from musren.models.tahun import Tahun
from musren.models.usulan import Usulan
from musren.models.wilayah import Wilayah
from musren.services import corong, kabar
from musren.services.fakta.bersama import entry
from musren.services.kabar import HENTI, KabarUsulan
from musren.services.klasifikasi import main_source
from musren.services.tahun import change_parameter, profile_of
from musren.services.wilayah import dusun_of

KEY = "publikasi"
NOT_PUBLIC = "Halaman itu tidak ada, atau kabupaten belum membukanya untuk umum."
ASK = "Alasannya dapat ditanyakan di kantor desa."


def is_public(year: Tahun) -> bool:
    """Whether Bappeda opened this year to everybody."""
    return profile_of(year).batas_bool(KEY)


def publish(session: Session, act: Act, year: Tahun) -> None:
    """Open a year to everybody, with a trace."""
    change_parameter(session, act, year, {KEY: True}, "Usulan dibuka untuk umum.")


@dataclass(frozen=True, slots=True, kw_only=True)
class UsulanPublik:
    """One proposal as everybody may see it; `tahap` is the number of the last stage, from 1."""

    kode: str
    kegiatan: str
    dusun: str
    volume: Decimal | None
    satuan: str
    biaya: int | None
    sumber: str
    tahap: int
    keadaan: str
    posisi: str
    oleh: str
    tanggal: date | None
    nomor: str
    alasan: str
    pintu: str

    @property
    def nama_tahap(self) -> str:
        return tuple(TAHAP.values())[self.tahap - 1]

    @property
    def kabar(self) -> tuple[object, ...]:
        """What is told of it; proposals of the same news stand together on the page."""
        said = (self.posisi, self.oleh, self.tanggal, self.nomor, self.alasan, self.pintu)
        return (self.tahap, self.keadaan, *said)


@dataclass(frozen=True, kw_only=True)
class DesaPublik:
    """The page of a village: its proposals, its funnel, the years one may look at."""

    kode: str
    nama: str
    kecamatan: str
    kabupaten: str
    tahun: int
    tahun_lain: Sequence[int]
    usulan: Sequence[UsulanPublik]
    corong: Sequence[BarisCorong]
    berubah: date | None

    @property
    def biaya(self) -> int:
        return sum(one.biaya or 0 for one in self.usulan)

    @property
    def menurut_kabar(self) -> list[list[UsulanPublik]]:
        """Proposals with the same news together, the furthest first."""
        found: dict[tuple[object, ...], list[UsulanPublik]] = {}
        for one in self.usulan:
            found.setdefault(one.kabar, []).append(one)
        return sorted(found.values(), key=lambda ones: -ones[0].tahap)

    def count(self, keadaan: str) -> int:
        return sum(one.keadaan == keadaan for one in self.usulan)


@dataclass(frozen=True, slots=True, kw_only=True)
class DesaDaftar:
    """A village in the list: with how many proposals in which year."""

    kode: str
    nama: str
    usulan: int
    tahun: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KecamatanDaftar:
    """A kecamatan in the list with its villages."""

    kode: str
    nama: str
    kabupaten: str
    desa: Sequence[DesaDaftar]


# --- what is open -------------------------------------------------------------------------------


def open_years(session: Session, place: RegionCode | None = None) -> list[Tahun]:
    """The years that are open to everybody, newest first; of one kabupaten or of all."""
    chosen = select(Tahun).order_by(Tahun.tahun.desc(), Tahun.kabupaten_kode)
    if place is not None:
        chosen = chosen.where(Tahun.kabupaten_kode == str(place.at(Level.KABUPATEN)))
    return [one for one in session.scalars(chosen) if is_public(one)]


def need_year(session: Session, place: RegionCode, tahun: int | None = None) -> Tahun:
    """The open year asked for, or the newest; raises NotFound."""
    for one in open_years(session, place):
        if tahun in {None, one.tahun}:
            return one
    raise NotFound(NOT_PUBLIC)


def listed(
    session: Session, place: RegionCode | None = None, tahun: int | None = None
) -> list[KecamatanDaftar]:
    """Kecamatan and villages with proposals in the newest open year (or in `tahun`)."""
    newest: dict[str, Tahun] = {}
    for one in open_years(session, place):
        if tahun in {None, one.tahun}:
            newest.setdefault(one.kabupaten_kode, one)
    found: dict[str, list[DesaDaftar]] = {}
    for kode, nama, count, year in _villages(session, list(newest.values()), place):
        desa = DesaDaftar(kode=kode, nama=nama, usulan=count, tahun=year)
        found.setdefault(str(RegionCode(kode).at(Level.KECAMATAN)), []).append(desa)
    above = {kode: str(RegionCode(kode).at(Level.KABUPATEN)) for kode in found}
    names = _full_names(session, {*above, *above.values()})
    return [
        KecamatanDaftar(kode=kode, nama=names[kode], kabupaten=names[above[kode]], desa=ones)
        for kode, ones in found.items()
    ]


def _full_names(session: Session, codes: Iterable[str]) -> dict[str, str]:
    rows = session.execute(
        select(Wilayah.kode, Wilayah.nama).where(Wilayah.kode.in_(sorted(codes)))
    )
    return {kode: daftar_wilayah.Entry(RegionCode(kode), nama).nama_lengkap for kode, nama in rows}


def _villages(
    session: Session, years: Sequence[Tahun], place: RegionCode | None
) -> list[tuple[str, str, int, int]]:
    ours = [Usulan.tahun_id == one.id for one in years]
    where: list[ColumnElement[bool]] = [or_(false(), *ours)]
    if place is not None:
        inside = Usulan.desa_kode.startswith(f"{place}.")
        where.append(or_(Usulan.desa_kode == str(place), inside))
    rows = session.execute(
        select(Usulan.desa_kode, Wilayah.nama, func.count(), Tahun.tahun)
        .join(Wilayah, Wilayah.kode == Usulan.desa_kode)
        .join(Tahun, Tahun.id == Usulan.tahun_id)
        .where(and_(*where))
        .group_by(Usulan.desa_kode, Wilayah.nama, Tahun.tahun)
        .order_by(Usulan.desa_kode)
    )
    return [(kode, kapital(nama), count, tahun) for kode, nama, count, tahun in rows]


# --- a village ----------------------------------------------------------------------------------


def village(session: Session, year: Tahun, desa: RegionCode) -> DesaPublik:
    """Everything the page of a village shows; a fixed number of statements."""
    profile, news = profile_of(year), kabar.of_village(session, year, desa)
    hamlets = {one.nama.casefold() for one in dusun_of(session, desa)}
    latest = session.scalar(
        select(func.max(Usulan.diubah)).where(
            Usulan.tahun_id == year.id, Usulan.desa_kode == str(desa)
        )
    )
    return DesaPublik(
        kode=str(desa), nama=entry(session, desa).nama_lengkap,
        kecamatan=entry(session, desa.at(Level.KECAMATAN)).nama_lengkap,
        kabupaten=entry(session, desa.at(Level.KABUPATEN)).nama_lengkap, tahun=year.tahun,
        tahun_lain=[y.tahun for y in open_years(session, desa) if y.id != year.id],
        usulan=[_public(profile, hamlets, one) for one in news],
        corong=corong.funnel(session, year, (desa,)),
        berubah=day_of(latest, desa) if latest else None,
    )  # fmt: skip


def _public(profile: Profil, hamlets: set[str], one: KabarUsulan) -> UsulanPublik:
    usulan, said = one.usulan, one.kabar
    names = {s.kunci: s.nama for s in profile.sumber_dana}
    known = usulan.dusun if usulan.dusun.casefold() in hamlets else ""
    return UsulanPublik(
        kode=usulan.kode, kegiatan=usulan.kegiatan, dusun=known, volume=usulan.volume,
        satuan=usulan.satuan, biaya=usulan.biaya, sumber=names.get(main_source(usulan) or "", ""),
        tahap=_stage(one), keadaan=one.keadaan, posisi=said.keadaan, oleh=said.oleh,
        tanggal=said.kapan, nomor=said.nomor, alasan=public_reason(profile, one), pintu=said.pintu,
    )  # fmt: skip


def _stage(one: KabarUsulan) -> int:
    return max(n for n, (_, state) in enumerate(one.langkah, 1) if state != "belum" or n == 1)


def public_reason(profile: Profil, one: KabarUsulan) -> str:
    """The reason when it is one of the profile's own; else where to ask, if it stopped."""
    given = " ".join(one.kabar.alasan.casefold().rstrip(".").split())
    lists = (*profile.alasan_ditunda, *alasan_tidak_terserap(profile).values())
    known = next((text for text in lists if text.casefold() == given), "") if given else ""
    if known:
        return f"{known}."
    return ASK if one.keadaan == HENTI else ""
