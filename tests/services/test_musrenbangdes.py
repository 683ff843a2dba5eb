"""The Musrenbangdes: who may hold it, what it may decide, when its record is closed."""

import pytest
from sqlalchemy import select

from musren.domain.errors import Conflict, Invalid, NotReady, Refused
from musren.domain.peran import Peran
from musren.models.musyawarah import Musyawarah
from musren.models.usulan import Keputusan, RiwayatStatus
from musren.services import terbit
from musren.services.fakta.desa import ba_musrenbangdes
from musren.services.tahun import change_parameter
from tests import dunia
from tests.dunia import SUKAMAJU, agree, attendee, hadir, hold, kinds, village

PRESENT = hadir()


def refused(session, tahun, decisions, error=Invalid, **changed):
    with pytest.raises(error) as told, session.begin_nested():  # an edge would drop it all
        hold(session, tahun, decisions, **changed)
    return told.value


def parameter(session, tahun, **changes):
    who = dunia.act(session, Peran.BAPPEDA, dunia.KABUPATEN)
    change_parameter(session, who, tahun, changes, "Kesepakatan kabupaten")


# --- III.B --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lacking", "told"),
    [
        ({"kantor_layak": "tidak"}, "menunggu kantor yang layak"),
        ({"sekdes_nama": ""}, "menunggu perangkat desa lengkap"),
        ({"jumlah_kaur": "1"}, "menunggu perangkat desa lengkap"),
        ({"bpd_terbentuk": "tidak"}, "Tanpa BPD"),
    ],
)
def test_a_village_that_lacks_a_condition_is_told_what_follows(session, tahun, lacking, told):
    made = village(session, tahun)
    who = dunia.act(session, Peran.KPMD)
    dunia.fill(session, who, "profil-desa", tahun, SUKAMAJU, dunia.PROFIL | lacking)
    message = refused(session, tahun, agree(made), Refused).message
    assert "III.B" in message
    assert told in message
    assert session.scalars(select(Musyawarah)).all() == []


def test_a_village_without_profile_does_not_meet(session, tahun):
    made = [dunia.propose(session, tahun)]
    assert "Profil desa belum diisi" in refused(session, tahun, agree(made), NotReady).message


def test_a_village_without_proposals_does_not_meet(session, tahun):
    village(session, tahun, given=[])
    assert "keputusan" in refused(session, tahun, []).errors


# --- people -------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [0, 2, 4])
def test_exactly_three_wakil_masyarakat_sign(session, tahun, count):
    chosen = [attendee(r) for r in PRESENT[:count]]
    wrong = refused(session, tahun, agree(village(session, tahun)), wakil_masyarakat=chosen)
    assert "wakil_masyarakat" in wrong.errors


def test_a_wakil_masyarakat_was_there(session, tahun):
    chosen = [attendee(r) for r in PRESENT[:2]] + ["Orang Lain — Dusun I"]
    wrong = refused(session, tahun, agree(village(session, tahun)), wakil_masyarakat=chosen)
    assert "Orang Lain" in wrong.errors["wakil_masyarakat"]


@pytest.mark.parametrize(
    ("nama", "pimpinan", "told"),
    [
        ("ahmad  SUKRI", "Peserta 10", "sebagai Kepala Desa"),
        ("Peserta 1", "peserta 1", "sebagai Pimpinan Musyawarah"),
    ],
)
def test_nobody_signs_the_berita_acara_twice(session, tahun, nama, pimpinan, told):
    present = [PRESENT[0] | {"nama": nama}, *PRESENT[1:]]
    wrong = refused(
        session, tahun, agree(village(session, tahun)), hadir=present, pimpinan_nama=pimpinan,
        wakil_masyarakat=[attendee(r) for r in present[:3]],
    )  # fmt: skip
    assert told in wrong.errors["wakil_masyarakat"]


@pytest.mark.parametrize("field", ["pimpinan_nama", "notulis_nama"])
def test_whoever_led_or_wrote_is_on_the_attendance_list(session, tahun, field):
    decisions = agree(village(session, tahun))
    wrong = refused(session, tahun, decisions, **{field: "Peserta 99"})
    assert "Peserta 99 tidak ada dalam daftar hadir" in wrong.errors[field]
    hold(session, tahun, decisions, **{field: " peserta  10"})


