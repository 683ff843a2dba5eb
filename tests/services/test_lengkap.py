"""Every missing fact of a paper leads to the form, the page and the people who supply it."""

import pytest

from musren.domain.peran import HAK, Peran
from musren.forms.alur import FLOWS
from musren.papers.kinds import kinds
from musren.services.lengkap import ALIAS, kurang_of


@pytest.mark.parametrize(
    ("hole", "jenis", "form", "step", "told"),
    [
        ("kop.alamat", "undangan~mkp", "profil-desa", "kantor", "Alamat"),
        ("penandatangan.kepala_desa.nama", "ba_mkp", "profil-desa", "perangkat", "Kepala Desa"),
        ("musyawarah.tempat", "ba_musrenbangdes", "musrenbangdes", "undangan", "Tempat"),
        ("penerima[0].nama", "undangan~mkp", "undangan", "penerima", "Nama yang diundang"),
        ("pembahasan.2.uraian", "notulen~mkp", "notulen", "pembahasan", "disampaikan"),
    ],
)
def test_a_hole_leads_to_its_field(hole: str, jenis: str, form: str, step: str, told: str):
    found = kurang_of(hole, jenis, "desa")
    assert found.tujuan is not None
    assert (found.tujuan.formulir, found.tujuan.langkah) == (form, step)
    assert told in found.kalimat
    assert set(found.peran) == HAK[FLOWS[form].hak]
    assert Peran.KPMD in found.peran


@pytest.mark.parametrize("jenis", sorted(kinds()))
def test_whatever_is_missing_there_is_always_a_place_to_go(jenis: str):
    for hole in ("", "0", "tidak.ada", "[3]", "wilayah.desa"):
        found = kurang_of(hole, jenis, kinds()[jenis].level[0])
        assert found.tujuan is not None
        assert found.tujuan.formulir in FLOWS


def test_every_alias_is_a_field_of_its_form():
    assert [one for one in ALIAS.values() if one[1] not in FLOWS[one[0]].fields] == []
