"""The session on priorities: who votes, group orders, votes, criteria, and the decided ranks."""

import pytest
from sqlalchemy import event, select

from musren.domain.errors import Conflict, Invalid, NotFound, NotReady
from musren.domain.peran import Peran
from musren.integration.pagu import Disepakati
from musren.integration.tahapan import StatusUsulan
from musren.models.musyawarah import Hadir, Musyawarah
from musren.models.prioritas import AcuanProgram, PaguIndikatif, SidangPrioritas
from musren.models.usulan import Keputusan, Usulan, UsulanKecamatan
from musren.models.verifikasi import Pengembalian, Verifikasi
from musren.models.wilayah import SkpdProfil
from musren.services.alur import answers_for
from musren.services.baris_tetap import merge
from musren.services.pilihan import Setting
from musren.services.prioritas import acuan
from musren.services.prioritas.papan import board
from musren.services.prioritas.urutan import lists
from musren.services.tahun import change_parameter
from musren.services.usulan_masuk import incoming, list_key
from tests import dunia
from tests.dunia import KECAMATAN, SUKAMAJU, SUKAMULYA, hold_kecamatan, kinds, rank

LISTS = ("spp", "bukan_spp", "apbd")


@pytest.fixture
def signed(kantor, tahun):
    """Two villages, each with an SPP, two other BLM and two APBD proposals at the kecamatan."""
    for place in (SUKAMAJU, SUKAMULYA):
        kantor.village_signed(tahun, place, kinds("spp", "blm", "mkp", "apbd", "apbd"))
    who = dunia.act(kantor.session, Peran.CAMAT)
    dunia.fill(kantor.session, who, "profil-kecamatan", tahun, KECAMATAN, dunia.CAMAT)
    return tahun


def ids(session, tahun, daftar):
    return [str(o.usulan_id) for o in incoming(session, tahun, KECAMATAN) if list_key(o) == daftar]


def hold_session(session, tahun, daftar, **answers):
    who = dunia.act(session, Peran.FK, pada=dunia.LATER)
    told = dunia.fill(session, who, "sidang-prioritas", tahun, KECAMATAN, answers, objek=daftar)
    return session.get_one(SidangPrioritas, int(told.removeprefix("sidang_prioritas:")))


def groups(session, tahun, daftar, *orders, **more):
    """Group orders: each names the places of the proposals in the order they came in."""
    rows = [
        {"usulan_id": key, **{f"g{n}": str(order[at]) for n, order in enumerate(orders, 1)}}
        for at, key in enumerate(ids(session, tahun, daftar))
    ]
    return {
        "cara": "kelompok",
        "banyak_kelompok": str(len(orders)),
        "urutan_kelompok": rows,
        **more,
    }


def votes(session, tahun, daftar, jumlah_pemilih, *counts):
    rows = [
        {"usulan_id": key, "suara": str(n)}
        for key, n in zip(ids(session, tahun, daftar), counts, strict=True)
    ]
    return {"cara": "suara", "jumlah_pemilih": str(jumlah_pemilih), "suara_usulan": rows}


def directly(session, tahun, daftar):
    keys = ids(session, tahun, daftar)
    rows = [{"usulan_id": key, "peringkat": str(n)} for n, key in enumerate(keys, 1)]
    return {"cara": "langsung", "urutan_langsung": rows}


def refused(session, tahun, daftar, error=Invalid, **answers):
    with pytest.raises(error) as told, session.begin_nested():
        hold_session(session, tahun, daftar, **answers)
    return told.value


def spp_done(session, tahun):
    hold_session(session, tahun, "spp", **directly(session, tahun, "spp"))


def ranks(session, tahun, daftar):
    saran = lists(session, tahun, KECAMATAN)[daftar].saran
    return [saran.get(int(key)) for key in ids(session, tahun, daftar)]


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


# --- what the meeting decides -------------------------------------------------------------------


def laid_out(session, tahun, name):
    return merge(Setting(session=session, year=tahun, place=KECAMATAN, answers={}), name, [])


