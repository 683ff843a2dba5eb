"""Pictures of the list: numbered, kept as they were, used again when nothing changed."""

from contextlib import nullcontext
from datetime import timedelta

import pytest

from musren.adapters.gudang import Gudang
from musren.domain.errors import Conflict, Invalid, NotFound, Unavailable
from musren.domain.peran import Peran
from musren.exports import isi_potret
from musren.exports.isi_potret import decode, encode
from musren.models.serapan import PotretDaftar
from musren.services import potret, unduhan
from musren.services.daftar import Saring
from tests import dunia
from tests.dunia import KABUPATEN, KECAMATAN, NOW, kinds, village


@pytest.fixture
def tempat(session, tmp_path) -> potret.Tempat:
    return potret.Tempat(work=lambda: nullcontext(session), store=Gudang(tmp_path / "gudang"))


def gathered(session, tahun, pada=NOW, place=KABUPATEN, **saring):
    who = dunia.act(session, Peran.BAPPEDA, pada=pada)
    return who, unduhan.gather(session, who, tahun, Saring(**saring), (place,))


def test_pictures_are_numbered_and_equal_ones_are_the_same(session, tahun, tempat):
    made = village(session, tahun, given=kinds("add", "blm"))
    first = potret.take(tempat, *gathered(session, tahun))
    assert first == "P-99.01-2011-0001"
    later = NOW + timedelta(days=1)
    assert potret.take(tempat, *gathered(session, tahun, later)) == first
    assert potret.take(tempat, *gathered(session, tahun, sumber="blm")).endswith("0002")
    assert potret.take(tempat, *gathered(session, tahun, place=KECAMATAN)).endswith("0003")
    made[0].kegiatan = "Lain"
    session.flush()
    assert potret.take(tempat, *gathered(session, tahun)).endswith("0004")
    assert [one.kode[-4:] for one in potret.listed(session, tahun, KABUPATEN)] == [
        "0004", "0003", "0002", "0001",
    ]  # fmt: skip
    assert [one.kode[-4:] for one in potret.listed(session, tahun, KECAMATAN)] == ["0003"]


@pytest.mark.parametrize("bentuk", ["xlsx", "csv", "json"])
def test_a_picture_stays_as_it_was_when_the_list_changes(session, tahun, tempat, bentuk):
    made = village(session, tahun, given=kinds("add", "blm"))
    kode = potret.take(tempat, *gathered(session, tahun))
    before = potret.file(tempat, kode, bentuk)
    made[0].biaya = 1
    session.flush()
    assert potret.file(tempat, kode, bentuk) == before
    potret.find(session, kode).berkas = {}
    assert potret.file(tempat, kode, bentuk) == before
    assert (before.usulan, before.biaya) == (2, 206_000_000)


def test_the_kept_rows_are_counted_anew_when_asked(session, tahun, tempat):
    village(session, tahun, given=kinds("add"))
    kode = potret.take(tempat, *gathered(session, tahun))
    one = potret.find(session, kode)
    assert potret.same_rows(tempat, kode) == (one.sha256_baris, True)
    one.sha256_baris = "0" * 64
    assert not potret.same_rows(tempat, kode)[1]


def test_a_lost_content_is_told_not_invented(session, tahun, tempat):
    village(session, tahun, given=kinds("add"))
    kode = potret.take(tempat, *gathered(session, tahun))
    tempat.store.path(potret.find(session, kode).isi_sha256).unlink()
    with pytest.raises(Unavailable):
        potret.file(tempat, kode, "csv")


def test_what_is_unknown_is_refused(session, tahun, tempat):
    with pytest.raises(NotFound, match="kodenya"):
        potret.file(tempat, "P-99.01-2011-0009", "csv")
    kode = potret.take(tempat, *gathered(session, tahun))
    with pytest.raises(Invalid, match="xlsx, csv, atau json"):
        potret.file(tempat, kode, "exe")
    assert session.get_one(PotretDaftar, potret.find(session, kode).id).berkas == {}


def test_the_kept_content_reads_back_as_it_was_and_refuses_other_columns(
    session, tahun, monkeypatch
):
    village(session, tahun)
    _, bahan = gathered(session, tahun)
    isi = isi_potret.Isi(baris=bahan.baris, skpd=bahan.skpd, rekap=bahan.rekap)
    content = encode(isi)
    read = decode(content)
    assert encode(read) == content
    assert list(read.baris) == [tuple(row) for row in bahan.baris]
    assert read.rekap == isi.rekap
    monkeypatch.setattr(isi_potret, "KOLOM_USULAN", isi_potret.KOLOM_USULAN[:-1])
    with pytest.raises(Conflict, match="Ambil potret baru"):
        decode(content)
