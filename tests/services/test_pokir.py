"""Wishes of the DPRD: kept, matched with proposals of the villages, brought to the hearing."""

import pytest
from sqlalchemy import select

from musren.domain.errors import Conflict, Invalid, NotFound
from musren.domain.peran import Act, Peran
from musren.forms.alur import flow
from musren.models.jejak import Jejak
from musren.models.prioritas import Pokir
from musren.papers import contracts
from musren.services.alur import answers_for
from musren.services.naskah import missing_before
from musren.services.pilihan import PROVIDERS, Setting
from musren.services.pokir import catat, sanding
from musren.services.pokir.sanding import SaringPokir
from musren.services.susunan import daftar as susunan
from tests import dunia
from tests import kabupaten_dunia as kab
from tests.dunia import KABUPATEN, KECAMATAN, SUKAMAJU, fill

WISH = {
    "jenis": "pokir", "anggota_nama": "Sabar Sitorus", "fraksi": "Karya", "dapil": "Dapil 1",
    "kegiatan": "Pengaspalan jalan desa", "kecamatan_kode": str(KECAMATAN),
    "desa_kode": str(SUKAMAJU), "lokasi": "Dusun I", "biaya": "250.000.000",
}  # fmt: skip


def dprd(session) -> Act:
    return dunia.act(session, Peran.DPRD, pada=kab.DAY)


def wish(session, tahun, **changed) -> Pokir:
    fill(session, dprd(session), "pokir", tahun, KABUPATEN, WISH | changed)
    return session.scalars(select(Pokir).order_by(Pokir.id.desc())).first()


def matched(session, tahun, one, usulan, **more):
    sanding.match(session, dprd(session), tahun, KABUPATEN, one, {"kode": usulan.kode, **more})


def test_a_wish_gets_a_code_that_stays_when_it_is_corrected(session, tahun):
    first = wish(session, tahun)
    assert wish(session, tahun, jenis="jaring_asmara").kode == "JA-99.01-2011-002"
    fill(session, dprd(session), "pokir", tahun, KABUPATEN, {"dapil": "Dapil 2"},
         objek=f"pokir:{first.id}")  # fmt: skip
    assert (first.kode, first.dapil, first.kegiatan) == (
        "PK-99.01-2011-001", "Dapil 2", WISH["kegiatan"]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"kecamatan_kode": "", "desa_kode": ""}, "kecamatan_kode"),
        ({"anggota_nama": ""}, "anggota_nama"),
        ({"biaya": "dua ratus"}, "biaya"),
        ({"desa_kode": "35.07.01.2001"}, "desa_kode"),
    ],
)
def test_a_wish_without_place_or_member_is_refused_at_its_field(session, tahun, changed, field):
    with pytest.raises(Invalid) as told:
        wish(session, tahun, **changed)
    assert field in told.value.errors


def test_the_village_tells_the_kecamatan(session, tahun):
    dunia.village(session, tahun)
    assert wish(session, tahun, kecamatan_kode="").kecamatan_kode == str(KECAMATAN)


def test_what_looks_like_the_wish_is_offered_with_the_reason(session, tahun):
    made = dunia.village(session, tahun, given=kab.GIVEN)
    one = wish(session, tahun)
    offered = sanding.offers(session, tahun, one)
    assert offered[0].usulan is made[0]
    assert "nama" in offered[0].alasan.lower()
    matched(session, tahun, one, made[0])
    assert made[0] not in [s.usulan for s in sanding.offers(session, tahun, one)]


def test_one_wish_may_be_answered_by_several_proposals_and_one_proposal_answers_several(
    session, tahun
):
    made = dunia.village(session, tahun, given=kab.GIVEN)
    one, two = wish(session, tahun), wish(session, tahun, kegiatan="Jembatan")
    matched(session, tahun, one, made[0], kawal=True, catatan="Ruas yang sama")
    matched(session, tahun, one, made[1])
    matched(session, tahun, two, made[1])
    told = sanding.wishes_for(session, [u.id for u in made])
    assert [(p.kode, k) for p, k in told[made[0].id]] == [(one.kode, True)]
    assert [p.kode for p, _ in told[made[1].id]] == [one.kode, two.kode]
    assert sanding.counts(session, tahun) == {"semua": 2, "cocok": 2, "kawal": 1, "belum": 0}


def test_the_same_match_again_changes_only_its_note(session, tahun):
    made = dunia.village(session, tahun, given=kab.GIVEN)
    one = wish(session, tahun)
    matched(session, tahun, one, made[0], kawal=True)
    matched(session, tahun, one, made[0], catatan="Disurvei")
    (row,) = sanding.rows_of(session, [one])
    assert [(s.kawal, s.catatan) for s in row.usulan] == [(False, "Disurvei")]


