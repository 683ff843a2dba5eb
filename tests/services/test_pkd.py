"""PKD: what groups told is kept, grouped, ranked and weighed, and survives being corrected."""

import pytest
from sqlalchemy import select

from musren.domain.errors import Conflict, Invalid, NotFound
from musren.domain.peran import Peran
from musren.forms.alur import flow
from musren.models.pkd import Foto, Gagasan, KalenderFaktor, Lembaga, SketsaSimbol
from musren.services import draf, foto, kirim
from musren.services.alur import answers_for
from musren.services.pkd.nilai import ranked_actions, ranked_problems
from musren.services.pkd.pertemuan import ideas_of, problems_of
from tests import dunia
from tests.dunia import SUKAMAJU
from tests.services import pkd_uji as uji


def rows_of(session, tahun, held):
    """What the form of a recorded meeting opens with."""
    told, _ = answers_for(
        session, flow("penggalian-gagasan"), tahun, SUKAMAJU, f"pertemuan_pkd.{held.kelompok}"
    )
    return told


def again(session, tahun, held, **changed):
    told = rows_of(session, tahun, held)
    return uji.meet(session, tahun, f"pertemuan_pkd.{held.kelompok}", **{**told, **changed})


@pytest.fixture
def desa(session, tahun):
    dunia.village(session, tahun, given=[])
    return tahun


def test_a_meeting_keeps_its_three_pictures_problems_and_ideas(session, desa):
    held = uji.meet(session, desa)
    assert (held.jenis, held.kelompok, held.kelompok_jenis) == ("pertemuan_pkd", "1", "perempuan")
    assert held.kelompok_nama == "Kelompok Perempuan Dusun II"
    assert session.scalars(select(SketsaSimbol.nama)).all() == ["Jalan becek"]
    assert session.scalars(select(KalenderFaktor.bulan)).all() == [[0] * 7 + [2, 2, 2, 0, 0]]
    assert session.scalars(select(Lembaga.nama)).all() == ["Posyandu"]
    assert [(m.kode, m.alat) for m in problems_of(session, held)] == [
        ("M-001", "sketsa"), ("M-002", "sketsa"), ("M-003", "kalender"), ("M-004", "bagan"),
    ]  # fmt: skip
    assert problems_of(session, held)[2].bulan == [8, 9, 10]
    assert [g.gagasan for g in ideas_of(session, held)] == [
        "Gedung Posyandu", "Air bersih perpipaan",
    ]  # fmt: skip
    assert [h.nama for h in held.hadir if h.wakil_kelompok] == ["Peserta 1"]


def test_codes_go_on_with_the_next_group_of_the_village(session, desa):
    uji.meet(session, desa)
    second = uji.meet(session, desa, kelompok_nama="Dusun I", kelompok_jenis="dusun")
    assert second.kelompok == "2"
    assert problems_of(session, second)[0].kode == "M-005"


def test_a_meeting_that_was_only_invited_to_is_recorded_as_a_new_one(session, desa):
    held = uji.meet(session, desa, "pertemuan_pkd.1")
    assert held.kelompok == "1"


def test_a_form_opened_for_another_kind_of_meeting_is_refused(session, desa):
    with pytest.raises(NotFound):
        answers_for(session, flow("penggalian-gagasan"), desa, SUKAMAJU, "mkp")


def test_a_meeting_changed_elsewhere_meanwhile_is_not_overwritten(session, desa):
    held = uji.meet(session, desa)
    who, form = dunia.act(session, Peran.KPMD), flow("penggalian-gagasan")
    late = draf.start(
        session, who, form, desa, SUKAMAJU, kunci=dunia.key(), objek="pertemuan_pkd.1"
    )
    held.catatan = "diubah dari tempat lain"
    session.flush()
    with pytest.raises(Conflict, match="sudah diubah dari tempat lain"):
        kirim.submit(session, who, late)


def test_a_group_that_used_one_tool_only_is_taken(session, desa):
    held = uji.meet(session, desa, sketsa=[], masalah_sketsa=[], lembaga=[], masalah_lembaga=[],
                    gagasan=[], kalender=[])  # fmt: skip
    assert [m.kode for m in problems_of(session, held)] == ["M-001"]


def test_a_meeting_that_told_nothing_is_asked_for_something(session, desa):
    nothing = {name: [] for name in ("masalah_sketsa", "masalah_kalender", "masalah_lembaga")}
    with pytest.raises(Invalid, match="paling sedikit satu masalah"):
        uji.meet(session, desa, gagasan=[], **nothing)


