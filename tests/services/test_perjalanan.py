"""A village's year in any order of acts: whatever people try, the record stays true."""

from datetime import date

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from musren.domain.errors import MusrenError
from musren.domain.peran import Peran
from musren.integration.tahapan import PERPINDAHAN
from musren.models.naskah import Naskah, Register
from musren.models.usulan import RiwayatStatus, Usulan, UsulanKecamatan
from musren.services import naskah, terbit
from musren.services.fakta import desa
from tests import dunia
from tests.dunia import SUKAMAJU, agree, hold, kinds, village

PUTUSAN = st.sampled_from(["disepakati", "disepakati", "ditunda", "ditolak"])
ALLOWED = {(p.dari.value, p.ke.value) for p in PERPINDAHAN} | {("", "diajukan")}
BA = "ba_musrenbangdes"
JENIS = st.sampled_from([BA, BA, "sk_rkp_desa"])
KINDS = st.sampled_from(["add", "apbd", "swadaya", "lain"])


class Year(RuleBasedStateMachine):
    """Acts as the edges do: each one whole or not at all, refusals are part of life."""

    session = tahun = kantor = None

    def __init__(self):
        super().__init__()
        self.point = self.session.begin_nested()
        made = village(self.session, self.tahun, given=kinds("add", "apbd"))
        hold(self.session, self.tahun, agree(made))
        self.kantor.issue(self.tahun, BA)

    def teardown(self):
        self.point.rollback()
        self.session.expire_all()

    def tried(self, does):
        try:
            with self.session.begin_nested():
                return does()
        except MusrenError:
            return None
        finally:
            self.session.flush()
            self.session.expire_all()

    def papers(self, jenis=None):
        found = self.session.scalars(select(Naskah).order_by(Naskah.id)).all()
        return [p for p in found if jenis in {None, p.jenis}]

    def recent(self, jenis, back=0):
        """The latest paper of a kind, or the one before."""
        found = self.papers(jenis)[-1 - back :]
        return found[0] if found else None

    def proposals(self):
        return self.session.scalars(select(Usulan).order_by(Usulan.id)).all()

    @rule(kind=KINDS)
    def propose(self, kind):
        self.tried(lambda: dunia.propose(self.session, self.tahun, **dunia.KINDS[kind]))

    @rule(at=st.integers(0, 9))
    def change(self, at):
        proposals = self.proposals()
        one = proposals[at % len(proposals)]
        who, answers = dunia.act(self.session, Peran.KPMD), {"kegiatan": "Diubah"}
        self.tried(lambda: dunia.fill(self.session, who, "usulan", self.tahun, SUKAMAJU, answers,
                                      objek=f"usulan:{one.id}"))  # fmt: skip

    @rule(decided=st.lists(PUTUSAN, min_size=12, max_size=12), tempat=st.sampled_from("ABC"))
    def meet(self, decided, tempat):
        rows = agree(self.proposals(), alasan="Kesepakatan musyawarah")
        for row, putusan in zip(rows, decided, strict=False):
            row["putusan"] = putusan
            if row["sumber"] == "blm":  # the limits of BLM are another test's matter
                row["sumber"] = "lain"
        self.tried(lambda: hold(self.session, self.tahun, rows, tempat=tempat))

    @rule(jenis=JENIS)
    def issue(self, jenis):
        self.tried(lambda: self.kantor.issue(self.tahun, jenis))

    @rule(jenis=JENIS, back=st.integers(0, 1))
    def replace(self, jenis, back):
        old = self.recent(jenis, back)
        if old:
            self.tried(lambda: self.kantor.issue(self.tahun, jenis, mengganti=old.id,
                                                 alasan="Salah"))  # fmt: skip

    @rule(back=st.integers(0, 1))
    def reopen(self, back):
        who = dunia.act(self.session, Peran.KEPALA_DESA)
        paper = self.recent(BA, back)
        if paper:
            self.tried(lambda: terbit.reopen_meeting(self.session, who, paper, "Salah"))

    @rule(jenis=JENIS, only=st.sampled_from([None, None, [0], [1, 2], [3], [4]]))
    def sign(self, jenis, only):
        paper = self.recent(jenis)
        if paper:
            self.tried(lambda: self.kantor.sign(paper, only))

    @invariant()
    def what_was_signed_is_what_the_database_says(self):
        for paper in self.papers(BA):
            if paper.status == "ditandatangani":
                now = desa.ba_musrenbangdes(self.session, self.tahun, SUKAMAJU)
                for name in ("daftar", "belum_disepakati", "jumlah", "musyawarah", "kehadiran"):
                    assert paper.fakta[name] == frozen(now, paper)[name]

    @invariant()
    def at_most_one_paper_of_a_kind_is_in_force(self):
        held = [p.jenis for p in self.papers() if p.status != "diganti"]
        assert len(held) == len(set(held))

    @invariant()
    def numbers_have_no_gap(self):
        last = {r.kode: r.terakhir for r in self.session.scalars(select(Register))}
        for kode, number in last.items():
            given = [p.nomor_urut for p in self.papers() if p.register_kode == kode]
            assert given == list(range(1, number + 1))

    @invariant()
    def no_decree_without_signed_record(self):
        in_force = {p.jenis: p.status for p in self.papers() if p.status != "diganti"}
        if "sk_rkp_desa" in in_force:
            assert in_force["ba_musrenbangdes"] == "ditandatangani"

    @invariant()
    def only_what_the_signed_record_agreed_is_at_the_kecamatan(self):
        up = {one.usulan.kode for one in self.session.scalars(select(UsulanKecamatan))}
        told = set()
        for paper in self.papers(BA):
            if paper.status == "ditandatangani":
                told = {r["kode"] for d in paper.fakta["daftar"] if d["kunci"] in {"blm", "apbd"}
                        for r in d["baris"]}  # fmt: skip
        assert up == told

    @invariant()
    def every_history_is_whole_and_declared(self):
        for one in self.proposals():
            moves = self.session.scalars(
                select(RiwayatStatus)
                .where(RiwayatStatus.usulan_id == one.id)
                .order_by(RiwayatStatus.id)
            ).all()
            assert {(m.dari, m.ke) for m in moves} <= ALLOWED
            assert [m.dari for m in moves] == ["", *(m.ke for m in moves[:-1])]
            assert moves[-1].ke == one.status


def frozen(facts, paper):
    day = date.fromisoformat(paper.fakta["tanggal_surat"])
    return naskah.contracts.freeze(
        paper.jenis, naskah._dated(facts, paper.jenis, number=paper.nomor, day=day)
    )


def test_no_order_of_acts_parts_the_papers_from_the_database(session, tahun, kantor):
    machine = type("Here", (Year,), {"session": session, "tahun": tahun, "kantor": kantor})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=15, stateful_step_count=20, deadline=None, database=None,
            suppress_health_check=list(HealthCheck), derandomize=True,
        ),
    )  # fmt: skip
