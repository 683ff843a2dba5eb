"""Photos belong to a thing of one place and year; they are named, ordered and taken off."""

import hashlib

import pytest
from sqlalchemy import select

from musren.domain.errors import Conflict, Invalid, NotFound
from musren.domain.peran import Peran
from musren.models.jejak import Jejak
from musren.models.naskah import Berkas
from musren.models.pkd import Foto, Masalah
from musren.models.rpjm import Rpjm
from musren.services import foto
from musren.services.foto import DOWN, MOST, UP, Gambar, Tulisan
from tests import dunia
from tests.dunia import SUKAMAJU, SUKAMULYA


@pytest.fixture
def usulan(session, tahun):
    return dunia.propose(session, tahun)


@pytest.fixture
def kpmd(session):
    return dunia.act(session, Peran.KPMD)


def picture(name: str) -> Gambar:
    return Gambar(sha256=hashlib.sha256(name.encode()).hexdigest(), ukuran=len(name))


def attach(session, who, kunci, *names):
    objek = foto.find(session, kunci)
    return [foto.add(session, who, objek, picture(one), one) for one in names]


def names(session, tahun, kunci):
    return [one.keterangan for one in foto.photos_of(session, tahun, SUKAMAJU, kunci)]


def test_photos_stand_in_the_order_in_which_they_came(session, tahun, usulan, kpmd):
    kunci = f"usulan:{usulan.id}"
    attach(session, kpmd, kunci, "satu", "dua", "tiga")
    assert names(session, tahun, kunci) == ["satu", "dua", "tiga"]
    assert foto.photos_of(session, tahun, SUKAMULYA, kunci) == []


def test_the_same_picture_twice_is_one_photo(session, tahun, usulan, kpmd):
    kunci = f"usulan:{usulan.id}"
    first, again = attach(session, kpmd, kunci, "satu", "satu")
    assert first.id == again.id
    assert names(session, tahun, kunci) == ["satu"]


def test_a_picture_attached_to_two_things_is_one_file(session, tahun, usulan, kpmd):
    other = dunia.propose(session, tahun, kegiatan="Sumur gali")
    (one,) = attach(session, kpmd, f"usulan:{usulan.id}", "satu")
    (two,) = attach(session, kpmd, f"usulan:{other.id}", "satu")
    assert one.id != two.id
    assert one.berkas_id == two.berkas_id


def test_no_more_than_thirty_photos_hang_on_a_thing(session, tahun, usulan, kpmd):
    kunci = f"usulan:{usulan.id}"
    attach(session, kpmd, kunci, *(f"foto {n}" for n in range(MOST)))
    with pytest.raises(Invalid, match="30 foto"):
        attach(session, kpmd, kunci, "satu lagi")
    assert len(attach(session, kpmd, kunci, "foto 3")) == 1  # one that is there already is fine
    assert len(names(session, tahun, kunci)) == MOST


def test_every_kind_of_thing_can_have_photos(session, tahun, usulan, kpmd):
    more = dunia.village(session, tahun, given=dunia.kinds("add"))
    held = dunia.hold(session, tahun, dunia.agree([usulan, *more]))
    problem = Masalah(
        kode="M-001", tahun_id=tahun.id, desa_kode=str(SUKAMAJU), alat="sketsa", urutan=1,
        masalah="Jalan rusak",
    )  # fmt: skip
    plan = Rpjm(
        desa_kode=str(SUKAMAJU), tahun_id=tahun.id, cabang="baru", periode_awal=2011,
        periode_akhir=2015, diubah=dunia.NOW,
    )  # fmt: skip
    session.add_all([problem, plan])
    session.flush()
    told = {
        f"usulan:{usulan.id}": usulan.kegiatan,
        f"musyawarah:{held.id}": "Musrenbangdes",
        f"musyawarah:{held.id}/sketsa": "Sketsa desa",
        f"musyawarah:{held.id}/plano": "Kertas plano",
        f"masalah:{problem.id}": "M-001 Jalan rusak",
        f"rpjm:{plan.id}": "RPJM-Desa 2011–2015",
    }
    for kunci, name in told.items():
        found = foto.need(session, tahun, SUKAMAJU, kunci)
        assert name in found.nama
        attach(session, kpmd, kunci, f"foto {kunci}")
    assert {o.kunci for o, _ in foto.all_photos(session, tahun, SUKAMAJU)} == set(told)