def test_a_factor_that_shows_in_no_month_is_left_out(session, desa):
    uji.meet(session, desa, kalender=[uji.kalender("Hama"), uji.kalender("Paceklik", 9)])
    assert session.scalars(select(KalenderFaktor.faktor)).all() == ["Paceklik"]


def test_a_new_meeting_begins_with_the_usual_factors(session, desa):
    told, version = answers_for(session, flow("penggalian-gagasan"), desa, SUKAMAJU, "")
    assert {"faktor": "Paceklik"} in told["kalender"]
    assert version is None


def test_a_corrected_meeting_keeps_its_problems_and_their_codes(session, desa):
    held = uji.meet(session, desa)
    before = {m.kode: m.id for m in problems_of(session, held)}
    told = rows_of(session, desa, held)["masalah_sketsa"]
    told[0]["masalah"] = "Jalan ke Dusun III licin"
    again(session, desa, held, masalah_sketsa=[*told, uji.masalah("Saluran sempit")])
    after = problems_of(session, held)
    assert {m.kode: m.id for m in after if m.kode in before} == before
    assert next(m for m in after if m.kode == "M-001").masalah == "Jalan ke Dusun III licin"
    assert "M-005" in {m.kode for m in after}


def test_a_problem_that_is_taken_back_is_gone(session, desa):
    held = uji.meet(session, desa)
    again(session, desa, held, masalah_lembaga=[])
    assert [m.kode for m in uji.known(session, desa)] == ["M-001", "M-002", "M-003"]


def test_a_problem_with_actions_is_not_taken_back(session, desa):
    held = uji.meet(session, desa)
    uji.weigh(session, desa)
    rest = rows_of(session, desa, held)["masalah_sketsa"][1:]
    with pytest.raises(Invalid) as refused:
        again(session, desa, held, masalah_sketsa=rest)
    assert list(refused.value.errors) == ["masalah_sketsa"]
    assert "sudah punya 2 tindakan" in refused.value.errors["masalah_sketsa"]
    assert len(uji.known(session, desa)) == 4


def test_a_problem_others_were_merged_into_is_not_taken_back(session, desa):
    held = uji.meet(session, desa)
    uji.group(session, desa, {"M-002": "M-004"})
    with pytest.raises(Invalid) as refused:
        again(session, desa, held, masalah_lembaga=[])
    assert "M-002 digabung ke M-004" in refused.value.errors["masalah_lembaga"]


def test_a_problem_of_another_group_is_never_touched_by_a_forged_row(session, desa):
    first = uji.meet(session, desa)
    foreign = str(problems_of(session, first)[0].id)
    uji.meet(session, desa, masalah_sketsa=[uji.masalah("Palsu", masalah_id=foreign)])
    assert problems_of(session, first)[0].masalah == "Jalan ke Dusun III becek"


def test_photos_of_a_problem_go_with_it(session, desa):
    held = uji.meet(session, desa)
    who, last = dunia.act(session, Peran.KPMD), uji.known(session, desa)[-1]
    thing = foto.need(session, desa, SUKAMAJU, f"masalah:{last.id}")
    foto.add(session, who, thing, foto.Gambar(sha256="a" * 64, ukuran=3))
    again(session, desa, held, masalah_lembaga=[])
    assert session.scalars(select(Foto)).all() == []
    assert foto.all_photos(session, desa, SUKAMAJU) == []


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"gagasan": [uji.gagasan("A", "1"), uji.gagasan("B", "1")]}, "gagasan.1.prioritas",
         "sudah dipakai pada baris 1"),
        ({"gagasan": [uji.gagasan("A", "1", pemanfaat_rtm="900")]}, "gagasan.0.pemanfaat_rtm",
         "melebihi"),
        ({"kelompok_jenis": "dusun", "dusun": ""}, "dusun", "Pilih dusunnya"),
        ({"masalah_kalender": [uji.masalah("Air", bulan=["13"])]}, "masalah_kalender.0.bulan",
         "13"),
        ({"lembaga": [{"nama": "BPD", "ukuran": "6", "jarak": "1"}]}, "lembaga.0.ukuran", "5"),
        ({"sketsa": [{"simbol": "air", "nama": "Mata air", "jenis": "potensi", "x": "1001",
                      "y": "0"}]}, "sketsa.0.x", "1.000"),
        ({"kalender": [uji.kalender("Hama", 1), uji.kalender("hama", 2)]}, "kalender.1.faktor",
         "sudah ada pada baris 1"),
        ({"tanggal": "12/1/2013"}, "tanggal", "2013"),
    ],
)  # fmt: skip
def test_bad_answers_are_explained_at_their_field(session, desa, changed, field, sentence):
    with pytest.raises(Invalid) as refused:
        uji.meet(session, desa, **changed)
    assert sentence in refused.value.errors[field]


