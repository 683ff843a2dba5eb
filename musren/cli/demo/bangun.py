"""Building the whole play: regions, people, every village's year, the kecamatan, next year."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from musren.cli.demo import desa as village
from musren.cli.demo import kabupaten_kecil as kabupaten
from musren.cli.demo import kecamatan as district
from musren.cli.demo import rencana, serapan, verifikasi
from musren.cli.demo.desa import Desa
from musren.cli.demo.kecamatan import Kecamatan
from musren.cli.demo.lakon import Lakon
from musren.cli.demo.nama import extra_village
from musren.cli.demo.orang import (
    BUILT,
    DESA_ROLES,
    KABUPATEN_ROLES,
    KECAMATAN_ROLES,
    Pemeran,
    login_for,
)
from musren.cli.ruang import Ruang
from musren.domain import daftar_wilayah
from musren.domain.peran import NAMA_PERAN, Act, Peran
from musren.domain.wilayah import Level, RegionCode
from musren.models.tahun import Tahun
from musren.models.wilayah import Wilayah
from musren.services.akun import find_user, system
from musren.services.publik import publish
from musren.services.tahun import open_year

KABUPATEN = RegionCode("99.01")
KECAMATAN = RegionCode("99.01.01")
SUKAMAJU = RegionCode("99.01.01.2001")
TAHUN = 2011
PER_KECAMATAN = 12


@dataclass(frozen=True, kw_only=True)
class Hasil:
    """What was built."""

    tahun: int
    kecamatan: tuple[RegionCode, ...]
    desa: tuple[RegionCode, ...]


def build(room: Ruang, villages: int, seed: int, tahun: int = TAHUN) -> Hasil:
    """Play one complete year for so many villages, through the services alone."""
    with room.database.write() as session:
        year_id, places = _prepare(session, villages, tahun)
    played = [_play_village(room, year_id, Desa.draw(kode, nama, seed)) for kode, nama in places]
    districts = tuple(dict.fromkeys(kode.at(Level.KECAMATAN) for kode, _ in places))
    for place in districts:
        count = sum(place.contains(kode) for kode, _ in places)
        _play_district(room, year_id, place, count, seed)
    kabupaten.play(room, year_id, KABUPATEN)
    serapan.play(room, year_id, KABUPATEN, SUKAMAJU)
    for lakon in played:
        rencana.close_year(lakon)
    return Hasil(tahun=tahun, kecamatan=districts, desa=tuple(kode for kode, _ in places))


def _prepare(
    session: Session, villages: int, tahun: int
) -> tuple[int, list[tuple[RegionCode, str]]]:
    act = Act(oleh=system("Peragaan"), pada=BUILT)
    year = open_year(session, act, KABUPATEN, tahun)
    publish(session, act, year)
    session.flush()
    places = _places(session, villages)
    cast = Pemeran(session)
    for peran in KABUPATEN_ROLES:
        cast.actor(peran, KABUPATEN)
    for place in dict.fromkeys(kode.at(Level.KECAMATAN) for kode, _ in places):
        cast.names = {(Peran.CAMAT, place): district.CAMAT, (Peran.FK, place): "Rina Puspita"}
        for peran in KECAMATAN_ROLES:
            cast.actor(peran, place)
    kabupaten.prepare(session, cast, year, KABUPATEN)
    return year.id, places


def _places(session: Session, villages: int) -> list[tuple[RegionCode, str]]:
    """The listed villages first; more are invented, a dozen to a kecamatan."""
    found = [
        (entry.kode, entry.nama)
        for entry in daftar_wilayah.entries_of(KABUPATEN)
        if entry.kode.level is Level.DESA
    ][:villages]
    for number in range(len(found), villages):
        place = RegionCode(f"{KABUPATEN}.{number // PER_KECAMATAN + 1:02}")
        kode = RegionCode(f"{place}.{2001 + number % PER_KECAMATAN}")
        _add(session, place, f"Kecamatan Contoh {number // PER_KECAMATAN + 1}")
        _add(session, kode, extra_village(number))
        found.append((kode, extra_village(number)))
    return found


def _add(session: Session, kode: RegionCode, nama: str) -> None:
    if session.get(Wilayah, str(kode)) is None:
        session.add(
            Wilayah(
                kode=str(kode), nama=nama.removeprefix("Kecamatan "), tingkat=int(kode.level),
                induk_kode=str(kode.parent),
            )
        )  # fmt: skip
        session.flush()


def _held_on(desa: Desa, tahun: int) -> date:
    """Villages meet on the working days of January, two or three a day."""
    days = [date(tahun, 1, 10) + timedelta(days=n) for n in range(19)]
    working = [d for d in days if d.weekday() < 5]  # noqa: PLR2004  Saturday
    if str(desa.kode).endswith("01.2001"):
        return date(tahun, 1, 17)
    return working[int(str(desa.kode)[-2:]) % len(working)]


def _play_village(room: Ruang, year_id: int, desa: Desa) -> Lakon:
    with room.database.write() as session:
        year = session.get_one(Tahun, year_id)
        cast = Pemeran(session, names=desa.names())
        for peran in DESA_ROLES:
            cast.actor(peran, desa.kode)
        village.profile(session, cast, year, desa, date(year.tahun - 1, 7, 12))
    lakon = Lakon(room=room, year=year, desa=desa, cast=cast)
    rencana.plans(lakon)
    with room.database.write() as session:
        year = session.get_one(Tahun, year_id)
        made = village.proposals(session, cast, year, desa, date(year.tahun, 1, 5))
    rencana.before_meeting(lakon)
    day = _held_on(desa, year.tahun)
    with room.database.write() as session:
        year = session.get_one(Tahun, year_id)
        village.meeting(session, cast, year, desa, made, day)
    village.papers(room, cast, year, desa, day)
    rencana.after_meeting(lakon, day)
    return lakon


def _play_district(room: Ruang, year_id: int, place: RegionCode, count: int, seed: int) -> None:
    with room.database.write() as session:
        year = session.get_one(Tahun, year_id)
        nama = session.get_one(Wilayah, str(place)).nama
        here = Kecamatan(kode=place, nama=nama, desa=count, seed=seed)
        cast = Pemeran(session)
        district.profile(session, cast, year, here, date(year.tahun, 1, 6))
        verifikasi.play(session, cast, year, place)
        district.hold(session, cast, year, here, date(year.tahun, 2, 14))
        cast.actor(Peran.CAMAT, place)
    verifikasi.papers(room, cast, year, place)
    district.papers(room, cast, year, place, date(year.tahun, 2, 14))


SHOWN = (
    (Peran.KPMD, SUKAMAJU), (Peran.KEPALA_DESA, SUKAMAJU), (Peran.BPD, SUKAMAJU),
    (Peran.CAMAT, KECAMATAN), (Peran.STAF_KECAMATAN, KECAMATAN), (Peran.FK, KECAMATAN),
    (Peran.BAPPEDA, KABUPATEN), (Peran.SKPD, KABUPATEN), (Peran.DPRD, KABUPATEN),
    (Peran.INSPEKTORAT, KABUPATEN), (Peran.ADMINISTRATOR, KABUPATEN),
)  # fmt: skip


def logins(session: Session) -> list[tuple[str, str]]:
    """User names a visitor may try, with what each may do; empty when there is no demo."""
    found = []
    for peran, place in SHOWN:
        user = find_user(session, login_for(peran, place))
        if user is not None:
            found.append((user.nama_pengguna, f"{user.nama}, {NAMA_PERAN[peran]}"))
    return found
