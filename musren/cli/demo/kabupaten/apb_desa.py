"""The APB Desa of some villages of the fictional kabupaten: what they pay for themselves."""

from collections.abc import Sequence
from datetime import date
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.adapters.berkas_tabel import read_table
from musren.cli.demo.kabupaten.tahap import RencanaDesa, TahapDesa
from musren.cli.demo.orang import Pemeran
from musren.cli.demo.serapan import table
from musren.cli.ruang import Ruang
from musren.domain.peran import Act, Peran
from musren.domain.wilayah import RegionCode
from musren.integration.status import StatusUsulan
from musren.models.serapan import BarisAnggaran
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, Usulan
from musren.services.anggaran import alasan
from musren.services.anggaran.impor import import_lines

Line = tuple[object, ...]

EVERY = 3
"""So many villages, and the budget of one of them is known."""

MOST, UNCODED, LESS = 10, 5, 4
"""Proposals it pays; one of so many is written without its code, one of so many in part."""

ROUND = 50_000
WAGES = (("Penghasilan aparat desa", 36_000_000), ("Tunjangan BPD", 14_400_000))
LEFT = 4
"""Of so many villages one says at once why the rest was left out."""


def play(room: Ruang, year_id: int, rencana: RencanaDesa, seed: int) -> None:
    """Take the budget of the village in, unless it has none to tell or has told it already."""
    if rencana.tahap < TahapDesa.SELESAI or rencana.nomor % EVERY:
        return
    with room.database.write() as session:
        year = session.get_one(Tahun, year_id)
        if _told(session, year, rencana.kode):
            return
        chance = Random(f"{seed}/{rencana.kode}/apb-desa")  # noqa: S311  a repeatable play
        act = Pemeran(session).act(Peran.SEKDES, rencana.kode, date(year.tahun, 5, 9))
        import_lines(session, act, year, rencana.kode,
                     read_table(table(_lines(session, year, rencana.kode, chance))),
                     nama_berkas=f"apb-desa-{year.tahun}.csv")  # fmt: skip
        if rencana.nomor // EVERY % LEFT == 0:
            _reasons(session, act, year, rencana.kode)


def _told(session: Session, year: Tahun, place: RegionCode) -> bool:
    wanted = select(BarisAnggaran.id).where(
        BarisAnggaran.tahun_id == year.id, BarisAnggaran.wilayah_kode == str(place)
    )
    return session.scalar(wanted.limit(1)) is not None


def _own(session: Session, year: Tahun, place: RegionCode) -> Sequence[Usulan]:
    """What the village decreed to pay out of its ADD, in its order."""
    return session.scalars(
        select(Usulan)
        .join(Keputusan, Keputusan.usulan_id == Usulan.id)
        .where(
            Usulan.tahun_id == year.id, Usulan.desa_kode == str(place), Usulan.biaya > 0,
            Usulan.status == StatusUsulan.DITETAPKAN, Keputusan.tingkat == "desa",
            Keputusan.sumber == "add",
        )
        .order_by(Keputusan.peringkat, Usulan.id)
    ).all()  # fmt: skip


def _lines(session: Session, year: Tahun, place: RegionCode, chance: Random) -> list[Line]:
    found: list[Line] = []
    for number, one in enumerate(_own(session, year, place)[:MOST], 1):
        kode = "" if chance.randrange(UNCODED) == 0 else one.kode
        cost = one.biaya or 0
        if chance.randrange(LESS) == 0:
            cost = max(ROUND, cost * chance.randint(50, 90) // 100 // ROUND * ROUND)
        found.append((f"2.{number:02}", "", one.kegiatan, "", "", cost, kode))
    wages = enumerate(WAGES, 90)
    return [*found, *((f"2.{n}", "", work, "", "", cost, "") for n, (work, cost) in wages)]


def _reasons(session: Session, act: Act, year: Tahun, place: RegionCode) -> None:
    left = {one.id for one in alasan.waiting(session, year, place)}
    own = [one.id for one in _own(session, year, place) if one.id in left]
    if own:
        alasan.set_reason(session, act, year, place, own, alasan="dana",
                          keterangan="Diusulkan lagi tahun berikutnya.")  # fmt: skip
