"""The session on priorities: who votes, group orders, votes, criteria, and the decided ranks."""

import pytest
from sqlalchemy import event, select

from musren.domain.errors import Conflict, Invalid, NotFound, NotReady
from musren.domain.peran import Peran
from musren.models.musyawarah import Hadir, Musyawarah
from musren.models.prioritas import SidangPrioritas
from musren.models.usulan import Keputusan, Usulan, UsulanKecamatan
from musren.services.alur import answers_for
from musren.services.baris_tetap import merge
from musren.services.pilihan import Setting
from musren.services.prioritas import sidang
from musren.services.prioritas.papan import board
from musren.services.prioritas.urutan import lists
from musren.services.tahun import change_parameter
from musren.services.usulan_masuk import incoming
from tests import dunia
from tests.dunia import KECAMATAN, SUKAMAJU, hold_kecamatan, kinds, rank
from tests.services.prioritas_uji import (
    LISTS,
    directly,
    groups,
    hold_session,
    ids,
    ranks,
    refused,
    spp_done,
    two_villages,
    votes,
)


@pytest.fixture
def signed(kantor, tahun):
    return two_villages(kantor, tahun)


# --- the order ----------------------------------------------------------------------------------


def test_the_orders_of_the_groups_are_merged_lowest_sum_first(session, signed):
    spp_done(session, signed)
    orders = ((1, 2, 3, 4), (2, 1, 4, 3), (1, 3, 2, 4))
    hold_session(session, signed, "bukan_spp", **groups(session, signed, "bukan_spp", *orders))
    assert ranks(session, signed, "bukan_spp") == [1, 2, 3, 4]
    found = lists(session, signed, KECAMATAN)["bukan_spp"].urutan
    assert [one.nilai for one in found] == [4, 6, 9, 11]


@pytest.mark.parametrize("kunci", ["bukan_spp", "apbd"])
def test_spp_is_ranked_before_any_other_list(session, signed, kunci):
    wrong = refused(session, signed, kunci, NotReady, **directly(session, signed, kunci))
    assert "SPP diurutkan lebih dahulu" in wrong.message
    spp_done(session, signed)
    hold_session(session, signed, kunci, **directly(session, signed, kunci))
    assert ranks(session, signed, kunci) == [1, 2, 3, 4]


def test_votes_are_copied_from_the_tally_sheet(session, signed):
    spp_done(session, signed)
    # four proposals: each of ten voters picks three different ones
    kept = hold_session(
        session, signed, "bukan_spp", **votes(session, signed, "bukan_spp", 10, 10, 5, 8, 7)
    )
    assert (kept.jumlah_pemilih, kept.pilihan) == (10, 3)
    assert ranks(session, signed, "bukan_spp") == [1, 4, 2, 3]


@pytest.mark.parametrize(
    ("voters", "counts", "field"),
    [
        (10, (10, 5, 8, 6), "jumlah_pemilih"), (10, (11, 5, 8, 6), "suara_usulan.0.suara"),
        (13, (13, 13, 13, 0), "jumlah_pemilih"), (10, (10, 5, "", 7), "suara_usulan.2.suara"),
    ],
)  # fmt: skip
def test_votes_that_do_not_add_up_are_refused_where_they_stand(
    session, signed, voters, counts, field
):
    spp_done(session, signed)
    answers = votes(session, signed, "bukan_spp", voters, *counts)
    assert field in refused(session, signed, "bukan_spp", **answers).errors


def test_criteria_are_weighed_as_the_profile_says(session, signed):
    who = dunia.act(session, Peran.BAPPEDA)
    change_parameter(
        session, who, signed, {"kriteria_prioritas_kecamatan": ["Mendesak: 3", "Manfaat: 1"]}, "MAD"
    )
    spp_done(session, signed)
    scores = ((1, 5), (2, 1), (3, 1), (1, 1))
    rows = [
        {"usulan_id": key, "k1": str(a), "k2": str(b)}
        for key, (a, b) in zip(ids(session, signed, "bukan_spp"), scores, strict=True)
    ]
    hold_session(session, signed, "bukan_spp", cara="kriteria", skor_usulan=rows)
    assert ranks(session, signed, "bukan_spp") == [2, 3, 1, 4]


