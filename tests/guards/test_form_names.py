"""One name per thing: what a form asks for is a column of that name, or stands here with a reason."""

import pytest

from musren.forms.alur import FLOWS
from musren.forms.steps import Rows
from musren.models.base import Base
from musren.models.musyawarah import Evaluasi, Hadir, Musyawarah, Undangan
from musren.models.narasi import NarasiLkpj, NarasiRkp, Pengundangan
from musren.models.pkd import (
    Gagasan,
    KalenderFaktor,
    KelasKesejahteraan,
    KesejahteraanDusun,
    Lembaga,
    Masalah,
    SketsaSimbol,
    Tindakan,
)
from musren.models.prioritas import AcuanProgram, PaguIndikatif, Pendanaan, Pokir, SidangPrioritas
from musren.models.rpjm import (
    AnggotaTim,
    PaguDesa,
    Rpjm,
    TimPenyusun,
    UsulanRpjm,
    UsulanRpjmTahun,
)
from musren.models.serapan import BarisAnggaran, Kemajuan
from musren.models.tahun import PaguKecamatan
from musren.models.usulan import Keputusan, Realisasi, Silsilah, Usulan, UsulanDana
from musren.models.verifikasi import Pengembalian, TimVerifikasi, Verifikasi
from musren.models.wilayah import Dusun, ProfilDesa, ProfilKabupaten, ProfilKecamatan, SkpdProfil

