"""The shipped profile is complete and right, and the loader refuses everything else."""

import re
from contextlib import suppress
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musren.domain.nomor import Pattern
from musren.integration import dasar, keadaan, profil, tahapan
from musren.integration.dasar import CLAUSES
from musren.integration.profil import (
    TANDA,
    ProfileError,
    available,
    isi,
    load,
    parameter,
    parse,
)

TEKS = files("musren.integration.profil").joinpath("pnpm-2010.toml").read_text(encoding="utf-8")
P = load("pnpm-2010")
ISIAN = dict.fromkeys(P.isian_teks, "X")


def test_the_shipped_profile_is_found_and_read_once():
    assert available() == ("pnpm-2010",)
    assert load("pnpm-2010") is P


def test_an_unknown_profile_names_the_ones_there_are():
    with pytest.raises(ProfileError, match="pnpm-2010"):
        load("pnpm-1999")


def test_the_five_lists_of_the_village_stand_in_the_order_of_the_guide():
    assert [s.kunci for s in P.sumber_tingkat("desa")] == ["blm", "apbd", "add", "swadaya", "lain"]
    assert [s.judul_daftar for s in P.sumber_tingkat("desa")] == [
        "Usulan kegiatan yang akan diajukan untuk didanai BLM PNPM-MP, sesuai ketentuan PNPM-MP",
        "Usulan kegiatan yang akan diajukan untuk didanai APBD melalui Musrenbang Kabupaten",
        "Usulan kegiatan yang akan didanai ADD",
        "Usulan kegiatan yang dilaksanakan secara swadaya oleh masyarakat",
        "Usulan kegiatan yang akan didanai oleh sumber dana lain",
    ]


def test_the_kecamatan_knows_only_blm_and_apbd():
    assert [s.kunci for s in P.sumber_tingkat("kecamatan")] == ["blm", "apbd"]
    assert all(s.judul_daftar_kecamatan for s in P.sumber_tingkat("kecamatan"))


def test_recap_headings_stand_in_their_fixed_order():
    assert [k.judul for k in P.kelompok_rekap] == [
        "I. APBN",
        "II. APBD Provinsi",
        "III. APBD Kabupaten/Kota",
        "IV. APBDesa",
        "V. Swasta",
    ]


@pytest.mark.parametrize(
    ("jenis", "penanda_tangan"),
    [
        ("daftar_hadir", [("mengetahui", 1), ("pimpinan_musyawarah", 1)]),
        (
            "ba_musrenbangdes",
            [("kepala_desa", 1), ("pimpinan_musyawarah", 1), ("wakil_masyarakat", 3)],
        ),
        ("sk_rkp_desa", [("kepala_desa", 1)]),
        (
            "ba_musrenbang_kecamatan",
            [("camat", 1), ("pimpinan_musyawarah", 1), ("wakil_utusan_desa", 3)],
        ),
        ("spc", [("camat", 1)]),
        ("sk_tim_verifikasi", [("camat", 1)]),
        ("daftar_prioritas", [("pimpinan_musyawarah", 1), ("camat", 1)]),
        ("usulan_didanai", [("pimpinan_musyawarah", 1), ("camat", 1)]),
        ("petikan_spc", [("camat", 1)]),
        ("surat_mandat", [("camat", 1), ("pimpinan_musyawarah", 1)]),
        ("formulir_r3", [("camat", 1)]),
        ("undangan", [("pengundang", 1)]),
        ("notulen", [("notulis", 1), ("pimpinan_musyawarah", 1)]),
        *(
            (jenis, [("kepala_desa", 1), ("pimpinan_musyawarah", 1), ("wakil_masyarakat", 3)])
            for jenis in ("ba_pertemuan", "ba_mkp", "ba_musrenbangdes_rpjm")
        ),
        ("sk_tim_penyusun", [("kepala_desa", 1)]),
        ("keputusan_bpd", [("ketua_bpd", 1)]),
        ("rancangan_perdes_rpjm", [("kepala_desa", 1), ("sekdes", 1)]),
        ("perdes_rpjm", [("kepala_desa", 1), ("sekdes", 1)]),
    ],
)
def test_every_paper_is_signed_as_the_guide_says(jenis, penanda_tangan):
    surat = P.surat_jenis(jenis)
    assert [(p.kelompok, p.jumlah) for p in surat.penandatangan] == penanda_tangan


@pytest.mark.parametrize("surat", P.surat, ids=lambda s: s.jenis)
def test_no_paper_rests_by_default_on_a_rule_nobody_has_read(surat):
    marks = {kunci: P.hukum(kunci).tanda for kunci in surat.mengingat}
    assert [kunci for kunci, tanda in marks.items() if tanda in {"G", "D"}] == []