def test_a_score_beside_the_scale_is_refused(session, signed):
    rows = [{"usulan_id": k, **{f"k{n}": "6" for n in range(1, 7)}} for k in
            ids(session, signed, "spp")]  # fmt: skip
    wrong = refused(session, signed, "spp", cara="kriteria", skor_usulan=rows)
    assert "skor_usulan.0.k1" in wrong.errors


@pytest.mark.parametrize(
    ("order", "told"),
    [((1, 1), "lebih dari sekali"), ((1, 3), "tidak dipakai"), ((1, ""), "belum")],
)
def test_a_group_orders_every_proposal_once(session, signed, order, told):
    wrong = refused(session, signed, "spp", **groups(session, signed, "spp", order))
    assert told in wrong.errors["urutan_kelompok"]


def test_equal_sums_follow_the_stated_rule_until_the_forum_decides(session, signed):
    answers = groups(session, signed, "spp", (1, 2), (2, 1))
    hold_session(session, signed, "spp", **answers)
    found = lists(session, signed, KECAMATAN)["spp"].urutan
    assert [one.seri for one in found] == [True, True]
    for row, seri in zip(answers["urutan_kelompok"], "21", strict=True):
        row["seri"] = seri
    hold_session(session, signed, "spp", **answers)
    assert ranks(session, signed, "spp") == [2, 1]


def test_half_a_decision_about_equals_is_refused(session, signed):
    answers = groups(session, signed, "spp", (1, 2), (2, 1))
    answers["urutan_kelompok"][0]["seri"] = "1"
    assert "urutan_kelompok.1.seri" in refused(session, signed, "spp", **answers).errors


def test_a_list_nobody_knows_is_not_found(session, signed):
    refused(session, signed, "semua", NotFound, **directly(session, signed, "spp"))


def test_a_list_without_proposals_has_no_session(session, tahun, kantor):
    kantor.village_signed(tahun, given=kinds("apbd"))
    refused(session, tahun, "spp", NotReady, cara="langsung", urutan_langsung=[])
    hold_session(session, tahun, "apbd", **directly(session, tahun, "apbd"))  # no SPP to wait for


def test_a_session_is_not_changed_after_the_berita_acara(session, signed, kantor):
    answers = directly(session, signed, "spp")
    hold_session(session, signed, "spp", **answers)
    hold_kecamatan(session, signed)
    kantor.issue(signed, "ba_musrenbang_kecamatan", KECAMATAN)
    refused(session, signed, "spp", Conflict, **answers)


def test_two_who_change_the_same_session_are_told(session, signed):
    answers = directly(session, signed, "spp")
    spp_done(session, signed)
    form = dunia.flow("sidang-prioritas")
    who = dunia.act(session, Peran.FK)
    first = dunia.draf.start(session, who, form, signed, KECAMATAN, kunci=dunia.key(), objek="spp")
    session.scalars(select(SidangPrioritas)).one().catatan = "diubah orang lain"
    session.flush()
    for step in form.steps:
        given = {k: v for k, v in answers.items() if k in step.fields}
        dunia.draf.save(session, who, first, step, {**step.pick(first.jawaban), **given})
    with pytest.raises(Conflict, match="sudah diubah"):
        dunia.kirim.submit(session, who, first)


# --- who votes ----------------------------------------------------------------------------------


def test_the_wakil_of_the_villages_vote_and_guests_do_not(session, signed):
    present = dunia.musrenbang_kecamatan(session, signed)["hadir"]
    present.append({"nama": "Tamu", "jk": "L", "unsur": "SKPD", "desa_kode": "", "alamat": "Kota"})
    hold_kecamatan(session, signed, hadir=present)
    rows = session.scalars(
        select(Hadir).join(Hadir.musyawarah).where(Musyawarah.jenis == "musrenbang_kecamatan")
    ).all()
    assert [h.hak_suara for h in rows] == [True] * 12 + [False]