def test_the_ranks_of_the_session_are_filled_in_beforehand(session, signed):
    spp_done(session, signed)
    orders = ((4, 3, 2, 1),)
    hold_session(session, signed, "bukan_spp", **groups(session, signed, "bukan_spp", *orders))
    rows = laid_out(session, signed, "usulan_blm")
    assert [row["peringkat"] for row in rows] == ["1", "2", "1", "2", "3", "4"]
    assert "hasil sidang: peringkat 1 (nilai 1)" in rows[2]["uraian"]
    assert rows[0]["semula"] == "140 meter · Rp76.000.000"


def test_a_changed_rank_needs_its_reason_and_is_kept_beside_the_computed_one(session, signed):
    spp_done(session, signed)
    hold_session(session, signed, "bukan_spp",
                 **groups(session, signed, "bukan_spp", (1, 2, 3, 4)))  # fmt: skip
    rows = rank(session, signed, "blm")
    own = [row for row in rows if row["usulan_id"] in ids(session, signed, "bukan_spp")]
    own[0]["peringkat"], own[1]["peringkat"] = "2", "1"
    with pytest.raises(Invalid) as wrong, session.begin_nested():
        hold_kecamatan(session, signed, prioritas_blm=rows)
    (field,) = wrong.value.errors  # who only makes room needs no reason
    assert field.endswith(".alasan_urutan")
    own[1]["alasan_urutan"] = "Jembatan putus didahulukan"
    held = hold_kecamatan(session, signed, prioritas_blm=rows)
    found = {k.usulan_id: k for k in held.keputusan}
    kept = [found[int(row["usulan_id"])] for row in own]
    assert [(k.peringkat, k.peringkat_hitung, k.nilai) for k in kept] == [
        (2, 1, 1), (1, 2, 2), (3, 3, 3), (4, 4, 4),
    ]  # fmt: skip
    assert [k.alasan_urutan for k in kept] == [
        "Bergeser karena usulan lain dipindah.", "Jembatan putus didahulukan", "", "",
    ]  # fmt: skip


def test_who_moves_up_because_another_was_put_off_needs_no_reason(session, signed):
    spp_done(session, signed)
    hold_session(session, signed, "bukan_spp",
                 **groups(session, signed, "bukan_spp", (1, 2, 3, 4)))  # fmt: skip
    rows = rank(session, signed, "blm")
    own = [row for row in rows if row["usulan_id"] in ids(session, signed, "bukan_spp")]
    own[0] |= {"putusan": "cadangan", "alasan": "Menunggu lahan"}
    for n, row in enumerate(own[1:], 1):
        row["peringkat"] = str(n)
    held = hold_kecamatan(session, signed, prioritas_blm=rows)
    found = {k.usulan_id: k for k in held.keputusan}
    kept = [found[int(row["usulan_id"])] for row in own]
    assert [(k.peringkat, k.peringkat_hitung) for k in kept] == [(None, 1), (1, 1), (2, 2), (3, 3)]
    assert kept[0].usulan.status == StatusUsulan.CADANGAN_KECAMATAN.value


def test_ranks_without_a_gap_are_asked_for(session, signed):
    rows = rank(session, signed, "apbd")
    rows[3]["peringkat"] = "6"
    with pytest.raises(Invalid) as wrong, session.begin_nested():
        hold_kecamatan(session, signed, prioritas_apbd=rows)
    assert "Peringkat 4 sampai 5 tidak dipakai" in wrong.value.errors["prioritas_apbd.3.peringkat"]


def test_without_a_session_nothing_is_computed_and_nothing_differs(session, signed):
    held = hold_kecamatan(session, signed)
    assert {(k.nilai, k.peringkat_hitung) for k in held.keputusan} == {(None, None)}


def test_what_verification_found_unfit_is_agreed_only_with_a_reason(session, signed):
    rows = rank(session, signed, "apbd")
    session.add(
        Verifikasi(usulan_id=int(rows[1]["usulan_id"]), lembar="prasarana", alasan="Lahan sengketa",
                   rekomendasi="tidak_layak", diubah=dunia.NOW)
    )  # fmt: skip
    session.flush()
    assert "tidak layak (Lahan sengketa)" in laid_out(session, signed, "usulan_apbd")[1]["uraian"]
    with pytest.raises(Invalid) as wrong, session.begin_nested():
        hold_kecamatan(session, signed, prioritas_apbd=rows)
    assert list(wrong.value.errors) == ["prioritas_apbd.1.alasan"]
    rows[1]["alasan"] = "Sengketa selesai, surat hibah ada"
    hold_kecamatan(session, signed, prioritas_apbd=rows)