def test_an_office_may_still_name_a_rule_that_is_not_a_default():
    assert "Kecamatan" in P.hukum("pp_19_2008").teks


def test_the_letter_of_the_camat_ends_with_the_day_it_begins_to_hold():
    *_, belonging, beginning = P.surat_jenis("spc").diktum
    assert belonging.startswith("Lampiran I sampai dengan Lampiran III merupakan bagian")
    assert beginning == "Surat Penetapan ini mulai berlaku pada tanggal ditetapkan."


def test_a_decree_waits_for_the_record_that_carries_it():
    assert P.surat_jenis("sk_rkp_desa").butuh == ("ba_musrenbangdes",)
    assert P.surat_jenis("spc").butuh == ("ba_musrenbang_kecamatan",)


def test_only_civil_servants_sign_with_a_staff_number():
    groups = {(p.kelompok, p.nip) for s in P.surat for p in s.penandatangan}
    with_number = {kelompok for kelompok, nip in groups if nip}
    assert with_number == {"camat", "kepala_bappeda", "kepala_skpd", "pejabat"}
    assert not with_number & {kelompok for kelompok, nip in groups if not nip}


@pytest.mark.parametrize("surat", P.surat, ids=lambda s: s.jenis)
def test_texts_of_a_paper_can_be_filled_and_end_as_the_grammar_wants(surat):
    for teks in (surat.tentang, *surat.menimbang, *surat.memperhatikan, *surat.diktum):
        assert "{" not in isi(teks, ISIAN)
    for teks in surat.menimbang:
        assert teks.startswith("bahwa ")
        assert teks.endswith(";")
    if surat.menimbang:
        assert "perlu menetapkan" in surat.menimbang[-1]
    if surat.menimbang and surat.butuh:
        assert any("{nomor_ba}" in teks for teks in surat.menimbang)
        named = (*surat.menimbang, *surat.memperhatikan)
        assert any("{tanggal_ba}" in teks for teks in named)


@pytest.mark.parametrize("surat", [s for s in P.surat if s.pola_nomor], ids=lambda s: s.jenis)
def test_number_patterns_give_a_number(surat):
    nomor = Pattern.parse(surat.pola_nomor).render(
        urut=7, tanggal=date(2011, 1, 17), unit="Ds.Skm", kode=surat.klasifikasi
    )
    assert "7" in nomor
    assert "2011" in nomor


def test_both_priority_lists_belong_in_the_letter_of_the_camat():
    diktum = P.surat_jenis("spc").diktum
    assert "Lampiran I." in diktum[0]
    assert "Lampiran II." in diktum[1]


def test_obligatory_agenda_lines_are_among_the_usual_ones():
    agenda = P.agenda("musrenbangdes_rkp")
    assert "Evaluasi pelaksanaan RKP-Desa tahun sebelumnya" in agenda.wajib
    assert "Pembahasan rancangan RKP-Desa tahun berjalan" in agenda.wajib
    assert set(agenda.wajib) < set(agenda.baku)


@pytest.mark.parametrize(
    ("teks", "sumber"),
    [
        ("ADD", "add"),
        ("add", "add"),
        (" Alokasi  Dana Desa ", "add"),
        ("BLM PNPM-MP", "blm"),
        ("PNPM MP", "blm"),
        ("Swadaya Masyarakat", "swadaya"),
        ("APBD Kab.", "apbd"),
        ("APBD Provinsi", "lain"),
        ("PPIP", "lain"),
        ("DDS", None),
        ("PBH", None),
        ("PAD", None),
        ("ADD, DDS", None),
        ("Dana Desa", None),
        ("", None),
    ],
)
def test_a_source_as_typed_is_recognised_or_left_to_people(teks, sumber):
    assert P.sumber_dari_teks(teks) == sumber


SELIP = (
    r"72\s+Tahun\s+2007",
    r"72\s*/\s*2007",
    r"3717PMD",
    r"\bRKPD\b",
    r"Rencana Kerja Pemerintah Desa",
    r"tentan\s+Pemerintah",
)


@pytest.mark.parametrize("pola", SELIP)
def test_no_slip_of_the_printed_guide_is_repeated(pola):
    paket = files("musren.integration")
    semua = [TEKS] + [
        paket.joinpath(f"{m.__name__.rsplit('.', 1)[-1]}.py").read_text(encoding="utf-8")
        for m in (dasar, tahapan, keadaan)
    ]
    assert not [t for t in semua if re.search(pola, t)]