@pytest.mark.parametrize(
    ("letter", "told"),
    [
        ({}, "memerlukan surat kuasa"),
        ({"surat_kuasa": "01/SK/2011"}, "diketahui Kepala Desa dan BPD"),
        ({"surat_kuasa": "01/SK/2011", "kuasa_diketahui": "ya"}, ""),
    ],
)
def test_a_replacement_votes_only_with_a_letter_the_village_knows_of(session, signed, letter, told):
    present = dunia.musrenbang_kecamatan(session, signed)["hadir"]
    gone = present[5]["nama"]
    present[5] = present[5] | {"nama": "Pengganti"}
    claim = {"hadir_kunci": dunia.attendee(present[5]), "hak_suara": "ya", "mewakili": gone}
    sent = [dunia.attendee(row) for row in present[3:6]]
    if told:
        with pytest.raises(Invalid) as wrong, session.begin_nested():
            hold_kecamatan(session, signed, hadir=present, delegasi=sent, pemilih=[claim | letter])
        assert told in wrong.value.errors["pemilih.5.hak_suara"]
        return
    held = hold_kecamatan(session, signed, hadir=present, delegasi=sent, pemilih=[claim | letter])
    assert (held.hadir[5].hak_suara, held.hadir[5].mewakili) == (True, gone)
    assert held.hadir[5].surat_kuasa == "01/SK/2011"


def test_a_missing_quorum_refuses_only_where_the_profile_says_so(session, signed):
    present = dunia.musrenbang_kecamatan(session, signed)["hadir"]
    few = present[:6]  # one village of two
    hold_kecamatan(session, signed, hadir=few)
    who = dunia.act(session, Peran.BAPPEDA)
    change_parameter(session, who, signed, {"kuorum_mengikat": True}, "Tata tertib")
    with pytest.raises(Invalid) as wrong, session.begin_nested():
        hold_kecamatan(session, signed, hadir=few)
    assert "Kuorum belum tercapai" in wrong.value.errors["pemilih"]


def test_more_ballots_than_voters_in_the_end_are_refused(session, signed):
    spp_done(session, signed)
    hold_session(
        session, signed, "bukan_spp", **votes(session, signed, "bukan_spp", 12, 12, 10, 8, 6)
    )
    present = dunia.musrenbang_kecamatan(session, signed)["hadir"]
    with pytest.raises(Invalid) as wrong, session.begin_nested():
        hold_kecamatan(session, signed, hadir=present[:11])
    assert "12 kartu suara" in wrong.value.errors["pemilih"]


# --- the page -----------------------------------------------------------------------------------


def test_the_board_reads_a_long_list_in_as_few_statements_as_a_short_one(session, signed, kantor):
    hold_kecamatan(session, signed)

    def statements() -> int:
        session.expire_all()
        seen = []
        listen = (session.get_bind(), "before_cursor_execute", lambda *_: seen.append(1))
        event.listen(*listen)
        try:
            found = board(session, signed, KECAMATAN)
            told = [(b.putusan, b.masuk.usulan.status) for p in found.bagian for b in p.baris]
        finally:
            event.remove(*listen)
        assert told
        return len(seen)

    few = statements()
    third = dunia.RegionCode.parse("99.01.01.2003")
    kantor.village_signed(signed, third, kinds(*["apbd"] * 6))
    assert len(session.scalars(select(UsulanKecamatan)).all()) == 16
    assert statements() <= few + 2


def test_the_board_shows_who_was_put_elsewhere(session, signed):
    spp_done(session, signed)
    hold_session(session, signed, "apbd", **groups(session, signed, "apbd", (1, 2, 3, 4)))
    rows = rank(session, signed, "apbd", alasan_urutan="Kesepakatan")
    rows[0]["peringkat"], rows[1]["peringkat"] = "2", "1"
    hold_kecamatan(session, signed, prioritas_apbd=rows)
    found = {one.daftar.kunci: one for one in board(session, signed, KECAMATAN).bagian}
    assert [found[name].beda for name in LISTS] == [0, 0, 2]
    assert [one.keputusan.peringkat for one in found["apbd"].baris] == [1, 2, 3, 4]
    kept = session.scalars(select(Keputusan).where(Keputusan.alasan_urutan != "")).all()
    assert len(kept) == 2


