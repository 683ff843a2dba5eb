"""Next year's planning, under way: every village at another stage, for looking around."""

from datetime import date
from random import Random

from sqlalchemy import select

from musren.cli.demo import desa as village
from musren.cli.demo import kerja, rencana
from musren.cli.demo.bangun import KABUPATEN, KECAMATAN, PER_KECAMATAN
from musren.cli.demo.desa import Desa
from musren.cli.demo.kecamatan import Kecamatan, profile
from musren.cli.demo.lakon import Lakon
from musren.cli.demo.langkah import issue
from musren.cli.demo.orang import BUILT, DESA_ROLES, Pemeran
from musren.cli.ruang import Ruang
from musren.domain.daftar_wilayah import entries_of
from musren.domain.peran import Act, Peran
from musren.domain.wilayah import Level
from musren.models.tahun import Tahun
from musren.models.wilayah import ProfilDesa
from musren.services.akun import system
from musren.services.tahun import open_year

STAGES = ("usulan", "musrenbangdes", "berita_acara", "tanda_tangan", "belum")


def start_next_year(room: Ruang, tahun: int, seed: int) -> None:
    """Open the next year and bring each village to the stage its turn gives it."""
    with room.database.write() as session:
        act = Act(oleh=system("Peragaan"), pada=BUILT)
        year = open_year(session, act, KABUPATEN, tahun)
        session.flush()
        here = Kecamatan(kode=KECAMATAN, nama="Sukaraya", desa=PER_KECAMATAN, seed=seed)
        profile(session, Pemeran(session), year, here, date(tahun, 1, 3))
        year_id = year.id
        known = set(session.scalars(select(ProfilDesa.desa_kode)))
    villages = [e for e in entries_of(KABUPATEN) if e.kode.level is Level.DESA]
    for number, entry in enumerate(villages[:PER_KECAMATAN]):
        if str(entry.kode) not in known:
            continue  # a smaller play than the whole kecamatan
        cast = Desa.draw(entry.kode, entry.nama, seed)
        cast.chance = Random(f"{seed}/{entry.kode}/{tahun}")  # noqa: S311  a repeatable play
        if str(entry.kode) == rencana.COMPLETE:
            _begin_plan(room, year_id, cast)
        else:
            _bring_to(room, year_id, cast, STAGES[number % len(STAGES)])


def _begin_plan(room: Ruang, year_id: int, desa: Desa) -> None:
    """The village that played the complete line begins from its RPJM-Desa and its last year."""
    with room.database.write() as session:
        year = session.get_one(Tahun, year_id)
        cast = Pemeran(session)
        for peran in DESA_ROLES:
            cast.actor(peran, desa.kode)
    kerja.start_next(Lakon(room=room, year=year, desa=desa, cast=cast), date(year.tahun, 1, 5))


def _bring_to(room: Ruang, year_id: int, desa: Desa, stage: str) -> None:
    if stage == "belum":
        return
    day = date(2012, 1, 18)
    with room.database.write() as session:
        year = session.get_one(Tahun, year_id)
        day = day.replace(year=year.tahun)
        cast = Pemeran(session)
        cast.actor(Peran.KEPALA_DESA, desa.kode)
        made = village.proposals(session, cast, year, desa, date(year.tahun, 1, 5))
        if stage != "usulan":
            village.meeting(session, cast, year, desa, made, day)
    if stage == "berita_acara":
        act = cast.act(Peran.KEPALA_DESA, desa.kode, day, 9)
        issue(room, act, year, desa.kode, "ba_musrenbangdes", day)
    elif stage == "tanda_tangan":
        village.berita_acara(room, cast, year, desa, day)