def test_the_regulation_on_villages_and_the_letters_are_cited_correctly():
    assert "Nomor 72 Tahun 2005 tentang Desa" in P.hukum("pp_72_2005").teks
    assert "414.2/3717/PMD" in P.hukum("surat_3717_2008").teks


def test_legal_bases_carry_no_closing_mark_so_that_the_paper_sets_it():
    assert not [d.kunci for d in P.dasar_hukum if d.teks.endswith((";", "."))]


@pytest.mark.parametrize("kunci", [x.dasar for x in (*P.surat, *P.syarat_desa, *P.agenda_baku)])
def test_every_clause_the_profile_cites_is_explained(kunci):
    assert kunci in CLAUSES


def test_every_value_carries_how_sure_it_is():
    assert {p.tanda for p in P.parameter()} <= TANDA.keys()


SEKSI_9 = (
    "max_usulan_blm_per_desa", "min_usulan_mkp", "max_nilai_usulan_blm", "spp_max_share_blm",
    "op_upk", "op_tpk", "blm_kecamatan", "wakil_desa_mad", "min_perempuan_wakil_desa",
    "skala_peringkat", "kriteria_peringkat_masalah", "kriteria_peringkat_tindakan", "bidang",
    "wakil_masyarakat_ba", "wakil_utusan_desa_ba", "delegasi_desa_min", "delegasi_desa_maks",
    "delegasi_kecamatan", "suara.kecil.pilihan", "larangan.tempat_ibadah.kata",
    "surat.spc.pola_nomor", "label.mkp_panjang", "kemiripan_petunjuk", "pagu_desa_mengikat",
    "tim_min_anggota", "tim_max_anggota", "tim_min_perempuan", "undangan_min_hari",
    "hadir_wajib_perempuan",
)  # fmt: skip


@pytest.mark.parametrize("kunci", SEKSI_9)
def test_every_value_that_differs_between_sources_is_a_parameter(kunci):
    assert kunci in {p.kunci for p in P.parameter()}


def test_parameter_keys_are_unique():
    kunci = [p.kunci for p in P.parameter()]
    assert len(kunci) == len(set(kunci))


def _read_somewhere(kunci, program):
    """By its own name for a limit; by the name of its field for texts and lists."""
    name = kunci if kunci in {b.kunci for b in P.batas} else kunci.rpartition(".")[2]
    quoted = f'"{name}"' in program
    return quoted or re.search(rf"[.]{name}\b", program) is not None


def test_every_parameter_is_read_by_the_program_or_marked_as_not_used_yet():
    here = Path(profil.__file__).parent
    program = (
        "\n".join(
            p.read_text("utf-8")
            for p in sorted(here.parents[1].rglob("*.py"))
            if here not in p.parents
        )
        + (here / "utuh.py").read_text("utf-8").partition("def parameter")[2]
    )
    assert [
        p.kunci for p in P.parameter() if p.dipakai and not _read_somewhere(p.kunci, program)
    ] == []


def test_what_is_marked_as_not_used_yet_is_there():
    kunci = [p.kunci for p in P.parameter()]
    assert [
        satu for satu in parameter.BELUM_DIPAKAI if not any(k.startswith(satu) for k in kunci)
    ] == []
    assert not parameter.dipakai("label.lembaran_desa")
    assert parameter.dipakai("max_usulan_blm_per_desa")
    assert parameter.dipakai("skala_peringkat")


@pytest.mark.parametrize(
    "kunci",
    [
        "kemiripan_petunjuk", "pagu_desa_mengikat", "tim_min_anggota", "tim_max_anggota",
        "tim_min_perempuan", "undangan_min_hari", "hadir_wajib_perempuan",
    ],
)  # fmt: skip
def test_what_the_guide_does_not_say_is_a_default_the_kabupaten_may_change(kunci):
    (satu,) = [p for p in P.parameter() if p.kunci == kunci]
    assert satu.dapat_diubah
    assert satu.tanda in {"G", "D"}


@pytest.mark.parametrize("kunci", ["pagu_desa_mengikat", "hadir_wajib_perempuan"])
def test_nothing_is_refused_by_default_where_the_guide_only_advises(kunci):
    assert P.batas_bool(kunci) is False


