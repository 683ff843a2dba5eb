"""Several people at the same moment: one wins, nobody's work is doubled or lost."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from musren.adapters.gudang import Gudang
from musren.domain.errors import MusrenError
from musren.domain.peran import Peran
from musren.forms.alur import flow
from musren.models.draf import Draf
from musren.models.musyawarah import Musyawarah
from musren.models.naskah import Naskah, Register
from musren.models.tahun import Tahun
from musren.models.usulan import Usulan, UsulanKecamatan
from musren.services import daftar, draf, kirim, naskah, terbit, usulan
from tests import dunia
from tests.dunia import DAYS, SUKAMAJU, SUKAMULYA, agree, hold, village

AT_ONCE = 5
LOST = (MusrenError, StaleDataError, IntegrityError)
"""What the edges answer with "someone was quicker"; anything else is a fault."""


@dataclass
class Dunia:
    """A committed world, and an office that works on it."""

    database: object
    office: terbit.Office
    year_id: int
    extra: dict = field(default_factory=dict)

    def year(self, session):
        return session.get_one(Tahun, self.year_id)


@pytest.fixture
def committed(database, tmp_path: Path, templat_pendek: Path):
    with database.write() as session:
        year_id = dunia.year(session).id
        dunia.actor(session, Peran.KEPALA_DESA)
        dunia.actor(session, Peran.KPMD)
    store = Gudang(tmp_path / "gudang")
    office = terbit.Office(work=database.write, store=store, templates=templat_pendek)
    return Dunia(database=database, office=office, year_id=year_id)


@pytest.fixture
def met(committed):
    with committed.database.write() as session:
        for place in (SUKAMAJU, SUKAMULYA):
            year = committed.year(session)
            hold(session, year, agree(village(session, year, place)), place)
    return committed


def at_once(does, count=AT_ONCE):
    """Run `does(n)` for each n in threads that start together; results and refusals."""
    start = Barrier(count)

    def one(n):
        start.wait()
        try:
            return does(n)
        except LOST as reason:
            return reason

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def test_proposals_sent_at_once_are_numbered_without_gap_or_refusal(committed):
    def send(n):
        with committed.database.write() as session:
            who, year = dunia.act(session, Peran.KPMD), committed.year(session)
            values = {"kegiatan": f"Talud {n}", "volume": None, "biaya": None}
            empty = dict.fromkeys(
                ("asal_usulan_lama_tahun", "pemanfaat_l", "pemanfaat_p", "pemanfaat_rtm",
                 "tidak_langsung_l", "tidak_langsung_p")
            )  # fmt: skip
            made = usulan.create(session, who, year, SUKAMAJU, values | empty, kunci=f"k{n}")
            return made.nomor_urut

    assert sorted(at_once(send)) == list(range(1, AT_ONCE + 1))


def test_one_draft_sent_many_times_at_once_is_one_proposal(committed):
    with committed.database.write() as session:
        who, year = dunia.act(session, Peran.KPMD), committed.year(session)
        form = flow("usulan")
        draft = draf.start(session, who, form, year, SUKAMAJU, kunci="k")
        for step in form.steps:
            draf.save(session, who, draft, step, step.pick(dunia.usulan()), done=True)
        draft_id = draft.id

    def send(_n):
        with committed.database.write() as session:
            who = dunia.act(session, Peran.KPMD)
            return kirim.submit(session, who, session.get_one(Draf, draft_id))

    answers = at_once(send)
    assert len(set(answers)) == 1
    with committed.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Usulan)) == 1


def test_one_berita_acara_ordered_by_many_at_once_is_issued_once(met):
    def order(n):
        with met.database.write() as session:
            who = dunia.act(session, Peran.KEPALA_DESA)
        wanted = naskah.Order(
            jenis="ba_musrenbangdes", tanggal=DAYS["ba_musrenbangdes"], kunci=f"k{n}"
        )
        return terbit.issue(met.office, who, met.year_id, SUKAMAJU, wanted)

    told = Counter("issued" if isinstance(one, int) else "refused" for one in at_once(order))
    assert told == {"issued": 1, "refused": AT_ONCE - 1}
    with met.database.read() as session:
        assert session.scalars(select(Naskah.nomor_urut)).all() == [1]
        assert session.scalars(select(Register.terakhir)).all() == [1]


def test_a_double_click_on_issue_answers_with_one_paper(met):
    def order(_n):
        with met.database.write() as session:
            who = dunia.act(session, Peran.KEPALA_DESA)
        wanted = naskah.Order(jenis="ba_musrenbangdes", tanggal=DAYS["ba_musrenbangdes"], kunci="k")
        return terbit.issue(met.office, who, met.year_id, SUKAMAJU, wanted)

    answers = {one for one in at_once(order, 2) if isinstance(one, int)}
    assert len(answers) == 1
    with met.database.read() as session:
        assert [(p.nomor_urut, p.status) for p in session.scalars(select(Naskah))] == [
            (1, "terbit")
        ]


def test_the_last_signature_recorded_twice_at_once_brings_the_proposals_up_once(met):
    with met.database.write() as session:
        who = dunia.act(session, Peran.KEPALA_DESA)
    wanted = naskah.Order(jenis="ba_musrenbangdes", tanggal=DAYS["ba_musrenbangdes"], kunci="k")
    paper_id = terbit.issue(met.office, who, met.year_id, SUKAMAJU, wanted)

    def sign(_n):
        with met.database.write() as session:
            paper = naskah.get(session, paper_id)
            days = {t.id: paper.tanggal for t in paper.tanda_tangan}
            terbit.record_signatures(session, who, paper, dunia.SCAN, days)
        return "kept"

    assert at_once(sign, 3).count("kept") == 1
    with met.database.read() as session:
        assert session.scalar(select(func.count()).select_from(UsulanKecamatan)) == 2
        assert naskah.get(session, paper_id).status == "ditandatangani"


def test_correcting_the_record_while_its_berita_acara_is_issued_never_parts_the_two(met):
    with met.database.write() as session:
        who, year = dunia.act(session, Peran.KPMD), met.year(session)
        draft = draf.start(session, who, flow("musrenbangdes"), year, SUKAMAJU, kunci="again")
        step = flow("musrenbangdes").step("undangan")
        answers = step.pick(draft.jawaban) | {"tempat": "Balai Baru"}
        draf.save(session, who, draft, step, answers, done=True)
        draft_id = draft.id

    def act(n):
        if n:
            with met.database.write() as session:
                return kirim.submit(session, who, session.get_one(Draf, draft_id))
        with met.database.write() as session:
            kades = dunia.act(session, Peran.KEPALA_DESA)
        wanted = naskah.Order(jenis="ba_musrenbangdes", tanggal=DAYS["ba_musrenbangdes"], kunci="k")
        return terbit.issue(met.office, kades, met.year_id, SUKAMAJU, wanted)

    at_once(act, 2)
    with met.database.read() as session:
        paper = session.scalars(select(Naskah)).one()
        held = session.get_one(Musyawarah, paper.musyawarah_id)
        assert paper.fakta["musyawarah"]["tempat"] == held.tempat


def test_two_who_merge_the_same_proposals_at_once_make_one_proposal(committed):
    with committed.database.write() as session:
        year = committed.year(session)
        made = village(session, year, given=dunia.kinds("add", "add", "add"))
        total = sum(one.biaya for one in made)
        drafts = [
            draf.start(session, dunia.act(session, Peran.KPMD), flow("gabung-usulan"), year,
                       SUKAMAJU, kunci=f"g{n}", objek=objek)
            for n, objek in enumerate(("gabung:1,2", "gabung:2,3"))
        ]  # fmt: skip
        for draft in drafts:
            step = flow("gabung-usulan").step("alasan")
            draf.save(session, dunia.act(session, Peran.KPMD), draft, step, {"alasan": "Sama"})
        ids = [draft.id for draft in drafts]

    def send(n):
        with committed.database.write() as session:
            who = dunia.act(session, Peran.KPMD)
            return kirim.submit(session, who, session.get_one(Draf, ids[n]))

    assert sum(isinstance(one, str) for one in at_once(send, 2)) == 1
    with committed.database.read() as session:
        found = daftar.totals(session, committed.year(session), daftar.Saring(), (SUKAMAJU,))
        assert (found.usulan, found.biaya) == (2, total)


def test_two_tabs_that_save_different_steps_at_once_lose_nothing(committed):
    form = flow("usulan")
    with committed.database.write() as session:
        who, year = dunia.act(session, Peran.KPMD), committed.year(session)
        draft_id = draf.start(session, who, form, year, SUKAMAJU, kunci="k").id

    def save(n):
        step = form.steps[n]
        while True:  # the edge asks the person to send again
            try:
                with committed.database.write() as session:
                    draft = session.get_one(Draf, draft_id)
                    draf.save(session, who, draft, step, {next(iter(step.fields)): f"isi {n}"})
                    return n
            except StaleDataError:
                continue

    assert at_once(save) == list(range(AT_ONCE))
    with committed.database.read() as session:
        kept = session.get_one(Draf, draft_id).jawaban
    assert sorted(kept.values()) == [f"isi {n}" for n in range(AT_ONCE)]
