"""Forum SKPD: who decides what, what a decision needs, where it goes on (Panduan V.D)."""

from datetime import date

import pytest
from sqlalchemy import select

from musren.domain.errors import Conflict, Invalid, NotAllowed, NotFound, NotReady
from musren.forms.alur import flow
from musren.models.musyawarah import Musyawarah
from musren.models.usulan import Keputusan, RiwayatStatus
from musren.services import draf, kirim
from musren.services.baris_tetap import LAYOUTS
from musren.services.kabupaten.papan import board
from musren.services.pilihan import Setting
from tests import kabupaten_dunia as kab
from tests.dunia import KABUPATEN, fill, key
from tests.kabupaten_dunia import SKPD_HEALTH, SKPD_ROADS, decide, hold_forum, rows_of


def laid(session, tahun, acara):
    here = Setting(session=session, year=tahun, place=KABUPATEN, answers={}, objek=acara)
    return LAYOUTS["usulan_forum"](here)


def decisions(session, usulan):
    return list(
        session.scalars(
            select(Keputusan)
            .where(Keputusan.usulan_id == usulan.id, Keputusan.tingkat == "forum_skpd")
            .order_by(Keputusan.id)
        )
    )


def faults(refused):
    return {path.partition(".")[2]: told for path, told in refused.value.errors.items()}


def test_a_forum_is_given_what_the_decree_sent_to_its_agency_under_any_of_its_names(
    session, tahun, kantor
):
    made = kab.decreed(kantor, tahun)
    assert [one.id for one in rows_of(session, tahun, SKPD_ROADS)] == [one.id for one in made[:3]]
    row = laid(session, tahun, SKPD_ROADS)[1]
    assert row["uraian"].startswith("Sukamaju: Jembatan gantung")
    assert row["kecamatan"] == "Sukaraya"
    assert "Kecamatan: 140 meter, Rp200.000.000 (peringkat 2)" in row["semula"]


def test_each_decision_is_kept_with_its_values_and_moves_the_proposal(session, tahun, kantor):
    kab.decreed(kantor, tahun)
    road, bridge, clinic = rows_of(session, tahun, SKPD_ROADS)
    hold_forum(session, tahun, SKPD_ROADS, [
        decide(road, "diterima_perubahan", volume="100", biaya="150.000.000", alasan="Pagu terbatas"),
        decide(bridge, "ditolak", alasan="Sudah dibangun provinsi"),
        decide(clinic, "dialihkan", skpd_tujuan="Dinas Kesehatan", alasan="Urusan kesehatan"),
    ])  # fmt: skip
    assert [u.status for u in (road, bridge, clinic)] == [
        "diterima_forum", "ditolak_forum", "ditetapkan_camat",
    ]  # fmt: skip
    kept = decisions(session, road)[0]
    assert (kept.volume, kept.biaya, kept.skpd) == (100, 150_000_000, "Dinas Pekerjaan Umum")
    assert decisions(session, clinic)[0].skpd_tujuan == "Dinas Kesehatan"
    moved = session.scalars(
        select(RiwayatStatus.alasan).where(RiwayatStatus.ke == "ditolak_forum")
    ).all()
    assert moved == ["Sudah dibangun provinsi"]


def test_what_is_passed_on_lies_before_the_other_forum_with_its_reason(session, tahun, kantor):
    kab.decreed(kantor, tahun)
    road, bridge, clinic = rows_of(session, tahun, SKPD_ROADS)
    passed = decide(clinic, "dialihkan", skpd_tujuan="Dinas Kesehatan", alasan="Urusan kesehatan")
    hold_forum(session, tahun, SKPD_ROADS, [decide(road), decide(bridge), passed])
    tools, arrived = sorted(rows_of(session, tahun, SKPD_HEALTH), key=lambda u: u.id != clinic.id)[
        ::-1
    ]
    assert arrived.id == clinic.id
    told = {row["usulan_id"]: row["semula"] for row in laid(session, tahun, SKPD_HEALTH)}
    assert "Dialihkan dari Dinas Pekerjaan Umum: Urusan kesehatan" in told[str(clinic.id)]
    hold_forum(session, tahun, SKPD_HEALTH, [decide(tools), decide(clinic)])
    assert clinic.status == "diterima_forum"
    assert [k.skpd for k in decisions(session, clinic)] == [
        "Dinas Pekerjaan Umum", "Dinas Kesehatan",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "field", "told"),
    [
        ({"putusan": "ditolak"}, "alasan", "Tulis alasan"),
        ({"putusan": "diterima_perubahan", "alasan": "x"}, "volume", "apa yang berubah"),
        ({"putusan": "dialihkan", "alasan": "x"}, "skpd_tujuan", "Pilih SKPD"),
        ({"putusan": ""}, "putusan", "Keputusan"),
    ],
)
def test_a_decision_that_lacks_something_is_refused_on_its_row(
    session, tahun, kantor, changed, field, told
):
    kab.decreed(kantor, tahun)
    road, bridge, clinic = rows_of(session, tahun, SKPD_ROADS)
    with pytest.raises(Invalid) as refused:
        hold_forum(
            session, tahun, SKPD_ROADS, [decide(road), decide(bridge) | changed, decide(clinic)]
        )
    assert told in faults(refused)[f"1.{field}"]
    assert session.scalar(select(Musyawarah).where(Musyawarah.jenis == "forum_skpd")) is None
    assert bridge.status == "ditetapkan_camat"


