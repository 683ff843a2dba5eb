"""Every missing fact of a paper leads to the form, the page and the people who supply it."""

from collections.abc import Iterator

import pytest
from marshmallow import Schema, fields

from musren.domain.peran import HAK, Peran
from musren.forms.alur import FLOWS
from musren.papers.contracts import CONTRACTS
from musren.papers.kinds import kinds
from musren.services.lengkap import ALIAS, CITED, GROUP, MAIN, kurang_of

HEAD = {
    "kop", "wilayah", "penandatangan", "mengetahui", "tempat_surat", "profil", "perangkat", "batas",
}  # fmt: skip
TYPED_ELSEWHERE = {"profil-desa", "profil-kecamatan"}


@pytest.mark.parametrize(
    ("hole", "jenis", "objek", "form", "step"),
    [
        ("kop.alamat", "undangan", "mkp", "profil-desa", "kantor"),
        ("penandatangan.kepala_desa.nama", "ba_mkp", "", "profil-desa", "perangkat"),
        ("musyawarah.tempat", "ba_musrenbangdes", "", "musrenbangdes", "undangan"),
        ("musyawarah.tempat", "ba_pertemuan", "pelatihan.2", "pelatihan", "undangan"),
        ("kehadiran.jumlah", "ba_mkp", "", "mkp", ""),
        ("penerima[0].nama", "undangan", "mkp", "undangan", "penerima"),
        ("pembahasan.2.uraian", "notulen", "mkp", "notulen", "pembahasan"),
        ("visi", "naskah_rpjm", "", "rpjm", "visi-misi"),
        ("misi.0", "naskah_rkp", "", "rpjm", "visi-misi"),
        ("kebijakan_keuangan", "naskah_rkp", "", "naskah-rkp", "gambaran"),
        ("sumber.0.pagu", "penyelarasan", "", "pagu-desa", "pagu"),
        ("pendapatan.0.anggaran", "lkpj", "", "pagu-desa", "pagu"),
        ("kelompok.0.baris.1.penanggung_jawab", "du_rkp", "", "usulan", "rencana"),
        ("dusun.0.baris.0.tujuan", "formulir_rkp", "", "usulan", "rencana"),
        ("anggota.0.jk", "sk_tim_penyusun", "rpjm", "tim-rpjm", "anggota"),
        ("anggota.0.jk", "sk_tim_penyusun", "rkp", "tim-rkp", "anggota"),
        ("rapat.tanggal", "keputusan_bpd", "", "rapat-bpd-rpjm", "undangan"),
        ("pemeringkatan.3.skor", "formulir_rpjm", "", "peringkat-usulan-rpjm", "nilai"),
        ("tanggal_diundangkan", "perdes_rpjm", "", "pengundangan", "pengundangan"),
    ],
)
def test_a_hole_leads_to_its_field(hole: str, jenis: str, objek: str, form: str, step: str):
    found = kurang_of(hole, f"{jenis}~{objek}" if objek else jenis, "desa", objek)
    assert found.tujuan is not None
    assert (found.tujuan.formulir, found.tujuan.langkah) == (form, step)
    assert set(found.peran) == HAK[FLOWS[form].hak]
    assert found.peran


def test_a_paper_that_is_cited_leads_to_that_paper():
    found = kurang_of("sk.nomor", "surat_usulan", "desa")
    assert found.tujuan is not None
    assert (found.tujuan.naskah, found.tujuan.formulir) == ("sk_rkp_desa", "")


def leaves(schema: Schema, prefix: str = "") -> Iterator[str]:
    for name, field in schema.fields.items():
        inner = field.inner if isinstance(field, fields.List) else field
        path = f"{prefix}{name}" + (".0" if inner is not field else "")
        if isinstance(inner, fields.Nested):
            yield from leaves(inner.schema, f"{path}.")
        else:
            yield path


@pytest.mark.parametrize("jenis", sorted(set(kinds()) - {"formulir_kosong"}))
def test_only_the_head_and_the_signers_are_looked_for_in_the_profile(jenis: str):
    level = kinds()[jenis].level[0]
    objek = {"sk_tim_penyusun": "rpjm", "undangan": "mkp", "notulen": "mkp",
             "ba_pertemuan": "pelatihan.1", "pkd_kelompok": "pertemuan_pkd.1"}.get(jenis, "")  # fmt: skip
    astray = []
    for hole in leaves(CONTRACTS[jenis]()):
        found = kurang_of(hole, jenis, level, objek).tujuan
        assert found is not None
        assert bool(found.formulir) != bool(found.naskah)
        head = hole.split(".")[0] in HEAD
        named = any(hole.endswith(alias) for alias in ALIAS) or "fasilitator" in hole
        if found.formulir in TYPED_ELSEWHERE and not head and not named:
            astray.append(hole)
    assert astray == []


def test_every_alias_group_and_main_form_is_there():
    assert [one for one in ALIAS.values() if one[1] not in FLOWS[one[0]].fields] == []
    pages = [
        one
        for one in GROUP.values()
        if one[1] not in FLOWS[one[0]].fields and FLOWS[one[0]].step(one[1]) is None
    ]
    assert pages == []
    assert set(MAIN.values()) <= set(FLOWS)
    assert {*MAIN, *CITED.values()} <= set(kinds())
    assert Peran.KPMD in kurang_of("visi", "naskah_rpjm", "desa").peran
