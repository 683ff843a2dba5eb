"""Boards: every stage of a walk through the year, in a number of statements that does not grow."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event

from musren.domain.errors import NotFound
from musren.domain.peran import Peran
from musren.domain.wilayah import RegionCode
from musren.forms.alur import flow
from musren.models.wilayah import Wilayah
from musren.services import desa_kecamatan, draf, papan, terbit, unduhan
from musren.services.daftar import Saring
from tests import dunia
from tests.dunia import KABUPATEN, KECAMATAN, SUKAMAJU, SUKAMULYA, agree, hold, kinds


def told(board):
    return {one.tahap.kunci: one.keadaan.value for one in board.tahap}


def village(session, tahun, place=SUKAMAJU):
    session.flush()
    return told(papan.village(session, tahun, place))


def kecamatan(session, tahun):
    session.flush()
    return told(papan.kecamatan(session, tahun, KECAMATAN))


def states(text):
    """States as one letter each, in the order of the stages of a village."""
    names = {"b": "belum", "d": "draf", "m": "menunggu", "s": "selesai", "t": "terhalang"}
    keys = ("profil", "usulan", "musrenbangdes", "berita_acara", "tanda_tangan_ba", "sk",
            "tanda_tangan_sk", "diteruskan")  # fmt: skip
    return {key: names[letter] for key, letter in zip(keys, text, strict=True)}


def test_a_village_walks_through_its_year(session, tahun, kantor):
    kpmd = dunia.act(session, Peran.KPMD)
    assert village(session, tahun) == states("bbtbbtbt")
    draf.start(session, kpmd, flow("profil-desa"), tahun, SUKAMAJU, kunci="p")
    assert village(session, tahun) == states("dbtbbtbt")
    made = dunia.village(session, tahun, given=[])
    assert village(session, tahun) == states("sbtbbtbt")
    incomplete = dunia.incomplete(session, tahun)
    assert village(session, tahun) == states("sdbbbtbt")
    made = [dunia.propose(session, tahun, **one) for one in kinds("add", "blm", "apbd")]
    draf.start(session, kpmd, flow("musrenbangdes"), tahun, SUKAMAJU, kunci="m")
    assert village(session, tahun) == states("sddtbtbt")
    rows = agree([incomplete, *made])
    rows[0] |= {"putusan": "ditunda", "alasan": "Belum dihitung", "sumber": "add"}
    hold(session, tahun, rows)
    assert village(session, tahun) == states("sssmbtbt")
    ba = kantor.issue(tahun, "ba_musrenbangdes")
    assert village(session, tahun) == states("ssssmtbt")
    kantor.sign(ba, range(4))
    board = papan.village(session, tahun, SUKAMAJU)
    assert told(board) == states("ssssmtbt")
    assert "kurang 1 tanda tangan" in board.tahap[4].alasan
    assert (board.berikutnya.tahap.kunci, board.usulan) == ("tanda_tangan_ba", 4)
    kantor.sign(ba, [4])
    assert village(session, tahun) == states("sssssmbs")
    sk = kantor.issue(tahun, "sk_rkp_desa")
    assert village(session, tahun) == states("ssssssms")
    kantor.sign(sk)
    board = papan.village(session, tahun, SUKAMAJU)
    assert told(board) == states("ssssssss")
    assert (board.berikutnya, board.biaya) == (None, 37_800_000 + 168_200_000 + 720_000_000)


def test_a_village_that_lacks_a_condition_is_held_up_at_its_profile(session, tahun):
    lacking = dunia.PROFIL | {"bpd_terbentuk": "tidak"}
    dunia.fill(session, dunia.act(session, Peran.KPMD), "profil-desa", tahun, SUKAMAJU, lacking)
    dunia.propose(session, tahun)
    assert village(session, tahun) == states("tstbbtbt")


def test_a_berita_acara_that_is_replaced_waits_for_signatures_again(session, tahun, kantor):
    hold(session, tahun, agree(dunia.village(session, tahun)))
    first = kantor.issue(tahun, "ba_musrenbangdes")
    terbit.reopen_meeting(session, dunia.act(session, Peran.KEPALA_DESA), first, "Salah")
    kantor.issue(tahun, "ba_musrenbangdes", mengganti=first.id, alasan="Salah")
    assert village(session, tahun) == states("ssssmtbt")


def test_a_kecamatan_walks_through_its_year(session, tahun, kantor):
    keys = ("profil_kecamatan", "usulan_masuk", "verifikasi", "sidang_prioritas",
            "musrenbang_kecamatan", "pendanaan", "berita_acara", "tanda_tangan_ba", "spc",
            "tanda_tangan_spc", "daftar_kabupaten")  # fmt: skip

    def at(*wanted):
        assert kecamatan(session, tahun) == dict(zip(keys, wanted, strict=True))

    b, m, s, t = "belum", "menunggu", "selesai", "terhalang"
    at(b, b, b, b, t, b, b, b, t, b, b)
    camat = dunia.act(session, Peran.CAMAT)
    dunia.fill(session, camat, "profil-kecamatan", tahun, KECAMATAN, dunia.CAMAT)
    kantor.village_signed(tahun)
    at(s, m, b, b, b, b, b, b, t, b, b)
    dunia.hold_kecamatan(session, tahun)
    at(s, m, s, s, s, s, m, b, t, b, b)
    ba = kantor.issue(tahun, "ba_musrenbang_kecamatan", KECAMATAN)
    at(s, m, s, s, s, s, s, m, t, b, b)
    kantor.sign(ba)
    at(s, m, s, s, s, s, s, s, m, b, b)
    spc = kantor.issue(tahun, "spc", KECAMATAN)
    at(s, m, s, s, s, s, s, s, s, m, b)
    bappeda = dunia.act(session, Peran.BAPPEDA, pada=dunia.LATER - timedelta(days=1))
    unduhan.consolidated(session, bappeda, tahun, Saring(), (KABUPATEN,), "csv")
    kantor.sign(spc)
    at(s, m, s, s, s, s, s, s, s, s, m)


@pytest.mark.parametrize(
    ("peran", "saring", "taken"),
    [
        (Peran.BAPPEDA, Saring(), True),
        (Peran.BAPPEDA, Saring(kecamatan="99.01.01", sumber="apbd"), True),
        (Peran.BAPPEDA, Saring(kecamatan="99.01.02"), False),
        (Peran.BAPPEDA, Saring(desa=str(SUKAMAJU)), False),
        (Peran.CAMAT, Saring(), False),
    ],
)
def test_the_list_is_taken_once_bappeda_downloads_it_after_the_spc_was_signed(
    session, tahun, kantor, peran, saring, taken
):
    kantor.village_signed(tahun)
    dunia.hold_kecamatan(session, tahun)
    kantor.signed(tahun, "ba_musrenbang_kecamatan", KECAMATAN)
    kantor.signed(tahun, "spc", KECAMATAN)
    assert kecamatan(session, tahun)["daftar_kabupaten"] == "menunggu"
    who = dunia.act(session, peran, pada=dunia.LATER + timedelta(days=1))
    unduhan.consolidated(session, who, tahun, saring, (KABUPATEN,), "csv")
    assert kecamatan(session, tahun)["daftar_kabupaten"] == ("selesai" if taken else "menunggu")


def test_years_and_places_do_not_show_in_each_other(session, tahun, kantor):
    kantor.village_signed(tahun)
    other = dunia.year(session, 2012)
    assert village(session, other) == states("sbtbbtbt")
    assert village(session, tahun, SUKAMULYA) == states("bbtbbtbt")


def test_the_board_of_the_kabupaten_adds_up_its_villages(session, tahun):
    for place, names in ((SUKAMAJU, ("add", "apbd")), (SUKAMULYA, ("blm",))):
        dunia.village(session, tahun, place, kinds(*names))
    session.flush()
    (one,) = papan.kecamatan_board(session, tahun, KABUPATEN)
    villages = papan.villages(session, tahun, KABUPATEN)
    assert (one.nama, one.usulan) == ("Sukaraya", 3)
    assert one.biaya == sum(v.biaya for v in villages) == 37_800_000 + 720_000_000 + 168_200_000
    assert [str(v.kode) for v in villages] == sorted(str(v.kode) for v in villages)
    assert len(villages) == 12


@contextmanager
def counted(session):
    """How many statements the database got."""
    seen = []

    def note(_c, _cur, statement, *_more):
        seen.append(statement)

    event.listen(session.get_bind(), "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(session.get_bind(), "before_cursor_execute", note)


BOARDS = [
    ("villages", lambda s, y: papan.villages(s, y, KABUPATEN)),
    ("together", lambda s, y: papan.together(s, y, KABUPATEN)),
    ("districts", lambda s, y: papan.kecamatan_board(s, y, KABUPATEN)),
    ("states", lambda s, y: desa_kecamatan.states(s, y, KECAMATAN)),
]


@pytest.mark.parametrize("show", [pytest.param(f, id=name) for name, f in BOARDS])
def test_the_number_of_statements_does_not_grow_with_the_villages(session, tahun, kantor, show):
    def statements():
        session.flush()
        session.expire_all()
        session.refresh(tahun)
        with counted(session) as seen:
            show(session, tahun)
        return len(seen)

    kantor.village_signed(tahun, SUKAMAJU)
    before = statements()
    for number in (2, 3, 4):
        kantor.village_signed(tahun, RegionCode.parse(f"99.01.01.200{number}"))
    assert statements() == before


def test_an_invented_village_stands_on_the_boards(session, tahun):
    for code, name, above in (("99.01.02", "Karangraya", "99.01"), ("99.01.02.2001", "Baru",
                              "99.01.02")):  # fmt: skip
        level = int(RegionCode.parse(code).level)
        session.add(Wilayah(kode=code, nama=name, tingkat=level, induk_kode=above))
        session.flush()
    place = RegionCode.parse("99.01.02.2001")
    assert village(session, tahun, place) == states("bbtbbtbt")
    assert [d.nama for d in desa_kecamatan.states(session, tahun, place.parent)] == ["Baru"]


@pytest.mark.parametrize("code", ["99.01.01.1001", "99.01.01.2099"])
def test_a_place_that_is_no_village_has_no_board(session, tahun, code):
    session.add(Wilayah(kode="99.01.01.1001", nama="Kelurahan", tingkat=4, induk_kode="99.01.01"))
    session.flush()
    with pytest.raises(NotFound):
        papan.village(session, tahun, RegionCode.parse(code))
    with pytest.raises(NotFound):
        papan.kecamatan(session, tahun, RegionCode.parse("99.01.09"))