@pytest.mark.parametrize(
    "kunci",
    ["", "usulan", "usulan:", "usulan:0", "usulan:999999", "usulan:-1", "usulan:1/sketsa",
     "pengguna:1", "musyawarah:1/../../x", "usulan:1 or 1=1", "usulan:9999999999", "naskah:1"],
)  # fmt: skip
def test_what_names_no_thing_is_not_found(session, tahun, kunci):
    with pytest.raises(NotFound):
        foto.need(session, tahun, SUKAMAJU, kunci)


def test_a_thing_of_another_village_or_year_is_not_found(session, tahun, usulan):
    kunci = f"usulan:{usulan.id}"
    with pytest.raises(NotFound):
        foto.need(session, tahun, SUKAMULYA, kunci)
    with pytest.raises(NotFound):
        foto.need(session, dunia.year(session, 2012), SUKAMAJU, kunci)


@pytest.mark.parametrize(
    ("move", "order"),
    [((1, UP), "bac"), ((1, DOWN), "acb"), ((0, UP), "abc"), ((2, DOWN), "abc")],
)
def test_a_photo_moves_one_place(session, tahun, usulan, kpmd, move, order):
    kunci, (chosen, way) = f"usulan:{usulan.id}", move
    made = attach(session, kpmd, kunci, "a", "b", "c")
    foto.shift(session, kpmd, made, made[chosen].id, way)
    session.flush()
    assert names(session, tahun, kunci) == list(order)


def test_a_photo_taken_off_leaves_its_file_and_a_trace(session, tahun, usulan, kpmd):
    kunci = f"usulan:{usulan.id}"
    made = attach(session, kpmd, kunci, "a", "b")
    berkas_id = foto.detach(session, kpmd, made, made[0].id)
    assert names(session, tahun, kunci) == ["b"]
    assert session.get_one(Berkas, berkas_id).sha256 == picture("a").sha256
    traced = session.scalars(select(Jejak).where(Jejak.tindakan == "lepas_foto")).one()
    assert (traced.rincian["objek"], traced.rincian["berkas"]) == (kunci, berkas_id)
    assert traced.peran == "kpmd"
    with pytest.raises(NotFound):
        foto.detach(session, kpmd, [made[1]], made[0].id)


def test_only_captions_that_were_changed_are_written(session, tahun, usulan, kpmd):
    kunci = f"usulan:{usulan.id}"
    one, two = attach(session, kpmd, kunci, "a", "b")
    typed = {one.id: Tulisan(semula="a", kini="A\x00 baru"), two.id: Tulisan(semula="b", kini="b")}
    foto.write_captions(session, kpmd, [one, two], typed)
    assert names(session, tahun, kunci) == ["A baru", "b"]
    acts = select(Jejak).where(Jejak.tindakan == "ubah_keterangan_foto")
    assert [j.objek for j in session.scalars(acts)] == [f"foto:{one.id}"]


def test_a_caption_changed_elsewhere_is_not_overwritten(session, usulan, kpmd):
    one, two = attach(session, kpmd, f"usulan:{usulan.id}", "a", "b")
    typed = {
        one.id: Tulisan(semula="lama", kini="saya"), two.id: Tulisan(semula="b", kini="B"),
    }  # fmt: skip
    with pytest.raises(Conflict) as told:
        foto.write_captions(session, kpmd, [one, two], typed)
    assert list(told.value.errors) == [f"keterangan-{one.id}"]
    assert (one.keterangan, two.keterangan) == ("a", "b")


def test_a_caption_that_is_too_long_is_told_beside_its_photo(session, usulan, kpmd):
    (one,) = attach(session, kpmd, f"usulan:{usulan.id}", "a")
    typed = {one.id: Tulisan(semula="a", kini="x" * 501)}
    with pytest.raises(Invalid) as told:
        foto.write_captions(session, kpmd, [one], typed)
    assert list(told.value.errors) == [f"keterangan-{one.id}"]


def test_papers_get_the_mark_of_the_picture_and_its_words(session, usulan, kpmd):
    (named,) = attach(session, kpmd, f"usulan:{usulan.id}", "Jalan")
    assert foto.facts(named) == {"sha256": picture("Jalan").sha256, "keterangan": "Jalan"}
    named.keterangan = ""
    assert foto.facts(named)["keterangan"] is None


def test_photos_of_a_thing_that_is_gone_are_still_listed(session, tahun, usulan, kpmd):
    (made,) = attach(session, kpmd, f"usulan:{usulan.id}", "a")
    made.objek = "masalah:77"
    session.flush()
    ((objek, fotos),) = foto.all_photos(session, tahun, SUKAMAJU)
    assert (objek.nama, [f.id for f in fotos]) == ("Isian yang sudah dihapus", [made.id])
    assert session.scalars(select(Foto)).one().id == made.id