def test_what_went_back_to_its_village_waits_and_holds_the_berita_acara(session, signed, kantor):
    one = incoming(session, signed, KECAMATAN)[-1]
    one.usulan.status = StatusUsulan.DIKEMBALIKAN.value
    session.add(
        Pengembalian(usulan_id=one.usulan_id, kolom=["volume"], catatan="Ukur ulang",
                     tenggat=dunia.NOW.date(), pada=dunia.NOW)
    )  # fmt: skip
    session.flush()
    rows = laid_out(session, signed, "usulan_apbd")
    assert str(one.usulan_id) not in [row["usulan_id"] for row in rows]
    hold_kecamatan(session, signed, prioritas_apbd=rank(session, signed, "apbd")[:3])
    with pytest.raises(NotReady, match="1 usulan masih dikembalikan"):
        kantor.issue(signed, "ba_musrenbang_kecamatan", KECAMATAN)


# --- the APBD list ------------------------------------------------------------------------------


def test_the_program_of_the_only_reference_of_an_skpd_is_taken_over(session, signed):
    session.add(AcuanProgram(tahun_id=signed.id, urutan=1, skpd="Dinas PU", program="Jalan Poros",
                             prioritas_daerah="Infrastruktur", sasaran_daerah="Akses"))  # fmt: skip
    session.flush()
    rows = rank(session, signed, "apbd")
    rows[0]["program"] = "Program sendiri"
    held = hold_kecamatan(session, signed, prioritas_apbd=rows)
    found = [k for k in held.keputusan if k.sumber == "apbd"]
    assert [(k.program, k.prioritas_daerah) for k in found[:2]] == [
        ("Program sendiri", ""), ("Jalan Poros", "Infrastruktur"),
    ]  # fmt: skip


@pytest.mark.parametrize("binding", [False, True])
def test_more_than_the_indicative_ceiling_warns_or_refuses_as_the_profile_says(
    session, signed, binding
):
    session.add(PaguIndikatif(tahun_id=signed.id, kecamatan_kode=str(KECAMATAN), skpd="Dinas PU",
                              pagu=1_000_000_000))  # fmt: skip
    who = dunia.act(session, Peran.BAPPEDA)
    change_parameter(session, who, signed, {"pagu_indikatif_mengikat": binding}, "Kesepakatan")
    if not binding:
        assert hold_kecamatan(session, signed)
        return
    with pytest.raises(Invalid) as wrong, session.begin_nested():
        hold_kecamatan(session, signed)
    assert "melebihi pagu indikatif" in wrong.value.errors["prioritas_apbd"]


def test_a_ceiling_counts_under_whichever_of_its_names_the_agency_is_written(session, signed):
    session.add(SkpdProfil(kabupaten_kode="99.01", nama="Dinas Pekerjaan Umum",
                           singkatan="DPU; Dinas PU", urutan=1))  # fmt: skip
    for skpd, pagu in (("Dinas Pekerjaan Umum", 500_000_000), ("DPU", 100_000_000)):
        session.add(PaguIndikatif(tahun_id=signed.id, kecamatan_kode=str(KECAMATAN), skpd=skpd,
                                  pagu=pagu))  # fmt: skip
    session.flush()
    agreed = [Disepakati("a", "Jalan", "Dinas PU", 1, 400_000_000),
              Disepakati("b", "Jembatan", "Dinas Pekerjaan Umum", 2, 300_000_000)]  # fmt: skip
    (line,) = acuan.against(session, signed, KECAMATAN, agreed)
    assert (line.skpd, line.pagu, line.disepakati) == (
        "Dinas Pekerjaan Umum", 600_000_000, 700_000_000,
    )  # fmt: skip
    assert line.cadangan == ("b",)


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