def test_nothing_goes_round_in_a_circle(session, tahun, kantor):
    kab.decreed(kantor, tahun)
    road, bridge, clinic = rows_of(session, tahun, SKPD_ROADS)
    passed = decide(clinic, "dialihkan", skpd_tujuan="Dinas Kesehatan", alasan="Urusan kesehatan")
    hold_forum(session, tahun, SKPD_ROADS, [decide(road), decide(bridge), passed])
    back = [
        decide(one, "dialihkan", skpd_tujuan="Dinas Pekerjaan Umum", alasan="Bangunan")
        if one.id == clinic.id
        else decide(one)
        for one in rows_of(session, tahun, SKPD_HEALTH)
    ]
    with pytest.raises(Invalid) as refused:
        hold_forum(session, tahun, SKPD_HEALTH, back)
    assert "sudah membahas usulan ini" in " ".join(refused.value.errors.values())


def test_a_forum_cannot_take_back_what_the_other_one_decided(session, tahun, kantor):
    kab.decreed(kantor, tahun)
    road, bridge, clinic = rows_of(session, tahun, SKPD_ROADS)
    passed = decide(clinic, "dialihkan", skpd_tujuan="Dinas Kesehatan", alasan="Urusan kesehatan")
    rows = [decide(road), decide(bridge), passed]
    hold_forum(session, tahun, SKPD_ROADS, rows)
    hold_forum(session, tahun, SKPD_HEALTH,
               [decide(one) for one in rows_of(session, tahun, SKPD_HEALTH)])  # fmt: skip
    with pytest.raises(Invalid) as refused:
        hold_forum(session, tahun, SKPD_ROADS, [*rows[:2], decide(clinic)])
    assert "Dinas Kesehatan sudah memutuskan" in faults(refused)["2.putusan"]
    hold_forum(session, tahun, SKPD_ROADS, [decide(road, "ditolak", alasan="Ganda"), *rows[1:]])
    assert (road.status, clinic.status) == ("ditolak_forum", "diterima_forum")


@pytest.mark.parametrize("by", ["kabupaten", "anggaran"])
def test_what_went_on_without_its_word_does_not_hold_up_a_forum(session, tahun, kantor, by):
    kab.decreed(kantor, tahun)
    road, bridge, clinic = rows_of(session, tahun, SKPD_ROADS)
    if by == "kabupaten":
        exception = {"kode": road.kode, "putusan": "diterima", "alasan": "Mendesak"}
        kab.hold_musrenbang(session, tahun, [exception])
    else:
        line = {"kegiatan": "Jalan", "pagu": "200.000.000", "kode_usulan": road.kode}
        fill(session, kab.bappeda(session), "baris-anggaran", tahun, KABUPATEN, line)
    gone_on = road.status
    assert gone_on in {"diterima_kabupaten", "masuk_anggaran"}
    assert [row["usulan_id"] for row in laid(session, tahun, SKPD_ROADS)] == [
        str(bridge.id), str(clinic.id),
    ]  # fmt: skip
    (own,) = [f for f in board(session, tahun, KABUPATEN).forum if f.acara == SKPD_ROADS]
    assert own.belum == 2
    hold_forum(session, tahun, SKPD_ROADS, [decide(road), decide(bridge), decide(clinic)])
    assert (road.status, bridge.status) == (gone_on, "diterima_forum")
    assert decisions(session, road) == []
    (own,) = [f for f in board(session, tahun, KABUPATEN).forum if f.acara == SKPD_ROADS]
    assert own.belum == 0
    kantor.issue(tahun, f"ba_forum_skpd~{SKPD_ROADS}", KABUPATEN,
                 who=kab.bappeda(session), tanggal=date(2011, 3, 7))  # fmt: skip


def test_what_was_passed_on_and_then_accepted_above_waits_for_nobody(session, tahun, kantor):
    kab.decreed(kantor, tahun)
    road, bridge, clinic = rows_of(session, tahun, SKPD_ROADS)
    passed = decide(clinic, "dialihkan", skpd_tujuan="Dinas Kesehatan", alasan="Urusan kesehatan")
    hold_forum(session, tahun, SKPD_ROADS, [decide(road), decide(bridge), passed])
    exception = {"kode": clinic.kode, "putusan": "diterima", "alasan": "Mendesak"}
    kab.hold_musrenbang(session, tahun, [exception])
    assert str(clinic.id) not in [r["usulan_id"] for r in laid(session, tahun, SKPD_HEALTH)]
    waiting = {f.acara: f.belum for f in board(session, tahun, KABUPATEN).forum}
    assert waiting[SKPD_HEALTH] == 1  # its own proposal