MODEL: dict[str, tuple[type[Base], ...]] = {
    "profil-desa": (ProfilDesa,),
    "usulan": (Usulan,),
    "sosialisasi": (Musyawarah,),
    "pelatihan": (Musyawarah,),
    "lokakarya-desa": (Musyawarah,),
    "rapat-bpd-lkpj": (Musyawarah,),
    "undangan": (Undangan,),
    "notulen": (Musyawarah, Undangan),  # the meeting is named as its invitation names it
    "penggalian-gagasan": (Musyawarah,),
    "pengelompokan-masalah": (Masalah,),
    "peringkat-masalah": (Masalah,),
    "pengkajian-tindakan": (Tindakan,),
    "peringkat-tindakan": (Tindakan,),
    "kesejahteraan": (KelasKesejahteraan, KesejahteraanDusun),
    "tim-rpjm": (TimPenyusun,),
    "tim-rkp": (TimPenyusun,),
    "rpjm": (Rpjm,),
    "usulan-rpjm": (UsulanRpjm,),
    "peringkat-usulan-rpjm": (UsulanRpjm,),
    "musrenbangdes-rpjm": (Musyawarah,),
    "rapat-bpd-rpjm": (Musyawarah,),
    "gabung-usulan": (Usulan, Silsilah),
    "pecah-usulan": (Usulan, Silsilah),
    "mkp": (Musyawarah,),
    "rancangan-rkp": (Usulan,),
    "pagu-desa": (PaguDesa,),
    "realisasi-rkp": (Realisasi,),
    "musrenbangdes": (Musyawarah,),
    "naskah-rkp": (NarasiRkp,),
    "lkpj": (NarasiLkpj,),
    "pengundangan": (Pengundangan,),
    "profil-kecamatan": (ProfilKecamatan, PaguKecamatan),
    "tim-verifikasi": (TimVerifikasi,),
    "verifikasi": (Verifikasi, Pengembalian),
    "cabut-pengembalian": (Pengembalian,),
    "perbaikan-usulan": (Pengembalian,),
    "sidang-prioritas": (SidangPrioritas,),
    "musrenbang-kecamatan": (Musyawarah,),
    "pokir": (Pokir,),
    "pendanaan": (Pendanaan,),
    "undangan-kecamatan": (Undangan,),
    "notulen-kecamatan": (Musyawarah, Undangan),
    "undangan-kabupaten": (Undangan,),
    "notulen-kabupaten": (Musyawarah, Undangan),
    "profil-kabupaten": (ProfilKabupaten,),
    "acuan-apbd": (AcuanProgram, PaguIndikatif),
    "rakor-perencana": (Musyawarah,),
    "forum-skpd": (Musyawarah,),
    "musrenbang-kabupaten": (Musyawarah,),
    "hearing-dprd": (Musyawarah,),
    "baris-anggaran": (BarisAnggaran,),
    "baris-apb-desa": (BarisAnggaran,),
    "kemajuan": (Kemajuan,),
}
# Groups of rows that have a table of their own.
TABLE: dict[str, type[Base]] = {
    "dusun": Dusun,
    "dana": UsulanDana,
    "hadir": Hadir,
    "evaluasi": Evaluasi,
    "keputusan": Keputusan,
    "bagian": Usulan,
    "sketsa": SketsaSimbol,
    "kalender": KalenderFaktor,
    "lembaga": Lembaga,
    "masalah_sketsa": Masalah,
    "masalah_kalender": Masalah,
    "masalah_lembaga": Masalah,
    "gagasan": Gagasan,
    "pengelompokan": Masalah,
    "peringkat_masalah": Masalah,
    "pengkajian": Tindakan,
    "peringkat_tindakan": Tindakan,
    "kelas": KelasKesejahteraan,
    "jumlah_kk": KesejahteraanDusun,
    "anggota": AnggotaTim,
    "tahunan": UsulanRpjmTahun,
    "peringkat_usulan": UsulanRpjm,
    "petik": Usulan,
    "usulan_lama": Usulan,
    "pagu_desa": PaguDesa,
    "realisasi": Realisasi,
    "skpd": SkpdProfil,
    "acuan": AcuanProgram,
    "pagu_indikatif": PaguIndikatif,
    "putusan_forum": Keputusan,
    "putusan_kabupaten": Keputusan,
    "prioritas_blm": Keputusan,
    "prioritas_apbd": Keputusan,
    "pemilih": Hadir,
    **dict.fromkeys(
        ("urutan_kelompok", "suara_usulan", "skor_usulan", "urutan_langsung"), SidangPrioritas
    ),
}
# Answers that mark the people present, row by row.
MARKS_ATTENDEES = (
    "wakil_masyarakat", "wakil_desa", "wakil_utusan", "delegasi", "wakil_kelompok",
)  # fmt: skip
# Women the MKP puts forward are not yet the wakil desa that the Musrenbangdes chooses.
MARKS_UNDER_ANOTHER_NAME = {"calon_wakil": "wakil_desa"}
# JSON columns of the meeting, its invitation, the plan, the team or the profile, of that name.
KEPT_AS_A_LIST = {
    "agenda", "narasumber", "materi", "pembahasan", "penerima", "perubahan", "misi", "tinjauan",
    "rktl", "perangkat", "kelengkapan", "aspek", "khusus", "tugas", "jawaban",
    "tambahan",
}  # fmt: skip
# Forms whose rows are all JSON columns, under names that are tables elsewhere.
LISTS_ONLY = {"tim-verifikasi"}
# About the change itself, not about what is changed.
KEPT_IN_THE_TRACE = {"menjawab", "alasan_perubahan", "kembalikan", "alasan_cabut"}
# Told by the rows that are kept, so never stored beside them.
TOLD_BY_ROWS = {"banyak_kelompok"}
NO_COLUMN = {
    "uraian": "how the proposal is shown beside its decision; never stored twice",
    "kecamatan": "whence a proposal came, by which the rows are shown in parts",
    "semula": "what was asked and agreed before, shown beside the decision",
    "kelompok": "SPP or not, for ranking; the proposal's own kind says it",
    "masalah_id": "which problem a row stands for; its own number",
    "gagasan_id": "which idea a row stands for; its own number",
    "tindakan_id": "which action a row stands for; its own number",
    "usulan_rpjm_id": "which proposal of the plan a row stands for; its own number",
    "asal": "who told a problem with which tool, shown beside it",
    "masalah": "the problem of an action, shown beside it",
    "induk_kode": "the code people write for `induk_id`",
    "masalah_kode": "the code people choose for `masalah_id`",
    "petik": "whether a row of the RPJM-Desa is picked; the usulan it becomes says so",
    "ambil": "whether an old proposal is proposed again; the usulan it becomes says so",
    "alasan": "why an old proposal is not; kept in the trace and with its withdrawal",
    "tahun_rencana": "the years a row was planned for, shown beside the answer",
    "biaya_rencana": "the cost the RPJM-Desa has, shown beside this year's",
    "keadaan": "what became of a row this year, shown beside the answer",
    "riwayat": "what became of an old proposal, told from its decision and realisation",
    "sisa": "what is left of an old proposal, shown beside the answer",
    "sumber": "the main funding category; kept in the shares of the proposal",
    "kode": "of the proposal a row is about, shown beside what is told of it",
    "rencana": "what was decided, shown beside what was done",
    **{f"b{n}": "a month; kept together in `bulan`" for n in range(1, 13)},
    **{f"k{n}": "a criterion of the profile; kept together in `skor`" for n in range(1, 13)},
    **{f"g{n}": "the order of one group; kept together in `baris`" for n in range(1, 9)},
    "golongan": "under what a long list is shown in parts; told by the proposal itself",
    "hadir_kunci": "which attendee a row stands for; name and address",
    "usulan_id": "which proposal a row of a session stands for; kept in `baris`",
    "suara": "votes of one proposal; kept in `baris`",
    "seri": "the place among equals; kept in `baris` or beside the scores",
    "peringkat": "an order agreed on directly; kept in `baris`",
    **{f"kk{n}": "a class of the village; kept together in `jumlah_kk`" for n in range(1, 7)},
}