@pytest.mark.parametrize("key", ["x", "²", "", "1,5"])
def test_rows_about_nothing_are_passed_over_while_one_types(session, signed, key):
    typed = {"cara": "langsung", "urutan_langsung": [{"usulan_id": key, "peringkat": "1"}]}
    here = Setting(session=session, year=signed, place=KECAMATAN, answers=typed, objek="spp")
    (told,) = sidang.told_result(here)
    assert told.baris[0] == "0 dari 2 usulan sudah lengkap."


def test_a_session_opens_again_with_what_was_kept(session, signed):
    hold_session(session, signed, "spp", **groups(session, signed, "spp", (2, 1), (1, 2)))
    again, versi = answers_for(session, dunia.flow("sidang-prioritas"), signed, KECAMATAN, "spp")
    assert (again["cara"], again["banyak_kelompok"], versi) == ("kelompok", "2", 1)
    assert [(r["g1"], r["g2"]) for r in again["urutan_kelompok"]] == [("2", "1"), ("1", "2")]


def test_a_session_held_after_the_decisions_is_counted_beside_them(session, signed, kantor):
    hold_kecamatan(session, signed)
    spp_done(session, signed)
    hold_session(session, signed, "apbd", **groups(session, signed, "apbd", (4, 1, 2, 3)))
    kept = session.scalars(select(Keputusan).where(Keputusan.sumber == "apbd",
                                                   Keputusan.tingkat == "kecamatan")).all()  # fmt: skip
    assert [(k.peringkat, k.peringkat_hitung) for k in kept] == [(1, 4), (2, 1), (3, 2), (4, 3)]
    with pytest.raises(NotReady, match="1 peringkat berbeda dari hasil sidang"):
        kantor.issue(signed, "ba_musrenbang_kecamatan", KECAMATAN)
    rows = rank(session, signed, "apbd")
    rows[0]["alasan_urutan"] = "Jalan putus"
    hold_kecamatan(session, signed, prioritas_apbd=rows)
    kantor.issue(signed, "ba_musrenbang_kecamatan", KECAMATAN)


def many(session, tahun, count):
    """So many more APBD proposals at the kecamatan, for three SKPD."""
    first = incoming(session, tahun, KECAMATAN)[-1]
    for n in range(count):
        made = Usulan(
            kode=f"{SUKAMAJU}-2011-{900 + n}", kunci=f"banyak-{n}", tahun_id=tahun.id,
            desa_kode=str(SUKAMAJU), nomor_urut=900 + n, kegiatan=f"Kegiatan {n}",
            status="diteruskan", dibuat=dunia.NOW, diubah=dunia.NOW,
        )  # fmt: skip
        session.add(made)
        session.flush()
        session.add(
            UsulanKecamatan(
                usulan_id=made.id, tahun_id=tahun.id, kecamatan_kode=str(KECAMATAN), baris=n + 10,
                ba_naskah_id=first.ba_naskah_id, daftar="apbd", diteruskan=dunia.NOW,
                salinan=first.salinan | {"kode": made.kode, "skpd": f"Dinas {n % 3}"},
            )
        )  # fmt: skip
    session.flush()


@pytest.mark.parametrize("name", ["usulan_apbd", "usulan_sidang"])
def test_a_list_of_hundreds_is_laid_out_in_parts_by_skpd_with_few_statements(session, signed, name):
    def laid():
        session.expire_all()
        seen = []
        listen = (session.get_bind(), "before_cursor_execute", lambda *_: seen.append(1))
        event.listen(*listen)
        try:
            here = Setting(session=session, year=signed, place=KECAMATAN, answers={}, objek="apbd")
            return merge(here, name, []), len(seen)
        finally:
            event.remove(*listen)

    short, few = laid()
    many(session, signed, 120)
    rows, statements = laid()
    assert (len(short), len(rows)) == (4, 124)
    assert {row["golongan"] for row in short} == {""}
    assert {row["golongan"] for row in rows} == {"Dinas PU", "Dinas 0", "Dinas 1", "Dinas 2"}
    assert statements <= few + 2