# --- grouping and ranks -------------------------------------------------------------------------


def test_the_ranks_of_the_four_problems_are_those_of_the_guide(session, desa):
    uji.meet(session, desa)
    uji.group(session, desa)
    uji.score(session, desa)
    assert [(m.kode, u.jumlah, u.peringkat) for m, u in ranked_problems(session, desa, SUKAMAJU)] \
        == [("M-001", 21, 1), ("M-002", 20, 2), ("M-003", 20, 2), ("M-004", 13, 4)]  # fmt: skip


def test_a_tie_the_meeting_decided_is_no_tie_any_more(session, desa):
    uji.meet(session, desa)
    uji.score(session, desa, seri={1: "2", 2: "1"})
    order = ranked_problems(session, desa, SUKAMAJU)
    assert [(m.kode, u.peringkat) for m, u in order][1:3] == [("M-003", 2), ("M-002", 3)]


def test_an_open_tie_is_warned_of_and_not_refused(session, desa):
    uji.meet(session, desa)
    who = dunia.act(session, Peran.KPMD)
    form = flow("peringkat-masalah")
    draft = draf.start(session, who, form, desa, SUKAMAJU, kunci=dunia.key())
    ids = [m.id for m in uji.known(session, desa)]
    given = {"peringkat_masalah": uji.nilai("masalah_id", ids, uji.VEKTOR, None)}
    draf.save(session, who, draft, form.steps[0], given, done=True)
    values, wrong, _ = draf.review(session, draft)
    assert wrong == {}
    told = kirim.warnings(session, draft, values)
    assert any("bernilai sama, yaitu 20" in one for one in told)
    assert kirim.submit(session, who, draft) == f"pkd:{SUKAMAJU}"


def test_a_tie_decided_for_one_alone_is_refused(session, desa):
    uji.meet(session, desa)
    with pytest.raises(Invalid) as refused:
        uji.score(session, desa, seri={1: "1"})
    assert list(refused.value.errors) == ["peringkat_masalah.2.seri"]


def test_a_score_off_the_scale_names_criterion_and_scale(session, desa):
    uji.meet(session, desa)
    with pytest.raises(Invalid) as refused:
        uji.score(session, desa, [(5, 4, 3, 5, 9)])
    told = refused.value.errors["peringkat_masalah.0.k5"]
    assert "Tersedia potensi untuk memecahkan masalah" in told
    assert "1, 2, 3, 4 atau 5" in told


def test_another_scale_and_fewer_criteria_work_as_well(session, desa):
    desa.parameter = {
        "skala_peringkat": [1, 5, 10, 15, 20],
        "kriteria_peringkat_masalah": ["Dirasakan orang banyak", "Sangat parah"],
    }
    session.flush()
    uji.meet(session, desa)
    with pytest.raises(Invalid) as refused:
        uji.score(session, desa, [(20, 4)])
    assert "1, 5, 10, 15 atau 20" in refused.value.errors["peringkat_masalah.0.k2"]
    uji.score(session, desa, [(20, 15), (10, 5), (1, 1), (20, 20)])
    assert [(m.kode, u.jumlah) for m, u in ranked_problems(session, desa, SUKAMAJU)] == [
        ("M-004", 40), ("M-001", 35), ("M-002", 15), ("M-003", 2),
    ]  # fmt: skip


def test_the_same_problem_told_twice_is_ranked_once(session, desa):
    uji.meet(session, desa)
    uji.meet(session, desa, kelompok_nama="Dusun I")
    uji.group(session, desa, {"M-005": "M-001", "M-007": "m-003"})
    ranked = [m.kode for m, _ in ranked_problems(session, desa, SUKAMAJU)]
    assert ranked == ["M-001", "M-002", "M-003", "M-004", "M-006", "M-008"]


@pytest.mark.parametrize(
    ("merged", "row", "sentence"),
    [
        ({"M-001": "M-009"}, 0, "tidak ada"),
        ({"M-001": "M-001"}, 0, "dirinya sendiri"),
        ({"M-001": "M-002", "M-002": "M-003"}, 0, "sendiri digabung ke M-003"),
        ({"M-001": "M-002", "M-002": "M-001"}, 1, "sendiri digabung ke M-002"),
    ],
)
def test_a_wrong_merging_is_explained_at_its_row(session, desa, merged, row, sentence):
    uji.meet(session, desa)
    with pytest.raises(Invalid) as refused:
        uji.group(session, desa, merged)
    assert sentence in refused.value.errors[f"pengelompokan.{row}.induk_kode"]