@pytest.mark.parametrize(
    ("positions", "told"),
    [
        (range(3, 8), "Pilih 6 wakil desa; sekarang 5."),
        (range(2, 9), "Pilih 6 wakil desa; sekarang 7."),
        ((1, 3, 5, 7, 9, 0), "Paling sedikit 3 perempuan"),
    ],
)
def test_the_village_sends_six_with_three_women(session, tahun, positions, told):
    chosen = [attendee(PRESENT[n]) for n in positions]
    wrong = refused(session, tahun, agree(village(session, tahun)), wakil_desa=chosen)
    assert told in wrong.errors["wakil_desa"]


def test_an_office_may_ask_for_another_number_of_wakil_desa(session, tahun):
    made = village(session, tahun)
    parameter(session, tahun, wakil_desa_mad=5, min_perempuan_wakil_desa=2)
    assert "Pilih 5 wakil desa" in refused(session, tahun, agree(made)).errors["wakil_desa"]
    held = hold(session, tahun, agree(made), wakil_desa=[attendee(r) for r in PRESENT[3:8]])
    assert sum(h.wakil_desa for h in held.hadir) == 5


def test_a_name_pasted_with_a_tab_can_be_chosen(session, tahun):
    made = village(session, tahun)
    present = [PRESENT[0] | {"nama": "Siti\tAminah"}, *PRESENT[1:]]
    held = hold(
        session, tahun, agree(made), hadir=present,
        wakil_masyarakat=["Siti Aminah — Dusun II", *(attendee(r) for r in PRESENT[1:3])],
    )  # fmt: skip
    assert next(h.nama for h in held.hadir if h.wakil_masyarakat) == "Siti Aminah"


def test_attendance_is_kept_in_order_with_whom_the_meeting_chose(session, tahun):
    held = hold(session, tahun, agree(village(session, tahun)))
    session.flush()
    session.expire_all()
    assert [h.nama for h in held.hadir] == [r["nama"] for r in PRESENT]
    assert [h.nama for h in held.hadir if h.wakil_masyarakat] == [r["nama"] for r in PRESENT[:3]]
    assert sum(h.rtm for h in held.hadir) == 3


@pytest.mark.parametrize(("day", "fits"), [("31/12/2009", False), ("1/1/2012", False),
                                           ("15/1/2010", True), ("17/1/2011", True)])  # fmt: skip
def test_the_day_of_the_meeting_fits_the_year_of_the_plan(session, tahun, day, fits):
    decisions = agree(village(session, tahun))
    given = {"tanggal": day, "undangan_tanggal": ""}
    if fits:
        assert hold(session, tahun, decisions, **given).tanggal.year in {2010, 2011}
    else:
        assert (
            "tahun perencanaan 2011"
            in refused(session, tahun, decisions, **given).errors["tanggal"]
        )


# --- decisions ----------------------------------------------------------------------------------


def test_each_decision_keeps_the_values_of_this_level(session, tahun):
    (one,) = made = village(session, tahun, given=[{"kegiatan": "Drainase"}])
    hold(session, tahun, agree(made))
    kept = session.scalars(select(Keputusan)).one()
    assert (kept.tingkat, kept.sumber, kept.peringkat, kept.biaya) == ("desa", "add", 1, 37_800_000)
    assert (kept.biaya_sumber, kept.swadaya) == (33_600_000, 4_200_000)
    assert (kept.volume, one.status) == (one.volume, "disepakati")


@pytest.mark.parametrize("putusan", ["ditunda", "ditolak"])
def test_a_proposal_that_is_not_agreed_on_needs_its_reason(session, tahun, putusan):
    made = village(session, tahun)
    decisions = agree(made)
    decisions[1] |= {"putusan": putusan}
    assert "keputusan.1.alasan" in refused(session, tahun, decisions).errors
    decisions[1] |= {"alasan": "Lahan belum jelas"}
    hold(session, tahun, decisions)
    moves = session.scalars(select(RiwayatStatus).where(RiwayatStatus.usulan_id == made[1].id))
    assert [(m.ke, m.alasan) for m in moves][-1] == (putusan, "Lahan belum jelas")


def test_an_incomplete_proposal_can_be_put_off_but_not_agreed_on(session, tahun):
    village(session, tahun, given=[])
    stored = dunia.incomplete(session, tahun)
    row = agree([stored], sumber="add")
    wrong = refused(session, tahun, row)
    assert "belum lengkap" in wrong.errors["keputusan.0.putusan"]
    hold(session, tahun, [row[0] | {"putusan": "ditunda", "alasan": "Biaya belum dihitung"}])
    assert stored.status == "ditunda"