def test_sending_again_changes_only_what_is_different(session, tahun, kantor):
    kab.decreed(kantor, tahun)
    road, bridge, clinic = rows_of(session, tahun, SKPD_ROADS)
    hold_forum(session, tahun, SKPD_ROADS, [decide(road), decide(bridge), decide(clinic)])
    before = decisions(session, road)[0].id
    refused = decide(bridge, "ditolak", alasan="Belum mendesak")
    hold_forum(session, tahun, SKPD_ROADS, [decide(road), refused, decide(clinic)])
    assert decisions(session, road)[0].id == before
    assert [k.putusan for k in decisions(session, bridge)] == ["ditolak"]
    steps = session.scalars(
        select(RiwayatStatus.ke)
        .where(RiwayatStatus.usulan_id == bridge.id)
        .order_by(RiwayatStatus.id)
    ).all()
    assert steps[-3:] == ["diterima_forum", "ditetapkan_camat", "ditolak_forum"]


def test_somebody_of_an_agency_decides_for_that_agency_alone(session, tahun, kantor):
    kab.decreed(kantor, tahun)
    tools = rows_of(session, tahun, SKPD_HEALTH)
    health = kab.of_skpd(session, "Dinas Kesehatan")
    with pytest.raises(NotAllowed, match="Dinas Kesehatan"):
        hold_forum(session, tahun, SKPD_ROADS, [], who=health)
    hold_forum(session, tahun, SKPD_HEALTH, [decide(one) for one in tools], who=health)
    assert tools[0].status == "diterima_forum"


def test_an_agency_is_known_by_its_other_names_too(session, tahun, kantor):
    kab.decreed(kantor, tahun)
    rows = [decide(one) for one in rows_of(session, tahun, SKPD_ROADS)]
    assert hold_forum(session, tahun, SKPD_ROADS, rows, who=kab.of_skpd(session, "DPU")).id


@pytest.mark.parametrize("objek", ["forum_skpd.9", "forum_skpd.x", "rakor_perencana"])
def test_a_forum_of_nobody_is_not_found(session, tahun, kantor, objek):
    kab.decreed(kantor, tahun)
    with pytest.raises(NotFound):
        hold_forum(session, tahun, objek, [])


def test_a_forum_waits_for_the_decree_of_the_camat(session, tahun):
    kab.office(session, tahun)
    with pytest.raises(NotReady, match="Surat Penetapan Camat"):
        hold_forum(session, tahun, SKPD_ROADS, [])


def test_a_signer_does_not_sign_twice(session, tahun, kantor):
    kab.decreed(kantor, tahun)
    rows = [decide(one) for one in rows_of(session, tahun, SKPD_ROADS)]
    with pytest.raises(Invalid) as refused:
        hold_forum(session, tahun, SKPD_ROADS, rows, pimpinan_nama="Delegasi 1")
    assert "Pimpinan Sidang" in refused.value.errors["wakil_utusan"]


def test_a_form_opened_before_somebody_else_sent_is_stale(session, tahun, kantor):
    kab.decreed(kantor, tahun)
    rows = [decide(one) for one in rows_of(session, tahun, SKPD_ROADS)]
    held = hold_forum(session, tahun, SKPD_ROADS, rows)
    who, form = kab.bappeda(session), flow("forum-skpd")
    draft = draf.start(session, who, form, tahun, KABUPATEN, kunci=key(), objek=SKPD_ROADS)
    held.catatan = "diubah dari tempat lain"
    session.flush()
    with pytest.raises(Conflict, match="tempat lain"):
        kirim.submit(session, who, draft)


def test_the_program_of_the_agency_is_taken_over_with_what_the_plan_says_of_it(
    session, tahun, kantor
):
    made = kab.decreed(kantor, tahun)
    acuan = {"skpd": "DPU", "program": "Jalan dan jembatan", "prioritas_daerah": "Infrastruktur"}
    fill(session, kab.bappeda(session), "acuan-apbd", tahun, KABUPATEN, {"acuan": [acuan]})
    road, bridge, clinic = rows_of(session, tahun, SKPD_ROADS)
    rows = [decide(road), decide(bridge, program="Program lain"), decide(clinic)]
    hold_forum(session, tahun, SKPD_ROADS, rows)
    hold_forum(session, tahun, SKPD_ROADS, rows)  # the same once more changes nothing
    assert [(k.program, k.prioritas_daerah) for u in (road, bridge) for k in decisions(session, u)
            ] == [("Jalan dan jembatan", "Infrastruktur"), ("Program lain", "")]  # fmt: skip
    assert made[0].status == "diterima_forum"