def test_a_proposal_of_another_year_is_not_matched(session, tahun):
    made = dunia.village(session, tahun, given=kab.GIVEN)
    later = dunia.year(session, 2012)
    one = wish(session, later)
    with pytest.raises(NotFound, match="Periksa kodenya"):
        matched(session, later, one, made[0])


def test_a_match_is_taken_back_with_a_reason_once(session, tahun):
    made = dunia.village(session, tahun, given=kab.GIVEN)
    one, who = wish(session, tahun), dprd(session)
    matched(session, tahun, one, made[0])
    with pytest.raises(Invalid, match="Isi alasan"):
        sanding.unmatch(session, who, KABUPATEN, one, made[0].id, "  ")
    sanding.unmatch(session, who, KABUPATEN, one, made[0].id, "Ruas lain")
    with pytest.raises(Conflict, match="sudah dilepas"):
        sanding.unmatch(session, who, KABUPATEN, one, made[0].id, "Ruas lain")
    kept = session.scalars(select(Jejak).where(Jejak.tindakan == "lepas_sandingan_pokir")).one()
    assert kept.rincian["alasan"] == "Ruas lain"


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ({}, ["001", "002", "003"]), ({"dapil": "Dapil 2"}, ["002"]), ({"cocok": "ya"}, ["001"]),
        ({"cocok": "kawal"}, []), ({"cocok": "tidak"}, ["002", "003"]),
        ({"teks": "jembatan"}, ["003"]), ({"kecamatan": "99.01.02"}, []),
    ],
)  # fmt: skip
def test_the_list_is_filtered(session, tahun, asked, codes):
    made = dunia.village(session, tahun, given=kab.GIVEN)
    one = wish(session, tahun)
    wish(session, tahun, dapil="Dapil 2")
    wish(session, tahun, kegiatan="Jembatan")
    matched(session, tahun, one, made[0])
    rows, total = sanding.page(session, tahun, SaringPokir(**asked))
    assert [r.pokir.kode[-3:] for r in rows] == codes
    assert total == len(codes)


def test_the_form_offers_names_that_were_written_before(session, tahun):
    wish(session, tahun)
    here = Setting(session=session, year=tahun, place=KABUPATEN, answers={})
    assert [o.value for o in PROVIDERS["anggota_dprd"](here)] == ["Sabar Sitorus"]
    names = {o.value: o.label for o in PROVIDERS["desa_kabupaten"](here)}
    assert "Sukaraya" in names[str(SUKAMAJU)]


def test_a_wish_of_another_year_is_not_opened(session, tahun):
    one, later = wish(session, tahun), dunia.year(session, 2012)
    with pytest.raises(NotFound):
        catat.get(session, later, one.kode)
    with pytest.raises(NotFound):
        answers_for(session, flow("pokir"), later, KABUPATEN, f"pokir:{one.id}")


# --- the list for the hearing -------------------------------------------------------------------


def test_the_list_waits_for_the_decree(session, tahun):
    told = missing_before(session, tahun, KABUPATEN, "daftar_hearing")
    assert told[0] == "Profil kabupaten belum diisi."
    assert any("Surat Penetapan Camat" in one for one in told)


@pytest.mark.parametrize("objek", ["", str(KECAMATAN)])
def test_the_list_lays_priorities_and_wishes_side_by_side(session, tahun, kantor, objek):
    made = kab.decreed(kantor, tahun)
    one = wish(session, tahun)
    wish(session, tahun, kegiatan="Talud sungai", anggota_nama="Halimah", fraksi="")
    matched(session, tahun, one, made[0], kawal=True)
    key = f"daftar_hearing~{objek}" if objek else "daftar_hearing"
    about = susunan.about(session, tahun, KABUPATEN, key)
    facts = susunan.find(key, KABUPATEN).fakta(about)
    (group,) = facts["kelompok"]
    assert group["nama"] == "Dapil 1"
    assert group["anggota"] == ["Halimah", "Sabar Sitorus (Karya)"]
    assert [u["pokir"] for u in group["usulan"]].count(one.kode) == 1
    assert group["jumlah"] == {
        "usulan": 5, "biaya": 940_000_000, "pokir_cocok": 1, "pokir_belum": 1
    }  # fmt: skip
    assert group["diminta"][0].startswith("Mengawal 4 prioritas")
    frozen = contracts.freeze(
        "daftar_hearing", facts | {"draf": True, "tanggal_surat": "2011-03-15"}
    )
    assert frozen["jumlah"] == group["jumlah"]
