"""One name per thing: what a form asks for is a column of that name, or stands here with a reason."""

import pytest

from musren.forms.alur import FLOWS
from musren.forms.steps import Rows
from musren.models.base import Base
from musren.models.musyawarah import Evaluasi, Hadir, Musyawarah
from musren.models.tahun import PaguKecamatan
from musren.models.usulan import Keputusan, Usulan, UsulanDana
from musren.models.wilayah import Dusun, ProfilDesa, ProfilKecamatan

MODEL: dict[str, tuple[type[Base], ...]] = {
    "profil-desa": (ProfilDesa,),
    "usulan": (Usulan,),
    "musrenbangdes": (Musyawarah,),
    "profil-kecamatan": (ProfilKecamatan, PaguKecamatan),
    "musrenbang-kecamatan": (Musyawarah,),
}
# Groups of rows that have a table of their own.
TABLE: dict[str, type[Base]] = {
    "dusun": Dusun,
    "dana": UsulanDana,
    "hadir": Hadir,
    "evaluasi": Evaluasi,
    "keputusan": Keputusan,
    "prioritas_blm": Keputusan,
    "prioritas_apbd": Keputusan,
}
# Answers that mark the people present, row by row.
MARKS_ATTENDEES = ("wakil_masyarakat", "wakil_desa", "wakil_utusan", "delegasi")
KEPT_AS_A_LIST = {"agenda", "narasumber"}  # JSON columns of the meeting, of that name
NO_COLUMN = {
    "uraian": "how the proposal is shown beside its decision; never stored twice",
    "kelompok": "SPP or not, for ranking; the proposal's own kind says it",
}


def columns(*models: type[Base]) -> set[str]:
    return {column.key for model in models for column in model.__mapper__.column_attrs}


@pytest.mark.parametrize("slug", FLOWS)
def test_a_field_is_a_column_of_its_name(slug: str):
    known = columns(*MODEL[slug])
    assert [
        name
        for name, field in FLOWS[slug].fields.items()
        if name not in known and name not in TABLE and name not in MARKS_ATTENDEES
    ] == []
    assert slug in MODEL


@pytest.mark.parametrize("slug", FLOWS)
def test_a_column_of_a_group_of_rows_is_a_column_of_its_table(slug: str):
    for name, field in FLOWS[slug].fields.items():
        if isinstance(field, Rows) and name not in KEPT_AS_A_LIST:
            assert set(field.columns) - columns(TABLE[name]) - set(NO_COLUMN) == set()


def test_marks_of_attendees_are_columns_of_attendance():
    assert set(MARKS_ATTENDEES) <= columns(Hadir)
    assert columns(Musyawarah) >= KEPT_AS_A_LIST


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
             "dibuat", "diubah", "versi"},
        ),
        ("profil-desa", {"desa_kode", "versi"}),
        ("profil-kecamatan", {"kecamatan_kode", "tahun_id", "versi"}),
    ],
)  # fmt: skip
def test_every_column_is_asked_for_or_kept_by_musren_itself(slug: str, own: set[str]):
    asked = {n for n, field in FLOWS[slug].fields.items() if not isinstance(field, Rows)}
    assert columns(*MODEL[slug]) == asked | own