def test_a_problem_with_actions_is_not_merged_away(session, desa):
    uji.meet(session, desa)
    uji.weigh(session, desa)
    with pytest.raises(Invalid) as refused:
        uji.group(session, desa, {"M-001": "M-002"})
    assert "sudah punya 2 tindakan" in refused.value.errors["pengelompokan.0.induk_kode"]


# --- actions ------------------------------------------------------------------------------------


def test_what_is_feasible_is_named_and_ranked(session, desa):
    uji.meet(session, desa)
    first, second = uji.weigh(session, desa)
    assert (first.tindakan, first.layak) == ("Rabat beton jalan Dusun III", True)
    assert (second.tindakan, second.layak) == ("", False)
    rows = uji.nilai("tindakan_id", [first.id], [(5, 4, 3)], None)
    uji.send(session, desa, "peringkat-tindakan", peringkat_tindakan=rows)
    assert [(t.id, u.jumlah, u.peringkat) for t, u in ranked_actions(session, desa, SUKAMAJU)] == [
        (first.id, 12, 1)
    ]


def test_why_an_action_is_not_feasible_must_be_told(session, desa):
    uji.meet(session, desa)
    with pytest.raises(Invalid) as refused:
        uji.weigh(session, desa, uji.tindakan("M-001", "Pindah", layak="tidak"))
    assert "Isi alasannya" in refused.value.errors["pengkajian.0.alasan"]


def test_actions_keep_their_scores_when_the_list_is_corrected(session, desa):
    uji.meet(session, desa)
    first, _ = uji.weigh(session, desa)
    rows = uji.nilai("tindakan_id", [first.id], [(5, 4, 3)], None)
    uji.send(session, desa, "peringkat-tindakan", peringkat_tindakan=rows)
    told, _ = answers_for(session, flow("pengkajian-tindakan"), desa, SUKAMAJU, "")
    kept = [told["pengkajian"][0], uji.tindakan("M-002", "Gedung Posyandu")]
    after = uji.weigh(session, desa, *kept)
    assert [(t.id == first.id, t.skor) for t in after] == [(True, [5, 4, 3]), (False, None)]


# --- welfare ------------------------------------------------------------------------------------

KELAS = [{"kelas": "Mampu", "kriteria": "Sawah 1 hektare"}, {"kelas": "Miskin", "kriteria": ""}]


def families(*counts):
    names = ("Dusun I", "Dusun II", "Dusun III", "Dusun IV")
    return [
        {"dusun": name, "kk1": str(rich), "kk2": str(poor)}
        for name, (rich, poor) in zip(names, counts, strict=False)
    ]


def test_families_are_counted_by_the_village_s_own_classes(session, desa):
    uji.send(session, desa, "kesejahteraan", kelas=KELAS, jumlah_kk=families((10, 5), (7, 3)))
    told, _ = answers_for(session, flow("kesejahteraan"), desa, SUKAMAJU, "")
    assert told["kelas"] == KELAS
    who = dunia.act(session, Peran.KPMD)
    form = flow("kesejahteraan")
    draft = draf.start(session, who, form, desa, SUKAMAJU, kunci=dunia.key())
    shown = draf.typed(session, draft, form.step("jumlah"))["jumlah_kk"]
    assert [(r["dusun"], r.get("kk1"), r.get("kk2")) for r in shown[:2]] == [
        ("Dusun I", "10", "5"), ("Dusun II", "7", "3"),
    ]  # fmt: skip
    assert "kk3" not in shown[0]


def test_the_usual_classes_are_offered_first(session, desa):
    told, _ = answers_for(session, flow("kesejahteraan"), desa, SUKAMAJU, "")
    assert [row["kelas"] for row in told["kelas"]] == [
        "Kaya", "Menengah", "Miskin", "Sangat miskin",
    ]  # fmt: skip


def test_more_families_than_the_profile_knows_are_warned_of(session, tahun):
    who = dunia.act(session, Peran.KPMD)
    dunia.fill(session, who, "profil-desa", tahun, SUKAMAJU, dunia.PROFIL | {"jumlah_kk": "20"})
    form = flow("kesejahteraan")
    draft = draf.start(session, who, form, tahun, SUKAMAJU, kunci=dunia.key())
    for step, given in zip(
        form.steps, ({"kelas": KELAS}, {"jumlah_kk": families((15, 6))}), strict=True
    ):
        draf.save(session, who, draft, step, given, done=True)
    values, _, _ = draf.review(session, draft)
    assert "lebih banyak dari jumlah KK pada profil desa" in kirim.warnings(
        session, draft, values
    )[0]  # fmt: skip
    assert kirim.submit(session, who, draft)