def test_putting_an_incomplete_proposal_off_first_does_not_help_it_through(session, tahun):
    village(session, tahun, given=[])
    stored = dunia.incomplete(session, tahun)
    row = agree([stored], sumber="add")[0]
    hold(session, tahun, [row | {"putusan": "ditunda", "alasan": "Biaya belum dihitung"}])
    wrong = refused(session, tahun, [row])
    assert "belum lengkap" in wrong.errors["keputusan.0.putusan"]
    assert stored.status == "ditunda"


def test_a_soft_rule_needs_a_reason_and_the_reason_is_kept(session, tahun):
    made = village(session, tahun, given=kinds("add"))
    row = agree(made, sumber="lain")
    wrong = refused(session, tahun, row)
    assert "tulis alasannya" in wrong.errors["keputusan.0.alasan"]
    hold(session, tahun, [row[0] | {"alasan": "Dialihkan ke CSR"}])
    kept = session.scalars(select(Keputusan)).one()
    assert (kept.sumber, kept.alasan) == ("lain", "Dialihkan ke CSR")
    assert "sumber_berbeda" in [rule["kunci"] for rule in kept.saran["aturan"]]
    assert kept.saran["saran"] == "add"
    facts = ba_musrenbangdes(session, tahun, SUKAMAJU)
    (row,) = [row for one in facts["daftar"] for row in one["baris"]]
    assert row["keterangan"].endswith("Alasan: Dialihkan ke CSR")


def test_a_rule_that_only_reminds_asks_for_no_reason_but_is_kept(session, tahun):
    made = village(session, tahun, given=kinds("blm"))
    hold(session, tahun, agree(made))
    told = [rule["kunci"] for rule in session.scalars(select(Keputusan)).one().saran["aturan"]]
    assert "blm_tanpa_swadaya" in told


def test_two_proposals_of_one_list_do_not_share_a_priority(session, tahun):
    made = village(session, tahun, given=kinds("add", "add"))
    wrong = refused(session, tahun, agree(made, peringkat="1"))
    assert "keputusan.1.peringkat" in wrong.errors


# --- again, closed, opened again ----------------------------------------------------------------


def test_the_form_may_be_sent_again_until_the_berita_acara(session, tahun):
    made = village(session, tahun)
    first = hold(session, tahun, agree(made))
    decisions = agree(made)
    decisions[0] |= {"putusan": "ditunda", "alasan": "Dana kurang"}
    again = hold(session, tahun, decisions, tempat="Rumah Kepala Desa")
    assert (again.id, again.tempat) == (first.id, "Rumah Kepala Desa")
    kept = session.scalars(select(Keputusan)).all()
    assert [k.putusan for k in sorted(kept, key=lambda k: k.usulan_id)] == [
        "ditunda", "disepakati", "disepakati",
    ]  # fmt: skip
    moves = session.scalars(select(RiwayatStatus).where(RiwayatStatus.usulan_id == made[0].id))
    assert [m.ke for m in moves] == ["diajukan", "disepakati", "diajukan", "ditunda"]


def test_after_the_berita_acara_the_record_is_closed(session, tahun, kantor):
    made = village(session, tahun)
    hold(session, tahun, agree(made))
    paper = kantor.issue(tahun, "ba_musrenbangdes")
    told = refused(session, tahun, agree(made), Conflict, tempat="Lain")
    assert paper.nomor in told.message


def test_an_opened_record_may_be_corrected_until_its_successor_is_issued(session, tahun, kantor):
    made = village(session, tahun)
    hold(session, tahun, agree(made))
    paper = kantor.issue(tahun, "ba_musrenbangdes")
    who = dunia.act(session, Peran.KEPALA_DESA)
    terbit.reopen_meeting(session, who, paper, "Salah tempat")
    hold(session, tahun, agree(made), tempat="Balai Dusun")
    hold(session, tahun, agree(made), tempat="Balai Desa Lama")
    kantor.issue(tahun, "ba_musrenbangdes", mengganti=paper.id, alasan="Salah tempat")
    refused(session, tahun, agree(made), Conflict, tempat="Lain lagi")