@pytest.mark.parametrize(
    ("kunci", "nilai", "baca"),
    [
        ("max_usulan_blm_per_desa", 5, lambda p: p.batas_int("max_usulan_blm_per_desa")),
        ("spp_max_share_blm", 0.3, lambda p: p.batas_float("spp_max_share_blm")),
        (
            "max_nilai_usulan_blm_berlaku",
            False,
            lambda p: p.batas_bool("max_nilai_usulan_blm_berlaku"),
        ),
        ("skala_peringkat", (1, 5, 10, 15, 20), lambda p: p.batas_daftar("skala_peringkat")),
        ("blm_kecamatan", 1_500_000_000, lambda p: p.batas_int("blm_kecamatan")),
        ("label.mkp_panjang", "Musyawarah Khusus Perempuan", lambda p: p.label.mkp_panjang),
        ("surat.spc.pola_nomor", "{urut}/{tahun}", lambda p: p.surat_jenis("spc").pola_nomor),
        ("suara.kecil.pilihan", 2, lambda p: p.suara[0].pilihan),
        ("skpd", ("Dinas A",), lambda p: p.skpd),
        ("kalender.musrenbangdes.bulan", (2,), lambda p: p.kalender[0].bulan),
        ("dasar_hukum_daerah", ("Perda Nomor 1 Tahun 2009",), lambda p: p.mengingat("spc")[-1:]),
    ],
)
def test_an_office_may_change_what_is_editable_and_the_original_stays(kunci, nilai, baca):
    lama = baca(P) if kunci != "blm_kecamatan" else None
    terima = list(nilai) if isinstance(nilai, tuple) else nilai
    baru = P.dengan({kunci: terima})
    assert baca(baru) == nilai
    assert next(p.nilai for p in baru.parameter() if p.kunci == kunci) == nilai
    if kunci != "blm_kecamatan":
        assert baca(P) == lama


def test_fields_of_work_keep_their_key_when_their_name_stays():
    baru = P.dengan({"bidang": ["Ekonomi: Pertanian, Usaha", "Pariwisata Desa"]})
    assert [(b.kunci, b.nama, b.sub) for b in baru.bidang] == [
        ("ekonomi", "Ekonomi", ("Pertanian", "Usaha")),
        ("pariwisata_desa", "Pariwisata Desa", ()),
    ]


@pytest.mark.parametrize(
    ("perubahan", "pesan"),
    [
        ({"wakil_masyarakat_ba": 4}, "tidak dapat diubah"),
        ({"wakil_utusan_desa_ba": 2}, "tidak dapat diubah"),
        ({"masa_rpjm": 6}, "tidak dapat diubah"),
        ({"spp_max_share_blm": 1.5}, "di atas batas terbesar"),
        ({"spp_max_share_blm": float("nan")}, "batas"),
        ({"max_usulan_blm_per_desa": 0}, "di bawah batas terkecil"),
        ({"max_usulan_blm_per_desa": True}, "bukan bilangan bulat"),
        ({"max_usulan_blm_per_desa": "3"}, "bukan bilangan bulat"),
        ({"skala_peringkat": ["satu", "dua"]}, "setiap baris harus bilangan bulat"),
        ({"skpd": "Dinas A"}, "bukan daftar"),
        ({"bidang": []}, "di bawah batas terkecil"),
        ({"bidang": [": sub"]}, "belum bernama"),
        ({"label.mkp_panjang": "  "}, "tidak boleh kosong"),
        ({"tidak_ada": 1}, "tidak dikenal"),
        ({"surat.spc.diktum": ["Kepada {siapa}"]}, "'siapa' tidak dikenal"),
        ({"surat.spc.diktum": ["Kepada {desa"]}, "Kurung kurawal"),
        ({"surat.spc.diktum": ["{desa.__class__}"]}, "Kurung kurawal"),
        ({"surat.spc.pola_nomor": "{tahun}"}, "urut"),
        ({"surat.spc.mengingat": ["uu_99"]}, "'uu_99' tidak dikenal"),
        ({"min_perempuan_wakil_desa": 7}, "melebihi"),
        ({"tim_min_anggota": 12}, "melebihi"),
        ({"tim_min_perempuan": 12}, "melebihi"),
        ({"suara.kecil.sampai": 30}, "harus naik"),
        ({"kalender.musrenbangdes.bulan": [13]}, "bulan 1 sampai 12"),
        ({"agenda_baku.musrenbangdes_rkp.baku": ["Pembukaan"]}, "baris wajib"),
    ],
)
def test_a_change_that_does_not_fit_is_refused_with_its_reason(perubahan, pesan):
    with pytest.raises(ProfileError, match=re.escape(pesan)):
        P.dengan(perubahan)


@given(st.sampled_from([p.kunci for p in P.parameter()]), st.one_of(
    st.integers(), st.floats(), st.text(max_size=9), st.booleans(), st.none(),
    st.lists(st.text(max_size=5), max_size=3), st.lists(st.integers(), max_size=3),
))  # fmt: skip
def test_any_value_is_either_taken_or_refused_in_words(kunci, nilai):
    with suppress(ProfileError):
        assert P.dengan({kunci: nilai}).slug == P.slug


