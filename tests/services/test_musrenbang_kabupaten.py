"""Musrenbang Kabupaten: what the forums passed, exceptions with reason, and the board (V.E)."""

import pytest
from sqlalchemy import event, select

from musren.domain.errors import Invalid, NotReady
from musren.exports.kolom import KOLOM_USULAN
from musren.models.usulan import Keputusan
from musren.services import daftar
from musren.services.daftar import Saring
from musren.services.kabupaten import musrenbang, papan
from musren.services.pilihan import Setting
from tests import kabupaten_dunia as kab
from tests.dunia import KABUPATEN
from tests.kabupaten_dunia import (
    SKPD_HEALTH,
    SKPD_ROADS,
    decide,
    hold_forum,
    hold_musrenbang,
    rows_of,
)


@pytest.fixture
def forums(session, tahun, kantor):
    """Roads: one changed, one refused, one passed on; health took what it had."""
    kab.decreed(kantor, tahun)
    road, bridge, clinic = rows_of(session, tahun, SKPD_ROADS)
    hold_forum(session, tahun, SKPD_ROADS, [
        decide(road, "diterima_perubahan", biaya="150.000.000", alasan="Pagu terbatas"),
        decide(bridge, "ditolak", alasan="Sudah dibangun provinsi"),
        decide(clinic, "dialihkan", skpd_tujuan="Dinas Kesehatan", alasan="Urusan kesehatan"),
    ])  # fmt: skip
    [tools] = [u for u in rows_of(session, tahun, SKPD_HEALTH) if u.id != clinic.id]
    return road, bridge, clinic, tools


def final(session, usulan):
    return session.scalar(
        select(Keputusan).where(Keputusan.usulan_id == usulan.id, Keputusan.tingkat == "kabupaten")
    )


def test_what_the_forums_decided_stands_unless_it_is_decided_otherwise(session, tahun, forums):
    road, bridge, clinic, tools = forums
    hold_musrenbang(session, tahun)
    assert [u.status for u in (road, bridge, clinic, tools)] == [
        "diterima_kabupaten", "ditolak_kabupaten", "ditetapkan_camat", "ditetapkan_camat",
    ]  # fmt: skip
    kept = final(session, road)
    assert (kept.putusan, kept.biaya, kept.alasan) == (
        "diterima_perubahan", 150_000_000, "Pagu terbatas",
    )  # fmt: skip
    assert final(session, bridge).alasan == "Sudah dibangun provinsi"
    assert final(session, clinic) is None


def test_a_refused_one_is_taken_up_and_an_undiscussed_one_decided_with_a_reason(
    session, tahun, forums
):
    road, bridge, clinic, _ = forums
    hold_musrenbang(session, tahun, [
        {"kode": bridge.kode, "putusan": "diterima", "alasan": "Provinsi membatalkan"},
        {"kode": clinic.kode, "putusan": "ditolak", "alasan": "Belum ada lahan"},
        {"kode": road.kode, "putusan": "diterima_perubahan", "biaya": "120.000.000",
         "alasan": "Pagu RKPD"},
    ])  # fmt: skip
    assert [u.status for u in (road, bridge, clinic)] == [
        "diterima_kabupaten", "diterima_kabupaten", "ditolak_kabupaten",
    ]  # fmt: skip
    assert (final(session, road).biaya, final(session, bridge).biaya) == (120_000_000, 200_000_000)


@pytest.mark.parametrize(
    ("changed", "field", "told"),
    [
        ({"kode": "99.01.01.2001-2011-999"}, "kode", "Surat Penetapan Camat"),
        ({"alasan": ""}, "alasan", "Alasan"),
        ({"putusan": "dialihkan"}, "putusan", "dialihkan"),
        ({"putusan": "diterima_perubahan"}, "volume", "apa yang berubah"),
    ],
)
def test_an_exception_that_lacks_something_is_refused(session, tahun, forums, changed, field, told):
    row = {"kode": forums[1].kode, "putusan": "diterima", "alasan": "Mendesak"} | changed
    with pytest.raises(Invalid) as refused:
        hold_musrenbang(session, tahun, [row])
    assert told in refused.value.errors[f"putusan_kabupaten.0.{field}"]
    assert forums[0].status == "diterima_forum"


