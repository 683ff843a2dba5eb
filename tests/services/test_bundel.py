"""A bundle holds a paper and what belongs to it in force, and is the same every time."""

import hashlib
import io
import json
from datetime import date
from zipfile import ZIP_STORED, ZipFile

import pytest
from sqlalchemy import select

from musren.domain.errors import Conflict, Unavailable
from musren.domain.peran import Hak, Peran
from musren.models.jejak import Jejak
from musren.models.naskah import Naskah
from musren.papers.kinds import kinds
from musren.services import bundel, terbit
from musren.services.susunan.jenis import kind_of
from tests import dunia
from tests.dunia import SUKAMAJU, SUKAMULYA


@pytest.fixture
def paper(session, tahun, kantor):
    """Issues a paper of any kind without asking what it rests on, as later stages will."""

    def issue(jenis, place=SUKAMAJU, *, pdf=False, **changed):
        who = dunia.act(session, Peran.KEPALA_DESA, place)
        made = Naskah(**{
            "kunci": dunia.key(), "jenis": jenis, "tahun_id": tahun.id, "wilayah_kode": str(place),
            "status": "terbit", "nomor": "188/1/2011", "tanggal": date(2011, 1, 19), "fakta": {},
            "fakta_sha256": "0" * 64, "templat_sha256": "0" * 64, "diterbitkan": who.pada,
        } | changed)  # fmt: skip
        session.add(made)
        session.flush()
        for suffix, tipe in (("docx", terbit.DOCX), ("pdf", terbit.PDF))[: 2 if pdf else 1]:
            content = f"{suffix} {jenis} {made.id}".encode()
            kept = terbit.stored_file(
                who, made, sha256=kantor.store.put(content), suffix=suffix, tipe=tipe,
                size=len(content),
            )  # fmt: skip
            setattr(made, suffix, kept)
        session.flush()
        return made

    return issue


def opened(store, found) -> ZipFile:
    return ZipFile(io.BytesIO(bundel.packed(store, found)))


def inside(store, found) -> list[str]:
    return opened(store, found).namelist()


def test_a_bundle_holds_the_document_first_then_its_lampiran_in_order(session, paper, kantor):
    for jenis in ("du_rkp", "ba_musrenbangdes", "sk_rkp_desa", "lkpj"):
        paper(jenis)
    document = paper("naskah_rkp", pdf=True)
    assert inside(kantor.store, bundel.gather(session, document)) == [
        "BACA-SAYA.txt", "manifest.json", "01-naskah-rkp.docx", "01-naskah-rkp.pdf",
        "02-sk-rkp-desa.docx", "03-ba-musrenbangdes.docx", "04-du-rkp.docx",
    ]  # fmt: skip


def test_the_same_papers_give_the_same_bytes(session, paper, kantor):
    paper("perdes_rpjm", pdf=True)
    document = paper("naskah_rpjm")
    packed = {bundel.packed(kantor.store, bundel.gather(session, document)) for _ in range(2)}
    assert len(packed) == 1
    for entry in ZipFile(io.BytesIO(packed.pop())).infolist():
        assert (entry.date_time, entry.compress_type) == ((1980, 1, 1, 0, 0, 0), ZIP_STORED)


def test_the_manifest_names_every_file_with_its_mark(session, paper, kantor):
    paper("perdes_rpjm", nomor="1 Tahun 2011")
    found = bundel.gather(session, paper("naskah_rpjm", nomor=None, pdf=True))
    made = opened(kantor.store, found)
    told = json.loads(made.read("manifest.json"))
    files = told["berkas"]
    assert [one["berkas"] for one in files] == [n for n in made.namelist() if n != "manifest.json"]
    for one in files:
        assert hashlib.sha256(made.read(one["berkas"])).hexdigest() == one["sha256"]
    assert files[-1]["nomor"] == "1 Tahun 2011"
    assert files[-1]["tanggal"] == "2011-01-19"
    assert (told["wilayah"], told["tahun"]) == (str(SUKAMAJU), 2011)


def test_what_is_lacking_is_told_in_the_bundle(session, paper, kantor):
    found = bundel.gather(session, paper("naskah_rpjm"))
    told = opened(kantor.store, found).read("BACA-SAYA.txt").decode()
    assert "PDF belum dibuat" in told
    assert bundel.title("perdes_rpjm") in found.belum_terbit
    assert all(name in told for name in found.belum_terbit)
    whole = bundel.gather(session, paper("naskah_rkp", pdf=True))
    assert "PDF belum dibuat" not in opened(kantor.store, whole).read("BACA-SAYA.txt").decode()


def test_only_papers_in_force_of_the_same_village_and_year_go_along(session, paper, kantor):
    other = dunia.year(session, 2012)
    paper("perdes_rpjm", status="diganti")
    paper("perdes_rpjm", status="disusun").docx = None
    paper("perdes_rpjm", SUKAMULYA)
    paper("perdes_rpjm", tahun_id=other.id)
    found = bundel.gather(session, paper("naskah_rpjm"))
    assert [one.jenis for one in found.naskah_semua] == ["naskah_rpjm"]


def test_every_paper_of_a_kind_goes_along_or_only_the_one_that_is_named(session, paper, kantor):
    for key in ("pkd_kelompok~pertemuan_pkd.10", "pkd_kelompok~pertemuan_pkd.9",
                "daftar_hadir", "daftar_hadir~mkp", "daftar_hadir~musrenbangdes_rpjm"):  # fmt: skip
        paper(key)
    found = bundel.gather(session, paper("naskah_rpjm"))
    assert [one.jenis for one in found.naskah_semua] == [
        "naskah_rpjm", "daftar_hadir~musrenbangdes_rpjm", "pkd_kelompok~pertemuan_pkd.9",
        "pkd_kelompok~pertemuan_pkd.10",
    ]  # fmt: skip
    names = inside(kantor.store, found)
    assert len(set(names)) == len(names)
    assert all(name.isascii() and "/" not in name and "~" not in name for name in names)


@pytest.mark.parametrize("status", ["diganti", "batal"])
def test_a_paper_no_longer_in_force_has_no_bundle(session, paper, status):
    with pytest.raises(Conflict):
        bundel.gather(session, paper("naskah_rkp", status=status))


def test_a_file_that_is_gone_is_told(session, paper, kantor):
    document = paper("naskah_rkp")
    kantor.store.path(document.docx.sha256).unlink()
    with pytest.raises(Unavailable):
        bundel.packed(kantor.store, bundel.gather(session, document))


def test_who_took_a_bundle_is_kept(session, paper):
    found = bundel.gather(session, paper("naskah_rkp"))
    who = dunia.act(session, Peran.BPD)
    bundel.record(session, who, found, Hak.LIHAT_DESA)
    traced = session.scalars(select(Jejak).where(Jejak.tindakan == "unduh_bundel")).one()
    assert (traced.peran, traced.rincian["berkas"]) == ("bpd", 1)


def test_every_lampiran_is_a_kind_of_paper_there_is():
    named = {kind_of(one) for ones in bundel.LAMPIRAN.values() for one in ones}
    assert (named | set(bundel.LAMPIRAN)) - set(kinds()) == set()