@pytest.mark.parametrize(
    ("lama", "baru", "pesan"),
    [
        ('versi = "1.0"', 'versi = "1.0"\nasing = 1', "kunci 'asing' tidak dikenal"),
        ('versi = "1.0"\n', "", "kunci 'versi' belum ada"),
        ('versi = "1.0"', "versi = 1", "versi: harus teks"),
        ("periode_rpjm = 5", "periode_rpjm = true", "periode_rpjm: harus bilangan bulat"),
        ("periode_rpjm = 5", "periode_rpjm = 5.0", "periode_rpjm: harus bilangan bulat"),
        ('spp = "SPP"\n', 'spp = "SPP"\nbaru = "x"\n', "label: kunci 'baru' tidak dikenal"),
        ('kunci = "blm"\nnama = "BLM PNPM-MP"\n', 'kunci = "blm"\n', "sumber_dana[blm]: kunci 'nama'"),
        ('tingkat = ["desa", "kecamatan"]', 'tingkat = ["kota"]', "'kota' tidak dikenal"),
        ('kelompok_rekap = "apbn"', 'kelompok_rekap = "x"', "sumber_dana[blm].kelompok_rekap: 'x'"),
        ('butuh = ["ba_musrenbangdes"]', 'butuh = ["perdes"]', "butuh: 'perdes' tidak dikenal"),
        ('tanda = "G"\nkeras', 'tanda = "Z"\nkeras', "'Z' tidak dikenal"),
        ("nilai = 0.25", "nilai = 2.5", "batas[spp_max_share_blm].nilai"),
        ("nilai = 0.25", "nilai = [0.25]", "nilai: nilai [0.25]"),
        ('kunci = "apbd_provinsi"\nnama', 'kunci = "apbn"\nnama', "'apbn' tertulis 2 kali"),
        ('sumber = "add"\nteks = ["ADD"', 'sumber = "add"\nteks = ["Swadaya", "ADD"', "menunjuk"),
        ("jumlah = 3", "jumlah = 0", "paling sedikit satu orang"),
        ('register = "spc"', 'register = ""', "diisi bersama"),
        ('klasifikasi = "050"', 'klasifikasi = ""', "klasifikasi"),
        ('slug = "pnpm-2010"', 'slug = "pnpm-2010', "bukan TOML"),
    ],
)  # fmt: skip
def test_a_broken_profile_is_refused_and_the_message_names_the_place(lama, baru, pesan):
    assert lama in TEKS
    with pytest.raises(ProfileError, match=re.escape(pesan)):
        parse(TEKS.replace(lama, baru, 1))


def test_filling_a_text_keeps_braces_of_the_value_as_text():
    assert isi("Desa {desa}", {"desa": "{{7*7}} {tahun}"}) == "Desa {{7*7}} {tahun}"


def test_filling_a_text_without_a_value_says_which():
    with pytest.raises(ProfileError, match="tahun"):
        isi("Tahun {tahun}", {"desa": "X"})


@pytest.mark.parametrize("tim", ["rpjm", "rkp", "verifikasi", "spc", "mandat"])
def test_each_drafting_team_has_its_duties(tim):
    assert len(P.tugas(tim)) >= 3
    with pytest.raises(ProfileError, match="tugas tim 'apb'"):
        P.tugas("apb")


@pytest.mark.parametrize("jenis", ["keputusan_bpd", "rancangan_perdes_rpjm", "perdes_rpjm"])
def test_a_review_is_considered_in_one_more_point(jenis):
    surat = P.surat_jenis(jenis)
    assert len(surat.menimbang_tinjau) == len(surat.menimbang) + 1
    assert any("{rpjm_lama}" in one for one in surat.menimbang_tinjau)
    assert "{nomor_lama}" in surat.tentang_tinjau
    last = f"huruf {'abcde'[len(surat.menimbang_tinjau) - 2]}"
    assert last in surat.menimbang_tinjau[-1]


@pytest.mark.parametrize("acara", ["musrenbangdes_rpjm", "rapat_bpd_rpjm"])
def test_the_meetings_of_the_plan_have_their_usual_agenda(acara):
    agenda = P.agenda(acara)
    assert set(agenda.wajib) <= set(agenda.baku)


def test_a_review_text_with_an_unknown_place_is_refused():
    with pytest.raises(ProfileError, match="isian"):
        parse(TEKS.replace("Nomor {nomor_lama} tentang", "Nomor {nomor_baru} tentang", 1))