def columns(*models: type[Base]) -> set[str]:
    return {column.key for model in models for column in model.__mapper__.column_attrs}


@pytest.mark.parametrize("slug", FLOWS)
def test_a_field_is_a_column_of_its_name(slug: str):
    known = columns(*MODEL[slug])
    assert [
        name
        for name, field in FLOWS[slug].fields.items()
        if name not in known | set(TABLE) | set(MARKS_ATTENDEES) | set(MARKS_UNDER_ANOTHER_NAME)
        if name not in KEPT_IN_THE_TRACE | TOLD_BY_ROWS
    ] == []
    assert slug in MODEL


@pytest.mark.parametrize("slug", FLOWS)
def test_a_column_of_a_group_of_rows_is_a_column_of_its_table(slug: str):
    for name, field in FLOWS[slug].fields.items():
        if isinstance(field, Rows) and name not in KEPT_AS_A_LIST and slug not in LISTS_ONLY:
            assert set(field.columns) - columns(TABLE[name]) - set(NO_COLUMN) == set()


def test_marks_of_attendees_are_columns_of_attendance():
    assert {*MARKS_ATTENDEES, *MARKS_UNDER_ANOTHER_NAME.values()} <= columns(Hadir)
    lists = (Musyawarah, Undangan, Rpjm, TimPenyusun, ProfilDesa)
    verified = (TimVerifikasi, Verifikasi, Pengembalian)
    assert columns(*lists, *verified, Pendanaan) >= KEPT_AS_A_LIST


def test_no_exception_is_left_over():
    asked = {
        column
        for flow in FLOWS.values()
        for field in flow.fields.values()
        if isinstance(field, Rows)
        for column in field.columns
    }
    assert set(NO_COLUMN) <= asked


@pytest.mark.parametrize(
    ("slug", "own"),
    [
        (
            "usulan",
            {"id", "kode", "kunci", "tahun_id", "desa_kode", "nomor_urut", "berkas_asal", "status",
             "dibuat", "diubah", "versi", "asal_id", "asal_awal", "usulan_rpjm_id", "tindakan_id",
             "menggantikan_id"},
        ),
        ("profil-desa", {"desa_kode", "versi", "perangkat"}),
        ("profil-kecamatan", {"kecamatan_kode", "tahun_id", "versi"}),
        ("profil-kabupaten", {"kabupaten_kode", "versi"}),
        ("naskah-rkp", {"tahun_id", "desa_kode", "versi"}),
        ("lkpj", {"tahun_id", "desa_kode", "versi"}),
        ("pengundangan", {"tahun_id", "desa_kode", "versi"}),
    ],
)  # fmt: skip
def test_every_column_is_asked_for_or_kept_by_musren_itself(slug: str, own: set[str]):
    asked = {n for n, field in FLOWS[slug].fields.items() if not isinstance(field, Rows)}
    assert columns(*MODEL[slug]) == asked | own