def test_one_proposal_has_one_exception(session, tahun, forums):
    row = {"kode": forums[1].kode, "putusan": "diterima", "alasan": "Mendesak"}
    with pytest.raises(Invalid) as refused:
        hold_musrenbang(session, tahun, [row, row])
    assert "sudah ada pada baris 1" in refused.value.errors["putusan_kabupaten.1.kode"]


def test_sending_again_puts_back_what_is_no_longer_decided(session, tahun, forums):
    road, bridge, clinic, _ = forums
    taken = [{"kode": clinic.kode, "putusan": "diterima", "alasan": "Mendesak"}]
    hold_musrenbang(session, tahun, taken)
    assert clinic.status == "diterima_kabupaten"
    before = final(session, road).id
    hold_musrenbang(session, tahun, [{"kode": bridge.kode, "putusan": "diterima", "alasan": "Ya"}])
    assert (clinic.status, bridge.status) == ("ditetapkan_camat", "diterima_kabupaten")
    assert final(session, clinic) is None
    assert final(session, road).id == before


def test_a_forum_stays_as_the_kabupaten_found_it(session, tahun, forums):
    road, bridge, clinic, _ = forums
    hold_musrenbang(session, tahun)
    with pytest.raises(Invalid) as refused:
        hold_forum(session, tahun, SKPD_ROADS, [
            decide(road), decide(bridge, "ditolak", alasan="Sudah dibangun provinsi"),
            decide(clinic, "dialihkan", skpd_tujuan="Dinas Kesehatan", alasan="Urusan kesehatan"),
        ])  # fmt: skip
    assert list(refused.value.errors) == ["putusan_forum.0.putusan"]


def test_without_a_decree_there_is_nothing_to_decide(session, tahun):
    kab.office(session, tahun)
    with pytest.raises(NotReady):
        hold_musrenbang(session, tahun)


def test_the_form_tells_what_no_forum_discussed(session, tahun, forums):
    here = Setting(session=session, year=tahun, place=KABUPATEN, answers={})
    [notice] = musrenbang.told(here)
    assert notice.baris[0].startswith("3 usulan belum dibahas")
    assert ("Dinas Pekerjaan Umum", "1", "Rp150.000.000", "1", "1") in list(notice.tabel.isi)


def test_the_board_counts_what_lies_before_each_forum(session, tahun, forums):
    board = papan.board(session, tahun, KABUPATEN)
    roads, health, school = board.forum
    assert (roads.usulan, roads.diputus, roads.belum, roads.keadaan) == (3, 3, 0, "menunggu")
    assert roads.halangan == "Berita Acara belum diterbitkan."
    assert (health.usulan, health.belum, health.keadaan) == (2, 2, "belum")
    assert health.biaya == 390_000_000
    assert (school.usulan, school.keadaan) == (0, "kosong")
    assert board.tak_dikenal == {"Dinas Pasar": 1}


def test_the_board_asks_the_same_number_of_questions_for_any_number_of_agencies(
    session, tahun, forums
):
    def statements() -> int:
        session.flush()
        seen: list[str] = []

        def count(*told: object) -> None:
            seen.append(str(told[2]))

        event.listen(session.get_bind(), "before_cursor_execute", count)
        papan.board(session, tahun, KABUPATEN)
        event.remove(session.get_bind(), "before_cursor_execute", count)
        return len(seen)

    before = statements()
    more = [*kab.PROFIL["skpd"], *({"nama": f"Dinas Nomor {n}"} for n in range(20))]
    kab.office(session, tahun, skpd=more)
    assert statements() == before


def test_the_list_of_the_kabupaten_tells_the_decisions(session, tahun, forums):
    road, bridge, clinic, _ = forums
    hold_musrenbang(session, tahun)
    names = [k.nama for k in KOLOM_USULAN]
    rows = [dict(zip(names, row, strict=True))
            for row in daftar.stream(session, tahun, Saring(), (KABUPATEN,))]  # fmt: skip
    told = {row["kode"]: (row["status_forum_skpd"], row["status_kabupaten"]) for row in rows}
    assert next(r for r in rows if r["kode"] == clinic.kode)["skpd"] == "Dinas Kesehatan"
    assert told[road.kode] == ("Diterima dengan perubahan", "Diterima dengan perubahan")
    assert told[bridge.kode] == ("Tidak diterima", "Tidak diterima")
    assert told[clinic.kode] == ("Dialihkan ke SKPD lain", "")