# --- an action becomes a proposal ---------------------------------------------------------------


def propose(session, desa, objek, **changed):
    who = dunia.act(session, Peran.KPMD)
    began, _ = answers_for(session, flow("usulan"), desa, SUKAMAJU, objek)
    own = {k: v for k, v in dunia.usulan().items() if not began.get(k)}
    return dunia.fill(session, who, "usulan", desa, SUKAMAJU, own | changed, objek)


def proposal(session, told):
    return session.get_one(dunia.Usulan, int(told.removeprefix("usulan:")))


def test_a_proposal_begun_from_an_action_remembers_its_problem(session, desa):
    uji.meet(session, desa)
    uji.group(session, desa)
    first, _ = uji.weigh(session, desa)
    made = proposal(session, propose(session, desa, f"tindakan:{first.id}"))
    assert (made.tindakan_id, made.kunci) == (first.id, f"tindakan:{first.id}")
    assert made.kegiatan == "Rabat beton jalan Dusun III"
    assert made.latar_belakang == "Jalan ke Dusun III becek\nPenyebab: Belum dibangun"
    assert (made.asal, made.dusun, made.bidang) == ("mkp", "Dusun II", "Fisik dan Prasarana")
    assert made.pengusul == "Kelompok Perempuan Dusun II"


def test_one_action_becomes_one_proposal_only(session, desa):
    uji.meet(session, desa)
    first, _ = uji.weigh(session, desa)
    objek = f"tindakan:{first.id}"
    propose(session, desa, objek)
    with pytest.raises(Conflict, match="sudah menjadi usulan"):
        answers_for(session, flow("usulan"), desa, SUKAMAJU, objek)


def test_two_drafts_of_one_action_make_one_proposal(session, desa):
    uji.meet(session, desa)
    first, _ = uji.weigh(session, desa)
    who, form, objek = dunia.act(session, Peran.KPMD), flow("usulan"), f"tindakan:{first.id}"
    one = draf.start(session, who, form, desa, SUKAMAJU, kunci=dunia.key(), objek=objek)
    other = draf.start(session, who, form, desa, SUKAMAJU, kunci=dunia.key(), objek=objek)
    assert one.id == other.id


def test_an_action_that_became_a_proposal_stays_feasible(session, desa):
    uji.meet(session, desa)
    first, _ = uji.weigh(session, desa)
    propose(session, desa, f"tindakan:{first.id}")
    told, _ = answers_for(session, flow("pengkajian-tindakan"), desa, SUKAMAJU, "")
    rows = told["pengkajian"]
    with pytest.raises(Invalid) as refused:
        uji.weigh(session, desa, rows[0] | {"layak": "tidak", "alasan": "Berubah"})
    assert "sudah menjadi usulan" in refused.value.errors["pengkajian.0.layak"]
    with pytest.raises(Invalid) as refused:
        uji.weigh(session, desa, rows[1])
    assert "Kembalikan barisnya" in refused.value.errors["pengkajian"]


def test_an_action_that_is_not_feasible_becomes_no_proposal(session, desa):
    uji.meet(session, desa)
    _, second = uji.weigh(session, desa)
    with pytest.raises(Conflict, match="tidak layak"):
        answers_for(session, flow("usulan"), desa, SUKAMAJU, f"tindakan:{second.id}")


@pytest.mark.parametrize("objek", ["tindakan:x", "tindakan:999999", "gagasan:", "gagasan:77"])
def test_what_is_not_there_begins_no_proposal(session, desa, objek):
    with pytest.raises(NotFound, match="tidak ada"):
        answers_for(session, flow("usulan"), desa, SUKAMAJU, objek)


def test_an_idea_becomes_a_proposal_and_then_stays(session, desa):
    held = uji.meet(session, desa)
    idea = session.scalars(select(Gagasan).order_by(Gagasan.id)).first()
    made = proposal(session, propose(session, desa, f"gagasan:{idea.id}"))
    assert (made.kegiatan, made.lokasi, made.pemanfaat_p) == ("Gedung Posyandu", "Dusun II", 118)
    rest = rows_of(session, desa, held)["gagasan"][1:]
    with pytest.raises(Invalid, match="sudah menjadi usulan"):
        again(session, desa, held, gagasan=rest)
