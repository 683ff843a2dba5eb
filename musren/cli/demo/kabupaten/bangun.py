"""Building the fictional kabupaten, step by step; what is there already stays."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from musren.cli.demo.kabupaten import (
    anggaran,
    apb_desa,
    desa,
    forum,
    kantor,
    kecamatan,
    kemajuan,
    letak,
    pokir,
    tempat,
    verifikasi,
)
from musren.cli.demo.kabupaten.kecamatan import Kecamatan
from musren.cli.demo.kabupaten.tahap import RencanaKecamatan, plan
from musren.cli.demo.kabupaten.tempat import KABUPATEN
from musren.cli.demo.kabupaten.ukuran import Ukuran
from musren.cli.demo.orang import BUILT, KABUPATEN_ROLES, Pemeran
from musren.cli.ruang import Ruang
from musren.domain.peran import Act
from musren.domain.wilayah import RegionCode
from musren.services.akun import system
from musren.services.publik import publish
from musren.services.tahun import open_year

TAHUN = 2011

Tell = Callable[[str], None]


def _silent(_told: str) -> None:
    """Nobody watches."""


@dataclass(frozen=True, kw_only=True)
class Pentas:
    """What every step works with: the workplace, the year, and what each place is to reach."""

    room: Ruang
    tahun: int
    year_id: int
    benih: int
    rencana: tuple[RencanaKecamatan, ...]
    kecamatan: Mapping[RegionCode, Kecamatan]
    tell: Tell


@dataclass(frozen=True, kw_only=True)
class Langkah:
    """One step of the year, in the words shown while it runs."""

    judul: str
    jalan: Callable[[Pentas], None]


def build(room: Ruang, ukuran: Ukuran, tahun: int = TAHUN, tell: Tell = _silent) -> Pentas:
    """Play the planning year of the whole kabupaten. Raises Invalid for impossible numbers."""
    ukuran.check()
    found = tempat.places(ukuran)
    with room.database.write() as session:
        act = Act(oleh=system("Peragaan"), pada=BUILT)
        year = open_year(session, act, KABUPATEN, tahun)
        publish(session, act, year)
        tempat.keep(session, found)
        cast = Pemeran(session)
        for peran in KABUPATEN_ROLES:
            cast.actor(peran, KABUPATEN)
        year_id = year.id
    rencana = plan(ukuran, found)
    pentas = Pentas(
        room=room, tahun=tahun, year_id=year_id, benih=ukuran.benih, rencana=rencana, tell=tell,
        kecamatan={one.tempat.kode: kecamatan.cast_of(one, ukuran.benih) for one in rencana},
    )  # fmt: skip
    for step in LANGKAH:
        tell(step.judul)
        step.jalan(pentas)
    return pentas


def _offices(pentas: Pentas) -> None:
    kantor.open_office(pentas.room, pentas.year_id, pentas.benih)
    for here in pentas.kecamatan.values():
        kecamatan.open_office(pentas.room, pentas.year_id, here)


def _villages(pentas: Pentas) -> None:
    for number, one in enumerate(pentas.rencana, 1):
        here = pentas.kecamatan[one.tempat.kode]
        for village in one.desa:
            desa.play(pentas.room, pentas.year_id, village, pentas.benih, here.fk)
        pentas.tell(f"  {number}/{len(pentas.rencana)} {here.nama}: {len(one.desa)} desa")


def _verification(pentas: Pentas) -> None:
    for one in pentas.rencana:
        here = pentas.kecamatan[one.tempat.kode]
        verifikasi.play(pentas.room, pentas.year_id, one, here, pentas.benih)


def _districts(pentas: Pentas) -> None:
    for one in pentas.rencana:
        here = pentas.kecamatan[one.tempat.kode]
        kecamatan.play(pentas.room, pentas.year_id, one, here, pentas.benih)
        pentas.tell(f"  {here.nama}: {one.tahap.name.casefold()}")


def _forums(pentas: Pentas) -> None:
    forum.play_forums(pentas.room, pentas.year_id, pentas.benih)


def _kabupaten(pentas: Pentas) -> None:
    forum.play_kabupaten(pentas.room, pentas.year_id, pentas.benih)


def _map(pentas: Pentas) -> None:
    letak.play(pentas.room, pentas.year_id, pentas.rencana, pentas.benih)


def _wishes(pentas: Pentas) -> None:
    pokir.play(pentas.room, pentas.year_id, pentas.benih)


def _budgets(pentas: Pentas) -> None:
    anggaran.play(pentas.room, pentas.year_id, pentas.benih)


def _village_budgets(pentas: Pentas) -> None:
    for one in pentas.rencana:
        for village in one.desa:
            apb_desa.play(pentas.room, pentas.year_id, village, pentas.benih)


def _works(pentas: Pentas) -> None:
    for one in pentas.rencana:
        kemajuan.play(pentas.room, pentas.year_id, one.tempat.kode, pentas.benih)


LANGKAH = (
    Langkah(judul="Kantor kabupaten dan kecamatan, pagu BLM dan pagu indikatif", jalan=_offices),
    Langkah(judul="Usulan, Musrenbangdes, Berita Acara, dan SK desa", jalan=_villages),
    Langkah(judul="Tim Verifikasi dan lembar usulan BLM", jalan=_verification),
    Langkah(judul="Musrenbang Kecamatan dan Surat Penetapan Camat", jalan=_districts),
    Langkah(judul="Pokir dan jaring asmara DPRD", jalan=_wishes),
    Langkah(judul="Forum SKPD", jalan=_forums),
    Langkah(judul="Musrenbang Kabupaten", jalan=_kabupaten),
    Langkah(judul="APB Desa", jalan=_village_budgets),
    Langkah(judul="APBD, pembagiannya, dan alasan yang tidak masuk", jalan=_budgets),
    Langkah(judul="Kemajuan pekerjaan", jalan=_works),
    Langkah(judul="Peta letak desa", jalan=_map),
)
"""In the order in which they rest on each other; each leaves what is there already as it is."""
